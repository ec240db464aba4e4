/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What AR reads of an order: its facts, where each was found, how sure that is, and why it was routed. */
#include "compose.h"
#include "template.h"

#include <string.h>

enum { VALUE_MAX = 240, WHERE_MAX = 90, REASONS_MAX = 20 };

static void
row_free(gpointer data)
{
	struct row *r = data;

	g_free(r->label);
	g_free(r->value);
	g_free(r->where);
	g_free(r);
}

/* Takes value and where. */
static void
row_add(GPtrArray *rows, const char *label, char *value, char *where, gboolean warn)
{
	struct row *r = g_new0(struct row, 1);

	r->label = g_strdup(label);
	r->value = value;
	r->where = where;
	r->warn = warn;
	g_ptr_array_add(rows, r);
}

static GPtrArray *
rows_new(void)
{
	return g_ptr_array_new_with_free_func(row_free);
}

static const struct report_evidence *
evidence_of(const struct letter_order *l, enum order_field field)
{
	for (guint i = 0; l->evidence && i < l->evidence->len; i++) {
		const struct report_evidence *e = g_ptr_array_index(l->evidence, i);
		const char *last = e->field ? strrchr(e->field, '.') : NULL;

		if (e->field && strcmp(last ? last + 1 : e->field, ORDER_FIELD_KEYS[field]) == 0)
			return e;
	}
	return NULL;
}

/* "PO.pdf p.1", "the mail", "part 2.1" */
static char *
place_of(const struct letter_order *l, const struct report_evidence *e)
{
	g_autofree char *part = show_line(e->part, 40);

	for (guint i = 0; i < l->n_attachments; i++) {
		const struct letter_attachment *a = &l->attachments[i];
		const char *path = a->part ? a->part : l->item->order->part;

		if (path && e->part && strcmp(path, e->part) == 0) {
			g_autofree char *name = show_file_name(a->filename);
			g_autofree char *cut = show_line(name, WHERE_MAX - 20);

			return e->page > 0 ? g_strdup_printf("%s p.%d", cut, e->page) : g_steal_pointer(&cut);
		}
	}
	/* The first part, or what lies in it, is the text in all but odd mails. */
	if (!*part || strcmp(part, "1") == 0 || g_str_has_prefix(part, "1.") ||
	    (l->item->order->part && e->part && strcmp(l->item->order->part, e->part) == 0))
		return g_strdup("the mail");
	return g_strdup_printf("part %s", part);
}

static char *
where_of(const struct letter_order *l, enum order_field field)
{
	const struct report_evidence *e = evidence_of(l, field);
	const char *certainty = show_certainty(l->item->order->field_confidence[field]);
	g_autofree char *place = e ? place_of(l, e) : NULL;

	return place ? g_strdup_printf("%s, %s", place, certainty) : g_strdup(certainty);
}

static void
row_of_field(
    const struct letter_order *l, GPtrArray *rows, enum order_field field, const char *label, gboolean always)
{
	const struct order *o = l->item->order;
	gboolean unsure = o->field_confidence[field] < 0.8;

	if (o->value[field] && *o->value[field])
		row_add(rows, label, show_line(o->value[field], VALUE_MAX), where_of(l, field), unsure);
	else if (always)
		row_add(rows, label, g_strdup("not stated"), NULL, TRUE);
}

/* The best fact of this kind on record, unless it is only claimed. */
static const struct customer_fact *
fact_on_record(const struct letter_order *l, const char *kind)
{
	for (guint i = 0; l->facts && i < l->facts->len; i++) {
		const struct customer_fact *f = g_ptr_array_index((GPtrArray *)l->facts, i);

		if (strcmp(MAP_KIND_NAMES[f->kind], kind) == 0 && f->state != FACT_RETIRED &&
		    (f->trust != FACT_CLAIMED || f->state != FACT_SEEN))
			return f;
	}
	return NULL;
}

static gboolean
row_on_record(const struct letter_order *l, GPtrArray *rows, const char *kind, const char *label)
{
	const struct customer_fact *f = fact_on_record(l, kind);
	g_autofree char *value = NULL, *day = NULL, *where = NULL;

	if (!f)
		return FALSE;
	value = f->name && strcmp(f->name, f->value) != 0 ? g_strdup_printf("%s <%s>", f->name, f->value)
							  : g_strdup(f->value);
	day = f->date_s > 0 ? day_format(day_of_time(f->date_s)) : g_strdup("");
	where = f->state != FACT_SEEN
		    ? g_strdup_printf("on record, %s by %s", FACT_STATE_NAMES[f->state], f->who)
		    : g_strdup_printf("on record, %s, %s", f->writer ? f->writer : "mail", day);
	row_add(rows, label, show_line(value, VALUE_MAX), show_line(where, WHERE_MAX), FALSE);
	return TRUE;
}

/* Where the invoice goes: as the order says, else as the customer said before. */
static void
rows_of_billing(const struct letter_order *l, GPtrArray *rows)
{
	const char *said = l->item->order->value[ORDER_BILL_TO];

	if ((said && *said) || (!row_on_record(l, rows, "bill_to", "Bill to") &&
				   !row_on_record(l, rows, "invoice_route", "Bill to")))
		row_of_field(l, rows, ORDER_BILL_TO, "Bill to", TRUE);
	row_on_record(l, rows, "billing_contact", "Billing");
}

GPtrArray *
rows_of_order(const struct letter_order *l)
{
	static const enum order_field rest[] = { ORDER_DATE, ORDER_BUYER, ORDER_SUPPLIER, ORDER_SHIP_TO,
		ORDER_DELIVERY_DATE, ORDER_QUOTE_REF, ORDER_CONTRACT_REF, ORDER_REVISION };
	const struct order *o = l->item->order;
	GPtrArray *rows = rows_new();
	char *amount = show_amount(o);

	row_of_field(l, rows, ORDER_NUMBER, "PO number", TRUE);
	if (o->value[ORDER_KIND] && strcmp(o->value[ORDER_KIND], "new") != 0)
		row_of_field(l, rows, ORDER_KIND, "Kind", FALSE);
	if (amount)
		row_add(
		    rows, "Amount", amount, where_of(l, ORDER_TOTAL), o->field_confidence[ORDER_TOTAL] < 0.8);
	else
		row_add(rows, "Amount", g_strdup("not stated"), NULL, TRUE);
	row_of_field(l, rows, ORDER_TERMS, "Terms", TRUE);
	rows_of_billing(l, rows);
	for (guint i = 0; i < G_N_ELEMENTS(rest); i++)
		row_of_field(l, rows, rest[i], ORDER_FIELD_TITLES[rest[i]], FALSE);
	return rows;
}

static char *
person(const char *name, const char *address)
{
	g_autofree char *n = show_line(name, 120), *a = show_line(address, 200);

	if (*n && *a)
		return g_strdup_printf("%s <%s>", n, a);
	return g_strdup(*n ? n : *a ? a : "unknown");
}

static char *
customer(const struct store_item *i)
{
	g_autofree char *name = show_line(i->customer_name, 160), *code = show_line(i->customer_code, 60);
	GString *out = g_string_new(*name ? name : "unknown");

	if (*code)
		g_string_append_printf(out, " (%s)", code);
	if (i->customer_provisional)
		g_string_append(out, ", provisional: not in the customer list");
	return g_string_free(out, FALSE);
}

static char *
found_in(const struct store_item *i)
{
	g_autofree char *mailbox = show_line(i->mailbox, 120), *folder = show_line(i->folder, 120);

	if (!*mailbox)
		return NULL;
	return *folder ? g_strdup_printf("mailbox %s, folder %s", mailbox, folder)
		       : g_strdup_printf("mailbox %s", mailbox);
}

static gboolean
same_address(const struct store_item *i)
{
	return !i->origin_address ||
	       (i->from_address && g_ascii_strcasecmp(i->origin_address, i->from_address) == 0);
}

GPtrArray *
rows_of_mail(const struct letter_order *l)
{
	const struct store_item *i = l->item;
	GPtrArray *rows = rows_new();
	g_autofree char *authenticity = show_line(i->authenticity, 60);
	char *place = found_in(i);

	row_add(rows, "Customer", customer(i), NULL, i->customer_provisional || !i->customer_name);
	if (same_address(i)) {
		row_add(rows, "From", person(i->from_name, i->from_address),
		    *authenticity ? g_strdup(authenticity) : NULL, strcmp(authenticity, "fail") == 0);
	} else {
		row_add(rows, "From", person(i->origin_name, i->origin_address), NULL, FALSE);
		row_add(rows, "Sent on by", person(i->from_name, i->from_address),
		    *authenticity ? g_strdup(authenticity) : NULL, strcmp(authenticity, "fail") == 0);
	}
	if (i->subject)
		row_add(rows, "Subject", show_line(i->subject, VALUE_MAX), NULL, FALSE);
	if (place)
		row_add(rows, "Found in", place, NULL, FALSE);
	if (l->ae)
		row_add(rows, "AE", show_line(l->ae, 200), NULL, FALSE);
	if (i->n_sightings > 1)
		row_add(
		    rows, "Seen", g_strdup_printf("%" G_GINT64_FORMAT " times", i->n_sightings), NULL, FALSE);
	if (i->relation == RELATION_REVISION)
		row_add(rows, "Relation",
		    i->revision_of ? g_strdup_printf("revision of item %" G_GINT64_FORMAT ", not a new order",
					 i->revision_of)
				   : g_strdup("revision of an earlier order"),
		    NULL, TRUE);
	if (i->verdict == VERDICT_ORDER_CHANGE || i->verdict == VERDICT_ORDER_CANCELLATION)
		row_add(rows, "Document",
		    g_strdup(i->verdict == VERDICT_ORDER_CHANGE ? "changes an order" : "cancels an order"),
		    NULL, TRUE);
	if (i->settled_by)
		row_add(rows, "Decided by", show_line(i->settled_by, 120), NULL, FALSE);
	row_add(rows, "Item", g_strdup_printf("%" G_GINT64_FORMAT, i->id),
	    g_strdup_printf("purser explain %" G_GINT64_FORMAT, i->id), FALSE);
	return rows;
}

/* Reasons are "policy<TAB>text". */
GPtrArray *
rows_of_reasons(const struct letter_order *l)
{
	GPtrArray *rows = rows_new();

	for (guint i = 0; l->item->reasons && i < l->item->reasons->len && i < REASONS_MAX; i++) {
		const char *reason = g_ptr_array_index(l->item->reasons, i), *tab = strchr(reason, '\t');
		g_autofree char *policy = tab ? g_strndup(reason, (gsize)(tab - reason)) : NULL;

		row_add(rows, "Why", show_line(tab ? tab + 1 : reason, VALUE_MAX),
		    policy ? show_line(policy, 60) : NULL, FALSE);
	}
	return rows;
}

char *
title_of(const struct letter_order *l)
{
	const struct order *o = l->item->order;
	g_autofree char *name =
	    show_line(l->item->customer_name ? l->item->customer_name : o->value[ORDER_BUYER], 80);
	g_autofree char *number = show_line(o->value[ORDER_NUMBER], 60);
	g_autofree char *amount = show_amount(o), *terms = show_line(o->value[ORDER_TERMS], 60);
	GString *out;

	/* Set aside unread, and a person let it go. */
	if (l->item->kind != ITEM_ORDER) {
		g_autofree char *who = show_line(l->item->settled_by, 60);

		return g_strdup_printf("unread mail, let through by %s", *who ? who : "a person");
	}
	out = g_string_new(*name ? name : "Unknown customer");
	g_string_append_printf(out, " %s", *number ? number : "without a number");
	if (amount)
		g_string_append_printf(out, ", %s", amount);
	if (*terms)
		g_string_append_printf(out, ", %s", terms);
	if (l->item->relation == RELATION_REVISION)
		g_string_append(out, " (revision)");
	if (l->item->verdict == VERDICT_ORDER_CANCELLATION)
		g_string_append(out, " (cancelled)");
	return g_string_free(out, FALSE);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

static char *
short_digest(GBytes *bytes)
{
	static const guchar over[63] = { 0 }; /* less than a block: it is copied, not just taken in */
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	char *hex;

	g_checksum_update(sum, data, (gssize)size);
	hex = g_strndup(g_checksum_get_string(sum), 16);
	/* Its last block was content, and GLib keeps what is freed of this kind. */
	g_checksum_reset(sum);
	g_checksum_update(sum, over, sizeof(over));
	return hex;
}

static char *
attached(const struct letter_order *l)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < l->n_attachments; i++) {
		g_autofree char *name = show_file_name(l->attachments[i].filename);
		g_autofree char *digest = short_digest(l->attachments[i].bytes);

		g_string_append_printf(
		    out, "%s%s (original bytes, sha256 %s...)", i ? ", " : "", name, digest);
	}
	if (l->original)
		g_string_append(out, out->len ? " and the whole mail" : "the whole mail");
	else
		g_string_append(out, out->len ? "; the whole mail is not kept any more"
					      : "nothing: the mail is not kept any more");
	return g_string_free(out, FALSE);
}

static void
group_add(struct scope *s, GPtrArray *rows)
{
	struct scope *group = scope_row(s, "groups");

	scope_list(group, "rows");
	for (guint i = 0; i < rows->len; i++) {
		const struct row *r = g_ptr_array_index(rows, i);
		struct scope *row = scope_row(group, "rows");

		scope_set(row, "label", r->label);
		scope_set(row, "value", r->value);
		scope_set(row, "where", r->where);
		scope_flag(row, "warn", r->warn);
		scope_flag(row, "first", i == 0);
		scope_flag(row, "main", i == 0 && strcmp(r->label, "PO number") == 0);
	}
	g_ptr_array_unref(rows);
}

static struct scope *
scope_of_order(const struct letter_order *l)
{
	struct scope *s = scope_new();

	scope_take(s, "title", title_of(l));
	scope_set(s, "page_title", "Purchase order");
	scope_take(s, "files", attached(l));
	scope_list(s, "groups");
	group_add(s, rows_of_order(l));
	group_add(s, rows_of_mail(l));
	group_add(s, rows_of_reasons(l));
	return s;
}

/* Where nobody has given a set: ours, parsed once, for as long as the program lives. */
static struct letter_templates *
templates_of(const struct letter_order *l)
{
	static struct letter_templates *ours;

	if (l->templates)
		return l->templates;
	if (!ours)
		ours = letter_templates_load(NULL);
	return ours;
}

gboolean
order_render(const struct letter_order *l, struct letter_text *out, GError **error)
{
	struct scope *s = scope_of_order(l);
	gboolean ok = letter_text_render(templates_of(l), "order", s, out, error);

	scope_free(s);
	return ok;
}
