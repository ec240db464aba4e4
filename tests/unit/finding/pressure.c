/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each phrase by its own example and counter-example. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "pressure.h"

static void
each_phrase_is_found_in_its_example_and_not_in_its_counter_example(void **state)
{
	(void)state;
	for (const struct pressure_row *r = PRESSURE_ROWS; r->phrase; r++) {
		if (g_strcmp0(pressure_find(r->yes, strlen(r->yes)), r->phrase) != 0)
			fail_msg("%s: not in %s", r->phrase, r->yes);
		if (pressure_find(r->no, strlen(r->no)))
			fail_msg("%s: in %s", r->phrase, r->no);
	}
	assert_null(pressure_find("", 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_phrase_is_found_in_its_example_and_not_in_its_counter_example),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
