/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edi_tradacoms - what messages of TRADACOMS say
 *
 * A file is about one supplier (SDT) and one customer (CDT), named in its first message; each ORDERS message
 * then is one order.
 */
#include "edi.h"

#include <string.h>

struct tradacoms {
	const struct edi *e;
	struct paper *paper;
	char *customer, *supplier; /* of the file */
};

static char *
text_at(const struct tradacoms *x, const struct edi_segment *s, guint element, guint component)
{
	return edi_text(x->e, edi_component(x->e, s, element, component));
}

static void
take_name(char **out, char *name)
{
	if (name) {
		g_free(*out);
		*out = name;
	}
}

static void
take_place(struct tradacoms *x, const struct edi_segment *s)
{
	struct party party = { .role = PARTY_SHIP_TO, .name = text_at(x, s, 2, 0) };

	for (guint i = 0; i < 5; i++)
		party_line(&party, text_at(x, s, 3, i), FALSE);
	paper_party(x->paper, &party, "tradacoms:CLO");
}

static void
take_segment(struct tradacoms *x, const struct edi_segment *s)
{
	struct slice date = edi_component(x->e, s, 1, 2);

	if (edi_is(s, "SDT")) {
		take_name(&x->supplier, text_at(x, s, 2, 0));
	} else if (edi_is(s, "CDT")) {
		take_name(&x->customer, text_at(x, s, 2, 0));
	} else if (edi_is(s, "CLO")) {
		take_place(x, s);
	} else if (edi_is(s, "ORD")) {
		paper_set(x->paper, FACT_NUMBER, text_at(x, s, 1, 0), "tradacoms:ORD");
		paper_set(x->paper, FACT_DATE, date_of_digits(date.p, date.n), "tradacoms:ORD");
	} else if (edi_is(s, "DIN")) {
		date = edi_component(x->e, s, 1, 0);
		paper_set(x->paper, FACT_DELIVERY_DATE, date_of_digits(date.p, date.n), "tradacoms:DIN");
		paper_add(x->paper, FACT_NOTE, text_at(x, s, 4, 0), "tradacoms:DIN");
	} else if (edi_is(s, "OLD")) {
		struct slice quantity = edi_component(x->e, s, 6, 0);
		struct goods_line line = { .open = TRUE,
			.position = text_at(x, s, 1, 0),
			.description = text_at(x, s, 10, 0),
			.quantity = decimal_of(quantity.p, quantity.n, '.') };

		paper_line_end(x->paper, &line, "tradacoms:OLD");
	} else if (edi_is(s, "IRF")) {
		paper_set(x->paper, FACT_NUMBER, text_at(x, s, 1, 0), "tradacoms:IRF");
	} else if (edi_is(s, "ODD")) {
		paper_cite(x->paper, text_at(x, s, 2, 0), "tradacoms:ODD");
	}
}

/* Headers and trailers of a file are no papers. */
static gboolean
message_end(struct tradacoms *x, struct sheet *out)
{
	struct paper *p = x->paper;

	if (paper_is_order(p)) {
		paper_set(p, FACT_BUYER, g_strdup(x->customer), "tradacoms:CDT");
		paper_set(p, FACT_SUPPLIER, g_strdup(x->supplier), "tradacoms:SDT");
		paper_set(p, FACT_ORDER_KIND, g_strdup("new"), "tradacoms:MHD");
	}
	if (p->value[FACT_PAPER])
		return sheet_put(out, p);
	paper_clear(p);
	return TRUE;
}

static void
message_begin(struct tradacoms *x, const struct edi_segment *s)
{
	struct slice type = edi_component(x->e, s, 2, 0);

	paper_init(x->paper);
	if (edi_says(type, "ORDERS"))
		paper_set(x->paper, FACT_PAPER, g_strdup("purchase_order"), "tradacoms:MHD");
	else if (edi_says(type, "INVOIC") || edi_says(type, "CREDIT") || edi_says(type, "UTLBIL"))
		paper_set(x->paper, FACT_PAPER, g_strdup("invoice"), "tradacoms:MHD");
	else if (!(type.n == 6 && (memcmp(type.p + 3, "HDR", 3) == 0 || memcmp(type.p + 3, "TLR", 3) == 0)))
		paper_set(x->paper, FACT_PAPER, g_strdup("other"), "tradacoms:MHD");
}

void
tradacoms_scan(struct edi *e, struct sheet *out)
{
	struct edi_segment s;
	struct paper paper;
	struct tradacoms x = { .e = e, .paper = &paper };
	gboolean open = FALSE, more = TRUE;

	e->element = '+';
	e->component = ':';
	e->release = '?';
	e->terminator = '\'';
	e->tradacoms = TRUE;
	while (more && edi_next(e, &s)) {
		if (open && (edi_is(&s, "MHD") || edi_is(&s, "MTR") || edi_is(&s, "END"))) {
			more = message_end(&x, out);
			open = FALSE;
		}
		if (edi_is(&s, "STX")) {
			take_name(&x.supplier, text_at(&x, &s, 3, 1));
			take_name(&x.customer, text_at(&x, &s, 2, 1));
		} else if (more && edi_is(&s, "MHD")) {
			message_begin(&x, &s);
			open = TRUE;
		} else if (open) {
			take_segment(&x, &s);
		}
	}
	if (open)
		message_end(&x, out);
	g_free(x.customer);
	g_free(x.supplier);
}
