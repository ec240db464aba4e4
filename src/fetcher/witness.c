/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is it still the folder that we know? A server restored from a backup keeps its UIDVALIDITY, and gives numbers that are
 * on our record to new mail, which would be taken for read. So the latest mails on record are asked for their date
 * whenever the folder is opened; where one differs, its bytes decide.
 */
#include "work.h"

#include <string.h>

struct hearing {
	const struct place *p;
	const struct witness_record *suspect; /* the latest that shows another date */
};

void
place_add_witness(struct place *p, const struct message_record *r)
{
	struct witness_record kept = { .uid = r->uid, .internal_date = r->internal_date };

	if (r->oversize || !r->internal_date)
		return;
	memcpy(kept.digest, r->digest, sizeof(kept.digest));
	if (p->witnesses->len == FETCHER_WITNESSES)
		g_array_remove_index(p->witnesses, 0);
	g_array_append_val(p->witnesses, kept);
}

static void
hear_date(guint32 uid, gint64 internal_date, gpointer data)
{
	struct hearing *h = data;

	for (guint i = 0; i < h->p->witnesses->len; i++) {
		const struct witness_record *r = &g_array_index(h->p->witnesses, struct witness_record, i);

		if (r->uid == uid && r->internal_date != internal_date &&
		    (!h->suspect || h->suspect->uid < uid))
			h->suspect = r;
	}
}

/* --- its bytes --- */

struct look {
	struct digest_state *state;
	struct digest digest;
	gboolean came;
};

static gboolean
look_begin(const struct imap_message *m G_GNUC_UNUSED, gpointer data)
{
	((struct look *)data)->state = digest_begin();
	return TRUE;
}

static gboolean
look_bytes(const void *bytes, gsize size, gpointer data)
{
	digest_add(((struct look *)data)->state, bytes, size);
	return TRUE;
}

static gboolean
look_end(const struct imap_message *m G_GNUC_UNUSED, gboolean ok, gpointer data)
{
	struct look *l = data;

	l->digest = digest_end(g_steal_pointer(&l->state));
	l->came = ok;
	return TRUE;
}

static const struct imap_fetch_ops LOOK_OPS = { look_begin, look_bytes, look_end };

static gboolean
suspect_is_another(struct work *w, const struct witness_record *suspect, gboolean *out, GError **error)
{
	struct uid_set *one = uid_set_new();
	struct look l = { 0 };
	gboolean done;

	uid_set_add(one, suspect->uid, suspect->uid);
	done = imap_fetch(w->imap, one, w->limits.message_size, &LOOK_OPS, &l, error);
	uid_set_free(one);
	if (l.state)
		digest_end(l.state);
	*out = done && l.came && memcmp(l.digest.bytes, suspect->digest, DIGEST_SIZE) != 0;
	return done;
}

gboolean
place_hear_witnesses(struct work *w, struct place *p, GError **error)
{
	struct hearing h = { .p = p };
	struct uid_set *uids;
	gboolean done, another = FALSE;

	if (!p->witnesses->len)
		return TRUE;
	uids = uid_set_new();
	for (guint i = 0; i < p->witnesses->len; i++) {
		guint32 uid = g_array_index(p->witnesses, struct witness_record, i).uid;

		uid_set_add(uids, uid, uid);
	}
	done = imap_dates(w->imap, uids, hear_date, &h, error);
	uid_set_free(uids);
	if (done && h.suspect)
		done = suspect_is_another(w, h.suspect, &another, error);
	p->restored = p->restored || another;
	return done;
}
