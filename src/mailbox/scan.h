/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scan - tokens of an IMAP response line (RFC 3501 and 9051, 9: formal syntax)
 *
 * A scan is a window on one physical line, without its line end. It is driven by lengths: NUL and any other
 * byte are just bytes. Every function steps over what it took and returns TRUE, or leaves the scan where it
 * was and returns FALSE. Numbers never wrap. A literal's bytes are not on the line: scan_literal() only takes
 * the "{n}" that ends it.
 */
#pragma once

#include "purser/base.h"

struct scan {
	const char *at, *end;
};

struct scan scan_of(const char *bytes, gsize size);
gboolean scan_end(const struct scan *s);
gboolean scan_char(struct scan *s, char c);
/* Case-insensitive, and followed by a space, a delimiter or the end. */
gboolean scan_word(struct scan *s, const char *word);
gboolean scan_number(struct scan *s, guint64 max, guint64 *out);
/* Any run of printable bytes without space, parentheses, braces, quotes; brackets of a response code end it
 * too. */
gboolean scan_atom(struct scan *s, struct scan *out);
/* An attribute's name in FETCH: as an atom, with a section in brackets that may hold spaces:
 * BODY[HEADER.FIELDS (X)]<0>. */
gboolean scan_attribute(struct scan *s, struct scan *out);
gboolean scan_quoted(struct scan *s, GString *out);
/* "{n}", "{n+}" or "~{n}" at the end of the line. */
gboolean scan_literal(struct scan *s, guint64 *out);
/* Is the line's end a literal's announcement? Leaves the scan as it is. */
gboolean scan_ends_in_literal(const struct scan *s, guint64 *out);
/* An atom, number, flag, quoted string or parenthesised list (nested at most 16 deep, no literal inside). */
gboolean scan_skip_value(struct scan *s);
gboolean scan_is(const struct scan *token, const char *word); /* whole token, case-insensitive */
/* "17-Jul-1996 02:44:25 -0700", quotes included. */
gboolean scan_date_time(struct scan *s, gint64 *out_unix_s);
