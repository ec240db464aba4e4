/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A section as a{sv} and back, by the same rows: how the keeper hands settings to a helper, and how two are
 * compared. */
#include "rows.h"

#include <string.h>

#define NAME_KEY "(name)"
#define LIMITS_KEY "(limits)"
#define DAY_SUFFIX "(day)"

static GVariant *
member_pack(const struct row *row, const void *base)
{
	switch (row->type) {
	case ROW_TEXT:
	case ROW_NAME:
		return MEMBER(row, base, char *) ? g_variant_new_string(MEMBER(row, base, char *)) : NULL;
	case ROW_LIST:
		/* settings made by hand may leave a list out */
		return g_variant_new_strv(
		    (const char *const *)MEMBER(row, base, char **), MEMBER(row, base, char **) ? -1 : 0);
	case ROW_INT:
		return g_variant_new_int32(MEMBER(row, base, int));
	case ROW_FRACTION:
		return g_variant_new_double(MEMBER(row, base, double));
	case ROW_BOOL:
		return g_variant_new_boolean(MEMBER(row, base, gboolean));
	case ROW_ENUM:
	case ROW_START:
		return g_variant_new_uint32(MEMBER(row, base, guint));
	default:
		return g_variant_new_int64(MEMBER(row, base, gint64));
	}
}

static void
section_pack(enum row_section section, const void *base, GVariantDict *out)
{
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint i = 0; i < n; i++) {
		GVariant *v = rows[i].section == section ? member_pack(&rows[i], base) : NULL;

		if (v)
			g_variant_dict_insert_value(out, rows[i].key, v);
		if (v && rows[i].type == ROW_START) {
			struct day day = MEMBER_DAY(&rows[i], base);
			g_autofree char *key = g_strconcat(rows[i].key, DAY_SUFFIX, NULL);

			g_variant_dict_insert(out, key, "(iii)", day.year, day.month, day.day);
		}
	}
}

static const GVariantType *
member_type(enum row_type type)
{
	static const char *const TYPES[] = {
		[ROW_TEXT] = "s",
		[ROW_NAME] = "s",
		[ROW_LIST] = "as",
		[ROW_INT] = "i",
		[ROW_COUNT] = "x",
		[ROW_SECONDS] = "x",
		[ROW_SIZE] = "x",
		[ROW_FRACTION] = "d",
		[ROW_BOOL] = "b",
		[ROW_ENUM] = "u",
		[ROW_START] = "u",
	};

	return G_VARIANT_TYPE(TYPES[type]);
}

static gboolean
start_unpack(const struct row *row, void *base, GVariantDict *in, guint start)
{
	g_autofree char *key = g_strconcat(row->key, DAY_SUFFIX, NULL);
	struct day day;

	if (start > START_DATE || !g_variant_dict_lookup(in, key, "(iii)", &day.year, &day.month, &day.day))
		return FALSE;
	if (start == START_DATE && !day_valid(day))
		return FALSE;
	MEMBER(row, base, enum config_start) = start;
	MEMBER_DAY(row, base) = day;
	return TRUE;
}

static gboolean
member_unpack(const struct row *row, void *base, GVariantDict *in)
{
	g_autoptr(GVariant) v = g_variant_dict_lookup_value(in, row->key, member_type(row->type));

	if (!v)
		return row->type == ROW_TEXT && !g_variant_dict_contains(in, row->key);
	switch (row->type) {
	case ROW_TEXT:
	case ROW_NAME:
		MEMBER(row, base, char *) = g_variant_dup_string(v, NULL);
		return TRUE;
	case ROW_LIST:
		MEMBER(row, base, char **) = g_variant_dup_strv(v, NULL);
		return TRUE;
	case ROW_INT:
		MEMBER(row, base, int) = g_variant_get_int32(v);
		return TRUE;
	case ROW_FRACTION:
		MEMBER(row, base, double) = g_variant_get_double(v);
		return TRUE;
	case ROW_BOOL:
		MEMBER(row, base, gboolean) = g_variant_get_boolean(v);
		return TRUE;
	case ROW_ENUM:
		MEMBER(row, base, guint) = g_variant_get_uint32(v);
		return g_variant_get_uint32(v) < g_strv_length((char **)row->names);
	case ROW_START:
		return start_unpack(row, base, in, g_variant_get_uint32(v));
	default:
		MEMBER(row, base, gint64) = g_variant_get_int64(v);
		return TRUE;
	}
}

/* base: zeroed. On failure what was set so far stays for section_clear(). */
static gboolean
section_unpack(enum row_section section, void *base, GVariantDict *in, GError **error)
{
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint i = 0; i < n; i++)
		if (rows[i].section == section && !member_unpack(&rows[i], base, in))
			return purser_fail(error, PURSER_HALT,
			    "settings handed over: %s is missing or of the wrong type", rows[i].key);
	return TRUE;
}

static GVariant *
pack(enum row_section section, const void *base, const char *name, const struct limits *limits)
{
	GVariantDict out;

	g_variant_dict_init(&out, NULL);
	section_pack(section, base, &out);
	if (name)
		g_variant_dict_insert(&out, NAME_KEY, "s", name);
	if (limits) {
		GVariantDict inner;

		g_variant_dict_init(&inner, NULL);
		section_pack(SECTION_LIMITS, limits, &inner);
		g_variant_dict_insert_value(&out, LIMITS_KEY, g_variant_dict_end(&inner));
	}
	return g_variant_dict_end(&out);
}

static gboolean
limits_unpack(GVariantDict *in, struct limits *out, GError **error)
{
	g_autoptr(GVariant) v = g_variant_dict_lookup_value(in, LIMITS_KEY, G_VARIANT_TYPE_VARDICT);
	g_autoptr(GVariantDict) inner = NULL;

	if (!v)
		return purser_fail(error, PURSER_HALT, "settings handed over: the limits are missing");
	inner = g_variant_dict_new(v);
	return section_unpack(SECTION_LIMITS, out, inner, error);
}

/* The dictionary of a variant from another process; NULL with error when it is none. */
static GVariantDict *
dict_open(GVariant *v, GError **error)
{
	if (g_variant_is_of_type(v, G_VARIANT_TYPE_VARDICT))
		return g_variant_dict_new(v);
	purser_fail(error, PURSER_HALT, "settings handed over: not a dictionary");
	return NULL;
}

GVariant *
config_mailbox_pack(const struct config_mailbox *m, const struct limits *limits)
{
	return pack(SECTION_MAILBOX, m, m->name, limits);
}

struct config_mailbox *
config_mailbox_unpack(GVariant *v, struct limits *out_limits, GError **error)
{
	g_autoptr(GVariantDict) in = dict_open(v, error);
	struct config_mailbox *m;
	struct limits limits = { 0 };

	if (!in)
		return NULL;
	m = g_new0(struct config_mailbox, 1);
	if (!g_variant_dict_lookup(in, NAME_KEY, "s", &m->name))
		purser_fail(error, PURSER_HALT, "settings handed over: the mailbox has no name");
	else if (section_unpack(SECTION_MAILBOX, m, in, error) && limits_unpack(in, &limits, error)) {
		*out_limits = limits;
		return m;
	}
	config_mailbox_free(m);
	return NULL;
}

GVariant *
config_ar_pack(const struct config_ar *a, const struct limits *limits)
{
	return pack(SECTION_AR, a, NULL, limits);
}

struct config_ar *
config_ar_unpack(GVariant *v, struct limits *out_limits, GError **error)
{
	g_autoptr(GVariantDict) in = dict_open(v, error);
	struct config_ar *a;
	struct limits limits = { 0 };

	if (!in)
		return NULL;
	a = g_new0(struct config_ar, 1);
	if (section_unpack(SECTION_AR, a, in, error) && limits_unpack(in, &limits, error)) {
		*out_limits = limits;
		return a;
	}
	config_ar_free(a);
	return NULL;
}

static gboolean
member_equal(const struct row *row, const void *a, const void *b)
{
	g_autoptr(GVariant) x = member_pack(row, a), y = member_pack(row, b);

	if (row->type == ROW_START && day_compare(MEMBER_DAY(row, a), MEMBER_DAY(row, b)) != 0)
		return FALSE;
	return x && y ? g_variant_equal(x, y) : x == y;
}

static gboolean
section_equal(enum row_section section, const void *a, const void *b)
{
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint i = 0; i < n; i++)
		if (rows[i].section == section && !member_equal(&rows[i], a, b))
			return FALSE;
	return TRUE;
}

gboolean
config_mailbox_equal(const struct config_mailbox *a, const struct config_mailbox *b)
{
	return g_strcmp0(a->name, b->name) == 0 && section_equal(SECTION_MAILBOX, a, b);
}

gboolean
config_ar_equal(const struct config_ar *a, const struct config_ar *b)
{
	return section_equal(SECTION_AR, a, b);
}
