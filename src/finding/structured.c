/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * structured - see structured.h
 *
 * What a standard says needs no weighing: kinds and fields are as sure as anything here can be. They stand
 * before what was read from prose and print, so that an order's XML has its word before the PDF around it.
 */
#include "goods.h"
#include "structured.h"

#include <string.h>

#define SURE 0.99
#define SURE_UNNUMBERED 0.9 /* an order that does not say its number */
enum { CONTACTS_MAX = 50, RULE_MAX = 60 };

static const int FIELD_OF[FACT_N] = { [FACT_NUMBER] = ORDER_NUMBER + 1,
	[FACT_REVISION] = ORDER_REVISION + 1,
	[FACT_DATE] = ORDER_DATE + 1,
	[FACT_BUYER] = ORDER_BUYER + 1,
	[FACT_SUPPLIER] = ORDER_SUPPLIER + 1,
	[FACT_CURRENCY] = ORDER_CURRENCY + 1,
	[FACT_TOTAL] = ORDER_TOTAL + 1,
	[FACT_TERMS] = ORDER_TERMS + 1,
	[FACT_QUOTE_REF] = ORDER_QUOTE_REF + 1,
	[FACT_CONTRACT_REF] = ORDER_CONTRACT_REF + 1,
	[FACT_BILL_TO] = ORDER_BILL_TO + 1,
	[FACT_SHIP_TO] = ORDER_SHIP_TO + 1,
	[FACT_DELIVERY_DATE] = ORDER_DELIVERY_DATE + 1 };

static const struct document_fact *
fact_at(const struct document *d, guint i)
{
	return d->facts->pdata[i];
}

/* The rules of evidence are short names: of a long path the standard and the last element that fits. */
static const char *
rule_of(const char *proof)
{
	const char *tail = proof, *colon = strchr(proof, ':');
	g_autofree char *rule = NULL;

	if (strlen(proof) <= RULE_MAX)
		return g_intern_string(proof);
	while (tail && strlen(tail) > RULE_MAX - 20)
		tail = strchr(tail + 1, '/');
	rule = g_strdup_printf(
	    "%.*s:..%s", colon && colon - proof < 12 ? (int)(colon - proof) : 3, proof, tail ? tail : "");
	return g_intern_string(rule);
}

static void
place_take(const struct document *d, const struct document_fact *said, struct fact *f)
{
	for (guint i = 0; i < said->n_words && said->word + i < d->words->len; i++) {
		const struct word *w = &g_array_index(d->words, struct word, said->word + i);

		f->n_words = i + 1;
		if (i == 0) {
			f->word = said->word;
			f->page = w->page;
			f->box[0] = w->x0;
			f->box[1] = w->y0;
		}
		f->box[2] = MAX(f->box[2], w->x1);
		f->box[3] = MAX(f->box[3], w->y1);
	}
}

static void
fact_take(const struct document *d, const struct document_fact *said, struct fact *f)
{
	if (f->value)
		return;
	f->value = g_strdup(said->value);
	f->text = g_strdup(said->value);
	f->rule = rule_of(said->proof);
	f->score = 1;
	f->confidence = SURE;
	place_take(d, said, f);
}

static enum report_verdict
verdict_of(const char *name)
{
	for (guint v = 0; v < VERDICT_N; v++)
		if (strcmp(VERDICT_NAMES[v], name) == 0)
			return v;
	return VERDICT_OTHER;
}

static void
fact_apply(struct reading *r, const struct document *d, const struct document_fact *said)
{
	if (said->name == FACT_PAPER) {
		r->verdict = verdict_of(said->value);
		r->confidence = SURE;
		g_ptr_array_add(r->reasons, g_strdup("it says so itself, by its standard"));
	} else if (said->name == FACT_ORDER_KIND) {
		/* what a title would have said */
		r->titles[TITLE_BLANKET].score = strcmp(said->value, "blanket") == 0;
		r->titles[TITLE_RELEASE].score = strcmp(said->value, "release") == 0;
	} else if (FIELD_OF[said->name]) {
		fact_take(d, said, &r->field[FIELD_OF[said->name] - 1]);
	} else if (said->name == FACT_CITED_ORDER) {
		fact_take(d, said, &r->cited);
	} else if (said->name == FACT_LINE) {
		goods_fact(r, said->value, r->limits);
	}
}

/* The bytes of the rendering that belong to the facts from `first` up to `end`. */
static void
range_of(const struct document *d, guint first, guint end, gsize *out_start, gsize *out_end)
{
	*out_start = *out_end = d->text_size;
	if (first == 0)
		*out_start = 0;
	for (guint i = first; i < end && first > 0; i++)
		if (fact_at(d, i)->n_words) {
			/* the label before it is of its line */
			const struct word *w = &g_array_index(d->words, struct word, fact_at(d, i)->word);
			const struct line *l = &g_array_index(d->lines, struct line, w->line);

			*out_start = g_array_index(d->words, struct word, l->first).offset;
			break;
		}
	for (guint i = end; i > first && end < d->facts->len; i--)
		if (fact_at(d, i - 1)->n_words) {
			const struct document_fact *f = fact_at(d, i - 1);
			const struct word *w =
			    &g_array_index(d->words, struct word, f->word + f->n_words - 1);

			*out_end = (gsize)w->offset + w->size;
			break;
		}
}

static void
paper_read(struct examination *x, const struct finding_part *part, guint first, guint end, guint place)
{
	const struct document *d = part->document;
	struct part_reading *pr = g_new0(struct part_reading, 1);
	struct reading *r = &pr->r;
	gsize from, to;

	pr->part = part;
	r->us = x->us;
	r->today = x->today;
	r->mail_day = x->mail_day;
	r->limits = x->limits;
	range_of(d, first, end, &from, &to);
	facts_init(r, d, from, to);
	for (guint i = first; i < end; i++)
		fact_apply(r, d, fact_at(d, i));
	if (verdict_is_order(r->verdict) && !r->field[ORDER_NUMBER].value)
		r->confidence = SURE_UNNUMBERED;
	/* an invoice's own number is none of an order */
	if (!verdict_is_order(r->verdict))
		for (guint i = 0; i < ORDER_FIELD_N; i++)
			fact_clear(&r->field[i]);
	if (!verdict_is_order(r->verdict))
		goods_clear(&r->goods);
	goods_add_up(&r->goods);
	r->buyer_is_us = r->field[ORDER_BUYER].value && name_is_us(x->us, r->field[ORDER_BUYER].value);
	r->supplier_is_us =
	    r->field[ORDER_SUPPLIER].value && name_is_us(x->us, r->field[ORDER_SUPPLIER].value);
	g_ptr_array_insert(x->readings, (gint)place, pr);
}

/* Before what comes from prose and print, behind other structured ones. */
static guint
place_of(const struct examination *x)
{
	guint i = 0;

	while (i < x->readings->len &&
	       ((const struct part_reading *)x->readings->pdata[i])->part->document->read == READ_STRUCTURED)
		i++;
	return i;
}

void
structured_read(struct examination *x, const struct finding_part *part)
{
	const struct document *d = part->document;

	for (guint first = 0, end; d->facts && first < d->facts->len; first = end) {
		for (end = first + 1;
		     end < d->facts->len && fact_at(d, end)->order == fact_at(d, first)->order;)
			end++;
		paper_read(x, part, first, end, place_of(x));
	}
}

/* --- people and cited orders --------------------------------------------------------------------- */

static void
contact_evidence(const struct examination *x, struct report *out, const struct finding_part *part,
    const struct document_fact *said, const char *member)
{
	g_autofree char *field = g_strdup_printf("contacts[%u].%s", out->contacts->len - 1, member);
	struct fact f = { 0 };

	fact_take(part->document, said, &f);
	assemble_evidence(x, out, field, &f, part);
	fact_clear(&f);
}

/* The run of facts that begins with a role. Whoever is known by address already stays one person. */
static void
contact_read(const struct examination *x, const struct finding_part *part, guint i, const char *buyer,
    struct report *out)
{
	const struct document *d = part->document;
	const struct document_fact *role = fact_at(d, i), *said[3] = { NULL };
	static const char *const members[] = { "name", "address", "phone" };
	struct report_contact *c;

	for (i++; i < d->facts->len && fact_at(d, i)->order == role->order &&
		  fact_at(d, i)->name > FACT_CONTACT_ROLE && fact_at(d, i)->name <= FACT_CONTACT_PHONE;
	     i++)
		said[fact_at(d, i)->name - FACT_CONTACT_NAME] = fact_at(d, i);
	for (guint k = 0; k < out->contacts->len; k++) {
		c = out->contacts->pdata[k];
		if (strcmp(c->role, role->value) == 0 &&
		    ((said[1] && g_strcmp0(c->address, said[1]->value) == 0) ||
			(!said[1] && said[0] && g_strcmp0(c->name, said[0]->value) == 0)))
			return;
	}
	if (out->contacts->len >= CONTACTS_MAX || (said[1] && domain_is_us(x->us, said[1]->value)))
		return;
	c = g_new0(struct report_contact, 1);
	c->role = g_strdup(role->value);
	c->name = said[0] ? text_one_line(said[0]->value, 200) : NULL;
	c->address = said[1] ? text_one_line(said[1]->value, 250) : NULL;
	c->phone = said[2] ? text_one_line(said[2]->value, 60) : NULL;
	c->organisation = buyer ? text_one_line(buyer, 200) : NULL;
	g_ptr_array_add(out->contacts, c);
	for (guint k = 0; k < G_N_ELEMENTS(said); k++)
		if (said[k])
			contact_evidence(x, out, part, said[k], members[k]);
}

void
structured_report(const struct examination *x, struct report *out)
{
	for (guint p = 0; p < x->n_parts; p++) {
		const struct document *d = x->parts[p].document;
		gboolean order = FALSE;
		const char *buyer = NULL;

		for (guint i = 0; d->read == READ_STRUCTURED && d->facts && i < d->facts->len; i++) {
			const struct document_fact *f = fact_at(d, i);

			if (f->name == FACT_PAPER) {
				order = verdict_is_order(verdict_of(f->value));
				buyer = NULL;
			} else if (f->name == FACT_BUYER) {
				buyer = f->value;
			} else if (f->name == FACT_CITED_ORDER && !order) {
				assemble_cite(out, f->value);
			} else if (f->name == FACT_CONTACT_ROLE && order) {
				contact_read(x, &x->parts[p], i, buyer, out);
			}
		}
	}
}
