/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report as a line of JSON: the keys of docs/READING.md, always all of them; what was not found is null or
 * [].
 */
#include "purser/reader.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Reports that came through report_unpack() are valid UTF-8; one built by hand may not be. */
static json_t *
text(const char *value)
{
	json_t *j;

	if (!value)
		return json_null();
	j = json_string(value);
	if (!j) {
		g_autofree char *valid = g_utf8_make_valid(value, -1);

		j = json_string(valid);
	}
	return j;
}

/* Two digits are all that a confidence means. */
static json_t *
number(double value)
{
	return isfinite(value) ? json_real(round(value * 100) / 100) : json_null();
}

static json_t *
strings(const GPtrArray *list)
{
	json_t *a = json_array();

	for (guint i = 0; i < list->len; i++)
		json_array_append_new(a, text(list->pdata[i]));
	return a;
}

/* One object of a row whose columns are all text. */
static json_t *
row(gconstpointer values, const struct report_column *columns)
{
	json_t *o = json_object();

	for (; columns->key; columns++)
		json_object_set_new_nocheck(
		    o, columns->key, text(G_STRUCT_MEMBER(char *, values, columns->offset)));
	return o;
}

static json_t *
rows(const GPtrArray *list, const struct report_column *columns)
{
	json_t *a = json_array();

	for (guint i = 0; i < list->len; i++)
		json_array_append_new(a, row(list->pdata[i], columns));
	return a;
}

static json_t *
orders(const GPtrArray *list)
{
	json_t *a = json_array();

	for (guint i = 0; i < list->len; i++) {
		const struct order *order = list->pdata[i];
		json_t *o = json_object();

		for (guint f = 0; f < ORDER_FIELD_N; f++)
			json_object_set_new_nocheck(o, ORDER_FIELD_KEYS[f], text(order->value[f]));
		json_object_set_new_nocheck(o, "confidence", number(order->confidence));
		json_array_append_new(a, o);
	}
	return a;
}

static json_t *
documents(const GPtrArray *list)
{
	json_t *a = json_array();

	for (guint i = 0; i < list->len; i++) {
		const struct report_document *d = list->pdata[i];
		json_t *o = row(d, REPORT_DOCUMENT_COLUMNS);

		json_object_set_new_nocheck(o, "pages", d->pages > 0 ? json_integer(d->pages) : json_null());
		json_array_append_new(a, o);
	}
	return a;
}

static json_t *
evidence(const GPtrArray *list)
{
	json_t *a = json_array();

	for (guint i = 0; i < list->len; i++) {
		const struct report_evidence *e = list->pdata[i];
		json_t *o = row(e, REPORT_EVIDENCE_COLUMNS), *box = json_array();

		for (guint k = 0; k < G_N_ELEMENTS(e->box); k++)
			json_array_append_new(box, number(e->box[k]));
		json_object_set_new_nocheck(o, "page", e->page > 0 ? json_integer(e->page) : json_null());
		json_object_set_new_nocheck(o, "box", box);
		json_array_append_new(a, o);
	}
	return a;
}

static json_t *
address(const struct report_address *a)
{
	if (!a->name && !a->address)
		return json_null();
	return json_pack("{s:o, s:o}", "name", text(a->name), "address", text(a->address));
}

static json_t *
origin(const struct report *r)
{
	if (!r->origin.name && !r->origin.address && !r->origin_how)
		return json_null();
	return json_pack("{s:o, s:o, s:o, s:o}", "name", text(r->origin.name), "address",
	    text(r->origin.address), "date", text(r->origin_date), "how", text(r->origin_how));
}

static json_t *
pair(const char *key, const char *value, const char *other_key, const char *other_value)
{
	return value ? json_pack("{s:o, s:o}", key, text(value), other_key, text(other_value)) : json_null();
}

/* An unreadable one keeps its head: everything else is null or [], for nothing was found. */
static void
head_set(json_t *o, const struct report *r, const char *file)
{
	json_object_set_new(o, "file", text(file));
	if (r->error)
		json_object_set_new(o, "error", text(r->error));
	json_object_set_new(o, "message_id", text(r->message_id));
	json_object_set_new(o, "date", text(r->date));
	json_object_set_new(o, "subject", text(r->subject));
	json_object_set_new(o, "from", address(&r->from));
	json_object_set_new(o, "origin", origin(r));
	json_object_set_new(
	    o, "direction", r->error ? json_null() : text(r->direction ? r->direction : "unknown"));
	json_object_set_new(o, "authenticity",
	    r->error
		? json_null()
		: pair("verdict", r->authenticity ? r->authenticity : "unknown", "why", r->authenticity_why));
	json_object_set_new(o, "verdict", r->error ? json_null() : text(VERDICT_NAMES[r->verdict]));
	json_object_set_new(o, "confidence", r->error ? json_null() : number(r->confidence));
}

char *
reader_report_json(const struct report *r, const char *file)
{
	json_t *o = json_object();
	g_autofree char *version = g_strconcat(PURSER_VERSION, " rules ", FINDING_RULES_VERSION, NULL);
	char *line, *result;

	head_set(o, r, file);
	json_object_set_new(o, "reasons", strings(r->reasons));
	json_object_set_new(o, "warnings", strings(r->warnings));
	json_object_set_new(o, "orders", orders(r->orders));
	json_object_set_new(o, "cited_orders", strings(r->cited_orders));
	json_object_set_new(o, "contacts", rows(r->contacts, REPORT_CONTACT_COLUMNS));
	json_object_set_new(o, "portals", rows(r->portals, REPORT_PORTAL_COLUMNS));
	json_object_set_new(o, "invoice_to", pair("how", r->invoice_to_how, "value", r->invoice_to_value));
	json_object_set_new(o, "bank_accounts", rows(r->bank_accounts, REPORT_BANK_COLUMNS));
	json_object_set_new(o, "documents", documents(r->documents));
	json_object_set_new(o, "evidence", evidence(r->evidence));
	json_object_set_new(o, "version", text(version));
	line = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(10));
	json_decref(o);
	/* jansson's allocator is not GLib's. */
	result = g_strdup(line ? line : "{}");
	free(line);
	return result;
}
