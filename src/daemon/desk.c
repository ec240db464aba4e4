/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person asks for, as rows: each a synchronous step on the store, one transaction. The keeper runs
 * them for its socket; `purser` runs them itself while no daemon holds the store.
 */
#include "enlist.h"
#include "review.h"
#include "settle.h"

#include "purser/daemon.h"

#include "purser/outbox.h"
#include "purser/store.h"
#include "purser/vault.h"

#include <string.h>
#include <sysexits.h>

#define DEALS_UNKNOWN_TOLD 50

struct desk {
	struct store *store;
	const struct config *config; /* NULL: presets */
	GVariantDict *ask;
	GString *text;
	const char *who; /* "ann (uid 1000)" */
	gint64 now_s;
};

static const char *
ask_text(const struct desk *d, const char *key)
{
	const char *text = NULL;

	return g_variant_dict_lookup(d->ask, key, "&s", &text) ? text : NULL;
}

static gint64
ask_number(const struct desk *d, const char *key)
{
	gint64 n = 0;

	g_variant_dict_lookup(d->ask, key, "x", &n);
	return n;
}

static gboolean
desk_note(const struct desk *d, store_tx *tx, enum audit_what what, const struct store_item *item,
    const char *subject, const char *text, GError **error)
{
	return store_audit_put(tx,
	    &(struct store_audit){ .at_s = d->now_s,
		.who = d->who,
		.what = what,
		.item_id = item ? item->id : 0,
		.customer_id = item ? item->customer_id : 0,
		.subject = subject,
		.text = text },
	    error);
}

/* --- review --- */

static gboolean
desk_review(struct desk *d, GError **error)
{
	const struct review r = { .store = d->store,
		.config = d->config,
		.item_id = ask_number(d, "item"),
		.number = ask_text(d, "number"),
		.customer = ask_text(d, "customer"),
		.action = ask_text(d, "action"),
		.why = ask_text(d, "value"),
		.person = ask_text(d, "who"),
		.who = d->who,
		.now_s = d->now_s,
		.text = d->text };
	g_autoptr(store_tx) tx = store_begin(d->store, error);

	return tx && review_item(tx, &r, error) && store_commit(&tx, error);
}

/* --- retry --- */

static gboolean
desk_retry(struct desk *d, GError **error)
{
	gint64 one = ask_number(d, "parcel");
	g_autoptr(GPtrArray) parked = one ? NULL : store_parcels_in_state(d->store, PARCEL_PARKED, error);
	g_autoptr(store_tx) tx = NULL;
	g_autofree char *subject = NULL;
	guint n = 0;

	if (!one && !parked)
		return FALSE;
	tx = store_begin(d->store, error);
	if (!tx)
		return FALSE;
	for (guint i = 0; parked && i < parked->len; i++, n++) {
		const struct store_parcel *p = g_ptr_array_index(parked, i);

		if (!outbox_retry(tx, p->id, d->now_s, error))
			return FALSE;
	}
	subject =
	    one ? g_strdup_printf("parcel %" G_GINT64_FORMAT, one) : g_strdup_printf("%u parked parcels", n);
	if ((one && !outbox_retry(tx, one, d->now_s, error)) ||
	    !desk_note(d, tx, AUDIT_RETRY, NULL, subject, NULL, error))
		return FALSE;
	g_string_append_printf(
	    d->text, "%u %s again\n", one ? 1 : n, one || n == 1 ? "parcel is tried" : "parcels are tried");
	return store_commit(&tx, error);
}

/* --- customers --- */

static gboolean
customers_put(struct desk *d, const GPtrArray *customers, const char *file, GError **error)
{
	g_autofree char *text = NULL;
	g_autoptr(store_tx) tx = store_begin(d->store, error);
	guint changed = 0;

	for (guint i = 0; tx && i < customers->len; i++) {
		gboolean this_changed = FALSE;
		gint64 id;

		if (!store_customer_put(
			tx, g_ptr_array_index((GPtrArray *)customers, i), &id, &this_changed, error))
			return FALSE;
		changed += this_changed;
	}
	text = g_strdup_printf("%u customers, %u new or changed", customers->len, changed);
	g_string_append_printf(d->text, "%s\n", text);
	return tx && desk_note(d, tx, AUDIT_IMPORT, NULL, file, text, error) && store_commit(&tx, error);
}

static gboolean
desk_customers(struct desk *d, GError **error)
{
	const char *csv = ask_text(d, "csv"), *file = ask_text(d, "file");
	GPtrArray *problems = NULL;
	GPtrArray *customers =
	    csv ? directory_import_csv(csv, strlen(csv), file ? file : "-", &problems) : NULL;
	gboolean ok = FALSE;

	if (customers) {
		ok = customers_put(d, customers, file, error);
	} else {
		for (guint i = 0; problems && i < problems->len; i++)
			g_string_append_printf(d->text, "%s\n", (char *)g_ptr_array_index(problems, i));
		purser_fail(error, PURSER_REJECT, "nothing was imported");
	}
	g_clear_pointer(&customers, g_ptr_array_unref);
	g_clear_pointer(&problems, g_ptr_array_unref);
	return ok;
}

/* --- what was learned --- */

static gboolean
desk_forget(struct desk *d, GError **error)
{
	struct directory *dir = store_directory(d->store, error);
	const char *name = ask_text(d, "customer");
	g_autofree char *hint = NULL, *value = NULL;
	const struct customer *c = dir && name ? directory_find(dir, name, &hint) : NULL;
	g_autoptr(store_tx) tx = c ? store_begin(d->store, error) : NULL;
	gboolean ok = FALSE;

	if (dir && !c)
		purser_fail(error, PURSER_REJECT, "no customer '%s'%s%s", name ? name : "",
		    hint ? ": the nearest are " : "", hint ? hint : "");
	if (tx)
		ok = store_learned_forget(
			 tx, c->id, ask_number(d, "learned"), d->who, d->now_s, &value, error) &&
		     store_audit_put(tx,
			 &(struct store_audit){ .at_s = d->now_s,
			     .who = d->who,
			     .what = AUDIT_FACT,
			     .customer_id = c->id,
			     .subject = "forgotten",
			     .text = value },
			 error) &&
		     store_commit(&tx, error);
	if (ok)
		g_string_append_printf(d->text, "%s: %s is forgotten\n", c->name, value);
	directory_free(dir);
	return ok;
}

/* --- deals --- */

/* The customer of each, by whatever the file calls it. */
static gboolean
deals_resolve(struct desk *d, GPtrArray *deals, const char *file, GError **error)
{
	struct directory *dir = store_directory(d->store, error);
	guint unknown = 0;

	for (guint i = 0; dir && i < deals->len; i++) {
		struct deal *deal = deals->pdata[i];
		g_autofree char *hint = NULL;
		const struct customer *c = directory_find(dir, deal->customer, &hint);

		if (c)
			deal->customer_id = c->id;
		else if (++unknown <= DEALS_UNKNOWN_TOLD)
			g_string_append_printf(d->text, "%s:%d: no customer '%s'%s%s\n", file, deal->line,
			    deal->customer, hint ? ": the nearest are " : "", hint ? hint : "");
	}
	directory_free(dir);
	if (dir && unknown)
		purser_fail(error, PURSER_REJECT, "nothing was imported: %u %s not on record", unknown,
		    unknown == 1 ? "customer is" : "customers are");
	return dir && !unknown;
}

static gboolean
deals_put(struct desk *d, const GPtrArray *deals, const char *file, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(d->store, error);
	g_autofree char *text = NULL;
	guint changed = 0, met = 0;

	for (guint i = 0; tx && i < deals->len; i++) {
		gboolean this_changed = FALSE;

		if (!store_deal_put(tx, deals->pdata[i], d->now_s, &this_changed, error))
			return FALSE;
		changed += this_changed;
	}
	if (!tx || !store_deals_meet(tx, &met, error))
		return FALSE;
	text = g_strdup_printf(
	    "%u deals, %u new or changed, %u named by orders on record", deals->len, changed, met);
	g_string_append_printf(d->text, "%s\n", text);
	return store_audit_put(tx,
		   &(struct store_audit){ .at_s = d->now_s,
		       .who = ask_text(d, "who") ? ask_text(d, "who") : "unknown",
		       .what = AUDIT_IMPORT,
		       .subject = file,
		       .text = text },
		   error) &&
	       store_commit(&tx, error);
}

static gboolean
desk_deals(struct desk *d, GError **error)
{
	const char *csv = ask_text(d, "csv"), *file = ask_text(d, "file");
	g_autoptr(GPtrArray) problems = NULL, deals = NULL;

	file = file ? file : "-";
	deals = csv ? directory_import_deals(csv, strlen(csv), file, &problems) : NULL;
	if (deals)
		return deals_resolve(d, deals, file, error) && deals_put(d, deals, file, error);
	for (guint i = 0; problems && i < problems->len; i++)
		g_string_append_printf(d->text, "%s\n", (char *)problems->pdata[i]);
	return purser_fail(error, PURSER_REJECT, "nothing was imported");
}

/* --- backfill --- */

static gboolean
backfill_skipped(struct desk *d, store_tx *tx, GError **error)
{
	g_autoptr(GPtrArray) figures = store_mailbox_figures(d->store, error);

	for (guint i = 0; figures && i < figures->len; i++) {
		const struct store_mailbox_figures *f = g_ptr_array_index(figures, i);
		struct store_folder *folder = store_folder_current(d->store, f->mailbox, f->folder, error);
		gboolean ok = folder && store_folder_set_skipped(tx, folder->id, "", error);

		store_folder_free(folder);
		if (!ok)
			return FALSE;
	}
	return figures != NULL;
}

/* Orders found while observing go out now: their messages are forgotten, so that they are fetched again, and
 * the fact "backfill" lets the second look send what the first recorded. */
static gboolean
desk_backfill(struct desk *d, GError **error)
{
	struct store_item_filter unsent = { .route = ROUTE_ROUTE, .unsent_only = TRUE };
	g_autoptr(GPtrArray) items = store_items(d->store, &unsent, error);
	g_autoptr(store_tx) tx = items ? store_begin(d->store, error) : NULL;
	g_autofree char *now = g_strdup_printf("%" G_GINT64_FORMAT, d->now_s);
	g_autofree char *note = NULL;
	gboolean all = FALSE;
	guint gone, n;

	if (!tx || !store_fact_put(tx, "backfill", now, error))
		return FALSE;
	if (!store_items_forget_mail(tx, items, &gone, error))
		return FALSE;
	g_variant_dict_lookup(d->ask, "all", "b", &all);
	if (all && !backfill_skipped(d, tx, error))
		return FALSE;
	n = items->len - gone;
	note = g_strdup_printf("%u recorded orders%s", n, all ? ", and all older mail" : "");
	if (!desk_note(d, tx, AUDIT_BACKFILL, NULL, NULL, note, error))
		return FALSE;
	if (gone)
		g_string_append_printf(d->text,
		    "%u recorded %s without mail: it was asked for before and did not come back yet\n", gone,
		    gone == 1 ? "order is" : "orders are");
	g_string_append_printf(d->text, "%u recorded %s will be sent%s\n", n, n == 1 ? "order" : "orders",
	    all ? "; older mail that was skipped will be read" : "");
	return store_commit(&tx, error);
}

/* --- what AR opens or seals anew: done where the secret key is, noted and stored here --- */

static gboolean
desk_reveal(struct desk *d, GError **error)
{
	gint64 id = ask_number(d, "item");
	const char *key = ask_text(d, "key"), *what = ask_text(d, "what");
	g_autoptr(store_tx) tx = store_begin(d->store, error);
	struct store_item *item = tx ? store_item_get(d->store, id, error) : NULL;
	gboolean ok;

	if (!item)
		return *error ? FALSE : purser_fail(error, PURSER_REJECT, "no item %" G_GINT64_FORMAT, id);
	ok = desk_note(d, tx, AUDIT_REVEAL, item, key, what, error) && store_commit(&tx, error);
	store_item_free(item);
	return ok;
}

static gboolean
desk_reseal(struct desk *d, GError **error)
{
	g_autoptr(GVariant) rows = g_variant_dict_lookup_value(d->ask, "rows", G_VARIANT_TYPE("a(xayay)"));
	const char *key = ask_text(d, "key");
	g_autoptr(store_tx) tx = rows ? store_begin(d->store, error) : NULL;
	const struct enlist e = { d->store, d->config, d->ask, d->who, d->now_s, d->text };
	g_autofree char *text = NULL;
	guint n = 0, boxes;

	if (!tx)
		return *error ? FALSE : purser_fail(error, PURSER_REJECT, "nothing to seal anew");
	for (gsize i = 0; i < g_variant_n_children(rows); i++) {
		g_autoptr(GVariant) row = g_variant_get_child_value(rows, i),
				    was_v = g_variant_get_child_value(row, 1),
				    now_v = g_variant_get_child_value(row, 2);
		g_autoptr(GBytes) was = g_variant_get_data_as_bytes(was_v),
				  now = g_variant_get_data_as_bytes(now_v);
		g_autofree char *sealed_to = vault_sealed_to(now);
		gboolean changed = FALSE;
		gint64 id;

		g_variant_get_child(row, 0, "x", &id);
		if (!sealed_to || !*sealed_to)
			return purser_fail(error, PURSER_REJECT,
			    "item %" G_GINT64_FORMAT ": that is no seal to anybody", id);
		if (!store_original_set_header(tx, id, was, now, &changed, error))
			return FALSE;
		n += changed;
	}
	if (!enlist_reseal(&e, tx, &boxes, error))
		return FALSE;
	text = n || !boxes ? g_strdup_printf("originals sealed anew: %u", n)
			   : g_strdup_printf("bank details sealed anew: %u", boxes);
	g_string_append_printf(d->text, "%s\n", text);
	return desk_note(d, tx, AUDIT_KEY, NULL, key, text, error) && store_commit(&tx, error);
}

static gboolean
desk_fact(struct desk *d, GError **error)
{
	return settle_fact(d->store, ask_text(d, "customer"), ask_number(d, "fact"), ask_text(d, "action"),
	    ask_text(d, "value"), d->who, d->now_s, d->text, error);
}

static gboolean
desk_account(struct desk *d, GError **error)
{
	const struct enlist e = { d->store, d->config, d->ask, d->who, d->now_s, d->text };

	return enlist_account(&e, error);
}

/* --- alerts --- */

static gboolean
desk_alert(struct desk *d, GError **error)
{
	const struct settle_alert settle = {
		.id = ask_number(d, "alert"), .who = d->who, .now_s = d->now_s, .text = d->text
	};
	g_autoptr(store_tx) tx = store_begin(d->store, error);

	return tx && settle_alert(tx, &settle, error) && store_commit(&tx, error);
}

static const struct {
	const char *name;
	gboolean (*perform)(struct desk *d, GError **error);
} DESK_ROWS[] = {
	{ "review", desk_review },
	{ "retry", desk_retry },
	{ "customers", desk_customers },
	{ "forget", desk_forget },
	{ "deals", desk_deals },
	{ "backfill", desk_backfill },
	{ "fact", desk_fact },
	{ "account", desk_account },
	{ "alert", desk_alert },
	{ "reveal", desk_reveal },
	{ "reseal", desk_reseal },
};

static int
desk_status(const GError *error)
{
	if (g_error_matches(error, PURSER_ERROR, PURSER_REJECT))
		return EX_DATAERR;
	return g_error_matches(error, PURSER_ERROR, PURSER_RETRY) ? EX_TEMPFAIL : EX_SOFTWARE;
}

/* The name is what the person's side says, the uid what the kernel says. */
char *
daemon_who(const char *name, guint uid)
{
	g_autofree char *safe = name ? text_one_line(name, 64) : NULL;

	return safe && *safe ? g_strdup_printf("%s (uid %u)", safe, uid) : g_strdup_printf("uid %u", uid);
}

GVariant *
daemon_desk(struct store *store, const struct config *config, GVariant *request, guint uid, gint64 now_s)
{
	g_autoptr(GVariantDict) ask = g_variant_dict_new(request);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct desk d = { store, config, ask, text, NULL, now_s };
	const char *what = ask_text(&d, "do"), *name = ask_text(&d, "who");
	g_autofree char *who = daemon_who(name, uid);
	int status = EX_USAGE;
	GVariantBuilder out;

	d.who = who;
	for (guint i = 0; i < G_N_ELEMENTS(DESK_ROWS); i++)
		if (g_strcmp0(what, DESK_ROWS[i].name) == 0)
			status = DESK_ROWS[i].perform(&d, &error) ? EX_OK : desk_status(error);
	if (error)
		g_string_append_printf(text, "%s\n", error->message);
	else if (status == EX_USAGE)
		g_string_append_printf(text, "'%s' needs a running purserd\n", what ? what : "");
	g_variant_builder_init(&out, G_VARIANT_TYPE_VARDICT);
	g_variant_builder_add(&out, "{sv}", "status", g_variant_new_int32(status));
	g_variant_builder_add(&out, "{sv}", "text", g_variant_new_string(text->str));
	return g_variant_ref_sink(g_variant_builder_end(&out));
}
