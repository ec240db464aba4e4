/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dossier - see dossier.h */
#include "dossier.h"

#include <stdio.h>
#include <string.h>

enum { ORDERS_ENOUGH = 3 }; /* so many orders with a number show that they are usual */

/* In the order of MAP_KIND_NAMES. ask: what is left to ask where it is not known; NULL: it need not be. */
static const struct {
	const char *kind, *title, *ask;
} KINDS[] = {
	{ "billing_contact", "Billing contact",
	    "who is the right person for questions about invoices (name and mail address)" },
	{ "approver", "Approver", "who approves orders and invoices on your side" },
	{ "dispute_contact", "Dispute contact", "whom we may ask when an invoice is in dispute" },
	{ "buyer_contact", "Buyer", NULL },
	{ "invoice_route", "Invoices go to",
	    "where our invoices should go (a mail address, a portal, or a postal address)" },
	{ "portal", "Vendor portal", NULL },
	{ "bill_to", "Bill to", NULL },
	{ "po_required", "PO required", "whether you need a purchase order number on our invoices" },
	{ "payment_terms", "Payment terms", "which payment terms we agreed on" },
	{ "our_entity", "They buy from", NULL },
};

gboolean
dossier_load(struct dossier *d, struct store *store, const struct customer *customer, GError **error)
{
	const struct store_item_filter filter = { .route = ROUTE_ROUTE, .customer_id = customer->id };
	g_autoptr(GPtrArray) items = store_items(store, &filter, error);

	*d = (struct dossier){ .customer = customer };
	d->facts = items ? store_facts_of(store, customer->id, error) : NULL;
	for (guint i = 0; d->facts && i < items->len; i++) {
		const struct store_item *item = g_ptr_array_index(items, i);
		const char *number = item->order ? item->order->value[ORDER_NUMBER] : NULL;

		if (item->kind != ITEM_ORDER)
			continue;
		d->orders++;
		d->numbered += number != NULL;
		if (number && !d->last_number) {
			d->last_number = g_strdup(number);
			d->last_s = item->at_s;
			d->last_item = item->id;
		}
	}
	return d->facts != NULL;
}

void
dossier_clear(struct dossier *d)
{
	g_clear_pointer(&d->facts, g_ptr_array_unref);
	g_free(d->last_number);
	memset(d, 0, sizeof *d);
}

static gboolean
orders_show_numbers(const struct dossier *d)
{
	return d->numbered >= ORDERS_ENOUGH && d->numbered == d->orders;
}

static gboolean
fact_live(const struct customer_fact *f)
{
	return f->state != FACT_RETIRED;
}

/* --- what is missing ----------------------------------------------------------------------------- */

static gboolean
kind_missing(const struct dossier *d, guint kind)
{
	if (!KINDS[kind].ask || (strcmp(KINDS[kind].kind, "po_required") == 0 && orders_show_numbers(d)))
		return FALSE;
	for (guint i = 0; i < d->facts->len; i++) {
		const struct customer_fact *f = g_ptr_array_index(d->facts, i);

		if (f->kind == (int)kind && fact_live(f) &&
		    (f->trust != FACT_CLAIMED || f->state != FACT_SEEN))
			return FALSE;
	}
	return TRUE;
}

char *
dossier_missing(const struct dossier *d)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint k = 0; k < G_N_ELEMENTS(KINDS); k++)
		if (kind_missing(d, k)) {
			const char *title = KINDS[k].title;
			gboolean word = g_ascii_islower(title[1]); /* "PO" stays as it is */

			g_string_append_printf(out, "%s%c%s", out->len ? ", " : "",
			    word ? g_ascii_tolower(*title) : *title, title + 1);
		}
	return out->len ? g_strdup(out->str) : NULL;
}

char *
dossier_question(const struct dossier *d)
{
	g_autoptr(GString) out = g_string_new(NULL);
	guint n = 0, left = 0;

	for (guint k = 0; k < G_N_ELEMENTS(KINDS); k++)
		left += kind_missing(d, k);
	for (guint k = 0; k < G_N_ELEMENTS(KINDS); k++) {
		if (!kind_missing(d, k))
			continue;
		g_string_append_printf(out, "%s%s",
		    n == 0          ? "So that our invoices reach the right desk, could you please tell us "
		    : n + 1 == left ? (left > 2 ? ", and " : " and ")
				    : ", ",
		    KINDS[k].ask);
		n++;
	}
	if (!n)
		return NULL;
	g_string_append_c(out, '?');
	return g_strdup(out->str);
}

json_t *
dossier_missing_json(const struct dossier *d)
{
	json_t *list = json_array();

	for (guint k = 0; k < G_N_ELEMENTS(KINDS); k++)
		if (kind_missing(d, k))
			json_array_append_new(list, json_string(KINDS[k].kind));
	return list;
}

/* --- the page ------------------------------------------------------------------------------------ */

static char *
day_text(gint64 unix_s)
{
	return unix_s > 0 ? day_format(day_of_time(unix_s)) : g_strdup("?");
}

/* "Petra Meier <petra@firm.example>, Kreditorenbuchhaltung" */
static char *
fact_said(const struct customer_fact *f)
{
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean named = f->name && strcmp(f->name, f->value) != 0;

	g_string_append_printf(out, named ? "%s <%s>" : "%s%s", named ? f->name : "", f->value);
	if (f->how && strcmp(f->how, "email") != 0)
		g_string_append_printf(out, " (%s)", strcmp(f->how, "order") == 0 ? "as ordered" : f->how);
	if (f->detail)
		g_string_append_printf(out, ", %s", f->detail);
	return text_one_line(out->str, 200);
}

/* What a person did, how far it is to be believed, and what stands against it. */
static char *
fact_standing(const struct customer_fact *f)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree char *at = day_text(f->at_s), *again = day_text(f->again_s);

	if (f->state != FACT_SEEN)
		g_string_append_printf(
		    out, "  [%s by %s on %s]", FACT_STATE_NAMES[f->state], f->who ? f->who : "?", at);
	if (f->state == FACT_RETIRED && f->again_s)
		g_string_append_printf(out, "  [seen again %s]", again);
	if (f->trust == FACT_CLAIMED && f->state == FACT_SEEN)
		g_string_append(out, "  [claimed: the sender is not proven]");
	if (f->source == FACT_FROM_COLLEAGUE)
		g_string_append(out, "  [told by one of us]");
	if (f->differs)
		g_string_append(out, "  [differs]");
	return g_strdup(out->str);
}

static void
fact_print(const struct customer_fact *f, const char *title)
{
	g_autofree char *said = fact_said(f), *standing = fact_standing(f), *date = day_text(f->date_s),
			*first = day_text(f->first_s), *last = day_text(f->last_s);
	g_autofree char *subject = f->subject ? text_one_line(f->subject, 80) : NULL,
			*line = f->line ? text_one_line(f->line, 160) : NULL,
			*writer = f->writer ? text_one_line(f->writer, 100) : NULL;

	printf("%-16s %s%s  #%" G_GINT64_FORMAT "\n", title, said, standing, f->id);
	if (!f->message_id) {
		printf("%-16s   %s, %s\n", "", date, f->who ? f->who : "a person");
		return;
	}
	printf("%-16s   %s, %s, \"%s\", %s", "", date, f->mailbox ? f->mailbox : "?",
	    subject ? subject : "(no subject)", writer ? writer : "?");
	if (f->times > 1 && strcmp(first, last) == 0)
		printf(" (%" G_GINT64_FORMAT " times)", f->times);
	else if (f->times > 1)
		printf(" (%" G_GINT64_FORMAT " times, %s to %s)", f->times, first, last);
	puts("");
	if (line && *line && strcmp(line, said) != 0)
		printf("%-16s   \342\200\234%s\342\200\235\n", "", line);
}

static void
history_print(const struct dossier *d)
{
	g_autofree char *date = day_text(d->last_s),
			*number = d->last_number ? text_one_line(d->last_number, 60) : NULL;

	printf("%-16s likely yes: %u of %u orders on record bear a number\n", "PO required", d->numbered,
	    d->orders);
	printf("%-16s   last %s, %s, item %" G_GINT64_FORMAT "\n", "", date, number, d->last_item);
}

static void
head_print(const struct dossier *d)
{
	const struct customer *c = d->customer;
	g_autofree char *domains = c->domains ? g_strjoinv(" ", c->domains) : NULL,
			*name = text_one_line(c->name, 200);

	printf("%s%s%s%s\n", name, c->code ? "  " : "", c->code ? c->code : "",
	    c->kind == CUSTOMER_PROVISIONAL ? "  (provisional)" : "");
	if (domains && *domains)
		printf("%-16s %s\n", "Domains", domains);
	if (c->ae || c->ar_owner)
		printf("%-16s AE %s, AR %s\n", "Ours", c->ae ? c->ae : "unknown",
		    c->ar_owner ? c->ar_owner : "unknown");
	puts("");
}

void
dossier_print(const struct dossier *d)
{
	head_print(d);
	for (guint k = 0; k < G_N_ELEMENTS(KINDS); k++) {
		guint live = 0;

		for (guint i = 0; i < d->facts->len; i++) {
			const struct customer_fact *f = g_ptr_array_index(d->facts, i);

			/* what was retired shows only when it came again */
			if (f->kind != (int)k || (!fact_live(f) && !f->again_s))
				continue;
			fact_print(f, live ? "" : KINDS[k].title);
			live++;
		}
		if (!live && strcmp(KINDS[k].kind, "po_required") == 0 && orders_show_numbers(d))
			history_print(d);
		else if (!live)
			printf("%-16s unknown\n", KINDS[k].title);
	}
}

/* --- JSON and CSV -------------------------------------------------------------------------------- */

static json_t *
time_json(gint64 unix_s)
{
	g_autofree char *at = unix_s > 0 ? time_format_rfc3339(unix_s, 0) : NULL;

	return cli_json_text(at);
}

static json_t *
fact_json(const struct customer_fact *f)
{
	return json_pack(
	    "{s:I, s:s, s:s, s:o, s:o, s:o, s:s, s:s, s:s, s:o, s:o, s:b, s:I, s:o, s:o, s:o, s:{s:o, s:o, "
	    "s:o, s:o, s:o}}",
	    "id", (json_int_t)f->id, "kind", KINDS[f->kind].kind, "value", f->value, "name",
	    cli_json_text(f->name), "detail", cli_json_text(f->detail), "how", cli_json_text(f->how), "state",
	    FACT_STATE_NAMES[f->state], "trust", FACT_TRUST_NAMES[f->trust], "source",
	    FACT_SOURCE_NAMES[f->source], "who", cli_json_text(f->who), "settled", time_json(f->at_s),
	    "differs", f->differs, "times", (json_int_t)f->times, "first", time_json(f->first_s), "last",
	    time_json(f->last_s), "seen_again", time_json(f->again_s), "proof", "date", time_json(f->date_s),
	    "mailbox", cli_json_text(f->mailbox), "writer", cli_json_text(f->writer), "subject",
	    cli_json_text(f->subject), "line", cli_json_text(f->line));
}

void
dossier_print_json(const struct dossier *d)
{
	json_t *j = json_object(), *facts = json_array();

	for (guint i = 0; i < d->facts->len; i++)
		json_array_append_new(facts, fact_json(g_ptr_array_index(d->facts, i)));
	json_object_set_new(j, "customer", json_string(d->customer->name));
	json_object_set_new(j, "customer_id", cli_json_text(d->customer->code));
	json_object_set_new(j, "orders", json_integer(d->orders));
	json_object_set_new(j, "orders_numbered", json_integer(d->numbered));
	json_object_set_new(j, "facts", facts);
	json_object_set_new(j, "missing", dossier_missing_json(d));
	cli_json_print(j);
}

/* A cell of RFC 4180. What a spreadsheet would take for a formula is made text by an apostrophe. */
static void
cell(GString *out, const char *text)
{
	if (out->len)
		g_string_append_c(out, ',');
	g_string_append_c(out, '"');
	if (text && *text && strchr("=+-@\t\r", *text))
		g_string_append_c(out, '\'');
	for (; text && *text; text++) {
		if (*text == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *text);
	}
	g_string_append_c(out, '"');
}

void
dossier_print_csv(const struct dossier *d, gboolean head)
{
	if (head)
		fputs("customer,code,fact,kind,value,name,detail,how,state,who,trust,source,date,mailbox,"
		      "writer,subject,"
		      "line,first,last,times\r\n",
		    stdout);
	for (guint i = 0; i < d->facts->len; i++) {
		const struct customer_fact *f = g_ptr_array_index(d->facts, i);
		g_autoptr(GString) row = g_string_new(NULL);
		g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, f->id),
				*times = g_strdup_printf("%" G_GINT64_FORMAT, f->times),
				*date = day_text(f->date_s), *first = day_text(f->first_s),
				*last = day_text(f->last_s);
		const char *const cells[] = { d->customer->name, d->customer->code, id, KINDS[f->kind].kind,
			f->value, f->name, f->detail, f->how, FACT_STATE_NAMES[f->state], f->who,
			FACT_TRUST_NAMES[f->trust], FACT_SOURCE_NAMES[f->source], date, f->mailbox, f->writer,
			f->subject, f->line, first, last, times };

		for (guint c = 0; c < G_N_ELEMENTS(cells); c++)
			cell(row, cells[c]);
		printf("%s\r\n", row->str);
	}
}
