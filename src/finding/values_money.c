/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values - sums and currencies: 1,234.56 and 1.234,56 and 1 234,56 and 1'234.56, signs and ISO codes */
#include "labels.h"
#include "values.h"

#include <string.h>

/* Signs and words that name one currency beyond doubt. "$", "¥" and "kr" do not. */
static const struct {
	const char *sign, *code;
} SIGNS[] = {
	{ "\342\202\254", "EUR" }, /* € */
	{ "\302\243", "GBP" },     /* £ */
	{ "\342\202\271", "INR" }, /* ₹ */
	{ "\342\202\254", "EUR" },
	{ "\342\202\252", "ILS" },
	{ "\342\202\251", "KRW" },
	{ "\342\202\272", "TRY" },
	{ "US$", "USD" },
	{ "U.S.$", "USD" },
	{ "USD$", "USD" },
	{ "C$", "CAD" },
	{ "CA$", "CAD" },
	{ "CAD$", "CAD" },
	{ "A$", "AUD" },
	{ "AU$", "AUD" },
	{ "NZ$", "NZD" },
	{ "S$", "SGD" },
	{ "HK$", "HKD" },
	{ "R$", "BRL" },
	{ "MX$", "MXN" },
	{ "Rs.", "INR" },
	{ "Rs", "INR" },
	{ "SFr.", "CHF" },
	{ "Fr.", "CHF" },
};

/* The codes that orders are made out in; any three capitals are not a currency. */
static const char CODES[] = "AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CRC CZK DKK DOP EGP EUR GBP GTQ "
			    "HKD HRK HUF IDR ILS INR ISK JOD JPY "
			    "KES KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN PYG QAR RON RSD "
			    "RUB SAR SEK SGD THB TND TRY TWD UAH "
			    "USD UYU VND XAF XOF ZAR";

static const struct {
	const char *words, *code;
} NAMES[] = {
	{ "us dollars", "USD" },
	{ "us dollar", "USD" },
	{ "u.s. dollars", "USD" },
	{ "u.s. dollar", "USD" },
	{ "united states dollar", "USD" },
	{ "american dollars", "USD" },
	{ "canadian dollars", "CAD" },
	{ "canadian dollar", "CAD" },
	{ "australian dollar", "AUD" },
	{ "euros", "EUR" },
	{ "euro", "EUR" },
	{ "pounds sterling", "GBP" },
	{ "pound sterling", "GBP" },
	{ "british pounds", "GBP" },
	{ "sterling", "GBP" },
	{ "schweizer franken", "CHF" },
	{ "swiss francs", "CHF" },
	{ "swiss franc", "CHF" },
	{ "indian rupees", "INR" },
	{ "indian rupee", "INR" },
	{ "reais", "BRL" },
	{ "real brasileiro", "BRL" },
	{ "pesos mexicanos", "MXN" },
	{ "yen", "JPY" },
	{ "us-dollar", "USD" },
	{ "dollars am\303\251ricains", "USD" },
	{ "dollars canadiens", "CAD" },
	{ "d\303\263lares americanos", "USD" },
	{ "d\303\263lares estadounidenses", "USD" },
	{ "d\303\263lares canadienses", "CAD" },
	{ "dollari statunitensi", "USD" },
	{ "dollari americani", "USD" },
	{ "dollari canadesi", "CAD" },
	{ "amerikaanse dollar", "USD" },
	{ "canadese dollar", "CAD" },
	{ "francs suisses", "CHF" },
	{ "franchi svizzeri", "CHF" },
	{ "francos suizos", "CHF" },
	{ "zwitserse frank", "CHF" },
	{ "livres sterling", "GBP" },
	{ "libras esterlinas", "GBP" },
	{ "lire sterline", "GBP" },
};

static gboolean
is_code(const char *s)
{
	char wanted[5] = { g_ascii_toupper(s[0]), g_ascii_toupper(s[1]), g_ascii_toupper(s[2]), 0 };

	return strlen(wanted) == 3 && strstr(CODES, wanted) && !strchr(wanted, ' ');
}

gsize
currency_sign(const char *s, char code[4], gboolean *out_dollar)
{
	for (gsize i = 0; i < G_N_ELEMENTS(SIGNS); i++) {
		gsize n = strlen(SIGNS[i].sign);

		if (strncmp(s, SIGNS[i].sign, n) == 0 &&
		    !(g_ascii_isalpha(SIGNS[i].sign[n - 1]) && g_ascii_isalpha(s[n]))) {
			memcpy(code, SIGNS[i].code, 4);
			return n;
		}
	}
	if (g_ascii_isupper(s[0]) && g_ascii_isupper(s[1]) && g_ascii_isupper(s[2]) &&
	    !g_ascii_isalpha(s[3]) && is_code(s)) {
		memcpy(code, s, 3);
		code[3] = 0;
		return 3;
	}
	if (g_ascii_strncasecmp(s, "euro", 4) == 0 && !g_ascii_isalpha(s[4])) {
		memcpy(code, "EUR", 4);
		return 4;
	}
	if (*s == '$') {
		*out_dollar = TRUE;
		return 1;
	}
	return 0;
}

/* A blank that groups digits: ordinary, no-break, narrow no-break, thin. */
static gsize
blank_at(const char *s)
{
	if (*s == ' ')
		return 1;
	if (strncmp(s, "\302\240", 2) == 0)
		return 2;
	if (strncmp(s, "\342\200\257", 3) == 0 || strncmp(s, "\342\200\211", 3) == 0)
		return 3;
	return 0;
}

/* A dash that parts a label from its value: a blank follows. */
static gsize
dash_at(const char *s)
{
	if (*s == '-' && blank_at(s + 1))
		return 1;
	return (guchar)s[1] == 0x80 ? wide_dash_at(s) : 0; /* U+2212 makes a sum negative */
}

/* A sign between digits at s, in one letter; its size. */
static gsize
separator_at(const char *s, char *out)
{
	gsize n = blank_at(s);

	if (n) {
		*out = ' ';
		return n;
	}
	if (*s == '.' || *s == ',' || *s == '\'') {
		*out = *s;
		return 1;
	}
	if (strncmp(s, "\342\200\231", 3) == 0) { /* ’ */
		*out = '\'';
		return 3;
	}
	return 0;
}

struct digits {
	char group[12][20];
	char separator[12]; /* before group i */
	guint n;
	gsize size;
};

static void
collect(const char *s, struct digits *d)
{
	const char *p = s;

	memset(d, 0, sizeof *d);
	while (d->n < G_N_ELEMENTS(d->group)) {
		gsize n = strspn(p, "0123456789");
		char separator = 0;
		gsize size;

		if (!n || n >= sizeof d->group[0])
			break;
		memcpy(d->group[d->n], p, n);
		d->n++;
		p += n;
		d->size = (gsize)(p - s);
		size = separator_at(p, &separator);
		if (!size || !g_ascii_isdigit(p[size]) || d->n >= G_N_ELEMENTS(d->group))
			break;
		/* a blank groups only three digits */
		if (separator == ' ' && strspn(p + size, "0123456789") != 3)
			break;
		d->separator[d->n] = separator;
		p += size;
	}
}

/* Which separator is the decimal one? The last, when it stands once and not three digits follow, or another
 * groups. */
static gboolean
decide(const struct digits *d, guint *out_whole, gboolean *out_grouped)
{
	char last = d->n > 1 ? d->separator[d->n - 1] : 0;
	gsize tail = strlen(d->group[d->n - 1]);
	guint same = 0;

	*out_grouped = FALSE;
	if (d->n == 1) {
		*out_whole = 1;
		return TRUE;
	}
	for (guint i = 1; i < d->n; i++)
		same += d->separator[i] == last;
	if ((last == '.' || last == ',') && same == 1 && (tail != 3 || d->n > 2 ? TRUE : FALSE) && tail <= 6)
		*out_whole = d->n - 1;
	else
		*out_whole = d->n;
	/* what is not decimal must group by one and the same sign: 1,234,567 or Indian 12,34,567 */
	for (guint i = 1; i < *out_whole; i++) {
		gsize n = strlen(d->group[i]);

		if (d->separator[i] != d->separator[1] || (n != 3 && !(n == 2 && i + 1 < *out_whole)))
			return FALSE;
		*out_grouped = TRUE;
	}
	if (*out_grouped && (strlen(d->group[0]) > 3 || (*out_whole < d->n && d->separator[1] == last)))
		return FALSE;
	return TRUE;
}

gboolean
value_money(const char *text, struct money_value *out)
{
	struct money_value m = { 0 };
	struct digits d;
	const char *s = text;
	guint whole;
	gboolean negative = FALSE;
	gsize n, length = 0;

	while (*s && (strchr(" :|=#([*", *s) || blank_at(s) || dash_at(s)))
		s += MAX(1, MAX(blank_at(s), dash_at(s)));
	m.span.start = (gsize)(s - text);
	for (guint i = 0; i < 2 && (n = currency_sign(s, m.currency, &m.dollar)); i++) {
		s += n;
		while (*s == ':' || *s == '.' || *s == '*' || blank_at(s))
			s += MAX(1, blank_at(s));
	}
	if (*s == '-' || *s == '+' || wide_dash_at(s)) {
		negative = *s != '+';
		s += MAX(wide_dash_at(s), 1);
		if ((n = currency_sign(s, m.currency, &m.dollar)))
			s += n;
		while (blank_at(s))
			s += blank_at(s);
	}
	collect(s, &d);
	if (!d.n || !decide(&d, &whole, &m.grouped))
		return FALSE;
	if (negative)
		m.decimal[length++] = '-';
	for (guint i = 0; i < d.n; i++) {
		if (i == whole && length + 1 < sizeof m.decimal)
			m.decimal[length++] = '.';
		for (const char *g = d.group[i]; *g; g++) {
			if (length + 2 >= sizeof m.decimal)
				return FALSE;
			m.decimal[length++] = *g;
		}
	}
	m.fraction = whole < d.n;
	s += d.size;
	/* "100-", "5,-", "/-" and a currency behind */
	if (strncmp(s, ",-", 2) == 0 || strncmp(s, ".-", 2) == 0 || strncmp(s, ".\342\200\223", 4) == 0)
		s += *(s + 1) == '-' ? 2 : 4;
	m.span.end = (gsize)(s - text);
	while (blank_at(s))
		s += blank_at(s);
	if (strncmp(s, "/-", 2) == 0)
		s += 2;
	if (!*m.currency && !m.dollar && (n = currency_sign(s, m.currency, &m.dollar)))
		m.span.end = (gsize)(s + n - text);
	else if (m.dollar && !*m.currency) { /* "$ 100.00 USD" */
		gboolean ignored = FALSE;

		if ((n = currency_sign(s, m.currency, &ignored)) && *m.currency)
			m.span.end = (gsize)(s + n - text);
	}
	/* a number that goes on as a word, a date or a telephone number is no sum */
	n = m.span.end;
	if (text[n] &&
	    (g_ascii_isalnum(text[n]) || text[n] == '/' || text[n] == '%' ||
		(text[n] == '-' && g_ascii_isdigit(text[n + 1])) ||
		(text[n] == ':' && g_ascii_isdigit(text[n + 1]))) &&
	    strncmp(text + n, "/-", 2) != 0)
		return FALSE;
	*out = m;
	return TRUE;
}

gboolean
value_currency(const char *text, char out[4], struct span *out_span)
{
	const char *s = text;
	gboolean dollar = FALSE;
	char code[4] = "";
	gsize n;

	while (*s && strchr(" :|=#([*-", *s))
		s++;
	n = currency_sign(s, code, &dollar);
	if (!*code && strlen(s) >= 3 && !g_ascii_isalpha(s[3]) && is_code(s)) {
		for (guint i = 0; i < 3; i++)
			code[i] = g_ascii_toupper(s[i]);
		n = 3;
	}
	for (gsize i = 0; !*code && i < G_N_ELEMENTS(NAMES); i++)
		if (g_ascii_strncasecmp(s, NAMES[i].words, strlen(NAMES[i].words)) == 0) {
			memcpy(code, NAMES[i].code, 4);
			n = strlen(NAMES[i].words);
		}
	if (!*code)
		return FALSE;
	memcpy(out, code, 4);
	if (out_span)
		*out_span = (struct span){ (gsize)(s - text), (gsize)(s - text) + n };
	return TRUE;
}
