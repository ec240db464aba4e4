/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cfb - OLE compound files: storages and streams in sectors, as old Office and Outlook write them (MS-CFB)
 *
 *	cfb_open()    NULL where there is no usable header and directory
 *	cfb_find()    a stream or storage by its name in a storage
 *	cfb_read()    a stream's bytes; as far as they are there
 *	cfb_free()
 *
 * Chains that loop, lead outside or share sectors without end are cut: no stream is longer than the file, and what all
 * reads give together is at most a few times that.
 */
#pragma once

#include "scribe.h"

#define CFB_ROOT 0
#define CFB_NONE -1

struct cfb;
typedef struct cfb cfb_handle; /* for g_autoptr */
struct cfb *cfb_open(const guint8 *bytes, gsize size);
void cfb_free(struct cfb *c);
/* Children of a storage, in no order of meaning: guint32 numbers. */
GArray *cfb_children(const struct cfb *c, guint32 storage);
gint64 cfb_find(const struct cfb *c, guint32 storage, const char *name);
const char *cfb_name(const struct cfb *c, guint32 entry);
gboolean cfb_is_storage(const struct cfb *c, guint32 entry);
/* Never NULL. *out_whole: it is as long as the directory says. */
GBytes *cfb_read(struct cfb *c, guint32 entry, gboolean *out_whole);
/* The stream of that name, or NULL. */
GBytes *cfb_stream(struct cfb *c, guint32 storage, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cfb_handle, cfb_free)
