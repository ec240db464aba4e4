/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pool against good messages, messages that kill their reader, and readers that lie. This program is also
 * the reader: started under the name purser-reader it serves as one, or plays a false one.
 */
#include "fault.h"
#include "filter.h"
#include "protocol.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* --- false readers
 * ----------------------------------------------------------------------------------------------- */

static gboolean
report_send(struct wire *wire, guint index, const void *report, gsize size)
{
	struct flat reply = { NULL };
	gboolean ok;

	reader_reply_begin(&reply, index, FALSE);
	flat_put(&reply, report, size);
	ok = wire_send_bytes(wire, READER_REPORT, reply.data, reply.size, NULL);
	flat_clear(&reply);
	return ok;
}

static gboolean
lie_wrong_index(struct wire *wire, const struct flat *report)
{
	return report_send(wire, 7, report->data, report->size);
}

static gboolean
lie_bad_report(struct wire *wire, const struct flat *report)
{
	g_autofree guint8 *bad = g_memdup2(report->data, report->size);

	bad[0] = VERDICT_N;
	return report_send(wire, 0, bad, report->size);
}

static gboolean
lie_no_report(struct wire *wire, const struct flat *report G_GNUC_UNUSED)
{
	return wire_send_bytes(wire, READER_REPORT, "1234", 4, NULL);
}

static gboolean
lie_wrong_kind(struct wire *wire, const struct flat *report G_GNUC_UNUSED)
{
	return wire_send(wire, READER_EXTRACTED, g_variant_new("(bt)", FALSE, (guint64)1), -1, NULL);
}

static gboolean
lie_too_large(struct wire *wire, const struct flat *report G_GNUC_UNUSED)
{
	g_autofree char *text = g_strnfill((gsize)LIMITS_PRESET.report_size + 1, 'x');

	return report_send(wire, 0, text, strlen(text));
}

static gboolean
lie_garbage(struct wire *wire, const struct flat *report G_GNUC_UNUSED)
{
	static const char garbage[] = "\xff\xff\xff\xff\xff\xff\xff\xff these are not the bytes of a message";

	return write(wire_fd(wire), garbage, sizeof garbage) == sizeof garbage;
}

static gboolean
lie_silence(struct wire *wire G_GNUC_UNUSED, const struct flat *report G_GNUC_UNUSED)
{
	return FALSE;
}

static const struct lie {
	const char *name;
	gboolean (*tell)(struct wire *wire, const struct flat *report);
	const char *error; /* that the keeper's caller sees */
} LIES[] = {
	{ "wrong-index", lie_wrong_index, "nobody asked for" },
	{ "bad-report", lie_bad_report, "refused" },
	{ "no-report", lie_no_report, "nobody asked for" },
	{ "wrong-kind", lie_wrong_kind, "nobody asked for" },
	{ "too-large", lie_too_large, "report_size" },
	{ "garbage", lie_garbage, "nonsense" },
	{ "silence", lie_silence, "died" },
};

static int
false_child(int fd)
{
	struct wire *wire = wire_new(fd, READER_KINDS, READER_KINDS_N);
	const char *plays = g_getenv("READER_PLAYS");
	struct report *report = report_new();
	struct flat packed = { NULL };
	struct wire_message m = { .fd = -1 };

	report_pack(report, &packed);
	report_free(report);
	while (wire_receive(wire, &m, NULL)) {
		if (m.kind == READER_CONTEXT && strcmp(plays, "unfit") == 0)
			wire_send(wire, READER_UNFIT, g_variant_new("(s)", "no walls here"), -1, NULL);
		else if (m.kind == READER_CONTEXT)
			wire_send(wire, READER_READY, g_variant_new("()"), -1, NULL);
		for (guint i = 0; m.kind == READER_BATCH && i < G_N_ELEMENTS(LIES); i++)
			if (strcmp(plays, LIES[i].name) == 0 && !LIES[i].tell(wire, &packed))
				return 1;
		wire_message_clear(&m);
	}
	return 0;
}

static gboolean
false_prepare(int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
	return TRUE;
}

static int
play(int argc, char **argv)
{
	static const struct nursery_ops false_ops = { false_prepare, false_child };

	return g_getenv("READER_PLAYS") ? nursery_serve(argc, argv, &false_ops) : reader_main(argc, argv);
}

/* --- asking
 * ------------------------------------------------------------------------------------------------------ */

#define MAIL(subject) \
	"From: a@example.org\nSubject: " subject "\nDate: Thu, 1 Jan 2026 10:00:00 +0000\n\nHello there\n"
#define FAULT(what) "From: a@example.org\nX-Purser-Test-Fault: " what "\nSubject: bad\n\nHello\n"

struct asked {
	GPtrArray *answers; /* "index subject" or "index !error" */
	guint done;
};

static void
answer(guint index, struct report *report, const GError *error, gboolean done, gpointer data)
{
	struct asked *a = data;

	g_ptr_array_add(a->answers, report ? g_strdup_printf("%u %s", index,
						 report->error     ? report->error
						 : report->subject ? report->subject
								   : "-")
					   : g_strdup_printf("%u !%s", index, error->message));
	a->done += done;
	report_free(report);
}

static int
memfd_of(const char *const *mails, guint n, struct reader_item *items)
{
	int fd = memfd_new("test", NULL);
	guint64 offset = 0;

	for (guint i = 0; i < n; i++) {
		items[i] = (struct reader_item){ .offset = offset, .size = strlen(mails[i]) };
		assert_true(fd_write_all(fd, mails[i], strlen(mails[i]), NULL));
		offset += items[i].size;
	}
	assert_true(memfd_seal(fd, NULL));
	return fd;
}

static void
submit(struct reader_pool *pool, const char *const *mails, guint n, gboolean urgent, struct asked *a)
{
	g_autofree struct reader_item *items = g_new0(struct reader_item, n);
	int fd = memfd_of(mails, n, items);

	if (!a->answers)
		a->answers = g_ptr_array_new_with_free_func(g_free);
	reader_pool_submit(pool, fd, items, n, urgent, answer, a);
	close(fd);
}

static void
finish(struct reader_pool *pool)
{
	while (reader_pool_waiting(pool))
		g_main_context_iteration(NULL, TRUE);
}

static void
asked_clear(struct asked *a)
{
	g_clear_pointer(&a->answers, g_ptr_array_unref);
	a->done = 0;
}

static struct reader_pool *
pool_with(guint n_readers, struct limits limits)
{
	struct reader_context context = { .limits = limits, .today = { 2026, 1, 2 } };
	g_autoptr(GError) error = NULL;
	struct reader_pool *pool = reader_pool_new(&context, n_readers, &error);

	if (!pool)
		fail_msg("%s", error->message);
	return pool;
}

static void
assert_answer(const struct asked *a, guint i, const char *part)
{
	if (i >= a->answers->len || !strstr(a->answers->pdata[i], part))
		fail_msg("answer %u is '%s', not '%s'", i,
		    i < a->answers->len ? (char *)a->answers->pdata[i] : "missing", part);
}

/* --- tests
 * ------------------------------------------------------------------------------------------------------- */

static void
pool__good_messages_are_answered_in_order(void **state G_GNUC_UNUSED)
{
	const char *mails[] = { MAIL("one"), MAIL("two"), MAIL("three") };
	struct reader_pool *pool = pool_with(2, LIMITS_PRESET);
	struct asked a = { 0 };

	submit(pool, mails, 3, FALSE, &a);
	finish(pool);
	assert_int_equal(a.done, 1);
	assert_answer(&a, 0, "0 one");
	assert_answer(&a, 1, "1 two");
	assert_answer(&a, 2, "2 three");
	reader_pool_free(pool);
	asked_clear(&a);
}

static void
pool__an_item_outside_its_memfd_is_rejected_alone(void **state G_GNUC_UNUSED)
{
	const char *mails[] = { MAIL("one") };
	struct reader_item items[3];
	struct reader_pool *pool = pool_with(1, LIMITS_PRESET);
	struct asked a = { .answers = g_ptr_array_new_with_free_func(g_free) };
	int fd = memfd_of(mails, 1, items);

	items[1] = (struct reader_item){ .offset = 10, .size = G_MAXUINT64 };
	items[2] = items[0];
	reader_pool_submit(pool, fd, items, 3, FALSE, answer, &a);
	close(fd);
	finish(pool);
	assert_answer(&a, 0, "0 one");
	assert_answer(&a, 1, "1 !reader: an item lies outside");
	assert_answer(&a, 2, "2 one");
	reader_pool_free(pool);
	asked_clear(&a);
}

static void
pool__an_unsealed_memfd_is_not_mapped(void **state G_GNUC_UNUSED)
{
	struct reader_item item = { 0, 5, NULL };
	struct reader_pool *pool = pool_with(1, LIMITS_PRESET);
	struct asked a = { .answers = g_ptr_array_new_with_free_func(g_free) };
	int fd = memfd_new("test", NULL);

	assert_true(fd_write_all(fd, "hello", 5, NULL));
	reader_pool_submit(pool, fd, &item, 1, FALSE, answer, &a);
	close(fd);
	finish(pool);
	assert_answer(&a, 0, "0 !reader died");
	reader_pool_free(pool);
	asked_clear(&a);
}

static void
pool__urgent_batches_go_before_others(void **state G_GNUC_UNUSED)
{
	const char *first[] = { MAIL("first"), MAIL("first") }, *second[] = { MAIL("second") },
		   *urgent[] = { MAIL("urgent") };
	struct reader_pool *pool = pool_with(1, LIMITS_PRESET);
	struct asked a = { 0 };

	submit(pool, first, 2, FALSE, &a);
	submit(pool, second, 1, FALSE, &a);
	submit(pool, urgent, 1, TRUE, &a);
	assert_int_equal(reader_pool_waiting(pool), 3);
	finish(pool);
	assert_answer(&a, 2, "0 urgent");
	assert_answer(&a, 3, "0 second");
	reader_pool_free(pool);
	asked_clear(&a);
}

static void
pool__a_new_context_reaches_the_next_batch(void **state G_GNUC_UNUSED)
{
	const char *mails[] = { MAIL("one") };
	struct reader_context context = { .limits = LIMITS_PRESET };
	struct reader_pool *pool = pool_with(1, LIMITS_PRESET);
	struct asked a = { 0 };

	submit(pool, mails, 1, FALSE, &a);
	finish(pool);
	context.limits.message_size = K(64);
	context.limits.header_block_size = K(4);
	context.limits.header_fields = 50;
	reader_pool_set_context(pool, &context);
	{
		g_autoptr(GString) many = g_string_new("From: a@example.org\n");
		const char *mail;

		for (guint i = 0; i < 60; i++)
			g_string_append(many, "X-A: b\n");
		g_string_append(many, "Subject: many\n\nHello\n");
		mail = many->str;
		submit(pool, &mail, 1, FALSE, &a);
		finish(pool);
	}
	assert_answer(&a, 0, "0 one");
	assert_true(strcmp(a.answers->pdata[1], "0 many") != 0);
	reader_pool_free(pool);
	asked_clear(&a);
}

static void
pool__freeing_it_with_work_in_hand_is_quiet(void **state G_GNUC_UNUSED)
{
	const char *mails[] = { MAIL("one"), MAIL("two") };
	struct reader_pool *pool = pool_with(1, LIMITS_PRESET);
	struct asked a = { 0 };

	submit(pool, mails, 2, FALSE, &a);
	submit(pool, mails, 2, FALSE, &a);
	reader_pool_free(pool);
	assert_int_equal(a.answers->len, 0);
	asked_clear(&a);
}

static pid_t
prepared_parent(void)
{
	g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", (int)getpid()), *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL) || !*text)
		return 0;
	return (pid_t)g_ascii_strtoll(text, NULL, 10);
}

static void
pool__a_prepared_parent_that_dies_costs_no_message(void **state G_GNUC_UNUSED)
{
	const char *mails[50];
	struct reader_pool *pool = pool_with(2, LIMITS_PRESET);
	struct asked a = { 0 };
	pid_t parent = prepared_parent();

	if (!parent) {
		print_message("skipped: the kernel does not list children\n");
		reader_pool_free(pool);
		skip();
	}
	for (guint i = 0; i < G_N_ELEMENTS(mails); i++)
		mails[i] = MAIL("again");
	submit(pool, mails, G_N_ELEMENTS(mails), FALSE, &a);
	submit(pool, mails, G_N_ELEMENTS(mails), FALSE, &a);
	assert_int_equal(kill(parent, SIGKILL), 0);
	finish(pool);
	assert_int_equal(a.done, 2);
	for (guint i = 0; i < a.answers->len; i++)
		assert_answer(&a, i, " again");
	reader_pool_free(pool);
	asked_clear(&a);
}

struct extracted {
	char *text, *error;
};

static void
part_arrived(GBytes *bytes, const GError *error, gpointer data)
{
	struct extracted *e = data;

	if (bytes)
		e->text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
	else
		e->error = g_strdup(error->message);
}

static void
extract__gives_the_decoded_bytes_of_a_part(void **state G_GNUC_UNUSED)
{
	const char *mails[] = {
		"From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
		"boundary=b\n\n--b\nContent-Type: text/plain\n\nBody\n--b\nContent-Type: "
		"application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: "
		"attachment; "
		"filename=a.bin\n\naGVsbG8gd29ybGQ=\n--b--\n"
	};
	struct reader_item item;
	struct reader_pool *pool = pool_with(1, LIMITS_PRESET);
	struct extracted good = { 0 }, missing = { 0 };
	int fd = memfd_of(mails, 1, &item);

	reader_pool_extract(pool, fd, &item, "2", part_arrived, &good);
	reader_pool_extract(pool, fd, &item, "9", part_arrived, &missing);
	close(fd);
	finish(pool);
	assert_string_equal(good.text, "hello world");
	assert_null(missing.text);
	assert_non_null(strstr(missing.error, "no part 9"));
	reader_pool_free(pool);
	g_free(good.text);
	g_free(missing.error);
}

static gboolean
faults_missing(void)
{
	if (reader_has_faults())
		return FALSE;
	print_message("skipped: faults need a build with CPPFLAGS=-DPURSER_TEST_FAULTS\n");
	return TRUE;
}

static void
pool__a_message_that_kills_its_reader_costs_only_itself(void **state G_GNUC_UNUSED)
{
	/* Under a sanitizer address space cannot be bounded. */
	const char *greedy = FILTER_SANITIZED ? FAULT("crash") : FAULT("memory");
	const char *mails[] = { MAIL("one"), FAULT("crash"), MAIL("three"), FAULT("flood"), greedy,
		MAIL("six") };
	struct reader_pool *pool;
	struct limits limits = LIMITS_PRESET;
	struct asked a = { 0 };

	if (faults_missing())
		skip();
	limits.reader_memory = M(64);
	pool = pool_with(2, limits);
	submit(pool, mails, G_N_ELEMENTS(mails), FALSE, &a);
	finish(pool);
	assert_answer(&a, 0, "0 one");
	assert_answer(&a, 1, "1 !reader died");
	assert_answer(&a, 2, "2 three");
	assert_answer(&a, 3, "3 !reader spoke nonsense");
	assert_answer(&a, 4, "4 !reader");
	assert_answer(&a, 5, "5 six");
	assert_int_equal(a.done, 1);
	reader_pool_free(pool);
	asked_clear(&a);
}

static void
pool__a_message_that_hangs_or_spins_is_ended_at_its_deadline(void **state G_GNUC_UNUSED)
{
	const char *mails[] = { FAULT("hang"), FAULT("spin"), MAIL("three") };
	struct reader_pool *pool;
	struct limits limits = LIMITS_PRESET;
	struct asked a = { 0 };

	if (faults_missing())
		skip();
	limits.reader_wall = 1;
	pool = pool_with(1, limits);
	submit(pool, mails, 3, FALSE, &a);
	finish(pool);
	assert_answer(&a, 0, "0 !reader took longer than 1s");
	assert_answer(&a, 1, "1 !reader");
	assert_answer(&a, 2, "2 three");
	reader_pool_free(pool);
	asked_clear(&a);
}

static void
pool__processor_time_is_bounded_apart_from_the_wall(void **state G_GNUC_UNUSED)
{
	const char *mails[] = { FAULT("spin"), MAIL("two") };
	struct reader_pool *pool;
	struct limits limits = LIMITS_PRESET;
	struct asked a = { 0 };

	if (faults_missing())
		skip();
	limits.reader_cpu = 1;
	limits.reader_wall = 600;
	pool = pool_with(1, limits);
	submit(pool, mails, 2, FALSE, &a);
	finish(pool);
	assert_answer(&a, 0, "0 !reader died");
	assert_answer(&a, 1, "1 two");
	reader_pool_free(pool);
	asked_clear(&a);
}

static void
pool__a_reader_that_lies_is_refused(void **state G_GNUC_UNUSED)
{
	const char *mails[] = { MAIL("one") };

	for (guint i = 0; i < G_N_ELEMENTS(LIES); i++) {
		struct reader_pool *pool;
		struct asked a = { 0 };

		g_setenv("READER_PLAYS", LIES[i].name, TRUE);
		pool = pool_with(1, LIMITS_PRESET);
		submit(pool, mails, 1, FALSE, &a);
		finish(pool);
		assert_answer(&a, 0, LIES[i].error);
		assert_true(g_str_has_prefix(a.answers->pdata[0], "0 !"));
		reader_pool_free(pool);
		asked_clear(&a);
	}
	g_unsetenv("READER_PLAYS");
}

static void
pool__does_not_start_where_the_sandbox_does_not_close(void **state G_GNUC_UNUSED)
{
	struct reader_context context = { .limits = LIMITS_PRESET };
	g_autoptr(GError) error = NULL;

	g_setenv("READER_PLAYS", "unfit", TRUE);
	assert_null(reader_pool_new(&context, 1, &error));
	g_unsetenv("READER_PLAYS");
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HALT));
	assert_string_equal(error->message, "no walls here");
}

static void
pool__names_the_program_that_is_missing(void **state G_GNUC_UNUSED)
{
	struct reader_context context = { .limits = LIMITS_PRESET };
	g_autofree char *folder = g_strdup(g_getenv("PURSER_LIBEXEC"));
	g_autoptr(GError) error = NULL;

	g_setenv("PURSER_LIBEXEC", "/nonexistent", TRUE);
	assert_null(reader_pool_new(&context, 1, &error));
	g_setenv("PURSER_LIBEXEC", folder, TRUE);
	assert_non_null(strstr(error->message, "purser-reader"));
}

static char *folder, *link_path;

static int
setup(void **state G_GNUC_UNUSED)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);

	folder = g_dir_make_tmp("pool-XXXXXX", NULL);
	if (!folder || !self)
		return -1;
	link_path = g_build_filename(folder, "purser-reader", NULL);
	g_setenv("PURSER_LIBEXEC", folder, TRUE);
	return symlink(self, link_path);
}

static int
teardown(void **state G_GNUC_UNUSED)
{
	g_unlink(link_path);
	g_rmdir(folder);
	g_clear_pointer(&link_path, g_free);
	g_clear_pointer(&folder, g_free);
	return 0;
}

static void
a_reader_works_with_the_limits_that_it_is_told(void **state)
{
	struct reader_context sent = { .today = { 2026, 1, 2 } }, got;
	g_autoptr(GVariant) packed = NULL;

	(void)state;
	for (const struct limit_row *row = LIMIT_ROWS; row->name; row++)
		G_STRUCT_MEMBER(gint64, &sent.limits, row->offset) = row->max;
	sent.limits.parts = LIMIT_ROWS[0].max; /* beyond what it may be */
	packed = g_variant_ref_sink(reader_context_pack(&sent));
	assert_true(reader_context_unpack(packed, &got, NULL));
	sent.limits.parts = LIMITS_PRESET.parts;
	assert_memory_equal(&sent.limits, &got.limits, sizeof got.limits);
	reader_context_clear(&got);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_works_with_the_limits_that_it_is_told),
		cmocka_unit_test(pool__good_messages_are_answered_in_order),
		cmocka_unit_test(pool__an_item_outside_its_memfd_is_rejected_alone),
		cmocka_unit_test(pool__an_unsealed_memfd_is_not_mapped),
		cmocka_unit_test(pool__urgent_batches_go_before_others),
		cmocka_unit_test(pool__a_new_context_reaches_the_next_batch),
		cmocka_unit_test(pool__freeing_it_with_work_in_hand_is_quiet),
		cmocka_unit_test(pool__a_prepared_parent_that_dies_costs_no_message),
		cmocka_unit_test(extract__gives_the_decoded_bytes_of_a_part),
		cmocka_unit_test(pool__a_message_that_kills_its_reader_costs_only_itself),
		cmocka_unit_test(pool__a_message_that_hangs_or_spins_is_ended_at_its_deadline),
		cmocka_unit_test(pool__processor_time_is_bounded_apart_from_the_wall),
		cmocka_unit_test(pool__a_reader_that_lies_is_refused),
		cmocka_unit_test(pool__does_not_start_where_the_sandbox_does_not_close),
		cmocka_unit_test(pool__names_the_program_that_is_missing),
	};

	if (g_str_has_suffix(argv[0], "/purser-reader"))
		return play(argc, argv);
	return cmocka_run_group_tests(tests, setup, teardown);
}
