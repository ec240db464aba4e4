/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_wire - a report as a{sv} and back
 *
 * The packing side cleans and cuts, so that an honest reader is never refused; the unpacking side trusts nothing: what
 * does not fit is REJECT, and nothing of it is kept. Like report.c it needs no library but GLib.
 */
#include "report_wire.h"

#include <math.h>
#include <string.h>

/* --- packing ------------------------------------------------------------------------------------- */

static gboolean
text_is_clean(const char *s, gsize cap)
{
	gsize n = 0;

	for (; s[n]; n++)
		if (n >= cap || (guchar)s[n] < 0x20 || s[n] == 0x7f)
			return FALSE;
	return n <= cap && g_utf8_validate(s, (gssize)n, NULL);
}

/* One line, valid, within the cap: the very string where it is so already. */
static const char *
text_clean(const char *s, gsize cap, char **out_owned)
{
	const char *end;
	char *copy;

	if (G_LIKELY(text_is_clean(s, cap)))
		return s;
	copy = g_strndup(s, cap);
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
	return *out_owned = copy;
}

static GVariant *
text_variant(const char *value, gsize cap)
{
	g_autofree char *owned = NULL;

	return g_variant_new_string(value ? text_clean(value, cap, &owned) : "");
}

static void
pack_entry(GVariantBuilder *b, const char *key, GVariant *value)
{
	g_variant_builder_add_value(
	    b, g_variant_new_dict_entry(g_variant_new_string(key), g_variant_new_variant(value)));
}

static void
pack_strings(GVariantBuilder *b, const char *key, const GPtrArray *strings, guint max, gsize cap)
{
	GVariantBuilder as;

	if (!strings->len)
		return;
	g_variant_builder_init(&as, G_VARIANT_TYPE_STRING_ARRAY);
	for (guint i = 0; i < strings->len && i < max; i++)
		g_variant_builder_add_value(&as, text_variant(strings->pdata[i], cap));
	pack_entry(b, key, g_variant_builder_end(&as));
}

/* The columns of one row as an array of strings, "" for NULL. */
static GVariant *
row_variant(gconstpointer row, const struct report_column *columns, const struct column_check *checks)
{
	GVariant *cells[COLUMNS_MAX];
	gsize n = 0;

	for (; columns[n].key; n++)
		cells[n] = text_variant(G_STRUCT_MEMBER(char *, row, columns[n].offset), checks[n].cap);
	return g_variant_new_array(G_VARIANT_TYPE_STRING, cells, n);
}

static void
pack_rows(GVariantBuilder *b, const char *key, const GPtrArray *rows, const struct report_column *columns,
    const struct column_check *checks)
{
	GVariantBuilder aas;

	if (!rows->len)
		return;
	g_variant_builder_init(&aas, G_VARIANT_TYPE("aas"));
	for (guint i = 0; i < rows->len && i < CAP_ROWS; i++)
		g_variant_builder_add_value(&aas, row_variant(rows->pdata[i], columns, checks));
	pack_entry(b, key, g_variant_builder_end(&aas));
}

/* Lines of goods: their rows, how many there are, what they come to, whether the paper says so too. */
static GVariant *
lines_variant(const struct order *o)
{
	GVariantBuilder rows;
	GVariant *all[4];

	g_variant_builder_init(&rows, G_VARIANT_TYPE("aas"));
	for (guint i = 0; o->lines && i < o->lines->len; i++)
		g_variant_builder_add_value(
		    &rows, row_variant(o->lines->pdata[i], ORDER_LINE_COLUMNS, ORDER_LINE_COLUMNS_CHECKS));
	all[0] = g_variant_builder_end(&rows);
	all[1] = g_variant_new_uint32(o->lines ? MIN(o->n_lines, CAP_LINES) : 0);
	all[2] = text_variant(o->lines ? o->lines_sum : NULL, CAP_NAME);
	all[3] = g_variant_new_boolean(o->lines && o->lines_proven);
	return g_variant_new_tuple(all, G_N_ELEMENTS(all));
}

#define ORDER_VARIANT "(dssa(ysd)(aasusb))"

static void
pack_orders(GVariantBuilder *b, const GPtrArray *orders)
{
	GVariantBuilder list;

	if (!orders->len)
		return;
	g_variant_builder_init(&list, G_VARIANT_TYPE("a" ORDER_VARIANT));
	for (guint i = 0; i < orders->len; i++) {
		const struct order *o = orders->pdata[i];

		g_variant_builder_open(&list, G_VARIANT_TYPE(ORDER_VARIANT));
		g_variant_builder_add(&list, "d", o->confidence);
		g_variant_builder_add_value(&list, text_variant(o->part, CAP_SHORT));
		g_variant_builder_add_value(&list, text_variant(o->content_digest, CAP_NAME));
		g_variant_builder_open(&list, G_VARIANT_TYPE("a(ysd)"));
		for (guint f = 0; f < ORDER_FIELD_N; f++) {
			g_autofree char *owned = NULL;

			if (o->value[f])
				g_variant_builder_add(&list, "(ysd)", (guchar)f,
				    text_clean(o->value[f], CAP_LONG, &owned), o->field_confidence[f]);
		}
		g_variant_builder_close(&list);
		g_variant_builder_add_value(&list, lines_variant(o));
		g_variant_builder_close(&list);
	}
	pack_entry(b, "orders", g_variant_builder_end(&list));
}

static void
pack_documents(GVariantBuilder *b, const GPtrArray *documents)
{
	GVariantBuilder list;

	if (!documents->len)
		return;
	g_variant_builder_init(&list, G_VARIANT_TYPE("a(asi)"));
	for (guint i = 0; i < documents->len; i++) {
		const struct report_document *d = documents->pdata[i];
		GVariant *pair[2] = { row_variant(d, REPORT_DOCUMENT_COLUMNS, REPORT_DOCUMENT_COLUMNS_CHECKS),
			g_variant_new_int32(d->pages) };

		g_variant_builder_add_value(&list, g_variant_new_tuple(pair, 2));
	}
	pack_entry(b, "documents", g_variant_builder_end(&list));
}

static void
pack_evidence(GVariantBuilder *b, const GPtrArray *evidence)
{
	GVariantBuilder list;

	if (!evidence->len)
		return;
	g_variant_builder_init(&list, G_VARIANT_TYPE("a(asiad)"));
	for (guint i = 0; i < evidence->len; i++) {
		const struct report_evidence *e = evidence->pdata[i];
		GVariant *triple[3] = { row_variant(
					    e, REPORT_EVIDENCE_COLUMNS, REPORT_EVIDENCE_COLUMNS_CHECKS),
			g_variant_new_int32(e->page),
			g_variant_new_fixed_array(G_VARIANT_TYPE_DOUBLE, e->box, 4, sizeof *e->box) };

		g_variant_builder_add_value(&list, g_variant_new_tuple(triple, 3));
	}
	pack_entry(b, "evidence", g_variant_builder_end(&list));
}

/* All head columns in one array, cut behind the last that has a value: an ordinary mail's report is mostly this. */
static void
pack_head(GVariantBuilder *b, const struct report *r)
{
	GVariant *cells[COLUMNS_MAX];
	gsize n = 0, used = 0;

	for (; REPORT_HEAD_COLUMNS[n].key; n++)
		if (G_STRUCT_MEMBER(char *, r, REPORT_HEAD_COLUMNS[n].offset))
			used = n + 1;
	for (gsize i = 0; i < used; i++)
		cells[i] = text_variant(G_STRUCT_MEMBER(char *, r, REPORT_HEAD_COLUMNS[i].offset),
		    REPORT_HEAD_COLUMNS_CHECKS[i].cap);
	if (used)
		pack_entry(b, "head", g_variant_new_array(G_VARIANT_TYPE_STRING, cells, used));
}

GVariant *
report_pack(const struct report *r)
{
	GVariantBuilder b;

	g_variant_builder_init(&b, G_VARIANT_TYPE(REPORT_VARIANT_TYPE));
	pack_head(&b, r);
	if (r->verdict != VERDICT_OTHER)
		pack_entry(&b, "verdict", g_variant_new_byte((guchar)r->verdict));
	if (r->confidence != 0)
		pack_entry(&b, "confidence", g_variant_new_double(r->confidence));
	if (r->automatic || r->bounce || r->complex_format || r->unseen)
		pack_entry(&b, "flags",
		    g_variant_new_byte((guchar)((r->automatic ? 1 : 0) | (r->bounce ? 2 : 0) |
						(r->complex_format ? 4 : 0) | (r->unseen ? 8 : 0))));
	pack_strings(&b, "reasons", r->reasons, CAP_ROWS, CAP_LONG);
	pack_strings(&b, "warnings", r->warnings, CAP_ROWS, CAP_LONG);
	pack_strings(&b, "cited_orders", r->cited_orders, CAP_CITED, CAP_SHORT);
	pack_strings(&b, "references", r->references, CAP_CITED, CAP_ID);
	pack_orders(&b, r->orders);
	pack_rows(&b, "contacts", r->contacts, REPORT_CONTACT_COLUMNS, REPORT_CONTACT_COLUMNS_CHECKS);
	pack_rows(&b, "portals", r->portals, REPORT_PORTAL_COLUMNS, REPORT_PORTAL_COLUMNS_CHECKS);
	pack_rows(&b, "facts", r->facts, REPORT_FACT_COLUMNS, REPORT_FACT_COLUMNS_CHECKS);
	pack_rows(&b, "notices", r->notices, REPORT_NOTICE_COLUMNS, REPORT_NOTICE_COLUMNS_CHECKS);
	pack_rows(&b, "promises", r->promises, REPORT_PROMISE_COLUMNS, REPORT_PROMISE_COLUMNS_CHECKS);
	pack_rows(&b, "commands", r->commands, REPORT_COMMAND_COLUMNS, REPORT_COMMAND_COLUMNS_CHECKS);
	pack_rows(&b, "bank_accounts", r->bank_accounts, REPORT_BANK_COLUMNS, REPORT_BANK_COLUMNS_CHECKS);
	pack_documents(&b, r->documents);
	pack_evidence(&b, r->evidence);
	return g_variant_ref_sink(g_variant_builder_end(&b));
}

/* --- unpacking: nothing is believed -------------------------------------------------------------- */

static gboolean
refuse(GError **error, const char *key)
{
	return purser_fail(
	    error, PURSER_REJECT, "reader's report: '%s' is not as agreed; it is thrown away", key);
}

static gboolean
in_set(const char *s, const char *const *set, guint n)
{
	for (guint i = 0; i < n && set[i]; i++)
		if (strcmp(s, set[i]) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
check_text(const char *s, const struct column_check *check)
{
	if (!text_is_clean(s, check->cap))
		return FALSE;
	if (!check->set || !*s)
		return TRUE;
	return in_set(s, check->set, check->set == VERDICT_NAMES ? VERDICT_N : G_MAXUINT);
}

/* Fills the columns of row from an array of exactly as many strings. */
static gboolean
unpack_row(GVariant *as, gpointer row, const struct report_column *columns, const struct column_check *checks)
{
	GVariantIter iter;
	const char *s;
	guint i = 0;

	g_variant_iter_init(&iter, as);
	while (g_variant_iter_next(&iter, "&s", &s)) {
		if (!columns[i].key || !check_text(s, &checks[i]))
			return FALSE;
		if (*s)
			G_STRUCT_MEMBER(char *, row, columns[i].offset) = g_strdup(s);
		i++;
	}
	return !columns[i].key;
}

/* The head's columns, as many as there are; FALSE when a head is there already. */
static gboolean
unpack_head(GVariant *as, struct report *r)
{
	GVariantIter iter;
	const char *s;
	guint i = 0;

	for (; REPORT_HEAD_COLUMNS[i].key; i++)
		if (G_STRUCT_MEMBER(char *, r, REPORT_HEAD_COLUMNS[i].offset))
			return FALSE;
	i = 0;
	g_variant_iter_init(&iter, as);
	while (g_variant_iter_next(&iter, "&s", &s)) {
		if (!REPORT_HEAD_COLUMNS[i].key || !check_text(s, &REPORT_HEAD_COLUMNS_CHECKS[i]))
			return FALSE;
		if (*s)
			G_STRUCT_MEMBER(char *, r, REPORT_HEAD_COLUMNS[i].offset) = g_strdup(s);
		i++;
	}
	return TRUE;
}

static gboolean
unpack_strings(GVariant *as, GPtrArray *out, guint max, gsize cap)
{
	const struct column_check check = { cap, NULL };
	GVariantIter iter;
	const char *s;

	if (out->len || g_variant_n_children(as) > max)
		return FALSE;
	g_variant_iter_init(&iter, as);
	while (g_variant_iter_next(&iter, "&s", &s)) {
		if (!check_text(s, &check))
			return FALSE;
		g_ptr_array_add(out, g_strdup(s));
	}
	return TRUE;
}

static gboolean
unpack_rows(GVariant *aas, GPtrArray *out, gint64 max, gsize row_size, const struct report_column *columns,
    const struct column_check *checks)
{
	GVariantIter iter;
	GVariant *child;

	if (out->len || (gint64)g_variant_n_children(aas) > max)
		return FALSE;
	g_variant_iter_init(&iter, aas);
	while ((child = g_variant_iter_next_value(&iter))) {
		g_autoptr(GVariant) as = child;
		gpointer row = g_malloc0(row_size);

		g_ptr_array_add(out, row);
		if (!unpack_row(as, row, columns, checks))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_confidence(double d)
{
	return isfinite(d) && d >= 0 && d <= 1;
}

static gboolean
is_decimal(const char *s)
{
	s += *s == '-';
	if (!g_ascii_isdigit(*s))
		return FALSE;
	while (g_ascii_isdigit(*s))
		s++;
	if (*s == '.') {
		if (!g_ascii_isdigit(*++s))
			return FALSE;
		while (g_ascii_isdigit(*s))
			s++;
	}
	return !*s;
}

static gboolean
is_currency(const char *s)
{
	return strlen(s) == 3 && g_ascii_isupper(s[0]) && g_ascii_isupper(s[1]) && g_ascii_isupper(s[2]);
}

static gboolean
is_day(const char *s)
{
	struct day d;

	return strlen(s) == 10 && day_parse(s, &d);
}

static const char *const SET_KIND[] = { "new", "change", "cancel", "blanket", "release", NULL };

static gboolean
check_field(enum order_field f, const char *s)
{
	if (!*s || !text_is_clean(s, CAP_LONG))
		return FALSE;
	switch (f) {
	case ORDER_KIND:
		return in_set(s, SET_KIND, G_MAXUINT);
	case ORDER_DATE:
	case ORDER_DELIVERY_DATE:
		return is_day(s);
	case ORDER_CURRENCY:
		return is_currency(s);
	case ORDER_TOTAL:
		return strlen(s) < CAP_NAME && is_decimal(s);
	default:
		return TRUE;
	}
}

static gboolean
check_digest(const char *s)
{
	gsize n = strlen(s);

	return n == 0 || (n == 64 && strspn(s, "0123456789abcdef") == n);
}

static gboolean
is_decimal_or_none(const char *s)
{
	return !s || is_decimal(s);
}

/* Lines come with their number and only then; what each comes to adds up to a sum, or the sum is not said. */
static gboolean
unpack_lines(GVariant *v, struct order *o, const struct limits *limits)
{
	g_autoptr(GVariant) rows = NULL;
	const struct column_check sum_check = { CAP_NAME, NULL };
	const char *sum;

	g_variant_get(v, "(@aasu&sb)", &rows, &o->n_lines, &sum, &o->lines_proven);
	if ((gint64)g_variant_n_children(rows) > limits->order_lines || o->n_lines > CAP_LINES ||
	    g_variant_n_children(rows) > o->n_lines || (o->n_lines && !g_variant_n_children(rows)) ||
	    !check_text(sum, &sum_check) || (*sum && !is_decimal(sum)) ||
	    ((*sum || o->lines_proven) && !o->n_lines))
		return FALSE;
	if (!o->n_lines)
		return TRUE;
	o->lines = g_ptr_array_new_with_free_func(order_line_free);
	o->lines_sum = *sum ? g_strdup(sum) : NULL;
	if (!unpack_rows(rows, o->lines, limits->order_lines, sizeof(struct order_line), ORDER_LINE_COLUMNS,
		ORDER_LINE_COLUMNS_CHECKS))
		return FALSE;
	for (guint i = 0; i < o->lines->len; i++) {
		const struct order_line *l = o->lines->pdata[i];

		if (!is_decimal_or_none(l->quantity) || !is_decimal_or_none(l->unit_price) ||
		    !is_decimal_or_none(l->total))
			return FALSE;
	}
	return TRUE;
}

static gboolean
unpack_order(GVariant *v, struct order *o, const struct limits *limits)
{
	g_autoptr(GVariantIter) fields = NULL;
	g_autoptr(GVariant) lines = NULL;
	const char *part, *digest, *value;
	const struct column_check path = { CAP_SHORT, NULL };
	double confidence;
	guchar field;

	g_variant_get(v, "(d&s&sa(ysd)@(aasusb))", &o->confidence, &part, &digest, &fields, &lines);
	if (!unpack_lines(lines, o, limits) || !is_confidence(o->confidence) || !check_text(part, &path) ||
	    !check_digest(digest))
		return FALSE;
	o->part = *part ? g_strdup(part) : NULL;
	o->content_digest = *digest ? g_strdup(digest) : NULL;
	while (g_variant_iter_next(fields, "(y&sd)", &field, &value, &confidence)) {
		if (field >= ORDER_FIELD_N || o->value[field] || !is_confidence(confidence) ||
		    !check_field(field, value))
			return FALSE;
		o->value[field] = g_strdup(value);
		o->field_confidence[field] = confidence;
	}
	return TRUE;
}

static gboolean
unpack_orders(GVariant *list, GPtrArray *out, const struct limits *limits)
{
	GVariantIter iter;
	GVariant *child;

	/* one more says that there were more */
	if (out->len || (gint64)g_variant_n_children(list) > (gint64)limits->orders_per_message + 1)
		return FALSE;
	g_variant_iter_init(&iter, list);
	while ((child = g_variant_iter_next_value(&iter))) {
		g_autoptr(GVariant) v = child;
		struct order *o = order_new();

		g_ptr_array_add(out, o);
		if (!unpack_order(v, o, limits))
			return FALSE;
	}
	return TRUE;
}

static gboolean
unpack_documents(GVariant *list, GPtrArray *out, const struct limits *limits)
{
	GVariantIter iter;
	GVariant *as;
	gint32 pages;

	if (out->len || (gint64)g_variant_n_children(list) > limits->parts)
		return FALSE;
	g_variant_iter_init(&iter, list);
	while (g_variant_iter_next(&iter, "(@asi)", &as, &pages)) {
		g_autoptr(GVariant) row = as;
		struct report_document *d = g_new0(struct report_document, 1);

		g_ptr_array_add(out, d);
		d->pages = pages;
		if (pages < 0 || pages > CAP_PAGES ||
		    !unpack_row(row, d, REPORT_DOCUMENT_COLUMNS, REPORT_DOCUMENT_COLUMNS_CHECKS))
			return FALSE;
	}
	return TRUE;
}

/* "orders[0].number", "verdict", "contacts[1].address" */
static gboolean
is_field_path(const char *s)
{
	return *s && s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_.[]")] == 0;
}

static gboolean
unpack_evidence(GVariant *list, GPtrArray *out, const struct limits *limits)
{
	GVariantIter iter;
	GVariant *as, *ad;
	gint32 page;

	if (out->len || (gint64)g_variant_n_children(list) > limits->evidence_rows)
		return FALSE;
	g_variant_iter_init(&iter, list);
	while (g_variant_iter_next(&iter, "(@asi@ad)", &as, &page, &ad)) {
		g_autoptr(GVariant) row = as, box = ad;
		struct report_evidence *e = g_new0(struct report_evidence, 1);
		gsize n;
		const double *d = g_variant_get_fixed_array(box, &n, sizeof *d);

		g_ptr_array_add(out, e);
		e->page = page;
		if (n != 4 || page < 0 || page > CAP_PAGES ||
		    !unpack_row(row, e, REPORT_EVIDENCE_COLUMNS, REPORT_EVIDENCE_COLUMNS_CHECKS) ||
		    !e->field || !is_field_path(e->field))
			return FALSE;
		for (gsize i = 0; i < 4; i++) {
			if (!isfinite(d[i]))
				return FALSE;
			e->box[i] = d[i];
		}
	}
	return TRUE;
}

/* At most four digits of an account number may leave the sandbox in the open. */
static gboolean
check_masks(const GPtrArray *accounts)
{
	for (guint i = 0; i < accounts->len; i++) {
		const struct report_bank_account *a = accounts->pdata[i];
		guint digits = 0;

		for (const char *s = a->masked; s && *s; s++)
			digits += g_ascii_isdigit(*s) ? 1 : 0;
		if (digits > 4)
			return FALSE;
	}
	return TRUE;
}

/* A day is a day, or is left out. */
static gboolean
check_promises(const GPtrArray *promises)
{
	for (guint i = 0; i < promises->len; i++) {
		const struct report_promise *p = promises->pdata[i];
		struct day day;

		if (!p->text || (p->due && !day_parse(p->due, &day)) ||
		    (p->said && !day_parse(p->said, &day)))
			return FALSE;
	}
	return TRUE;
}

/* A number is a number, small enough to be an item's. */
static gboolean
check_commands(const GPtrArray *commands)
{
	enum { ITEM_DIGITS = 18 };

	for (guint i = 0; i < commands->len; i++) {
		const struct report_command *c = commands->pdata[i];

		if (!c->verb || (c->item && (strlen(c->item) > ITEM_DIGITS ||
						strspn(c->item, "0123456789") != strlen(c->item))))
			return FALSE;
	}
	return TRUE;
}

static gboolean
unpack_lists(struct report *r, const char *key, GVariant *v, const struct limits *limits)
{
#define LIST(name, type, call)      \
	if (strcmp(key, name) == 0) \
		return g_variant_is_of_type(v, G_VARIANT_TYPE(type)) && (call);
	LIST("head", "as", unpack_head(v, r))
	LIST("reasons", "as", unpack_strings(v, r->reasons, CAP_ROWS, CAP_LONG))
	LIST("warnings", "as", unpack_strings(v, r->warnings, CAP_ROWS, CAP_LONG))
	LIST("cited_orders", "as", unpack_strings(v, r->cited_orders, CAP_CITED, CAP_SHORT))
	LIST("references", "as", unpack_strings(v, r->references, CAP_CITED, CAP_ID))
	LIST("orders", "a" ORDER_VARIANT, unpack_orders(v, r->orders, limits))
	LIST("contacts", "aas",
	    unpack_rows(v, r->contacts, CAP_ROWS, sizeof(struct report_contact), REPORT_CONTACT_COLUMNS,
		REPORT_CONTACT_COLUMNS_CHECKS))
	LIST("portals", "aas",
	    unpack_rows(v, r->portals, CAP_ROWS, sizeof(struct report_portal), REPORT_PORTAL_COLUMNS,
		REPORT_PORTAL_COLUMNS_CHECKS))
	LIST("facts", "aas",
	    unpack_rows(v, r->facts, CAP_ROWS, sizeof(struct report_fact), REPORT_FACT_COLUMNS,
		REPORT_FACT_COLUMNS_CHECKS))
	LIST("notices", "aas",
	    unpack_rows(v, r->notices, CAP_ROWS, sizeof(struct report_notice), REPORT_NOTICE_COLUMNS,
		REPORT_NOTICE_COLUMNS_CHECKS))
	LIST("promises", "aas",
	    unpack_rows(v, r->promises, CAP_ROWS, sizeof(struct report_promise), REPORT_PROMISE_COLUMNS,
		REPORT_PROMISE_COLUMNS_CHECKS) &&
		check_promises(r->promises))
	LIST("commands", "aas",
	    unpack_rows(v, r->commands, COMMANDS_MAX, sizeof(struct report_command), REPORT_COMMAND_COLUMNS,
		REPORT_COMMAND_COLUMNS_CHECKS) &&
		check_commands(r->commands))
	LIST("bank_accounts", "aas",
	    unpack_rows(v, r->bank_accounts, CAP_ROWS, sizeof(struct report_bank_account),
		REPORT_BANK_COLUMNS, REPORT_BANK_COLUMNS_CHECKS) &&
		check_masks(r->bank_accounts))
	LIST("documents", "a(asi)", unpack_documents(v, r->documents, limits))
	LIST("evidence", "a(asiad)", unpack_evidence(v, r->evidence, limits))
#undef LIST
	return FALSE;
}

static gboolean
unpack_entry(struct report *r, const char *key, GVariant *v, const struct limits *limits)
{
	if (g_variant_is_of_type(v, G_VARIANT_TYPE_DOUBLE))
		return strcmp(key, "confidence") == 0 &&
		       is_confidence(r->confidence = g_variant_get_double(v));
	if (g_variant_is_of_type(v, G_VARIANT_TYPE_BYTE)) {
		guchar byte = g_variant_get_byte(v);

		if (strcmp(key, "verdict") == 0 && byte < VERDICT_N) {
			r->verdict = byte;
			return TRUE;
		}
		if (strcmp(key, "flags") != 0 || byte > 15)
			return FALSE;
		r->automatic = (byte & 1) != 0;
		r->bounce = (byte & 2) != 0;
		r->complex_format = (byte & 4) != 0;
		r->unseen = (byte & 8) != 0;
		return TRUE;
	}
	return unpack_lists(r, key, v, limits);
}

struct report *
report_unpack(GVariant *v, const struct limits *limits, GError **error)
{
	struct report *r;
	GVariantIter iter;
	GVariant *entry;

	if (!g_variant_is_of_type(v, G_VARIANT_TYPE(REPORT_VARIANT_TYPE)) ||
	    (gint64)g_variant_get_size(v) > limits->report_size || !g_variant_is_normal_form(v)) {
		refuse(error, "form");
		return NULL;
	}
	r = report_new();
	g_variant_iter_init(&iter, v);
	while ((entry = g_variant_iter_next_value(&iter))) {
		g_autoptr(GVariant) e = entry, key = g_variant_get_child_value(e, 0),
				    boxed = g_variant_get_child_value(e, 1),
				    value = g_variant_get_variant(boxed);
		const char *name = g_variant_get_string(key, NULL);

		if (!unpack_entry(r, name, value, limits)) {
			g_autofree char *shown = g_strndup(name, 20);

			refuse(error, text_is_clean(shown, 20) ? shown : "?");
			report_free(r);
			return NULL;
		}
	}
	return r;
}
