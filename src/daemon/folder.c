/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder as the keeper knows it: see folder.h. */
#include "folder.h"

#include "log.h"

#include <string.h>

#define REMARK_S \
	(G_GINT64_CONSTANT(7) * 86400) /* what was routed in the last days is marked again at the start */

struct watch_folder *
watch_folder_ref(struct watch_folder *f)
{
	f->refs++;
	return f;
}

void
watch_folder_unref(struct watch_folder *f)
{
	if (--f->refs)
		return;
	uid_set_free(f->done);
	uid_set_free(f->in_flight);
	uid_set_free(f->alone);
	uid_set_free(f->taking);
	uid_set_free(f->to_mark);
	g_free(f->problem);
	g_free(f->mailbox_name);
	g_free(f->name);
	g_free(f);
}

void
watch_folder_detach(gpointer data)
{
	struct watch_folder *f = data;

	f->watch = NULL;
	f->mailbox = NULL;
	watch_folder_unref(f);
}

static void
add_uid(guint32 uid, gpointer data)
{
	uid_set_add(data, uid, uid);
}

static void
add_suspect(guint32 uid, gint64 n, gpointer data)
{
	(void)n;
	uid_set_add(data, uid, uid);
}

static char *
folder_account(const struct watch_folder *f)
{
	const struct config_server *server = &f->mailbox->server;
	g_autofree char *host = g_ascii_strdown(server->host ? server->host : "", -1);

	return g_strdup_printf("%s@%s", server->user ? server->user : "", host);
}

/* The record of another account. The same user on another host is taken for a move: mail since the folder was first seen
 * is read, as after a change of UIDVALIDITY, and digests keep doubles away. Another user is a mailbox never seen. */
static void
folder_load_foreign(struct watch_folder *f, const struct store_folder *row, const char *account)
{
	gsize user = strcspn(account, "@");
	gboolean moved =
	    user == strcspn(row->account, "@") && g_ascii_strncasecmp(account, row->account, user) == 0;

	log_line(LOG_LEVEL_WARNING, "mailbox",
	    "name=%s folder=%s: the account was %s and is %s now, read anew%s", f->mailbox_name, f->name,
	    row->account, account, moved ? "" : " as one never seen");
	f->foreign = TRUE;
	f->id = 0;
	f->since_s = moved ? row->first_seen_s : 0;
	/* any other than what it was, so that its numbers count for nothing */
	f->uidvalidity = moved ? (row->uidvalidity == 1 ? 2 : row->uidvalidity - 1) : 0;
}

/* What the store knows of a folder, afresh. */
gboolean
watch_folder_load(struct keeper *k, struct watch_folder *f, GError **error)
{
	struct store_folder *row = store_folder_current(k->store, f->mailbox->name, f->name, error);
	g_autofree char *account = folder_account(f);
	struct uid_set *done = NULL;
	gboolean ok;

	if (!row)
		return !*error;
	f->adopt = !*row->account;
	if (!f->adopt && strcmp(row->account, account) != 0) {
		folder_load_foreign(f, row, account);
		store_folder_free(row);
		return TRUE;
	}
	done = uid_set_parse(row->skipped ? row->skipped : "", error);
	/* marking may have been cut short by the end of the last run; twice does no harm */
	ok = done && store_folder_uids(k->store, row->id, add_uid, done, error) &&
	     ((!f->mailbox->keyword && !f->mailbox->move_to) ||
		 store_folder_routed(
		     k->store, row->id, keeper_now() - REMARK_S, add_uid, f->to_mark, error)) &&
	     store_attempt_each(k->store, row->id, add_suspect, f->alone, error);
	if (ok) {
		f->id = row->id;
		f->since_s = row->first_seen_s;
		f->uidvalidity = row->uidvalidity;
		uid_set_free(f->done);
		f->done = g_steal_pointer(&done);
	}
	uid_set_free(done);
	store_folder_free(row);
	return ok;
}

/* Oldest first, as the fetcher goes on with them. */
static void
add_witness(guint32 uid, gint64 internal_date_s, const guint8 *digest, gpointer data)
{
	struct fetcher_folder *to = data;
	struct fetcher_witness *first = to->witnesses;

	memmove(first + 1, first, to->n_witnesses++ * sizeof(*first));
	first->uid = uid;
	first->internal_date = internal_date_s;
	memcpy(first->digest.bytes, digest, DIGEST_SIZE);
}

gboolean
watch_folder_witnesses(
    struct keeper *k, const struct watch_folder *f, struct fetcher_folder *out, GError **error)
{
	return !f->id || store_folder_latest(k->store, f->id, FETCHER_WITNESSES, add_witness, out, error);
}

struct watch_folder *
watch_folder_new(struct watch *w, const struct config_mailbox *mailbox, const char *name)
{
	struct watch_folder *f = g_new0(struct watch_folder, 1);

	f->refs = 1;
	f->watch = w;
	f->mailbox = mailbox;
	f->mailbox_name = g_strdup(mailbox->name);
	f->name = g_strdup(name);
	f->done = uid_set_new();
	f->in_flight = uid_set_new();
	f->alone = uid_set_new();
	f->taking = uid_set_new();
	f->to_mark = uid_set_new();
	return f;
}

/* The row of the folder as it is now. Others leave the name before it is put, and it bears the account after. */
static gboolean
folder_row_put(store_tx *tx, const struct watch_folder *f, const struct fetcher_event *e, gboolean anew,
    gint64 since_s, gint64 *id, GError **error)
{
	g_autofree char *account = folder_account(f);
	const char *mailbox = f->mailbox->name;

	if ((e->restored && *id && !store_folder_retire(tx, *id, error)) ||
	    !store_folder_set_account(tx, mailbox, f->name, account, error))
		return FALSE;
	return !anew || (store_folder_put(tx, mailbox, f->name, e->uidvalidity, since_s, id, error) &&
			    store_folder_set_account(tx, mailbox, f->name, account, error));
}

gboolean
watch_folder_opened(struct keeper *k, struct watch_folder *f, const struct fetcher_event *e, GError **error)
{
	g_autoptr(store_tx) tx = NULL;
	gboolean anew = f->foreign || e->restored || f->uidvalidity != e->uidvalidity, ok;
	gint64 id = f->id, since_s = f->since_s ? f->since_s : keeper_now();

	f->exists = e->exists;
	if (!anew && !f->adopt && !(e->vanished && uid_set_count(e->vanished)))
		return TRUE;
	tx = store_begin(k->store, error);
	ok = tx && (!(anew || f->adopt) || folder_row_put(tx, f, e, anew, since_s, &id, error));
	if (ok && anew && e->uids) {
		g_autofree char *skipped = uid_set_format(e->uids);

		ok = store_folder_set_skipped(tx, id, skipped, error);
	}
	for (guint32 uid = 0; ok && e->vanished && uid_set_next(e->vanished, &uid);)
		ok = store_message_put(tx,
		    &(struct store_message){
			.folder_id = id, .uid = uid, .at_s = keeper_now(), .fate = FATE_VANISHED },
		    &(gint64){ 0 }, error);
	if (!ok || !store_commit(&tx, error))
		return FALSE;
	if (e->restored)
		log_line(LOG_LEVEL_ERROR, "mailbox",
		    "name=%s folder=%s: restored from a backup: numbers on record are given anew, so it is "
		    "read anew",
		    f->mailbox->name, f->name);
	else if (anew && f->uidvalidity && !f->foreign)
		log_line(LOG_LEVEL_WARNING, "mailbox",
		    "name=%s folder=%s: UIDVALIDITY changed from %u to %u, read anew", f->mailbox->name,
		    f->name, f->uidvalidity, e->uidvalidity);
	if (anew) {
		struct uid_set **sets[] = { &f->done, &f->in_flight, &f->alone, &f->taking, &f->to_mark };

		for (guint i = 0; i < G_N_ELEMENTS(sets); i++) {
			uid_set_free(*sets[i]);
			*sets[i] = uid_set_new();
		}
		uid_set_add_all(f->done, e->uids);
	}
	uid_set_add_all(f->done, e->vanished);
	f->id = id;
	f->since_s = since_s;
	f->uidvalidity = e->uidvalidity;
	f->adopt = f->foreign = FALSE;
	return TRUE;
}
