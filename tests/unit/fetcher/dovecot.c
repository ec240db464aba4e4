/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetchers from the nursery, against a real Dovecot over TLS. Skipped where Dovecot is not installed. */
#include "../mailbox/private_dovecot.h"
#include "purser/fetcher.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct dovecot server;
static gboolean installed;
static struct nursery *nursery;
static char *password_file;

/* --- a keeper --- */

struct house {
	struct fetcher *fetcher;
	struct config_mailbox settings;
	struct limits limits;
	struct uid_set *got, *skipped, *vanished;
	guint n_batches, n_caught_up, n_problems, n_marked;
	guint largest_batch;
	gboolean hold_acks, oversize, ended, killed;
	guint32 uidvalidity, exists;
	char *error;
	int grade;
	GArray *owed;
};

static void
batch_check(struct house *h, const struct fetcher_event *e)
{
	g_autoptr(GBytes) bytes = memfd_map(e->memfd, 1 << 30, NULL);
	const char *at = g_bytes_get_data(bytes, NULL);

	assert_non_null(bytes);
	for (guint i = 0; i < e->n_messages; i++) {
		const struct fetcher_message *m = &e->messages[i];
		struct digest digest;

		assert_false(uid_set_has(h->got, m->uid));
		uid_set_add(h->got, m->uid, m->uid);
		if (m->oversize) {
			h->oversize = TRUE;
			continue;
		}
		digest = digest_of(at + m->offset, m->size);
		assert_true(digest_equal(&digest, &m->digest));
		assert_true(g_str_has_prefix(at + m->offset, "Subject: "));
		assert_true(m->internal_date > 0);
	}
	h->n_batches++;
	h->largest_batch = MAX(h->largest_batch, e->n_messages);
	if (h->hold_acks)
		g_array_append_val(h->owed, e->batch);
	else
		fetcher_ack(h->fetcher, e->batch);
}

static void
on_event(const struct fetcher_event *e, gpointer data)
{
	struct house *h = data;

	switch (e->kind) {
	case FETCHER_FOLDER:
		h->uidvalidity = e->uidvalidity;
		h->exists = e->exists;
		uid_set_add_all(h->skipped, e->uids);
		uid_set_add_all(h->vanished, e->vanished);
		break;
	case FETCHER_BATCH:
		batch_check(h, e);
		break;
	case FETCHER_CAUGHT_UP:
		h->n_caught_up++;
		break;
	case FETCHER_MARKED:
		h->n_marked++;
		break;
	case FETCHER_PROBLEM:
		h->n_problems++;
		g_free(h->error);
		h->error = g_strdup(e->error->message);
		break;
	case FETCHER_ENDED:
		h->ended = TRUE;
		h->killed = e->killed;
		if (e->error) {
			g_free(h->error);
			h->error = g_strdup(e->error->message);
			h->grade = e->error->code;
		}
		g_clear_pointer(&h->fetcher, fetcher_free);
		break;
	case FETCHER_ONLINE:
		assert_string_equal(e->text, "TLS1.3");
		break;
	case FETCHER_TAKING:
		break;
	}
}

static void
house_init(struct house *h, const char *user)
{
	static char *inbox[] = { (char *)"INBOX", NULL }, *none[] = { NULL };

	*h = (struct house){ .limits = LIMITS_PRESET,
		.got = uid_set_new(),
		.skipped = uid_set_new(),
		.vanished = uid_set_new(),
		.owed = g_array_new(FALSE, FALSE, sizeof(guint)) };
	h->settings = (struct config_mailbox){
		.name = (char *)"test",
		.server = { .host = (char *)"localhost",
		    .port = server.tls_port,
		    .tls = TLS_IMPLICIT,
		    .ca_file = server.ca_file,
		    .user = (char *)user,
		    .auth = AUTH_AUTO,
		    .password_file = password_file },
		.folders = inbox,
		.authserv_ids = none,
		.watch = WATCH_IDLE,
		.interval_s = 300,
		.idle_renew_s = 1500,
		.from = START_ALL,
	};
}

static void
house_clear(struct house *h)
{
	fetcher_free(h->fetcher);
	uid_set_free(h->got);
	uid_set_free(h->skipped);
	uid_set_free(h->vanished);
	g_array_free(h->owed, TRUE);
	g_free(h->error);
}

static void
house_start(struct house *h, guint32 uidvalidity, const char *done, gboolean stay)
{
	g_autoptr(GError) error = NULL;
	struct uid_set *set = uid_set_parse(done, NULL);
	struct fetcher_folder folder = {
		.name = h->settings.folders[0], .uidvalidity = uidvalidity, .done = set
	};

	h->ended = FALSE;
	h->fetcher = fetcher_start(nursery, &h->settings, &h->limits, &folder, 1, stay, on_event, h, &error);
	if (!h->fetcher)
		fail_msg("%s", error->message);
	uid_set_free(set);
}

static gboolean
tick(gpointer data)
{
	*(gboolean *)data = TRUE;
	return G_SOURCE_REMOVE;
}

/* Runs the main loop until the condition holds; twenty seconds at most. */
#define until(condition)                                                                        \
	do {                                                                                    \
		gboolean late = FALSE;                                                          \
		guint timer = g_timeout_add_seconds(20, tick, &late);                           \
                                                                                                \
		while (!(condition) && !late)                                                   \
			g_main_context_iteration(NULL, TRUE);                                   \
		if (late)                                                                       \
			fail_msg("never: %s (%s)", #condition, h.error ? h.error : "no error"); \
		g_source_remove(timer);                                                         \
	} while (0)

static void
deliver(const char *user, guint n, gsize size)
{
	struct stream_settings s = { .host = "localhost",
		.port = server.port,
		.tls = STREAM_PLAIN,
		.command_wall_s = 20,
		.line_size = 1 << 20 };
	struct secret *secret = secret_new("secret", 6);
	struct imap *imap = imap_connect(&s, NULL);
	g_autoptr(GString) mail = g_string_new(NULL);

	assert_true(imap_sign_in(imap, user, secret, SIGN_IN_AUTO, NULL));
	for (guint i = 0; i < n; i++) {
		int fd = memfd_new("mail", NULL);

		g_string_printf(mail, "Subject: mail %u of %u\r\n\r\n", i, n);
		while (mail->len < size)
			g_string_append(mail, "All work and no play makes Jack a dull boy.\r\n");
		assert_true(fd_write_all(fd, mail->str, mail->len, NULL));
		assert_true(imap_append(imap, "INBOX", fd, (gint64)mail->len, NULL, NULL, NULL, NULL));
		close(fd);
	}
	imap_free(imap);
	secret_free(secret);
}

/* --- tests --- */

static void
skip_without_dovecot(void)
{
	if (!installed)
		skip();
}

static void
fetcher__catches_up_in_batches_and_ends(void **state G_GNUC_UNUSED)
{
	struct house h;

	skip_without_dovecot();
	house_init(&h, "batches");
	deliver("batches", 25, 3000);
	h.limits.batch_messages = 10;
	house_start(&h, 0, "", FALSE);
	until(h.ended);
	assert_null(h.error);
	assert_int_equal(uid_set_count(h.got), 25);
	assert_int_equal(h.largest_batch, 10);
	assert_int_equal(h.exists, 25);
	assert_int_equal(h.n_caught_up, 1);
	house_clear(&h);
}

static void
fetcher__fetches_only_what_is_not_done_and_gaps_count(void **state G_GNUC_UNUSED)
{
	struct house h;
	guint32 uidvalidity;
	g_autofree char *got = NULL;

	skip_without_dovecot();
	house_init(&h, "gaps");
	deliver("gaps", 6, 100);
	h.settings.from = START_NOW;
	house_start(&h, 0, "", FALSE);
	until(h.ended);
	assert_int_equal(uid_set_count(h.skipped), 6);
	assert_int_equal(h.n_batches, 0);
	uidvalidity = h.uidvalidity;
	house_start(&h, uidvalidity, "1:2,4,6", FALSE);
	until(h.ended);
	got = uid_set_format(h.got);
	assert_string_equal(got, "3,5");
	/* Another UIDVALIDITY: nothing that was known counts. */
	uid_set_remove(h.got, 1, 100);
	house_start(&h, uidvalidity + 1, "1:6", FALSE);
	until(h.ended);
	assert_int_equal(uid_set_count(h.got), 6);
	house_clear(&h);
}

static void
fetcher__waits_for_acks_and_a_large_mail_travels_alone(void **state G_GNUC_UNUSED)
{
	struct house h;

	skip_without_dovecot();
	house_init(&h, "acks");
	deliver("acks", 8, 100);
	deliver("acks", 1, 300000);
	deliver("acks", 1, 100000);
	h.limits.batch_messages = 2;
	h.limits.batch_size = 65536;
	h.limits.batches_in_flight = 2;
	h.limits.message_size = 200000;
	h.hold_acks = TRUE;
	house_start(&h, 0, "", FALSE);
	until(h.n_batches == 2);
	for (guint i = 0; i < 50; i++)
		g_main_context_iteration(NULL, FALSE);
	assert_int_equal(h.n_batches, 2);
	h.hold_acks = FALSE;
	for (guint i = 0; i < h.owed->len; i++)
		fetcher_ack(h.fetcher, g_array_index(h.owed, guint, i));
	until(h.ended);
	assert_int_equal(uid_set_count(h.got), 10);
	assert_true(h.oversize);
	house_clear(&h);
}

static void
fetcher__idles_wakes_looks_and_stops(void **state G_GNUC_UNUSED)
{
	struct house h;

	skip_without_dovecot();
	house_init(&h, "idles");
	house_start(&h, 0, "", TRUE);
	until(h.n_caught_up == 1);
	deliver("idles", 2, 100);
	until(uid_set_count(h.got) == 2);
	fetcher_look(h.fetcher);
	until(h.n_caught_up >= 3);
	fetcher_stop(h.fetcher);
	until(h.ended);
	assert_null(h.error);
	assert_false(h.killed);
	house_clear(&h);
}

static void
fetcher__sets_the_keyword_on_what_was_routed(void **state G_GNUC_UNUSED)
{
	struct house h;

	skip_without_dovecot();
	house_init(&h, "marks");
	h.settings.keyword = (char *)"$Routed";
	deliver("marks", 1, 100);
	house_start(&h, 0, "", TRUE);
	until(h.n_caught_up == 1);
	fetcher_mark(h.fetcher, "INBOX", h.uidvalidity, h.got);
	until(h.n_marked == 1);
	house_clear(&h);
}

static void
fetcher__a_refused_password_ends_it_with_the_mailbox_named(void **state G_GNUC_UNUSED)
{
	g_autofree char *file = g_build_filename(server.folder ? server.folder : "/tmp", "wrong", NULL);
	struct house h;

	skip_without_dovecot();
	assert_true(g_file_set_contents_full(file, "wrong\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	house_init(&h, "refused");
	h.settings.server.password_file = file;
	house_start(&h, 0, "", TRUE);
	until(h.ended);
	assert_false(h.killed);
	assert_int_equal(h.grade, PURSER_HALT);
	assert_true(g_str_has_prefix(h.error, "mailbox test: localhost: refused the password of refused"));
	house_clear(&h);
}

static void
fetcher__a_killed_one_is_told_as_killed(void **state G_GNUC_UNUSED)
{
	struct house h;

	skip_without_dovecot();
	house_init(&h, "killed");
	house_start(&h, 0, "", TRUE);
	until(h.n_caught_up == 1);
	kill(fetcher_pid(h.fetcher), SIGKILL);
	until(h.ended);
	assert_true(h.killed);
	assert_string_equal(h.error, "the fetcher died");
	house_clear(&h);
}

static void
fetcher__one_that_does_not_stir_is_killed(void **state G_GNUC_UNUSED)
{
	struct house h;

	skip_without_dovecot();
	house_init(&h, "stuck");
	h.settings.interval_s = 1;
	h.limits.command_wall = 1;
	house_start(&h, 0, "", TRUE);
	until(h.n_caught_up == 1);
	kill(fetcher_pid(h.fetcher), SIGSTOP);
	until(h.ended);
	assert_true(h.killed);
	assert_non_null(strstr(h.error, "did not stir"));
	house_clear(&h);
}

static void
fetcher__a_dead_server_is_a_problem_and_it_comes_back(void **state G_GNUC_UNUSED)
{
	struct house h;

	skip_without_dovecot();
	house_init(&h, "dead");
	house_start(&h, 0, "", TRUE);
	until(h.n_caught_up == 1);
	kill(server.pid, SIGTERM);
	waitpid(server.pid, NULL, 0);
	until(h.n_problems >= 1);
	dovecot_run(&server);
	deliver("dead", 1, 100);
	fetcher_look(h.fetcher);
	until(uid_set_count(h.got) == 1);
	house_clear(&h);
}

static void
fetcher__the_probe_says_what_it_found(void **state G_GNUC_UNUSED)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	struct house h;

	skip_without_dovecot();
	house_init(&h, "probe");
	deliver("probe", 3, 100);
	if (!fetcher_probe(&h.settings, &h.limits, &text, &error))
		fail_msg("%s", error->message);
	assert_string_equal(text, "TLS1.3, signed in, INBOX 3 messages, read-only");
	house_clear(&h);
}

static int
setup(void **state G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	assert_true(vault_init(NULL));
	installed = dovecot_start(&server);
	if (!installed)
		return 0;
	g_setenv("PURSER_LIBEXEC", PURSER_TEST_BUILD, FALSE);
	password_file = g_build_filename(server.folder, "password", NULL);
	g_assert_true(
	    g_file_set_contents_full(password_file, "secret\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	nursery = fetcher_nursery_start(&error);
	if (!nursery)
		fail_msg("%s", error->message);
	return 0;
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	if (nursery)
		nursery_free(nursery);
	dovecot_stop(&server);
	g_free(password_file);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fetcher__catches_up_in_batches_and_ends),
		cmocka_unit_test(fetcher__fetches_only_what_is_not_done_and_gaps_count),
		cmocka_unit_test(fetcher__waits_for_acks_and_a_large_mail_travels_alone),
		cmocka_unit_test(fetcher__idles_wakes_looks_and_stops),
		cmocka_unit_test(fetcher__sets_the_keyword_on_what_was_routed),
		cmocka_unit_test(fetcher__a_refused_password_ends_it_with_the_mailbox_named),
		cmocka_unit_test(fetcher__a_killed_one_is_told_as_killed),
		cmocka_unit_test(fetcher__one_that_does_not_stir_is_killed),
		cmocka_unit_test(fetcher__a_dead_server_is_a_problem_and_it_comes_back),
		cmocka_unit_test(fetcher__the_probe_says_what_it_found),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
