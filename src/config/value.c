/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands behind the equals sign, by the row's type. A value is taken whole or not at all: "993 ; tls" is
 * no port, and says so.
 */
#include "rows.h"

#include <stdarg.h>
#include <string.h>

gboolean
trouble_set(struct trouble *trouble, const char *fix, const char *cause, ...)
{
	va_list args;

	trouble_clear(trouble);
	va_start(args, cause);
	trouble->cause = g_strdup_vprintf(cause, args);
	va_end(args);
	trouble->fix = g_strdup(fix);
	return FALSE;
}

void
trouble_clear(struct trouble *trouble)
{
	g_clear_pointer(&trouble->cause, g_free);
	g_clear_pointer(&trouble->fix, g_free);
}

/* --- words
 * --------------------------------------------------------------------------------------------------------*/

/* One item from *at: quoted ("a, \"b\"") or up to the comma. *at stops at the comma or the end. NULL: bad
 * quotes. */
static char *
item_take(const char **at, gboolean commas)
{
	g_autoptr(GString) out = g_string_new(NULL);
	const char *p = *at;

	while (*p == ' ' || *p == '\t')
		p++;
	if (*p == '"') {
		for (p++; *p && *p != '"'; p++) {
			if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
				p++;
			g_string_append_c(out, *p);
		}
		if (*p++ != '"')
			return NULL;
		while (*p == ' ' || *p == '\t')
			p++;
		if (*p && !(commas && *p == ','))
			return NULL;
	} else {
		const char *end = commas ? strchrnul(p, ',') : p + strlen(p);

		g_string_append_len(out, p, end - p);
		p = end;
		while (out->len && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
			g_string_truncate(out, out->len - 1);
	}
	*at = p;
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* NULL: trouble tells. */
static char *
one_item(const char *text, struct trouble *trouble)
{
	char *item = item_take(&text, FALSE);

	if (!item) {
		trouble_set(trouble,
		    "put one pair of \"…\" around the whole value, with \\\" for a quote inside",
		    "its quotes do not match");
	} else if (!*item) {
		trouble_set(trouble, "give it a value, or take the line out", "it is empty");
		g_clear_pointer(&item, g_free);
	}
	return item;
}

static gboolean
list_items(const char *text, GPtrArray *out, struct trouble *trouble)
{
	for (;;) {
		char *item = item_take(&text, TRUE);

		if (!item)
			return trouble_set(trouble,
			    "put \"…\" around each item that needs it, with commas between",
			    "its quotes do not match");
		if (!*item) {
			g_free(item);
			return trouble_set(trouble,
			    "give the values with single commas between, or take the line out",
			    "it has an empty item");
		}
		g_ptr_array_add(out, item);
		if (!*text)
			return TRUE;
		text++;
	}
}

static char *
names_join(const struct row *row)
{
	g_autoptr(GString) out = g_string_new("write ");

	for (guint i = 0; row->names[i]; i++)
		g_string_append_printf(out, "%s%s",
		    !i                  ? ""
		    : row->names[i + 1] ? ", "
					: " or ",
		    row->names[i]);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Index in names, or -1 with the names as the fix. */
static int
name_index(const struct row *row, const char *word, struct trouble *trouble)
{
	g_autofree char *fix = NULL;

	for (int i = 0; row->names[i]; i++)
		if (g_ascii_strcasecmp(row->names[i], word) == 0)
			return i;
	fix = names_join(row);
	trouble_set(trouble, fix, "'%s' is not one of its values", word);
	return -1;
}

/* --- numbers
 * ------------------------------------------------------------------------------------------------------*/

static gboolean
number_parse(enum row_type type, const char *text, gint64 *out)
{
	switch (type) {
	case ROW_SECONDS:
		return duration_parse(text, out);
	case ROW_SIZE:
		return size_parse(text, out);
	default:
		return g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, out, NULL);
	}
}

static const char *
number_how(enum row_type type)
{
	switch (type) {
	case ROW_SECONDS:
		return "a time, as 90s, 25m, 1h30m or 2d,";
	case ROW_SIZE:
		return "a size, as 512k or 64M,";
	case ROW_FRACTION:
		return "a number, as 0.8,";
	default:
		return "a whole number";
	}
}

/* The one fix for a number that cannot be read or lies outside. */
static char *
number_fix(const struct row *row, const char *text)
{
	if (strstr(text, " #") || strstr(text, " ;"))
		return g_strdup("comments stand on lines of their own: move it there");
	return g_strdup_printf("write %s from %s to %s", number_how(row->type), row->min, row->max);
}

static gboolean
number_set(const struct row *row, void *base, const char *text, struct trouble *trouble)
{
	gint64 value, min, max;
	g_autofree char *fix = number_fix(row, text);

	if (!number_parse(row->type, text, &value))
		return trouble_set(trouble, fix, "'%s' is not %s", text,
		    row->type == ROW_SECONDS ? "a time"
		    : row->type == ROW_SIZE  ? "a size"
					     : "a whole number");
	if (row->min && number_parse(row->type, row->min, &min) && value < min)
		return trouble_set(trouble, fix, "%s is too little", text);
	if (row->max && number_parse(row->type, row->max, &max) && value > max)
		return trouble_set(trouble, fix, "%s is too much", text);
	if (row->type == ROW_INT)
		MEMBER(row, base, int) = (int)value;
	else
		MEMBER(row, base, gint64) = value;
	return TRUE;
}

static gboolean
fraction_set(const struct row *row, void *base, const char *text, struct trouble *trouble)
{
	g_autofree char *fix = number_fix(row, text);
	double value;

	/* strtod would also take "nan", "inf" and "0x1p3". */
	if (strspn(text, "0123456789.") != strlen(text) || !g_ascii_isdigit(text[0]) ||
	    strchr(text, '.') != strrchr(text, '.'))
		return trouble_set(trouble, fix, "'%s' is not a number", text);
	value = g_ascii_strtod(text, NULL);
	if (value < g_ascii_strtod(row->min, NULL) || value > g_ascii_strtod(row->max, NULL))
		return trouble_set(trouble, fix, "%s is outside its bounds", text);
	MEMBER(row, base, double) = value;
	return TRUE;
}

/* --- by type
 * ------------------------------------------------------------------------------------------------------*/

static gboolean
text_set(const struct row *row, void *base, char *text, struct trouble *trouble)
{
	if (row->check && !row->check(text, trouble)) {
		g_free(text);
		return FALSE;
	}
	g_free(MEMBER(row, base, char *));
	MEMBER(row, base, char *) = text;
	return TRUE;
}

static gboolean
list_set(const struct row *row, void *base, const char *text, struct trouble *trouble)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);

	if (!list_items(text, items, trouble))
		return FALSE;
	for (guint i = 0; i < items->len; i++) {
		if (row->check && !row->check(g_ptr_array_index(items, i), trouble))
			return FALSE;
		for (guint j = 0; j < i; j++)
			if (strcmp(g_ptr_array_index(items, i), g_ptr_array_index(items, j)) == 0)
				return trouble_set(trouble, "name it once", "'%s' stands in it twice",
				    (char *)g_ptr_array_index(items, i));
	}
	g_ptr_array_add(items, NULL);
	g_strfreev(MEMBER(row, base, char **));
	MEMBER(row, base, char **) = (char **)g_ptr_array_steal(items, NULL);
	return TRUE;
}

static gboolean
bool_set(const struct row *row, void *base, const char *text, struct trouble *trouble)
{
	static const char *const WORDS[] = { "no", "yes", "false", "true", "off", "on", "0", "1" };

	for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++) {
		if (g_ascii_strcasecmp(text, WORDS[i]) == 0) {
			MEMBER(row, base, gboolean) = i % 2 == 1;
			return TRUE;
		}
	}
	return trouble_set(trouble, "write yes or no", "'%s' is neither yes nor no", text);
}

static gboolean
start_set(const struct row *row, void *base, const char *text, struct trouble *trouble)
{
	struct day day = { 0 };
	enum config_start start;

	if (g_ascii_strcasecmp(text, "now") == 0)
		start = START_NOW;
	else if (g_ascii_strcasecmp(text, "all") == 0)
		start = START_ALL;
	else if (day_parse(text, &day) && day_valid(day))
		start = START_DATE;
	else
		return trouble_set(
		    trouble, "write now, all, or a day as 2026-01-31", "'%s' is no start that we know", text);
	MEMBER(row, base, enum config_start) = start;
	MEMBER_DAY(row, base) = day;
	return TRUE;
}

gboolean
value_set(const struct row *row, void *base, const char *text, struct trouble *trouble)
{
	g_autofree char *item = NULL;
	int n;

	if (row->type == ROW_LIST)
		return list_set(row, base, text, trouble);
	item = one_item(text, trouble);
	if (!item)
		return FALSE;
	switch (row->type) {
	case ROW_TEXT:
		return text_set(row, base, g_steal_pointer(&item), trouble);
	case ROW_NAME:
		n = name_index(row, item, trouble);
		return n >= 0 && text_set(row, base, g_strdup(row->names[n]), trouble);
	case ROW_ENUM:
		n = name_index(row, item, trouble);
		if (n < 0)
			return FALSE;
		/* All enums here have the size of an unsigned int; the table's macros check the member's
		 * type. */
		MEMBER(row, base, guint) = (guint)n;
		return TRUE;
	case ROW_FRACTION:
		return fraction_set(row, base, item, trouble);
	case ROW_BOOL:
		return bool_set(row, base, item, trouble);
	case ROW_START:
		return start_set(row, base, item, trouble);
	default:
		return number_set(row, base, item, trouble);
	}
}

void
section_clear(enum row_section section, void *base)
{
	guint n;
	const struct row *rows = config_rows(&n);

	for (guint i = 0; i < n; i++) {
		if (rows[i].section != section)
			continue;
		if (rows[i].type == ROW_LIST)
			g_clear_pointer(&MEMBER(&rows[i], base, char **), g_strfreev);
		else if (rows[i].type == ROW_TEXT || rows[i].type == ROW_NAME)
			g_clear_pointer(&MEMBER(&rows[i], base, char *), g_free);
	}
}

void
section_preset(enum row_section section, void *base)
{
	struct trouble trouble = { NULL };
	guint n;
	const struct row *rows = config_rows(&n);

	section_clear(section, base);
	for (guint i = 0; i < n; i++) {
		if (rows[i].section != section)
			continue;
		if (rows[i].type == ROW_LIST && !rows[i].preset)
			MEMBER(&rows[i], base, char **) = g_new0(char *, 1);
		/* The unit tests hold every preset against its own row. */
		else if (rows[i].preset && !value_set(&rows[i], base, rows[i].preset, &trouble))
			g_error("settings table: preset of %s: %s", rows[i].key, trouble.cause);
	}
}
