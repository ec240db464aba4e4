/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail made to hurt: each must be refused or read, within a second or so of CPU time, and never crash. */
#include "sample.h"

/* Generous: sanitizers and a busy machine multiply what takes milliseconds otherwise. */
#define BOUND_S 6.0

enum wanted { REFUSED, READ, EITHER };

static void
check(GString *mail, enum wanted wanted)
{
	GError *error = NULL;
	double start = cpu_seconds();
	struct message *m = message_parse((const guint8 *)mail->str, mail->len, &LIMITS_PRESET, &error);

	if (m) {
		for (guint i = 0; i < m->parts->len; i++) {
			GBytes *b =
			    message_part_bytes(m, g_ptr_array_index(m->parts, i), &LIMITS_PRESET, NULL);

			g_clear_pointer(&b, g_bytes_unref);
		}
		message_free(m);
	}
	assert_true(cpu_seconds() - start < BOUND_S);
	if (wanted == REFUSED) {
		assert_null(m);
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	} else if (wanted == READ) {
		assert_non_null(m);
	}
	g_clear_error(&error);
	g_string_free(mail, TRUE);
}

static GString *
repeat(const char *head, const char *unit, guint n, const char *tail)
{
	GString *out = g_string_new(head);

	for (guint i = 0; i < n; i++)
		g_string_append(out, unit);
	g_string_append(out, tail);
	return out;
}

static void
check__nested_groups_in_from_are_refused(void **state)
{
	(void)state;
	check(repeat("From: ", "a:", 90000, "\n\nx\n"), REFUSED);
	check(repeat("From: ", "a:", 30000, "\n\nx\n"), REFUSED);
	check(repeat("From: ", "a: b@c;", 200, "\n\nx\n"), READ);
}

static void
check__odd_characters_in_addresses_cost_no_more_than_their_length(void **state)
{
	static const char *const units[] = { "<", ">", "\"", "\\", ",", ";", "@", "(", ")", "a@b,", "=?",
		"=?x?Q?", "[", " ", "a ", "\"a\\\" ", "<<@a:", "\x80", "\xc3", "." };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		check(repeat("To: ", units[i], 60000 / (guint)strlen(units[i]), "\n\nx\n"), EITHER);
		check(repeat("From: ", units[i], 60000 / (guint)strlen(units[i]), " <a@b>\n\nx\n"), EITHER);
	}
}

static void
check__forty_thousand_parameters_are_refused(void **state)
{
	(void)state;
	check(repeat("From: a@b\nContent-Type: text/plain", "; a=b", 40000, "\n\nx\n"), REFUSED);
	check(repeat("From: a@b\nContent-Type: text/plain", "; a=b", 10000, "\n\nx\n"), REFUSED);
	check(repeat("From: a@b\nContent-Disposition: attachment", "; filename*0*=b", 4000, "\n\nx\n"),
	    REFUSED);
	check(repeat("From: a@b\nContent-Type: text/plain", ";", 60000, "\n\nx\n"), EITHER);
	check(repeat("From: a@b\nContent-Type: text/plain", ";a", 30000, "\n\nx\n"), EITHER);
	check(repeat("From: a@b\nContent-Type: text/plain", "; ", 200, "\n\nx\n"), READ);
}

static void
check__a_million_empty_parts_are_refused(void **state)
{
	(void)state;
	check(
	    repeat("Content-Type: multipart/mixed; boundary=x\nFrom: a@b\n\n", "--x\n\n", 1000000, "--x--\n"),
	    REFUSED);
	check(repeat("Content-Type: multipart/mixed; boundary=x\nFrom: a@b\n\n", "--x\n", 1000000, ""),
	    REFUSED);
}

static void
check__a_boundary_in_strange_spelling_does_not_hide_parts(void **state)
{
	static const char *const spellings[] = { "boundary*=utf-8''x", "boundary*0=x", "BOUNDARY = (c) \"x\"",
		"boundary=\"\\x\"", "boundary=x(comment)", "boundary=\n x", "boundary\n =\n \"x\"",
		"b=1; boundary=y; boundary=x", "boundary=x y" };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(spellings); i++) {
		g_autofree char *head =
		    g_strdup_printf("From: a@b\nContent-Type: multipart/mixed; %s\n\n", spellings[i]);
		g_autofree char *twice = g_strdup_printf(
		    "Content-Type: multipart/mixed; boundary=y\nContent-Type: multipart/mixed; %s\n\n",
		    spellings[i]);

		check(repeat(head, "--x\n\n", 200000, "--x--\n"), REFUSED);
		check(repeat(twice, "--x\n\n", 200000, "--x--\n"), REFUSED);
	}
}

static void
check__deep_nesting_is_refused(void **state)
{
	GString *mail = g_string_new("From: a@b\n");

	(void)state;
	for (guint i = 0; i < 1000; i++)
		g_string_append_printf(mail, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
	for (guint i = 0; i < 350000; i++)
		g_string_append(mail, "--c\n");
	check(mail, REFUSED);
	check(repeat("From: a@b\n", "Content-Type: message/rfc822\n\n", 5000, "x\n"), REFUSED);
	check(repeat("From: a@b\nContent-Type: multipart/digest; boundary=x\n\n--x\n\n",
		  "Content-Type: multipart/digest; boundary=x\n\n--x\n\n", 5000, "x\n"),
	    REFUSED);
}

static void
check__many_dashes_under_forty_boundaries_are_read_in_time(void **state)
{
	GString *mail = g_string_new("From: a@b\n");

	(void)state;
	for (guint i = 0; i < 40; i++)
		g_string_append_printf(mail, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
	g_string_append(mail, "\n");
	for (guint i = 0; i < 350000; i++)
		g_string_append(mail, "--c\n");
	check(mail, READ);
}

static void
check__long_header_lines_and_many_of_them_are_refused(void **state)
{
	(void)state;
	check(repeat("From: a@b\nSubject: ", "xxxxxxxxxxxxxxxx", 2000000, "\n\nx\n"), REFUSED);
	check(repeat("From: a@b\nSubject: x", "\n x", 2000000, "\n\nx\n"), REFUSED);
	check(repeat("From: a@b\n", "X-A: b\n", 2000, "\nx\n"), REFUSED);
	check(repeat("From: a@b\n",
		  "X-A: "
		  "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
		  "bbbbbbbbb"
		  "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
		  "bbbbbb"
		  "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
		  "bbbbbb\n",
		  990, "\nx\n"),
	    REFUSED);
	check(repeat("Content-Type: multipart/mixed; boundary=x\nFrom: a@b\n\n--x\nSubject: ",
		  "xxxxxxxxxxxxxxxx", 100000, "\n\nx\n"),
	    REFUSED);
}

static void
check__hostile_encoded_words_are_read_in_time(void **state)
{
	(void)state;
	check(repeat("From: a@b\nSubject: ", "=?", 30000, "\n\nx\n"), READ);
	check(repeat("From: a@b\nSubject: ", "=?a?B?", 10000, "\n\nx\n"), READ);
	check(repeat("From: a@b\nSubject: ", "=?utf-8?Q?=C3?= ", 4000, "\n\nx\n"), READ);
	check(repeat("From: a@b\nSubject: ", "=?utf-7?Q?+?=", 4000, "\n\nx\n"), READ);
	check(repeat("From: a@b\nReferences: ", "<", 60000, "\n\nx\n"), READ);
	check(repeat("From: a@b\nReferences: ", "<a@b> ", 10000, "\n\nx\n"), READ);
}

static void
check__what_is_no_mail_is_refused(void **state)
{
	(void)state;
	check(g_string_new(""), REFUSED);
	check(g_string_new("\n\n\n"), REFUSED);
	check(g_string_new("hello world\nthis is text\n"), REFUSED);
	check(g_string_new_len("\0\0\0\0", 4), REFUSED);
	check(repeat("", "\xff", 100000, ""), REFUSED);
	check(g_string_new("From: a@b"), READ);
	check(g_string_new("From: a@b\n"), READ);
	check(g_string_new("From x Mon Jan  1 00:00:00 2024\nFrom: a@b\n\nx"), READ);
	check(g_string_new("\xef\xbb\xbf\r\nFrom: a@b\r\n\r\nx"), READ);
	check(g_string_new_len("From: a@b\nSubject: a\0b\n\nx\0y", 27), READ);
}

static void
check__base64_rubbish_and_huge_parts_are_bounded(void **state)
{
	struct limits limits = LIMITS_PRESET;
	GString *mail = repeat("From: a@b\nContent-Transfer-Encoding: base64\n\n",
	    "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n", 10000, "====%%%");
	struct message *m;
	GError *error = NULL;
	GBytes *bytes;

	(void)state;
	limits.part_size = 64 << 10;
	m = message_parse((const guint8 *)mail->str, mail->len, &limits, NULL);
	assert_non_null(m);
	bytes = message_part_bytes(m, g_ptr_array_index(m->parts, 0), &limits, &error);
	assert_null(bytes);
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_REJECT));
	g_clear_error(&error);
	message_free(m);
	check(mail, READ);
}

static void
peel_in_time(GString *text)
{
	double start = cpu_seconds();
	g_autoptr(GPtrArray) layers = message_peel(text->str, text->len, "FW: x");
	gsize before = 0;

	assert_true(cpu_seconds() - start < BOUND_S);
	assert_true(layers->len >= 1 && layers->len <= 1100);
	for (guint i = 0; i < layers->len; i++) {
		const struct layer *l = g_ptr_array_index(layers, i);

		assert_true(l->start >= before && l->end >= l->start && l->end <= text->len);
		before = l->end;
	}
	g_string_free(text, TRUE);
}

static void
peel__hostile_texts_are_peeled_in_linear_time(void **state)
{
	static const char *const units[] = { "> x\nx\n", ">", "From: a@b\n",
		"From: a@b\nTo: b@c\nDate: 1.1.2021\nSubject: x\n", "To:\n", "wrote:\n",
		"On 1.1.2021 10:00 a@b wrote:\n", ":", "x:\n", "---- Forwarded message ----\n", "-----",
		"-- \n", "Regards,\n", "@", "a@b ", "<a@b", "From: ", "\n", "Sent from my iPhone\n",
		"This e-mail is confidential and intended for the recipient only, please delete it.\n\n",
		"________________\n", "Subject: x\n\n\n", "\xc2\xa0", "\xe2\x80\x8b", "\xff\xfe", "\"",
		"From: To: Subject: Date: ", "1:1 ", "> > > >\n", "\xef\xbc\x9a", "On 1, " };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		peel_in_time(repeat("", units[i], 1000000 / (guint)strlen(units[i]), "\n"));
		peel_in_time(repeat("", units[i], 200000 / (guint)strlen(units[i]), " wrote:\nx"));
	}
}

static void
peel__nested_quotes_stay_within_the_depth_that_is_kept(void **state)
{
	GString *text = g_string_new(NULL);

	(void)state;
	for (guint i = 1; i < 2000; i++) {
		for (guint k = 0; k < i % 300; k++)
			g_string_append_c(text, '>');
		g_string_append(text, " a\n");
	}
	peel_in_time(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check__nested_groups_in_from_are_refused),
		cmocka_unit_test(check__odd_characters_in_addresses_cost_no_more_than_their_length),
		cmocka_unit_test(check__forty_thousand_parameters_are_refused),
		cmocka_unit_test(check__a_million_empty_parts_are_refused),
		cmocka_unit_test(check__a_boundary_in_strange_spelling_does_not_hide_parts),
		cmocka_unit_test(check__deep_nesting_is_refused),
		cmocka_unit_test(check__many_dashes_under_forty_boundaries_are_read_in_time),
		cmocka_unit_test(check__long_header_lines_and_many_of_them_are_refused),
		cmocka_unit_test(check__hostile_encoded_words_are_read_in_time),
		cmocka_unit_test(check__what_is_no_mail_is_refused),
		cmocka_unit_test(check__base64_rubbish_and_huge_parts_are_bounded),
		cmocka_unit_test(peel__hostile_texts_are_peeled_in_linear_time),
		cmocka_unit_test(peel__nested_quotes_stay_within_the_depth_that_is_kept),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
