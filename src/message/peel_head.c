/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a forwarded or quoted message begins: its header block, or the one line that names its author.
 */
#include "internal.h"
#include "peel.h"

#include <string.h>

enum { BLOCK_LINES_MAX = 40, BLOCK_BLANKS_MAX = 4, VALUE_MAX = 8192 };

/* Beside the ASCII ones. */
static const char *const BLANKS[] = { "\xc2\xa0", "\xe2\x80\x8b", "\xe2\x80\x8e", "\xe2\x80\x8f",
	"\xe2\x80\xaf", "\xef\xbb\xbf", "\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac" };

/* Bytes of one blank at text, read forwards. */
gsize
peel_blank(const char *text, gsize left)
{
	if ((guint8)*text < 0x80)
		return *text == ' ' || *text == '\t' || *text == '\r';
	for (guint i = 0; i < G_N_ELEMENTS(BLANKS); i++) {
		gsize n = strlen(BLANKS[i]);

		if (left >= n && memcmp(text, BLANKS[i], n) == 0)
			return n;
	}
	return 0;
}

static gsize
blank_size_before(const char *text, gsize at, gsize start)
{
	if (at > start && (guint8)text[at - 1] < 0x80)
		return text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\r';
	for (guint i = 0; i < G_N_ELEMENTS(BLANKS); i++) {
		gsize n = strlen(BLANKS[i]);

		if (at - start >= n && memcmp(text + at - n, BLANKS[i], n) == 0)
			return n;
	}
	return 0;
}

void
peel_line_read(const char *text, gsize size, gsize at, struct peel_line *out)
{
	const char *nl = memchr(text + at, '\n', size - at);
	gsize stop = nl ? (gsize)(nl - text) : size, n;

	out->start = at;
	out->next = nl ? stop + 1 : size;
	out->quotes = 0;
	while (at < stop) {
		if (text[at] == '>') {
			if (at + 1 < stop && text[at + 1] == ':' && at + 2 + (text[stop - 1] == '\r') >= stop)
				break; /* the folded end of "Jane Roe <jane@x\n>:" */
			out->quotes++;
			at++;
		} else if ((n = peel_blank(text + at, stop - at))) {
			at += n;
		} else {
			break;
		}
	}
	while (stop > at && ((guint8)text[stop - 1] <= ' ' || (guint8)text[stop - 1] >= 0x80) &&
	       (n = blank_size_before(text, stop, at)))
		stop -= n;
	out->at = at;
	out->stop = stop;
}

void
peel_head_clear(struct peel_head *h)
{
	g_clear_pointer(&h->from.name, g_free);
	g_clear_pointer(&h->from.address, g_free);
	g_clear_pointer(&h->to, g_ptr_array_unref);
	g_clear_pointer(&h->cc, g_ptr_array_unref);
	g_clear_pointer(&h->subject, g_free);
	g_clear_pointer(&h->date, g_free);
}

static char *
value_text(const char *text, gsize size)
{
	g_autofree char *raw = NULL;
	char *value;
	gsize n;

	while (size && ((n = peel_blank(text, size)) || (*text == '*' && (n = 1)))) {
		text += n;
		size -= n;
	}
	while (size && ((n = blank_size_before(text, size, 0)) || (text[size - 1] == '*' && (n = 1))))
		size -= n;
	raw = g_strndup(text, MIN(size, (gsize)VALUE_MAX));
	value = message_text_decode((const guint8 *)raw, strlen(raw), NULL, VALUE_MAX);
	g_free(raw);
	raw = value;
	return header_text(raw);
}

/* Takes one field; FALSE: it is there already. */
static gboolean
field_put(struct peel_head *h, enum peel_field field, const char *text, gsize size, gboolean month_first)
{
	if (field == FIELD_OTHER)
		return TRUE;
	if (h->have & 1u << field)
		return field == FIELD_CC; /* Cc and Bcc are one here */
	h->have |= 1u << field;
	switch (field) {
	case FIELD_FROM:
		peel_address(text, size, &h->from);
		break;
	case FIELD_TO:
		h->to = peel_addresses(text, size);
		break;
	case FIELD_CC:
		h->cc = peel_addresses(text, size);
		break;
	case FIELD_SUBJECT:
		h->subject = value_text(text, size);
		break;
	case FIELD_DATE:
		h->date = value_text(text, size);
		if (!peel_date(h->date, strlen(h->date), month_first, &h->date_s))
			h->date_s = G_MININT64;
		break;
	default:
		break;
	}
	return TRUE;
}

static gboolean
month_first_label(const char *text, gsize size)
{
	char folded[16];

	peel_fold(text, MIN(size, (gsize)4), folded, sizeof folded);
	return strncmp(folded, "sent", 4) == 0; /* Outlook's English "Sent: 10/27/2021" */
}

/*
 * Several fields on one line: "From: a <a@x>To: b <b@x>Sent: ...Subject: ...". Whatever stands behind the
 * subject's label is the subject.
 */
static guint
fields_inline(struct peel_head *h, const char *text, gsize size)
{
	gssize field = -1;
	gsize value = 0, last = MIN(size, (gsize)VALUE_MAX);
	guint n = 0;

	for (gsize i = 0; i < last; i++) {
		gsize start;
		int next;

		if (text[i] != ':' || (next = peel_label_before(text, i, &start)) < 0 || start < value ||
		    (i + 1 < size && text[i + 1] == '/'))
			continue;
		if (field >= 0)
			n += field_put(h, (enum peel_field)field, text + value, start - value, FALSE);
		field = next;
		value = i + 1;
		if (field == FIELD_SUBJECT)
			break;
	}
	if (field >= 0)
		n += field_put(h, (enum peel_field)field, text + value, size - value, FALSE);
	return n;
}

static gboolean
block_good(const struct peel_head *h, gboolean announced)
{
	const guint from = 1u << FIELD_FROM, date = 1u << FIELD_DATE, to = 1u << FIELD_TO,
		    subject = 1u << FIELD_SUBJECT;
	guint have = h->have & (from | date | to | subject);
	guint n = (guint)__builtin_popcount(have);

	if (announced)
		return (have & from) != 0 || n >= 2;
	/* Without dashes above it, a memo's or an order form's "From: / To:" must not pass for a mail. */
	if (!(have & from) || !(have & date) || n < 3)
		return FALSE;
	return h->from.address || n == 4;
}

struct block {
	const char *text;
	gsize size;
	struct peel_head *h;
	struct peel_line line;
	gint64 field;      /* of the value that may go on; -1: none */
	gsize value, stop; /* that value so far */
	gboolean english_sent;
	gboolean set_quotes;
	guint quotes;
	guint n;
};

static gboolean
block_flush(struct block *b)
{
	gboolean fresh = TRUE;

	if (b->field >= 0) {
		g_autofree char *joined = g_strndup(b->text + b->value, b->stop - b->value);

		/* Quote marks of folded lines are no part of the value. */
		for (char *c = joined; (c = strchr(c, '\n'));) {
			for (*c++ = ' '; *c == '>' || *c == ' '; c++)
				*c = ' ';
		}
		fresh = field_put(b->h, (enum peel_field)b->field, joined, strlen(joined), b->english_sent);
		b->n++;
	}
	b->field = -1;
	return fresh;
}

/* Is the line at at the label of a field that the block has not yet? */
static gboolean
block_label_follows(const struct block *b, gsize at)
{
	struct peel_line next;
	gsize value;
	int field;

	if (at >= b->size)
		return FALSE;
	peel_line_read(b->text, b->size, at, &next);
	if (PEEL_BLANK(next))
		return FALSE;
	field = peel_label(b->text + next.at, next.stop - next.at, &value);
	return field >= 0 && field != FIELD_OTHER && !(b->h->have & 1u << field) && field != b->field;
}

/* "Jane Roe <jane@x" goes on; so does a list that ends with a comma. */
static gboolean
addresses_open(const char *text, gsize size)
{
	const char *open = memrchr(text, '<', size), *close = memrchr(text, '>', size);

	return size && (text[size - 1] == ',' || text[size - 1] == ';' || (open && (!close || close < open)));
}

/* Does this line, which has no label, go on with the value above it? */
static gboolean
block_continues(const struct block *b)
{
	const struct peel_line *l = &b->line;
	gsize stop = b->stop, size = l->stop - l->at;
	const char *text = b->text + l->at;
	gboolean indented = l->quotes == b->quotes && (b->text[l->start] == ' ' || b->text[l->start] == '\t');

	if (b->field < 0 || b->field == FIELD_OTHER)
		return FALSE;
	while (stop > b->value &&
	       (b->text[stop - 1] == ' ' || b->text[stop - 1] == '\n' || b->text[stop - 1] == '\t'))
		stop--;
	if (stop == b->value) /* the label stood alone on its line */
		return b->n < 12;
	if (block_label_follows(b, l->next)) /* what stands between two labels is the upper one's */
		return TRUE;
	if (b->field == FIELD_SUBJECT)
		return indented;
	if (b->field == FIELD_DATE)
		return FALSE;
	return addresses_open(b->text + b->value, stop - b->value) || (indented && memchr(text, '@', size)) ||
	       (*text == '<' && memchr(text, '@', size));
}

/* A line without text: may the block go on behind it? Converters from HTML put one between any two lines. */
static gboolean
block_goes_on(const struct block *b, gsize at)
{
	struct peel_line next;

	if (at >= b->size)
		return FALSE;
	peel_line_read(b->text, b->size, at, &next);
	return block_label_follows(b, PEEL_BLANK(next) ? next.next : at);
}

/* TRUE: the line belongs to the block. */
static gboolean
block_line(struct block *b)
{
	struct peel_line *l = &b->line;
	gsize value, size = l->stop - l->at;
	int field = peel_label(b->text + l->at, size, &value);

	if (b->set_quotes && l->quotes != b->quotes)
		return FALSE;
	if (field < 0) {
		if (!block_continues(b))
			return FALSE;
		b->stop = l->stop;
		return TRUE;
	}
	if (!block_flush(b) || (field != FIELD_OTHER && field != FIELD_CC && b->h->have & 1u << field))
		return FALSE;
	b->set_quotes = TRUE;
	b->quotes = l->quotes;
	b->english_sent = month_first_label(b->text + l->at + strspn(b->text + l->at, "*_"), size);
	b->h->finnish |= memmem(b->text + l->at, MIN(size, (gsize)12), "htt\xc3\xa4j\xc3\xa4", 7) != NULL;
	if (field == FIELD_FROM && size < VALUE_MAX) {
		struct peel_head one = { .date_s = G_MININT64 };
		guint n = fields_inline(&one, b->text + l->at, size);

		if (n >= 3 && one.have & 1u << FIELD_FROM) { /* the whole header on one line */
			peel_head_clear(b->h);
			one.finnish = b->h->finnish;
			*b->h = one;
			b->n = n;
			return TRUE;
		}
		peel_head_clear(&one);
	}
	b->field = field;
	b->value = l->at + value;
	b->stop = l->stop;
	return TRUE;
}

gboolean
peel_head_read(const char *text, gsize size, gsize at, gboolean announced, struct peel_head *out,
    gsize *out_content, guint *out_quotes)
{
	struct block b = { .text = text, .size = size, .h = out, .field = -1 };
	gsize content = at;
	guint blanks = 0;

	*out = (struct peel_head){ .date_s = G_MININT64 };
	for (guint i = 0; i < BLOCK_LINES_MAX && at < size; i++) {
		peel_line_read(text, size, at, &b.line);
		if (PEEL_BLANK(b.line)) {
			gboolean open = b.field >= 0 && b.stop <= b.value + 2;

			if (++blanks > BLOCK_BLANKS_MAX ||
			    (b.set_quotes && !open && !block_goes_on(&b, b.line.next)))
				break;
		} else {
			if (!block_line(&b))
				break;
			content = b.line.next;
			blanks = 0;
		}
		at = b.line.next;
	}
	block_flush(&b);
	if (!block_good(out, announced)) {
		peel_head_clear(out);
		return FALSE;
	}
	*out_content = content;
	*out_quotes = b.quotes;
	return TRUE;
}
