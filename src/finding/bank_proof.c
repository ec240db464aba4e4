/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bank_proof - see bank_proof.h */
#include "bank_proof.h"

#include <string.h>

/* Country and the shape of what follows the check digits, as SWIFT's registry tells: n digits, a letters,
 * c either. A country stands twice where it has changed its length and papers with the old one are about. */
static const char *const IBANS[] = { "AD8n12c", "AE19n", "AL8n16c", "AT16n", "AZ4a20c", "BA16n", "BE12n",
	"BG4a6n8c", "BH4a14c", "BI23n", "BI12n", "BR23n1a1c", "BY4c4n16c", "CH5n12c", "CR18n", "CR17n",
	"CY8n16c", "CZ20n", "DE18n", "DJ23n", "DK14n", "DO4c20n", "EE16n", "EG25n", "ES20n", "FI14n",
	"FK2a12n", "FO14n", "FR10n11c2n", "GB4a14n", "GE2a16n", "GI4a15c", "GL14n", "GR7n16c", "GT24c",
	"HN4a20n", "HR17n", "HU24n", "IE4a14n", "IL19n", "IQ4a15n", "IS22n", "IT1a10n12c", "JO4a4n18c",
	"KW4a22c", "KZ3n13c", "LB4n20c", "LC4a24c", "LI5n12c", "LT16n", "LU3n13c", "LV4a13c", "LY21n",
	"MC10n11c2n", "MD20c", "ME18n", "MK3n10c2n", "MN16n", "MR23n", "MT4a5n18c", "MU4a19n3a", "NI4a20n",
	"NL4a10n", "NO11n", "OM3n16c", "PK4a16c", "PL24n", "PS4a21c", "PT21n", "QA4a21c", "RO4a16c", "RS18n",
	"RU14n15c", "SA2n18c", "SC4a20n3a", "SD14n", "SE20n", "SI15n", "SK20n", "SM1a10n12c", "SO19n",
	"ST21n", "SV4a20n", "TL19n", "TN20n", "TR6n16c", "UA6n19c", "VA18n", "VG4a16n", "XK16n",
	"YE4a4n18c" };

static gsize
shape_length(const char *shape)
{
	gsize sum = 4;

	for (const char *s = shape + 2; *s;) {
		gsize n = 0;

		while (g_ascii_isdigit(*s))
			n = n * 10 + (gsize)(*s++ - '0');
		sum += n;
		s++;
	}
	return sum;
}

static gboolean
shape_holds(const char *shape, const char *bban)
{
	for (const char *s = shape + 2; *s;) {
		gsize n = 0;
		char kind;

		while (g_ascii_isdigit(*s))
			n = n * 10 + (gsize)(*s++ - '0');
		kind = *s++;
		for (; n; n--, bban++)
			if (kind == 'n'   ? !g_ascii_isdigit(*bban)
			    : kind == 'a' ? !g_ascii_isupper(*bban)
					  : !g_ascii_isdigit(*bban) && !g_ascii_isupper(*bban))
				return FALSE;
	}
	return TRUE;
}

void
iban_lengths(const char *country, gsize out[3])
{
	gsize n = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(IBANS) && n < 2; i++)
		if (g_ascii_toupper(country[0]) == IBANS[i][0] && g_ascii_toupper(country[1]) == IBANS[i][1])
			out[n++] = shape_length(IBANS[i]);
	out[n] = 0;
}

gboolean
iban_sum_holds(const char *iban, gsize n)
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

gboolean
iban_shaped(const char *iban, gsize n)
{
	for (gsize i = 0; i < G_N_ELEMENTS(IBANS); i++)
		if (iban[0] == IBANS[i][0] && iban[1] == IBANS[i][1] && n == shape_length(IBANS[i]) &&
		    shape_holds(IBANS[i], iban + 4))
			return TRUE;
	return FALSE;
}

gboolean
iban_repair_digit(char *sign)
{
	static const char LETTERS[] = "OQILZSBG", DIGITS[] = "00112586";
	const char *letter = strchr(LETTERS, *sign);

	if (letter && *letter)
		*sign = DIGITS[letter - LETTERS];
	return g_ascii_isdigit(*sign);
}

static gboolean
shape_repair(const char *shape, char *bban)
{
	for (const char *s = shape + 2; *s; s++) {
		gsize n = 0;

		while (g_ascii_isdigit(*s))
			n = n * 10 + (gsize)(*s++ - '0');
		for (; n; n--, bban++)
			if (*s == 'n' && !iban_repair_digit(bban))
				return FALSE;
	}
	return TRUE;
}

gboolean
iban_repair(char *iban, gsize n)
{
	for (gsize i = 0; i < G_N_ELEMENTS(IBANS); i++)
		if (iban[0] == IBANS[i][0] && iban[1] == IBANS[i][1] && n == shape_length(IBANS[i]))
			return shape_repair(IBANS[i], iban + 4) && shape_holds(IBANS[i], iban + 4);
	return FALSE;
}

void
iban_sum_set(char *iban, gsize n)
{
	for (guint i = 2; i <= 98; i++) {
		iban[2] = (char)('0' + i / 10);
		iban[3] = (char)('0' + i % 10);
		if (iban_sum_holds(iban, n))
			return;
	}
}

gboolean
iban_holds(const char *iban, gsize n)
{
	return iban_shaped(iban, n) && iban_sum_holds(iban, n);
}

gboolean
aba_holds(const char *digits)
{
	static const guint WEIGHTS[] = { 3, 7, 1 };
	guint sum = 0, prefix;

	for (gsize i = 0; i < 9; i++) {
		if (!g_ascii_isdigit(digits[i]))
			return FALSE;
		sum += WEIGHTS[i % 3] * (guint)(digits[i] - '0');
	}
	prefix = (guint)(digits[0] - '0') * 10 + (guint)(digits[1] - '0');
	return sum && sum % 10 == 0 &&
	       (prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) ||
		   prefix == 80);
}

gboolean
clabe_holds(const char *digits)
{
	static const guint WEIGHTS[] = { 3, 7, 1 };
	guint sum = 0;

	for (gsize i = 0; i < 18; i++)
		if (!g_ascii_isdigit(digits[i]))
			return FALSE;
	for (gsize i = 0; i < 17; i++)
		sum += WEIGHTS[i % 3] * (guint)(digits[i] - '0') % 10;
	return (guint)(digits[17] - '0') == (10 - sum % 10) % 10;
}

gboolean
ifsc_holds(const char *s, gsize n)
{
	if (n != 11 || s[4] != '0')
		return FALSE;
	for (gsize i = 0; i < n; i++)
		if (i < 4 ? !g_ascii_isupper(s[i]) : !g_ascii_isupper(s[i]) && !g_ascii_isdigit(s[i]))
			return FALSE;
	return TRUE;
}
