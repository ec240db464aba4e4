/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transfer encodings, streamed, with CRLF line ends. */
#include "compose.h"

#include <string.h>

enum { LINE_BYTES = 57, LINE_OUT = LINE_BYTES / 3 * 4 + 2, CHUNK = 256 * LINE_OUT, QP_LINE = 76 };

void
write_bytes(struct writer *w, const void *bytes, gsize size)
{
	if (!w->failed && size && !w->sink(bytes, size, w->data, w->error))
		w->failed = TRUE;
}

void
write_text(struct writer *w, const char *text)
{
	write_bytes(w, text, strlen(text));
}

void
write_format(struct writer *w, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	write_text(w, text);
}

/* RFC 2045, 6.7. Lines of text end with "\n". */
void
write_quoted_printable(struct writer *w, const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + strlen(text) / 8);
	guint column = 0;

	for (const char *at = text; *at; at++) {
		guint8 c = (guint8)*at;
		gboolean last = at[1] == '\n' || !at[1];
		gboolean plain = (c > ' ' && c < 0x7f && c != '=') || ((c == ' ' || c == '\t') && !last);

		if (c == '\n') {
			g_string_append(out, "\r\n");
			column = 0;
			continue;
		}
		/* A dot, or "From ", at the start of a line is what mail software on the way tampers with. */
		if (column == 0 && (c == '.' || (c == 'F' && strncmp(at, "From ", 5) == 0)))
			plain = FALSE;
		if (column + (plain ? 1 : 3) > QP_LINE - 1) {
			g_string_append(out, "=\r\n");
			column = 0;
		}
		if (plain)
			g_string_append_c(out, (char)c);
		else
			g_string_append_printf(out, "=%02X", c);
		column += plain ? 1 : 3;
	}
	if (column)
		g_string_append(out, "\r\n");
	write_bytes(w, out->str, out->len);
	g_string_free(out, TRUE);
}

static gsize
base64_line(const guint8 *in, gsize size, char *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	gsize n = 0;

	for (gsize i = 0; i < size; i += 3) {
		guint32 v = (guint32)in[i] << 16 | (i + 1 < size ? (guint32)in[i + 1] << 8 : 0) |
			    (i + 2 < size ? in[i + 2] : 0);

		out[n++] = digits[v >> 18];
		out[n++] = digits[v >> 12 & 63];
		out[n++] = i + 1 < size ? digits[v >> 6 & 63] : '=';
		out[n++] = i + 2 < size ? digits[v & 63] : '=';
	}
	out[n++] = '\r';
	out[n++] = '\n';
	return n;
}

void
write_base64(struct writer *w, const guint8 *bytes, gsize size)
{
	char out[CHUNK];
	gsize n = 0;

	for (gsize at = 0; at < size && !w->failed; at += LINE_BYTES) {
		n += base64_line(bytes + at, MIN(size - at, (gsize)LINE_BYTES), out + n);
		if (n > CHUNK - LINE_OUT) {
			write_bytes(w, out, n);
			n = 0;
		}
	}
	write_bytes(w, out, n);
	explicit_bzero(out, sizeof(out)); /* it was content */
}
