/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters to AEs: once a day all that wait are looked at. Each goes to its AE, to the owner instead of one who left, or to
 * nobody (opt-out, none of us, too old); about one thing somebody is written to once in a while. Then one letter to each.
 */
#include "post.h"

#include "insight.h"
#include "log.h"
#include "occasion.h"
#include "promise.h"

#include <string.h>

/* The schedule's name among the runs: no section can bear it. */
#define RUN_NAME "[letters]"

struct bundle { /* one letter in the making */
	const char *to, *for_ae;
	GPtrArray *letters; /* struct store_letter, borrowed */
};
struct batch {
	struct post *p;
	store_tx *tx;
	gint64 now_s;
	GPtrArray *bundles; /* struct bundle */
	GHashTable *told;   /* "about\nto" of this batch */
};

static void
bundle_free(gpointer data)
{
	struct bundle *b = data;

	g_ptr_array_unref(b->letters);
	g_free(b);
}

static struct bundle *
bundle_of(struct batch *b, const char *to, const char *for_ae)
{
	struct bundle *new;

	for (guint i = 0; i < b->bundles->len; i++) {
		struct bundle *have = g_ptr_array_index(b->bundles, i);

		if (g_ascii_strcasecmp(have->to, to) == 0 && g_strcmp0(have->for_ae, for_ae) == 0)
			return have;
	}
	new = g_new0(struct bundle, 1);
	new->to = to;
	new->for_ae = for_ae;
	new->letters = g_ptr_array_new();
	g_ptr_array_add(b->bundles, new);
	return new;
}

/* Into its bundle, away, or later. */
static gboolean
letter_place(struct batch *b, struct store_letter *l, GError **error)
{
	const struct config_letters *c = &b->p->k->config->letters;
	const char *why = NULL;
	const char *to = l->created_s < b->p->live_since_s ? NULL : occasion_recipient(b->p->k, l, &why);
	g_autofree char *key = NULL, *address = NULL;
	struct bundle *bundle;
	gint64 last = 0;

	if (!to && !why)
		why = "older than going live";
	if (!to)
		return store_letter_settle(b->tx, l->id, LETTER_DROPPED, 0, why, b->now_s, error);
	if (!store_letter_last(b->p->k->store, l->about, l->to, b->now_s + STORE_CLOCK_SLACK_S, &last, error))
		return FALSE;
	if (last && last + c->again_s > b->now_s)
		return store_letter_postpone(b->tx, l->id, last + c->again_s, error);
	address = g_ascii_strdown(to, -1);
	key = g_strconcat(l->about, "\n", address, NULL);
	if (g_hash_table_contains(b->told, key))
		return store_letter_postpone(b->tx, l->id, b->now_s + c->again_s, error);
	bundle = bundle_of(b, to, l->to && g_ascii_strcasecmp(to, l->to) == 0 ? NULL : l->to);
	if (bundle->letters->len == LETTER_PARTS_MAX)
		return TRUE; /* tomorrow */
	g_hash_table_add(b->told, g_steal_pointer(&key));
	g_ptr_array_add(bundle->letters, l);
	return TRUE;
}

static gboolean
bundle_put(struct batch *b, const struct bundle *bundle, GError **error)
{
	const struct config *c = b->p->k->config;
	const struct store_letter *first = g_ptr_array_index(bundle->letters, 0);
	const char *const to[] = { bundle->to, NULL };
	const struct letter_ae ae = { .letters = bundle->letters,
		.for_ae = bundle->for_ae,
		.forward_to = daemon_shared_address(c),
		.by_reply = c->answers.mailbox != NULL };
	g_autoptr(GPtrArray) thread = NULL;
	struct letter_head h;
	struct letter_text t;
	gint64 parcel_id = 0;
	gboolean ok;

	if (bundle->letters->len == 1) {
		thread = store_letter_thread(b->p->k->store, first->about, first->to, error);
		if (!thread)
			return FALSE;
		g_ptr_array_add(thread, NULL);
	}
	post_head(b->p, to, b->now_s, &h);
	h.language = (enum letter_language)c->letters.language;
	h.time_zone = c->letters.time_zone;
	h.reply_to = ae.by_reply && c->answers.address ? c->answers.address : ae.forward_to;
	h.references = thread ? (const char *const *)thread->pdata : NULL;
	if (!letter_ae_render(&ae, &h, &t, error))
		return FALSE;
	ok = post_parcel_put(b->p, b->tx, "letter", &t, &h, &parcel_id, error);
	letter_text_clear(&t);
	for (guint i = 0; ok && i < bundle->letters->len; i++) {
		const struct store_letter *l = g_ptr_array_index(bundle->letters, i);

		ok = store_letter_settle(b->tx, l->id, LETTER_SENT, parcel_id, NULL, b->now_s, error);
	}
	return ok;
}

/* All that wait; the whole batch and its run are one transaction. */
static gboolean
batch_put(struct batch *b, GPtrArray *letters, const char *slot, GError **error)
{
	const struct store_digest_run run = { (char *)RUN_NAME, (char *)slot, b->now_s, 0, DIGEST_SENT };

	for (guint i = 0; i < letters->len; i++) {
		struct store_letter *l = g_ptr_array_index(letters, i);

		if (strcmp(l->kind, "answer") == 0)
			continue; /* leaves at once, by itself */
		/* a kind that another version put and this one does not know */
		if (!letter_kind_find(l->kind) ? !store_letter_settle(b->tx, l->id, LETTER_DROPPED, 0,
						     "there is no letter of this kind", b->now_s, error)
					       : !letter_place(b, l, error))
			return FALSE;
	}
	for (guint i = 0; i < b->bundles->len; i++) {
		const struct bundle *bundle = g_ptr_array_index(b->bundles, i);

		if (!bundle_put(b, bundle, error))
			return FALSE;
	}
	if (!store_digest_run_put(b->tx, &run, error))
		return FALSE;
	crash_point("post.letters");
	return store_commit(&b->tx, error);
}

static gboolean
batch_run(struct post *p, const char *slot, gint64 now_s, guint *out_n, GError **error)
{
	const struct store_letter_filter due = { .state = LETTER_WAITING, .due_by_s = now_s };
	struct batch b = { .p = p, .now_s = now_s };
	g_autoptr(GPtrArray) letters = NULL;
	gboolean ok;

	if (!insight_put(p, now_s, error) || !promise_remind(p->k, now_s, error))
		return FALSE;
	letters = store_letters(p->k->store, &due, error);
	b.tx = letters ? store_begin(p->k->store, error) : NULL;
	if (!b.tx)
		return FALSE;
	b.bundles = g_ptr_array_new_with_free_func(bundle_free);
	b.told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	ok = batch_put(&b, letters, slot, error);
	*out_n = b.bundles->len;
	g_clear_pointer(&b.tx, store_tx_free);
	g_ptr_array_unref(b.bundles);
	g_hash_table_unref(b.told);
	return ok;
}

gboolean
post_letters(struct post *p, gint64 now_s, GError **error)
{
	const struct config_letters *c = &p->k->config->letters;
	const char *const at[] = { c->at, NULL };
	const struct schedule schedule = { at, (const char *const *)c->weekdays, c->time_zone };
	struct schedule_slot slot;
	gint64 since_s;
	gboolean due;
	guint n = 0;

	if (!post_slot_due(p, RUN_NAME, &schedule, now_s, &slot, &since_s, &due, error))
		return FALSE;
	if (due && !batch_run(p, slot.name, now_s, &n, error))
		return FALSE;
	if (n)
		log_line(LOG_LEVEL_NOTICE, "letters", "slot=\"%s\" sent=%u", slot.name, n);
	return TRUE;
}
