/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * protocol - what the keeper and a reader say to each other
 *
 *	keeper → reader                        reader → keeper
 *	CONTEXT       once                     READY, or UNFIT and it ends
 *	BATCH         items and their memfd    for each item, in order: REPORT or FAILED
 *	EXTRACT_INTO  an empty memfd
 *	EXTRACT       item and part, memfd     EXTRACTED or EXTRACT_FAILED
 *	DRAW          item and page, memfd     the same (purser-eye alone)
 *
 * One batch or extraction at a time. A reply with `last` is the reader's last one: it ends after it, and what
 *is left of the batch goes to another reader.
 *
 * A REPORT is flat bytes: the item's index (u32), whether it is the reader's last reply (a byte), the report.
 */
#pragma once

#include "purser/reader.h"

/* A reader ends after so many messages; the keeper holds it to that. */
#define READER_MESSAGES_MAX 2000

enum reader_kind {
	READER_CONTEXT = 1,
	READER_BATCH,
	READER_EXTRACT_INTO,
	READER_EXTRACT,
	READER_DRAW,
	READER_READY,
	READER_UNFIT,
	READER_REPORT,
	READER_FAILED,
	READER_EXTRACTED,
	READER_EXTRACT_FAILED,
	READER_KINDS_N,
};
extern const struct wire_kind READER_KINDS[READER_KINDS_N];

/* Items of one batch message; limits->batch_messages is no larger. */
#define READER_ITEMS_MAX 1000

/* A context with strings of its own. */
void reader_context_copy(const struct reader_context *from, struct reader_context *out);
void reader_context_clear(struct reader_context *c);
GVariant *reader_context_pack(const struct reader_context *c);
gboolean reader_context_unpack(GVariant *v, struct reader_context *out, GError **error);

/* first: index of items[0] in the caller's batch; replies bear indexes that start there. */
GVariant *reader_batch_pack(guint first, const struct reader_item *items, guint n_items);
/* What stands before the report. FALSE: it does not. */
void reader_reply_begin(struct flat *out, guint index, gboolean last);
gboolean reader_reply_read(struct cursor *c, guint *out_index, gboolean *out_last);
/* NULL: that mailbox's trust is not told. */
const struct reader_trust *reader_trust_find(const struct reader_context *c, const char *mailbox);
/* Steps through a BATCH body. item->filename and mailbox are borrowed from the iterator's last value. */
struct reader_batch_iter {
	GVariant *items;
	gsize next;
	guint index;
	char *filename, *mailbox;
};
void reader_batch_iter_init(struct reader_batch_iter *it, GVariant *body);
gboolean reader_batch_next(struct reader_batch_iter *it, guint *out_index, struct reader_item *out);
void reader_batch_iter_clear(struct reader_batch_iter *it);
