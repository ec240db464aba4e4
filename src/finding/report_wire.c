/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_wire - a report as flat bytes and back
 *
 *	report	verdict and flags (a byte each), confidence, head row, mask of lists, the lists that have rows
 *	list	number of rows (u16, not 0), then the rows: texts, or columns and what the list adds to them
 *	row	mask of columns (u32), a text that is not empty for each of them
 *	text	size (u16), bytes
 *
 * What is empty costs a bit. Each report has one form only. The packing side cleans and cuts, so that an honest reader is
 * never refused; the unpacking side trusts nothing: what does not fit is REJECT, and nothing of it is kept. Like report.c
 * it needs no library but GLib.
 */
#include "report_wire.h"

/* --- texts --------------------------------------------------------------------------------------- */

/* No controls, valid UTF-8; eight bytes at a time. */
static gboolean
text_is_clean(const char *s, gsize n)
{
	const guint64 ones = G_MAXUINT64 / 0xff, tops = ones * 0x80;
	guint64 bad = 0, high = 0;

	gsize i = 0;

	for (; i + sizeof ones <= n; i += sizeof ones) {
		guint64 x, del;

		memcpy(&x, s + i, sizeof x);
		del = x ^ ones * 0x7f;
		bad |= ((x - ones * ' ') & ~x) | ((del - ones) & ~del);
		high |= x;
	}
	if (bad & tops)
		return FALSE;
	for (; i < n; i++) {
		if ((guchar)s[i] < ' ' || s[i] == 0x7f)
			return FALSE;
		high |= (guchar)s[i];
	}
	return !(high & tops) || g_utf8_validate(s, (gssize)n, NULL);
}

/* One line, valid, within the cap, of a text that is not. */
static char *
text_clean(const char *s, gsize cap)
{
	char *copy = g_strndup(s, cap);
	const char *end;

	g_utf8_validate(copy, -1, &end);
	if (strlen(s) > cap || *end == 0)
		copy[end - copy] = 0;
	for (char *p = copy; *p; p++)
		if ((guchar)*p < 0x20 || *p == 0x7f)
			*p = ' ';
	if (!g_utf8_validate(copy, -1, NULL)) {
		g_autofree char *bad = copy;

		copy = g_utf8_make_valid(bad, -1);
		while (strlen(copy) > cap)
			*g_utf8_find_prev_char(copy, copy + strlen(copy)) = 0;
	}
	return copy;
}

static void
pack_text(struct flat *out, const char *s, gsize cap)
{
	g_autofree char *owned = NULL;
	gsize n = strlen(s);

	if (G_UNLIKELY(n > cap || !text_is_clean(s, n))) {
		owned = text_clean(s, cap);
		s = owned;
		n = strlen(s);
	}
	flat_u16(out, (guint16)n);
	flat_put(out, s, n);
}

/* FALSE: nothing is left of it, and nothing is written. */
static gboolean
pack_value(struct flat *out, const char *s, gsize cap)
{
	gsize at = out->size;

	if (!s || !*s)
		return FALSE;
	pack_text(out, s, cap);
	if (out->size - at > sizeof(guint16))
		return TRUE;
	out->size = at;
	return FALSE;
}

static gboolean
in_set(const char *s, const char *const *set)
{
	guint n = set == VERDICT_NAMES ? VERDICT_N : G_MAXUINT;

	for (guint i = 0; i < n && set[i]; i++)
		if (strcmp(s, set[i]) == 0)
			return TRUE;
	return FALSE;
}

/* NULL: it is not as agreed. */
static char *
unpack_text(struct cursor *c, const struct column_check *check)
{
	gsize n = cursor_u16(c);
	const guint8 *bytes = cursor_take(c, n);
	char *s;

	if (!bytes || n > check->cap || !text_is_clean((const char *)bytes, n))
		return NULL;
	s = g_malloc(n + 1);
	memcpy(s, bytes, n);
	s[n] = 0;
	if (check->set && !in_set(s, check->set))
		g_clear_pointer(&s, g_free);
	return s;
}

/* FALSE: it is not as agreed, or empty. */
static gboolean
unpack_value(struct cursor *c, const struct column_check *check, char **out)
{
	*out = unpack_text(c, check);
	return *out && **out;
}

/* --- rows ---------------------------------------------------------------------------------------- */

static void
pack_row(struct flat *out, gconstpointer row, const struct report_column *columns,
    const struct column_check *checks)
{
	gsize at = out->size;
	guint32 mask = 0;

	flat_u32(out, 0);
	for (guint i = 0; columns[i].key; i++)
		if (pack_value(out, G_STRUCT_MEMBER(char *, row, columns[i].offset), checks[i].cap))
			mask |= 1U << i;
	mask = GUINT32_TO_LE(mask);
	memcpy(out->data + at, &mask, sizeof mask);
}

static gboolean
unpack_row(
    struct cursor *c, gpointer row, const struct report_column *columns, const struct column_check *checks)
{
	guint32 mask = cursor_u32(c);

	for (guint i = 0; columns[i].key; i++, mask >>= 1)
		if ((mask & 1) &&
		    !unpack_value(c, &checks[i], &G_STRUCT_MEMBER(char *, row, columns[i].offset)))
			return FALSE;
	return !mask && !c->bad;
}

static void
pack_rows(struct flat *out, const GPtrArray *rows, guint n, const struct report_column *columns,
    const struct column_check *checks)
{
	flat_u16(out, (guint16)n);
	for (guint i = 0; i < n; i++)
		pack_row(out, rows->pdata[i], columns, checks);
}

/* --- what some lists add to their columns --------------------------------------------------------- */

enum { LINES_PROVEN = 1, LINES_SUM = 2 };

static const struct column_check SUM_CHECK = { CAP_NAME, NULL };

/* Lines of goods: how many there are, what they come to, whether the paper says so too, and their rows. */
static void
pack_lines(struct flat *out, const struct order *o)
{
	gsize at;

	flat_u32(out, MIN(o->n_lines, (guint)CAP_LINES));
	at = out->size;
	flat_u8(out, o->lines_proven ? LINES_PROVEN : 0);
	if (pack_value(out, o->lines_sum, SUM_CHECK.cap))
		out->data[at] |= LINES_SUM;
	pack_rows(out, o->lines, MIN(o->lines->len, (guint)G_MAXUINT16), ORDER_LINE_COLUMNS,
	    ORDER_LINE_COLUMNS_CHECKS);
}

static void
pack_order(struct flat *out, gconstpointer row)
{
	const struct order *o = row;
	gboolean lines = o->lines && o->lines->len;

	flat_double(out, o->confidence);
	flat_put(out, o->field_confidence, sizeof o->field_confidence);
	flat_u8(out, lines ? 1 : 0);
	if (lines)
		pack_lines(out, o);
}

static gboolean
unpack_lines(struct cursor *c, struct order *o, const struct limits *limits)
{
	guint8 flags;
	guint n;

	o->n_lines = cursor_u32(c);
	flags = cursor_u8(c);
	o->lines_proven = (flags & LINES_PROVEN) != 0;
	if (flags > (LINES_PROVEN | LINES_SUM) ||
	    ((flags & LINES_SUM) && !unpack_value(c, &SUM_CHECK, &o->lines_sum)))
		return FALSE;
	n = cursor_u16(c);
	if (!n || n > limits->order_lines)
		return FALSE;
	o->lines = g_ptr_array_new_full(n, order_line_free);
	for (guint i = 0; i < n; i++) {
		struct order_line *line = g_new0(struct order_line, 1);

		g_ptr_array_add(o->lines, line);
		if (!unpack_row(c, line, ORDER_LINE_COLUMNS, ORDER_LINE_COLUMNS_CHECKS))
			return FALSE;
	}
	return TRUE;
}

static gboolean
unpack_order(struct cursor *c, gpointer row, const struct limits *limits)
{
	struct order *o = row;
	guint8 lines;

	o->confidence = cursor_double(c);
	for (guint f = 0; f < ORDER_FIELD_N; f++)
		o->field_confidence[f] = cursor_double(c);
	lines = cursor_u8(c);
	return lines <= 1 && (!lines || unpack_lines(c, o, limits));
}

static void
pack_document(struct flat *out, gconstpointer row)
{
	const struct report_document *d = row;

	flat_u32(out, (guint32)d->pages);
}

static gboolean
unpack_document(struct cursor *c, gpointer row, const struct limits *limits G_GNUC_UNUSED)
{
	struct report_document *d = row;

	d->pages = (int)cursor_u32(c);
	return TRUE;
}

static void
pack_evidence(struct flat *out, gconstpointer row)
{
	const struct report_evidence *e = row;

	flat_u32(out, (guint32)e->page);
	flat_put(out, e->box, sizeof e->box);
}

static gboolean
unpack_evidence(struct cursor *c, gpointer row, const struct limits *limits G_GNUC_UNUSED)
{
	struct report_evidence *e = row;

	e->page = (int)cursor_u32(c);
	for (guint i = 0; i < G_N_ELEMENTS(e->box); i++)
		e->box[i] = cursor_double(c);
	return TRUE;
}

/* --- the lists ----------------------------------------------------------------------------------- */

static const struct column_check LONG_CHECK = { CAP_LONG, NULL }, SHORT_CHECK = { CAP_SHORT, NULL },
				 ID_CHECK = { CAP_ID, NULL };

/* In the order of their bits in the mask. */
static const struct list {
	const char *key;
	gsize offset;   /* of the GPtrArray in struct report */
	gsize row_size; /* 0: its rows are texts */
	const struct report_column *columns;
	const struct column_check *checks; /* of a text: one */
	gsize limit; /* offset in struct limits of a limit of its rows, which the packing side keeps */
	void (*pack)(struct flat *out, gconstpointer row);
	gboolean (*unpack)(struct cursor *c, gpointer row, const struct limits *limits);
	gboolean (*check)(gconstpointer row);
	guint most;  /* rows beyond it are not packed */
	guint spare; /* beside the limit */
} LISTS[] = {
#define MEMBER(name) .key = #name, .offset = offsetof(struct report, name)
#define ROWS(type, table) .row_size = sizeof(struct type), .columns = table, .checks = table##_CHECKS
#define LIMIT(name) .most = G_MAXUINT16, .limit = offsetof(struct limits, name)
	{ MEMBER(reasons), .checks = &LONG_CHECK, .most = CAP_ROWS },
	{ MEMBER(warnings), .checks = &LONG_CHECK, .most = CAP_ROWS },
	{ MEMBER(cited_orders), .checks = &SHORT_CHECK, .most = CAP_CITED },
	{ MEMBER(references), .checks = &ID_CHECK, .most = CAP_CITED },
	/* one more says that there were more */
	{ MEMBER(orders), ROWS(order, REPORT_ORDER_COLUMNS), LIMIT(orders_per_message), .spare = 1,
	    .pack = pack_order, .unpack = unpack_order, .check = report_check_order },
	{ MEMBER(contacts), ROWS(report_contact, REPORT_CONTACT_COLUMNS), .most = CAP_ROWS },
	{ MEMBER(portals), ROWS(report_portal, REPORT_PORTAL_COLUMNS), .most = CAP_ROWS },
	{ MEMBER(facts), ROWS(report_fact, REPORT_FACT_COLUMNS), .most = CAP_ROWS },
	{ MEMBER(notices), ROWS(report_notice, REPORT_NOTICE_COLUMNS), .most = CAP_ROWS },
	{ MEMBER(promises), ROWS(report_promise, REPORT_PROMISE_COLUMNS), .most = CAP_ROWS,
	    .check = report_check_promise },
	{ MEMBER(commands), ROWS(report_command, REPORT_COMMAND_COLUMNS), .most = COMMANDS_MAX,
	    .check = report_check_command },
	{ MEMBER(bank_accounts), ROWS(report_bank_account, REPORT_BANK_COLUMNS), .most = CAP_ROWS,
	    .check = report_check_account },
	{ MEMBER(documents), ROWS(report_document, REPORT_DOCUMENT_COLUMNS), LIMIT(parts),
	    .pack = pack_document, .unpack = unpack_document, .check = report_check_document },
	{ MEMBER(evidence), ROWS(report_evidence, REPORT_EVIDENCE_COLUMNS), LIMIT(evidence_rows),
	    .pack = pack_evidence, .unpack = unpack_evidence, .check = report_check_evidence },
#undef MEMBER
#undef ROWS
#undef LIMIT
};

static void
pack_list(struct flat *out, const struct list *l, const GPtrArray *rows)
{
	guint n = MIN(rows->len, l->most);

	flat_u16(out, (guint16)n);
	for (guint i = 0; i < n; i++) {
		if (!l->row_size) {
			pack_text(out, rows->pdata[i], l->checks->cap);
			continue;
		}
		pack_row(out, rows->pdata[i], l->columns, l->checks);
		if (l->pack)
			l->pack(out, rows->pdata[i]);
	}
}

static gboolean
unpack_list(struct cursor *c, const struct list *l, GPtrArray *rows, const struct limits *limits)
{
	gint64 most = l->limit ? G_STRUCT_MEMBER(gint64, limits, l->limit) + l->spare : l->most;
	guint n = cursor_u16(c);

	if (!n || n > most)
		return FALSE;
	for (guint i = 0; i < n; i++) {
		gpointer row = l->row_size ? g_malloc0(l->row_size) : unpack_text(c, l->checks);

		if (!row)
			return FALSE;
		g_ptr_array_add(rows, row);
		if (l->row_size &&
		    (!unpack_row(c, row, l->columns, l->checks) ||
			(l->unpack && !l->unpack(c, row, limits)) || c->bad || (l->check && !l->check(row))))
			return FALSE;
	}
	return TRUE;
}

/* --- the report ---------------------------------------------------------------------------------- */

enum { FLAG_AUTOMATIC = 1, FLAG_BOUNCE = 2, FLAG_COMPLEX = 4, FLAG_UNSEEN = 8, FLAGS_ALL = 15 };

void
report_pack(const struct report *r, struct flat *out)
{
	guint32 mask = 0;

	flat_u8(out, (guint8)r->verdict);
	flat_u8(out, (guint8)((r->automatic ? FLAG_AUTOMATIC : 0) | (r->bounce ? FLAG_BOUNCE : 0) |
			      (r->complex_format ? FLAG_COMPLEX : 0) | (r->unseen ? FLAG_UNSEEN : 0)));
	flat_double(out, r->confidence);
	pack_row(out, r, REPORT_HEAD_COLUMNS, REPORT_HEAD_COLUMNS_CHECKS);
	for (guint i = 0; i < G_N_ELEMENTS(LISTS); i++)
		if (G_STRUCT_MEMBER(GPtrArray *, r, LISTS[i].offset)->len)
			mask |= 1U << i;
	flat_u32(out, mask);
	for (guint i = 0; i < G_N_ELEMENTS(LISTS); i++)
		if (mask & 1U << i)
			pack_list(out, &LISTS[i], G_STRUCT_MEMBER(GPtrArray *, r, LISTS[i].offset));
}

/* NULL: all is well; else what is not as agreed. */
static const char *
unpack_head(struct cursor *c, struct report *r)
{
	guint8 verdict = cursor_u8(c), flags = cursor_u8(c);

	r->confidence = cursor_double(c);
	if (verdict >= VERDICT_N)
		return "verdict";
	if (flags > FLAGS_ALL)
		return "flags";
	if (!report_is_confidence(r->confidence))
		return "confidence";
	r->verdict = verdict;
	r->automatic = (flags & FLAG_AUTOMATIC) != 0;
	r->bounce = (flags & FLAG_BOUNCE) != 0;
	r->complex_format = (flags & FLAG_COMPLEX) != 0;
	r->unseen = (flags & FLAG_UNSEEN) != 0;
	return unpack_row(c, r, REPORT_HEAD_COLUMNS, REPORT_HEAD_COLUMNS_CHECKS) ? NULL : "head";
}

static const char *
unpack_lists(struct cursor *c, struct report *r, const struct limits *limits)
{
	guint32 mask = cursor_u32(c);

	if (mask >> G_N_ELEMENTS(LISTS))
		return "form";
	for (guint i = 0; i < G_N_ELEMENTS(LISTS); i++)
		if ((mask & 1U << i) &&
		    !unpack_list(c, &LISTS[i], G_STRUCT_MEMBER(GPtrArray *, r, LISTS[i].offset), limits))
			return LISTS[i].key;
	return c->bad || c->n ? "form" : NULL;
}

struct report *
report_unpack(const guint8 *bytes, gsize size, const struct limits *limits, GError **error)
{
	struct cursor c = { bytes, size, FALSE };
	struct report *r = report_new();
	const char *wrong = (gint64)size > limits->report_size ? "form" : unpack_head(&c, r);

	if (!wrong)
		wrong = unpack_lists(&c, r, limits);
	if (!wrong)
		return r;
	purser_fail(error, PURSER_REJECT, "reader's report: '%s' is not as agreed; it is thrown away", wrong);
	report_free(r);
	return NULL;
}
