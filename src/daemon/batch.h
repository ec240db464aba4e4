/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between intake.c, intake_read.c and intake_store.c: a batch, and each of its messages on the way through a reader. */
#pragma once

#include "intake.h"
#include "context.h"

struct slot {
	struct batch *batch;
	struct arrival m;
	guint extracts_open;
	guint wait; /* source: to be tried again later */
	gboolean ready;
};

struct batch {
	struct intake *in;
	struct watch_folder *folder;
	gint64 folder_id;
	guint id, n, open;
	int memfd;
	GBytes *map;
	struct fetcher_message *mails;
	struct slot *slots;
	struct uid_set *routed; /* of the last try to store it */
	guint failures;         /* tries to store it that failed */
	gint64 next_us;         /* of the monotonic clock: not to be tried before */
};

struct intake {
	struct keeper *k;
	intake_settled settled;
	GQueue complete; /* struct batch, to be committed */
	guint waiting;   /* batches not durable yet */
	guint source;    /* of the commit */
	char *problem;
};

/* All its messages are read or set aside. */
void batch_ready(struct batch *b);
void batch_free(struct batch *b);
void slot_set_aside(struct slot *s, enum item_kind kind, const char *why);
/* What a reader says of asked[index]; done: the last one. */
void slot_read(guint index, struct report *report, const GError *error, gboolean done, gpointer data);
gboolean slot_is_poison(struct slot *s);
/* The next try to store what is complete, when its time has come. */
void intake_soon(struct intake *in);
