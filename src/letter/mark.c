/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How we know our own letters again: a Message-ID of ours, and a mark with a MAC. */
#include "compose.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static const char MAC_BYTES[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-";

static char *
domain_of(const char *from)
{
	const char *at = from ? strrchr(from, '@') : NULL;
	gsize n = at ? strspn(at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") : 0;

	if (!n || n > 253)
		return g_strdup("purser.invalid");
	return g_ascii_strdown(at + 1, (gssize)n);
}

char *
letter_message_id(const char *from, gint64 item_id)
{
	guint8 random[12];
	GString *out = g_string_new(NULL);
	g_autofree char *domain = domain_of(from);

	if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
		for (guint i = 0; i < sizeof random; i++)
			random[i] = (guint8)g_random_int_range(0, 256);
	g_string_printf(out, "purser.%" G_GINT64_FORMAT ".", item_id);
	for (guint i = 0; i < sizeof random; i++)
		g_string_append_printf(out, "%02x", random[i]);
	g_string_append_printf(out, "@%s", domain);
	return g_string_free(out, FALSE);
}

char *
letter_mark(gint64 item_id, const char *mac)
{
	return g_strdup_printf("v1 %" G_GINT64_FORMAT " %s", item_id, mac);
}

gboolean
letter_mark_parse(const char *mark, gint64 *out_item_id, char **out_mac)
{
	gint64 id;
	char *end;
	gsize n;

	if (!mark || strncmp(mark, "v1 ", 3) != 0 || !g_ascii_isdigit(mark[3]))
		return FALSE;
	id = g_ascii_strtoll(mark + 3, &end, 10);
	if (end - mark - 3 > 18 || *end != ' ' || id <= 0)
		return FALSE;
	n = strspn(end + 1, MAC_BYTES);
	if (n < 8 || n > 200 || end[1 + n])
		return FALSE;
	*out_item_id = id;
	*out_mac = g_strndup(end + 1, n);
	return TRUE;
}
