/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between watch.c and watch_health.c: one watch, and how it is. */
#pragma once

#include "watch.h"

enum watch_state { WATCH_WAITING, WATCH_QUEUED, WATCH_CATCHING, WATCH_STAYING };

struct watch {
	struct keeper *k;
	const struct config_mailbox *settings;
	gboolean stay, first_done, stopping, again, reached; /* reached: since the start */
	enum watch_state state;
	GPtrArray *folders; /* struct watch_folder */
	struct fetcher *fetcher;
	guint timer, failures;
	gint64 reached_s, problem_since_s, next_s;
	gint64 recorded_s; /* reached_s as it is on record */
	char *problem, *tls;
	gboolean silent, grave; /* grave: it does not pass by itself */
};

/* The mailbox's own problem, or that of the first folder that has one; NULL. */
const char *watch_problem(const struct watch *w);
/* Its server answered. */
void watch_well(struct watch *w);
void watch_trouble(struct watch *w, const GError *error);
/* One folder cannot be opened; the mailbox and its other folders go on. */
void watch_folder_trouble(struct watch_folder *f, const GError *error);

/* Takes up what was on record before, and looks at all of them from now on. */
void watches_health_start(struct keeper *k);
/* When each was last read goes on record: all that is new in one transaction. */
void watches_record(struct keeper *k);
