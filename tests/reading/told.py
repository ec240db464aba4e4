# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders told in running words, and mails that speak of an order in as many words without giving one.

{number} {sum} {terms} {mail} {quote} {day}: of the order. TOLD: half -> language -> texts; SPOKEN: half -> language -> texts."""
from content import labels
from mails import mail, signature

TOLD = {
    "tune": {
        "en": ["Good news: we are ready to go. Our PO number is {number} for {sum}, {terms}. Please send the invoice to {mail}.",
               "Please accept this as our purchase order {number} against your quote {quote}, total {sum}.",
               "PO #{number} has been issued for {sum}. Kindly quote it on your invoice.",
               "You can invoice us against PO {number}. The amount agreed is {sum}."],
        "de": ["unsere Bestellnummer lautet {number}, Auftragswert {sum}. Die Rechnung bitte an {mail}.",
               "hiermit bestellen wir gemäß Ihrem Angebot {quote} unter der Bestellnummer {number} zum Preis von {sum}.",
               "die Bestellung {number} über {sum} ist freigegeben.",
               "bitte geben Sie auf der Rechnung die Bestellnummer {number} an. Vereinbart sind {sum}."],
        "fr": ["Veuillez trouver ci-dessous notre commande n° {number} d'un montant de {sum}.",
               "Le numéro de bon de commande est {number}, pour {sum}. Merci d'envoyer la facture à {mail}.",
               "Nous vous confirmons la commande {number} selon votre devis {quote} pour {sum}.",
               "Merci de rappeler le bon de commande {number} sur votre facture. Montant convenu : {sum}."],
        "es": ["Le confirmo la orden de compra {number} por importe de {sum} según su oferta {quote}.",
               "Nuestro número de pedido es {number}. Importe: {sum}. La factura a {mail}.",
               "Adjuntamos los datos: nuestra orden de compra {number} por {sum}.",
               "Por favor, indiquen en la factura el pedido {number}. Importe acordado: {sum}."],
        "it": ["con la presente Vi confermiamo il nostro ordine n. {number} per {sum}.",
               "il numero d'ordine è {number}, importo {sum}. La fattura a {mail}.",
               "vi inviamo l'ordine di acquisto {number} secondo l'offerta {quote}, totale {sum}.",
               "si prega di indicare in fattura l'ordine {number}. Importo concordato: {sum}."],
        "nl": ["bij deze onze inkooporder {number} ter waarde van {sum}.",
               "ons inkoopordernummer is {number}, bedrag {sum}. De factuur graag naar {mail}.",
               "hierbij plaatsen wij bestelling {number} volgens offerte {quote} voor {sum}.",
               "graag op de factuur vermelden: inkooporder {number}. Afgesproken bedrag: {sum}."],
        "pt": ["segue a nossa nota de encomenda nº {number}, no valor de {sum}.",
               "o número da nossa ordem de compra é {number}, valor {sum}. A fatura para {mail}.",
               "confirmamos a encomenda {number} conforme a vossa proposta {quote}, no total de {sum}.",
               "por favor indicar na fatura a ordem de compra {number}. Valor acordado: {sum}."],
    },
    "test": {
        "en": ["I got the signature this morning, so here you go: PO {number}, {sum}. AP's address is {mail}.",
               "Finance approved it. Use PO {number} when you bill us; it is good for {sum}.",
               "Let's move forward with {quote}. The purchase order is {number} and covers {sum}."],
        "de": ["die Freigabe ist da: Bestellung {number}, Wert {sum}. Rechnungen nimmt {mail} entgegen.",
               "wir beauftragen Sie mit dem Angebot {quote}. Unsere Bestellung dazu: {number} ({sum}).",
               "anbei die Daten zu unserer Bestellung Nr. {number} im Wert von {sum}."],
        "fr": ["C'est signé : bon de commande {number}, {sum}. Facture à adresser à {mail}.",
               "Nous acceptons le devis {quote}. Notre commande porte le numéro {number} ({sum}).",
               "Je vous transmets notre bon de commande {number} pour un total de {sum}."],
        "es": ["Ya está firmado: orden de compra {number}, {sum}. Facturas a {mail}.",
               "Aceptamos la oferta {quote}. Nuestro pedido es el {number}, por un total de {sum}.",
               "Les paso nuestra orden de compra {number}, que asciende a {sum}."],
        "it": ["è firmato: ordine di acquisto {number}, {sum}. Fatture a {mail}.",
               "accettiamo l'offerta {quote}. Il nostro ordine è il {number} per un totale di {sum}.",
               "trasmetto il nostro ordine d'acquisto {number} di {sum}."],
        "nl": ["het is getekend: inkooporder {number}, {sum}. Facturen naar {mail}.",
               "wij gaan akkoord met offerte {quote}. Onze order heeft nummer {number} en bedraagt {sum}.",
               "hierbij de gegevens van onze inkooporder {number} voor {sum}."],
        "pt": ["está assinado: ordem de compra {number}, {sum}. Faturas para {mail}.",
               "aceitamos a proposta {quote}. A nossa encomenda tem o número {number} e totaliza {sum}.",
               "envio a nossa nota de encomenda {number} de {sum}."],
    },
}
SPOKEN = {
    "tune": {
        "en": ["Our PO {number} was delivered short, two boxes are missing. Value {sum}.",
               "Could you send me a copy of your invoice for PO {number}? Amount {sum}.",
               "We paid {sum} against PO {number} on Monday."],
        "de": ["unsere Bestellung {number} über {sum} ist noch nicht geliefert.",
               "wir bestätigen Ihre Bestellung {number} über {sum}.",
               "die Rechnung zu Bestellung {number} über {sum} wurde bezahlt."],
        "fr": ["Notre commande {number} de {sum} n'est toujours pas livrée.",
               "Votre commande {number} de {sum} est expédiée.",
               "La facture de la commande {number} ({sum}) a été réglée."],
        "es": ["Nuestro pedido {number} por {sum} no ha llegado.",
               "Su pedido {number} por {sum} está en camino.",
               "La factura del pedido {number} por {sum} está pagada."],
        "it": ["il nostro ordine {number} di {sum} non è arrivato.",
               "il Vostro ordine {number} di {sum} è stato spedito.",
               "la fattura dell'ordine {number} di {sum} è stata pagata."],
        "nl": ["onze inkooporder {number} van {sum} is nog niet geleverd.",
               "uw bestelling {number} van {sum} is verzonden.",
               "de factuur van inkooporder {number} ({sum}) is betaald."],
        "pt": ["a nossa encomenda {number} de {sum} ainda não chegou.",
               "a vossa encomenda {number} de {sum} foi expedida.",
               "a fatura da ordem de compra {number} ({sum}) está paga."],
    },
    "test": {
        "en": ["Any news on PO {number}? It is worth {sum} to us.",
               "Thanks for purchase order {number} over {sum}, we have booked it."],
        "de": ["gibt es Neues zur Bestellung {number}? Es geht um {sum}.",
               "danke für die Bestellung {number} über {sum}, wir haben sie eingebucht."],
        "fr": ["Avez-vous des nouvelles de la commande {number} ? Il s'agit de {sum}.",
               "Merci pour la commande {number} de {sum}, nous l'avons enregistrée."],
        "es": ["¿Hay noticias del pedido {number}? Son {sum}.",
               "Gracias por el pedido {number} de {sum}, ya está registrado."],
        "it": ["ci sono novità sull'ordine {number}? Si tratta di {sum}.",
               "grazie per l'ordine {number} di {sum}, lo abbiamo registrato."],
        "nl": ["is er nieuws over inkooporder {number}? Het gaat om {sum}.",
               "bedankt voor bestelling {number} van {sum}, wij hebben deze geboekt."],
        "pt": ["há novidades da encomenda {number}? São {sum}.",
               "obrigado pela encomenda {number} de {sum}, já está registada."],
    },
}
SUBJECTS = {"en": "Re: your offer", "de": "AW: Ihr Angebot", "fr": "RE: votre offre", "es": "RE: su oferta", "it": "R: la vostra offerta",
            "nl": "RE: uw offerte", "pt": "RE: a vossa proposta"}


def _mail(o, text):
    words = text.format(number=o.number, sum=o.sum(o.total), terms=o.terms, mail=o.bill_mail, quote=o.quote, day=o.day(o.date))
    return mail((o.person, o.person_mail), SUBJECTS[o.lang], f"{o.say(0)}\n\n{words}\n\n{signature(o)}\n", minute=11)


def cases(half, lang, make, only=""):
    """(layout, n, (file name, bytes, labels)) of one half and language."""
    for n, text in enumerate(TOLD.get(half, {}).get(lang, ()) if "told".startswith(only[:4]) else ()):
        o = make(lang, half, f"told {n}")
        want = labels(o, date=None, buyer=None, supplier=None, bill_to=None, lines=None,
                      billing_mail=o.bill_mail if "{mail}" in text else None, payment_terms=o.terms if "{terms}" in text else None)
        yield "told", n, ("told.eml", _mail(o, text), want)
    for n, text in enumerate(SPOKEN.get(half, {}).get(lang, ()) if "no-spoken".startswith(only[:9]) else ()):
        o = make(lang, half, f"spoken {n}")
        yield "no-spoken", n, ("spoken.eml", _mail(o, text), {"verdict": "other"})
