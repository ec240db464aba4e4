/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values - terms of payment, mail addresses, names of companies, lines of a postal address */
#include "labels.h"
#include "values.h"

#include <string.h>

enum { TERMS_WORDS_MAX = 8 };

/* --- words of a folded line ---------------------------------------------------------------------- */

enum { WORDS_MAX = 24 };
struct words {
	char *folded;
	const char *at[WORDS_MAX];
	gsize size[WORDS_MAX];
	guint n;
	gboolean more;
};

static void
words_split(const char *text, const char *cuts, struct words *out)
{
	const char *s;

	memset(out, 0, sizeof *out);
	out->folded = label_fold(text, strlen(text));
	for (s = out->folded; *s;) {
		gsize n;

		s += strspn(s, cuts);
		n = strcspn(s, cuts);
		if (!n)
			break;
		if (out->n == WORDS_MAX) {
			out->more = TRUE;
			break;
		}
		out->at[out->n] = s;
		out->size[out->n++] = n;
		s += n;
	}
}

static gboolean
word_among(const struct words *w, guint i, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) == w->size[i] && strncmp(*list, w->at[i], w->size[i]) == 0)
			return TRUE;
	return FALSE;
}

/* --- terms --------------------------------------------------------------------------------------- */

static const char *const TERM_HEADS[] = { "net", "netto", "days", "day", "tage", "tagen", "jours", "jour",
	"gg", "giorni", "dias", "dagen", "eom", "prox", "dffm", "skonto", "dagar", "days,", NULL };
static const char *const TERM_WORDS[] = { "fin", "de", "mois", "months", "month", "rein", "ohne", "abzug",
	"date", "facture", "invoice", "of", "from", "after", "fm", "df", "ff", "data", "fattura", "fecha",
	"factura", "factuur", "na", "factuurdatum", "nach", "rechnungsdatum", "rechnungserhalt",
	"rechnungseingang", "fine", "mese", "mes", "the", "end", "innerhalb", "von", "within", "%", "/", "-",
	"ab", "bei", "in", "or", "due", "receipt", "le", "d", "f", "m", "nets", "fatura", "da", "d.f.f.m.",
	"d.f.f.m", "f.m.", "f.m", "d.f.", "d.f.f.", "otherwise", "discount", "if", "paid", "2%", NULL };
static const char *const TERM_PHRASES[] = { "due on receipt", "due upon receipt", "payable on receipt",
	"upon receipt", "on receipt", "payment on receipt", "payable upon receipt", "zahlbar sofort",
	"sofort rein netto", "sofort netto", "sofort ohne abzug", "a reception", "a reception de facture",
	"comptant", "al contado", "pago contado", "contado", "cash on delivery", "cash in advance",
	"payment in advance", "vorkasse", "vista fattura", "rimessa diretta", "direct betalen", "a vista",
	"a pronto", "pronto pagamento", NULL };

/* "12,403.03": a figure with a decimal or grouped part that is no percentage. */
static gboolean
has_sum(const char *text)
{
	for (const char *s = text; *s; s++) {
		const char *end = s;

		if (!g_ascii_isdigit(*s) || (s[1] != '.' && s[1] != ',') || !g_ascii_isdigit(s[2]))
			continue;
		end += strspn(end, "0123456789.,");
		end += strspn(end, " ");
		if (*end != '%')
			return TRUE;
		s = end;
	}
	return FALSE;
}

gboolean
value_terms(const char *text, struct span *out_span)
{
	struct words w;
	guint numbers = 0, heads = 0;
	gboolean good = !has_sum(text);

	words_split(text, " ,;()", &w);
	for (guint i = 0; TERM_PHRASES[i]; i++)
		if (g_ascii_strcasecmp(w.folded, TERM_PHRASES[i]) == 0)
			heads = numbers = 100;
	for (guint i = 0; i < w.n && heads < 100; i++) {
		gsize digits = strspn(w.at[i], "0123456789");

		if (digits && digits <= 3 && strspn(w.at[i], "0123456789%/.-") == w.size[i] && w.size[i] <= 6)
			numbers++;
		else if (word_among(&w, i, TERM_HEADS))
			heads++;
		else if (w.size[i] >= 4 && w.at[i][0] == 'n' && w.at[i][1] == 'e' && w.at[i][2] == 't' &&
			 strspn(w.at[i] + 3, "0123456789") == w.size[i] - 3)
			heads++, numbers++; /* "net30" */
		else if (!word_among(&w, i, TERM_WORDS))
			good = FALSE;
	}
	good = good && heads && numbers && !w.more && w.n <= 12;
	g_free(w.folded);
	if (good && out_span)
		*out_span = (struct span){ 0, strlen(text) };
	return good;
}

/* Where the words from `at` on end: n of them, without the signs behind the last; NULL: there are not so many. */
static const char *
words_end(const char *at, guint n)
{
	const char *end = at;

	while (n--) {
		at += strspn(at, " \r\n\t");
		if (!*at)
			return NULL;
		at += strcspn(at, " \r\n\t");
		end = at;
	}
	while (end[-1] == ',' || end[-1] == ';' || end[-1] == '.' || end[-1] == ')' || end[-1] == ':')
		end--;
	return end;
}

gboolean
value_terms_within(const char *text, struct span *out_span)
{
	const char *best = NULL;
	gsize size = 0;

	for (const char *at = text; *at; at += strcspn(at, " \r\n\t"), at += strspn(at, " \r\n\t")) {
		for (guint n = TERMS_WORDS_MAX; n >= 2; n--) {
			const char *end = words_end(at, n);
			g_autofree char *part = end && end > at ? g_strndup(at, (gsize)(end - at)) : NULL;

			if (!part)
				continue;
			g_strdelimit(part, "\r\n\t", ' ');
			if (!value_terms(part, NULL))
				continue;
			if ((gsize)(end - at) > size) {
				best = at;
				size = (gsize)(end - at);
			}
			break;
		}
	}
	if (!best)
		return FALSE;
	*out_span = (struct span){ (gsize)(best - text), (gsize)(best - text) + size };
	/* "of net 30", "innerhalb von 30 Tagen": it begins with its first figure or "net" */
	for (gsize at = out_span->start; at < out_span->end; at++) {
		g_autofree char *part = NULL;

		if (at > out_span->start && !g_ascii_isspace(text[at - 1]))
			continue;
		if (!g_ascii_isdigit(text[at]) && g_ascii_strncasecmp(text + at, "net", 3) != 0)
			continue;
		part = g_strndup(text + at, out_span->end - at);
		g_strdelimit(part, "\r\n\t", ' ');
		if (value_terms(part, NULL))
			out_span->start = at;
		break;
	}
	return TRUE;
}

/* --- mail addresses ------------------------------------------------------------------------------ */

static gboolean
is_local_char(char c)
{
	return g_ascii_isalnum(c) || strchr(".!#$%&'*+/=?^_`{|}~-", c);
}

gboolean
value_mail_address(const char *text, char **out_value, struct span *out_span)
{
	for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
		const char *start = at, *end = at + 1, *dot = NULL;

		while (start > text && start[-1] && is_local_char(start[-1]))
			start--;
		while (start < at && strchr(".'=/|{", *start))
			start++;
		while (g_ascii_isalnum(*end) || *end == '-' || *end == '.') {
			if (*end == '.' && g_ascii_isalpha(end[1]))
				dot = end;
			end++;
		}
		while (end > at + 1 && (end[-1] == '.' || end[-1] == '-'))
			end--;
		if (start == at || !dot || dot >= end || end - dot < 3 || at - start > 64 || end - at > 253)
			continue;
		*out_value = g_strndup(start, (gsize)(end - start));
		if (out_span)
			*out_span = (struct span){ (gsize)(start - text), (gsize)(end - text) };
		return TRUE;
	}
	return FALSE;
}

/* --- names --------------------------------------------------------------------------------------- */

/* Legal forms as the last words of a name; dots are taken out before. */
static const char *const LEGAL_FORMS[] = { "inc", "incorporated", "llc", "ltd", "limited", "corp",
	"corporation", "company", "plc", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "se", "ev", "eg",
	"sarl", "sas", "sasu", "sa", "snc", "eurl", "bv", "nv", "vof", "bvba", "srl", "srls", "spa", "sl",
	"slu", "sau", "cv", "lda", "ltda", "sgps", "eireli", "pty", "pte", "pvt", "llp", "lp", "oy", "oyj",
	"ab", "aps", "as", "kft", "sro", "doo", "gbr", "sagl", "sca", "unipessoal", "sapi", "spzoo", "zoo",
	"bhd", "sdn", "co", "pllc", "lllp", "kk", "ek", "crl", "ggmbh", "scrl", "vzw", "asbl", "scop", "coop",
	"apa", "scarl", "scrlfs", "sccl", "ehf", "hf", "uab", "eood", "ood", "asa", "kb", "hb", NULL };
/* Words that name an institution without a legal form. */
static const char *const INSTITUTIONS[] = { "university", "universitat", "universite", "universita",
	"universidad", "universidade", "universiteit", "hospital", "hopital", "klinikum", "ospedale",
	"ministry", "ministerium", "ministere", "council", "county", "city", "stadt", "gemeinde", "commune",
	"comune", "ayuntamiento", "gemeente", "camara", "municipio", "prefeitura", "institute", "institut",
	"foundation", "stiftung", "fondation", "fundacion", "authority", "college", "school", "government",
	"landkreis", "stadtwerke", "mairie", "stichting", "vereniging", "association", "associacao",
	"associazione", "asociacion", "cooperativa", "cooperative", "borough", "district", "municipality",
	"ufficio", "verein", "genossenschaft", "azienda", "instituto", "istituto", "group", "holding",
	"holdings", "industries", "enterprises", NULL };
/* A line with one of these is a sentence or a heading, no name. */
static const char *const NOT_NAMES[] = { "please", "this", "that", "your", "our", "we", "you", "are", "will",
	"must", "all", "bitte", "unsere", "wir", "sie", "nous", "vous", "notre", "number", "date", "invoice",
	"order", "terms", "page", "conditions", "total", "amount", "quantity", "description", "copy",
	"original", "confidential", "instructions", "address", "same", "above", "phone", "information",
	"details", "purchase", "department", "attn", "attention", "bestellung", "rechnung", "datum",
	"commande", "pedido", "ordine", "fecha", "seite", "pagina", "approved", "draft", "material", "part",
	"item", "code", "inv", "quality", "portal", "manufacturer", "delivery", "shipping", "receipt",
	"price", "unit", "none", "n/a", "tbd", "contact", "signature", "various", "corporate", "offices",
	"office", NULL };

static gsize
count_digits(const char *s)
{
	gsize n = 0;

	for (; *s; s++)
		n += g_ascii_isdigit(*s) ? 1 : 0;
	return n;
}

/* "as quoted" is no A/S: a form of two letters counts only where it begins with a capital. */
static gboolean
is_written_large(const char *text, const char *form, gsize size)
{
	for (const char *at = text; *at; at++) {
		gsize n = 0, letters = 0;

		if (at > text && !strchr(" ,;()&./'", at[-1]))
			continue;
		while (letters < size && at[n] &&
		       (g_ascii_tolower(at[n]) == form[letters] || strchr("./'", at[n])))
			letters += strchr("./'", at[n++]) ? 0 : 1;
		if (letters == size && !g_ascii_isalnum(at[n]) && g_ascii_isupper(*at))
			return TRUE;
	}
	return FALSE;
}

/* Has this line a legal form among its words, behind the first? Dots within are skipped: "S.p.A.", "B.V.". */
static gboolean
has_legal_form(const char *text)
{
	g_autofree char *folded = label_fold(text, strlen(text));
	GString *flat = g_string_new(NULL);
	struct words w;
	gboolean found = FALSE;

	for (const char *s = folded; *s; s++)
		if (*s != '.' && *s != '\'')
			g_string_append_c(flat, *s == '/' ? ' ' : *s);
	words_split(flat->str, " ,;()&", &w);
	for (guint i = 1; i < w.n && !found; i++)
		found = word_among(&w, i, LEGAL_FORMS) &&
			(w.size[i] > 2 || is_written_large(text, w.at[i], w.size[i]));
	if (w.n >= 2 && !found)
		for (guint i = 0; i < w.n && !found; i++)
			found = word_among(&w, i, INSTITUTIONS);
	g_free(w.folded);
	g_string_free(flat, TRUE);
	return found;
}

/* Small within a name. */
static const char *const CONNECTORS[] = { "of", "and", "the", "for", "de", "du", "des", "da", "do", "di",
	"del", "della", "y", "e", "et", "en", "und", "fur", "van", "der", "la", "le", NULL };

gboolean
name_word_connects(const char *folded)
{
	return g_strv_contains(CONNECTORS, folded);
}

gboolean
name_word_is_small(const char *folded)
{
	return name_word_connects(folded) || (strlen(folded) > 2 && g_strv_contains(LEGAL_FORMS, folded));
}

enum name_shape
name_shape(const char *text)
{
	struct words w;
	enum name_shape shape = NAME_PERHAPS;
	gsize size = strlen(text), digits = count_digits(text), letters = 0;
	const char *s = text;

	/* "14. GOVERNMENT B/L NO." is the heading of a box */
	if (digits && strspn(text, "0123456789") <= 2 && text[strspn(text, "0123456789")] == '.' &&
	    g_ascii_isdigit(*text))
		return NAME_NO;
	if (size < 2 || size > 100 || strchr(text, '@') || strstr(text, "://") || strchr(text, ':') ||
	    strchr(text, '?') || strchr(text, '=') || g_ascii_strncasecmp(text, "www.", 4) == 0 ||
	    strchr(text, '$') || strchr(text, '%'))
		return NAME_NO;
	for (; *s; s = g_utf8_next_char(s))
		letters += g_unichar_isalpha(g_utf8_get_char(s)) ? 1 : 0;
	if (letters < 2 || digits * 2 > letters ||
	    (g_unichar_islower(g_utf8_get_char(text)) && !has_legal_form(text)) ||
	    !(g_ascii_isdigit(*text) || g_unichar_isalpha(g_utf8_get_char(text))))
		return NAME_NO;
	words_split(text, " ,;()", &w);
	if (w.n > 9 || w.more)
		shape = NAME_NO;
	for (guint i = 0; i < w.n && shape != NAME_NO; i++)
		if (word_among(&w, i, NOT_NAMES) && !(w.n >= 2 && w.n <= 7 && has_legal_form(text)))
			shape = NAME_NO;
	g_free(w.folded);
	if (shape == NAME_NO)
		return NAME_NO;
	if (has_legal_form(text))
		return NAME_COMPANY;
	if (line_is_street(text) || line_is_town(text) || line_is_contact(text))
		return NAME_NO;
	return NAME_PERHAPS;
}

/* "Acme GmbH, Hafenstr. 3, 20457 Hamburg" on one line: the name ends where its address begins. */
static void
cut_address(char *name)
{
	for (char *comma = strstr(name, ", "); comma; comma = strstr(comma + 1, ", ")) {
		g_autofree char *rest = g_strndup(comma + 2, strcspn(comma + 2, ","));

		if (comma - name >= 3 &&
		    (line_is_street(rest) || line_is_town(rest) || line_is_us_town(comma + 2))) {
			*comma = 0;
			return;
		}
	}
}

char *
name_clean(const char *text)
{
	char *name = g_strdup(text), *s = name;
	gsize n;

	/* "104811 Acme" keeps its number only where it is a part of the name: cut when six digits or more, or
	 * with a dash */
	s += strspn(s, " ,;:|*-=#");
	if (g_str_has_prefix(s, "\342\200\223 "))
		s += 4;
	n = strspn(s, "0123456789");
	if (n >= 3 && s[n] && strspn(s + n, " -/") && s[n + strspn(s + n, " -/")]) {
		if (n >= 5 || strspn(s + n, " -/") >= 2)
			s += n + strspn(s + n, " -/");
	}
	memmove(name, s, strlen(s) + 1);
	for (;;) {
		gsize size = strlen(name), at = size;

		while (at && strchr(" ,;:|*-=/", name[at - 1]))
			at--;
		if (at != size) {
			name[at] = 0;
			continue;
		}
		/* " - 104811", "(104811)", "[V104811]" */
		if (at && (name[at - 1] == ')' || name[at - 1] == ']')) {
			char *open = strrchr(name, name[at - 1] == ')' ? '(' : '[');

			if (open > name + 1 && count_digits(open) * 2 > strlen(open) - 2) {
				*open = 0;
				continue;
			}
		}
		while (at && g_ascii_isdigit(name[at - 1]))
			at--;
		if (size - at >= 3 && at > 2 &&
		    (strchr("-#/", name[at - 1]) || (name[at - 1] == ' ' && strchr("-#/", name[at - 2])))) {
			name[at] = 0;
			continue;
		}
		cut_address(name);
		return name;
	}
}

/* --- lines of an address ------------------------------------------------------------------------- */

static const char *const STREETS[] = { "street", "st", "road", "rd", "avenue", "ave", "drive", "dr", "lane",
	"ln", "blvd", "boulevard", "way", "parkway", "pkwy", "highway", "hwy", "court", "ct", "suite",
	"floor", "building", "bldg", "box", "str", "strasse", "weg", "platz", "allee", "gasse", "rue",
	"chemin", "route", "impasse", "quai", "calle", "avenida", "avda", "plaza", "via", "viale", "piazza",
	"corso", "straat", "laan", "plein", "rua", "praca", "travessa", "postfach", "bp", "square", "circle",
	"plantation", "park", "estate", "unit", "place", "pl", "c", "avd", "cours", "zone", "parc", "loc",
	"edificio", "ne", "nw", "sw", "se", "postbus", "terrace", "close", "crescent", "industrial", NULL };

gboolean
line_is_street(const char *text)
{
	struct words w;
	gboolean number = FALSE, street = FALSE;

	if (!count_digits(text))
		return FALSE;
	words_split(text, " ,;.()", &w);
	for (guint i = 0; i < w.n; i++) {
		gsize digits = strspn(w.at[i], "0123456789");

		if (digits && digits <= 6 && w.size[i] <= digits + 2)
			number = TRUE;
		if (word_among(&w, i, STREETS))
			street = TRUE;
		if (w.size[i] > 5 && (strncmp(w.at[i] + w.size[i] - 3, "str", 3) == 0 ||
					 strncmp(w.at[i] + w.size[i] - 6, "strass", 6) == 0 ||
					 strncmp(w.at[i] + w.size[i] - 6, "straat", 6) == 0 ||
					 strncmp(w.at[i] + w.size[i] - 6, "trasse", 6) == 0 ||
					 strncmp(w.at[i] + w.size[i] - 3, "weg", 3) == 0 ||
					 strncmp(w.at[i] + w.size[i] - 4, "laan", 4) == 0))
			street = TRUE;
	}
	number = number && w.n >= 2;
	g_free(w.folded);
	/* "3800 148th Ave": a number at the start or the end, and words */
	return number && (street || g_ascii_isdigit(text[0]));
}

gboolean
line_is_us_town(const char *text)
{
	const char *end = text + strlen(text), *s;
	gsize n, at;

	while (end > text && !g_ascii_isdigit(end[-1]))
		end--;
	s = end;
	while (s > text && (g_ascii_isdigit(s[-1]) || s[-1] == '-'))
		s--;
	n = (gsize)(end - s);
	if (!(n == 5 || (n == 10 && s[5] == '-')) || strspn(s, "0123456789") != 5)
		return FALSE;
	at = (gsize)(s - text);
	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '.' || text[at - 1] == ','))
		at--;
	return at > 3 && g_ascii_isupper(text[at - 1]) && g_ascii_isupper(text[at - 2]) &&
	       (text[at - 3] == ' ' || text[at - 3] == ',');
}

/* "HG5 0FF", "EC1A 1BB", "M5V 2T6": two groups of letters and digits. */
static gboolean
has_british_code(const char *text)
{
	gsize n = strlen(text);

	for (gsize i = 0; i + 6 < n + 1; i++) {
		const char *s = text + i;
		gsize a = 0;

		if (i && g_ascii_isalnum(text[i - 1]))
			continue;
		while (g_ascii_isupper(s[a]) || g_ascii_isdigit(s[a]))
			a++;
		if (a < 2 || a > 4 || !g_ascii_isupper(s[0]) || s[a] != ' ')
			continue;
		s += a + 1;
		if (g_ascii_isdigit(s[0]) && g_ascii_isupper(s[1]) &&
		    (g_ascii_isupper(s[2]) || g_ascii_isdigit(s[2])) && !g_ascii_isalnum(s[3]))
			return TRUE;
	}
	return FALSE;
}

gboolean
line_is_town(const char *text)
{
	struct words w;
	gboolean code = FALSE, word = FALSE;

	if (!count_digits(text))
		return FALSE;
	if (line_is_us_town(text) || has_british_code(text))
		return TRUE;
	words_split(text, " ,;()", &w);
	for (guint i = 0; i < w.n; i++) {
		gsize digits = strspn(w.at[i], "0123456789");
		const char *s = w.at[i];

		if ((digits == w.size[i] && (digits == 4 || digits == 5 || digits == 6)) ||
		    (w.size[i] == 7 && s[1] == '-' && g_ascii_isalpha(s[0])) ||
		    (w.size[i] == 8 && digits == 4 && s[4] == '-') ||
		    (w.size[i] == 9 && digits == 5 && s[5] == '-'))
			code = TRUE;
		else if (!digits && w.size[i] >= 3)
			word = TRUE;
	}
	word = word && w.n <= 6;
	g_free(w.folded);
	return code && word;
}

gboolean
line_is_contact(const char *text)
{
	static const char *const SIGNS[] = { "phone", "tel", "telephone", "fax", "mobile", "email", "e-mail",
		"telefon", "telefax", "telephone", "mail", "www", "http", "https", "ph", "web", "website",
		"internet", "telefono", "telefoon", "telefone", "t", "f", "p", "m", "attn", "attention",
		"vat", "ust-idnr", "tva", "cif", "nif", "p.iva", "btw", "ein", NULL };
	struct words w;
	gboolean sign;
	gsize digits = count_digits(text);

	if (strchr(text, '@') || strstr(text, "www."))
		return TRUE;
	words_split(text, " :", &w);
	sign = w.n && word_among(&w, 0, SIGNS) && (w.size[0] > 1 || (w.n > 1 && digits >= 6));
	if (w.n && w.size[0] > 2 && w.at[0][w.size[0] - 1] == '.') {
		w.size[0]--;
		sign = sign || word_among(&w, 0, SIGNS);
	}
	g_free(w.folded);
	return sign || (digits >= 9 && strspn(text, "+0123456789 ()-./") == strlen(text));
}
