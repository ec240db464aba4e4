/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a person wants to see it: what it is, who wrote it, what it orders, and what it was read from.
 */
#include "read_show.h"
#include "shared.h"

#include <string.h>

#define WIDE 200
#define LABEL 10

static void
field(GString *out, const char *indent, const char *label, const char *value)
{
	g_autofree char *shown = value ? text_one_line(value, WIDE) : NULL;

	if (shown && *shown)
		g_string_append_printf(out, "%s%-*s %s\n", indent, LABEL, label, shown);
}

static void
fields_join(GString *out, const char *label, const GPtrArray *values)
{
	g_autoptr(GString) line = g_string_new(NULL);

	for (guint i = 0; i < values->len; i++)
		g_string_append_printf(line, "%s%s", i ? "; " : "", (const char *)values->pdata[i]);
	field(out, "  ", label, line->str);
}

static char *
person(const char *name, const char *address)
{
	if (name && address)
		return g_strdup_printf("%s <%s>", name, address);
	return g_strdup(name ? name : address);
}

static void
lines_show(GString *out, const struct order *o)
{
	g_autofree char *count =
	    o->lines ? g_strdup_printf("%u%s%s%s", o->n_lines, o->lines_sum ? ", in all " : "",
			   o->lines_sum ? o->lines_sum : "", o->lines_proven ? " (proven)" : "")
		     : NULL;

	field(out, "    ", "Lines", count);
	for (guint i = 0; o->lines && i < o->lines->len; i++) {
		const struct order_line *l = o->lines->pdata[i];
		g_autofree char *line =
		    g_strdup_printf("%s%s%s%s%s × %s = %s", l->position ? l->position : "",
			l->position ? "  " : "", l->description ? l->description : "",
			l->description ? ": " : "", l->quantity ? l->quantity : "?",
			l->unit_price ? l->unit_price : "?", l->total ? l->total : "?");

		field(out, "      ", "", line);
	}
}

/* Below a field the line of the document that it was found on. */
static void
proof_show(GString *out, const struct report *r, guint order, enum order_field f)
{
	g_autofree char *path = g_strdup_printf("orders[%u].%s", order, ORDER_FIELD_KEYS[f]);

	for (guint i = 0; i < r->evidence->len; i++) {
		const struct report_evidence *e = r->evidence->pdata[i];
		g_autofree char *line = NULL, *place = NULL;

		if (strcmp(e->field, path) != 0 || !e->line || !e->text)
			continue;
		line = cli_marked(e->line, e->text);
		place = cli_place(e);
		g_string_append_printf(out, "    %-*s   %s: %s\n", LABEL, "", place, line);
		return;
	}
}

static void
order_show(GString *out, const struct report *r, guint index)
{
	const struct order *o = r->orders->pdata[index];

	g_string_append_printf(out, "  Order      (confidence %.2f)\n", o->confidence);
	for (guint f = 0; f < ORDER_FIELD_N; f++) {
		field(out, "    ", ORDER_FIELD_TITLES[f], o->value[f]);
		if (o->value[f])
			proof_show(out, r, index, f);
	}
	lines_show(out, o);
}

static void
people_show(GString *out, const struct report *r)
{
	g_autofree char *from = person(r->from.name, r->from.address);
	g_autofree char *origin = person(r->origin.name, r->origin.address);

	field(out, "  ", "From", from);
	if (origin && g_strcmp0(r->origin_how, "header") != 0) {
		g_autofree char *line =
		    g_strdup_printf("%s (%s)", origin, r->origin_how ? r->origin_how : "unknown");

		field(out, "  ", "Written by", line);
	}
	field(out, "  ", "Date", r->date);
	field(out, "  ", "Subject", r->subject);
}

static void
documents_show(GString *out, const struct report *r)
{
	for (guint i = 0; i < r->documents->len; i++) {
		const struct report_document *d = r->documents->pdata[i];
		g_autoptr(GString) line = g_string_new(d->part);

		g_string_append_printf(line, " %s", d->filename ? d->filename : "");
		g_string_append_printf(
		    line, " (%s: %s", d->media_type ? d->media_type : "unknown type", d->read);
		if (d->pages > 0)
			g_string_append_printf(line, ", %d page%s", d->pages, d->pages == 1 ? "" : "s");
		if (d->why)
			g_string_append_printf(line, "; %s", d->why);
		g_string_append_c(line, ')');
		field(out, "  ", i ? "" : "Parts", line->str);
	}
}

static void
money_show(GString *out, const struct report *r)
{
	for (guint i = 0; i < r->bank_accounts->len; i++) {
		const struct report_bank_account *b = r->bank_accounts->pdata[i];
		g_autofree char *line = g_strdup_printf("%s %s%s%s", b->scheme, b->masked ? b->masked : "",
		    b->holder ? ", " : "", b->holder ? b->holder : "");

		field(out, "  ", "Account", line);
	}
	if (r->invoice_to_value) {
		g_autofree char *line = g_strdup_printf("%s (%s)", r->invoice_to_value, r->invoice_to_how);

		field(out, "  ", "Invoice to", line);
	}
}

char *
read_show(const struct report *r, const char *name)
{
	GString *out = g_string_new(NULL);
	g_autofree char *title = text_one_line(name, WIDE);

	g_string_append_printf(out, "%s\n", title);
	if (r->error) {
		field(out, "  ", "Unread", r->error);
	} else {
		g_autofree char *what = g_strdup(VERDICT_NAMES[r->verdict]);

		g_string_append_printf(out, "  %-*s %s (confidence %.2f)\n", LABEL, "Kind",
		    g_strdelimit(what, "_", ' '), r->confidence);
		people_show(out, r);
		for (guint i = 0; i < r->orders->len; i++)
			order_show(out, r, i);
		fields_join(out, "Cites", r->cited_orders);
		money_show(out, r);
		fields_join(out, "Because", r->reasons);
		fields_join(out, "Careful", r->warnings);
		documents_show(out, r);
	}
	g_string_append_c(out, '\n');
	return g_string_free(out, FALSE);
}
