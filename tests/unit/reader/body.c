/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a text and its HTML alternative is read. */
#include "body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ORDER                                                                                            \
	"Please find our order 4500012345 of 100 valves at 12.50 EUR each, delivery in week 30, net 30 " \
	"days."

#define LINE \
	"We write to thank you for the good work of these past weeks, and wish you all a pleasant summer.\n"
#define LINES LINE LINE LINE LINE LINE LINE
#define LONG LINES LINES LINES LINES LINES

static void
stub__rows(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *plain, *html;
		gboolean stub;
	} rows[] = {
		{ ORDER, "<p>" ORDER "</p>", FALSE },
		{ "", "<p>" ORDER "</p>", TRUE },
		{ " \r\n\t", "<p>" ORDER "</p>", TRUE },
		{ "Your mail program does not support HTML.", "<p>" ORDER "</p>", TRUE },
		{ "See the order.", "<table><tr><td>" ORDER "</td></tr></table>", TRUE },
		/* A long style sheet is not text. */
		{ "Thanks, received. Kind regards, Jane Doe",
		    "<style>p { color: red; margin: 0; padding: 0 } td { border: 1px solid black } th { "
		    "background: "
		    "white }</style><p>Thanks, received. Kind regards, Jane Doe</p>",
		    FALSE },
		/* Both are empty: there is nothing better to read. */
		{ "", "", FALSE },
		{ "Hello", "<p></p>", FALSE },
		{ "Hi", "<style", FALSE },
		/* The order stands in the HTML alone, however long the text is. */
		{ LONG, "<p>Purchase order 4500099999</p>", TRUE },
		{ LONG ORDER, "<p>Purchase order 4500012345</p>", FALSE },
		/* Numbers that nobody sees, and characters written as numbers, are no difference. */
		{ LONG,
		    "<!-- 123456 --><style>p{width:12345px}</style><p id=99999>It&#8217;s "
		    "here</p><script>77777",
		    FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GBytes) plain = g_bytes_new_static(rows[i].plain, strlen(rows[i].plain));
		g_autoptr(GBytes) html = g_bytes_new_static(rows[i].html, strlen(rows[i].html));

		if (body_is_stub(plain, html) != rows[i].stub)
			fail_msg("row %u: '%s'", i, rows[i].plain);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(stub__rows) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
