/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bank - account numbers: found by their own proof, and never shown whole
 *
 * An IBAN counts when its country is of the SWIFT registry, its length is that country's, and ISO 7064 mod 97-10
 * holds.
 */
#include "assemble.h"

#include <string.h>

enum { ACCOUNTS_MAX = 20, IBAN_MAX = 34 };

/* Country and length, SWIFT IBAN registry. */
static const char IBAN_LENGTHS[] = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27D"
				   "K18DO28EE20EG29ES24FI18FK18FO18FR27"
				   "GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28L"
				   "C32LI21LT20LU20LV21LY25MC27MD24ME22"
				   "MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24S"
				   "C31SD18SE24SI19SK24SM27SO23ST25SV28"
				   "TL23TN24TR26UA29VA22VG24XK20YE30";

static gsize
iban_length(const char *country)
{
	for (const char *s = IBAN_LENGTHS; *s; s += 4)
		if (g_ascii_toupper(country[0]) == s[0] && g_ascii_toupper(country[1]) == s[1])
			return (gsize)(s[2] - '0') * 10 + (gsize)(s[3] - '0');
	return 0;
}

/* ISO 7064 mod 97-10 over letters and digits, the first four moved to the end. */
static gboolean
iban_holds(const char *iban, gsize n)
{
	guint rest = 0;

	for (gsize i = 0; i < n; i++) {
		char c = iban[(i + 4) % n];
		guint v = g_ascii_isdigit(c) ? (guint)(c - '0') : (guint)(g_ascii_toupper(c) - 'A') + 10;

		rest = v > 9 ? (rest * 100 + v) % 97 : (rest * 10 + v) % 97;
	}
	/* the sum gives check digits from 02 to 98 alone */
	return rest == 1 && memcmp(iban + 2, "00", 2) != 0 && memcmp(iban + 2, "01", 2) != 0 &&
	       memcmp(iban + 2, "99", 2) != 0;
}

/* An IBAN at s, blanks allowed between its groups: how many bytes; 0. */
static gsize
iban_at(const char *s)
{
	char flat[35];
	gsize n = 0, i = 0, best = 0;

	if (!g_ascii_isalpha(s[0]) || !g_ascii_isalpha(s[1]) || !g_ascii_isdigit(s[2]) ||
	    !g_ascii_isdigit(s[3]))
		return 0;
	while (s[i] && n < 34) {
		if (g_ascii_isalnum(s[i]))
			flat[n++] = s[i++];
		else if ((s[i] == ' ' || s[i] == '-') && g_ascii_isalnum(s[i + 1]))
			i++;
		else
			break;
		if (n >= 15 && !g_ascii_isalnum(s[i]) && iban_holds(flat, n))
			best = i;
	}
	return best;
}

static gboolean
names_account(const char *text)
{
	static const char *const WORDS[] = { "account", "acct", "a/c", "iban", "konto", "compte", "cuenta",
		"conto", "rekening", "conta", "routing", "bic", "swift", "sort code", "bsb", "clabe", NULL };
	g_autofree char *folded = label_fold(text, strlen(text));

	for (guint i = 0; WORDS[i]; i++)
		if (strstr(folded, WORDS[i]))
			return TRUE;
	return FALSE;
}

static void
mask_digits(char *s, gsize n, gboolean letters)
{
	gsize seen = 0;

	for (gsize i = n; i > 0; i--) {
		if (!g_ascii_isdigit(s[i - 1]) && !(letters && g_ascii_isalpha(s[i - 1])))
			continue;
		if (seen++ >= 4 && !(letters && i <= 2))
			s[i - 1] = '*';
	}
}

char *
text_mask_accounts(const char *text)
{
	char *out = g_strdup(text);
	gboolean account = names_account(text);
	gsize i = 0, n;

	while (out[i]) {
		if ((i == 0 || !g_ascii_isalnum(out[i - 1])) && (n = iban_at(out + i))) {
			mask_digits(out + i, n, TRUE);
			i += n;
			continue;
		}
		n = strspn(out + i, account ? "0123456789- " : "0123456789");
		if (account && n >= 8)
			mask_digits(out + i, n, FALSE);
		i += MAX(n, 1);
	}
	return out;
}

/* --- accounts of a document ---------------------------------------------------------------------- */

/* The words from i on without their blanks, as far as they make an IBAN. Gives its length; 0. */
static gsize
iban_of_words(const struct document *d, guint i, char flat[IBAN_MAX + 1])
{
	gsize n = 0, wanted = IBAN_MAX;

	for (; i < d->words->len; i++) {
		const struct word *w = &g_array_index(d->words, struct word, i);
		const char *s = d->text + w->offset;
		gsize size = w->size;

		while (size && !g_ascii_isalnum(s[size - 1]))
			size--;
		for (gsize k = 0; k < size; k++) {
			if (s[k] == '-' || s[k] == '.')
				continue;
			if (!g_ascii_isalnum(s[k]))
				return 0;
			flat[n++] = g_ascii_toupper(s[k]);
			if (n == 4)
				wanted = g_ascii_isdigit(flat[2]) && g_ascii_isdigit(flat[3])
					     ? iban_length(flat)
					     : 0;
			if (!wanted)
				return 0;
			if (n == wanted)
				return k + 1 == size && iban_holds(flat, n) ? n : 0;
		}
		if (size != w->size)
			return 0;
	}
	return 0;
}

/* "DE89…", or the country alone with the rest behind a blank. */
static gboolean
may_begin_iban(const char *s, gsize n)
{
	if (n < 2 || n == 3 || !g_ascii_isalpha(s[0]) || !g_ascii_isalpha(s[1]))
		return FALSE;
	return n == 2 ? g_ascii_isupper(s[0]) && g_ascii_isupper(s[1])
		      : g_ascii_isdigit(s[2]) && g_ascii_isdigit(s[3]);
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

static void
account_add(struct report *out, const char *iban, gsize n, char *bic)
{
	struct report_bank_account *a;
	g_autofree char *own_bic = bic;
	g_autofree char *masked = g_strdup_printf("%.2s****%.4s", iban, iban + n - 4);

	for (guint i = 0; i < out->bank_accounts->len; i++)
		if (strcmp(((struct report_bank_account *)out->bank_accounts->pdata[i])->masked, masked) == 0)
			return;
	if (out->bank_accounts->len >= ACCOUNTS_MAX)
		return;
	a = g_new0(struct report_bank_account, 1);
	a->scheme = g_strdup("iban");
	a->country = g_strndup(iban, 2);
	a->masked = g_steal_pointer(&masked);
	a->bic = g_steal_pointer(&own_bic);
	a->whose = g_strdup("unknown");
	g_ptr_array_add(out->bank_accounts, a);
}

void
assemble_accounts(const struct examination *x, struct report *out)
{
	char flat[IBAN_MAX + 1] = "";

	for (guint p = 0; p < x->n_parts; p++) {
		const struct document *d = x->parts[p].document;

		for (guint i = 0; d->words && i < d->words->len; i++) {
			const struct word *w = &g_array_index(d->words, struct word, i);
			const char *s = d->text + w->offset;
			gsize n;

			if (w->flags & WORD_HIDDEN || !may_begin_iban(s, w->size))
				continue;
			n = iban_of_words(d, i, flat);
			if (n)
				account_add(out, flat, n, bic_near(d, i, flat));
		}
	}
}
