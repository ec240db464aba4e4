/* SPDX-License-Identifier: GPL-3.0-or-later */
/* given_rules - how people give an order's number in seven languages; see given.h */
#include "given.h"

const char GIVEN_BETWEEN[] =
    "#|no|nr|number|num|numero|nummer|nombre|n|is|ist|lautet|est|es|e|ref|reference|referencia|"
    "riferimento|id|nro|n\302\272|n\302\260|num\303\251ro|purchase|po|den|del|du|la|o|with|mit|con|avec|il|el|lo|der|die|das|the|het|de|um|a|this|hat|heeft|tem|porte|tiene|ha|has|bears|le";

/* clang-format off */
const struct given_tongue GIVEN_TONGUES[LANG_N] = {
	[LANG_EN] = {
		"paid|overdue|delivered|received|shipped|tracking|missing|late|delayed|delay|status|incomplete|returned|return|damaged|refund|credit|dispute|disputed|cancel*|invoiced|billed|remittance|did|didn|not|never|wrong|duplicate|previous|closed|expired|confirmation|acknowledg*|could|outstanding|past|arrived|statement|question|questions|query|mistake|expedite|rejected|short",
		{ "your|yr ..1 po|pos|purchase|order|orders", "your ..1 invoice|invoices|bill",
		  "the|an|a|your|attached|this|our|my|following ..1 invoice|invoices|quote|quotation|statement|receipt|confirmation ..4 po|purchase|order",
		  "will|ll|shall|going ..3 send|issue|raise|follow|provide|get|have|receive ..6 po|purchase|order", "thank|thanks ..3 for ..3 po|purchase|order", "payment|payments ..3 for|against|of|on ..3 po|purchase|order", NULL } },
	[LANG_DE] = {
		"geliefert|eingegangen|versendet|versandt|fehlt|fehlen|mahnung|mahnen|bezahlt|beglichen|uberwiesen|reklam*|storn*|widerruf*|gutschrift|status|nicht|kein|keine|verspatet|lieferverzug|auftragsbestatigung|lieferschein|retour*|defekt*|frage|fragen|ruckfrage|sendungs*|fallig|angemahnt",
		{ "ihre|ihrer|ihr|ihren|eure|deine ..1 bestellung|bestellungen|bestellnummer|auftrag|po", "rechnung|angebot|gutschrift ..3 zu|fur|zur|vom ..3 bestellung|bestellnummer|auftrag|po", "danke|dank|bedanken ..3 bestellung|auftrag",
		  "haben|habe ..6 erhalten", "werden|werde|wird ..8 senden|schicken|erteilen|erstellen|folgen|zusenden", NULL } },
	[LANG_FR] = {
		"livre|livree|livrees|recu|recue|reglee|regle|paye|payee|relance|retard|annul*|avoir|litige|quand|pas|jamais|statut|suivi|expediee|expedie|accuse|manque*|question|erreur|retour",
		{ "votre|vos|ta ..1 commande|commandes|bon", "facture|factures|devis|avoir|paiement de|pour|concernant|relative|relatif|la ..3 commande", "merci|remercions ..1 pour ..3 commande",
		  "enverrons|enverrai|enverra|allons ..6 commande", NULL } },
	[LANG_ES] = {
		"recibido|recibida|entregado|entregada|pagado|pagada|vencid*|retras*|anul*|cancel*|cuando|nunca|estado|seguimiento|falta|pendiente|abono|reclam*|pregunta|duda|error|devol*",
		{ "su|tu|vuestro|vuestra|sus ..1 pedido|pedidos|orden|oc", "factura|facturas|oferta|pago de|del|por|para|contra|correspondiente ..2 orden|pedido|oc", "gracias ..1 por ..3 orden|pedido",
		  "no ..3 hemos|he|ha|han|recib*|llega*", "enviaremos|enviare|emitiremos|vamos ..6 orden|pedido|oc", NULL } },
	[LANG_IT] = {
		"consegnat*|ricevut*|pagat*|scadut*|ritardo|annull*|quando|mai|stato|manca*|sollecit*|spedit*|reclam*|domanda|errore|reso|resi|difett*",
		{ "vostro|suo|tuo|vostri ..1 ordine|ordini", "fattura|fatture|offerta|pagamento del|dell|per|di|dello|relativa ..2 ordine", "grazie ..1 per ..3 ordine",
		  "non ..3 arrivat*|abbiamo|ho|e", "invieremo|manderemo|emetteremo ..6 ordine", NULL } },
	[LANG_NL] = {
		"geleverd|ontvangen|betaald|herinnering|achterstallig|annul*|wanneer|niet|nooit|status|verzonden|ontbreekt|creditnota|retour|klacht|vraag|fout|vertraging",
		{ "uw|jouw|jullie|je ..1 bestelling|bestellingen|order|inkooporder|opdracht", "factuur|facturen|offerte|betaling van|voor|bij|op|inzake ..2 order|bestelling|inkooporder", "bedankt|dank ..1 voor ..3 order|bestelling|inkooporder|opdracht",
		  "zullen|gaan|sturen|zal ..6 toesturen|sturen|plaatsen|volgen", NULL } },
	[LANG_PT] = {
		"recebid*|recebemos|entregue|paga|pago|vencid*|atras*|anul*|cancel*|quando|nunca|estado|falta|lembrete|devol*|reclam*|expedid*|duvida|erro",
		{ "sua|vossa|vosso|seu|tua ..1 encomenda|encomendas|ordem|nota|pedido", "fatura|faturas|proposta|pagamento da|do|de|para|relativa ..2 encomenda|ordem|pedido", "obrigado|obrigada ..1 pela|pelo ..3 encomenda|pedido|ordem",
		  "nao ..3 receb*|cheg*|foi", "enviaremos|vamos ..6 encomenda|ordem|nota|pedido", NULL } },
};

const struct given_rule GIVEN_RULES[] = {
	{ "given.en.our", LANG_EN, TRUE, FALSE, "our|my ..2 @",
	  "Our PO # is 4500012345 for $12,500, net 45.", "Our PO 4500012345 is overdue." },
	{ "given.en.use", LANG_EN, FALSE, FALSE, "use|quote|reference|cite|mention|state|using|quoting|referencing ..2 @",
	  "Please reference PO 4500012345 on the invoice.", "Please use your PO 4500012345." },
	{ "given.en.here", LANG_EN, FALSE, FALSE, "here|find|attached|below|enclosed|following|see ..4 @",
	  "Please find below purchase order 4500012345.", "Please find the invoice for PO 4500012345." },
	{ "given.en.issued", LANG_EN, FALSE, FALSE, "issued|raised|created|approved|released|cut|placed|generated ..3 @",
	  "We have raised PO 4500012345 for this.", "Has anybody raised PO 4500012345?" },
	{ "given.en.issued2", LANG_EN, FALSE, FALSE, "@ ..6 is|has|have|was|been|got|covers ..2 issued|raised|approved|released|created|placed|generated|it|this|that|your",
	  "PO 4500012345 has been approved.", "PO 4500012345 has been paid." },
	{ "given.en.order", LANG_EN, TRUE, FALSE, "hereby|like|want|wish|wants ..3 order|place|confirm|issue ..4 @",
	  "We would like to place order no. 4711-22.", "We would like to discuss order no. 4711-22." },
	{ "given.en.bill", LANG_EN, FALSE, FALSE, "please|kindly ..1 invoice|bill|charge|proceed|start|ship|deliver|process|fulfill|fulfil|accept ..6 @",
	  "Please invoice us against PO 4500012345.", "Please send the invoice for PO 4500012345." },
	{ "given.en.number", LANG_EN, FALSE, FALSE, "@ number|no ..1 is",
	  "The PO number is 4500012345.", "The PO number 4500012345 is wrong." },
	{ "given.en.sum", LANG_EN, FALSE, TRUE, "@",
	  "PO 4500012345 for EUR 12,500.00", "Payment for PO 4500012345 of EUR 12,500.00" },

	{ "given.de.our", LANG_DE, TRUE, FALSE, "unsere|unserer|unsre|unseren|unserem|meine ..2 @",
	  "Unsere Bestellnummer lautet 4500012345.", "Unsere Bestellung 4500012345 ist noch nicht geliefert." },
	{ "given.de.here", LANG_DE, FALSE, FALSE, "anbei|anliegend|beigefugt|nachfolgend|nachstehend|hiermit|folgende|anhang|anlage ..5 @",
	  "Anbei erhalten Sie die Bestellung 4500012345.", "Anbei die Rechnung zur Bestellung 4500012345." },
	{ "given.de.order", LANG_DE, TRUE, FALSE, "bestellen|bestelle|beauftragen|ordern|beauftrage|erteilen|erteile ..6 @",
	  "Wir bestellen unter Bestellnummer 4500012345.", "Wann bestellen Sie zu Bestellnummer 4500012345?" },
	{ "given.de.use", LANG_DE, FALSE, FALSE, "bitte|angabe|nennung ..4 @",
	  "Bitte geben Sie die Bestellnummer 4500012345 an.", "Bitte prüfen Sie den Status der Bestellung 4500012345." },
	{ "given.de.issued", LANG_DE, FALSE, FALSE, "@ ..5 ist|wurde ..3 freigegeben|erteilt|genehmigt|ausgelost|angelegt",
	  "Die Bestellung 4500012345 wurde freigegeben.", "Die Bestellung 4500012345 wurde geliefert." },
	{ "given.de.sum", LANG_DE, FALSE, TRUE, "@",
	  "Bestellung 4500012345 über EUR 12.500,00", "Mahnung zur Bestellung 4500012345 über EUR 12.500,00" },

	{ "given.fr.our", LANG_FR, TRUE, FALSE, "notre|mon|nos ..2 @",
	  "Veuillez trouver ci-dessous notre commande n° CF-2026-118 du 9 juin 2026.", "Notre commande n° CF-2026-118 n'est pas livrée." },
	{ "given.fr.here", LANG_FR, TRUE, FALSE, "trouver|joint|jointe|trouverez|voici|dessous|annexe ..5 @",
	  "Vous trouverez ci-joint le bon de commande 4500012345.", "Vous trouverez la facture de la commande 4500012345." },
	{ "given.fr.order", LANG_FR, TRUE, FALSE, "commandons|passons|passer|confirmons|confirme|emis|emettons|valide ..4 @",
	  "Nous vous confirmons la commande n° 4500012345.", "Nous confirmons votre commande n° 4500012345." },
	{ "given.fr.use", LANG_FR, TRUE, FALSE, "rappeler|mentionner|indiquer|preciser|reporter|mentionnez|indiquez|rappelant ..4 @",
	  "Merci de rappeler le numéro de commande 4500012345.", "Merci de vérifier le numéro de commande 4500012345." },
	{ "given.fr.number", LANG_FR, TRUE, FALSE, "numero ..3 @",
	  "Le numéro de bon de commande est BC-2026-0098.", "Quel est le numéro de bon de commande BC-2026-0098 ?" },
	{ "given.fr.sum", LANG_FR, FALSE, TRUE, "@",
	  "Bon de commande 4500012345 pour 12 500,00 €", "Relance du bon de commande 4500012345 pour 12 500,00 €" },

	{ "given.es.our", LANG_ES, TRUE, FALSE, "nuestra|nuestro|mi ..2 @",
	  "Nuestra orden de compra es la 4500012345.", "Nuestra orden de compra 4500012345 sigue pendiente." },
	{ "given.es.here", LANG_ES, TRUE, FALSE, "adjunto|adjunta|adjuntamos|remito|remitimos|envio|enviamos|continuacion|presente|paso|pasamos ..5 @",
	  "Adjunto la orden de compra 4500012345.", "Adjunto la factura de la orden de compra 4500012345." },
	{ "given.es.confirm", LANG_ES, TRUE, FALSE, "confirmo|confirmamos|aprobado|aprobada|emitido|emitida|emitimos|generado|generada ..4 @",
	  "Le confirmo la orden de compra 2026-0456 por importe de 23.400,50 €.", "Le confirmo su pedido 2026-0456." },
	{ "given.es.use", LANG_ES, TRUE, FALSE, "indicar|citar|mencionar|referencia|indiquen|referenciar ..5 @",
	  "Por favor indicar el pedido 4500012345 en la factura.", "¿Puede indicar el estado del pedido 4500012345?" },
	{ "given.es.number", LANG_ES, TRUE, FALSE, "numero ..3 @",
	  "El número de pedido es el PED-3321.", "¿El número de pedido es el PED-3321?" },
	{ "given.es.sum", LANG_ES, FALSE, TRUE, "@",
	  "Orden de compra 4500012345 por 12.500,00 EUR", "Abono de la orden de compra 4500012345 por 12.500,00 EUR" },

	{ "given.it.our", LANG_IT, TRUE, FALSE, "nostro|mio ..2 @",
	  "Il nostro ordine è il n. 4500012345.", "Il nostro ordine 4500012345 è in ritardo." },
	{ "given.it.here", LANG_IT, TRUE, FALSE, "allegato|allego|alleghiamo|seguito|inviamo|invio|trasmettiamo|segue|presente ..5 @",
	  "In allegato l'ordine di acquisto 4500012345.", "In allegato la fattura per l'ordine 4500012345." },
	{ "given.it.confirm", LANG_IT, TRUE, FALSE, "confermiamo|confermo|emesso|emettiamo|ordiniamo|passiamo ..4 @",
	  "Con la presente Vi confermiamo ordine n. 1182 del 09/06/2026.", "Vi confermiamo il Vostro ordine n. 1182." },
	{ "given.it.use", LANG_IT, TRUE, FALSE, "indicare|citare|riportare|riferimento ..5 @",
	  "Si prega di indicare l'ordine 4500012345 in fattura.", "Può indicare lo stato dell'ordine 4500012345?" },
	{ "given.it.number", LANG_IT, TRUE, FALSE, "numero ..2 @",
	  "Il numero d'ordine è ODA-556677.", "Il numero d'ordine ODA-556677 è errato?" },
	{ "given.it.sum", LANG_IT, FALSE, TRUE, "@",
	  "Ordine di acquisto 4500012345 per EUR 12.500,00", "Sollecito dell'ordine di acquisto 4500012345 per EUR 12.500,00" },

	{ "given.nl.our", LANG_NL, TRUE, FALSE, "onze|mijn|ons ..2 @",
	  "Bij deze onze inkooporder IO-55210 d.d. 09-06-2026.", "Onze inkooporder IO-55210 is nog niet geleverd." },
	{ "given.nl.here", LANG_NL, TRUE, FALSE, "bijgaand|hierbij|bijgevoegd|bijlage|onderstaand|onderstaande|volgende|hieronder ..5 @",
	  "Hierbij ontvangt u inkooporder IO-55210.", "Hierbij de factuur van inkooporder IO-55210." },
	{ "given.nl.order", LANG_NL, TRUE, FALSE, "bestellen|plaatsen|bestel|plaats|geven ..5 @",
	  "Graag plaatsen wij bestelling 4500012345.", "Wanneer plaatsen jullie bestelling 4500012345?" },
	{ "given.nl.use", LANG_NL, TRUE, FALSE, "vermeld|vermelden|gebruik|noem|vermelding ..4 @",
	  "Graag ordernummer vermelden: vermeld order 4500012345.", "Noem uw order 4500012345." },
	{ "given.nl.sum", LANG_NL, FALSE, TRUE, "@",
	  "Inkooporder 4500012345 ter waarde van € 12.500,00", "Herinnering inkooporder 4500012345 ter waarde van € 12.500,00" },

	{ "given.pt.our", LANG_PT, TRUE, FALSE, "nossa|nosso|minha|meu ..2 @",
	  "Segue a nossa nota de encomenda nº 2026/31.", "A nossa encomenda 2026/31 está atrasada." },
	{ "given.pt.here", LANG_PT, TRUE, FALSE, "anexo|anexa|segue|seguem|enviamos|envio|junto|abaixo|presente|remetemos ..5 @",
	  "Em anexo a ordem de compra 4500012345.", "Em anexo a fatura da ordem de compra 4500012345." },
	{ "given.pt.confirm", LANG_PT, TRUE, FALSE, "confirmamos|confirmo|emitimos|emitida|emitido|adjudicamos|encomendamos ..4 @",
	  "Confirmamos a ordem de compra 4500012345.", "Confirmamos a vossa encomenda 4500012345." },
	{ "given.pt.use", LANG_PT, TRUE, FALSE, "indicar|mencionar|referir|indiquem|referencia ..5 @",
	  "Por favor indicar a encomenda 4500012345 na fatura.", "Pode indicar o estado da encomenda 4500012345?" },
	{ "given.pt.number", LANG_PT, TRUE, FALSE, "numero ..3 @",
	  "O número da ordem de compra é OC-778899.", "O número da ordem de compra é OC-778899?" },
	{ "given.pt.sum", LANG_PT, FALSE, TRUE, "@",
	  "Nota de encomenda 2026/31 no valor de 5.320,00 EUR", "Lembrete da nota de encomenda 2026/31 no valor de 5.320,00 EUR" },
	{ NULL },
};
/* clang-format on */
