/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From fields that show different readers different authors, and signatures that do not cover the body. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "purser/message.h"

#define HEAD "Subject: x\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
#define BODY "\r\nhello\r\n"
/* Behind it stands the next literal: a NUL in the middle is meant. */
#define ROW(text, trick)                      \
	{                                     \
		text, sizeof(text) - 1, trick \
	}

static const struct {
	const char *mail;
	gsize size;
	const char *trick; /* begins so; NULL: none */
} ROWS[] = {
	ROW("From: j@contoso.example\r\n" HEAD BODY, NULL),
	ROW("From: Jana Weiss <j@contoso.example>\r\n" HEAD BODY, NULL),
	ROW("From: \"Weiss, Jana\" <j@contoso.example>\r\n" HEAD BODY, NULL),
	ROW("From: \"a@b.example\" <j@contoso.example>\r\n" HEAD BODY, NULL), /* the keeper looks at names */
	ROW("From: Weiss, Jana <j@contoso.example>\r\n" HEAD BODY, NULL),
	ROW("From: =?utf-8?Q?Jana_Wei=C3=9F?= <j@contoso.example>\r\n" HEAD BODY, NULL),
	ROW("From: =?utf-8?Q?Jana?=\r\n =?utf-8?Q?_Wei=C3=9F?=\r\n <j@contoso.example>\r\n" HEAD BODY, NULL),
	ROW("From: j@contoso.example (Jana Weiss)\r\n" HEAD BODY, NULL),
	ROW("From: j@contoso.example <j@contoso.example>\r\n" HEAD BODY, NULL),
	ROW("From: Jana < j@contoso.example >\r\n" HEAD BODY, NULL),
	ROW("From: <j@contoso.example>\n"
	    "Subject: x\n\nhello\n",
	    NULL),
	ROW("From: Ren\351 <r@contoso.example>\r\n" HEAD BODY, NULL),
	ROW("FROM:\tj@contoso.example\r\n" HEAD BODY, NULL),
	ROW("Subject: x\r\n\tfrom the heart\r\nFrom: j@contoso.example\r\n" BODY, NULL),
	ROW(HEAD "From: j@contoso.example\r\n\r\nFrom: someone else\r\n", NULL),

	ROW("From: j@contoso.example\r\nFrom: e@evil.example\r\n" HEAD BODY, NULL), /* told by their number */
	ROW("From: e@evil.example\r\nFrom : j@contoso.example\r\n" HEAD BODY, "the name of the From field"),
	ROW("From : j@contoso.example\r\n" HEAD BODY, "the name of the From field"),
	ROW("From\001: j@contoso.example\r\nFrom: e@evil.example\r\n" HEAD BODY,
	    "the name of the From field"),
	ROW(HEAD " From: j@contoso.example\r\nFrom: e@evil.example\r\n" BODY, "a From field with a space"),
	ROW(" From: j@contoso.example\r\nFrom: e@evil.example\r\n" HEAD BODY, "a From field with a space"),
	ROW(HEAD " \r\nFrom: e@evil.example\r\n" BODY, "a From field behind a blank line"),
	ROW("From: e@evil.example\rFrom: j@contoso.example\r\n" HEAD BODY, "a From field behind a lone CR"),
	ROW("Subject: x\rFrom: j@contoso.example\r\nFrom: e@evil.example\r\n" BODY,
	    "a From field behind a lone CR"),
	ROW("From: j@contoso.example\0, e@evil.example\r\n" HEAD BODY, "a control character"),
	ROW("From: j@contoso.example\0\r\n" HEAD BODY, "a control character"),
	ROW("From: <j@contoso.example\001@evil.example>\r\n" HEAD BODY, "a control character"),
	ROW("From: <j@contoso.example>, <e@evil.example>\r\n" HEAD BODY, "more than one address"),
	ROW("From: j@contoso.example, e@evil.example\r\n" HEAD BODY, "more than one address"),
	ROW("From: <j@contoso.example> <e@evil.example>\r\n" HEAD BODY, "more than one address"),
	ROW("From: <<j@contoso.example>e@evil.example>\r\n" HEAD BODY, "brackets in brackets"),
	ROW("From: j@contoso.example <e@evil.example>\r\n" HEAD BODY, "another address before"),
	ROW("From: j@contoso.example(e@evil.example)\r\n" HEAD BODY, "an address in a comment"),
	ROW("From: (<j@contoso.example>) e@evil.example\r\n" HEAD BODY, "an address in a comment"),
	ROW("From: <e@evil.example(j@contoso.example)>\r\n" HEAD BODY, "an address in a comment"),
	ROW("From: =?utf-8?B?akBjb250b3NvLmV4YW1wbGU=?=@evil.example\r\n" HEAD BODY, "an encoded word"),
	ROW("From: <=?utf-8?Q?j=40contoso=2Eexample?=@evil.example>\r\n" HEAD BODY, "an encoded word"),
	ROW("From: \"j@contoso.example\"@evil.example\r\n" HEAD BODY, "a quoted local part"),
	ROW("From: <\"j@contoso.example>\"@evil.example>\r\n" HEAD BODY, "a quoted local part"),
	ROW("From: <j\\@contoso.example@evil.example>\r\n" HEAD BODY, "a quoted character"),
	ROW("From: <j@contoso.example@evil.example>\r\n" HEAD BODY, "more than one @"),
	ROW("From: Buyers: j@contoso.example, e@evil.example;\r\n" HEAD BODY, "a group"),
	ROW("From: j@contoso.example:e@evil.example;\r\n" HEAD BODY, "a group"),
	ROW("From: <@contoso.example,@b.example:e@evil.example>\r\n" HEAD BODY, "a route"),
	ROW("From: <@contoso.example:e@evil.example>\r\n" HEAD BODY, "a route"),
	ROW("From: <j@contoso.example e@evil.example>\r\n" HEAD BODY, "blanks in the address"),
	ROW("From: <j@[192.0.2.1]>\r\n" HEAD BODY, "an address without a domain"),
	ROW("From: \"Jana <j@contoso.example>\r\n" HEAD BODY, "a quote or bracket"),
	ROW("From: Jana <j@contoso.example\r\n" HEAD BODY, "a quote or bracket"),
	ROW("From: (Jana\r\n" HEAD BODY, "a quote or bracket"),
};

static void
from__that_is_not_one_plain_address_is_named(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		struct message *m =
		    message_parse((const guint8 *)ROWS[i].mail, ROWS[i].size, &LIMITS_PRESET, NULL);
		const char *trick;

		assert_non_null(m);
		trick = m->envelope->from_trick;
		if (!ROWS[i].trick ? trick != NULL : !trick || !g_str_has_prefix(trick, ROWS[i].trick))
			fail_msg("%u %s: %s", (guint)i, ROWS[i].mail, trick);
		message_free(m);
	}
}

static void
from__longer_than_a_line_may_be_is_named(void **state)
{
	g_autofree char *name = g_strnfill(1200, 'a');
	g_autofree char *mail = g_strdup_printf("From: %s <j@contoso.example>\r\n" HEAD BODY, name);
	struct message *m = message_parse((const guint8 *)mail, strlen(mail), &LIMITS_PRESET, NULL);

	(void)state;
	assert_string_equal(m->envelope->from_trick, "a line longer than some programs read");
	message_free(m);
}

static const struct {
	const char *tags, *body;
	gboolean appended;
} SIGNED[] = {
	{ "d=contoso.example; c=relaxed/relaxed; b=x", "hello\r\n", FALSE },
	{ "d=contoso.example; l=7; b=x", "hello\r\n", FALSE },
	{ "d=contoso.example; l=7; b=x", "hello\r\n\r\n\r\n",
	    FALSE }, /* empty lines at the end do not count */
	{ "d=contoso.example; l=7; b=x", "hello", FALSE },
	{ "d=contoso.example; l=7; b=x", "hello\n", FALSE },
	{ "d=contoso.example; l=7; b=x", "hello\r\npay here\r\n", TRUE },
	{ "d=contoso.example; l = 0; b=x", "hello\r\n", TRUE },
	{ "d=contoso.example; l=6; b=x", "hello\r\n", TRUE },
	{ "d=contoso.example; l=seven; b=x", "hello\r\n", TRUE },
	{ "d=contoso.example; c=relaxed/relaxed; l=10; b=x", "hello \t  you  \r\n \r\n", TRUE },
	{ "d=contoso.example; c=relaxed/relaxed; l=11; b=x", "hello \t  you  \r\n \r\n", FALSE },
	{ "d=contoso.example; c=relaxed; l=11; b=x", "hello \t  you  \r\n \r\n",
	    TRUE }, /* the body is simple */
	{ "d=contoso.example; c=simple/simple; l=20; b=x", "hello \t  you  \r\n \r\n", FALSE },
};

static void
signature__that_leaves_text_to_anybody_names_its_domain(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(SIGNED); i++) {
		g_autofree char *mail = g_strdup_printf("DKIM-Signature: v=1; a=rsa-sha256;\r\n\t%s\r\n"
							"From: j@contoso.example\r\n" HEAD "\r\n%s",
		    SIGNED[i].tags, SIGNED[i].body);
		struct message *m = message_parse((const guint8 *)mail, strlen(mail), &LIMITS_PRESET, NULL);
		const char *domain = m->envelope->appended ? m->envelope->appended[0] : NULL;

		if (g_strcmp0(domain, SIGNED[i].appended ? "contoso.example" : NULL) != 0)
			fail_msg("%s: %s", mail, domain);
		message_free(m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from__that_is_not_one_plain_address_is_named),
		cmocka_unit_test(from__longer_than_a_line_may_be_is_named),
		cmocka_unit_test(signature__that_leaves_text_to_anybody_names_its_domain),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
