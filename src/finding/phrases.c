/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phrases - see phrases.h */
#include "phrases.h"

#include <string.h>

/* What an order is called in the running text of a mail, with its articles. */
#define EN_ORDER "purchase order|po|official order|formal order"
#define DE_ORDER                                                                                           \
	"bestellung|unsere bestellung|die bestellung|offizielle bestellung|die offizielle bestellung|den " \
	"auftrag"
#define FR_ORDER                                                                                            \
	"bon de commande|le bon de commande|notre bon de commande|la commande|notre commande|votre bon de " \
	"commande"
#define ES_ORDER                                                                                         \
	"pedido|el pedido|nuestro pedido|orden de compra|la orden de compra|nuestra orden de compra|la " \
	"oc|la "                                                                                         \
	"orden|el pedido oficial"
#define IT_ORDER                                                                                            \
	"ordine|l ordine|il nostro ordine|nostro ordine|ordine di acquisto|l ordine di acquisto|il nostro " \
	"ordine di acquisto|l ordine ufficiale|l oda"
#define NL_ORDER                                                                                            \
	"inkooporder|de inkooporder|onze inkooporder|bestelling|de bestelling|onze bestelling|de order|de " \
	"bestelbon"
#define PT_ORDER                                                                                          \
	"encomenda|a encomenda|a nossa encomenda|nossa encomenda|nota de encomenda|a nota de "            \
	"encomenda|ordem de "                                                                             \
	"compra|a ordem de compra|pedido de compra|o pedido de compra|a nossa nota de encomenda|a nossa " \
	"ordem de compra"

/* clang-format off */
const struct phrase PHRASES[] = {
	/* an order is asked for */
	{ PHRASE_ASK, 80, LANG_EN, { "please|could you please|can you please|could you|can you|kindly", "send|send us|issue|provide|raise|share|provide us with|send me", "a|the|your|", EN_ORDER } },
	{ PHRASE_ASK, 80, LANG_EN, { "need|require|waiting for|awaiting|missing|still need", "a|the|your|", EN_ORDER } },
	{ PHRASE_ASK, 80, LANG_DE, { "bitte senden sie uns|bitte schicken sie uns|benotigen wir|wir benotigen|wir brauchen|es fehlt uns|uns fehlt|bitte ubermitteln sie uns", "noch|", "eine bestellung|ihre bestellung|die bestellung|die bestellnummer|ihre bestellnummer|eine bestellnummer" } },
	{ PHRASE_ASK, 80, LANG_FR, { "merci de nous envoyer|merci de nous transmettre|pourriez vous nous envoyer|nous avons besoin d|il nous manque|nous attendons|veuillez nous envoyer", "un bon de commande|votre bon de commande|le bon de commande|votre # de commande|un # de commande|le # de commande" } },
	{ PHRASE_ASK, 80, LANG_ES, { "por favor envienos|envienos|necesitamos|nos falta|a la espera de|por favor envien|favor de enviar|por favor enviennos|podrian enviarnos", "una|la|su|el|", "orden de compra|pedido|# de pedido|# de orden|# de orden de compra" } },
	{ PHRASE_ASK, 80, LANG_IT, { "vi preghiamo di inviarci|inviateci|ci serve|ci manca|necessitiamo|abbiamo bisogno|in attesa|attendiamo", "ancora|di|del|", "un ordine di acquisto|il vostro ordine|l ordine di acquisto|il vostro # d ordine|il # d ordine|vostro ordine" } },
	{ PHRASE_ASK, 80, LANG_NL, { "kunt u ons|wij ontvangen graag|graag ontvangen wij|wij hebben|wij missen|we missen|stuur ons|zou u ons", "nog|", "een inkooporder|uw inkooporder|uw inkoopordernummer|uw ordernummer|uw bestelling|een bestelling|de inkooporder" } },
	{ PHRASE_ASK, 80, LANG_PT, { "por favor enviem|precisamos|aguardamos|agradecemos o envio|falta nos|queiram enviar|por favor enviem nos", "do|da|de|", "uma nota de encomenda|a vossa encomenda|vossa nota de encomenda|vosso # de encomenda|# de encomenda|a ordem de compra|uma ordem de compra|vossa encomenda|vosso pedido" } },
	/* an order is brought */
	{ PHRASE_ORDER, 80, LANG_EN, { "please find|find|here is|here comes|below is|enclosed is|attached is|attached you find|attached you will find|enclosed please find|attached please find|herewith", "attached|enclosed|below|", "our|the|a|my|", "purchase order|po" } },
	/* "the order" may be a court's */
	{ PHRASE_ORDER, 70, LANG_EN, { "please find|find|here is|here comes|below is|enclosed is|attached is|enclosed please find|attached please find|herewith", "attached|enclosed|below|", "our|my", "order" } },
	{ PHRASE_ORDER, 80, LANG_EN, { "we hereby order|we hereby place an order|we would like to place the following order|please accept this order|we order the following|please process the following order|please process this order" } },
	{ PHRASE_ORDER, 80, LANG_DE, { "anbei|im anhang|in der anlage|beigefugt|nachfolgend|nachstehend|anliegend|als pdf", "erhalten sie|finden sie|senden wir ihnen|ubersenden wir ihnen|schicken wir ihnen|", "unsere bestellung|die bestellung|unseren auftrag|eine bestellung|unsere neue bestellung" } },
	{ PHRASE_ORDER, 80, LANG_DE, { "hiermit bestellen wir|wir bestellen hiermit|wir bestellen wie folgt|hiermit erteilen wir ihnen den auftrag|wir beauftragen sie" } },
	{ PHRASE_ORDER, 80, LANG_FR, { "veuillez trouver|vous trouverez|trouvez|merci de trouver|je vous prie de trouver|nous vous transmettons|nous vous adressons|nous vous envoyons", "ci dessous|ci joint|ci jointe|en piece jointe|ci apres|", "notre commande|notre bon de commande|le bon de commande|la commande" } },
	{ PHRASE_ORDER, 80, LANG_FR, { "par la presente nous vous passons commande|nous souhaitons commander|nous commandons" } },
	{ PHRASE_ORDER, 80, LANG_ES, { "adjuntamos|adjunto|les adjuntamos|le adjuntamos|a continuacion|les pasamos|le pasamos|a continuacion les pasamos|les enviamos|le enviamos|les remitimos|a continuacion encontraran", "nuestro pedido|el pedido|nuestra orden de compra|la orden de compra|el siguiente pedido" } },
	{ PHRASE_ORDER, 80, LANG_IT, { "in allegato|alleghiamo|di seguito|vi inviamo|vi trasmettiamo|qui di seguito|trovate di seguito|trovate in allegato|inviamo", "trovate|troverete|", "il nostro ordine|nostro ordine|l ordine|il nostro ordine di acquisto|l ordine di acquisto" } },
	{ PHRASE_ORDER, 80, LANG_NL, { "bijgaand|hieronder|hierbij|in de bijlage|bijgevoegd", "vindt u|ontvangt u|sturen wij u|zenden wij u|", "onze bestelling|onze inkooporder|de bestelling|de inkooporder|onze order" } },
	{ PHRASE_ORDER, 80, LANG_NL, { "wij plaatsen|hierbij plaatsen wij|graag bestellen wij|hiermee bestellen wij", "de volgende bestelling|een bestelling|" } },
	{ PHRASE_ORDER, 80, LANG_PT, { "em anexo|segue em anexo|segue|segue abaixo|enviamos|abaixo segue|junto enviamos|em anexo segue|vimos por este meio enviar|anexamos", "a nossa encomenda|nossa encomenda|a nossa nota de encomenda|a nossa ordem de compra|a nota de encomenda|a ordem de compra|o pedido de compra|o nosso pedido" } },
	/* titles of changes */
	{ TITLE_CHANGE, 95, LANG_EN, { "amendment|revision|change", "to|of", "purchase order|order|po" } },
	{ TITLE_CHANGE, 95, LANG_EN, { "amended|revised|changed|updated", "purchase order|order|po" } },
	{ TITLE_CHANGE, 95, LANG_DE, { "anderung|korrektur|nachtrag", "der|zur|zu|unserer|", "bestellung|bestellnummer" } },
	{ TITLE_CHANGE, 95, LANG_DE, { "bestellungsanderung|auftragsanderung|anderungsauftrag|anderungsmitteilung zur bestellung|nachtragsbestellung" } },
	{ TITLE_CHANGE, 95, LANG_FR, { "modification|avenant|rectificatif|changement", "de|de la|du|au|a la", "commande|bon de commande" } },
	{ TITLE_CHANGE, 95, LANG_FR, { "commande|bon de commande", "rectificative|rectificatif|modifiee|modifie|revisee|revise" } },
	{ TITLE_CHANGE, 95, LANG_ES, { "modificacion|cambio|enmienda|revision|rectificacion", "de|del|de la|al|a la", "pedido|orden de compra|orden|pedido de compra" } },
	{ TITLE_CHANGE, 95, LANG_ES, { "pedido|orden de compra|orden", "modificado|modificada|revisado|revisada|rectificado" } },
	{ TITLE_CHANGE, 95, LANG_IT, { "modifica|variazione|rettifica|revisione", "d|dell|di|all|", "ordine|ordine di acquisto|ordine d acquisto|ordine fornitore" } },
	{ TITLE_CHANGE, 95, LANG_NL, { "wijziging|aanpassing|gewijzigde|aangepaste|herziene", "van|op|van de|", "bestelling|inkooporder|order|bestelbon" } },
	{ TITLE_CHANGE, 95, LANG_PT, { "alteracao|retificacao|aditamento|modificacao|revisao", "de|da|do|a|ao", "encomenda|ordem de compra|nota de encomenda|pedido|pedido de compra" } },
	/* titles of cancellations */
	{ TITLE_CANCEL, 95, LANG_EN, { "cancellation|cancelation", "of|of the|of our|", "purchase order|order|po" } },
	{ TITLE_CANCEL, 95, LANG_DE, { "stornierung|storno|widerruf|annullierung", "der|unserer|", "bestellung" } },
	{ TITLE_CANCEL, 95, LANG_FR, { "annulation", "de|de la|du|de notre", "commande|bon de commande" } },
	{ TITLE_CANCEL, 95, LANG_ES, { "anulacion|cancelacion", "de|del|de la", "pedido|orden de compra|orden|pedido de compra" } },
	{ TITLE_CANCEL, 95, LANG_IT, { "annullamento|cancellazione|revoca|annullo", "d|dell|di|", "ordine|ordine di acquisto|ordine d acquisto" } },
	{ TITLE_CANCEL, 95, LANG_NL, { "annulering|intrekking", "van|van de|van onze|", "bestelling|inkooporder|order|bestelbon" } },
	{ TITLE_CANCEL, 95, LANG_PT, { "anulacao|cancelamento", "de|da|do", "encomenda|ordem de compra|nota de encomenda|pedido|pedido de compra" } },
	/* an order of one's own is cancelled, in the first person */
	{ PHRASE_CANCEL, 80, LANG_EN, { "we hereby cancel|we herewith cancel|hereby we cancel|i hereby cancel|we cancel|we are cancelling|we are canceling|we have to cancel|we must cancel|we wish to cancel|we want to cancel|we would like to cancel|i would like to cancel|please cancel|kindly cancel", "our|the|this|my|", "purchase order|po|order", "#|" } },
	{ PHRASE_CANCEL, 80, LANG_DE, { "hiermit stornieren wir|wir stornieren hiermit|wir stornieren|hiermit storniere ich|hiermit widerrufen wir|wir widerrufen hiermit|wir widerrufen|hiermit annullieren wir|wir annullieren hiermit|wir annullieren|bitte stornieren sie", "unsere|die|diese|", "bestellung|bestellnummer", "#|" } },
	{ PHRASE_CANCEL, 80, LANG_FR, { "par la presente nous annulons|nous annulons par la presente|nous annulons|nous souhaitons annuler|nous devons annuler|nous vous prions d annuler|merci d annuler|veuillez annuler|j annule", "notre|la|le|cette|", "commande|bon de commande", "#|" } },
	{ PHRASE_CANCEL, 80, LANG_ES, { "por la presente cancelamos|por la presente anulamos|cancelamos por la presente|anulamos por la presente|cancelamos|anulamos|deseamos cancelar|deseamos anular|rogamos anulen|rogamos cancelen|les rogamos que anulen|les rogamos que cancelen|por favor cancelen|por favor anulen", "nuestro|nuestra|el|la|este|", "pedido|orden de compra|pedido de compra|orden", "#|" } },
	{ PHRASE_CANCEL, 80, LANG_IT, { "con la presente annulliamo|con la presente cancelliamo|con la presente revochiamo|annulliamo con la presente|annulliamo|cancelliamo|revochiamo|dobbiamo annullare|desideriamo annullare|vi preghiamo di annullare|vi chiediamo di annullare", "il nostro|l|il|questo|nostro|", "ordine|ordine di acquisto|ordine d acquisto", "#|" } },
	{ PHRASE_CANCEL, 80, LANG_NL, { "hierbij annuleren wij|hierbij annuleren we|wij annuleren hierbij|wij annuleren|we annuleren|hiermee annuleren wij|graag annuleren wij", "onze|de|deze|", "bestelling|inkooporder|order|bestelbon", "#|" } },
	{ PHRASE_CANCEL, 80, LANG_PT, { "pela presente cancelamos|pela presente anulamos|vimos por este meio cancelar|vimos por este meio anular|vimos cancelar|vimos anular|cancelamos por este meio|cancelamos|anulamos|pretendemos cancelar|pretendemos anular|solicitamos o cancelamento|solicitamos a anulacao|por favor cancelem|por favor anulem", "a nossa|da nossa|a|da|o nosso|do nosso|o|do|", "encomenda|ordem de compra|nota de encomenda|pedido|pedido de compra", "#|" } },
	/* sums: the whole, a limit of it, and what is without tax */
	{ LABEL_TOTAL, 90, LANG_EN, { "gross|new|revised|total|final|overall", "order|po|purchase order|contract", "value|amount|total|sum|price" } },
	{ LABEL_TOTAL_NET, 50, LANG_EN, { "net|total net", "order|po|purchase order|contract", "value|amount|total|sum|price" } },
	{ LABEL_TOTAL, 60, LANG_EN, { "not to exceed|total not to exceed|maximum|order limit|ceiling", "amount|value|order value|order amount|total|price" } },
	{ LABEL_TOTAL, 60, LANG_DE, { "maximaler|hochster|max", "auftragswert|bestellwert|abrufwert|gesamtwert|betrag" } },
	{ LABEL_TOTAL, 60, LANG_FR, { "montant|valeur|plafond", "maximum|maximal|maximale|maxi", "de la commande|du marche|ht|ttc|" } },
	{ LABEL_TOTAL, 60, LANG_ES, { "importe|valor|monto", "maximo", "del pedido|" } },
	{ LABEL_TOTAL, 60, LANG_IT, { "valore|importo", "massimo", "dell ordine|ordine|" } },
	{ LABEL_TOTAL, 60, LANG_NL, { "maximale|maximaal", "orderwaarde|waarde|bedrag" } },
	{ LABEL_TOTAL, 60, LANG_PT, { "valor|montante", "maximo", "da encomenda|" } },
	{ LABEL_TOTAL, 85, LANG_FR, { "total|montant total", "tva non applicable|tva non due|sans tva" } },
	{ LABEL_TOTAL, 85, LANG_FR, { "valeur|prix|montant", "total|totale|global|globale", "de la commande|commande|" } },
	{ LABEL_TOTAL, 95, LANG_FR, { "montant net|total net|montant total net", "a payer|a regler|ttc" } },
	{ LABEL_TOTAL_NET, 50, LANG_FR, { "valeur nette totale|valeur totale nette", "ht|hors taxes|hors tva|" } },
	{ LABEL_TOTAL_NET, 50, LANG_FR, { "montant net|montant net total|prix total|valeur totale", "ht|hors taxes|hors tva" } },
	{ LABEL_TOTAL, 85, LANG_ES, { "total|importe total", "exento de iva|sin iva aplicable|exento" } },
	{ LABEL_TOTAL_NET, 50, LANG_ES, { "valor neto total|valor total neto|importe neto total|importe total neto" } },
	{ LABEL_TOTAL, 85, LANG_IT, { "valore|importo|prezzo", "totale|complessivo", "ordine|dell ordine|" } },
	{ LABEL_TOTAL_NET, 50, LANG_IT, { "valore netto totale|totale valore netto|importo netto totale" } },
	{ LABEL_TOTAL_NET, 50, LANG_NL, { "totale nettowaarde|nettowaarde|totaal nettowaarde|totale netto waarde" } },
	{ LABEL_TOTAL_NET, 50, LANG_PT, { "valor liquido total|valor total liquido" } },
	/* terms of payment, in cells and in sentences */
	{ LABEL_TERMS, 90, LANG_EN, { "terms of|payment|payt|pmt|pymt", "paymt|pmt|payt|pymt|terms|trms|cond" } },
	{ LABEL_TERMS, 80, LANG_EN, { "discount terms|how we pay|terms and method of payment|payment terms and conditions|method of payment" } },
	{ LABEL_TERMS, 50, LANG_EN, { "we|we shall|we will|we normally", "pay|settle", "your invoice|your invoices|invoices|the invoice|all invoices|" } },
	{ LABEL_TERMS, 50, LANG_EN, { "invoices|your invoice|the invoice|all invoices", "are|is|will be|shall be", "paid|payable|settled" } },
	{ LABEL_TERMS, 50, LANG_DE, { "wir zahlen|wir bezahlen|zahlen wir|rechnungen werden|die rechnung wird|wir begleichen" } },
	{ LABEL_TERMS, 90, LANG_DE, { "zahlungs|zahl|zlg", "bed|kond|bedingungen|bedingung" } },
	{ LABEL_TERMS, 50, LANG_FR, { "nous payons|nous reglons|facture payable|factures payables|vos factures seront reglees" } },
	{ LABEL_TERMS, 90, LANG_ES, { "cond|cond de|condic de|condiciones", "pago|de pago" } },
	{ LABEL_TERMS, 50, LANG_ES, { "pagamos|abonamos|las facturas se abonaran|las facturas se pagaran" } },
	{ LABEL_TERMS, 90, LANG_IT, { "cond|cond di|mod|mod di|condizioni", "pagam|pag|pagamento|pagto" } },
	{ LABEL_TERMS, 50, LANG_IT, { "paghiamo|le fatture saranno pagate" } },
	{ LABEL_TERMS, 90, LANG_NL, { "betalingscond|betaalconditie|betaalcondities|betalings termijn|betaalafspraak" } },
	{ LABEL_TERMS, 50, LANG_NL, { "wij betalen|facturen worden betaald|wij betalen uw factuur" } },
	{ LABEL_TERMS, 90, LANG_PT, { "cond|cond de|condicao|condicao de", "pagto|pgto|pag|pagamento|pagamentos" } },
	{ LABEL_TERMS, 50, LANG_PT, { "pagamos|as faturas serao pagas|as faturas sao pagas" } },
	/* when the goods are to come */
	{ LABEL_DELIVERY_DATE, 85, LANG_EN, { "expected|estimated|requested|required|desired|promised|planned|scheduled|latest|target|confirmed|need by|anticipated", "delivery|receipt|arrival|ship|shipping|shipment|dispatch|ready|in hands", "date|by|on|" } },
	{ LABEL_DELIVERY_DATE, 80, LANG_EN, { "delivery|deliver|to be delivered|deliver goods|goods required|goods needed|delivery needed|delivery requested", "by|on|on or before|before|no later than|not later than|at the latest|latest" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_DE, { "erwartete|erwarteter|erwartetes|gewunschte|gewunschter|gewunschtes|angeforderte|angeforderter|angefordertes|geforderte|geforderter|gefordertes|geplante|geplanter|geplantes|spateste|spatester|spatestes|voraussichtliche|voraussichtlicher|voraussichtliches|bestatigter|bestatigtes|vereinbarter", "ankunft|lieferung|lieferdatum|liefertermin|liefertag|anlieferung|anlieferdatum|anliefertermin|wareneingang|wareneingangsdatum|eingang|datum|termin" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_DE, { "bitte liefern|bitte liefern sie|lieferung spatestens|lieferung bis spatestens|zu liefern|anlieferung", "am|bis|bis zum|bis spatestens|zum|spatestens am|spatestens bis" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_FR, { "livraison|date de livraison|date livraison|reception|date de reception|arrivee|date d arrivee|date|delai|delai de livraison|expedition|date d expedition", "prevue|prevu|souhaitee|souhaite|demandee|demande|attendue|attendu|estimee|estime|requise|requis|voulue|imperative|imperatif|au plus tard|confirmee", "le|pour le|avant le|" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_FR, { "a livrer|livrer|livraison|merci de livrer", "pour le|avant le|au plus tard le|le" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_ES, { "fecha|entrega|fecha entrega|fecha de entrega|f entrega|llegada|fecha llegada|fecha de llegada|recepcion|fecha recepcion|fecha de recepcion", "prevista|solicitada|requerida|esperada|deseada|estimada|confirmada|maxima|limite" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_ES, { "f|fec|fch|fcha|fecha", "entrega|ent|recepcion|llegada|requerida" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_ES, { "entregar|entrega", "antes del|el|el dia|a mas tardar el" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_IT, { "consegna|data consegna|data di consegna|data|arrivo|data arrivo|data di arrivo|ricevimento|data ricevimento|data di ricevimento|evasione|data evasione", "prevista|previsto|richiesta|richiesto|desiderata|desiderato|attesa|atteso|stimata|stimato|concordata|tassativa|confermata" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_IT, { "consegna|da consegnare|data|dt", "entro il|entro|il|cons|consegna" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_NL, { "verwachte|gewenste|gevraagde|uiterste|geplande|vereiste|toegezegde|gewenst|verwacht", "ontvangst|ontvangstdatum|levering|leverdatum|leveringsdatum|afleverdatum|aankomst|aankomstdatum|datum|levertijd|levermoment" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_NL, { "levering|leveren|te leveren", "op|voor|uiterlijk|uiterlijk op|ten laatste op|voor uiterlijk" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_PT, { "data|entrega|data entrega|data de entrega|data da entrega|chegada|data de chegada|rececao|data de rececao|recebimento|data de recebimento", "prevista|previsto|solicitada|pretendida|requerida|desejada|esperada|estimada|limite" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_PT, { "dt|dta|entregar|entrega", "entrega|ate|ate ao dia|ate dia|em|ate a" } },
	{ LABEL_DELIVERY_DATE, 80, LANG_EN, { "delivery|shipment|receipt|goods", "required|requested|expected|due|needed|wanted", "date|by|on|" } },
	{ LABEL_DELIVERY_DATE, 75, LANG_EN, { "needed for|needed by|wanted by|wanted for|required for|deliver to f o b point on or before|ship by|must ship by|ship on" } },
	{ LABEL_DELIVERY_DATE, 60, LANG_EN, { "installation|delivery|work|works|the work|services|goods", "should be|to be|must be|is to be|are to be|shall be", "completed|delivered|installed|carried out", "by|before|on or before|no later than" } },
	{ LABEL_DELIVERY_DATE, 85, LANG_PT, { "data|dt", "remessa|de remessa|de envio|envio" } },
	{ LABEL_DELIVERY_DATE, 50, LANG_ES, { "plazo" } },
	{ LABEL_DELIVERY_DATE, 50, LANG_PT, { "prazo" } },
	/* alone it may speak of the place or the carriage as well: a day must follow */
	{ LABEL_DELIVERY_DATE, 50, LANG_EN, { "delivery|delivery expected|delivery due" } },
	{ LABEL_DELIVERY_DATE, 50, LANG_DE, { "lieferung|anlieferung|ankunft" } },
	{ LABEL_DELIVERY_DATE, 50, LANG_ES, { "entrega" } },
	{ LABEL_DELIVERY_DATE, 50, LANG_IT, { "consegna|arrivo" } },
	{ 0, 0, 0, { NULL } },
};
/* clang-format on */

static void
expand(const struct phrase *phrase, guint place, const char *so_far,
    void (*take)(char *words, const struct phrase *phrase))
{
	g_auto(GStrv) ways = NULL;

	if (place == G_N_ELEMENTS(phrase->place) || !phrase->place[place]) {
		take(g_strdup(so_far), phrase);
		return;
	}
	ways = g_strsplit(phrase->place[place], "|", -1);
	for (guint i = 0; ways[i]; i++) {
		g_autofree char *next = g_strconcat(so_far, *so_far && *ways[i] ? " " : "", ways[i], NULL);

		expand(phrase, place + 1, next, take);
	}
}

void
phrases_each(void (*take)(char *words, const struct phrase *phrase))
{
	for (const struct phrase *phrase = PHRASES; phrase->place[0]; phrase++)
		expand(phrase, 0, "", take);
}
