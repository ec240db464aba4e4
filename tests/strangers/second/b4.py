# SPDX-License-Identifier: GPL-3.0-or-later
from lib import *
# ES 1 ayuntamiento
css = 'body{font-family:"Liberation Serif"} .g td,.g th{border:1px solid #444;padding:3px 5px;font-size:9pt} h3{text-align:center;letter-spacing:2px}'
b = '<table width=100%><tr><td><b>AYUNTAMIENTO DE VALDEPEDROSO</b><br>Plaza de la Constitución, 1 · 45990 Valdepedroso (Toledo)<br>CIF P-4555019-J</td></tr></table><h3>PEDIDO DE CONTRATO MENOR</h3><table class=g width=100%>' + tr('Nº de pedido: <b>PED/2026/000418</b>', 'Expediente: CM-0277/2026', 'Fecha: 20 de abril de 2026') + tr('Aplicación presupuestaria: 920.641.00', 'RC nº 220260003317', 'Órgano gestor: Informática') + '</table><p><b>ADJUDICATARIO</b><br>Nordlicht Software GmbH · NIF DE811555019 · Hafenstraße 12, 24103 Kiel (Alemania)<br>Presupuesto nº AN-2026-0410 de 08/04/2026</p><table class=g width=100%>' + th('Cant.', 'Concepto', '>Precio unitario', '>Importe') + tr('1', 'Aurora Padrón, licencia anual', '>5.950,00', '>5.950,00') + tr('2', 'Jornada de formación', '>480,00', '>960,00') + '</table><table class=g style="margin-left:auto">' + tr('Base imponible', '>6.910,00 €') + tr('IVA 21 %', '>1.451,10 €') + tr('<b>Importe total</b>', '><b>8.361,10 €</b>') + '</table><p>Lugar de entrega: Casa Consistorial, Dpto. de Informática, Plaza de la Constitución 1, 45990 Valdepedroso. Plazo de ejecución: hasta el 31/05/2026.</p><p>Facturación electrónica a través de FACe (DIR3: L01451901). Pago: 30 días desde la conformidad de la factura.</p><p style="text-align:center">El Concejal de Hacienda<br><br>Fdo.: Anselmo Recuero</p>'
pdf('es_po_51', page(css, b), 'weasy')
PO('es_po_51', 'ayuntamiento-menor', 'es', 'pdf', 'PED/2026/000418', '2026-04-20', 'AYUNTAMIENTO DE VALDEPEDROSO', 'Nordlicht Software GmbH', 'EUR', '8361.10', '30 días desde la conformidad de la factura', quote_ref='AN-2026-0410', contract_ref_alt=['CM-0277/2026'], ship_to='Casa Consistorial, Dpto. de Informática | Plaza de la Constitución 1 | 45990 Valdepedroso', delivery_date='2026-05-31', delivery_date_alt=[None])
# ES 2 Mexican OC
css = 'body{font-size:8.5pt} .g td,.g th{border:1px solid #2a6;padding:3px} .g th{background:#2a6;color:#fff}'
b = '<table width=100%><tr><td width=60%><b style="font-size:13pt">Empacadora Tres Cumbres, S.A. de C.V.</b><br>RFC: ETC990401AB7<br>Carretera Nacional km 14, Col. La Huerta, C.P. 67250, Juárez, N.L.</td><td><table class=g width=100%>' + th('ORDEN DE COMPRA') + tr('Folio: OC-0027714') + tr('Fecha: 12/ago/2026') + tr('Moneda: USD') + tr('T.C.: 18.4420') + '</table></td></tr></table><br><table class=g width=100%><tr><th>Proveedor</th><th>Facturar a</th><th>Entregar en</th></tr><tr><td>Nordlicht Software Inc.<br>200 Harbor Street<br>Boston, MA 02110, EUA<br>Clave: P00871</td><td>Empacadora Tres Cumbres, S.A. de C.V.<br>Av. Lázaro Cárdenas 2400, Piso 6<br>San Pedro Garza García, N.L. 66269<br>Uso CFDI: G03</td><td>Planta Juárez, Almacén de Sistemas<br>Carretera Nacional km 14<br>Juárez, N.L. 67250</td></tr></table><br><table class=g width=100%>' + th('Condiciones de pago', 'Fecha de entrega', 'Requisición', 'Comprador', 'Cotización') + tr('Crédito 45 días', '04/sep/2026', 'RQ-11902', 'Ing. Maribel Ochoa', 'Q-26-0714') + '</table><br><table class=g width=100%>' + th('Part.', 'Clave', 'Descripción', 'Cant.', 'U.M.', 'P. Unit.', 'Importe') + tr('1', 'SW-02', 'Aurora Trazabilidad, suscripción 12 meses', '>1.00', 'SER', '>9,870.0000', '>9,870.00') + tr('2', 'SW-07', 'Integración básculas', '>4.00', 'PZA', '>655.2500', '>2,621.00') + '</table><table style="margin-left:auto" class=g>' + tr('Subtotal', '>12,491.00') + tr('I.V.A. 0%', '>0.00') + tr('Ret. ISR', '>0.00') + tr('<b>Total USD</b>', '><b>12,491.00</b>') + '</table><p>(DOCE MIL CUATROCIENTOS NOVENTA Y UN DÓLARES 00/100 USD)</p><p>Enviar factura a: facturas@trescumbres.example</p>'
pdf('es_po_52', page(css, b, 'Letter'), 'wk')
PO('es_po_52', 'orden-mx-usd', 'es', 'pdf', 'OC-0027714', '2026-08-12', 'Empacadora Tres Cumbres, S.A. de C.V.', 'Nordlicht Software Inc.', 'USD', '12491.00', 'Crédito 45 días', quote_ref='Q-26-0714', bill_to='Empacadora Tres Cumbres, S.A. de C.V. | Av. Lázaro Cárdenas 2400, Piso 6 | San Pedro Garza García, N.L. 66269', ship_to='Planta Juárez, Almacén de Sistemas | Carretera Nacional km 14 | Juárez, N.L. 67250', delivery_date='2026-09-04', billing_email='facturas@trescumbres.example')
# ES 3 mono (AS/400)
canv('es_po_53', mono('''
HILATURAS RIBERA DEL TAJUÑA SL                                  PEDIDO A PROVEEDOR
POL. IND. EL BATÁN, PARC. 9                                     ------------------
28550 TIELMAR                                                   NUMERO....: 26-00931
C.I.F. B-85550190                                               FECHA.....: 03-11-26
TEL 91 555 01 90                                                PROVEEDOR.: 0004127
                                                                HOJA......: 1
                                        NORDLICHT SOFTWARE GMBH
                                        HAFENSTRASSE 12
                                        24103 KIEL  (ALEMANIA)

S/REF.: AN-2026-1090      FORMA DE PAGO: TRANSFERENCIA 60 DIAS F.F.    PLAZO: 30-11-26
------------------------------------------------------------------------------------------
ARTICULO    DESCRIPCION                             CANTIDAD      PRECIO  DTO      IMPORTE
------------------------------------------------------------------------------------------
9900771     AURORA TELAR MONITOR                        3,00    1.433,00  10,0    3.869,10
9900772     CUOTA MANTENIMIENTO                        12,00       74,50           894,00
------------------------------------------------------------------------------------------
            BRUTO        PORTES         BASE        IVA  0 %        TOTAL EUROS
         4.763,10          0,00     4.763,10            0,00           4.763,10

ENVIAR A : HILATURAS RIBERA DEL TAJUÑA SL, NAVE 2, CTRA. M-404 KM 6, 28557 CARABALÍ
OBSERVACIONES: INDICAR Nº DE PEDIDO EN ALBARAN Y FACTURA
''', 640, 842, 10, 24, 40, 1.2))
PO('es_po_53', 'as400-es', 'es', 'pdf', '26-00931', '2026-11-03', 'HILATURAS RIBERA DEL TAJUÑA SL', 'NORDLICHT SOFTWARE GMBH', 'EUR', '4763.10', 'TRANSFERENCIA 60 DIAS F.F.', quote_ref='AN-2026-1090', ship_to='HILATURAS RIBERA DEL TAJUÑA SL | NAVE 2 | CTRA. M-404 KM 6 | 28557 CARABALÍ', delivery_date='2026-11-30')
# ES 4 odoo-like mail + pdf attachment
o = page('h1{color:#875A7B;font-weight:normal} .i td,.i th{border-bottom:1px solid #ccc;padding:4px}', '<b>Cooperativa Olivarera Sierra Lucena</b><br>Camino del Molino s/n<br>14960 Lucenilla<br>España<hr><table width=100%><tr><td width=50%><b>Dirección de envío</b><br>Cooperativa Olivarera Sierra Lucena, Almazara<br>Ctra. Vieja 22<br>14961 Lucenilla</td><td>Nordlicht Software GmbH<br>Hafenstraße 12<br>24103 Kiel<br>Alemania</td></tr></table><h1>Pedido de compra #P01188</h1><table width=100%><tr><td><b>Representante de compras:</b><br>Rocío Cañete</td><td><b>Su referencia de pedido:</b><br>AN-2026-0288</td><td><b>Fecha de pedido:</b><br>18/03/2026</td><td><b>Fecha prevista:</b><br>10/04/2026</td></tr></table><br><table class=i width=100%>' + th('Descripción', 'Impuestos', 'Fecha requerida', '>Cantidad', '>Precio unitario', '>Importe') + tr('[AUR-OL] Aurora Almazara', 'IVA 0% ISP', '10/04/2026', '>2,000 Unidades', '>1.375,00', '>2.750,00 €') + tr('[AUR-CF] Puesta en marcha', 'IVA 0% ISP', '10/04/2026', '>1,000 Unidades', '>390,00', '>390,00 €') + '</table><table style="margin-left:auto">' + tr('<b>Subtotal</b>', '>3.140,00 €') + tr('IVA', '>0,00 €') + tr('<b>Total</b>', '>3.140,00 €') + '</table><p>Plazo de pago: 30 días</p>')
if want('es_po_54'):
    mail('es_po_54', 'Rocío Cañete <compras@sierralucena.example>', 'ventas@nordlicht.example', 'Cooperativa Olivarera Sierra Lucena Pedido (Ref P01188)', 'Wed, 18 Mar 2026 12:00:00 +0100', html='<p>Estimado proveedor,</p><p>Adjuntamos el pedido de compra <b>P01188</b> por un importe de <b>3.140,00 €</b> de Cooperativa Olivarera Sierra Lucena.</p><p>La recepción está prevista para el <b>10/04/2026</b>. ¿Podría confirmar la recepción de este pedido?</p><p>Un saludo,<br>Rocío Cañete</p>', att=[('Pedido_de_compra_P01188.pdf', 'application/pdf', html2pdf(o))])
PO('es_po_54', 'odoo-mail-pdf', 'es', 'eml-pdf', 'P01188', '2026-03-18', 'Cooperativa Olivarera Sierra Lucena', 'Nordlicht Software GmbH', 'EUR', '3140.00', '30 días', quote_ref='AN-2026-0288', quote_ref_alt=[None], ship_to='Cooperativa Olivarera Sierra Lucena, Almazara | Ctra. Vieja 22 | 14961 Lucenilla', delivery_date='2026-04-10')
mail('es_non_51', 'Nuria Beltrán <nbeltran@puertoseco.example>', 'ventas@nordlicht.example', 'Solicitud de oferta: módulo de aduanas', 'Thu, 10 Sep 2026 09:30:00 +0200', text='''
Buenos días:

Necesitamos presupuesto antes del 25/09/2026 para lo siguiente (nuestra ref. SO-2026-118):

- 1 licencia Aurora Aduanas, 40 usuarios
- 3 jornadas de formación

Condiciones habituales: pago a 60 días, entrega en Zaragoza. Indíquennos precio unitario, plazo y validez.

Gracias. Nuria Beltrán, Compras, Puerto Seco del Ebro SA
''')
NON('es_non_51', 'solicitud-oferta', 'es', 'eml-text', 'request_for_quote', skip=['cited_orders'])
pdf('es_non_52', page('.i td,.i th{border:1px solid #999;padding:3px}', '<h2>FACTURA</h2><p>Nordlicht Software GmbH · Hafenstraße 12 · 24103 Kiel · VAT DE 811 555 019</p><table>' + tr('Factura nº', 'RE-2026-1440') + tr('Fecha', '02/10/2026') + tr('Su pedido', 'PC26/3381') + tr('Forma de pago', '30 días, transferencia') + '</table><p>Cliente: Astilleros Ría Parda SL, Muelle 4, 36208 Vigo</p><table class=i width=100%>' + th('Concepto', 'Cantidad', 'Precio', 'Importe') + tr('Aurora Varadero', '1', '4.200,00', '4.200,00') + '</table><p class=r>Base 4.200,00 €<br>IVA (inversión del sujeto pasivo) 0,00 €<br><b>Total 4.200,00 €</b></p>'), 'chrome')
NON('es_non_52', 'factura-propia', 'es', 'pdf', 'invoice', ['PC26/3381'])
# IT 1 MEPA ordine diretto (ODA)
css = 'body{font-size:8.5pt} .g td,.g th{border:1px solid #004; padding:3px} .g th{background:#dde;text-align:center} h2{text-align:center;color:#004}'
b = '<h2>ORDINE DIRETTO DI ACQUISTO</h2><table class=g width=100%><tr><th colspan=2>DATI GENERALI DELL\'ORDINE</th></tr>' + tr('Nr. Identificativo Ordine', '8410277') + tr('Descrizione Ordine', 'Licenze software protocollo informatico') + tr('Strumento d\'acquisto', 'Mercato Elettronico') + tr('CIG', 'B41A7702EF') + tr('CUP', 'H51C26000180004') + tr('Data Creazione Ordine', '21/05/2026') + tr('Validità Documento d\'Ordine (gg solari)', '4') + tr('Data Limite invio Ordine firmato digitalmente', '25/05/2026') + '<tr><th colspan=2>AMMINISTRAZIONE CONTRAENTE</th></tr>' + tr('Nome Ente', 'Unione dei Comuni della Valdombra') + tr('Codice Fiscale Ente', '92055501900') + tr('Nome Ufficio', 'Servizio Informatico Associato') + tr('Indirizzo Ufficio', 'Via Castellana 14, 50030 Valdombra (FI)') + tr('Punto Ordinante', 'Ersilia Nuti') + tr('Codice univoco ufficio (IPA)', 'UFX55K') + '<tr><th colspan=2>FORNITORE CONTRAENTE</th></tr>' + tr('Ragione Sociale', 'Nordlicht Software GmbH') + tr('Partita IVA Impresa', 'DE811555019') + tr('Indirizzo Sede Legale', 'Hafenstraße 12, 24103 Kiel') + '</table><br><table class=g width=100%><tr><th colspan=6>OGGETTO DELL\'ORDINE</th></tr>' + th('Nr.', 'Descrizione', 'Qtà', 'Prezzo unitario (€)', 'Prezzo complessivo (IVA esclusa)', 'Aliquota IVA') + tr('1', 'Aurora Protocollo, canone annuo', '3', '1.940,00', '5.820,00 €', '22%') + tr('', 'Totale Ordine (IVA esclusa) €', '', '', '5.820,00', '') + tr('', 'IVA €', '', '', '1.280,40', '') + tr('', '<b>Totale Ordine (IVA inclusa) €</b>', '', '', '<b>7.100,40</b>', '') + '</table><br><table class=g width=100%><tr><th colspan=2>INFORMAZIONI DI CONSEGNA E FATTURAZIONE</th></tr>' + tr('Indirizzo di Consegna', 'Unione dei Comuni della Valdombra, CED, Via del Lavatoio 3, 50031 Borgo Valdombra (FI)') + tr('Indirizzo di Fatturazione', 'Unione dei Comuni della Valdombra, Via Castellana 14, 50030 Valdombra (FI)') + tr('Intestatario Fattura', 'Unione dei Comuni della Valdombra') + tr('Termini di Pagamento', '30 GG Data Ricevimento Fattura') + '</table><p><b>Disciplina ed altri elementi applicabili al presente contratto.</b> Ai sensi di quanto disposto dalle Regole del Sistema di e-procurement, con il presente Ordine l\'Amministrazione accetta l\'offerta contenuta nel Catalogo.</p>'
pdf('it_po_51', page(css, b), 'weasy')
PO('it_po_51', 'mepa-oda', 'it', 'pdf', '8410277', '2026-05-21', 'Unione dei Comuni della Valdombra', 'Nordlicht Software GmbH', 'EUR', '7100.40', '30 GG Data Ricevimento Fattura', bill_to='Unione dei Comuni della Valdombra | Via Castellana 14 | 50030 Valdombra (FI)', ship_to='Unione dei Comuni della Valdombra | CED | Via del Lavatoio 3 | 50031 Borgo Valdombra (FI)', contract_ref_alt=['B41A7702EF'])
# IT 2 SAP it boxes value below
c = Canvas()
c.t(40, 50, 'Laminatoi Bresolin S.p.A.', 'HB', 14); c.t(40, 64, 'Via dell\'Acciaio 77 - 25018 Montecchiaro (BS) - P.IVA 03555190172', 'H', 7)
c.t(40, 100, 'ORDINE DI ACQUISTO', 'HB', 13)
def bx(x, y, w, a, v, h=28): c.box(x, y, w, h); c.t(x + 3, y + 8, a, 'HO', 6); c.t(x + 3, y + 20, v, 'H', 9)
bx(40, 110, 110, 'Ordine nr. / Order no.', '5500038817'); bx(150, 110, 90, 'Data / Date', '09.01.2026'); bx(240, 110, 60, 'Pag.', '1/1')
bx(310, 90, 245, 'Spett.le', 'NORDLICHT SOFTWARE GMBH\nHafenstraße 12\n24103 Kiel - Germania', 62)
bx(40, 160, 170, 'Cod. fornitore', '211904'); bx(210, 160, 170, 'Vs. offerta', 'AN-2026-0007'); bx(380, 160, 175, 'Buyer', 'Dott.ssa Zanardelli')
bx(40, 188, 255, 'Condizioni di pagamento', 'Bonifico 90 gg fine mese'); bx(295, 188, 130, 'Resa', 'DAP Montecchiaro'); bx(425, 188, 130, 'Valuta', 'EUR')
bx(40, 216, 255, 'Destinazione merce', 'Laminatoi Bresolin S.p.A.\nStabilimento 2\nVia delle Presse 4\n25019 Calcinara (BS)', 62); bx(295, 216, 260, 'Fatturare a', 'Bresolin Servizi S.r.l.\nUfficio contabilità fornitori\nVia dell\'Acciaio 79\n25018 Montecchiaro (BS)', 62)
c.box(40, 290, 515, 200); c.line(40, 304, 555, 304)
for x, a in [(44, 'Pos.'), (74, 'Codice / Descrizione'), (290, 'Consegna'), (350, 'UM'), (375, 'Q.tà'), (420, 'Prezzo unit.'), (500, 'Importo')]: c.t(x, 300, a, 'HB', 7)
c.t(44, 320, '10'); c.t(74, 320, 'A-88123 Aurora Laminazione'); c.t(290, 320, '28.02.2026'); c.t(350, 320, 'NR'); c.rt(400, 320, '3'); c.rt(475, 320, '6.333,3300'); c.rt(550, 320, '18.999,99')
c.t(44, 340, '20'); c.t(74, 340, 'Canone assistenza 2026'); c.t(290, 340, '28.02.2026'); c.t(350, 340, 'NR'); c.rt(400, 340, '1'); c.rt(475, 340, '2.400,0000'); c.rt(550, 340, '2.400,00')
c.t(350, 510, 'TOTALE ORDINE (netto IVA)', 'HB', 9); c.rt(550, 510, '21.399,99', 'HB')
c.t(40, 540, 'Le fatture elettroniche dovranno riportare il numero d\'ordine. Per chiarimenti: acquisti@bresolin-laminatoi.example', 'H', 8)
canv('it_po_52', c)
PO('it_po_52', 'sap-it-caselle', 'it', 'pdf', '5500038817', '2026-01-09', 'Laminatoi Bresolin S.p.A.', 'NORDLICHT SOFTWARE GMBH', 'EUR', '21399.99', 'Bonifico 90 gg fine mese', quote_ref='AN-2026-0007', bill_to="Bresolin Servizi S.r.l. | Ufficio contabilità fornitori | Via dell'Acciaio 79 | 25018 Montecchiaro (BS)", ship_to='Laminatoi Bresolin S.p.A. | Stabilimento 2 | Via delle Presse 4 | 25019 Calcinara (BS)', delivery_date='2026-02-28')
# IT 3 mail testo
mail('it_po_53', 'Ufficio acquisti Terme di Rocca <acquisti@termedirocca.example>', 'ordini@nordlicht.example', 'Ordine n. 114/2026 - Terme di Rocca', 'Fri, 05 Jun 2026 15:02:00 +0200', text='''
Buongiorno,

con la presente Vi confermiamo l'ordine n. 114/2026 del 05/06/2026 come da Vs. preventivo AN-2026-0520:

n. 1 Aurora Spa Booking - licenza annuale            € 2.150,00
n. 4 tablet reception, configurazione                €   320,00
                                      imponibile     € 2.470,00
                                      IVA non imp.   €     0,00
                                      TOTALE         € 2.470,00

Consegna: entro il 30/06/2026 presso Terme di Rocca srl, Viale delle Acque 2, 53027 Roccamara (SI)
Pagamento: RiBa 60 gg data fattura
Fattura: amministrazione@termedirocca.example

Cordiali saluti
Ubaldo Ferrini
''')
PO('it_po_53', 'mail-testo-terme', 'it', 'eml-text', '114/2026', '2026-06-05', 'Terme di Rocca srl', None, 'EUR', '2470.00', 'RiBa 60 gg data fattura', supplier_alt=['Nordlicht Software GmbH'], quote_ref='AN-2026-0520', ship_to='Terme di Rocca srl | Viale delle Acque 2 | 53027 Roccamara (SI)', delivery_date='2026-06-30', billing_email='amministrazione@termedirocca.example')
# IT 4 ordine modificato docx tabella
docx('it_po_54', page('', '<p><b>Consorzio Irriguo Piana Alta</b><br>Via Roncaglie 3, 12045 Pianalta (CN)</p><p><b>VARIAZIONE ORDINE</b></p><table border=1 cellpadding=4 width=100%>' + tr('Ordine n.', 'CI-26/077') + tr('Data ordine', '14/04/2026') + tr('Variazione n.', '2') + tr('Data variazione', '29/05/2026') + tr('Fornitore', 'Nordlicht Software GmbH, Kiel') + tr('Pagamento', 'invariato: 30 gg d.f.') + tr('Consegna', 'posticipata al 15/07/2026') + '</table><p>La presente variazione annulla e sostituisce la precedente. Quantità riga 1 da 6 a 8.</p><table border=1 cellpadding=4 width=100%>' + tr('Riga', 'Descrizione', 'Q.tà', 'Prezzo', 'Totale') + tr('1', 'Aurora Paratoie, punto di misura', '8', '390,00', '3.120,00') + tr('2', 'Cruscotto web', '1', '1.100,00', '1.100,00') + tr('', '<b>Nuovo totale ordine EUR</b>', '', '', '<b>4.220,00</b>') + '</table><p>Il direttore, geom. Oreste Barale</p>'))
PO('it_po_54', 'variazione-docx', 'it', 'docx', 'CI-26/077', '2026-05-29', 'Consorzio Irriguo Piana Alta', 'Nordlicht Software GmbH', 'EUR', '4220.00', '30 gg d.f.', payment_terms_alt=['invariato: 30 gg d.f.'], verdict='order_change', kind='change', revision='2', date_alt=['2026-04-14'], delivery_date='2026-07-15')
mail('it_non_51', 'Segreteria <segreteria@fonderie-monti.example>', 'info@nordlicht.example', 'Qualifica fornitori: documenti richiesti', 'Wed, 16 Sep 2026 11:00:00 +0200', text='''
Gentile fornitore,

per completare la qualifica nell'albo fornitori di Fonderie Monti Spa chiediamo visura camerale, DURC, coordinate bancarie e
il modulo allegato compilato entro il 30/09/2026. Solo dopo la qualifica potremo emettere ordini d'acquisto a Vostro favore.
Condizioni di pagamento standard: bonifico 60 gg fine mese.

Distinti saluti
''')
NON('it_non_51', 'qualifica-fornitori', 'it', 'eml-text', 'other', skip=['cited_orders'])
pdf('it_non_52', page('.i td,.i th{border:1px solid #999;padding:3px}', '<p><b>Nordlicht Software GmbH</b><br>Hafenstraße 12, 24103 Kiel</p><h3>OFFERTA n. AN-2026-0833</h3><p>Data: 01/07/2026 · Validità: 30 giorni</p><p>Spett.le Cantine Poggiolungo Soc. Agr., Loc. Poggiolungo 1, 53024 Montalto</p><table class=i width=100%>' + th('Pos.', 'Descrizione', 'Q.tà', 'Prezzo', 'Totale') + tr('1', 'Aurora Cantina', '1', '3.300,00', '3.300,00') + '</table><p class=r>Totale EUR 3.300,00 oltre IVA</p><p>Pagamento: 30 gg d.f. Consegna: 3 settimane dall\'ordine.<br>Per accettazione: rinviare firmata con numero d\'ordine. N. ordine: ______ Data: ______ Firma: ______</p>'), 'weasy')
NON('it_non_52', 'offerta-propria', 'it', 'pdf', 'quote')
# NL 1 gemeente, verplichtingennummer
css = 'body{font-family:"DejaVu Sans";font-size:8pt} .k td{padding:1px 8px 1px 0} .i td,.i th{border-bottom:1px solid #aaa;padding:3px}'
b = '<div style="color:#1b6b3a;font-size:16pt">gemeente Oosterveen</div><table width=100%><tr><td width=55%><br>Nordlicht Software GmbH<br>Hafenstraße 12<br>24103 Kiel<br>Duitsland</td><td><table class=k>' + tr('Inkoopordernummer', '<b>IO26-00518</b>') + tr('Orderdatum', '14 september 2026') + tr('Verplichtingennummer', '9900417') + tr('Crediteurnummer', '20441') + tr('Contractnummer', 'C-2025-0093') + tr('Uw offerte', 'AN-2026-0866') + tr('Behandeld door', 'mw. F. Terpstra') + '</table></td></tr></table><h3>Inkooporder</h3><table class=i width=100%>' + th('Regel', 'Omschrijving', 'Aantal', '>Prijs excl. btw', '>Bedrag excl. btw') + tr('1', 'Aurora Leerlingenvervoer, jaarabonnement', '1', '>€ 7.480,00', '>€ 7.480,00') + tr('2', 'Koppeling BRP', '1', '>€ 1.260,00', '>€ 1.260,00') + '</table><p class=r>Totaal exclusief btw € 8.740,00<br>Btw 21% € 1.835,40<br><b>Totaal inclusief btw € 10.575,40</b></p><table class=k>' + tr('Afleveradres', 'Gemeente Oosterveen, team I&A, Raadhuisplein 1, 9411 LB Oosterveen') + tr('Factuuradres', 'Gemeente Oosterveen, Crediteurenadministratie, Postbus 55, 9410 AB Oosterveen') + tr('Digitale factuur', 'facturen@oosterveen.example') + tr('Leverdatum', 'uiterlijk 1 oktober 2026') + tr('Betalingstermijn', '30 dagen na ontvangst factuur') + '</table><p>Op deze order zijn de GIBIT 2020 van toepassing. Facturen zonder inkoopordernummer worden geretourneerd.</p>'
pdf('nl_po_51', page(css, b), 'chrome')
PO('nl_po_51', 'gemeente-io', 'nl', 'pdf', 'IO26-00518', '2026-09-14', 'gemeente Oosterveen', 'Nordlicht Software GmbH', 'EUR', '10575.40', '30 dagen na ontvangst factuur', quote_ref='AN-2026-0866', contract_ref='C-2025-0093', bill_to='Gemeente Oosterveen | Crediteurenadministratie | Postbus 55 | 9410 AB Oosterveen', ship_to='Gemeente Oosterveen | team I&A | Raadhuisplein 1 | 9411 LB Oosterveen', delivery_date='2026-10-01', billing_email='facturen@oosterveen.example')
# NL 2 AFAS like pdf, labels inline
c = Canvas()
c.t(330, 50, 'Kwekerij De Zilverbes B.V.\nLaan van Kassen 31\n2678 LX De Lierhoek\nKvK 27555019  BTW NL8155.50.190.B01', 'H', 9)
c.t(50, 130, 'Nordlicht Software GmbH\nHafenstrasse 12\n24103 KIEL\nDuitsland', 'H', 10)
c.t(50, 220, 'BESTELLING', 'HB', 14)
for i, (a, v) in enumerate([('Bestelnummer', '2610338'), ('Besteldatum', '04-02-2026'), ('Leverdatum', '20-02-2026'), ('Betaalconditie', '14 dagen netto'), ('Referentie', 'Kas 7 klimaat'), ('Inkoper', 'Wouter Hoek')]): c.t(50, 242 + 13 * i, a, 'H', 9); c.t(150, 242 + 13 * i, ':', 'H', 9); c.t(160, 242 + 13 * i, v, 'H', 9)
c.line(50, 335, 550, 335)
for x, a in [(50, 'Artikel'), (120, 'Omschrijving'), (320, 'Aantal'), (380, 'Eenheid'), (430, 'Prijs'), (500, 'Bedrag')]: c.t(x, 330, a, 'HB', 9)
c.t(50, 350, 'AUR-KL'); c.t(120, 350, 'Aurora Kasklimaat sensorlicentie'); c.rt(350, 350, '24'); c.t(380, 350, 'stuk'); c.rt(460, 350, '38,7500'); c.rt(545, 350, '930,00')
c.t(50, 364, 'AUR-DB'); c.t(120, 364, 'Dashboard'); c.rt(350, 364, '1'); c.t(380, 364, 'stuk'); c.rt(460, 364, '415,0000'); c.rt(545, 364, '415,00')
c.line(430, 375, 550, 375); c.t(380, 390, 'Totaal EUR', 'HB', 9); c.rt(545, 390, '1.345,00', 'HB'); c.t(50, 420, 'Afleveren: Kwekerij De Zilverbes B.V., Kas 7, Kwekerslaan 2, 2678 LZ De Lierhoek', 'H', 9)
canv('nl_po_52', c)
PO('nl_po_52', 'afas-bestelling', 'nl', 'pdf', '2610338', '2026-02-04', 'Kwekerij De Zilverbes B.V.', 'Nordlicht Software GmbH', 'EUR', '1345.00', '14 dagen netto', ship_to='Kwekerij De Zilverbes B.V. | Kas 7 | Kwekerslaan 2 | 2678 LZ De Lierhoek', delivery_date='2026-02-20')
# NL 3 xlsx
xlsx('nl_po_53', {'B1': 'INKOOPFORMULIER Stichting Zorgboog Merwestreek', 'B3': 'Ordernr.', 'C3': 'Datum order', 'D3': 'Kostenplaats', 'E3': 'Aanvrager', 'B4': 'ZM-2026-207', 'C4': '23-07-2026', 'D4': '4120', 'E4': 'J. Kraaijveld', 'B6': 'Leverancier', 'D6': 'Afleveradres', 'B7': 'Nordlicht Software GmbH', 'D7': 'Zorgboog Merwestreek, locatie De Linge', 'B8': 'Hafenstraße 12', 'D8': 'Dijkweg 40', 'B9': '24103 Kiel', 'D9': '4201 XE Gorinksveld', 'B11': 'Omschrijving', 'C11': 'Aantal', 'D11': 'Prijs p/st', 'E11': 'Totaal', 'B12': 'Aurora Zorgrooster', 'C12': 85, 'D12': 21.4, 'E12': 1819, 'B13': 'Instructie op locatie', 'C13': 2, 'D13': 365, 'E13': 730, 'D15': 'Totaal EUR excl. btw', 'E15': 2549, 'B17': 'Betaling: 30 dagen', 'B18': 'Gewenste levering: 17-08-2026', 'B19': 'Factuur per mail: crediteuren@zorgboog-merwe.example', 'B20': 'Akkoord: M. van Os, manager bedrijfsvoering'}, widths=(4, 40, 16, 26, 16), sheet='Bestelling')
PO('nl_po_53', 'inkoopformulier-xlsx', 'nl', 'xlsx', 'ZM-2026-207', '2026-07-23', 'Stichting Zorgboog Merwestreek', 'Nordlicht Software GmbH', 'EUR', '2549.00', '30 dagen', ship_to='Zorgboog Merwestreek | locatie De Linge | Dijkweg 40 | 4201 XE Gorinksveld', delivery_date='2026-08-17', billing_email='crediteuren@zorgboog-merwe.example')
# NL 4 annulering mail
mail('nl_po_54', 'Inkoop Van Bemmelen Staal <inkoop@vanbemmelen-staal.example>', 'orders@nordlicht.example', 'Annulering inkooporder VB-104418', 'Tue, 01 Dec 2026 09:21:00 +0100', text='''
Geachte heer/mevrouw,

Helaas moeten wij onze inkooporder VB-104418 van 17-11-2026 (Aurora Coiltracking, EUR 5.900,00 excl. btw) volledig annuleren.
Het project is door de directie stilgelegd. Wilt u de annulering schriftelijk bevestigen? Reeds verzonden facturen graag crediteren.

Met vriendelijke groet,
Anouk de Lange
Van Bemmelen Staal B.V.
''')
PO('nl_po_54', 'annulering-mail', 'nl', 'eml-text', 'VB-104418', '2026-12-01', 'Van Bemmelen Staal B.V.', None, 'EUR', '5900.00', verdict='order_cancellation', kind='cancel', supplier_alt=['Nordlicht Software GmbH'], date_alt=['2026-11-17', None], total_alt=[None, '0.00'], currency_alt=[None], top=dict(skip=['payment_terms']))
mail('nl_non_51', 'Magazijn <magazijn@polderpomp.example>', 'support@nordlicht.example', 'Levering onvolledig, order PP-8812', 'Mon, 05 Oct 2026 13:13:00 +0200', text='''
Hallo,

Van onze bestelling PP-8812 (24 stuks) zijn vandaag maar 20 licentiesleutels binnengekomen. Wanneer volgt de rest?
Totaalbedrag op de pakbon: € 1.680,00.

Groet, Sjoerd, magazijn Polderpomp BV
''')
NON('nl_non_51', 'klacht-levering', 'nl', 'eml-text', 'other', ['PP-8812'])
# PT 1 camara
css = 'body{font-family:"Liberation Serif";font-size:9.5pt} .g td,.g th{border:1px solid #000;padding:3px 5px}'
b = '<table width=100%><tr><td><b>MUNICÍPIO DE VALE DE ARDEGÃO</b><br>Câmara Municipal<br>Largo do Pelourinho, 4820-110 Vale de Ardegão<br>NIPC 506 555 190</td><td class=r><b>NOTA DE ENCOMENDA</b><br>Original</td></tr></table><br><table class=g width=100%>' + th('N.º Requisição Externa', 'Data', 'N.º Compromisso', 'N.º Cabimento', 'Procedimento') + tr('612/2026', '2026/04/28', '2026/1904', '2026/1877', 'Ajuste direto AD-33/2026') + '</table><br><table class=g width=100%><tr><td width=50%>Fornecedor n.º 4471<br>Nordlicht Software GmbH<br>Hafenstraße 12<br>24103 Kiel, Alemanha</td><td>Local de entrega:<br>Divisão de Sistemas de Informação<br>Rua da Fonte 9<br>4820-214 Vale de Ardegão</td></tr></table><br><table class=g width=100%>' + th('Código', 'Designação', 'Qtd.', 'Un.', 'Preço Unit.', 'IVA', 'Valor') + tr('0703.118', 'Aurora Urbanismo, licença anual', '>1,00', 'UN', '>6.200,00', '>23', '>6.200,00') + tr('0703.119', 'Formação', '>8,00', 'H', '>55,00', '>23', '>440,00') + '</table><table class=g style="margin-left:auto">' + tr('Total sem IVA', '>6.640,00 €') + tr('IVA', '>1.527,20 €') + tr('<b>Total</b>', '><b>8.167,20 €</b>') + '</table><p>Classificação económica: 0102/070108. Prazo de entrega: 29/05/2026. Condições de pagamento: 60 dias após receção da fatura. A fatura deve mencionar o número do compromisso (Lei n.º 8/2012) e ser enviada para faturas@cm-ardegao.example.</p><p>V/ proposta AN-2026-0399</p><p style="text-align:right">O Vereador, Belmiro Sequeira</p>'
pdf('pt_po_51', page(css, b), 'weasy')
PO('pt_po_51', 'camara-compromisso', 'pt', 'pdf', '612/2026', '2026-04-28', 'MUNICÍPIO DE VALE DE ARDEGÃO', 'Nordlicht Software GmbH', 'EUR', '8167.20', '60 dias após receção da fatura', quote_ref='AN-2026-0399', number_alt=['2026/1904'], contract_ref_alt=['AD-33/2026'], ship_to='Divisão de Sistemas de Informação | Rua da Fonte 9 | 4820-214 Vale de Ardegão', delivery_date='2026-05-29', billing_email='faturas@cm-ardegao.example', buyer_alt=['Câmara Municipal'])
# PT 2 BR pedido TOTVS-like landscape table
css = 'body{font-size:8pt} .g td,.g th{border:1px solid #000;padding:2px 4px} .g{margin-top:-1px}'
b = '<table class=g width=100%><tr><td width=50%><b style="font-size:12pt">Usina Ribeirão das Garças S/A</b><br>CNPJ 55.190.332/0001-77 &nbsp; IE 555.019.022.110<br>Fazenda Garças, s/n - Zona Rural - Sertãozal/SP - CEP 14177-000</td><td style="text-align:center"><b style="font-size:13pt">PEDIDO DE COMPRA</b><br>Nº 0098813</td><td>Emissão: 22/06/2026<br>Página: 1/1<br>Moeda: REAL (R$)</td></tr></table><table class=g width=100%><tr><td width=50%><b>Fornecedor:</b> 004417-01 NORDLICHT SOFTWARE INC.<br>200 Harbor Street, Boston MA 02110 - EUA<br>Contato: Ilse Brandt</td><td><b>Local de Entrega:</b> Usina Ribeirão das Garças S/A - TI<br>Rod. Vicinal Garças km 3 - Sertãozal/SP - CEP 14177-900<br><b>Cobrança:</b> Usina Ribeirão das Garças S/A, Av. dos Canaviais 500, Ribeirão Claro/SP - CEP 14090-120</td></tr></table><table class=g width=100%>' + th('Item', 'Código', 'Descrição', 'UM', 'Qtde', 'Vlr. Unit.', '% IPI', 'Vlr. Total', 'Entrega', 'C.Custo', 'SC') + tr('0001', 'SV000718', 'Aurora Colheita - assinatura anual', 'UN', '>1,00', '>48.900,0000', '>0,00', '>48.900,00', '20/07/2026', '310201', '117723') + tr('0002', 'SV000719', 'Aurora Balança - conector', 'UN', '>3,00', '>2.150,0000', '>0,00', '>6.450,00', '20/07/2026', '310201', '117723') + '</table><table class=g width=100%><tr><td>Cond. Pagto: 028 - 30/60/90 DIAS</td><td>Frete: CIF</td><td>Transportadora: -</td><td>Subtotal: 55.350,00</td><td>Desconto: 350,00</td><td><b>Total Geral: R$ 55.000,00</b></td></tr></table><p>Comprador: Gilmar Antunes &nbsp; Aprovador: Dra. Teresa Pompeu &nbsp; Obs.: mencionar o nº do pedido na nota fiscal. Enviar XML para nfe@usinagarcas.example</p>'
pdf('pt_po_52', page(css, b, 'A4 landscape', '10mm'), 'weasy')
PO('pt_po_52', 'protheus-br-paisagem', 'pt', 'pdf', '0098813', '2026-06-22', 'Usina Ribeirão das Garças S/A', 'NORDLICHT SOFTWARE INC.', 'BRL', '55000.00', '30/60/90 DIAS', payment_terms_alt=['028 - 30/60/90 DIAS'], number_alt=['98813'], bill_to='Usina Ribeirão das Garças S/A | Av. dos Canaviais 500 | Ribeirão Claro/SP | CEP 14090-120', ship_to='Usina Ribeirão das Garças S/A - TI | Rod. Vicinal Garças km 3 | Sertãozal/SP | CEP 14177-900', delivery_date='2026-07-20', billing_email='nfe@usinagarcas.example', billing_email_alt=[None])
# PT 3 html mail
mail('pt_po_53', 'Compras Adega do Sobral <compras@adegadosobral.example>', 'encomendas@nordlicht.example', 'Encomenda EF 26/00144', 'Thu, 12 Mar 2026 10:45:00 +0000', html='<p>Bom dia,</p><p>Segue a nossa encomenda <b>EF 26/00144</b>, de 12-03-2026:</p><ul><li>2 x Aurora Adega &ndash; posto adicional a 310,00 &euro; = 620,00 &euro;</li><li>1 x Suporte anual = 275,00 &euro;</li></ul><p>Total s/ IVA: 895,00 &euro;<br>IVA: isento (RITI)<br><b>Total da encomenda: 895,00 &euro;</b></p><p>Entrega até 31-03-2026. Pagamento a 30 dias, por transferência.<br>Faturar a: Adega Cooperativa do Sobral CRL, Rua da Cooperativa 12, 2590-044 Sobralinho</p><p>Com os melhores cumprimentos,<br>Graça Venâncio</p>')
PO('pt_po_53', 'mail-html-adega', 'pt', 'eml-html', 'EF 26/00144', '2026-03-12', 'Adega Cooperativa do Sobral CRL', None, 'EUR', '895.00', 'a 30 dias, por transferência', payment_terms_alt=['30 dias, por transferência', 'Pagamento a 30 dias, por transferência', 'a 30 dias', '30 dias'], number_alt=['26/00144'], supplier_alt=['Nordlicht Software GmbH'], buyer_alt=['Adega do Sobral'], bill_to='Adega Cooperativa do Sobral CRL | Rua da Cooperativa 12 | 2590-044 Sobralinho', delivery_date='2026-03-31')
# PT 4 mono SAP BR
canv('pt_po_54', mono('''
   MINERADORA PICO ALTO LTDA                                  PEDIDO DE COMPRA
   Rod. MG-550 km 12, Serra do Cipoal - MG                    No. do pedido     4500771902
   CNPJ: 19.055.501/0001-90                                   Data              14.08.2026
                                                              Comprador         R. Quintao
                                                              Telefone          (31) 5550-0190
   A
   NORDLICHT SOFTWARE GMBH                                    N/ cod. fornecedor  0000700418
   Hafenstrasse 12                                            Moeda             EUR
   24103 KIEL - ALEMANHA

   Endereco de entrega:
   Mineradora Pico Alto Ltda
   Sala de Controle, Mina Sul
   35855-000 Serra do Cipoal - MG

   Condicoes de pagamento: Ate 60 dias sem deducao
   Incoterms: DDP Serra do Cipoal
   Contrato basico: 4600022815

   Item   Material          Qtd  UM        Preco unit.       Valor liquido    Data remessa
   --------------------------------------------------------------------------------------
   00010  10077120            1  UN          14.300,00           14.300,00      15.09.2026
          AURORA DETONACAO LICENCA
   00020  10077121           10  H              142,00            1.420,00      15.09.2026
          SUPORTE REMOTO
   --------------------------------------------------------------------------------------
   Valor liquido total sem IVA                    EUR            15.720,00
''', 640, 842, 9, 24, 40, 1.2))
PO('pt_po_54', 'sap-br-mono', 'pt', 'pdf', '4500771902', '2026-08-14', 'MINERADORA PICO ALTO LTDA', 'NORDLICHT SOFTWARE GMBH', 'EUR', '15720.00', 'Ate 60 dias sem deducao', contract_ref='4600022815', kind_alt=['release'], ship_to='Mineradora Pico Alto Ltda | Sala de Controle, Mina Sul | 35855-000 Serra do Cipoal - MG', delivery_date='2026-09-15')
mail('pt_non_51', 'Tesouraria <tesouraria@portofrio.example>', 'contabilidade@nordlicht.example', 'Aviso de pagamento 2026/771', 'Wed, 30 Sep 2026 16:00:00 +0100', text='''
Exmos. Senhores,

Informamos que foi efetuada transferência no valor de 3.412,00 EUR, para liquidação dos seguintes documentos:

Fatura           Data          N/ encomenda       Valor
RE-2026-1102     03/08/2026    ENC-44180          2.900,00
RE-2026-1130     17/08/2026    ENC-44251            512,00

Porto Frio Logística, Lda
''')
NON('pt_non_51', 'aviso-pagamento', 'pt', 'eml-text', 'remittance', ['ENC-44180', 'ENC-44251'])
mail('pt_non_52', 'Ricardo Falcão <rfalcao@metalurgica-lapa.example>', 'vendas@nordlicht.example', 'Re: Proposta AN-2026-0945', 'Tue, 21 Jul 2026 18:20:00 +0100', text='''
Boa tarde,

A proposta foi aprovada pela administração, no valor de 4.850,00 €. A nota de encomenda será emitida na próxima semana pelo
departamento de compras, assim que houver número de compromisso. Pagamento a 60 dias, como combinado.

Cumprimentos,
Ricardo Falcão
''')
NON('pt_non_52', 'encomenda-prometida', 'pt', 'eml-text', 'promise', skip=['cited_orders'])
