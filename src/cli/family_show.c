/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The family of an item: what else is on record under its number, and what stands. */
#include "family_show.h"

#include <stdio.h>

static char *
member_line(const struct family_member *m)
{
	const struct order *o = m->order;
	g_autoptr(GString) out = g_string_new(NULL);

	g_string_append_printf(out, "item %" G_GINT64_FORMAT, m->item_id);
	if (o->value[ORDER_REVISION])
		g_string_append_printf(out, ", revision %s", o->value[ORDER_REVISION]);
	if (o->value[ORDER_DATE])
		g_string_append_printf(out, ", %s", o->value[ORDER_DATE]);
	if (o->value[ORDER_TOTAL])
		g_string_append_printf(out, ", %s %s",
		    o->value[ORDER_CURRENCY] ? o->value[ORDER_CURRENCY] : "", o->value[ORDER_TOTAL]);
	if (m->difference)
		g_string_append_printf(out, " (%s)", m->difference);
	return text_one_line(out->str, 500);
}

static void
members_print(
    const char *title, const GPtrArray *members, const struct family_member *current, gboolean cancelled)
{
	for (guint i = 0; i < members->len; i++) {
		const struct family_member *m = members->pdata[i];
		g_autofree char *line = member_line(m);

		printf("%-14s %s%s\n", i ? "" : title, line,
		    m != current ? ""
		    : cancelled  ? ": cancelled"
				 : ": stands");
	}
}

static gboolean
is_alone(const struct family *f)
{
	return f->versions->len + f->releases->len + f->cancellations->len + f->waiting->len < 2;
}

void
family_print(const struct family *f)
{
	if (is_alone(f))
		return;
	members_print("Versions", f->versions, f->current, f->cancelled);
	members_print("Cancelled by", f->cancellations, NULL, FALSE);
	members_print("Releases", f->releases, NULL, FALSE);
	members_print("Waiting", f->waiting, NULL, FALSE);
	if (f->released)
		printf("%-14s holds %s, %s released, %s left%s\n", "Blanket",
		    f->limit ? f->limit : "an unknown amount", f->released,
		    f->left ? f->left : "an unknown amount",
		    f->unpriced ? " (some releases say no amount in its currency)" : "");
}

static json_t *
members_json(const GPtrArray *members)
{
	json_t *list = json_array();

	for (guint i = 0; i < members->len; i++) {
		const struct family_member *m = members->pdata[i];
		json_t *j = json_pack(
		    "{s:I, s:o}", "item", (json_int_t)m->item_id, "difference", cli_json_text(m->difference));

		for (int f = 0; f < ORDER_FIELD_N; f++)
			if (m->order->value[f])
				json_object_set_new(
				    j, ORDER_FIELD_KEYS[f], cli_json_text(m->order->value[f]));
		json_array_append_new(list, j);
	}
	return list;
}

json_t *
family_json(const struct family *f)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "versions",
	    members_json(f->versions), "releases", members_json(f->releases), "cancellations",
	    members_json(f->cancellations), "waiting", members_json(f->waiting), "current",
	    f->current ? json_integer(f->current->item_id) : json_null(), "cancelled", f->cancelled, "limit",
	    cli_json_text(f->limit), "released", cli_json_text(f->released), "left", cli_json_text(f->left));
}
