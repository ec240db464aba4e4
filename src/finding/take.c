/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * take - one candidate: parsed as the rule's type, offered to its field, and kept if it is the best
 */
#include "take.h"
#include "delivery.h"
#include "terms_value.h"

#include <string.h>

enum { VALUE_WORDS = 16, TERMS_WORDS = 28, REFERENCE_LEAST = 4 };
#define CUT_AT_MOST 0.7 /* for a person to look at */

void
fact_clear(struct fact *f)
{
	g_free(f->value);
	g_free(f->text);
	g_free(f->runner_up);
	memset(f, 0, sizeof *f);
}

static gboolean
same_value(const char *a, const char *b)
{
	g_autofree char *x = text_key(a), *y = text_key(b);

	return strcmp(x, y) == 0;
}

static void
region_box(const struct plane *p, struct region where, guint16 *out_page, float out[4])
{
	const struct word *w = plane_word(p, where.first);

	*out_page = w->page;
	memcpy(out, &w->x0, 4 * sizeof(float));
	for (guint32 i = 1; i < where.n; i++) {
		w = plane_word(p, where.first + i);
		out[0] = MIN(out[0], w->x0);
		out[1] = MIN(out[1], w->y0);
		out[2] = MAX(out[2], w->x1);
		out[3] = MAX(out[3], w->y1);
	}
}

/* Part of a figure that was not read: digits, and what was taken for signs. */
static gboolean
is_broken_figure(const struct plane *p, const struct word *w)
{
	const char *text = p->document->text + w->offset;
	guint letters = 0, digits = 0;

	for (guint32 i = 0; i < w->size; i++) {
		letters += g_ascii_isalpha(text[i]) || text[i] & 0x80;
		digits += g_ascii_isdigit(text[i]);
	}
	return w->doubt >= DOUBT_MOST && digits && letters < 3;
}

/* A chain is as sure as its weakest word; "7? 585,42" may be more than 585,42. */
static guint8
region_doubt(const struct plane *p, struct region where)
{
	guint8 doubt = 0;
	const struct word *first = plane_word(p, where.first), *before;

	for (guint32 i = 0; i < where.n; i++)
		doubt = MAX(doubt, plane_word(p, where.first + i)->doubt);
	if (where.first > p->first && !(first->flags & WORD_CELL_START)) {
		before = plane_word(p, where.first - 1);
		if (before->line == first->line && is_broken_figure(p, before))
			doubt = MAX(doubt, before->doubt);
	}
	return doubt;
}

void
fact_offer(const struct reading *r, struct fact *f, char *value, char *text, const char *rule, double score,
    struct region where)
{
	if (f->value && same_value(f->value, value)) {
		/* the same again, elsewhere: it supports, and the better place is the proof */
		f->score = MIN(1, MAX(f->score, score) + 0.03);
		f->doubt = MIN(f->doubt, region_doubt(&r->plane, where));
		g_free(value);
		g_free(text);
		return;
	}
	if (f->value && score <= f->score) {
		if (score > f->runner_up_score) {
			g_free(f->runner_up);
			f->runner_up = value;
			f->runner_up_score = score;
		} else {
			g_free(value);
		}
		g_free(text);
		return;
	}
	if (f->value) {
		g_free(f->runner_up);
		f->runner_up = f->value;
		f->runner_up_score = f->score;
	}
	g_free(f->text);
	f->value = value;
	f->text = text;
	f->rule = rule;
	f->score = score;
	f->cut = FALSE;
	f->doubt = region_doubt(&r->plane, where);
	region_box(&r->plane, where, &f->page, f->box);
	f->word = where.first;
	f->n_words = where.n;
}

/*
 * What a value is worth that was read from a picture. Measured on pages of our own (tests/reading/scans.py): with a
 * doubt below DOUBT_MOST one number in 200 is wrong, up to 25 one in three, beyond that two of three. Such a one
 * stays below what is enough for a field, but where a proof by the lines may raise it. A name with a wrong letter is
 * still a name.
 */
static double
doubted(const struct fact *f)
{
	gboolean digits = strpbrk(f->value, "0123456789") != NULL;

	if (f->doubt < DOUBT_MOST)
		return f->confidence;
	if (digits)
		return MIN(f->confidence, 0.55);
	return f->confidence * (f->doubt < 40 ? 0.9 : 0.7);
}

/* What a score is worth: full marks for a good one without a near rival. */
void
fact_set_confidence(struct fact *f)
{
	double margin;

	if (!f->value)
		return;
	margin = f->runner_up ? f->score - f->runner_up_score : f->score;
	f->confidence = CLAMP(0.55 + 0.45 * MIN(f->score, 1) -
				  (margin < 0.1      ? 0.25
				      : margin < 0.2 ? 0.1
						     : 0),
	    0, f->cut ? CUT_AT_MOST : 0.995);
	f->confidence = doubted(f);
}

/* --- one candidate ------------------------------------------------------------------------------- */

/* The words of a region that hold [start, end) of its text. */
static struct region
region_part(struct region r, const GArray *offsets, struct span span)
{
	guint32 first = 0, last = 0;

	for (guint32 i = 0; i < r.n && i < offsets->len; i++) {
		if (g_array_index(offsets, guint32, i) <= span.start)
			first = i;
		if (g_array_index(offsets, guint32, i) < span.end)
			last = i;
	}
	return (struct region){ r.first + first, last - first + 1, 0 };
}

static gboolean
revision_value(const char *text, char **out, struct span *span)
{
	gsize start = strspn(text, " :#.-=|"), n = strcspn(text + start, " ,;");
	const char *s = text + start;

	if (!n || n > 4 || (text[start + n] && strchr(",;", text[start + n])))
		return FALSE;
	for (gsize i = 0; i < n; i++)
		if (!g_ascii_isdigit(s[i]) && !(g_ascii_isupper(s[i]) && n <= 2))
			return FALSE;
	*out = g_strndup(s, n);
	*span = (struct span){ start, start + n };
	return TRUE;
}

static gint64
segment_of(const struct plane *p, guint32 word)
{
	for (guint32 i = 0; i < p->segments->len; i++)
		if (plane_segment(p, i)->first <= word &&
		    word < plane_segment(p, i)->first + plane_segment(p, i)->n)
			return i;
	return -1;
}

/* A sentence that goes on in the next line. */
static gboolean
terms_wrapped(
    const struct plane *p, struct region where, const char *text, char **out, struct span *span, double *fit)
{
	gint64 segment = where.n ? segment_of(p, where.first + where.n - 1) : -1, below;
	const struct segment *s = segment >= 0 ? plane_segment(p, (guint32)segment) : NULL, *t;
	g_autofree char *next = NULL, *both = NULL;

	if (!s || where.first + where.n != s->first + s->n)
		return FALSE;
	below = segment_below(p, (guint32)segment, s->x0, s->x0 + p->line_height, 0.9f);
	t = below >= 0 ? plane_segment(p, (guint32)below) : NULL;
	if (!t || t->x0 < s->x0 - p->line_height || t->x0 > s->x0 + p->line_height)
		return FALSE;
	next = segment_text(p, (guint32)below);
	both = g_strconcat(text, " ", next, NULL);
	if (!terms_value(both, TRUE, out, span, fit))
		return FALSE;
	span->start = MIN(span->start, strlen(text));
	span->end = MIN(span->end, strlen(text));
	return TRUE;
}

/* Is this the value of a label on its left? */
static gboolean
follows_label(const struct plane *p, guint32 segment)
{
	const struct segment *s = plane_segment(p, segment), *left;

	if (!segment)
		return FALSE;
	left = plane_segment(p, segment - 1);
	return left->page == s->page &&
	       MIN(left->y1, s->y1) - MAX(left->y0, s->y0) > 0.5f * (s->y1 - s->y0) && left->x1 <= s->x0 &&
	       segment_label(p, segment - 1) >= 0;
}

/* "NET 60 DAYS FROM" with "DATE OF INVOICE" on the next line of the cell: taken together while they read as
 * terms. */
static void
terms_continue(const struct plane *p, struct region where, char **value)
{
	const struct word *first = plane_word(p, where.first);
	gint64 segment = segment_of(p, where.first + where.n - 1);

	for (guint i = 0; segment >= 0 && i < 3; i++) {
		gint64 below =
		    segment_below(p, (guint32)segment, first->x0, first->x0 + 3 * p->line_height, 0.9f);
		g_autofree char *next = NULL, *joined = NULL;

		if (below < 0 || plane_segment(p, (guint32)below)->x0 < first->x0 - 0.5f * p->line_height ||
		    plane_segment(p, (guint32)below)->x0 > first->x0 + 0.5f * p->line_height)
			return;
		if (follows_label(p, (guint32)below))
			return;
		next = segment_text(p, (guint32)below);
		if (!terms_go_on(*value, next))
			return;
		joined = g_strconcat(*value, " ", next, NULL);
		g_free(*value);
		*value = g_steal_pointer(&joined);
		segment = below;
	}
}

/* A bare whole number with a word behind it is a count: "30 Tage". */
static gboolean
counts_something(const char *rest)
{
	rest += strspn(rest, " ");
	return g_unichar_isalpha(g_utf8_get_char(rest));
}

gboolean
day_plausible(const struct reading *r, struct day d)
{
	return d.year >= 2000 && d.year <= r->today.year + 3;
}

gboolean
date_value(const struct reading *r, const char *text, char **out, struct span *span, double *fit)
{
	struct date_value d;

	if (!value_date(text, r->order, &d) || !d.day.year)
		return FALSE;
	if (!day_plausible(r, d.day))
		return FALSE;
	*fit = d.other.year ? 0.93 : 1;
	*out = day_format(d.day);
	*span = d.span;
	return TRUE;
}

gboolean
money_fits(const char *text, char **out, struct span *span, double *fit, char currency[4], gboolean *dollar)
{
	struct money_value m;

	if (!value_money(text, &m))
		return FALSE;
	if (!m.fraction && !*m.currency && !m.dollar && !m.grouped && counts_something(text + m.span.end))
		return FALSE;
	*fit = m.fraction || *m.currency || m.dollar ? 1 : m.grouped ? 0.95 : 0.7;
	*out = g_strdup(m.decimal);
	*span = m.span;
	memcpy(currency, m.currency, 4);
	*dollar = m.dollar && !*m.currency;
	return TRUE;
}

static struct fact *
rule_fact(struct reading *r, const struct rule *rule)
{
	if (rule->field == FIELD_CITED)
		return &r->cited;
	if (rule->field == FIELD_INVOICE_MAIL)
		return &r->invoice_mail;
	return &r->field[rule->field];
}

/* Of several sums on one line the last with decimals is the amount: "504 pieces 1,211.40". */
static gboolean
last_money(const char *text, char **out, struct span *span, double *fit, char currency[4], gboolean *dollar)
{
	gboolean taken = FALSE;
	gsize at = 0;

	while (text[at]) {
		char *value = NULL, code[4] = "";
		struct span here;
		double how;
		gboolean sign;

		if ((at == 0 || text[at - 1] == ' ') &&
		    money_fits(text + at, &value, &here, &how, code, &sign)) {
			if (!taken || how > *fit || (how == *fit && how > 0.9)) {
				g_free(*out);
				*out = value;
				*span = (struct span){ at + here.start, at + here.end };
				*fit = how;
				memcpy(currency, code, 4);
				*dollar = sign;
				taken = TRUE;
			} else {
				g_free(value);
			}
			at += MAX(here.end, 1);
			continue;
		}
		at++;
	}
	return taken;
}

/* The values of chained labels are parted by slashes too: which bytes of the text belong to this one. */
static struct span
chain_part(const char *text, guint n, guint place)
{
	const char *cut = strstr(text, " / ") ? " / " : "/", *s = text, *end;

	for (guint i = 0; i < place; i++) {
		s = strstr(s, cut);
		if (!s)
			return (struct span){ 0, 0 };
		s += strlen(cut);
	}
	end = place + 1 < n ? strstr(s, cut) : NULL;
	return (struct span){ (gsize)(s - text), end ? (gsize)(end - text) : strlen(text) };
}

/* "n. 2026/00412 del 12/11/2026", "4711 vom 3.11.2026", or the day on the line below: the date of the order. */
static void
date_behind_number(struct reading *r, const char *rest, struct region number)
{
	static const char *const JOINTS[] = { "del", "du", "vom", "van", "of", "dated", "de", "from", "dtd",
		"d.d.", "dd", "le" };
	const struct plane *p = &r->plane;
	g_autofree char *below = NULL, *value = NULL;
	struct span span;
	double fit;

	rest += strspn(rest, " ,;-");
	if (!*rest) {
		const struct word *w = plane_word(p, number.first);

		for (guint32 i = 0; i < p->segments->len && !below; i++) {
			const struct segment *s = plane_segment(p, i);
			gint64 next;

			if (s->first + s->n <= number.first)
				continue;
			next = segment_below(p, i, s->x0, w->x1, 1.2f);
			below = next >= 0 ? segment_text(p, (guint32)next) : g_strdup("");
		}
		rest = below ? below : "";
	}
	for (gsize i = 0; i < G_N_ELEMENTS(JOINTS); i++) {
		gsize n = strlen(JOINTS[i]);

		if (g_ascii_strncasecmp(rest, JOINTS[i], n) == 0 && rest[n] == ' ' &&
		    date_value(r, rest + n + 1, &value, &span, &fit)) {
			fact_offer(r, &r->field[ORDER_DATE], g_steal_pointer(&value), g_strdup(rest),
			    "po.date.behind", 0.72 * fit, number);
			return;
		}
	}
}

static guint
label_weight(const struct plane *p, guint hit)
{
	return g_array_index(p->hits, struct hit, hit).label->weight;
}

/* "Payment" alone is a label of terms only where terms follow. */
static gboolean
terms_in_prose(const struct plane *p, guint hit)
{
	return hit_standing(p, hit) < 0.7 || label_weight(p, hit) < 60;
}

/* "Total USD 20.00" is another label with its value, and no value of a label above. */
static gboolean
begins_with_label(const struct plane *p, struct region where)
{
	const struct label *label = plane_label_at(p, where.first);

	return label && label->weight >= 40 && label->kind != LABEL_TERMS;
}

/* "80331 München": five digits by themselves, and behind them one name that ends the line or its part. */
static gboolean
is_postcode(const char *text, struct span span)
{
	const char *s = text + span.start, *town = text + span.end + 1;

	return span.end - span.start == 5 && strspn(s, "0123456789") == 5 && town[-1] == ' ' &&
	       g_ascii_isupper(town[0]) && (g_ascii_islower(town[1]) || town[1] & 0x80) &&
	       !town[strcspn(town, " :")];
}

/* Does a word other than a currency stand before the figure? */
static gboolean
has_word(const char *text, gsize end)
{
	for (const char *s = text; s < text + end;) {
		char code[4] = "";
		gboolean dollar = FALSE;
		gsize n = currency_sign(s, code, &dollar);

		if (!n && (g_ascii_isalpha(*s) || *s & 0x80))
			return TRUE;
		s += MAX(n, 1);
	}
	return FALSE;
}

/* Do sums on this page have cents? Then one that was read from a picture without them was cut. */
static gboolean
sums_have_cents(const struct plane *p)
{
	guint n = 0;

	for (guint32 i = p->first; i < p->end && n < 3; i++) {
		const struct word *w = plane_word(p, i);
		const char *end = p->document->text + w->offset + w->size;

		n += w->size > 3 && g_ascii_isdigit(end[-1]) && g_ascii_isdigit(end[-2]) &&
		     (end[-3] == '.' || end[-3] == ',') && g_ascii_isdigit(end[-4]);
	}
	return n >= 3;
}

static gboolean
stands_below(const struct plane *p, guint hit, struct region where)
{
	float box[4];

	hit_box(p, hit, box);
	return plane_word(p, where.first)->y0 > box[3] - 0.3f * p->line_height;
}

/* "+49 555 0100": the rest of a telephone number. */
static gboolean
is_behind_plus(const struct plane *p, guint32 first)
{
	const struct word *w;
	const char *text;

	if (first <= p->first)
		return FALSE;
	w = plane_word(p, first - 1);
	text = p->document->text + w->offset;
	return w->line == plane_word(p, first)->line && w->size >= 2 && *text == '+' &&
	       g_ascii_isdigit(text[1]);
}

/* Of a picture, two or three signs are what is left of a number, or stand on another line. */
static gboolean
is_remnant(const struct plane *p, const char *value)
{
	return p->document->read == READ_OCR && strlen(value) < REFERENCE_LEAST;
}

/* Does the region begin with a value of the rule's type? Then it is offered. */
/* Behind a number that stands alone: nothing, or the day of the next column. */
static gboolean
is_end_or_day(const char *rest)
{
	struct date_value day;

	rest += strspn(rest, " ");
	return !*rest ||
	       (value_date(rest, DATE_ORDER_UNKNOWN, &day) && day.span.start == 0 && !rest[day.span.end]);
}

/* What was read of a text as a rule's type of value. */
struct value_taken {
	char *value;
	struct span span; /* of the text */
	double fit;
	double weight; /* of the score */
	char currency[4];
	gboolean dollar;
	gboolean prose; /* terms in a sentence */
};

static gboolean
date_read(const struct reading *r, const struct rule *rule, const char *text, struct value_taken *v)
{
	gsize lead = 0;

	if (date_value(r, text, &v->value, &v->span, &v->fit))
		return TRUE;
	if (rule->field != ORDER_DELIVERY_DATE)
		return FALSE;
	lead = delivery_lead(text);
	if (!date_value(r, text + lead, &v->value, &v->span, &v->fit))
		return FALSE;
	v->span.start += lead;
	v->span.end += lead;
	return TRUE;
}

static gboolean
money_read(const struct reading *r, const char *text, struct value_taken *v)
{
	if (!last_money(text, &v->value, &v->span, &v->fit, v->currency, &v->dollar))
		return FALSE;
	/* "Total pallets 12"; and the sum of a page without lines is no total where another stands */
	if (v->fit < 0.8 && has_word(text, v->span.start))
		return FALSE;
	if (!strpbrk(v->value, "123456789"))
		v->weight = 0.5;
	return r->plane.document->read != READ_OCR || strchr(v->value, '.') || !sums_have_cents(&r->plane);
}

static gboolean
terms_read(const struct reading *r, guint hit, struct region where, const char *text, struct value_taken *v)
{
	v->prose = terms_in_prose(&r->plane, hit);
	return (terms_value(text, v->prose, &v->value, &v->span, &v->fit) ||
		   (v->prose && terms_wrapped(&r->plane, where, text, &v->value, &v->span, &v->fit))) &&
	       (v->fit >= 1 || !begins_with_label(&r->plane, where));
}

/* FALSE: the text does not begin with such a value; v->value may be set all the same. */
static gboolean
value_read(const struct reading *r, const struct rule *rule, guint hit, struct region where, const char *text,
    struct value_taken *v)
{
	gboolean strict = rule->value == VALUE_REFERENCE_STRICT;
	char code[4];

	switch (rule->value) {
	case VALUE_REFERENCE:
	case VALUE_REFERENCE_STRICT:
		if (!value_reference(text, strict, &v->value, &v->span))
			return FALSE;
		v->fit = v->span.end - v->span.start < 4 ? 0.75 : 1;
		return !is_remnant(&r->plane, v->value) && !is_behind_plus(&r->plane, where.first) &&
		       !(strict && is_postcode(text, v->span));
	case VALUE_REVISION:
		return revision_value(text, &v->value, &v->span);
	case VALUE_DATE:
		return date_read(r, rule, text, v);
	case VALUE_MONEY:
		return money_read(r, text, v);
	case VALUE_CURRENCY:
		if (!value_currency(text, code, &v->span))
			return FALSE;
		v->value = g_strdup(code);
		return TRUE;
	case VALUE_TERMS:
		return terms_read(r, hit, where, text, v);
	case VALUE_MAIL:
		return value_mail_address(text, &v->value, &v->span);
	default:
		return FALSE;
	}
}

gboolean
candidate(struct reading *r, const struct rule *rule, guint hit, struct region where, double score)
{
	g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autofree char *whole = NULL, *text = NULL, *kept = NULL;
	struct value_taken v = { .fit = 1, .weight = 1 };
	struct span part;
	guint place, n = hit_chain(&r->plane, hit, &place);

	where.n = MIN(where.n, rule->value == VALUE_TERMS ? TERMS_WORDS : VALUE_WORDS);
	whole = plane_text(&r->plane, where, offsets);
	part = n > 1 ? chain_part(whole, n, place) : (struct span){ 0, strlen(whole) };
	text = g_strndup(whole + part.start, part.end - part.start);
	if (!value_read(r, rule, hit, where, text, &v) ||
	    (rule->where == WHERE_ALONE && (v.span.start > 2 || !is_end_or_day(text + v.span.end)))) {
		g_free(v.value);
		return FALSE;
	}
	score *= v.weight;
	where =
	    region_part(where, offsets, (struct span){ part.start + v.span.start, part.start + v.span.end });
	if (rule->field == ORDER_NUMBER)
		date_behind_number(r, text + v.span.end, where);
	if (rule->value == VALUE_TERMS && !v.prose)
		terms_continue(&r->plane, where, &v.value);
	if (*v.currency)
		fact_offer(r, &r->field[ORDER_CURRENCY], g_strdup(v.currency),
		    g_strndup(text + v.span.start, v.span.end - v.span.start), "po.currency.total",
		    0.9 * score, where);
	r->dollar_only = r->dollar_only || v.dollar;
	if (rule->field == ORDER_DELIVERY_DATE)
		delivery_see(r, v.value, where, score * v.fit, stands_below(&r->plane, hit, where));
	kept = g_strdup(v.value);
	fact_offer(r, rule_fact(r, rule), v.value, g_strndup(text + v.span.start, v.span.end - v.span.start),
	    rule->id, score * v.fit, where);
	if (rule->field == ORDER_NUMBER && value_reference_is_cut(text + v.span.end) &&
	    g_strcmp0(r->field[ORDER_NUMBER].value, kept) == 0)
		r->field[ORDER_NUMBER].cut = TRUE;
	return TRUE;
}
