/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice - rules laid on sentences; see notice.h */
#include "notice.h"

#include "values.h"

#include <string.h>

enum { TEXT_MAX = 240, NOTICES_MAX = 10, PAPER_MAX = 64 << 10 };

const char *const NOTICE_KIND_NAMES[] = { "bank-change", "payment-demand", NULL };

/* A sentence without any of these in it is not looked at: beginnings of words, folded. */
static const char *const TRIGGERS[] = { "bank", "banc", "banqu", "iban", "rib", "account", "wire", "remit",
	"kont", "zahlungsdaten", "compte", "cuenta", "conto", "rekening", "conta", "coordon", "coordinat",
	"ach", "nib", "domiciliation", "bonific", "overmak", "overboek", "betal", NULL };

static gboolean
sentence_triggers(const char *s, gsize n)
{
	gboolean inside = FALSE;

	for (gsize i = 0; i < n; i++) {
		gboolean letter = g_ascii_isalpha(s[i]) || (guchar)s[i] >= 0x80;

		for (const char *const *t = TRIGGERS; letter && !inside && *t; t++)
			if (g_ascii_strncasecmp(s + i, *t, MIN(strlen(*t), n - i)) == 0 &&
			    strlen(*t) <= n - i)
				return TRUE;
		inside = letter;
	}
	return FALSE;
}

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
		for (guint r = 0; NOTICE_RULES[r].id; r++)
			if (may.word[r / 64] >> r % 64 & 1 && (!only || only == &NOTICE_RULES[r]) &&
			    pattern_match_at(ready.pattern[r], s, i, end, &behind) &&
			    words_allow(&NOTICE_RULES[r], s, one->first, end))
				return &NOTICE_RULES[r];
	}
	return NULL;
}

gboolean
notice_rule_holds(const struct notice_rule *rule, const char *text)
{
	struct saying s;
	gboolean holds = FALSE;

	saying_begin(&s, text);
	saying_range(&s, 0, strlen(text));
	for (guint i = 0; i < s.sentences->len && !holds; i++) {
		const struct sentence *one = saying_sentence(&s, i);

		holds =
		    sentence_triggers(text + one->start, one->end - one->start) && sentence_rule(&s, i, rule);
	}
	saying_clear(&s);
	return holds;
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
range_read(const struct finding_part *part, gsize start, gsize end, struct report *out)
{
	const char *text = part->document->text;
	struct saying s;

	end = MIN(end, part->document->text_size);
	if (end <= start || !sentence_triggers(text + start, end - start))
		return;
	saying_begin(&s, text);
	saying_range(&s, start, end);
	for (guint i = 0; i < s.sentences->len && out->notices->len < NOTICES_MAX; i++) {
		const struct sentence *one = saying_sentence(&s, i);
		const struct notice_rule *rule = sentence_triggers(text + one->start, one->end - one->start)
						     ? sentence_rule(&s, i, NULL)
						     : NULL;
		g_autofree char *line = NULL;

		if (!rule)
			continue;
		one = saying_sentence(&s, i);
		line = g_strndup(text + one->start, one->end - one->start);
		notice_add(out, rule, part->path, line);
	}
	saying_clear(&s);
}

static void
part_read(const struct finding_part *part, struct report *out)
{
	const struct document *d = part->document;
	gboolean body = part->part && part->part->role == PART_BODY;

	if (!d->text)
		return;
	if (!part->layers || !part->layers->len) {
		if (body || d->text_size <= PAPER_MAX)
			range_read(part, 0, d->text_size, out);
		return;
	}
	for (guint i = 0; i < part->layers->len; i++) {
		const struct layer *l = part->layers->pdata[i];

		if (l->how == LAYER_TOP || l->how == LAYER_FORWARD)
			range_read(part, l->start, l->end, out);
	}
}

static void
subject_read(const struct message *m, struct report *out)
{
	const char *subject = m && m->envelope ? m->envelope->subject : NULL;

	for (const struct notice_rule *rule = NOTICE_RULES; subject && rule->id; rule++)
		if (notice_rule_holds(rule, subject)) {
			notice_add(out, rule, NULL, subject);
			return;
		}
}

void
notice_assemble(const struct examination *x, struct report *out)
{
	/* newsletters and lists speak to everybody */
	if (out->automatic || out->bounce)
		return;
	for (guint i = 0; i < x->n_parts; i++)
		part_read(&x->parts[i], out);
	if (!out->notices->len)
		subject_read(x->message, out);
}
