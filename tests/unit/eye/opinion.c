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

static void
opinion__the_surer_engine_counts_where_it_read_the_whole_word(void **state)
{
	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		struct reading *r = reading_new();
		struct reading_word w = word(CASES[i].first, 10, 150, CASES[i].first_doubt),
				    other = word(
					CASES[i].second, CASES[i].second_begin, 150, CASES[i].second_doubt);

		g_array_append_val(r->words, w);
		opinion_weigh(r, 0, 1, &other);
		g_free(other.text);
		assert_string_equal(g_array_index(r->words, struct reading_word, 0).text, CASES[i].text);
		assert_int_equal(g_array_index(r->words, struct reading_word, 0).doubt, CASES[i].doubt);
		reading_free(r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opinion__the_surer_engine_counts_where_it_read_the_whole_word),
	};

	return cmocka_run_group_tests_name("eye/opinion", tests, NULL, NULL);
}
