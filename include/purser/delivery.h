/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * delivery - the process that takes finished bytes out: SMTP, or IMAP APPEND into AR's folder
 *
 * It has the network and the credentials of the way out (which it reads itself), no database and no keys, and does not
 * know what the bytes mean. It keeps its connection for a while between parcels.
 *
 *	delivery_nursery_start()   purser-sender's prepared parent
 *	delivery_start()           one sender
 *	delivery_send()            one parcel at a time
 *	   → DELIVERY_COMMITTING   all but the last bytes are out: delivery_go(TRUE) once that is durable
 *	   → DELIVERY_SETTLED      the outcome
 *	   → DELIVERY_ENDED        the process is gone (error), the parcel in hand is unsettled
 *	delivery_free()            kills it
 *
 * A problem with the server, the sign-in or AR's folder is told as DELIVERY_LATER with the grade HALT: a person has to
 * mend something, and nothing is wrong with the parcel. DELIVERY_REFUSED is said of the parcel or a recipient.
 */
#pragma once

#include "purser/config.h"
#include "purser/mailbox.h"
#include "purser/process.h"

struct nursery *delivery_nursery_start(GError **error);

enum delivery_event_kind { DELIVERY_COMMITTING, DELIVERY_SETTLED, DELIVERY_ENDED };
enum delivery_outcome {
	DELIVERED,          /* all recipients that were open */
	DELIVERY_LATER,     /* nothing was taken; try again */
	DELIVERY_REFUSED,   /* refused for good */
	DELIVERY_PARTLY,    /* per recipient; none of them uncertain */
	DELIVERY_UNCERTAIN, /* lost after the last bytes went out; some may be refused */
};
struct delivery_recipient {
	char *address;
	enum delivery_outcome outcome;
	char *answer; /* "550 5.1.1 no such user" */
};
struct delivery_event {
	enum delivery_event_kind kind;
	gint64 parcel;
	enum delivery_outcome outcome;
	const char *text;
	GPtrArray *recipients;  /* struct delivery_recipient */
	gboolean already_there; /* IMAP: the search found it */
	const GError *error;    /* SETTLED other than DELIVERED: grade and reason; ENDED (the last event) */
};
/* May free the delivery. */
typedef void (*delivery_callback)(const struct delivery_event *e, gpointer data);

struct delivery;
struct delivery *delivery_start(struct nursery *nursery, const struct config_ar *settings,
    const struct limits *limits, delivery_callback callback, gpointer data, GError **error);
/* memfd: sealed finished bytes (CRLF, lines of at most 998), dup'd; 8-bit ones need 8BITMIME. search_first: IMAP looks
 * for the Message-ID before it appends, into the folder of the settings; recipients then only name what is answered. */
void delivery_send(struct delivery *d, gint64 parcel, const char *rfc_message_id,
    const char *const *recipients, int memfd, gboolean search_first);
void delivery_go(struct delivery *d, gint64 parcel, gboolean go);
void delivery_free(struct delivery *d);
pid_t delivery_pid(const struct delivery *d);

int delivery_main(int argc, char **argv); /* the whole of purser-sender */
/* `check-config --online`: connects and signs in, sends nothing; IMAP: opens the folder. */
gboolean delivery_probe(
    const struct config_ar *settings, const struct limits *limits, char **out_text, GError **error);
