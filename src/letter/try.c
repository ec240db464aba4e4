/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every letter rendered once with an example's values: what is wrong in a company's template shows before it is needed. */
#include "compose.h"

static void
try_order(struct letter_templates *set)
{
	struct order *o = order_new();
	GPtrArray *reasons = g_ptr_array_new();
	const struct store_item item = {
		.id = 1, .order = o, .customer_name = (char *)"Contoso GmbH", .reasons = reasons
	};
	const struct letter_order l = { .templates = set, .item = &item };
	struct letter_text t = { NULL };

	g_ptr_array_add(reasons, (gpointer) "customer\tan order of a customer on record");
	order_render(&l, &t, NULL);
	letter_text_clear(&t);
	g_ptr_array_unref(reasons);
	order_free(o);
}

static struct digest_row *
row_example(void)
{
	struct digest_row *row = g_new0(struct digest_row, 1);

	row->item_id = 1;
	row->title = g_strdup("4500123456");
	row->customer = g_strdup("Contoso GmbH");
	row->amount = (struct money){ 11200000, "EUR" };
	row->note = g_strdup("Net 90");
	row->why = g_strdup("why");
	row->proof = g_strdup("proof");
	row->ae = g_strdup("ae@example.com");
	row->settle = g_strdup("settle");
	return row;
}

/* More than is shown of each, so that every condition of a template is met. */
static void
try_digest(const struct letter_head *h)
{
	struct letter_digest *d = letter_digest_new();
	struct digest_mailbox *m = g_new0(struct digest_mailbox, 1);
	struct letter_text t = { NULL };

	d->name = g_strdup("example");
	d->forward_to = g_strdup("po@example.com");
	d->audit = g_strdup("1:0");
	d->observing = d->by_reply = TRUE;
	for (guint i = 0; i < DIGEST_SECTION_N; i++)
		for (guint n = 0; n <= DIGEST_ROWS_MAX; n++)
			digest_list_add(&d->list[i], row_example());
	m->name = g_strdup("example");
	m->problem = g_strdup("problem");
	g_ptr_array_add(d->mailboxes, m);
	letter_digest_render(d, h, &t, NULL);
	letter_text_clear(&t);
	letter_digest_free(d);
}

static void
try_letters(const struct letter_head *h)
{
	const struct store_alert alert = { .kind = ALERT_BANK_CHANGE,
		.text = (char *)"text",
		.ae = (char *)"ae@example.com",
		.item_id = 1,
		.times = 2 };
	const struct letter_alert alerts[] = { { &alert, "Contoso GmbH", TRUE }, { &alert, NULL, FALSE } };
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)store_letter_free);
	struct letter_ae ae = {
		.letters = all, .for_ae = "ae@example.com", .forward_to = "po@example.com", .by_reply = TRUE
	};
	struct letter_text t = { NULL };

	for (guint n = 1; n <= G_N_ELEMENTS(alerts); n++) {
		letter_alert_render(alerts, n, h, &t, NULL);
		letter_text_clear(&t);
	}
	for (const struct letter_kind *k = LETTER_KINDS; k->name; k++) {
		g_ptr_array_add(all, letter_kind_sample(k));
		letter_ae_render(&ae, h, &t, NULL);
		letter_text_clear(&t);
	}
}

void
letter_templates_try(struct letter_templates *set)
{
	static const char *const TO[] = { "ar@example.com", NULL }, *const INSIDE[] = { "example.com", NULL };
	const struct letter_head h = { .templates = set,
		.from = "purser@example.com",
		.to = TO,
		.inside = INSIDE,
		.message_id = "try@example.com",
		.date_s = 1 };

	try_order(set);
	try_digest(&h);
	try_letters(&h);
}
