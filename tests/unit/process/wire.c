/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Framed messages: what goes in comes out, whatever pieces it comes in, and nothing else is believed. */
#include "purser/process.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { WORD, LIST, FILE_OF, NOTHING, UNUSED, HUGE_ONE, KINDS };

static const struct wire_kind PROTOCOL[KINDS] = {
	[WORD] = { "word", "(ut)", 16, FALSE },
	[LIST] = { "list", "a(us)", 4096, FALSE },
	[FILE_OF] = { "file", "(s)", 100, TRUE },
	[NOTHING] = { "nothing", "()", 16, FALSE },
	[HUGE_ONE] = { "huge", NULL, 8 << 20, FALSE },
};

struct ends {
	struct wire *wire;
	int peer; /* the raw other end */
};

static struct ends
ends_new(void)
{
	struct ends e;
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	e.wire = wire_new(pair[0], PROTOCOL, KINDS);
	e.peer = pair[1];
	return e;
}

static GVariant *
list_body(guint rows)
{
	GVariantBuilder b;

	g_variant_builder_init(&b, G_VARIANT_TYPE("a(us)"));
	for (guint i = 0; i < rows; i++)
		g_variant_builder_add(&b, "(us)", i, "row");
	return g_variant_builder_end(&b);
}

/* header and body as they go over the socket. */
static GByteArray *
frame(guint32 kind, guint32 size, const void *body, gsize body_size)
{
	GByteArray *bytes = g_byte_array_new();

	g_byte_array_append(bytes, (guint8 *)&kind, sizeof kind);
	g_byte_array_append(bytes, (guint8 *)&size, sizeof size);
	if (body_size > 0)
		g_byte_array_append(bytes, body, (guint)body_size);
	return bytes;
}

static void
frame_add(GByteArray *bytes, guint32 kind, GVariant *body)
{
	g_autoptr(GVariant) owned = g_variant_ref_sink(body);
	g_autoptr(GByteArray) one = frame(
	    kind, (guint32)g_variant_get_size(owned), g_variant_get_data(owned), g_variant_get_size(owned));

	g_byte_array_append(bytes, one->data, one->len);
}

/* --- a watched wire's diary
 * -------------------------------------------------------------------------------------- */

struct diary {
	GString *text;
	guint messages;
	gboolean ended, free_at_once, pause_at_once;
	int fd;
};

static void
diary_callback(struct wire *w, struct wire_message *m, const GError *error, gpointer data)
{
	struct diary *d = data;
	g_autofree char *body = m && m->body ? g_variant_print(m->body, FALSE) : NULL;

	if (m) {
		d->messages++;
		assert_true(!m->body == (m->kind == HUGE_ONE) && !m->bytes == (m->kind != HUGE_ONE));
		g_string_append_printf(d->text, "%s %s;", PROTOCOL[m->kind].name, body ? body : "");
		if (m->fd >= 0)
			d->fd = wire_message_take_fd(m);
	} else {
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HANGUP));
		assert_false(d->ended);
		d->ended = TRUE;
		g_string_append(d->text, error->message);
	}
	if (d->pause_at_once)
		wire_pause(w, TRUE);
	if (d->free_at_once)
		wire_free(w);
}

static void
diary_init(struct diary *d)
{
	memset(d, 0, sizeof *d);
	d->text = g_string_new(NULL);
	d->fd = -1;
}

static void
diary_clear(struct diary *d)
{
	g_string_free(d->text, TRUE);
	if (d->fd >= 0)
		close(d->fd);
}

static gboolean
time_is_up(gpointer data)
{
	fail_msg("nothing happened for ten seconds");
	*(gboolean *)data = TRUE;
	return G_SOURCE_REMOVE;
}

#define LOOP_UNTIL(condition)                                             \
	do {                                                              \
		gboolean up = FALSE;                                      \
		guint timer = g_timeout_add_seconds(10, time_is_up, &up); \
		while (!(condition) && !up)                               \
			g_main_context_iteration(NULL, TRUE);             \
		if (!up)                                                  \
			g_source_remove(timer);                           \
	} while (0)

static void
loop_while_ready(void)
{
	while (g_main_context_iteration(NULL, FALSE))
		;
}

/* --- blocking
 * ---------------------------------------------------------------------------------------------------- */

static void
wire__blocking_ends_understand_each_other(void **state)
{
	int pair[2];
	struct wire *a, *b;
	struct wire_message m;
	guint32 number;
	guint64 large;
	g_autoptr(GError) error = NULL;
	(void)state;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	a = wire_new(pair[0], PROTOCOL, KINDS);
	b = wire_new(pair[1], PROTOCOL, KINDS);
	assert_true(wire_send(a, WORD, g_variant_new("(ut)", 7, G_MAXUINT64), -1, NULL));
	assert_true(wire_send(a, NOTHING, NULL, -1, NULL));
	assert_true(wire_send(a, LIST, list_body(0), -1, NULL));
	assert_true(wire_send(a, LIST, list_body(50), -1, NULL));

	assert_true(wire_receive(b, &m, NULL));
	assert_int_equal(m.kind, WORD);
	g_variant_get(m.body, "(ut)", &number, &large);
	assert_int_equal(number, 7);
	assert_true(large == G_MAXUINT64);
	assert_int_equal(m.fd, -1);
	wire_message_clear(&m);
	assert_true(wire_receive(b, &m, NULL));
	assert_int_equal(m.kind, NOTHING);
	wire_message_clear(&m);
	assert_true(wire_receive(b, &m, NULL));
	assert_int_equal(g_variant_n_children(m.body), 0);
	wire_message_clear(&m);
	assert_true(wire_receive(b, &m, NULL));
	assert_int_equal(g_variant_n_children(m.body), 50);
	wire_message_clear(&m);

	wire_free(a);
	assert_false(wire_receive(b, &m, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HANGUP));
	assert_false(wire_send(b, NOTHING, NULL, -1, NULL));
	wire_free(b);
}

static void
wire__blocking_receive_leaves_the_next_message_for_poll(void **state)
{
	struct ends e = ends_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	guint8 left[1000];
	struct wire_message m;
	(void)state;

	frame_add(bytes, WORD, g_variant_new("(ut)", 1, (guint64)1));
	frame_add(bytes, WORD, g_variant_new("(ut)", 2, (guint64)2));
	assert_true(fd_write_all(e.peer, bytes->data, bytes->len, NULL));
	assert_true(wire_receive(e.wire, &m, NULL));
	wire_message_clear(&m);
	assert_int_equal(recv(wire_fd(e.wire), left, sizeof left, MSG_PEEK | MSG_DONTWAIT), bytes->len / 2);
	wire_free(e.wire);
	close(e.peer);
}

static void
wire__send_refuses_what_does_not_fit_the_table(void **state)
{
	struct ends e = ends_new();
	GError *error[9] = { NULL };
	(void)state;

	assert_false(wire_send(e.wire, WORD, g_variant_new("(s)", "no"), -1, &error[0]));
	assert_true(g_error_matches(error[0], PURSER_ERROR, PURSER_HALT));
	assert_false(wire_send(e.wire, UNUSED, NULL, -1, &error[1]));
	assert_true(g_error_matches(error[1], PURSER_ERROR, PURSER_HALT));
	assert_false(wire_send(e.wire, KINDS, NULL, -1, &error[2]));
	assert_true(g_error_matches(error[2], PURSER_ERROR, PURSER_HALT));
	assert_false(wire_send(e.wire, FILE_OF, g_variant_new("(s)", "a"), -1, &error[3]));
	assert_true(g_error_matches(error[3], PURSER_ERROR, PURSER_HALT));
	assert_false(wire_send(e.wire, NOTHING, NULL, e.peer, &error[4]));
	assert_true(g_error_matches(error[4], PURSER_ERROR, PURSER_HALT));
	assert_false(wire_send(e.wire, LIST, list_body(1000), -1, &error[5]));
	assert_true(g_error_matches(error[5], PURSER_ERROR, PURSER_REJECT));
	assert_false(wire_send_bytes(e.wire, WORD, "0123456789abcdef", 16, &error[6]));
	assert_true(g_error_matches(error[6], PURSER_ERROR, PURSER_HALT));
	assert_false(wire_send(e.wire, HUGE_ONE, g_variant_new_bytestring("no"), -1, &error[7]));
	assert_true(g_error_matches(error[7], PURSER_ERROR, PURSER_HALT));
	assert_false(wire_send_bytes(e.wire, HUGE_ONE, "", (8 << 20) + 1, &error[8]));
	assert_true(g_error_matches(error[8], PURSER_ERROR, PURSER_REJECT));
	/* None of it left a byte behind. */
	assert_int_equal(recv(e.peer, &(char){ 0 }, 1, MSG_DONTWAIT), -1);
	wire_free(e.wire);
	close(e.peer);
	for (guint i = 0; i < G_N_ELEMENTS(error); i++)
		g_clear_error(&error[i]);
}

/* --- watched
 * ----------------------------------------------------------------------------------------------------- */

static void
wire__one_byte_at_a_time_gives_the_same_as_all_at_once(void **state)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autoptr(GByteArray) raw = frame(HUGE_ONE, 5, "bytes", 5);
	g_autofree char *wanted = NULL;
	(void)state;

	frame_add(bytes, WORD, g_variant_new("(ut)", 7, (guint64)8));
	g_byte_array_append(bytes, raw->data, raw->len);
	frame_add(bytes, NOTHING, g_variant_new("()"));
	frame_add(bytes, LIST, list_body(0));
	frame_add(bytes, LIST, list_body(3));
	frame_add(bytes, WORD, g_variant_new("(ut)", 9, (guint64)10));
	for (gsize step = bytes->len; step >= 1; step = step > 40 ? step / 2 : step - 1) {
		struct ends e = ends_new();
		struct diary d;

		diary_init(&d);
		wire_watch(e.wire, diary_callback, &d);
		for (gsize at = 0; at < bytes->len; at += step) {
			assert_true(fd_write_all(e.peer, bytes->data + at, MIN(step, bytes->len - at), NULL));
			loop_while_ready();
		}
		assert_int_equal(d.messages, 6);
		if (!wanted)
			wanted = g_strdup(d.text->str);
		assert_string_equal(d.text->str, wanted);
		close(e.peer);
		LOOP_UNTIL(d.ended);
		wire_free(e.wire);
		diary_clear(&d);
	}
}

static void
wire__nonsense_ends_it_after_the_good_messages_before_it(void **state)
{
	static const guint8 zeros[5000];
	static const struct {
		guint32 kind, size;
		gsize body_size;
		const char *body, *wanted;
	} rows[] = {
		{ KINDS, 0, 0, NULL, "unknown kind 6" },
		{ UNUSED, 0, 0, NULL, "unknown kind 4" },
		{ G_MAXUINT32, 0, 0, NULL, "unknown kind" },
		{ LIST, 4097, 5000, NULL, "4097 bytes in a message 'list', which may have 4096" },
		{ LIST, G_MAXUINT32, 0, NULL, "4294967295 bytes" },
		{ WORD, 15, 15, NULL, "malformed message 'word'" },
		{ WORD, 0, 0, NULL, "malformed message 'word'" },
		{ LIST, 3, 3, "\xff\xff\xff", "malformed message 'list'" },
		{ WORD, 16, 16, "\1\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0",
		    "malformed message 'word'" }, /* padding not zero */
		{ FILE_OF, 2, 2, "a\0", "without its descriptor" },
		{ WORD, 16, 3, NULL, "in the middle of a message" },
	};
	(void)state;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const void *body = rows[i].body ? (const void *)rows[i].body : zeros;
		g_autoptr(GByteArray) bytes = frame(rows[i].kind, rows[i].size, body, rows[i].body_size);
		g_autoptr(GByteArray) good = g_byte_array_new();
		struct ends e = ends_new(), blocking = ends_new();
		struct wire_message m;
		g_autoptr(GError) error = NULL;
		struct diary d;

		diary_init(&d);
		frame_add(good, NOTHING, g_variant_new("()"));
		wire_watch(e.wire, diary_callback, &d);
		assert_true(fd_write_all(e.peer, good->data, good->len, NULL));
		assert_true(fd_write_all(e.peer, bytes->data, bytes->len, NULL));
		close(e.peer);
		LOOP_UNTIL(d.ended);
		assert_int_equal(d.messages, 1);
		assert_non_null(strstr(d.text->str, rows[i].wanted));
		loop_while_ready();
		assert_false(wire_send(e.wire, NOTHING, NULL, -1, NULL));
		wire_free(e.wire);
		diary_clear(&d);

		assert_true(fd_write_all(blocking.peer, bytes->data, bytes->len, NULL));
		close(blocking.peer);
		assert_false(wire_receive(blocking.wire, &m, &error));
		assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HANGUP));
		assert_non_null(strstr(error->message, rows[i].wanted));
		wire_free(blocking.wire);
	}
}

static void
wire__watched_end_queues_and_the_peer_gets_all_in_order(void **state)
{
	struct ends e = ends_new();
	struct wire *peer = wire_new(fcntl(e.peer, F_DUPFD_CLOEXEC, 0), PROTOCOL, KINDS);
	g_autofree guint8 *block = g_malloc0(100000);
	struct diary d;
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	(void)state;

	diary_init(&d);
	wire_watch(e.wire, diary_callback, &d);
	for (guint i = 0; i < 40; i++) {
		/* the block is used again at once: what waits was copied */
		memset(block, (int)i, 100000);
		assert_true(wire_send_bytes(e.wire, HUGE_ONE, block, 100000, NULL));
		assert_true(wire_send(e.wire, WORD, g_variant_new("(ut)", i, (guint64)0), -1, NULL));
		assert_true(wire_send(e.wire, FILE_OF, g_variant_new("(s)", "null"), null, NULL));
	}
	assert_true(wire_queued(e.wire) > 3000000);
	close(null);
	for (guint i = 0; i < 120; i++) {
		struct wire_message m;
		guint32 number;

		/* Nothing blocks here: each turn of the loop refills the socket. */
		loop_while_ready();
		assert_true(wire_receive(peer, &m, NULL));
		assert_int_equal(m.kind, i % 3 == 0 ? HUGE_ONE : i % 3 == 1 ? WORD : FILE_OF);
		if (m.kind == HUGE_ONE) {
			memset(block, (int)(i / 3), 100000);
			assert_int_equal(g_bytes_get_size(m.bytes), 100000);
			assert_memory_equal(g_bytes_get_data(m.bytes, NULL), block, 100000);
		}
		if (m.kind == WORD) {
			g_variant_get(m.body, "(ut)", &number, NULL);
			assert_int_equal(number, i / 3);
		}
		assert_int_equal(m.fd >= 0, m.kind == FILE_OF);
		wire_message_clear(&m);
	}
	loop_while_ready();
	assert_int_equal(wire_queued(e.wire), 0);
	wire_free(e.wire);
	wire_free(peer);
	close(e.peer);
	diary_clear(&d);
}

static void
wire__peer_that_dies_with_output_queued_is_one_hangup(void **state)
{
	struct ends e = ends_new();
	g_autofree guint8 *block = g_malloc0(1 << 20);
	g_autoptr(GByteArray) last = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	struct diary d;
	(void)state;

	diary_init(&d);
	wire_watch(e.wire, diary_callback, &d);
	for (guint i = 0; i < 4; i++)
		assert_true(wire_send_bytes(e.wire, HUGE_ONE, block, 1 << 20, NULL));
	frame_add(last, WORD, g_variant_new("(ut)", 1, (guint64)2));
	assert_true(fd_write_all(e.peer, last->data, last->len, NULL));
	close(e.peer);
	LOOP_UNTIL(d.ended);
	/* Its last word was heard all the same... unless the kernel dropped it, as it may with unread bytes
	 * on its side. */
	assert_true(d.messages <= 1);
	assert_int_equal(wire_queued(e.wire), 0);
	assert_false(wire_send(e.wire, NOTHING, NULL, -1, &error));
	assert_true(g_error_matches(error, PURSER_ERROR, PURSER_HANGUP));
	wire_free(e.wire);
	diary_clear(&d);
}

static void
wire__callback_may_free_it_with_messages_left(void **state)
{
	struct ends e = ends_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct diary d;
	(void)state;

	diary_init(&d);
	d.free_at_once = TRUE;
	for (guint i = 0; i < 10; i++)
		frame_add(bytes, NOTHING, g_variant_new("()"));
	wire_watch(e.wire, diary_callback, &d);
	assert_true(fd_write_all(e.peer, bytes->data, bytes->len, NULL));
	LOOP_UNTIL(d.messages > 0);
	loop_while_ready();
	assert_int_equal(d.messages, 1);
	close(e.peer);

	/* And at its end. */
	e = ends_new();
	wire_watch(e.wire, diary_callback, &d);
	close(e.peer);
	LOOP_UNTIL(d.ended);
	loop_while_ready();
	diary_clear(&d);
}

static void
wire__pause_holds_messages_back_and_does_not_spin_on_a_hangup(void **state)
{
	struct ends e = ends_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct diary d;
	(void)state;

	diary_init(&d);
	d.pause_at_once = TRUE;
	for (guint i = 0; i < 3; i++)
		frame_add(bytes, WORD, g_variant_new("(ut)", i, (guint64)0));
	wire_watch(e.wire, diary_callback, &d);
	assert_true(fd_write_all(e.peer, bytes->data, bytes->len, NULL));
	close(e.peer);
	for (guint i = 1; i <= 3; i++) {
		LOOP_UNTIL(d.messages == i);
		/* Ends only when nothing is ready any more. */
		loop_while_ready();
		assert_int_equal(d.messages, i);
		assert_false(d.ended);
		wire_pause(e.wire, FALSE);
	}
	LOOP_UNTIL(d.ended);
	wire_free(e.wire);
	diary_clear(&d);
}

/* --- descriptors
 * ------------------------------------------------------------------------------------------------- */

static void
wire__descriptor_arrives_with_its_message_and_closes_on_exec(void **state)
{
	struct ends e = ends_new();
	struct wire *peer = wire_new(e.peer, PROTOCOL, KINDS);
	struct stat sent, got;
	struct diary d;
	int fd = memfd_new("passed", NULL);
	(void)state;

	diary_init(&d);
	wire_watch(e.wire, diary_callback, &d);
	assert_true(wire_send(peer, NOTHING, NULL, -1, NULL));
	assert_true(wire_send(peer, FILE_OF, g_variant_new("(s)", "a"), fd, NULL));
	assert_true(wire_send(peer, NOTHING, NULL, -1, NULL));
	LOOP_UNTIL(d.messages == 3);
	assert_string_equal(d.text->str, "nothing ();file ('a',);nothing ();");
	assert_true(d.fd >= 0 && d.fd != fd);
	assert_int_equal(fstat(fd, &sent), 0);
	assert_int_equal(fstat(d.fd, &got), 0);
	assert_true(sent.st_ino == got.st_ino && sent.st_dev == got.st_dev);
	assert_int_equal(fcntl(d.fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	close(fd);
	wire_free(peer);
	LOOP_UNTIL(d.ended);
	wire_free(e.wire);
	diary_clear(&d);
}

/* n descriptors beside these bytes. */
static void
send_with_fds(int socket, const guint8 *bytes, gsize size, guint n)
{
	union {
		char bytes[CMSG_SPACE(sizeof(int) * 8)];
		struct cmsghdr align;
	} control = { .bytes = "" };
	struct iovec iov = { (void *)bytes, size };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = control.bytes };

	m.msg_controllen = CMSG_SPACE(sizeof(int) * n);
	control.align.cmsg_level = SOL_SOCKET;
	control.align.cmsg_type = SCM_RIGHTS;
	control.align.cmsg_len = CMSG_LEN(sizeof(int) * n);
	for (guint i = 0; i < n; i++)
		memcpy(CMSG_DATA(&control.align) + i * sizeof(int), &(int){ STDOUT_FILENO }, sizeof(int));
	assert_int_equal(sendmsg(socket, &m, 0), size);
}

static int
count_fds(void)
{
	int n = 0;

	for (int fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static void
wire__stray_and_surplus_descriptors_end_it_and_none_is_left_open(void **state)
{
	int before = count_fds();
	(void)state;

	for (guint row = 0; row < 4; row++) {
		struct ends e = ends_new();
		g_autoptr(GByteArray) nothing = g_byte_array_new(), file = g_byte_array_new();
		struct diary d;

		diary_init(&d);
		frame_add(nothing, NOTHING, g_variant_new("()"));
		frame_add(file, FILE_OF, g_variant_new("(s)", "a"));
		wire_watch(e.wire, diary_callback, &d);
		if (row == 0) { /* with a kind that has none */
			send_with_fds(e.peer, nothing->data, nothing->len, 1);
		} else if (row == 1) { /* two with a kind that has one */
			send_with_fds(e.peer, file->data, file->len, 2);
			send_with_fds(e.peer, nothing->data, nothing->len, 1);
		} else if (row == 2) { /* more than any message has */
			send_with_fds(e.peer, file->data, file->len, 8);
		} else { /* behind the header */
			assert_true(fd_write_all(e.peer, file->data, 8, NULL));
			loop_while_ready();
			send_with_fds(e.peer, file->data + 8, file->len - 8, 1);
		}
		LOOP_UNTIL(d.ended);
		assert_true(d.messages <= 1);
		wire_free(e.wire);
		close(e.peer);
		diary_clear(&d);
		assert_int_equal(count_fds(), before);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wire__blocking_ends_understand_each_other),
		cmocka_unit_test(wire__blocking_receive_leaves_the_next_message_for_poll),
		cmocka_unit_test(wire__send_refuses_what_does_not_fit_the_table),
		cmocka_unit_test(wire__one_byte_at_a_time_gives_the_same_as_all_at_once),
		cmocka_unit_test(wire__nonsense_ends_it_after_the_good_messages_before_it),
		cmocka_unit_test(wire__watched_end_queues_and_the_peer_gets_all_in_order),
		cmocka_unit_test(wire__peer_that_dies_with_output_queued_is_one_hangup),
		cmocka_unit_test(wire__callback_may_free_it_with_messages_left),
		cmocka_unit_test(wire__pause_holds_messages_back_and_does_not_spin_on_a_hangup),
		cmocka_unit_test(wire__descriptor_arrives_with_its_message_and_closes_on_exec),
		cmocka_unit_test(wire__stray_and_surplus_descriptors_end_it_and_none_is_left_open),
	};

	g_main_context_iteration(NULL, FALSE); /* opens its own descriptors now, not while a test counts */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
