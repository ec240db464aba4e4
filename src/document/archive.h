/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive - the files in a ZIP, by libzip, within limits
 *
 *	archive_open()    NULL where it is no ZIP that one may trust; the document then says why
 *	archive_read()    one entry, unpacked; what all of them give together stays below limits.part_size
 *	archive_free()
 *
 * An archive whose directory contradicts its entries, or whose entries overlap, is refused: what two programs
 * read differently is made to deceive one of them.
 */
#pragma once

#include "scribe.h"

enum archive_result {
	ARCHIVE_READ,
	ARCHIVE_DAMAGED,  /* what could be unpacked is given */
	ARCHIVE_LOCKED,   /* encrypted */
	ARCHIVE_TOO_MUCH, /* beyond limits.part_size or limits.archive_ratio */
	ARCHIVE_UNKNOWN,  /* packed in a way that is not read here */
};

struct archive;
typedef struct archive archive_handle; /* for g_autoptr */
struct archive *archive_open(struct document *d, const struct source *s);
void archive_free(struct archive *a);
guint archive_count(const struct archive *a);
/* As stored, made valid UTF-8 by libzip's guess of its charset; owned by the archive. */
const char *archive_name(const struct archive *a, guint index);
/* -1: there is none. Case does not matter, as in Office's packages. */
gint64 archive_find(const struct archive *a, const char *name);
GBytes *archive_read(struct archive *a, guint index, enum archive_result *out_result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(archive_handle, archive_free)
