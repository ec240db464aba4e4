/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule proves itself. */
#include "purser/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void
every_rule_takes_its_example_and_leaves_its_counter_example(void **state)
{
	g_autoptr(GString) failures = g_string_new(NULL);

	(void)state;
	if (finding_rules_selftest(failures))
		fail_msg("\n%s", failures->str);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_takes_its_example_and_leaves_its_counter_example),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
