/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * content - the bytes of a mail as SMTP wants them
 *
 * On the wire every line ends in CRLF and a leading dot is doubled; a bare CR or LF becomes CRLF, for a
 * server that takes either for a line's end could be made to see the end of a mail, and another one behind
 * it, in the middle of ours (SMTP smuggling). What is stored is not touched.
 */
#pragma once

#include <glib.h>

struct content_look {
	gsize wire_size;  /* with CRLFs, without doubled dots: what SIZE= means */
	gsize longest;    /* line, without its end */
	gsize longest_at; /* number of that line, from 1 */
	gboolean eight_bit;
};
void content_look(const void *bytes, gsize size, struct content_look *out);

/* All but the last line's end, which belongs to the final CRLF.CRLF. FALSE when the sink says so. */
typedef gboolean (*content_sink)(const void *bytes, gsize size, gpointer data);
gboolean content_write(const void *bytes, gsize size, content_sink sink, gpointer data);
#define CONTENT_END "\r\n.\r\n"
