/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rows - the table of settings: one row is the whole truth about a key
 *
 * Parsing, checking, packing, comparing, the manual page and the example file all walk these rows; nothing else knows a
 * key's type or bounds.
 */
#pragma once

#include "purser/config.h"

enum row_section {
	SECTION_PURSER,
	SECTION_COMPANY,
	SECTION_MAILBOX,
	SECTION_AR,
	SECTION_DIGEST,
	SECTION_LETTERS,
	SECTION_ANSWERS,
	SECTION_VAULT,
	SECTION_LIMITS,
	SECTION_N
};

/* The type of the struct's member, and how its text is read. */
enum row_type {
	ROW_TEXT,     /* char * */
	ROW_NAME,     /* char *, one of names */
	ROW_LIST,     /* char **, never NULL */
	ROW_INT,      /* int */
	ROW_COUNT,    /* gint64 */
	ROW_SECONDS,  /* gint64 */
	ROW_SIZE,     /* gint64 */
	ROW_FRACTION, /* double, 0 to 1 */
	ROW_BOOL,     /* gboolean */
	ROW_ENUM,     /* an enum, one of names in its order */
	ROW_START,    /* enum config_start, with the day in offset_day */
};

/* A problem in plain words, and what to do; both are the caller's. */
struct trouble {
	char *cause, *fix;
};

/* FALSE with trouble filled in when the value (one element of a list) cannot be right. */
typedef gboolean (*value_check)(const char *value, struct trouble *trouble);

struct row {
	const char *key;
	gsize offset, offset_day;
	const char *preset, *min, *max; /* as one writes them in the file; NULL: none */
	const char *const *names;
	value_check check;
	const char *example; /* a value to show where there is no preset */
	const char *help;
	enum row_section section;
	enum row_type type;
	gboolean given;       /* stands uncommented in the example: one has to say it */
	gboolean alternative; /* stands instead of another key */
};

struct section {
	const char *name;
	gboolean named; /* [mailbox NAME]: any number of them */
	const char *help;
};
extern const struct section SECTIONS[SECTION_N];

/* All rows, the limits of base included, in the order of the manual. */
const struct row *config_rows(guint *out_n);
const struct row *config_row_find(enum row_section section, const char *key);

/* base is the section's struct. Sets it from what stands behind the equals sign, or leaves it as it was. */
gboolean value_set(const struct row *row, void *base, const char *text, struct trouble *trouble);
/* All rows of a section to their presets; base is zeroed or holds values, which are freed. */
void section_preset(enum row_section section, void *base);
void section_clear(enum row_section section, void *base);
#define MEMBER(row, base, type) (*(type *)(void *)((char *)(base) + (row)->offset))
#define MEMBER_DAY(row, base) (*(struct day *)(void *)((char *)(base) + (row)->offset_day))

gboolean check_address(const char *value, struct trouble *trouble);
gboolean check_clock(const char *value, struct trouble *trouble);
gboolean check_threshold(const char *value, struct trouble *trouble); /* "EUR 250000" */
gboolean check_command(const char *value, struct trouble *trouble);
gboolean check_credential(const char *value, struct trouble *trouble);
gboolean check_domain(const char *value, struct trouble *trouble);
gboolean check_host(const char *value, struct trouble *trouble);
gboolean check_keyword(const char *value, struct trouble *trouble);
gboolean check_path(const char *value, struct trouble *trouble);
gboolean check_letter_kind(const char *value, struct trouble *trouble);
gboolean check_sender(const char *value, struct trouble *trouble);
gboolean check_weekday(const char *value, struct trouble *trouble);
gboolean check_zone(const char *value, struct trouble *trouble);

/* Always FALSE. Takes fix as it is, or NULL. */
gboolean trouble_set(struct trouble *trouble, const char *fix, const char *cause, ...) G_GNUC_PRINTF(3, 4);
void trouble_clear(struct trouble *trouble);
