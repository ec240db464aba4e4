# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

@doc('it_po_01', 'pdf', 'purchase_order', [O('OF/2026/1182', date='2026-04-21', buyer='Officine Bracalente S.p.A.', supplier='NORDLICHT SOFTWARE GMBH', currency='EUR', total='17934.00', payment_terms='R.B. 60 GG D.F.F.M.', quote_ref='AN-26-0099', ship_to='Officine Bracalente S.p.A. | Stabilimento 2 | Via dell’Artigianato 31 | 60999 Monteluce', delivery_date='2026-05-29', number_alt=['1182', '2026/1182'], payment_terms_alt=['BONIFICO 60 GG D.F.F.M.'])], half='test', layout='zucchetti')
def _():
    c = RL('A4', 'Helvetica', 8.5)
    c.box(10, 10, 190, 24).t(14, 18, 'Officine Bracalente S.p.A.', 13, b=True).t(14, 24, 'Via dell\'Industria 4 - 60999 MONTELUCE (AN)  Tel. 0733 555 010\nP.IVA e C.F. 01234500429 - Cap. Soc. 1.500.000 i.v. - REA AN-118822', 7.5)
    c.box(10, 36, 92, 28).t(12, 40, 'DESTINAZIONE MERCE', 6.5).t(12, 46, 'Officine Bracalente S.p.A.\nStabilimento 2\nVia dell’Artigianato 31\n60999 MONTELUCE AN').box(104, 36, 96, 28).t(106, 40, 'Spett.le', 6.5).t(106, 46, 'NORDLICHT SOFTWARE GMBH\nPOLARSTRASSE 14\n24103 KIEL\nGERMANIA')
    def cell(x, y, w, lab, v, b=False): c.box(x, y, w, 9).t(x + 1, y + 3, lab, 6).t(x + 1, y + 7.3, v, 8.5, b=b)
    cell(10, 66, 40, 'TIPO DOCUMENTO', 'ORDINE A FORNITORE', True); cell(50, 66, 36, 'NUMERO', 'OF/2026/1182', True); cell(86, 66, 26, 'DATA', '21/04/2026', True); cell(112, 66, 26, 'COD. FORNITORE', '0002271'); cell(138, 66, 40, 'PARTITA IVA', 'DE299999991'); cell(178, 66, 22, 'PAGINA', '1')
    cell(10, 75, 76, 'CONDIZIONI DI PAGAMENTO', 'R.B. 60 GG D.F.F.M.'); cell(86, 75, 52, 'VS. RIFERIMENTO', 'AN-26-0099 DEL 09/04/2026'); cell(138, 75, 40, 'PORTO', 'FRANCO DESTINO'); cell(178, 75, 22, 'VALUTA', 'EUR')
    for x, w, t in [(10, 28, 'CODICE'), (38, 76, 'DESCRIZIONE'), (114, 10, 'UM'), (124, 16, 'QUANTITÀ'), (140, 22, 'PREZZO'), (162, 12, 'SC.%'), (174, 26, 'IMPORTO')]: c.box(x, 86, w, 130).t(x + 1, 89.5, t, 6)
    y = 96
    for r in [('AUR-OFF', 'Aurora Officina - licenza d\'uso', 'NR', '1', '10.500,00', '', '10.500,00'), ('AUR-POS', 'Postazione aggiuntiva', 'NR', '6', '550,00', '', '3.300,00'), ('CONS', 'Consulenza (giornate)', 'GG', '1', '900,00', '', '900,00')]:
        for x, v in zip((11, 39, 115), r[:3]): c.t(x, y, v)
        for x, v in zip((139, 161, 173, 199), r[3:]): c.r(x, y, v)
        y += 6
    c.t(39, y, 'Consegna prevista 29/05/2026', 7)
    for i, (h, v) in enumerate([('TOTALE MERCE', '14.700,00'), ('SPESE TRASPORTO', '0,00'), ('IMPONIBILE', '14.700,00'), ('IVA 22%', '3.234,00'), ('TOTALE ORDINE EUR', '17.934,00')]): cell(10 + 38 * i, 218, 38, h, v, i == 4)
    c.t(10, 235, 'Si prega di restituire copia della presente firmata per accettazione entro 5 giorni. Citare sempre il ns. numero d\'ordine.', 7)
    return c.out()

@doc('it_po_02', 'pdf', 'purchase_order', [O('26/00233', date='2026-09-10', buyer='Pastificio Re Tancredi s.r.l.', supplier='Nordlicht Software GmbH', currency='EUR', total='3050.00', payment_terms='Bonifico bancario 30 gg data fattura', delivery_date='2026-09-30')], half='tune', layout='teamsystem')
def _():
    return weasy(page('''<p class=n>Pastificio Re Tancredi s.r.l.</p><p class=s>Contrada Grano 7, 85999 Vallespiga (PZ) - P. IVA 01777888990 - SDI M5UXCR1 - pec: retancredi@pec.example</p><table class=w><tr><td><p class=s>Fornitore</p><b>Nordlicht Software GmbH</b><br>Polarstraße 14<br>24103 Kiel - Germania</td><td class=s>ORDINE FORNITORE<br><b style="font-size:12pt">N. 26/00233 del 10/09/2026</b><br>Consegna: 30/09/2026<br>Ns. rif.: Dott.ssa Ginevra Tancredi</td></tr></table>
<table class=w><tr class=h><td>Codice<td>Descrizione<td>Q.tà<td>Prezzo unitario<td>Totale riga<td>IVA<tr><td>A-PAS<td>Aurora Produzione pasta, canone annuo<td>1<td>2.100,00<td>2.100,00<td>22<tr><td>A-INS<td>Installazione da remoto<td>1<td>400,00<td>400,00<td>22</table>
<table class=w style="margin-top:60mm"><tr class=h><td>Modalità di pagamento<td>Totale imponibile<td>Totale imposta<td>Totale documento<tr><td>Bonifico bancario 30 gg data fattura<td>2.500,00<td>550,00<td><b>€ 3.050,00</b></table>''', 'body{font:9pt Liberation Sans Narrow}.n{font:italic bold 18pt C059;color:#a40}.s{font-size:8pt;color:#555}.w{width:100%;border-collapse:collapse;margin-bottom:5mm}.w td{padding:4px;border:1px solid #c96;vertical-align:top}.h td{background:#fce9d6;font-weight:bold}'))

@doc('it_po_03', 'pdf', 'purchase_order', [O('2026/ODA/0711', date='2026-07-14', buyer='Azienda Sanitaria Territoriale Valdarca', supplier='Nordlicht Software GmbH', currency='EUR', total='30500.00', payment_terms='60 giorni data ricevimento fattura', quote_ref='AN-26-0215', delivery_date='2026-09-01', bill_to='Azienda Sanitaria Territoriale Valdarca | U.O.C. Bilancio | Viale della Salute 1 | 52999 Valdarca', ship_to='Presidio Ospedaliero San Rocco – CED | Via del Colle 10 | 52998 Borgarca', number_alt=['0711'], contract_ref_alt=['B7A31F22C0', 'Det. 388/2026', 'Determina n. 388', '388', '388/2026'])], half='test', layout='ente-pubblico')
def _():
    def b(d):
        from docx.shared import Pt
        d.styles['Normal'].font.name = 'Liberation Serif'; d.styles['Normal'].font.size = Pt(10.5)
        d.add_paragraph('SERVIZIO SANITARIO REGIONALE\nAzienda Sanitaria Territoriale Valdarca\nU.O.C. Provveditorato – Viale della Salute 1 – 52999 Valdarca').alignment = 1
        d.add_heading('Buono d’ordine n. 2026/ODA/0711 del 14/07/2026', 2)
        table(d, [['CIG', 'B7A31F22C0', 'CUP', 'G19J26000110005'], ['Codice univoco ufficio', 'UFX9K2', 'Determina', 'n. 388 del 30/06/2026'], ['RUP', 'Dott. Amedeo Sforzini', 'Vs. offerta', 'AN-26-0215 del 10/06/2026']])
        d.add_paragraph('\nSpett.le Nordlicht Software GmbH\nPolarstraße 14, 24103 Kiel (D)')
        d.add_paragraph('Si ordina la fornitura di quanto segue, alle condizioni del disciplinare:')
        table(d, [['N.', 'Descrizione', 'Q.tà', 'Prezzo unit. €', 'Importe €'.replace('e €', 'o €')], ['1', 'Aurora Ospedale – modulo manutenzione', '1', '20.000,00', '20.000,00'], ['2', 'Assistenza on-site (giornate)', '5', '1.000,00', '5.000,00'], ['', 'Totale imponibile', '', '', '25.000,00'], ['', 'IVA 22% (scissione dei pagamenti)', '', '', '5.500,00'], ['', 'Totale ordine', '', '', '30.500,00']])
        d.add_paragraph('\nConsegna: entro il 01/09/2026 presso: Presidio Ospedaliero San Rocco – CED, Via del Colle 10, 52998 Borgarca')
        d.add_paragraph('Fatturazione: Azienda Sanitaria Territoriale Valdarca, U.O.C. Bilancio, Viale della Salute 1, 52999 Valdarca. La fattura elettronica dovrà riportare CIG e numero d’ordine NSO.')
        d.add_paragraph('Pagamento: 60 giorni data ricevimento fattura')
        d.add_paragraph('Il Direttore U.O.C. Provveditorato\nDott.ssa Ilaria Monteverdi\n(documento firmato digitalmente)')
    return lo(docx(b), 'docx')

@doc('it_po_04', 'eml', 'purchase_order', [O('215/26', date='2026-02-26', date_alt=[None], buyer='Cantine Fossombra', buyer_alt=['Cantine Fossombra Soc. Agr.', 'Cantine Fossombra Società Agricola'], supplier=None, supplier_alt=['Nordlicht Software GmbH', 'Nordlicht Software', 'Nordlicht'], currency='EUR', total='1830.00', payment_terms='bonifico anticipato', ship_to=None)], half='test', layout='mail-html-it', format='eml-html', skip=['bill_to', 'delivery_date'])
def _():
    return eml('Ufficio acquisti Fossombra <acquisti@fossombra.example>', 'vendite@nordlicht.example', 'ordine n. 215/26', 'Thu, 26 Feb 2026 15:40:19 +0100', client='outlook', cte='base64', html=page('''<div style="font-family:Verdana;font-size:10pt"><p>Buongiorno,</p><p>con la presente Vi inviamo il ns. <b>ordine n. 215/26</b> per:</p><table border=1 cellpadding=3><tr><td>Articolo</td><td>Q.tà</td><td>Prezzo</td><td>Totale</td></tr><tr><td>Aurora Cantina Base, 1 anno</td><td>2</td><td>€ 650,00</td><td>€ 1.300,00</td></tr><tr><td>Attivazione</td><td>1</td><td>€ 200,00</td><td>€ 200,00</td></tr><tr><td colspan=3>IVA 22%</td><td>€ 330,00</td></tr><tr><td colspan=3><b>Totale</b></td><td><b>€ 1.830,00</b></td></tr></table><p>Pagamento: bonifico anticipato. Restiamo in attesa di fattura proforma.</p><p>Cordiali saluti<br>Nives Bertolani<br>Cantine Fossombra Soc. Agr. - Strada del Tufo 2, 01999 Tufarola</p><p style="font-size:7pt;color:gray">Le informazioni contenute in questo messaggio sono riservate ai sensi del Reg. UE 2016/679.</p></div>''', lang='it'))

@doc('it_po_05', 'pdf', 'purchase_order', [O('OA-26-014', kind='blanket', date='2026-01-19', buyer='Cartiera Valle Bruna S.r.l.', supplier='Nordlicht Software GmbH', currency='EUR', total='48000.00', payment_terms='60 gg FM', contract_ref_alt=['OA-26-014'], total_alt=[None])], half='tune', layout='ordine-aperto-calc', skip=['delivery_date', 'ship_to'])
def _():
    def b(w, s):
        s['A1'] = 'Cartiera Valle Bruna S.r.l.'; s['A2'] = 'Via Molino 50, 38999 Pontebruna (TN) - P.IVA 02211334455'
        s['A4'] = 'ORDINE APERTO'; s['A5'] = 'Numero:'; s['B5'] = 'OA-26-014'; s['A6'] = 'Data:'; s['B6'] = '19/01/2026'; s['A7'] = 'Validità:'; s['B7'] = 'dal 01/02/2026 al 31/01/2027'; s['A8'] = 'Fornitore:'; s['B8'] = 'Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel'
        for j, v in enumerate(['Pos.', 'Descrizione', 'Q.tà prevista', 'Prezzo EUR', 'Valore EUR']): s.cell(10, j + 1, v)
        for i, r in enumerate([(1, 'Giornata di consulenza Aurora', '40', '1.000,00', '40.000,00'), (2, 'Trasferta forfait', '20', '400,00', '8.000,00')]):
            for j, v in enumerate(r): s.cell(11 + i, j + 1, v)
        s['D14'] = 'Valore massimo EUR'; s['E14'] = '48.000,00'; s['A16'] = 'Pagamento:'; s['B16'] = '60 gg FM'; s['A17'] = 'Le singole richieste di consegna saranno emesse con apposito ordine di rilascio.'
        for col, wd in zip('ABCDE', (12, 48, 14, 20, 14)): s.column_dimensions[col].width = wd
        s.page_setup.orientation = 'landscape'; s.page_setup.fitToWidth = 1; s.page_setup.fitToHeight = 0; s.sheet_properties.pageSetUpPr = __import__('openpyxl').worksheet.properties.PageSetupProperties(fitToPage=True)
    return lo(xlsx(b), 'xlsx')

@doc('it_non_01', 'pdf', 'quote', half='test', layout='preventivo-it')
def _():
    return wk(page('''<h2 style="color:#074">Nordlicht Software GmbH</h2><p>Spett.le Lanificio Ronchetti S.n.c.<br>Via Telai 9, 13999 Biellara</p><h3>Preventivo AN-26-0160 del 16/05/2026</h3><table border=1 cellpadding=4 cellspacing=0 width=100%><tr><td>Aurora Tessitura, canone annuo<td>1<td>€ 2.700,00<tr><td>Formazione<td>2 gg<td>€ 1.600,00<tr><td colspan=2>Totale imponibile<td>€ 4.300,00</table><p>Validità offerta 30 giorni. Pagamento 30 gg d.f. Restituire firmato per accettazione o inviare regolare ordine a vendite@nordlicht.example.</p>''', 'body{font:14px "URW Bookman"}'))

@doc('it_non_02', 'pdf', 'invoice', cited=['4500013377'], half='tune', layout='fattura-it')
def _():
    return lo(docx(lambda d: [d.add_heading('FATTURA n. FA-26-0988', 1), d.add_paragraph('Cedente: Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel, DE299999991'), d.add_paragraph('Cessionario: Acciai Moltrasi S.p.A., Via Altoforno 3, 25999 Lumezza, P.IVA 03344556677'), d.add_paragraph('Data 31/07/2026 - Vs. ordine 4500013377 del 08/07/2026 - CIG n.a.'), table(d, [['Descrizione', 'Importo'], ['Aurora Fonderia, licenza', '5.200,00'], ['Totale fattura EUR', '5.200,00']]), d.add_paragraph('Inversione contabile art. 7-ter. Scadenza 30/09/2026. Bonifico su IBAN DE00 0000 0000 0000 0000 00.')]), 'docx')

@doc('it_non_03', 'eml', 'order_confirmation', cited=['26-0671'], half='test', layout='conferma-ricevuta-it', format='eml-text')
def _():
    return eml('Hardware Montegrappa <ordini@montegrappa-hw.example>', 'einkauf@nordlicht.example', 'Conferma d\'ordine OC/1170 - Vs. ordine 26-0671', 'Tue, 1 Sep 2026 09:12:00 +0200', client='system', text='''Gentile cliente,

confermiamo il Vs. ordine n. 26-0671 del 31/08/2026:

 10 x lettore barcode M200      EUR  89,00    EUR 890,00
  1 x trasporto                               EUR  25,00
 Totale imponibile                            EUR 915,00

Consegna prevista: settimana 38. Pagamento: 30 gg.

Hardware Montegrappa S.r.l.
''')

@doc('it_non_04', 'odt', 'other', cited=['771/2026'], half='test', layout='ddt-odt')
def _():
    return lo(docx(lambda d: [d.add_heading('DOCUMENTO DI TRASPORTO (D.D.T.) n. 448 del 12/10/2026', 2), d.add_paragraph('Mittente: Nordlicht Software GmbH – Destinatario: Caseificio Alpe Serena, Fraz. Malga 1, 32999 Cortemonte'), d.add_paragraph('Causale del trasporto: vendita – Rif. Vs. ordine: 771/2026 del 05/10/2026 – Porto: franco – Colli: 1'), table(d, [['Codice', 'Descrizione', 'Quantità'], ['AUR-BIL', 'Gateway bilance Aurora', '2']]), d.add_paragraph('Firma conducente            Firma destinatario')]), 'docx', 'odt')
