/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report - life cycle and column tables of what leaves the sandbox
 *
 * Rows drive everything: a column is a key, an offset, a cap and, where its values are names, their set.
 *
 * This file knows neither documents nor messages, so that the keeper can hold reports without their
 * libraries.
 */
#include "report_wire.h"

const char *const VERDICT_NAMES[VERDICT_N] = { "other", "purchase_order", "order_change",
	"order_cancellation", "order_confirmation", "quote", "request_for_quote", "invoice", "remittance",
	"statement", "promise" };

const char *const ORDER_FIELD_KEYS[ORDER_FIELD_N] = {
#define X(id, key, title) key,
	ORDER_FIELDS(X)
#undef X
};

const char *const ORDER_FIELD_TITLES[ORDER_FIELD_N] = {
#define X(id, key, title) title,
	ORDER_FIELDS(X)
#undef X
};

typedef const char *const name_set[];
static name_set SET_DIRECTION = { "inbound", "outbound", "internal", "unknown", NULL };
static name_set SET_HOW = { "header", "inline-forward", "attached-forward", "quoted", NULL };
static name_set SET_AUTHENTICITY = { "pass", "fail", "vouched", "unknown", NULL };
static name_set SET_INVOICE_TO = { "email", "portal", "post", NULL };
static name_set SET_ROLE = { "billing", "approver", "dispute", "buyer", "portal_admin", "other", NULL };
const char *const MAP_KIND_NAMES[] = { "billing_contact", "approver", "dispute_contact", "buyer_contact",
	"invoice_route", "portal", "bill_to", "po_required", "payment_terms", "our_entity", NULL };
static name_set SET_FACT_HOW = { "email", "portal", "post", "accepted", "stated", "order", NULL };
static name_set SET_FACT_SOURCE = { "statement", "signature", "forwarded", "colleague", "document", "portal",
	NULL };
static name_set SET_NOTICE = { "bank-change", "payment-demand", "receivables-request", NULL };
static name_set SET_SCHEME = { "iban", "aba", "uk", "bsb", "clabe", "ifsc", "ca", NULL };
static name_set SET_STANDING = { "approved", "altered", "swapped", "unknown", NULL };
static name_set SET_WHOSE = { "ours", "theirs", "unknown", NULL };
static name_set SET_READ = { "text", "ocr", "structured", "encrypted", "damaged", "skipped", NULL };

/* X(key, member, cap, set) */
const char *const COMMAND_VERBS[] = { "route", "reject", "number", "customer", "none", "not-mine", "bank",
	NULL };
#define HEAD_COLUMNS(X)                                               \
	X("error", error, CAP_LONG, NULL)                             \
	X("message_id", message_id, CAP_ID, NULL)                     \
	X("date", date, CAP_NAME, NULL)                               \
	X("subject", subject, CAP_LONG, NULL)                         \
	X("from_name", from.name, CAP_SHORT, NULL)                    \
	X("from_address", from.address, CAP_SHORT, NULL)              \
	X("origin_name", origin.name, CAP_SHORT, NULL)                \
	X("origin_address", origin.address, CAP_SHORT, NULL)          \
	X("origin_date", origin_date, CAP_NAME, NULL)                 \
	X("origin_how", origin_how, CAP_NAME, SET_HOW)                \
	X("reply_to", reply_to, CAP_SHORT, NULL)                      \
	X("direction", direction, CAP_NAME, SET_DIRECTION)            \
	X("authenticity", authenticity, CAP_NAME, SET_AUTHENTICITY)   \
	X("authenticity_why", authenticity_why, CAP_LONG, NULL)       \
	X("invoice_to_how", invoice_to_how, CAP_NAME, SET_INVOICE_TO) \
	X("invoice_to_value", invoice_to_value, CAP_URL, NULL)        \
	X("mark", mark, CAP_SHORT, NULL)                              \
	X("in_reply_to", in_reply_to, CAP_ID, NULL)                   \
	X("auth_server", auth_server, CAP_SHORT, NULL)                \
	X("auth_dmarc", auth_dmarc, CAP_NAME, NULL)                   \
	X("pressure", pressure, CAP_NAME, NULL)
#define CONTACT_COLUMNS(X)                     \
	X("role", role, CAP_NAME, SET_ROLE)    \
	X("name", name, CAP_SHORT, NULL)       \
	X("address", address, CAP_SHORT, NULL) \
	X("phone", phone, CAP_NAME, NULL)      \
	X("organisation", organisation, CAP_SHORT, NULL)
#define PORTAL_COLUMNS(X)                \
	X("name", name, CAP_SHORT, NULL) \
	X("url", url, CAP_URL, NULL)
#define FACT_COLUMNS(X)                                \
	X("kind", kind, CAP_NAME, MAP_KIND_NAMES)      \
	X("value", value, CAP_SHORT, NULL)             \
	X("name", name, CAP_SHORT, NULL)               \
	X("detail", detail, CAP_URL, NULL)             \
	X("how", how, CAP_NAME, SET_FACT_HOW)          \
	X("source", source, CAP_NAME, SET_FACT_SOURCE) \
	X("by", by, CAP_SHORT, NULL)                   \
	X("text", text, CAP_SHORT, NULL)               \
	X("part", part, CAP_SHORT, NULL)               \
	X("rule", rule, CAP_NAME, NULL)
#define NOTICE_COLUMNS(X)                     \
	X("kind", kind, CAP_NAME, SET_NOTICE) \
	X("text", text, CAP_SHORT, NULL)      \
	X("part", part, CAP_SHORT, NULL)      \
	X("rule", rule, CAP_NAME, NULL)
#define PROMISE_COLUMNS(X)                  \
	X("text", text, CAP_SHORT, NULL)    \
	X("due", due, CAP_NAME, NULL)       \
	X("quote", quote, CAP_NAME, NULL)   \
	X("amount", amount, CAP_NAME, NULL) \
	X("by", by, CAP_SHORT, NULL)        \
	X("said", said, CAP_NAME, NULL)     \
	X("part", part, CAP_SHORT, NULL)    \
	X("rule", rule, CAP_NAME, NULL)
#define COMMAND_COLUMNS(X)                       \
	X("verb", verb, CAP_NAME, COMMAND_VERBS) \
	X("item", item, CAP_NAME, NULL)          \
	X("argument", argument, CAP_SHORT, NULL)
#define BANK_COLUMNS(X)                                 \
	X("scheme", scheme, CAP_NAME, SET_SCHEME)       \
	X("country", country, CAP_NAME, NULL)           \
	X("masked", masked, CAP_NAME, NULL)             \
	X("bank_code", bank_code, CAP_NAME, NULL)       \
	X("bic", bic, CAP_NAME, NULL)                   \
	X("holder", holder, CAP_SHORT, NULL)            \
	X("whose", whose, CAP_NAME, SET_WHOSE)          \
	X("fingerprint", fingerprint, CAP_NAME, NULL)   \
	X("standing", standing, CAP_NAME, SET_STANDING) \
	X("sealed", sealed, CAP_SEALED, NULL)
#define DOCUMENT_COLUMNS(X)                            \
	X("part", part, CAP_SHORT, NULL)               \
	X("filename", filename, CAP_SHORT, NULL)       \
	X("media_type", media_type, CAP_SHORT, NULL)   \
	X("verdict", verdict, CAP_NAME, VERDICT_NAMES) \
	X("read", read, CAP_NAME, SET_READ)            \
	X("why", why, CAP_LONG, NULL)
#define EVIDENCE_COLUMNS(X)               \
	X("field", field, CAP_NAME, NULL) \
	X("text", text, CAP_LONG, NULL)   \
	X("part", part, CAP_SHORT, NULL)  \
	X("rule", rule, CAP_NAME, NULL)   \
	X("line", line, CAP_LONG, NULL)

#define LINE_COLUMNS(X)                                \
	X("position", position, CAP_NAME, NULL)        \
	X("description", description, CAP_SHORT, NULL) \
	X("quantity", quantity, CAP_NAME, NULL)        \
	X("unit", unit, CAP_NAME, NULL)                \
	X("unit_price", unit_price, CAP_NAME, NULL)    \
	X("total", total, CAP_NAME, NULL)

#define DEFINE_COLUMNS(NAME, LIST, type)                                        \
	const struct report_column NAME[] = { LIST(COLUMN_##type){ NULL, 0 } }; \
	const struct column_check NAME##_CHECKS[] = { LIST(COLUMN_CHECK){ 0, NULL } };
#define COLUMN_CHECK(key, member, cap, set) { cap, set },
#define COLUMN_REPORT(key, member, cap, set) { key, offsetof(struct report, member) },
#define COLUMN_CONTACT(key, member, cap, set) { key, offsetof(struct report_contact, member) },
#define COLUMN_PORTAL(key, member, cap, set) { key, offsetof(struct report_portal, member) },
#define COLUMN_FACT(key, member, cap, set) { key, offsetof(struct report_fact, member) },
#define COLUMN_NOTICE(key, member, cap, set) { key, offsetof(struct report_notice, member) },
#define COLUMN_PROMISE(key, member, cap, set) { key, offsetof(struct report_promise, member) },
#define COLUMN_COMMAND(key, member, cap, set) { key, offsetof(struct report_command, member) },
#define COLUMN_BANK(key, member, cap, set) { key, offsetof(struct report_bank_account, member) },
#define COLUMN_DOCUMENT(key, member, cap, set) { key, offsetof(struct report_document, member) },
#define COLUMN_LINE(key, member, cap, set) { key, offsetof(struct order_line, member) },
#define COLUMN_EVIDENCE(key, member, cap, set) { key, offsetof(struct report_evidence, member) },
DEFINE_COLUMNS(REPORT_HEAD_COLUMNS, HEAD_COLUMNS, REPORT)
DEFINE_COLUMNS(REPORT_CONTACT_COLUMNS, CONTACT_COLUMNS, CONTACT)
DEFINE_COLUMNS(REPORT_PORTAL_COLUMNS, PORTAL_COLUMNS, PORTAL)
DEFINE_COLUMNS(REPORT_FACT_COLUMNS, FACT_COLUMNS, FACT)
DEFINE_COLUMNS(REPORT_NOTICE_COLUMNS, NOTICE_COLUMNS, NOTICE)
DEFINE_COLUMNS(REPORT_PROMISE_COLUMNS, PROMISE_COLUMNS, PROMISE)
DEFINE_COLUMNS(REPORT_COMMAND_COLUMNS, COMMAND_COLUMNS, COMMAND)
DEFINE_COLUMNS(REPORT_BANK_COLUMNS, BANK_COLUMNS, BANK)
DEFINE_COLUMNS(REPORT_DOCUMENT_COLUMNS, DOCUMENT_COLUMNS, DOCUMENT)
DEFINE_COLUMNS(REPORT_EVIDENCE_COLUMNS, EVIDENCE_COLUMNS, EVIDENCE)
DEFINE_COLUMNS(ORDER_LINE_COLUMNS, LINE_COLUMNS, LINE)

const struct report_column REPORT_ORDER_COLUMNS[] = {
#define X(id, key, title) { key, offsetof(struct order, value[ORDER_##id]) },
	ORDER_FIELDS(X)
#undef X
	    { "part", offsetof(struct order, part) },
	{ "content_digest", offsetof(struct order, content_digest) }, { NULL, 0 }
};
const struct column_check REPORT_ORDER_COLUMNS_CHECKS[] = {
#define X(id, key, title) { CAP_LONG, NULL },
	ORDER_FIELDS(X)
#undef X
	    { CAP_SHORT, NULL },
	{ CAP_NAME, NULL }, { 0, NULL }
};

gboolean
verdict_is_order(enum report_verdict v)
{
	return v == VERDICT_PURCHASE_ORDER || v == VERDICT_ORDER_CHANGE || v == VERDICT_ORDER_CANCELLATION;
}

/* --- life and death ------------------------------------------------------------------------------ */

static void
row_free(gpointer row, const struct report_column *columns)
{
	if (!row)
		return;
	for (; columns->key; columns++)
		g_free(G_STRUCT_MEMBER(char *, row, columns->offset));
	g_free(row);
}

static void
contact_free(gpointer p)
{
	row_free(p, REPORT_CONTACT_COLUMNS);
}

static void
portal_free(gpointer p)
{
	row_free(p, REPORT_PORTAL_COLUMNS);
}

static void
fact_free(gpointer p)
{
	row_free(p, REPORT_FACT_COLUMNS);
}

static void
notice_free(gpointer p)
{
	row_free(p, REPORT_NOTICE_COLUMNS);
}

static void
promise_free(gpointer p)
{
	row_free(p, REPORT_PROMISE_COLUMNS);
}

static void
command_free(gpointer p)
{
	row_free(p, REPORT_COMMAND_COLUMNS);
}

static void
bank_free(gpointer p)
{
	row_free(p, REPORT_BANK_COLUMNS);
}

static void
report_document_free(gpointer p)
{
	row_free(p, REPORT_DOCUMENT_COLUMNS);
}

static void
evidence_free(gpointer p)
{
	row_free(p, REPORT_EVIDENCE_COLUMNS);
}

void
order_line_free(gpointer line)
{
	row_free(line, ORDER_LINE_COLUMNS);
}

struct order *
order_new(void)
{
	return g_new0(struct order, 1);
}

void
order_free(struct order *o)
{
	if (!o)
		return;
	for (guint i = 0; i < ORDER_FIELD_N; i++)
		g_free(o->value[i]);
	g_free(o->part);
	g_free(o->content_digest);
	g_clear_pointer(&o->lines, g_ptr_array_unref);
	g_free(o->lines_sum);
	g_free(o);
}

static void
lines_copy(struct order *to, const struct order *from)
{
	g_autofree char *lines = order_lines_write(from);

	if (lines)
		order_lines_read(to, lines);
}

struct order *
order_copy(const struct order *o)
{
	struct order *copy = order_new();

	copy->confidence = o->confidence;
	copy->part = g_strdup(o->part);
	copy->content_digest = g_strdup(o->content_digest);
	order_fill(copy, o);
	return copy;
}

void
order_fill(struct order *o, const struct order *more)
{
	for (int f = 0; f < ORDER_FIELD_N; f++)
		if (!o->value[f] && more->value[f]) {
			o->value[f] = g_strdup(more->value[f]);
			o->field_confidence[f] = more->field_confidence[f];
		}
	if (!o->lines)
		lines_copy(o, more);
}

static void
order_free_notify(gpointer p)
{
	order_free(p);
}

struct report *
report_new(void)
{
	struct report *r = g_new0(struct report, 1);

	r->reasons = g_ptr_array_new_with_free_func(g_free);
	r->warnings = g_ptr_array_new_with_free_func(g_free);
	r->orders = g_ptr_array_new_with_free_func(order_free_notify);
	r->cited_orders = g_ptr_array_new_with_free_func(g_free);
	r->contacts = g_ptr_array_new_with_free_func(contact_free);
	r->portals = g_ptr_array_new_with_free_func(portal_free);
	r->facts = g_ptr_array_new_with_free_func(fact_free);
	r->notices = g_ptr_array_new_with_free_func(notice_free);
	r->promises = g_ptr_array_new_with_free_func(promise_free);
	r->commands = g_ptr_array_new_with_free_func(command_free);
	r->bank_accounts = g_ptr_array_new_with_free_func(bank_free);
	r->documents = g_ptr_array_new_with_free_func(report_document_free);
	r->evidence = g_ptr_array_new_with_free_func(evidence_free);
	r->references = g_ptr_array_new_with_free_func(g_free);
	return r;
}

gboolean
report_brings_order(const struct report *r)
{
	return verdict_is_order(r->verdict) || (r->orders && r->orders->len);
}

void
report_free(struct report *r)
{
	if (!r)
		return;
	g_ptr_array_unref(r->reasons);
	g_ptr_array_unref(r->warnings);
	g_ptr_array_unref(r->orders);
	g_ptr_array_unref(r->cited_orders);
	g_ptr_array_unref(r->contacts);
	g_ptr_array_unref(r->portals);
	g_ptr_array_unref(r->facts);
	g_ptr_array_unref(r->notices);
	g_ptr_array_unref(r->promises);
	g_ptr_array_unref(r->commands);
	g_ptr_array_unref(r->bank_accounts);
	g_ptr_array_unref(r->documents);
	g_ptr_array_unref(r->evidence);
	g_ptr_array_unref(r->references);
	row_free(r, REPORT_HEAD_COLUMNS);
}

const char *
report_written(const struct report *r)
{
	return r->origin_date ? r->origin_date : r->date;
}
