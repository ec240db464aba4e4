/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an AE gets: the letters of a day as parts of one. A kind is a row here and three templates. */
#include "compose.h"
#include "language.h"
#include "template.h"

#include <string.h>

enum { CUSTOMERS_MAX = 3 };

#define NAMES(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}
#define NONE                  \
	(const char *const[]) \
	{                     \
		NULL          \
	}

const struct letter_kind LETTER_KINDS[] = {
	{ "receipt", "what became of an order that an AE passed on",
	    NAMES("number", "customer", "amount", "waits"), NAMES("unknown"),
	    NAMES("number", "4500123456", "customer", "Contoso GmbH", "amount", "EUR 112000.00", "unknown",
		"who approves invoices", "unknown", "the supplier portal they use, if any") },
	{ "promise", "a promised order that has not come",
	    NAMES("customer", "quote", "amount", "who", "words", "said_on", "due_on"), NONE,
	    NAMES("customer", "Northwind Traders", "quote", "Q-2041", "amount", "GBP 18500.00", "who",
		"Ann Byrne", "words", "we'll go ahead, the PO follows next week", "said_on", "2026-06-02",
		"due_on", "2026-06-08") },
	{ "missing", "what is not known of a customer before the first invoice", NAMES("customer", "number"),
	    NAMES("missing"),
	    NAMES("customer", "Tailspin Toys LLC", "number", "20081", "missing",
		"who gets the invoice (a mail address)", "missing", "their VAT number") },
	{ "insight", "once a month, what was found", NAMES("month", "found", "straight", "needed", "median"),
	    NAMES("lacked", "drift"),
	    NAMES("month", "May 2026", "found", "11", "straight", "9", "needed", "2", "median", "4 min",
		"lacked", "a billing contact (2 POs)", "drift",
		"Contoso GmbH: Net 45 \xe2\x86\x92 Net 60 \xe2\x86\x92 Net 90") },
	{ "bank", "a customer was shown bank details that are not ours",
	    NAMES("customer", "masked", "seen_in", "altered"), NONE,
	    NAMES("customer", "Fabrikam Inc.", "masked", "4411", "seen_in",
		"\xe2\x80\x9cQuote Q-2077.pdf\xe2\x80\x9d, sent by you on 3 Jun,") },
	{ "answer", "what was done of what somebody asked for by mail", NAMES("subject"), NAMES("done"),
	    NAMES("subject", "7 POs for AR: 2 need you", "done", "route 12: item 12: goes to AR", "done",
		"reject 14 duplicate: not done: item 14 was settled by ann@example.com already (route)") },
	{ NULL },
};

const struct letter_kind *
letter_kind_find(const char *name)
{
	for (const struct letter_kind *k = LETTER_KINDS; k->name; k++)
		if (g_strcmp0(k->name, name) == 0)
			return k;
	return NULL;
}

struct store_letter *
letter_kind_sample(const struct letter_kind *kind)
{
	struct store_letter *l = g_new0(struct store_letter, 1);

	l->kind = g_strdup(kind->name);
	l->about = g_strdup("item 12");
	for (const char *const *s = kind->sample; *s; s += 2)
		store_letter_fact_add(l, s[0], s[1]);
	return l;
}

/* --- facts --- */

/* "EUR 112000.00" as the letter's language has it. */
static char *
amount_words(const struct speech *speech, const char *value)
{
	struct money m;

	if (strlen(value) > 4 && value[3] == ' ') {
		g_autofree char *currency = g_strndup(value, 3);

		if (digest_money(value + 4, currency, &m))
			return say_money(speech, &m);
	}
	return g_strdup(value);
}

static void
fact_set(struct scope *s, const struct letter_kind *kind, const struct speech *speech,
    const struct store_letter_fact *f)
{
	for (const char *const *n = kind->values; *n; n++) {
		if (strcmp(*n, f->name) != 0)
			continue;
		if (g_str_has_suffix(f->name, "_on"))
			scope_take(s, *n, say_date(speech, f->value));
		else if (strcmp(f->name, "amount") == 0)
			scope_take(s, *n, amount_words(speech, f->value));
		else
			scope_set(s, *n, f->value);
	}
	for (const char *const *n = kind->lists; *n; n++)
		if (strcmp(*n, f->name) == 0)
			scope_set(scope_row(s, *n), "value", f->value);
}

static const struct store_letter_fact *
fact_find(const struct store_letter *l, const char *name)
{
	for (guint i = 0; l->facts && i < l->facts->len; i++) {
		const struct store_letter_fact *f = g_ptr_array_index(l->facts, i);

		if (strcmp(f->name, name) == 0)
			return f;
	}
	return NULL;
}

static struct scope *
scope_of_part(const struct letter_ae *ae, const struct letter_kind *kind, const struct store_letter *l,
    const struct speech *speech)
{
	struct scope *s = scope_new();

	for (const char *const *n = kind->values; *n; n++)
		scope_set(s, *n, NULL);
	for (const char *const *n = kind->lists; *n; n++) {
		g_autofree char *any = g_strconcat(*n, "_any", NULL);

		scope_list(s, *n);
		scope_flag(s, g_intern_string(any), fact_find(l, *n) != NULL);
	}
	for (guint i = 0; l->facts && i < l->facts->len; i++)
		fact_set(s, kind, speech, g_ptr_array_index(l->facts, i));
	scope_set(s, "forward_to", ae->forward_to);
	scope_flag(s, "answer", ae->by_reply);
	return s;
}

/* --- the letter --- */

static gboolean
part_add(struct scope *letter, const struct letter_ae *ae, const struct store_letter *l,
    const struct letter_head *h, const struct speech *speech, char **out_subject, GError **error)
{
	const struct letter_kind *kind = letter_kind_find(l->kind);
	struct letter_text t;
	struct scope *s;
	gboolean ok;

	if (!kind)
		return purser_fail(error, PURSER_REJECT, "there is no letter of the kind '%s'", l->kind);
	s = scope_of_part(ae, kind, l, speech);
	ok = letter_text_render(h->templates, kind->name, s, &t, error);
	scope_free(s);
	if (!ok)
		return FALSE;
	g_strchomp(t.text);
	scope_made(scope_row(letter, "parts"), "part", t.text, t.html);
	*out_subject = g_steal_pointer(&t.subject);
	letter_text_clear(&t);
	return TRUE;
}

/* "Contoso GmbH, Fabrikam Inc., …" */
static char *
customers_of(const GPtrArray *letters)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < letters->len; i++) {
		const struct store_letter_fact *f =
		    fact_find(g_ptr_array_index((GPtrArray *)letters, i), "customer");

		if (!f || g_ptr_array_find_with_equal_func(names, f->value, g_str_equal, NULL))
			continue;
		g_ptr_array_add(names, names->len < CUSTOMERS_MAX ? f->value : (gpointer) "\xe2\x80\xa6");
		if (names->len > CUSTOMERS_MAX)
			break;
	}
	g_ptr_array_add(names, NULL);
	return g_strjoinv(", ", (char **)names->pdata);
}

gboolean
letter_ae_render(
    const struct letter_ae *ae, const struct letter_head *h, struct letter_text *out, GError **error)
{
	struct scope *s = scope_new();
	g_autofree char *subject = NULL;
	struct speech speech;
	gboolean ok = TRUE;

	speech_init(&speech, h->language, h->time_zone);
	scope_list(s, "parts");
	for (guint i = 0; ok && i < ae->letters->len && i < LETTER_PARTS_MAX; i++) {
		g_free(g_steal_pointer(&subject));
		ok = part_add(
		    s, ae, g_ptr_array_index((GPtrArray *)ae->letters, i), h, &speech, &subject, error);
	}
	scope_set(s, "single", ae->letters->len == 1 ? subject : NULL);
	scope_format(s, "count", "%u", ae->letters->len);
	scope_take(s, "customers", customers_of(ae->letters));
	scope_set(s, "for", ae->for_ae);
	/* one of these stands alone, and nobody can do without it */
	scope_flag(s, "answered",
	    ae->letters->len == 1 && fact_find(g_ptr_array_index((GPtrArray *)ae->letters, 0), "done"));
	if (ae->letters->len == 1)
		scope_set(s, "page_title", subject);
	else
		scope_format(s, "page_title", "%u things about your POs", ae->letters->len);
	ok = ok && letter_text_render(h->templates, "ae", s, out, error);
	if (ok)
		out->list = g_strdup("letters");
	speech_clear(&speech);
	scope_free(s);
	return ok;
}
