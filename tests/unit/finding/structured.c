/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers that state their facts become orders, people and cited numbers, with proof. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* after those */
#include <cmocka.h>

#include "purser/document.h"
#include "purser/finding.h"

/* The documents as parts "1", "2", … of no message. */
static const char *paths[] = { "1", "2", "3" };

static struct report *
examine(const char *const *texts, guint n)
{
	static const char *const us_names[] = { "Kessel AG", NULL }, *const us_domains[] = { "kessel.example",
		NULL };
	struct finding_us us = { us_names, us_domains, NULL };
	g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func((GDestroyNotify)document_free);
	g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	struct finding_part parts[3] = { 0 };
	struct report *r = report_new();

	for (guint i = 0; i < n; i++) {
		GBytes *bytes = g_bytes_new(texts[i], strlen(texts[i]));

		g_ptr_array_add(held, bytes);
		g_ptr_array_add(documents, document_read(bytes, NULL, NULL, NULL, &LIMITS_PRESET));
		parts[i] = (struct finding_part){
			.document = documents->pdata[i], .path = paths[i], .bytes = bytes
		};
	}
	finding_examine(NULL, parts, n, &us, (struct day){ 2026, 6, 1 }, &LIMITS_PRESET, r);
	return r;
}

static const struct order *
order_at(const struct report *r, guint i)
{
	assert_true(i < r->orders->len);
	return r->orders->pdata[i];
}

static const struct report_evidence *
evidence_of(const struct report *r, const char *field)
{
	for (guint i = 0; i < r->evidence->len; i++) {
		const struct report_evidence *e = r->evidence->pdata[i];

		if (strcmp(e->field, field) == 0)
			return e;
	}
	fail_msg("no evidence for %s", field);
	return NULL;
}

static const char ORDERS[] =
    "UNB+UNOC:3+A+B+260501:0930+9'"
    "UNH+1+ORDERS:D:96A:UN'BGM+221+B-77+9'DTM+137:20260501:102'NAD+BY+++Werft GmbH'CTA+OC+:Ada'"
    "COM+ada@werft.example:EM'NAD+SU+++Kessel AG'CUX+2:EUR:9'UNS+S'MOA+86:10.5'UNT+9+1'"
    "UNH+2+ORDERS:D:96A:UN'BGM+220+B-78+9'DTM+137:20260502:102'NAD+BY+++Werft GmbH'UNT+5+2'UNZ+2+9'";

static void
structured__each_message_of_an_interchange_is_an_order_of_its_own(void **state)
{
	const char *texts[] = { ORDERS };
	struct report *r = examine(texts, 1);
	const struct order *first = order_at(r, 0), *second = order_at(r, 1);
	const struct report_contact *c;

	(void)state;
	assert_int_equal(r->verdict, VERDICT_PURCHASE_ORDER);
	assert_true(r->confidence >= 0.95);
	assert_int_equal(r->orders->len, 2);
	assert_string_equal(first->value[ORDER_NUMBER], "B-77");
	assert_string_equal(first->value[ORDER_KIND], "blanket");
	assert_string_equal(first->value[ORDER_DATE], "2026-05-01");
	assert_string_equal(first->value[ORDER_BUYER], "Werft GmbH");
	assert_string_equal(first->value[ORDER_SUPPLIER], "Kessel AG");
	assert_string_equal(first->value[ORDER_CURRENCY], "EUR");
	assert_string_equal(first->value[ORDER_TOTAL], "10.5");
	assert_string_equal(second->value[ORDER_NUMBER], "B-78");
	assert_string_equal(second->value[ORDER_KIND], "new");
	assert_null(second->value[ORDER_TOTAL]);
	/* the same bytes, but not the same order */
	assert_string_not_equal(first->content_digest, second->content_digest);
	assert_string_equal(r->direction, "inbound");
	assert_int_equal(r->contacts->len, 1);
	c = r->contacts->pdata[0];
	assert_string_equal(c->role, "buyer");
	assert_string_equal(c->name, "Ada");
	assert_string_equal(c->address, "ada@werft.example");
	assert_string_equal(c->organisation, "Werft GmbH");
	report_free(r);
}

static void
structured__the_mailbox_of_the_accounting_party_is_a_billing_contact(void **state)
{
	static const char INVOICEE[] =
	    "<?xml version=\"1.0\"?><Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\""
	    " xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\""
	    " xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">"
	    "<cbc:ID>B-77</cbc:ID><cbc:IssueDate>2026-05-01</cbc:IssueDate>"
	    "<cac:BuyerCustomerParty><cac:Party><cac:PartyName><cbc:Name>Werft "
	    "GmbH</cbc:Name></cac:PartyName>"
	    "</cac:Party></cac:BuyerCustomerParty>"
	    "<cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Werft GmbH</cbc:Name>"
	    "</cac:PartyName><cac:Contact><cbc:ElectronicMail>invoices@werft.example</cbc:ElectronicMail>"
	    "</cac:Contact></cac:Party></cac:AccountingCustomerParty></Order>";
	const char *texts[] = { INVOICEE };
	struct report *r = examine(texts, 1);
	const struct report_fact *found = NULL;

	(void)state;
	for (guint i = 0; i < r->facts->len; i++) {
		const struct report_fact *f = r->facts->pdata[i];

		if (strcmp(f->kind, "billing_contact") == 0)
			found = f;
	}
	assert_non_null(found);
	if (found)
		assert_string_equal(found->value, "invoices@werft.example");
	report_free(r);
}

static void
structured__evidence_names_the_element_and_shows_the_value(void **state)
{
	const char *texts[] = { ORDERS };
	struct report *r = examine(texts, 1);
	const struct report_evidence *e = evidence_of(r, "orders[1].number");
	struct flat wire = { NULL };
	struct report *back;

	(void)state;
	report_pack(r, &wire);
	back = report_unpack(wire.data, wire.size, &LIMITS_PRESET, NULL);
	flat_clear(&wire);
	assert_string_equal(e->text, "B-78");
	assert_string_equal(e->rule, "edifact:BGM");
	assert_string_equal(e->part, "1");
	assert_true(e->box[2] > e->box[0] && e->box[3] > e->box[1] && e->box[1] > 0);
	e = evidence_of(r, "contacts[0].address");
	assert_string_equal(e->text, "ada@werft.example");
	assert_non_null(back);
	report_free(back);
	report_free(r);
}

static void
structured__an_order_in_xml_has_its_word_before_the_print(void **state)
{
	static const char xml[] =
	    "<r:SCRDMCCBDACIOMessageStructure "
	    "xmlns:r='urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100'>"
	    "<ExchangedDocument><ID>B-77</ID><TypeCode>220</TypeCode></"
	    "ExchangedDocument><SupplyChainTradeTransaction>"
	    "<ApplicableHeaderTradeAgreement><BuyerTradeParty><Name>Werft GmbH &amp; Co. "
	    "KG</Name></BuyerTradeParty>"
	    "</ApplicableHeaderTradeAgreement><ApplicableHeaderTradeSettlement>"
	    "<SpecifiedTradeSettlementHeaderMonetarySummation><GrandTotalAmount>119.00</GrandTotalAmount>"
	    "</SpecifiedTradeSettlementHeaderMonetarySummation></ApplicableHeaderTradeSettlement>"
	    "</SupplyChainTradeTransaction></r:SCRDMCCBDACIOMessageStructure>";
	const char *texts[] = {
		"Purchase Order\n\nPO Number: B-77\nOrder date: 2026-05-01\nTotal: EUR 119.00\n", xml
	};
	struct report *r = examine(texts, 2);
	const struct order *o = order_at(r, 0);
	const struct report_evidence *e = evidence_of(r, "orders[0].total");

	(void)state;
	assert_int_equal(r->orders->len, 1);
	assert_string_equal(o->part, "2");
	assert_string_equal(o->value[ORDER_TOTAL], "119.00");
	assert_string_equal(o->value[ORDER_BUYER], "Werft GmbH & Co. KG");
	assert_string_equal(o->value[ORDER_DATE], "2026-05-01"); /* only the print says it */
	assert_true(strlen(e->rule) < 64 && g_str_has_prefix(e->rule, "cii:"));
	assert_true(g_str_has_suffix(e->rule, "/GrandTotalAmount"));
	report_free(r);
}

/* The data within a PDF belong to its print, whatever that lacks; data beside it do not. */
static void
structured__data_within_a_print_are_one_order_with_it(void **state)
{
	const char *texts[] = {
		"Purchase Order\n\nPO Number: B-77\nOrder date: 2026-05-01\nSupplier: Kestrel "
		"Software\nBill to: Werft GmbH\nPayment Terms: Net 30\n",
		"<?xml version='1.0'?><cXML><Request><OrderRequest><OrderRequestHeader orderID='B-77' "
		"type='new'/></OrderRequest></Request></cXML>"
	};

	(void)state;
	for (guint within = 0; within < 2; within++) {
		struct report *r;

		paths[1] = within ? "1/1" : "2";
		r = examine(texts, 2);
		assert_int_equal(r->orders->len, within ? 1 : 2);
		report_free(r);
	}
	paths[1] = "2";
}

static void
structured__a_paper_that_cites_orders_brings_none(void **state)
{
	const char *texts[] = {
		"UNB+UNOC:3+A+B+260501:0930+9'UNH+1+INVOIC:D:96A:UN'BGM+380+R-1+9'RFF+ON:B-77'"
		"NAD+BY+++Werft GmbH'CTA+OC+:Ada'COM+ada@werft.example:EM'LIN+1'RFF+ON:B-78'UNT+5+1'UNZ+1+9'"
	};
	struct report *r = examine(texts, 1);

	(void)state;
	assert_int_equal(r->verdict, VERDICT_INVOICE);
	assert_int_equal(r->orders->len, 0);
	assert_int_equal(r->cited_orders->len, 2);
	assert_string_equal(r->cited_orders->pdata[0], "B-77");
	assert_string_equal(r->cited_orders->pdata[1], "B-78");
	assert_int_equal(r->contacts->len, 0);
	report_free(r);
}

static void
structured__changes_and_cancellations_are_orders_of_their_kind(void **state)
{
	static const struct {
		const char *type, *kind;
		enum report_verdict verdict;
	} cases[] = { { "update", "change", VERDICT_ORDER_CHANGE },
		{ "delete", "cancel", VERDICT_ORDER_CANCELLATION },
		{ "new", "new", VERDICT_PURCHASE_ORDER } };

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *xml =
		    g_strdup_printf("<?xml version='1.0'?><cXML><Request><OrderRequest><OrderRequestHeader "
				    "orderID='D-1' type='%s'/></OrderRequest></Request></cXML>",
			cases[i].type);
		const char *texts[] = { xml };
		struct report *r = examine(texts, 1);

		assert_int_equal(r->verdict, cases[i].verdict);
		assert_string_equal(order_at(r, 0)->value[ORDER_NUMBER], "D-1");
		assert_string_equal(order_at(r, 0)->value[ORDER_KIND], cases[i].kind);
		report_free(r);
	}
}

static void
structured__many_orders_stay_within_the_limits(void **state)
{
	GString *s = g_string_new("UNB+UNOC:3+A+B+260501:0930+9'");
	const char *texts[1];
	struct report *r;

	(void)state;
	for (guint i = 0; i < 5000; i++)
		g_string_append_printf(s, "UNH+1+ORDERS:D:96A:UN'BGM+220+N-%u+9'UNT+3+1'", i);
	texts[0] = s->str;
	r = examine(texts, 1);
	assert_int_equal(r->orders->len, LIMITS_PRESET.orders_per_message + 1); /* says: more */
	assert_string_equal(((struct report_document *)r->documents->pdata[0])->read, "structured");
	assert_non_null(((struct report_document *)r->documents->pdata[0])->why);
	report_free(r);
	g_string_free(s, TRUE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(structured__each_message_of_an_interchange_is_an_order_of_its_own),
		cmocka_unit_test(structured__the_mailbox_of_the_accounting_party_is_a_billing_contact),
		cmocka_unit_test(structured__evidence_names_the_element_and_shows_the_value),
		cmocka_unit_test(structured__an_order_in_xml_has_its_word_before_the_print),
		cmocka_unit_test(structured__data_within_a_print_are_one_order_with_it),
		cmocka_unit_test(structured__a_paper_that_cites_orders_brings_none),
		cmocka_unit_test(structured__changes_and_cancellations_are_orders_of_their_kind),
		cmocka_unit_test(structured__many_orders_stay_within_the_limits),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
