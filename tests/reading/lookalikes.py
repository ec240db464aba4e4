# SPDX-License-Identifier: GPL-3.0-or-later
"""What is no order and looks like one, in two layouts: a letter for the tune half, a form for the test half; and mails.

Kind -> language -> (titles, label of its own number). The paper cites an order where such papers do."""
import language
from content import labels
from mails import mail, signature
from paper import Paper, item_table, totals

PAPERS = {
    "quote": {
        "en": (["Quotation", "Quote"], "Quote No."), "de": (["Angebot", "Preisangebot"], "Angebotsnummer"),
        "fr": (["Devis", "Offre de prix"], "Devis n°"), "es": (["Presupuesto", "Cotización"], "Presupuesto n.º"),
        "it": (["Preventivo", "Offerta"], "Preventivo n."), "nl": (["Offerte", "Prijsopgave"], "Offertenummer"),
        "pt": (["Orçamento", "Proposta comercial"], "Orçamento n.º")},
    "request_for_quote": {
        "en": (["Request for Quotation", "RFQ"], "RFQ No."), "de": (["Anfrage", "Preisanfrage"], "Anfragenummer"),
        "fr": (["Demande de devis", "Demande de prix"], "Demande n°"), "es": (["Solicitud de cotización", "Petición de oferta"], "Solicitud n.º"),
        "it": (["Richiesta di offerta", "Richiesta di preventivo"], "Richiesta n."), "nl": (["Offerteaanvraag", "Prijsaanvraag"], "Aanvraagnummer"),
        "pt": (["Pedido de cotação", "Pedido de orçamento"], "Pedido de cotação n.º")},
    "order_confirmation": {
        "en": (["Order Confirmation", "Order Acknowledgement"], "Sales Order No."), "de": (["Auftragsbestätigung", "Bestellbestätigung"], "Auftragsnummer"),
        "fr": (["Confirmation de commande", "Accusé de réception de commande"], "Confirmation n°"),
        "es": (["Confirmación de pedido", "Acuse de recibo de pedido"], "Confirmación n.º"),
        "it": (["Conferma d'ordine", "Conferma ordine"], "Conferma n."), "nl": (["Orderbevestiging", "Bevestiging van uw bestelling"], "Bevestiging nr."),
        "pt": (["Confirmação de encomenda", "Confirmação do pedido"], "Confirmação n.º")},
    "invoice": {
        "en": (["Invoice", "Tax Invoice"], "Invoice No."), "de": (["Rechnung", "Schlussrechnung"], "Rechnungsnummer"),
        "fr": (["Facture", "Facture d'acompte"], "Facture n°"), "es": (["Factura", "Factura proforma"], "Factura n.º"),
        "it": (["Fattura", "Fattura accompagnatoria"], "Fattura n."), "nl": (["Factuur", "Verkoopfactuur"], "Factuurnummer"),
        "pt": (["Fatura", "Nota fiscal"], "Fatura n.º")},
    "credit": {
        "en": (["Credit Note", "Credit Memo"], "Credit Note No."), "de": (["Gutschrift", "Rechnungskorrektur"], "Gutschriftsnummer"),
        "fr": (["Avoir", "Facture d'avoir"], "Avoir n°"), "es": (["Factura rectificativa", "Nota de crédito"], "Factura n.º"),
        "it": (["Nota di credito", "Nota di accredito"], "Nota di credito n."), "nl": (["Creditnota", "Creditfactuur"], "Creditnota nr."),
        "pt": (["Nota de crédito", "Nota de crédito"], "Nota de crédito n.º")},
    "remittance": {
        "en": (["Remittance Advice", "Payment Advice"], "Payment No."), "de": (["Zahlungsavis", "Überweisungsavis"], "Avisnummer"),
        "fr": (["Avis de paiement", "Avis de virement"], "Paiement n°"), "es": (["Aviso de pago", "Aviso de transferencia"], "Pago n.º"),
        "it": (["Avviso di pagamento", "Avviso di bonifico"], "Pagamento n."), "nl": (["Betalingsspecificatie", "Betaaladvies"], "Betaling nr."),
        "pt": (["Aviso de pagamento", "Aviso de transferência"], "Pagamento n.º")},
    "statement": {
        "en": (["Statement of Account", "Account Statement"], "Account No."), "de": (["Kontoauszug", "Offene Posten"], "Kundennummer"),
        "fr": (["Relevé de compte", "Relevé de factures"], "Compte n°"), "es": (["Extracto de cuenta", "Estado de cuenta"], "Cuenta n.º"),
        "it": (["Estratto conto", "Estratto conto cliente"], "Cliente n."), "nl": (["Rekeningoverzicht", "Openstaande posten"], "Debiteurnummer"),
        "pt": (["Extrato de conta", "Extrato de conta corrente"], "Cliente n.º")},
    "delivery": {
        "en": (["Delivery Note", "Packing Slip"], "Delivery No."), "de": (["Lieferschein", "Versandanzeige"], "Lieferscheinnummer"),
        "fr": (["Bon de livraison", "Avis d'expédition"], "BL n°"), "es": (["Albarán", "Nota de entrega"], "Albarán n.º"),
        "it": (["Documento di trasporto", "Bolla di consegna"], "DDT n."), "nl": (["Pakbon", "Vrachtbrief"], "Pakbonnummer"),
        "pt": (["Guia de remessa", "Guia de transporte"], "Guia n.º")},
    "reminder": {
        "en": (["Payment Reminder", "Overdue Notice"], "Reminder No."), "de": (["Mahnung", "Zahlungserinnerung"], "Mahnnummer"),
        "fr": (["Rappel de paiement", "Relance"], "Relance n°"), "es": (["Recordatorio de pago", "Reclamación de pago"], "Aviso n.º"),
        "it": (["Sollecito di pagamento", "Sollecito"], "Sollecito n."), "nl": (["Betalingsherinnering", "Aanmaning"], "Herinnering nr."),
        "pt": (["Lembrete de pagamento", "Aviso de cobrança"], "Aviso n.º")},
}
VERDICT = {"credit": "invoice", "delivery": "other", "reminder": "other"}
YOUR_ORDER = {"en": "Your Order No.", "de": "Ihre Bestellnummer", "fr": "Votre commande n°", "es": "Su pedido n.º",
              "it": "Vostro ordine n.", "nl": "Uw ordernummer", "pt": "Vossa encomenda n.º"}
CITES = ("order_confirmation", "invoice", "credit", "delivery", "remittance")
# mails that speak of orders: kind -> language -> (tune, test)
MAILS = {
    "promise": {
        "en": ("Thanks, we will go ahead. The PO will follow next week.", "Approved internally, you will receive the purchase order shortly."),
        "de": ("Vielen Dank, wir nehmen das Angebot an. Die Bestellung folgt nächste Woche.", "Intern freigegeben, die Bestellung erhalten Sie in den nächsten Tagen."),
        "fr": ("Merci, nous donnons notre accord. Le bon de commande suivra la semaine prochaine.", "C'est validé, vous recevrez le bon de commande sous peu."),
        "es": ("Gracias, seguimos adelante. El pedido se enviará la próxima semana.", "Está aprobado, recibirán la orden de compra en breve."),
        "it": ("Grazie, procediamo. L'ordine seguirà la prossima settimana.", "Approvato, riceverete l'ordine di acquisto a breve."),
        "nl": ("Bedankt, we gaan akkoord. De inkooporder volgt volgende week.", "Intern goedgekeurd, u ontvangt de bestelling binnenkort."),
        "pt": ("Obrigado, vamos avançar. A nota de encomenda seguirá na próxima semana.", "Está aprovado, receberão a ordem de compra em breve.")},
    "ask": {
        "en": ("Could you please send us a purchase order so that we can issue the invoice?", "We still need your PO number before we can bill."),
        "de": ("Bitte senden Sie uns eine Bestellung, damit wir die Rechnung stellen können.", "Für die Rechnung benötigen wir noch Ihre Bestellnummer."),
        "fr": ("Merci de nous envoyer un bon de commande afin que nous puissions facturer.", "Il nous manque votre numéro de commande pour la facturation."),
        "es": ("Por favor envíennos una orden de compra para poder facturar.", "Necesitamos su número de pedido para emitir la factura."),
        "it": ("Vi preghiamo di inviarci un ordine di acquisto per poter fatturare.", "Per la fattura ci serve ancora il vostro numero d'ordine."),
        "nl": ("Kunt u ons een inkooporder sturen zodat wij kunnen factureren?", "Wij hebben uw inkoopordernummer nog nodig voor de factuur."),
        "pt": ("Por favor enviem uma nota de encomenda para podermos faturar.", "Precisamos do vosso número de encomenda para emitir a fatura.")},
    "newsletter": {
        "en": ("Five tips for better purchasing:\n\n1. Purchase order: always quote the PO number.\n2. Payment terms: negotiate net 60.\n3. Total cost of ownership: 12,500.00 USD on average.",
               "Procurement digest. Purchase orders are going digital: 45 % of buyers order by portal. Supplier of the month. Order total up 12 %."),
        "de": ("Fünf Tipps für den Einkauf:\n\n1. Bestellung: immer die Bestellnummer angeben.\n2. Zahlungsbedingungen: 60 Tage netto verhandeln.\n3. Gesamtkosten: im Schnitt 12.500,00 EUR.",
               "Einkauf aktuell. Bestellungen werden digital: 45 % bestellen im Portal. Lieferant des Monats. Bestellwert plus 12 %."),
        "fr": ("Cinq conseils pour vos achats :\n\n1. Bon de commande : indiquez le numéro de commande.\n2. Conditions de paiement : négociez 60 jours.\n3. Coût total : 12 500,00 EUR en moyenne.",
               "La lettre des achats. Les commandes passent au numérique : 45 % par portail. Fournisseur du mois. Montant total en hausse de 12 %."),
        "es": ("Cinco consejos de compras:\n\n1. Orden de compra: indique siempre el número de pedido.\n2. Condiciones de pago: negocie 60 días.\n3. Coste total: 12.500,00 EUR de media.",
               "Boletín de compras. Los pedidos se digitalizan: el 45 % por portal. Proveedor del mes. Importe total un 12 % más."),
        "it": ("Cinque consigli per gli acquisti:\n\n1. Ordine di acquisto: indicare sempre il numero ordine.\n2. Condizioni di pagamento: trattare 60 giorni.\n3. Costo totale: 12.500,00 EUR in media.",
               "Notiziario acquisti. Gli ordini diventano digitali: il 45 % da portale. Fornitore del mese. Importo totale più 12 %."),
        "nl": ("Vijf tips voor inkoop:\n\n1. Inkooporder: vermeld altijd het ordernummer.\n2. Betalingsvoorwaarden: onderhandel 60 dagen.\n3. Totale kosten: gemiddeld 12.500,00 EUR.",
               "Inkoopnieuws. Bestellingen worden digitaal: 45 % via een portaal. Leverancier van de maand. Totaalbedrag 12 % hoger."),
        "pt": ("Cinco conselhos de compras:\n\n1. Nota de encomenda: indique sempre o número da encomenda.\n2. Condições de pagamento: negoceie 60 dias.\n3. Custo total: 12.500,00 EUR em média.",
               "Boletim de compras. As encomendas ficam digitais: 45 % por portal. Fornecedor do mês. Valor total sobe 12 %.")},
}
SUBJECTS = {"promise": {"en": "Re: your offer", "de": "AW: Ihr Angebot", "fr": "RE: votre offre", "es": "RE: su oferta", "it": "R: la vostra offerta",
                        "nl": "RE: uw offerte", "pt": "RE: a vossa proposta"},
            "ask": {"en": "PO needed", "de": "Bestellung benötigt", "fr": "Bon de commande", "es": "Orden de compra", "it": "Ordine di acquisto",
                    "nl": "Inkooporder", "pt": "Nota de encomenda"},
            "newsletter": {"en": "Purchasing news", "de": "Neues aus dem Einkauf", "fr": "La lettre des achats", "es": "Boletín de compras",
                           "it": "Notiziario acquisti", "nl": "Inkoopnieuws", "pt": "Boletim de compras"}}


def _cited(o, kind):
    return {"cited": o.number} if kind in CITES else {}


def letter(o, kind):
    """Tune: the issuer's letterhead, the receiver, a title, pairs of label and value, a table."""
    titles, own = PAPERS[kind][o.lang]
    ours = kind not in ("request_for_quote", "remittance")  # papers of a supplier; the other two are a buyer's
    issuer, receiver = (o.supplier, o.buyer) if ours else (o.buyer, o.supplier)
    p = Paper()
    p.text(20, 20, issuer[0], bold=True, points=14).lines(20, 26, issuer[1:])
    p.lines(20, 50, receiver)
    p.text(120, 50, titles[0], bold=True, points=16)
    pairs = [(own, f"R{o.rng.randint(10000, 99999)}"), (language.LABELS[o.lang]["date"][1], o.day(o.date))]
    if kind in CITES:
        pairs.append((YOUR_ORDER[o.lang], o.number))
    if kind not in ("delivery", "statement", "reminder"):
        pairs.append((language.LABELS[o.lang]["terms"][0], o.terms))
    for i, (key, value) in enumerate(pairs):
        p.text(120, 60 + 5 * i, key + ":").text(160, 60 + 5 * i, value)
    y = item_table(p, o, 100)
    if kind not in ("delivery", "request_for_quote"):
        totals(p, o, y + 4)
    return f"{kind}.pdf", p.bytes(), dict({"verdict": VERDICT.get(kind, kind)}, **_cited(o, kind))


def form(o, kind):
    """Test: a boxed form, title in capitals at the left, facts in a grid, parties in boxes."""
    titles, own = PAPERS[kind][o.lang]
    ours = kind not in ("request_for_quote", "remittance")
    issuer, receiver = (o.supplier, o.buyer) if ours else (o.buyer, o.supplier)
    p = Paper("letter", "Times", 9)
    p.text(15, 20, titles[1].upper(), bold=True, points=17).text(200, 20, issuer[0], bold=True, points=12, align="right")
    p.lines(200, 26, issuer[1:], align="right")
    grid = [(own, f"{o.rng.randint(100000, 999999)}"), (language.LABELS[o.lang]["date"][1], o.day(o.date))]
    if kind in CITES:
        grid.append((YOUR_ORDER[o.lang], o.number))
    for i, (key, value) in enumerate(grid):
        p.box(15 + 50 * i, 42, 50, 13).text(17 + 50 * i, 47, key).text(17 + 50 * i, 53, value, bold=True)
    p.box(15, 60, 90, 24).lines(17, 66, receiver)
    y = item_table(p, o, 96)
    if kind not in ("delivery", "request_for_quote"):
        totals(p, o, y + 4, 120, 185)
    return f"{kind}.pdf", p.bytes(), dict({"verdict": VERDICT.get(kind, kind)}, **_cited(o, kind))


def talk(o, kind):
    """A mail that speaks of orders."""
    text = MAILS[kind][o.lang][0 if o.half == "tune" else 1]
    sender = ("Purchasing Weekly", "news@weekly.example") if kind == "newsletter" else (o.person, o.person_mail)
    tail = "" if kind == "newsletter" else signature(o)
    raw = mail(sender, SUBJECTS[kind][o.lang], f"{o.say(0)}\n\n{text}\n\n{tail}\n", minute=9)
    return f"{kind}.eml", raw, {"verdict": "promise" if kind == "promise" else "other"}


def papers(half):
    return [(letter if half == "tune" else form, kind) for kind in PAPERS] + [(talk, kind) for kind in MAILS]
