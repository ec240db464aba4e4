/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database in a folder of its own, and short ways to fill it. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>

#include "db.h"

struct place {
	char *folder, *path;
	struct store *s;
};

/* A macro, so that the error is looked at after the call. */
#define must(ok, error)                                                                         \
	do {                                                                                    \
		if (!(ok))                                                                      \
			fail_msg("%s", (error) ? (error)->message : "failed without an error"); \
	} while (0)

static inline int
place_setup(void **state)
{
	struct place *p = g_new0(struct place, 1);
	g_autoptr(GError) error = NULL;

	p->folder = g_dir_make_tmp("purser-store-XXXXXX", NULL);
	p->path = g_build_filename(p->folder, "purser.db", NULL);
	p->s = store_open(p->path, STORE_WRITE, NULL, &error);
	must(p->s != NULL, error);
	*state = p;
	return 0;
}

static inline int
place_teardown(void **state)
{
	struct place *p = *state;
	GDir *dir = g_dir_open(p->folder, 0, NULL);
	const char *name;

	store_close(p->s);
	while (dir && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *file = g_build_filename(p->folder, name, NULL);

		g_unlink(file);
	}
	g_dir_close(dir);
	g_rmdir(p->folder);
	g_free(p->path);
	g_free(p->folder);
	g_free(p);
	return 0;
}

static inline void
place_reopen(struct place *p, enum store_mode mode)
{
	g_autoptr(GError) error = NULL;

	store_close(p->s);
	p->s = store_open(p->path, mode, NULL, &error);
	must(p->s != NULL, error);
}

static inline store_tx *
begin(struct place *p)
{
	g_autoptr(GError) error = NULL;
	store_tx *tx = store_begin(p->s, &error);

	must(tx != NULL, error);
	return tx;
}

static inline void
commit(store_tx *tx)
{
	g_autoptr(GError) error = NULL;

	must(store_commit(&tx, &error), error);
}

static inline gint64
put_folder(store_tx *tx, const char *mailbox, guint32 uidvalidity)
{
	g_autoptr(GError) error = NULL;
	gint64 id = 0;

	must(store_folder_put(tx, mailbox, "INBOX", uidvalidity, 1000, &id, &error), error);
	return id;
}

/* Its digest is its byte, 32 times. */
static inline gint64
put_message(store_tx *tx, gint64 folder, guint32 uid, enum message_fate fate, guint8 byte)
{
	g_autoptr(GError) error = NULL;
	guint8 digest[32];
	gint64 id = 0;

	memset(digest, byte, sizeof(digest));
	must(store_message_put(tx,
		 &(struct store_message){ .folder_id = folder,
		     .uid = uid,
		     .digest = digest,
		     .size = 9000,
		     .internal_date_s = 500,
		     .at_s = 1000 + uid,
		     .verdict = VERDICT_OTHER,
		     .fate = fate },
		 &id, &error),
	    error);
	return id;
}

static inline struct order *
make_order(const char *number, const char *total, const char *content)
{
	struct order *o = order_new();

	o->value[ORDER_NUMBER] = g_strdup(number);
	o->value[ORDER_TOTAL] = g_strdup(total);
	o->field_confidence[ORDER_NUMBER] = 0.9;
	o->field_confidence[ORDER_TOTAL] = 0.8;
	o->confidence = 0.95;
	o->content_digest = g_strdup(content);
	o->part = g_strdup("1.2");
	order_lines_read(o, "2\t100.00\t1\n10\tCable\t5\tEA\t12.00\t60.00\n20\tPlug\t4\t\t10.00\t40.00\n");
	return o;
}

/* 0 when refused; then *error tells. */
static inline gint64
put_item(store_tx *tx, gint64 message, gint64 customer, struct order *o, enum route route,
    enum relation relation, GError **error)
{
	gint64 id = 0;
	struct store_item item = { .kind = o ? ITEM_ORDER : ITEM_QUARANTINE,
		.message_id = message,
		.customer_id = customer,
		.order = o,
		.verdict = VERDICT_PURCHASE_ORDER,
		.route = route,
		.relation = relation,
		.at_s = 2000 };
	g_autoptr(GPtrArray) reasons = g_ptr_array_new();

	g_ptr_array_add(reasons, (gpointer) "customer\tan order of a customer on record");
	item.reasons = reasons;
	store_item_put(tx, &item, &id, error);
	return id;
}
