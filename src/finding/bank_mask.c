/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bank_mask - no text leaves with an account number in it: all but its last four are starred */
#include "bank_trace.h"
#include "labels.h"
#include "values.h"

#include <string.h>

/* A shorter number is too many other things. */
#define KNOWN_MIN 6

/* One sign between two groups; after it the number must go on. */
static gboolean
parts_groups(const char *s, int sign)
{
	return sign == SIGN_NOTHING ||
	       (sign == SIGN_BETWEEN && *s && ((guchar)*s >= 0x80 || strchr(" -./_|*", *s)) &&
		   bank_sign(g_utf8_get_char(g_utf8_next_char(s))) > 0);
}

/* An IBAN at s, signs allowed between its groups: how many bytes; 0. */
static gsize
iban_at(const char *s)
{
	char flat[IBAN_MAX + 1];
	gsize n = 0, best = 0;

	for (const char *at = s; *at && n < IBAN_MAX;) {
		int sign = bank_sign(g_utf8_get_char(at));

		if (sign <= 0 && !(n && parts_groups(at, sign)))
			break;
		if (sign > 0) {
			if (n < 4 && (n < 2) == (g_ascii_isdigit(sign) != 0))
				return 0;
			flat[n++] = (char)sign;
		}
		at = g_utf8_next_char(at);
		if (sign > 0 && n >= 15 && bank_sign(g_utf8_get_char(at)) <= 0 && iban_sum_holds(flat, n))
			best = (gsize)(at - s);
	}
	return best;
}

/* "Accounts payable", "Contas a pagar": a department, and no number of an account. */
static gboolean
names_department(const char *behind)
{
	static const char *const WORDS[] = { "payable", "receivable", "department", "dept", "team", "office",
		"a pagar", "por pagar", "a receber", "fournisseurs" };

	behind += *behind == 's';
	if (*behind != ' ')
		return FALSE;
	behind += strspn(behind, " ");
	for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
		if (g_str_has_prefix(behind, WORDS[i]))
			return TRUE;
	return FALSE;
}

static gboolean
names_account(const char *text)
{
	static const char *const WORDS[] = { "account", "acct", "a/c", "iban", "konto", "compte", "cuenta",
		"conto", "rekening", "conta", "routing", "bic", "swift", "sort code", "bsb", "clabe" };
	g_autofree char *folded = label_fold(text, strlen(text));

	for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
		for (const char *s = strstr(folded, WORDS[i]); s; s = strstr(s + 1, WORDS[i]))
			if (!names_department(s + strlen(WORDS[i])))
				return TRUE;
	return FALSE;
}

static gboolean
is_masked(int sign, gboolean letters)
{
	return sign > 0 && (letters || g_ascii_isdigit(sign));
}

/* n bytes of s, but for the last four signs, and with letters the country in front. */
static void
mask_digits(GString *out, const char *s, gsize n, gboolean letters)
{
	gsize all = 0, seen = 0;

	for (const char *at = s; at < s + n; at = g_utf8_next_char(at))
		all += is_masked(bank_sign(g_utf8_get_char(at)), letters);
	for (const char *at = s; at < s + n; at = g_utf8_next_char(at)) {
		if (is_masked(bank_sign(g_utf8_get_char(at)), letters) && ++seen + 4 <= all &&
		    !(letters && seen <= 2))
			g_string_append_c(out, '*');
		else
			g_string_append_len(out, at, g_utf8_next_char(at) - at);
	}
}

/* Digits, and beside words of a bank what may stand between them: how many bytes. */
static gsize
digits_run(const char *s, gboolean account)
{
	const char *at = s;

	for (; *at; at = g_utf8_next_char(at)) {
		int sign = bank_sign(g_utf8_get_char(at));

		if (!(sign > 0 && g_ascii_isdigit(sign)) &&
		    !(account && (*at == '-' || *at == ' ' ||
				     ((guchar)*at >= 0x80 && sign <= 0 && sign != SIGN_OTHER))))
			break;
	}
	return (gsize)(at - s);
}

/* The digits of a run without those of an order's number in it. */
static gsize
digits_beside(const char *run, gsize n, const GPtrArray *keep)
{
	g_autofree char *digits = g_malloc(n + 1);
	gsize size = 0, kept = 0;

	for (const char *at = run; at < run + n; at = g_utf8_next_char(at)) {
		int sign = bank_sign(g_utf8_get_char(at));

		if (sign > 0 && g_ascii_isdigit(sign))
			digits[size++] = (char)sign;
	}
	digits[size] = 0;
	for (guint i = 0; keep && i < keep->len; i++) {
		const char *number = keep->pdata[i];
		g_autofree char *flat = g_malloc(strlen(number) + 1);
		gsize k = 0;

		for (const char *p = number; *p; p++)
			if (g_ascii_isdigit(*p))
				flat[k++] = *p;
		flat[k] = 0;
		if (k > kept && strstr(digits, flat))
			kept = k;
	}
	return size - kept;
}

/* No digit of any script: no number. */
static gboolean
has_no_digit(const char *s)
{
	while (*s && (guchar)*s < 0x80 && !g_ascii_isdigit(*s))
		s++;
	return !*s;
}

char *
text_mask_but(const char *text, const GPtrArray *keep)
{
	g_autofree char *valid = NULL;
	GString *out;
	gboolean account;

	if (has_no_digit(text))
		return g_strdup(text);
	valid = text_make_valid(text, strlen(text));
	out = g_string_sized_new(strlen(valid) + 1);
	account = names_account(valid);
	for (const char *s = valid; *s;) {
		gsize n = bank_may_begin(s, (gsize)(s - valid)) ? iban_at(s) : 0;

		if (n) {
			mask_digits(out, s, n, TRUE);
		} else {
			n = digits_run(s, account);
			if (account && n >= 8 && digits_beside(s, n, keep) > 4) {
				mask_digits(out, s, n, FALSE);
			} else {
				n = n ? n : (gsize)(g_utf8_next_char(s) - s);
				g_string_append_len(out, s, (gssize)n);
			}
		}
		s += n;
	}
	return g_string_free(out, FALSE);
}

char *
text_mask_accounts(const char *text)
{
	return text_mask_but(text, NULL);
}

/* How many bytes of s the account takes there, signs between its groups allowed; 0. */
static gsize
account_at(const char *s, const char *account)
{
	const char *at = s;

	for (; *account; account++) {
		int sign = bank_sign(g_utf8_get_char(at));
		char seen;

		while (at > s && *at && (sign == SIGN_BETWEEN || sign == SIGN_NOTHING)) {
			at = g_utf8_next_char(at);
			sign = bank_sign(g_utf8_get_char(at));
		}
		seen = sign > 0 ? (char)sign : 0;
		if (seen != g_ascii_toupper(*account) &&
		    !(g_ascii_isdigit(*account) && iban_repair_digit(&seen) && seen == *account))
			return 0;
		at = g_utf8_next_char(at);
	}
	return bank_sign(g_utf8_get_char(at)) > 0 ? 0 : (gsize)(at - s);
}

static gsize
known_at(const char *s, const GPtrArray *accounts, gboolean *out_letters)
{
	for (guint k = 0; accounts && k < accounts->len; k++) {
		const char *account = accounts->pdata[k];
		gsize n = strlen(account) >= KNOWN_MIN ? account_at(s, account) : 0;

		*out_letters = g_ascii_isalpha(account[0]);
		if (n)
			return n;
	}
	return 0;
}

char *
text_mask_known(const char *text, const GPtrArray *accounts)
{
	g_autofree char *valid = text_make_valid(text, strlen(text));
	GString *out;

	if (!accounts || !accounts->len)
		return g_steal_pointer(&valid);
	out = g_string_sized_new(strlen(valid) + 1);
	for (const char *s = valid; *s;) {
		gboolean letters = FALSE;
		gsize n = bank_sign(g_utf8_get_char(s)) > 0 && bank_may_begin(s, (gsize)(s - valid))
			      ? known_at(s, accounts, &letters)
			      : 0;

		if (n)
			mask_digits(out, s, n, letters);
		else
			g_string_append_len(out, s, (gssize)(n = (gsize)(g_utf8_next_char(s) - s)));
		s += n;
	}
	return g_string_free(out, FALSE);
}
