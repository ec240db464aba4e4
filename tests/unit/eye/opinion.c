/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose word counts where two engines differ. */
#include "sight.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct reading_word
word(const char *text, int x0, int x1, guint8 doubt)
{
	return (struct reading_word){ g_strdup(text), x0, 100, x1, 130, 130, 0, doubt };
}

/* What one engine read, and what a second one says to it. */
static const struct {
	const char *first;
	guint8 first_doubt;
	const char *second;
	int second_begin;
	guint8 second_doubt;
	const char *text;
	guint8 doubt;
} CASES[] = {
	{ "26-O5372", 40, "26-05372", 10, 4, "26-05372", 4 },
	{ "26-05372", 40, "26-05372", 10, 10, "26-05372", 12 },
	/* half a number, however sure, is another number */
	{ "26-05372", 40, "05372", 75, 4, "26-05372", 40 },
	{ "26-05372", 8, "26-O5372", 10, 5, "26-05372", 8 },
};

static struct reading *
reading_of(const struct reading_word *words, guint n)
{
	struct reading *r = reading_new();

	g_array_append_vals(r->words, words, n);
	return r;
}

static struct piece
piece_of(guint n, int x1)
{
	struct piece p = { 10, 100, x1, 130, g_array_new(FALSE, FALSE, sizeof(guint)), 30 };

	for (guint i = 0; i < n; i++)
		g_array_append_val(p.words, i);
	return p;
}

/* What is left of the words of r, joined by blanks. */
static char *
text_of(const struct reading *r)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < r->words->len; i++) {
		const char *text = g_array_index(r->words, struct reading_word, i).text;

		if (*text)
			g_string_append_printf(out, "%s%s", out->len ? " " : "", text);
	}
	return g_string_free(out, FALSE);
}

static void
opinion__the_surer_engine_counts_where_it_read_the_whole_word(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		struct reading_word w = word(CASES[i].first, 10, 150, CASES[i].first_doubt),
				    other = word(
					CASES[i].second, CASES[i].second_begin, 150, CASES[i].second_doubt);
		struct reading *r = reading_of(&w, 1), *one = reading_of(&other, 1), *two = reading_new();
		struct piece p = piece_of(1, 150);

		assert_false(piece_settle(r, &p, one, two));
		assert_string_equal(g_array_index(r->words, struct reading_word, 0).text, CASES[i].text);
		assert_int_equal(g_array_index(r->words, struct reading_word, 0).doubt, CASES[i].doubt);
		g_array_unref(p.words);
		reading_free(r);
		reading_free(one);
		reading_free(two);
	}
}

/* What stood there, what two readers say, and what stands there then. */
static const struct {
	const char *first[2];
	guint8 doubt;
	const char *one, *two;
	int x1; /* of the ink */
	const char *text;
} AGREEMENTS[] = {
	{ { "2A", "OO" }, 90, "21.772,00", "21.772,00", 150, "21.772,00" },
	{ { "2A", "OO" }, 90, "21.772,00", "21.712,00", 150, "2A OO" },
	{ { NULL }, 0, "5", "5", 150, "5" },
	{ { NULL }, 0, "5", "S", 150, "" },
	/* they saw the beginning only */
	{ { "2A", "OO" }, 90, "21.772,00", "21.772,00", 400, "2A OO" },
	/* surer than both */
	{ { "21.172,00", NULL }, 2, "21.772,00", "21.772,00", 150, "21.172,00" },
	/* a stain */
	{ { "e", NULL }, 85, NULL, NULL, 150, "" },
	{ { "e", NULL }, 20, NULL, NULL, 150, "e" },
	/* a name, but for its accent: the second is the engine of the page's language, and so was the first of all */
	{ { "Gijan", NULL }, 60, "Gijon", "Gijón", 150, "Gijón" },
	{ { "Gijón", NULL }, 60, "Gijon", "Gijon", 150, "Gijón" },
};

static void
opinion__what_two_readers_say_of_a_piece_takes_the_place_of_a_doubtful_reading(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(AGREEMENTS); i++) {
		struct reading *r = reading_new(), *said[2] = { reading_new(), reading_new() };
		const char *texts[2] = { AGREEMENTS[i].one, AGREEMENTS[i].two };
		g_autofree char *text = NULL;
		struct piece p;

		for (guint k = 0; k < 2 && AGREEMENTS[i].first[k]; k++) {
			struct reading_word w = word(
			    AGREEMENTS[i].first[k], 10 + 75 * (int)k, 80 + 75 * (int)k, AGREEMENTS[i].doubt);

			g_array_append_val(r->words, w);
		}
		for (guint k = 0; k < 2 && texts[k]; k++) {
			struct reading_word w = word(texts[k], 10, 150, 8);

			g_array_append_val(said[k]->words, w);
		}
		p = piece_of(r->words->len, AGREEMENTS[i].x1);
		piece_settle(r, &p, said[0], said[1]);
		text = text_of(r);
		assert_string_equal(text, AGREEMENTS[i].text);
		g_array_unref(p.words);
		reading_free(r);
		reading_free(said[0]);
		reading_free(said[1]);
	}
}

static void
opinion__what_engines_get_wrong_alike_is_mended(void **state)
{
	static const struct {
		const char *first, *second; /* on one line */
		const char *text;
		guint8 doubt; /* of the first */
	} rows[] = {
		{ "N.?", "de", "N.º de", 3 },
		{ "n.*/Fecha", "de", "n.º/Fecha de", 3 },
		{ "N.2", "pedido", "N.º pedido", 3 },
		/* the second of something */
		{ "N.2", "Supplier", "N.2 Supplier", 3 },
		{ "N.26", "de", "N.26 de", 3 },
		{ "orders", "@acme.example", "orders@acme.example", 3 },
		{ "0C834034", "de", "0C834034 de", 35 },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct reading_word words[] = { word(rows[i].first, 10, 80, 3),
			word(rows[i].second, 82, 150, 3) };
		struct reading *r = reading_of(words, 2);
		g_autofree char *text = NULL;

		opinion_mend(r);
		text = text_of(r);
		assert_string_equal(text, rows[i].text);
		assert_int_equal(g_array_index(r->words, struct reading_word, 0).doubt, rows[i].doubt);
		reading_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opinion__the_surer_engine_counts_where_it_read_the_whole_word),
		cmocka_unit_test(
		    opinion__what_two_readers_say_of_a_piece_takes_the_place_of_a_doubtful_reading),
		cmocka_unit_test(opinion__what_engines_get_wrong_alike_is_mended),
	};

	return cmocka_run_group_tests_name("eye/opinion", tests, NULL, NULL);
}
