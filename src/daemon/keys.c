/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Which keys and which mode there were is a fact of the store, so that a change between two runs shows. */
#include "keys.h"

#include "log.h"

#include <sysexits.h>

#define EXPIRE_BATCH 100
#define EXPIRE_EVERY_S 3600

static struct secret *
key_in_state(const struct keeper *k, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename(k->config->purser.state_dir, name, NULL);

	return vault_key_load_or_create(path, error);
}

/* A scan compares accounts with those of the daemon: its key is the daemon's. */
static struct secret *
fingerprint_open(const struct keeper *k, GError **error)
{
	const struct config_vault *v = &k->config->vault;
	g_autofree char *parent = g_path_get_dirname(k->config->purser.state_dir), *path = NULL;

	if (v->fingerprint_credential)
		return vault_key_from_credential(v->fingerprint_credential, error);
	if (v->fingerprint_key)
		return vault_key_load_or_create(v->fingerprint_key, error);
	path = g_build_filename(
	    k->options->scan ? parent : k->config->purser.state_dir, "fingerprint.key", NULL);
	return vault_key_load_or_create(path, error);
}

gboolean
keys_reload(struct keeper *k, const struct config *next, GError **error)
{
	struct vault_recipients *r = NULL;

	if (next->vault.recipients && !(r = vault_recipients_load(next->vault.recipients, error)))
		return FALSE;
	vault_recipients_free(k->recipients);
	k->recipients = r;
	return TRUE;
}

gboolean
keys_open(struct keeper *k, GError **error)
{
	if ((k->outbox_key = key_in_state(k, "outbox.key", error)) &&
	    (k->mark_key = key_in_state(k, "mark.key", error)) &&
	    (k->fingerprint_key = fingerprint_open(k, error)) && keys_reload(k, k->config, error))
		return TRUE;
	k->status = k->fingerprint_key ? EX_CONFIG : EX_NOPERM;
	return FALSE;
}

static char *
recipients_ids(const struct vault_recipients *r)
{
	GString *ids = g_string_new(NULL);

	for (guint i = 0; i < vault_recipients_count(r); i++)
		g_string_append_printf(ids, "%s%s", i ? ", " : "", vault_recipients_id(r, i));
	return g_string_free(ids, FALSE);
}

/* FALSE: an error; else whether it was another before is in *out_changed. */
static gboolean
fact_renew(store_tx *tx, const char *name, const char *now, gboolean *out_changed, GError **error)
{
	g_autofree char *was = store_fact(store_of(tx), name);

	*out_changed = g_strcmp0(was ? was : "", now) != 0;
	return !*out_changed || store_fact_put(tx, name, now, error);
}

gboolean
keys_note(struct keeper *k, const char *who, enum audit_what why, GError **error)
{
	g_autofree char *ids = recipients_ids(k->recipients);
	struct store_audit row = { .at_s = keeper_now(), .who = who };
	g_autoptr(store_tx) tx = store_begin(k->store, error);
	gboolean keys = FALSE, mode = FALSE, ok;

	if (!*ids)
		log_line(LOG_LEVEL_NOTICE, "vault",
		    "no key of AR is given ([vault] recipients): what waits for a person is sealed with the "
		    "daemon's own key only, and no original is kept once it is settled");
	ok = tx && fact_renew(tx, "recipients", ids, &keys, error) &&
	     fact_renew(tx, "mode", keeper_live(k) ? "live" : "", &mode, error);
	if (ok && why == AUDIT_RELOAD) {
		row.what = AUDIT_RELOAD;
		ok = store_audit_put(tx, &row, error);
	}
	if (ok && keys) {
		row.what = AUDIT_KEY;
		row.subject = *ids ? ids : NULL;
		row.text = *ids ? "recipients are these from now on" : "no recipients from now on";
		ok = store_audit_put(tx, &row, error);
	}
	if (ok && mode) {
		row.what = AUDIT_GO_LIVE;
		row.subject = NULL;
		row.text = keeper_live(k) ? "live from now on" : "observing from now on";
		ok = store_audit_put(tx, &row, error);
	}
	return ok && store_commit(&tx, error);
}

static gboolean
keys_expire_some(struct keeper *k, gint64 now_s, gint64 *out_n, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(k->store, error);
	g_autofree char *text = NULL;

	if (!tx ||
	    !store_original_expire(tx, now_s - k->config->vault.keep_originals_s, EXPIRE_BATCH, out_n, error))
		return FALSE;
	if (*out_n == 0)
		return TRUE;
	text = g_strdup_printf("originals kept long enough: %" G_GINT64_FORMAT, *out_n);
	return store_audit_put(
		   tx, &(struct store_audit){ .at_s = now_s, .what = AUDIT_EXPIRE, .text = text }, error) &&
	       store_commit(&tx, error);
}

void
keys_expire(struct keeper *k)
{
	gint64 now = keeper_now(), n = 0;
	g_autoptr(GError) error = NULL;

	if (now < k->expire_s)
		return;
	if (!keys_expire_some(k, now, &n, &error))
		log_line(LOG_LEVEL_WARNING, "vault", "old originals stay for now: %s", error->message);
	if (n < EXPIRE_BATCH)
		k->expire_s = now + EXPIRE_EVERY_S;
}

void
keys_clear(struct keeper *k)
{
	secret_free(k->outbox_key);
	secret_free(k->mark_key);
	secret_free(k->fingerprint_key);
	vault_recipients_free(k->recipients);
}
