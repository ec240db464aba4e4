/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper's hold on a sender, with real processes: this program, under the name of purser-sender, is the
 * sender.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "server.h"
#include "protocol.h"

#include <signal.h>
#include <stdlib.h>

#define MAIL "Subject: x\r\n\r\nhello\r\n"
#define PATIENCE_S 60

static char *sender_link;

/* What the keeper has seen, and what it says when asked. */
struct keeper {
	struct config_ar settings;
	struct limits limits;
	struct server *server;
	struct nursery *nursery;
	struct delivery *delivery;
	guint committing, settled, ended;
	enum delivery_outcome outcome;
	char *text;
	guint n_recipients;
	int grade; /* of the error; -1: none */
	enum { SAY_GO, SAY_NO, KILL, FREE } answer;
	gboolean too_long;
};

static void
on_event(const struct delivery_event *e, gpointer data)
{
	struct keeper *k = data;

	if (e->kind == DELIVERY_COMMITTING) {
		k->committing++;
		assert_int_equal(e->parcel, 7);
		if (k->answer == KILL)
			kill(delivery_pid(k->delivery), SIGKILL);
		else if (k->answer == FREE)
			g_clear_pointer(&k->delivery, delivery_free);
		else
			delivery_go(k->delivery, 7, k->answer == SAY_GO);
		return;
	}
	if (e->kind == DELIVERY_SETTLED) {
		k->settled++;
		k->outcome = e->outcome;
		g_free(k->text);
		k->text = g_strdup(e->text);
		k->n_recipients = e->recipients->len;
	} else {
		k->ended++;
	}
	k->grade = e->error ? e->error->code : -1;
}

static gboolean
on_patience(gpointer data)
{
	*(gboolean *)data = TRUE;
	return G_SOURCE_REMOVE;
}

static void
keeper_begin(struct keeper *k, const struct plan *plan, const char *crash)
{
	g_autoptr(GError) error = NULL;

	*k = (struct keeper){ .grade = -1 };
	k->server = server_start(plan);
	k->settings = client_settings(k->server);
	k->limits = client_limits();
	if (crash)
		g_setenv("PURSER_CRASH", crash, TRUE);
	k->nursery = delivery_nursery_start(&error);
	g_unsetenv("PURSER_CRASH");
	if (!k->nursery)
		fail_msg("%s", error->message);
	k->delivery = delivery_start(k->nursery, &k->settings, &k->limits, on_event, k, &error);
	assert_non_null(k->delivery);
}

/* Sends one mail and waits for its end, or until the delivery is freed. */
static void
keeper_send(struct keeper *k)
{
	static const char *const TO[] = { "a@example.com", "b@example.com", NULL };
	guint before = k->settled + k->ended,
	      timer = g_timeout_add_seconds(PATIENCE_S, on_patience, &k->too_long);
	int fd = memfd_new("mail", NULL);

	assert_true(fd_write_all(fd, MAIL, strlen(MAIL), NULL));
	assert_true(memfd_seal(fd, NULL));
	delivery_send(k->delivery, 7, "id@test", TO, fd, FALSE);
	close(fd);
	while (k->delivery && !k->ended && k->settled == before && !k->too_long)
		g_main_context_iteration(NULL, TRUE);
	assert_false(k->too_long);
	g_source_remove(timer);
}

static void
keeper_end(struct keeper *k)
{
	delivery_free(k->delivery);
	nursery_free(k->nursery);
	server_stop(k->server);
}

static void
keeper_clear(struct keeper *k)
{
	server_free(k->server);
	g_free(k->text);
}

static void
sender__delivers_several_mails_over_one_connection(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { 0 };
	struct keeper k;

	keeper_begin(&k, &PLAN, NULL);
	assert_true(delivery_pid(k.delivery) > 0);
	for (guint i = 0; i < 3; i++)
		keeper_send(&k);
	keeper_end(&k);
	assert_int_equal(k.settled, 3);
	assert_int_equal(k.committing, 3);
	assert_int_equal(k.outcome, DELIVERED);
	assert_int_equal(k.grade, -1);
	assert_int_equal(k.n_recipients, 2);
	assert_string_equal(k.text, "localhost: 250 2.0.0 queued as 1");
	assert_int_equal(k.server->mails->len, 3);
	assert_int_equal(k.server->connections, 1);
	keeper_clear(&k);
}

static void
sender__hands_on_grade_and_words_of_a_refusal(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .faults = { { "RCPT", 1, "550 5.1.1 nobody\r\n" } } };
	struct keeper k;

	keeper_begin(&k, &PLAN, NULL);
	keeper_send(&k);
	keeper_end(&k);
	assert_int_equal(k.outcome, DELIVERY_PARTLY);
	assert_int_equal(k.grade, PURSER_REJECT);
	assert_string_equal(k.text, "a@example.com: 550 5.1.1 nobody");
	keeper_clear(&k);
}

static void
sender__sends_no_dot_when_the_keeper_says_no_dies_or_lets_go(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { 0 };

	for (guint i = SAY_NO; i <= FREE; i++) {
		struct keeper k;

		keeper_begin(&k, &PLAN, NULL);
		k.answer = i;
		keeper_send(&k);
		keeper_end(&k);
		assert_int_equal(k.committing, 1);
		assert_int_equal(k.settled, i == SAY_NO);
		assert_int_equal(k.ended, i == KILL);
		if (i == SAY_NO)
			assert_int_equal(k.outcome, DELIVERY_LATER);
		assert_int_equal(k.server->mails->len, 0);
		assert_int_equal(k.server->closed_in_content, 1);
		keeper_clear(&k);
	}
}

/* Killed at each named point: the keeper hears of the end, and the server has the mail or has it not. */
static void
sender__killed_at_a_crash_point_leaves_what_the_point_says(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *point;
		guint committing, mails;
	} POINTS[] = {
		{ "sender.before-data", 0, 0 },
		{ "sender.before-dot", 1, 0 },
		{ "sender.after-dot", 1, 1 },
	};
	static const struct plan PLAN = { 0 };

	for (guint i = 0; i < G_N_ELEMENTS(POINTS); i++) {
		struct keeper k;

		keeper_begin(&k, &PLAN, POINTS[i].point);
		keeper_send(&k);
		keeper_end(&k);
		assert_int_equal(k.ended, 1);
		assert_int_equal(k.settled, 0);
		assert_int_equal(k.grade, PURSER_HANGUP);
		assert_int_equal(k.committing, POINTS[i].committing);
		assert_int_equal(k.server->mails->len, POINTS[i].mails);
		keeper_clear(&k);
	}
}

static void
sender__refuses_content_that_is_not_sealed(void **state G_GNUC_UNUSED)
{
	static const char *const TO[] = { "a@example.com", NULL };
	static const struct plan PLAN = { 0 };
	struct keeper k;
	int fd = memfd_new("mail", NULL);

	keeper_begin(&k, &PLAN, NULL);
	assert_true(fd_write_all(fd, MAIL, strlen(MAIL), NULL));
	delivery_send(k.delivery, 7, "id@test", TO, fd, FALSE);
	close(fd);
	while (!k.settled && !k.ended)
		g_main_context_iteration(NULL, TRUE);
	keeper_end(&k);
	assert_int_equal(k.settled, 1);
	assert_int_equal(k.server->connections, 0);
	keeper_clear(&k);
}

/* A sender that settles what it was never given. */
static int
liar_child(int fd)
{
	struct wire *w = wire_new(fd, DELIVERY_WORDS, WORD_N);
	struct wire_message m = { .fd = -1 };

	while (wire_receive(w, &m, NULL)) {
		if (m.kind == WORD_PARCEL)
			wire_send(w, WORD_SETTLED,
			    g_variant_new(
				SETTLED_TYPE, (gint64)8, (guint)DELIVERED, 0U, "all done", FALSE, NULL),
			    -1, NULL);
		wire_message_clear(&m);
	}
	return 0;
}

static void
sender__that_settles_another_parcel_is_ended(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { 0 };
	struct keeper k;

	g_setenv("PURSER_TEST_LIAR", "1", TRUE);
	keeper_begin(&k, &PLAN, NULL);
	g_unsetenv("PURSER_TEST_LIAR");
	keeper_send(&k);
	keeper_end(&k);
	assert_int_equal(k.ended, 1);
	assert_int_equal(k.settled, 0);
	assert_int_equal(k.grade, PURSER_HANGUP);
	keeper_clear(&k);
}

static int
setup(void **state G_GNUC_UNUSED)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);

	server_certificate();
	sender_link = g_build_filename(server_folder, "purser-sender", NULL);
	g_setenv("PURSER_LIBEXEC", server_folder, TRUE);
	return symlink(self, sender_link);
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	g_remove(sender_link);
	g_free(sender_link);
	server_certificate_free();
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sender__delivers_several_mails_over_one_connection),
		cmocka_unit_test(sender__hands_on_grade_and_words_of_a_refusal),
		cmocka_unit_test(sender__sends_no_dot_when_the_keeper_says_no_dies_or_lets_go),
		cmocka_unit_test(sender__killed_at_a_crash_point_leaves_what_the_point_says),
		cmocka_unit_test(sender__refuses_content_that_is_not_sealed),
		cmocka_unit_test(sender__that_settles_another_parcel_is_ended),
	};

	static const struct nursery_ops LIAR = { .child = liar_child };

	if (g_str_has_suffix(argv[0], "/purser-sender"))
		return g_getenv("PURSER_TEST_LIAR") ? nursery_serve(argc, argv, &LIAR)
						    : delivery_main(argc, argv);
	return cmocka_run_group_tests(tests, setup, teardown);
}
