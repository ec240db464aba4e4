/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * FETCH, streamed: bytes go from the TLS record's buffer to the caller without being gathered.
 *
 * The body is asked for as BODY.PEEK[]<0.N>, so that a giant message costs at most N bytes without a round
 * trip to learn sizes first (which would cost a cold Maildir three times the fetch itself). Commands may be
 * pipelined: their answers come in order, and each message is matched by its UID against all that is wanted.
 */
#include "imap.h"

#include <string.h>

/* Some servers tell the UID after the body. Such a body is held back until then, up to this much. */
#define HELD_MAX ((gsize)8 * 1024 * 1024)
/* Below this rate a body is too slow to wait for. */
#define RATE_MIN ((gint64)16 * 1024)
#define ATTRIBUTES_MAX 200
#define IGNORED_MAX 1000

struct item {
	struct imap *imap;
	const struct imap_fetch_ops *ops;
	gpointer data;
	struct imap_message m;
	gboolean began, ignored, has_body;
	GByteArray *held;
};

guint
imap_fetch_under_way(const struct imap *imap)
{
	guint n = 0;

	for (guint i = 0; i < imap->pending->len; i++)
		n += g_array_index(imap->pending, struct pending, i).uids != NULL;
	return n;
}

gboolean
imap_fetch_ask(struct imap *imap, const struct uid_set *uids, gint64 size_max, gboolean look, GError **error)
{
	g_autofree char *set = uid_set_format(uids), *command = NULL;
	struct pending fetch = { 0 }, noop = { 0 };

	if (!imap->is_open || !*set)
		return imap_fail(imap, error, PURSER_REJECT, "nothing to fetch, or no folder is open");
	/* One byte more than wanted: a body that is larger shows, even if RFC822.SIZE lies. */
	command =
	    g_strdup_printf("UID FETCH %s (UID RFC822.SIZE INTERNALDATE BODY.PEEK[]<0.%" G_GINT64_FORMAT ">)",
		set, size_max + 1);
	if (!imap_send(imap, command, &fetch.tag, error))
		return FALSE;
	imap->size_max = size_max;
	fetch.uids = uid_set_copy(uids);
	g_array_append_val(imap->pending, fetch);
	uid_set_add_all(imap->wanted, uids);
	if (!look)
		return TRUE;
	if (!imap_send(imap, "NOOP", &noop.tag, error))
		return FALSE;
	g_array_append_val(imap->pending, noop);
	return TRUE;
}

/* --- one message --- */

static gboolean
item_begin(struct item *it)
{
	struct imap *imap = it->imap;

	it->began = TRUE;
	/* Unsolicited, or a second time: not ours to take. */
	if (!uid_set_has(imap->wanted, it->m.uid)) {
		it->ignored = TRUE;
		return ++imap->ignored < IGNORED_MAX ||
		       stream_break(imap->stream, "the server keeps sending mail that was not asked for");
	}
	uid_set_remove(imap->wanted, it->m.uid, it->m.uid);
	return it->ops->begin(&it->m, it->data) || stream_break(imap->stream, "stopped");
}

static gboolean
item_bytes(struct item *it, const char *bytes, gsize size)
{
	it->m.size_got += (gint64)size;
	if (it->ignored)
		return TRUE;
	if (!it->began) {
		if (it->held->len + size > HELD_MAX)
			return stream_break(it->imap->stream,
			    "the server sends a body of more than %zu bytes before it tells whose it is",
			    HELD_MAX);
		g_byte_array_append(it->held, (const guint8 *)bytes, (guint)size);
		return TRUE;
	}
	return it->ops->bytes(bytes, size, it->data) || stream_break(it->imap->stream, "stopped");
}

static gboolean
item_literal(struct item *it, guint64 size, struct scan *s)
{
	struct stream *st = it->imap->stream;
	const char *bytes;
	char *line;
	gsize n;

	if (size > (guint64)it->imap->size_max + 1)
		return stream_break(st,
		    "the server announces a body of %" G_GUINT64_FORMAT " bytes where %" G_GINT64_FORMAT
		    " were asked for",
		    size, it->imap->size_max + 1);
	stream_set_deadline(
	    it->imap->ms, it->imap->wall_s + (gint64)size / RATE_MIN, (gint64)size + ANSWER_BYTES);
	for (; size > 0; size -= n)
		if (!stream_bytes(st, size, &bytes, &n) || !item_bytes(it, bytes, n))
			return FALSE;
	stream_set_deadline(it->imap->ms, it->imap->wall_s, ANSWER_BYTES);
	if (!stream_line(st, &line, &n))
		return FALSE;
	*s = scan_of(line, n);
	return TRUE;
}

static gboolean
item_body(struct item *it, struct scan *s)
{
	g_autoptr(GString) quoted = NULL;
	guint64 size;

	if (it->has_body)
		return FALSE;
	it->has_body = TRUE;
	if (it->m.uid && !it->began && !item_begin(it))
		return FALSE;
	if (!it->m.uid)
		it->held = g_byte_array_new();
	if (scan_literal(s, &size))
		return item_literal(it, size, s);
	if (scan_word(s, "NIL"))
		return TRUE;
	quoted = g_string_new(NULL);
	return scan_quoted(s, quoted) && item_bytes(it, quoted->str, quoted->len);
}

static gboolean
item_attribute(struct item *it, struct scan *s)
{
	struct scan name;
	guint64 n;

	if (!scan_attribute(s, &name) || !scan_char(s, ' '))
		return FALSE;
	if (scan_is(&name, "BODY[]") || scan_is(&name, "BODY[]<0>"))
		return item_body(it, s);
	if (scan_is(&name, "UID")) {
		if (it->m.uid || !scan_number(s, G_MAXUINT32, &n) || n == 0)
			return FALSE;
		it->m.uid = (guint32)n;
		return TRUE;
	}
	if (scan_is(&name, "RFC822.SIZE")) {
		if (!scan_number(s, G_MAXINT64, &n))
			return FALSE;
		it->m.size_told = (gint64)n;
		return TRUE;
	}
	if (scan_is(&name, "INTERNALDATE")) {
		/* A date that is none is no reason to lose the mail. */
		return scan_date_time(s, &it->m.internal_date) || scan_skip_value(s);
	}
	if (scan_literal(s, &n))
		return imap_skip_literal(it->imap, n, s);
	return scan_skip_value(s);
}

static gboolean
item_end(struct item *it)
{
	gint64 expected = it->m.size_told;

	if (!it->has_body)
		return TRUE; /* flags only: somebody else reads */
	if (!it->m.uid)
		return stream_break(it->imap->stream, "the server sent a message without its UID");
	if (!it->began) {
		if (!item_begin(it))
			return FALSE;
		if (!it->ignored && it->held->len && !it->ops->bytes(it->held->data, it->held->len, it->data))
			return stream_break(it->imap->stream, "stopped");
	}
	if (it->ignored)
		return TRUE;
	if (expected > it->imap->size_max + 1)
		expected = it->imap->size_max + 1;
	if (!it->ops->end(&it->m, expected < 0 || expected == it->m.size_got, it->data))
		return stream_break(it->imap->stream, "stopped");
	/* The callback may have waited for others; that time is not the server's. */
	stream_set_deadline(it->imap->ms, it->imap->wall_s, ANSWER_BYTES);
	return TRUE;
}

static gboolean
fetch_item(struct item *it, struct scan *s)
{
	guint n = 0;

	if (!scan_char(s, ' ') || !scan_char(s, '('))
		return FALSE;
	while (!scan_char(s, ')')) {
		if (++n > ATTRIBUTES_MAX || !item_attribute(it, s))
			return FALSE;
		scan_char(s, ' ');
	}
	return scan_end(s) && item_end(it);
}

static gboolean
fetch_line(struct imap *imap, struct scan *s, gpointer data)
{
	const struct item *common = data;
	struct item it = { .imap = imap, .ops = common->ops, .data = common->data, .m = { .size_told = -1 } };
	struct scan t = *s;
	guint64 number;
	gboolean done;

	if (!scan_number(&t, G_MAXUINT32, &number) || !scan_char(&t, ' ') || !scan_word(&t, "FETCH"))
		return TRUE;
	*s = t;
	done = fetch_item(&it, s);
	if (it.held)
		g_byte_array_free(it.held, TRUE);
	return done;
}

/* --- answers --- */

/* Reads until the oldest pending command is answered. */
static gboolean
pending_take(
    struct imap *imap, const struct imap_fetch_ops *ops, gpointer data, enum reply *out, GError **error)
{
	struct pending first = g_array_index(imap->pending, struct pending, 0);
	struct item common = { .ops = ops, .data = data };

	stream_set_deadline(imap->ms, imap->wall_s, ANSWER_BYTES);
	imap->ignored = 0;
	return imap_finish(imap, first.tag, fetch_line, &common, out, error);
}

gboolean
imap_fetch_take(struct imap *imap, const struct imap_fetch_ops *ops, gpointer data,
    struct uid_set **out_missing, gboolean *out_refused, GError **error)
{
	struct pending first;
	struct uid_set *came;
	enum reply reply;

	do {
		if (!imap->pending->len)
			return imap_fail(imap, error, PURSER_REJECT, "no fetch is under way");
		if (!pending_take(imap, ops, data, &reply, error))
			return FALSE;
		first = g_array_index(imap->pending, struct pending, 0);
		g_array_remove_index(imap->pending, 0);
	} while (!first.uids);
	came = uid_set_subtract(first.uids, imap->wanted);
	*out_missing = uid_set_subtract(first.uids, came);
	*out_refused = reply != REPLY_OK;
	uid_set_free(came);
	came = uid_set_subtract(imap->wanted, first.uids);
	uid_set_free(imap->wanted);
	imap->wanted = came;
	uid_set_free(first.uids);
	return TRUE;
}

static gboolean
drop_begin(const struct imap_message *m G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
	return TRUE;
}

static gboolean
drop_bytes(const void *bytes G_GNUC_UNUSED, gsize size G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
	return TRUE;
}

static gboolean
drop_end(const struct imap_message *m G_GNUC_UNUSED, gboolean ok G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
	return TRUE;
}

gboolean
imap_settle(struct imap *imap, GError **error)
{
	static const struct imap_fetch_ops DROP = { drop_begin, drop_bytes, drop_end };
	enum reply reply;

	while (imap->pending->len) {
		if (!pending_take(imap, &DROP, NULL, &reply, error))
			return FALSE;
		uid_set_free(g_array_index(imap->pending, struct pending, 0).uids);
		g_array_remove_index(imap->pending, 0);
		uid_set_remove(imap->wanted, 1, G_MAXUINT32);
	}
	return TRUE;
}

gboolean
imap_fetch(struct imap *imap, const struct uid_set *uids, gint64 size_max, const struct imap_fetch_ops *ops,
    gpointer data, GError **error)
{
	struct uid_set *missing = NULL;
	gboolean refused = FALSE;

	if (!imap_settle(imap, error) || !imap_fetch_ask(imap, uids, size_max, FALSE, error) ||
	    !imap_fetch_take(imap, ops, data, &missing, &refused, error))
		return FALSE;
	uid_set_free(missing);
	return !refused ||
	       imap_fail(imap, error, PURSER_RETRY, "the server refused the fetch (%s)", imap->text);
}
