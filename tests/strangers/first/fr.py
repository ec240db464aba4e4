# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

@doc('fr_po_01', 'pdf', 'purchase_order', [O('26BC00318', date='2026-03-12', buyer='Commune de Saint-Aubrac-sur-Ouve', supplier='NORDLICHT SOFTWARE GMBH', currency='EUR', total='7440.00', payment_terms='30 jours par mandat administratif', quote_ref='AN-26-0055', contract_ref=None, delivery_date='2026-04-30',
  bill_to='Commune de Saint-Aubrac-sur-Ouve | Service Finances | Place de la Mairie | 50999 Saint-Aubrac-sur-Ouve', ship_to='Services techniques municipaux | 14 rue du Lavoir | 50999 Saint-Aubrac-sur-Ouve', buyer_alt=['Mairie de Saint-Aubrac-sur-Ouve'], payment_terms_alt=['Mandat administratif, 30 jours', '30 jours'], bill_to_alt=['Commune de Saint-Aubrac-sur-Ouve | 50999'])], half='test', layout='mairie')
def _():
    def b(d):
        from docx.shared import Pt
        d.styles['Normal'].font.size = Pt(10)
        d.add_paragraph('RÉPUBLIQUE FRANÇAISE\nDépartement de l’Ouve\nCommune de Saint-Aubrac-sur-Ouve\nPlace de la Mairie – 50999 Saint-Aubrac-sur-Ouve\nTél. 02 99 00 11 22 – SIRET 215 099 990 00013')
        d.add_heading('BON DE COMMANDE N° 26BC00318', 1)
        table(d, [['Date : 12/03/2026\nEngagement n° : 2026-000744\nImputation : 2051-020\nCode service Chorus : FIN01\nAffaire suivie par : Mme Lebrusc', 'Fournisseur (tiers n° 3307) :\nNORDLICHT SOFTWARE GMBH\nPolarstraße 14\n24103 KIEL – ALLEMAGNE'],
                  ['Lieu de livraison :\nServices techniques municipaux\n14 rue du Lavoir\n50999 Saint-Aubrac-sur-Ouve', 'Adresse de facturation :\nCommune de Saint-Aubrac-sur-Ouve\nService Finances\nPlace de la Mairie\n50999 Saint-Aubrac-sur-Ouve']])
        d.add_paragraph('\nVotre devis : AN-26-0055 du 24/02/2026        Délai de livraison : 30/04/2026')
        table(d, [['Désignation', 'Qté', 'P.U. HT', 'TVA', 'Montant HT'], ['Logiciel Aurora Éclairage public, abonnement annuel', '1', '4 800,00', '20 %', '4 800,00'], ['Formation des agents (jour)', '2', '700,00', '20 %', '1 400,00'], ['', '', '', 'Total HT', '6 200,00 €'], ['', '', '', 'TVA 20 %', '1 240,00 €'], ['', '', '', 'Total TTC', '7 440,00 €']])
        d.add_paragraph('\nMode de règlement : 30 jours par mandat administratif. La facture, déposée sur Chorus Pro, doit impérativement rappeler le numéro d’engagement et le numéro du bon de commande.')
        d.add_paragraph('Le Maire,\n\n\n(cachet et signature)')
    return lo(docx(b), 'docx')

@doc('fr_po_02', 'pdf', 'purchase_order', [O('CF00004518', date='2026-05-19', buyer='ATELIERS VERMOREL SAS', supplier='NORDLICHT SOFTWARE GMBH', currency='EUR', total='15960.00', payment_terms='Virement 45 jours fin de mois', delivery_date='2026-06-15', ship_to='ATELIERS VERMOREL SAS | Dépôt Nord | ZA des Ormes | 69999 VILLEBRUNE', bill_to='ATELIERS VERMOREL SAS | 8 quai des Forges | 69998 VILLEBRUNE', buyer_alt=['ATELIERS VERMOREL'])], half='tune', layout='cegid')
def _():
    c = RL('A4', 'Helvetica', 9)
    c.t(15, 18, 'ATELIERS VERMOREL SAS', 13, b=True).t(15, 24, '8 quai des Forges\n69998 VILLEBRUNE\nTél : 04 99 00 33 44', 8)
    c.box(110, 12, 85, 22).t(114, 19, 'COMMANDE FOURNISSEUR', 12, b=True).t(114, 26, 'N° CF00004518').t(114, 31, 'du 19/05/2026')
    c.box(110, 40, 85, 26).t(114, 46, 'NORDLICHT SOFTWARE GMBH\nPolarstraße 14\n24103 KIEL\nALLEMAGNE')
    c.t(15, 44, 'Code fournisseur : FNORD01\nN° TVA : DE299999991\nAcheteur : G. Pastorel\nVotre contact : H. Brandt', 8)
    c.box(15, 72, 88, 24, .95).t(17, 76, 'Adresse de livraison', 7, b=True).t(17, 81, 'ATELIERS VERMOREL SAS\nDépôt Nord\nZA des Ormes\n69999 VILLEBRUNE').box(107, 72, 88, 24, .95).t(109, 76, 'Adresse de facturation', 7, b=True).t(109, 81, 'ATELIERS VERMOREL SAS\n8 quai des Forges\n69998 VILLEBRUNE')
    c.box(15, 100, 180, 7, .85)
    for x, t in [(17, 'Référence'), (45, 'Désignation'), (115, 'Quantité'), (135, 'P.U. HT'), (155, 'Rem.'), (175, 'Montant HT')]: c.t(x, 104.5, t, 8, b=True)
    c.t(17, 113, 'AUR-ATE').t(45, 113, 'Aurora Atelier, licence perpétuelle').r(128, 113, '1').r(150, 113, '12 000,00').r(165, 113, '5 %').r(193, 113, '11 400,00')
    c.t(17, 119, 'AUR-MNT').t(45, 119, 'Maintenance annuelle').r(128, 119, '1').r(150, 119, '1 900,00').r(193, 119, '1 900,00').t(45, 124, 'Livraison souhaitée le 15/06/2026', 8)
    c.l(15, 215, 195)
    for i, (h, v) in enumerate([('Base HT', '13 300,00'), ('Taux', '20,00 %'), ('TVA', '2 660,00'), ('Port', '0,00'), ('Total TTC', '15 960,00 EUR')]): c.box(15 + 36 * i, 220, 36, 14).t(17 + 36 * i, 225, h, 7).r(49 + 36 * i, 231, v, 9, b=i == 4)
    c.t(15, 243, 'Conditions de règlement : Virement 45 jours fin de mois', 9).t(15, 252, 'Merci de nous retourner un accusé de réception de commande sous 48 h.', 8)
    c.t(15, 285, 'SAS au capital de 240 000 € - RCS Villebrune 399 888 777 - NAF 2562B - TVA FR44399888777', 6.5)
    return c.out()

@doc('fr_po_03', 'pdf', 'purchase_order', [O('BC2607-0029', date='2026-07-07', buyer='Les Vergers de Maëlie SARL', supplier='Nordlicht Software GmbH', currency='EUR', total='2148.00', payment_terms='À réception de facture', ship_to=None, delivery_date=None, buyer_alt=['Les Vergers de Maëlie'])], half='test', layout='ebp')
def _():
    return weasy(page('''<table class=w><tr><td><b>Les Vergers de Maëlie SARL</b><br>Lieu-dit La Combe<br>26999 Montvaillant<br>vergers@maelie.example</td><td class=fr><b>Nordlicht Software GmbH</b><br>Polarstraße 14<br>24103 Kiel<br>Allemagne</td></tr></table><h2>Bon de commande</h2><table class=g><tr><th>Numéro<th>Date<th>Code fournisseur<th>Mode de règlement<th>N° de TVA intracom<tr><td>BC2607-0029<td>07/07/2026<td>NORDL<td>Virement<td>FR31512340987</table>
<table class=g style="margin-top:6mm"><tr><th>Code<th>Description<th>Qté<th>P.U. HT<th>% REM<th>Montant HT<th>TVA<tr><td>AURV<td style="height:60mm;vertical-align:top">Aurora Verger – suivi des parcelles, abonnement 1 an, 2 postes<td>2,00<td>795,00<td><td>1 590,00<td>20,00<tr><td><td>Reprise des données<td>1,00<td>200,00<td><td>200,00<td>20,00</table>
<table class=g style="width:50%;margin:6mm 0 0 50%"><tr><td>Total HT<td>1 790,00<tr><td>Total TVA<td>358,00<tr><th>Total TTC<th>2 148,00 €</table><p>Conditions de paiement : À réception de facture</p>''', 'body{font:9pt Liberation Sans}.w{width:100%}.fr{border:1px solid #000;padding:10px;width:45%}.g{width:100%;border-collapse:collapse}.g th{background:#cfe3cf;border:1px solid #7a7;padding:3px}.g td{border:1px solid #7a7;padding:3px}'))

@doc('fr_po_04', 'pdf', 'purchase_order', [O('POF2600071', date='2026-11-05', buyer='Groupe Hexadore', supplier='Nordlicht Software GmbH', currency='EUR', total='60000.00', payment_terms='60 jours date de facture', contract_ref='CTR-2025-0044', delivery_date='2026-12-01', ship_to='Hexadore Logistique | 3 avenue du Fret | 93999 Roissac', bill_to='Groupe Hexadore | CSP Comptabilité | BP 404 | 92999 Courbelles Cedex', billing_email='factures.fournisseurs@hexadore.example', revision_alt=['0'])], half='test', layout='sage-x3-bilingual')
def _():
    return wk(page('''<table width=100%><tr><td><b style="font-size:20px">Groupe Hexadore</b><br>1 place des Alizés<br>92998 Courbelles</td><td align=right><b style="font-size:18px">COMMANDE / PURCHASE ORDER</b><table border=1 cellspacing=0 cellpadding=4 style="margin-left:auto"><tr><td>N° / No.<td>POF2600071<tr><td>Date<td>05/11/26<tr><td>Devise / Currency<td>EUR<tr><td>Acheteur / Buyer<td>Solène Quéméneur<tr><td>Contrat / Contract<td>CTR-2025-0044</table></td></tr></table><br>
<table width=100% border=1 cellspacing=0 cellpadding=6><tr bgcolor=#dddddd><td>Fournisseur / Supplier<td>Livrer à / Ship to<td>Facturer à / Bill to<tr><td valign=top>Nordlicht Software GmbH<br>Polarstraße 14<br>24103 Kiel<br>Allemagne<td valign=top>Hexadore Logistique<br>3 avenue du Fret<br>93999 Roissac<td valign=top>Groupe Hexadore – CSP Comptabilité<br>BP 404<br>92999 Courbelles Cedex<br>factures.fournisseurs@hexadore.example</table><br>
<table width=100% border=1 cellspacing=0 cellpadding=4><tr bgcolor=#dddddd><td>Ligne<br>Line<td>Article / Désignation<br>Item<td>Qté<br>Qty<td>Prix net<br>Net price<td>Date prévue<br>Due date<td>Montant HT<br>Amount<tr><td>1000<td>AUR-ENT Aurora Entrepôt, plateforme groupe<td>1 UN<td>42 000,00<td>01/12/26<td align=right>42 000,00<tr><td>2000<td>PRJ-J Jours de projet<td>10 J<td>800,00<td>01/12/26<td align=right>8 000,00</table>
<table align=right cellpadding=4><tr><td>Total HT / Net<td align=right>50 000,00<tr><td>TVA / VAT 20 %<td align=right>10 000,00<tr><td><b>Total TTC / Gross EUR</b><td align=right><b>60 000,00</b></table><br clear=all><p>Conditions de paiement / Payment terms : 60 jours date de facture<br>Incoterm : DAP Roissac</p>''', 'body{font:13px "Liberation Sans"}'))

@doc('fr_po_05', 'eml', 'purchase_order', [O('C-1187', date='2026-02-03', date_alt=[None], buyer='Fonderie Lestrac', buyer_alt=['Fonderie Lestrac SA'], supplier=None, supplier_alt=['Nordlicht', 'Nordlicht Software', 'Nordlicht Software GmbH'], currency='EUR', total='4560.00', payment_terms='30 jours fin de mois le 15', quote_ref='AN-26-0019', billing_email='compta@fonderie-lestrac.example')], half='tune', layout='mail-texte-fr', format='eml-text', skip=['total', 'ship_to', 'delivery_date'])
def _():
    return eml('Aude Lestrac <aude@fonderie-lestrac.example>', 'contact@nordlicht.example', 'Commande C-1187', 'Tue, 3 Feb 2026 11:15:08 +0100', client='apple', text='''Bonjour Madame Brandt,

Suite à votre devis AN-26-0019 du 21 janvier, nous vous passons commande de :

– 1 licence Aurora Coulée : 3 200,00 € HT
– 1 journée de mise en service : 600,00 € HT

soit 3 800,00 € HT / 4 560,00 € TTC.

N° de commande à rappeler sur la facture : C-1187
Règlement : 30 jours fin de mois le 15
Facture à envoyer à compta@fonderie-lestrac.example

Pouvez-vous prévoir l'installation semaine 9 ?

Bien cordialement,
Aude Lestrac
Fonderie Lestrac SA – 12 rue du Haut-Fourneau, 08999 Givrecourt
''')

@doc('fr_po_06', 'docx', 'purchase_order', [O('2026/DSI/041', date='2026-09-24', buyer='Fondation Orlhac', supplier='Nordlicht Software GmbH', currency='EUR', total='10200.00', payment_terms='trente jours à compter de la réception de la facture', quote_ref='AN-26-0277', bill_to='Fondation Orlhac | Service comptable | 5 cours des Tilleuls | 33999 Bordelune', delivery_date='2026-11-02')], half='test', layout='lettre-commande', skip=['ship_to'])
def _():
    def b(d):
        d.add_paragraph('Fondation Orlhac\n5 cours des Tilleuls\n33999 Bordelune')
        d.add_paragraph('Nordlicht Software GmbH\nÀ l’attention de Mme Brandt\nPolarstraße 14\n24103 Kiel, Allemagne').alignment = 2
        d.add_paragraph('Bordelune, le 24 septembre 2026').alignment = 2
        d.add_paragraph('Objet : lettre de commande n° 2026/DSI/041').runs[0].bold = True
        d.add_paragraph('Madame,')
        d.add_paragraph('Nous avons le plaisir de vous commander, conformément à votre proposition AN-26-0277 du 8 septembre 2026, la fourniture de la solution Aurora Mécénat ainsi que les prestations de paramétrage associées, pour un montant forfaitaire de 8 500,00 € hors taxes, soit 10 200,00 € toutes taxes comprises.')
        d.add_paragraph('La solution devra être opérationnelle au plus tard le 2 novembre 2026. Le règlement interviendra trente jours à compter de la réception de la facture, laquelle sera adressée à : Fondation Orlhac, Service comptable, 5 cours des Tilleuls, 33999 Bordelune.')
        d.add_paragraph('Nous vous prions d’agréer, Madame, l’expression de nos salutations distinguées.\n\nLe directeur des systèmes d’information\nBasile Fontgrand')
    return docx(b)

@doc('fr_non_01', 'pdf', 'quote', half='tune', layout='devis-fr')
def _():
    return groff('''.fam T
.po 2c
.ll 17c
.nf
.sp 3
.ft B
Nordlicht Software GmbH
.ft R
Polarstraße 14, 24103 Kiel
.sp
Clinique vétérinaire du Pont-Gris
22 rue Basse, 76999 Elbécourt
.sp
.ft B
DEVIS N° AN-26-0201
.ft R
Date : 18/06/2026        Validité : 60 jours
.sp
.ta 10c 13cR 17cR
Désignation	Qté	Montant HT
Aurora Véto, abonnement annuel	2	1 180,00 EUR
Installation à distance	1	250,00 EUR
.sp
Total HT		1 430,00 EUR
TVA 20 %		286,00 EUR
Total TTC		1 716,00 EUR
.sp
Conditions de règlement : 30 jours net
.sp
Bon pour commande - date, cachet et signature :
''')

@doc('fr_non_02', 'pdf', 'invoice', cited=['CDE-88420'], half='test', layout='facture-fr')
def _():
    return weasy(page('''<h2>FACTURE N° FA-26-1044</h2><table width=100%><tr><td>Nordlicht Software GmbH<br>Polarstraße 14<br>24103 Kiel<br>TVA DE299999991<td>Facturé à :<br>Brasserie du Grand-Hêtre SAS<br>2 chemin des Houblons<br>67999 Altkirsch</table><p>Date de facture : 30/06/2026<br>Votre commande n° : CDE-88420 du 02/06/2026<br>Bon de livraison : BL-26-0730<br>Échéance : 30/07/2026</p><table width=100% border=1><tr><th>Description<th>Qté<th>PU HT<th>Total HT<tr><td>Aurora Brassage<td>1<td>2 900,00<td>2 900,00</table><p>Autoliquidation de la TVA. <b>Net à payer : 2 900,00 €</b></p><p>IBAN DE00 0000 0000 0000 0000 00</p>''', 'body{font:10pt Gothic, "URW Gothic"}table{border-collapse:collapse}td{padding:4px}'))

@doc('fr_non_03', 'pdf', 'other', cited=['PO-FR-20113'], half='tune', layout='bl-fr', skip=[])
def _():
    return enscript('''
 TRANSPORTS RIVALDIN                             BON DE LIVRAISON
 ZI Sud, 51999 Reimsac                           N° 00711284
                                                 Date : 22/09/2026
 Expéditeur : Imprimerie Cazelle, 51998 Reimsac
 Destinataire : Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel

 Réf. commande client : PO-FR-20113

 Colis   Désignation                         Poids
   2     Brochures Aurora A5, 500 ex.        18,4 kg
   1     Kakémonos                            6,0 kg

 Réserves éventuelles :
 Reçu le :                   Signature :
''', '-f', 'Courier10')

@doc('fr_non_04', 'eml', 'statement', half='test', layout='relance-fr', format='eml-html', verdict_alt=['other', 'invoice'], skip=['cited_orders'])
def _():
    return eml('Service Recouvrement Papeterie Vauquelune <recouvrement@vauquelune.example>', 'compta@nordlicht.example', 'Rappel : votre facture V26-5512 arrivée à échéance', 'Fri, 17 Apr 2026 08:00:00 +0200', client='system', html=page('<p>Madame, Monsieur,</p><p>Sauf erreur ou omission de notre part, la facture ci-dessous reste impayée :</p><table border="1"><tr><th>Facture</th><th>Date</th><th>Échéance</th><th>Montant TTC</th></tr><tr><td>V26-5512</td><td>12/02/2026</td><td>14/03/2026</td><td>318,40 €</td></tr></table><p>Nous vous remercions de procéder au règlement sous huit jours. Si votre paiement s’est croisé avec ce message, merci de ne pas en tenir compte.</p><p>Le service clients</p>', lang='fr'))

@doc('fr_non_05', 'docx', 'request_for_quote', half='test', layout='consultation-fr')
def _():
    def b(d):
        d.add_heading('DEMANDE DE PRIX n° DP-2026-19', 1); d.add_paragraph('Syndicat des eaux du Haut-Vernois\n4 route du Barrage, 63999 Vernois-le-Haut')
        d.add_paragraph('À : Nordlicht Software GmbH, Kiel')
        d.add_paragraph('Dans le cadre d’une consultation sans publicité, nous vous remercions de nous faire parvenir votre meilleure offre avant le 15 octobre 2026 à 12 h pour les fournitures suivantes :')
        table(d, [['Poste', 'Désignation', 'Quantité', 'Prix unitaire HT', 'Total HT'], ['1', 'Logiciel de télérelève', '1', '', ''], ['2', 'Formation (jours)', '3', '', ''], ['', '', 'Total HT', '', '']])
        d.add_paragraph('\nPaiement : 30 jours. Livraison souhaitée : janvier 2027. Un bon de commande sera émis au candidat retenu.')
    return docx(b)
