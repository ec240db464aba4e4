/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Families of orders: see decision.h. Everything is sorted by what papers say before it is looked at, so that the order
 * in which they are handed in cannot matter.
 */
#include "compare.h"

#include <string.h>

static void
member_free(gpointer data)
{
	struct family_member *m = data;

	order_free(m->order);
	g_free(m->difference);
	g_free(m);
}

/* --- the papers' own order --- */

static struct day
paper_day(const struct family_paper *p)
{
	struct day day;

	if (p->order->value[ORDER_DATE] && day_parse(p->order->value[ORDER_DATE], &day))
		return day;
	return day_of_time(p->written_s);
}

/* The last resort: papers of one day and one minute, by what they say. */
static int
orders_compare_words(const struct order *a, const struct order *b)
{
	int by = g_strcmp0(a->content_digest, b->content_digest);

	for (int f = 0; by == 0 && f < ORDER_FIELD_N; f++)
		by = g_strcmp0(a->value[f], b->value[f]);
	return by;
}

static int
by_day(gconstpointer a, gconstpointer b)
{
	const struct family_paper *x = *(const struct family_paper *const *)a,
				  *y = *(const struct family_paper *const *)b;
	int by = day_compare(paper_day(x), paper_day(y));

	if (by == 0)
		by = (x->written_s > y->written_s) - (x->written_s < y->written_s);
	return by ? by : orders_compare_words(x->order, y->order);
}

/* --- versions: papers that do not contradict each other --- */

/* 3 for "3", "03", "Rev. 3"; 1 for "A", 2 for "B"; 0 where nothing is printed or it is no number. */
static gint64
revision_rank(const struct order *o)
{
	const char *text = o->value[ORDER_REVISION];
	g_autofree char *key = text ? text_key(text) : NULL;
	const char *digits = key ? strpbrk(key, "0123456789") : NULL;

	if (digits)
		return g_ascii_strtoll(digits, NULL, 10);
	return key && g_ascii_isalpha(key[0]) && !key[1] ? g_ascii_tolower(key[0]) - 'a' + 1 : 0;
}

/* Unlike relating, which must not take a plain copy for an original, a revision that is not printed contradicts none. */
static gboolean
is_one_version(const struct order *a, const struct order *b)
{
	g_autoptr(GString) conflict = g_string_new(NULL), more = g_string_new(NULL);
	struct order x = *a, y = *b;

	if (!x.value[ORDER_REVISION] || !y.value[ORDER_REVISION])
		x.value[ORDER_REVISION] = y.value[ORDER_REVISION] = NULL;
	order_compare(&x, &y, conflict, more);
	return conflict->len == 0;
}

/* Papers sorted by day, gathered into members. */
static GPtrArray *
members_gather(const GPtrArray *papers)
{
	GPtrArray *members = g_ptr_array_new_with_free_func(member_free);

	for (guint i = 0; i < papers->len; i++) {
		const struct family_paper *p = papers->pdata[i];
		struct family_member *home = NULL;

		for (guint m = 0; m < members->len && !home; m++)
			if (is_one_version(((struct family_member *)members->pdata[m])->order, p->order))
				home = members->pdata[m];
		if (!home) {
			home = g_new0(struct family_member, 1);
			home->item_id = p->item_id;
			home->order = order_copy(p->order);
			home->written_s = p->written_s;
			g_ptr_array_add(members, home);
		}
		order_fill(home->order, p->order);
		home->written_s = MIN(home->written_s, p->written_s);
	}
	return members;
}

/* Labelled versions stand at their label; one without follows the highest that was there before it. */
static void
members_sort(GPtrArray *members)
{
	g_autofree gint64 *rank = g_new0(gint64, members->len + 1);
	gint64 highest = 0;

	for (guint i = 0; i < members->len; i++) {
		const struct family_member *m = members->pdata[i];

		rank[i] = m->order->value[ORDER_REVISION] ? revision_rank(m->order) : highest;
		highest = MAX(highest, rank[i]);
	}
	/* Few, and by insertion, so that those of one rank keep the order of their days. */
	for (guint i = 1; i < members->len; i++)
		for (guint j = i; j > 0 && rank[j] < rank[j - 1]; j--) {
			gpointer member = members->pdata[j];
			gint64 its = rank[j];

			members->pdata[j] = members->pdata[j - 1];
			members->pdata[j - 1] = member;
			rank[j] = rank[j - 1];
			rank[j - 1] = its;
		}
}

static void
members_differ(GPtrArray *members)
{
	for (guint i = 1; i < members->len; i++) {
		struct family_member *before = members->pdata[i - 1], *m = members->pdata[i];
		g_autoptr(GString) conflict = g_string_new(NULL), more = g_string_new(NULL);

		order_compare(before->order, m->order, conflict, more);
		m->difference = g_strdup(conflict->len ? conflict->str : NULL);
	}
}

/* --- cancellations --- */

/* A version that came after it, by number or by time, brings the order back. */
static gboolean
is_in_force(const struct family_member *cancel, const struct family_member *current)
{
	if (!current)
		return TRUE;
	if (cancel->order->value[ORDER_REVISION] && current->order->value[ORDER_REVISION])
		return revision_rank(cancel->order) >= revision_rank(current->order);
	return cancel->written_s >= current->written_s;
}

/* --- blanket orders --- */

static void
blanket_count(struct family *f)
{
	const struct order *blanket = f->current ? f->current->order : NULL;
	gint64 limit, sum = 0;

	if (!blanket || g_strcmp0(blanket->value[ORDER_KIND], "blanket") != 0)
		return;
	for (guint i = 0; i < f->releases->len; i++) {
		const struct order *o = ((struct family_member *)f->releases->pdata[i])->order;
		gint64 amount;

		if (o->value[ORDER_TOTAL] && order_same_currency(blanket, o) &&
		    amount_scaled(o->value[ORDER_TOTAL], &amount) && sum <= G_MAXINT64 / 2 - amount / 2)
			sum += amount;
		else
			f->unpriced++;
	}
	f->released = amount_text(sum);
	if (!blanket->value[ORDER_TOTAL] || !amount_scaled(blanket->value[ORDER_TOTAL], &limit))
		return;
	f->limit = amount_text(limit);
	f->left = amount_text(limit - sum);
}

/* --- the whole --- */

enum role { ROLE_VERSION, ROLE_RELEASE, ROLE_CANCELLATION, ROLE_WAITS, ROLE_N };

static enum role
paper_role(const struct family_paper *p)
{
	const char *kind = p->order->value[ORDER_KIND];

	if (p->waits)
		return ROLE_WAITS;
	if (g_strcmp0(kind, "release") == 0)
		return ROLE_RELEASE;
	return g_strcmp0(kind, "cancel") == 0 ? ROLE_CANCELLATION : ROLE_VERSION;
}

void
decision_family(const struct family_paper *papers, guint n_papers, struct family *out)
{
	GPtrArray **members[ROLE_N] = { &out->versions, &out->releases, &out->cancellations, &out->waiting };

	memset(out, 0, sizeof(*out));
	for (int role = 0; role < ROLE_N; role++) {
		g_autoptr(GPtrArray) some = g_ptr_array_new();

		for (guint i = 0; i < n_papers; i++)
			if (paper_role(&papers[i]) == (enum role)role)
				g_ptr_array_add(some, (gpointer)&papers[i]);
		g_ptr_array_sort(some, by_day);
		*members[role] = members_gather(some);
	}
	members_sort(out->versions);
	members_differ(out->versions);
	if (out->versions->len)
		out->current = out->versions->pdata[out->versions->len - 1];
	for (guint i = 0; i < out->cancellations->len; i++)
		out->cancelled = out->cancelled || is_in_force(out->cancellations->pdata[i], out->current);
	blanket_count(out);
}

void
family_clear(struct family *f)
{
	g_clear_pointer(&f->versions, g_ptr_array_unref);
	g_clear_pointer(&f->releases, g_ptr_array_unref);
	g_clear_pointer(&f->cancellations, g_ptr_array_unref);
	g_clear_pointer(&f->waiting, g_ptr_array_unref);
	g_clear_pointer(&f->limit, g_free);
	g_clear_pointer(&f->released, g_free);
	g_clear_pointer(&f->left, g_free);
	f->current = NULL;
}

struct order *
family_member_as_release(const struct family_member *m)
{
	struct order *order = order_copy(m->order);

	g_free(order->value[ORDER_KIND]);
	order->value[ORDER_KIND] = g_strdup("release");
	return order;
}

gboolean
decision_paper_contradicts(const struct order *known, const struct order *paper)
{
	return !is_one_version(known, paper);
}

static void
members_describe(GString *out, const char *title, const GPtrArray *members)
{
	for (guint i = 0; i < members->len; i++) {
		const struct family_member *m = members->pdata[i];
		g_autofree char *lines = order_lines_digest(m->order);

		g_string_append(out, title);
		for (int f = 0; f < ORDER_FIELD_N; f++)
			if (m->order->value[f])
				g_string_append_printf(
				    out, " %s=%s", ORDER_FIELD_KEYS[f], m->order->value[f]);
		if (lines)
			g_string_append_printf(out, " lines=%s", lines);
		g_string_append_c(out, '\n');
	}
}

char *
family_describe(const struct family *f)
{
	GString *out = g_string_new(f->cancelled ? "cancelled\n" : "");

	members_describe(out, "version", f->versions);
	members_describe(out, "release", f->releases);
	members_describe(out, "cancellation", f->cancellations);
	members_describe(out, "waiting", f->waiting);
	if (f->released)
		g_string_append_printf(out, "blanket %s released %s left %s unpriced %u\n",
		    f->limit ? f->limit : "?", f->released, f->left ? f->left : "?", f->unpriced);
	return g_string_free(out, FALSE);
}
