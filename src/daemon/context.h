/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of the keeper share, and the little that all of them may ask of it. It knows none of the parts: who
 * made something durable says stored(), who finished something says idle(), and keeper.c sees to the rest.
 */
#pragma once

#include "purser/config.h"
#include "purser/daemon.h"
#include "purser/fetcher.h"
#include "purser/process.h"
#include "purser/reader.h"
#include "purser/store.h"
#include "purser/vault.h"

struct intake;
struct dispatch;
struct release;
struct control;
struct post;
struct letter_templates;

struct keeper {
	const struct daemon_options *options;
	struct config *config;
	struct store *store;
	struct directory *directory;
	struct secret *outbox_key, *mark_key, *fingerprint_key;
	struct vault_recipients *recipients; /* AR's keys; NULL: none */
	struct vault_batch *originals;       /* while a transaction of intake lasts; else NULL */
	struct nursery *fetchers, *senders;  /* prepared parents; NULL while one is being restarted */
	struct reader_pool *readers;
	GPtrArray *watches; /* struct watch */
	struct intake *intake;
	struct dispatch *dispatch;
	struct release *release;
	struct control *control;
	struct post *post;
	struct letter_templates *templates; /* what letters say; loaded by post */
	GMainLoop *loop;
	gint64 started_s;
	gint64 expire_s;      /* when to look for what was kept long enough */
	guint64 done, orders; /* messages durable and items made since the start */
	GPtrArray *made;      /* char*: items of the transaction in hand, told once it is durable; NULL */
	gboolean answered;    /* items were settled by mail: who must look, looks once it is durable */
	gboolean stopping;
	guint stop_timer;
	int status; /* of the process, sysexits.h */

	void (*stored)(struct keeper *k); /* something became durable: there may be parcels to send */
	void (*idle)(
	    struct keeper *k); /* something finished: with --once or while stopping, perhaps all is done */
};

/* A message, read, that waits for its transaction. */
struct arrival {
	const struct fetcher_message *mail;
	struct report *report;    /* NULL: quarantined or oversize */
	enum item_kind set_aside; /* when report is NULL */
	char *set_aside_why;
	const guint8 *bytes;   /* of the mail; NULL when there are none */
	GPtrArray *part_paths; /* char*: extracted parts … */
	GPtrArray *part_bytes; /* … and their GBytes */
};

gint64 keeper_now(void);    /* unix seconds; the only clock */
double keeper_jitter(void); /* 0 to 1 */
gboolean keeper_live(const struct keeper *k);
gboolean keeper_address_inside(const struct keeper *k, const char *address); /* of one of our own domains */
void keeper_halt(struct keeper *k, int status, const char *why);

/* The store's customers, and ourselves as the configuration names us; readers are told who we are. */
gboolean keeper_directory_load(struct keeper *k, GError **error);
void keeper_directory_reload(struct keeper *k); /* keeps the old one when it fails */
gboolean keeper_readers_update(struct keeper *k);

/* Prepared parents, started again when gone. */
struct nursery *keeper_fetchers(struct keeper *k, GError **error);
struct nursery *keeper_senders(struct keeper *k, GError **error);
void keeper_nursery_lost(struct nursery **n);
