/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * way - a parcel, what became of it, and the two ways out (SMTP, IMAP APPEND)
 *
 * A way keeps its connection between parcels. It never decides whether to try again: it says what happened,
 * per recipient, and how sure that is.
 */
#pragma once

#include "purser/delivery.h"

struct parcel {
	gint64 id;
	char *message_id;
	char **recipients;
	gboolean search_first;
	GBytes *bytes;
	int fd; /* of the same bytes */
	/* Called once, when all but the last bytes are out: TRUE when they may follow. */
	gboolean (*commit)(gpointer data);
	gpointer data;
};

/* What became of a parcel. A recipient without an answer is still open. */
struct verdict {
	enum delivery_outcome outcome;
	enum purser_error grade; /* of all but DELIVERED */
	char *text;
	GPtrArray *recipients; /* struct delivery_recipient */
	gboolean already_there;
};
void verdict_begin(struct verdict *v, const char *const *recipients);
void verdict_clear(struct verdict *v);
void verdict_recipient(struct verdict *v, guint i, enum delivery_outcome outcome, const char *answer);
/* All that are still open. */
void verdict_rest(struct verdict *v, enum delivery_outcome outcome, const char *answer);
/* All that are still open end with this error: refused when outcome says so, else later or uncertain. The
 * grade is the error's. */
void verdict_error(struct verdict *v, enum delivery_outcome outcome, const GError *error);
/* Sums up; to be called when none is open. */
void verdict_end(struct verdict *v);

struct way_ops {
	/* Never fails: what goes wrong is in the verdict. */
	void (*deliver)(void *way, const struct parcel *p, struct verdict *v);
	/* Between parcels: returns when wire_fd is readable, or the connection is given up. */
	void (*rest)(void *way, int wire_fd);
	gboolean (*probe)(void *way, char **out_text, GError **error);
	void (*close)(void *way); /* leaves the connection in order */
	void *(*open)(const struct config_ar *settings, const struct limits *limits);
	void (*free)(void *way);
};
extern const struct way_ops WAY_SMTP, WAY_APPEND;
const struct way_ops *way_of(enum config_transport transport);

/* Printable ASCII without blanks and angle brackets, one @: what may stand between < and >. */
gboolean address_fits(const char *address);
