/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See protocol.h. */
#include "protocol.h"

#define SETS ((gsize)32 * 1024 * 1024) /* UID sets of a large mailbox full of gaps */
#define SMALL ((gsize)64 * 1024)

const struct wire_kind FETCHER_KINDS[N_KINDS] = {
	[KIND_START] = { "start", "(a{sv}ba(sussxa" WITNESS_TYPE "))", 2 * SETS },
	[KIND_ACK] = { "ack", "(u)", SMALL },
	[KIND_MARK] = { "mark", "(sus)", SETS },
	[KIND_LOOK] = { "look", "()", SMALL },
	[KIND_STOP] = { "stop", "()", SMALL },
	[KIND_ALIVE] = { "alive", "(x)", SMALL },
	[KIND_ONLINE] = { "online", "(s)", SMALL },
	[KIND_FOLDER] = { "folder", "(suussb)", SETS },
	[KIND_TAKING] = { "taking", "(ss)", 8 * SMALL },
	[KIND_BATCH] = { "batch", "(suta" MESSAGE_TYPE ")", 16 * SMALL, TRUE },
	[KIND_CAUGHT_UP] = { "caught-up", "(s)", SMALL },
	[KIND_MARKED] = { "marked", "(sus)", SETS },
	[KIND_PROBLEM] = { "problem", "(sis)", SMALL },
	[KIND_ENDED] = { "ended", "(is)", SMALL },
};

G_STATIC_ASSERT(sizeof(struct message_record) == 64);
G_STATIC_ASSERT(sizeof(struct witness_record) == 48);
