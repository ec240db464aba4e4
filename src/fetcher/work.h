/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * work - a fetcher process at work
 *
 *	child.c   its life: settings, sign-in, back-off, idling, the end
 *	talk.c    the wire to the keeper
 *	look.c    what is new in a folder
 *	take.c    fetching it, in batches
 *	witness.c is it still the folder that we know?
 */
#pragma once

#include "protocol.h"

struct doubt {
	struct digest digest;
	gint64 size;
};

/* A folder. Its sets live as long as the process, over reconnects. */
struct place {
	char *name;
	guint32 uidvalidity;    /* 0: never seen */
	gint64 since_s;         /* see struct fetcher_folder */
	struct uid_set *done;   /* known to the keeper, or sent */
	struct uid_set *alone;  /* each in a command and a batch of its own */
	struct uid_set *missed; /* asked for once and not come */
	struct uid_set *breaks; /* the server spoke nonsense when asked for one of these alone */
	struct uid_set *held;   /* not to be had in this session; tried again at the next full look */
	GHashTable *doubts;     /* uid to struct doubt: lengths did not agree the first time */
	guint32 next_uid;       /* above all that was listed */
	guint32 believed;       /* mails that we think are in the folder … */
	guint32 expunged;       /* … when so many EXPUNGE answers had come */
	gint64 full_at_us;      /* last full look */
	guint32 uidnext;        /* as told when the folder was opened; 0: compared already, or not told */
	GArray *witnesses;      /* struct witness_record, the latest last */
	gboolean announced;
	gboolean restored; /* the server lost what it had told us, and gives its UIDs to other mail */
	gboolean unsure;   /* numbers do not add up: look at everything next time */
};

struct mark {
	char *folder;
	guint32 uidvalidity;
	struct uid_set *uids;
};

struct work {
	struct wire *wire;
	struct config_mailbox *settings;
	struct limits limits;
	gboolean stay;
	GPtrArray *places;
	struct imap *imap;
	struct place *open; /* in the session */
	guint next_batch, in_flight;
	gboolean stop, look, orphan;
	GQueue marks;
};

/* talk.c. Saying fails only when the keeper is gone: then orphan and stop are set. */
void talk_alive(struct work *w, gint64 within_s);
void talk_online(struct work *w);
void talk_folder(struct work *w, const struct place *p, guint32 exists, const struct uid_set *skipped,
    const struct uid_set *vanished);
void talk_taking(struct work *w, const struct place *p, const struct uid_set *uids);
void talk_batch(struct work *w, const struct place *p, guint64 backlog, const GArray *records, int fd);
void talk_caught_up(struct work *w, const struct place *p);
void talk_marked(struct work *w, const struct mark *m);
void talk_problem(struct work *w, const struct place *p, const GError *error);
void talk_ended(struct work *w, const GError *error);
/* Takes what the keeper has said; waits up to timeout_ms for a first word (-1: as long as it takes). */
void talk_listen(struct work *w, gint64 timeout_ms);
gboolean talk_receive_start(struct work *w, GError **error);
void mark_free(struct mark *m);
void place_drop(struct place *p);

/* look.c */
gboolean place_look(struct work *w, struct place *p, GError **error);
/* Is there reason to look, by what the server has said by the way? */
gboolean place_has_news(const struct work *w, const struct place *p);
gboolean place_marks(struct work *w, struct place *p, GError **error);
gboolean place_open(struct work *w, struct place *p, GError **error);
/* UIDs above all that was listed; moves next_uid. */
struct uid_set *place_newer(struct work *w, struct place *p, GError **error);

/* witness.c: sets restored when a UID on record now names another mail. FALSE: the session is broken. */
gboolean place_hear_witnesses(struct work *w, struct place *p, GError **error);
void place_add_witness(struct place *p, const struct message_record *r);

/* take.c: fetches these. FALSE: the session is broken or the keeper wants the end. */
gboolean place_take(struct work *w, struct place *p, struct uid_set *todo, GError **error);
