/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report as a line of JSON: the keys of docs/READING.md, always all of them; what was not found is null or
 * [].
 *
 * Written straight into a string, without a tree in between: a tree of objects costs several times what the
 * rest of the keeper's work on a report does. The tests read it back with jansson.
 */
#include "purser/reader.h"

#include <math.h>
#include <string.h>

#define REPORT_USUAL 2048

static void
escape_append(GString *out, guchar c)
{
	static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";

	for (const char *s = shorts; *s; s += 2) {
		if ((guchar)*s != c)
			continue;
		g_string_append_c(out, '\\');
		g_string_append_c(out, s[1]);
		return;
	}
	g_string_append_printf(out, "\\u%04x", c);
}

static void
valid_text(GString *out, const char *value)
{
	const char *run = value, *p = value;

	g_string_append_c(out, '"');
	for (; *p; p++) {
		if (G_LIKELY((guchar)*p >= 0x20 && *p != '"' && *p != '\\' && *p != 0x7f))
			continue;
		g_string_append_len(out, run, p - run);
		escape_append(out, (guchar)*p);
		run = p + 1;
	}
	g_string_append_len(out, run, p - run);
	g_string_append_c(out, '"');
}

/* Reports that came through report_unpack() are valid UTF-8; file names need not be. */
static void
text(GString *out, const char *value)
{
	if (!value) {
		g_string_append(out, "null");
	} else if (g_utf8_validate(value, -1, NULL)) {
		valid_text(out, value);
	} else {
		g_autofree char *valid = g_utf8_make_valid(value, -1);

		valid_text(out, valid);
	}
}

/* Two digits are all that a confidence, or a box, means. */
static void
number(GString *out, double value)
{
	char digits[G_ASCII_DTOSTR_BUF_SIZE];

	g_string_append(
	    out, isfinite(value) ? g_ascii_formatd(digits, sizeof digits, "%.2f", value) : "null");
}

static void
count(GString *out, int value)
{
	if (value > 0)
		g_string_append_printf(out, "%d", value);
	else
		g_string_append(out, "null");
}

/* Begins a member: the comma before it, its key. Keys are ours and need no escape. */
static void
key(GString *out, const char *name)
{
	char before = out->str[out->len - 1];

	if (before != '{' && before != '[')
		g_string_append_c(out, ',');
	g_string_append_c(out, '"');
	g_string_append(out, name);
	g_string_append(out, "\":");
}

static void
member(GString *out, const char *name, const char *value)
{
	key(out, name);
	text(out, value);
}

/* Members of a row whose columns are all text. */
static void
columns(GString *out, gconstpointer row, const struct report_column *column)
{
	for (; column->key; column++)
		member(out, column->key, G_STRUCT_MEMBER(char *, row, column->offset));
}

/* A list of objects, each filled by its own function. */
static void
list(GString *out, const char *name, const GPtrArray *rows, void (*fill)(GString *out, gconstpointer row))
{
	key(out, name);
	g_string_append_c(out, '[');
	for (guint i = 0; i < rows->len; i++) {
		g_string_append(out, i ? ",{" : "{");
		fill(out, rows->pdata[i]);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
}

static void
strings(GString *out, const char *name, const GPtrArray *values)
{
	key(out, name);
	g_string_append_c(out, '[');
	for (guint i = 0; i < values->len; i++) {
		if (i)
			g_string_append_c(out, ',');
		text(out, values->pdata[i]);
	}
	g_string_append_c(out, ']');
}

static void
fill_line(GString *out, gconstpointer row)
{
	columns(out, row, ORDER_LINE_COLUMNS);
}

static void
order_lines(GString *out, const struct order *o)
{
	g_autofree char *digest = order_lines_digest(o);

	key(out, "lines");
	if (!o->lines) {
		g_string_append(out, "null");
		return;
	}
	g_string_append_c(out, '{');
	key(out, "count");
	count(out, (int)o->n_lines);
	member(out, "sum", o->lines_sum);
	key(out, "proven");
	g_string_append(out, o->lines_proven ? "true" : "false");
	member(out, "digest", digest);
	list(out, "items", o->lines, fill_line);
	g_string_append_c(out, '}');
}

static void
number_or_null(GString *out, const char *name, gboolean said, int value)
{
	key(out, name);
	if (said)
		g_string_append_printf(out, "%d", value);
	else
		g_string_append(out, "null");
}

static void
percent(GString *out, int basis_points)
{
	key(out, "percent");
	number(out, basis_points < 0 ? (double)NAN : basis_points / 100.0);
}

static void
terms_parts(GString *out, const struct payment_terms *t)
{
	key(out, "discounts");
	g_string_append_c(out, '[');
	for (guint i = 0; i < t->n_discounts; i++) {
		g_string_append(out, i ? ",{" : "{");
		percent(out, t->discount[i].basis_points);
		number_or_null(out, "days", t->discount[i].days >= 0, t->discount[i].days);
		number_or_null(out, "month_day", t->discount[i].month_day > 0, t->discount[i].month_day);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
	key(out, "instalments");
	g_string_append_c(out, '[');
	for (guint i = 0; i < t->n_parts; i++) {
		g_string_append(out, i ? ",{" : "{");
		percent(out, t->part[i].basis_points);
		member(out, "base", TERMS_BASE_NAMES[t->part[i].base]);
		number_or_null(out, "days", TRUE, t->part[i].days);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
}

static void
order_terms(GString *out, const char *text)
{
	struct payment_terms t;
	g_autofree char *says = NULL;

	key(out, "terms");
	if (!text || !terms_parse(text, &t)) {
		g_string_append(out, "null");
		return;
	}
	says = terms_write(&t);
	g_string_append_c(out, '{');
	member(out, "says", says);
	member(out, "kind", TERMS_KIND_NAMES[t.kind]);
	number_or_null(out, "days", t.days >= 0, t.days);
	member(out, "base", TERMS_BASE_NAMES[t.base]);
	member(out, "month_end", TERMS_MONTH_NAMES[t.month]);
	number_or_null(out, "month_day", t.month_day > 0, t.month_day);
	terms_parts(out, &t);
	member(out, "ambiguous", t.ambiguous);
	g_string_append_c(out, '}');
}

static void
fill_order(GString *out, gconstpointer row)
{
	const struct order *o = row;

	for (guint f = 0; f < ORDER_FIELD_N; f++)
		member(out, ORDER_FIELD_KEYS[f], o->value[f]);
	order_terms(out, o->value[ORDER_TERMS]);
	order_lines(out, o);
	key(out, "confidence");
	number(out, o->confidence);
}

static void
fill_contact(GString *out, gconstpointer row)
{
	columns(out, row, REPORT_CONTACT_COLUMNS);
}

static void
fill_portal(GString *out, gconstpointer row)
{
	columns(out, row, REPORT_PORTAL_COLUMNS);
}

static void
fill_fact(GString *out, gconstpointer row)
{
	columns(out, row, REPORT_FACT_COLUMNS);
}

static void
fill_notice(GString *out, gconstpointer row)
{
	columns(out, row, REPORT_NOTICE_COLUMNS);
}

static void
fill_promise(GString *out, gconstpointer row)
{
	columns(out, row, REPORT_PROMISE_COLUMNS);
}

static void
fill_command(GString *out, gconstpointer row)
{
	columns(out, row, REPORT_COMMAND_COLUMNS);
}

static void
fill_bank_account(GString *out, gconstpointer row)
{
	/* the last three are between reader and keeper */
	for (const struct report_column *c = REPORT_BANK_COLUMNS; strcmp(c->key, "fingerprint") != 0; c++)
		member(out, c->key, G_STRUCT_MEMBER(char *, row, c->offset));
}

static void
fill_document(GString *out, gconstpointer row)
{
	const struct report_document *d = row;

	columns(out, d, REPORT_DOCUMENT_COLUMNS);
	key(out, "pages");
	count(out, d->pages);
}

static void
fill_evidence(GString *out, gconstpointer row)
{
	const struct report_evidence *e = row;

	columns(out, e, REPORT_EVIDENCE_COLUMNS);
	key(out, "page");
	count(out, e->page);
	key(out, "box");
	g_string_append_c(out, '[');
	for (guint i = 0; i < G_N_ELEMENTS(e->box); i++) {
		if (i)
			g_string_append_c(out, ',');
		number(out, e->box[i]);
	}
	g_string_append_c(out, ']');
}

/* An object of a few texts, or null where there is nothing to say. */
struct pair {
	const char *key, *value;
};

static void
object(GString *out, const char *name, gboolean present, const struct pair *pairs, guint n)
{
	key(out, name);
	if (!present) {
		g_string_append(out, "null");
		return;
	}
	g_string_append_c(out, '{');
	for (guint i = 0; i < n; i++)
		member(out, pairs[i].key, pairs[i].value);
	g_string_append_c(out, '}');
}

#define OBJECT(out, name, present, ...)                                 \
	do {                                                            \
		const struct pair pairs[] = { __VA_ARGS__ };            \
		object(out, name, present, pairs, G_N_ELEMENTS(pairs)); \
	} while (0)

/* Of an unreadable one nothing is claimed: verdict and the like are null, not "other" or "unknown". */
static void
head(GString *out, const struct report *r)
{
	gboolean readable = r->error == NULL;

	if (!readable)
		member(out, "error", r->error);
	member(out, "message_id", r->message_id);
	member(out, "date", r->date);
	member(out, "subject", r->subject);
	OBJECT(out, "from", r->from.name || r->from.address, { "name", r->from.name },
	    { "address", r->from.address });
	OBJECT(out, "origin", r->origin.name || r->origin.address || r->origin_how,
	    { "name", r->origin.name }, { "address", r->origin.address }, { "date", r->origin_date },
	    { "how", r->origin_how });
	member(out, "direction", !readable ? NULL : r->direction ? r->direction : "unknown");
	OBJECT(out, "authenticity", readable, { "verdict", r->authenticity ? r->authenticity : "unknown" },
	    { "why", r->authenticity_why });
	member(out, "verdict", readable ? VERDICT_NAMES[r->verdict] : NULL);
	key(out, "confidence");
	number(out, readable ? r->confidence : (double)NAN);
}

char *
reader_report_json(const struct report *r, const char *file)
{
	GString *out = g_string_sized_new(REPORT_USUAL);
	g_autofree char *version = g_strconcat(PURSER_VERSION, " rules ", FINDING_RULES_VERSION, NULL);

	g_string_append_c(out, '{');
	member(out, "file", file);
	head(out, r);
	strings(out, "reasons", r->reasons);
	strings(out, "warnings", r->warnings);
	list(out, "orders", r->orders, fill_order);
	strings(out, "cited_orders", r->cited_orders);
	list(out, "contacts", r->contacts, fill_contact);
	list(out, "portals", r->portals, fill_portal);
	list(out, "facts", r->facts, fill_fact);
	list(out, "notices", r->notices, fill_notice);
	list(out, "promises", r->promises, fill_promise);
	list(out, "commands", r->commands, fill_command);
	OBJECT(out, "invoice_to", r->invoice_to_how != NULL, { "how", r->invoice_to_how },
	    { "value", r->invoice_to_value });
	list(out, "bank_accounts", r->bank_accounts, fill_bank_account);
	list(out, "documents", r->documents, fill_document);
	list(out, "evidence", r->evidence, fill_evidence);
	member(out, "version", version);
	g_string_append_c(out, '}');
	return g_string_free(out, FALSE);
}
