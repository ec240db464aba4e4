/* SPDX-License-Identifier: GPL-3.0-or-later */
/* promise - rules laid on sentences; see promise.h */
#include "promise.h"

#include "given.h"

#include <string.h>

enum { TEXT_MAX = 200, PROMISES_MAX = 5, PATTERNS_MAX = 256, NEVER_MAX = 12 };

/* --- rules, compiled once: each for every name of an order --------------------------------------- */

struct ready_pattern {
	struct pattern *pattern;
	const struct promise_rule *rule;
	gboolean named; /* an order's name must stand in it */
};
static struct {
	struct ready_pattern one[PATTERNS_MAX];
	guint n, reach; /* reach: words that the longest may take */
	struct pattern_index *index;
	struct pattern *never[LANG_N][NEVER_MAX + 1]; /* each ends with NULL */
} ready;

/* "@" by itself; beside other words ("proposal|@") one of these will do. */
static gboolean
needs_name(const struct promise_rule *rule)
{
	const char *at = strchr(rule->words, '@');

	return at && (at == rule->words || at[-1] == ' ') && (!at[1] || at[1] == ' ');
}

static void
pattern_add(const struct promise_rule *rule, const char *name)
{
	g_auto(GStrv) parts = g_strsplit(rule->words, "@", -1);
	char *words = g_strjoinv(name, parts); /* the pattern points into it: it stays */
	struct ready_pattern *one = &ready.one[ready.n];

	g_assert(ready.n < PATTERNS_MAX);
	*one = (struct ready_pattern){ pattern_new(words), rule, needs_name(rule) };
	ready.reach = MAX(ready.reach, pattern_reach(one->pattern));
	pattern_index_add(ready.index, one->pattern, ready.n++);
}

/* What the rules name beside their patterns is compiled when it is first asked for. */
static void
words_prepare(const char *words)
{
	if (words)
		pattern_word_among(NULL, 0, 0, words);
}

void
promise_init(void)
{
	if (ready.index)
		return;
	ready.index = pattern_index_new();
	for (const struct promise_rule *rule = PROMISE_RULES; rule->id; rule++) {
		const struct promise_tongue *t = &PROMISE_TONGUES[rule->language];

		words_prepare(rule->also);
		words_prepare(rule->unless);
		if (!strchr(rule->words, '@')) {
			pattern_add(rule, "");
			continue;
		}
		for (guint i = 0; t->sure[i]; i++)
			pattern_add(rule, t->sure[i]);
		if (rule->loose && t->loose)
			pattern_add(rule, t->loose);
	}
	for (guint l = 0; l < LANG_N; l++) {
		words_prepare(PROMISE_TONGUES[l].denies);
		words_prepare(PROMISE_TONGUES[l].perhaps);
		for (guint i = 0; i < NEVER_MAX && PROMISE_TONGUES[l].never[i]; i++)
			ready.never[l][i] = pattern_new(PROMISE_TONGUES[l].never[i]);
	}
}

/* --- one sentence -------------------------------------------------------------------------------- */

gboolean
promise_is_conditional(const struct saying *s, guint first, guint end, enum label_language language)
{
	const char *perhaps = PROMISE_TONGUES[language].perhaps;

	for (guint i = first; i < end; i++)
		if (pattern_word_among(s, i, i + 1, perhaps) && !(saying_word(s, i)->flags & SAID_END))
			return TRUE;
	return FALSE;
}

static gboolean
rule_allows(const struct promise_rule *rule, struct saying *s, guint first, guint end)
{
	const struct promise_tongue *t = &PROMISE_TONGUES[rule->language];

	return (!rule->also || pattern_word_among(s, first, end, rule->also)) &&
	       !(rule->unless && pattern_word_among(s, first, end, rule->unless)) &&
	       !pattern_word_among(s, first, end, t->denies) &&
	       !promise_is_conditional(s, first, end, rule->language) &&
	       !pattern_any_matches(ready.never[rule->language], s, first, end);
}

/* A rule that holds in the sentence; out_at: its first word. A question promises nothing. */
static const struct promise_rule *
sentence_rule(struct saying *s, guint index, const struct promise_rule *only, guint *out_at)
{
	const struct sentence *one;
	struct pattern_bits may;
	guint end, behind;

	if (saying_sentence(s, index)->question)
		return NULL;
	saying_words(s, index);
	one = saying_sentence(s, index);
	end = one->first + one->n;
	for (guint i = one->first; pattern_index_next(ready.index, s, &i, end, &may); i++) {
		gboolean named = given_may_name(s, i, MIN(end, i + ready.reach));

		for (guint p = 0; pattern_bits_next(&may, &p); p++)
			if ((!only || only == ready.one[p].rule) && (named || !ready.one[p].named) &&
			    pattern_match_at(ready.one[p].pattern, s, i, end, &behind) &&
			    rule_allows(ready.one[p].rule, s, one->first, end)) {
				*out_at = i;
				return ready.one[p].rule;
			}
	}
	/* nobody need look again */
	if (!only && s->steps)
		saying_sentence(s, index)->triggers &= (guint8)~TRIGGER_PROMISE;
	return NULL;
}

/* only NULL: any rule. */
static gboolean
sentences_hold(const struct promise_rule *only, struct saying *s)
{
	gboolean holds = FALSE;
	guint at;

	promise_init();
	for (guint i = 0; s->triggers & TRIGGER_PROMISE && i < s->sentences->len && !holds; i++)
		holds = saying_sentence(s, i)->triggers & TRIGGER_PROMISE && sentence_rule(s, i, only, &at);
	return holds;
}

gboolean
promise_said(struct saying *s)
{
	return sentences_hold(NULL, s);
}

gboolean
promise_rule_holds(const struct promise_rule *rule, const char *text)
{
	struct saying s;
	gboolean holds;

	saying_init(&s, text, 0, strlen(text));
	holds = sentences_hold(rule, &s);
	saying_clear(&s);
	return holds;
}

/* --- what it is about ---------------------------------------------------------------------------- */

#define QUOTE_WORDS                                                                                   \
	"quote|quotation|offer|proposal|angebot|angebots|offre|devis|proposition|oferta|presupuesto|" \
	"propuesta|offerta|preventivo|proposta|offerte|aanbieding|orcamento|cotacao|angebotsnummer|quoteno"
#define QUOTE_BETWEEN "no|nr|number|nummer|num|numero|n|ref|reference|id|numarul|nro|nº|n°"

/* "your quote no. Q-2041": a word with a digit in it behind one that calls a quote. */
static char *
quote_in(const char *text, gsize start, gsize end)
{
	struct saying s;
	char *found = NULL;

	saying_begin(&s, text);
	saying_range(&s, start, end);
	for (guint i = 0; i < s.sentences->len && !found; i++) {
		const struct sentence *one;
		guint stop;

		saying_words(&s, i);
		one = saying_sentence(&s, i);
		stop = one->first + one->n;
		for (guint w = one->first; w + 1 < stop && !found; w++) {
			guint next = w + 1;
			const struct said *v;

			if (!pattern_word_among(&s, w, w + 1, QUOTE_WORDS))
				continue;
			while (next + 1 < stop && pattern_word_among(&s, next, next + 1, QUOTE_BETWEEN))
				next++;
			v = saying_word(&s, next);
			if (v->end - v->start <= 40 &&
			    token_is_reference(text + v->start, v->end - v->start, TRUE))
				found = g_strndup(text + v->start, v->end - v->start);
		}
	}
	saying_clear(&s);
	return found;
}

static char *
amount_in(const char *text, gsize start, gsize end)
{
	g_autofree char *line = g_strndup(text + start, end - start);
	struct money_value m;

	for (const char *at = line; *at; at++) {
		gboolean begins = at == line || g_ascii_isspace(at[-1]) || at[-1] == '(';

		if (begins && value_money(at, &m) && *m.currency)
			return g_strdup_printf("%s %s", m.currency, m.decimal);
	}
	return NULL;
}

/* --- the report ---------------------------------------------------------------------------------- */

struct reach { /* a range of text whose writer and day are known */
	const struct finding_part *part;
	gsize start, end;
	const char *by;
	struct day day; /* year 0: not known */
};

static void
promise_add(struct report *out, const struct examination *x, const struct reach *r, const struct saying *s,
    guint index, guint at, const struct promise_rule *rule)
{
	const struct sentence *one = saying_sentence(s, index);
	struct report_promise *p = g_new0(struct report_promise, 1);
	g_autofree char *line = g_strndup(s->text + one->start, one->end - one->start);
	g_autofree char *shown = text_one_line(line, TEXT_MAX);
	const char *subject = x->message->envelope->subject;
	struct day due;

	p->text = text_mask_accounts(shown);
	p->by = g_strdup(r->by);
	p->part = g_strdup(r->part->path);
	p->rule = g_strdup(rule->id);
	p->amount = amount_in(s->text, one->start, one->end);
	p->quote = quote_in(s->text, r->start, r->end);
	if (!p->quote && subject)
		p->quote = quote_in(subject, 0, strlen(subject));
	if (r->day.year) {
		p->said = day_format(r->day);
		if (promise_due(s, one->first, one->first + one->n, at, r->day, &due))
			p->due = day_format(due);
	}
	g_ptr_array_add(out->promises, p);
}

static void
reach_read(const struct examination *x, const struct reach *r, struct report *out)
{
	struct saying *s;

	if (r->end <= r->start)
		return;
	s = saying_shared(x->sayings, r->part->document->text, r->start, r->end);
	for (guint i = 0; s->triggers & TRIGGER_PROMISE && i < s->sentences->len; i++) {
		const struct promise_rule *rule;
		guint at = 0;

		if (out->promises->len >= PROMISES_MAX)
			break;
		rule =
		    saying_sentence(s, i)->triggers & TRIGGER_PROMISE ? sentence_rule(s, i, NULL, &at) : NULL;
		if (rule)
			promise_add(out, x, r, s, i, at, rule);
	}
}

static const char *
writer_of(const struct message *m)
{
	const struct address *a = m->envelope->from->len ? m->envelope->from->pdata[0] : NULL;

	return a ? a->address : NULL;
}

/* The day by the writer's own clock. */
static struct day
local_day(gint64 date_s, int offset_s)
{
	return date_s == G_MININT64 ? (struct day){ 0, 0, 0 } : day_of_time(date_s + offset_s);
}

/* A customer's new text; of what one of us forwards, what others wrote. */
static void
part_read(const struct examination *x, const struct finding_part *part, struct report *out)
{
	const struct envelope *e = x->message->envelope;
	const char *from = writer_of(x->message);
	gboolean ours = from && domain_is_us(x->us, from);
	const struct reach own = { part, 0, part->document->text_size, from,
		local_day(e->date, e->date_offset_s) };

	if (!part->layers || !part->layers->len) {
		if (!ours)
			reach_read(x, &own, out);
		return;
	}
	for (guint i = 0; i < part->layers->len; i++) {
		const struct layer *l = part->layers->pdata[i];
		struct reach r = own;

		r.start = l->start;
		r.end = MIN(l->end, part->document->text_size);
		if (ours && l->how == LAYER_FORWARD && l->from.address &&
		    !domain_is_us(x->us, l->from.address)) {
			r.by = l->from.address;
			if (l->date_s != G_MININT64)
				r.day = day_of_time(l->date_s);
		} else if (ours || l->how != LAYER_TOP) {
			continue;
		}
		reach_read(x, &r, out);
	}
}

void
promise_assemble(const struct examination *x, struct report *out)
{
	/* what comes with an order promises none; newsletters and lists speak to everybody */
	if (!x->message || out->automatic || out->bounce || out->orders->len ||
	    verdict_is_order(out->verdict))
		return;
	promise_init();
	for (guint i = 0; i < x->n_parts; i++) {
		const struct finding_part *p = &x->parts[i];

		if (p->part && p->part->role == PART_BODY && p->document && p->document->text &&
		    p->part->envelope == x->message->envelope)
			part_read(x, p, out);
	}
}
