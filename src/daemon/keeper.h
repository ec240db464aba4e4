/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keeper's own shape: what the files of this room share.
 *
 *	keeper.c    start, signals, reload, end
 *	watch.c     one watch per mailbox (or idle folder): fetchers, polls, back-off, health
 *	intake.c    batches from fetchers, through readers, into one transaction
 *	judge.c     one report: which customer, new or known, what becomes of it
 *	release.c   items that a person let go: from the kept original to a parcel
 *	dispatch.c  parcels to the sender
 *	desk.c      what a person asks for, as synchronous steps on the store
 *	control.c   the local socket
 *	log.c       the only place that logs
 *
 * All of it runs on one thread and the default main context. A clock is read in keeper_now() alone.
 */
#pragma once

#include "purser/config.h"
#include "purser/daemon.h"
#include "purser/delivery.h"
#include "purser/fetcher.h"
#include "purser/outbox.h"
#include "purser/reader.h"
#include "purser/store.h"
#include "purser/vault.h"

struct watch;
struct intake;
struct dispatch;
struct release;
struct control;

struct keeper {
	GMainLoop *loop;
	const struct daemon_options *options;
	struct config *config;
	struct store *store;
	struct directory *directory;
	struct secret *outbox_key, *mark_key;
	struct nursery *fetchers, *senders; /* prepared parents; NULL while one is being restarted */
	struct reader_pool *readers;
	GPtrArray *watches; /* struct watch */
	struct intake *intake;
	struct dispatch *dispatch;
	struct release *release;
	struct control *control;
	gint64 started_s;
	guint64 done, orders; /* messages durable and items made since the start */
	gboolean stopping;
	guint stop_timer;
	int status; /* of the process, sysexits.h */
};

gint64 keeper_now(void);    /* unix seconds */
double keeper_jitter(void); /* 0 to 1 */
void keeper_directory_reload(struct keeper *k);
struct directory *keeper_directory_build(struct store *store, const struct config *config, GError **error);
struct nursery *keeper_fetchers(struct keeper *k, GError **error); /* started again when gone */
struct nursery *keeper_senders(struct keeper *k, GError **error);
void keeper_nursery_lost(struct keeper *k, struct nursery **n);
void
keeper_idle(struct keeper *k); /* something finished: with --once or while stopping, perhaps all is done */
void keeper_halt(struct keeper *k, int status, const char *why);
gboolean keeper_live(const struct keeper *k);
gboolean keeper_reload(struct keeper *k, char **out_text); /* SIGHUP, `purser go-live` */

/* watch.c */
void watches_start(struct keeper *k);
void watches_reload(struct keeper *k, const struct config *next); /* before k->config is swapped */
void watches_stop(struct keeper *k);
void watches_rewind(struct keeper *k);
void watches_look(struct keeper *k, const char *mailbox); /* now; NULL: all */
guint64 watches_backlog(const struct keeper *k);
gboolean watches_busy(const struct keeper *k);
guint watches_troubled(const struct keeper *k);
void watches_status(const struct keeper *k, GVariantBuilder *out); /* adds aa{sv} rows */
struct watch_folder;
const char *watch_folder_name(const struct watch_folder *f);
const char *watch_folder_mailbox(const struct watch_folder *f);
gint64 watch_folder_id(const struct watch_folder *f);
/* A batch is durable: its UIDs are done; these were routed (for the keyword or the move). Releases the
 * reference that intake_take() was given. */
void watch_folder_settled(struct watch_folder *f, gint64 folder_id, guint batch,
    const struct fetcher_message *messages, guint n, const struct uid_set *routed);
struct watch_folder *watch_folder_ref(struct watch_folder *f);
void watch_folder_unref(struct watch_folder *f);

/* intake.c */
struct intake *intake_new(struct keeper *k);
void intake_free(struct intake *in);
void intake_take(struct intake *in, struct watch_folder *folder, const struct fetcher_event *e);
/* A UID that killed its fetcher too often: recorded without its bytes. */
gboolean intake_give_up(struct intake *in, struct watch_folder *folder, guint32 uid, const char *why);
guint intake_waiting(const struct intake *in);
const char *intake_problem(const struct intake *in); /* NULL, or why nothing can be stored now */

/* judge.c */
struct judge_message { /* one message, read, waiting for its transaction */
	const struct fetcher_message *mail;
	struct report *report;    /* NULL: quarantined or oversize */
	enum item_kind set_aside; /* when report is NULL */
	char *set_aside_why;
	const guint8 *bytes;   /* of the mail; NULL when there are none */
	GPtrArray *part_paths; /* char*: extracted parts … */
	GPtrArray *part_bytes; /* … and their GBytes */
};
/* Inside the transaction. out_routed: a parcel was put or a sighting of a routed order was recorded. */
gboolean judge_message_put(struct keeper *k, store_tx *tx, const char *mailbox, gint64 folder_id,
    const struct judge_message *m, gboolean *out_routed, GError **error);
/* Composes the routed order's letter and puts the parcel. */
gboolean judge_parcel_put(
    struct keeper *k, store_tx *tx, gint64 item_id, const struct judge_message *m, GError **error);
struct decision_settings judge_settings(const struct config *config);

/* release.c */
struct release *release_new(struct keeper *k);
void release_free(struct release *r);
void release_look(struct release *r); /* is there an item to let go? */
gboolean release_busy(const struct release *r);

/* dispatch.c */
struct dispatch *dispatch_new(struct keeper *k);
void dispatch_free(struct dispatch *d);
void dispatch_look(struct dispatch *d); /* something may be due */
void dispatch_reload(struct dispatch *d);
gboolean dispatch_in_hand(const struct dispatch *d);
gboolean dispatch_idle(const struct dispatch *d); /* nothing in hand and nothing due */

/* control.c */
struct control *control_new(struct keeper *k, GError **error);
void control_free(struct control *c);

/* log.c */
enum log_level {
	LOG_LEVEL_ERROR = 3,
	LOG_LEVEL_WARNING = 4,
	LOG_LEVEL_NOTICE = 5,
	LOG_LEVEL_INFO = 6,
	LOG_LEVEL_DEBUG = 7
};
void log_setup(const char *level, gboolean foreground);
/* One line: event first, then key=value pairs; made safe for a terminal and for journald. Never content or a
 * secret. */
void log_line(enum log_level level, const char *event, const char *format, ...) G_GNUC_PRINTF(3, 4);
