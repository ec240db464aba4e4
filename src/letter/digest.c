/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest's lists: rows counted, summed per currency, and kept as far as there is room. */
#include "compose.h"

#include <string.h>

static void
mailbox_free(gpointer data)
{
	struct digest_mailbox *m = data;

	g_free(m->name);
	g_free(m->owner);
	g_free(m->problem);
	g_free(m);
}

void
digest_row_free(struct digest_row *row)
{
	if (!row)
		return;
	g_free(row->title);
	g_free(row->customer);
	g_free(row->amount_text);
	g_free(row->note);
	g_free(row->why);
	g_free(row->proof);
	g_free(row->ae);
	g_free(row->settle);
	g_free(row);
}

struct letter_digest *
letter_digest_new(void)
{
	struct letter_digest *d = g_new0(struct letter_digest, 1);

	for (guint i = 0; i < DIGEST_SECTION_N; i++) {
		d->list[i].rows = g_ptr_array_new_with_free_func((GDestroyNotify)digest_row_free);
		d->list[i].sums = g_array_new(FALSE, FALSE, sizeof(struct money));
	}
	d->mailboxes = g_ptr_array_new_with_free_func(mailbox_free);
	return d;
}

void
letter_digest_free(struct letter_digest *d)
{
	if (!d)
		return;
	for (guint i = 0; i < DIGEST_SECTION_N; i++) {
		g_ptr_array_unref(d->list[i].rows);
		g_array_unref(d->list[i].sums);
	}
	g_ptr_array_unref(d->mailboxes);
	g_free(d->audit);
	g_free(d->name);
	g_free(d->forward_to);
	g_free(d);
}

gboolean
digest_money(const char *total, const char *currency, struct money *out)
{
	int digits = currency && strlen(currency) == 3 ? currency_digits(currency) : -1;
	gboolean negative = total && *total == '-', dot = FALSE;
	gint64 minor = 0;
	int decimals = 0;

	if (digits < 0 || !total || !g_ascii_isdigit(total[negative]))
		return FALSE;
	for (const char *c = total + negative; *c; c++) {
		if (*c == '.' && !dot) {
			dot = TRUE;
			continue;
		}
		if (!g_ascii_isdigit(*c) || (dot && ++decimals > digits && *c != '0') ||
		    minor > (G_MAXINT64 / 1000 - 9) / 10)
			return FALSE;
		if (!dot || decimals <= digits)
			minor = minor * 10 + (*c - '0');
	}
	for (; decimals < digits; decimals++) {
		if (minor > G_MAXINT64 / 10000)
			return FALSE;
		minor *= 10;
	}
	*out = (struct money){ .minor = negative ? -minor : minor };
	g_strlcpy(out->currency, currency, sizeof out->currency);
	return TRUE;
}

/* Kept in the order of the codes, so that the same input gives the same letter. */
static void
sum_add(struct digest_list *l, const struct money *amount)
{
	guint i;

	for (i = 0; i < l->sums->len; i++) {
		struct money *sum = &g_array_index(l->sums, struct money, i);
		int order = strcmp(sum->currency, amount->currency);

		if (order > 0)
			break;
		if (order == 0) {
			/* a sum that no company has is an amount that was read wrongly */
			if (__builtin_add_overflow(sum->minor, amount->minor, &sum->minor))
				sum->minor = G_MAXINT64;
			return;
		}
	}
	g_array_insert_val(l->sums, i, *amount);
}

void
digest_list_count(struct digest_list *l, const struct money *amount)
{
	l->total++;
	if (amount && *amount->currency)
		sum_add(l, amount);
}

void
digest_list_add(struct digest_list *l, struct digest_row *row)
{
	digest_list_count(l, &row->amount);
	if (row->amount_text)
		l->unsummed++;
	if (l->rows->len < DIGEST_ROWS_MAX)
		g_ptr_array_add(l->rows, row);
	else
		digest_row_free(row);
}
