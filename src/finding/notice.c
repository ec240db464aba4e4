/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice - rules laid on sentences; see notice.h */
#include "notice.h"

#include "values.h"

#include <string.h>

enum { TEXT_MAX = 240, NOTICES_MAX = 10, PAPER_MAX = 64 << 10 };

const char *const NOTICE_KIND_NAMES[] = { "bank-change", "payment-demand", NULL };

/* --- rules, compiled once --- */

static struct {
	struct pattern *pattern[G_N_ELEMENTS(((struct pattern_bits *)0)->word) * 64];
	struct pattern_index *index;
} ready;

static void
rules_prepare(void)
{
	if (ready.index)
		return;
	ready.index = pattern_index_new();
	for (guint r = 0; NOTICE_RULES[r].id; r++) {
		g_assert(r < G_N_ELEMENTS(ready.pattern));
		ready.pattern[r] = pattern_new(NOTICE_RULES[r].words);
		pattern_index_add(ready.index, ready.pattern[r], r);
	}
}

static gboolean
words_allow(const struct notice_rule *rule, const struct saying *s, guint first, guint end)
{
	return (!rule->also || pattern_word_among(s, first, end, rule->also)) &&
	       !(rule->unless && pattern_word_among(s, first, end, rule->unless));
}

/* A rule that holds in the sentence. A question announces nothing. */
static const struct notice_rule *
sentence_rule(struct saying *s, guint index, const struct notice_rule *only)
{
	const struct sentence *one;
	guint end, behind;

	rules_prepare();
	if (saying_sentence(s, index)->question)
		return NULL;
	saying_words(s, index);
	one = saying_sentence(s, index);
	end = one->first + one->n;
	for (guint i = one->first; i < end; i++) {
		struct pattern_bits may;

		if (!pattern_index_find(ready.index, saying_word(s, i), &may))
			continue;
		for (guint r = 0; pattern_bits_next(&may, &r); r++)
			if ((!only || only == &NOTICE_RULES[r]) &&
			    pattern_match_at(ready.pattern[r], s, i, end, &behind) &&
			    words_allow(&NOTICE_RULES[r], s, one->first, end))
				return &NOTICE_RULES[r];
	}
	return NULL;
}

/* The first rule, in their order, that holds in one of the text's sentences; only: no other is asked. */
static const struct notice_rule *
text_rule(const char *text, const struct notice_rule *only)
{
	struct saying s;
	const struct notice_rule *first = NULL;

	saying_init(&s, text, 0, strlen(text));
	for (guint i = 0; i < s.sentences->len; i++) {
		if (!(saying_sentence(&s, i)->triggers & TRIGGER_NOTICE))
			continue;
		for (const struct notice_rule *rule = NOTICE_RULES; rule->id && (!first || rule < first);
		     rule++)
			if ((!only || rule == only) && sentence_rule(&s, i, rule)) {
				first = rule;
				break;
			}
	}
	saying_clear(&s);
	return first;
}

gboolean
notice_rule_holds(const struct notice_rule *rule, const char *text)
{
	return text_rule(text, rule) != NULL;
}

/* --- the report --- */

static void
notice_add(struct report *out, const struct notice_rule *rule, const char *part, const char *line)
{
	struct report_notice *n;
	g_autofree char *shown = text_one_line(line, TEXT_MAX);

	if (out->notices->len >= NOTICES_MAX)
		return;
	n = g_new0(struct report_notice, 1);
	n->kind = g_strdup(NOTICE_KIND_NAMES[rule->kind]);
	n->text = text_mask_accounts(shown);
	n->part = g_strdup(part);
	n->rule = g_strdup(rule->id);
	g_ptr_array_add(out->notices, n);
}

static void
range_read(
    const struct examination *x, const struct finding_part *part, gsize start, gsize end, struct report *out)
{
	const char *text = part->document->text;
	struct saying *s;

	end = MIN(end, part->document->text_size);
	if (end <= start)
		return;
	s = saying_shared(x->sayings, text, start, end);
	for (guint i = 0; s->triggers & TRIGGER_NOTICE && i < s->sentences->len; i++) {
		const struct sentence *one = saying_sentence(s, i);
		const struct notice_rule *rule =
		    one->triggers & TRIGGER_NOTICE ? sentence_rule(s, i, NULL) : NULL;
		g_autofree char *line = NULL;

		if (out->notices->len >= NOTICES_MAX)
			break;
		if (!rule)
			continue;
		line = g_strndup(text + one->start, one->end - one->start);
		notice_add(out, rule, part->path, line);
	}
}

static void
part_read(const struct examination *x, const struct finding_part *part, struct report *out)
{
	const struct document *d = part->document;
	gboolean body = part->part && part->part->role == PART_BODY;

	if (!d->text)
		return;
	if (!part->layers || !part->layers->len) {
		if (body || d->text_size <= PAPER_MAX)
			range_read(x, part, 0, d->text_size, out);
		return;
	}
	for (guint i = 0; i < part->layers->len; i++) {
		const struct layer *l = part->layers->pdata[i];

		if (l->how == LAYER_TOP || l->how == LAYER_FORWARD)
			range_read(x, part, l->start, l->end, out);
	}
}

static void
subject_read(const struct message *m, struct report *out)
{
	const char *subject = m && m->envelope ? m->envelope->subject : NULL;
	const struct notice_rule *rule = subject ? text_rule(subject, NULL) : NULL;

	if (rule)
		notice_add(out, rule, NULL, subject);
}

void
notice_assemble(const struct examination *x, struct report *out)
{
	/* newsletters and lists speak to everybody */
	if (out->automatic || out->bounce)
		return;
	for (guint i = 0; i < x->n_parts; i++)
		part_read(x, &x->parts[i], out);
	if (!out->notices->len)
		subject_read(x->message, out);
}
