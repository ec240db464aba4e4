# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

# attached forward: the order is the HTML body of the inner message
@doc('en_po_21', 'eml', 'purchase_order', [O('GWT-5518', date='2026-04-09', date_alt=[None], buyer='Greywater Trust', supplier=None, supplier_alt=['Nordlicht Software', 'Nordlicht Software GmbH'], currency='GBP', total='5400.00', payment_terms='28 days from date of invoice', quote_ref='AN-26-0095', delivery_date='2026-05-05', bill_to='Greywater Trust | Weir House, Mill Street | Ludbourne LB4 7QT', billing_email='finance@greywatertrust.example')], half='test', layout='attached-forward-html', format='eml-rfc822', skip=['ship_to'])
def _():
    inner = eml('Imogen Sallow <i.sallow@greywatertrust.example>', 'hella.brandt@nordlicht.example', 'Order GWT-5518', 'Thu, 9 Apr 2026 16:30:00 +0100', client='outlook', html=page('<div style="font-family:Calibri"><p>Dear Hella,</p><p>Please accept this e-mail as our order <b>GWT-5518</b> against your proposal AN-26-0095:</p><ul><li>Aurora River gauges, 6 sites, one year - £3,900.00</li><li>Remote commissioning - £600.00</li></ul><p>Net £4,500.00, VAT £900.00, <b>total £5,400.00</b>. Needed by 5 May 2026.</p><p>Payment terms: 28 days from date of invoice.<br>Invoice to: Greywater Trust, Weir House, Mill Street, Ludbourne LB4 7QT, finance@greywatertrust.example</p><p>Kind regards<br>Imogen Sallow<br>Greywater Trust, registered charity 1199887</p></div>'))
    return eml('Hella Brandt <hella.brandt@nordlicht.example>', 'auftrag@nordlicht.example', 'FW: Order GWT-5518', 'Fri, 10 Apr 2026 08:00:20 +0200', client='thunderbird', text='bitte anlegen, danke\n\nHella\n', inner=inner)

# two orders in one mail
def _two(n, d, rows, tot):
    return wk(page('<table width=100%%><tr><td><h2>Larkspur Biotech, Inc.</h2>4 Pipette Way<br>Durham, NC 27799</td><td align=right><h2>PURCHASE ORDER</h2>Number: %s<br>Date: %s<br>Payment Terms: Net 45 Days<br>Buyer: Ines Calder</td></tr></table><p><b>Supplier:</b> Nordlicht Software Inc., 500 Lantern Way, Boston, MA 02110</p><p><b>Bill To:</b> Larkspur Biotech, Inc., Accounts Payable, 4 Pipette Way, Durham, NC 27799</p><table width=100%% border=1 cellspacing=0 cellpadding=4><tr><th>Ln<th>Description<th>Qty<th>Price<th>Extended</tr>%s<tr><td colspan=4 align=right>Order Total USD<td>%s</table>' % (n, d, rows, tot), 'body{font:13px Liberation Sans Narrow}'))
@doc('en_po_22', 'eml', 'purchase_order', [O(n, date='2026-06-04', buyer='Larkspur Biotech, Inc.', supplier='Nordlicht Software Inc.', currency='USD', total=t, payment_terms='Net 45 Days', bill_to='Larkspur Biotech, Inc. | Accounts Payable | 4 Pipette Way | Durham, NC 27799') for n, t in (('LB-20881', '7800.00'), ('LB-20882', '1320.00'))], half='tune', layout='two-orders-one-mail', format='eml-pdf')
def _():
    return eml('Ines Calder <icalder@larkspurbio.example>', 'orders@nordlicht.example', 'POs LB-20881 and LB-20882', 'Thu, 4 Jun 2026 14:45:00 -0400', client='outlook', cte='base64', atts=[('LB-20881.pdf', _two('LB-20881', '06/04/2026', '<tr><td>1<td>Aurora Assay Tracker, site licence<td>1<td>7,800.00<td>7,800.00', '7,800.00')), ('LB-20882.pdf', _two('LB-20882', '06/04/2026', '<tr><td>1<td>Web training seats<td>6<td>220.00<td>1,320.00', '1,320.00'))], text='Hi,\n\nTwo POs attached, one for the licence and one for training (different cost centers).\n\nInes\n')

# Sage 50 UK
@doc('en_po_23', 'pdf', 'purchase_order', [O('0000417', date='2026-02-24', buyer='Abberley Kilns & Clay Ltd', supplier='Nordlicht Software GmbH', currency='GBP', total='1194.00', number_alt=['417'], payment_terms=None, ship_to='Abberley Kilns & Clay Ltd | Furnace Lane | Stoke Abbas | ST9 9QQ', currency_alt=[])], half='test', layout='sage50-uk')
def _():
    c = RL('A4', 'Helvetica', 9)
    c.t(120, 18, 'Abberley Kilns & Clay Ltd', 12, b=True).t(120, 24, 'Furnace Lane\nStoke Abbas\nST9 9QQ\nTel: 01782 555 014\nVAT Reg No: GB 400 1122 33', 8)
    c.t(15, 34, 'PURCHASE ORDER', 15, b=True).box(15, 42, 85, 30).t(18, 48, 'Nordlicht Software GmbH\nPolarstraße 14\n24103 Kiel\nGermany')
    c.t(115, 62, 'Order No.').t(150, 62, '0000417').t(115, 68, 'Order Date').t(150, 68, '24/02/2026').t(115, 74, 'Account Ref').t(150, 74, 'NORD001').t(115, 80, 'Taken By').t(150, 80, 'SHEILA')
    c.t(15, 85.5, 'Deliver To:  Abberley Kilns & Clay Ltd, Furnace Lane, Stoke Abbas, ST9 9QQ', 8)
    c.box(15, 88, 180, 6, .85)
    for x, t in [(17, 'Quantity'), (38, 'Product Code / Details'), (118, 'Disc %'), (135, 'Unit Price'), (158, 'Net'), (180, 'VAT')]: c.t(x, 92, t, 8, b=True)
    for y, q, d, u, n, v in [(101, '1.00', 'AURKILN  Aurora Kiln logbook, 3 kilns', '870.00', '870.00', '174.00'), (107, '1.00', 'INST  Telephone set-up', '125.00', '125.00', '25.00')]: c.r(30, y, q).t(38, y, d).r(128, y, '0.00').r(150, y, u).r(168, y, n).r(193, y, v)
    for i, (a, b) in enumerate([('Total Net Amount', '£995.00'), ('Carriage Net', '£0.00'), ('Total VAT Amount', '£199.00'), ('Order Total', '£1,194.00')]): c.t(135, 240 + 6 * i, a, 9, b=i == 3).r(193, 240 + 6 * i, b, 9, b=i == 3)
    c.box(15, 238, 100, 24).t(18, 243, 'Authorised by:', 8)
    return c.out()

# Procurify/Precoro type
@doc('en_po_24', 'pdf', 'purchase_order', [O('118', date='2026-12-02', buyer='Hatchling Robotics Inc.', supplier='Nordlicht Software Inc.', currency='CAD', total='11300.00', payment_terms='Net 30 days', delivery_date='2026-12-18', ship_to='Hatchling Robotics Inc. | Lab 3, 2200 Foundry Rd | Kitchener ON N2N 9Z9', bill_to='Hatchling Robotics Inc. | 400 Main St W | Hamilton ON L8L 9Z9', billing_email='ap@hatchling.example', number_alt=['PO-118', 'PO #118', 'PO118'], quote_ref='NL-Q-2026-0690')], half='tune', layout='procurify')
def _():
    return chrome(page('''<div class=h><span class=lg>hatchling</span><span>PO #118</span></div><p class=m>Hatchling Robotics Inc. · HST 80001 2233 RT0001</p><div class=g><div><i>Vendor</i>Nordlicht Software Inc.<br>500 Lantern Way<br>Boston, MA 02110<br>orders@nordlicht.example</div><div><i>Bill to</i>Hatchling Robotics Inc.<br>400 Main St W<br>Hamilton ON L8L 9Z9<br>ap@hatchling.example</div><div><i>Ship to</i>Hatchling Robotics Inc.<br>Lab 3, 2200 Foundry Rd<br>Kitchener ON N2N 9Z9</div></div><div class=g><div><i>Date created</i>Dec 2, 2026</div><div><i>Date required</i>Dec 18, 2026</div><div><i>Payment terms</i>Net 30 days</div><div><i>Currency</i>CAD</div><div><i>Reference</i>Quote NL-Q-2026-0690</div></div>
<table><tr><th>#<th>Item<th>SKU<th>Requester<th>Account<th>Qty<th>Unit price<th>Tax<th>Line total<tr><td>1<td>Aurora Robot fleet manager<td>AUR-RF<td>M. Osei<td>6410<td>10<td>900.00<td>HST 13%<td>9,000.00<tr><td>2<td>Workshop<td>—<td>M. Osei<td>6420<td>1<td>1,000.00<td>HST 13%<td>1,000.00</table><div class=s>Subtotal <b>10,000.00</b><br>HST 13% <b>1,300.00</b><br>Shipping <b>0.00</b><br>Total <b>11,300.00 CAD</b></div><p class=m>Approved: M. Osei (Nov 30, 2026), R. Delacroix (Dec 1, 2026)</p>''', 'body{font:12px DejaVu Sans}.h{display:flex;justify-content:space-between;font-size:22px}.lg{color:#0a8}.m{color:#777}.g{display:flex;gap:30px;margin:18px 0}i{display:block;font-style:normal;color:#999;font-size:10px;text-transform:uppercase}table{width:100%;border-collapse:collapse}td,th{padding:5px;border-bottom:1px solid #eee;text-align:left}.s{text-align:right;line-height:1.8}'))

# values above, labels below in small print
@doc('de_po_08', 'pdf', 'purchase_order', [O('0717-33', date='2026-07-17', buyer='Stadtwerke Brackenau GmbH', supplier='Nordlicht Software GmbH', currency='EUR', total='11305.00', payment_terms='30 Tage netto', contract_ref='RV-SW-2023-12', quote_ref='AN-26-0222', delivery_date='2026-08-14', bill_to='Stadtwerke Brackenau GmbH | Rechnungseingang | Postfach 300 | 31999 Brackenau')], half='test', layout='labels-below')
def _():
    c = RL('A4', 'Helvetica', 10)
    c.t(20, 20, 'Stadtwerke Brackenau GmbH', 14, b=True).t(20, 26, 'Am Gaswerk 1 · 31999 Brackenau', 8).r(190, 20, 'BESTELLUNG', 18, b=True)
    c.t(20, 50, 'Nordlicht Software GmbH\nPolarstraße 14\n24103 Kiel')
    for row in ([(20, '0717-33', 'Bestellnummer'), (65, '17.07.2026', 'Bestelldatum'), (110, 'AN-26-0222', 'Ihr Angebot'), (150, 'RV-SW-2023-12', 'Rahmenvertrag')], [(20, '30 Tage netto', 'Zahlungsbedingung'), (65, '14.08.2026', 'Liefertermin'), (110, 'frei Haus', 'Lieferbedingung'), (150, '820417', 'Lieferantennummer')]):
        y = 85 if row[0][1] == '0717-33' else 98
        for x, v, lab in row: c.t(x, y, v, 10, b=True).l(x, y + 1, x + 38, w=.3).t(x, y + 4, lab, 6)
    c.t(20, 115, 'Pos.').t(35, 115, 'Leistung').r(140, 115, 'Menge').r(165, 115, 'Einzelpreis').r(190, 115, 'Betrag').l(20, 117, 190)
    c.t(20, 123, '1').t(35, 123, 'Aurora Netzleitstelle, Modul Störfall').r(140, 123, '1 Stk').r(165, 123, '8.300,00').r(190, 123, '8.300,00').t(20, 129, '2').t(35, 129, 'Projektleitung').r(140, 129, '1 Tag').r(165, 129, '1.200,00').r(190, 129, '1.200,00').l(20, 133, 190)
    for y, a, b in [(139, '9.500,00 EUR', 'Summe netto'), (150, '1.805,00 EUR', 'Umsatzsteuer 19 %'), (161, '11.305,00 EUR', 'Bestellsumme brutto')]: c.r(190, y, a, 11, b=True).r(190, y + 4, b, 6)
    c.t(20, 185, 'Rechnung an: Stadtwerke Brackenau GmbH, Rechnungseingang, Postfach 300, 31999 Brackenau', 8)
    return c.out()

@doc('fr_po_07', 'odt', 'purchase_order', [O('A-0442', date='2026-01-28', buyer='Association Les Amis du Vieux Phare', supplier='Nordlicht Software GmbH', currency='EUR', total='390.00', payment_terms='chèque à la livraison', payment_terms_alt=['chèque à réception'])], half='tune', layout='odt-association', skip=['ship_to', 'delivery_date', 'bill_to'])
def _():
    def b(d):
        d.add_heading('Commande', 1); d.add_paragraph('Association Les Amis du Vieux Phare\nMaison du Port, 29998 Ploudreuz')
        d.add_paragraph('À : Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel')
        d.add_paragraph('Ploudreuz, le 28 janvier 2026'); d.add_paragraph('Commande n° A-0442')
        table(d, [['Objet', 'Quantité', 'Prix'], ['Aurora Billetterie, petite association, 1 an', '1', '390,00 €'], ['Total (TVA non applicable)', '', '390,00 €']])
        d.add_paragraph('\nRèglement : chèque à la livraison'); d.add_paragraph('La trésorière, Yvonne Kerloc’h')
    return lo(docx(b), 'docx', 'odt')

@doc('nl_po_06', 'pdf', 'purchase_order', [O('ORD-260377', date='2026-11-17', buyer='Scheepswerf Noorderkiel B.V.', supplier='Nordlicht Software GmbH', currency='EUR', total='22500.00', payment_terms='40% bij opdracht, 50% bij oplevering, 10% na garantietermijn', quote_ref='AN-26-0341', delivery_date='2027-02-01', ship_to='Scheepswerf Noorderkiel B.V. | Dok 2 | 9998 XB Delfhaven')], half='test', layout='order-with-conditions')
def _():
    return weasy(page('''<h2>Scheepswerf Noorderkiel B.V.</h2><p>Sluisweg 100, 9998 XA Delfhaven · KvK 01112233 · BTW NL001112233B01</p><table class=w><tr><td>Leverancier<br><b>Nordlicht Software GmbH</b><br>Polarstraße 14<br>24103 Kiel, Duitsland<td>Afleveren bij<br><b>Scheepswerf Noorderkiel B.V.</b><br>Dok 2<br>9998 XB Delfhaven<td>Bestelling ORD-260377<br>Datum 17-11-2026<br>Bouwnummer 611<br>Uw offerte AN-26-0341<br>Levering uiterlijk 01-02-2027</table>
<table class=w><tr><th>Pos<th>Omschrijving<th>Aantal<th>Prijs<th>Totaal<tr><td>1<td>Aurora Brugbewaking, maatwerk voor bouwnummer 611<td>1<td>22.500,00<td>22.500,00<tr><td colspan=4>Totaal EUR excl. btw<td>22.500,00</table><p>Betaling: 40% bij opdracht, 50% bij oplevering, 10% na garantietermijn</p><p>Getekend: A. Wiersma, hoofd inkoop</p><div class=c><h4>INKOOPVOORWAARDEN</h4>''' + ''.join('<p>%d. %s</p>' % (i + 1, t) for i, t in enumerate(['Onder opdrachtgever wordt verstaan Scheepswerf Noorderkiel B.V.; onder opdrachtnemer de wederpartij.', 'Facturen worden betaald binnen 60 dagen na ontvangst, tenzij in de bestelling anders is bepaald.', 'De prijzen zijn vast en luiden in euro, exclusief btw.', 'Bij te late levering is een boete verschuldigd van EUR 500,00 per dag met een maximum van EUR 5.000,00.', 'Offertes van de opdrachtnemer zijn bindend gedurende 90 dagen.', 'Annulering van de bestelling is mogelijk tot 14 dagen voor levering.', 'De opdrachtnemer vrijwaart de opdrachtgever voor aanspraken van derden.', 'Op de overeenkomst is Nederlands recht van toepassing.'] * 3)) + '</div>', '@page{size:A4;margin:16mm;@bottom-right{content:counter(page) "/" counter(pages);font:7pt DejaVu Sans}@top-right{content:"Scheepswerf Noorderkiel B.V.";font:7pt DejaVu Sans}} body{font:9pt Liberation Sans}.w{width:100%;margin:6mm 0}.w td{vertical-align:top}.w th{text-align:left;border-bottom:1px solid}.c{page-break-before:always;column-count:2;font-size:7pt}'))

@doc('es_po_06', 'pdf', 'purchase_order', [O('OC-7700041', date='2026-08-19', buyer='Cementos Altiplano del Sur, S.A. de C.V.', supplier='Nordlicht Software GmbH', currency='MXN', total='348000.00', payment_terms='Crédito 30 días naturales', quote_ref='AN-26-0255', delivery_date='2026-09-25', bill_to='Cementos Altiplano del Sur, S.A. de C.V. | Blvd. Calizas 1500 | 78999 San Telmo', ship_to='Planta Cerro Gordo | Km 14 Carr. San Telmo–Cerro Gordo | 78998 Cerro Gordo', payment_terms_alt=['Crédito 30 días naturales / 30 calendar days'])], half='test', layout='bilingue-mx')
def _():
    return chrome(page('''<h2>Cementos Altiplano del Sur, S.A. de C.V.</h2><p>RFC CAS990101AB1</p><h3>ORDEN DE COMPRA / <i>PURCHASE ORDER</i></h3><table><tr><td class=l>No. de orden<br><i>Order no.</i><td>OC-7700041<td class=l>Fecha<br><i>Date</i><td>19/ago/2026<tr><td class=l>Proveedor<br><i>Vendor</i><td>Nordlicht Software GmbH<br>Polarstraße 14, 24103 Kiel<br>No. acreedor 5500127<td class=l>Cotización<br><i>Quotation</i><td>AN-26-0255<tr><td class=l>Facturar a<br><i>Bill to</i><td>Cementos Altiplano del Sur, S.A. de C.V.<br>Blvd. Calizas 1500<br>78999 San Telmo<td class=l>Entregar en<br><i>Ship to</i><td>Planta Cerro Gordo<br>Km 14 Carr. San Telmo–Cerro Gordo<br>78998 Cerro Gordo<tr><td class=l>Condiciones de pago<br><i>Payment terms</i><td>Crédito 30 días naturales<td class=l>Fecha de entrega<br><i>Delivery date</i><td>25/sep/2026<tr><td class=l>Moneda<br><i>Currency</i><td>MXN<td class=l>Solicitud<br><i>Requisition</i><td>10088231</table><br><table><tr><th>Pos.<th>Descripción / <i>Description</i><th>Cant./<i>Qty</i><th>P.U./<i>Unit</i><th>Importe/<i>Amount</i><tr><td>10<td>Aurora Horno, licencia de planta<td>1<td>$250,000.00<td>$250,000.00<tr><td>20<td>Servicio de arranque<td>1<td>$50,000.00<td>$50,000.00<tr><td colspan=4>Subtotal<td>$300,000.00<tr><td colspan=4>IVA 16%<td>$48,000.00<tr><td colspan=4><b>TOTAL</b><td><b>$348,000.00</b></table>''', 'body{font:12px Liberation Sans}table{width:100%;border-collapse:collapse}td,th{border:1px solid #888;padding:4px;vertical-align:top;text-align:left}.l{background:#eee;width:16%}'))

@doc('pt_po_06', 'eml', 'purchase_order', [O('4500331207', date='2026-09-15', buyer='Hidroelétrica Serra Clara, S.A.', supplier='Nordlicht Software GmbH', currency='EUR', total='31200.00', payment_terms='60 dias da data da fatura', ship_to='Central de Vale Fundo | EN 17 km 88 | 6299-010 Vale Fundo', revision_alt=['0'], delivery_date='2026-11-02', contract_ref='4600008812')], half='test', layout='portal-mail-pt', format='eml-html')
def _():
    return eml('Portal de Fornecedores Serra Clara <nao-responder@portal.serraclara.example>', 'vendas@nordlicht.example', 'Novo pedido de compra 4500331207 disponível', 'Tue, 15 Sep 2026 09:30:12 +0100', client='system', cte='base64', html=page('''<table width=600><tr><td bgcolor=#004422><font color=white>Hidroelétrica Serra Clara, S.A.</font></td></tr><tr><td><p>Estimado fornecedor,</p><p>Foi emitido o pedido de compra abaixo. Confirme-o no <a href="https://portal.serraclara.example/p/4500331207">portal</a> no prazo de 48 horas.</p><table><tr><td>Pedido de compra</td><td><b>4500331207</b></td></tr><tr><td>Data do pedido</td><td>15.09.2026</td></tr><tr><td>Fornecedor</td><td>Nordlicht Software GmbH (100882)</td></tr><tr><td>Contrato</td><td>4600008812</td></tr><tr><td>Condições de pagamento</td><td>60 dias da data da fatura</td></tr><tr><td>Data de entrega</td><td>02.11.2026</td></tr><tr><td>Local de entrega</td><td>Central de Vale Fundo<br>EN 17 km 88<br>6299-010 Vale Fundo</td></tr></table><table border=1 cellpadding=4><tr><th>Item</th><th>Descrição</th><th>Qtd</th><th>Preço líquido</th><th>Valor</th></tr><tr><td>10</td><td>Aurora Barragem, monitorização</td><td>1 UN</td><td>25.200,00</td><td>25.200,00</td></tr><tr><td>20</td><td>Serviços</td><td>10 DIA</td><td>600,00</td><td>6.000,00</td></tr><tr><td colspan=4>Valor total EUR</td><td>31.200,00</td></tr></table><p><small>Mensagem automática. Não responda.</small></p></td></tr></table>''', lang='pt'))

# ---- more that are none
@doc('en_non_16', 'eml', 'other', half='test', layout='ap-query-mail', format='eml-text', verdict_alt=[], skip=['cited_orders'])
def _():
    return eml('Accounts Payable <ap@marchbanklaw.example>', 'billing@nordlicht.example', 'Invoice NL-26-3377 - wrong PO number', 'Mon, 13 Jul 2026 11:02:03 +0100', client='outlook', text='''Hello,

Your invoice NL-26-3377 quotes purchase order 7700213, which was closed last
year. The correct purchase order number is 7700418. Please credit and re-issue,
otherwise we cannot pay. Terms remain 30 days.

Bryony Tamm
Accounts Payable, Marchbank Law LLP
''')

@doc('en_non_17', 'eml', 'invoice', cited=['HJ-118'], half='tune', layout='own-invoice-mail', format='eml-pdf')
def _():
    pdf = lo(docx(lambda d: [d.add_heading('Tax invoice FA-26-1201', 1), d.add_paragraph('Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel'), d.add_paragraph('Sold to: Harcourt Jute Mills Ltd, 3 Loom Road, Dundarroch DD9 9ZZ\nInvoice date: 22 October 2026\nYour order no.: HJ-118\nDue: 21 November 2026'), table(d, [['Aurora Loom, annual', '£1,500.00'], ['VAT reverse charge', '£0.00'], ['Total due', '£1,500.00']])]), 'docx')
    return eml('Nordlicht Buchhaltung <billing@nordlicht.example>', 'accounts@harcourtjute.example', 'Invoice FA-26-1201 for your order HJ-118', 'Thu, 22 Oct 2026 10:00:00 +0200', client='thunderbird', text='Dear Sir or Madam,\n\nplease find attached our invoice FA-26-1201 for your order HJ-118.\n\nKind regards\nNordlicht Software GmbH\n', atts=[('FA-26-1201.pdf', pdf)])

@doc('it_non_05', 'eml', 'promise', half='test', layout='annuncio-ordine-it', format='eml-text', verdict_alt=['other'], skip=['cited_orders'])
def _():
    return eml('Ettore Brambati <e.brambati@tintorialario.example>', 'vendite@nordlicht.example', 'Offerta AN-26-0333', 'Fri, 30 Oct 2026 12:12:12 +0100', client='apple', text='Buongiorno,\n\nl\'offerta va bene, l\'ordine è in firma dal direttore e Vi arriverà entro mercoledì prossimo.\n\nGrazie, saluti\nEttore Brambati\nTintoria Lario S.r.l.\n')
