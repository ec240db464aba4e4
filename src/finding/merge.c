/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * merge - see merge.h
 *
 * Better told twice than lost: a second letter costs a glance, an order that vanished
 * in another costs the order. So two papers are one order only where nothing contradicts, and two attachments
 * only where number and sum say so.
 */
#include "merge.h"

#include <string.h>

static char *
number_key(const char *number)
{
	char *key = text_key(number), *s = key;

	/* "PO-77120" in the mail is 77120 in the attachment */
	if (strncmp(s, "po", 2) == 0 && g_ascii_isdigit(s[2]))
		s += 2;
	while (*s == '0' && s[1])
		s++;
	memmove(key, s, strlen(s) + 1);
	return key;
}

gboolean
merge_same_number(const char *a, const char *b)
{
	g_autofree char *x = a ? number_key(a) : NULL, *y = b ? number_key(b) : NULL;

	return x && y && strcmp(x, y) == 0;
}

/* Decimal strings by value: 100, 100.0 and 0100.00 are one sum. */
static gboolean
same_amount(const char *a, const char *b)
{
	gsize n, m, p, q;

	a += strspn(a, "0");
	b += strspn(b, "0");
	n = strcspn(a, ".");
	m = strcspn(b, ".");
	if (n != m || strncmp(a, b, n) != 0)
		return FALSE;
	for (p = strlen(a); p > n && (a[p - 1] == '0' || a[p - 1] == '.'); p--)
		;
	for (q = strlen(b); q > m && (b[q - 1] == '0' || b[q - 1] == '.'); q--)
		;
	return p == q && strncmp(a, b, p) == 0;
}

static gboolean
contradict(const struct order *a, const struct order *b)
{
	static const enum order_field PLAIN[] = { ORDER_DATE, ORDER_CURRENCY };
	const char *const *x = (const char *const *)a->value, *const *y = (const char *const *)b->value;

	/* what cancels an order is not the order */
	if ((g_strcmp0(x[ORDER_KIND], "cancel") == 0) != (g_strcmp0(y[ORDER_KIND], "cancel") == 0))
		return TRUE;
	if (x[ORDER_NUMBER] && y[ORDER_NUMBER] && !merge_same_number(x[ORDER_NUMBER], y[ORDER_NUMBER]))
		return TRUE;
	if (x[ORDER_TOTAL] && y[ORDER_TOTAL] && !same_amount(x[ORDER_TOTAL], y[ORDER_TOTAL]))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(PLAIN); i++)
		if (x[PLAIN[i]] && y[PLAIN[i]] && strcmp(x[PLAIN[i]], y[PLAIN[i]]) != 0)
			return TRUE;
	return FALSE;
}

/* "2" carries "2/1": the data of an order within its print, an attachment within a mail. */
static gboolean
path_carries(const char *outer, const char *inner)
{
	gsize n = strlen(outer);

	return strncmp(outer, inner, n) == 0 && inner[n] == '/';
}

static gboolean
is_data(const struct part_reading *pr)
{
	return pr->part->document->read == READ_STRUCTURED;
}

/* Are these two by their nature two sights of one thing: what a mail says and what it brings, or the print of an
 * order and the data within? */
static gboolean
may_be_one(const struct part_reading *a, const struct part_reading *b)
{
	if (a->r.body || b->r.body)
		return TRUE;
	if (is_data(a) == is_data(b))
		return FALSE;
	return path_carries(a->part->path, b->part->path) || path_carries(b->part->path, a->part->path);
}

gint64
merge_find(const GPtrArray *orders, const GPtrArray *sources, const struct part_reading *pr,
    const struct order *fresh)
{
	gint64 open = -1;
	guint n_open = 0;

	for (guint i = 0; i < orders->len; i++) {
		const struct order *o = orders->pdata[i];
		gboolean numbers = merge_same_number(o->value[ORDER_NUMBER], fresh->value[ORDER_NUMBER]);

		if (g_strcmp0(o->content_digest, fresh->content_digest) == 0)
			return i;
		if (contradict(o, fresh))
			continue;
		if (numbers && o->value[ORDER_TOTAL] && fresh->value[ORDER_TOTAL] &&
		    (may_be_one(sources->pdata[i], pr) ||
			order_lines_compare(o, fresh, NULL) != LINES_DIFFER))
			return i;
		if (!may_be_one(sources->pdata[i], pr))
			continue;
		if (numbers)
			return i;
		open = i;
		n_open++;
	}
	/* which of several it speaks of is a guess */
	return n_open == 1 ? open : -1;
}
