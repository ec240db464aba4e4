/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice - rules laid on sentences; see notice.h */
#include "notice.h"

#include "values.h"

#include <string.h>

enum { TEXT_MAX = 240, NOTICES_MAX = 10, PAPER_MAX = 64 << 10 };

const char *const NOTICE_KIND_NAMES[] = { "bank-change", "payment-demand", "receivables-request", NULL };
#define KIND(k) (1u << (k))
#define KINDS_ALL (KIND(NOTICE_KIND_N) - 1)

/* --- rules, compiled once --- */

static struct {
	struct pattern *pattern[G_N_ELEMENTS(((struct pattern_bits *)0)->word) * 64];
	struct pattern_index *index;
} ready;

void
notice_init(void)
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

/* Most questions announce nothing; "could you pay to …?" does. */
static gboolean
mood_allows(const struct notice_rule *rule, const struct saying *s, const struct sentence *one, guint at)
{
	return !one->question || rule->asks == ASKS_ANYHOW ||
	       (rule->asks == ASKS_POLITELY && pattern_word_among(s, one->first, at, SAYING_POLITE));
}

/* A rule that holds in the sentence; only: no other is asked; kinds: nor one of another kind. */
static const struct notice_rule *
sentence_rule(struct saying *s, guint index, const struct notice_rule *only, guint kinds)
{
	const struct sentence *one;
	struct pattern_bits may;
	guint end, behind;

	saying_words(s, index);
	one = saying_sentence(s, index);
	end = one->first + one->n;
	for (guint i = one->first; pattern_index_next(ready.index, s, &i, end, &may); i++)
		for (guint r = 0; pattern_bits_next(&may, &r); r++) {
			const struct notice_rule *rule = &NOTICE_RULES[r];

			if ((!only || only == rule) && kinds & KIND(rule->kind) &&
			    mood_allows(rule, s, one, i) &&
			    pattern_match_at(ready.pattern[r], s, i, end, &behind) &&
			    words_allow(rule, s, one->first, end))
				return rule;
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
			if ((!only || rule == only) && sentence_rule(&s, i, rule, KINDS_ALL)) {
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
range_read(const struct examination *x, const struct finding_part *part, gsize start, gsize end, guint kinds,
    struct report *out)
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
		    one->triggers & TRIGGER_NOTICE ? sentence_rule(s, i, NULL, kinds) : NULL;
		g_autofree char *line = NULL;

		if (out->notices->len >= NOTICES_MAX)
			break;
		if (!rule)
			continue;
		line = g_strndup(text + one->start, one->end - one->start);
		notice_add(out, rule, part->path, line);
	}
}

/* One of us may ask for what customers owe. */
static guint
voice_kinds(const struct examination *x, const struct report *out, const struct address *writer)
{
	gboolean inside =
	    writer && domain_is_us(x->us, writer->address) && g_strcmp0(out->authenticity, "fail") != 0;

	return inside ? KINDS_ALL & ~KIND(NOTICE_RECEIVABLES_REQUEST) : KINDS_ALL;
}

/* An invoice asks for a transfer to an account that it names; that is what it is for. Its data may be enclosed in it. */
static guint
paper_kinds(const struct examination *x, const struct finding_part *part)
{
	const guint kinds = KINDS_ALL & ~KIND(NOTICE_RECEIVABLES_REQUEST);
	gsize size = part->path ? strlen(part->path) : 0;

	for (guint i = 0; size && i < x->readings->len; i++) {
		const struct part_reading *pr = x->readings->pdata[i];
		const char *path = pr->part->path;

		if (pr->r.verdict == VERDICT_INVOICE && path && strncmp(path, part->path, size) == 0 &&
		    (!path[size] || path[size] == '/'))
			return kinds & ~KIND(NOTICE_PAYMENT_DEMAND);
	}
	return kinds;
}

static void
part_read(const struct examination *x, const struct finding_part *part, struct report *out)
{
	const struct document *d = part->document;
	const struct envelope *e = part->part ? part->part->envelope : NULL;
	const struct address *from = e && e->from && e->from->len ? e->from->pdata[0] : NULL;
	gboolean body = part->part && part->part->role == PART_BODY;

	if (!d->text)
		return;
	if (!part->layers || !part->layers->len) {
		if (body || d->text_size <= PAPER_MAX)
			range_read(x, part, 0, d->text_size,
			    body ? voice_kinds(x, out, from) : paper_kinds(x, part), out);
		return;
	}
	for (guint i = 0; i < part->layers->len; i++) {
		const struct layer *l = part->layers->pdata[i];

		if (l->how == LAYER_TOP || l->how == LAYER_FORWARD)
			range_read(x, part, l->start, l->end,
			    voice_kinds(x, out, l->how == LAYER_TOP ? from : &l->from), out);
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
