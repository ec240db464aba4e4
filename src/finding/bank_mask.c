/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bank_mask - no text leaves with an account number in it: all but its last four are starred */
#include "bank_proof.h"
#include "labels.h"
#include "values.h"

#include <string.h>

/* A shorter number is too many other things. */
#define KNOWN_MIN 6

/* An IBAN at s, blanks allowed between its groups: how many bytes; 0. */
static gsize
iban_at(const char *s)
{
	char flat[IBAN_MAX + 1];
	gsize n = 0, i = 0, best = 0;

	if (!g_ascii_isalpha(s[0]) || !g_ascii_isalpha(s[1]) || !g_ascii_isdigit(s[2]) ||
	    !g_ascii_isdigit(s[3]))
		return 0;
	while (s[i] && n < IBAN_MAX) {
		if (g_ascii_isalnum(s[i]))
			flat[n++] = s[i++];
		else if ((s[i] == ' ' || s[i] == '-') && g_ascii_isalnum(s[i + 1]))
			i++;
		else
			break;
		if (n >= 15 && !g_ascii_isalnum(s[i]) && iban_sum_holds(flat, n))
			best = i;
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

/* The digits of a run without those of an order's number in it. */
static gsize
digits_beside(const char *run, gsize n, const GPtrArray *keep)
{
	g_autofree char *digits = g_malloc(n + 1);
	gsize size = 0, kept = 0;

	for (gsize i = 0; i < n; i++)
		if (g_ascii_isdigit(run[i]))
			digits[size++] = run[i];
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

char *
text_mask_but(const char *text, const GPtrArray *keep)
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
		if (account && n >= 8 && digits_beside(out + i, n, keep) > 4)
			mask_digits(out + i, n, FALSE);
		i += MAX(n, 1);
	}
	return out;
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
	gsize i = 0;

	for (; *account; account++) {
		while (i && *s && strchr(" -./", s[i]) && s[i])
			i++;
		if (g_ascii_toupper(s[i]) != g_ascii_toupper(*account))
			return 0;
		i++;
	}
	return g_ascii_isalnum(s[i]) ? 0 : i;
}

char *
text_mask_known(const char *text, const GPtrArray *accounts)
{
	char *out = g_strdup(text);

	for (gsize i = 0; out[i]; i++) {
		if (!g_ascii_isalnum(out[i]) || (i && g_ascii_isalnum(out[i - 1])))
			continue;
		for (guint k = 0; accounts && k < accounts->len; k++) {
			const char *account = accounts->pdata[k];
			gsize n = strlen(account) >= KNOWN_MIN ? account_at(out + i, account) : 0;

			if (n)
				mask_digits(out + i, n, g_ascii_isalpha(account[0]));
		}
	}
	return out;
}
