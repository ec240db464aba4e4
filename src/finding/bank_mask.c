/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bank_mask - no text leaves with an account number in it: all but its last four are starred */
#include "bank_proof.h"
#include "labels.h"
#include "values.h"

#include <string.h>

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
