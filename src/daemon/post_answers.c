/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done of what somebody asked for by mail: told at once, in answer to that mail, to nobody but our own people. */
#include "post.h"

#include "log.h"

#include <string.h>

enum { LOOKED_AT = 100 };

static const char *
fact_of(const struct store_letter *l, const char *name)
{
	for (guint i = 0; l->facts && i < l->facts->len; i++) {
		const struct store_letter_fact *f = g_ptr_array_index(l->facts, i);

		if (strcmp(f->name, name) == 0)
			return f->value;
	}
	return NULL;
}

static gboolean
answer_put(struct post *p, store_tx *tx, struct store_letter *l, gint64 now_s, GError **error)
{
	const struct config_letters *c = &p->k->config->letters;
	const char *const to[] = { l->to, NULL }, *const asked[] = { fact_of(l, "reply_to"), NULL };
	g_autoptr(GPtrArray) one = g_ptr_array_new();
	const struct letter_ae ae = { .letters = one };
	struct letter_head h;
	struct letter_text t;
	gint64 parcel_id = 0;
	gboolean ok;

	g_ptr_array_add(one, l);
	post_head(p, to, now_s, &h);
	h.language = (enum letter_language)c->language;
	h.time_zone = c->time_zone;
	h.reply_to = p->k->config->answers.address;
	h.references = asked[0] ? asked : NULL;
	if (!letter_ae_render(&ae, &h, &t, error))
		return FALSE;
	ok = post_parcel_put(p, tx, "answer", &t, &h, &parcel_id, error);
	letter_text_clear(&t);
	crash_point("post.answer");
	return ok && store_letter_settle(tx, l->id, LETTER_SENT, parcel_id, NULL, now_s, error);
}

static gboolean
answer_drop(struct post *p, const struct store_letter *l, const char *why, gint64 now_s, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(p->k->store, error);

	return tx && store_letter_settle(tx, l->id, LETTER_DROPPED, 0, why, now_s, error) &&
	       store_commit(&tx, error);
}

/* One that can never be written holds up nothing. */
static gboolean
answer_tell(struct post *p, struct store_letter *l, gint64 now_s, GError **error)
{
	g_autoptr(GError) why = NULL;
	g_autoptr(store_tx) tx = store_begin(p->k->store, &why);

	if (tx && answer_put(p, tx, l, now_s, &why) && store_commit(&tx, &why))
		return TRUE;
	g_clear_pointer(&tx, store_tx_free);
	if (!g_error_matches(why, PURSER_ERROR, PURSER_REJECT)) {
		g_propagate_error(error, g_steal_pointer(&why));
		return FALSE;
	}
	log_line(LOG_LEVEL_ERROR, "answer", "no letter: %s", why->message);
	return answer_drop(p, l, why->message, now_s, error);
}

gboolean
post_answers(struct post *p, gint64 now_s, GError **error)
{
	const struct store_letter_filter waiting = {
		.state = LETTER_WAITING, .kind = "answer", .limit = LOOKED_AT
	};
	g_autoptr(GPtrArray) letters = store_letters(p->k->store, &waiting, error);

	for (guint i = 0; letters && i < letters->len; i++)
		if (!answer_tell(p, letters->pdata[i], now_s, error))
			return FALSE;
	return letters != NULL;
}
