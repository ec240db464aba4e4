# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

@doc('de_po_01', 'pdf', 'purchase_order', [O('4500771034', date='2026-02-17', buyer='Wendlandt Fördertechnik GmbH & Co. KG', supplier='Nordlicht Software GmbH', currency='EUR', total='23600.00', payment_terms='Innerhalb von 14 Tagen 2,000 % Skonto, innerhalb von 30 Tagen ohne Abzug', quote_ref='AN-26-0033', delivery_date='2026-03-20',
  ship_to='Wendlandt Fördertechnik GmbH & Co. KG | Werk 2, Wareneingang | Lüneburger Heerstr. 220 | 29223 Celle', billing_email='rechnung@wendlandt-foerdertechnik.example')], half='test', layout='sap-smartform-de')
def _():
    c = RL('A4', 'Helvetica', 9)
    c.r(195, 20, 'WENDLANDT', 20, b=True); c.r(195, 26, 'Fördertechnik', 10)
    c.t(25, 48, 'Wendlandt Fördertechnik GmbH & Co. KG - Postfach 1144 - 29201 Celle', 6).t(25, 55, 'Nordlicht Software GmbH\nPolarstraße 14\n24103 Kiel')
    c.t(25, 90, 'Bestellung', 15, b=True)
    y = 52
    for a, v in [('Bestellnummer/Datum', '4500771034 / 17.02.2026'), ('AnsprechpartnerIn/Telefon', 'Fr. Kruse / 05141 555-218'), ('Unsere Faxnummer', '05141 555-290'), ('Ihre Lieferantennummer bei uns', '0000703318'), ('Ihr Angebot', 'AN-26-0033 vom 03.02.2026'), ('Unsere Anfrage', '6000014820')]:
        c.t(125, y, a, 7).t(125, y + 4, v); y += 9
    c.t(25, 100, 'Bitte liefern Sie an:', 8).t(25, 105, 'Wendlandt Fördertechnik GmbH & Co. KG\nWerk 2, Wareneingang\nLüneburger Heerstr. 220\n29223 Celle')
    c.t(25, 128, 'Lieferbed.:   DDP Celle').t(25, 133, 'Zahlungsbed.: Innerhalb von 14 Tagen 2,000 % Skonto, innerhalb von 30 Tagen ohne Abzug').r(195, 128, 'Liefertermin: 20.03.2026')
    c.r(195, 139, 'Währung EUR', 8); c.l(25, 141, 195).t(25, 145, 'Pos.   Material           Bezeichnung', 8).t(25, 149, '           Bestellmenge   Einheit                 Preis pro Einheit', 8).r(195, 149, 'Nettowert', 8).l(25, 151, 195)
    y = 157
    for p, m, b, q, pr, n in [('00010', '80041127', 'Aurora Leitstand, Grundlizenz', '1 ST', '14.800,00 /1 ST', '14.800,00'), ('00020', '80041130', 'Arbeitsplatzlizenz', '8 ST', '600,00 /1 ST', '4.800,00'), ('00030', '', 'Inbetriebnahme vor Ort', '4 TAG', '1.000,00 /1 TAG', '4.000,00')]:
        c.t(25, y, p).t(37, y, m).t(60, y, b).t(40, y + 4.5, q).t(90, y + 4.5, pr).r(195, y + 4.5, n); y += 12
    c.l(25, y, 195).t(25, y + 5, 'Gesamtnettowert ohne Mwst EUR', b=True).r(195, y + 5, '23.600,00', b=True)
    c.t(25, y + 16, 'Bitte senden Sie uns eine Auftragsbestätigung binnen 3 Tagen unter Angabe unserer Bestellnummer.\nRechnungen ausschließlich als PDF oder XRechnung an rechnung@wendlandt-foerdertechnik.example.\nEs gelten unsere Allgemeinen Einkaufsbedingungen, Stand 01.07.2024.', 8)
    c.t(25, 278, 'Sitz Celle - HRA 10233 AG Lüneburg - USt-IdNr. DE811223344 - Kreisbank Celle IBAN DE00 0000 0000 0000 0000 00', 6)
    return c.out()

@doc('de_po_02', 'pdf', 'purchase_order', [O('B-2026-118', date='2026-04-08', buyer='Tischlerei Ahrens e.K.', supplier='Nordlicht Software GmbH', currency='EUR', total='1428.00', payment_terms='10 Tage netto', delivery_date='2026-04-22', delivery_date_alt=[None])], half='tune', layout='datev-lexware')
def _():
    return weasy(page('''<div class=k>Tischlerei Ahrens e.K.</div><div class=a><u>Tischlerei Ahrens e.K. · Sägeweg 3 · 26121 Oldenburg</u><br><br>Nordlicht Software GmbH<br>Polarstraße 14<br>24103 Kiel</div><table class=q><tr><td>Bestell-Nr.:<td>B-2026-118<tr><td>Lieferanten-Nr.:<td>70045<tr><td>Datum:<td>08.04.2026<tr><td>Liefertermin:<td>22.04.2026<tr><td>Bearbeiter:<td>Insa Ahrens</table>
<h2>Bestellung B-2026-118</h2><p>Sehr geehrte Damen und Herren,<br>wir bestellen zu Ihren bekannten Konditionen:</p><table class=p><tr><th>Pos<th>Bezeichnung<th>Menge<th>Einzel €<th>Gesamt €<tr><td>1<td>Aurora Zuschnittplaner, Jahresabo<td>2 Stk<td>450,00<td>900,00<tr><td>2<td>Einrichtung per Fernwartung<td>3 Std<td>100,00<td>300,00<tr><td colspan=4>Gesamtbetrag netto<td>1.200,00<tr><td colspan=4>zzgl. USt. 19,00 %<td>228,00<tr class=g><td colspan=4>Gesamtbetrag<td>1.428,00</table>
<p>Zahlungsbedingung: 10 Tage netto</p><p>Mit freundlichen Grüßen<br><br>Insa Ahrens</p>''', '@page{size:A4;margin:20mm 20mm 30mm 25mm;@bottom-left{white-space:pre;content:"Tischlerei Ahrens e.K.  Sägeweg 3  26121 Oldenburg   Tel. 0441 555012\\A USt-IdNr. DE199887766   Inh. Insa Ahrens   Amtsgericht Oldenburg HRA 4711";font:7pt DejaVu Sans}} body{font:10pt DejaVu Sans}.k{text-align:right;font-size:16pt;color:#842}.a{margin-top:20mm;font-size:9pt}.q{margin-left:100mm;margin-top:-25mm}.p{width:100%;border-collapse:collapse}.p th{background:#eee;text-align:left}.p td{border-bottom:1px solid #ddd;padding:3px}.g td{font-weight:bold}'))

@doc('de_po_03', 'pdf', 'purchase_order', [O('2026-ZV-00457', date='2026-06-02', buyer='Landesamt für Gewässerkunde Westmark', supplier='Nordlicht Software GmbH', currency='EUR', total='41055.00', payment_terms='30 Tage nach Eingang einer prüffähigen Rechnung', contract_ref='RV 2024/118', quote_ref='AN-26-0140', delivery_date='2026-07-15',
  bill_to='Landesamt für Gewässerkunde Westmark | Zentrale Rechnungsstelle | Postfach 10 12 13 | 66001 Saarbrunn', ship_to='Dienststelle Pegelwesen | Uferpromenade 8 | 66115 Saarbrunn', ship_to_alt=['Landesamt für Gewässerkunde Westmark | 66115'])], half='test', layout='behoerde')
def _():
    def b(d):
        from docx.shared import Pt
        d.styles['Normal'].font.name = 'Liberation Sans'; d.styles['Normal'].font.size = Pt(10)
        d.add_paragraph('Landesamt für Gewässerkunde Westmark').runs[0].bold = True
        d.add_paragraph('Referat Z 3 – Vergabe und Beschaffung\nUferpromenade 8, 66115 Saarbrunn\n\n')
        d.add_paragraph('Firma\nNordlicht Software GmbH\nPolarstraße 14\n24103 Kiel')
        table(d, [['Ihr Zeichen / Angebot vom', 'Unser Zeichen', 'Bearbeiter/in', 'Datum'], ['AN-26-0140 / 18.05.2026', 'Z 3 – 0447/26', 'Herr Backes, Tel. 0681 5550-331', '02.06.2026']])
        d.add_heading('Auftrag (Bestellschein) Nr. 2026-ZV-00457', 2)
        d.add_paragraph('Vergabe-Nr.: VE-26-031      Rahmenvertrag: RV 2024/118      Leitweg-ID: 10-GEWAESSER-77')
        d.add_paragraph('Auf Grund Ihres Angebotes und unter Zugrundelegung der VOL/B sowie der EVB-IT erteile ich Ihnen hiermit den Auftrag zur Lieferung der nachstehenden Leistungen:')
        table(d, [['lfd. Nr.', 'Menge', 'Gegenstand', 'Einzelpreis EUR', 'Gesamtpreis EUR'], ['1', '30', 'Aurora Pegelstation, Lizenz je Messstelle', '950,00', '28.500,00'], ['2', '1', 'Pflege, 12 Monate', '6.000,00', '6.000,00'], ['', '', 'Summe netto', '', '34.500,00'], ['', '', 'Umsatzsteuer 19 %', '', '6.555,00'], ['', '', 'Auftragssumme brutto', '', '41.055,00']])
        d.add_paragraph('\nLieferfrist: bis 15.07.2026')
        d.add_paragraph('Lieferanschrift: Dienststelle Pegelwesen, Uferpromenade 8, 66115 Saarbrunn')
        d.add_paragraph('Rechnungsanschrift: Landesamt für Gewässerkunde Westmark, Zentrale Rechnungsstelle, Postfach 10 12 13, 66001 Saarbrunn. Die Rechnung ist elektronisch (XRechnung) unter Angabe der Leitweg-ID einzureichen.')
        d.add_paragraph('Zahlung: 30 Tage nach Eingang einer prüffähigen Rechnung. Haushaltsstelle 0904/812 69.')
        d.add_paragraph('Im Auftrag\n\nBackes')
    return lo(docx(b), 'docx')

@doc('de_po_04', 'pdf', 'purchase_order', [O('P00412', date='2026-09-29', buyer='Moorhof Kosmetik GmbH', supplier='Nordlicht Software GmbH', currency='EUR', total='3034.50', ship_to='Moorhof Kosmetik GmbH | Am Torfkanal 9 | 27726 Worpsheide', quote_ref='AN-26-0301', delivery_date='2026-10-12', payment_terms='30 Tage')], half='tune', layout='odoo-de')
def _():
    return wk(page('''<div style="border-bottom:1px solid #000"><span style="font-size:22px;color:#785">Moorhof</span><br><small>Natur seit 1987</small></div><p><small>Moorhof Kosmetik GmbH<br>Am Torfkanal 9<br>27726 Worpsheide<br>Deutschland</small></p>
<table width=100%><tr><td width=50% valign=top><b>Lieferadresse:</b><br>Moorhof Kosmetik GmbH<br>Am Torfkanal 9<br>27726 Worpsheide<br>Deutschland<br>&#9742; +49 4792 555010</td><td valign=top>Nordlicht Software GmbH<br>Polarstraße 14<br>24103 Kiel<br>Deutschland<br>USt-IdNr.: DE299999991</td></tr></table><h2>Bestellung # P00412</h2>
<table width=100%><tr><td><b>Einkäufer:</b><br>Wiebke Oltmanns<td><b>Ihre Auftragsreferenz:</b><br>AN-26-0301<td><b>Bestelldatum:</b><br>29.09.2026<td><b>Erwartete Ankunft:</b><br>12.10.2026</table><br>
<table width=100% cellpadding=5 style="border-collapse:collapse"><tr style="border-bottom:2px solid"><th align=left>Beschreibung<th>Steuern<th>Angefordertes Datum<th align=right>Menge<th align=right>Einzelpreis<th align=right>Betrag<tr><td>[AUR-REZ] Aurora Rezepturverwaltung<td>19% VSt<td>12.10.2026<td align=right>1,00 Einheiten<td align=right>2.150,00<td align=right>2.150,00 €<tr><td>[SUP-B] Support Basis, 1 Jahr<td>19% VSt<td>12.10.2026<td align=right>1,00 Einheiten<td align=right>400,00<td align=right>400,00 €</table>
<table align=right cellpadding=4><tr><td><b>Nettobetrag</b><td align=right>2.550,00 €<tr><td>Steuern 19%<td align=right>484,50 €<tr style="border-top:1px solid"><td><b>Gesamt</b><td align=right>3.034,50 €</table><br clear=all><p>Zahlungsbedingungen: 30 Tage</p><hr><center><small>+49 4792 555010 | einkauf@moorhof.example | USt-ID DE266554433 &nbsp; Seite: 1 / 1</small></center>''', 'body{font:14px "DejaVu Sans"}'))

def _pdf_abruf():
    return groff('''.ds FAM H
.po 2c
.ll 17c
.ps 10
.vs 13
.nf
.sp 3
.ft B
.ps 13
Oehlmann Getriebebau AG
.ps 10
.ft R
Zahnradstraße 40 - 58095 Hagen
.sp 2
Nordlicht Software GmbH
Polarstraße 14
24103 Kiel
.sp 2
.ft B
ABRUF AUS RAHMENBESTELLUNG
.ft R
.ta 5c
Abruf-Nr.:	RB-8810/07
Rahmenbestellung:	RB-8810 vom 12.01.2026
Abrufdatum:	15.05.2026
Lieferant:	71330
Einkäufer:	T. Sievert, 02331 555-407
Liefertermin:	KW 24/2026 (12.06.2026)
.sp
.ta 1.2c 9c 12cR 14.5cR 17cR
Pos	Artikel	Menge	Preis	Wert
\\l'17c'
1	Aurora Prüfstand Laufzeitlizenz	4	1.100,00	4.400,00
2	Schulungstag beim Kunden	1	1.250,00	1.250,00
\\l'17c'
	Auftragswert netto EUR			5.650,00
.sp
.ta 5c
Zahlungsbedingung:	30 Tage 3 % Skonto, 60 Tage netto
Lieferadresse:	Oehlmann Getriebebau AG, Tor 3, Zahnradstraße 44, 58095 Hagen
Rechnungsadresse:	Oehlmann Getriebebau AG, Kreditorenbuchhaltung, Postfach 4020, 58040 Hagen
.sp
Im Übrigen gelten die Bedingungen der Rahmenbestellung.
'''.replace('.ds FAM H', '.fam H'))
@doc('de_po_05', 'eml', 'purchase_order', [O('RB-8810/07', kind='release', date='2026-05-15', buyer='Oehlmann Getriebebau AG', supplier='Nordlicht Software GmbH', currency='EUR', total='5650.00', payment_terms='30 Tage 3 % Skonto, 60 Tage netto', contract_ref='RB-8810', contract_ref_alt=[None], delivery_date='2026-06-12', bill_to='Oehlmann Getriebebau AG | Kreditorenbuchhaltung | Postfach 4020 | 58040 Hagen', ship_to='Oehlmann Getriebebau AG | Tor 3 | Zahnradstraße 44 | 58095 Hagen')], half='test', layout='abruf-groff-mail', format='eml-pdf')
def _():
    return eml('"Sievert, Torben" <t.sievert@oehlmann-getriebe.example>', 'auftrag@nordlicht.example', 'Abruf RB-8810/07', 'Fri, 15 May 2026 13:20:44 +0200', client='outlook', charset='iso-8859-1', atts=[('Abruf_RB-8810_07.pdf', _pdf_abruf())], text='''Guten Tag,

anbei unser siebter Abruf. Bitte bestätigen Sie den Liefertermin.

Mit freundlichen Grüßen
i. A. Torben Sievert
Strategischer Einkauf

Oehlmann Getriebebau AG | Vorstand: Dr. Berta Kolk | AG Hagen HRB 2212
''')

@doc('de_po_06', 'eml', 'order_change', [O('62-30991', kind='change', revision='1', date='2026-07-20', date_alt=['2026-06-30'], buyer='Salzbrück Maschinenring eG', supplier='Nordlicht Software GmbH', currency='EUR', total='9520.00', payment_terms='21 Tage netto', delivery_date='2026-09-01', revision_alt=[None])], half='tune', layout='bestellaenderung-mail', format='eml-pdf', skip=['bill_to'])
def _():
    pdf = weasy(page('''<p class=r>Salzbrück Maschinenring eG<br>Deichhof 1<br>25813 Husum</p><p>Nordlicht Software GmbH<br>Polarstraße 14<br>24103 Kiel</p><h2>Bestelländerung Nr. 1 zur Bestellung 62-30991</h2><p>Datum der Änderung: 20.07.2026 &nbsp;&nbsp; Bestelldatum: 30.06.2026 &nbsp;&nbsp; Sachbearbeiter: O. Paulsen</p>
<p>Hiermit ändern wir unsere o. g. Bestellung. Geänderte Positionen sind mit * gekennzeichnet.</p><table><tr><th>Pos.<th>Artikel<th>Menge alt<th>Menge neu<th>Preis/Stück<th>Wert neu<tr><td>10<td>Aurora Maschinenplan<td>1<td>1<td>5.000,00<td>5.000,00<tr><td>20*<td>Feldgerät-App<td>20<td>30<td>100,00<td>3.000,00<tr><td colspan=5>Summe netto<td>8.000,00<tr><td colspan=5>MwSt 19 %<td>1.520,00<tr><th colspan=5>Neuer Bestellwert EUR<th>9.520,00</table><p>Neuer Liefertermin: 01.09.2026 (bisher 15.08.2026)<br>Zahlungsziel: 21 Tage netto</p>''', 'body{font:10pt Liberation Sans}.r{text-align:right}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:4px;text-align:left}'))
    return eml('Ocke Paulsen <o.paulsen@maschinenring-salzbrueck.example>', 'Auftragsannahme <auftrag@nordlicht.example>', 'Änderung zu unserer Bestellung 62-30991', 'Mon, 20 Jul 2026 07:58:00 +0200', client='thunderbird', cte='8bit', atts=[('Bestelländerung 62-30991-1.pdf', pdf)], text='Moin,\n\nwir brauchen 30 statt 20 Apps, und es eilt nicht mehr so. Änderung anbei.\n\nGruß\nOcke Paulsen\n')

@doc('de_po_07', 'pdf', 'purchase_order', [O('K26/008812', date='2026-10-01', buyer='Klinikum Hohenrain gGmbH', supplier='Nordlicht Software GmbH', currency='EUR', total='16065.00', payment_terms='30 Tage rein netto', ship_to='Klinikum Hohenrain gGmbH | Medizintechnik, Haus C | Kurallee 20 | 79999 Hohenrain', bill_to='Klinikum Hohenrain gGmbH | Finanzbuchhaltung | Kurallee 18 | 79999 Hohenrain', delivery_date='2026-10-30', billing_email='erechnung@klinikum-hohenrain.example')], half='test', layout='klinik-enscript')
def _():
    return enscript('''
                        KLINIKUM HOHENRAIN gGmbH
              Wirtschaftsabteilung  -  Kurallee 18  -  79999 Hohenrain
 ------------------------------------------------------------------------------
  Nordlicht Software GmbH                      B E S T E L L U N G
  Polarstraße 14
  24103 Kiel                                   Nr.        : K26/008812
                                               Datum      : 01.10.2026
  Lief.-Nr. 803117                             Seite      : 1
  Kd.-Nr. bei Ihnen: D-5521                    Anforderung: A 44871 (Med.Technik)
                                               Sachbearb. : Hr. Zoller / -4417
 ------------------------------------------------------------------------------
  Lieferanschrift:                             Rechnungsanschrift:
  Klinikum Hohenrain gGmbH                     Klinikum Hohenrain gGmbH
  Medizintechnik, Haus C                       Finanzbuchhaltung
  Kurallee 20                                  Kurallee 18
  79999 Hohenrain                              79999 Hohenrain
 ------------------------------------------------------------------------------
  Pos  Artikel-Nr.   Bezeichnung                    Menge ME     Preis    Gesamt
 ------------------------------------------------------------------------------
    1  AUR-MED-1     Aurora Geraeteakte, Lizenz       1   ST  9500,00   9500,00
    2  AUR-MED-S     Schnittstelle HL7                1   ST  4000,00   4000,00
 ------------------------------------------------------------------------------
                                               Nettobetrag           13500,00
                                               MwSt 19,0 %            2565,00
                                               Bestellwert EUR       16065,00
 ------------------------------------------------------------------------------
  Liefertermin: 30.10.2026        Kostenstelle 90210 / Sachkonto 680300
  Zahlung     : 30 Tage rein netto

  Rechnung mit Bestellnummer an erechnung@klinikum-hohenrain.example
  USt-IdNr. DE142536475   Steuer-Nr. 33221/00987
''', '-f', 'Courier9')

# ---------------------------------------------------------------- no orders
@doc('de_non_01', 'pdf', 'quote', half='test', layout='angebot-own')
def _():
    return weasy(page('''<h1>Nordlicht Software GmbH</h1><p class=s>Polarstraße 14 · 24103 Kiel</p><p>Gerbera Verlag GmbH<br>Frau Selma Ott<br>Buchzeile 2<br>04109 Leipzig</p><h2>Angebot AN-26-0288</h2><p>Datum: 14.09.2026 · Gültig bis: 14.10.2026 · Kundennummer 20417 · Ihre Anfrage vom 10.09.2026</p><table><tr><th>Pos.<th>Leistung<th>Menge<th>Preis<th>Summe<tr><td>1<td>Aurora Redaktionsplan<td>10<td>240,00 €<td>2.400,00 €<tr><td>2<td>Einführungstag<td>1<td>1.200,00 €<td>1.200,00 €<tr><td colspan=4>Netto<td>3.600,00 €<tr><td colspan=4>19 % USt<td>684,00 €<tr><td colspan=4><b>Angebotssumme</b><td><b>4.284,00 €</b></table><p>Zahlungsbedingungen: 14 Tage netto. Zur Bestellung senden Sie dieses Angebot bitte unterschrieben zurück:</p><p>Auftrag erteilt am: ______________ Bestellnummer: ______________ Unterschrift: ______________</p>''', 'body{font:10pt Carlito}h1{color:#074}table{width:100%;border-collapse:collapse}td,th{border-bottom:1px solid #bbb;text-align:left;padding:4px}.s{font-size:8pt}'))

@doc('de_non_02', 'eml', 'order_confirmation', cited=['B-77120'], half='tune', layout='ab-own-mail', format='eml-pdf')
def _():
    c = RL(font='Times-Roman', pt=10)
    c.t(25, 25, 'Nordlicht Software GmbH', 16, b=True).t(25, 45, 'Kranz Ventiltechnik KG\nEinkauf\nIndustriering 5\n38640 Goslar').t(25, 85, 'Auftragsbestätigung AB-26-0419', 13, b=True)
    c.t(25, 95, 'Datum: 03.03.2026\nIhre Bestellung: B-77120 vom 27.02.2026\nIhr Ansprechpartner: Hella Brandt\n\nVielen Dank für Ihren Auftrag, den wir wie folgt bestätigen:').t(25, 125, '1   Aurora Ventilkatalog, Jahreslizenz          1 Stück        3.900,00 EUR').t(25, 135, 'Summe netto 3.900,00 EUR      19 % USt 741,00 EUR      Gesamt 4.641,00 EUR', b=True).t(25, 150, 'Liefertermin: 13.03.2026\nZahlungsbedingungen: 30 Tage netto')
    return eml('Nordlicht Auftragsabwicklung <auftrag@nordlicht.example>', 'einkauf@kranz-ventiltechnik.example', 'Auftragsbestätigung AB-26-0419 zu Ihrer Bestellung B-77120', 'Tue, 03 Mar 2026 16:01:00 +0100', client='thunderbird', atts=[('AB-26-0419.pdf', c.out())], text='Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre Bestellung B-77120. Unsere Auftragsbestätigung finden Sie im Anhang.\n\nFreundliche Grüße\nHella Brandt\nNordlicht Software GmbH\n')

@doc('de_non_03', 'eml', 'statement', half='test', layout='mahnung-mail', format='eml-text', verdict_alt=['other', 'invoice'], skip=['cited_orders'])
def _():
    return eml('Buchhaltung Fernau Büromöbel <mahnwesen@fernau-buero.example>', 'buchhaltung@nordlicht.example', '2. Mahnung - Rechnung 260318 - Kd.-Nr. 11840', 'Wed, 10 Jun 2026 06:00:12 +0200', client='system', text='''Sehr geehrte Damen und Herren,

auf unsere Zahlungserinnerung vom 20.05.2026 haben wir bis heute keinen
Zahlungseingang feststellen können:

  Rechnung   vom          fällig am    Ihre Bestellung   Betrag
  260318     08.04.2026   08.05.2026   tel. Fr. Brandt   1.283,77 EUR
                                       Mahngebühr           10,00 EUR
                                       Offener Saldo     1.293,77 EUR

Bitte überweisen Sie den Gesamtbetrag bis zum 20.06.2026.

Fernau Büromöbel GmbH, Forderungsmanagement
''')

@doc('de_non_04', 'docx', 'other', cited=['4500990017'], half='tune', layout='lieferschein-docx')
def _():
    def b(d):
        d.add_heading('Lieferschein LS-260977', 1); d.add_paragraph('Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel')
        d.add_paragraph('Lieferanschrift:\nDuvenstedt Werft GmbH\nHelling 4\n24159 Kiel')
        table(d, [['Lieferdatum', 'Ihre Bestellnummer', 'Ihr Bestelldatum', 'Kunde'], ['11.08.2026', '4500990017', '22.07.2026', '20088']])
        d.add_paragraph(); table(d, [['Pos', 'Artikel', 'Menge', 'Seriennummer'], ['1', 'Aurora Dongle USB', '6', 'AU-4471 bis AU-4476'], ['2', 'Handbuch gedruckt', '2', '–']])
        d.add_paragraph('\nWare vollständig und unbeschädigt erhalten: ____________________ (Datum, Unterschrift)')
    return docx(b)

@doc('de_non_05', 'eml', 'request_for_quote', half='test', layout='anfrage-mail', format='eml-html')
def _():
    return eml('Pia Rademacher <p.rademacher@fjordgas.example>', 'vertrieb@nordlicht.example', 'Preisanfrage Nr. 6000218 - Aurora Tankwagen', 'Mon, 26 Oct 2026 10:05:33 +0100', client='outlook', html=page('''<div style="font-family:Calibri;font-size:11pt"><p>Guten Tag,</p><p>wir bitten um Ihr Angebot bis zum <b>06.11.2026</b> unter Angabe unserer Anfragenummer 6000218:</p><table border=1 cellpadding=4 style="border-collapse:collapse"><tr><th>Pos.</th><th>Bezeichnung</th><th>Menge</th><th>Wunschtermin</th></tr><tr><td>10</td><td>Aurora Tankwagen, Lizenz je Fahrzeug</td><td>24</td><td>04.01.2027</td></tr><tr><td>20</td><td>Schulung</td><td>2 Tage</td><td>Januar 2027</td></tr></table><p>Bitte nennen Sie Preise frei Haus, Zahlungsbedingungen (üblich bei uns: 60 Tage netto) und Bindefrist. Dies ist keine Bestellung.</p><p>Mit freundlichen Grüßen<br>Pia Rademacher<br>Einkauf Fjordgas GmbH</p></div>'''))
