/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who pretends to be somebody on record: by a domain that looks like his, by his domain in front of another one, or by
 * an address that only the display name shows.
 *
 * Firms' names are words, and words are near each other: "Hansen" and "Jansen" are two honest firms. So short labels
 * must be alike letter by letter, only long ones may differ by an edit; a difference in digits is none (north1,
 * north2); and what a cousin may have (another ending, "-group") is told as less sure.
 */
#include "look.h"

#include <string.h>

/* In letters of the shorter label. */
enum {
	SKELETON_MIN = 4,
	SUFFIX_MIN = 4,
	HYPHEN_MIN = 5,
	WORD_MIN = 5,
	JOINED_WORD_MIN = 7,
	DOUBLE_MIN = 5,
	EDIT_MIN = 7,
	EDIT_FAR_MIN = 9,
	TWO_EDITS_MIN = 13,
	TOKENS_MAX = 128 /* a host has no more labels */
};

/* Words that are added to a firm's name, by itself or by others. */
static const char *const ADDED[] = { "accounting", "accounts", "ap", "ar", "billing", "corp", "corporation",
	"de", "einkauf", "eu", "europe", "finance", "france", "germany", "global", "gmbh", "group", "groupe",
	"gruppe", "holding", "holdings", "inc", "india", "int", "international", "intl", "invoice",
	"invoices", "invoicing", "italia", "llc", "login", "ltd", "mail", "office", "online", "order",
	"orders", "pay", "payment", "payments", "po", "portal", "procurement", "purchase", "purchasing",
	"sales", "secure", "services", "supplier", "suppliers", "support", "team", "uk", "us", "usa",
	"vendor", "vendors", "web", NULL };

static void
set(struct directory_look *out, const struct look *theirs, const struct look *known, gboolean sure,
    const char *how)
{
	g_autofree char *punycode = strcmp(theirs->domain, theirs->shown) != 0
					? g_strdup_printf(" (%s)", theirs->domain)
					: g_strdup("");

	out->customer = known->customer;
	out->domain = g_strdup(theirs->shown);
	out->sure = sure;
	out->why = g_strdup_printf("%s%s %s %s", theirs->shown, punycode, how, known->shown);
}

/* longer is shorter with one of ADDED before or behind it; without a hyphen only a long name shows ("mailshell"). */
static gboolean
is_added(const char *longer, const char *shorter)
{
	gsize n = strlen(longer), m = strlen(shorter);
	const char *rest;
	g_autofree char *word = NULL;

	if (n <= m)
		return FALSE;
	if (strncmp(longer, shorter, m) == 0)
		rest = longer[m] == '-' ? longer + m + 1 : longer + m;
	else if (strcmp(longer + n - m, shorter) == 0)
		rest = longer;
	else
		return FALSE;
	if (m < JOINED_WORD_MIN && !strchr(rest == longer ? longer : longer + m, '-'))
		return FALSE;
	word = rest == longer ? g_strndup(longer, n - m - (longer[n - m - 1] == '-')) : g_strdup(rest);
	return g_strv_contains(ADDED, word);
}

/* north1 and north2 are neighbours. */
static gboolean
differ_in_digits(const char *a, const char *b)
{
	g_autofree char *x = look_without(a, "0123456789"), *y = look_without(b, "0123456789");

	return strcmp(x, y) == 0;
}

/* "appple", "apple" with two neighbours swapped: what fingers do, not what firms are called. */
static gboolean
is_slip(const struct look *a, const struct look *b)
{
	const struct look *longer = a->n_letters >= b->n_letters ? a : b, *other = longer == a ? b : a;
	glong i = 0;

	while (i < other->n_letters && longer->letters[i] == other->letters[i])
		i++;
	if (longer->n_letters == other->n_letters)
		return i + 1 < other->n_letters && longer->letters[i] == other->letters[i + 1] &&
		       longer->letters[i + 1] == other->letters[i];
	return i > 0 && longer->letters[i] == longer->letters[i - 1];
}

static gboolean
edits_tell(const struct look *a, const struct look *b)
{
	glong n = MIN(a->n_letters, b->n_letters);
	gboolean same_suffix = strcmp(a->suffix, b->suffix) == 0;
	guint max = n >= TWO_EDITS_MIN ? 2 : 1, edits;

	if (n < DOUBLE_MIN)
		return FALSE;
	edits = look_distance(a, b, max);
	if (edits > max || differ_in_digits(a->label, b->label))
		return FALSE;
	if (edits == 2)
		return same_suffix;
	return n >= (same_suffix ? EDIT_MIN : EDIT_FAR_MIN) || (same_suffix && is_slip(a, b));
}

static gboolean
compare(const struct look *a, const struct look *known, struct directory_look *out)
{
	glong n = MIN(a->n_letters, known->n_letters);
	gboolean same_suffix = strcmp(a->suffix, known->suffix) == 0, foreign = a->foreign || known->foreign;

	if (strcmp(a->label, known->label) == 0) {
		if (n < SUFFIX_MIN)
			return FALSE;
		set(out, a, known, FALSE, "has the name, under another ending, of");
		return TRUE;
	}
	if (strcmp(a->skeleton, known->skeleton) == 0 &&
	    (foreign || n >= (same_suffix ? SKELETON_MIN : EDIT_MIN))) {
		set(out, a, known, TRUE, "looks like");
		return TRUE;
	}
	if (n >= HYPHEN_MIN && strcmp(a->joined, known->joined) == 0) {
		set(out, a, known, same_suffix, "is, but for a hyphen,");
		return TRUE;
	}
	if (edits_tell(a, known)) {
		set(out, a, known, TRUE, "is nearly");
		return TRUE;
	}
	if (n >= WORD_MIN && (is_added(a->label, known->label) || is_added(known->label, a->label))) {
		set(out, a, known, FALSE, "is, but for a word,");
		return TRUE;
	}
	return FALSE;
}

/* --- a domain on record within another text ------------------------------------------------------ */

static const struct customer *
on_record(const struct directory *d, const char *domain)
{
	g_autofree char *registrable = directory_registrable_domain(domain);
	const GPtrArray *found = registrable ? sign_lookup_host(d, domain) : NULL;

	for (guint i = 0; found && i < found->len; i++) {
		const struct customer *c = g_ptr_array_index(found, i);

		if (c->kind != CUSTOMER_PROVISIONAL)
			return c;
	}
	return NULL;
}

/* A run of words that, with dots between them, is a domain on record. */
static const struct customer *
run_on_record(const struct directory *d, char **words, guint n, char **out_domain)
{
	for (guint i = 0; i + 1 < n; i++)
		for (guint k = i + 2; k <= n && k <= i + 4; k++) {
			g_autofree char *end = words[k];
			g_autofree char *domain = NULL;
			const struct customer *c;

			words[k] = NULL;
			domain = g_strjoinv(".", words + i);
			words[k] = g_steal_pointer(&end);
			c = on_record(d, domain);
			if (c) {
				*out_domain = g_steal_pointer(&domain);
				return c;
			}
		}
	return NULL;
}

static const struct customer *
text_on_record(const struct directory *d, const char *text, const char *signs, char **out_domain)
{
	g_auto(GStrv) words = g_strsplit_set(text, signs, TOKENS_MAX);

	return run_on_record(d, words, g_strv_length(words), out_domain);
}

/* "contoso.example.evil.example", "contoso-example.evil.example". */
static gboolean
host_pretends(
    const struct directory *d, const char *address, const struct look *theirs, struct directory_look *out)
{
	g_autofree char *host = domain_of(address), *known = NULL;
	const struct customer *c = NULL;

	/* what stands before the registrable domain, and that one's own label */
	if (strlen(host) > strlen(theirs->domain)) {
		g_autofree char *front = g_strndup(host, strlen(host) - strlen(theirs->domain) - 1);

		c = text_on_record(d, front, ".", &known);
		if (!c)
			c = text_on_record(d, front, ".-", &known);
	}
	if (!c)
		c = text_on_record(d, theirs->label, "-", &known);
	if (!c)
		return FALSE;
	out->customer = c;
	out->domain = g_strdup(theirs->shown);
	out->sure = TRUE;
	out->why = g_strdup_printf("%s only begins like %s: it belongs to %s", host, known, theirs->shown);
	return TRUE;
}

static gboolean
local_part_pretends(
    const struct directory *d, const char *address, const struct look *theirs, struct directory_look *out)
{
	g_autofree char *local = g_strndup(address, (gsize)(strrchr(address, '@') - address)), *known = NULL;
	g_autofree char *lower = g_utf8_strdown(local, -1);
	const struct customer *c = text_on_record(d, lower, "._+=%#", &known);

	if (!c)
		return FALSE;
	out->customer = c;
	out->domain = g_strdup(theirs->shown);
	out->why =
	    g_strdup_printf("the address shows %s before its @, but belongs to %s", known, theirs->shown);
	return TRUE;
}

/* A domain in the display name, with or without something before an @: what begins at it. */
static gboolean
word_shows(const struct directory *d, const char *word, const struct look *theirs, struct directory_look *out)
{
	const char *at = strrchr(word, '@');
	g_autofree char *shown = directory_registrable_domain(word);
	const struct customer *c;

	if (!shown || (theirs && strcmp(shown, theirs->domain) == 0))
		return FALSE;
	c = on_record(d, word);
	if (!c && !at)
		return FALSE;
	if (!c && (directory_is_freemail(word) || directory_is_relay(word)))
		return FALSE;
	out->customer = c;
	out->domain = g_strdup(theirs ? theirs->shown : NULL);
	out->sure = c != NULL;
	out->why = g_strdup_printf(
	    "the name shows %s, but the address is at %s", word, theirs ? theirs->shown : "none");
	return TRUE;
}

static gboolean
name_pretends(
    const struct directory *d, const char *name, const struct look *theirs, struct directory_look *out)
{
	g_autofree char *line = name ? text_one_line(name, 300) : g_strdup("");
	g_auto(GStrv) words = g_strsplit_set(line, " \t,;<>()[]\"'|/", 40);

	for (char **w = words; *w; w++)
		if (strchr(*w, '.') && word_shows(d, *w, theirs, out))
			return TRUE;
	return FALSE;
}

/* Letters of another alphabet in the name of one of ours, or of a contact, at his own domain. */
static gboolean
person_pretends(
    const struct directory *d, const char *address, const struct look *theirs, struct directory_look *out)
{
	g_autofree char *local = g_strndup(address, (gsize)(strrchr(address, '@') - address));
	g_autofree char *domain = domain_of(address), *skeleton = look_skeleton(local);
	g_autofree char *key = g_strconcat(skeleton, "@", domain, NULL);
	const char *known = g_str_is_ascii(local) ? NULL : g_hash_table_lookup(looks_of(d)->people, key);

	if (!known || g_ascii_strcasecmp(known, address) == 0)
		return FALSE;
	out->domain = g_strdup(theirs->shown);
	out->sure = TRUE;
	out->why = g_strdup_printf("%s only looks like %s", address, known);
	return TRUE;
}

static gboolean
labels_are_mixed(const struct look *theirs, struct directory_look *out)
{
	if (!look_is_mixed(theirs->label))
		return FALSE;
	out->domain = g_strdup(theirs->shown);
	out->sure = TRUE;
	out->why =
	    g_strdup_printf("%s (%s) mixes letters of several alphabets", theirs->shown, theirs->domain);
	return TRUE;
}

static gboolean
domain_pretends(
    const struct directory *d, const char *address, const struct look *theirs, struct directory_look *out)
{
	const GPtrArray *known = looks_of(d)->all;
	gboolean found = FALSE;

	if (directory_is_freemail(address))
		return FALSE;
	if (host_pretends(d, address, theirs, out))
		return TRUE;
	for (guint i = 0; i < known->len && !(found && out->sure); i++) {
		struct directory_look one = { NULL };

		if (!compare(theirs, g_ptr_array_index(known, i), &one))
			continue;
		if (found && !one.sure) {
			directory_look_clear(&one);
			continue;
		}
		directory_look_clear(out);
		*out = one;
		found = TRUE;
	}
	return found || labels_are_mixed(theirs, out);
}

typedef gboolean (*look_at)(
    const struct directory *d, const char *text, const struct look *theirs, struct directory_look *out);

/* The first that is sure, else the first at all. */
gboolean
directory_looks_alike(
    const struct directory *d, const char *address, const char *name, struct directory_look *out)
{
	struct look *theirs = address && strchr(address, '@') ? look_new(address) : NULL;
	gboolean found = FALSE, known = theirs && on_record(d, address);
	const struct {
		look_at look;
		const char *text;
		gboolean asked;
	} LOOKS[] = {
		{ person_pretends, address, known },
		{ name_pretends, name, TRUE },
		{ domain_pretends, address, theirs && !known },
		{ local_part_pretends, address, theirs && !known },
	};

	*out = (struct directory_look){ NULL };
	/* a portal speaks for others, and says so */
	for (gsize i = 0; i < G_N_ELEMENTS(LOOKS) && !out->sure && !(address && directory_is_relay(address));
	     i++) {
		struct directory_look one = { NULL };

		if (!LOOKS[i].asked || !LOOKS[i].look(d, LOOKS[i].text, theirs, &one))
			continue;
		if (!found || one.sure) {
			directory_look_clear(out);
			*out = one;
		} else {
			directory_look_clear(&one);
		}
		found = TRUE;
	}
	look_free(theirs);
	return found;
}

void
directory_look_clear(struct directory_look *l)
{
	g_free(l->domain);
	g_free(l->why);
	*l = (struct directory_look){ NULL };
}
