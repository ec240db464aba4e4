/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edi_edifact - what messages of UN/EDIFACT say
 *
 * Segments mean what their qualifiers say; a message's head ends at its first line of goods, and its summary
 * begins at UNS.
 */
#include "edi.h"

#include <string.h>

static const struct {
	const char *type, *paper;
} MESSAGES[] = {
	{ "ORDERS", "purchase_order" },
	{ "ORDCHG", "order_change" },
	{ "ORDRSP", "order_confirmation" },
	{ "QUOTES", "quote" },
	{ "REQOTE", "request_for_quote" },
	{ "INVOIC", "invoice" },
	{ "REMADV", "remittance" },
	{ "STATAC", "statement" },
};

enum place { IN_HEAD, IN_LINES, IN_SUMMARY };

struct edifact {
	const struct edi *e;
	struct paper *paper;
	char *own_number; /* of BGM */
	enum place place;
	const char *release; /* kind by the code of BGM: "blanket", "release" */
	gboolean cancels, changes;
	enum party_role role;  /* of the group that we are in */
	struct contact person; /* waiting for its COM */
	gboolean has_person;
	struct goods_line line;
	char *sums[5]; /* MOA, from the best to the last resort */
	gboolean more; /* taxes or charges: the sum of lines is no total */
	char *terms;   /* coded */
	guint n_terms;
};

static char *
text_at(const struct edifact *x, const struct edi_segment *s, guint element, guint component)
{
	return edi_text(x->e, edi_component(x->e, s, element, component));
}

/* Formats of DTM (code list 2379) that begin with a day. */
static char *
date_at(const struct edifact *x, const struct edi_segment *s)
{
	struct slice v = edi_component(x->e, s, 1, 1), how = edi_component(x->e, s, 1, 2);

	if (edi_says(how, "101"))
		return v.n == 6 ? date_of_digits(v.p, v.n) : NULL;
	if ((edi_says(how, "102") && v.n == 8) || (edi_says(how, "203") && v.n == 12) ||
	    (edi_says(how, "204") && v.n == 14))
		return date_of_digits(v.p, v.n);
	if (edi_says(how, "303") && v.n >= 12)
		return date_of_digits(v.p, 12);
	return NULL;
}

/* --- one handler for each segment ---------------------------------------------------------------- */

static void
take_bgm(struct edifact *x, const struct edi_segment *s)
{
	struct slice code = edi_component(x->e, s, 1, 0), function = edi_element(s, 3);
	char *revision = text_at(x, s, 2, 2);

	g_free(x->own_number);
	x->own_number = text_at(x, s, 2, 0);
	paper_set(x->paper, FACT_REVISION, revision ? revision : text_at(x, s, 2, 1), "edifact:BGM");
	x->cancels = edi_says(function, "1");
	x->changes = edi_says(function, "4") || edi_says(function, "5");
	x->release = edi_says(code, "221") ? "blanket" : edi_says(code, "226") ? "release" : NULL;
}

static void
take_dtm(struct edifact *x, const struct edi_segment *s)
{
	struct slice what = edi_component(x->e, s, 1, 0);

	if (x->place != IN_HEAD)
		return;
	if (edi_says(what, "137") || edi_says(what, "4"))
		paper_set(x->paper, FACT_DATE, date_at(x, s), "edifact:DTM+137");
	else if (edi_says(what, "2") || edi_says(what, "69") || edi_says(what, "63"))
		paper_set(x->paper, FACT_DELIVERY_DATE, date_at(x, s), "edifact:DTM+2");
}

static void
take_rff(struct edifact *x, const struct edi_segment *s)
{
	struct slice what = edi_component(x->e, s, 1, 0);

	if (edi_says(what, "ON") && !paper_is(x->paper, "purchase_order"))
		paper_cite(x->paper, text_at(x, s, 1, 1), "edifact:RFF+ON");
	else if (x->place != IN_HEAD)
		return;
	else if (edi_says(what, "CT") || edi_says(what, "BO"))
		paper_set(x->paper, FACT_CONTRACT_REF, text_at(x, s, 1, 1), "edifact:RFF+CT");
	else if (edi_says(what, "AAG"))
		paper_set(x->paper, FACT_QUOTE_REF, text_at(x, s, 1, 1), "edifact:RFF+AAG");
}

static enum party_role
role_of(struct slice code)
{
	static const struct {
		const char *code;
		enum party_role role;
	} roles[] = { { "BY", PARTY_BUYER }, { "SU", PARTY_SUPPLIER }, { "SE", PARTY_SUPPLIER },
		{ "IV", PARTY_BILL_TO }, { "DP", PARTY_SHIP_TO }, { "ST", PARTY_SHIP_TO } };

	for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
		if (edi_says(code, roles[i].code))
			return roles[i].role;
	return PARTY_NONE;
}

/* Name, street, town, region, postal code and country; older messages give all in free lines. */
static void
take_nad(struct edifact *x, const struct edi_segment *s)
{
	struct slice code = edi_element(s, 1);
	struct party party = { .role = role_of(code) };
	char proof[24];

	x->role = party.role;
	if (x->place != IN_HEAD)
		return;
	g_snprintf(proof, sizeof(proof), "edifact:NAD+%.*s", (int)MIN(code.n, 3), code.p);
	party.name = text_at(x, s, 4, 0);
	for (guint i = party.name ? 5 : 0; i < 5; i++) {
		char *line = text_at(x, s, 3, i);

		if (i == 0)
			party.name = line;
		else
			party_line(&party, line, FALSE);
	}
	for (guint i = 1; i < 5; i++)
		party_line(&party, text_at(x, s, 4, i), FALSE);
	for (guint i = 0; i < 4; i++)
		party_line(&party, text_at(x, s, 5, i), FALSE);
	party_line(&party, text_at(x, s, 8, 0), FALSE);
	party_line(&party, text_at(x, s, 6, 0), edi_element(s, 8).n > 0);
	party_line(&party, text_at(x, s, 7, 0), FALSE);
	party_line(&party, text_at(x, s, 9, 0), FALSE);
	paper_party(x->paper, &party, proof);
}

static void
person_end(struct edifact *x)
{
	if (x->has_person)
		paper_contact(x->paper, &x->person, "edifact:CTA");
	x->has_person = FALSE;
}

static void
take_cta(struct edifact *x, const struct edi_segment *s)
{
	struct slice function = edi_element(s, 1);
	const char *role = x->role == PARTY_BUYER ? "buyer" : x->role == PARTY_BILL_TO ? "billing" : NULL;

	if (role && (edi_says(function, "AP") || edi_says(function, "AD")))
		role = "billing";
	if (!role || x->place != IN_HEAD)
		return;
	x->person.role = role;
	x->person.name = text_at(x, s, 2, 1);
	x->has_person = TRUE;
}

static void
take_com(struct edifact *x, const struct edi_segment *s)
{
	for (guint i = 1; x->has_person && i < s->n; i++) {
		struct slice how = edi_component(x->e, s, i, 1);

		if (edi_says(how, "EM") && !x->person.mail)
			x->person.mail = text_at(x, s, i, 0);
		else if (edi_says(how, "TE") && !x->person.phone)
			x->person.phone = text_at(x, s, i, 0);
	}
}

/* --- lines of goods: LIN, then what is said of it ------------------------------------------------- */

static void
line_end(struct edifact *x)
{
	paper_line_end(x->paper, &x->line, "edifact:LIN");
}

static void
take_lin(struct edifact *x, const struct edi_segment *s)
{
	line_end(x);
	x->line.open = TRUE;
	x->line.position = text_at(x, s, 1, 0);
	x->line.description = text_at(x, s, 3, 0);
}

static char *
figure_at(const struct edifact *x, const struct edi_segment *s, guint element, guint component)
{
	struct slice v = edi_component(x->e, s, element, component);

	return decimal_of(v.p, v.n, x->e->decimal);
}

static void
set_once(char **out, char *value)
{
	if (*out)
		g_free(value);
	else
		*out = value;
}

/* Words in plain, behind the article's number. */
static void
take_imd(struct edifact *x, const struct edi_segment *s)
{
	g_autofree char *text = text_at(x, s, 3, 3), *before = x->line.description;

	if (!x->line.open || !text || edi_says(edi_element(s, 1), "C")) {
		g_steal_pointer(&before);
		return;
	}
	x->line.description = before ? g_strconcat(before, " ", text, NULL) : g_strdup(text);
}

static void
take_qty(struct edifact *x, const struct edi_segment *s)
{
	if (!x->line.open || !edi_says(edi_component(x->e, s, 1, 0), "21"))
		return;
	set_once(&x->line.quantity, figure_at(x, s, 1, 1));
	set_once(&x->line.unit, text_at(x, s, 1, 2));
}

static void
take_pri(struct edifact *x, const struct edi_segment *s)
{
	struct slice what = edi_component(x->e, s, 1, 0);

	if (!x->line.open || (!edi_says(what, "AAA") && !edi_says(what, "AAB") && !edi_says(what, "CAL")))
		return;
	if (x->line.price)
		return;
	x->line.price = figure_at(x, s, 1, 1);
	x->line.price_for = text_at(x, s, 1, 4);
}

/* 86: message total; 128: total; 39, 77: invoice's; 79: of the lines, a total where nothing is added to it. */
static void
take_moa(struct edifact *x, const struct edi_segment *s)
{
	static const char *const codes[] = { "86", "128", "39", "77", "79" };
	struct slice what = edi_component(x->e, s, 1, 0), v = edi_component(x->e, s, 1, 1);

	if (x->line.open && edi_says(what, "203"))
		set_once(&x->line.total, decimal_of(v.p, v.n, x->e->decimal));
	for (guint i = 0; x->place != IN_LINES && i < G_N_ELEMENTS(codes); i++)
		if (edi_says(what, codes[i]) && !x->sums[i])
			x->sums[i] = decimal_of(v.p, v.n, x->e->decimal);
}

static void
take_cux(struct edifact *x, const struct edi_segment *s)
{
	for (guint i = 1; i < s->n && x->place == IN_HEAD; i++)
		if (edi_says(edi_component(x->e, s, i, 0), "2")) {
			g_autofree char *code = text_at(x, s, i, 1);

			paper_set(x->paper, FACT_CURRENCY, currency_of(code), "edifact:CUX+2");
		}
}

/* Terms of PAT have a text, or a number of days behind a date. */
static void
take_pat(struct edifact *x, const struct edi_segment *s)
{
	g_autofree char *text = text_at(x, s, 2, 3), *days = text_at(x, s, 3, 3);

	if (x->place != IN_HEAD)
		return;
	if (text)
		paper_set(x->paper, FACT_TERMS, g_steal_pointer(&text), "edifact:PAT");
	x->n_terms++;
	if (days && strspn(days, "0123456789") == strlen(days) &&
	    edi_says(edi_component(x->e, s, 3, 2), "D") &&
	    (edi_says(edi_element(s, 1), "1") || edi_says(edi_element(s, 1), "3")) && !x->terms)
		x->terms = g_strdup_printf("Net %s days", days);
}

static void
take_ftx(struct edifact *x, const struct edi_segment *s)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < 5; i++) {
		g_autofree char *line = text_at(x, s, 4, i);

		if (line)
			g_string_append_printf(text, "%s%s", text->len ? " " : "", line);
	}
	if (x->place == IN_HEAD && edi_says(edi_element(s, 1), "AAB"))
		paper_set(x->paper, FACT_TERMS, g_strdup(text->str), "edifact:FTX+AAB");
	else
		paper_add(x->paper, FACT_NOTE, g_strdup(text->str), "edifact:FTX");
}

static void
take_fii(struct edifact *x, const struct edi_segment *s)
{
	struct slice whose = edi_element(s, 1);

	if (!edi_says(whose, "RB") && !edi_says(whose, "RH") && !edi_says(whose, "BF"))
		return;
	paper_add(x->paper, FACT_ACCOUNT, text_at(x, s, 2, 0), "edifact:FII");
	paper_add(x->paper, FACT_ACCOUNT_BIC, text_at(x, s, 3, 0), "edifact:FII");
}

static const struct {
	const char *tag;
	void (*take)(struct edifact *x, const struct edi_segment *s);
} HANDLERS[] = { { "BGM", take_bgm }, { "DTM", take_dtm }, { "RFF", take_rff }, { "NAD", take_nad },
	{ "CTA", take_cta }, { "COM", take_com }, { "MOA", take_moa }, { "CUX", take_cux },
	{ "PAT", take_pat }, { "FTX", take_ftx }, { "FII", take_fii }, { "LIN", take_lin },
	{ "IMD", take_imd }, { "QTY", take_qty }, { "PRI", take_pri } };

static void
take_segment(struct edifact *x, const struct edi_segment *s)
{
	if (!edi_is(s, "COM"))
		person_end(x);
	if (edi_is(s, "LIN"))
		x->place = IN_LINES;
	else if (edi_is(s, "UNS")) {
		line_end(x);
		x->place = IN_SUMMARY;
	} else if (edi_is(s, "ALC") || edi_is(s, "TAX"))
		x->more = TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(HANDLERS); i++)
		if (edi_is(s, HANDLERS[i].tag))
			HANDLERS[i].take(x, s);
}

/* --- messages ------------------------------------------------------------------------------------ */

/* The order that a change speaks of is its number; the change's own document number is another. */
static void
settle_number(struct edifact *x)
{
	struct paper *p = x->paper;

	for (guint i = 0; paper_is(p, "order_change") && i < p->many->len; i++) {
		const struct document_fact *f = p->many->pdata[i];

		if (f->name == FACT_CITED_ORDER) {
			paper_set(p, FACT_NUMBER, g_strdup(f->value), f->proof);
			break;
		}
	}
	paper_set(p, FACT_NUMBER, g_steal_pointer(&x->own_number), "edifact:BGM");
}

static void
settle_paper(struct edifact *x)
{
	struct paper *p = x->paper;
	const char *kind = paper_is(p, "order_change") ? "change" : x->release ? x->release : "new";

	if (!paper_is(p, "purchase_order") && !paper_is(p, "order_change"))
		return;
	if (x->cancels || x->changes) {
		kind = x->cancels ? "cancel" : "change";
		g_free(p->value[FACT_PAPER]);
		p->value[FACT_PAPER] = g_strdup(x->cancels ? "order_cancellation" : "order_change");
	}
	paper_set(p, FACT_ORDER_KIND, g_strdup(kind), "edifact:BGM");
}

static gboolean
message_end(struct edifact *x, struct sheet *out)
{
	person_end(x);
	settle_number(x);
	settle_paper(x);
	line_end(x);
	for (guint i = 0; i < G_N_ELEMENTS(x->sums); i++) {
		if (i == 4 && x->more)
			g_clear_pointer(&x->sums[i], g_free);
		paper_set(x->paper, FACT_TOTAL, x->sums[i], "edifact:MOA");
	}
	if (x->n_terms == 1)
		paper_set(x->paper, FACT_TERMS, g_steal_pointer(&x->terms), "edifact:PAT");
	g_free(x->terms);
	return sheet_put(out, x->paper);
}

static void
message_begin(struct edifact *x, struct paper *p, const struct edi *e, const struct edi_segment *s)
{
	struct slice type = edi_component(e, s, 2, 0);
	const char *paper = "other";

	for (guint i = 0; i < G_N_ELEMENTS(MESSAGES); i++)
		if (edi_says(type, MESSAGES[i].type))
			paper = MESSAGES[i].paper;
	*x = (struct edifact){ .e = e, .paper = p };
	paper_init(p);
	paper_set(p, FACT_PAPER, g_strdup(paper), "edifact:UNH");
}

void
edifact_scan(struct edi *e, struct sheet *out)
{
	struct edi_segment s;
	struct paper paper;
	struct edifact x = { 0 };
	gboolean open = FALSE, more = edi_separators_edifact(e);

	while (more && edi_next(e, &s)) {
		/* UNA has no separators of its own */
		if (s.element[0].n >= 3 && memcmp(s.element[0].p, "UNA", 3) == 0) {
			e->at = s.element[0].p;
			more = edi_separators_edifact(e);
			continue;
		}
		if (open && (edi_is(&s, "UNH") || edi_is(&s, "UNT") || edi_is(&s, "UNZ"))) {
			more = message_end(&x, out);
			open = FALSE;
		}
		if (more && edi_is(&s, "UNH")) {
			message_begin(&x, &paper, e, &s);
			open = TRUE;
		} else if (open) {
			take_segment(&x, &s);
		}
	}
	if (open)
		message_end(&x, out);
}
