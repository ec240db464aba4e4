/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xls - Excel's binary workbooks (97 to 2003, BIFF8): each sheet's cells as a grid (MS-XLS)
 *
 * As xlsx.c, from records: a type, a size, and bytes; long ones go on in CONTINUE records. Older formats are skipped.
 */
#include "purser/base.h"
#include "cfb.h"
#include "grid.h"
#include "number.h"
#include "office.h"
#include "xls.h"

#define SHEETS_MAX 255
#define COLUMNS 256
#define BIFF8 0x0600

enum record {
	R_FORMULA = 0x06,
	R_EOF = 0x0a,
	R_DATE1904 = 0x22,
	R_FILEPASS = 0x2f,
	R_CONTINUE = 0x3c,
	R_COLINFO = 0x7d,
	R_BOUNDSHEET = 0x85,
	R_MULRK = 0xbd,
	R_XF = 0xe0,
	R_SST = 0xfc,
	R_LABELSST = 0xfd,
	R_NUMBER = 0x203,
	R_LABEL = 0x204,
	R_BOOLERR = 0x205,
	R_STRING = 0x207,
	R_ROW = 0x208,
	R_RK = 0x27e,
	R_FORMAT = 0x41e,
	R_BOF = 0x809,
};

struct sheet {
	guint32 at;
	gboolean shown;
};

struct xls {
	struct document *d;
	struct scribe out;
	struct grid grid;
	const guint8 *bytes;
	gsize size;
	GArray *sheets;      /* struct sheet */
	GPtrArray *strings;  /* char* */
	GArray *styles;      /* guint16: number of its format */
	GHashTable *formats; /* number → code */
	gboolean from_1904, locked, full;
	guint32 y;
	/* of the sheet that is being read */
	guint16 sheet; /* the one that is being read, from 1 */
	gboolean hidden_column[COLUMNS];
	GHashTable *hidden_rows;
	guint32 row, column; /* of the formula whose text comes next */
};

/* The record at *at, its body in out; *at moves behind it. FALSE at the end. */
static gboolean
record_next(const struct xls *x, gsize *at, guint16 *out_type, struct cursor *out)
{
	guint16 size;

	if (*at > x->size || x->size - *at < 4)
		return FALSE;
	*out_type = le16(x->bytes + *at);
	size = le16(x->bytes + *at + 2);
	*at += 4;
	if (size > x->size - *at)
		return FALSE;
	*out = (struct cursor){ x->bytes + *at, size, FALSE };
	*at += size;
	return TRUE;
}

/* ---- cells ---- */

static void
cell_text(struct xls *x, guint32 row, guint32 column, const char *text, gsize size)
{
	if (x->hidden_column[MIN(column, COLUMNS - 1)] ||
	    g_hash_table_contains(x->hidden_rows, GUINT_TO_POINTER(row + 1)))
		x->d->n_hidden += size > 0;
	else if (!grid_cell(&x->grid, row, column, text, size))
		x->full = TRUE;
}

static void
cell_number(struct xls *x, guint32 row, guint32 column, guint16 style, double value)
{
	guint16 format = style < x->styles->len ? g_array_index(x->styles, guint16, style) : 0;
	const char *code = g_hash_table_lookup(x->formats, GUINT_TO_POINTER(format));
	g_autoptr(GString) shown = g_string_new(NULL);

	number_show(shown, value, code ? code : number_builtin(format), x->from_1904);
	cell_text(x, row, column, shown->str, shown->len);
}

static double
double_of(const guint8 *b)
{
	guint64 bits = le64(b);
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

/* A number in 30 bits: an integer or the top of a double, perhaps times 100. */
static double
rk_of(guint32 rk)
{
	guint64 bits = (guint64)(rk & ~3U) << 32;
	double value;

	if (rk & 2)
		value = (double)((gint32)rk >> 2);
	else
		memcpy(&value, &bits, sizeof value);
	return rk & 1 ? value / 100 : value;
}

static void
take_multiple(struct xls *x, struct cursor c)
{
	guint32 row = cursor_u16(&c), column = cursor_u16(&c);

	while (c.n >= 8) { /* the last two bytes are the last column */
		guint16 style = cursor_u16(&c);

		cell_number(x, row, column++, style, rk_of(cursor_u32(&c)));
	}
}

static void
take_formula(struct xls *x, struct cursor c)
{
	guint32 row = cursor_u16(&c), column = cursor_u16(&c);
	guint16 style = cursor_u16(&c);
	const guint8 *value = cursor_take(&c, 8);

	if (!value)
		return;
	x->row = row;
	x->column = column;
	if (le16(value + 6) != 0xffff)
		cell_number(x, row, column, style, double_of(value));
	else if (value[0] == 1)
		cell_text(x, row, column, value[2] ? "TRUE" : "FALSE", value[2] ? 4 : 5);
}

static void
take_label(struct xls *x, struct cursor c, gboolean shared)
{
	guint32 row = cursor_u16(&c), column = cursor_u16(&c), index;
	g_autofree char *own = NULL;
	const char *text = "";

	cursor_u16(&c);
	if (shared) {
		index = cursor_u32(&c);
		if (!c.bad && index < x->strings->len)
			text = x->strings->pdata[index];
	} else {
		own = xls_string(&c, 2);
		text = own;
	}
	cell_text(x, row, column, text, strlen(text));
}

static void
take_cell(struct xls *x, guint16 type, struct cursor c)
{
	guint32 row, column;
	guint16 style;
	const guint8 *value;

	switch (type) {
	case R_LABELSST:
	case R_LABEL:
		take_label(x, c, type == R_LABELSST);
		return;
	case R_MULRK:
		take_multiple(x, c);
		return;
	case R_FORMULA:
		take_formula(x, c);
		return;
	default:
		break;
	}
	row = cursor_u16(&c);
	column = cursor_u16(&c);
	style = cursor_u16(&c);
	value = cursor_take(&c, type == R_NUMBER ? 8 : type == R_RK ? 4 : 2);
	if (!value)
		return;
	if (type == R_NUMBER)
		cell_number(x, row, column, style, double_of(value));
	else if (type == R_RK)
		cell_number(x, row, column, style, rk_of(le32(value)));
	else if (!value[1])
		cell_text(x, row, column, value[0] ? "TRUE" : "FALSE", value[0] ? 4 : 5);
}

/* ---- a sheet ---- */

static void
take_columns(struct xls *x, struct cursor c)
{
	guint16 first = cursor_u16(&c), last = cursor_u16(&c);

	cursor_take(&c, 4);
	if (cursor_u16(&c) & 1)
		for (guint i = first; i <= last && i < COLUMNS; i++)
			x->hidden_column[i] = TRUE;
}

static void
take_row(struct xls *x, struct cursor c)
{
	guint row = cursor_u16(&c);

	cursor_take(&c, 10);
	if (cursor_u16(&c) & 0x20)
		g_hash_table_add(x->hidden_rows, GUINT_TO_POINTER(row + 1));
}

static void
sheet_record(struct xls *x, guint16 type, struct cursor c)
{
	g_autofree char *text = NULL;

	switch (type) {
	case R_COLINFO:
		take_columns(x, c);
		break;
	case R_ROW:
		take_row(x, c);
		break;
	case R_STRING:
		text = xls_string(&c, 2);
		cell_text(x, x->row, x->column, text, strlen(text));
		break;
	case R_LABELSST:
	case R_LABEL:
	case R_MULRK:
	case R_FORMULA:
	case R_NUMBER:
	case R_RK:
	case R_BOOLERR:
		take_cell(x, type, c);
		break;
	default:
		break;
	}
}

static void
sheet_read(struct xls *x, gsize at)
{
	guint16 type;
	struct cursor c;
	guint depth = 0;

	x->sheet++;
	memset(x->hidden_column, 0, sizeof x->hidden_column);
	g_hash_table_remove_all(x->hidden_rows);
	while (!x->full && record_next(x, &at, &type, &c)) {
		if (type == R_BOF)
			depth++;
		else if (type == R_EOF && (depth == 0 || --depth == 0))
			break;
		else if (depth == 1) /* a chart inside is another one */
			sheet_record(x, type, c);
	}
	if (!grid_emit(&x->grid, &x->out, x->sheet, &x->y))
		x->full = TRUE;
}

/* ---- the workbook ---- */

static void
take_sheet(struct xls *x, struct cursor c)
{
	struct sheet sheet = { .at = cursor_u32(&c) };
	guint8 state = cursor_u8(&c), kind = cursor_u8(&c);

	sheet.shown = (state & 3) == 0 && kind == 0;
	if (!c.bad && x->sheets->len < SHEETS_MAX)
		g_array_append_val(x->sheets, sheet);
}

static void
take_format(struct xls *x, struct cursor c)
{
	guint16 number = cursor_u16(&c);
	char *code = xls_string(&c, 2);

	g_hash_table_insert(x->formats, GUINT_TO_POINTER(number), code);
}

static void
take_style(struct xls *x, struct cursor c)
{
	guint16 format;

	cursor_u16(&c);
	format = cursor_u16(&c);
	g_array_append_val(x->styles, format);
}

/* The strings that cells share lie in one record and those that continue it. */
static void
take_strings(struct xls *x, struct cursor c, gsize at)
{
	GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct cursor));
	guint16 type;

	g_array_append_val(parts, c);
	while (record_next(x, &at, &type, &c) && type == R_CONTINUE)
		g_array_append_val(parts, c);
	xls_shared_strings(x->strings, parts);
	g_array_unref(parts);
}

static void
globals_record(struct xls *x, guint16 type, struct cursor c, gsize behind)
{
	switch (type) {
	case R_BOUNDSHEET:
		take_sheet(x, c);
		break;
	case R_FILEPASS:
		x->locked = TRUE;
		break;
	case R_DATE1904:
		x->from_1904 = cursor_u16(&c) == 1;
		break;
	case R_FORMAT:
		take_format(x, c);
		break;
	case R_XF:
		take_style(x, c);
		break;
	case R_SST:
		if (!x->strings->len)
			take_strings(x, c, behind);
		break;
	default:
		break;
	}
}

/* FALSE: it is none of this version. */
static gboolean
globals_read(struct xls *x)
{
	gsize at = 0;
	guint16 type;
	struct cursor c;

	if (!record_next(x, &at, &type, &c) || type != R_BOF || cursor_u16(&c) != BIFF8)
		return FALSE;
	while (!x->locked && record_next(x, &at, &type, &c) && type != R_EOF)
		globals_record(x, type, c, at);
	return TRUE;
}

static void
book_read(struct xls *x, const struct limits *limits)
{
	struct document *d = x->d;

	if (!globals_read(x)) {
		document_say(d, READ_SKIPPED, "an Excel workbook older than 97");
		return;
	}
	if (x->locked) {
		document_say(d, READ_ENCRYPTED, "encrypted");
		return;
	}
	scribe_init(&x->out, d, limits, x->size);
	for (guint i = 0; i < x->sheets->len && !x->full; i++) {
		const struct sheet *sheet = &g_array_index(x->sheets, struct sheet, i);
		gboolean again = FALSE; /* sheets at one place would be read for each */

		for (guint k = 0; k < i; k++)
			again = again || g_array_index(x->sheets, struct sheet, k).at == sheet->at;
		if (sheet->shown && !again)
			sheet_read(x, sheet->at);
	}
	scribe_finish(&x->out);
	d->truncated = d->truncated || x->full;
	if (d->truncated)
		document_say(d, READ_TEXT, "only the first part was read");
	else if (!x->sheets->len)
		document_say(d, READ_DAMAGED, "it has no sheets");
}

void
xls_read(struct document *d, const struct source *s)
{
	g_autoptr(cfb_handle) c = cfb_open(s->bytes, s->size);
	g_autoptr(GBytes) book = c ? cfb_stream(c, CFB_ROOT, "Workbook") : NULL;
	struct xls x = { .d = d };

	d->complex_format = TRUE;
	if (!book) {
		gboolean old = c && cfb_find(c, CFB_ROOT, "Book") >= 0;

		document_say(d, old ? READ_SKIPPED : READ_DAMAGED, "%s",
		    old ? "an Excel workbook older than 97" : "its workbook cannot be found");
		return;
	}
	x.bytes = g_bytes_get_data(book, &x.size);
	x.sheets = g_array_new(FALSE, FALSE, sizeof(struct sheet));
	x.strings = g_ptr_array_new_with_free_func(g_free);
	x.styles = g_array_new(FALSE, FALSE, sizeof(guint16));
	x.formats = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	x.hidden_rows = g_hash_table_new(NULL, NULL);
	grid_init(&x.grid, s->limits);
	book_read(&x, s->limits);
	grid_clear(&x.grid);
	g_array_unref(x.sheets);
	g_ptr_array_unref(x.strings);
	g_array_unref(x.styles);
	g_hash_table_unref(x.formats);
	g_hash_table_unref(x.hidden_rows);
}
