/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order refers to and when it is due, by the labels of seven languages. */
#include "facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct day TODAY = { 2026, 11, 25 };
static const char *const HEADS[LANG_N] = {
	[LANG_EN] = "PURCHASE ORDER\n\nPO Number: 4500-118\n",
	[LANG_DE] = "BESTELLUNG\n\nBestellnummer: 4500-118\n",
	[LANG_FR] = "BON DE COMMANDE\n\nN° de commande: 4500-118\n",
	[LANG_ES] = "ORDEN DE COMPRA\n\nOrden de compra n.º: 4500-118\n",
	[LANG_IT] = "ORDINE DI ACQUISTO\n\nOrdine n.: 4500-118\n",
	[LANG_NL] = "INKOOPORDER\n\nInkoopordernummer: 4500-118\n",
	[LANG_PT] = "NOTA DE ENCOMENDA\n\nEncomenda n.º: 4500-118\n",
};

static const struct {
	enum label_language language;
	const char *line;
	enum order_field field;
	const char *value;
} ROWS[] = {
	{ LANG_EN, "Quote Ref: Q-2026-77", ORDER_QUOTE_REF, "Q-2026-77" },
	{ LANG_EN, "Your quotation no.: QT00412", ORDER_QUOTE_REF, "QT00412" },
	{ LANG_EN, "Quotation Reference: QT-00412", ORDER_QUOTE_REF, "QT-00412" },
	{ LANG_EN, "Based on your offer: A-2211 of 3 May 2026", ORDER_QUOTE_REF, "A-2211" },
	{ LANG_EN, "Vendor Quote #: 88123", ORDER_QUOTE_REF, "88123" },
	{ LANG_EN, "Estimate No: E-1009", ORDER_QUOTE_REF, "E-1009" },
	{ LANG_EN, "Contract No: CW-4471", ORDER_CONTRACT_REF, "CW-4471" },
	{ LANG_EN, "Agreement Number: MSA-2024-19", ORDER_CONTRACT_REF, "MSA-2024-19" },
	{ LANG_EN, "Blanket Agreement: BA-771", ORDER_CONTRACT_REF, "BA-771" },
	{ LANG_EN, "Outline Agreement: 4600001234", ORDER_CONTRACT_REF, "4600001234" },
	{ LANG_EN, "Delivery Date: 12 June 2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_EN, "Required by: 12 June 2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_EN, "Need-by date: 2026-06-12", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_EN, "Promised Date: 2026-06-12", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_EN, "Requested Ship Date: 2026-06-12", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_EN, "ETA: 2026-06-12", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_EN, "Revision: 2", ORDER_REVISION, "2" },
	{ LANG_EN, "Change Order No: 3", ORDER_REVISION, "3" },
	{ LANG_EN, "Amendment: 2", ORDER_REVISION, "2" },
	{ LANG_DE, "Ihr Angebot: AG-2026-11", ORDER_QUOTE_REF, "AG-2026-11" },
	{ LANG_DE, "Angebots-Nr.: 20260411", ORDER_QUOTE_REF, "20260411" },
	{ LANG_DE, "Rahmenvertrag: RV-1180", ORDER_CONTRACT_REF, "RV-1180" },
	{ LANG_DE, "Vertragsnummer: 4600012", ORDER_CONTRACT_REF, "4600012" },
	{ LANG_DE, "Kontrakt: 46000123", ORDER_CONTRACT_REF, "46000123" },
	{ LANG_DE, "Liefertermin: 12.06.2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_DE, "Lieferdatum: 12.06.26", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_DE, "Wunschtermin: 12.06.2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_FR, "Votre devis: D2026-118", ORDER_QUOTE_REF, "D2026-118" },
	{ LANG_FR, "Devis n°: DV-118", ORDER_QUOTE_REF, "DV-118" },
	{ LANG_FR, "Offre de prix: OP-771", ORDER_QUOTE_REF, "OP-771" },
	{ LANG_FR, "Marché n°: 2026M014", ORDER_CONTRACT_REF, "2026M014" },
	{ LANG_FR, "Contrat: C-8841", ORDER_CONTRACT_REF, "C-8841" },
	{ LANG_FR, "Date de livraison: 12/06/2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_FR, "Livraison souhaitée le: 12 juin 2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_FR, "Délai: 12/06/2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_FR, "Indice: B", ORDER_REVISION, "B" },
	{ LANG_ES, "Presupuesto: P-2026-14", ORDER_QUOTE_REF, "P-2026-14" },
	{ LANG_ES, "Su oferta: OF-889", ORDER_QUOTE_REF, "OF-889" },
	{ LANG_ES, "Contrato: CT-2026/8", ORDER_CONTRACT_REF, "CT-2026/8" },
	{ LANG_ES, "Fecha de entrega: 12/06/2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_ES, "Plazo de entrega: 12/06/2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_ES, "Revisión: 1", ORDER_REVISION, "1" },
	{ LANG_IT, "Vs. offerta n.: 778/26", ORDER_QUOTE_REF, "778/26" },
	{ LANG_IT, "Rif. preventivo: PR-12", ORDER_QUOTE_REF, "PR-12" },
	{ LANG_IT, "Contratto: CQ-2026-5", ORDER_CONTRACT_REF, "CQ-2026-5" },
	{ LANG_IT, "Data consegna: 12/06/2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_IT, "Consegna richiesta: 12/06/2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_NL, "Uw offerte: O-5512", ORDER_QUOTE_REF, "O-5512" },
	{ LANG_NL, "Offertenummer: 20261188", ORDER_QUOTE_REF, "20261188" },
	{ LANG_NL, "Contractnummer: C-118", ORDER_CONTRACT_REF, "C-118" },
	{ LANG_NL, "Raamovereenkomst: RO-77", ORDER_CONTRACT_REF, "RO-77" },
	{ LANG_NL, "Leverdatum: 12-06-2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_NL, "Gewenste levering: 12-06-2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_NL, "Revisie: 1", ORDER_REVISION, "1" },
	{ LANG_PT, "Vossa proposta: PROP-14", ORDER_QUOTE_REF, "PROP-14" },
	{ LANG_PT, "Orçamento: OR 2026/55", ORDER_QUOTE_REF, "OR 2026/55" },
	{ LANG_PT, "Contrato: CT-99", ORDER_CONTRACT_REF, "CT-99" },
	{ LANG_PT, "Data de entrega: 12/06/2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_PT, "Prazo de entrega: 12/06/2026", ORDER_DELIVERY_DATE, "2026-06-12" },
	{ LANG_PT, "Revisão: 1", ORDER_REVISION, "1" },
};

static void
labels__of_seven_languages_name_their_field(void **state)
{
	guint wrong = 0;

	(void)state;
	for (guint i = 0; i < G_N_ELEMENTS(ROWS); i++) {
		g_autofree char *text = g_strconcat(HEADS[ROWS[i].language], ROWS[i].line, "\n", NULL);
		struct document *d = text_document(text);
		struct finding_us us = { .names = NULL };
		struct finding_part part = { .document = d, .path = "1" };
		struct report *r = report_new();
		const struct order *o;

		finding_examine(NULL, &part, 1, &us, TODAY, &LIMITS_PRESET, r);
		o = r->orders->len ? r->orders->pdata[0] : NULL;
		if (!o || g_strcmp0(o->value[ORDER_NUMBER], "4500-118") != 0 ||
		    g_strcmp0(o->value[ROWS[i].field], ROWS[i].value) != 0) {
			print_error("%s: %s\n", ROWS[i].line, o ? o->value[ROWS[i].field] : "no order");
			wrong++;
		}
		report_free(r);
		text_document_free(d);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels__of_seven_languages_name_their_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
