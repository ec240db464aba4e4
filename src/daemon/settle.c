/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settle - see settle.h */
#include "settle.h"

#include <string.h>

enum { VALUE_MAX = 400 };

static const struct {
	const char *action, *done;
	enum fact_state state;
} ACTIONS[] = {
	{ "confirm", "confirmed", FACT_CONFIRMED },
	{ "correct", "corrected", FACT_CORRECTED },
	{ "retire", "retired", FACT_RETIRED },
};

/* Between two commas. Postal codes have up to seven digits. */
static gboolean
part_is_account(const char *part)
{
	g_autofree char *masked = text_mask_accounts(part);
	guint digits = 0;

	for (const char *s = part; *s; s++)
		digits += g_ascii_isdigit(*s) ? 1 : 0;
	return digits >= 8 && strcmp(masked, part) != 0;
}

/* What a person may type: one line, and never an account's number. */
static gboolean
value_good(const struct customer_fact *f, const char *value, GError **error)
{
	g_auto(GStrv) parts = NULL;

	if (!value || !*value || strlen(value) > VALUE_MAX || strpbrk(value, "\r\n\t"))
		return purser_fail(
		    error, PURSER_REJECT, "a value is needed, one line of at most %d bytes", VALUE_MAX);
	if (strcmp(MAP_KIND_NAMES[f->kind], "po_required") == 0 && strcmp(value, "yes") != 0 &&
	    strcmp(value, "no") != 0)
		return purser_fail(error, PURSER_REJECT, "whether an order is needed is yes or no");
	parts = g_strsplit(strstr(value, "://") ? "" : value, ",", -1);
	for (guint i = 0; parts[i]; i++)
		if (part_is_account(parts[i]))
			return purser_fail(
			    error, PURSER_REJECT, "this looks like a bank account: those are not kept here");
	return TRUE;
}

static gboolean
settle_apply(struct store *store, const struct customer_fact *f, enum fact_state state, const char *value,
    const char *who, gint64 now_s, GError **error)
{
	g_autoptr(store_tx) tx = store_begin(store, error);
	g_autofree char *subject = g_strdup_printf("fact %" G_GINT64_FORMAT, f->id);
	g_autofree char *line = g_strdup_printf("%s %s: %s%s%s", MAP_KIND_NAMES[f->kind],
	    FACT_STATE_NAMES[state], f->value, value ? " -> " : "", value ? value : "");
	g_autofree char *text = text_one_line(line, 500);
	gint64 now_holds;

	return tx && store_fact_settle(tx, f->id, state, value, who, now_s, &now_holds, error) &&
	       store_audit_put(tx,
		   &(struct store_audit){ .at_s = now_s,
		       .who = who,
		       .what = AUDIT_FACT,
		       .customer_id = f->customer_id,
		       .subject = subject,
		       .text = text },
		   error) &&
	       store_commit(&tx, error);
}

gboolean
settle_fact(struct store *store, const char *customer, gint64 id, const char *action, const char *value,
    const char *who, gint64 now_s, GString *text, GError **error)
{
	struct directory *dir = store_directory(store, error);
	g_autofree char *hint = NULL;
	const struct customer *c = dir && customer ? directory_find(dir, customer, &hint) : NULL;
	struct customer_fact *f = c ? store_fact_get(store, id, error) : NULL;
	gboolean ok = FALSE, known = FALSE;

	if (dir && !c)
		purser_fail(error, PURSER_REJECT, "no customer '%s'%s%s", customer ? customer : "",
		    hint ? ": the nearest are " : "", hint ? hint : "");
	else if (c && !*error && (!f || f->customer_id != c->id))
		purser_fail(error, PURSER_REJECT,
		    "%s has no fact %" G_GINT64_FORMAT ": purser customer shows their numbers", c->name, id);
	for (gsize i = 0; f && !*error && i < G_N_ELEMENTS(ACTIONS); i++) {
		if (g_strcmp0(action, ACTIONS[i].action) != 0)
			continue;
		known = TRUE;
		if (ACTIONS[i].state != FACT_CORRECTED)
			value = NULL;
		ok = (!value && ACTIONS[i].state != FACT_CORRECTED) || value_good(f, value, error);
		ok = ok &&
		     settle_apply(store, f, ACTIONS[i].state, value, who ? who : "unknown", now_s, error);
		if (ok)
			g_string_append_printf(text, "fact %" G_GINT64_FORMAT ": %s\n", id, ACTIONS[i].done);
	}
	if (f && !*error && !known)
		purser_fail(error, PURSER_REJECT, "unknown action '%s'", action ? action : "");
	customer_fact_free(f);
	directory_free(dir);
	return ok;
}

static gboolean
alert_is_open(const struct store_alert *a, const struct settle_alert *s, GError **error)
{
	if (a->settled_s)
		return purser_fail(error, PURSER_REJECT,
		    "alert %" G_GINT64_FORMAT " was settled by %s already", s->id,
		    a->settled_by ? a->settled_by : "somebody");
	if (s->by_mail && alert_is_about_bank(a->kind))
		return purser_fail(error, PURSER_REJECT,
		    "alert %" G_GINT64_FORMAT
		    " is about bank details: that is not settled by mail. Call the number "
		    "on file, then purser alerts settle %" G_GINT64_FORMAT,
		    s->id, s->id);
	return TRUE;
}

gboolean
settle_alert(store_tx *tx, const struct settle_alert *s, GError **error)
{
	g_autofree char *subject = g_strdup_printf("alert %" G_GINT64_FORMAT, s->id);
	struct store_alert *a = store_alert_get(store_of(tx), s->id, error);
	gboolean ok = a && alert_is_open(a, s, error) &&
		      store_alert_settle(tx, s->id, s->who, s->now_s, error) &&
		      store_audit_put(tx,
			  &(struct store_audit){ .at_s = s->now_s,
			      .who = s->who,
			      .what = AUDIT_ALERT,
			      .item_id = a->item_id,
			      .customer_id = a->customer_id,
			      .subject = subject,
			      .text = s->why },
			  error);

	if (ok)
		g_string_append_printf(s->text, "%s is settled\n", subject);
	store_alert_free(a);
	return ok;
}
