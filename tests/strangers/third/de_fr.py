# SPDX-License-Identifier: GPL-3.0-or-later
from lib import *
T='Nordlicht Software GmbH'
@doc('de_01','de','proalpha-artig','pdf','purchase_order',[O(number='BE260417',date='2026-03-05',buyer='Kürbach Dosiersysteme GmbH',supplier=T,currency='EUR',total='14280.00',payment_terms='8 Tage 2% Skonto, 30 Tage netto',quote_ref='AN-26-0155',ship_to='Kürbach Dosiersysteme GmbH | Warenannahme Halle 4 | Im Lettenfeld 11 | 74999 Öhrbach',delivery_date='2026-04-02',delivery_date_alt=[],billing_email='rechnungseingang@kuerbach.example')])
def _():
    return 'pdf',weasy('''<style>@page{size:A4;margin:20mm 18mm 25mm 25mm;@bottom-center{content:"Kürbach Dosiersysteme GmbH · Sitz Öhrbach · HRB 990417 Amtsgericht Stuttgart · Geschäftsführer: Dr. Ute Kürbach";font:6.5pt "Liberation Sans"}}body{font:9.5pt "Liberation Sans";line-height:1.3}
.abs{font-size:6.5pt;text-decoration:underline}.info{position:absolute;right:0;top:42mm;width:70mm;font-size:8.5pt}.info td{padding:.3mm 2mm}table.p{width:100%;border-collapse:collapse;margin-top:5mm}table.p th{border-top:1pt solid;border-bottom:1pt solid;text-align:left;padding:1mm}table.p td{padding:1mm;vertical-align:top}.r{text-align:right!important}</style>
<div style="text-align:right;font-size:18pt;font-weight:700;color:#c60">KÜRBACH</div><div style="margin-top:22mm" class=abs>Kürbach Dosiersysteme GmbH, Im Lettenfeld 11, 74999 Öhrbach</div><div>Nordlicht Software GmbH<br>Am Kaiserkai 31<br>20499 Hamburg</div>
<table class=info><tr><td>Beleg-Nr.<td>BE260417<tr><td>Datum<td>05.03.26<tr><td>Lieferanten-Nr.<td>70881<tr><td>Unsere Kd.-Nr. bei Ihnen<td>20991<tr><td>Sachbearbeiter<td>Jochen Maurer<tr><td>Durchwahl<td>07999/55-218<tr><td>Seite<td>1 von 1</table>
<h2 style="margin-top:18mm;font-size:14pt">Bestellung</h2><p>Ihr Angebot AN-26-0155 vom 12.02.26<br>Wir bestellen zu unseren Einkaufsbedingungen (Stand 01/2025):</p>
<table class=p><tr><th>Pos<th>Artikel / Bezeichnung<th>Termin<th class=r>Menge<th>ME<th class=r>Preis/EUR<th class=r>Betrag/EUR
<tr><td>1<td>9-SW-00318<br>Polaris Leitstand, Serverlizenz<br>Ihre Art.-Nr.: POL-LST-S<td>02.04.26<td class=r>1<td>Stk<td class=r>7.500,00<td class=r>7.500,00<tr><td>2<td>9-SW-00319<br>Polaris Leitstand, Arbeitsplatz<td>02.04.26<td class=r>9<td>Stk<td class=r>500,00<td class=r>4.500,00
<tr><td colspan=6 class=r>Summe netto<td class=r>12.000,00<tr><td colspan=6 class=r>zzgl. 19,00 % MwSt<td class=r>2.280,00<tr><td colspan=6 class=r><b>Gesamtbetrag EUR</b><td class=r><b>14.280,00</b></table>
<table style="margin-top:6mm"><tr><td style="width:38mm">Zahlungsbedingung:<td>8 Tage 2% Skonto, 30 Tage netto<tr><td>Lieferbedingung:<td>frei Haus<tr><td style="vertical-align:top">Lieferanschrift:<td>Kürbach Dosiersysteme GmbH<br>Warenannahme Halle 4<br>Im Lettenfeld 11<br>74999 Öhrbach<tr><td>Rechnung an:<td>rechnungseingang@kuerbach.example (nur PDF)</table>
<p>Bitte senden Sie uns innerhalb von 3 Tagen eine Auftragsbestätigung.</p><p>i. A. Jochen Maurer</p><div style="page-break-before:always;font-size:7pt;column-count:2"><b>Einkaufsbedingungen der Kürbach Dosiersysteme GmbH (Stand 01/2025)</b><p><b>1. Geltung.</b> Für alle Bestellungen gelten ausschließlich diese Bedingungen. Abweichende Bedingungen des Lieferanten werden auch dann nicht Vertragsinhalt, wenn wir ihnen nicht ausdrücklich widersprechen.<p><b>2. Bestellung und Auftragsbestätigung.</b> Bestellungen bedürfen der Textform. Bestätigt der Lieferant nicht binnen drei Werktagen, sind wir zum Widerruf berechtigt.<p><b>3. Liefertermine.</b> Die vereinbarten Termine sind bindend. Bei Verzug können wir je angefangene Woche 0,5 % des Auftragswerts, höchstens 5 %, verlangen.<p><b>4. Rechnung und Zahlung.</b> Rechnungen sind unter Angabe der Bestellnummer getrennt von der Lieferung zu übersenden. Mangels anderer Vereinbarung zahlen wir binnen 60 Tagen nach Eingang von Ware und Rechnung.<p><b>5. Gewährleistung.</b> Die Frist beträgt 36 Monate ab Abnahme.<p><b>6. Schutzrechte.</b> Der Lieferant stellt uns von Ansprüchen Dritter frei.<p><b>7. Gerichtsstand</b> ist Stuttgart. Es gilt deutsches Recht.</div>''')
def ab(d):
    d.add_paragraph('Nordlicht Software GmbH · Am Kaiserkai 31 · 20499 Hamburg').runs[0].font.size=_pt(8)
    d.add_paragraph('Rottmüller Getränkelogistik KG\nEinkauf\nBierstraße 7\n91999 Altenhof')
    d.add_paragraph('Hamburg, 17. April 2026')
    d.add_heading('Auftragsbestätigung AB-26-0961',2)
    d.add_paragraph('Ihre Bestellung B-2026/0377 vom 14.04.2026\nIhre Kundennummer: 20388')
    d.add_paragraph('Sehr geehrte Frau Rottmüller,\n\nvielen Dank für Ihre Bestellung, die wir wie folgt bestätigen:')
    dtable(d,[['Pos.','Leistung','Menge','Einzelpreis','Gesamt'],['1','Polaris Tour, je Fahrzeug und Jahr','32','95,00 €','3.040,00 €'],['2','Telematik-Schnittstelle','1','1.600,00 €','1.600,00 €'],['','Auftragswert netto','','','4.640,00 €']],'Light Grid')
    d.add_paragraph('Liefertermin: 11. Mai 2026\nZahlung: 14 Tage netto')
    d.add_paragraph('Mit freundlichen Grüßen\nNordlicht Software GmbH')
def _pt(n):
    from docx.shared import Pt; return Pt(n)
@doc('de_02','de','auftragsbestaetigung-eigen','pdf','order_confirmation',cited=['B-2026/0377'])
def _(): return 'pdf',soff(docx(ab),'docx')
def amt(d):
    d.add_paragraph('Landkreis Grauenstein\nDer Landrat\nHauptamt – Zentrale Vergabestelle').runs[0].bold=True
    d.add_paragraph('Schlossplatz 1, 36999 Grauenstein')
    d.add_paragraph('Nordlicht Software GmbH\nAm Kaiserkai 31\n20499 Hamburg')
    d.add_paragraph('Aktenzeichen: 10.3-054-26/117\t\tAuskunft erteilt: Herr Sippel, Zimmer 214\nDatum: 22.06.2026')
    d.add_paragraph('Auftragserteilung – Bestellschein Nr. 26/01193').runs[0].bold=True
    d.add_paragraph('Sehr geehrte Damen und Herren,\n\nauf Ihr Angebot AN-26-0508 vom 03.06.2026 erteilen wir Ihnen hiermit unter Zugrundelegung der EVB-IT Überlassung Typ B den Auftrag über folgende Leistungen:')
    dtable(d,[['lfd. Nr.','Bezeichnung','Anzahl','Einzelpreis','Gesamtpreis'],['1','Polaris Kfz-Wunschkennzeichen, Jahreslizenz','1','6.800,00 €','6.800,00 €'],['2','Einrichtung vor Ort (Pauschale)','1','1.200,00 €','1.200,00 €'],['','Summe','','','8.000,00 €'],['','Umsatzsteuer 19 %','','','1.520,00 €'],['','Auftragssumme','','','9.520,00 €']])
    d.add_paragraph('Ausführungsfrist: bis spätestens 31.07.2026')
    d.add_paragraph('Leistungsort: Kfz-Zulassungsstelle, Bahnhofstraße 40, 36999 Grauenstein')
    d.add_paragraph('Die Rechnung ist als XRechnung unter Angabe der Leitweg-ID 06999-10310-44 und der Bestellscheinnummer an den Landkreis Grauenstein, Kreiskasse, Schlossplatz 1, 36999 Grauenstein zu richten. Zahlung erfolgt innerhalb von 30 Tagen nach Rechnungseingang.')
    d.add_paragraph('Im Auftrag\n\nSippel')
@doc('de_03','de','auftragsschreiben-landkreis','odt','purchase_order',[O(number='26/01193',date='2026-06-22',buyer='Landkreis Grauenstein',supplier=T,currency='EUR',total='9520.00',payment_terms='innerhalb von 30 Tagen nach Rechnungseingang',payment_terms_alt=['Zahlung erfolgt innerhalb von 30 Tagen nach Rechnungseingang','30 Tagen nach Rechnungseingang'],quote_ref='AN-26-0508',bill_to='Landkreis Grauenstein | Kreiskasse | Schlossplatz 1 | 36999 Grauenstein',ship_to='Kfz-Zulassungsstelle | Bahnhofstraße 40 | 36999 Grauenstein',ship_to_alt=[None],delivery_date='2026-07-31')])
def _(): return 'odt',soff(docx(amt),'docx','odt')
@doc('de_04','de','abruf-mail','eml-text','purchase_order',[O(number='4',number_alt=['RV-2025-0091','RV-2025-0091/4','RV-2025-0091-4','Abruf 4'],kind='release',date='2026-10-01',date_alt=[None],buyer='Sandmoor Klinik-Service GmbH',buyer_alt=['Sandmoor Klinik-Service'],supplier=None,supplier_alt=['Nordlicht Software GmbH','Nordlicht Software','Nordlicht'],currency='EUR',total='3150.00',contract_ref='RV-2025-0091',delivery_date='2026-11-01',bill_to=None,billing_email=None)],skip=['ship_to','payment_terms'])
def _():
    return 'eml',eml('"Petra Lohse (Einkauf)" <petra.lohse@sandmoor-klinikservice.example>','orders@nordlicht.example','Abruf Nr. 4 aus Rahmenvertrag RV-2025-0091','Thu, 01 Oct 2026 11:37:00 +0200','''Guten Tag zusammen,

hiermit rufen wir aus dem Rahmenvertrag RV-2025-0091 ab:

Abruf Nr.:     4
Leistung:      Polaris Bettenplanung, weitere Stationen
Menge:         7 Stationen zu je 450,00 EUR
Abrufwert:     3.150,00 EUR netto
Termin:        01.11.2026
Kostenstelle:  88120

Es gelten die Konditionen des Rahmenvertrags.

Freundliche Grüße
Petra Lohse

Sandmoor Klinik-Service GmbH
Strategischer Einkauf
Am Park 2, 18999 Sandmoor
Tel. 03999 / 770-131
''')
@doc('de_05','de','mahnung-eigen','pdf','other',cited=['BST-88410'],verdict_alt=['statement','invoice'])
def _():
    def d(c):
        c.setFont('Helvetica',10)
        c.setFillGray(.3); c.rect(0,812,596,30,fill=1,stroke=0); c.setFillGray(1); c.setFont('Helvetica-Bold',14); c.drawString(60,821,'Nordlicht Software GmbH'); c.setFillGray(0)
        c.setFont('Helvetica',10)
        y=740
        for l in ['Wiesner & Sohn Kartonagen GmbH','Buchhaltung','Pappelallee 60','57999 Dornbach','','','Hamburg, 04.08.2026','','**2. Mahnung','','Sehr geehrte Damen und Herren,','','trotz unserer Zahlungserinnerung vom 14.07.2026 konnten wir zu folgender Rechnung noch keinen','Zahlungseingang feststellen:','','   Rechnung RE-26-1705 vom 29.05.2026, fällig 28.06.2026','   zu Ihrer Bestellung BST-88410 vom 11.05.2026','   Offener Betrag                 2.856,00 EUR','   Mahngebühr                        10,00 EUR','   Gesamtforderung              2.866,00 EUR','','Bitte überweisen Sie den Betrag bis zum 14.08.2026. Zahlungsbedingung war 30 Tage netto.','Sollte sich Ihre Zahlung mit diesem Schreiben überschnitten haben, betrachten Sie es als gegenstandslos.','','Mit freundlichen Grüßen','Debitorenbuchhaltung']:
            if l.startswith('**'): c.setFont('Helvetica-Bold',13); c.drawString(60,y,l[2:]); c.setFont('Helvetica',10)
            else: c.drawString(60,y,l)
            y-=15
    return 'pdf',rl(d)
@doc('de_06','de','nav-bestellung-weitergeleitet','eml-pdf','purchase_order',[O(number='EB-106733',date='2026-05-20',buyer='Hallbronner Messtechnik AG',supplier=T,currency='EUR',total='21896.00',payment_terms='14 Tage netto',bill_to='Hallbronner Messtechnik AG | Kreditoren | Talweg 3 | 79999 Hallbronn',ship_to='Hallbronner Messtechnik AG | Werk Süd | Römerstraße 88 | 79998 Hallbronn',delivery_date='2026-06-15',quote_ref='AN-26-0399')])
def _():
    def d(c):
        B='Helvetica-Bold';H='Helvetica'
        def s(x,y,t,f=H,z=8.5,r=False): c.setFont(f,z); (c.drawRightString if r else c.drawString)(x,y,t)
        s(50,790,'Bestellung EB-106733',B,15); s(50,775,'Seite 1',H,8)
        for i,t in enumerate(['Nordlicht Software GmbH','Am Kaiserkai 31','20499 Hamburg','Deutschland']): s(50,745-i*11,t)
        for i,t in enumerate(['Hallbronner Messtechnik AG','Talweg 3','79999 Hallbronn','','Telefonnr.  07999 / 2020','USt-IdNr.  DE999117733']): s(380,745-i*11,t)
        hs=[('Kred.-Nr.','K10481'),('Belegdatum','20. Mai 2026'),('Einkäufer','Bettina Haug'),('Ihre Angebotsnr.','AN-26-0399'),('Erw. Wareneingang','15.06.2026')]
        for i,(a,b) in enumerate(hs): s(50,685-i*12,a,B); s(150,685-i*12,b)
        s(380,670,'Rech. an Adresse',B)
        for i,t in enumerate(['Hallbronner Messtechnik AG','Kreditoren','Talweg 3','79999 Hallbronn']): s(380,658-i*11,t)
        y=595
        for x,t in [(50,'Nr.'),(110,'Beschreibung'),(300,'Menge'),(340,'Einheit'),(430,'EK-Preis'),(545,'Zeilenbetrag')]: s(x,y,t,B,8.5,x>400)
        c.line(50,y-4,545,y-4)
        for k,r in enumerate([('6120','Polaris Prüfmittel, Lizenz','8','STÜCK','1.900,00','15.200,00'),('6121','Einführung','4','TAG','800,00','3.200,00')]):
            for x,t in zip((50,110,300,340,430,545),r): s(x,y-18-k*14,t,H,8.5,x>400)
        s(430,540,'Total EUR ohne MwSt.',B,8.5,True); s(545,540,'18.400,00',B,8.5,True); s(430,527,'19 % MwSt.',H,8.5,True); s(545,527,'3.496,00',H,8.5,True); s(430,514,'Total EUR inkl. MwSt.',B,8.5,True); s(545,514,'21.896,00',B,8.5,True)
        s(50,480,'Zlg.-Bedingungscode'); s(160,480,'14 Tage netto'); s(50,468,'Lieferbedingung'); s(160,468,'Frei Haus')
        s(50,445,'Lief. an Adresse',B)
        for i,t in enumerate(['Hallbronner Messtechnik AG','Werk Süd','Römerstraße 88','79998 Hallbronn']): s(50,433-i*11,t)
    return 'eml',eml('Jule Hansen <j.hansen@nordlicht.example>','orders@nordlicht.example','WG: Bestellung EB-106733','Fri, 22 May 2026 09:00:13 +0200','''Moin, bitte anlegen. Danke!

Jule

________________________________
Von: Bettina Haug <b.haug@hallbronner.example>
Gesendet: Donnerstag, 21. Mai 2026 17:22
An: Jule Hansen <j.hansen@nordlicht.example>
Betreff: Bestellung EB-106733

Hallo Frau Hansen,

anbei unsere Bestellung. Bitte um kurze Bestätigung.

Viele Grüße
Bettina Haug
''',att=[('Bestellung EB-106733.pdf',rl(d))])
# ---- FR
@doc('fr_01','fr','sage100-gestion-commerciale','pdf','purchase_order',[O(number='FBC00871',date='2026-02-17',buyer='Chaudronnerie Vauvert & Fils SARL',supplier=T,currency='EUR',total='6984.00',payment_terms='Virement 45 jours fin de mois',ship_to='Chaudronnerie Vauvert & Fils SARL | ZA des Tilleuls | 71999 Montrevers',delivery_date='2026-03-16')])
def _():
    return 'pdf',wk('''<meta charset=utf-8><style>body{font-family:DejaVu Sans;font-size:8.5pt}.c{border:1px solid #444;border-radius:8px;padding:8px}td{padding:3px 6px;vertical-align:top}</style>
<table width=100%><tr><td width=50%><b style="font-size:13pt">Chaudronnerie Vauvert &amp; Fils SARL</b><br>ZA des Tilleuls<br>71999 Montrevers<br>Tél. 03 99 41 08 22<br>SIRET 999 412 087 00014<br>N/Id CEE FR99999412087</td><td><div class=c><b style="font-size:12pt">BON DE COMMANDE</b><br><table><tr><td>Numéro</td><td>Date</td><td>Code fournisseur</td><td>Référence</td></tr><tr><td><b>FBC00871</b></td><td>17/02/26</td><td>NORDLICHT</td><td>Atelier</td></tr></table></div></td></tr>
<tr><td><u>Adresse de livraison</u><br>Chaudronnerie Vauvert &amp; Fils SARL<br>ZA des Tilleuls<br>71999 Montrevers</td><td><div class=c>Nordlicht Software GmbH<br>Am Kaiserkai 31<br>20499 HAMBURG<br>ALLEMAGNE</div></td></tr></table><br>
<table width=100% style="border:1px solid #444;border-collapse:collapse" border=1><tr bgcolor=#ddd><td>Référence</td><td>Désignation</td><td>Qté</td><td>P.U. HT</td><td>% Rem</td><td>Montant HT</td><td>Livraison</td></tr><tr><td height=260>LOGI01<br><br>FORM01</td><td>Polaris Atelier – licence annuelle poste<br><br>Formation à distance (demi-journée)</td><td>6,00<br><br>2,00</td><td>900,00<br><br>480,00</td><td>10,00<br><br></td><td align=right>4 860,00<br><br>960,00</td><td>16/03/26<br><br>16/03/26</td></tr></table><br>
<table width=100%><tr><td width=55%>Conditions de règlement : Virement 45 jours fin de mois<br><br>Merci de rappeler notre numéro de commande sur vos BL et factures.</td><td><table class=c width=100%><tr><td>Total HT</td><td align=right>5 820,00</td></tr><tr><td>TVA 20,00 %</td><td align=right>1 164,00</td></tr><tr><td><b>Total TTC</b></td><td align=right><b>6 984,00 €</b></td></tr></table></td></tr></table>''')
@doc('fr_02','fr','demande-devis-mail','eml-text','request_for_quote')
def _():
    return 'eml',eml('Solène Kermadec <s.kermadec@marees-armor.example>','contact@nordlicht.example','Demande de devis – logiciel de criée','Mon, 13 Apr 2026 10:44:02 +0200','''Bonjour,

Nous étudions le remplacement de notre logiciel de vente à la criée et
souhaiterions recevoir votre meilleure offre pour :

  - 15 postes Polaris Criée (licence 3 ans)
  - reprise des données
  - 2 jours de formation à Port-Navalec

Merci d'indiquer vos délais et conditions de règlement (habituellement
30 jours fin de mois chez nous). Livraison souhaitée avant le 30/06/2026.
Le bon de commande sera établi après validation du budget.

Notre référence à rappeler : DP-2026-031

Cordialement,
Solène Kermadec
Responsable achats
Marées d'Armor SAS
''')
@doc('fr_03','fr','mairie-bon-engagement','pdf','purchase_order',[O(number='26D000418',date='2026-09-09',buyer='Mairie de Saint-Aubier-sur-Loue',buyer_alt=['Saint-Aubier-sur-Loue'],supplier=T,currency='EUR',total='3840.00',payment_terms='Mandat administratif à 30 jours',payment_terms_alt=['30 jours','à 30 jours'],contract_ref='2025-FCS-007',quote_ref='AN-26-0702',ship_to='Médiathèque Jean-Malaurie | 2 place du Marché | 25999 Saint-Aubier-sur-Loue',bill_to=None,delivery_date='2026-10-05')],skip=['bill_to'])
def _():
    return 'pdf',weasy('''<style>@page{margin:15mm}body{font:9.5pt "Liberation Serif"}.bx{border:.8pt solid #000;padding:2mm;margin:2mm 0}table{border-collapse:collapse;width:100%}td,th{border:.5pt solid #000;padding:1.2mm}.n td{border:0}</style>
<table class=n><tr><td style="width:50%">RÉPUBLIQUE FRANÇAISE<br><b>Mairie de Saint-Aubier-sur-Loue</b><br>Service Finances – Achats<br>1 rue de la République<br>25999 Saint-Aubier-sur-Loue<br>SIRET : 219 999 041 00011<td style="text-align:center;vertical-align:middle"><span style="font-size:15pt">BON DE COMMANDE</span><br>N° 26D000418<br>du 09 septembre 2026</table>
<div class=bx><b>Titulaire :</b> Nordlicht Software GmbH, Am Kaiserkai 31, 20499 Hamburg (Allemagne)</div>
<table><tr><td>Budget : 01 Principal<td>Exercice : 2026<td>Imputation : 65 / 65811 / 313<td>N° d’engagement : 26D000418<tr><td colspan=2>Marché n° : 2025-FCS-007<td colspan=2>Votre devis : AN-26-0702 du 31/08/2026</table>
<div class=bx><b>Lieu de livraison :</b> Médiathèque Jean-Malaurie, 2 place du Marché, 25999 Saint-Aubier-sur-Loue<br><b>Délai :</b> au plus tard le 05/10/2026</div>
<table><tr><th>Désignation<th>Qté<th>PU HT<th>TVA<th>Montant TTC<tr><td>Polaris Médiathèque, abonnement 1 an<td>1<td>2 600,00<td>20 %<td style="text-align:right">3 120,00<tr><td>Module réservation en ligne<td>1<td>600,00<td>20 %<td style="text-align:right">720,00<tr><td colspan=4 style="text-align:right"><b>Total HT 3 200,00 – TVA 640,00 – Total TTC en euros</b><td style="text-align:right"><b>3 840,00</b></table>
<p>Facture à déposer exclusivement sur Chorus Pro (https://chorus-pro.example) – code service : FIN-ACH – n° d’engagement juridique : 26D000418.<br>Mode de règlement : Mandat administratif à 30 jours.</p><p style="text-align:right">Pour le Maire, par délégation,<br>L’adjointe aux finances<br><br>Mme Colette Bardin</p>''')
def cegid(d):
    d.add_paragraph('LABORATOIRES FONTBRUNE S.A.S.').runs[0].bold=True
    d.add_paragraph('Parc Biosud, 14 allée des Pins – 34999 Castelmas')
    t=d.add_table(rows=1,cols=2); c=t.rows[0].cells
    c[0].text='Commande d\'achat : CDA-2026-00562\nDate de commande : 24 mars 2026\nAcheteur : Ghislain Roumégoux\nVotre offre : AN-26-0230'; c[1].text='Fournisseur\nNordlicht Software GmbH\nAm Kaiserkai 31\nD-20499 Hamburg'
    d.add_paragraph(); t=d.add_table(rows=2,cols=2); t.style='Table Grid'
    t.cell(0,0).text='À livrer à'; t.cell(0,1).text='À facturer à'; t.cell(1,0).text='Laboratoires Fontbrune S.A.S.\nMagasin central – Bât. C\n14 allée des Pins\n34999 Castelmas'; t.cell(1,1).text='Fontbrune Services Partagés\nComptabilité fournisseurs\nBP 90210\n34998 Castelmas Cedex'
    d.add_paragraph()
    dtable(d,[['Ligne','Article','Qté','Prix unitaire','Date prévue','Montant'],['1','Polaris Labo – licence serveur','1','18 500,00 €','20/04/2026','18 500,00 €'],['2','Polaris Labo – accès nommé','20','310,00 €','20/04/2026','6 200,00 €'],['','','','','Total hors taxes','24 700,00 €']],'Light Shading Accent 1')
    d.add_paragraph('Paiement : 30 jours fin de mois, par virement')
    d.add_paragraph('Factures dématérialisées à : factures.fournisseurs@fontbrune.example')
    d.add_paragraph('Accusé de réception de commande à retourner sous 48 h.')
    d.add_page_break(); d.add_heading('Conditions générales d’achat (extrait)',3)
    for t in ['Article 1 – Toute livraison effectuée au titre de la présente commande vaut acceptation des présentes conditions.','Article 2 – Les délais sont impératifs. Tout retard ouvre droit à des pénalités de 1 % par semaine.','Article 3 – Sauf mention contraire, les factures sont réglées à 60 jours date d’émission de facture.','Article 4 – Le Tribunal de commerce de Castelmas est seul compétent.']: d.add_paragraph(t)
@doc('fr_04','fr','commande-achat-word','docx','purchase_order',[O(number='CDA-2026-00562',date='2026-03-24',buyer='Laboratoires Fontbrune S.A.S.',supplier=T,currency='EUR',total='24700.00',payment_terms='30 jours fin de mois, par virement',quote_ref='AN-26-0230',ship_to='Laboratoires Fontbrune S.A.S. | Magasin central – Bât. C | 14 allée des Pins | 34999 Castelmas',bill_to='Fontbrune Services Partagés | Comptabilité fournisseurs | BP 90210 | 34998 Castelmas Cedex',delivery_date='2026-04-20',billing_email='factures.fournisseurs@fontbrune.example')])
def _(): return 'docx',docx(cegid)
@doc('fr_05','fr','avoir-eigen','pdf','invoice',cited=['BC-26-1190'])
def _():
    return 'pdf',groff('''.po 2.5c
.ll 16c
.ps 11
.vs 15
.nf
.ft B
AVOIR N° GS-26-0044
.ft R
Hambourg, le 12 juin 2026
.sp
Nordlicht Software GmbH
Am Kaiserkai 31
20499 Hambourg, Allemagne
.sp
Client : Transports Ribeyrolles SA
         8 quai des Chartrons Neufs
         33999 Bassac
.sp
Facture d'origine : RE-26-1530 du 30/04/2026
Votre commande : BC-26-1190
.sp
.TS
tab(|) allbox;
l r r.
Description|Nombre|Montant EUR
Polaris Tour, véhicules retirés du contrat|-4|-380,00
Total avoir||-380,00
.TE
.sp
Autoliquidation de la TVA. Cet avoir sera déduit de votre prochain
règlement ou remboursé sur demande.
''','-t')
@doc('fr_06','fr','xlsx-joint-mail','eml-xlsx','purchase_order',[O(number='C2026-77',date='2026-11-16',buyer='Domaine de la Roche Blanchère',supplier='Nordlicht Software',supplier_alt=['Nordlicht Software GmbH'],currency='EUR',total='1980.00',payment_terms='30 jours nets',delivery_date=None,ship_to='Domaine de la Roche Blanchère | Chai | 37999 Vouvrelay')])
def _():
    from openpyxl.styles import Font,Border,Side
    def b(w,s):
        s.title='Bon de commande'; s['B2']='BON DE COMMANDE'; s['B2'].font=Font(bold=True,size=16)
        for a,v in {'B4':'Domaine de la Roche Blanchère','B5':'Route des Caves','B6':'37999 Vouvrelay','E4':'Fournisseur :','F4':'Nordlicht Software','F5':'Hambourg','B8':'N° commande','C8':'C2026-77','B9':'Date','B10':'Livraison','C10':'Domaine de la Roche Blanchère, Chai, 37999 Vouvrelay','B11':'Règlement','C11':'30 jours nets'}.items(): s[a]=v
        s['C9']=datetime(2026,11,16); s['C9'].number_format='dd/mm/yyyy'
        for j,x in enumerate(['Désignation','Quantité','Prix unitaire HT','Total HT']): s.cell(13,2+j,x).font=Font(bold=True)
        for i,r in enumerate([['Polaris Cave, abonnement annuel',1,1500,1500],['Traçabilité lots',1,480,480]]):
            for j,x in enumerate(r): s.cell(14+i,2+j,x)
        s['D20']='TOTAL HT €'; s['E20']=1980; s['E20'].number_format='#,##0.00'; s['B23']='Bon pour commande – A. Blanchère'
    return 'eml',eml('Aurélien Blanchère <aurelien@rocheblanchere.example>','Nordlicht <orders@nordlicht.example>','commande','Mon, 16 Nov 2026 18:09:51 +0100','Bonjour,\n\nVoici notre commande en pièce jointe.\n\nBien à vous,\nA. Blanchère\n',att=[('bon de commande nordlicht.xlsx',xlsx(b))])
