/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is small, sealed in one piece: an envelope and the one chunk of its stream. And the resealing of either. */
#include "envelope.h"

#include <string.h>

char *
vault_context(const char *kind, gint64 row, const char *place)
{
	GString *text = g_string_new("purser ");

	g_string_append(text, kind);
	if (row)
		g_string_append_printf(text, " %" G_GINT64_FORMAT, row);
	if (place)
		g_string_append_printf(text, " %s", place);
	return g_string_free(text, FALSE);
}

GBytes *
vault_box_seal(const struct vault_recipients *to, const char *context, const void *bytes, gsize size)
{
	g_autoptr(GBytes) header = NULL, chunk = NULL;
	struct sealer *s = sealer_new_to(to, context, &header);
	GByteArray *box = g_byte_array_new();

	chunk = sealer_push(s, bytes, size, TRUE);
	sealer_free(s);
	g_byte_array_append(box, g_bytes_get_data(header, NULL), (guint)g_bytes_get_size(header));
	g_byte_array_append(box, g_bytes_get_data(chunk, NULL), (guint)g_bytes_get_size(chunk));
	return g_byte_array_free_to_bytes(box);
}

struct secret *
vault_box_open(const struct secret *pair, const char *context, GBytes *box, GError **error)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(box, &size);
	gsize envelope = envelope_size(bytes, size);
	g_autoptr(GBytes) header = g_bytes_new_from_bytes(box, 0, envelope);
	g_autoptr(GBytes) chunk = g_bytes_new_from_bytes(box, envelope, size - envelope);
	g_autoptr(GBytes) plain = NULL;
	struct opener *o = opener_new_with(pair, context, header, error);
	struct secret *out = NULL;
	gboolean last = FALSE;

	if (!o)
		return NULL;
	plain = opener_pull(o, chunk, &last, error);
	opener_free(o);
	if (plain && !last)
		purser_fail(error, PURSER_REJECT, "sealed content '%s' is not whole", context);
	else if (plain && (out = secret_alloc(g_bytes_get_size(plain), error)))
		memcpy(secret_room(out), g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
	return out;
}

GBytes *
vault_reseal(const struct secret *pair, const struct vault_recipients *to, const char *context,
    GBytes *box_or_header, GError **error)
{
	gsize size;
	const guint8 *bytes = g_bytes_get_data(box_or_header, &size);
	gsize envelope = envelope_size(bytes, size);
	guint8 key[CONTENT_KEY_SIZE];
	g_autoptr(GBytes) made = NULL;
	GByteArray *all;

	if (!envelope) {
		purser_fail(
		    error, PURSER_REJECT, "sealed content '%s' has a header that is not ours", context);
		return NULL;
	}
	if (!envelope_open(pair, context, bytes, envelope, key, error))
		return NULL;
	made = envelope_make(to, key, envelope_stream_header(bytes, envelope), context);
	secret_wipe(key, sizeof key);
	all = g_byte_array_new();
	g_byte_array_append(all, g_bytes_get_data(made, NULL), (guint)g_bytes_get_size(made));
	g_byte_array_append(all, bytes + envelope, (guint)(size - envelope));
	return g_byte_array_free_to_bytes(all);
}
