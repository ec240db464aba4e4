/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UBL, cXML, OpenTrans and CII in XML: what papers say, and what becomes of broken and hostile ones. */
#include "facts.h"

#define UBL(root) "urn:oasis:names:specification:ubl:schema:xsd:" root "-2"
#define UBL_SPACES                                        \
	" xmlns:a='" UBL("CommonAggregateComponents") "'" \
						      " xmlns:b='" UBL("CommonBasicComponents") "'"

static const char UBL_ORDER[] = "<?xml version='1.0' encoding='iso-8859-1'?><Order xmlns='" UBL(
    "Order") "'" UBL_SPACES ">"
	     "<b:ID>4500012345</b:ID><b:IssueDate>2026-05-01</b:IssueDate><b:OrderTypeCode>221</"
	     "b:OrderTypeCode>"
	     "<b:Note>Mind the step</b:Note><b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>"
	     "<a:QuotationDocumentReference><b:ID>Q-9</b:ID></a:QuotationDocumentReference>"
	     "<a:OrderDocumentReference><b:ID>rejected one</b:ID></a:OrderDocumentReference>"
	     "<a:AdditionalDocumentReference><b:ID>D</b:ID><a:Attachment>"
	     "<b:EmbeddedDocumentBinaryObject "
	     "mimeCode='application/pdf'>SGVsbG8=</b:EmbeddedDocumentBinaryObject>"
	     "</a:Attachment></a:AdditionalDocumentReference><a:Contract><b:ID>C-1</b:ID></a:Contract>"
	     "<a:BuyerCustomerParty><a:Party><a:PartyName><b:Name>F\xe4hre &amp; Co</b:Name></a:PartyName>"
	     "<a:PartyLegalEntity><b:RegistrationName>F\xe4hre und Co "
	     "KG</b:RegistrationName></a:PartyLegalEntity>"
	     "<a:Contact><b:Name>Ada</b:Name><b:Telephone>+49 1</b:Telephone>"
	     "<b:ElectronicMail>ada@faehre.example</b:ElectronicMail></a:Contact></a:Party></"
	     "a:BuyerCustomerParty>"
	     "<a:SellerSupplierParty><a:Party><a:PartyLegalEntity><b:RegistrationName>Kessel "
	     "AG</b:RegistrationName>"
	     "</a:PartyLegalEntity></a:Party></a:SellerSupplierParty>"
	     "<a:AccountingCustomerParty><a:Party><a:PartyName><b:Name>F\xe4hre "
	     "Kreditoren</b:Name></a:PartyName>"
	     "<a:PostalAddress><b:StreetName>Kai</b:StreetName><b:BuildingNumber>5</b:BuildingNumber>"
	     "<b:CityName>Husum</b:CityName><b:PostalZone>25813</b:PostalZone><a:Country>"
	     "<b:IdentificationCode>DE</b:IdentificationCode></a:Country></a:PostalAddress><a:Contact>"
	     "<b:ElectronicMail>rechnung@faehre.example</b:ElectronicMail></a:Contact></a:Party>"
	     "</a:AccountingCustomerParty>"
	     "<a:Delivery><a:DeliveryLocation><a:Address><a:AddressLine><b:Line>Gate "
	     "2</b:Line></a:AddressLine>"
	     "<b:CityName>Kiel</b:CityName></a:Address></a:DeliveryLocation>"
	     "<a:RequestedDeliveryPeriod><b:EndDate>2026-06-15</b:EndDate></a:RequestedDeliveryPeriod></"
	     "a:Delivery>"
	     "<a:PaymentTerms><b:Note>30 Tage netto</b:Note></a:PaymentTerms>"
	     "<a:AnticipatedMonetaryTotal><b:LineExtensionAmount "
	     "currencyID='EUR'>100.00</b:LineExtensionAmount>"
	     "<b:PayableAmount currencyID='EUR'>119.00</b:PayableAmount></a:AnticipatedMonetaryTotal>"
	     "<a:OrderLine><a:LineItem><b:ID>1</b:ID><b:IssueDate>1999-01-01</b:IssueDate></a:LineItem></"
	     "a:OrderLine>"
	     "</Order>";

static void
ubl__an_order_states_its_fields_with_their_elements(void **state)
{
	struct document *d = read_string(UBL_ORDER, NULL);

	(void)state;
	assert_string_equal(d->media_type, "application/xml");
	assert_null(d->why);
	assert_facts(d, "0 Document = purchase_order <ubl:Order>\n"
			"0 Number = 4500012345 <ubl:Order/ID>\n"
			"0 Order kind = blanket <ubl:Order/OrderTypeCode>\n"
			"0 Date = 2026-05-01 <ubl:Order/IssueDate>\n"
			"0 Buyer = F\xc3\xa4hre & Co <ubl:Order/BuyerCustomerParty/Party>\n"
			"0 Supplier = Kessel AG <ubl:Order/SellerSupplierParty/Party>\n"
			"0 Currency = EUR <ubl:Order/DocumentCurrencyCode>\n"
			"0 Total = 119.00 <ubl:Order/AnticipatedMonetaryTotal/PayableAmount>\n"
			"0 Payment terms = 30 Tage netto <ubl:Order/PaymentTerms/Note>\n"
			"0 Quotation = Q-9 <ubl:Order/QuotationDocumentReference/ID>\n"
			"0 Contract = C-1 <ubl:Order/Contract/ID>\n"
			"0 Bill to = F\xc3\xa4hre Kreditoren, Kai 5, Husum, 25813, DE "
			"<ubl:Order/AccountingCustomerParty/Party>\n"
			"0 Ship to = Gate 2, Kiel <ubl:Order/Delivery>\n"
			"0 Delivery date = 2026-06-15 <ubl:Order/Delivery/RequestedDeliveryPeriod/EndDate>\n"
			"0 Contact = buyer <ubl:Order/BuyerCustomerParty/Party>\n"
			"0 Contact name = Ada <ubl:Order/BuyerCustomerParty/Party>\n"
			"0 Contact mail = ada@faehre.example <ubl:Order/BuyerCustomerParty/Party>\n"
			"0 Contact phone = +49 1 <ubl:Order/BuyerCustomerParty/Party>\n"
			"0 Contact = billing <ubl:Order/AccountingCustomerParty/Party>\n"
			"0 Contact mail = rechnung@faehre.example <ubl:Order/AccountingCustomerParty/Party>\n"
			"0 Note = Mind the step <ubl:Order/Note>\n");
	document_free(d);
}

static void
ubl__papers_are_known_by_their_root_wherever_they_stand(void **state)
{
	static const struct {
		const char *root, *paper, *number, *cited;
	} cases[] = {
		{ "OrderChange", "order_change", "4711", NULL },
		{ "OrderCancellation", "order_cancellation", "4711", NULL },
		{ "OrderResponse", "order_confirmation", "7", "4711" },
		{ "OrderResponseSimple", "order_confirmation", "7", "4711" },
		{ "Invoice", "invoice", "7", "4711" },
		{ "CreditNote", "invoice", "7", "4711" },
		{ "Quotation", "quote", "7", "4711" },
		{ "RequestForQuotation", "request_for_quote", "7", "4711" },
		{ "DespatchAdvice", "other", "7", "4711" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases) * 2; i++) {
		const char *root = cases[i / 2].root;
		g_autofree char *paper =
		    g_strdup_printf("<u:%s xmlns:u='urn:oasis:names:specification:ubl:schema:xsd:"
				    "%s-2'" UBL_SPACES "><b:ID>7</b:ID><a:OrderReference>"
				    "<b:ID> 4711\n</b:ID></a:OrderReference></u:%s>",
			root, root, root);
		g_autofree char *text =
		    i % 2 ? g_strdup(paper)
			  : g_strconcat("<e:Envelope xmlns:e='urn:e'><e:Order/><Header/><Body>", paper,
				"</Body></e:Envelope>", NULL);
		struct document *d = read_string(text, "text/xml");

		check_facts(d);
		assert_string_equal(fact_of(d, 0, FACT_PAPER), cases[i / 2].paper);
		assert_string_equal(fact_of(d, 0, FACT_NUMBER), cases[i / 2].number);
		assert_int_equal(g_strcmp0(fact_of(d, 0, FACT_CITED_ORDER), cases[i / 2].cited), 0);
		document_free(d);
	}
}

static void
ubl__several_orders_in_one_envelope_are_several_papers(void **state)
{
	g_autofree char *text = g_strconcat("<Batch xmlns='urn:b'>", strstr(UBL_ORDER, "<Order"),
	    strstr(UBL_ORDER, "<Order"), "</Batch>", NULL);
	struct document *d = read_string(text, "text/xml");

	(void)state;
	check_facts(d);
	assert_string_equal(fact_of(d, 0, FACT_NUMBER), "4500012345");
	assert_string_equal(fact_of(d, 1, FACT_NUMBER), "4500012345");
	assert_null(fact_of(d, 2, FACT_PAPER));
	document_free(d);
}

static void
ubl__an_invoice_cites_the_orders_of_its_lines(void **state)
{
	struct document *d = read_string(
	    "<Invoice xmlns='" UBL(
		"Invoice") "'" UBL_SPACES "><b:ID>R1</b:ID>"
			   "<a:PaymentMeans><a:PayeeFinancialAccount><b:ID>DE89370400440532013000</b:ID>"
			   "</a:PayeeFinancialAccount></a:PaymentMeans>"
			   "<a:InvoiceLine><b:ID>1</b:ID><a:OrderLineReference><b:LineID>1</b:LineID>"
			   "<a:OrderReference><b:ID>A-1</b:ID></a:OrderReference></a:OrderLineReference>"
			   "</a:InvoiceLine><a:InvoiceLine><a:OrderLineReference><a:OrderReference>"
			   "<b:ID>A-2</b:ID></a:OrderReference></a:OrderLineReference></a:InvoiceLine>"
			   "<a:InvoiceLine><a:OrderReference><b:ID>A-1</b:ID></a:OrderReference>"
			   "</a:InvoiceLine></Invoice>",
	    "text/xml");

	(void)state;
	assert_facts(d,
	    "0 Document = invoice <ubl:Invoice>\n0 Number = R1 <ubl:Invoice/ID>\n"
	    "0 Account = DE89370400440532013000 <ubl:Invoice/PaymentMeans/PayeeFinancialAccount/ID>\n"
	    "0 Order reference = A-1 <ubl:Invoice>\n0 Order reference = A-2 <ubl:Invoice>\n");
	document_free(d);
}

#define CXML_ORDER(type)                                                                                     \
	"<?xml version=\"1.0\"?><!DOCTYPE cXML SYSTEM "                                                      \
	"\"http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd\">"                                             \
	"<cXML payloadID=\"1@x\" timestamp=\"2026-05-01T08:00:00Z\"><Header><From><Credential "              \
	"domain=\"ID\">"                                                                                     \
	"<Identity>1</Identity></Credential></From></Header><Request><OrderRequest><OrderRequestHeader "     \
	"orderID=\"DO-55\" orderDate=\"2026-05-01T08:00:00-07:00\" type=\"" type "\" orderVersion=\"3\" "    \
	"agreementID=\"MA-1\"><Total><Money currency=\"USD\">1,234.5</Money></Total><ShipTo><Address>"       \
	"<Name xml:lang=\"en\">Plant 3</Name><PostalAddress><Street>9 Dock St</Street><City>Eugene</City>"   \
	"<State>OR</State><PostalCode>97401</PostalCode><Country isoCountryCode=\"US\">USA</Country>"        \
	"</PostalAddress></Address></ShipTo><BillTo><Address><Name>Northwind</Name><PostalAddress>"          \
	"<DeliverTo>AP</DeliverTo><DeliverTo>Room 1</DeliverTo><Street>12 Mill Rd</Street><City>Springfield" \
	"</City></PostalAddress><Email name=\"d\">ap@buyer.example</Email><Phone><TelephoneNumber>"          \
	"<CountryCode isoCountryCode=\"US\">1</CountryCode><AreaOrCityCode>555</AreaOrCityCode><Number>"     \
	"1234</Number></TelephoneNumber></Phone></Address></BillTo><PaymentTerm payInNumberOfDays=\"10\">"   \
	"<Discount><DiscountPercent percent=\"2\"/></Discount></PaymentTerm><PaymentTerm "                   \
	"payInNumberOfDays=\"30\"/><Contact role=\"purchasingAgent\"><Name>Ada &nbsp;Lowe</Name><Email>"     \
	"ada@buyer.example</Email></Contact><Contact role=\"supplierCorporate\"><Name>Kettle</Name>"         \
	"</Contact></OrderRequestHeader><ItemOut quantity=\"1\"><ItemDetail><UnitPrice><Money "              \
	"currency=\"EUR\">1</Money></UnitPrice></ItemDetail></ItemOut></OrderRequest></Request></cXML>"

static void
cxml__an_order_request_states_its_fields(void **state)
{
	struct document *d = read_string(CXML_ORDER("new"), "text/xml");

	(void)state;
	/* a total with a comma is no decimal of cXML; a name with an entity nobody declared is not known */
	assert_facts(d, "0 Document = purchase_order <cxml:OrderRequest>\n"
			"0 Number = DO-55 <cxml:OrderRequest/OrderRequestHeader/@orderID>\n"
			"0 Order kind = new <cxml:OrderRequest>\n"
			"0 Revision = 3 <cxml:OrderRequest/OrderRequestHeader/@orderVersion>\n"
			"0 Date = 2026-05-01 <cxml:OrderRequest/OrderRequestHeader/@orderDate>\n"
			"0 Supplier = Kettle <cxml:OrderRequest/OrderRequestHeader/Contact>\n"
			"0 Currency = USD <cxml:OrderRequest/OrderRequestHeader/Total/Money/@currency>\n"
			"0 Payment terms = 2% 10 Net 30 <cxml:OrderRequestHeader/PaymentTerm>\n"
			"0 Contract = MA-1 <cxml:OrderRequest/OrderRequestHeader/@agreementID>\n"
			"0 Bill to = Northwind, AP, Room 1, 12 Mill Rd, Springfield "
			"<cxml:OrderRequest/OrderRequestHeader/BillTo>\n"
			"0 Ship to = Plant 3, 9 Dock St, Eugene, OR, 97401, US "
			"<cxml:OrderRequest/OrderRequestHeader/ShipTo>\n"
			"0 Contact = billing <cxml:OrderRequest/OrderRequestHeader/BillTo>\n"
			"0 Contact mail = ap@buyer.example <cxml:OrderRequest/OrderRequestHeader/BillTo>\n"
			"0 Contact phone = 1 555 1234 <cxml:OrderRequest/OrderRequestHeader/BillTo>\n"
			"0 Contact = buyer <cxml:OrderRequest/OrderRequestHeader/Contact>\n"
			"0 Contact mail = ada@buyer.example <cxml:OrderRequest/OrderRequestHeader/Contact>\n"
			"0 Line = | | 1 | | 1 | <cxml:ItemOut>\n");
	document_free(d);
}

static void
cxml__the_type_of_request_tells_the_kind_of_paper(void **state)
{
	static const struct {
		const char *text, *paper, *kind, *cited;
	} cases[] = {
		{ CXML_ORDER("update"), "order_change", "change", NULL },
		{ CXML_ORDER("delete"), "order_cancellation", "cancel", NULL },
		{ "<cXML><Request><ConfirmationRequest><ConfirmationHeader confirmID='C1'/><OrderReference "
		  "orderID='DO-55'/></ConfirmationRequest></Request></cXML>",
		    "order_confirmation", NULL, "DO-55" },
		{ "<cXML><Request><InvoiceDetailRequest><InvoiceDetailRequestHeader "
		  "invoiceID='I'/><InvoiceDetailOrder>"
		  "<InvoiceDetailOrderInfo><OrderReference orderID='DO-55'/></InvoiceDetailOrderInfo>"
		  "</InvoiceDetailOrder></InvoiceDetailRequest></Request></cXML>",
		    "invoice", NULL, "DO-55" },
		{ "<cXML><Request><ShipNoticeRequest><ShipNoticePortion><OrderReference orderID='DO-55'/>"
		  "</ShipNoticePortion></ShipNoticeRequest></Request></cXML>",
		    "other", NULL, "DO-55" },
		{ "<cXML><Message><PunchOutOrderMessage><BuyerCookie>1</BuyerCookie></PunchOutOrderMessage></"
		  "Message>"
		  "</cXML>",
		    "other", NULL, NULL },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct document *d = read_string(cases[i].text, "text/xml");

		check_facts(d);
		assert_string_equal(fact_of(d, 0, FACT_PAPER), cases[i].paper);
		assert_int_equal(g_strcmp0(fact_of(d, 0, FACT_ORDER_KIND), cases[i].kind), 0);
		assert_int_equal(g_strcmp0(fact_of(d, 0, FACT_CITED_ORDER), cases[i].cited), 0);
		document_free(d);
	}
}

#define CII_SPACES                                                                \
	" xmlns:r='urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100'" \
	" xmlns:m='urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:128'"
#define ORDER_X(code, extra)                                                                                 \
	"<r:SCRDMCCBDACIOMessageStructure" CII_SPACES                                                        \
	"><r:ExchangedDocument><m:ID>PO123</m:ID><m:TypeCode>" code                                          \
	"</m:TypeCode><m:IssueDateTime><DateTimeString "                                                     \
	"format='102'>20260501</DateTimeString></m:IssueDateTime>"                                           \
	"</r:ExchangedDocument><r:SupplyChainTradeTransaction><m:IncludedSupplyChainTradeLineItem><m:ID>1</" \
	"m:ID>"                                                                                              \
	"</"                                                                                                 \
	"m:IncludedSupplyChainTradeLineItem><m:ApplicableHeaderTradeAgreement><m:SellerTradeParty><m:Name>"  \
	"Kettle"                                                                                             \
	"</m:Name></m:SellerTradeParty><m:BuyerTradeParty><m:Name>Fahre</m:Name><m:DefinedTradeContact>"     \
	"<m:PersonName>Ada</m:PersonName><m:EmailURIUniversalCommunication><m:URIID>ada@f.example</m:URIID>" \
	"</m:EmailURIUniversalCommunication></m:DefinedTradeContact></m:BuyerTradeParty>" extra "</"         \
	"m:ApplicableHeaderTradeAgreement><m:ApplicableHeaderTradeDelivery><m:ShipToTradeParty><m:Name>Kai"  \
	"</m:Name></m:ShipToTradeParty></"                                                                   \
	"m:ApplicableHeaderTradeDelivery><m:ApplicableHeaderTradeSettlement>"                                \
	"<m:OrderCurrencyCode>EUR</m:OrderCurrencyCode><m:InvoiceeTradeParty><m:Name>Fahre</m:Name>"         \
	"<m:PostalTradeAddress><m:PostcodeCode>1</m:PostcodeCode><m:LineOne>Weg "                            \
	"1</m:LineOne><m:CityName>Ulm"                                                                       \
	"</m:CityName><m:CountryID>DE</m:CountryID></m:PostalTradeAddress></m:InvoiceeTradeParty>"           \
	"<m:SpecifiedTradeSettlementHeaderMonetarySummation><m:LineTotalAmount>1</m:LineTotalAmount>"        \
	"<m:GrandTotalAmount>360.00</m:GrandTotalAmount></"                                                  \
	"m:SpecifiedTradeSettlementHeaderMonetarySummation>"                                                 \
	"</m:ApplicableHeaderTradeSettlement></r:SupplyChainTradeTransaction></"                             \
	"r:SCRDMCCBDACIOMessageStructure>"
#define REFERENCE(id)                                             \
	"<m:BuyerOrderReferencedDocument><m:IssuerAssignedID>" id \
	"</m:IssuerAssignedID></m:BuyerOrderReferencedDocument>"

static void
cii__order_x_is_order_change_or_response_by_its_code(void **state)
{
	static const struct {
		const char *text, *paper, *number, *cited;
	} cases[] = {
		{ ORDER_X("220", ""), "purchase_order", "PO123", NULL },
		{ ORDER_X("230", REFERENCE("PO99")), "order_change", "PO99", NULL },
		{ ORDER_X("231", REFERENCE("PO99")), "order_confirmation", "PO123", "PO99" },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct document *d = read_string(cases[i].text, "text/xml");

		check_facts(d);
		assert_string_equal(fact_of(d, 0, FACT_PAPER), cases[i].paper);
		assert_string_equal(fact_of(d, 0, FACT_NUMBER), cases[i].number);
		assert_int_equal(g_strcmp0(fact_of(d, 0, FACT_CITED_ORDER), cases[i].cited), 0);
		assert_string_equal(fact_of(d, 0, FACT_DATE), "2026-05-01");
		assert_string_equal(fact_of(d, 0, FACT_BUYER), "Fahre");
		assert_string_equal(fact_of(d, 0, FACT_SUPPLIER), "Kettle");
		assert_string_equal(fact_of(d, 0, FACT_CURRENCY), "EUR");
		assert_string_equal(fact_of(d, 0, FACT_TOTAL), "360.00");
		if (i == 0) {
			assert_string_equal(fact_of(d, 0, FACT_BILL_TO), "Fahre, Weg 1, 1 Ulm, DE");
			assert_string_equal(fact_of(d, 0, FACT_SHIP_TO), "Kai");
			assert_string_equal(fact_of(d, 0, FACT_CONTACT_MAIL), "ada@f.example");
		}
		document_free(d);
	}
}

static const char OPENTRANS_2[] =
    "<ORDER xmlns='http://www.opentrans.org/XMLSchema/2.1' version='2.1' type='release'><ORDER_HEADER>"
    "<SOURCING_INFO><AGREEMENT><AGREEMENT_ID>A-7</AGREEMENT_ID></AGREEMENT></SOURCING_INFO><ORDER_INFO>"
    "<ORDER_ID>B-2026-1</ORDER_ID><ORDER_DATE>2026-05-01T09:00:00+01:00</ORDER_DATE><PARTIES><PARTY>"
    "<PARTY_ROLE>supplier</PARTY_ROLE><ADDRESS><NAME>Kessel AG</NAME></ADDRESS></PARTY><PARTY>"
    "<PARTY_ROLE>buyer</PARTY_ROLE><ADDRESS><NAME>Werft GmbH</NAME><CONTACT_DETAILS><CONTACT_NAME>Ada"
    "</CONTACT_NAME><EMAILS><EMAIL>ada@werft.example</EMAIL></EMAILS></CONTACT_DETAILS></ADDRESS></"
    "PARTY><PARTY>"
    "<PARTY_ROLE>invoice_recipient</PARTY_ROLE><ADDRESS><NAME>Werft GmbH</NAME><NAME2>Buchhaltung</NAME2>"
    "<STREET>Kai 5</STREET><ZIP>25813</ZIP><CITY>Husum</CITY></ADDRESS></PARTY></PARTIES>"
    "<CURRENCY>EUR</CURRENCY></ORDER_INFO></ORDER_HEADER><ORDER_ITEM_LIST><ORDER_ITEM><ORDER_ID>no</ORDER_ID>"
    "</ORDER_ITEM></ORDER_ITEM_LIST><ORDER_SUMMARY><TOTAL_ITEM_NUM>1</TOTAL_ITEM_NUM><TOTAL_AMOUNT>99.9"
    "</TOTAL_AMOUNT></ORDER_SUMMARY></ORDER>";

static void
opentrans__both_versions_are_read(void **state)
{
	struct document *d = read_string(OPENTRANS_2, "text/xml");

	(void)state;
	assert_facts(d,
	    "0 Document = purchase_order <opentrans:ORDER>\n"
	    "0 Number = B-2026-1 <opentrans:ORDER/ORDER_HEADER/ORDER_INFO/ORDER_ID>\n"
	    "0 Order kind = release <opentrans:ORDER/@type>\n"
	    "0 Date = 2026-05-01 <opentrans:ORDER/ORDER_HEADER/ORDER_INFO/ORDER_DATE>\n"
	    "0 Buyer = Werft GmbH <opentrans:ORDER/ORDER_HEADER/ORDER_INFO/PARTIES/PARTY>\n"
	    "0 Supplier = Kessel AG <opentrans:ORDER/ORDER_HEADER/ORDER_INFO/PARTIES/PARTY>\n"
	    "0 Currency = EUR <opentrans:ORDER/ORDER_HEADER/ORDER_INFO/CURRENCY>\n"
	    "0 Total = 99.9 <opentrans:ORDER/ORDER_SUMMARY/TOTAL_AMOUNT>\n"
	    "0 Contract = A-7 <opentrans:ORDER/ORDER_HEADER/SOURCING_INFO/AGREEMENT/AGREEMENT_ID>\n"
	    "0 Bill to = Werft GmbH, Buchhaltung, Kai 5, 25813 Husum "
	    "<opentrans:ORDER/ORDER_HEADER/ORDER_INFO/PARTIES/PARTY>\n"
	    "0 Contact = buyer <opentrans:ORDER/ORDER_HEADER/ORDER_INFO/PARTIES/PARTY>\n"
	    "0 Contact name = Ada <opentrans:ORDER/ORDER_HEADER/ORDER_INFO/PARTIES/PARTY>\n"
	    "0 Contact mail = ada@werft.example <opentrans:ORDER/ORDER_HEADER/ORDER_INFO/PARTIES/PARTY>\n");
	document_free(d);
	d = read_string(
	    "<ORDER xmlns='http://www.opentrans.org/XMLSchema/1.0' type='standard'><ORDER_HEADER><ORDER_INFO>"
	    "<ORDER_ID>7</ORDER_ID><ORDER_PARTIES><BUYER_PARTY><PARTY><ADDRESS><NAME>Werft</NAME></ADDRESS>"
	    "</PARTY></BUYER_PARTY></ORDER_PARTIES><PRICE_CURRENCY>EUR</PRICE_CURRENCY></ORDER_INFO>"
	    "</ORDER_HEADER></ORDER>",
	    "text/xml");
	check_facts(d);
	assert_string_equal(fact_of(d, 0, FACT_NUMBER), "7");
	assert_string_equal(fact_of(d, 0, FACT_BUYER), "Werft");
	assert_string_equal(fact_of(d, 0, FACT_CURRENCY), "EUR");
	document_free(d);
}

/* --- bad input ------------------------------------------------------------------------------------ */

static void
papers__entities_that_a_document_declares_are_refused(void **state)
{
	static const char *const bombs[] = {
		"<!DOCTYPE Order [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>",
		"<!DOCTYPE Order [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
		"<!DOCTYPE Order [<!ENTITY % a SYSTEM 'http://x.example/a.dtd'> %a;]>",
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(bombs); i++) {
		g_autofree char *text = g_strconcat("<?xml version='1.0'?>", bombs[i], "<Order xmlns='",
		    UBL("Order"), "'" UBL_SPACES "><b:ID>&c;</b:ID></Order>", NULL);
		struct document *d = read_string(text, "text/xml");

		check_facts(d);
		assert_int_equal(d->read, READ_SKIPPED);
		assert_string_equal(d->why, "it declares entities, which is refused");
		assert_int_equal(d->facts->len, 0);
		document_free(d);
	}
}

static void
papers__what_is_cut_off_keeps_whole_elements_and_says_so(void **state)
{
	gsize cut = (gsize)(strstr(UBL_ORDER, "</b:ID>") - UBL_ORDER) - 3;
	struct document *d = read_bytes(UBL_ORDER, cut, NULL, NULL);

	(void)state;
	check_facts(d);
	assert_null(fact_of(d, 0, FACT_NUMBER)); /* never half a number */
	document_free(d);
	cut = (gsize)(strstr(UBL_ORDER, "<b:CityName>Husum") - UBL_ORDER);
	d = read_bytes(UBL_ORDER, cut, NULL, NULL);
	check_facts(d);
	assert_string_equal(fact_of(d, 0, FACT_NUMBER), "4500012345");
	assert_null(fact_of(d, 0, FACT_BILL_TO)); /* never half an address */
	assert_string_equal(d->why, "it is not well-formed to its end");
	document_free(d);
}

static void
papers__other_xml_is_read_as_before(void **state)
{
	struct document *d =
	    read_string("<?xml version='1.0'?><Order xmlns='urn:x'><ID>4711</ID></Order>", NULL);

	(void)state;
	assert_int_equal(d->read, READ_TEXT);
	assert_int_equal(d->facts->len, 0);
	assert_plane(d, "Order ID | 4711\n");
	document_free(d);
}

static void
papers__endless_input_stays_in_bounds(void **state)
{
	static const char head[] = "<Order xmlns='" UBL("Order") "'" UBL_SPACES "><b:ID>4711</b:ID>";
	static const struct {
		const char *before, *again, *after;
		guint n;
	} cases[] = {
		{ "", "<a:Party>", "", 300000 },
		{ "", "<a:OrderLine><b:ID>1</b:ID></a:OrderLine>", "</Order>", 300000 },
		{ "", "<a:OrderLine>", "", 300000 },
		{ "", "<b:Note>x</b:Note>", "</Order>", 300000 },
		{ "", "<a:BuyerCustomerParty><a:Party/></a:BuyerCustomerParty>", "</Order>", 100000 },
		{ "<b:IssueDate>", "x", "</b:IssueDate></Order>", 3000000 },
		{ "<b:IssueDate>", "<![CDATA[x]]>", "</b:IssueDate></Order>", 200000 },
		{ "<b:IssueDate>", "&amp;", "</b:IssueDate></Order>", 300000 },
		{ "<b:X", " a='", "", 300000 },
		{ "", "<!-- c -->", "</Order>", 300000 },
		{ "", "<?p i?>", "</Order>", 300000 },
		{ "", "<a:PaymentTerms><b:Note/></a:PaymentTerms>", "</Order>", 100000 },
	};

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *s = g_string_new(head);
		struct document *d;

		g_string_append(s, cases[i].before);
		for (guint k = 0; k < cases[i].n; k++)
			g_string_append(s, cases[i].again);
		g_string_append(s, cases[i].after);
		d = read_bytes(s->str, s->len, "text/xml", NULL);
		check_facts(d);
		assert_string_equal(fact_of(d, 0, FACT_NUMBER), "4711");
		assert_true(d->facts->len < 1000);
		document_free(d);
		g_string_free(s, TRUE);
	}
}

static void
papers__no_change_of_bytes_does_harm(void **state)
{
	(void)state;
	torture(UBL_ORDER, "text/xml");
	torture(CXML_ORDER("new"), "text/xml");
	torture(ORDER_X("220", ""), "text/xml");
	torture(OPENTRANS_2, "text/xml");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ubl__an_order_states_its_fields_with_their_elements),
		cmocka_unit_test(ubl__papers_are_known_by_their_root_wherever_they_stand),
		cmocka_unit_test(ubl__several_orders_in_one_envelope_are_several_papers),
		cmocka_unit_test(ubl__an_invoice_cites_the_orders_of_its_lines),
		cmocka_unit_test(cxml__an_order_request_states_its_fields),
		cmocka_unit_test(cxml__the_type_of_request_tells_the_kind_of_paper),
		cmocka_unit_test(cii__order_x_is_order_change_or_response_by_its_code),
		cmocka_unit_test(opentrans__both_versions_are_read),
		cmocka_unit_test(papers__entities_that_a_document_declares_are_refused),
		cmocka_unit_test(papers__what_is_cut_off_keeps_whole_elements_and_says_so),
		cmocka_unit_test(papers__other_xml_is_read_as_before),
		cmocka_unit_test(papers__endless_input_stays_in_bounds),
		cmocka_unit_test(papers__no_change_of_bytes_does_harm),
	};

	document_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
