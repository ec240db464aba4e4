/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keeper's ground for the tests of this room: a configuration, keys, and a store in a folder of its own. Include behind cmocka.h. */
#pragma once

#include "context.h"
#include "log.h"

#include <glib/gstdio.h>

#define must(ok, error)                                                                         \
	do {                                                                                    \
		if (!(ok))                                                                      \
			fail_msg("%s", (error) ? (error)->message : "failed without an error"); \
	} while (0)

struct ground {
	char *folder;
	struct daemon_options options;
};

static inline void
ground_lay(struct ground *g, struct keeper *k, const char *configuration)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) problems = NULL;
	g_autofree char *path = NULL;

	vault_init(NULL);
	log_setup("error", TRUE);
	g->folder = g_dir_make_tmp("purser-daemon-XXXXXX", NULL);
	path = g_build_filename(g->folder, "purser.db", NULL);
	k->options = &g->options;
	k->config = config_parse(configuration, "test.conf", &problems);
	if (!k->config)
		fail_msg("%s", ((struct config_problem *)problems->pdata[0])->cause);
	k->store = store_open(path, STORE_WRITE, NULL, &error);
	must(k->store, error);
	k->mark_key = secret_random(32);
	k->outbox_key = secret_random(VAULT_KEY_SIZE);
}

static inline void
ground_clear(struct ground *g, struct keeper *k)
{
	GDir *dir;
	const char *name;

	store_close(k->store);
	directory_free(k->directory);
	secret_free(k->mark_key);
	secret_free(k->outbox_key);
	config_free(k->config);
	dir = g_dir_open(g->folder, 0, NULL);
	while (dir && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(g->folder, name, NULL);

		g_unlink(file);
	}
	g_dir_close(dir);
	g_rmdir(g->folder);
	g_free(g->folder);
}
