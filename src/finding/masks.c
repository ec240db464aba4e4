/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * masks - the last look at a report before it leaves: no account's number stands in it whole
 *
 * Evidence is masked where it is taken. Here it is what people write where they should not: an account in the subject, in a
 * file's name, behind a name. Addresses, message ids and digests stay: they are keys. What the mail itself proved to be an
 * account is masked everywhere, even in the place of an order's number, which then is none.
 */
#include "assemble.h"

#include <string.h>

static void
mask(char **text, const struct examination *x)
{
	char *masked = *text ? text_mask_known(*text, x->accounts) : NULL;

	g_free(*text);
	*text = masked;
}

/* Also by the words beside it; an order's number may stand. */
static void
mask_words(char **text, const struct examination *x, const GPtrArray *numbers)
{
	char *masked = *text ? text_mask_but(*text, numbers) : NULL;

	g_free(*text);
	*text = masked;
	mask(text, x);
}

/* A number with stars in it is none. */
static gboolean
mask_number(char **text, const struct examination *x)
{
	g_autofree char *was = g_strdup(*text);

	mask(text, x);
	if (g_strcmp0(was, *text) == 0)
		return FALSE;
	g_clear_pointer(text, g_free);
	return TRUE;
}

/* What looked like a line of goods may have been one of bank details. */
static void
mask_line_numbers(const struct examination *x, struct order *o)
{
	gboolean changed = mask_number(&o->lines_sum, x);

	for (guint i = 0; o->lines && i < o->lines->len; i++) {
		struct order_line *l = o->lines->pdata[i];

		changed |= mask_number(&l->quantity, x);
		changed |= mask_number(&l->unit_price, x);
		changed |= mask_number(&l->total, x);
	}
	if (!changed)
		return;
	g_clear_pointer(&o->lines_sum, g_free);
	o->lines_proven = FALSE;
}

static void
mask_order(const struct examination *x, struct order *o)
{
	for (guint f = 0; f < ORDER_FIELD_N; f++) {
		gboolean number = f == ORDER_NUMBER || f == ORDER_TOTAL;

		if (!number)
			mask(&o->value[f], x);
		else if (mask_number(&o->value[f], x)) {
			o->field_confidence[f] = 0;
			o->confidence = MIN(o->confidence, 0.5);
		}
	}
	mask_line_numbers(x, o);
}

/* Every column of each row but these. */
static void
mask_rows(const struct examination *x, GPtrArray *rows, const struct report_column *columns,
    const GPtrArray *numbers, const char *const *keys)
{
	for (guint i = 0; rows && i < rows->len; i++)
		for (const struct report_column *c = columns; c->key; c++) {
			char **text = (char **)(void *)((char *)rows->pdata[i] + c->offset);

			if (!g_strv_contains(keys, c->key))
				mask_words(text, x, numbers);
		}
}

static GPtrArray *
order_numbers(const struct report *out)
{
	GPtrArray *numbers = g_ptr_array_new();

	for (guint i = 0; i < out->orders->len; i++) {
		const struct order *o = out->orders->pdata[i];

		if (o->value[ORDER_NUMBER])
			g_ptr_array_add(numbers, o->value[ORDER_NUMBER]);
	}
	for (guint i = 0; i < out->cited_orders->len; i++)
		g_ptr_array_add(numbers, out->cited_orders->pdata[i]);
	return numbers;
}

void
assemble_masks(const struct examination *x, struct report *out)
{
	static const char *const CONTACT_KEYS[] = { "role", "address", "phone", NULL };
	static const char *const PORTAL_KEYS[] = { NULL };
	static const char *const DOCUMENT_KEYS[] = { "part", "media_type", "verdict", "read", NULL };
	static const char *const FACT_KEYS[] = { "kind", "how", "source", "part", "rule", NULL };
	static const char *const PROMISE_KEYS[] = { "due", "said", "by", "part", "rule", NULL };
	static const char *const COMMAND_KEYS[] = { "verb", "item", NULL };
	static const char *const LINE_KEYS[] = { "quantity", "unit_price", "total", NULL };
	static const char *const EVIDENCE_KEYS[] = { "field", "text", "part", "rule", NULL };
	g_autoptr(GPtrArray) numbers = NULL;
	char **head[] = { &out->subject, &out->from.name, &out->origin.name, &out->invoice_to_value,
		&out->pressure };

	for (guint i = 0; i < out->orders->len; i++)
		mask_order(x, out->orders->pdata[i]);
	for (guint i = 0; i < out->cited_orders->len; i++)
		mask((char **)&out->cited_orders->pdata[i], x);
	numbers = order_numbers(out);
	for (guint i = 0; i < G_N_ELEMENTS(head); i++)
		mask_words(head[i], x, numbers);
	for (guint i = 0; i < out->reasons->len; i++)
		mask_words((char **)&out->reasons->pdata[i], x, numbers);
	for (guint i = 0; i < out->warnings->len; i++)
		mask_words((char **)&out->warnings->pdata[i], x, numbers);
	for (guint i = 0; i < out->orders->len; i++)
		mask_rows(x, ((struct order *)out->orders->pdata[i])->lines, ORDER_LINE_COLUMNS, numbers,
		    LINE_KEYS);
	mask_rows(x, out->promises, REPORT_PROMISE_COLUMNS, numbers, PROMISE_KEYS);
	mask_rows(x, out->commands, REPORT_COMMAND_COLUMNS, numbers, COMMAND_KEYS);
	mask_rows(x, out->facts, REPORT_FACT_COLUMNS, numbers, FACT_KEYS);
	mask_rows(x, out->contacts, REPORT_CONTACT_COLUMNS, numbers, CONTACT_KEYS);
	mask_rows(x, out->portals, REPORT_PORTAL_COLUMNS, numbers, PORTAL_KEYS);
	mask_rows(x, out->documents, REPORT_DOCUMENT_COLUMNS, numbers, DOCUMENT_KEYS);
	mask_rows(x, out->evidence, REPORT_EVIDENCE_COLUMNS, numbers, EVIDENCE_KEYS);
	for (guint i = 0; i < out->evidence->len; i++) {
		struct report_evidence *e = out->evidence->pdata[i];

		mask(&e->text, x);
		mask(&e->line, x);
	}
}
