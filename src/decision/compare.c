/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two papers of an order, field by field: do they contradict each other, and what does one say that the other does not?
 */
#include "compare.h"

#include <string.h>

static gboolean
same_text(const char *a, const char *b)
{
	g_autofree char *x = text_key(a), *y = text_key(b);

	return strcmp(x, y) == 0;
}

/* Decimal strings by value: "100", "100.00", "0100.0"; anything else as text. */
static gboolean
decimal_parts(
    const char *text, const char **out_whole, gsize *out_n_whole, const char **out_part, gsize *out_n_part)
{
	gsize n;

	*out_whole = text + (*text == '+');
	*out_n_whole = strspn(*out_whole, "0123456789");
	*out_part = *out_whole + *out_n_whole;
	if (**out_part == '.')
		(*out_part)++;
	*out_n_part = strspn(*out_part, "0123456789");
	if ((*out_part)[*out_n_part] || *out_n_whole + *out_n_part == 0)
		return FALSE;
	n = strspn(*out_whole, "0");
	*out_whole += MIN(n, *out_n_whole);
	*out_n_whole -= MIN(n, *out_n_whole);
	while (*out_n_part && (*out_part)[*out_n_part - 1] == '0')
		(*out_n_part)--;
	return TRUE;
}

gboolean
order_same_amount(const char *a, const char *b)
{
	const char *whole_a, *whole_b, *part_a, *part_b;
	gsize n_whole_a, n_whole_b, n_part_a, n_part_b;

	if (!decimal_parts(a, &whole_a, &n_whole_a, &part_a, &n_part_a) ||
	    !decimal_parts(b, &whole_b, &n_whole_b, &part_b, &n_part_b))
		return same_text(a, b);
	return n_whole_a == n_whole_b && memcmp(whole_a, whole_b, n_whole_a) == 0 && n_part_a == n_part_b &&
	       memcmp(part_a, part_b, n_part_a) == 0;
}

/* Nothing printed is the first one, which some call 0, others 1 or A. */
#define FIRST_REVISION "first"

static gboolean
is_first_revision(const char *key)
{
	return !*key || strcmp(key, "1") == 0 || strcmp(key, "a") == 0;
}

static gboolean
same_revision(const char *a, const char *b)
{
	g_autofree char *x = text_key(a), *y = text_key(b);
	const char *p = x + strspn(x, "0"), *q = y + strspn(y, "0");

	if (strcmp(a, FIRST_REVISION) == 0)
		return is_first_revision(q);
	return strcmp(p, q) == 0;
}

/* --- terms: "Net 30", "30 days net" and "30 Tage netto" are one --- */

static int
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The days and discounts in the terms, sorted: "2.5%,10,30"; "" when there are none. */
static char *
terms_numbers(const char *terms)
{
	g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) out = g_string_new(NULL);

	for (const char *p = terms; *p;) {
		gsize n = strspn(p, "0123456789");
		g_autoptr(GString) number = NULL;

		if (!n) {
			p++;
			continue;
		}
		number = g_string_new_len(p, (gssize)n);
		p += n;
		if ((*p == '.' || *p == ',') && g_ascii_isdigit(p[1])) {
			n = strspn(p + 1, "0123456789");
			g_string_append_c(number, '.');
			g_string_append_len(number, p + 1, (gssize)n);
			p += n + 1;
			while (g_str_has_suffix(number->str, "0"))
				g_string_truncate(number, number->len - 1);
			if (g_str_has_suffix(number->str, "."))
				g_string_truncate(number, number->len - 1);
		}
		p += strspn(p, " ");
		if (*p == '%')
			g_string_append_c(number, '%');
		g_ptr_array_add(numbers, g_strdup(number->str));
	}
	g_ptr_array_sort(numbers, by_text);
	for (guint i = 0; i < numbers->len; i++)
		g_string_append_printf(out, "%s%s", i ? "," : "", (char *)g_ptr_array_index(numbers, i));
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Words alone differ with the language and the form: without a number on either side they tell nothing. */
gboolean
order_same_terms(const char *a, const char *b)
{
	g_autofree char *x = NULL, *y = NULL;
	struct payment_terms p, q;

	if (terms_parse(a, &p) && terms_parse(b, &q))
		return terms_compare(&p, &q) != TERMS_DIFFERENT;
	x = terms_numbers(a);
	y = terms_numbers(b);
	return strcmp(x, y) == 0;
}

/* --- places: an order's text names a mail address where its PDF prints a postal one --- */

static char *
place_part(const char *place, gboolean mail)
{
	g_auto(GStrv) words = g_strsplit_set(place, " \t<>(),;", -1);
	g_autoptr(GString) out = g_string_new(NULL);

	for (char **w = words; *w; w++)
		if ((strchr(*w, '@') != NULL) == mail)
			g_string_append(out, *w);
	return text_key(out->str);
}

/* Equal, or one says less; a mail address and a postal one do not contradict each other. */
static gboolean
same_place(const char *a, const char *b)
{
	for (int mail = 0; mail < 2; mail++) {
		g_autofree char *x = place_part(a, mail), *y = place_part(b, mail);

		if (!strstr(x, y) && !strstr(y, x))
			return FALSE;
	}
	return TRUE;
}

static const struct {
	enum order_field field;
	gboolean (*same)(const char *a, const char *b);
	/* What a missing value means, on record and in the new one; NULL: it is not known. A copy of a later
	 * revision may well leave its mark out. */
	const char *unsaid, *unsaid_now;
} COMPARED[] = {
	{ ORDER_KIND, same_text, "new", "new" },
	{ ORDER_REVISION, same_revision, FIRST_REVISION, NULL },
	{ ORDER_DATE, same_text, NULL, NULL },
	{ ORDER_CURRENCY, same_text, NULL, NULL },
	{ ORDER_TOTAL, order_same_amount, NULL, NULL },
	{ ORDER_TERMS, order_same_terms, NULL, NULL },
	{ ORDER_BILL_TO, same_place, NULL, NULL },
	{ ORDER_SHIP_TO, same_place, NULL, NULL },
	{ ORDER_DELIVERY_DATE, same_text, NULL, NULL },
};

static void
difference_add(GString *out, enum order_field field, const char *from, const char *to)
{
	g_autofree char *a = text_one_line(from, 60), *b = text_one_line(to, 60);

	g_string_append_printf(out, "%s%s %s → %s", out->len ? ", " : "", ORDER_FIELD_KEYS[field], a, b);
}

void
order_compare(const struct order *old, const struct order *fresh, GString *out_conflict, GString *out_more)
{
	for (gsize i = 0; i < G_N_ELEMENTS(COMPARED); i++) {
		enum order_field f = COMPARED[i].field;
		const char *a = old->value[f] ? old->value[f] : COMPARED[i].unsaid;
		const char *b = fresh->value[f] ? fresh->value[f] : COMPARED[i].unsaid_now;

		if (a && b && !COMPARED[i].same(a, b))
			difference_add(out_conflict, f, a, b);
		else if (!a && b)
			difference_add(out_more, f, "unknown", b);
	}
	order_lines_compare(old, fresh, out_conflict);
}
