/* SPDX-License-Identifier: GPL-3.0-or-later */
/* assemble - readings into the report's lists */
#include "assemble.h"
#include "merge.h"
#include "portals.h"

#include <string.h>

enum { CITED_MAX = 50, PORTALS_MAX = 10, WORDS_NEAR = 12, LINE_MOST = 240 };

/* --- documents ----------------------------------------------------------------------------------- */

void
assemble_documents(const struct examination *x, struct report *out)
{
	guint hidden = 0;

	for (guint i = 0; i < x->n_parts && i < (guint)x->limits->parts; i++) {
		const struct finding_part *part = &x->parts[i];
		struct report_document *d = g_new0(struct report_document, 1);
		const struct part_reading *best = NULL;

		for (guint k = 0; k < x->readings->len; k++) {
			const struct part_reading *pr = x->readings->pdata[k];

			if (pr->part == part && pr->r.verdict != VERDICT_OTHER &&
			    !(pr->layer && pr->layer->how == LAYER_QUOTE) &&
			    (!best || pr->r.confidence > best->r.confidence))
				best = pr;
		}
		d->part = g_strdup(part->path);
		d->filename = part->filename ? text_one_line(part->filename, 400) : NULL;
		d->media_type = g_strdup(part->document->media_type);
		d->read = g_strdup(DOCUMENT_READ_NAMES[part->document->read]);
		d->why = g_strdup(part->document->why);
		d->pages = (int)part->document->n_pages;
		d->verdict = g_strdup(VERDICT_NAMES[best ? best->r.verdict : VERDICT_OTHER]);
		g_ptr_array_add(out->documents, d);
		hidden += part->document->n_hidden;
		out->complex_format = out->complex_format || part->document->complex_format;
	}
	if (hidden)
		g_ptr_array_add(out->warnings, g_strdup("hidden text"));
}

/* --- orders -------------------------------------------------------------------------------------- */

static char *
digest_of_text(const struct plane *p)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	for (guint i = p->first; i < p->end; i++) {
		const struct word *w = plane_word(p, i);
		g_autofree char *folded = label_fold(p->document->text + w->offset, w->size);

		g_checksum_update(sum, (const guchar *)folded, (gssize)strlen(folded));
		g_checksum_update(sum, (const guchar *)" ", 1);
	}
	return g_strdup(g_checksum_get_string(sum));
}

/* One of several papers of an interchange. */
static gboolean
plane_is_part(const struct plane *p)
{
	return p->first > 0 || p->end < p->document->words->len;
}

static char *
digest_of(const struct part_reading *pr)
{
	if (pr->layer || pr->r.body || !pr->part->bytes || plane_is_part(&pr->r.plane))
		return digest_of_text(&pr->r.plane);
	return g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, pr->part->bytes);
}

/* The line that the value stands on, as a person reads it: cells parted by a bar, and of a long one what is near. */
static char *
evidence_line(const struct document *d, const struct fact *f)
{
	const struct word *w;
	const struct line *l;
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *line = NULL;

	if (!f->n_words || f->word >= d->words->len)
		return NULL;
	w = &g_array_index(d->words, struct word, f->word);
	if (w->line >= d->lines->len)
		return NULL;
	l = &g_array_index(d->lines, struct line, w->line);
	for (guint32 i = l->first; i < l->first + l->n && i < d->words->len; i++) {
		const struct word *v = &g_array_index(d->words, struct word, i);

		if (v->flags & WORD_HIDDEN || i + WORDS_NEAR < f->word ||
		    i > f->word + f->n_words + WORDS_NEAR)
			continue;
		if (text->len)
			g_string_append(text, v->flags & WORD_CELL_START ? " | " : " ");
		g_string_append_len(text, d->text + v->offset, v->size);
	}
	line = text_one_line(text->str, LINE_MOST);
	return text_mask_accounts(line);
}

void
assemble_evidence(const struct examination *x, struct report *out, const char *field, const struct fact *f,
    const struct finding_part *part)
{
	struct report_evidence *e;
	g_autofree char *line = NULL;

	if (!f->value || !f->text || out->evidence->len >= (guint)x->limits->evidence_rows)
		return;
	e = g_new0(struct report_evidence, 1);
	line = text_one_line(f->text, 500);
	e->field = g_strdup(field);
	e->text = text_mask_accounts(line);
	e->part = g_strdup(part->path);
	e->line = evidence_line(part->document, f);
	e->rule = g_strdup(f->rule);
	e->page = f->page;
	for (guint i = 0; i < 4; i++)
		e->box[i] = f->box[i];
	g_ptr_array_add(out->evidence, e);
}

static const char *
order_kind(const struct reading *r)
{
	if (r->verdict == VERDICT_ORDER_CHANGE)
		return "change";
	if (r->verdict == VERDICT_ORDER_CANCELLATION)
		return "cancel";
	if (r->titles[TITLE_BLANKET].score > 0.5 &&
	    r->titles[TITLE_BLANKET].score >= r->titles[TITLE_RELEASE].score)
		return "blanket";
	if (r->titles[TITLE_RELEASE].score > 0.5)
		return "release";
	return "new";
}

/* Cleaned for the report: one line, masked. A field whose confidence is too low stays out: never a guess. */
static char *
field_value(enum order_field field, const struct fact *f)
{
	g_autofree char *line = NULL;
	double enough = field == ORDER_BUYER || field == ORDER_SUPPLIER ? 0.72 : 0.6;

	if (!f->value || f->confidence < enough)
		return NULL;
	line = text_one_line(f->value, 500);
	if (field == ORDER_BILL_TO || field == ORDER_SHIP_TO || field == ORDER_TERMS)
		return text_mask_accounts(line);
	return g_steal_pointer(&line);
}

/* Copied, for a reading may be taken twice. */
static void
order_goods(struct order *o, const struct goods *g)
{
	if (!g->lines)
		return;
	o->lines = g_ptr_array_new_with_free_func(order_line_free);
	for (guint i = 0; i < g->lines->len; i++) {
		struct order_line *l = g_new0(struct order_line, 1);

		for (const struct report_column *c = ORDER_LINE_COLUMNS; c->key; c++)
			G_STRUCT_MEMBER(char *, l, c->offset) =
			    g_strdup(G_STRUCT_MEMBER(char *, g->lines->pdata[i], c->offset));
		g_ptr_array_add(o->lines, l);
	}
	o->n_lines = g->n;
	o->lines_sum = g_strdup(g->sum);
	o->lines_proven = g->proven;
}

/* The order as this reading alone has it. */
static struct order *
order_of(const struct part_reading *pr)
{
	const struct reading *r = &pr->r;
	struct order *o = order_new();

	o->part = g_strdup(pr->part->path);
	o->content_digest = digest_of(pr);
	o->confidence = r->confidence * (pr->layer && pr->layer->how == LAYER_QUOTE ? 0.6 : 1);
	/* half a number would make two orders one */
	if (r->field[ORDER_NUMBER].cut)
		o->confidence = MIN(o->confidence, r->field[ORDER_NUMBER].confidence);
	for (guint f = 0; f < ORDER_FIELD_N; f++) {
		o->value[f] = field_value(f, &r->field[f]);
		o->field_confidence[f] = o->value[f] ? r->field[f].confidence : 0;
	}
	g_free(o->value[ORDER_KIND]);
	o->value[ORDER_KIND] = g_strdup(order_kind(r));
	o->field_confidence[ORDER_KIND] = r->confidence;
	order_goods(o, &r->goods);
	return o;
}

static void
order_evidence(
    const struct examination *x, const struct part_reading *pr, guint index, guint field, struct report *out)
{
	g_autofree char *name = g_strdup_printf("orders[%u].%s", index, ORDER_FIELD_KEYS[field]);

	assemble_evidence(x, out, name, &pr->r.field[field], pr->part);
}

/* One more than the limit stays, so that whoever decides sees that there were more. */
static void
order_add(const struct examination *x, const struct part_reading *pr, struct order *fresh, GPtrArray *sources,
    struct report *out)
{
	guint index = out->orders->len;

	if (index > (guint)x->limits->orders_per_message) {
		if (sources->len == index) {
			g_ptr_array_add(out->warnings, g_strdup("more orders than are read"));
			g_ptr_array_add(sources, (gpointer)pr);
		}
		order_free(fresh);
		return;
	}
	g_ptr_array_add(out->orders, fresh);
	g_ptr_array_add(sources, (gpointer)pr);
	for (guint f = 0; f < ORDER_FIELD_N; f++)
		if (fresh->value[f])
			order_evidence(x, pr, index, f, out);
}

static void
order_take(const struct examination *x, const struct part_reading *pr, GPtrArray *sources, struct report *out)
{
	struct order *fresh = order_of(pr), *o;
	gint64 index = merge_find(out->orders, sources, pr, fresh);

	if (index < 0) {
		order_add(x, pr, fresh, sources, out);
		return;
	}
	o = out->orders->pdata[index];
	/* seen twice, in a body and in an attachment: surer */
	if (fresh->value[ORDER_NUMBER] && o->value[ORDER_NUMBER])
		o->confidence = MIN(0.99, o->confidence + 0.02);
	for (guint f = 0; f < ORDER_FIELD_N; f++) {
		if (o->value[f] || !fresh->value[f])
			continue;
		o->value[f] = g_steal_pointer(&fresh->value[f]);
		o->field_confidence[f] = fresh->field_confidence[f];
		order_evidence(x, pr, (guint)index, f, out);
	}
	/* lines that are proven go before lines that are not */
	if (fresh->lines && (!o->lines || (fresh->lines_proven && !o->lines_proven))) {
		g_clear_pointer(&o->lines, g_ptr_array_unref);
		g_free(o->lines_sum);
		o->lines = g_steal_pointer(&fresh->lines);
		o->lines_sum = g_steal_pointer(&fresh->lines_sum);
		o->n_lines = fresh->n_lines;
		o->lines_proven = fresh->lines_proven;
	}
	order_free(fresh);
}

void
assemble_cite(struct report *out, const char *number)
{
	if (!number || out->cited_orders->len >= CITED_MAX)
		return;
	for (guint i = 0; i < out->orders->len; i++)
		if (merge_same_number(((struct order *)out->orders->pdata[i])->value[ORDER_NUMBER], number))
			return;
	for (guint i = 0; i < out->cited_orders->len; i++)
		if (strcmp(out->cited_orders->pdata[i], number) == 0)
			return;
	g_ptr_array_add(out->cited_orders, text_one_line(number, 100));
}

/* The bytes of the attachment that nobody could read: copies of it are the same document. */
static void
cover_carrier(const struct examination *x, struct order *o)
{
	const struct finding_part *carrier = x->cover_rest;
	g_autoptr(GBytes) bytes = NULL;

	for (guint i = 0; x->cover_part && !carrier && i < x->n_parts; i++)
		if (x->parts[i].part == x->cover_part)
			carrier = &x->parts[i];
	if (carrier && carrier->bytes)
		bytes = g_bytes_ref(carrier->bytes);
	else if (x->cover_part)
		bytes = message_part_bytes(x->message, x->cover_part, x->limits, NULL);
	if (carrier || x->cover_part)
		o->part = g_strdup(carrier ? carrier->path : x->cover_part->path);
	if (bytes)
		o->content_digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
}

static void
cover_order(const struct examination *x, struct report *out)
{
	struct order *o;

	if (out->verdict != VERDICT_PURCHASE_ORDER || x->cover != VERDICT_PURCHASE_ORDER || out->orders->len)
		return;
	o = order_new();
	o->confidence = x->cover_confidence;
	o->value[ORDER_KIND] = g_strdup("new");
	o->field_confidence[ORDER_KIND] = 0.6;
	if (x->cover_number) {
		o->value[ORDER_NUMBER] = g_strdup(x->cover_number);
		o->field_confidence[ORDER_NUMBER] = 0.8;
	}
	cover_carrier(x, o);
	g_ptr_array_add(out->orders, o);
}

void
assemble_orders(const struct examination *x, struct report *out)
{
	g_autoptr(GPtrArray) sources = g_ptr_array_new(); /* which reading each order is of */
	gboolean order = verdict_is_order(out->verdict);

	/* attachments first: their word goes before a body's */
	for (guint pass = 0; order && pass < 2; pass++)
		for (guint i = 0; i < x->readings->len; i++) {
			const struct part_reading *pr = x->readings->pdata[i];
			gboolean quote = pr->layer && pr->layer->how == LAYER_QUOTE;

			if (verdict_is_order(pr->r.verdict) && pr->r.body == (pass == 1) &&
			    (!quote || pr == x->best || !out->orders->len))
				order_take(x, pr, sources, out);
		}
	cover_order(x, out);
	for (guint i = 0; i < x->readings->len; i++) {
		const struct part_reading *pr = x->readings->pdata[i];
		const struct fact *number = &pr->r.field[ORDER_NUMBER];

		assemble_cite(out, pr->r.cited.value);
		if (!verdict_is_order(pr->r.verdict) && number->value && number->rule &&
		    (strcmp(number->rule, "po.number.label") == 0 ||
			strcmp(number->rule, "po.number.whole") == 0 ||
			strcmp(number->rule, "po.number.word") == 0))
			assemble_cite(out, number->value);
	}
}

/* --- contacts and portals ------------------------------------------------------------------------ */

static void
contact_add(
    struct report *out, const char *role, const char *name, const char *address, const char *organisation)
{
	struct report_contact *c = g_new0(struct report_contact, 1);

	c->role = g_strdup(role);
	c->name = name ? text_one_line(name, 200) : NULL;
	c->address = g_strdup(address);
	c->organisation = organisation ? text_one_line(organisation, 200) : NULL;
	g_ptr_array_add(out->contacts, c);
}

static void
portals_add(const struct finding_part *part, struct report *out)
{
	for (guint i = 0; part->document->links && i < part->document->links->len; i++) {
		const char *url = part->document->links->pdata[i], *name = portal_of_url(url);
		struct report_portal *portal;
		gboolean known = FALSE;

		for (guint k = 0; k < out->portals->len; k++)
			known = known ||
				g_strcmp0(((struct report_portal *)out->portals->pdata[k])->name, name) == 0;
		if (!name || known || out->portals->len >= PORTALS_MAX)
			continue;
		portal = g_new0(struct report_portal, 1);
		portal->name = g_strdup(name);
		portal->url = text_one_line(url, 1000);
		g_ptr_array_add(out->portals, portal);
	}
}

void
assemble_contacts(const struct examination *x, struct report *out)
{
	gboolean buyer = FALSE;

	for (guint i = 0; i < x->n_parts; i++)
		portals_add(&x->parts[i], out);
	for (guint i = 0; i < x->readings->len; i++) {
		const struct part_reading *pr = x->readings->pdata[i];
		const struct reading *r = &pr->r;
		g_autofree char *address = NULL, *name = NULL;

		if (!verdict_is_order(r->verdict))
			continue;
		if (r->invoice_mail.value && !out->invoice_to_how &&
		    !domain_is_us(x->us, r->invoice_mail.value)) {
			out->invoice_to_how = g_strdup("email");
			out->invoice_to_value = g_strdup(r->invoice_mail.value);
			contact_add(out, "billing", NULL, r->invoice_mail.value, r->field[ORDER_BUYER].value);
			assemble_evidence(x, out, "invoice_to", &r->invoice_mail, pr->part);
		}
		if (r->buyer_person.value && !buyer &&
		    g_strcmp0(r->buyer_person.value, r->field[ORDER_BUYER].value) != 0) {
			buyer = TRUE;
			address = person_address(&r->plane, r->buyer_person.value);
			contact_add(
			    out, "buyer", r->buyer_person.value, address, r->field[ORDER_BUYER].value);
			name = g_strdup_printf("contacts[%u].name", out->contacts->len - 1);
			assemble_evidence(x, out, name, &r->buyer_person, pr->part);
		}
	}
}
