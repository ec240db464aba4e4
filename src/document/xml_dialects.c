/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml_dialects - where UBL, cXML, OpenTrans and CII (Order-X, Factur-X, ZUGFeRD) say what
 */
#include "xml_papers.h"

#include <string.h>

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
	{ FOR_ORDERS, FACT_SHIP_TO, AS_PARTY, "Delivery", &UBL_PLACE, NULL, "DeliveryLocation/Address",
	    NULL },
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

static const struct line_shape UBL_LINE = { .element = "OrderLine",
	.position = { "LineItem/ID", "LineItem/BuyersID" },
	.description = { "LineItem/Item/Name", "LineItem/Item/Description" },
	.quantity = { "LineItem/Quantity" },
	.unit = { "LineItem/Quantity/@unitCode", "LineItem/Quantity/@quantityUnitCode" },
	.price = { "LineItem/Price/PriceAmount", "LineItem/Item/BasePrice/PriceAmount" },
	.price_for = { "LineItem/Price/BaseQuantity" },
	.total = { "LineItem/LineExtensionAmount" } };
static const struct line_shape CXML_LINE = { .element = "ItemOut",
	.position = { "@lineNumber" },
	.description = { "ItemDetail/Description/ShortName", "ItemDetail/Description",
	    "ItemID/SupplierPartID" },
	.quantity = { "@quantity" },
	.unit = { "ItemDetail/UnitOfMeasure" },
	.price = { "ItemDetail/UnitPrice/Money" },
	.price_for = { "ItemDetail/PriceBasisQuantity/@quantity" } };
#define CII_UNITS "*TradeDelivery/RequestedQuantity"
static const struct line_shape CII_LINE = { .element = "IncludedSupplyChainTradeLineItem",
	.position = { "AssociatedDocumentLineDocument/LineID" },
	.description = { "SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description" },
	.quantity = { CII_UNITS },
	.unit = { CII_UNITS "/@unitCode" },
	.price = { "*TradeAgreement/NetPriceProductTradePrice/ChargeAmount" },
	.price_for = { "*TradeAgreement/NetPriceProductTradePrice/BasisQuantity" },
	.total = { "*TradeSettlement/*MonetarySummation/LineTotalAmount" } };
static const struct line_shape OPENTRANS_LINE = { .element = "ORDER_ITEM",
	.position = { "LINE_ITEM_ID" },
	.description = { "PRODUCT_ID/DESCRIPTION_SHORT", "ARTICLE_ID/DESCRIPTION_SHORT",
	    "PRODUCT_ID/SUPPLIER_PID" },
	.quantity = { "QUANTITY" },
	.unit = { "ORDER_UNIT" },
	.price = { "PRODUCT_PRICE_FIX/PRICE_AMOUNT", "ARTICLE_PRICE/PRICE_AMOUNT" },
	.price_for = { "PRODUCT_PRICE_FIX/PRICE_QUANTITY", "ARTICLE_PRICE/PRICE_QUANTITY" },
	.total = { "PRICE_LINE_AMOUNT", "ARTICLE_PRICE/PRICE_LINE_AMOUNT" } };

static const struct dialect UBL = { "ubl", UBL_PAPERS, UBL_ROWS, ubl_settle, &UBL_LINE };
static const struct dialect CXML_DIALECT = { "cxml", CXML_PAPERS, CXML_ROWS, cxml_settle, &CXML_LINE };
static const struct dialect CII = { "cii", CII_PAPERS, CII_ROWS, cii_settle, &CII_LINE };
static const struct dialect OPENTRANS = { "opentrans", OPENTRANS_PAPERS, OPENTRANS_ROWS, opentrans_settle,
	&OPENTRANS_LINE };

#define UBL_SPACE "urn:oasis:names:specification:ubl:schema:xsd:"

const char *
dialect_paper(const struct dialect *d, const char *root)
{
	for (const struct kind_of_paper *k = d->papers; k->root; k++)
		if (strcmp(k->root, root) == 0)
			return k->paper;
	return NULL;
}

gboolean
dialect_is_line(const void *dialect, const char *root, const char *name)
{
	const struct dialect *d = dialect;
	const char *paper = dialect_paper(d, root);

	return d->line && paper &&
	       (g_str_has_suffix(paper, "order") || g_str_has_prefix(paper, "order_ch")) &&
	       strcmp(d->line->element, name) == 0;
}

/* A standard is known by its namespace, cXML by where the element stands. */
const void *
dialect_of(const char *uri, const char *name, const char *above)
{
	gsize n = strlen(name);

	if (g_str_has_prefix(uri, UBL_SPACE))
		return strncmp(uri + strlen(UBL_SPACE), name, n) == 0 && uri[strlen(UBL_SPACE) + n] == '-'
			   ? &UBL
			   : NULL;
	if (strstr(uri, "opentrans"))
		return dialect_paper(&OPENTRANS, name) ? &OPENTRANS : NULL;
	if (g_str_has_prefix(uri, "urn:un:unece:uncefact:data:") || g_str_has_prefix(uri, "urn:ferd:"))
		return dialect_paper(&CII, name) ? &CII : NULL;
	if (!*uri && (strcmp(above, "Request") == 0 || strcmp(above, "Message") == 0))
		return dialect_paper(&CXML_DIALECT, name) ? &CXML_DIALECT : NULL;
	return NULL;
}

gboolean
dialect_may_be_in(const char *text, gsize size)
{
	static const char *const marks[] = { UBL_SPACE, "cXML", "opentrans",
		"urn:un:unece:uncefact:data:", "urn:ferd:" };

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
		if (memmem(text, MIN(size, 65536), marks[i], strlen(marks[i])))
			return TRUE;
	return FALSE;
}
