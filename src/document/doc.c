/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc - Word's binary documents (97 to 2003): text, tables, hidden text (MS-DOC)
 *
 * The piece table tells where the text's characters lie. Pages of properties tell which paragraphs end a table's row and
 * which characters are hidden. The text becomes HTML, and its reader puts it on the plane. Older formats are skipped.
 */
#include "purser/base.h"
#include "cfb.h"
#include "html_text.h"
#include "office.h"

#define FIB_SIZE 0x1aa
#define PAGE 512
#define NFIB_WORD97 0xc1

enum { FLAG_ENCRYPTED = 1 << 8, FLAG_TABLE_1 = 1 << 9 };
enum {
	SPRM_HIDDEN = 0x083c,
	SPRM_IN_TABLE = 0x2416,
	SPRM_ROW_END = 0x2417,
	SPRM_TABLE_DEFINITION = 0xd608,
	SPRM_TABS = 0xc615
};

struct range { /* of bytes in the main stream */
	guint32 from, to;
};

struct piece {
	guint32 n;  /* characters */
	guint32 at; /* byte in the main stream */
	gboolean wide;
};

struct doc {
	const guint8 *main, *table;
	gsize main_size, table_size;
	GArray *pieces;        /* struct piece, in the order of the text */
	GArray *rows, *hidden; /* struct range, in the order of bytes */
	GArray *cells;         /* paragraphs in tables */
	struct html_text out;
	guint field;             /* depth of fields whose instruction is passed over */
	guint fields;            /* open ones */
	gboolean field_code[32]; /* this one shows its instruction still */
	guint n_hidden;
};

/* ---- the piece table ---- */

static struct slice
table_slice(const struct doc *x, guint32 fib_offset)
{
	guint32 at = le32(x->main + fib_offset), size = le32(x->main + fib_offset + 4);

	if (!x->table || at > x->table_size || size > x->table_size - at)
		return (struct slice){ "", 0 };
	return (struct slice){ (const char *)x->table + at, size };
}

static gboolean
pieces_take(struct doc *x, const guint8 *plc, gsize size)
{
	gsize n = size >= 4 ? (size - 4) / 12 : 0;
	guint64 total = 0;

	for (gsize i = 0; i < n; i++) {
		guint32 from = le32(plc + 4 * i), to = le32(plc + 4 * i + 4),
			fc = le32(plc + 4 * (n + 1) + 8 * i + 2);
		struct piece p = { .wide = !(fc & 0x40000000) };

		p.at = p.wide ? fc : (fc & 0x3fffffff) / 2;
		if (to < from || p.at >= x->main_size)
			continue;
		p.n = (guint32)MIN(to - from, (x->main_size - p.at) / (p.wide ? 2 : 1));
		total += p.n;
		if (total > x->main_size) /* pieces that overlap */
			break;
		g_array_append_val(x->pieces, p);
	}
	return x->pieces->len > 0;
}

/* The Clx: property lists (1), then the piece table (2). */
static gboolean
pieces_load(struct doc *x)
{
	struct slice clx = table_slice(x, 0x1a2);
	struct cursor c = { (const guint8 *)clx.p, clx.n, FALSE };

	while (c.n) {
		guint8 kind = cursor_u8(&c);

		if (kind == 1) {
			cursor_take(&c, cursor_u16(&c));
		} else if (kind == 2) {
			guint32 size = cursor_u32(&c);
			const guint8 *plc = cursor_take(&c, size);

			return plc && pieces_take(x, plc, size);
		} else {
			return FALSE;
		}
	}
	return FALSE;
}

/* ---- properties ---- */

/* Is this switch on in a list of properties? */
static gboolean
property_is_on(const guint8 *p, gsize size, guint16 wanted)
{
	static const guint8 operand[8] = { 1, 1, 2, 4, 2, 2, 0, 3 };
	struct cursor c = { p, size, FALSE };
	gboolean on = FALSE;

	while (c.n >= 2) {
		guint16 sprm = cursor_u16(&c);
		gsize n = operand[sprm >> 13];
		const guint8 *value;

		if (sprm == SPRM_TABLE_DEFINITION) {
			n = cursor_u16(&c);
			n = n ? n - 1 : 0;
		} else if (n == 0) {
			n = cursor_u8(&c);
			if (sprm == SPRM_TABS && n == 255)
				return on; /* its size must be computed; nothing that is sought stands behind it */
		}
		value = cursor_take(&c, n);
		if (value && sprm == wanted)
			on = *value & 1;
	}
	return on;
}

/* A page holds runs of bytes, and for each where its properties stand in the page. */
static void
page_take(const guint8 *page, gboolean paragraphs, guint16 wanted, GArray *out)
{
	guint n = page[PAGE - 1], step = paragraphs ? 13 : 1;

	if (4 * (n + 1) + n * step > PAGE - 1)
		return;
	for (guint i = 0; i < n; i++) {
		struct range range = { le32(page + (gsize)4 * i), le32(page + (gsize)4 * i + 4) };
		guint at = 2U * page[4 * (n + 1) + i * step], size, skip = paragraphs ? 2 : 0;

		if (!at)
			continue;
		size = page[at++];
		if (paragraphs && size == 0 && at < PAGE)
			size = 2U * page[at++];
		else if (paragraphs)
			size = 2 * size - 1;
		if (at + size > PAGE || size <= skip || range.to <= range.from)
			continue;
		if (property_is_on(page + at + skip, size - skip, wanted))
			g_array_append_val(out, range);
	}
}

/* The pages that a table lists: n + 1 offsets, n numbers of pages. */
static GArray *
ranges_load(const struct doc *x, guint32 fib_offset, gboolean paragraphs, guint16 wanted)
{
	GArray *out = g_array_new(FALSE, FALSE, sizeof(struct range));
	struct slice plc = table_slice(x, fib_offset);
	gsize n = plc.n >= 4 ? (plc.n - 4) / 8 : 0;

	for (gsize i = 0; i < MIN(n, x->main_size / PAGE); i++) {
		guint64 page = (guint64)(le32((const guint8 *)plc.p + 4 * (n + 1) + 4 * i) & 0x3fffff) * PAGE;

		if (page + PAGE <= x->main_size)
			page_take(x->main + page, paragraphs, wanted, out);
	}
	return out;
}

static int
range_compare(const void *a, const void *b)
{
	const struct range *v = a, *w = b;

	return v->from < w->from ? -1 : v->from > w->from;
}

static gboolean
ranges_hold(const GArray *ranges, guint32 at)
{
	guint low = 0, high = ranges->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;
		const struct range *r = &g_array_index(ranges, struct range, middle);

		if (at >= r->to)
			low = middle + 1;
		else if (at < r->from)
			high = middle;
		else
			return TRUE;
	}
	return FALSE;
}

/* ---- the text ---- */

static void
field_mark(struct doc *x, guint16 c)
{
	if (c == 0x13) {
		if (x->fields < G_N_ELEMENTS(x->field_code)) {
			x->field_code[x->fields] = TRUE;
			x->field++;
		}
		x->fields++;
	} else if (x->fields) {
		guint top = x->fields - 1;

		if (top < G_N_ELEMENTS(x->field_code) && x->field_code[top]) {
			x->field_code[top] = FALSE;
			x->field--;
		}
		if (c == 0x15)
			x->fields--;
	}
}

static void
character_put(struct doc *x, gunichar c, guint32 at)
{
	if (c >= 0x13 && c <= 0x15) {
		field_mark(x, (guint16)c);
		return;
	}
	if (x->field)
		return;
	switch (c) {
	case 0x07:
		if (ranges_hold(x->rows, at))
			html_text_row(&x->out);
		else
			html_text_cell(&x->out);
		return;
	case 0x0d:
		html_text_break(&x->out, ranges_hold(x->cells, at));
		return;
	case 0x0b:
	case 0x0c:
	case 0x0e:
		html_text_newline(&x->out);
		return;
	case '\t':
		html_text_tab(&x->out);
		return;
	case 0x1e:
		c = '-';
		break;
	default:
		if (c < ' ')
			return;
	}
	html_text_hide(&x->out, ranges_hold(x->hidden, at));
	html_text_char(&x->out, c, ranges_hold(x->cells, at));
}

static void
piece_put(struct doc *x, const struct piece *p)
{
	const guint8 *b = x->main + p->at;
	gunichar high = 0;

	for (guint32 i = 0; i < p->n; i++) {
		gunichar c = p->wide ? le16(b + 2 * (gsize)i) : cp1252_char(b[i]);

		if (c >= 0xd800 && c < 0xdc00) {
			high = c;
			continue;
		}
		if (c >= 0xdc00 && c < 0xe000)
			c = high ? 0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00) : 0xfffd;
		high = 0;
		character_put(x, c, p->at + i * (p->wide ? 2 : 1));
	}
}

static void
text_put(struct doc *x, struct document *d, const struct limits *limits)
{
	x->rows = ranges_load(x, 0x102, TRUE, SPRM_ROW_END);
	x->cells = ranges_load(x, 0x102, TRUE, SPRM_IN_TABLE);
	x->hidden = ranges_load(x, 0xfa, FALSE, SPRM_HIDDEN);
	g_array_sort(x->rows, range_compare);
	g_array_sort(x->cells, range_compare);
	g_array_sort(x->hidden, range_compare);
	html_text_init(&x->out);
	for (guint i = 0; i < x->pieces->len && x->out.html->len < (gsize)limits->text_size * 8; i++)
		piece_put(x, &g_array_index(x->pieces, struct piece, i));
	html_text_read(&x->out, d, limits);
	g_array_unref(x->rows);
	g_array_unref(x->cells);
	g_array_unref(x->hidden);
}

static void
streams_read(struct document *d, struct doc *x, const struct limits *limits)
{
	guint16 flags;

	if (x->main_size < FIB_SIZE || le16(x->main) != 0xa5ec) {
		document_say(d, READ_SKIPPED, "a Word document older than 97");
		return;
	}
	flags = le16(x->main + 10);
	if (flags & FLAG_ENCRYPTED) {
		document_say(d, READ_ENCRYPTED, "encrypted");
		return;
	}
	if (le16(x->main + 2) < NFIB_WORD97) {
		document_say(d, READ_SKIPPED, "a Word document older than 97");
		return;
	}
	x->pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
	if (pieces_load(x))
		text_put(x, d, limits);
	else
		document_say(d, READ_DAMAGED, "its piece table cannot be read");
	g_array_unref(x->pieces);
}

void
doc_read(struct document *d, const struct source *s)
{
	g_autoptr(cfb_handle) c = cfb_open(s->bytes, s->size);
	g_autoptr(GBytes) main = c ? cfb_stream(c, CFB_ROOT, "WordDocument") : NULL;
	g_autoptr(GBytes) table = NULL;
	struct doc x = { 0 };

	d->complex_format = TRUE;
	if (!main) {
		document_say(d, READ_DAMAGED, "its streams cannot be found");
		return;
	}
	x.main = g_bytes_get_data(main, &x.main_size);
	table = cfb_stream(
	    c, CFB_ROOT, x.main_size > 12 && (le16(x.main + 10) & FLAG_TABLE_1) ? "1Table" : "0Table");
	if (table)
		x.table = g_bytes_get_data(table, &x.table_size);
	streams_read(d, &x, s->limits);
}
