/* SPDX-License-Identifier: GPL-3.0-or-later */
/* APPEND into AR's folder, against a server that fails at each step: never twice, and never claimed without
 * proof. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "server.h"
#include "way.h"

/* No line end is touched on this way. */
#define MAIL "Subject: x\r\n\r\n.\nbare\rhello\xc3\xa4"

struct run {
	struct config_ar settings;
	struct limits limits;
	struct server *server;
	void *way;
	struct verdict verdict;
	guint asked;
	gboolean say;
};

static char *secret_file;

static void
run_begin(struct run *r, const struct plan *plan)
{
	*r = (struct run){ .say = TRUE };
	r->server = server_start(plan);
	r->settings = client_settings(r->server);
	r->settings.transport = TRANSPORT_IMAP;
	r->settings.folder = (char *)"AR";
	r->settings.server.auth = AUTH_AUTO;
	r->settings.server.user = (char *)"u";
	r->settings.server.password_file = secret_file;
	r->limits = client_limits();
	r->way = WAY_APPEND.open(&r->settings, &r->limits);
}

static gboolean
run_commit(gpointer data)
{
	struct run *r = data;

	r->asked++;
	return r->say;
}

static void
run_send(struct run *r, gboolean search_first)
{
	char *to[] = { (char *)"AR", NULL };
	struct parcel p = { .id = 1,
		.message_id = (char *)"id@test",
		.recipients = to,
		.fd = memfd_new("mail", NULL),
		.search_first = search_first,
		.commit = run_commit,
		.data = r };

	assert_true(fd_write_all(p.fd, MAIL, strlen(MAIL), NULL));
	assert_true(memfd_seal(p.fd, NULL));
	p.bytes = memfd_map(p.fd, 1 << 20, NULL);
	verdict_clear(&r->verdict);
	verdict_begin(&r->verdict, (const char *const *)to);
	WAY_APPEND.deliver(r->way, &p, &r->verdict);
	verdict_end(&r->verdict);
	g_bytes_unref(p.bytes);
	close(p.fd);
}

static void
run_stop(struct run *r)
{
	WAY_APPEND.close(r->way);
	WAY_APPEND.free(r->way);
	server_stop(r->server);
}

static void
run_end(struct run *r)
{
	server_free(r->server);
	verdict_clear(&r->verdict);
}

static void
append__puts_the_exact_bytes_into_the_folder(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .imap = TRUE };
	struct run r;

	run_begin(&r, &PLAN);
	run_send(&r, FALSE);
	run_send(&r, FALSE);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERED);
	assert_string_equal(r.verdict.text, "localhost: in the folder, UID 7");
	assert_int_equal(r.asked, 2);
	assert_int_equal(r.server->connections, 1);
	assert_int_equal(r.server->mails->len, 2);
	assert_string_equal(((GString *)g_ptr_array_index(r.server->mails, 0))->str, MAIL);
	assert_null(strstr(r.server->log->str, "SEARCH"));
	run_end(&r);
}

static void
append__a_lost_answer_is_uncertain_and_the_next_try_finds_the_mail(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .imap = TRUE, .faults = { { "APPENDED", 1, DROP } } };
	struct run r;

	run_begin(&r, &PLAN);
	run_send(&r, FALSE);
	assert_int_equal(r.verdict.outcome, DELIVERY_UNCERTAIN);
	run_send(&r, TRUE);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERED);
	assert_true(r.verdict.already_there);
	assert_string_equal(r.verdict.text, "localhost: in the folder already, UID 7");
	assert_int_equal(r.server->mails->len, 1);
	assert_int_equal(r.server->connections, 2);
	assert_non_null(strstr(r.server->log->str, "SEARCH HEADER Message-ID \"id@test\""));
	run_end(&r);
}

static void
append__a_search_that_finds_nothing_is_followed_by_the_append(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .imap = TRUE };
	struct run r;

	run_begin(&r, &PLAN);
	run_send(&r, TRUE);
	assert_int_equal(r.verdict.outcome, DELIVERED);
	assert_false(r.verdict.already_there);
	run_send(&r, TRUE);
	assert_true(r.verdict.already_there);
	run_stop(&r);
	assert_int_equal(r.server->mails->len, 1);
	run_end(&r);
}

static void
append__a_no_from_the_keeper_puts_nothing_there(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .imap = TRUE };
	struct run r;

	run_begin(&r, &PLAN);
	r.say = FALSE;
	run_send(&r, FALSE);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_LATER);
	assert_int_equal(r.server->mails->len, 0);
	assert_int_equal(r.server->closed_in_content, 1);
	run_end(&r);
}

static const struct {
	const char *verb, *reply;
	enum delivery_outcome wanted;
	enum purser_error grade;
	guint asked;
} FAULTS[] = {
	{ "GREETING", DROP, DELIVERY_LATER, PURSER_RETRY, 0 },
	{ "LOGIN", "NO [AUTHENTICATIONFAILED] no\r\n", DELIVERY_LATER, PURSER_HALT, 0 },
	{ "LOGIN", "NO [UNAVAILABLE] later\r\n", DELIVERY_LATER, PURSER_RETRY, 0 },
	{ "LOGIN", DROP, DELIVERY_LATER, PURSER_HANGUP, 0 },
	{ "EXAMINE", DROP, DELIVERY_LATER, PURSER_HANGUP, 0 },
	{ "SEARCH", DROP, DELIVERY_LATER, PURSER_HANGUP, 0 },
	{ "APPEND", "NO [TRYCREATE] no such folder\r\n", DELIVERY_LATER, PURSER_HALT, 0 },
	{ "APPEND", "NO [OVERQUOTA] full\r\n", DELIVERY_LATER, PURSER_RETRY, 0 },
	{ "APPEND", "NO not this one\r\n", DELIVERY_REFUSED, PURSER_REJECT, 0 },
	{ "APPEND", "BAD what\r\n", DELIVERY_REFUSED, PURSER_REJECT, 0 },
	{ "APPEND", DROP, DELIVERY_LATER, PURSER_HANGUP, 0 },
	{ "APPENDED", "NO [UNAVAILABLE] later\r\n", DELIVERY_LATER, PURSER_RETRY, 1 },
	{ "APPENDED", "NO not this one\r\n", DELIVERY_REFUSED, PURSER_REJECT, 1 },
	{ "APPENDED", DROP, DELIVERY_UNCERTAIN, PURSER_HANGUP, 1 },
};

static void
append__a_fault_at_any_step_is_told_for_what_it_is(void **state G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
		const struct plan plan = { .imap = TRUE,
			.faults = { { FAULTS[i].verb, 0, FAULTS[i].reply } } };
		struct run r;

		run_begin(&r, &plan);
		run_send(&r, TRUE);
		run_stop(&r);
		if (r.verdict.outcome != FAULTS[i].wanted || r.verdict.grade != FAULTS[i].grade ||
		    r.asked != FAULTS[i].asked)
			fail_msg("%s %s: outcome %d grade %d asked %u: %s", FAULTS[i].verb, FAULTS[i].reply,
			    (int)r.verdict.outcome, (int)r.verdict.grade, r.asked, r.verdict.text);
		run_end(&r);
	}
}

static int
setup(void **state G_GNUC_UNUSED)
{
	mailbox_init();
	server_certificate();
	secret_file = g_build_filename(server_folder, "secret", NULL);
	assert_true(g_file_set_contents_full(secret_file, "p\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	return vault_init(NULL) ? 0 : -1;
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	g_remove(secret_file);
	g_free(secret_file);
	server_certificate_free();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(append__puts_the_exact_bytes_into_the_folder),
		cmocka_unit_test(append__a_lost_answer_is_uncertain_and_the_next_try_finds_the_mail),
		cmocka_unit_test(append__a_search_that_finds_nothing_is_followed_by_the_append),
		cmocka_unit_test(append__a_no_from_the_keeper_puts_nothing_there),
		cmocka_unit_test(append__a_fault_at_any_step_is_told_for_what_it_is),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
