/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edi_x12 - what transaction sets of ANSI X12 say
 *
 * The header segment of each set is a row; parties, contacts, references and sums have the same shape in all.
 */
#include "edi.h"

#include <string.h>

/* Element numbers of the header segment; 0: has none. */
struct set {
	const char *id, *paper, *tag;
	guint8 purpose, type, number, revision, date, contract, cited;
};
static const struct set SETS[] = {
	{ "850", "purchase_order", "BEG", 1, 2, 3, 4, 5, 6, 0 },
	{ "860", "order_change", "BCH", 1, 2, 3, 5, 6, 8, 0 },
	{ "875", "purchase_order", "G50", 0, 0, 3, 0, 2, 0, 0 },
	{ "855", "order_confirmation", "BAK", 0, 0, 8, 0, 9, 0, 3 },
	{ "865", "order_confirmation", "BCA", 0, 0, 0, 0, 0, 0, 3 },
	{ "810", "invoice", "BIG", 0, 0, 2, 0, 1, 0, 4 },
	{ "880", "invoice", "G01", 0, 0, 2, 0, 1, 0, 4 },
	{ "840", "request_for_quote", "BQT", 0, 0, 2, 0, 3, 0, 0 },
	{ "843", "quote", "BQR", 0, 0, 2, 0, 3, 0, 0 },
	{ "820", "remittance", "BPR", 0, 0, 0, 0, 16, 0, 0 },
	{ "856", "other", "PRF", 0, 0, 0, 0, 0, 0, 1 },
};

struct x12 {
	const struct edi *e;
	struct paper *paper;
	const struct set *set; /* NULL: one that is not in the table */
	gboolean seen;         /* its header segment */
	gboolean lines;        /* among the lines of goods */
	struct party party;
	struct goods_line line;
	char proof[24]; /* of the party */
};

static char *
text_at(const struct x12 *x, const struct edi_segment *s, guint element)
{
	return edi_text(x->e, edi_element(s, element));
}

static char *
date_at(const struct edi_segment *s, guint element)
{
	struct slice v = edi_element(s, element);

	return date_of_digits(v.p, v.n);
}

static const char *
proof_of(char *buffer, gsize size, const struct edi_segment *s, guint element)
{
	g_snprintf(
	    buffer, (gulong)size, "x12:%.*s%02u", (int)MIN(s->element[0].n, 3), s->element[0].p, element);
	return buffer;
}

/* Purpose 01 cancels, 04 changes and 05 replaces; blanket orders and releases have types of their own. */
static void
take_purpose(struct x12 *x, const struct edi_segment *s)
{
	struct slice purpose = edi_element(s, x->set->purpose), type = edi_element(s, x->set->type);
	const char *paper = x->set->paper, *kind = strcmp(paper, "order_change") == 0 ? "change" : "new";

	if (edi_says(purpose, "01")) {
		paper = "order_cancellation";
		kind = "cancel";
	} else if (edi_says(purpose, "04") || edi_says(purpose, "05")) {
		paper = "order_change";
		kind = "change";
	} else if (strcmp(kind, "new") == 0 && (edi_says(type, "BK") || edi_says(type, "BE"))) {
		kind = "blanket";
	} else if (strcmp(kind, "new") == 0 && edi_says(type, "RL")) {
		kind = "release";
	}
	paper_set(x->paper, FACT_PAPER, g_strdup(paper), "x12:ST01");
	paper_set(x->paper, FACT_ORDER_KIND, g_strdup(kind), "x12:ST01");
}

static void
take_header(struct x12 *x, const struct edi_segment *s)
{
	const struct set *set = x->set;
	char proof[24];

	x->seen = TRUE;
	if (set->purpose)
		take_purpose(x, s);
	else
		paper_set(x->paper, FACT_PAPER, g_strdup(set->paper), "x12:ST01");
	if (set->number)
		paper_set(x->paper, FACT_NUMBER, text_at(x, s, set->number),
		    proof_of(proof, sizeof(proof), s, set->number));
	if (set->revision)
		paper_set(x->paper, FACT_REVISION, text_at(x, s, set->revision),
		    proof_of(proof, sizeof(proof), s, set->revision));
	if (set->date)
		paper_set(
		    x->paper, FACT_DATE, date_at(s, set->date), proof_of(proof, sizeof(proof), s, set->date));
	if (set->contract)
		paper_set(x->paper, FACT_CONTRACT_REF, text_at(x, s, set->contract),
		    proof_of(proof, sizeof(proof), s, set->contract));
	if (set->cited)
		paper_cite(
		    x->paper, text_at(x, s, set->cited), proof_of(proof, sizeof(proof), s, set->cited));
}

/* --- parties and people -------------------------------------------------------------------------- */

static void
party_end(struct x12 *x)
{
	paper_party(x->paper, &x->party, x->proof);
}

static void
take_n1(struct x12 *x, const struct edi_segment *s)
{
	static const struct {
		const char *code;
		enum party_role role;
	} roles[] = { { "BY", PARTY_BUYER }, { "SU", PARTY_SUPPLIER }, { "SE", PARTY_SUPPLIER },
		{ "VN", PARTY_SUPPLIER }, { "BT", PARTY_BILL_TO }, { "ST", PARTY_SHIP_TO } };
	struct slice code = edi_element(s, 1);

	party_end(x);
	for (guint i = 0; !x->lines && i < G_N_ELEMENTS(roles); i++)
		if (edi_says(code, roles[i].code))
			x->party.role = roles[i].role;
	x->party.name = text_at(x, s, 2);
	g_snprintf(x->proof, sizeof(x->proof), "x12:N1*%.*s", (int)MIN(code.n, 3), code.p);
}

static void
take_address(struct x12 *x, const struct edi_segment *s)
{
	gboolean town = edi_is(s, "N4");

	for (guint i = 1; i <= (town ? 4 : 2); i++)
		party_line(&x->party, text_at(x, s, i), town && i == 3);
}

static const char *
person_role(const struct x12 *x, struct slice function)
{
	if (edi_says(function, "AP"))
		return "billing";
	if (edi_says(function, "BD") || edi_says(function, "OC"))
		return "buyer";
	switch (x->party.role) {
	case PARTY_BUYER:
		return "buyer";
	case PARTY_BILL_TO:
		return "billing";
	case PARTY_NONE:
		return x->party.name ? NULL : "other";
	default:
		return NULL; /* people of the warehouse, or the supplier's own */
	}
}

static void
take_per(struct x12 *x, const struct edi_segment *s)
{
	struct contact c = { .role = person_role(x, edi_element(s, 1)) };
	char proof[24];

	if (!c.role || x->lines)
		return;
	c.name = text_at(x, s, 2);
	for (guint i = 3; i + 1 <= 8; i += 2) {
		struct slice how = edi_element(s, i);

		if (edi_says(how, "EM") && !c.mail)
			c.mail = text_at(x, s, i + 1);
		else if ((edi_says(how, "TE") || edi_says(how, "WP") || edi_says(how, "CP")) && !c.phone)
			c.phone = text_at(x, s, i + 1);
	}
	paper_contact(x->paper, &c, proof_of(proof, sizeof(proof), s, 2));
}

/* --- the rest ------------------------------------------------------------------------------------ */

static void
take_ref(struct x12 *x, const struct edi_segment *s)
{
	struct slice code = edi_element(s, 1);

	if (edi_says(code, "PO") && !paper_is_order(x->paper))
		paper_cite(x->paper, text_at(x, s, 2), "x12:REF*PO");
	else if (x->lines)
		return;
	else if (edi_says(code, "CT") || edi_says(code, "BC"))
		paper_set(x->paper, FACT_CONTRACT_REF, text_at(x, s, 2), "x12:REF*CT");
	else if (edi_says(code, "PR") || edi_says(code, "Q1"))
		paper_set(x->paper, FACT_QUOTE_REF, text_at(x, s, 2), "x12:REF*PR");
}

static gboolean
is_number(const char *s)
{
	return s && *s && strspn(s, "0123456789.") == strlen(s);
}

/* Terms have a text of their own, or numbers: percent, days of discount, days net. */
static void
take_itd(struct x12 *x, const struct edi_segment *s)
{
	g_autofree char *text = text_at(x, s, 12), *percent = text_at(x, s, 3), *days = text_at(x, s, 5),
			*net = text_at(x, s, 7);

	if (text)
		paper_set(x->paper, FACT_TERMS, g_steal_pointer(&text), "x12:ITD12");
	else if (is_number(net) && is_number(percent) && is_number(days))
		paper_set(
		    x->paper, FACT_TERMS, g_strdup_printf("%s%% %s Net %s", percent, days, net), "x12:ITD");
	else if (is_number(net) && !percent)
		paper_set(x->paper, FACT_TERMS, g_strdup_printf("Net %s", net), "x12:ITD07");
}

static void
take_dtm(struct x12 *x, const struct edi_segment *s)
{
	struct slice code = edi_element(s, 1);

	if (edi_says(code, "002") || edi_says(code, "074") || edi_says(code, "106"))
		paper_set(x->paper, FACT_DELIVERY_DATE, date_at(s, 2), "x12:DTM02");
	else if (edi_says(code, "004"))
		paper_set(x->paper, FACT_DATE, date_at(s, 2), "x12:DTM02");
}

static void
take_total(struct x12 *x, const struct edi_segment *s)
{
	struct slice v = edi_element(s, 2);

	if (edi_says(edi_element(s, 1), "TT"))
		paper_set(x->paper, FACT_TOTAL, decimal_of(v.p, v.n, '.'), "x12:AMT*TT");
}

/* --- lines of goods ------------------------------------------------------------------------------ */

static void
line_end(struct x12 *x)
{
	paper_line_end(x->paper, &x->line, "x12:PO1");
}

static char *
figure_at(const struct edi_segment *s, guint element)
{
	struct slice v = edi_element(s, element);

	return decimal_of(v.p, v.n, '.');
}

/* PO1: position, quantity, unit, price, then pairs of code and product; POC has the kind of change between. */
static void
line_begin(struct x12 *x, const struct edi_segment *s)
{
	gboolean change = edi_is(s, "POC");

	line_end(x);
	if (!change && !edi_is(s, "PO1"))
		return;
	x->line.open = TRUE;
	x->line.position = text_at(x, s, 1);
	x->line.quantity = figure_at(s, change ? 3 : 2);
	x->line.unit = edi_text(x->e, edi_component(x->e, s, change ? 5 : 3, 0));
	x->line.price = figure_at(s, change ? 6 : 4);
	x->line.description = text_at(x, s, change ? 9 : 7);
}

static void
line_words(struct x12 *x, const struct edi_segment *s)
{
	g_autofree char *text = text_at(x, s, 5), *code = NULL;

	if (!x->line.open || !text)
		return;
	code = g_steal_pointer(&x->line.description);
	x->line.description = code ? g_strconcat(code, " ", text, NULL) : g_steal_pointer(&text);
}

static gboolean
begins_lines(const struct edi_segment *s)
{
	static const char *const tags[] = { "PO1", "POC", "IT1", "HL", "LX", "G68", "G17", "BAL", "QTY" };

	for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
		if (edi_is(s, tags[i]))
			return TRUE;
	return FALSE;
}

static void
take_segment(struct x12 *x, const struct edi_segment *s)
{
	if (x->set && !x->seen && edi_is(s, x->set->tag)) {
		take_header(x, s);
	} else if (begins_lines(s)) {
		line_begin(x, s);
		party_end(x);
		x->lines = TRUE;
	} else if (edi_is(s, "CTT") || edi_is(s, "TDS")) {
		line_end(x);
		party_end(x);
		x->lines = FALSE;
	} else if (edi_is(s, "PID")) {
		line_words(x, s);
	} else if (edi_is(s, "N1")) {
		take_n1(x, s);
	} else if (edi_is(s, "N2") || edi_is(s, "N3") || edi_is(s, "N4")) {
		take_address(x, s);
	} else if (edi_is(s, "PER")) {
		take_per(x, s);
	} else if (edi_is(s, "REF")) {
		take_ref(x, s);
	} else if (edi_is(s, "PRF")) {
		paper_cite(x->paper, text_at(x, s, 1), "x12:PRF01");
	} else if (edi_is(s, "CUR") && !x->lines) {
		g_autofree char *code = text_at(x, s, 2);

		paper_set(x->paper, FACT_CURRENCY, currency_of(code), "x12:CUR02");
	} else if (edi_is(s, "ITD") && !x->lines) {
		take_itd(x, s);
	} else if (edi_is(s, "DTM") && !x->lines) {
		take_dtm(x, s);
	} else if (edi_is(s, "AMT")) {
		take_total(x, s);
	} else if (edi_is(s, "MSG") || edi_is(s, "NTE")) {
		paper_add(x->paper, FACT_NOTE, text_at(x, s, edi_is(s, "MSG") ? 1 : 2), "x12:MSG01");
	}
}

static const struct set *
set_of(struct slice id)
{
	for (guint i = 0; i < G_N_ELEMENTS(SETS); i++)
		if (edi_says(id, SETS[i].id))
			return &SETS[i];
	return NULL;
}

/* An order without its header segment is none. */
static gboolean
message_end(struct x12 *x, struct sheet *out)
{
	line_end(x);
	party_end(x);
	paper_set(x->paper, FACT_PAPER,
	    g_strdup(x->set && !strstr(x->set->paper, "order") ? x->set->paper : "other"), "x12:ST01");
	x->set = NULL;
	return sheet_put(out, x->paper);
}

void
x12_scan(struct edi *e, struct sheet *out)
{
	struct edi_segment s;
	struct paper paper;
	struct x12 x = { .e = e, .paper = &paper };
	gboolean open = FALSE, more = edi_separators_x12(e);

	while (more && edi_next(e, &s)) {
		if (edi_is(&s, "ISA")) {
			e->at = s.element[0].p;
			more = edi_separators_x12(e);
			continue;
		}
		if ((edi_is(&s, "ST") || edi_is(&s, "SE") || edi_is(&s, "GE") || edi_is(&s, "IEA")) && open) {
			more = message_end(&x, out);
			open = FALSE;
		}
		if (more && edi_is(&s, "ST")) {
			paper_init(&paper);
			x = (struct x12){ .e = e, .paper = &paper, .set = set_of(edi_element(&s, 1)) };
			open = TRUE;
		} else if (open) {
			take_segment(&x, &s);
		}
	}
	if (open)
		message_end(&x, out);
}
