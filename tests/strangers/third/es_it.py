# SPDX-License-Identifier: GPL-3.0-or-later
from lib import *
T='Nordlicht Software GmbH'
@doc('es_01','es','a3erp','pdf','purchase_order',[O(number='P26/000614',date='2026-04-14',buyer='Hortalizas Valle del Sotón, S.L.',supplier=T,currency='EUR',total='5203.00',payment_terms='Transferencia a 60 días f.f.',ship_to='Hortalizas Valle del Sotón, S.L. | Almacén 2 | Ctra. de Huerrios, s/n | 22999 Sotón de Abajo',delivery_date='2026-05-04')])
def _():
    return 'pdf',weasy('''<style>@page{margin:14mm}body{font:9pt "DejaVu Sans Condensed","DejaVu Sans"}.hd{background:#4a7c2c;color:#fff;padding:3mm;font-size:15pt}table{width:100%;border-collapse:collapse}td,th{padding:1.2mm;vertical-align:top}.k th{background:#dfe9d6;text-align:center;font-weight:400;font-size:7.5pt}.k td{text-align:center;border:.4pt solid #9ab;}.r{text-align:right!important}</style>
<div class=hd>PEDIDO A PROVEEDOR</div><table><tr><td style="width:52%"><b>Hortalizas Valle del Sotón, S.L.</b><br>CIF B99417720<br>Ctra. de Huerrios, s/n<br>22999 Sotón de Abajo (Huesca)<td style="border:.6pt solid #4a7c2c;border-radius:2mm">Nordlicht Software GmbH<br>Am Kaiserkai 31<br>20499 Hamburg<br>ALEMANIA</table><br>
<table class=k><tr><th>Nº PEDIDO<th>FECHA<th>COD. PROVEEDOR<th>N.I.F.<th>FECHA ENTREGA<th>PÁG.<tr><td>P26/000614<td>14/04/2026<td>400217<td>DE999888777<td>04/05/2026<td>1</table><br>
<table class=k><tr><th>CÓDIGO<th>DESCRIPCIÓN<th>CANTIDAD<th>PRECIO<th>%DTO<th>IMPORTE<tr><td>LIC001<td style="text-align:left">Polaris Campo, licencia anual por finca<td>10,00<td>400,00<td><td class=r>4.000,00<tr><td>SRV004<td style="text-align:left">Puesta en marcha<td>1,00<td>300,00<td><td class=r>300,00</table>
<table class=k style="margin-top:60mm"><tr><th>BASE IMPONIBLE<th>% IVA<th>CUOTA IVA<th>TOTAL PEDIDO<tr><td>4.300,00<td>21,00<td>903,00<td><b>5.203,00 €</b></table>
<p>Forma de pago: Transferencia a 60 días f.f.<br>Entregar en: Hortalizas Valle del Sotón, S.L., Almacén 2, Ctra. de Huerrios, s/n, 22999 Sotón de Abajo</p>''')
def uni(d):
    d.add_paragraph('UNIVERSIDAD DE ALTAVILLA').runs[0].bold=True
    d.add_paragraph('Servicio de Contratación y Patrimonio · C/ Colegios, 4 · 40999 Altavilla · NIF Q9999041C')
    d.add_heading('PEDIDO / ADJUDICACIÓN DE CONTRATO MENOR',2)
    dtable(d,[['N.º de pedido: 2026/CM/01884','Fecha: 3 de junio de 2026'],['Expediente: SUM-147/26','Unidad tramitadora: Biblioteca General'],['Proveedor: Nordlicht Software GmbH','Presupuesto del proveedor: AN-26-0467'],['DIR3 Oficina contable: U99900014','DIR3 Unidad tramitadora: U99900233']])
    d.add_paragraph(); d.add_paragraph('Objeto del pedido')
    dtable(d,[['Concepto','Uds.','Precio unit. (sin IVA)','Importe'],['Suscripción Polaris Archivo, 12 meses','1','9.200,00','9.200,00'],['Digitalización: módulo OCR','1','1.800,00','1.800,00'],['','','Base imponible','11.000,00'],['','','IVA 21 %','2.310,00'],['','','TOTAL (EUR)','13.310,00']])
    d.add_paragraph('Plazo de ejecución: antes del 15 de julio de 2026.')
    d.add_paragraph('Lugar de entrega: Biblioteca General, Plaza de la Merced, 1, 40998 Altavilla.')
    d.add_paragraph('Facturación: Universidad de Altavilla, Servicio de Contabilidad, C/ Colegios, 4, 40999 Altavilla, mediante FACe. Se indicará el número de pedido. Forma de pago: transferencia bancaria en 30 días desde la conformidad de la factura.')
    d.add_paragraph('El Gerente, P.D.')
@doc('es_02','es','universidad-contrato-menor','pdf','purchase_order',[O(number='2026/CM/01884',date='2026-06-03',buyer='Universidad de Altavilla',supplier=T,currency='EUR',total='13310.00',payment_terms='transferencia bancaria en 30 días desde la conformidad de la factura',quote_ref='AN-26-0467',contract_ref=None,contract_ref_alt=['SUM-147/26'],bill_to='Universidad de Altavilla | Servicio de Contabilidad | C/ Colegios, 4 | 40999 Altavilla',ship_to='Biblioteca General | Plaza de la Merced, 1 | 40998 Altavilla',delivery_date='2026-07-15')])
def _(): return 'pdf',soff(docx(uni),'docx')
@doc('es_03','es','albaran-propio','pdf','other',cited=['PC-7712/26'])
def _():
    def d(c):
        c.setFont('Times-Bold',16); c.drawString(60,790,'ALBARÁN DE ENTREGA'); c.setFont('Times-Roman',10.5)
        for i,t in enumerate(['Albarán nº LS-26-0733          Fecha: 22/05/2026','','Remitente: Nordlicht Software GmbH, Am Kaiserkai 31, 20499 Hamburg','Destinatario: Bodegas Cantolargo, S.A., Camino Viejo 12, 26999 Haro de Suso','','Su pedido: PC-7712/26 de 06/05/2026','Transporte: mensajería, 1 bulto, 0,4 kg','']): c.drawString(60,760-i*15,t)
        c.grid([60,120,420,536],[630,610,590,570])
        for k,(a,b,q) in enumerate([('Ref.','Descripción','Cantidad'),('POL-USB','Llave USB Polaris Bodega','3'),('DOC-ES','Manual impreso','3')]): c.drawString(64,616-k*20,a); c.drawString(124,616-k*20,b); c.drawRightString(530,616-k*20,q)
        c.drawString(60,520,'Recibido conforme (firma y sello): ___________________   Fecha: ____________')
    return 'pdf',rl(d)
@doc('es_04','es','orden-compra-chile','pdf','purchase_order',[O(number='4471-218-SE26',date='2026-08-12',buyer='Servicio de Salud Quilahue',supplier=T,currency='USD',total='16422.00',payment_terms='30 días contra la recepción conforme de la factura',bill_to='Servicio de Salud Quilahue | Av. Los Notros 1450 | Quilahue',ship_to='Hospital Base Quilahue, Informática | Camino al Mar 300 | Quilahue',delivery_date='2026-09-30')])
def _():
    return 'pdf',wk('''<meta charset=utf-8><style>body{font-family:Liberation Sans;font-size:9pt}table{width:100%;border-collapse:collapse}.b td,.b th{border:1px solid #999;padding:3px}</style>
<table><tr><td width=60%><b>SERVICIO DE SALUD QUILAHUE</b><br>RUT 61.999.417-3<br>Av. Los Notros 1450, Quilahue</td><td align=right><b>ORDEN DE COMPRA</b><br>N°: 4471-218-SE26<br>Fecha de envío: 12-08-2026<br>Estado: Enviada a proveedor</td></tr></table><hr>
<table><tr><td width=170>SEÑOR(ES)</td><td>: Nordlicht Software GmbH</td></tr><tr><td>NOMBRE ORDEN DE COMPRA</td><td>: Licencias Polaris Farmacia</td></tr><tr><td>FECHA ENTREGA PRODUCTOS</td><td>: 30-09-2026</td></tr><tr><td>DIRECCIÓN DE ENVÍO DE FACTURA</td><td>: Servicio de Salud Quilahue, Av. Los Notros 1450, Quilahue</td></tr><tr><td>DIRECCIÓN DE DESPACHO</td><td>: Hospital Base Quilahue, Informática, Camino al Mar 300, Quilahue</td></tr><tr><td>FORMA DE PAGO</td><td>: 30 días contra la recepción conforme de la factura</td></tr><tr><td>MONEDA</td><td>: USD</td></tr></table><br>
<table class=b><tr bgcolor=#e8eef7><th>Código</th><th>Producto</th><th>Cantidad</th><th>Especificaciones comprador</th><th>Precio unit.</th><th>Descuento</th><th>Valor total</th></tr><tr><td>43232304</td><td>Software de gestión</td><td>12</td><td>Polaris Farmacia, estación, 1 año</td><td align=right>1.150,00</td><td align=right>0,00</td><td align=right>13.800,00</td></tr></table>
<table style="margin-top:8px"><tr><td></td><td width=120>Neto</td><td align=right width=100>US$ 13.800,00</td></tr><tr><td></td><td>19% IVA</td><td align=right>US$ 2.622,00</td></tr><tr><td></td><td><b>Total</b></td><td align=right><b>US$ 16.422,00</b></td></tr></table><p><b>Fuente financiamiento:</b> 22-11-003 &nbsp; <b>Observaciones:</b> la factura debe indicar el número de esta orden de compra.</p>''')
@doc('es_05','es','proforma-propia','docx','invoice',verdict_alt=['quote','other'])
def _():
    def b(d):
        d.add_paragraph('Nordlicht Software GmbH · Am Kaiserkai 31 · 20499 Hamburg · DE999888777')
        d.add_heading('Factura proforma PF-26-0019',1)
        d.add_paragraph('Fecha: 9 de febrero de 2026\nCliente: Astilleros Ría Mansa, S.A., Muelle Norte s/n, 36999 Mansa\nA la atención de: Dpto. de Compras')
        dtable(d,[['Descripción','Cant.','Precio','Importe'],['Polaris Dique, licencia perpetua','1','14.000,00 €','14.000,00 €'],['Mantenimiento primer año','1','2.100,00 €','2.100,00 €'],['Total','','','16.100,00 €']],'Medium Grid 1 Accent 1')
        d.add_paragraph('Documento sin valor fiscal, emitido para la tramitación de su pedido y del anticipo. La factura definitiva se emitirá a la entrega. Forma de pago: anticipo 100 % por transferencia. Validez: 30 días.')
    return 'docx',docx(b)
@doc('es_06','es','correo-html-persona','eml-html','purchase_order',[O(number='OC-0093',date='2026-10-20',date_alt=[None],buyer='Talleres Mecánicos Urbizu',buyer_alt=['Talleres Urbizu'],supplier=None,supplier_alt=['Nordlicht','Nordlicht Software','Nordlicht Software GmbH'],currency='EUR',total='1560.00',payment_terms='giro a 30 días',quote_ref='AN-26-0840',delivery_date='2026-11-10',bill_to=None)],skip=['bill_to','ship_to'])
def _():
    return 'eml',eml('=?utf-8?q?I=C3=B1aki_Urbizu?= <inaki@talleresurbizu.example>','Jule Hansen <j.hansen@nordlicht.example>','Re: presupuesto AN-26-0840','Tue, 20 Oct 2026 13:05:18 +0200','Hola Jule:\n\nTe confirmo el pedido. Es nuestra orden de compra OC-0093:\n\nPolaris Taller  3 uds. x 420,00 = 1.260,00 €\nCurso online    1 ud. x 300,00 = 300,00 €\nTotal 1.560,00 € + IVA\n\nLo necesitamos antes del 10/11/2026. Pago como siempre: giro a 30 días.\n\nUn saludo,\nIñaki\n\nTalleres Mecánicos Urbizu\n',html='''<html><body><div dir="ltr">Hola Jule:<br><br>Te confirmo el pedido. Es nuestra orden de compra <b>OC-0093</b>:<br><br><table border="1" cellpadding="3"><tr><td>Polaris Taller</td><td>3 uds. x 420,00</td><td>1.260,00 €</td></tr><tr><td>Curso online</td><td>1 ud. x 300,00</td><td>300,00 €</td></tr><tr><td colspan="2">Total</td><td>1.560,00 € + IVA</td></tr></table><br>Lo necesitamos antes del 10/11/2026. Pago como siempre: giro a 30 días.<br><br>Un saludo,<br>Iñaki<br><br><font color="#888888">Talleres Mecánicos Urbizu</font></div><div class="gmail_quote">El lun, 19 oct 2026 a las 10:12, Jule Hansen (&lt;j.hansen@nordlicht.example&gt;) escribió:<blockquote>Hola Iñaki, te adjunto el presupuesto AN-26-0840. Quedo a la espera de tu pedido. Saludos, Jule</blockquote></div></body></html>''')
# ---- IT
@doc('it_01','it','teamsystem-ordine','pdf','purchase_order',[O(number='318/A',number_alt=['318'],date='2026-03-18',buyer='Rubinetterie Valgrana S.p.A.',supplier=T,currency='EUR',total='11590.00',payment_terms='BONIFICO 60 GG DF FM',quote_ref='AN-26-0199',ship_to='Rubinetterie Valgrana S.p.A. | Magazzino ricambi | Via Cascina Nuova 8 | 28999 Borgo Sesio',delivery_date='2026-04-15')])
def _():
    def d(c):
        H='Helvetica';B='Helvetica-Bold'
        def s(x,y,t,f=H,z=8,r=0): c.setFont(f,z); (c.drawRightString if r else c.drawString)(x,y,t)
        s(30,800,'RUBINETTERIE VALGRANA S.p.A.',B,13); s(30,788,'Via Cascina Nuova 8 - 28999 Borgo Sesio (NO) - P.IVA IT99904170021')
        c.roundRect(30,700,250,70,4); s(34,761,'DESTINAZIONE MERCE',H,6)
        for i,t in enumerate(['Rubinetterie Valgrana S.p.A.','Magazzino ricambi','Via Cascina Nuova 8','28999 Borgo Sesio NO']): s(36,748-i*11,t)
        c.roundRect(300,700,265,70,4); s(304,761,'SPETT.LE',H,6)
        for i,t in enumerate(['NORDLICHT SOFTWARE GMBH','AM KAISERKAI 31','20499 HAMBURG','GERMANIA']): s(306,748-i*11,t)
        def row(y,cells):
            x=30
            for w,l,v in cells: c.rect(x,y,w,24); s(x+3,y+17,l,H,5.5); s(x+3,y+5,v,B if 'Num' in l else H,8); x+=w
        row(670,[(150,'Tipo documento','ORDINE A FORNITORE'),(80,'Numero documento','318/A'),(80,'Data documento','18/03/2026'),(60,'Pag.','1'),(165,'Partita IVA / Cod. Fiscale','DE999888777')])
        row(646,[(190,'Condizioni di pagamento','BONIFICO 60 GG DF FM'),(120,'Vs. riferimento','Off. AN-26-0199'),(60,'Valuta','EUR'),(165,'Porto / Resa','FRANCO DESTINO')])
        c.rect(30,330,535,312); y=630
        for x,t in [(34,'Codice articolo'),(110,'Descrizione'),(310,'UM'),(345,'Quantità'),(400,'Prezzo unit.'),(455,'Sc.%'),(490,'Importo'),(535,'Consegna')]: s(x,y,t,B,6.5)
        c.line(30,626,565,626)
        for k,r in enumerate([('SW-POL-010','Polaris Officina - licenza server','NR','1','6.500,00','','6.500,00','15/04/26'),('SW-POL-011','Polaris Officina - postazione','NR','10','300,00','','3.000,00','15/04/26')]):
            for x,t in zip((34,110,310,350,405,458,490,535),r): s(x,612-k*14,t,H,7)
        s(34,350,'Pregasi restituire copia della presente firmata per accettazione.',H,7)
        row(300,[(134,'Totale merce','9.500,00'),(134,'Imponibile','9.500,00'),(133,'Imposta 22%','2.090,00'),(134,'TOTALE ORDINE EUR','11.590,00')])
    return 'pdf',rl(d)
@doc('it_02','it','preventivo-proprio','eml-docx','quote')
def _():
    def b(d):
        d.add_heading('Offerta AN-26-0577',1); d.add_paragraph('Nordlicht Software GmbH, Amburgo — 30 giugno 2026')
        d.add_paragraph('Spett.le Salumificio Montebruno S.r.l., Via Norcini 3, 43999 Felegara')
        d.add_paragraph('Oggetto: Polaris Tracciabilità')
        for t in ['Licenza annuale stabilimento: € 4.800,00','Formazione (2 giornate): € 1.900,00','Totale offerta: € 6.700,00 + IVA']: d.add_paragraph(t,style='List Bullet')
        d.add_paragraph('Pagamento: bonifico 30 gg d.f. Consegna: 20 gg dal ricevimento dell’ordine. Validità: 31/07/2026.')
        d.add_paragraph('Per accettazione (timbro e firma) ______________________')
    return 'eml',eml('Jule Hansen <j.hansen@nordlicht.example>','acquisti@montebruno.example','Offerta AN-26-0577 – Polaris Tracciabilità','Tue, 30 Jun 2026 12:00:45 +0200','Gentili Signori,\n\ncome da Vs. richiesta trasmettiamo in allegato la ns. offerta. Restiamo in attesa del Vs. gradito ordine.\n\nCordiali saluti\nJule Hansen\n',att=[('Offerta_AN-26-0577.docx',docx(b))])
def buono(d):
    d.add_paragraph('AZIENDA SANITARIA TERRITORIALE DELLE COLLINE\nU.O.C. Provveditorato ed Economato\nVia dei Mille 120 – 15999 Rocca Ferrata – C.F. 99041770066')
    d.add_paragraph('BUONO D’ORDINE N. 2026-1-4418 DEL 07/09/2026').runs[0].bold=True
    dtable(d,[['CIG: ZA9004177B','CUP: ---'],['Delibera: n. 612 del 28/08/2026','Codice univoco ufficio: UF9Z41'],['Fornitore: Nordlicht Software GmbH','Am Kaiserkai 31, 20499 Hamburg']],'Table Grid')
    d.add_paragraph('Si ordina la seguente fornitura, alle condizioni della Vs. offerta AN-26-0689 del 20/08/2026:')
    dtable(d,[['Riga','Descrizione','Q.tà','Prezzo','Aliq.','Totale'],['1','Polaris Ausili – canone annuo','1','8.000,00','22','8.000,00'],['2','Avviamento da remoto','1','500,00','22','500,00']],'Table Grid')
    d.add_paragraph('Imponibile € 8.500,00   IVA € 1.870,00   Totale ordine € 10.370,00')
    d.add_paragraph('Consegna entro: 05/10/2026')
    d.add_paragraph('Luogo di consegna: Magazzino Economale, Strada Vecchia 9, 15998 Rocca Ferrata')
    d.add_paragraph('Fatturazione: esclusivamente elettronica, con indicazione del CIG e del numero d’ordine. Pagamento: 60 giorni data ricevimento fattura.')
    d.add_paragraph('Il Direttore U.O.C.\nDott.ssa Livia Marangon')
@doc('it_03','it','buono-ordine-asl','pdf','purchase_order',[O(number='2026-1-4418',date='2026-09-07',buyer='Azienda Sanitaria Territoriale delle Colline',supplier=T,currency='EUR',total='10370.00',payment_terms='60 giorni data ricevimento fattura',quote_ref='AN-26-0689',ship_to='Magazzino Economale | Strada Vecchia 9 | 15998 Rocca Ferrata',delivery_date='2026-10-05',contract_ref=None,contract_ref_alt=['ZA9004177B','612'])])
def _(): return 'pdf',soff(docx(buono),'docx')
@doc('it_04','it','conferma-ordine-propria','eml-html','order_confirmation',cited=['OF26-0088'])
def _():
    return 'eml',eml('Nordlicht Order Desk <orders@nordlicht.example>','ordini@tessituracomero.example','Conferma d\'ordine AB-26-1402','Wed, 15 Jul 2026 10:30:00 +0200',html='''<html><body style="font-family:Verdana;font-size:12px"><p>Gentile cliente,</p><p>confermiamo il Vs. ordine <b>OF26-0088</b> del 13/07/2026, registrato con il numero AB-26-1402.</p><table border="1" cellspacing="0" cellpadding="4"><tr><th>Descrizione</th><th>Q.tà</th><th>Importo</th></tr><tr><td>Polaris Telaio, canone annuo</td><td>6</td><td>€ 3.300,00</td></tr><tr><td colspan="2">Totale ordine</td><td>€ 3.300,00</td></tr></table><p>Consegna prevista: 03/08/2026. Pagamento: RiBa 60 gg FM.</p><p>Tessitura Comero S.n.c., Via Filanda 2, 13999 Trivolo</p><p>Nordlicht Software GmbH</p></body></html>''')
@doc('it_05','it','contratto-quadro-ordine-aperto','docx','purchase_order',[O(number='OAP/2026/0012',kind='blanket',date='2026-01-15',buyer='Cantieri Navali Portosole S.r.l.',supplier=T,currency='EUR',total='36000.00',total_alt=[None],payment_terms='60 gg f.m. data fattura',contract_ref=None,contract_ref_alt=['OAP/2026/0012'],bill_to=None,billing_email='fatture@portosole.example',delivery_date=None)],skip=['delivery_date','ship_to'])
def _():
    def b(d):
        s=d.sections[0]; s.header.paragraphs[0].text='Cantieri Navali Portosole S.r.l. – Ufficio Acquisti – Molo Levante 4, 17999 Portosole'
        d.add_heading('ORDINE APERTO',0)
        d.add_paragraph('Ordine n.: OAP/2026/0012\nData: 15 gennaio 2026\nValidità: dal 01/02/2026 al 31/01/2027\nFornitore: Nordlicht Software GmbH, Am Kaiserkai 31, 20499 Hamburg (D)')
        d.add_paragraph('Con la presente Vi conferiamo ordine aperto per le prestazioni sotto indicate, che saranno richieste di volta in volta con singoli richiami a mezzo e-mail.')
        dtable(d,[['Pos.','Prestazione','U.M.','Prezzo unitario','Quantità massima'],['1','Assistenza Polaris Bacino, specialista','ora','€ 90,00','300'],['2','Licenza aggiuntiva Polaris Bacino','n.','€ 450,00','20']])
        d.add_paragraph('Importo massimo dell’ordine: € 36.000,00 (IVA esclusa)')
        d.add_paragraph('Pagamento: 60 gg f.m. data fattura')
        d.add_paragraph('Fatture a: fatture@portosole.example')
        d.add_paragraph('Per accettazione Il Fornitore __________      Il Responsabile Acquisti  G. Tarquini')
    return 'docx',docx(b)
@doc('it_06','it','contratto-manutenzione','pdf','other')
def _():
    return 'pdf',groff('''.po 2.5c
.ll 16c
.ps 11
.vs 14
.ce 3
.ft B
CONTRATTO DI MANUTENZIONE SOFTWARE
n. CM-2026-014
.ft R
tra
.sp
.fi
.ad b
Nordlicht Software GmbH, con sede in Amburgo, Am Kaiserkai 31 (di seguito \\(FoFornitore\\(Fc), e Acque di Valdoro S.p.A., con sede in Via Sorgenti 50, 25999 Valdoro (di seguito \\(FoCliente\\(Fc).
.sp
.ft B
Art. 1 - Oggetto.
.ft R
Il Fornitore si obbliga a prestare il servizio di manutenzione del prodotto Polaris Acquedotto installato presso il Cliente.
.sp
.ft B
Art. 2 - Ordini.
.ft R
Eventuali prestazioni aggiuntive saranno oggetto di separato ordine di acquisto del Cliente, che dovr\\(`a riportare il numero del presente contratto.
.sp
.ft B
Art. 3 - Corrispettivo.
.ft R
Il canone annuo \\(`e pari a EUR 7.400,00 oltre IVA, da pagarsi a 60 giorni data fattura fine mese.
.sp
.ft B
Art. 4 - Durata.
.ft R
Dal 1 marzo 2026 al 28 febbraio 2029. Ciascuna parte pu\\(`o recedere con preavviso di sei mesi.
.sp
.ft B
Art. 5 - Foro competente.
.ft R
Per ogni controversia \\(`e competente il Foro di Brescia.
.sp 2
.nf
Valdoro, 12 febbraio 2026
.sp
Per il Fornitore                        Per il Cliente
H. Vogt                                 ing. S. Bonomelli
''')
