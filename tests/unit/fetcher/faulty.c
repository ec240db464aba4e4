/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fetcher process before a scripted server: mail that is gone, torn or refused, and a password refused. */
#include "../mailbox/scripted.h"
#include "purser/fetcher.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define OPEN                                                                         \
	{ NULL, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello\r\n" },        \
	    { "AUTHENTICATE", "%t OK [CAPABILITY IMAP4rev1] in\r\n" },               \
	    { "EXAMINE", "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n%t OK done\r\n" }, \
	{                                                                            \
		"UID SEARCH ALL", "* SEARCH 1 2 3\r\n%t OK done\r\n"                 \
	}
#define MAIL(uid, size, body) \
	"* " uid " FETCH (UID " uid " RFC822.SIZE " size " BODY[]<0> {3}\r\n" body ")\r\n"
#define ALL_OF_THEM "UID FETCH 1:3 ("
#define ONE_OF_THEM "UID FETCH 2 ("

static struct nursery *nursery;
static char *password_file;

struct seen {
	struct fetcher *fetcher;
	GString *log; /* what happened, in a word each */
	gboolean ended;
};

static void
on_event(const struct fetcher_event *e, gpointer data)
{
	struct seen *s = data;
	g_autofree char *uids = e->uids ? uid_set_format(e->uids) : NULL;
	g_autofree char *vanished = e->vanished ? uid_set_format(e->vanished) : NULL;

	switch (e->kind) {
	case FETCHER_FOLDER:
		if (vanished && *vanished)
			g_string_append_printf(s->log, "vanished %s;", vanished);
		break;
	case FETCHER_TAKING:
		g_string_append_printf(s->log, "taking %s;", uids);
		break;
	case FETCHER_BATCH:
		g_string_append(s->log, "batch");
		for (guint i = 0; i < e->n_messages; i++)
			g_string_append_printf(s->log, " %u", e->messages[i].uid);
		g_string_append_c(s->log, ';');
		fetcher_ack(s->fetcher, e->batch);
		break;
	case FETCHER_PROBLEM:
		g_string_append(s->log, "problem;");
		fetcher_look(s->fetcher); /* no waiting before the next try */
		break;
	case FETCHER_ENDED:
		g_string_append_printf(
		    s->log, "ended%s%s", e->killed ? " killed" : "", e->error ? " in error" : "");
		s->ended = TRUE;
		g_clear_pointer(&s->fetcher, fetcher_free);
		break;
	case FETCHER_ONLINE:
	case FETCHER_CAUGHT_UP:
	case FETCHER_MARKED:
		break;
	}
}

static void
run(struct scripted *server, const char *alone, const char *wanted)
{
	static char *inbox[] = { (char *)"INBOX", NULL }, *none[] = { NULL };
	struct seen seen = { .log = g_string_new(NULL) };
	struct uid_set *suspects = uid_set_parse(alone, NULL);
	struct fetcher_folder folder = { .name = "INBOX", .uidvalidity = 7, .alone = suspects };
	struct config_mailbox settings = { .name = (char *)"test",
		.folders = inbox,
		.authserv_ids = none,
		.server = { .host = (char *)"127.0.0.1",
		    .tls = TLS_NONE,
		    .user = (char *)"user",
		    .password_file = password_file },
		.interval_s = 300,
		.idle_renew_s = 300,
		.from = START_ALL };

	scripted_start(server);
	settings.server.port = server->port;
	seen.fetcher =
	    fetcher_start(nursery, &settings, &LIMITS_PRESET, &folder, 1, FALSE, on_event, &seen, NULL);
	assert_non_null(seen.fetcher);
	while (!seen.ended)
		g_main_context_iteration(NULL, TRUE);
	assert_string_equal(seen.log->str, wanted);
	scripted_stop(server);
	uid_set_free(suspects);
	g_string_free(seen.log, TRUE);
}

static void
fetcher__what_does_not_come_twice_has_vanished(void **state G_GNUC_UNUSED)
{
	static const struct step steps[] = { OPEN,
		{ ALL_OF_THEM, MAIL("1", "3", "abc") MAIL("3", "3", "abc") "%t OK done\r\n" },
		{ ONE_OF_THEM, "%t OK done\r\n" } };
	struct scripted s = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };

	run(&s, "", "taking 1:3;batch 1 3;taking 2;taking ;vanished 2;ended");
}

static void
fetcher__what_the_server_refuses_twice_waits_and_is_told(void **state G_GNUC_UNUSED)
{
	static const struct step steps[] = { OPEN,
		{ ALL_OF_THEM, MAIL("1", "3", "abc") MAIL("3", "3", "abc") "%t NO [SERVERBUG] oops\r\n" },
		{ ONE_OF_THEM, "%t NO [SERVERBUG] oops\r\n" } };
	struct scripted s = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };

	run(&s, "", "taking 1:3;batch 1 3;taking 2;problem;taking ;ended");
}

static void
fetcher__a_length_that_lies_the_same_twice_is_accepted(void **state G_GNUC_UNUSED)
{
	static const struct step steps[] = { OPEN,
		{ ALL_OF_THEM,
		    MAIL("1", "3", "abc") MAIL("2", "9", "abc") MAIL("3", "3", "abc") "%t OK done\r\n" },
		{ ONE_OF_THEM, MAIL("2", "9", "abc") "%t OK done\r\n" } };
	struct scripted s = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };

	run(&s, "", "taking 1:3;batch 1 3;taking 2;batch 2;taking ;ended");
}

static void
fetcher__a_length_that_lies_differently_waits(void **state G_GNUC_UNUSED)
{
	static const struct step steps[] = { OPEN,
		{ ALL_OF_THEM,
		    MAIL("1", "3", "abc") MAIL("2", "9", "abc") MAIL("3", "3", "abc") "%t OK done\r\n" },
		{ ONE_OF_THEM, MAIL("2", "9", "xyz") "%t OK done\r\n" } };
	struct scripted s = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };

	run(&s, "", "taking 1:3;batch 1 3;taking 2;problem;taking ;ended");
}

static void
fetcher__suspects_come_last_and_alone(void **state G_GNUC_UNUSED)
{
	static const struct step steps[] = { OPEN, { ONE_OF_THEM, MAIL("2", "3", "abc") "%t OK done\r\n" },
		{ "UID FETCH 1 (", MAIL("1", "3", "abc") "%t OK done\r\n" },
		{ "UID FETCH 3 (", MAIL("3", "3", "abc") "%t OK done\r\n" } };
	struct scripted s = { .steps = steps, .n_steps = G_N_ELEMENTS(steps) };

	run(&s, "1,3", "taking 2;batch 2;taking 1;batch 1;taking 3;batch 3;taking ;ended");
}

#define TORN "* 2 FETCH (UID 2 BODY[] {900}\r\nab"
#define NONSENSE "* 2 FETCH (UID 2 BODY[] {99999999999}\r\nab"
#define SESSION(...)                                                                                   \
	{                                                                                              \
		.steps = (const struct step[]){ OPEN, __VA_ARGS__ },                                   \
		.n_steps = G_N_ELEMENTS(((const struct step[]){ OPEN, __VA_ARGS__ })), .hang_up = TRUE \
	}

static void
fetcher__a_line_that_breaks_costs_no_complete_mail(void **state G_GNUC_UNUSED)
{
	struct scripted second = SESSION({ "UID FETCH 3 (", MAIL("3", "3", "abc") "%t OK done\r\n" },
	    { "UID FETCH 2 (", MAIL("2", "3", "abc") "%t OK done\r\n" });
	struct scripted s = SESSION({ ALL_OF_THEM, MAIL("1", "3", "abc") TORN });

	s.next = &second;
	run(&s, "", "taking 1:3;batch 1;problem;taking 3;batch 3;taking 2;batch 2;taking ;ended");
}

static void
fetcher__a_mail_at_which_the_server_always_breaks_off_blocks_no_other(void **state G_GNUC_UNUSED)
{
	struct scripted fourth = SESSION({ NULL, NULL });
	struct scripted third = SESSION({ ONE_OF_THEM, NONSENSE });
	struct scripted second =
	    SESSION({ "UID FETCH 3 (", MAIL("3", "3", "abc") "%t OK done\r\n" }, { ONE_OF_THEM, NONSENSE });
	struct scripted s = SESSION({ ALL_OF_THEM, MAIL("1", "3", "abc") NONSENSE });

	third.next = &fourth;
	second.next = &third;
	s.next = &second;
	run(&s, "",
	    "taking 1:3;batch 1;problem;taking 3;batch 3;taking 2;problem;taking 2;problem;batch "
	    "2;problem;ended");
}

static int
setup(void **state G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	int fd;

	assert_true(vault_init(NULL));
	g_setenv("PURSER_LIBEXEC", PURSER_TEST_BUILD, FALSE);
	password_file = g_build_filename(g_get_tmp_dir(), "purser-password-XXXXXX", NULL);
	fd = g_mkstemp_full(password_file, O_RDWR | O_CLOEXEC, 0600);
	assert_true(fd >= 0 && write(fd, "secret\n", 7) == 7);
	close(fd);
	nursery = fetcher_nursery_start(&error);
	if (!nursery)
		fail_msg("%s", error->message);
	return 0;
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	nursery_free(nursery);
	g_unlink(password_file);
	g_free(password_file);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fetcher__what_does_not_come_twice_has_vanished),
		cmocka_unit_test(fetcher__what_the_server_refuses_twice_waits_and_is_told),
		cmocka_unit_test(fetcher__a_length_that_lies_the_same_twice_is_accepted),
		cmocka_unit_test(fetcher__a_length_that_lies_differently_waits),
		cmocka_unit_test(fetcher__suspects_come_last_and_alone),
		cmocka_unit_test(fetcher__a_line_that_breaks_costs_no_complete_mail),
		cmocka_unit_test(fetcher__a_mail_at_which_the_server_always_breaks_off_blocks_no_other),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
