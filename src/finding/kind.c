/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind - what a document is: its signs weighed by one table, and a verdict with its reasons
 *
 * Each verdict collects the weights of the signs that speak for it. The best wins; how sure it is follows
 * from its own sum and from its lead over the next.
 */
#include "facts.h"
#include "rules.h"

#include <string.h>

#define SCAN_AT_MOST 0.94
enum { MANY_ORDERS = 2 };

/* --- weights ------------------------------------------------------------------------------------- */

/* How much a sign adds to a verdict: the best title or label of that kind × points. */
static const struct weight {
	guint8 kind, verdict;
	double points;
	const char *why;
} WEIGHTS[] = {
	{ TITLE_ORDER, VERDICT_PURCHASE_ORDER, 0.70, "titled as a purchase order" },
	{ TITLE_BLANKET, VERDICT_PURCHASE_ORDER, 0.75, "titled as a blanket order" },
	{ TITLE_RELEASE, VERDICT_PURCHASE_ORDER, 0.75, "titled as a release" },
	{ TITLE_CHANGE, VERDICT_ORDER_CHANGE, 0.95, "titled as a change of an order" },
	{ TITLE_CANCEL, VERDICT_ORDER_CANCELLATION, 0.95, "titled as a cancellation" },
	{ TITLE_CONFIRM, VERDICT_ORDER_CONFIRMATION, 0.90, "titled as an order confirmation" },
	{ TITLE_QUOTE, VERDICT_QUOTE, 0.80, "titled as a quote" },
	{ TITLE_RFQ, VERDICT_REQUEST_FOR_QUOTE, 0.95, "titled as a request for a quote" },
	{ TITLE_INVOICE, VERDICT_INVOICE, 0.85, "titled as an invoice" },
	{ TITLE_REMITTANCE, VERDICT_REMITTANCE, 0.90, "titled as a remittance advice" },
	{ TITLE_STATEMENT, VERDICT_STATEMENT, 0.90, "titled as a statement" },
	{ TITLE_OTHER, VERDICT_OTHER, 0.90, "titled as another paper" },
	{ LABEL_PO_NUMBER, VERDICT_PURCHASE_ORDER, 0.25, "a PO number is labelled" },
	{ LABEL_ORDER_NUMBER, VERDICT_PURCHASE_ORDER, 0.05, "an order number is labelled" },
	{ LABEL_ORDER_DATE, VERDICT_PURCHASE_ORDER, 0.08, "an order date is labelled" },
	{ LABEL_SUPPLIER, VERDICT_PURCHASE_ORDER, 0.14, "a supplier is named" },
	{ LABEL_BUYER, VERDICT_PURCHASE_ORDER, 0.06, "a buyer is named" },
	{ LABEL_SHIP_TO, VERDICT_PURCHASE_ORDER, 0.06, "a delivery address" },
	{ LABEL_BILL_TO, VERDICT_PURCHASE_ORDER, 0.04, "a billing address" },
	{ LABEL_DELIVERY_DATE, VERDICT_PURCHASE_ORDER, 0.06, "a delivery date is asked for" },
	{ LABEL_TERMS, VERDICT_PURCHASE_ORDER, 0.02, NULL },
	{ PHRASE_TERMS, VERDICT_PURCHASE_ORDER, 0.20, "speaks of itself as an order" },
	{ PHRASE_ORDER, VERDICT_PURCHASE_ORDER, 0.30, "says that it orders" },
	{ LABEL_CITED_PO, VERDICT_ORDER_CONFIRMATION, 0.12, "answers another's order" },
	{ LABEL_CITED_PO, VERDICT_INVOICE, 0.10, NULL },
	{ LABEL_CONFIRM_NUMBER, VERDICT_ORDER_CONFIRMATION, 0.30, "a sales order number is labelled" },
	{ LABEL_INVOICE_NUMBER, VERDICT_INVOICE, 0.40, "an invoice number is labelled" },
	{ LABEL_INVOICE_DATE, VERDICT_INVOICE, 0.20, "an invoice date is labelled" },
	{ LABEL_DUE, VERDICT_INVOICE, 0.18, "an amount is due" },
	{ LABEL_REMIT_TO, VERDICT_INVOICE, 0.15, "says where to pay" },
	{ LABEL_QUOTE_NUMBER, VERDICT_QUOTE, 0.20, "a quote number is labelled" },
	{ LABEL_QUOTE_VALID, VERDICT_QUOTE, 0.20, "says how long it is valid" },
};

static void
reason_add(struct reading *r, const char *why)
{
	if (why && r->reasons->len < 12)
		g_ptr_array_add(r->reasons, g_strdup(why));
}

static double
sign_strength(const struct reading *r, guint kind)
{
	if (kind >= TITLE_ORDER && kind <= TITLE_OTHER)
		return r->titles[kind].score;
	if (kind >= LABEL_KIND_N)
		return 0;
	if (kind >= PHRASE_ORDER)
		return r->phrases[kind] ? 0.8 : 0;
	return r->labels[kind] >= 0.35 ? r->labels[kind] : 0;
}

/* The best title that speaks for this verdict. */
static double
own_title(const struct reading *r, enum report_verdict v)
{
	double best = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(WEIGHTS); i++)
		if (WEIGHTS[i].verdict == v && WEIGHTS[i].kind >= TITLE_ORDER &&
		    WEIGHTS[i].kind <= TITLE_OTHER)
			best = MAX(best, r->titles[WEIGHTS[i].kind].score);
	return best;
}

/* How much of what an order is made of stands in it? */
static guint
made_like_order(const struct reading *r)
{
	const struct fact *number = &r->field[ORDER_NUMBER];
	guint made = r->table ? 1 : 0;

	made += number->value && number->score >= 0.5;
	made += r->field[ORDER_TOTAL].value != NULL;
	made += r->field[ORDER_SUPPLIER].value != NULL;
	made += r->field[ORDER_BUYER].value || r->field[ORDER_BILL_TO].value || r->field[ORDER_SHIP_TO].value;
	made += r->labels[LABEL_ORDER_DATE] > 0.5 || r->labels[LABEL_DELIVERY_DATE] > 0.5;
	made += r->field[ORDER_TERMS].value != NULL;
	return made;
}

/* Does anything speak for a paper of another kind? */
static gboolean
has_rival(const struct reading *r)
{
	static const guint8 KINDS[] = { LABEL_INVOICE_NUMBER, LABEL_INVOICE_DATE, LABEL_DUE,
		LABEL_CONFIRM_NUMBER, LABEL_CITED_PO, LABEL_QUOTE_VALID, LABEL_REMIT_TO };

	double own = own_title(r, VERDICT_PURCHASE_ORDER);

	for (guint k = TITLE_CONFIRM; k <= TITLE_OTHER; k++)
		if (r->titles[k].score >= MAX(0.3, 0.5 * own))
			return TRUE;
	/* in the middle of a line they say no more than "30 days from invoice date" */
	for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++)
		if (sign_strength(r, KINDS[i]) > 0.5)
			return TRUE;
	return FALSE;
}

/* A list of orders: below the number stand more, one to a line. */
static gboolean
number_is_one_of_many(const struct reading *r)
{
	const struct plane *p = &r->plane;
	const struct fact *number = &r->field[ORDER_NUMBER];
	const struct word *w;
	gint64 at = 0;

	if (!number->value || !number->n_words)
		return FALSE;
	w = plane_word(p, number->word);
	while (at + 1 < p->segments->len && plane_segment(p, (guint32)at + 1)->first <= number->word)
		at++;
	for (guint i = 0; i < MANY_ORDERS; i++) {
		g_autofree char *text = NULL;

		at = segment_below(p, (guint32)at, w->x0, w->x1, 1.2f);
		text = at >= 0 ? segment_text(p, (guint32)at) : NULL;
		if (!text || !token_is_reference(text, strlen(text), TRUE) ||
		    strcmp(text, number->value) == 0)
			return FALSE;
	}
	return TRUE;
}

/* A faint title ("Order", in small letters) will do where the paper is an order in all its parts. */
static gboolean
made_under_faint_title(const struct reading *r, double title)
{
	return title >= 0.12 && r->field[ORDER_SUPPLIER].value && made_like_order(r) >= 5 && !has_rival(r) &&
	       !number_is_one_of_many(r);
}

static void
weigh(const struct reading *r, double sum[VERDICT_N])
{
	double own = own_title(r, VERDICT_PURCHASE_ORDER), loudest = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(WEIGHTS); i++)
		sum[WEIGHTS[i].verdict] += WEIGHTS[i].points * sign_strength(r, WEIGHTS[i].kind);
	if (r->table)
		for (guint v = VERDICT_PURCHASE_ORDER; v <= VERDICT_INVOICE; v++)
			sum[v] += sum[v] > 0.2 ? 0.08 : 0;
	/* a number taken is worth more than the words for one */
	if (r->field[ORDER_NUMBER].value)
		sum[VERDICT_PURCHASE_ORDER] += 0.12 * r->field[ORDER_NUMBER].score;
	/* a changed or cancelled order has all the signs of an order */
	sum[VERDICT_ORDER_CHANGE] +=
	    r->titles[TITLE_CHANGE].score > 0.3 ? 0.6 * sum[VERDICT_PURCHASE_ORDER] : 0;
	sum[VERDICT_ORDER_CANCELLATION] +=
	    r->titles[TITLE_CANCEL].score > 0.3 ? 0.6 * sum[VERDICT_PURCHASE_ORDER] : 0;
	if (r->supplier_is_us)
		sum[VERDICT_PURCHASE_ORDER] += 0.1;
	if (r->titled)
		sum[VERDICT_PURCHASE_ORDER] += 0.15;
	/* a louder title of another kind: then the labels only say what this answers */
	for (guint k = TITLE_ORDER; k <= TITLE_OTHER; k++)
		loudest = MAX(loudest, r->titles[k].score);
	for (guint v = VERDICT_PURCHASE_ORDER; v <= VERDICT_STATEMENT; v++)
		if (own_title(r, v) + 0.15 < loudest &&
		    !(v == VERDICT_PURCHASE_ORDER && r->titled && loudest < 0.5))
			sum[v] *= 0.6;
	/* supplier, buyer and an order's number stand on many papers: without a word of its own none is an
	 * order */
	if (made_under_faint_title(r, own))
		sum[VERDICT_PURCHASE_ORDER] = MAX(sum[VERDICT_PURCHASE_ORDER], 0.65);
	else if (own < 0.35 && !r->titled && !r->phrases[PHRASE_ORDER] && !r->phrases[PHRASE_TERMS] &&
		 !r->supplier_is_us)
		sum[VERDICT_PURCHASE_ORDER] = MIN(sum[VERDICT_PURCHASE_ORDER], 0.42);
}

static gboolean
form_is_blank(const struct reading *r)
{
	return !r->field[ORDER_NUMBER].value && !r->field[ORDER_TOTAL].value && !r->field[ORDER_DATE].value;
}

static void
decide(struct reading *r, const double sum[VERDICT_N])
{
	enum report_verdict best = VERDICT_OTHER;
	double second = 0;

	for (guint v = 0; v < VERDICT_N; v++)
		if (sum[v] > sum[best])
			best = v;
	for (guint v = 0; v < VERDICT_N; v++)
		if (v != best)
			second =
			    MAX(second, sum[v] * (verdict_is_order(v) && verdict_is_order(best) ? 0.3 : 1));
	r->verdict = sum[best] >= 0.45 ? best : VERDICT_OTHER;
	r->confidence =
	    CLAMP(0.45 + 0.45 * MIN(1, sum[best]) + 0.35 * MIN(0.5, sum[best] - second) - 0.1, 0.1, 0.99);
	if (r->verdict == VERDICT_OTHER && best != VERDICT_OTHER)
		r->confidence = CLAMP(1 - sum[best], 0.3, 0.9);
	for (gsize i = 0; i < G_N_ELEMENTS(WEIGHTS); i++)
		if (WEIGHTS[i].verdict == r->verdict &&
		    sign_strength(r, WEIGHTS[i].kind) * WEIGHTS[i].points > 0.03)
			reason_add(r, WEIGHTS[i].why);
}

/* The root of a structured order or of its neighbours says what it is, in every dialect by the same few names. */
static const struct {
	const char *root;
	guint8 verdict;
} ROOTS[] = {
	{ "Order", VERDICT_PURCHASE_ORDER },
	{ "OrderChange", VERDICT_ORDER_CHANGE },
	{ "OrderCancellation", VERDICT_ORDER_CANCELLATION },
	{ "OrderResponse", VERDICT_ORDER_CONFIRMATION },
	{ "OrderResponseSimple", VERDICT_ORDER_CONFIRMATION },
	{ "Invoice", VERDICT_INVOICE },
	{ "CreditNote", VERDICT_INVOICE },
	{ "DebitNote", VERDICT_INVOICE },
	{ "SelfBilledInvoice", VERDICT_INVOICE },
	{ "SelfBilledCreditNote", VERDICT_INVOICE },
	{ "FreightInvoice", VERDICT_INVOICE },
	{ "CrossIndustryInvoice", VERDICT_INVOICE },
	{ "CrossIndustryDocument", VERDICT_INVOICE },
	{ "Quotation", VERDICT_QUOTE },
	{ "RequestForQuotation", VERDICT_REQUEST_FOR_QUOTE },
	{ "RemittanceAdvice", VERDICT_REMITTANCE },
	{ "Statement", VERDICT_STATEMENT },
};

/* Gives FALSE where the bytes have no root element. */
static gboolean
root_verdict(const char *bytes, gsize size, enum report_verdict *out)
{
	const char *s = bytes, *end = bytes + MIN(size, 8192);

	while (s < end && (s = memchr(s, '<', (gsize)(end - s)))) {
		gsize n = 0;
		const char *name;

		s++;
		if (s >= end || *s == '?' || *s == '!')
			continue;
		for (name = s; s < end && (g_ascii_isalnum(*s) || strchr("_-.:", *s)); s++)
			if (*s == ':')
				name = s + 1;
		n = (gsize)(s - name);
		*out = VERDICT_OTHER;
		if (n == 4 && memcmp(name, "cXML", 4) == 0)
			*out = g_strstr_len(bytes, (gssize)size, "<OrderRequest") ? VERDICT_PURCHASE_ORDER
			       : g_strstr_len(bytes, (gssize)size, "<ConfirmationRequest")
				   ? VERDICT_ORDER_CONFIRMATION
			       : g_strstr_len(bytes, (gssize)size, "<InvoiceDetailRequest") ? VERDICT_INVOICE
											    : VERDICT_OTHER;
		for (gsize i = 0; i < G_N_ELEMENTS(ROOTS); i++)
			if (strlen(ROOTS[i].root) == n && memcmp(ROOTS[i].root, name, n) == 0)
				*out = ROOTS[i].verdict;
		return n > 0;
	}
	return FALSE;
}

/* An order typed into a mail may lack a number: the title, what it comes to, and who buys from whom make it one. */
static gboolean
is_order_unnumbered(const struct reading *r)
{
	return !r->field[ORDER_NUMBER].value &&
	       (own_title(r, VERDICT_PURCHASE_ORDER) >= 0.35 || r->titled || r->phrases[PHRASE_ORDER]) &&
	       r->field[ORDER_TOTAL].value && r->field[ORDER_SUPPLIER].value &&
	       (r->field[ORDER_BUYER].value || r->field[ORDER_BILL_TO].value ||
		   r->field[ORDER_SHIP_TO].value) &&
	       made_like_order(r) >= 4 && !has_rival(r);
}

/* Called an order by its title, its subject or its first sentence, and one in nearly all its parts: whatever word
 * stands before the number, it is the order's. */
static gboolean
is_order_whole(const struct reading *r)
{
	return (own_title(r, VERDICT_PURCHASE_ORDER) >= 0.35 || r->titled || r->phrases[PHRASE_ORDER]) &&
	       r->field[ORDER_NUMBER].value && r->field[ORDER_TOTAL].value &&
	       r->field[ORDER_SUPPLIER].value && made_like_order(r) >= 5 && !has_rival(r);
}

/* In prose the words for an order are cheap: a body is an order only when it is made like one. */
static void
temper_body(struct reading *r, double sum[VERDICT_N])
{
	const struct fact *number = &r->field[ORDER_NUMBER];
	guint made = 0;

	if (is_order_unnumbered(r) || is_order_whole(r))
		return;
	made += r->field[ORDER_TOTAL].value != NULL;
	made += r->table;
	made += r->field[ORDER_SUPPLIER].value != NULL;
	made += r->field[ORDER_DATE].value != NULL && r->labels[LABEL_ORDER_DATE] > 0.5;
	made += r->field[ORDER_BILL_TO].value || r->field[ORDER_SHIP_TO].value;
	made += r->field[ORDER_TERMS].value != NULL;
	made += r->phrases[PHRASE_ORDER] > 0;
	/* "Order number" is less than "PO number", but under an order's title it will do */
	if (!number->value || made < 2 ||
	    number->score < (own_title(r, VERDICT_PURCHASE_ORDER) >= 0.5 ? 0.55 : 0.7))
		for (guint v = VERDICT_PURCHASE_ORDER; v <= VERDICT_ORDER_CANCELLATION; v++)
			sum[v] = MIN(sum[v], 0.4);
	else if (number->score > 0.8)
		sum[VERDICT_PURCHASE_ORDER] += 0.1;
}

/* A currency sign that means one currency, or the country's when only "$" is printed. */
static void
currency_decide(struct reading *r)
{
	struct fact *f = &r->field[ORDER_CURRENCY];

	if (!f->value || f->runner_up)
		return;
	f->score = MAX(f->score, 0.85);
}

static void
decide_cancelled(struct reading *r)
{
	r->verdict = VERDICT_ORDER_CANCELLATION;
	r->confidence = 0.8;
	g_ptr_array_set_size(r->reasons, 0);
	reason_add(r, "the writer cancels an order of theirs");
}

/* What stands beside the number makes it surer; a sum of another sentence alone not sure enough to route. */
static void
decide_given(struct reading *r)
{
	const struct fact *total = &r->field[ORDER_TOTAL];
	double sure = r->given.need ? 0.6 : 0.68;

	if (verdict_is_order(r->verdict))
		return;
	sure += !total->value ? 0 : g_strcmp0(total->rule, GIVEN_NEAR) == 0 ? 0.06 : 0.1;
	sure += r->field[ORDER_TERMS].value ? 0.04 : 0;
	sure += r->field[ORDER_BILL_TO].value || r->invoice_mail.value ? 0.04 : 0;
	sure += r->titled || r->table ? 0.04 : 0;
	r->verdict = VERDICT_PURCHASE_ORDER;
	r->confidence = sure;
	g_ptr_array_set_size(r->reasons, 0);
	reason_add(r, "the writer gives an order by its number");
}

void
kind_decide(struct reading *r)
{
	double sum[VERDICT_N] = { 0 };
	enum report_verdict root = VERDICT_OTHER;

	weigh(r, sum);
	if (r->body)
		temper_body(r, sum);
	decide(r, sum);
	if (r->plane.pairs && r->xml && root_verdict(r->xml, r->xml_size, &root)) {
		r->verdict = root;
		r->confidence = root == VERDICT_OTHER ? 0.8 : 0.95;
		g_ptr_array_set_size(r->reasons, 0);
		reason_add(r, "the root element names it");
	}
	if (verdict_is_order(r->verdict) && form_is_blank(r)) {
		r->verdict = VERDICT_OTHER;
		r->confidence = 0.7;
		reason_add(r, "an order form with nothing filled in");
	}
	if (r->body && !verdict_is_order(r->verdict) && cancel_find(r))
		decide_cancelled(r);
	if (r->body && (r->verdict == VERDICT_OTHER || verdict_is_order(r->verdict)) &&
	    !(verdict_is_order(r->verdict) && r->field[ORDER_NUMBER].value) && given_take(r)) {
		if (r->given.cancels)
			decide_cancelled(r);
		else
			decide_given(r);
	}
	/* every letter of it may be another one: sure, but never as sure as what was written with letters */
	if (r->plane.document->read == READ_OCR)
		r->confidence = MIN(r->confidence, SCAN_AT_MOST);
	currency_decide(r);
	for (guint i = 0; i < ORDER_FIELD_N; i++)
		fact_set_confidence(&r->field[i]);
}
