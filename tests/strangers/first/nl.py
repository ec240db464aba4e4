# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

@doc('nl_po_01', 'pdf', 'purchase_order', [O('26700418', date='2026-03-24', buyer='Van Drunen Koeltechniek B.V.', supplier='Nordlicht Software GmbH', currency='EUR', total='6413.00', payment_terms='30 dagen netto', delivery_date='2026-04-20', ship_to='Van Drunen Koeltechniek B.V. | Vriesweg 18 | 4999 ZZ Oosterdam', quote_ref='AN-26-0072', payment_terms_alt=['30'])], half='test', layout='exact')
def _():
    return weasy(page('''<div class=hd><b>Van Drunen Koeltechniek B.V.</b><br>Vriesweg 18<br>4999 ZZ Oosterdam<br>KvK 55512345<br>BTW NL855512345B01</div><div class=ad>Nordlicht Software GmbH<br>T.a.v. mevrouw H. Brandt<br>Polarstraße 14<br>24103 KIEL<br>DUITSLAND</div><h1>Inkooporder</h1><table class=k><tr><td>Inkoopordernummer<td>: 26700418<td>Afleveradres<td rowspan=5>: Van Drunen Koeltechniek B.V.<br>&nbsp; Vriesweg 18<br>&nbsp; 4999 ZZ Oosterdam<tr><td>Orderdatum<td>: 24-03-2026<td><tr><td>Leveranciersnummer<td>: 60118<td><tr><td>Uw referentie<td>: offerte AN-26-0072<td><tr><td>Inkoper<td>: J. Terlingen<td></table>
<table class=r><tr><th>Artikel<th>Omschrijving<th>Leverdatum<th>Aantal<th>Prijs<th>Bedrag<tr><td>AUR-KOEL<td>Aurora Koelmonitor, jaarlicentie<td>20-04-2026<td>10,00 stuk<td>€ 480,00<td>€ 4.800,00<tr><td>UUR<td>Inrichting (uur)<td>20-04-2026<td>5,00 uur<td>€ 100,00<td>€ 500,00</table><table class=t><tr><td>Subtotaal<td>€ 5.300,00<tr><td>BTW 21%<td>€ 1.113,00<tr><td><b>Totaal</b><td><b>€ 6.413,00</b></table><p>Betalingsconditie: 30 dagen netto</p><p class=s>Op al onze bestellingen zijn onze inkoopvoorwaarden van toepassing, gedeponeerd bij de KvK.</p>''', 'body{font:9.5pt DejaVu Sans}.hd{text-align:right;font-size:8pt}.ad{margin:12mm 0}.k{width:100%}.k td{vertical-align:top;padding:1px 6px 1px 0}.r{width:100%;border-collapse:collapse;margin-top:8mm}.r th{border-top:1px solid;border-bottom:1px solid;text-align:left}.t{margin:8mm 0 8mm auto}.s{font-size:7pt}'))

@doc('nl_po_02', 'pdf', 'purchase_order', [O('IO2600215', date='2026-06-12', buyer='Stichting Zorgpartners Duinrand', supplier='Nordlicht Software GmbH', currency='EUR', total='9075.00', payment_terms='14 dagen na factuurdatum', bill_to='Stichting Zorgpartners Duinrand | Crediteurenadministratie | Postbus 90 | 1999 AA Duinwijk', ship_to='Locatie De Helm | Strandweg 5 | 1998 KP Duinwijk', delivery_date='2026-07-06', billing_email='facturen@zpduinrand.example')], half='tune', layout='nav-nl')
def _():
    def b(d):
        from docx.shared import Pt
        d.styles['Normal'].font.size = Pt(9.5)
        d.add_heading('Stichting Zorgpartners Duinrand', 2)
        d.add_heading('Inkooporder IO2600215', 1)
        table(d, [['Leverancier', 'Verzendadres', 'Factuuradres'], ['Nordlicht Software GmbH\nPolarstraße 14\n24103 Kiel\nDuitsland', 'Locatie De Helm\nStrandweg 5\n1998 KP Duinwijk', 'Stichting Zorgpartners Duinrand\nCrediteurenadministratie\nPostbus 90\n1999 AA Duinwijk\nfacturen@zpduinrand.example']], None)
        d.add_paragraph()
        table(d, [['Orderdatum', '12 juni 2026'], ['Verwachte ontvangstdatum', '6 juli 2026'], ['Leveranciersnr.', 'L00417'], ['Betalingscondities', '14 dagen na factuurdatum'], ['Aanvraagnr.', 'AV-2026-0811'], ['Inkoper', 'Marleen Oostveen']], None)
        d.add_paragraph()
        table(d, [['Nr.', 'Omschrijving', 'Aantal', 'Kostprijs excl. btw', 'Regelbedrag'], ['4410', 'Aurora Zorgplanning, 25 gebruikers', '25', '260,00', '6.500,00'], ['4490', 'Training op locatie', '1', '1.000,00', '1.000,00'], ['', '', '', 'Totaal EUR excl. btw', '7.500,00'], ['', '', '', '21% btw', '1.575,00'], ['', '', '', 'Totaal EUR incl. btw', '9.075,00']], 'Light Shading')
    return lo(docx(b), 'docx')

@doc('nl_po_03', 'pdf', 'purchase_order', [O('8100044219', date='2026-09-03', buyer='Gemeente Waardermeer', supplier='Nordlicht Software GmbH', currency='EUR', total='18150.00', payment_terms='binnen 30 dagen na ontvangst van de factuur', contract_ref='WM-2025-ICT-09', quote_ref='AN-26-0266', bill_to='Gemeente Waardermeer | Afdeling Financiën | Postbus 1200 | 1799 BA Waardermeer', number_alt=[])], half='test', layout='gemeente', skip=['ship_to', 'delivery_date'])
def _():
    def b(d):
        d.add_paragraph('Gemeente Waardermeer\nRaadhuisplein 1, 1799 BB Waardermeer')
        d.add_paragraph('Aan:\nNordlicht Software GmbH\nPolarstraße 14\n24103 Kiel')
        table(d, [['Datum', '3 september 2026'], ['Ons kenmerk', 'Z/26/331870'], ['Uw kenmerk', 'AN-26-0266'], ['Onderwerp', 'Opdrachtbevestiging / bestelopdracht 8100044219'], ['Overeenkomst', 'WM-2025-ICT-09'], ['Behandeld door', 'R. ten Kroode']], None)
        d.add_paragraph('\nGeachte mevrouw Brandt,\n\nNaar aanleiding van uw offerte AN-26-0266 van 20 augustus 2026 verstrekken wij u hierbij de volgende opdracht, onder ons inkoopordernummer 8100044219:')
        table(d, [['Omschrijving', 'Aantal', 'Prijs', 'Totaal'], ['Aurora Gemalen, jaarabonnement', '1', '€ 12.000,00', '€ 12.000,00'], ['Koppeling zaaksysteem', '1', '€ 3.000,00', '€ 3.000,00'], ['Totaal exclusief btw', '', '', '€ 15.000,00'], ['Btw 21%', '', '', '€ 3.150,00'], ['Totaal inclusief btw', '', '', '€ 18.150,00']])
        d.add_paragraph('\nOp deze opdracht is de GIBIT van toepassing. Betaling vindt plaats binnen 30 dagen na ontvangst van de factuur.')
        d.add_paragraph('Factuuradres: Gemeente Waardermeer, Afdeling Financiën, Postbus 1200, 1799 BA Waardermeer. Vermeld altijd het inkoopordernummer. E-facturen via Peppol, OIN 00000001001799000000.')
        d.add_paragraph('Met vriendelijke groet,\nnamens burgemeester en wethouders,\n\nR. ten Kroode\nTeammanager Inkoop')
    return lo(docx(b), 'docx')

@doc('nl_po_04', 'eml', 'purchase_order', [O('2026-88', date='2026-05-20', date_alt=[None], buyer='Rederij Zilverschoon', buyer_alt=['Rederij Zilverschoon VOF'], supplier=None, supplier_alt=['Nordlicht Software', 'Nordlicht Software GmbH', 'Nordlicht'], currency='EUR', total='1936.00', payment_terms='8 dagen', bill_to='Rederij Zilverschoon | Havenkade 3 | 8799 CX Wierhaven', billing_email='boekhouding@zilverschoon.example')], half='test', layout='mail-tekst-nl', format='eml-text', skip=['ship_to', 'delivery_date'])
def _():
    return eml('Sjoerd Hylkema <sjoerd@zilverschoon.example>', 'sales@nordlicht.example', 'bestelling passagiersteller', 'Wed, 20 May 2026 21:17:45 +0200', client='thunderbird', charset='utf-8', cte='quoted-printable', text='''Hallo,

Graag bestellen wij:

4 st. Aurora Passagiersteller à € 350,00 = € 1.400,00
2 uur hulp op afstand à € 100,00       = €   200,00
                              21% btw   = €   336,00
                              samen     = € 1.936,00

Ons bestelnummer: 2026-88 (niet te verwarren met ons klantnummer bij jullie,
K-20933).  Betaling 8 dagen. Factuur naar Rederij Zilverschoon, Havenkade 3,
8799 CX Wierhaven, of per mail boekhouding@zilverschoon.example.

groet,
Sjoerd Hylkema
Rederij Zilverschoon VOF
''')

@doc('nl_po_05', 'pdf', 'order_change', [O('PO-19442', kind='change', revision='3', date='2026-10-08', date_alt=['2026-08-17'], buyer='Hoogland Pluimvee N.V.', supplier='Nordlicht Software GmbH', currency='EUR', total='27400.00', payment_terms='45 dagen einde maand', delivery_date='2026-12-15', delivery_date_alt=[])], half='tune', layout='orderwijziging-nl')
def _():
    return chrome(page('''<table width=100%><tr><td><h2>HOOGLAND PLUIMVEE N.V.</h2>Kiekenlaan 77, 8998 Poelkerke, België<br>BTW BE 0899.123.456</td><td align=right><h2>GEWIJZIGDE BESTELLING</h2>Bestelbon nr. PO-19442<br>Wijziging nr. 3<br>Besteldatum 17/08/2026<br>Wijzigingsdatum 08/10/2026</td></tr></table><hr><p><b>Leverancier:</b> Nordlicht Software GmbH, Polarstraße 14, D-24103 Kiel</p><p>Deze bestelbon vervangt en annuleert alle vorige versies.</p><table width=100% border=1 cellspacing=0 cellpadding=5><tr><th>Lijn<th>Omschrijving<th>Hoeveelheid<th>Eenheidsprijs<th>Totaal EUR<tr><td>1<td>Aurora Stalklimaat, licentie per stal<td><s>18</s> 22<td>1.200,00<td>26.400,00<tr><td>2<td>Werfvergadering<td>1<td>1.000,00<td>1.000,00<tr><td colspan=4 align=right><b>Totaal excl. BTW</b><td><b>27.400,00</b></table><p>Levering: 15/12/2026 &nbsp;&nbsp; Betaling: 45 dagen einde maand &nbsp;&nbsp; BTW verlegd</p>''', 'body{font:13px Liberation Serif}'))

@doc('nl_non_01', 'docx', 'quote', half='tune', layout='offerte-nl')
def _():
    return docx(lambda d: [d.add_heading('Offerte AN-26-0325', 1), d.add_paragraph('Nordlicht Software GmbH – Kiel\nAan: Drukkerij Ganzeveer, Zetkade 9, 2999 LM Inktdam\nDatum: 26 oktober 2026 – geldig tot 26 november 2026'), table(d, [['Omschrijving', 'Aantal', 'Totaal'], ['Aurora Drukplanning', '1', '€ 3.100,00'], ['Totaal excl. btw', '', '€ 3.100,00']]), d.add_paragraph('Betaling: 14 dagen na factuur. Akkoord? Stuur ons uw inkoopordernummer of teken hieronder.')])

@doc('nl_non_02', 'pdf', 'invoice', cited=['4700099120'], half='test', layout='factuur-nl')
def _():
    return weasy(page('''<h1 style="font-weight:300">Factuur</h1><table><tr><td>Factuurnummer<td>FA-26-1177<tr><td>Factuurdatum<td>15-09-2026<tr><td>Vervaldatum<td>15-10-2026<tr><td>Uw inkooporder<td>4700099120<tr><td>Klantnummer<td>K-20771</table><p>Nordlicht Software GmbH → Kaaspakhuis De Waag B.V., Waagplein 2, 1899 GH Kaasveen</p><table border=1 cellpadding=5 style="border-collapse:collapse;width:100%"><tr><td>Aurora Rijping, jaarlicentie<td>€ 2.200,00<tr><td>Btw verlegd<td>€ 0,00<tr><td><b>Te betalen</b><td><b>€ 2.200,00</b></table>''', 'body{font:10pt Carlito, Liberation Sans}'))

@doc('nl_non_03', 'eml', 'request_for_quote', half='test', layout='offerteaanvraag-nl', format='eml-text')
def _():
    return eml('"Inkoop, Waterbedrijf Polderzoom" <inkoop@wbpolderzoom.example>', 'sales@nordlicht.example', 'Offerteaanvraag OA-2026-077 lekdetectie', 'Fri, 6 Nov 2026 14:09:00 +0100', client='outlook', text='''Geachte heer/mevrouw,

Wij nodigen u uit een offerte uit te brengen voor:

1. Aurora Lekdetectie, 140 meetpunten
2. Onderhoud, 36 maanden

Gewenste levering: uiterlijk 1 februari 2027. Betalingstermijn 30 dagen.
Uw offerte ontvangen wij graag vóór 20 november 2026 onder vermelding van
OA-2026-077.

Met vriendelijke groet,
Hanneke Blauw, inkoper
Waterbedrijf Polderzoom N.V.
''')

@doc('nl_non_04', 'eml', 'remittance', half='test', layout='betaalspecificatie-nl', format='eml-html', skip=['cited_orders'])
def _():
    return eml('Crediteuren Aannemersgroep Lindeboom <noreply@ag-lindeboom.example>', 'buchhaltung@nordlicht.example', 'Betaalspecificatie 12-08-2026', 'Wed, 12 Aug 2026 05:30:00 +0200', client='system', html=page('<p>Geachte relatie,</p><p>Vandaag hebben wij het volgende bedrag naar uw rekening overgemaakt (valutadatum 13-08-2026):</p><table border=1><tr><th>Uw factuur</th><th>Datum</th><th>Onze order</th><th>Bedrag</th></tr><tr><td>FA-26-0812</td><td>09-07-2026</td><td>30118</td><td>€ 4.120,00</td></tr><tr><td>FA-26-0840</td><td>14-07-2026</td><td>30140</td><td>€ 980,00</td></tr><tr><td colspan=3>Totaal betaald</td><td>€ 5.100,00</td></tr></table><p>Dit bericht is automatisch verzonden.</p>'))
