/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A body text in layers: what is new, what is forwarded, what is quoted, signatures.
 *
 * One pass over the lines with a stack of frames. A frame opens at a header block, at a line that names an
 * author, or where lines gain a ">"; it closes where its ">" ends, or with the text. The text between two
 * cuts belongs to one layer. Whether a header block without a mark of its own is a forward or a reply says
 * the subject above it.
 */
#include "internal.h"
#include "peel.h"

#include <string.h>

enum {
	DEPTH_MAX = 40,
	LAYERS_MAX = 1000,
	LOOKBACK = 3,         /* lines above the one that ends an attribution */
	LOOKBACK_BYTES = 200, /* of each of them */
	PARAGRAPH_LOOK = 280,
	PARAGRAPH_MIN = 80,
	SIGNATURE_LINES_MAX = 25,
	SIGNOFF_LINES_MAX = 12,
};

struct frame {
	enum layer_how how;
	guint quotes;
	int depth;
	gint head;               /* layer that has its header; -1: none */
	gboolean fresh;          /* no text yet */
	enum peel_subject inner; /* how its own subject begins */
	guint lines_max;         /* of a signature; 0: any */
};

struct seen_line {
	struct peel_line line;
	gboolean had_text; /* of the layer, before this line */
};

struct peel {
	const char *text;
	gsize size;
	const char *subject;
	enum peel_subject outer;
	gboolean vs; /* the subject begins with VS: */
	GPtrArray *layers;
	struct layer *layer; /* the open one */
	gboolean has_text;
	gboolean announced; /* by a header or a mark of its own: stays even when empty */
	guint lines;        /* of the open layer */
	struct frame stack[DEPTH_MAX + 2];
	guint n;
	struct seen_line seen[LOOKBACK];
	guint n_seen;
	gboolean after_blank, forward_seen, may_disclaim;
};

static void
layer_free(struct layer *l)
{
	g_free(l->from.name);
	g_free(l->from.address);
	if (l->to)
		g_ptr_array_unref(l->to);
	if (l->cc)
		g_ptr_array_unref(l->cc);
	g_free(l->subject);
	g_free(l->date);
	g_free(l);
}

static struct frame *
top(struct peel *p)
{
	return &p->stack[p->n - 1];
}

/* Ends the open layer at byte end, and drops it when there was nothing in it. */
static void
layer_close(struct peel *p, gsize end)
{
	struct layer *l = p->layer;
	const struct frame *f = top(p);

	l->end = MAX(end, l->start);
	/* A long "signature" is text under a dashed line. */
	if (l->how == LAYER_SIGNATURE && f->lines_max && p->lines > f->lines_max && p->n > 1)
		l->how = p->stack[p->n - 2].how;
	if (p->layers->len > 1 && !p->has_text && !p->announced)
		g_ptr_array_remove_index(p->layers, p->layers->len - 1);
	p->layer = NULL;
}

static struct address *
address_copy(const struct address *a)
{
	return address_new(g_strdup(a->name), g_strdup(a->address));
}

static GPtrArray *
addresses_copy(const GPtrArray *from)
{
	GPtrArray *out = from ? g_ptr_array_new_with_free_func((GDestroyNotify)address_free) : NULL;

	for (guint i = 0; from && i < from->len; i++)
		g_ptr_array_add(out, address_copy(g_ptr_array_index(from, i)));
	return out;
}

static void
layer_open(struct peel *p, gsize start)
{
	const struct frame *f = top(p);
	struct layer *l = g_new0(struct layer, 1);

	l->how = f->how;
	l->depth = f->depth;
	l->start = l->end = start;
	l->date_s = G_MININT64;
	if (f->head >= 0 &&
	    (guint)f->head < p->layers->len) { /* the rest of a layer that something stood in */
		const struct layer *h = g_ptr_array_index(p->layers, (guint)f->head);

		l->from.name = g_strdup(h->from.name);
		l->from.address = g_strdup(h->from.address);
		l->to = addresses_copy(h->to);
		l->cc = addresses_copy(h->cc);
		l->subject = g_strdup(h->subject);
		l->date = g_strdup(h->date);
		l->date_s = h->date_s;
	}
	g_ptr_array_add(p->layers, l);
	p->layer = l;
	p->has_text = p->announced = FALSE;
	p->lines = 0;
	p->n_seen = 0;
}

static gboolean
full(const struct peel *p)
{
	return p->n > DEPTH_MAX || p->layers->len >= LAYERS_MAX;
}

/* A new frame whose text starts at start; what was open ends at end. */
static void
frame_push(struct peel *p, struct frame f, gsize end, gsize start)
{
	layer_close(p, end);
	p->stack[p->n++] = f;
	layer_open(p, start);
}

static void
frames_pop(struct peel *p, guint n, gsize at)
{
	layer_close(p, at);
	p->n = n;
	layer_open(p, at);
}

/* The number of frames down to which signatures and the like are off. */
static guint
without_signature(const struct peel *p)
{
	guint n = p->n;

	while (n > 1 && (p->stack[n - 1].how == LAYER_SIGNATURE || p->stack[n - 1].how == LAYER_DISCLAIMER))
		n--;
	return n;
}

static void
quotes_adjust(struct peel *p, const struct peel_line *l)
{
	struct frame *f = top(p);

	if (l->quotes == f->quotes)
		return;
	if (l->quotes > f->quotes) {
		if (f->fresh && f->head >= 0) {
			f->quotes = l->quotes;
			return;
		}
		if (full(p))
			return;
		if (without_signature(p) < p->n)
			frames_pop(p, without_signature(p), l->start);
		f = top(p);
		frame_push(p,
		    (struct frame){ .how = LAYER_QUOTE,
			.quotes = l->quotes,
			.depth = f->depth + 1,
			.head = -1,
			.fresh = TRUE },
		    l->start, l->start);
		return;
	}
	if (p->layers->len >= LAYERS_MAX)
		return;
	{
		guint n = p->n;

		while (n > 1 && p->stack[n - 1].quotes > l->quotes)
			n--;
		frames_pop(p, n, l->start);
	}
}

static enum layer_how
head_how(const struct peel *p, enum peel_separator separator, const struct peel_head *h,
    const struct frame *enclosing)
{
	if (separator == SEPARATOR_FORWARD)
		return LAYER_FORWARD;
	if (enclosing->depth > 0)
		return enclosing->inner == SUBJECT_FORWARD ? LAYER_FORWARD : LAYER_QUOTE;
	if (p->outer == SUBJECT_REPLY || (p->vs && h->finnish))
		return LAYER_QUOTE;
	/* A replying client marks the subject; one that is plain, or not known, comes from a forward by hand.
	 */
	return LAYER_FORWARD;
}

/* A cut: header read, from end on; the new layer's text starts at content. */
static void
cut(struct peel *p, enum layer_how how, struct peel_head *h, gsize end, gsize content, guint quotes)
{
	guint n = without_signature(p);
	struct frame f = { .how = how, .quotes = quotes, .fresh = TRUE, .inner = peel_subject(h->subject) };

	if (n < p->n)
		frames_pop(p, n, end);
	/* An empty ">" frame that only holds this header is the header's own. */
	if (p->n > 1 && top(p)->how == LAYER_QUOTE && top(p)->head < 0 && !p->has_text) {
		layer_close(p, end);
		p->n--;
		layer_open(p, end);
	}
	f.depth = top(p)->depth + 1;
	f.head = -1;
	frame_push(p, f, end, content);
	p->announced = TRUE;
	p->layer->from = h->from;
	p->layer->to = h->to;
	p->layer->cc = h->cc;
	p->layer->subject = h->subject;
	p->layer->date = h->date;
	p->layer->date_s = h->date_s;
	top(p)->head = (gint)p->layers->len - 1;
	p->forward_seen |= how == LAYER_FORWARD;
	p->after_blank = TRUE;
}

static const struct frame *
enclosing(struct peel *p)
{
	guint n = without_signature(p);

	while (n > 1 && p->stack[n - 1].how == LAYER_QUOTE && p->stack[n - 1].head < 0)
		n--; /* a bare ">" says nothing of its subject */
	return &p->stack[n - 1];
}

static gboolean
ascii_dash(char c)
{
	return c == '-' || c == '_' || c == '=' || c == '*' || c == '~';
}

static gboolean
try_separator(struct peel *p, const struct peel_line *l, gsize *out_at)
{
	gsize size = l->stop - l->at, used, at, content;
	const char *text = p->text + l->at;
	enum peel_separator separator;
	struct peel_head h = { .date_s = G_MININT64 };
	guint quotes = l->quotes;
	gboolean announced;

	if (!ascii_dash(*text) && (guint8)*text < 0xe2 && text[size - 1] != ':' &&
	    (guint8)text[size - 1] < 0x80)
		return FALSE;
	separator = peel_separator(text, size, &used);
	if (separator == SEPARATOR_NONE)
		return FALSE;
	while (used < size && peel_blank(text + used, size - used))
		used += peel_blank(text + used, size - used);
	at = used < size ? l->at + used : l->next;
	announced = separator != SEPARATOR_RULE;
	content = l->next;
	if (peel_head_read(p->text, p->size, at, announced, &h, &content, &quotes)) {
		quotes = MAX(quotes, l->quotes);
	} else if (!announced || !ascii_dash(*text) || used < size) {
		return FALSE; /* an opening phrase without a header is prose */
	} else {
		content = l->next;
		quotes = l->quotes;
	}
	cut(p,
	    separator == SEPARATOR_ORIGINAL && !h.have ? LAYER_QUOTE
						       : head_how(p, separator, &h, enclosing(p)),
	    &h, l->start, content, quotes);
	*out_at = content;
	return TRUE;
}

static gboolean
colon_near(const char *text, gsize size)
{
	gsize n = MIN(size, (gsize)48);

	return memchr(text, ':', n) || (memchr(text, 0xef, n) && memmem(text, n, "\xef\xbc\x9a", 3));
}

static gboolean
try_head(struct peel *p, const struct peel_line *l, gsize *out_at)
{
	struct peel_head h;
	gsize value, content;
	guint quotes;
	int field;

	if (!colon_near(p->text + l->at, l->stop - l->at))
		return FALSE;
	field = peel_label(p->text + l->at, l->stop - l->at, &value);
	if (field < 0 || field == FIELD_OTHER || field == FIELD_CC ||
	    !peel_head_read(p->text, p->size, l->start, FALSE, &h, &content, &quotes))
		return FALSE;
	cut(p, head_how(p, SEPARATOR_NONE, &h, enclosing(p)), &h, l->start, content, MAX(quotes, l->quotes));
	*out_at = content;
	return TRUE;
}

static void
join(const struct peel *p, const struct peel_line *l, GString *out)
{
	if (out->len)
		g_string_append_c(out, ' ');
	g_string_append_len(out, p->text + l->at, (gssize)(l->stop - l->at));
}

static gboolean
starts_like_one(const struct peel *p, const struct peel_line *l)
{
	char folded[96];

	return peel_fold(p->text + l->at, MIN(l->stop - l->at, (gsize)40), folded, sizeof folded) &&
	       peel_starter(folded);
}

/* "---- On Wed, 24 Feb 2021 jane@x wrote ----" */
static gboolean
dashed_attribution(const struct peel *p, const struct peel_line *l, struct peel_head *out)
{
	gsize from = l->at, to = l->stop;

	while (from < to && p->text[from] == '-')
		from++;
	while (to > from && (p->text[to - 1] == '-' || p->text[to - 1] == ' '))
		to--;
	if (!peel_attribution(p->text + from, to - from, out))
		return FALSE;
	if (out->from.address)
		return TRUE;
	peel_head_clear(out);
	return FALSE;
}

/* "On May 3," may have been cut off from "at 10:18, Jane <jane@x> wrote:". */
static gboolean
begins_above(const struct peel *p, guint k, const struct peel_line *l)
{
	const struct peel_line *first = k ? &p->seen[p->n_seen - k].line : l, *above;

	if (k >= p->n_seen || starts_like_one(p, first))
		return FALSE;
	above = &p->seen[p->n_seen - k - 1].line;
	return above->stop - above->at < 48 && starts_like_one(p, above);
}

/* A name's "@" or a date's digit must be there. */
static gboolean
worth_reading(const struct peel *p, const struct peel_line *l)
{
	for (gint k = (gint)p->n_seen; k >= 0; k--) {
		const struct peel_line *one = k < (gint)p->n_seen ? &p->seen[k].line : l;

		for (gsize i = one->at; i < one->stop; i++)
			if (g_ascii_isdigit(p->text[i]) || p->text[i] == '@')
				return TRUE;
	}
	return FALSE;
}

/* Joined with k lines above it, one after the other: the first reading with a date, else the first. -1: none.
 */
static gint
attribution_above(const struct peel *p, const struct peel_line *l, struct peel_head *out)
{
	gint best = -1;

	if (!worth_reading(p, l))
		return -1;
	for (guint k = 0; k <= p->n_seen; k++) {
		g_autoptr(GString) joined = g_string_new(NULL);
		struct peel_head h;

		for (guint i = p->n_seen - k; i < p->n_seen; i++)
			join(p, &p->seen[i].line, joined);
		join(p, l, joined);
		if (!peel_attribution(joined->str, joined->len, &h)) {
			if (k == 0 && !h.may_end)
				return -1;
			continue;
		}
		if (best >= 0 && !h.date) {
			peel_head_clear(&h);
			continue;
		}
		if (best >= 0)
			peel_head_clear(out);
		*out = h;
		best = (gint)k;
		if (h.date && !begins_above(p, k, l))
			break;
	}
	return best;
}

/* The attribution that ends with this line may begin up to three lines above it. */
static gboolean
try_attribution(struct peel *p, const struct peel_line *l, gsize *out_at)
{
	gsize size = l->stop - l->at, start = l->start;
	const char *end = p->text + l->stop;
	struct peel_head h;
	gint k = 0;

	if (size > 8 && memcmp(p->text + l->at, "--", 2) == 0 && end[-1] == '-') {
		if (!dashed_attribution(p, l, &h))
			return FALSE;
	} else if (end[-1] == ':' || (size > 3 && memcmp(end - 3, "\xef\xbc\x9a", 3) == 0)) {
		k = attribution_above(p, l, &h);
		if (k < 0)
			return FALSE;
	} else {
		return FALSE;
	}
	if (k) {
		start = p->seen[p->n_seen - (guint)k].line.start;
		p->has_text = p->seen[p->n_seen - (guint)k].had_text;
	}
	/* Outlook for Mac introduces even a forward so; only the subject tells. */
	cut(p,
	    p->outer == SUBJECT_FORWARD && !p->forward_seen && enclosing(p)->depth == 0 &&
		    !(p->vs && h.finnish)
		? LAYER_FORWARD
		: LAYER_QUOTE,
	    &h, start, l->next, l->quotes);
	*out_at = l->next;
	return TRUE;
}

static void
signature_push(struct peel *p, const struct peel_line *l, enum layer_how how, guint lines_max)
{
	const struct frame *f = top(p);

	frame_push(p,
	    (struct frame){
		.how = how, .quotes = f->quotes, .depth = f->depth, .head = -1, .lines_max = lines_max },
	    l->start, l->start);
	p->has_text = TRUE;
}

static gboolean
is_signature_mark(const char *text, gsize size)
{
	return (size == 2 && memcmp(text, "--", 2) == 0) || (size == 2 && memcmp(text, "__", 2) == 0) ||
	       (size == 3 && memcmp(text, "\xe2\x80\x94", 3) == 0);
}

/* Only a paragraph of some length can be one: its first line is long, or others follow. */
static gboolean
paragraph_disclaims(const struct peel *p, const struct peel_line *l)
{
	return p->may_disclaim && l->stop - l->at >= 50 && p->size - l->at >= PARAGRAPH_MIN &&
	       peel_disclaimer(p->text + l->at, MIN(p->size - l->at, (gsize)PARAGRAPH_LOOK));
}

/* TRUE: the line has been dealt with. */
static gboolean
try_closing(struct peel *p, const struct peel_line *l)
{
	const char *text = p->text + l->at;
	gsize size = l->stop - l->at;
	enum layer_how how = top(p)->how;
	enum peel_closing closing;

	if (full(p) || how == LAYER_DISCLAIMER)
		return FALSE;
	if (how != LAYER_SIGNATURE && is_signature_mark(text, size)) {
		signature_push(p, l, LAYER_SIGNATURE, SIGNATURE_LINES_MAX);
		return TRUE;
	}
	if (p->after_blank && paragraph_disclaims(p, l)) {
		signature_push(p, l, LAYER_DISCLAIMER, 0);
		return TRUE;
	}
	if (how == LAYER_SIGNATURE || (closing = peel_closing(text, size)) == CLOSING_NONE)
		return FALSE;
	if (closing == CLOSING_SIGNOFF && !p->has_text)
		return FALSE;
	signature_push(p, l, LAYER_SIGNATURE, closing == CLOSING_SIGNOFF ? SIGNOFF_LINES_MAX : 0);
	if (closing == CLOSING_MOBILE) /* that line alone */
		frames_pop(p, p->n - 1, l->next);
	return TRUE;
}

static void
remember(struct peel *p, const struct peel_line *l)
{
	if (l->stop - l->at > LOOKBACK_BYTES) {
		p->n_seen = 0;
		return;
	}
	if (p->n_seen == LOOKBACK) {
		memmove(p->seen, p->seen + 1, sizeof p->seen - sizeof p->seen[0]);
		p->n_seen--;
	}
	p->seen[p->n_seen++] = (struct seen_line){ *l, p->has_text };
}

/* Takes the line at at; returns where the next begins. */
static gsize
take_line(struct peel *p, gsize at)
{
	struct peel_line l;
	gsize next;

	peel_line_read(p->text, p->size, at, &l);
	if (PEEL_BLANK(l)) {
		p->n_seen = 0;
		p->after_blank = TRUE;
		if (top(p)->how == LAYER_DISCLAIMER)
			frames_pop(p, p->n - 1, l.next);
		return l.next;
	}
	quotes_adjust(p, &l);
	if (!full(p) &&
	    (try_separator(p, &l, &next) || try_head(p, &l, &next) || try_attribution(p, &l, &next)))
		return next;
	if (!try_closing(p, &l)) {
		remember(p, &l);
		p->has_text = TRUE;
	}
	p->lines++;
	p->after_blank = FALSE;
	top(p)->fresh = FALSE;
	return l.next;
}

GPtrArray *
message_peel(const char *text, gsize size, const char *subject)
{
	struct peel p = { .text = text, .size = size, .subject = subject, .after_blank = TRUE };

	peel_init();
	p.outer = peel_subject(subject);
	p.may_disclaim = peel_may_disclaim(text, size);
	p.vs = subject && g_ascii_strncasecmp(subject, "VS:", 3) == 0;
	p.layers = g_ptr_array_new_with_free_func((GDestroyNotify)layer_free);
	p.stack[0] = (struct frame){ .how = LAYER_TOP, .head = -1, .inner = p.outer };
	p.n = 1;
	layer_open(&p, 0);
	for (gsize at = 0; at < size;)
		at = take_line(&p, at);
	layer_close(&p, size);
	return p.layers;
}

gboolean
message_subject_is_own(const char *subject)
{
	peel_init();
	return !subject || peel_subject(subject) == SUBJECT_PLAIN;
}
