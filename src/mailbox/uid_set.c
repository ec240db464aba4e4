/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A set of UIDs as sorted, disjoint, non-adjoining ranges (RFC 9051 sequence-set without `*`). A mailbox that
 * lost no mail is one range, however large; every operation costs by the ranges, not by the UIDs.
 */
#include "purser/mailbox.h"

#include <string.h>

struct range {
	guint32 first, last;
};

struct uid_set {
	GArray *ranges;
};

/* A text of a peer may not make us hold more ranges than any mailbox has. */
#define RANGES_MAX 4000000

static struct range *
range_at(const struct uid_set *s, guint i)
{
	return &g_array_index(s->ranges, struct range, i);
}

struct uid_set *
uid_set_new(void)
{
	struct uid_set *s = g_new(struct uid_set, 1);

	s->ranges = g_array_new(FALSE, FALSE, sizeof(struct range));
	return s;
}

void
uid_set_free(struct uid_set *s)
{
	if (!s)
		return;
	g_array_free(s->ranges, TRUE);
	g_free(s);
}

struct uid_set *
uid_set_copy(const struct uid_set *s)
{
	struct uid_set *copy = uid_set_new();

	if (s && s->ranges->len)
		g_array_append_vals(copy->ranges, s->ranges->data, s->ranges->len);
	return copy;
}

/* The first range whose last is at least uid; len when there is none. */
static guint
range_find(const struct uid_set *s, guint32 uid)
{
	guint low = 0, high = s->ranges->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (range_at(s, middle)->last < uid)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
uid_set_add(struct uid_set *s, guint32 first, guint32 last)
{
	struct range wider = { first, last };
	guint i, end;

	if (first == 0 || last < first)
		return;
	/* Mail comes in order: the end is the usual place. */
	if (s->ranges->len && range_at(s, s->ranges->len - 1)->last < first - 1) {
		g_array_append_val(s->ranges, wider);
		return;
	}
	i = range_find(s, first > 1 ? first - 1 : first);
	for (end = i; end < s->ranges->len; end++) {
		struct range *r = range_at(s, end);

		if (last < G_MAXUINT32 && r->first > last + 1)
			break;
		wider.first = MIN(wider.first, r->first);
		wider.last = MAX(wider.last, r->last);
	}
	if (end == i) {
		g_array_insert_val(s->ranges, i, wider);
		return;
	}
	*range_at(s, i) = wider;
	if (end > i + 1)
		g_array_remove_range(s->ranges, i + 1, end - i - 1);
}

void
uid_set_add_all(struct uid_set *s, const struct uid_set *more)
{
	for (guint i = 0; more && i < more->ranges->len; i++)
		uid_set_add(s, range_at(more, i)->first, range_at(more, i)->last);
}

void
uid_set_remove(struct uid_set *s, guint32 first, guint32 last)
{
	guint i;

	if (last < first)
		return;
	i = range_find(s, first);
	while (i < s->ranges->len && range_at(s, i)->first <= last) {
		struct range *r = range_at(s, i), tail = { 0, r->last };

		if (r->first < first && r->last > last) {
			r->last = first - 1;
			tail.first = last + 1;
			g_array_insert_val(s->ranges, i + 1, tail);
			return;
		}
		if (r->first >= first && r->last <= last) {
			g_array_remove_index(s->ranges, i);
		} else if (r->first < first) {
			r->last = first - 1;
			i++;
		} else {
			r->first = last + 1;
			i++;
		}
	}
}

gboolean
uid_set_has(const struct uid_set *s, guint32 uid)
{
	guint i = range_find(s, uid);

	return i < s->ranges->len && range_at(s, i)->first <= uid;
}

guint64
uid_set_count(const struct uid_set *s)
{
	guint64 n = 0;

	for (guint i = 0; i < s->ranges->len; i++)
		n += (guint64)range_at(s, i)->last - range_at(s, i)->first + 1;
	return n;
}

guint32
uid_set_max(const struct uid_set *s)
{
	return s->ranges->len ? range_at(s, s->ranges->len - 1)->last : 0;
}

/* One walk over both, so that a large mailbox with many gaps costs their sum and not their product. */
struct uid_set *
uid_set_subtract(const struct uid_set *a, const struct uid_set *b)
{
	struct uid_set *out = uid_set_new();
	guint j = 0;

	for (guint i = 0; i < a->ranges->len; i++) {
		guint64 first = range_at(a, i)->first, last = range_at(a, i)->last;

		while (b && j < b->ranges->len && range_at(b, j)->last < first)
			j++;
		for (guint k = j; b && k < b->ranges->len && range_at(b, k)->first <= last && first <= last;
		     k++) {
			if (range_at(b, k)->first > first)
				uid_set_add(out, (guint32)first, range_at(b, k)->first - 1);
			first = (guint64)range_at(b, k)->last + 1;
		}
		if (first <= last)
			uid_set_add(out, (guint32)first, (guint32)last);
	}
	return out;
}

char *
uid_set_format(const struct uid_set *s)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < s->ranges->len; i++) {
		const struct range *r = range_at(s, i);

		if (i)
			g_string_append_c(text, ',');
		g_string_append_printf(text, "%u", r->first);
		if (r->last != r->first)
			g_string_append_printf(text, ":%u", r->last);
	}
	return g_string_free(text, FALSE);
}

/* nz-number within 32 bits; no sign, no leading zero, no overflow. */
static gboolean
uid_read(const char **at, guint32 *out)
{
	guint64 n = 0;
	const char *p = *at;

	if (*p < '1' || *p > '9')
		return FALSE;
	for (; g_ascii_isdigit(*p); p++) {
		n = n * 10 + (guint64)(*p - '0');
		if (n > G_MAXUINT32)
			return FALSE;
	}
	*at = p;
	*out = (guint32)n;
	return TRUE;
}

struct uid_set *
uid_set_parse(const char *text, GError **error)
{
	struct uid_set *s = uid_set_new();
	const char *at = text;
	guint32 first, last;

	while (*at) {
		if (!uid_read(&at, &first))
			goto wrong;
		last = first;
		if (*at == ':') {
			at++;
			if (!uid_read(&at, &last))
				goto wrong;
		}
		/* RFC 9051: 4:2 is 2:4. */
		uid_set_add(s, MIN(first, last), MAX(first, last));
		if (s->ranges->len > RANGES_MAX)
			goto wrong;
		if (*at == ',' && at[1])
			at++;
		else if (*at)
			goto wrong;
	}
	return s;
wrong:
	purser_fail(error, PURSER_HANGUP, "not a set of UIDs at byte %zu", (gsize)(at - text));
	uid_set_free(s);
	return NULL;
}

gboolean
uid_set_next(const struct uid_set *s, guint32 *uid)
{
	guint i;

	if (*uid == G_MAXUINT32)
		return FALSE;
	i = range_find(s, *uid + 1);
	if (i >= s->ranges->len)
		return FALSE;
	*uid = MAX(*uid + 1, range_at(s, i)->first);
	return TRUE;
}

struct uid_set *
uid_set_take_first(struct uid_set *s, guint64 n)
{
	struct uid_set *out = uid_set_new();
	guint whole = 0;

	for (; whole < s->ranges->len && n > 0; whole++) {
		struct range *r = range_at(s, whole), part = *r;
		guint64 size = (guint64)r->last - r->first + 1;

		if (size > n) {
			part.last = (guint32)(r->first + n - 1);
			r->first = part.last + 1;
			g_array_append_val(out->ranges, part);
			break;
		}
		g_array_append_val(out->ranges, part);
		n -= size;
	}
	if (whole)
		g_array_remove_range(s->ranges, 0, whole);
	return out;
}
