/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What keeper and prepared parent say to each other, over a SOCK_SEQPACKET socket: one packet, one send.
 *
 *	parent → keeper   READY, or FAILED with its reason, once, after its preparation
 *	keeper → parent   FORK
 *	parent → keeper   BORN with the child's pidfd and socket, or FAILED when the system refused a fork
 */
#pragma once

#include <glib.h>

#define NURSERY_FD 3 /* where the program finds its end */

enum nursery_word { NURSERY_READY = 1, NURSERY_FORK, NURSERY_BORN, NURSERY_FAILED };

struct nursery_packet {
	guint32 word;   /* enum nursery_word */
	gint32 pid;     /* BORN */
	guint32 grade;  /* FAILED: enum purser_error */
	char text[400]; /* FAILED: why */
};
