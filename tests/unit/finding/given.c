/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "given.h"

static void
rules__each_holds_in_its_example_and_not_in_its_counter_example(void **state)
{
	guint wrong = 0;

	(void)state;
	for (const struct given_rule *r = GIVEN_RULES; r->id; r++) {
		if (!given_rule_holds(r, r->yes)) {
			print_error("%s: not in \"%s\"\n", r->id, r->yes);
			wrong++;
		}
		if (given_rule_holds(r, r->no)) {
			print_error("%s: in \"%s\"\n", r->id, r->no);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules__each_holds_in_its_example_and_not_in_its_counter_example),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
