/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * daemon - the only place that knows the order of all this; supervision, signals, systemd
 *
 * A person's wishes (`purser review`, `retry`, …) are requests, a{sv} with "do". While purserd runs they go to it over
 * its socket, so that one process writes; else the program takes the lock and performs them itself.
 */
#pragma once

#include "purser/base.h"

struct config;
struct config_digest;
struct letter_digest;
struct store;

struct daemon_options {
	const char *config_path; /* NULL: default */
	gboolean once;           /* catch up with every mailbox, empty the outbox, end */
	gboolean foreground;     /* plain log lines for a terminal */
	/* A scan: the same way of a message, over all mail (since a day), into a store of its own under state_dir/scan,
	 * as mode = observe; nothing is marked. */
	gboolean scan;
	struct day since; /* year 0: all */
	void (*progress)(guint64 done, guint64 left, guint64 orders, gpointer data);
	gpointer progress_data;
};
/* The whole of purserd: returns a sysexits.h status. */
int daemon_main(const struct daemon_options *options);

/*
 * Requests (do = …, who = the person's name) and their further keys:
 *	review     item (x); number (s), customer (s): corrections; action (s: route, reject), value (s: why):
 *	           all of it or nothing
 *	retry      parcel (x; 0: all parked)
 *	customers  csv (s), file (s)
 *	forget     customer (s), learned (x): what was learned of it counts no more
 *	alert      alert (x): a person has dealt with it
 *	fact       customer (s), fact (x), action (s: confirm, correct, retire), value (s: the correct one)
 *	backfill   all (b: also what the start policy skipped)
 *	reveal     item (x), key (s: its id), what (s): only noted; it is opened where the secret key is
 *	reseal     key (s), rows a(xayay): item, the header as it was, the header as it shall be
 *	look, reload, status    only while purserd runs
 * The answer: status (i, sysexits.h), text (s: lines for people), and data by request.
 */
/* config NULL: presets. */
GVariant *
daemon_desk(struct store *store, const struct config *config, GVariant *request, guint uid, gint64 now_s);
/* Who asks, for the audit log: "ann (uid 1000)". */
char *daemon_who(const char *name, guint uid);
/* RETRY: nobody listens. */
GVariant *daemon_call(const char *socket_path, GVariant *request, GError **error);

/* A mailbox that is nobody's own: where a person sends what was missed; NULL. */
const char *daemon_shared_address(const struct config *c);
/* [answers]: some mailbox, and somebody who may. */
gboolean daemon_settles_by_mail(const struct config *c);
/* What a digest of this name would tell: the feeds of the store, the mailboxes of the configuration. */
struct letter_digest *daemon_digest(struct store *store, const struct config *config, const char *name,
    gint64 since_s, gint64 now_s, GError **error);
/* When it goes out next; FALSE: never. */
gboolean daemon_digest_next(const struct config_digest *d, gint64 now_s, gint64 *out_at_s);
/* When it goes out on a local day, whatever day of the week that is, and its time before. */
gboolean
daemon_digest_of_day(const struct config_digest *d, struct day day, gint64 *out_at_s, gint64 *out_before_s);
