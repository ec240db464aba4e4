/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml_papers - what papers in XML say: UBL, cXML, OpenTrans, and CII (Order-X, Factur-X, ZUGFeRD)
 *
 * Each standard is a table of rows: which papers, which fact, how it is read, where it stands. Rows for one
 * fact go from the best source to the last resort. A new standard is a table and a line in dialect_of().
 */
#include "xml_tree.h"

#include <string.h>

/* Which papers a row is for. */
enum { FOR_ORDER = 1, FOR_CHANGE = 2, FOR_OTHER = 4, FOR_ORDERS = 3, FOR_ANY = 7 };

enum how {
	AS_TEXT,
	AS_DATE, /* ISO 8601, or eight digits and more */
	AS_MONEY,
	AS_CODE,  /* ISO 4217 */
	AS_CITED, /* each of them */
	AS_MANY,  /* each of them */
	AS_PARTY,
	AS_PEOPLE, /* of a party: each of them, by role */
};

/* Where a party's or person's parts stand below its element. "+": on the line of the one before; "?": only
 * where there is no line yet. */
struct shape {
	const char *name[4], *address[14];
	const char *person[3], *mail[3], *phone[4];
};

struct row {
	guint8 papers;
	guint8 fact; /* enum document_fact_name; of AS_PARTY the one it gives */
	guint8 how;
	const char *path;
	const struct shape *shape;
	const char *role;      /* of AS_PEOPLE */
	const char *when, *is; /* NULL, or a path and the text that must stand there */
};

struct kind_of_paper {
	const char *root, *paper;
};

struct reader;
struct dialect {
	const char *id;
	const struct kind_of_paper *papers; /* ends with a NULL root */
	const struct row *rows;             /* ends with a NULL path */
	void (*settle)(struct reader *r);   /* finer kinds, before the rows; NULL */
};

struct reader {
	const struct dialect *dialect;
	const struct xml_tree *tree;
	struct paper paper;
	struct sheet *sheet;
	const struct row *row;
};

/* --- UBL 2 (and what UBL 1 shares with it) -------------------------------------------------------- */

#define UBL_ADDRESS(at)                                                                       \
	at "Postbox", at "StreetName", "+" at "BuildingNumber", at "AdditionalStreetName",    \
	    "?" at "AddressLine/Line", at "CityName", at "PostalZone", at "CountrySubentity", \
	    at "Country/IdentificationCode"
static const struct shape UBL_PARTY = {
	.name = { "PartyName/Name", "PartyLegalEntity/RegistrationName", "PartyTaxScheme/RegistrationName" },
	.address = { UBL_ADDRESS("PostalAddress/") },
	.person = { "Contact/Name" },
	.mail = { "Contact/ElectronicMail" },
	.phone = { "Contact/Telephone" },
};
static const struct shape UBL_CONTACT = {
	.person = { "Name" }, .mail = { "ElectronicMail" }, .phone = { "Telephone" }
};
static const struct shape UBL_PLACE = { .name = { "DeliveryParty/PartyName/Name", "DeliveryLocation/Name" },
	.address = { UBL_ADDRESS("DeliveryLocation/Address/") } };
static const struct shape UBL_OLD_PLACE = { .name = { "DeliveryParty/PartyName/Name" },
	.address = { UBL_ADDRESS("DeliveryAddress/") } };

static const struct row UBL_ROWS[] = {
	{ FOR_CHANGE, FACT_NUMBER, AS_TEXT, "OrderReference/ID" },
	{ FOR_ANY, FACT_NUMBER, AS_TEXT, "ID" },
	{ FOR_CHANGE, FACT_REVISION, AS_TEXT, "SequenceNumberID" },
	{ FOR_ANY, FACT_DATE, AS_DATE, "IssueDate" },
	{ FOR_ORDERS, FACT_BUYER, AS_PARTY, "BuyerCustomerParty/Party", &UBL_PARTY },
	{ FOR_ORDERS, FACT_BUYER, AS_PARTY, "BuyerParty", &UBL_PARTY },
	{ FOR_ORDERS, FACT_SUPPLIER, AS_PARTY, "SellerSupplierParty/Party", &UBL_PARTY },
	{ FOR_ORDERS, FACT_SUPPLIER, AS_PARTY, "SellerParty", &UBL_PARTY },
	{ FOR_ORDERS, FACT_BILL_TO, AS_PARTY, "AccountingCustomerParty/Party", &UBL_PARTY },
	{ FOR_ORDERS, FACT_SHIP_TO, AS_PARTY, "Delivery", &UBL_PLACE, NULL, "DeliveryLocation/*", NULL },
	{ FOR_ORDERS, FACT_SHIP_TO, AS_PARTY, "Delivery", &UBL_OLD_PLACE },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, "DocumentCurrencyCode" },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, "*MonetaryTotal/PayableAmount/@currencyID" },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, "*MonetaryTotal/PayableAmount/@amountCurrencyID" },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, "PricingCurrencyCode" },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, "TransactionCurrencyCode" },
	{ FOR_ANY, FACT_TOTAL, AS_MONEY, "*MonetaryTotal/PayableAmount" },
	{ FOR_ANY, FACT_TOTAL, AS_MONEY, "*MonetaryTotal/TaxInclusiveAmount" },
	{ FOR_ANY, FACT_TERMS, AS_TEXT, "PaymentTerms/Note" },
	{ FOR_ORDERS, FACT_QUOTE_REF, AS_TEXT, "QuotationDocumentReference/ID" },
	{ FOR_ORDERS, FACT_QUOTE_REF, AS_TEXT, "QuoteDocumentReference/ID" },
	{ FOR_ORDERS, FACT_CONTRACT_REF, AS_TEXT, "Contract/ID" },
	{ FOR_ORDERS, FACT_CONTRACT_REF, AS_TEXT, "ContractDocumentReference/ID" },
	{ FOR_ORDERS, FACT_DELIVERY_DATE, AS_DATE, "Delivery/RequestedDeliveryPeriod/EndDate" },
	{ FOR_ORDERS, FACT_DELIVERY_DATE, AS_DATE, "Delivery/RequestedDeliveryPeriod/StartDate" },
	{ FOR_ORDERS, FACT_DELIVERY_DATE, AS_DATE, "Delivery/LatestDeliveryDate" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, "BuyerCustomerParty/BuyerContact", &UBL_CONTACT,
	    "buyer" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, "BuyerCustomerParty/Party", &UBL_PARTY, "buyer" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, "AccountingCustomerParty/AccountingContact", &UBL_CONTACT,
	    "billing" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, "AccountingCustomerParty/Party", &UBL_PARTY, "billing" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED, "OrderReference/ID" },
	{ FOR_OTHER, FACT_ACCOUNT, AS_MANY, "PaymentMeans/PayeeFinancialAccount/ID" },
	{ FOR_OTHER, FACT_ACCOUNT_BIC, AS_MANY,
	    "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID" },
	{ FOR_ANY, FACT_NOTE, AS_MANY, "Note" },
	{ 0 },
};

static const struct kind_of_paper UBL_PAPERS[] = {
	{ "Order", "purchase_order" },
	{ "OrderChange", "order_change" },
	{ "OrderCancellation", "order_cancellation" },
	{ "OrderResponse", "order_confirmation" },
	{ "OrderResponseSimple", "order_confirmation" },
	{ "Quotation", "quote" },
	{ "RequestForQuotation", "request_for_quote" },
	{ "Invoice", "invoice" },
	{ "CreditNote", "invoice" },
	{ "DebitNote", "invoice" },
	{ "FreightInvoice", "invoice" },
	{ "SelfBilledInvoice", "invoice" },
	{ "SelfBilledCreditNote", "invoice" },
	{ "RemittanceAdvice", "remittance" },
	{ "Statement", "statement" },
	{ NULL },
};

static void
paper_change_to(struct reader *r, const char *paper)
{
	g_free(r->paper.value[FACT_PAPER]);
	r->paper.value[FACT_PAPER] = g_strdup(paper);
}

static void
kind_set(struct reader *r, const char *kind, const char *proof)
{
	paper_set(&r->paper, FACT_ORDER_KIND, g_strdup(kind), proof);
}

/* UN/EDIFACT's codes of documents, as UBL and CII use them. */
static void
kind_by_code(struct reader *r, const char *code, const char *proof)
{
	if (paper_is(&r->paper, "purchase_order") && g_strcmp0(code, "221") == 0)
		kind_set(r, "blanket", proof);
	else if (paper_is(&r->paper, "purchase_order") && g_strcmp0(code, "226") == 0)
		kind_set(r, "release", proof);
}

static void
ubl_settle(struct reader *r)
{
	kind_by_code(r, xml_text(r->tree, 0, "OrderTypeCode"), "ubl:Order/OrderTypeCode");
}

/* --- cXML ----------------------------------------------------------------------------------------- */

static const struct shape CXML_ADDRESS = {
	.name = { "Address/Name" },
	.address = { "Address/PostalAddress/DeliverTo", "Address/PostalAddress/Street",
	    "Address/PostalAddress/City", "Address/PostalAddress/State", "Address/PostalAddress/PostalCode",
	    "Address/PostalAddress/Country/@isoCountryCode" },
	.mail = { "Address/Email" },
	.phone = { "Address/Phone/TelephoneNumber/CountryCode",
	    "Address/Phone/TelephoneNumber/AreaOrCityCode", "Address/Phone/TelephoneNumber/Number" },
};
static const struct shape CXML_CONTACT = {
	.name = { "Name" },
	.person = { "Name" },
	.mail = { "Email" },
	.phone = { "Phone/TelephoneNumber/CountryCode", "Phone/TelephoneNumber/AreaOrCityCode",
	    "Phone/TelephoneNumber/Number" },
};

#define CXML "OrderRequestHeader/"
static const struct row CXML_ROWS[] = {
	{ FOR_ORDERS, FACT_NUMBER, AS_TEXT, CXML "@orderID" },
	{ FOR_ORDERS, FACT_REVISION, AS_TEXT, CXML "@orderVersion" },
	{ FOR_ORDERS, FACT_DATE, AS_DATE, CXML "@orderDate" },
	{ FOR_ORDERS, FACT_CURRENCY, AS_CODE, CXML "Total/Money/@currency" },
	{ FOR_ORDERS, FACT_TOTAL, AS_MONEY, CXML "Total/Money" },
	{ FOR_ORDERS, FACT_TERMS, AS_TEXT, CXML "PaymentTerm/Extrinsic" },
	{ FOR_ORDERS, FACT_CONTRACT_REF, AS_TEXT, CXML "@agreementID" },
	{ FOR_ORDERS, FACT_CONTRACT_REF, AS_TEXT, CXML "MasterAgreementIDInfo/@agreementID" },
	{ FOR_ORDERS, FACT_BILL_TO, AS_PARTY, CXML "BillTo", &CXML_ADDRESS },
	{ FOR_ORDERS, FACT_SHIP_TO, AS_PARTY, CXML "ShipTo", &CXML_ADDRESS },
	{ FOR_ORDERS, FACT_BUYER, AS_PARTY, CXML "Contact", &CXML_CONTACT, NULL, "@role", "buyerCorporate" },
	{ FOR_ORDERS, FACT_SUPPLIER, AS_PARTY, CXML "Contact", &CXML_CONTACT, NULL, "@role",
	    "supplierCorporate" },
	{ FOR_ORDERS, FACT_DELIVERY_DATE, AS_DATE, CXML "@requestedDeliveryDate" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, CXML "BillTo", &CXML_ADDRESS, "billing" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, CXML "Contact", &CXML_CONTACT, "buyer", "@role",
	    "buyer" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, CXML "Contact", &CXML_CONTACT, "buyer", "@role",
	    "purchasingAgent" },
	{ FOR_ORDERS, FACT_NOTE, AS_MANY, CXML "Comments" },
	{ FOR_OTHER, FACT_NUMBER, AS_TEXT, "ConfirmationHeader/@confirmID" },
	{ FOR_OTHER, FACT_NUMBER, AS_TEXT, "InvoiceDetailRequestHeader/@invoiceID" },
	{ FOR_OTHER, FACT_NUMBER, AS_TEXT, "QuoteMessageHeader/@quoteID" },
	{ FOR_OTHER, FACT_DATE, AS_DATE, "InvoiceDetailRequestHeader/@invoiceDate" },
	{ FOR_OTHER, FACT_DATE, AS_DATE, "ConfirmationHeader/@noticeDate" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED, "OrderReference/@orderID" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED, "ConfirmationHeader/OrderReference/@orderID" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED,
	    "InvoiceDetailOrder/InvoiceDetailOrderInfo/OrderReference/@orderID" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED,
	    "InvoiceDetailOrder/InvoiceDetailOrderInfo/OrderIDInfo/@orderID" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED, "ShipNoticePortion/OrderReference/@orderID" },
	{ 0 },
};

static const struct kind_of_paper CXML_PAPERS[] = {
	{ "OrderRequest", "purchase_order" },
	{ "ConfirmationRequest", "order_confirmation" },
	{ "InvoiceDetailRequest", "invoice" },
	{ "QuoteRequest", "request_for_quote" },
	{ "QuoteMessage", "quote" },
	{ "PaymentRemittanceRequest", "remittance" },
	{ "ShipNoticeRequest", "other" },
	{ "StatusUpdateRequest", "other" },
	{ "PunchOutSetupRequest", "other" },
	{ "PunchOutOrderMessage", "other" },
	{ "ReceiptRequest", "other" },
	{ "CatalogUploadRequest", "other" },
	{ "ProfileRequest", "other" },
	{ NULL },
};

static gboolean
is_days(const char *s)
{
	return s && *s && strspn(s, "0123456789") == strlen(s);
}

/* Terms are numbers: one row without a discount is the net, one with a discount goes before it. */
static void
cxml_terms(struct reader *r)
{
	const char *net = NULL, *days = NULL, *percent = NULL;

	for (guint32 i = xml_node_at(r->tree, 0)->first; i; i = xml_node_at(r->tree, i)->next) {
		if (strcmp(xml_node_at(r->tree, i)->name, "OrderRequestHeader") != 0)
			continue;
		for (guint32 k = xml_node_at(r->tree, i)->first; k; k = xml_node_at(r->tree, k)->next) {
			const char *off;

			if (strcmp(xml_node_at(r->tree, k)->name, "PaymentTerm") != 0)
				continue;
			off = xml_text(r->tree, k, "Discount/DiscountPercent/@percent");
			if (off && !percent) {
				percent = off;
				days = xml_text(r->tree, k, "@payInNumberOfDays");
			} else if (!off && !net) {
				net = xml_text(r->tree, k, "@payInNumberOfDays");
			}
		}
	}
	if (is_days(net) && percent && is_days(days))
		paper_set(&r->paper, FACT_TERMS, g_strdup_printf("%s%% %s Net %s", percent, days, net),
		    "cxml:OrderRequestHeader/PaymentTerm");
	else if (is_days(net) && !percent)
		paper_set(&r->paper, FACT_TERMS, g_strdup_printf("Net %s", net),
		    "cxml:OrderRequestHeader/PaymentTerm");
}

static void
cxml_settle(struct reader *r)
{
	const char *type = xml_text(r->tree, 0, CXML "@type"),
		   *sort = xml_text(r->tree, 0, CXML "@orderType");

	if (!paper_is(&r->paper, "purchase_order"))
		return;
	if (g_strcmp0(type, "delete") == 0)
		paper_change_to(r, "order_cancellation");
	else if (g_strcmp0(type, "update") == 0)
		paper_change_to(r, "order_change");
	else if (g_strcmp0(sort, "blanket") == 0 || g_strcmp0(sort, "release") == 0)
		kind_set(r, sort, "cxml:OrderRequestHeader/@orderType");
	cxml_terms(r);
}

/* --- CII: Order-X, Factur-X, ZUGFeRD 1 and 2 ------------------------------------------------------- */

static const struct shape CII_PARTY = {
	.name = { "Name" },
	.address = { "PostalTradeAddress/LineOne", "PostalTradeAddress/LineTwo",
	    "PostalTradeAddress/LineThree", "PostalTradeAddress/PostcodeCode", "+PostalTradeAddress/CityName",
	    "PostalTradeAddress/CountrySubDivisionName", "PostalTradeAddress/CountryID" },
	.person = { "DefinedTradeContact/PersonName", "DefinedTradeContact/DepartmentName" },
	.mail = { "DefinedTradeContact/EmailURIUniversalCommunication/URIID" },
	.phone = { "DefinedTradeContact/TelephoneUniversalCommunication/CompleteNumber" },
};
#define CII_AGREEMENT "*SupplyChainTradeTransaction/*TradeAgreement/"
#define CII_DELIVERY "*SupplyChainTradeTransaction/*TradeDelivery/"
#define CII_SETTLEMENT "*SupplyChainTradeTransaction/*TradeSettlement/"
static const struct row CII_ROWS[] = {
	{ FOR_CHANGE, FACT_NUMBER, AS_TEXT, CII_AGREEMENT "BuyerOrderReferencedDocument/IssuerAssignedID" },
	{ FOR_ANY, FACT_NUMBER, AS_TEXT, "*ExchangedDocument/ID" },
	{ FOR_ANY, FACT_DATE, AS_DATE, "*ExchangedDocument/IssueDateTime/DateTimeString" },
	{ FOR_ANY, FACT_BUYER, AS_PARTY, CII_AGREEMENT "BuyerTradeParty", &CII_PARTY },
	{ FOR_ANY, FACT_SUPPLIER, AS_PARTY, CII_AGREEMENT "SellerTradeParty", &CII_PARTY },
	{ FOR_ORDERS, FACT_QUOTE_REF, AS_TEXT, CII_AGREEMENT "QuotationReferencedDocument/IssuerAssignedID" },
	{ FOR_ORDERS, FACT_CONTRACT_REF, AS_TEXT,
	    CII_AGREEMENT "ContractReferencedDocument/IssuerAssignedID" },
	{ FOR_ORDERS, FACT_CONTRACT_REF, AS_TEXT,
	    CII_AGREEMENT "BlanketOrderReferencedDocument/IssuerAssignedID" },
	{ FOR_ORDERS, FACT_SHIP_TO, AS_PARTY, CII_DELIVERY "ShipToTradeParty", &CII_PARTY },
	{ FOR_ORDERS, FACT_DELIVERY_DATE, AS_DATE,
	    CII_DELIVERY "RequestedDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString" },
	{ FOR_ORDERS, FACT_DELIVERY_DATE, AS_DATE,
	    CII_DELIVERY
	    "RequestedDeliverySupplyChainEvent/OccurrenceSpecifiedPeriod/EndDateTime/DateTimeString" },
	{ FOR_ORDERS, FACT_BILL_TO, AS_PARTY, CII_SETTLEMENT "InvoiceeTradeParty", &CII_PARTY },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, CII_SETTLEMENT "OrderCurrencyCode" },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, CII_SETTLEMENT "InvoiceCurrencyCode" },
	{ FOR_ANY, FACT_TOTAL, AS_MONEY, CII_SETTLEMENT "*MonetarySummation/GrandTotalAmount" },
	{ FOR_ANY, FACT_TERMS, AS_TEXT, CII_SETTLEMENT "SpecifiedTradePaymentTerms/Description" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, CII_AGREEMENT "BuyerTradeParty", &CII_PARTY, "buyer" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, CII_SETTLEMENT "InvoiceeTradeParty", &CII_PARTY,
	    "billing" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED,
	    CII_AGREEMENT "BuyerOrderReferencedDocument/IssuerAssignedID" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED, CII_AGREEMENT "BuyerOrderReferencedDocument/ID" },
	{ FOR_OTHER, FACT_ACCOUNT, AS_MANY,
	    CII_SETTLEMENT "*PaymentMeans/PayeePartyCreditorFinancialAccount/IBANID" },
	{ FOR_OTHER, FACT_ACCOUNT_BIC, AS_MANY,
	    CII_SETTLEMENT "*PaymentMeans/PayeeSpecifiedCreditorFinancialInstitution/BICID" },
	{ FOR_ANY, FACT_NOTE, AS_MANY, "*ExchangedDocument/IncludedNote/Content" },
	{ 0 },
};

static const struct kind_of_paper CII_PAPERS[] = {
	{ "CrossIndustryInvoice", "invoice" },
	{ "CrossIndustryDocument", "invoice" },
	{ "SCRDMCCBDACIOMessageStructure", "purchase_order" },
	{ "CrossIndustryOrder", "purchase_order" },
	{ "CrossIndustryOrderChange", "order_change" },
	{ "CrossIndustryOrderResponse", "order_confirmation" },
	{ "CrossIndustryQuotation", "quote" },
	{ "CrossIndustryRemittanceAdvice", "remittance" },
	{ NULL },
};

/* Order-X has one root for orders, changes and responses: the code tells. */
static void
cii_settle(struct reader *r)
{
	const char *code = xml_text(r->tree, 0, "*ExchangedDocument/TypeCode"),
		   *purpose = xml_text(r->tree, 0, "*ExchangedDocument/PurposeCode");

	if (!paper_is_order(&r->paper))
		return;
	if (g_strcmp0(code, "231") == 0)
		paper_change_to(r, "order_confirmation");
	else if (g_strcmp0(purpose, "1") == 0)
		paper_change_to(r, "order_cancellation");
	else if (g_strcmp0(code, "230") == 0)
		paper_change_to(r, "order_change");
	kind_by_code(r, code, "cii:ExchangedDocument/TypeCode");
}

/* --- OpenTrans 1 and 2 ------------------------------------------------------------------------------ */

static const struct shape OPENTRANS_PARTY = {
	.name = { "ADDRESS/NAME", "PARTY/ADDRESS/NAME" },
	.address = { "ADDRESS/NAME2", "ADDRESS/NAME3", "ADDRESS/DEPARTMENT", "ADDRESS/STREET",
	    "ADDRESS/BOXNO", "ADDRESS/ZIP", "+ADDRESS/CITY", "ADDRESS/COUNTRY" },
	.person = { "ADDRESS/CONTACT_DETAILS/CONTACT_NAME", "ADDRESS/CONTACT/CONTACT_NAME" },
	.mail = { "ADDRESS/CONTACT_DETAILS/EMAILS/EMAIL", "ADDRESS/EMAIL", "ADDRESS/CONTACT/EMAIL" },
	.phone = { "ADDRESS/CONTACT_DETAILS/PHONE" },
};
#define OT_INFO "*_HEADER/*_INFO/"
#define OT_PARTY OT_INFO "PARTIES/PARTY"
static const struct row OPENTRANS_ROWS[] = {
	{ FOR_ORDERS, FACT_NUMBER, AS_TEXT, OT_INFO "ORDER_ID" },
	{ FOR_CHANGE, FACT_REVISION, AS_TEXT, OT_INFO "ORDERCHANGE_SEQUENCE_ID" },
	{ FOR_ORDERS, FACT_DATE, AS_DATE, OT_INFO "ORDER_DATE" },
	{ FOR_OTHER, FACT_NUMBER, AS_TEXT, OT_INFO "ORDERRESPONSE_ID" },
	{ FOR_OTHER, FACT_NUMBER, AS_TEXT, OT_INFO "INVOICE_ID" },
	{ FOR_OTHER, FACT_NUMBER, AS_TEXT, OT_INFO "SUPPLIER_ORDER_ID" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED, OT_INFO "ORDER_ID" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED, OT_INFO "ORDER_HISTORY/ORDER_ID" },
	{ FOR_OTHER, FACT_CITED_ORDER, AS_CITED, "*_HEADER/ORDER_HISTORY/ORDER_ID" },
	{ FOR_ANY, FACT_BUYER, AS_PARTY, OT_PARTY, &OPENTRANS_PARTY, NULL, "PARTY_ROLE", "buyer" },
	{ FOR_ANY, FACT_BUYER, AS_PARTY, OT_INFO "ORDER_PARTIES/BUYER_PARTY/PARTY", &OPENTRANS_PARTY },
	{ FOR_ANY, FACT_SUPPLIER, AS_PARTY, OT_PARTY, &OPENTRANS_PARTY, NULL, "PARTY_ROLE", "supplier" },
	{ FOR_ANY, FACT_SUPPLIER, AS_PARTY, OT_INFO "ORDER_PARTIES/SUPPLIER_PARTY/PARTY", &OPENTRANS_PARTY },
	{ FOR_ORDERS, FACT_BILL_TO, AS_PARTY, OT_PARTY, &OPENTRANS_PARTY, NULL, "PARTY_ROLE",
	    "invoice_recipient" },
	{ FOR_ORDERS, FACT_BILL_TO, AS_PARTY, OT_INFO "ORDER_PARTIES/INVOICE_PARTY/PARTY", &OPENTRANS_PARTY },
	{ FOR_ORDERS, FACT_SHIP_TO, AS_PARTY, OT_PARTY, &OPENTRANS_PARTY, NULL, "PARTY_ROLE", "delivery" },
	{ FOR_ORDERS, FACT_SHIP_TO, AS_PARTY, OT_INFO "ORDER_PARTIES/SHIPMENT_PARTIES/DELIVERY_PARTY/PARTY",
	    &OPENTRANS_PARTY },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, OT_INFO "CURRENCY" },
	{ FOR_ANY, FACT_CURRENCY, AS_CODE, OT_INFO "PRICE_CURRENCY" },
	{ FOR_ANY, FACT_TOTAL, AS_MONEY, "*_SUMMARY/TOTAL_AMOUNT" },
	{ FOR_ORDERS, FACT_TERMS, AS_TEXT, OT_INFO "PAYMENT/PAYMENT_TERMS/PAYMENT_TERM" },
	{ FOR_ORDERS, FACT_CONTRACT_REF, AS_TEXT, "*_HEADER/SOURCING_INFO/AGREEMENT/AGREEMENT_ID" },
	{ FOR_ORDERS, FACT_QUOTE_REF, AS_TEXT, "*_HEADER/SOURCING_INFO/QUOTATION_ID" },
	{ FOR_ORDERS, FACT_DELIVERY_DATE, AS_DATE, OT_INFO "DELIVERY_DATE/DELIVERY_END_DATE" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, OT_PARTY, &OPENTRANS_PARTY, "buyer", "PARTY_ROLE",
	    "buyer" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, OT_INFO "ORDER_PARTIES/BUYER_PARTY/PARTY",
	    &OPENTRANS_PARTY, "buyer" },
	{ FOR_ORDERS, FACT_CONTACT_ROLE, AS_PEOPLE, OT_PARTY, &OPENTRANS_PARTY, "billing", "PARTY_ROLE",
	    "invoice_recipient" },
	{ FOR_ANY, FACT_NOTE, AS_MANY, OT_INFO "REMARKS" },
	{ FOR_ANY, FACT_NOTE, AS_MANY, OT_INFO "REMARK" },
	{ 0 },
};

static const struct kind_of_paper OPENTRANS_PAPERS[] = {
	{ "ORDER", "purchase_order" },
	{ "ORDERCHANGE", "order_change" },
	{ "ORDERRESPONSE", "order_confirmation" },
	{ "RFQ", "request_for_quote" },
	{ "QUOTATION", "quote" },
	{ "INVOICE", "invoice" },
	{ "REMITTANCEADVICE", "remittance" },
	{ "DISPATCHNOTIFICATION", "other" },
	{ "RECEIPTACKNOWLEDGEMENT", "other" },
	{ NULL },
};

static void
opentrans_settle(struct reader *r)
{
	const char *type = xml_text(r->tree, 0, "@type");

	if (paper_is(&r->paper, "purchase_order") && g_strcmp0(type, "release") == 0)
		kind_set(r, "release", "opentrans:ORDER/@type");
}

/* --- which is which --------------------------------------------------------------------------------- */

static const struct dialect UBL = { "ubl", UBL_PAPERS, UBL_ROWS, ubl_settle };
static const struct dialect CXML_DIALECT = { "cxml", CXML_PAPERS, CXML_ROWS, cxml_settle };
static const struct dialect CII = { "cii", CII_PAPERS, CII_ROWS, cii_settle };
static const struct dialect OPENTRANS = { "opentrans", OPENTRANS_PAPERS, OPENTRANS_ROWS, opentrans_settle };

#define UBL_SPACE "urn:oasis:names:specification:ubl:schema:xsd:"

static const char *
paper_of(const struct dialect *d, const char *root)
{
	for (const struct kind_of_paper *k = d->papers; k->root; k++)
		if (strcmp(k->root, root) == 0)
			return k->paper;
	return NULL;
}

/* A standard is known by its namespace, cXML by where the element stands. */
static const void *
dialect_of(const char *uri, const char *name, const char *above)
{
	gsize n = strlen(name);

	if (g_str_has_prefix(uri, UBL_SPACE))
		return strncmp(uri + strlen(UBL_SPACE), name, n) == 0 && uri[strlen(UBL_SPACE) + n] == '-'
			   ? &UBL
			   : NULL;
	if (strstr(uri, "opentrans"))
		return paper_of(&OPENTRANS, name) ? &OPENTRANS : NULL;
	if (g_str_has_prefix(uri, "urn:un:unece:uncefact:data:") || g_str_has_prefix(uri, "urn:ferd:"))
		return paper_of(&CII, name) ? &CII : NULL;
	if (!*uri && (strcmp(above, "Request") == 0 || strcmp(above, "Message") == 0))
		return paper_of(&CXML_DIALECT, name) ? &CXML_DIALECT : NULL;
	return NULL;
}

/* --- rows to facts ------------------------------------------------------------------------------------ */

static char *
proof_of(const struct reader *r, guint32 node)
{
	GString *path = g_string_new(xml_node_at(r->tree, node)->name);

	while (node != 0) {
		node = xml_node_at(r->tree, node)->parent;
		g_string_prepend_c(path, '/');
		g_string_prepend(path, xml_node_at(r->tree, node)->name);
	}
	g_string_prepend_c(path, ':');
	g_string_prepend(path, r->dialect->id);
	return g_string_free(path, FALSE);
}

static char *
first_text(const struct xml_tree *t, guint32 node, const char *const *paths, guint n)
{
	for (guint i = 0; i < n && paths[i]; i++) {
		const char *text = xml_text(t, node, paths[i]);

		if (text)
			return g_strdup(text);
	}
	return NULL;
}

struct lines {
	struct party *party;
	gboolean same;
};

static gboolean
take_line(const struct xml_tree *t, guint32 node, gpointer data)
{
	struct lines *l = data;

	party_line(l->party, g_strdup(xml_node_at(t, node)->text), l->same);
	return TRUE;
}

static void
take_party(struct reader *r, guint32 node, const char *proof)
{
	static const enum party_role roles[FACT_N] = { [FACT_BUYER] = PARTY_BUYER,
		[FACT_SUPPLIER] = PARTY_SUPPLIER,
		[FACT_BILL_TO] = PARTY_BILL_TO,
		[FACT_SHIP_TO] = PARTY_SHIP_TO };
	const struct shape *shape = r->row->shape;
	struct party party = { .role = roles[r->row->fact],
		.name = first_text(r->tree, node, shape->name, G_N_ELEMENTS(shape->name)) };

	for (guint i = 0; i < G_N_ELEMENTS(shape->address) && shape->address[i]; i++) {
		const char *path = shape->address[i];
		struct lines lines = { &party, *path == '+' };

		if (*path == '?' && party.address && party.address->len)
			continue;
		xml_each(r->tree, node, path + (*path == '+' || *path == '?'), take_line, &lines);
	}
	paper_party(&r->paper, &party, proof);
}

static void
take_people(struct reader *r, guint32 node, const char *proof)
{
	const struct shape *shape = r->row->shape;
	struct contact c = { .role = r->row->role };
	g_autoptr(GString) phone = g_string_new(NULL);

	c.name = first_text(r->tree, node, shape->person, G_N_ELEMENTS(shape->person));
	c.mail = first_text(r->tree, node, shape->mail, G_N_ELEMENTS(shape->mail));
	for (guint i = 0; i < G_N_ELEMENTS(shape->phone) && shape->phone[i]; i++) {
		const char *text = xml_text(r->tree, node, shape->phone[i]);

		if (text)
			g_string_append_printf(phone, "%s%s", phone->len ? " " : "", text);
	}
	c.phone = g_strdup(phone->str);
	paper_contact(&r->paper, &c, proof);
}

static gboolean
take_node(const struct xml_tree *t, guint32 node, gpointer data)
{
	struct reader *r = data;
	const struct row *row = r->row;
	const char *text = xml_node_at(t, node)->text;
	g_autofree char *proof = NULL, *date = NULL;

	if (row->when) {
		const char *said = xml_text(t, node, row->when);

		if (row->is ? g_strcmp0(said, row->is) != 0 : !said)
			return TRUE;
	}
	proof = proof_of(r, node);
	switch ((enum how)row->how) {
	case AS_TEXT:
		paper_set(&r->paper, row->fact, g_strdup(text), proof);
		break;
	case AS_DATE:
		date = text ? date_of_iso(text) : NULL;
		if (!date && text && strspn(text, "0123456789") >= 8)
			date = date_of_digits(text, strspn(text, "0123456789"));
		paper_set(&r->paper, row->fact, g_steal_pointer(&date), proof);
		break;
	case AS_MONEY:
		paper_set(&r->paper, row->fact, text ? decimal_of(text, strlen(text), '.') : NULL, proof);
		break;
	case AS_CODE:
		paper_set(&r->paper, row->fact, currency_of(text), proof);
		break;
	case AS_CITED:
		paper_cite(&r->paper, g_strdup(text), proof);
		return TRUE;
	case AS_MANY:
		paper_add(&r->paper, row->fact, g_strdup(text), proof);
		return TRUE;
	case AS_PARTY:
		take_party(r, node, proof);
		break;
	case AS_PEOPLE:
		take_people(r, node, proof);
		return TRUE;
	}
	return !r->paper.value[row->fact];
}

static gboolean
paper_done(const struct xml_tree *t, const void *what, gpointer data)
{
	struct reader *r = data;
	const struct dialect *d = what;
	const char *root = xml_node_at(t, 0)->name, *paper = paper_of(d, root);
	g_autofree char *proof = g_strdup_printf("%s:%s", d->id, root);
	guint papers;

	r->dialect = d;
	r->tree = t;
	paper_init(&r->paper);
	paper_set(&r->paper, FACT_PAPER, g_strdup(paper ? paper : "other"), proof);
	if (d->settle)
		d->settle(r);
	papers = paper_is(&r->paper, "purchase_order") ? FOR_ORDER
		 : paper_is_order(&r->paper)           ? FOR_CHANGE
						       : FOR_OTHER;
	if (papers != FOR_OTHER)
		kind_set(r,
		    papers == FOR_ORDER                   ? "new"
		    : paper_is(&r->paper, "order_change") ? "change"
							  : "cancel",
		    proof);
	for (r->row = d->rows; r->row->path; r->row++)
		if (r->row->papers & papers)
			xml_each(t, 0, r->row->path, take_node, r);
	for (guint i = 0; papers == FOR_OTHER && i < t->cited->len; i++)
		paper_cite(&r->paper, g_strdup(t->cited->pdata[i]), proof);
	return sheet_put(r->sheet, &r->paper);
}

/* Does it look as if such a paper were in it? A whole parse of every XML file would tell, at its price. */
static gboolean
may_hold_papers(const char *text, gsize size)
{
	static const char *const marks[] = { UBL_SPACE, "cXML", "opentrans",
		"urn:un:unece:uncefact:data:", "urn:ferd:" };

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
		if (memmem(text, MIN(size, 65536), marks[i], strlen(marks[i])))
			return TRUE;
	return FALSE;
}

gboolean
papers_read(struct document *d, const char *text, gsize size, const struct limits *limits)
{
	struct sheet sheet;
	struct reader r = { .sheet = &sheet };
	const char *trouble;

	if (!may_hold_papers(text, size))
		return FALSE;
	sheet_init(&sheet, d, limits);
	trouble = xml_papers_parse(text, size, limits, dialect_of, paper_done, &r);
	if (sheet.papers > 0) {
		sheet_finish(&sheet, trouble);
		return TRUE;
	}
	sheet_drop(&sheet);
	if (trouble != XML_ENTITIES)
		return FALSE;
	document_say(d, READ_SKIPPED, "%s", trouble);
	return TRUE;
}
