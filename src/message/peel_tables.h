/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of mail clients, as data; peel_words.c looks them up. */
#pragma once

#include <glib.h>

/* One row a language; a cell holds alternatives parted by "|". */
struct peel_labels {
	const char *language;
	const char *from, *date, *to, *cc, *subject, *other;
};
extern const struct peel_labels PEEL_LABELS[]; /* ends with a NULL language */

struct peel_zone_row {
	const char *name;
	int minutes;
};
extern const struct peel_zone_row PEEL_ZONES[]; /* ends with a NULL name */

extern const char *const PEEL_MONTHS[12]; /* alternatives parted by "|" */

/* Lists that end with NULL. */
extern const char *const PEEL_FORWARD_STEMS[];
extern const char *const PEEL_ORIGINAL_STEMS[];
extern const char *const PEEL_OPENINGS[];
extern const char *const PEEL_FORWARD_PREFIXES[];
extern const char *const PEEL_REPLY_PREFIXES[];
extern const char *const PEEL_VERBS[];
extern const char *const PEEL_STARTERS[];
extern const char *const PEEL_STOP_WORDS[];
extern const char *const PEEL_MOBILE[];
extern const char *const PEEL_SIGNOFFS[];
extern const char *const PEEL_SIGNOFFS_COMMA[];
extern const char *const PEEL_DISCLAIMER_MESSAGE[];
extern const char *const PEEL_DISCLAIMER_SECRET[];
extern const char *const PEEL_DISCLAIMER_FOR[];
