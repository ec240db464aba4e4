/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SMTP against a server that misbehaves at every step. What counts is what the server saw, and what we claim.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "server.h"
#include "way.h"

#define MAIL "Subject: x\r\n\r\nhello\r\n"
#define ONE "ar@example.com"

struct run {
	struct config_ar settings;
	struct limits limits;
	struct server *server;
	void *way;
	struct verdict verdict;
	guint asked;  /* how often commit was */
	gboolean say; /* its answer */
	gboolean stopped;
};

static void
run_begin(struct run *r, const struct plan *plan)
{
	*r = (struct run){ .say = TRUE };
	r->server = server_start(plan);
	r->settings = client_settings(r->server);
	r->limits = client_limits();
}

static gboolean
run_commit(gpointer data)
{
	struct run *r = data;

	r->asked++;
	return r->say;
}

static void
run_send(struct run *r, const char *content, gsize size, const char *const *recipients)
{
	struct parcel p = { .id = 1,
		.message_id = (char *)"id@test",
		.recipients = (char **)recipients,
		.fd = -1,
		.commit = run_commit,
		.data = r };

	if (!r->way)
		r->way = WAY_SMTP.open(&r->settings, &r->limits);
	verdict_clear(&r->verdict);
	verdict_begin(&r->verdict, recipients);
	p.bytes = g_bytes_new_static(content, size);
	WAY_SMTP.deliver(r->way, &p, &r->verdict);
	verdict_end(&r->verdict);
	g_bytes_unref(p.bytes);
}

static void
run_one(struct run *r)
{
	static const char *const TO[] = { ONE, NULL };

	run_send(r, MAIL, strlen(MAIL), TO);
}

static void
run_stop(struct run *r)
{
	if (r->way) {
		WAY_SMTP.close(r->way);
		WAY_SMTP.free(r->way);
	}
	r->way = NULL;
	server_stop(r->server);
	r->stopped = TRUE;
}

static void
run_end(struct run *r)
{
	if (!r->stopped)
		run_stop(r);
	server_free(r->server);
	verdict_clear(&r->verdict);
}

static const struct delivery_recipient *
recipient(const struct run *r, guint i)
{
	return g_ptr_array_index(r->verdict.recipients, i);
}

static void
smtp__a_mail_arrives_with_its_envelope(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { 0 };
	struct run r;

	run_begin(&r, &PLAN);
	run_one(&r);
	assert_int_equal(r.verdict.outcome, DELIVERED);
	assert_string_equal(r.verdict.text, "localhost: 250 2.0.0 queued as 1");
	assert_int_equal(r.asked, 1);
	run_stop(&r);
	assert_string_equal(r.server->log->str,
	    "EHLO client.test|MAIL FROM:<purser@example.com> SIZE=21|RCPT TO:<ar@example.com>|DATA|QUIT|");
	assert_int_equal(r.server->mails->len, 1);
	assert_string_equal(((GString *)g_ptr_array_index(r.server->mails, 0))->str, MAIL);
	run_end(&r);
}

/* What a fault at one step comes to. The mail counts as taken by the server in `mails`. */
static const struct {
	const char *verb, *reply;
	enum delivery_outcome wanted;
	enum purser_error grade;
	guint asked, mails;
} FAULTS[] = {
	{ "GREETING", "421 too busy\r\n", DELIVERY_LATER, PURSER_RETRY, 0, 0 },
	{ "GREETING", "554 no\r\n", DELIVERY_LATER, PURSER_HALT, 0, 0 },
	{ "GREETING", DROP, DELIVERY_LATER, PURSER_HANGUP, 0, 0 },
	{ "GREETING", "hello\r\n", DELIVERY_LATER, PURSER_HANGUP, 0, 0 },
	{ "EHLO", "451 not now\r\n", DELIVERY_LATER, PURSER_RETRY, 0, 0 },
	{ "EHLO", "550 who are you\r\n", DELIVERY_LATER, PURSER_HALT, 0, 0 },
	{ "EHLO", DROP, DELIVERY_LATER, PURSER_HANGUP, 0, 0 },
	{ "EHLO", "250-a\r\n251 b\r\n", DELIVERY_LATER, PURSER_HANGUP, 0, 0 },
	{ "MAIL", "451 4.3.0 not now\r\n", DELIVERY_LATER, PURSER_RETRY, 0, 0 },
	{ "MAIL", "421 4.3.2 closing\r\n", DELIVERY_LATER, PURSER_RETRY, 0, 0 },
	{ "MAIL", "550 5.7.1 not you\r\n", DELIVERY_REFUSED, PURSER_REJECT, 0, 0 },
	{ "MAIL", "530 5.7.0 sign in first\r\n", DELIVERY_LATER, PURSER_HALT, 0, 0 },
	{ "MAIL", DROP, DELIVERY_LATER, PURSER_HANGUP, 0, 0 },
	{ "RCPT", "450 4.2.1 greylisted\r\n", DELIVERY_LATER, PURSER_RETRY, 0, 0 },
	{ "RCPT", "552 too many recipients\r\n", DELIVERY_LATER, PURSER_RETRY, 0, 0 },
	{ "RCPT", "550 5.1.1 no such user\r\n", DELIVERY_REFUSED, PURSER_REJECT, 0, 0 },
	{ "RCPT", "421 closing\r\n", DELIVERY_LATER, PURSER_RETRY, 0, 0 },
	{ "RCPT", DROP, DELIVERY_LATER, PURSER_HANGUP, 0, 0 },
	{ "DATA", "451 not now\r\n", DELIVERY_LATER, PURSER_RETRY, 0, 0 },
	{ "DATA", "554 5.6.0 never\r\n", DELIVERY_REFUSED, PURSER_REJECT, 0, 0 },
	{ "DATA", DROP, DELIVERY_LATER, PURSER_HANGUP, 0, 0 },
	{ "DOT", "451 4.3.0 disk full\r\n", DELIVERY_LATER, PURSER_RETRY, 1, 1 },
	{ "DOT", "554 5.7.1 spam\r\n", DELIVERY_REFUSED, PURSER_REJECT, 1, 1 },
	{ "DOT", "421 closing\r\n", DELIVERY_LATER, PURSER_RETRY, 1, 1 },
	{ "DOT", DROP, DELIVERY_UNCERTAIN, PURSER_HANGUP, 1, 1 },
	{ "DOT", "what?\r\n", DELIVERY_UNCERTAIN, PURSER_HANGUP, 1, 1 },
};

static void
smtp__a_fault_at_any_step_is_told_for_what_it_is(void **state G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
		const struct plan plan = { .faults = { { FAULTS[i].verb, 0, FAULTS[i].reply } } };
		struct run r;

		run_begin(&r, &plan);
		run_one(&r);
		run_stop(&r);
		if (r.verdict.outcome != FAULTS[i].wanted || r.verdict.grade != FAULTS[i].grade ||
		    r.asked != FAULTS[i].asked || r.server->mails->len != FAULTS[i].mails ||
		    r.server->closed_in_content)
			fail_msg("%s %s: outcome %d grade %d asked %u mails %u: %s", FAULTS[i].verb,
			    FAULTS[i].reply, (int)r.verdict.outcome, (int)r.verdict.grade, r.asked,
			    r.server->mails->len, r.verdict.text);
		run_end(&r);
	}
}

static void
smtp__a_no_from_the_keeper_leaves_the_mail_without_its_dot(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { 0 };
	struct run r;

	run_begin(&r, &PLAN);
	r.say = FALSE;
	run_one(&r);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_LATER);
	assert_int_equal(r.server->mails->len, 0);
	assert_int_equal(r.server->closed_in_content, 1);
	run_end(&r);
}

static void
smtp__one_of_three_recipients_refused_and_one_deferred_leaves_the_third_delivered(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = {
		.faults = { { "RCPT", 1, "550-5.1.1 no\r\n550 5.1.1 such user\r\n" },
		    { "RCPT", 3, "450 4.2.0 later\r\n" } },
	};
	static const char *const TO[] = { "a@example.com", "b@example.com", "c@example.com",
		"d\r\nDATA@example.com", NULL };
	struct run r;

	run_begin(&r, &PLAN);
	run_send(&r, MAIL, strlen(MAIL), TO);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_PARTLY);
	assert_int_equal(recipient(&r, 0)->outcome, DELIVERY_REFUSED);
	assert_string_equal(recipient(&r, 0)->answer, "550 5.1.1 no 5.1.1 such user");
	assert_int_equal(recipient(&r, 1)->outcome, DELIVERED);
	assert_int_equal(recipient(&r, 2)->outcome, DELIVERY_LATER);
	assert_int_equal(recipient(&r, 3)->outcome, DELIVERY_REFUSED);
	assert_int_equal(r.server->mails->len, 1);
	assert_null(strstr(r.server->log->str, "d\r"));
	run_end(&r);
}

static void
smtp__some_refused_and_then_silence_is_uncertain(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .faults = { { "RCPT", 1, "550 no\r\n" }, { "DOT", 1, DROP } } };
	static const char *const TO[] = { "a@example.com", "b@example.com", NULL };
	struct run r;

	run_begin(&r, &PLAN);
	run_send(&r, MAIL, strlen(MAIL), TO);
	assert_int_equal(r.verdict.outcome, DELIVERY_UNCERTAIN);
	assert_int_equal(recipient(&r, 0)->outcome, DELIVERY_REFUSED);
	assert_int_equal(recipient(&r, 1)->outcome, DELIVERY_UNCERTAIN);
	run_end(&r);
}

static void
smtp__the_connection_is_kept_and_replaced_when_stale(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .faults = { { "RSET", 2, DROP } } };
	struct run r;

	run_begin(&r, &PLAN);
	for (guint i = 0; i < 4; i++) {
		run_one(&r);
		assert_int_equal(r.verdict.outcome, DELIVERED);
	}
	run_stop(&r);
	assert_int_equal(r.server->mails->len, 4);
	assert_int_equal(r.server->connections, 2);
	run_end(&r);
}

static void
smtp__dots_are_doubled_and_line_ends_mended_byte_for_byte(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *content, *wire;
	} CASES[] = {
		{ "a\r\n", "a\r\n" },
		{ "a", "a\r\n" },
		{ ".\r\n", "..\r\n" },
		{ "..\r\n.a\r\n", "...\r\n..a\r\n" },
		{ "a\n.\nb\n", "a\r\n..\r\nb\r\n" },
		{ "a\r.\rb", "a\r\n..\r\nb\r\n" },
		{ "a\r\n.\n\r\nMAIL FROM:<x>", "a\r\n..\r\n\r\nMAIL FROM:<x>\r\n" },
		{ "a\n.\r\nb", "a\r\n..\r\nb\r\n" },
		{ "\r\n\r\n", "\r\n\r\n" },
		{ "a\r\r\nb", "a\r\n\r\nb\r\n" },
		{ "a\n\r", "a\r\n\r\n" },
	};
	static const struct plan PLAN = { 0 };
	static const char *const TO[] = { ONE, NULL };

	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		struct run r;

		run_begin(&r, &PLAN);
		run_send(&r, CASES[i].content, strlen(CASES[i].content), TO);
		run_stop(&r);
		assert_int_equal(r.verdict.outcome, DELIVERED);
		assert_int_equal(r.server->mails->len, 1);
		assert_string_equal(((GString *)g_ptr_array_index(r.server->mails, 0))->str, CASES[i].wire);
		assert_null(strstr(r.server->log->str, "(bare)"));
		run_end(&r);
	}
}

static void
smtp__a_large_mail_arrives_whole(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .ehlo = "250 8BITMIME\r\n" };
	static const char *const TO[] = { ONE, NULL };
	g_autoptr(GString) mail = g_string_new(NULL);
	struct run r;

	for (guint i = 0; mail->len < 700000; i++)
		g_string_append_printf(mail, "%*u\r\n", (int)(i % 900), i);
	run_begin(&r, &PLAN);
	run_send(&r, mail->str, mail->len, TO);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERED);
	assert_true(g_string_equal(g_ptr_array_index(r.server->mails, 0), mail));
	run_end(&r);
}

static void
smtp__what_the_server_cannot_take_is_refused_in_words(void **state G_GNUC_UNUSED)
{
	static const struct plan OLD = { .ehlo = "250-mail.test\r\n250 SIZE 100\r\n" }, NEW = { 0 };
	static const char *const TO[] = { ONE, NULL };
	g_autofree char *lines = g_strnfill(500, 'a'), *line = g_strnfill(999, 'a');
	const struct {
		const struct plan *plan;
		const char *content, *text;
	} CASES[] = {
		{ &OLD, "\xc3\xa4\r\n", "localhost takes no 8-bit mail (no 8BITMIME), and this one is" },
		{ &OLD, lines, "the mail has 502 bytes; localhost takes 100" },
		{ &NEW, line, "line 1 of the mail has 999 bytes; SMTP takes 998" },
		{ &NEW, "", "an empty mail is not sent" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		struct run r;

		run_begin(&r, CASES[i].plan);
		run_send(&r, CASES[i].content, strlen(CASES[i].content), TO);
		run_stop(&r);
		assert_int_equal(r.verdict.outcome, DELIVERY_REFUSED);
		assert_string_equal(r.verdict.text, CASES[i].text);
		assert_null(strstr(r.server->log->str, "MAIL"));
		run_end(&r);
	}
}

static void
smtp__eight_bit_mail_is_declared_as_such(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { 0 };
	static const char *const TO[] = { ONE, NULL };
	struct run r;

	run_begin(&r, &PLAN);
	run_send(&r, "\xc3\xa4\r\n", 4, TO);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERED);
	assert_non_null(strstr(r.server->log->str, "MAIL FROM:<purser@example.com> SIZE=4 BODY=8BITMIME|"));
	run_end(&r);
}

static void
smtp__endless_answers_are_cut(void **state G_GNUC_UNUSED)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	g_autofree char *line = g_strnfill(6000, 'x');
	struct plan plan = { .faults = { { "EHLO", 0, NULL } } };
	struct run r;

	for (guint i = 0; i < 200; i++)
		g_string_append(lines, "250-X\r\n");
	plan.faults[0].reply = lines->str;
	run_begin(&r, &plan);
	run_one(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_LATER);
	assert_string_equal(r.verdict.text, "localhost: its answer does not end");
	run_end(&r);

	plan.faults[0].reply = line;
	run_begin(&r, &plan);
	run_one(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_LATER);
	assert_string_equal(r.verdict.text, "localhost: a line of its answer is too long");
	run_end(&r);
}

static void
smtp__an_answer_before_the_question_ends_the_session(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = {
		.faults = { { "MAIL", 1, "250 ok\r\n250 ok\r\n354 go\r\n250 queued\r\n" } }
	};
	struct run r;

	run_begin(&r, &PLAN);
	run_one(&r);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_LATER);
	assert_string_equal(r.verdict.text, "localhost: it said more than it was asked");
	run_end(&r);
}

/* --- TLS and signing in
 * -------------------------------------------------------------------------------------------*/

static void
secure(struct run *r, enum config_tls tls)
{
	r->settings.server.tls = tls;
	r->settings.server.ca_file = server_ca;
}

static void
smtp__starttls_and_implicit_tls_deliver(void **state G_GNUC_UNUSED)
{
	static const struct plan START = { .ehlo = "250-a\r\n250 STARTTLS\r\n", .ehlo_tls = SERVER_EHLO };
	static const struct plan IMPLICIT = { .tls = TRUE };
	struct run r;

	run_begin(&r, &START);
	secure(&r, TLS_STARTTLS);
	run_one(&r);
	run_stop(&r);
	assert_string_equal(r.verdict.text, "localhost: 250 2.0.0 queued as 1");
	assert_true(g_str_has_prefix(r.server->log->str, "EHLO client.test|STARTTLS|EHLO client.test|MAIL"));
	run_end(&r);

	run_begin(&r, &IMPLICIT);
	secure(&r, TLS_IMPLICIT);
	run_one(&r);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERED);
	run_end(&r);
}

static void
smtp__without_starttls_nothing_is_said(void **state G_GNUC_UNUSED)
{
	static const struct plan STRIPPED = { .ehlo = "250-a\r\n250 AUTH PLAIN\r\n" };
	static const struct plan REFUSED = { .ehlo = "250-a\r\n250 STARTTLS\r\n",
		.faults = { { "STARTTLS", 0, "454 not now\r\n" } } };
	const struct plan *plans[] = { &STRIPPED, &REFUSED };

	for (guint i = 0; i < G_N_ELEMENTS(plans); i++) {
		struct run r;

		run_begin(&r, plans[i]);
		secure(&r, TLS_STARTTLS);
		run_one(&r);
		run_stop(&r);
		assert_int_equal(r.verdict.outcome, DELIVERY_LATER);
		assert_int_equal(r.verdict.grade, i == 0 ? PURSER_HALT : PURSER_RETRY);
		assert_null(strstr(r.server->log->str, "AUTH"));
		assert_null(strstr(r.server->log->str, "MAIL"));
		run_end(&r);
	}
}

static void
smtp__words_put_behind_the_starttls_answer_are_refused(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .ehlo = "250-a\r\n250 STARTTLS\r\n",
		.faults = { { "STARTTLS", 0, "220 go\r\n250-a\r\n250 AUTH PLAIN\r\n" } } };
	struct run r;

	run_begin(&r, &PLAN);
	secure(&r, TLS_STARTTLS);
	run_one(&r);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_LATER);
	assert_non_null(strstr(r.verdict.text, "inject"));
	assert_string_equal(r.server->log->str, "EHLO client.test|STARTTLS|");
	run_end(&r);
}

static void
smtp__an_untrusted_certificate_ends_it_before_a_word(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .tls = TRUE };
	struct run r;

	run_begin(&r, &PLAN);
	secure(&r, TLS_IMPLICIT);
	r.settings.server.tls_name = (char *)"other.test";
	run_one(&r);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_LATER);
	assert_int_equal(r.verdict.grade, PURSER_HALT);
	assert_string_equal(r.server->log->str, "");
	run_end(&r);
}

/* base64 of the words of each mechanism for user "u" and secret "p". */
static const struct {
	const char *offer;
	enum config_auth auth;
	gboolean token;
	struct fault faults[2];
	const char *log; /* what must have been said between EHLO and MAIL; NULL: no sign-in comes about */
	enum purser_error grade;
} SIGN_INS[] = {
	{ "250 AUTH LOGIN PLAIN\r\n", AUTH_AUTO, FALSE, { { NULL } }, "AUTH PLAIN AHUAcA==|", 0 },
	{ "250 AUTH=PLAIN\r\n", AUTH_AUTO, FALSE, { { NULL } }, "AUTH PLAIN AHUAcA==|", 0 },
	{ "250 AUTH\tPLAIN\r\n", AUTH_AUTO, FALSE, { { NULL } }, "AUTH PLAIN AHUAcA==|", 0 },
	{ "250 AUTH PLAIN LOGIN\r\n", AUTH_LOGIN, FALSE,
	    { { "AUTH", 0, "334 VXNlcm5hbWU6\r\n" }, { "LINE", 1, "334 UGFzc3dvcmQ6\r\n" } },
	    "AUTH LOGIN|dQ==|cA==|", 0 },
	{ "250 AUTH PLAIN XOAUTH2\r\n", AUTH_AUTO, TRUE, { { NULL } },
	    "AUTH XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHABAQ==|", 0 },
	{ "250 AUTH XOAUTH2\r\n", AUTH_XOAUTH2, TRUE,
	    { { "AUTH", 0, "334 e30=\r\n" }, { "LINE", 0, "535 5.7.8 no\r\n" } }, NULL, PURSER_HALT },
	{ "250 AUTH PLAIN\r\n", AUTH_AUTO, TRUE, { { NULL } }, NULL, PURSER_HALT },
	{ "250 AUTH CRAM-MD5\r\n", AUTH_AUTO, FALSE, { { NULL } }, NULL, PURSER_HALT },
	{ "250 8BITMIME\r\n", AUTH_AUTO, FALSE, { { NULL } }, NULL, PURSER_HALT },
	{ "250 AUTH PLAIN\r\n", AUTH_AUTO, FALSE, { { "AUTH", 0, "535 5.7.8 AHUAcA==\r\n" } }, NULL,
	    PURSER_HALT },
	{ "250 AUTH PLAIN\r\n", AUTH_AUTO, FALSE, { { "AUTH", 0, "454 4.7.0 not now\r\n" } }, NULL,
	    PURSER_RETRY },
	{ "250 AUTH PLAIN\r\n", AUTH_AUTO, FALSE, { { "AUTH", 0, DROP } }, NULL, PURSER_HANGUP },
};

static void
smtp__signing_in_says_the_right_words_and_repeats_none(void **state G_GNUC_UNUSED)
{
	g_autofree char *file = g_build_filename(server_folder, "secret", NULL);

	assert_true(g_file_set_contents_full(file, "p\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(SIGN_INS); i++) {
		struct plan plan = { .ehlo = SIGN_INS[i].offer };
		g_autofree char *ehlo = g_strconcat("250-mail.test\r\n", SIGN_INS[i].offer, NULL),
				*wanted = NULL;
		struct run r;

		plan.ehlo = ehlo;
		memcpy(plan.faults, SIGN_INS[i].faults, sizeof(SIGN_INS[i].faults));
		run_begin(&r, &plan);
		r.settings.server.auth = SIGN_INS[i].auth;
		r.settings.server.user = (char *)"u";
		if (SIGN_INS[i].token)
			r.settings.server.token_command = (char *)"echo p";
		else
			r.settings.server.password_file = file;
		run_one(&r);
		run_stop(&r);
		wanted = g_strdup_printf("EHLO client.test|%sMAIL", SIGN_INS[i].log ? SIGN_INS[i].log : "");
		if (SIGN_INS[i].log ? !g_str_has_prefix(r.server->log->str, wanted)
				    : r.verdict.grade != SIGN_INS[i].grade)
			fail_msg("%u: %s: %s", i, r.server->log->str, r.verdict.text);
		assert_int_equal(r.verdict.outcome, SIGN_INS[i].log ? DELIVERED : DELIVERY_LATER);
		assert_null(strstr(r.verdict.text, "AHUAcA"));
		run_end(&r);
	}
	g_remove(file);
}

static void
smtp__a_control_character_in_our_own_settings_is_never_sent(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .ehlo = "250 AUTH PLAIN\r\n" };
	struct run r;

	run_begin(&r, &PLAN);
	r.settings.from = (char *)"a@b.c>\r\nRCPT TO:<x@y.z";
	run_one(&r);
	assert_int_equal(r.verdict.outcome, DELIVERY_REFUSED);
	run_end(&r);

	run_begin(&r, &PLAN);
	r.settings.helo = (char *)"a\r\nMAIL FROM:<x>";
	run_one(&r);
	run_stop(&r);
	assert_int_equal(r.verdict.outcome, DELIVERED);
	assert_true(g_str_has_prefix(r.server->log->str, "EHLO [127.0.0.1]|MAIL FROM:<purser@"));
	run_end(&r);
}

static void
smtp__a_probe_connects_and_sends_nothing(void **state G_GNUC_UNUSED)
{
	static const struct plan PLAN = { .tls = TRUE };
	g_autofree char *text = NULL;
	struct run r;

	run_begin(&r, &PLAN);
	secure(&r, TLS_IMPLICIT);
	assert_true(delivery_probe(&r.settings, &r.limits, &text, NULL));
	assert_true(g_str_has_prefix(text, "TLS1.3, no sign-in"));
	run_stop(&r);
	assert_string_equal(r.server->log->str, "EHLO client.test|QUIT|");
	run_end(&r);
}

static int
setup(void **state G_GNUC_UNUSED)
{
	mailbox_init();
	server_certificate();
	return vault_init(NULL) ? 0 : -1;
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	server_certificate_free();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(smtp__a_mail_arrives_with_its_envelope),
		cmocka_unit_test(smtp__a_fault_at_any_step_is_told_for_what_it_is),
		cmocka_unit_test(smtp__a_no_from_the_keeper_leaves_the_mail_without_its_dot),
		cmocka_unit_test(
		    smtp__one_of_three_recipients_refused_and_one_deferred_leaves_the_third_delivered),
		cmocka_unit_test(smtp__some_refused_and_then_silence_is_uncertain),
		cmocka_unit_test(smtp__the_connection_is_kept_and_replaced_when_stale),
		cmocka_unit_test(smtp__dots_are_doubled_and_line_ends_mended_byte_for_byte),
		cmocka_unit_test(smtp__a_large_mail_arrives_whole),
		cmocka_unit_test(smtp__what_the_server_cannot_take_is_refused_in_words),
		cmocka_unit_test(smtp__eight_bit_mail_is_declared_as_such),
		cmocka_unit_test(smtp__endless_answers_are_cut),
		cmocka_unit_test(smtp__an_answer_before_the_question_ends_the_session),
		cmocka_unit_test(smtp__starttls_and_implicit_tls_deliver),
		cmocka_unit_test(smtp__without_starttls_nothing_is_said),
		cmocka_unit_test(smtp__words_put_behind_the_starttls_answer_are_refused),
		cmocka_unit_test(smtp__an_untrusted_certificate_ends_it_before_a_word),
		cmocka_unit_test(smtp__signing_in_says_the_right_words_and_repeats_none),
		cmocka_unit_test(smtp__a_control_character_in_our_own_settings_is_never_sent),
		cmocka_unit_test(smtp__a_probe_connects_and_sends_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
