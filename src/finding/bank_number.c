/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bank_number - one account, written in one way: its canonical text, and which of it is the bank's and which the account's */
#include "bank_proof.h"

#include <string.h>

/* Where bank (with branch) and account stand in the canonical text. What is left out are national check digits: who changes a
 * digit changes them too. n 0: the rest. From SWIFT's registry of IBANs and the countries' own schemes. */
static const struct layout {
	const char *scheme, *country;
	guint8 bank_at, bank_n, account_at, account_n;
} LAYOUTS[] = {
	{ "iban", "AT", 0, 5, 5, 11 },
	{ "iban", "BE", 0, 3, 3, 7 },
	{ "iban", "BG", 0, 8, 8, 10 },
	{ "iban", "CH", 0, 5, 5, 12 },
	{ "iban", "CY", 0, 8, 8, 16 },
	{ "iban", "CZ", 0, 4, 4, 16 },
	{ "iban", "DE", 0, 8, 8, 10 },
	{ "iban", "DK", 0, 4, 4, 10 },
	{ "iban", "EE", 0, 4, 4, 11 },
	{ "iban", "ES", 0, 8, 10, 10 },
	{ "iban", "FI", 0, 6, 6, 7 },
	{ "iban", "FR", 0, 10, 10, 11 },
	{ "iban", "GR", 0, 7, 7, 16 },
	{ "iban", "HR", 0, 7, 7, 10 },
	{ "iban", "HU", 0, 7, 8, 15 },
	{ "iban", "IE", 0, 10, 10, 8 },
	{ "iban", "IT", 1, 10, 11, 12 },
	{ "iban", "LI", 0, 5, 5, 12 },
	{ "iban", "LT", 0, 5, 5, 11 },
	{ "iban", "LU", 0, 3, 3, 13 },
	{ "iban", "LV", 0, 4, 4, 13 },
	{ "iban", "MC", 0, 10, 10, 11 },
	{ "iban", "MT", 0, 9, 9, 18 },
	{ "iban", "NL", 0, 4, 4, 10 },
	{ "iban", "NO", 0, 4, 4, 6 },
	{ "iban", "PL", 0, 8, 8, 16 },
	{ "iban", "PT", 0, 8, 8, 11 },
	{ "iban", "RO", 0, 4, 4, 16 },
	{ "iban", "SE", 0, 3, 3, 17 },
	{ "iban", "SI", 0, 5, 5, 8 },
	{ "iban", "SK", 0, 4, 4, 16 },
	{ "iban", "SM", 1, 10, 11, 12 },
	{ "aba", NULL, 0, 9, 9, 0 },
	{ "bsb", NULL, 0, 6, 6, 0 },
	{ "ca", NULL, 0, 8, 8, 0 },
	{ "clabe", NULL, 0, 6, 6, 11 },
	{ "ifsc", NULL, 0, 11, 11, 0 },
	{ "uk", NULL, 0, 6, 6, 8 },
};

static void
parts_fill(struct bank_number *n)
{
	gsize size = strlen(n->text);

	for (gsize i = 0; i < G_N_ELEMENTS(LAYOUTS); i++) {
		const struct layout *l = &LAYOUTS[i];
		gsize account_n = l->account_n ? l->account_n : size - MIN(size, l->account_at);

		if (strcmp(l->scheme, n->scheme) != 0 || (l->country && strcmp(l->country, n->country) != 0))
			continue;
		if ((gsize)l->account_at + account_n > size || !account_n)
			return;
		memcpy(n->bank, n->text + l->bank_at, l->bank_n);
		memcpy(n->account, n->text + l->account_at, account_n);
		return;
	}
}

/* Letters and digits alone, upper case, appended. FALSE: it does not fit. */
static gboolean
text_append(struct bank_number *n, const char *s)
{
	gsize size = strlen(n->text);

	for (; *s; s++) {
		if (!g_ascii_isalnum(*s))
			continue;
		if (size == BANK_TEXT_MAX)
			return FALSE;
		n->text[size++] = g_ascii_toupper(*s);
	}
	return TRUE;
}

gboolean
bank_number_of_iban(const char *iban, gsize size, gboolean proven, struct bank_number *out)
{
	struct bank_number n = { .scheme = "iban", .proven = proven };

	if (size < 5 || size > IBAN_MAX)
		return FALSE;
	memcpy(n.written, iban, size);
	memcpy(n.country, iban, 2);
	if (strcmp(n.country, "GB") == 0) { /* the bank's four letters say what the sort code says */
		n.scheme = "uk";
		memcpy(n.text, iban + 8, size - 8);
	} else {
		memcpy(n.text, iban + 4, size - 4);
	}
	parts_fill(&n);
	*out = n;
	return TRUE;
}

gboolean
bank_number_of(const char *scheme, const char *country, const char *bank, const char *account,
    gboolean proven, struct bank_number *out)
{
	struct bank_number n = { .scheme = scheme, .proven = proven };
	gboolean clabe = strcmp(scheme, "clabe") == 0;

	g_strlcpy(n.country, country, sizeof n.country);
	g_snprintf(
	    n.written, sizeof n.written, "%s%s%s", clabe ? "" : bank, clabe || !*bank ? "" : " ", account);
	if (!clabe && !text_append(&n, bank))
		return FALSE;
	/* British accounts of six or seven digits get noughts in front */
	for (gsize i = strlen(account); i < 8 && strcmp(scheme, "uk") == 0; i++)
		if (!text_append(&n, "0"))
			return FALSE;
	if (!text_append(&n, account))
		return FALSE;
	parts_fill(&n);
	*out = n;
	return TRUE;
}

char *
bank_number_mask(const struct bank_number *n)
{
	gsize size = strlen(n->text);

	return g_strdup_printf(
	    "%s****%s", strcmp(n->scheme, "iban") == 0 ? n->country : "", n->text + size - MIN(size, 4));
}

/* --- what a person types --- */

static gsize
flat_of(const char *s, char *flat, gsize room)
{
	gsize n = 0;

	for (; *s; s++) {
		if (*s == ' ' || *s == '-' || *s == '/' || *s == '.' || *s == '\t')
			continue;
		if (!g_ascii_isalnum(*s) || n + 1 >= room)
			return 0;
		flat[n++] = g_ascii_toupper(*s);
	}
	flat[n] = 0;
	return n;
}

static gboolean
any_holds(const char *digits G_GNUC_UNUSED)
{
	return TRUE;
}

static gboolean
ifsc_code_holds(const char *code)
{
	return ifsc_holds(code, 11);
}

static const struct typed {
	const char *scheme, *country, *example;
	gsize bank, account_min, account_max;
	gboolean (*holds)(const char *flat);
	gboolean letters; /* the bank's code has some */
} TYPED[] = {
	{ "aba", "US", "aba 021000021 1234567890", 9, 4, 17, aba_holds, FALSE },
	{ "uk", "GB", "uk 12-34-56 12345678", 6, 6, 8, any_holds, FALSE },
	{ "bsb", "AU", "bsb 062-000 12345678", 6, 5, 10, any_holds, FALSE },
	{ "ca", "CA", "ca 12345-003 1234567 (transit, institution, account)", 8, 7, 12, any_holds, FALSE },
	{ "clabe", "MX", "clabe 032180000118359719", 3, 15, 15, clabe_holds, FALSE },
	{ "ifsc", "IN", "ifsc ABCD0123456 12345678901", 11, 9, 18, ifsc_code_holds, TRUE },
};

static gboolean
typed_parse(const struct typed *t, const char *rest, struct bank_number *out, GError **error)
{
	char flat[BANK_TEXT_MAX + 1] = "", bank[16] = "";
	gsize n = flat_of(rest, flat, sizeof flat);

	if (n < t->bank + t->account_min || n > t->bank + t->account_max ||
	    strspn(flat + (t->letters ? t->bank : 0), "0123456789") != n - (t->letters ? t->bank : 0))
		return purser_fail(error, PURSER_REJECT,
		    "that is no %s account: its bank's code has %zu places, its number %zu to %zu, as in "
		    "'%s'",
		    t->scheme, t->bank, t->account_min, t->account_max, t->example);
	if (!t->holds(flat))
		return purser_fail(error, PURSER_REJECT,
		    "the check digit does not hold: a digit is wrong, or two are swapped");
	memcpy(bank, flat, t->bank);
	return bank_number_of(t->scheme, t->country, bank,
		   strcmp(t->scheme, "clabe") == 0 ? flat : flat + t->bank, TRUE, out) ||
	       purser_fail(error, PURSER_REJECT, "that is too long for an account");
}

gboolean
bank_number_parse(const char *typed, struct bank_number *out, GError **error)
{
	char flat[BANK_TEXT_MAX + 1] = "";
	gsize word = strcspn(typed, " \t"), n, lengths[3] = { 0 };

	for (gsize i = 0; i < G_N_ELEMENTS(TYPED); i++)
		if (strlen(TYPED[i].scheme) == word && g_ascii_strncasecmp(typed, TYPED[i].scheme, word) == 0)
			return typed_parse(&TYPED[i], typed + word, out, error);
	if (g_ascii_strncasecmp(typed, "iban", 4) == 0)
		typed += 4 + strspn(typed + 4, ": \t");
	n = flat_of(typed, flat, sizeof flat);
	if (n > 4)
		iban_lengths(flat, lengths);
	if (n <= 4 || !lengths[0])
		return purser_fail(error, PURSER_REJECT,
		    "that is no IBAN; another account is typed with its scheme, as in '%s' or '%s'",
		    TYPED[0].example, TYPED[1].example);
	if (n != lengths[0] && n != lengths[1])
		return purser_fail(error, PURSER_REJECT,
		    "an IBAN of %.2s has %zu letters and digits, this one %zu", flat, lengths[0], n);
	if (!iban_holds(flat, n))
		return purser_fail(error, PURSER_REJECT,
		    "the IBAN's check digits do not hold: a digit is wrong, or two are swapped");
	return bank_number_of_iban(flat, n, TRUE, out) ||
	       purser_fail(error, PURSER_REJECT, "that is no IBAN");
}
