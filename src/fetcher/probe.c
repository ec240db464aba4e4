/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One look at a mailbox for check-config: everything but fetching. */
#include "purser/fetcher.h"

static gboolean
probe_folders(struct imap *imap, const struct config_mailbox *m, GString *text, GError **error)
{
	gboolean writable = m->keyword || m->move_to;

	for (guint i = 0; m->folders && m->folders[i]; i++) {
		struct imap_folder folder;

		if (!imap_open(imap, m->folders[i], writable, &folder, error))
			return FALSE;
		g_string_append_printf(text, ", %s %u messages", m->folders[i], folder.exists);
	}
	g_string_append(text, writable ? ", read-write" : ", read-only");
	if (m->watch == WATCH_IDLE && !imap_has(imap, "IDLE"))
		g_string_append(text, " (the server has no IDLE: it is polled instead)");
	return TRUE;
}

gboolean
fetcher_probe(const struct config_mailbox *m, const struct limits *limits, char **out_text, GError **error)
{
	struct imap *imap = server_imap_open(&m->server, limits, error);
	g_autoptr(GString) text = g_string_new(NULL);
	const char *tls;
	gboolean done;

	if (!imap)
		return FALSE;
	tls = imap_tls_version(imap);
	g_string_append_printf(text, "%s, signed in", tls ? tls : "no TLS");
	done = probe_folders(imap, m, text, error);
	imap_free(imap);
	if (done)
		*out_text = g_string_free(g_steal_pointer(&text), FALSE);
	return done;
}
