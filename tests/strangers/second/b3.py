# SPDX-License-Identifier: GPL-3.0-or-later
from lib import *
# DE
# 1 Infor-ish German, mono line printer
canv('de_po_51', mono('''
 KUNIGUNDE WERKZEUGBAU GMBH & CO. KG                                              B E S T E L L U N G
 Am Stahlhof 8 * 58095 Hagen
                                                              Bestell-Nr.   :  B 26/004417
 Nordlicht Software GmbH                                      Bestelldatum  :  18.05.26
 Hafenstrasse 12                                              Lieferanten-Nr:  70933
 24103 Kiel                                                   Sachbearbeiter:  Hr. Ebbinghaus   Tel. -214
                                                              Unser Zeichen :  Eb/kl
                                                              Ihr Angebot   :  AN-2026-0466 v. 07.05.26
                                                              Seite         :  1

 Lieferanschrift:  Kunigunde Werkzeugbau GmbH & Co. KG, Tor 2, Eckeseyer Weg 101, 58089 Hagen

 Wir bestellen zu unseren Ihnen bekannten Einkaufsbedingungen:
 ----------------------------------------------------------------------------------------------------------
 Pos  Artikel-Nr.    Bezeichnung                              Menge  ME      Preis/PE         Betrag EUR
 ----------------------------------------------------------------------------------------------------------
  10  99-4410-07     Aurora Betriebsdatenerfassung                6  St     845,0000/1           5.070,00
                     Terminal-Lizenz
                     Liefertermin: KW 25/2026
  20  99-4410-90     Wartung 7-12/2026                            6  Mon    118,5000/1             711,00
                     Kostenstelle 4711-20
 ----------------------------------------------------------------------------------------------------------
                                                              Nettosumme                         5.781,00
                                                              zzgl. 19,00 % MwSt                 1.098,39
                                                              ------------------------------------------
                                                              Gesamtbetrag    EUR                6.879,39

 Zahlungsbedingung : 10 Tage 3% Skonto, 30 Tage netto
 Lieferbedingung   : frei Haus            Versandart: Datenuebertragung
 Rechnungen bitte nur an: rechnung@kunigunde-werkzeug.example

 Kunigunde Werkzeugbau GmbH & Co. KG, Sitz Hagen, HRA 9981 AG Hagen, USt-IdNr. DE 811 555 019
''', 700, 500, 9, 24, 24, 1.15))
PO('de_po_51', 'infor-zeilendrucker', 'de', 'pdf', 'B 26/004417', '2026-05-18', 'Kunigunde Werkzeugbau GmbH & Co. KG', 'Nordlicht Software GmbH', 'EUR', '6879.39', '10 Tage 3% Skonto, 30 Tage netto', number_alt=['26/004417'], quote_ref='AN-2026-0466', ship_to='Kunigunde Werkzeugbau GmbH & Co. KG | Tor 2 | Eckeseyer Weg 101 | 58089 Hagen', billing_email='rechnung@kunigunde-werkzeug.example', delivery_date_alt=['2026-06-15', '2026-06-19', '2026-06-21', 'KW 25/2026'])
# 2 SAP S/4 Adobe form DE, two columns info block right
css = 'body{font-size:9pt} .q{font-size:7pt;color:#555} .i td,.i th{padding:3px;border-bottom:1px solid #999} .k td{padding:0 4px}'
b = '<table width=100%><tr><td width=58%><span class=q>Ostseewind Turbinen AG · Postfach 4411 · 18008 Rostock</span><br><br>Firma<br>Nordlicht Software GmbH<br>Hafenstraße 12<br>24103 Kiel</td><td><b style="font-size:14pt">Bestellung 4700069921</b><table class=k>' + tr('Datum', '23.09.2026') + tr('Ihre Lieferantennummer', '0000512207') + tr('Einkaufsorganisation', '1000') + tr('Einkäufergruppe', 'E14 / Frau Dembski') + tr('E-Mail', 'k.dembski@ostseewind.example') + tr('Rahmenvertrag', '4600001187') + tr('Währung', 'EUR') + '</table></td></tr></table><br><table width=100%><tr><td width=33%><b>Lieferadresse</b><br>Ostseewind Turbinen AG<br>Leitwarte Nord<br>Am Seehafen 30<br>18147 Rostock</td><td width=33%><b>Rechnungsadresse</b><br>Ostseewind Turbinen AG<br>Kreditorenbuchhaltung<br>Postfach 4412<br>18009 Rostock</td><td><b>Incoterms® 2020</b><br>DAP Rostock<br><b>Zahlungsbedingungen</b><br>Innerhalb von 60 Tagen ohne Abzug</td></tr></table><br><table class=i width=100%>' + th('Position', 'Material / Bezeichnung', 'Lieferdatum', '>Menge', '>Preis', '>Wert') + tr('00010', 'Aurora Turbinenlogbuch<br><span class=q>Banf 10088123 / 00010 · Kontierung K 884100 / 6805000</span>', '15.10.2026', '>8 ST', '>1.920,00 / 1 ST', '>15.360,00') + tr('00020', 'Dienstleistung Einrichtung<br><span class=q>LV siehe Anlage</span>', '30.10.2026', '>1 LE', '>4.275,00 / 1 LE', '>4.275,00') + '</table><p class=r><b>Gesamtnettowert ohne MwSt EUR &nbsp; 19.635,00</b></p><p>Bitte bestätigen Sie diese Bestellung bis zum 30.09.2026. Es gelten unsere Allgemeinen Einkaufsbedingungen, Stand 01.01.2025.</p><p class=q>Vorstand: Dr. I. Lembke · Amtsgericht Rostock HRB 40012 · Steuernr. 079/133/55019</p><div style="page-break-before:always;font-size:7.5pt"><h3>Allgemeine Einkaufsbedingungen (Auszug), Stand 01.01.2025</h3>' + ''.join('<p>§ %d %s</p>' % (i + 1, t) for i, t in enumerate(['Bestellungen sind nur verbindlich, wenn sie schriftlich erteilt sind. Der Lieferant hat die Bestellung innerhalb von 7 Tagen anzunehmen.', 'Rechnungen sind mit Bestellnummer und Positionsnummer einzureichen. Zahlung erfolgt, soweit nichts anderes vereinbart ist, innerhalb von 14 Tagen mit 3 % Skonto oder innerhalb von 30 Tagen netto.', 'Vereinbarte Liefertermine sind verbindlich. Bei Verzug beträgt die Vertragsstrafe 0,2 % je Werktag, höchstens 5 % des Auftragswertes.', 'Gewährleistung 36 Monate ab Abnahme. Versicherungssumme mindestens 2.500.000,00 EUR je Schadensfall.', 'Erfüllungsort ist die in der Bestellung genannte Lieferadresse; Gerichtsstand ist Rostock.', 'Datenschutzhinweise: datenschutz@ostseewind.example.'])) + '</div>'
pdf('de_po_52', page(css, b), 'weasy')
PO('de_po_52', 's4-adobe-de', 'de', 'pdf', '4700069921', '2026-09-23', 'Ostseewind Turbinen AG', 'Nordlicht Software GmbH', 'EUR', '19635.00', 'Innerhalb von 60 Tagen ohne Abzug', contract_ref='4600001187', kind_alt=['release'], bill_to='Ostseewind Turbinen AG | Kreditorenbuchhaltung | Postfach 4412 | 18009 Rostock', ship_to='Ostseewind Turbinen AG | Leitwarte Nord | Am Seehafen 30 | 18147 Rostock', delivery_date='2026-10-15', delivery_date_alt=['2026-10-30'])
# 3 Landratsamt, Auftragsschreiben docx
docx('de_po_53', page('', '<p><b>Landratsamt Hohenwerra</b><br>Zentrale Vergabestelle<br>Schlossplatz 1, 99817 Hohenwerra</p><p>Nordlicht Software GmbH<br>Hafenstraße 12<br>24103 Kiel</p><table>' + tr('Aktenzeichen:', '10.3-0442/26') + tr('Auftragsnummer:', 'LRA-26-1177') + tr('Bearbeiter:', 'Herr Trautwein, Tel. 03691 555-210') + tr('Hohenwerra, den', '04.12.2026') + '</table><p><b>Zuschlag und Auftragserteilung: Fachverfahren „Aurora Kfz-Zulassung“</b><br>Vergabe-Nr. ÖA-2026-31, Ihr Angebot Nr. AN-2026-1201 vom 12.11.2026</p><p>Sehr geehrte Damen und Herren,</p><p>auf Ihr oben genanntes Angebot erteilen wir Ihnen hiermit den Zuschlag und bestellen die nachstehenden Leistungen:</p><table border=1 cellpadding=4 width=100%>' + tr('Nr.', 'Leistung', 'Anzahl', 'Einzelpreis', 'Gesamtpreis') + tr('1', 'Überlassung Fachverfahren gem. EVB-IT', '1', '24.000,00 €', '24.000,00 €') + tr('2', 'Schulung (Tage)', '3', '1.150,00 €', '3.450,00 €') + tr('', 'Auftragssumme netto', '', '', '27.450,00 €') + tr('', 'Umsatzsteuer 19 %', '', '', '5.215,50 €') + tr('', '<b>Auftragssumme brutto</b>', '', '', '<b>32.665,50 €</b>') + '</table><p>Die Leistung ist bis zum 31.03.2027 zu erbringen. Leistungsort: Kfz-Zulassungsstelle, Bahnhofstraße 9, 99817 Hohenwerra.</p><p>Rechnungen sind als XRechnung unter Angabe der Leitweg-ID 16063-LRA-77 und der Auftragsnummer einzureichen. Zahlung: 30 Tage nach Zugang der Rechnung.</p><p>Mit freundlichen Grüßen<br>im Auftrag<br><br>Trautwein</p>'))
PO('de_po_53', 'landratsamt-zuschlag', 'de', 'docx', 'LRA-26-1177', '2026-12-04', 'Landratsamt Hohenwerra', 'Nordlicht Software GmbH', 'EUR', '32665.50', '30 Tage nach Zugang der Rechnung', quote_ref='AN-2026-1201', contract_ref_alt=['ÖA-2026-31'], ship_to='Kfz-Zulassungsstelle | Bahnhofstraße 9 | 99817 Hohenwerra', ship_to_alt=[None], delivery_date='2027-03-31', delivery_date_alt=[None])
# 4 Swiss Bestellung, boxes with value under label, CHF
c = Canvas()
c.t(50, 60, 'Bergbahnen Silvaplauna AG', 'TB', 16); c.t(50, 76, 'Via da la Staziun 5  |  CH-7513 Silvaplauna  |  CHE-115.550.190 MWST', 'T', 8)
c.t(50, 120, 'Bestellung', 'TB', 20)
for i, (a, v) in enumerate([('Bestellnummer', 'BE-10-2207'), ('Datum', '2. Februar 2026'), ('Kreditor', 'K 30041'), ('Besteller/in', 'Ladina Caflisch')]): x = 50 + i * 125; c.box(x, 135, 125, 34); c.t(x + 4, 145, a, 'T', 7); c.t(x + 4, 161, v, 'T', 10)
for i, (a, v) in enumerate([('Lieferant', 'Nordlicht Software GmbH\nHafenstrasse 12\nDE-24103 Kiel'), ('Lieferadresse', 'Bergbahnen Silvaplauna AG\nTalstation Surlej\nCH-7513 Silvaplauna'), ('Rechnungsadresse', 'Bergbahnen Silvaplauna AG\nFinanzen\nPostfach 90\nCH-7500 St. Murezzan')]): x = 50 + i * 167; c.box(x, 180, 167, 76); c.t(x + 4, 190, a, 'T', 7); c.t(x + 4, 204, v, 'T', 10)
for i, (a, v) in enumerate([('Zahlungskonditionen', '30 Tage netto'), ('Liefertermin', '27.02.2026'), ('Lieferbedingung', 'DDP'), ('Offerte', 'AN-2026-0098')]): x = 50 + i * 125; c.box(x, 266, 125, 34); c.t(x + 4, 276, a, 'T', 7); c.t(x + 4, 292, v, 'T', 10)
for x, a in [(50, 'Pos.'), (85, 'Bezeichnung'), (300, 'Menge'), (380, 'Ansatz'), (500, 'Total CHF')]: c.t(x, 330, a, 'TB', 9)
c.line(50, 335, 550, 335)
for i, (n, d, q, u, s) in enumerate([('1', 'Aurora Skipass-Kontrolle, Saison', '1', "8'650.00", "8'650.00"), ('2', 'Drehkreuz-Anbindung', '7', '312.50', "2'187.50")]): y = 350 + 16 * i; c.t(50, y, n, 'T'); c.t(85, y, d, 'T'); c.t(310, y, q, 'T'); c.t(380, y, u, 'T'); c.t(500, y, s, 'T')
c.line(50, 378, 550, 378); c.t(380, 394, 'Zwischentotal', 'T'); c.t(500, 394, "10'837.50", 'T'); c.t(380, 408, 'MWST 8.1% (Bezugsteuer)', 'T'); c.t(500, 408, '0.00', 'T'); c.t(380, 424, 'Total CHF', 'TB', 10); c.t(500, 424, "10'837.50", 'TB', 10)
c.t(50, 470, 'Bitte Auftragsbestätigung innert 5 Arbeitstagen. Rechnung mit Bestellnummer an kreditoren@silvaplauna.example.', 'T', 9)
canv('de_po_54', c)
PO('de_po_54', 'schweiz-kaesten', 'de', 'pdf', 'BE-10-2207', '2026-02-02', 'Bergbahnen Silvaplauna AG', 'Nordlicht Software GmbH', 'CHF', '10837.50', '30 Tage netto', quote_ref='AN-2026-0098', bill_to='Bergbahnen Silvaplauna AG | Finanzen | Postfach 90 | CH-7500 St. Murezzan', ship_to='Bergbahnen Silvaplauna AG | Talstation Surlej | CH-7513 Silvaplauna', delivery_date='2026-02-27', billing_email='kreditoren@silvaplauna.example')
# 5 text mail DE
mail('de_po_55', 'Einkauf Lindauer & Söhne <einkauf@lindauer-soehne.example>', 'vertrieb@nordlicht.example', 'Bestellung 88/26', 'Mon, 26 Oct 2026 08:11:00 +0100', text='''
Guten Morgen,

hiermit bestellen wir verbindlich (unsere Bestell-Nr. 88/26):

2 Stück Aurora Kasse, Jahreslizenz, à 349,- EUR = 698,- EUR
1 Stück Bondrucker-Treiber 45,50 EUR
Summe netto 743,50 EUR zzgl. MwSt.

Bitte bis spätestens 13. November freischalten. Zahlung wie immer 8 Tage 2 %.
Rechnung an buchhaltung@lindauer-soehne.example

Beste Grüße
Thekla Lindauer
Lindauer & Söhne OHG · Marktgasse 3 · 88131 Lindenau
''')
PO('de_po_55', 'textmail-kurz', 'de', 'eml-text', '88/26', '2026-10-26', 'Lindauer & Söhne OHG', None, 'EUR', '743.50', '8 Tage 2 %', payment_terms_alt=['wie immer 8 Tage 2 %'], delivery_date_alt=[None], supplier_alt=['Nordlicht Software GmbH'], date_alt=[None], delivery_date='2026-11-13', billing_email='buchhaltung@lindauer-soehne.example')
canv('de_non_51', mono('''
Feldkamp Hydraulik GmbH
Kreditorenbuchhaltung                                                    Datum: 03.08.2026

Nordlicht Software GmbH
24103 Kiel

Saldenbestätigung / Kontoauszug Kreditor 71180

Belegdatum   Beleg           Ihre Rechnung     Unsere Bestellung          Soll           Haben
01.06.2026   5100004471      RE-2026-0901      45-22019                               1.190,00
15.06.2026   5100004520      RE-2026-0944      45-22060                                 357,00
30.06.2026   2000000811      Zahlung                                  1.190,00
                                                       Saldo EUR                        357,00

Bitte prüfen Sie den Saldo und bestätigen Sie ihn bis 21.08.2026.
''', z=8.5))
NON('de_non_51', 'saldenbestaetigung', 'de', 'pdf', 'statement', ['45-22019', '45-22060'])
# FR
# 1 mairie / Chorus, engagement
css = '.g td,.g th{border:1px solid #000;padding:3px 5px;font-size:9pt} h3{text-align:center}'
b = '<table width=100%><tr><td width=50%><b>COMMUNE DE VAUBREUIL-SUR-ORNE</b><br>Hôtel de Ville, 1 place du Marché<br>14220 Vaubreuil-sur-Orne<br>SIRET : 211 407 220 00017</td><td>Nordlicht Software GmbH<br>Hafenstraße 12<br>24103 KIEL<br>ALLEMAGNE</td></tr></table><h3>BON DE COMMANDE N° 2026-INF-0312</h3><table class=g width=100%>' + tr('Date : 16/03/2026', 'N° engagement : E26001884', 'Code service Chorus Pro : INFO', 'Marché n° 2024-017') + tr('Imputation : 020 / 2051 / INF', 'Tiers : 10442', 'Suivi par : M. Lecointre', 'Devis n° AN-2026-0290') + '</table><br><table class=g width=100%>' + th('Désignation', '>Quantité', '>P.U. HT', '>TVA %', '>Montant HT') + tr('Aurora État civil, licence annuelle', '>1', '>3 240,00', '>20', '>3 240,00') + tr('Reprise des données', '>2', '>615,00', '>20', '>1 230,00') + '</table><table class=g style="margin-left:auto">' + tr('Total HT', '>4 470,00 €') + tr('TVA', '>894,00 €') + tr('<b>Total TTC</b>', '><b>5 364,00 €</b>') + '</table><p>Lieu de livraison : Service état civil, 3 rue des Lavoirs, 14220 Vaubreuil-sur-Orne. Délai : avant le 30/04/2026.</p><p>Adresse de facturation : dépôt obligatoire sur Chorus Pro (https://chorus-pro.example) en rappelant le numéro d\'engagement. Paiement par mandat administratif à 30 jours.</p><p style="text-align:right">Le Maire, par délégation<br>S. Hautecoeur</p>'
pdf('fr_po_51', page(css, b), 'wk')
PO('fr_po_51', 'mairie-chorus', 'fr', 'pdf', '2026-INF-0312', '2026-03-16', 'COMMUNE DE VAUBREUIL-SUR-ORNE', 'Nordlicht Software GmbH', 'EUR', '5364.00', 'Paiement par mandat administratif à 30 jours', payment_terms_alt=['mandat administratif à 30 jours', 'par mandat administratif à 30 jours', '30 jours'], quote_ref='AN-2026-0290', contract_ref='2024-017', ship_to='Service état civil | 3 rue des Lavoirs | 14220 Vaubreuil-sur-Orne', delivery_date='2026-04-30')
# 2 SAP French
c = Canvas()
c.t(40, 50, 'FONDERIES DU VAL GRISAN S.A.S.', 'HB', 12); c.t(40, 64, 'Zone industrielle des Aulnes - 54230 Grisan', 'H', 8)
c.t(330, 50, 'Commande d\'achat', 'HB', 14)
for i, (a, v) in enumerate([('Numéro de commande', '4500417702'), ('Date de commande', '07.10.2026'), ('Votre n° fournisseur', '100883'), ('Interlocuteur', 'Mme Aubertin'), ('Téléphone', '03 83 55 01 90'), ('Devise', 'EUR')]): c.t(330, 70 + 13 * i, a, 'H', 9); c.t(440, 70 + 13 * i, ': ' + v, 'H', 9)
c.t(40, 110, 'NORDLICHT SOFTWARE GMBH\nHafenstraße 12\nDE-24103 KIEL', 'H', 10)
c.t(40, 190, 'Adresse de livraison :', 'HB', 9); c.t(40, 202, 'Fonderies du Val Grisan\nMagasin général\n12 chemin du Laminoir\n54230 Grisan', 'H', 9)
c.t(330, 190, 'Adresse de facturation :', 'HB', 9); c.t(330, 202, 'Fonderies du Val Grisan S.A.S.\nCSP Comptabilité\nBP 40119\n57000 Metz Cedex', 'H', 9)
c.t(40, 265, 'Conditions de paiement : 45 jours fin de mois\nConditions de livraison : DAP Grisan\nDate de livraison : 02.11.2026', 'H', 9)
c.line(40, 310, 555, 310)
for x, a in [(40, 'Poste'), (80, 'Article / Désignation'), (300, 'Quantité'), (380, 'Prix unitaire'), (490, 'Montant HT')]: c.t(x, 322, a, 'HB', 8)
c.line(40, 328, 555, 328)
c.t(40, 342, '10'); c.t(80, 342, 'Aurora Coulée, licence serveur'); c.t(300, 342, '1 UN'); c.rt(440, 342, '18.250,00'); c.rt(545, 342, '18.250,00')
c.t(40, 358, '20'); c.t(80, 358, 'Assistance au démarrage'); c.t(300, 358, '5 JR'); c.rt(440, 358, '890,00'); c.rt(545, 358, '4.450,00')
c.t(300, 392, 'Valeur nette totale HT  EUR', 'HB', 9); c.rt(545, 392, '22.700,00', 'HB')
c.t(40, 740, 'S.A.S. au capital de 2 400 000 EUR - RCS Nancy 555 019 022 - TVA intracommunautaire FR 11 555019022', 'H', 7)
canv('fr_po_52', c)
PO('fr_po_52', 'sap-fr', 'fr', 'pdf', '4500417702', '2026-10-07', 'FONDERIES DU VAL GRISAN S.A.S.', 'NORDLICHT SOFTWARE GMBH', 'EUR', '22700.00', '45 jours fin de mois', bill_to='Fonderies du Val Grisan S.A.S. | CSP Comptabilité | BP 40119 | 57000 Metz Cedex', ship_to='Fonderies du Val Grisan | Magasin général | 12 chemin du Laminoir | 54230 Grisan', delivery_date='2026-11-02')
# 3 Belgian bilingual
css = '.g td{border:1px solid #777;padding:4px;width:25%} .g small{color:#777;display:block} .i td,.i th{border:1px solid #777;padding:3px;font-size:8.5pt}'
b = '<table width=100%><tr><td><b style="font-size:14pt">Brasserie-Brouwerij Zennehof SA/NV</b><br>Kwekersstraat 18 rue des Brasseurs, 1000 Bruxelles/Brussel<br>BTW/TVA BE 0455.501.902</td><td class=r><b>BON DE COMMANDE / BESTELBON</b></td></tr></table><br><table class=g width=100%><tr><td><small>N° commande / Bestelnr.</small>ZH26-0771</td><td><small>Date / Datum</small>11/05/2026</td><td><small>N° fournisseur / Leveranciersnr.</small>440771</td><td><small>Votre offre / Uw offerte</small>AN-2026-0431</td></tr><tr><td colspan=2><small>Fournisseur / Leverancier</small>Nordlicht Software GmbH<br>Hafenstraße 12<br>DE-24103 Kiel</td><td colspan=2><small>Adresse de livraison / Leveringsadres</small>Zennehof SA/NV<br>Quai des Péniches 44 Akenkaai<br>1000 Bruxelles/Brussel</td></tr><tr><td><small>Paiement / Betaling</small>30 jours / 30 dagen</td><td><small>Livraison / Levering</small>01/06/2026</td><td><small>Incoterm</small>DAP</td><td><small>Facture à / Factuur aan</small>facturen@zennehof.example</td></tr></table><br><table class=i width=100%>' + th('Réf.', 'Description / Omschrijving', '>Qté / Hvh', '>Prix / Prijs €', '>Total / Totaal €') + tr('A1', 'Aurora Brassin (module fermentation / gistingsmodule)', '>4', '>1.012,50', '>4.050,00') + tr('A2', 'Formation / Opleiding', '>1', '>760,00', '>760,00') + '</table><p class=r>Total HTVA / Totaal excl. BTW: 4.810,00 €<br>TVA/BTW 0% (autoliquidation / btw verlegd): 0,00 €<br><b>À payer / Te betalen: 4.810,00 €</b></p>'
pdf('fr_po_53', page(css, b), 'chrome')
PO('fr_po_53', 'belge-bilingue', 'fr', 'pdf', 'ZH26-0771', '2026-05-11', 'Brasserie-Brouwerij Zennehof SA/NV', 'Nordlicht Software GmbH', 'EUR', '4810.00', '30 jours / 30 dagen', payment_terms_alt=['30 jours', '30 dagen'], quote_ref='AN-2026-0431', ship_to='Zennehof SA/NV | Quai des Péniches 44 Akenkaai | 1000 Bruxelles/Brussel', delivery_date='2026-06-01', billing_email='facturen@zennehof.example', buyer_alt=['Zennehof SA/NV', 'Zennehof'])
# 4 Canadian bilingual
css = 'body{font-size:8.5pt} .g td{border:1px solid #000;padding:3px} i{font-size:7pt;color:#333}'
b = '<table width=100%><tr><td><b style="font-size:13pt">Port de Rivière-Ombreuse / Port of Rivière-Ombreuse</b><br>100, rue du Quai, Rivière-Ombreuse (Québec) G5R 3T9</td><td class=r><b style="font-size:12pt">Commande / Purchase Order</b></td></tr></table><table class=g width=100%><tr><td>Commande n° / PO No.<br><b>PRO-004471</b></td><td>Date (aaaa-mm-jj / yyyy-mm-dd)<br><b>2026-09-03</b></td><td>Demande / Requisition<br>D-2218</td><td>Page<br>1 de/of 1</td></tr><tr><td colspan=2>Fournisseur / Supplier<br>Nordlicht Software Inc.<br>200 Harbor Street<br>Boston MA 02110 USA</td><td colspan=2>Livrer à / Ship to<br>Port de Rivière-Ombreuse<br>Capitainerie, 8, chemin des Brise-glaces<br>Rivière-Ombreuse (Québec) G5R 4B2</td></tr><tr><td>Modalités / Terms<br>Net 30 jours / days</td><td>Livraison requise / Delivery required<br>2026-10-01</td><td>FAB / FOB<br>Destination</td><td>Acheteur / Buyer<br>Maïté Bellavance</td></tr></table><br><table class=g width=100%>' + tr('Art. / Item', 'Description', 'Qté / Qty', 'Unité / Unit', 'Prix / Price', 'Total') + tr('1', 'Aurora Pilotage, abonnement annuel / annual subscription', '>1', 'ch / ea', '>17 500,00 $', '>17 500,00 $') + tr('2', 'Paramétrage / Configuration', '>16', 'h', '>172,50 $', '>2 760,00 $') + '</table><p class=r>Sous-total / Subtotal : 20 260,00 $<br>TPS / GST 5 % : 1 013,00 $<br>TVQ / QST 9,975 % : 2 020,94 $<br><b>Total : 23 293,94 $</b></p><p>Tous les montants sont en dollars canadiens (CAD). / All amounts are in Canadian dollars.<br>Facturation / Invoicing : comptes.payables@portro.example</p>'
pdf('fr_po_54', page(css, b, 'Letter'), 'weasy')
PO('fr_po_54', 'canada-bilingue', 'fr', 'pdf', 'PRO-004471', '2026-09-03', 'Port de Rivière-Ombreuse', 'Nordlicht Software Inc.', 'CAD', '23293.94', 'Net 30 jours / days', payment_terms_alt=['Net 30 jours', 'Net 30 days'], ship_to='Port de Rivière-Ombreuse | Capitainerie, 8, chemin des Brise-glaces | Rivière-Ombreuse (Québec) G5R 4B2', delivery_date='2026-10-01', billing_email='comptes.payables@portro.example')
# 5 forwarded html French mail w/ order
mail('fr_po_55', 'Claire Noblet <claire.noblet@nordlicht.example>', 'commandes@nordlicht.example', 'TR: Commande Clinique des Tamaris', 'Fri, 17 Apr 2026 17:40:00 +0200', html='''<div>Bonjour, à saisir svp. La remise de 5 % était promise, c'est correct. Claire</div><div style="border-top:1px solid #b5c4df"><b>De :</b> Service achats &lt;achats@clinique-tamaris.example&gt;<br><b>Envoyé :</b> vendredi 17 avril 2026 16:05<br><b>À :</b> Claire Noblet &lt;claire.noblet@nordlicht.example&gt;<br><b>Objet :</b> Commande Clinique des Tamaris</div><p>Madame,</p><p>Veuillez trouver ci-dessous notre commande ferme.</p><table border="1" cellspacing="0" cellpadding="4"><tr><td>Commande n°</td><td>CT-A-26118</td></tr><tr><td>Date</td><td>17/04/2026</td></tr><tr><td>Fournisseur</td><td>Nordlicht Software GmbH</td></tr><tr><td>Votre devis</td><td>AN-2026-0377</td></tr><tr><td>Règlement</td><td>virement à 60 jours</td></tr><tr><td>Livraison souhaitée</td><td>18/05/2026</td></tr></table><br><table border="1" cellspacing="0" cellpadding="4"><tr><th>Désignation</th><th>Qté</th><th>PU HT</th><th>Remise</th><th>Total HT</th></tr><tr><td>Aurora Bloc opératoire</td><td>2</td><td>2&nbsp;900,00</td><td>5 %</td><td>5&nbsp;510,00</td></tr><tr><td colspan=4>Total HT</td><td>5&nbsp;510,00 €</td></tr><tr><td colspan=4>TVA 20 %</td><td>1&nbsp;102,00 €</td></tr><tr><td colspan=4><b>Net à payer TTC</b></td><td><b>6&nbsp;612,00 €</b></td></tr></table><p>Livrer à : Clinique des Tamaris, Service informatique, 27 avenue des Dunes, 40130 Capmer<br>Facturer à : Groupe Tamaris Santé, Comptabilité fournisseurs, 5 rue Pasteur, 33000 Bordeaux (factures@tamaris-sante.example)</p><p>Cordialement,<br>Hugues Baratin, acheteur</p>''')
PO('fr_po_55', 'transfert-html', 'fr', 'eml-html', 'CT-A-26118', '2026-04-17', 'Clinique des Tamaris', 'Nordlicht Software GmbH', 'EUR', '6612.00', 'virement à 60 jours', quote_ref='AN-2026-0377', bill_to='Groupe Tamaris Santé | Comptabilité fournisseurs | 5 rue Pasteur | 33000 Bordeaux', ship_to='Clinique des Tamaris | Service informatique | 27 avenue des Dunes | 40130 Capmer', delivery_date='2026-05-18', billing_email='factures@tamaris-sante.example', buyer_alt=['Groupe Tamaris Santé'])
mail('fr_non_51', 'Comptabilité <compta@verrerie-lagune.example>', 'facturation@nordlicht.example', 'Facture RE-2026-0788 en attente', 'Tue, 23 Jun 2026 10:10:00 +0200', text='''
Bonjour,

Nous avons bien reçu votre facture RE-2026-0788 de 2 160,00 € mais le bon de commande indiqué (VL-30991) est déjà soldé.
Pouvez-vous nous transmettre le bon numéro de commande ou établir un avoir ? Sans cela, le paiement à 45 jours reste bloqué.

Merci d'avance,
Service comptabilité fournisseurs
Verrerie de la Lagune SARL
''')
NON('fr_non_51', 'litige-facture', 'fr', 'eml-text', 'other', ['VL-30991'])
