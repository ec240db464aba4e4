/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts - one document from its words to its verdict */
#include "facts.h"
#include "delivery.h"
#include "goods.h"
#include "map.h"
#include "notice.h"
#include "promise.h"
#include "rules.h"

#include <string.h>

/* Could this label stand as a heading or beside its value? It begins its line, and little else is on it. */
static gboolean
hit_could_stand(const struct plane *p, const struct hit *h)
{
	const struct word *w = plane_word(p, h->word);
	guint32 i = h->last_word + 1;

	if (h->word > p->first && plane_word(p, h->word - 1)->line == w->line &&
	    !(w->flags & WORD_CELL_START))
		return FALSE;
	/* "Bestellung Nr. 4711 vom 15. April 2026 an Sie" */
	while (i < p->end && i < h->last_word + 10 && plane_word(p, i)->line == w->line)
		i++;
	return i < h->last_word + 10;
}

/* Do any of the labels found bear on orders or their neighbours? Ordinary mail has none, and is done. */
static gboolean
hits_matter(const struct plane *p)
{
	for (guint i = 0; i < p->hits->len; i++) {
		const struct hit *h = &g_array_index(p->hits, struct hit, i);
		guint kind = h->label->kind;

		if (kind == LABEL_PO_NUMBER || kind == LABEL_PO_WORD || kind == LABEL_CITED_PO ||
		    (kind >= PHRASE_ORDER && kind <= PHRASE_CANCEL) || kind == TITLE_CHANGE ||
		    kind == TITLE_CANCEL)
			return TRUE;
		if (((kind >= TITLE_ORDER && kind <= TITLE_OTHER) || kind == LABEL_INVOICE_NUMBER ||
			kind == LABEL_QUOTE_NUMBER || kind == LABEL_CONFIRM_NUMBER ||
			(kind == LABEL_ORDER_NUMBER && h->label->weight >= 60)) &&
		    hit_could_stand(p, h))
			return TRUE;
	}
	return FALSE;
}

void
facts_init(struct reading *r, const struct document *d, gsize start, gsize end)
{
	plane_init(&r->plane, d, start, end);
	r->quiet = !hits_matter(&r->plane);
	r->reasons = g_ptr_array_new_with_free_func(g_free);
}

void
facts_read(struct reading *r)
{
	plane_lay_out(&r->plane);
	if (!r->plane.segments->len)
		return;
	signs_find(r);
	fields_find(r);
	parties_find(r);
	contacts_find(r);
	kind_decide(r);
	if (!verdict_is_order(r->verdict))
		return;
	goods_find(r, r->limits);
	delivery_decide(r);
}

void
facts_clear(struct reading *r)
{
	plane_clear(&r->plane);
	for (guint i = 0; i < ORDER_FIELD_N; i++)
		fact_clear(&r->field[i]);
	fact_clear(&r->cited);
	fact_clear(&r->invoice_mail);
	fact_clear(&r->buyer_person);
	fact_clear(&r->buyer_mail);
	fact_clear(&r->invoice_to);
	g_clear_pointer(&r->told, g_free);
	goods_clear(&r->goods);
	g_clear_pointer(&r->days, g_array_unref);
	g_clear_pointer(&r->reasons, g_ptr_array_unref);
}

/* --- a text as a document ------------------------------------------------------------------------ */

struct document *
text_document(const char *text)
{
	struct document *d = g_new0(struct document, 1);
	guint32 line = 0;
	float x = 0;

	d->unit = UNIT_CHARS;
	d->text = g_strdup(text);
	d->text_size = strlen(text);
	d->words = g_array_new(FALSE, TRUE, sizeof(struct word));
	d->lines = g_array_new(FALSE, TRUE, sizeof(struct line));
	for (const char *s = d->text; *s;) {
		const char *start = s;
		float begin = x;

		while (*s && !g_ascii_isspace(*s)) {
			s = g_utf8_next_char(s);
			x++;
		}
		if (s > start) {
			struct word w = { .offset = (guint32)(start - d->text),
				.size = (guint32)(s - start),
				.line = line,
				.page = 1,
				.x0 = begin,
				.x1 = x,
				.y0 = (float)line,
				.y1 = (float)line + 1 };

			g_array_append_val(d->words, w);
			continue;
		}
		x = *s == '\n' ? 0 : x + 1;
		line += *s == '\n';
		s++;
	}
	return d;
}

void
text_document_free(struct document *d)
{
	g_array_unref(d->words);
	g_array_unref(d->lines);
	g_free(d->text);
	g_free(d);
}

/* --- the proofs of the rules --------------------------------------------------------------------- */

static char *
rule_takes(const struct rule *rule, const char *text)
{
	struct document *d = text_document(text);
	struct reading r = { .today = { 2026, 11, 25 }, .order = DATE_DMY };
	char *value = NULL;
	const struct fact *f;

	facts_init(&r, d, 0, d->text_size);
	plane_lay_out(&r.plane);
	if (r.plane.segments->len) {
		fields_find(&r);
		parties_find(&r);
	}
	f = rule->field == FIELD_CITED          ? &r.cited
	    : rule->field == FIELD_INVOICE_MAIL ? &r.invoice_mail
						: &r.field[rule->field];
	if (f->value && strcmp(f->rule, rule->id) == 0)
		value = g_strdup(f->value);
	facts_clear(&r);
	text_document_free(d);
	return value;
}

/* The rows of the map: sentences, and titles. */
static guint
map_selftest(GString *out_failures)
{
	guint n = 0;

	for (const struct map_rule *rule = MAP_RULES; rule->id; rule++) {
		g_autofree char *yes = map_rule_takes(rule, rule->yes), *no = map_rule_takes(rule, rule->no);

		if (g_strcmp0(yes, rule->takes) == 0 && !no)
			continue;
		n++;
		g_string_append_printf(out_failures, "%s: takes '%s' from '%s', '%s' from '%s'\n", rule->id,
		    yes ? yes : "nothing", rule->yes, no ? no : "nothing", rule->no);
	}
	for (const struct map_title *title = MAP_TITLES; title->words; title++)
		if (!map_title_takes(title, title->yes) || map_title_takes(title, title->no)) {
			n++;
			g_string_append_printf(
			    out_failures, "title '%s': '%s', '%s'\n", title->words, title->yes, title->no);
		}
	return n;
}

static guint
notice_selftest(GString *out_failures)
{
	guint n = 0;

	for (const struct notice_rule *rule = NOTICE_RULES; rule->id; rule++) {
		if (!notice_rule_holds(rule, rule->yes) && ++n)
			g_string_append_printf(
			    out_failures, "%s: does not hold in '%s'\n", rule->id, rule->yes);
		if (notice_rule_holds(rule, rule->no) && ++n)
			g_string_append_printf(out_failures, "%s: holds in '%s'\n", rule->id, rule->no);
	}
	return n;
}

static guint
promise_selftest(GString *out_failures)
{
	guint n = 0;

	for (const struct promise_rule *rule = PROMISE_RULES; rule->id; rule++) {
		if (!promise_rule_holds(rule, rule->yes) && ++n)
			g_string_append_printf(
			    out_failures, "%s: does not hold in '%s'\n", rule->id, rule->yes);
		if (promise_rule_holds(rule, rule->no) && ++n)
			g_string_append_printf(out_failures, "%s: holds in '%s'\n", rule->id, rule->no);
	}
	return n;
}

guint
finding_rules_selftest(GString *out_failures)
{
	guint n = 0;

	for (const struct rule *rule = RULES; rule->id; rule++) {
		g_autofree char *yes = rule_takes(rule, rule->yes), *no = rule_takes(rule, rule->no);

		if (g_strcmp0(yes, rule->takes) != 0) {
			n++;
			g_string_append_printf(out_failures, "%s: takes '%s' from '%s', not '%s'\n", rule->id,
			    yes ? yes : "nothing", rule->yes, rule->takes);
		}
		if (no) {
			n++;
			g_string_append_printf(
			    out_failures, "%s: takes '%s' from '%s'\n", rule->id, no, rule->no);
		}
	}
	return n + map_selftest(out_failures) + notice_selftest(out_failures) +
	       promise_selftest(out_failures);
}

const char FINDING_RULES_VERSION[] = "1";
