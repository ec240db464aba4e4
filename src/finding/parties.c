/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parties - blocks of an address, and who buys from whom
 *
 * The supplier stands in a block of that name. The buyer seldom does: an order comes on its issuer's paper,
 * so the buyer is looked for in labels, in the letterhead, in "bill to" and "ship to", and where two of them
 * agree it is sure. We ourselves are never the buyer of an order that came in.
 */
#include "defined.h"
#include "rules.h"
#include "unlabelled.h"

#include <string.h>

static void
offer_name(struct reading *r, struct fact *f, const struct block *b, const char *rule, double score)
{
	enum name_shape shape;
	int i = block_name(b, &shape);

	if (i < 0)
		return;
	/* "Buyer: Jo Alder" is a person as a rule */
	if (shape != NAME_COMPANY)
		score *= f == &r->field[ORDER_BUYER] ? 0.6 : 0.9;
	fact_offer(r, f, name_clean(b->text[i]), g_strdup(b->text[i]), rule, score * b->near, b->line[i]);
}

static gboolean
is_place(const char *text)
{
	return line_is_town(text) || line_is_street(text);
}

/* "Acme Inc., Finance, 4 Mill Road, Reno, NV 89501": all of it on one line. */
static gboolean
is_address_line(const char *text)
{
	g_auto(GStrv) parts = g_strsplit(text, ", ", 9);
	guint places = 0;

	for (guint i = 1; parts[0] && parts[i]; i++)
		places += is_place(parts[i]) ? 1 : 0;
	return places > 0 && g_strv_length(parts) >= 3;
}

/* A district or a country below the town: a few words, and no figure. */
static gboolean
is_country_line(const char *text)
{
	guint words = 1;

	for (const char *s = text; *s; s++) {
		if (g_ascii_isdigit(*s) || strchr(":@", *s))
			return FALSE;
		words += *s == ' ';
	}
	return words <= 4 && g_unichar_isupper(g_utf8_get_char(text));
}

static void
offer_address(struct reading *r, struct fact *f, const struct block *b, const char *rule, double score)
{
	GString *all = g_string_new(NULL);
	struct region where = b->n ? b->line[0] : (struct region){ 0 };
	guint n = b->n, end = 0;

	/* what comes behind the address is not of it; "Attn:" within it is */
	while (n && (b->detail[n - 1] || line_is_contact(b->text[n - 1])))
		n--;
	for (guint i = 0; i < n && !(end && strpbrk(b->text[i], ":@")); i++)
		if (is_place(b->text[i]) || is_address_line(b->text[i]))
			end = i + 1;
	while (end && end < n && is_country_line(b->text[end]))
		end++;
	for (guint i = 0; i < end; i++) {
		if (all->len)
			g_string_append(all, ", ");
		g_string_append(all, b->text[i]);
	}
	while (all->len && strchr(",; ", all->str[all->len - 1]))
		g_string_truncate(all, all->len - 1);
	if ((end >= 2 || (end && is_address_line(b->text[0]))) && all->len < 400)
		fact_offer(
		    r, f, g_strdup(all->str), text_one_line(all->str, 400), rule, score * b->near, where);
	g_string_free(all, TRUE);
}

/* "invoices@firm.exa" and "mple" below it: a narrow cell has broken the address. */
static gboolean
address_goes_on(const char *line, const char *next)
{
	gsize n = strlen(line), m = strlen(next);

	if (n && line[n - 1] == '.')
		return TRUE;
	return n && g_ascii_isalpha(line[n - 1]) && !strchr(strchr(line, '@'), ' ') && m <= 10 &&
	       strspn(next, "abcdefghijklmnopqrstuvwxyz.") == m;
}

/* The mail address in a bill-to block: where invoices go. A long one may be broken. */
static void
offer_bill_mail(struct reading *r, const struct block *b)
{
	for (guint i = 0; i < b->n; i++) {
		g_autofree char *joined = NULL, *address = NULL;

		if (!strchr(b->text[i], '@'))
			continue;
		if (i + 1 < b->n && address_goes_on(b->text[i], b->text[i + 1]))
			joined = g_strconcat(b->text[i], b->text[i + 1], NULL);
		if (value_mail_address(joined ? joined : b->text[i], &address, NULL) &&
		    !domain_is_us(r->us, address)) {
			fact_offer(r, &r->invoice_mail, g_steal_pointer(&address),
			    g_strdup(joined ? joined : b->text[i]), "invoice.mail.bill_to", 0.85, b->line[i]);
			return;
		}
	}
}

/* --- who is who ---------------------------------------------------------------------------------- */

gboolean
names_agree(const char *a, const char *b)
{
	g_autofree char *x = text_key(a), *y = text_key(b);
	gsize n = MIN(strlen(x), strlen(y));

	return n >= 3 &&
	       (strcmp(x, y) == 0 || (n >= 6 && (strncmp(x, y, n) == 0 || strstr(x, y) || strstr(y, x))));
}

gboolean
name_is_us(const struct finding_us *us, const char *name)
{
	for (guint i = 0; us && us->names && us->names[i] && name; i++)
		if (names_agree(us->names[i], name))
			return TRUE;
	return FALSE;
}

gboolean
domain_is_us(const struct finding_us *us, const char *address)
{
	const char *domain = address ? strrchr(address, '@') : NULL;

	for (guint i = 0; domain && us && us->domains && us->domains[i]; i++) {
		gsize n = strlen(us->domains[i]), m = strlen(domain + 1);

		if (n && m >= n && g_ascii_strcasecmp(domain + 1 + m - n, us->domains[i]) == 0 &&
		    (m == n || domain[m - n] == '.'))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_party(guint kind)
{
	return kind == LABEL_SUPPLIER || kind == LABEL_TO || kind == LABEL_BUYER || kind == LABEL_CUSTOMER ||
	       kind == LABEL_BILL_TO || kind == LABEL_SHIP_TO || kind == LABEL_REMIT_TO;
}

/* The cell to the right of a label belongs to it; a company beside the label of a day or a number does not. */
static void
take_values(const struct plane *p, GArray *taken)
{
	for (guint i = 0; i < p->hits->len && i < 300; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		float box[4];
		gint64 right;

		if (h->label->kind >= TITLE_ORDER || hit_standing(p, i) < 0.9 || hit_rest(p, i).n)
			continue;
		hit_box(p, i, box);
		right = segment_right(p, g_array_index(p->hit_segment, guint32, i), box[2], NULL);
		if (right >= 0 && (is_party(h->label->kind) || !segment_is_company(p, (guint32)right)))
			g_array_append_val(taken, plane_segment(p, (guint32)right)->first);
	}
}

/* "Vendor Acme Ltd" without a colon: a label and a short name, and no other label in the cell. */
static gboolean
segment_is_pair(const struct plane *p, guint hit)
{
	const struct segment *s = plane_segment(p, g_array_index(p->hit_segment, guint32, hit));

	return s->n_hits == 1 && s->n <= 8;
}

/* The name in a block of this kind, if any. */
static char *
kind_name(
    struct reading *r, guint kind, struct region *out_where, enum name_shape *out_shape, double *out_near)
{
	const struct plane *p = &r->plane;

	for (guint i = 0; i < p->hits->len && i < 1500; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		struct block b = { 0 };
		char *name = NULL;
		int line;

		if (h->label->kind != kind || hit_standing(p, i) < 0.75 ||
		    (hit_standing(p, i) < 0.9 && !segment_is_pair(p, i)))
			continue;
		block_find(p, i, &b);
		line = block_name(&b, out_shape);
		if (line >= 0) {
			name = name_clean(b.text[line]);
			*out_where = b.line[line];
			*out_near = b.near;
		}
		block_clear(&b);
		if (name)
			return name;
	}
	return NULL;
}

static void
buyer_find(struct reading *r, GArray *taken)
{
	static const struct {
		guint8 kind;
		double company, perhaps;
		const char *rule;
	} SOURCES[] = {
		{ LABEL_BUYER, 0.85, 0.2, "po.buyer.label" },
		{ LABEL_CUSTOMER, 0.75, 0.5, "po.buyer.customer" },
		{ LABEL_BILL_TO, 0.78, 0.6, "po.buyer.bill_to" },
		{ LABEL_SHIP_TO, 0.5, 0.3, "po.buyer.ship_to" },
	};
	enum { N = G_N_ELEMENTS(SOURCES) };
	char *name[N] = { NULL };
	struct region where[N] = { { 0 } };
	enum name_shape shape[N] = { NAME_NO };
	double near[N];

	for (guint i = 0; i < N; i++)
		name[i] = kind_name(r, SOURCES[i].kind, &where[i], &shape[i], &near[i]);
	/* what a label names is no letterhead that bears it out */
	for (guint i = 0; i < N; i++)
		if (name[i] && where[i].n && taken->len < 200)
			g_array_append_val(taken, where[i].first);
	defined_buyer(r);
	if (!r->body)
		letterhead_find(r, name, N, taken);
	for (guint i = 0; i < N; i++) {
		if (!name[i])
			continue;
		/* where the letterhead says the same, in other words, it is surer */
		if (r->field[ORDER_BUYER].value && names_agree(name[i], r->field[ORDER_BUYER].value))
			r->field[ORDER_BUYER].score = MIN(1, r->field[ORDER_BUYER].score + 0.1);
		else
			buyer_offer(r, name[i], SOURCES[i].rule,
			    near[i] * (shape[i] == NAME_COMPANY ? SOURCES[i].company : SOURCES[i].perhaps),
			    where[i]);
		g_free(name[i]);
	}
	if (r->body && !r->field[ORDER_BUYER].value)
		signature_find(r);
}

/* The best title on it, if any, is an order's. */
static gboolean
speaks_of_order(const struct reading *r)
{
	double order = 0, other = 0;

	for (guint k = TITLE_ORDER; k <= TITLE_CANCEL; k++)
		order = MAX(order, r->titles[k].score);
	for (guint k = TITLE_CONFIRM; k <= TITLE_OTHER; k++)
		other = MAX(other, r->titles[k].score);
	return order >= 0.12 && order > other;
}

void
parties_find(struct reading *r)
{
	const struct plane *p = &r->plane;
	g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(guint32));

	if (p->pairs)
		return; /* the names of XML elements are no blocks of an address */
	take_values(p, taken);
	for (guint i = 0; i < p->hits->len && i < 1500; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);

		for (const struct rule *rule = RULES; rule->id; rule++) {
			struct block b = { 0 };
			double standing, score;

			if (rule->kind != h->label->kind || rule->value < VALUE_NAME)
				continue;
			standing = hit_standing(p, i);
			if (standing < (rule->kind == LABEL_TO ? 0.95 : 0.75) ||
			    (standing < 0.9 && !segment_is_pair(p, i)))
				continue;
			score = rule->weight / 100.0 * (0.4 + 0.6 * h->label->weight / 100.0) *
				(0.6 + 0.4 * standing);
			block_find(p, i, &b);
			if (rule->value == VALUE_NAME)
				offer_name(r, &r->field[rule->field], &b, rule->id, score);
			else
				offer_address(r, &r->field[rule->field], &b, rule->id, score);
			if (rule->field == ORDER_BILL_TO)
				offer_bill_mail(r, &b);
			for (guint k = 0; k < b.n && taken->len < 200; k++)
				g_array_append_val(taken, b.line[k].first);
			block_clear(&b);
		}
	}
	if (!r->body && !r->field[ORDER_SUPPLIER].value && p->document->unit == UNIT_POINTS &&
	    speaks_of_order(r))
		addressee_find(r, taken);
	buyer_find(r, taken);
	if (!r->body && !r->field[ORDER_SUPPLIER].value && speaks_of_order(r))
		other_party(r, taken);
	r->supplier_is_us = name_is_us(r->us, r->field[ORDER_SUPPLIER].value);
	r->buyer_is_us = r->buyer_is_us && !r->supplier_is_us;
}
