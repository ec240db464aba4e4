/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of limits, unrolled. */
#include "purser/base.h"

const struct limit_row LIMIT_ROWS[] = {
#define X(name, type, preset, min, max, help) \
	{ #name, type, preset, min, max, help, offsetof(struct limits, name) },
	PURSER_LIMITS(X)
#undef X
	    { NULL }
};

const struct limits LIMITS_PRESET = {
#define X(name, type, preset, min, max, help) .name = (preset),
	PURSER_LIMITS(X)
#undef X
};
