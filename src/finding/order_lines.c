/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order_lines - lines of goods as values: one text of them and back, a digest, and what differs between two orders
 *
 * Two papers of one order may print its lines in other words and order. Their figures tell first; words contradict
 * only where neither says less than the other, and never where all of them are others: an order may come in two
 * languages. Where a line may be missing or misread nothing contradicts.
 *
 * Like report.c this needs no library but GLib.
 */
#include "decimal.h"
#include "purser/finding.h"

#include <string.h>

enum { LINE_CELLS = 6, DIFFERENCES_MAX = 3 };

/* --- one text ------------------------------------------------------------------------------------ */

static char **
cell_of(const struct order_line *l, guint i)
{
	return &G_STRUCT_MEMBER(char *, l, ORDER_LINE_COLUMNS[i].offset);
}

static void
cell_write(GString *out, const char *cell)
{
	for (; cell && *cell; cell++)
		g_string_append_c(out, *cell == '\t' || *cell == '\n' ? ' ' : *cell);
}

char *
order_lines_write(const struct order *o)
{
	GString *out;

	if (!o->lines || !o->lines->len)
		return NULL;
	out = g_string_new(NULL);
	g_string_append_printf(
	    out, "%u\t%s\t%d\n", o->n_lines, o->lines_sum ? o->lines_sum : "", o->lines_proven ? 1 : 0);
	for (guint i = 0; i < o->lines->len; i++)
		for (guint c = 0; c < LINE_CELLS; c++) {
			cell_write(out, *cell_of(o->lines->pdata[i], c));
			g_string_append_c(out, c + 1 < LINE_CELLS ? '\t' : '\n');
		}
	return g_string_free(out, FALSE);
}

gboolean
order_lines_read(struct order *o, const char *text)
{
	g_auto(GStrv) rows = g_strsplit(text ? text : "", "\n", -1);
	g_auto(GStrv) head = rows[0] ? g_strsplit(rows[0], "\t", -1) : NULL;
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(order_line_free);
	guint64 n;

	if (!head || g_strv_length(head) != 3 ||
	    !g_ascii_string_to_unsigned(head[0], 10, 1, G_MAXUINT, &n, NULL))
		return FALSE;
	for (guint i = 1; rows[i] && *rows[i]; i++) {
		g_auto(GStrv) cells = g_strsplit(rows[i], "\t", -1);
		struct order_line *l;

		if (g_strv_length(cells) != LINE_CELLS)
			return FALSE;
		l = g_new0(struct order_line, 1);
		g_ptr_array_add(lines, l);
		for (guint c = 0; c < LINE_CELLS; c++)
			*cell_of(l, c) = *cells[c] ? g_strdup(cells[c]) : NULL;
	}
	if (!lines->len || lines->len > n)
		return FALSE;
	g_clear_pointer(&o->lines, g_ptr_array_unref);
	g_free(o->lines_sum);
	o->lines = g_steal_pointer(&lines);
	o->n_lines = (guint)n;
	o->lines_sum = *head[1] ? g_strdup(head[1]) : NULL;
	o->lines_proven = strcmp(head[2], "1") == 0;
	return TRUE;
}

/* --- digest -------------------------------------------------------------------------------------- */

/* "5", "5.0", "005.00" are one figure. */
static char *
figure_key(const char *figure)
{
	gint64 value;

	return figure && decimal_read(figure, &value) ? decimal_write(value) : g_strdup(figure ? figure : "");
}

static char *
line_key(const struct order_line *l)
{
	g_autofree char *quantity = figure_key(l->quantity), *price = figure_key(l->unit_price),
			*total = figure_key(l->total),
			*words = text_key(l->description ? l->description : "");

	return g_strjoin("|", quantity, price, total, words, NULL);
}

static int
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *
order_lines_digest(const struct order *o)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);

	if (!o->lines || !o->lines->len)
		return NULL;
	for (guint i = 0; i < o->lines->len; i++)
		g_ptr_array_add(keys, line_key(o->lines->pdata[i]));
	g_ptr_array_sort(keys, by_text);
	for (guint i = 0; i < keys->len; i++) {
		g_checksum_update(sum, keys->pdata[i], -1);
		g_checksum_update(sum, (const guchar *)"\n", 1);
	}
	return g_strdup(g_checksum_get_string(sum));
}

/* --- comparing ----------------------------------------------------------------------------------- */

/* What a line comes to; FALSE: it does not say. */
static gboolean
line_total(const struct order_line *l, gint64 *out)
{
	gint64 quantity, price;

	if (l->total)
		return decimal_read(l->total, out);
	return l->quantity && l->unit_price && decimal_read(l->quantity, &quantity) &&
	       decimal_read(l->unit_price, &price) && decimal_times(quantity, price, out);
}

/* Quantity, price and total bear each other out. */
static gboolean
line_is_sound(const struct order_line *l)
{
	gint64 quantity, price, total, product;

	return l->quantity && l->unit_price && l->total && decimal_read(l->quantity, &quantity) &&
	       decimal_read(l->unit_price, &price) && decimal_read(l->total, &total) &&
	       decimal_times(quantity, price, &product) && ABS(product - total) <= 10000;
}

static gboolean
lines_are_sure(const struct order *o)
{
	if (o->lines_proven)
		return TRUE;
	for (guint i = 0; i < o->lines->len; i++)
		if (!line_is_sound(o->lines->pdata[i]))
			return FALSE;
	return TRUE;
}

static GHashTable *
words_of(const char *text)
{
	GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_auto(GStrv) parts = g_strsplit_set(text, " \t,;:()[]\"|", -1);

	for (char **p = parts; *p; p++) {
		char *key = text_key(*p);

		if (*key)
			g_hash_table_add(words, key);
		else
			g_free(key);
	}
	return words;
}

static gboolean
words_hold(GHashTable *more, GHashTable *less)
{
	GHashTableIter iter;
	gpointer word;

	g_hash_table_iter_init(&iter, less);
	while (g_hash_table_iter_next(&iter, &word, NULL))
		if (!g_hash_table_contains(more, word))
			return FALSE;
	return TRUE;
}

/* A short number alone ("12 months", "12 Monate") is of no language. */
static gboolean
word_tells(const char *word)
{
	return strspn(word, "0123456789") != strlen(word) || strlen(word) >= 4;
}

static gboolean
words_meet(GHashTable *a, GHashTable *b)
{
	GHashTableIter iter;
	gpointer word;

	g_hash_table_iter_init(&iter, a);
	while (g_hash_table_iter_next(&iter, &word, NULL))
		if (word_tells(word) && g_hash_table_contains(b, word))
			return TRUE;
	return FALSE;
}

/* Not a word in common: other goods, or the same in another language. */
static gboolean
other_words(const char *a, const char *b)
{
	g_autoptr(GHashTable) x = a ? words_of(a) : NULL, y = b ? words_of(b) : NULL;

	return x && y && !words_meet(x, y);
}

/* One says less than the other, or the same without its blanks. */
static gboolean
same_words(const char *a, const char *b)
{
	g_autoptr(GHashTable) x = NULL, y = NULL;
	g_autofree char *p = NULL, *q = NULL;

	if (!a || !b)
		return TRUE;
	p = text_key(a);
	q = text_key(b);
	if (strstr(p, q) || strstr(q, p))
		return TRUE;
	x = words_of(a);
	y = words_of(b);
	return words_hold(x, y) || words_hold(y, x);
}

static gboolean
same_figure(const char *a, const char *b)
{
	g_autofree char *x = NULL, *y = NULL;

	if (!a || !b)
		return TRUE;
	x = figure_key(a);
	y = figure_key(b);
	return strcmp(x, y) == 0;
}

static void
say(GString *out, guint *n, const struct order_line *l, guint index, const char *what, const char *from,
    const char *to)
{
	g_autofree char *a = NULL, *b = NULL;

	if (!out || ++*n > DIFFERENCES_MAX)
		return;
	a = text_one_line(from, 40);
	b = text_one_line(to, 40);
	if (out->len)
		g_string_append(out, ", ");
	if (l->position)
		g_string_append_printf(out, "line %s", l->position);
	else
		g_string_append_printf(out, "line %u", index + 1);
	g_string_append_printf(out, " %s %s → %s", what, a, b);
}

static gboolean
compare_line(const struct order_line *a, const struct order_line *b, guint index, GString *out, guint *n)
{
	static const struct {
		gsize offset;
		gboolean (*same)(const char *x, const char *y);
		const char *what;
	} COMPARED[] = {
		{ offsetof(struct order_line, quantity), same_figure, "quantity" },
		{ offsetof(struct order_line, unit_price), same_figure, "price" },
		{ offsetof(struct order_line, total), same_figure, "total" },
		{ offsetof(struct order_line, description), same_words, "goods" },
	};
	gboolean same = TRUE;

	for (gsize i = 0; i < G_N_ELEMENTS(COMPARED); i++) {
		const char *x = G_STRUCT_MEMBER(char *, a, COMPARED[i].offset),
			   *y = G_STRUCT_MEMBER(char *, b, COMPARED[i].offset);

		if (COMPARED[i].same(x, y))
			continue;
		same = FALSE;
		say(out, n, a, index, COMPARED[i].what, x, y);
	}
	return same;
}

/* Sorted by position where every line has one of its own, so that another order of lines is no difference. */
static int
by_position(gconstpointer a, gconstpointer b)
{
	const struct order_line *x = *(const struct order_line *const *)a,
				*y = *(const struct order_line *const *)b;
	guint64 p = g_ascii_strtoull(x->position, NULL, 10), q = g_ascii_strtoull(y->position, NULL, 10);

	return p != q ? (p < q ? -1 : 1) : strcmp(x->position, y->position);
}

static int
by_total(gconstpointer a, gconstpointer b)
{
	const struct order_line *x = *(const struct order_line *const *)a,
				*y = *(const struct order_line *const *)b;
	gint64 p = 0, q = 0;
	g_autofree char *v = NULL, *w = NULL;

	line_total(x, &p);
	line_total(y, &q);
	if (p != q)
		return p < q ? -1 : 1;
	v = text_key(x->description ? x->description : "");
	w = text_key(y->description ? y->description : "");
	return strcmp(v, w);
}

static gboolean
all_numbered(const struct order *o)
{
	for (guint i = 0; i < o->lines->len; i++)
		if (!((struct order_line *)o->lines->pdata[i])->position)
			return FALSE;
	return TRUE;
}

static GPtrArray *
sorted(const struct order *o, GCompareFunc by)
{
	GPtrArray *out = g_ptr_array_new();

	for (guint i = 0; i < o->lines->len; i++)
		g_ptr_array_add(out, o->lines->pdata[i]);
	g_ptr_array_sort(out, by);
	return out;
}

static gboolean
compare_all(const struct order *old, const struct order *fresh, GCompareFunc by, GString *out)
{
	g_autoptr(GPtrArray) a = by ? sorted(old, by) : g_ptr_array_ref(old->lines);
	g_autoptr(GPtrArray) b = by ? sorted(fresh, by) : g_ptr_array_ref(fresh->lines);
	gboolean same = TRUE;
	guint n = 0;

	for (guint i = 0; i < a->len && i < b->len; i++)
		same = compare_line(a->pdata[i], b->pdata[i], i, out, &n) && same;
	if (out && n > DIFFERENCES_MAX)
		g_string_append_printf(out, " and %u more", n - DIFFERENCES_MAX);
	return same;
}

/* The figures agree and no line has a word in common with its own: two tongues, perhaps. */
static gboolean
all_in_other_words(const struct order *old, const struct order *fresh)
{
	g_autoptr(GPtrArray) a = sorted(old, by_total), b = sorted(fresh, by_total);

	for (guint i = 0; i < a->len && i < b->len; i++) {
		const struct order_line *x = a->pdata[i], *y = b->pdata[i];

		if (!same_figure(x->quantity, y->quantity) || !same_figure(x->unit_price, y->unit_price) ||
		    !same_figure(x->total, y->total) || !other_words(x->description, y->description))
			return FALSE;
	}
	return TRUE;
}

enum lines_relation
order_lines_compare(const struct order *old, const struct order *fresh, GString *difference)
{
	gboolean numbered;

	if (!old->lines || !fresh->lines || !old->lines->len || !fresh->lines->len)
		return LINES_UNKNOWN;
	numbered = all_numbered(old) && all_numbered(fresh);
	if (old->n_lines == fresh->n_lines && all_in_other_words(old, fresh))
		return LINES_UNKNOWN;
	if (old->n_lines == fresh->n_lines &&
	    (compare_all(old, fresh, NULL, NULL) || compare_all(old, fresh, by_total, NULL)))
		return LINES_SAME;
	if (!lines_are_sure(old) || !lines_are_sure(fresh))
		return LINES_UNKNOWN;
	if (old->n_lines != fresh->n_lines) {
		/* without proof a line may have been overlooked */
		if (!old->lines_proven || !fresh->lines_proven)
			return LINES_UNKNOWN;
		if (difference)
			g_string_append_printf(difference, "%slines %u → %u", difference->len ? ", " : "",
			    old->n_lines, fresh->n_lines);
		return LINES_DIFFER;
	}
	if (compare_all(old, fresh, numbered ? by_position : NULL, difference))
		return LINES_SAME;
	return LINES_DIFFER;
}
