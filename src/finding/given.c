/* SPDX-License-Identifier: GPL-3.0-or-later */
/* given - rules laid on sentences that name an order by its number; see given.h */
#include "given.h"

#include "promise.h"

#include <string.h>

enum {
	NAMES_MAX = 32,
	FORMS_MAX = 128,
	NEVER_MAX = 8,
	BETWEEN_MAX = 4,
	FILLERS_MAX = 5,
	REFERENCE_MIN = 4,
	REFERENCE_MAX = 40,
	SHORT_MAX = 300
};

/* Behind a number: then it counts something. */
#define UNITS                                                                                              \
	"pcs|pieces|units|items|days|stuck|stk|stueck|pz|uds|unidades|stuks|pecas|usd|eur|euro|euros|gbp|" \
	"chf|tage|days|jours|giorni|dias|dagen|x|hours|seats|users|licenses"

struct name {
	struct pattern *pattern;
	guint8 language;
	gboolean loose;
};
struct form { /* a rule with one of the names */
	struct pattern *pattern;
	const struct given_rule *rule;
	guint name;
	gboolean name_first;
};
static struct {
	struct name name[NAMES_MAX];
	struct form form[FORMS_MAX];
	guint n_names, n_forms;
	struct pattern_index *index;                  /* of names */
	struct pattern *never[LANG_N][NEVER_MAX + 1]; /* each ends with NULL */
	struct pattern *idle[LANG_N][NEVER_MAX + 1];
} ready;

static void
form_add(const struct given_rule *rule, guint name, const char *words)
{
	g_auto(GStrv) parts = g_strsplit(rule->words, "@", -1);
	char *all = g_strjoinv(words, parts); /* the pattern points into it: it stays */

	g_assert(ready.n_forms < FORMS_MAX);
	ready.form[ready.n_forms++] = (struct form){ pattern_new(all), rule, name, rule->words[0] == '@' };
}

static void
name_add(enum label_language language, const char *words, gboolean loose)
{
	struct name *n = &ready.name[ready.n_names];

	g_assert(ready.n_names < NAMES_MAX);
	*n = (struct name){ pattern_new(words), (guint8)language, loose };
	pattern_index_add(ready.index, n->pattern, ready.n_names);
	for (const struct given_rule *rule = GIVEN_RULES; rule->id; rule++)
		if (rule->language == language && (rule->loose || !loose))
			form_add(rule, ready.n_names, words);
	ready.n_names++;
}

void
given_init(void)
{
	if (ready.index)
		return;
	ready.index = pattern_index_new();
	pattern_word_among(NULL, 0, 0, GIVEN_BETWEEN);
	pattern_word_among(NULL, 0, 0, UNITS);
	pattern_word_among(NULL, 0, 0, GIVEN_FILLERS);
	for (guint l = 0; l < LANG_N; l++) {
		const struct promise_tongue *t = &PROMISE_TONGUES[l];
		const struct given_tongue *g = &GIVEN_TONGUES[l];

		for (guint i = 0; t->sure[i]; i++)
			name_add(l, t->sure[i], FALSE);
		if (t->loose)
			name_add(l, t->loose, TRUE);
		pattern_word_among(NULL, 0, 0, g->denies);
		pattern_word_among(NULL, 0, 0, g->cancels);
		pattern_word_among(NULL, 0, 0, g->ours);
		pattern_word_among(NULL, 0, 0, g->not );
		pattern_word_among(NULL, 0, 0, g->things);
		for (guint i = 0; g->idle[i]; i++)
			ready.idle[l][i] = pattern_new(g->idle[i]);
		for (guint i = 0; g->never[i]; i++)
			ready.never[l][i] = pattern_new(g->never[i]);
	}
}

gboolean
given_may_name(const struct saying *s, guint at, guint end)
{
	struct pattern_bits may;

	return pattern_index_next(ready.index, s, &at, end, &may);
}

/* --- one sentence -------------------------------------------------------------------------------- */

/* A number may have slashes within, where words part: up to the next blank, without the signs behind it. */
static gsize
token_end(const struct saying *s, guint i)
{
	gsize end = saying_word(s, i)->end;

	while (end < s->end && !g_ascii_isspace(s->text[end]))
		end++;
	while (end > saying_word(s, i)->end && strchr(",.;:!?)]}>\"'*", s->text[end - 1]))
		end--;
	return end;
}

/* Behind its sign: "#4500012345". */
static gsize
number_start(const struct saying *s, guint i)
{
	gsize start = saying_word(s, i)->start;

	return start + (s->text[start] == '#');
}

static gboolean
is_number(const struct saying *s, guint i, guint end)
{
	gsize start = number_start(s, i), n = token_end(s, i) - start;
	guint next = i + 1;

	while (next < end && saying_word(s, next)->start < start + n)
		next++;
	return n >= REFERENCE_MIN && n <= REFERENCE_MAX && token_is_reference(s->text + start, n, TRUE) &&
	       /* "4711 EUR" is a sum; "4711 (EUR 90)" is a number with its sum */
	       !(strspn(s->text + start, "0123456789") >= n && s->text[start + n] == ' ' && next < end &&
		   s->text[start + n + 1] != '(' && pattern_word_among(s, next, next + 1, UNITS));
}

/* "PO#4500012345" is one word. */
static gboolean
number_within(const struct saying *s, guint i, struct span *out)
{
	const struct said *w = saying_word(s, i);
	const char *sign = memchr(s->text + w->start, '#', w->end - w->start);

	if (!sign)
		return FALSE;
	out->start = (gsize)(sign + 1 - s->text);
	out->end = token_end(s, i);
	return out->end > out->start + REFERENCE_MIN && out->end - out->start <= REFERENCE_MAX &&
	       token_is_reference(s->text + out->start, out->end - out->start, TRUE);
}

/* The number right behind an order's name that ends before `after`. */
static gboolean
number_behind(const struct saying *s, guint after, guint end, struct span *out)
{
	if (number_within(s, after - 1, out))
		return TRUE;
	for (guint i = after; i < end && i <= after + BETWEEN_MAX; i++) {
		if (is_number(s, i, end)) {
			*out = (struct span){ number_start(s, i), token_end(s, i) };
			return TRUE;
		}
		if (!(saying_word(s, i)->flags & SAID_COLON) &&
		    !pattern_word_among(s, i, i + 1, GIVEN_BETWEEN))
			return FALSE;
	}
	return FALSE;
}

static gboolean
language_allows(struct saying *s, guint first, guint end, enum label_language l)
{
	return !pattern_word_among(s, first, end, GIVEN_TONGUES[l].denies) &&
	       !promise_is_conditional(s, first, end, l) &&
	       !pattern_any_matches(ready.never[l], s, first, end);
}

/* "cancel", and nothing but fillers up to "our". */
static gboolean
cancels_before(const struct saying *s, guint first, guint our, const struct given_tongue *g)
{
	for (guint i = our; i-- > first && our - i <= FILLERS_MAX;) {
		if (pattern_word_among(s, i, i + 1, g->cancels))
			return TRUE;
		if (!pattern_word_among(s, i, i + 1, GIVEN_FILLERS))
			return FALSE;
	}
	return FALSE;
}

/* "our" right before the order's name, or a word before it: "our new PO", and not "our meeting about PO". */
static gboolean
our_before(const struct saying *s, guint first, guint at, const struct given_tongue *g, guint *out)
{
	for (guint i = at; i-- > first && at - i <= 2;)
		if (pattern_word_among(s, i, i + 1, g->ours)) {
			*out = i;
			return TRUE;
		}
	return FALSE;
}

/* "We have to cancel our PO 4711 in full": plainly, of the order itself, which is the writer's and is named at [at, after). */
static gboolean
sentence_cancels(struct saying *s, guint first, guint at, guint after, guint end, enum label_language l)
{
	const struct given_tongue *g = &GIVEN_TONGUES[l];
	guint our;

	return pattern_word_among(s, first, end, g->cancels) && our_before(s, first, at, g, &our) &&
	       (cancels_before(s, first, our, g) || (pattern_word_among(s, after, end, g->cancels) &&
							!pattern_word_among(s, first, end, g->things))) &&
	       !pattern_word_among(s, first, end, g->not ) &&
	       !pattern_any_matches(ready.idle[l], s, first, end) &&
	       !promise_is_conditional(s, first, end, l);
}

/* "PO" is said in every language: English ways to deny count in all. */
static gboolean
sentence_allows(struct saying *s, guint first, guint end, enum label_language l)
{
	return language_allows(s, first, end, l) && (l == LANG_EN || language_allows(s, first, end, LANG_EN));
}

/* Nothing but a name and a number, in a few lines: an answer to whoever asked. */
static gboolean
is_bare(const struct saying *s, guint first, guint at, guint end, const struct span *number)
{
	return s->end - s->start <= SHORT_MAX && at == first && saying_word(s, end - 1)->start < number->end;
}

/* The rule that holds around the name at [at, after), the strong ones first. */
static const struct given_rule *
rule_around(struct saying *s, guint first, guint at, guint after, guint end, guint name,
    const struct span *number, const struct given_rule *only)
{
	guint behind;

	for (guint f = 0; f < ready.n_forms; f++) {
		const struct form *form = &ready.form[f];

		if (form->name != name || (only && form->rule != only) ||
		    (form->rule->need == NEED_SHORT && !is_bare(s, first, at, end, number)))
			continue;
		if (form->name_first) {
			if (pattern_match_at(form->pattern, s, at, end, &behind))
				return form->rule;
			continue;
		}
		for (guint i = first; i < at; i++)
			if (pattern_match_at(form->pattern, s, i, after, &behind) && behind == after)
				return form->rule;
	}
	return NULL;
}

static gboolean
is_neighbour(struct saying *s, guint index, enum label_language l)
{
	const struct sentence *one;

	if (index >= s->sentences->len || saying_sentence(s, index)->question)
		return FALSE;
	saying_words(s, index);
	one = saying_sentence(s, index);
	return sentence_allows(s, one->first, one->first + one->n, l);
}

/* The sentence with those before and behind it, unless they speak of something else. */
static struct span
neighbours(struct saying *s, guint index, enum label_language l)
{
	guint first = index && is_neighbour(s, index - 1, l) ? index - 1 : index;
	guint last = is_neighbour(s, index + 1, l) ? index + 1 : index;

	return (struct span){ saying_sentence(s, first)->start, saying_sentence(s, last)->end };
}

static gboolean
sentence_gives(struct saying *s, guint index, const struct given_rule *only, struct given *out)
{
	const struct sentence *one;
	struct pattern_bits may;
	guint end, after;

	saying_words(s, index);
	one = saying_sentence(s, index);
	end = one->first + one->n;
	for (guint i = one->first; pattern_index_next(ready.index, s, &i, end, &may); i++) {
		for (guint n = 0; pattern_bits_next(&may, &n); n++) {
			const struct given_rule *rule;
			struct span number;

			if (!pattern_match_at(ready.name[n].pattern, s, i, end, &after) ||
			    !number_behind(s, after, end, &number))
				continue;
			if (!only && sentence_cancels(s, one->first, i, after, end, ready.name[n].language)) {
				*out = (struct given){
					.rule = "given.cancelled", .number = number, .cancels = TRUE
				};
				return TRUE;
			}
			if (!(rule = rule_around(s, one->first, i, after, end, n, &number, only)) ||
			    !sentence_allows(s, one->first, end, ready.name[n].language))
				continue;
			*out = (struct given){ .rule = rule->id,
				.need = rule->need,
				.number = number,
				.sentence = { one->start, one->end },
				.near = neighbours(s, index, ready.name[n].language) };
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
find(struct saying *s, const struct given_rule *only, struct given *out)
{
	given_init();
	for (guint i = 0; i < s->sentences->len; i++) {
		const struct sentence *one = saying_sentence(s, i);

		if ((one->triggers & TRIGGER_GIVEN) && !one->question && sentence_gives(s, i, only, out))
			return TRUE;
	}
	return FALSE;
}

gboolean
given_find(struct saying *s, struct given *out)
{
	return (s->triggers & TRIGGER_GIVEN) && find(s, NULL, out);
}

gboolean
given_cancels(const char *text)
{
	struct given out = { NULL };
	struct saying s = { 0 };

	saying_init(&s, text, 0, strlen(text));
	find(&s, NULL, &out);
	saying_clear(&s);
	return out.cancels;
}

gboolean
given_rule_holds(const struct given_rule *rule, const char *text)
{
	struct given out;
	struct saying s = { 0 };
	gboolean holds;

	saying_init(&s, text, 0, strlen(text));
	holds = find(&s, rule, &out);
	saying_clear(&s);
	return holds;
}

/* --- into a reading ------------------------------------------------------------------------------ */

/* The plane's words that text [start, end) touches. */
static struct region
region_at(const struct plane *p, gsize start, gsize end)
{
	struct region where = { p->first, 0, 0 };

	for (guint32 i = p->first; i < p->end; i++) {
		const struct word *w = plane_word(p, i);

		if (w->offset + w->size <= start)
			continue;
		if (w->offset >= end)
			break;
		if (!where.n) {
			where.first = i;
			where.skip = (guint16)(start > w->offset ? start - w->offset : 0);
		}
		where.n = i - where.first + 1;
	}
	return where;
}

static void
offer(struct reading *r, struct fact *f, char *value, gsize start, gsize end, const char *rule, double score)
{
	struct region where = region_at(&r->plane, start, end);

	if (where.n)
		fact_offer(
		    r, f, value, g_strndup(r->plane.document->text + start, end - start), rule, score, where);
	else
		g_free(value);
}

static gboolean
begins_word(const char *line, const char *at)
{
	return at == line || g_ascii_isspace(at[-1]) || at[-1] == '(';
}

/* The one sum in a text; FALSE: none, or several. */
static gboolean
only_sum(const char *line, struct money_value *out)
{
	struct money_value m;
	guint n = 0;

	for (const char *at = line; *at; at++) {
		if (!begins_word(line, at) || !value_money(at, &m) || !(*m.currency || m.dollar) ||
		    g_ascii_isalnum(at[m.span.end]))
			continue;
		m.span.start += (gsize)(at - line);
		m.span.end += (gsize)(at - line);
		n += !n || strcmp(m.decimal, out->decimal) != 0;
		if (n == 1)
			*out = m;
		at = line + m.span.end - 1;
	}
	return n == 1;
}

/* What it comes to, if the sentence names one sum, or else its neighbours do. */
static void
sum_take(struct reading *r, const struct given *g, const char *line)
{
	const char *text = r->plane.document->text, *rule = g->rule;
	g_autofree char *near = g_strndup(text + g->near.start, g->near.end - g->near.start);
	struct money_value m;
	gsize base = g->sentence.start;

	if (r->field[ORDER_TOTAL].value)
		return;
	if (!only_sum(line, &m)) {
		base = g->near.start;
		rule = GIVEN_NEAR;
		if (!only_sum(near, &m))
			return;
	}
	offer(r, &r->field[ORDER_TOTAL], g_strdup(m.decimal), base + m.span.start, base + m.span.end, rule,
	    0.8);
	if (*m.currency)
		offer(r, &r->field[ORDER_CURRENCY], g_strdup(m.currency), base + m.span.start,
		    base + m.span.end, rule, 0.8);
	r->dollar_only = r->dollar_only || (m.dollar && !*m.currency);
}

static void
terms_take(struct reading *r, const struct given *g, const char *line)
{
	struct span span;
	g_autofree char *terms = NULL;

	if (r->field[ORDER_TERMS].value || !value_terms_within(line, &span))
		return;
	terms = g_strndup(line + span.start, span.end - span.start);
	offer(r, &r->field[ORDER_TERMS], text_one_line(terms, span.end - span.start + 1),
	    g->sentence.start + span.start, g->sentence.start + span.end, g->rule, 0.8);
}

gboolean
given_take(struct reading *r)
{
	const struct given *g = &r->given;
	const char *text = r->plane.document->text;
	g_autofree char *line = NULL;

	if (!g->rule)
		return FALSE;
	if (g->cancels) {
		offer(r, &r->field[ORDER_NUMBER],
		    g_strndup(text + g->number.start, g->number.end - g->number.start), g->number.start,
		    g->number.end, g->rule, 0.85);
		return r->field[ORDER_NUMBER].value != NULL;
	}
	line = g_strndup(text + g->sentence.start, g->sentence.end - g->sentence.start);
	sum_take(r, g, line);
	terms_take(r, g, line);
	if (g->need == NEED_SUM && !r->field[ORDER_TOTAL].value)
		return FALSE;
	offer(r, &r->field[ORDER_NUMBER], g_strndup(text + g->number.start, g->number.end - g->number.start),
	    g->number.start, g->number.end, g->rule, 0.85);
	return r->field[ORDER_NUMBER].value != NULL;
}
