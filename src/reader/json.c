/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report as a line of JSON: the keys of docs/READING.md, always all of them; what was not found is null or
 * [].
 *
 * Written straight into a buffer, without a tree in between: a tree of objects costs several times what the
 * rest of the keeper's work on a report does. The tests read it back with jansson.
 */
#include "purser/reader.h"

#include <float.h>
#include <math.h>
#include <string.h>

static void
put(struct flat *out, const char *s)
{
	flat_put(out, s, strlen(s));
}

static void
escape(struct flat *out, guchar c)
{
	static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	char code[8];

	for (const char *s = shorts; *s; s += 2) {
		if ((guchar)*s != c)
			continue;
		flat_u8(out, '\\');
		flat_u8(out, (guint8)s[1]);
		return;
	}
	g_snprintf(code, sizeof code, "\\u%04x", c);
	put(out, code);
}

/* How many bytes from here on need no escape: eight at a time. high collects their top bits. */
static gsize
plain(const char *s, gsize n, guint64 *high)
{
	const guint64 ones = G_MAXUINT64 / 0xff, tops = ones * 0x80;
	gsize i = 0;

	for (; i + sizeof ones <= n; i += sizeof ones) {
		guint64 x, quote, slash, del;

		memcpy(&x, s + i, sizeof x);
		quote = x ^ ones * '"';
		slash = x ^ ones * '\\';
		del = x ^ ones * 0x7f;
		if ((((x - ones * ' ') & ~x) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
			((del - ones) & ~del)) &
		    tops)
			break;
		*high |= x & tops;
	}
	for (; i < n && (guchar)s[i] >= ' ' && s[i] != '"' && s[i] != '\\' && s[i] != 0x7f; i++)
		*high |= (guchar)s[i] & 0x80;
	return i;
}

/* Reports that came through report_unpack() are valid UTF-8; file names need not be. */
static void
text(struct flat *out, const char *value)
{
	gsize start = out->size, n = value ? strlen(value) : 0;
	guint64 high = 0;

	if (!value) {
		put(out, "null");
		return;
	}
	flat_u8(out, '"');
	for (gsize i = 0, run; i < n; i += run) {
		run = plain(value + i, n - i, &high);
		flat_put(out, value + i, run);
		if (i + run < n)
			escape(out, (guchar)value[i + run++]);
	}
	flat_u8(out, '"');
	if (high && !g_utf8_validate(value, (gssize)n, NULL)) {
		g_autofree char *valid = g_utf8_make_valid(value, (gssize)n);

		out->size = start;
		text(out, valid);
	}
}

static void
decimal(struct flat *out, gint64 value, guint digits)
{
	guint64 left = value < 0 ? -(guint64)value : (guint64)value;
	char reversed[24];
	guint n = 0;

	for (; left || n < digits; left /= 10)
		reversed[n++] = (char)('0' + left % 10);
	if (value < 0)
		flat_u8(out, '-');
	while (n)
		flat_u8(out, (guint8)reversed[--n]);
}

/* As printf() rounds: what lies in the middle goes by what the product lost, else to the even side. */
static gint64
hundredths(double value)
{
	double product = value * 100, whole = trunc(product), rest = product - whole;
	double lost = rest == 0.5 ? fma(value, 100, -product) : 0;
	gboolean up = rest > 0.5 || (rest == 0.5 && (lost > 0 || (lost == 0 && fmod(whole, 2) != 0)));

	return (gint64)whole + (up ? 1 : 0);
}

/* Two digits are all that a confidence, or a box, means. */
static void
number(struct flat *out, double value)
{
	char digits[DBL_MAX_10_EXP + 8];

	if (!isfinite(value)) {
		put(out, "null");
	} else if (signbit(value) || value > 1e9) {
		put(out, g_ascii_formatd(digits, sizeof digits, "%.2f", value));
	} else {
		gint64 n = hundredths(value);

		decimal(out, n / 100, 1);
		flat_u8(out, '.');
		decimal(out, n % 100, 2);
	}
}

static void
count(struct flat *out, int value)
{
	if (value > 0)
		decimal(out, value, 1);
	else
		put(out, "null");
}

/* Begins a member: the comma before it, its key. Keys are ours and need no escape. */
static void
key(struct flat *out, const char *name)
{
	const guint8 before = out->data[out->size - 1];

	if (before != '{' && before != '[')
		flat_u8(out, ',');
	flat_u8(out, '"');
	put(out, name);
	put(out, "\":");
}

static void
member(struct flat *out, const char *name, const char *value)
{
	key(out, name);
	text(out, value);
}

/* Members of a row whose columns are all text. */
static void
columns(struct flat *out, gconstpointer row, const struct report_column *column)
{
	for (; column->key; column++)
		member(out, column->key, G_STRUCT_MEMBER(char *, row, column->offset));
}

/* A list of objects, each filled by its own function. */
static void
list(struct flat *out, const char *name, const GPtrArray *rows,
    void (*fill)(struct flat *out, gconstpointer row))
{
	key(out, name);
	flat_u8(out, '[');
	for (guint i = 0; i < rows->len; i++) {
		put(out, i ? ",{" : "{");
		fill(out, rows->pdata[i]);
		flat_u8(out, '}');
	}
	flat_u8(out, ']');
}

static void
strings(struct flat *out, const char *name, const GPtrArray *values)
{
	key(out, name);
	flat_u8(out, '[');
	for (guint i = 0; i < values->len; i++) {
		if (i)
			flat_u8(out, ',');
		text(out, values->pdata[i]);
	}
	flat_u8(out, ']');
}

static void
fill_line(struct flat *out, gconstpointer row)
{
	columns(out, row, ORDER_LINE_COLUMNS);
}

static void
order_lines(struct flat *out, const struct order *o)
{
	g_autofree char *digest = order_lines_digest(o);

	key(out, "lines");
	if (!o->lines) {
		put(out, "null");
		return;
	}
	flat_u8(out, '{');
	key(out, "count");
	count(out, (int)o->n_lines);
	member(out, "sum", o->lines_sum);
	key(out, "proven");
	put(out, o->lines_proven ? "true" : "false");
	member(out, "digest", digest);
	list(out, "items", o->lines, fill_line);
	flat_u8(out, '}');
}

static void
number_or_null(struct flat *out, const char *name, gboolean said, int value)
{
	key(out, name);
	if (said)
		decimal(out, value, 1);
	else
		put(out, "null");
}

static void
percent(struct flat *out, int basis_points)
{
	key(out, "percent");
	number(out, basis_points < 0 ? (double)NAN : basis_points / 100.0);
}

static void
terms_parts(struct flat *out, const struct payment_terms *t)
{
	key(out, "discounts");
	flat_u8(out, '[');
	for (guint i = 0; i < t->n_discounts; i++) {
		put(out, i ? ",{" : "{");
		percent(out, t->discount[i].basis_points);
		number_or_null(out, "days", t->discount[i].days >= 0, t->discount[i].days);
		number_or_null(out, "month_day", t->discount[i].month_day > 0, t->discount[i].month_day);
		flat_u8(out, '}');
	}
	flat_u8(out, ']');
	key(out, "instalments");
	flat_u8(out, '[');
	for (guint i = 0; i < t->n_parts; i++) {
		put(out, i ? ",{" : "{");
		percent(out, t->part[i].basis_points);
		member(out, "base", TERMS_BASE_NAMES[t->part[i].base]);
		number_or_null(out, "days", TRUE, t->part[i].days);
		flat_u8(out, '}');
	}
	flat_u8(out, ']');
}

static void
order_terms(struct flat *out, const char *text)
{
	struct payment_terms t;
	g_autofree char *says = NULL;

	key(out, "terms");
	if (!text || !terms_parse(text, &t)) {
		put(out, "null");
		return;
	}
	says = terms_write(&t);
	flat_u8(out, '{');
	member(out, "says", says);
	member(out, "kind", TERMS_KIND_NAMES[t.kind]);
	number_or_null(out, "days", t.days >= 0, t.days);
	member(out, "base", TERMS_BASE_NAMES[t.base]);
	member(out, "month_end", TERMS_MONTH_NAMES[t.month]);
	number_or_null(out, "month_day", t.month_day > 0, t.month_day);
	terms_parts(out, &t);
	member(out, "ambiguous", t.ambiguous);
	flat_u8(out, '}');
}

static void
fill_order(struct flat *out, gconstpointer row)
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
fill_contact(struct flat *out, gconstpointer row)
{
	columns(out, row, REPORT_CONTACT_COLUMNS);
}

static void
fill_portal(struct flat *out, gconstpointer row)
{
	columns(out, row, REPORT_PORTAL_COLUMNS);
}

static void
fill_fact(struct flat *out, gconstpointer row)
{
	columns(out, row, REPORT_FACT_COLUMNS);
}

static void
fill_notice(struct flat *out, gconstpointer row)
{
	columns(out, row, REPORT_NOTICE_COLUMNS);
}

static void
fill_promise(struct flat *out, gconstpointer row)
{
	columns(out, row, REPORT_PROMISE_COLUMNS);
}

static void
fill_command(struct flat *out, gconstpointer row)
{
	columns(out, row, REPORT_COMMAND_COLUMNS);
}

static void
fill_bank_account(struct flat *out, gconstpointer row)
{
	/* the last three are between reader and keeper */
	for (const struct report_column *c = REPORT_BANK_COLUMNS; strcmp(c->key, "fingerprint") != 0; c++)
		member(out, c->key, G_STRUCT_MEMBER(char *, row, c->offset));
}

static void
fill_document(struct flat *out, gconstpointer row)
{
	const struct report_document *d = row;

	columns(out, d, REPORT_DOCUMENT_COLUMNS);
	key(out, "pages");
	count(out, d->pages);
}

static void
fill_evidence(struct flat *out, gconstpointer row)
{
	const struct report_evidence *e = row;

	columns(out, e, REPORT_EVIDENCE_COLUMNS);
	key(out, "page");
	count(out, e->page);
	key(out, "box");
	flat_u8(out, '[');
	for (guint i = 0; i < G_N_ELEMENTS(e->box); i++) {
		if (i)
			flat_u8(out, ',');
		number(out, e->box[i]);
	}
	flat_u8(out, ']');
}

/* An object of a few texts, or null where there is nothing to say. */
struct pair {
	const char *key, *value;
};

static void
object(struct flat *out, const char *name, gboolean present, const struct pair *pairs, guint n)
{
	key(out, name);
	if (!present) {
		put(out, "null");
		return;
	}
	flat_u8(out, '{');
	for (guint i = 0; i < n; i++)
		member(out, pairs[i].key, pairs[i].value);
	flat_u8(out, '}');
}

#define OBJECT(out, name, present, ...)                                 \
	do {                                                            \
		const struct pair pairs[] = { __VA_ARGS__ };            \
		object(out, name, present, pairs, G_N_ELEMENTS(pairs)); \
	} while (0)

/* Of an unreadable one nothing is claimed: verdict and the like are null, not "other" or "unknown". */
static void
head(struct flat *out, const struct report *r)
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

void
reader_report_json(const struct report *r, const char *file, struct flat *out)
{
	flat_u8(out, '{');
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
	key(out, "version");
	put(out, "\"" PURSER_VERSION " rules ");
	put(out, FINDING_RULES_VERSION);
	put(out, "\"");
	flat_u8(out, '}');
}
