/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See enlist.h. Whoever asks has made prints and seal where the number was typed. */
#include "enlist.h"

#include "purser/vault.h"

#include <string.h>

enum { TEXT_MAX = 200, PRINT_SIZE = 32, MASKED_MAX = 12, NEAR_MAX = 8192 };

static const char *
text_of(const struct enlist *e, const char *key)
{
	const char *text = NULL;

	return g_variant_dict_lookup(e->ask, key, "&s", &text) && *text ? text : NULL;
}

static GBytes *
bytes_of(const struct enlist *e, const char *key)
{
	g_autoptr(GVariant) v = g_variant_dict_lookup_value(e->ask, key, G_VARIANT_TYPE_BYTESTRING);

	return v ? g_variant_get_data_as_bytes(v) : NULL;
}

/* For people: one line, and no number in it. */
static gboolean
words_good(const char *what, const char *text, GError **error)
{
	g_autofree char *masked = text_mask_accounts(text);

	if (strlen(text) > TEXT_MAX || strpbrk(text, "\r\n\t"))
		return purser_fail(
		    error, PURSER_REJECT, "the %s is one line of at most %d bytes", what, TEXT_MAX);
	return strcmp(masked, text) == 0 ||
	       purser_fail(error, PURSER_REJECT, "the %s has an account's number in it", what);
}

static gboolean
is_print(const char *s)
{
	return s && strlen(s) == PRINT_SIZE && strspn(s, "0123456789abcdef") == PRINT_SIZE;
}

static gboolean
account_good(const struct store_account *a, GError **error)
{
	gsize near = a->near ? g_bytes_get_size(a->near) : 0;
	g_autofree char *to = a->sealed ? vault_sealed_to(a->sealed) : NULL;

	if (!a->entity)
		return purser_fail(error, PURSER_REJECT, "whose account it is must be said: --entity NAME");
	if (!words_good("entity", a->entity, error) || (a->label && !words_good("label", a->label, error)))
		return FALSE;
	if (!a->scheme || !a->country || strlen(a->country) != 2 || !a->masked ||
	    !strstr(a->masked, "****") || strlen(a->masked) > MASKED_MAX || !is_print(a->fingerprint) ||
	    (*a->bank_print && !is_print(a->bank_print)) ||
	    (*a->account_print && !is_print(a->account_print)) || !near || near % 8 || near > NEAR_MAX ||
	    (a->sealed && (!to || !*to)))
		return purser_fail(
		    error, PURSER_REJECT, "that is no account as purser accounts add makes it");
	return TRUE;
}

/* All are made with one key; the first says with which. */
static gboolean
key_good(const struct enlist *e, store_tx *tx, guint n, GError **error)
{
	g_autofree char *then = store_fact(e->store, ENLIST_KEY_FACT);
	const char *now = text_of(e, "key_mark");

	if (!is_print(now))
		return purser_fail(
		    error, PURSER_REJECT, "that is no account as purser accounts add makes it");
	if (n && then && strcmp(then, now) != 0)
		return purser_fail(error, PURSER_REJECT,
		    "the accounts on record were registered with another fingerprint key: name that one with "
		    "--fingerprint-key, or retire them first");
	return store_fact_put(tx, ENLIST_KEY_FACT, now, error);
}

static gboolean
note(const struct enlist *e, store_tx *tx, gint64 id, const char *what, const char *masked, const char *of,
    GError **error)
{
	g_autofree char *subject = g_strdup_printf("account %" G_GINT64_FORMAT, id);
	g_autofree char *text = g_strdup_printf("%s: %s%s%s", what, masked, of ? " of " : "", of ? of : "");

	return store_audit_put(tx,
	    &(struct store_audit){
		.at_s = e->now_s, .who = e->who, .what = AUDIT_ACCOUNT, .subject = subject, .text = text },
	    error);
}

static gboolean
account_add(const struct enlist *e, GError **error)
{
	const struct limits *limits = e->config ? &e->config->limits : &LIMITS_PRESET;
	g_autoptr(GBytes) near = bytes_of(e, "near"), sealed = bytes_of(e, "sealed");
	const char *bank = text_of(e, "bank_print"), *account = text_of(e, "account_print");
	const struct store_account a = {
		.entity = (char *)text_of(e, "entity"),
		.label = (char *)text_of(e, "label"),
		.scheme = (char *)text_of(e, "scheme"),
		.country = (char *)text_of(e, "country"),
		.masked = (char *)text_of(e, "masked"),
		.fingerprint = (char *)text_of(e, "fingerprint"),
		.bank_print = (char *)(bank ? bank : ""),
		.account_print = (char *)(account ? account : ""),
		.near = near,
		.sealed = sealed,
		.added_s = e->now_s,
		.added_by = (char *)e->who,
	};
	g_autoptr(GPtrArray) there = store_accounts(e->store, FALSE, error);
	g_autoptr(store_tx) tx = there && account_good(&a, error) ? store_begin(e->store, error) : NULL;
	gint64 id;

	if (!tx)
		return FALSE;
	if ((gint64)there->len >= limits->accounts_registered)
		return purser_fail(error, PURSER_REJECT,
		    "%u accounts are registered, as many as limits.accounts_registered allows", there->len);
	if (!key_good(e, tx, there->len, error) || !store_account_put(tx, &a, &id, error) ||
	    !note(e, tx, id, "registered", a.masked, a.entity, error) || !store_commit(&tx, error))
		return FALSE;
	g_string_append_printf(
	    e->text, "account %" G_GINT64_FORMAT ": %s of %s is registered\n", id, a.masked, a.entity);
	return TRUE;
}

static gboolean
account_retire(const struct enlist *e, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(e->store, error);
	g_autofree char *masked = NULL;
	gint64 id = 0;

	g_variant_dict_lookup(e->ask, "account", "x", &id);
	if (!tx || !store_account_retire(tx, id, e->who, e->now_s, &masked, error) ||
	    !note(e, tx, id, "retired", masked, NULL, error) || !store_commit(&tx, error))
		return FALSE;
	g_string_append_printf(e->text, "account %" G_GINT64_FORMAT ": %s is retired\n", id, masked);
	return TRUE;
}

gboolean
enlist_account(const struct enlist *e, GError **error)
{
	const char *action = text_of(e, "action");

	if (g_strcmp0(action, "add") == 0)
		return account_add(e, error);
	if (g_strcmp0(action, "retire") == 0)
		return account_retire(e, error);
	return purser_fail(error, PURSER_REJECT, "unknown action '%s'", action ? action : "");
}

/* --- sealed anew --- */

/* Rows (x, x, was, now): message and place in it, or account and 0. */
static gboolean
boxes_put(
    const struct enlist *e, store_tx *tx, const char *name, gboolean details, guint *out_n, GError **error)
{
	g_autoptr(GVariant) rows = g_variant_dict_lookup_value(e->ask, name, G_VARIANT_TYPE("a(xxayay)"));

	for (gsize i = 0; rows && i < g_variant_n_children(rows); i++) {
		g_autoptr(GVariant) row = g_variant_get_child_value(rows, i),
				    was_v = g_variant_get_child_value(row, 2),
				    now_v = g_variant_get_child_value(row, 3);
		g_autoptr(GBytes) was = g_variant_get_data_as_bytes(was_v),
				  now = g_variant_get_data_as_bytes(now_v);
		g_autofree char *to = vault_sealed_to(now);
		gboolean changed = FALSE;
		gint64 id, seq;

		g_variant_get_child(row, 0, "x", &id);
		g_variant_get_child(row, 1, "x", &seq);
		if (!to || !*to)
			return purser_fail(error, PURSER_REJECT, "that is no seal to anybody");
		if (!(details ? store_bank_detail_set_sealed(tx, id, seq, was, now, &changed, error)
			      : store_account_set_sealed(tx, id, was, now, &changed, error)))
			return FALSE;
		*out_n += changed;
	}
	return TRUE;
}

gboolean
enlist_reseal(const struct enlist *e, store_tx *tx, guint *out_n, GError **error)
{
	*out_n = 0;
	return boxes_put(e, tx, "details", TRUE, out_n, error) &&
	       boxes_put(e, tx, "accounts", FALSE, out_n, error);
}
