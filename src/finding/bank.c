/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bank - accounts of a document: found by their own proof, and never shown whole
 *
 * An IBAN speaks for itself. The numbers of other countries are short, and many numbers are short: they count
 * only behind their own words ("sort code", "BSB"), with the account's number near, and where the scheme has
 * check digits these must hold.
 */
#include "assemble.h"
#include "bank_trace.h"
#include "modulus.h"

#include <string.h>

enum {
	ACCOUNTS_MAX = 20,
	ALARMING_MAX = 40,
	MASKED_MAX = 200,
	NEAR_WORDS = 14,
	HOLDER_WORDS = 40,
	HEAD_MAX = 4000,
	HEAD_DIGITS = 8
};

struct found {
	const char *scheme, *country;
	char number[IBAN_MAX + 1]; /* the account's; only its last four ever leave */
	char *bank_code, *bic;
	guint word, n_words;
	gboolean unproven; /* its check digits do not hold: it counts only if it is like one of ours */
};

/* --- words around -------------------------------------------------------------------------------- */

static const struct word *
word_at(const struct document *d, guint i)
{
	return &g_array_index(d->words, struct word, i);
}

/* Without the signs around it. */
static const char *
word_core(const struct document *d, guint i, gsize *out_n)
{
	const struct word *w = word_at(d, i);
	const char *s = d->text + w->offset;
	gsize n = w->size;

	while (n && !g_ascii_isalnum(*s) && !(*s & 0x80))
		s++, n--;
	while (n && !g_ascii_isalnum(s[n - 1]) && !(s[n - 1] & 0x80))
		n--;
	*out_n = n;
	return s;
}

/* Does one of these stand among the `span` words before word i, or in its first `glued` bytes, as words of their own? */
static gboolean
named_before(const struct document *d, guint i, gsize glued, guint span, const char *const *names)
{
	guint from = i > span ? i - span : 0;
	gsize start = word_at(d, from)->offset, end = word_at(d, i)->offset + glued;
	g_autofree char *folded = NULL;

	if (end == start || end - start > 400)
		return FALSE;
	folded = label_fold(d->text + start, end - start);
	for (; *names; names++) {
		gsize n = strlen(*names);

		for (const char *s = strstr(folded, *names); s; s = strstr(s + 1, *names))
			if ((s == folded || !g_ascii_isalnum(s[-1])) && !g_ascii_isalnum(s[n]))
				return TRUE;
	}
	return FALSE;
}

/* Does one of these stand anywhere in the words [from, to)? One look, before named_before() has many. */
static gboolean
named_among(const struct document *d, guint from, guint to, const char *const *names)
{
	gsize start = word_at(d, from)->offset, end = word_at(d, to - 1)->offset + word_at(d, to - 1)->size;
	g_autofree char *folded = label_fold(d->text + start, end - start);

	while (*names && !strstr(folded, *names))
		names++;
	return *names != NULL;
}

/* The bank's code of ISO 9362 among the words around, of the same country: public, unlike the account. */
static char *
bic_near(const struct document *d, guint at, const char *country)
{
	for (guint i = at > 6 ? at - 6 : 0; i < d->words->len && i < at + 20; i++) {
		const struct word *w = &g_array_index(d->words, struct word, i);
		const char *s = d->text + w->offset;
		gsize n = w->size, k = 0;

		while (n && !g_ascii_isalnum(s[n - 1]))
			n--;
		if (n != 8 && n != 11)
			continue;
		while (
		    k < n && (k < 6 ? g_ascii_isupper(s[k]) : g_ascii_isupper(s[k]) || g_ascii_isdigit(s[k])))
			k++;
		if (k == n && memcmp(s + 4, country, 2) == 0)
			return g_strndup(s, n);
	}
	return NULL;
}

/* --- schemes without an IBAN --------------------------------------------------------------------- */

static const char *const ACCOUNT_WORDS[] = { "account", "account no", "account number", "acct", "a/c",
	"ac no", "acc no", "beneficiary account", "cuenta", "konto", "kontonummer", "compte",
	"numero de cuenta", NULL };
static const char *const ABA_WORDS[] = { "aba", "routing", "rtn", "fedwire", "ach", NULL };
static const char *const SORT_WORDS[] = { "sort code", "sort-code", "sortcode", "s/c", NULL };
static const char *const BSB_WORDS[] = { "bsb", NULL };
static const char *const TRANSIT_WORDS[] = { "transit", NULL };
static const char *const INSTITUTION_WORDS[] = { "institution", "inst", NULL };
static const char *const BLZ_WORDS[] = { "blz", "bankleitzahl", NULL };
static const char *const CLABE_WORDS[] = { "clabe", "interbancaria", NULL };
static const char *const IFSC_WORDS[] = { "ifsc", "ifs", "neft", "rtgs", NULL };

static const struct scheme {
	const char *name, *country;
	const char *const *words;
	gsize digits; /* of the bank's code; 0: no digits */
	gsize account_min, account_max;
	gboolean (*holds)(const char *digits); /* NULL: no check digit */
} SCHEMES[] = {
	{ "aba", "US", ABA_WORDS, 9, 4, 17, aba_holds }, { "uk", "GB", SORT_WORDS, 6, 6, 8, NULL },
	{ "bsb", "AU", BSB_WORDS, 6, 5, 10, NULL }, { "ca", "CA", TRANSIT_WORDS, 5, 7, 12, NULL },
	{ "clabe", "MX", CLABE_WORDS, 18, 18, 18, clabe_holds },
	{ "iban", "DE", BLZ_WORDS, 8, 4, 10, NULL }, /* without the IBAN, which follows from it */
};

/* The account's number near [first, end): behind its own word, or right behind the bank's code. */
static gboolean
account_near(const struct document *d, guint first, guint end, gsize min, gsize max,
    char number[IBAN_MAX + 1], guint *out_end)
{
	char flat[24] = "";
	guint n_words = 0;
	gsize n = 0, glued;

	for (guint k = end; k < d->words->len && k < end + NEAR_WORDS && !n; k++)
		if (digits_begin(d, k, &glued) && (k == end || named_before(d, k, glued, 4, ACCOUNT_WORDS)) &&
		    (n = digits_trace(d, k, glued, min, max, flat, &n_words)))
			*out_end = k + n_words;
	for (guint k = first; k > 0 && first - k < NEAR_WORDS && !n; k--)
		if (digits_begin(d, k - 1, &glued) && named_before(d, k - 1, glued, 4, ACCOUNT_WORDS))
			n = digits_trace(d, k - 1, glued, min, max, flat, &n_words);
	if (n < 4)
		return FALSE;
	memcpy(number, flat, n + 1);
	return TRUE;
}

/* Canada: the institution's three digits behind the five of the branch, or near. */
static char *
transit_code(const struct document *d, const char *branch, guint end)
{
	char flat[8] = "";
	guint n_words;
	gsize glued;

	for (guint k = end; k < d->words->len && k < end + 8; k++)
		if (digits_begin(d, k, &glued) && named_before(d, k, glued, 3, INSTITUTION_WORDS) &&
		    digits_trace(d, k, glued, 3, 3, flat, &n_words) == 3)
			return g_strdup_printf("%s-%s", branch, flat);
	return NULL;
}

/* Germany's account and code of the bank are the IBAN without its check digits. */
static void
iban_make(struct found *f)
{
	char account[IBAN_MAX + 1];
	gsize n = strlen(f->number);

	memcpy(account, f->number, n + 1);
	g_snprintf(f->number, sizeof f->number, "DE00%s%.*s%s", f->bank_code, (int)(10 - MIN(n, 10)),
	    "0000000000", account);
	iban_sum_set(f->number, strlen(f->number));
	g_clear_pointer(&f->bank_code, g_free);
}

static gboolean
scheme_find(const struct document *d, guint i, gsize glued, const struct finding_us *us, struct found *out)
{
	char flat[24] = "";
	guint n_words = 0, end;

	for (gsize k = 0; k < G_N_ELEMENTS(SCHEMES); k++) {
		const struct scheme *s = &SCHEMES[k];

		gboolean unproven;

		if (digits_trace(d, i, glued, s->digits, s->digits, flat, &n_words) != s->digits)
			continue;
		unproven = s->holds && !s->holds(flat);
		if ((unproven && !us->bank) || !named_before(d, i, glued, 4, s->words))
			continue;
		end = i + n_words;
		*out = (struct found){ .scheme = s->name,
			.country = s->country,
			.word = i,
			.n_words = n_words,
			.unproven = unproven };
		if (s->digits == 18) {
			out->bank_code = g_strndup(flat, 3);
			memcpy(out->number, flat, 19);
			return TRUE;
		}
		out->bank_code = s->digits == 5 ? transit_code(d, flat, end) : g_strdup(flat);
		if (out->bank_code &&
		    account_near(d, i, end, s->account_min, s->account_max, out->number, &end)) {
			if (s->words == BLZ_WORDS)
				iban_make(out);
			if (s->words == SORT_WORDS)
				out->unproven =
				    modulus_check(us->modulus, flat, out->number) == MODULUS_FAILS;
			if (!out->unproven || us->bank)
				return TRUE;
		}
		g_clear_pointer(&out->bank_code, g_free);
	}
	return FALSE;
}

/* India's code has letters; it stands behind its name, or before it. */
static gboolean
ifsc_find(const struct document *d, guint i, struct found *out)
{
	gsize n;
	const char *s = word_core(d, i, &n);
	guint end = i + 1;

	if (!ifsc_holds(s, n) || !named_before(d, i, 0, 6, IFSC_WORDS))
		return FALSE;
	*out = (struct found){ .scheme = "ifsc", .country = "IN", .word = i, .n_words = 1 };
	if (!account_near(d, i, end, 9, 18, out->number, &end))
		return FALSE;
	out->bank_code = g_strndup(s, n);
	return TRUE;
}

/* --- whose --------------------------------------------------------------------------------------- */

/* "Beneficiary: Acme Ltd", "Kontoinhaber: …": the company named behind such a word, on its line. */
static char *
holder_near(const struct document *d, guint at)
{
	static const char *const HOLDERS[] = { "beneficiary", "account name", "account holder",
		"name of account", "in favour of", "in favor of", "payee", "kontoinhaber", "inhaber",
		"titulaire", "titular", "a nombre de", "intestatario", "intestato a", "rekeninghouder",
		"t.n.v", "tnv", "titular da conta", NULL };
	guint from = at > HOLDER_WORDS ? at - HOLDER_WORDS : 0, to = MIN(d->words->len, at + HOLDER_WORDS);

	if (!named_among(d, from > 3 ? from - 3 : 0, to, HOLDERS))
		return NULL;
	for (guint k = from; k < to; k++) {
		guint n = 0;
		g_autofree char *text = NULL, *clean = NULL;

		if (!named_before(d, k, 0, 3, HOLDERS) || word_at(d, k)->flags & WORD_HIDDEN)
			continue;
		while (k + n < d->words->len && n < 8 && word_at(d, k + n)->line == word_at(d, k)->line)
			n++;
		text = g_strndup(d->text + word_at(d, k)->offset,
		    word_at(d, k + n - 1)->offset + word_at(d, k + n - 1)->size - word_at(d, k)->offset);
		text[strcspn(text, ",;:|")] = 0;
		clean = name_clean(text);
		if (name_shape(clean) == NAME_COMPANY)
			return g_steal_pointer(&clean);
	}
	return NULL;
}

static const char *
whose_is_it(const struct examination *x, const struct document *d, const struct found *f, const char *holder)
{
	guint from = f->word > HOLDER_WORDS ? f->word - HOLDER_WORDS : 0;
	guint to = MIN(d->words->len, f->word + HOLDER_WORDS) - 1;
	gboolean us_known = x->us && x->us->names && x->us->names[0];
	g_autofree char *around = NULL, *key = NULL;

	if (!us_known)
		return "unknown";
	if (holder)
		return name_is_us(x->us, holder) ? "ours" : "theirs";
	around = g_strndup(d->text + word_at(d, from)->offset,
	    word_at(d, to)->offset + word_at(d, to)->size - word_at(d, from)->offset);
	key = text_key(around);
	for (guint i = 0; x->us->names[i]; i++) {
		g_autofree char *name = text_key(x->us->names[i]);

		if (*name && strstr(key, name))
			return "ours";
	}
	return "unknown";
}

/* --- the list ------------------------------------------------------------------------------------ */

static gboolean
account_known(const struct examination *x, const char *key)
{
	for (guint i = 0; i < x->account_keys->len; i++)
		if (strcmp(x->account_keys->pdata[i], key) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
number_of(const struct found *f, struct bank_number *out)
{
	return strcmp(f->scheme, "iban") == 0
		   ? bank_number_of_iban(f->number, strlen(f->number), !f->unproven, out)
		   : bank_number_of(f->scheme, f->country, f->bank_code ? f->bank_code : "", f->number,
			 !f->unproven, out);
}

static gboolean
is_alarming(const struct report_bank_account *a)
{
	return g_strcmp0(a->standing, "altered") == 0 || g_strcmp0(a->standing, "swapped") == 0;
}

static void
account_prove(const struct examination *x, struct report *out, const struct finding_part *part,
    const struct found *f, const char *masked)
{
	struct report_evidence *e;
	const struct word *w = word_at(part->document, f->word);

	if (out->evidence->len >= (guint)x->limits->evidence_rows)
		return;
	e = g_new0(struct report_evidence, 1);
	e->field = g_strdup_printf("bank_accounts[%u]", out->bank_accounts->len - 1);
	e->text = g_strdup(masked);
	e->part = g_strdup(part->path);
	e->rule = g_strconcat("bank.", f->scheme, NULL);
	e->page = w->page;
	e->box[0] = w->x0;
	e->box[1] = w->y0;
	w = word_at(part->document, f->word + f->n_words - 1);
	e->box[2] = w->x1;
	e->box[3] = w->y1;
	g_ptr_array_add(out->evidence, e);
}

static void
account_free(struct report_bank_account *a)
{
	for (const struct report_column *c = REPORT_BANK_COLUMNS; c->key; c++)
		g_free(G_STRUCT_MEMBER(char *, a, c->offset));
	g_free(a);
}

static void
account_describe(const struct examination *x, const struct document *d, const struct found *f,
    struct report_bank_account *a)
{
	g_autofree char *holder = holder_near(d, f->word);

	a->holder = holder ? text_mask_accounts(holder) : NULL;
	a->whose = g_strdup(whose_is_it(x, d, f, holder));
}

/* One whose check digits do not hold is asked for first, because it is hardly ever one, and what is around it costs. */
static struct report_bank_account *
account_new(const struct examination *x, const struct document *d, const struct found *f,
    const struct bank_number *number)
{
	const struct finding_bank *bank = x->us->bank;
	struct report_bank_account *a = g_new0(struct report_bank_account, 1);

	a->scheme = g_strdup(f->scheme);
	a->country = g_strdup(f->country);
	a->masked = g_strdup_printf(
	    "%s****%s", strcmp(f->scheme, "iban") == 0 ? f->country : "", f->number + strlen(f->number) - 4);
	a->bank_code = g_strdup(f->bank_code);
	a->bic = g_strdup(f->bic);
	if (!f->unproven)
		account_describe(x, d, f, a);
	if (bank && !bank->judge(number, a, bank->data) && f->unproven) {
		account_free(a);
		return NULL;
	}
	if (f->unproven)
		account_describe(x, d, f, a);
	return a;
}

static void
account_add(const struct examination *x, struct report *out, const struct finding_part *part, struct found *f)
{
	struct bank_number number;
	struct report_bank_account *a;
	g_autofree char *key = NULL;

	if (!number_of(f, &number))
		return;
	key =
	    g_strdup_printf("%s %s %s %s", f->scheme, f->country, number.text, f->unproven ? f->number : "");
	if (!f->unproven && x->accounts->len < MASKED_MAX)
		g_ptr_array_add(x->accounts, g_strdup(f->number));
	if (account_known(x, key))
		return;
	if (out->bank_accounts->len >= (x->us->bank ? ALARMING_MAX : ACCOUNTS_MAX) ||
	    !(a = account_new(x, part->document, f, &number)))
		return;
	if (f->unproven && x->accounts->len < MASKED_MAX)
		g_ptr_array_add(x->accounts, g_strdup(f->number));
	/* many that do not matter must not hide the one that does */
	if (out->bank_accounts->len >= ACCOUNTS_MAX && !is_alarming(a)) {
		account_free(a);
		return;
	}
	g_ptr_array_add(x->account_keys, g_steal_pointer(&key));
	g_ptr_array_add(out->bank_accounts, a);
	account_prove(x, out, part, f, a->masked);
}

/* In every place of the word where one may begin. */
static gboolean
iban_find(const struct examination *x, const struct document *d, guint i, struct found *out, char country[3])
{
	const struct word *w = word_at(d, i);
	const char *start = d->text + w->offset;
	struct iban_trace t;

	for (const char *s = start; s < start + w->size; s++) {
		if (((guchar)*s < 0x80 ? !g_ascii_isalpha(*s) : ((guchar)*s & 0xc0) == 0x80) ||
		    (s > start && g_ascii_isalnum(s[-1]) && (s[-1] | 0x20) != 'n') ||
		    !bank_may_begin(s, (gsize)(s - start)) ||
		    !iban_trace(d, i, (gsize)(s - start), x->us->bank != NULL, &t))
			continue;
		/* letters for digits are no slip of a person's, unless a machine has read it from a picture */
		if (t.repaired && d->read != READ_OCR)
			t.proven = FALSE;
		if (!t.proven && !x->us->bank)
			continue;
		*out = (struct found){ .scheme = "iban",
			.country = country,
			.word = i,
			.n_words = t.n_words,
			.unproven = !t.proven };
		memcpy(country, t.number, 2);
		memcpy(out->number, t.number, t.size);
		return TRUE;
	}
	return FALSE;
}

static void
word_look(const struct examination *x, struct report *out, const struct finding_part *part, guint i)
{
	const struct document *d = part->document;
	const struct word *w = word_at(d, i);
	char country[3] = "";
	struct found f = { NULL };
	gsize glued;

	if (iban_find(x, d, i, &f, country) ||
	    (digits_begin(d, i, &glued) && scheme_find(d, i, glued, x->us, &f)) ||
	    (w->size >= 11 && d->text[w->offset + 4] == '0' && ifsc_find(d, i, &f))) {
		f.bic = bic_near(d, i, f.country);
		account_add(x, out, part, &f);
	}
	g_free(f.bank_code);
	g_free(f.bic);
}

/* What nearly all words are, and no part of a number: letters, no sign before, no digit behind. Two letters may be the country
 * of an account that goes on in the next word; then the first is a capital. */
static inline gboolean
word_may_be_bank(const struct document *d, const struct word *w)
{
	const char *s = d->text + w->offset;
	gsize n = 0;

	if (w->flags & WORD_HIDDEN)
		return FALSE;
	for (gsize size = w->size; n < size && (guchar)((s[n] | 0x20) - 'a') < 26;)
		n++;
	if (n == w->size && n > 4)
		return FALSE;
	if (n == 2 && g_ascii_islower(*s) && (w->size == 2 || (w->size == 3 && g_ascii_ispunct(s[2]))))
		return FALSE;
	return n < 3 || (n == 4 && g_ascii_isupper(s[3])) ||
	       (n < w->size && !(n + 1 == w->size && g_ascii_ispunct(s[n])));
}

static void
document_look(const struct examination *x, struct report *out, const struct finding_part *part)
{
	const struct document *d = part->document;
	const guint n = d->words ? d->words->len : 0;

	for (guint i = 0; i < n; i++)
		if (word_may_be_bank(d, word_at(d, i)))
			word_look(x, out, part, i);
}

static void
head_say(GString *head, const char *text)
{
	g_autofree char *line = text ? text_one_line(text, HEAD_MAX) : NULL;

	if (line)
		g_string_append_printf(head, "%s\n\n", line);
}

/* Subjects, names of senders and of files: a mail program shows them as large as the text. */
static void
head_look(const struct examination *x, struct report *out)
{
	g_autoptr(GString) head = g_string_new(NULL);
	const struct message *m = x->message;
	gsize digits = 0;

	for (guint i = 0; i < m->envelopes->len && head->len < HEAD_MAX; i++) {
		const struct envelope *e = m->envelopes->pdata[i];

		head_say(head, e->subject);
		for (guint k = 0; e->from && k < e->from->len && k < 3; k++)
			head_say(head, ((struct address *)e->from->pdata[k])->name);
	}
	for (guint i = 0; i < m->parts->len && head->len < HEAD_MAX; i++)
		head_say(head, ((struct part *)m->parts->pdata[i])->filename);
	for (const char *s = head->str; *s; s = g_utf8_next_char(s))
		digits += g_unichar_digit_value(g_utf8_get_char(s)) >= 0;
	if (digits >= HEAD_DIGITS) {
		struct document *d = text_document(head->str);
		const struct finding_part part = { .document = d, .path = "" };

		document_look(x, out, &part);
		text_document_free(d);
	}
}

void
assemble_accounts(const struct examination *x, struct report *out)
{
	for (guint p = 0; p < x->n_parts; p++)
		document_look(x, out, &x->parts[p]);
	if (x->message)
		head_look(x, out);
}
