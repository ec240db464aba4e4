/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * IDLE (RFC 2177), by hand: libetpan fails when untagged data comes before the "+". A wake means "go and
 * look"; what the server said meanwhile is noted and can be asked for with imap_state().
 */
#include "imap.h"

#include <string.h>

/* "* OK Still here" every few seconds, for half an hour. */
#define CHATTER_MAX 1000

/* Reads until the go-ahead. *noise: something untagged was said. */
static gboolean
go_ahead(struct imap *imap, guint64 tag, GError **error)
{
	struct line line;

	for (;;) {
		if (!imap_read(imap, &line, error))
			return FALSE;
		if (line.kind == LINE_GO_AHEAD)
			return TRUE;
		if (line.kind == LINE_TAGGED && line.tag == tag) {
			g_autofree char *said = imap_said(imap);

			return imap_fail(imap, error, PURSER_HANGUP, "the server refused IDLE %s", said);
		}
		if (line.kind != LINE_UNTAGGED) {
			stream_break(imap->stream, "the server answered what was not asked");
			return imap_broken(imap, error);
		}
	}
}

/* "* OK Still here" is no news. */
static gboolean
is_news(const struct line *line)
{
	struct scan s = line->rest;

	return line->kind == LINE_UNTAGGED && !scan_word(&s, "OK");
}

/* 1: news, 0: time over, -1: extra_fd; -2: broken. */
static int
wait_for_news(struct imap *imap, int extra_fd, gint64 until_us, GError **error)
{
	struct line line;

	for (guint chatter = 0; chatter < CHATTER_MAX; chatter++) {
		gint64 left_ms = (until_us - g_get_monotonic_time() + 999) / 1000;
		int got = stream_wait(imap->ms, extra_fd, MAX(left_ms, 0));

		if (got == 0 || got == -1)
			return got;
		if (got == -2)
			break;
		stream_set_deadline(imap->ms, imap->wall_s, ANSWER_BYTES);
		if (!imap_read(imap, &line, error))
			return -2;
		if (line.kind == LINE_TAGGED) {
			stream_break(imap->stream, "the server ended IDLE by itself");
			break;
		}
		if (is_news(&line))
			return 1;
		stream_rest(imap->stream);
	}
	stream_break(imap->stream, "the server chatters in IDLE");
	imap_broken(imap, error);
	return -2;
}

int
imap_idle(struct imap *imap, int extra_fd, gint64 timeout_ms, GError **error)
{
	gint64 until_us = g_get_monotonic_time() + timeout_ms * 1000;
	struct imap_folder before = imap->folder;
	enum reply reply;
	guint64 tag;
	int got;

	if (!imap_settle(imap, error) || !imap_send(imap, "IDLE", &tag, error) || !go_ahead(imap, tag, error))
		return -2;
	imap_rest(imap);
	/* What came before the "+" may be the very news that IDLE would otherwise wait for in vain. */
	got = before.exists != imap->folder.exists ? 1 : wait_for_news(imap, extra_fd, until_us, error);
	if (got == -2)
		return -2;
	stream_set_deadline(imap->ms, imap->wall_s, ANSWER_BYTES);
	if (!stream_send(imap->stream, "DONE\r\n", 6)) {
		imap_broken(imap, error);
		return -2;
	}
	if (!imap_finish(imap, tag, NULL, NULL, &reply, error))
		return -2;
	if (got == 0 && before.exists != imap->folder.exists)
		return 1;
	return got;
}
