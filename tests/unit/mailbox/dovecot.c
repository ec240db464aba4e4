/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session against a real Dovecot over TLS. Skipped where Dovecot is not installed. */
#include "private_dovecot.h"
#include "purser/mailbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <cmocka.h>

static struct dovecot server;
static gboolean installed;

static struct stream_settings
settings_tls(void)
{
	return (struct stream_settings){ .host = "localhost",
		.port = server.tls_port,
		.tls = STREAM_TLS,
		.ca_file = server.ca_file,
		.command_wall_s = 20,
		.line_size = 1 << 20 };
}

static struct imap *
sign_in(const char *user)
{
	struct stream_settings s = settings_tls();
	g_autoptr(GError) error = NULL;
	struct secret *secret = secret_new("secret", 6);
	struct imap *imap = imap_connect(&s, &error);

	if (!imap || !imap_sign_in(imap, user, secret, SIGN_IN_AUTO, &error))
		fail_msg("%s", error->message);
	secret_free(secret);
	return imap;
}

static guint32
append(struct imap *imap, const char *folder, const char *bytes, gsize size)
{
	g_autoptr(GError) error = NULL;
	guint32 uid = 0;
	int fd = memfd_create("mail", MFD_CLOEXEC);

	assert_int_equal(write(fd, bytes, size), size);
	if (!imap_append(imap, folder, fd, (gint64)size, NULL, NULL, &uid, &error))
		fail_msg("%s", error->message);
	close(fd);
	return uid;
}

static gboolean
got_begin(const struct imap_message *m G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
	return TRUE;
}

static gboolean
got_bytes(const void *bytes, gsize size, gpointer data)
{
	g_string_append_len(data, bytes, (gssize)size);
	return TRUE;
}

static gboolean
got_end(const struct imap_message *m, gboolean ok, gpointer data)
{
	assert_true(ok);
	assert_true(m->internal_date > 0);
	g_string_append_printf(data, "<%u>", m->uid);
	return TRUE;
}

static const struct imap_fetch_ops OPS = { got_begin, got_bytes, got_end };

static void
skip_without_dovecot(void)
{
	if (!installed)
		skip();
}

static void
imap__a_mail_goes_in_and_comes_back_byte_for_byte(void **state G_GNUC_UNUSED)
{
	static const char MAIL[] =
	    "Message-ID: <one@example.com>\r\nSubject: x\r\n\r\nbare\nLF and bare\rCR, 8-bit \xff\xfe, end";
	g_autoptr(GString) got = g_string_new(NULL), big = g_string_new("Subject: big\r\n\r\n");
	g_autoptr(GError) error = NULL;
	g_autofree char *wanted = NULL;
	struct imap_folder folder;
	struct uid_set *uids;
	struct imap *imap;
	guint32 uid;

	skip_without_dovecot();
	imap = sign_in("bytes");
	for (guint i = 0; big->len < 200000; i++)
		g_string_append_printf(big, "line %u\r\n", i);
	assert_string_equal(imap_tls_version(imap), "TLS1.3");
	uid = append(imap, "INBOX", MAIL, sizeof(MAIL) - 1);
	assert_int_equal(append(imap, "INBOX", big->str, big->len), uid + 1);
	assert_true(imap_open(imap, "INBOX", FALSE, &folder, &error));
	assert_int_equal(folder.exists, 2);
	uids = imap_uids(imap, 1, NULL, &error);
	assert_int_equal(uid_set_count(uids), 2);
	assert_true(imap_fetch(imap, uids, 1 << 20, &OPS, got, &error));
	/* Dovecot keeps bare line ends as they came: Maildir stores LF, so only the body's CR LF are compared
	 * here. */
	wanted = g_strdup_printf("<%u>", uid + 1);
	assert_true(g_str_has_suffix(got->str, wanted));
	assert_non_null(strstr(got->str, big->str));
	assert_non_null(memmem(got->str, got->len, "bare\rCR, 8-bit \xff\xfe, end<", 22));
	uid_set_free(uids);
	imap_free(imap);
}

static void
imap__pipelined_fetches_come_in_order_and_missing_ones_are_told(void **state G_GNUC_UNUSED)
{
	g_autoptr(GString) got = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct uid_set *missing;
	struct imap *imap;
	gboolean refused;

	skip_without_dovecot();
	imap = sign_in("pipe");
	for (guint i = 0; i < 6; i++)
		append(imap, "INBOX", "Subject: x\r\n\r\nx\r\n", 17);
	assert_true(imap_open(imap, "INBOX", FALSE, NULL, &error));
	for (guint32 i = 1; i <= 9; i += 3) {
		struct uid_set *three = uid_set_new();

		uid_set_add(three, i, i + 2);
		assert_true(imap_fetch_ask(imap, three, 1000, TRUE, &error));
		uid_set_free(three);
	}
	for (guint i = 0; i < 3; i++) {
		assert_int_equal(imap_fetch_under_way(imap), 3 - i);
		assert_true(imap_fetch_take(imap, &OPS, got, &missing, &refused, &error));
		assert_false(refused);
		assert_int_equal(uid_set_count(missing), i == 2 ? 3 : 0);
		uid_set_free(missing);
	}
	assert_non_null(strstr(got->str, "x\r\n<6>"));
	assert_true(imap_noop(imap, &error));
	imap_free(imap);
}

static void
imap__folders_are_listed_and_a_missing_one_names_the_nearest(void **state G_GNUC_UNUSED)
{
	g_autoptr(GPtrArray) names = NULL;
	g_autoptr(GError) error = NULL;
	struct imap *imap;

	skip_without_dovecot();
	imap = sign_in("folders");
	assert_false(imap_open(imap, "Bestellungem", FALSE, NULL, &error));
	assert_int_equal(error->code, PURSER_REJECT);
	assert_non_null(strstr(error->message, "INBOX"));
	names = imap_list(imap, NULL);
	assert_int_equal(names->len, 1);
	imap_free(imap);
}

static void
imap__idle_wakes_for_a_delivery_and_for_the_other_descriptor(void **state G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	struct imap *imap, *other;
	struct imap_folder now;
	int pipes[2];

	skip_without_dovecot();
	imap = sign_in("idle");
	other = sign_in("idle");
	assert_int_equal(pipe(pipes), 0);
	assert_true(imap_open(imap, "INBOX", FALSE, NULL, &error));
	assert_int_equal(imap_idle(imap, -1, 10, &error), 0);
	assert_int_equal(write(pipes[1], "x", 1), 1);
	assert_int_equal(imap_idle(imap, pipes[0], 10000, &error), -1);
	append(other, "INBOX", "Subject: x\r\n\r\nx\r\n", 17);
	assert_int_equal(imap_idle(imap, -1, 20000, &error), 1);
	imap_state(imap, &now);
	assert_int_equal(now.exists, 1);
	close(pipes[0]);
	close(pipes[1]);
	imap_free(other);
	imap_free(imap);
}

static void
imap__search_keyword_and_move_do_what_they_say(void **state G_GNUC_UNUSED)
{
	static const char MAIL[] = "Message-ID: <find@example.com>\r\nSubject: x\r\n\r\nx\r\n";
	g_autoptr(GError) error = NULL;
	struct uid_set *one;
	struct imap *imap;
	guint32 uid, found = 0;

	skip_without_dovecot();
	imap = sign_in("move");
	uid = append(imap, "INBOX", MAIL, sizeof(MAIL) - 1);
	assert_true(imap_open(imap, "INBOX", TRUE, NULL, &error));
	assert_true(imap_search_message_id(imap, "<find@example.com>", &found, &error));
	assert_int_equal(found, uid);
	assert_true(imap_search_message_id(imap, "<other@example.com>", &found, &error));
	assert_int_equal(found, 0);
	one = uid_set_new();
	uid_set_add(one, uid, uid);
	assert_true(imap_mark(imap, one, "$Routed", &error));
	assert_false(imap_mark(imap, one, "no good", &error));
	g_clear_error(&error);
	assert_false(imap_move(imap, one, "Nowhere", &error));
	assert_int_equal(error->code, PURSER_REJECT);
	g_clear_error(&error);
	assert_true(imap_move(imap, one, "INBOX", &error));
	uid_set_free(one);
	imap_free(imap);
}

static void
imap__a_refused_password_is_for_a_person_to_mend(void **state G_GNUC_UNUSED)
{
	static const enum sign_in_how hows[] = { SIGN_IN_PLAIN, SIGN_IN_LOGIN };

	skip_without_dovecot();
	for (guint i = 0; i < G_N_ELEMENTS(hows); i++) {
		struct stream_settings s = settings_tls();
		struct secret *wrong = secret_new("wrong", 5), *control = secret_new("a\r\nb", 4);
		g_autoptr(GError) error = NULL, other = NULL;
		struct imap *imap = imap_connect(&s, NULL);

		assert_false(imap_sign_in(imap, "user", wrong, hows[i], &error));
		assert_int_equal(error->code, PURSER_HALT);
		assert_non_null(
		    strstr(error->message, "localhost: refused the password of user (AUTHENTICATIONFAILED"));
		assert_false(imap_sign_in(imap, "user", control, hows[i], &other));
		assert_non_null(strstr(other->message, "control character"));
		secret_free(wrong);
		secret_free(control);
		imap_free(imap);
	}
}

static void
imap__starttls_works_and_its_plain_words_count_for_nothing(void **state G_GNUC_UNUSED)
{
	struct stream_settings s = settings_tls();
	struct secret *secret = secret_new("secret", 6);
	g_autoptr(GError) error = NULL;
	struct imap *imap;

	skip_without_dovecot();
	s.port = server.port;
	s.tls = STREAM_STARTTLS;
	imap = imap_connect(&s, &error);
	if (!imap || !imap_sign_in(imap, "start", secret, SIGN_IN_LOGIN, &error))
		fail_msg("%s", error->message);
	assert_false(imap_has(imap, "STARTTLS"));
	assert_true(imap_has(imap, "idle"));
	secret_free(secret);
	imap_free(imap);
}

static void
imap__tls_spoken_to_a_plain_port_names_the_way_out(void **state G_GNUC_UNUSED)
{
	struct stream_settings s = settings_tls();
	g_autoptr(GError) error = NULL;
	g_autofree char *wanted = NULL;

	skip_without_dovecot();
	s.port = server.port;
	assert_null(imap_connect(&s, &error));
	wanted = g_strdup_printf("port %d speaks plain IMAP; use tls = starttls or port 993", server.port);
	assert_non_null(strstr(error->message, wanted));
	assert_int_equal(error->code, PURSER_HALT);
}

static int
setup(void **state G_GNUC_UNUSED)
{
	assert_true(vault_init(NULL));
	installed = dovecot_start(&server);
	return 0;
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	dovecot_stop(&server);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(imap__a_mail_goes_in_and_comes_back_byte_for_byte),
		cmocka_unit_test(imap__pipelined_fetches_come_in_order_and_missing_ones_are_told),
		cmocka_unit_test(imap__folders_are_listed_and_a_missing_one_names_the_nearest),
		cmocka_unit_test(imap__idle_wakes_for_a_delivery_and_for_the_other_descriptor),
		cmocka_unit_test(imap__search_keyword_and_move_do_what_they_say),
		cmocka_unit_test(imap__a_refused_password_is_for_a_person_to_mend),
		cmocka_unit_test(imap__starttls_works_and_its_plain_words_count_for_nothing),
		cmocka_unit_test(imap__tls_spoken_to_a_plain_port_names_the_way_out),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
