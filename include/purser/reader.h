/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader - the sandboxed process that reads hostile bytes, its protocol and its pool
 *
 * reader_examine() is the pure function: bytes in, report out. It runs in purser-reader alone, a process with no
 * network, no files, a system-call filter, and limits on memory and processor time. The keeper and `purser read` use
 * the pool:
 *
 *	reader_pool_new()      starts purser-reader's prepared parent
 *	reader_pool_submit()   a sealed memfd with one or more messages; asynchronous
 *	                       → callback per message, in order: report, or error
 *	reader_pool_extract()  the decoded bytes of one part
 *	reader_pool_free()
 *
 * A reader that dies or passes its deadline costs the message it had in hand: its callback gets a HANGUP error
 * ("reader crashed", "reader took longer than 30s"), the rest of the batch goes to another reader.
 */
#pragma once

#include "purser/finding.h"
#include "purser/process.h"

/* Whose Authentication-Results count for the mail of one mailbox: see struct finding_us. */
struct reader_trust {
	char *mailbox;                                    /* ""; of what comes from none */
	char **authserv_ids, **inner_hops, **arc_sealers; /* NULL-terminated, may be NULL */
	gboolean authserv_unnamed, authserv_below;
};

/*
 * How accounts are compared with ours, and sealed, where they are read: no number leaves the reader whole. The prints are
 * fingerprints (vault.h); they tell nothing without the key. Whoever registers an account makes the same prints.
 */
struct secret;
struct reader_prints {
	char *whole, *bank,
	    *account; /* of the whole, of the bank's part, of the account's; "" where it has no such parts */
	GBytes *near; /* guint64, sorted: vault_near_marks() */
};
void
reader_prints_make(const struct secret *key, const struct bank_number *number, struct reader_prints *out);
void reader_prints_clear(struct reader_prints *p);
/* recipients: AR's public lines; NULL: nothing is sealed. */
struct reader_bank;
struct reader_bank *reader_bank_new(const struct secret *key, const char *recipients);
void reader_bank_add(struct reader_bank *b, const struct reader_prints *ours);
struct reader_bank *reader_bank_ref(struct reader_bank *b); /* NULL: NULL */
void reader_bank_unref(struct reader_bank *b);
/* What is in the box of an account, and what is bound to it: the very message (hex of its digest) and its fingerprint. */
char *reader_bank_context(const char *message_digest, const char *fingerprint);

/* What is read with; copied to each child at its start. */
struct reader_context {
	struct limits limits;
	char **our_names, **our_domains; /* NULL-terminated, may be NULL */
	const struct reader_trust *trusts;
	guint n_trusts;
	struct day today;
	struct reader_bank *bank; /* NULL: accounts are masked, neither compared nor sealed */
	char *modulus; /* reader_modulus_load(); NULL: British accounts are taken by their shape alone */
	struct modulus_table *modulus_table; /* what a reader makes of it; NULL elsewhere */
};
/* The files of the setting modulus_tables, behind one another, once they were seen to be good. NULL without any, too;
 * REJECT: one is not to be read, or is no such table. */
char *reader_modulus_load(char *const *paths, GError **error);

/* An item of a batch: a slice of the memfd. hint: file name, or NULL for a message from a mailbox. mailbox: whose trust
 * it is read with; NULL: ""; one that the context does not name trusts nobody. */
struct reader_item {
	guint64 offset, size;
	const char *filename, *mailbox;
};

struct reader_pool;
/* n_readers 0: as many as processors. program NULL: purser-reader in the libexec directory (or PURSER_LIBEXEC). */
struct reader_pool *reader_pool_new(const struct reader_context *context, guint n_readers, GError **error);
void reader_pool_free(struct reader_pool *pool);
/* New limits or names for readers started from now on; running ones finish their batch. */
void reader_pool_set_context(struct reader_pool *pool, const struct reader_context *context);

/* index: of the item. report NULL: error says why: HANGUP (it killed its reader or passed the deadline: try again, but
 * count it), REJECT, RETRY (no reader could be started: the item is not to blame) or HALT (no sandbox here). The report
 * is the callee's. done: the last callback of this batch. Callbacks never come from inside submit; they may submit, but
 * not free the pool. */
typedef void (*reader_callback)(
    guint index, struct report *report, const GError *error, gboolean done, gpointer data);
/* Dups the descriptor. Queues when all readers are busy. urgent batches go before others. */
void reader_pool_submit(struct reader_pool *pool, int memfd, const struct reader_item *items, guint n_items,
    gboolean urgent, reader_callback callback, gpointer data);
guint reader_pool_waiting(const struct reader_pool *pool); /* batches not finished */

typedef void (*reader_extract_callback)(GBytes *bytes, const GError *error, gpointer data);
void reader_pool_extract(struct reader_pool *pool, int memfd, const struct reader_item *item,
    const char *part, reader_extract_callback callback, gpointer data);

/* A page of it as a PNG, with what was found boxed; page 0: the order's first. FALSE: no reader that draws can be had
 * (error says why), and there will be no callback. */
gboolean reader_pool_draw(struct reader_pool *pool, int memfd, const struct reader_item *item, guint page,
    reader_extract_callback callback, gpointer data, GError **error);

/* --- inside the sandbox ------------------------------------------------------------------------------------------ */

/* It believes whom the first of the context's trusts names; without one nobody. */
void reader_examine(const guint8 *bytes, gsize size, const char *filename,
    const struct reader_context *context, struct report *out);
struct pen;
void reader_use_pen(const struct pen *pen); /* before reader_main(): this reader draws too; borrowed */
int reader_main(int argc, char **argv);     /* the whole of purser-reader */

/* JSON of a report as docs/READING.md names it, appended; a line without newline. file is what the caller was given. */
void reader_report_json(const struct report *r, const char *file, struct flat *out);
