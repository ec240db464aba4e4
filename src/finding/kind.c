/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind - what a document is: signs gathered, weighed by one table, and a verdict with its reasons
 *
 * Each verdict collects the weights of the signs that speak for it. The best wins; how sure it is follows
 * from its own sum and from its lead over the next.
 */
#include "facts.h"
#include "rules.h"

#include <string.h>

/* --- signs --------------------------------------------------------------------------------------- */

/* Capitals, bold, or larger than the text around: as titles are set. */
static gboolean
title_is_loud(const struct plane *p, const struct segment *s, const struct hit *h)
{
	const struct word *w = plane_word(p, h->word);
	const char *t = p->document->text + w->offset;
	gboolean lower = FALSE;

	for (guint32 k = 0; k < w->size && !lower; k++)
		lower = g_ascii_islower(t[k]);
	return !lower || s->y1 - s->y0 > 1.3f * p->line_height || w->flags & WORD_BOLD;
}

/* How far down the text: 1 at the top, less below. */
static double
place_weight(const struct reading *r, const struct segment *s)
{
	const struct plane *p = &r->plane;
	float top = plane_segment(p, 0)->y0;

	if (p->document->unit == UNIT_CHARS) {
		float down = s->y0 - (r->body ? top : 0);

		return down < 12 ? 1 : down < 20 ? 0.8 : down < 40 ? 0.5 : 0.25;
	}
	if (s->page > 1)
		return 0.2;
	return s->y0 < 0.3f * p->page_height ? 1 : s->y0 < 0.45f * p->page_height ? 0.75 : 0.35;
}

static gboolean
is_value_word(const struct plane *p, const struct word *w)
{
	const char *t = p->document->text + w->offset;

	for (guint32 k = 0; k < w->size; k++)
		if (g_ascii_isalpha(t[k]))
			goto letters;
	return TRUE;
letters:
	for (guint32 k = 0; k < w->size; k++)
		if (g_ascii_isdigit(t[k]))
			return TRUE;
	return FALSE;
}

/* "n.º 4711 de fecha 3 de mayo de 2026": a number, a word or two, a day, and no more. */
static gboolean
only_number_and_day(const struct plane *p, const struct segment *s, const struct hit *h)
{
	g_autofree char *text = NULL, *number = NULL;
	struct region rest = { h->last_word + 1, s->first + s->n - h->last_word - 1, 0 };
	struct span span = { 0, 0 };
	struct date_value day;
	const char *at;

	if (!rest.n || rest.n > 12)
		return FALSE;
	text = plane_text(p, rest, NULL);
	if (!value_reference(text, FALSE, &number, &span))
		return FALSE;
	at = text + span.end;
	for (guint words = 0; words <= 2; words++) {
		at += strspn(at, " ,");
		if (value_date(at, DATE_DMY, &day))
			return at[day.span.end + strspn(at + day.span.end, " .")] == 0;
		at += strcspn(at, " ");
	}
	return FALSE;
}

/* How much of its segment is the title itself? Numbers and dates behind it do not count against it. */
static double
share_weight(const struct plane *p, const struct segment *s, const struct hit *h)
{
	guint others = 0, before = h->word - s->first;

	if (s->n > 30)
		return 0.1;
	if (before == 0 && only_number_and_day(p, s, h))
		return 1;
	for (guint32 i = s->first; i < s->first + s->n; i++)
		if ((i < h->word || i > h->last_word) && !is_value_word(p, plane_word(p, i)))
			others++;
	if (before == 0)
		return others == 0 ? 1 : others <= 2 ? 0.8 : others <= 4 ? 0.5 : 0.12;
	return others <= 2 ? 0.6 : others <= 4 ? 0.35 : 0.1;
}

/* A title with its number on the same line, and loud: "BON DE COMMANDE N° 4711". */
static gboolean
number_follows(const struct reading *r, guint hit)
{
	g_autofree char *text = NULL, *number = NULL;
	struct region rest = hit_rest(&r->plane, hit);

	if (!rest.n)
		return FALSE;
	rest.n = MIN(rest.n, 4);
	text = plane_text(&r->plane, rest, NULL);
	return value_reference(text, FALSE, &number, NULL);
}

/* "Invoice | Date | Balance due": the headings of a table, no titles. */
static gboolean
in_heading_row(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment);
	float x = s->x1;
	guint labels = 0;

	for (guint i = 0; i < 4; i++) {
		gint64 right = segment_right(p, segment, x, NULL);

		if (right < 0)
			break;
		labels += segment_label(p, (guint32)right) >= 0;
		x = plane_segment(p, (guint32)right)->x1;
	}
	return labels >= 2;
}

static void
title_see(struct reading *r, guint hit)
{
	const struct plane *p = &r->plane;
	const struct hit *h = &g_array_index(p->hits, struct hit, hit);
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));
	const struct label *label = h->title ? h->title : h->label;
	gboolean loud = title_is_loud(p, s, h);
	double score;
	struct title *best = &r->titles[label->kind];

	/* "Invoice to" is an address, no invoice */
	if (label->kind != h->label->kind &&
	    (h->label->kind == LABEL_BILL_TO || h->label->kind == LABEL_INVOICE_MAIL ||
		h->label->kind == LABEL_SHIP_TO))
		return;
	/* "Delivery note no.", "Invoice date" in columns: labels of a number or a day, not titles */
	if (!h->title && hit + 1 < p->hits->len && (label->kind >= TITLE_CONFIRM || label->weight < 80)) {
		const struct hit *next = h + 1;

		if (next->word - h->last_word <= 1 &&
		    (next->label->kind == LABEL_ORDER_NUMBER || next->label->kind == LABEL_DATE) &&
		    next->word < s->first + s->n)
			return;
	}
	score = label->weight / 100.0 * place_weight(r, s) * share_weight(p, s, h);
	if (h->title)
		score *= loud && number_follows(r, hit) && hit_standing(p, hit) < 1 ? 0.9 : 0.45;
	else if (!loud)
		score *= 0.85;
	if (score > best->score && in_heading_row(p, g_array_index(p->hit_segment, guint32, hit)))
		score *= 0.4;
	if (score > best->score) {
		best->score = score;
		best->hit = hit;
	}
}

/* At least two headings of an order's lines beside each other. */
static gboolean
table_seen(const struct plane *p)
{
	float y[3] = { -1, -1, -1 };
	guint16 page[3] = { 0 };

	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		const struct segment *s;
		guint which = h->label->kind == LABEL_ITEM       ? 0
			      : h->label->kind == LABEL_QUANTITY ? 1
			      : h->label->kind == LABEL_PRICE    ? 2
								 : 3;
		guint near = 0;

		if (which == 3 || hit_standing(p, i) < 0.45)
			continue;
		s = plane_segment(p, g_array_index(p->hit_segment, guint32, i));
		if (s->n > 12)
			continue;
		y[which] = s->y0;
		page[which] = s->page;
		for (guint k = 0; k < 3; k++)
			near += page[k] == s->page && y[k] >= s->y0 - 2 * p->line_height &&
				y[k] <= s->y0 + 2 * p->line_height;
		if (near >= 2)
			return TRUE;
	}
	return FALSE;
}

/* Money of countries that write the day first. */
static gboolean
sign_of_europe(const char *text)
{
	static const char *const SIGNS[] = { "\302\243", "\342\202\254", "\342\202\271", "GBP", "EUR" };

	for (gsize i = 0; i < G_N_ELEMENTS(SIGNS); i++)
		if (strstr(text, SIGNS[i]))
			return TRUE;
	return FALSE;
}

/* The order of day and month: from dates that show it, places, money, language. */
static void
order_of_dates(struct reading *r)
{
	const struct plane *p = &r->plane;
	guint dmy = 0, mdy = 0, looked = 0, other = 0;

	for (guint i = p->first; i < p->end && looked < 3000; i++) {
		const struct word *w = plane_word(p, i);
		const char *t = p->document->text + w->offset;
		struct date_value d;
		g_autofree char *text = NULL;

		if (w->size < 6 || w->size > 12 || !g_ascii_isdigit(t[0]) ||
		    !(memchr(t, '/', w->size) || memchr(t, '-', w->size)))
			continue;
		looked++;
		text = g_strndup(t, w->size);
		if (value_date(text, DATE_ORDER_UNKNOWN, &d)) {
			dmy += d.shown == DATE_DMY;
			mdy += d.shown == DATE_MDY;
		}
	}
	for (guint i = 0; i < p->segments->len && i < 400; i++) {
		g_autofree char *text = NULL;

		if (plane_segment(p, i)->n > 8 || plane_segment(p, i)->signs)
			continue;
		text = segment_text(p, i);
		r->us_places = r->us_places || line_is_us_town(text);
	}
	for (guint l = LANG_EN + 1; l < LANG_N; l++)
		other = MAX(other, p->languages[l]);
	if (dmy || mdy)
		r->order = dmy && mdy ? DATE_ORDER_UNKNOWN : dmy ? DATE_DMY : DATE_MDY;
	else if (r->us_places)
		r->order = DATE_MDY;
	else if (other > p->languages[LANG_EN] + 2 || sign_of_europe(p->document->text))
		r->order = DATE_DMY;
}

void
signs_find(struct reading *r)
{
	const struct plane *p = &r->plane;

	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		guint kind = h->label->kind;
		double weight = hit_standing(p, i) * h->label->weight / 100.0;

		r->phrases[kind]++;
		if (weight > r->labels[kind])
			r->labels[kind] = weight;
		if (h->title || (kind >= TITLE_ORDER && kind <= TITLE_OTHER))
			title_see(r, i);
	}
	r->table = table_seen(p);
	order_of_dates(r);
}

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

/* A faint title ("Order", in small letters) will do where the paper is an order in all its parts. */
static gboolean
made_under_faint_title(const struct reading *r, double title)
{
	return title >= 0.12 && r->field[ORDER_SUPPLIER].value && made_like_order(r) >= 5 && !has_rival(r);
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
	       r->field[ORDER_NUMBER].value && r->field[ORDER_TOTAL].value && r->field[ORDER_SUPPLIER].value &&
	       made_like_order(r) >= 5 && !has_rival(r);
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
	currency_decide(r);
	for (guint i = 0; i < ORDER_FIELD_N; i++)
		fact_set_confidence(&r->field[i]);
}
