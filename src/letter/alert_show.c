/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alerts as a letter: what happened, and what to do now. */
#include "compose.h"
#include "language.h"
#include "template.h"

#include <string.h>

enum { ALERTS_MAX = 20, TITLES_MAX = 3 };

const struct alert_words ALERT_WORDS[ALERT_N] = {
	[ALERT_REMIT_TO] = { "Where customers pay",
	    "Ask the AE which paper the customer has; the right account is the one on file.", TRUE },
	[ALERT_BANK_CHANGE] = { "Bank details",
	    "Nothing was changed. Call the number on file; do not reply to the mail.", TRUE },
	[ALERT_LOOK_ALIKE] = { "Look-alike sender", "Do not answer it; ask the customer by a number on file.",
	    TRUE },
	[ALERT_LARGE_ORDER] = { "Large order", NULL, FALSE },
	[ALERT_ORDER_REDUCED] = { "Order cancelled or reduced", "Stop or correct what was invoiced for it.",
	    TRUE },
	[ALERT_OFF_DEAL] = { "Not as agreed", "Ask the AE which of the two counts.", FALSE },
	[ALERT_MAILBOX] = { "Mailbox", "purser status tells more.", TRUE },
	[ALERT_ANSWER] = { "An answer that is not believed",
	    "Ask them, not by mail, whether they wrote it. If so: purser review does it.", TRUE },
};

char *
alert_settle_words(const struct store_alert *a, gboolean by_reply)
{
	gboolean mailed = by_reply && !alert_is_about_bank(a->kind);

	if (a->kind == ALERT_MAILBOX)
		return g_strdup("It settles by itself when the mailbox is read again.");
	return g_strdup_printf(mailed ? "Dealt with? Answer: settle %" G_GINT64_FORMAT
				      : "Dealt with? purser alerts settle %" G_GINT64_FORMAT,
	    a->id);
}

static void
row_set(struct scope *letter, const struct letter_alert *l, const struct speech *speech)
{
	const struct store_alert *a = l->alert;
	struct scope *s = scope_row(letter, "rows");

	scope_set(s, "title", ALERT_WORDS[a->kind].title);
	scope_set(s, "customer", l->customer);
	scope_set(s, "why", a->text);
	scope_set(s, "settle", ALERT_WORDS[a->kind].settle);
	scope_take(s, "done", alert_settle_words(a, l->by_reply));
	scope_flag(s, "grave", ALERT_WORDS[a->kind].grave);
	scope_take(s, "item", a->item_id ? g_strdup_printf("%" G_GINT64_FORMAT, a->item_id) : NULL);
	scope_set(s, "ae", a->ae);
	scope_take(s, "at", say_moment(speech, a->last_s));
	scope_take(s, "times", a->times > 1 ? say_number(speech, a->times) : NULL);
}

/* "Bank details, Large order, …" */
static char *
titles_of(const struct letter_alert *alerts, guint n)
{
	gboolean seen[ALERT_N] = { FALSE };
	GString *out = g_string_new(NULL);
	guint told = 0;

	for (guint i = 0; i < n && told < TITLES_MAX; i++) {
		enum alert_kind kind = alerts[i].alert->kind;

		if (seen[kind])
			continue;
		seen[kind] = TRUE;
		g_string_append_printf(out, "%s%s", told++ ? ", " : "", ALERT_WORDS[kind].title);
	}
	return g_string_free(out, FALSE);
}

gboolean
letter_alert_render(const struct letter_alert *alerts, guint n, const struct letter_head *h,
    struct letter_text *out, GError **error)
{
	struct scope *s = scope_new();
	g_autofree char *titles = titles_of(alerts, n);
	struct speech speech;
	gboolean ok;

	speech_init(&speech, h->language, h->time_zone);
	scope_flag(s, "single", n == 1);
	scope_format(s, "count", "%u", n);
	scope_set(s, "titles", titles);
	scope_set(s, "title", n ? ALERT_WORDS[alerts[0].alert->kind].title : NULL);
	scope_set(s, "customer", n ? alerts[0].customer : NULL);
	if (n == 1)
		scope_set(s, "page_title", titles);
	else
		scope_format(s, "page_title", "%u alerts", n);
	scope_take(s, "more", n > ALERTS_MAX ? say_number(&speech, n - ALERTS_MAX) : NULL);
	scope_list(s, "rows");
	for (guint i = 0; i < n && i < ALERTS_MAX; i++)
		row_set(s, &alerts[i], &speech);
	ok = letter_text_render(h->templates, "alert", s, out, error);
	if (ok)
		out->list = g_strdup("alerts");
	speech_clear(&speech);
	scope_free(s);
	return ok;
}
