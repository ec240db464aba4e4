/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "protocol.h"

const struct wire_kind DELIVERY_WORDS[WORD_N] = {
	[WORD_SETTINGS] = { .name = "settings", .type = "a{sv}", .max_bytes = 64 << 10 },
	[WORD_PARCEL] = { .name = "parcel", .type = PARCEL_TYPE, .max_bytes = 512 << 10, .has_fd = TRUE },
	[WORD_GO] = { .name = "go", .type = GO_TYPE, .max_bytes = 64 },
	[WORD_COMMITTING] = { .name = "committing", .type = COMMITTING_TYPE, .max_bytes = 64 },
	[WORD_SETTLED] = { .name = "settled", .type = SETTLED_TYPE, .max_bytes = 1 << 20 },
};
