# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

@doc('es_po_01', 'pdf', 'purchase_order', [O('P/26/00417', date='2026-03-18', buyer='Talleres Urquizu, S.L.', supplier='Nordlicht Software GmbH', currency='EUR', total='5687.00', payment_terms='Transferencia 60 días fecha factura, día de pago 20', delivery_date='2026-04-15', ship_to='Talleres Urquizu, S.L. | Pol. Ind. Elorrieta, nave 12 | 48999 Zubialde', number_alt=['26/00417', '00417'], payment_terms_alt=['Transferencia 60 días fecha factura'])], half='tune', layout='a3erp')
def _():
    c = RL('A4', 'Helvetica', 9)
    c.t(15, 18, 'Talleres Urquizu, S.L.', 14, b=True).t(15, 24, 'Pol. Ind. Elorrieta, nave 12 - 48999 Zubialde (Bizkaia) - CIF B48999123', 8)
    c.t(15, 36, 'PEDIDO DE COMPRA', 12, b=True)
    for i, (h, v, w) in enumerate([('Serie/Número', 'P/26/00417', 36), ('Fecha', '18/03/2026', 26), ('Proveedor', '000215', 26), ('Agente', '03', 14)]):
        x = 15 + [0, 36, 62, 88][i]; c.box(x, 40, w, 5, .85).t(x + 1, 43.7, h, 7).box(x, 45, w, 7).t(x + 1, 50, v)
    c.box(120, 34, 75, 26).t(123, 40, 'Nordlicht Software GmbH\nPolarstraße 14\n24103 KIEL\nALEMANIA  -  DE299999991')
    c.t(15, 64, 'Dirección de entrega: Talleres Urquizu, S.L., Pol. Ind. Elorrieta, nave 12, 48999 Zubialde', 8)
    c.box(15, 66, 180, 6, .85)
    for x, t in [(17, 'Artículo'), (42, 'Descripción'), (115, 'F. entrega'), (138, 'Unidades'), (157, 'Precio'), (180, 'Importe')]: c.t(x, 70, t, 7.5, b=True)
    c.t(17, 78, 'AUR-TALL').t(42, 78, 'Aurora Taller, licencia anual 4 puestos').t(115, 78, '15/04/2026').r(150, 78, '1,00').r(168, 78, '3.900,00').r(193, 78, '3.900,00')
    c.t(17, 84, 'AUR-CONF').t(42, 84, 'Parametrización (horas)').t(115, 84, '15/04/2026').r(150, 84, '10,00').r(168, 84, '80,00').r(193, 84, '800,00')
    for i, (h, v) in enumerate([('Suma', '4.700,00'), ('Dto.', '0,00'), ('Base imp.', '4.700,00'), ('IVA 21 %', '987,00'), ('TOTAL PEDIDO', '5.687,00 €')]): c.box(15 + 36 * i, 240, 36, 5, .85).t(17 + 36 * i, 243.7, h, 7).box(15 + 36 * i, 245, 36, 8).r(49 + 36 * i, 250.5, v, 9, b=i == 4)
    c.t(15, 262, 'Forma de pago: Transferencia 60 días fecha factura, día de pago 20').t(15, 268, 'Rogamos indiquen nuestro número de pedido en albaranes y facturas.', 8)
    return c.out()

@doc('es_po_02', 'pdf', 'purchase_order', [O('OC260052', date='2026-06-09', buyer='Nébula Estudio Creativo SL', supplier='Nordlicht Software GmbH', currency='EUR', total='1452.00', payment_terms='15 días', delivery_date='2026-06-22', delivery_date_alt=[None], quote_ref='AN-26-0188')], half='test', layout='holded')
def _():
    return chrome(page('''<div class=c></div><div class=g><div><h1>Orden de compra</h1><p><b>Número #</b> OC260052<br><b>Fecha</b> 09/06/2026<br><b>Entrega</b> 22/06/2026<br><b>Su presupuesto</b> AN-26-0188</p></div><div class=lg>nébula</div></div><div class=g><div><small>PROVEEDOR</small><br><b>Nordlicht Software GmbH</b><br>Polarstraße 14<br>Kiel (24103), Alemania<br>DE299999991</div><div style="text-align:right"><small>DE</small><br><b>Nébula Estudio Creativo SL</b><br>Calle del Faro 11, bajo<br>Valdesol (46999), Valencia, España<br>B98765000</div></div>
<table><tr><th>CONCEPTO<th>PRECIO<th>UNIDADES<th>SUBTOTAL<th>IVA<th>TOTAL<tr><td><b>Aurora Estudio</b><br><small>Suscripción anual por puesto</small><td>300,00€<td>4<td>1.200,00€<td>21%<td>1.452,00€</table><div class=tt><p>BASE IMPONIBLE <span>1.200,00€</span></p><p>IVA 21% <span>252,00€</span></p><p><b>TOTAL <span>1.452,00€</span></b></p></div><p style="margin-top:60px"><b>Condiciones de pago:</b> 15 días</p>''', 'body{font:13px DejaVu Sans;color:#334}.c{height:6px;background:#f60}.g{display:flex;justify-content:space-between;margin:30px 0}.lg{font-size:34px;color:#f60}h1{color:#f60;font-weight:300}table{width:100%;border-collapse:collapse}th{text-align:left;font-size:10px;border-bottom:1px solid #f60;padding:6px}td{padding:6px}.tt{width:260px;margin-left:auto}.tt span{float:right}'))

@doc('es_po_03', 'pdf', 'purchase_order', [O('2026/0933', date='2026-05-05', buyer='Ayuntamiento de Peñalosa del Río', supplier='Nordlicht Software GmbH', currency='EUR', total='12100.00', payment_terms='30 días desde la aprobación de la factura', contract_ref='CM-2026-118', contract_ref_alt=[None, 'EXP-2026/2207'], quote_ref='AN-26-0131', number_alt=['PED 2026/0933'], delivery_date='2026-07-01', bill_to='Ayuntamiento de Peñalosa del Río | Intervención | Plaza Mayor, 1 | 09999 Peñalosa del Río')], half='test', layout='ayuntamiento', skip=['ship_to'])
def _():
    def b(d):
        d.add_paragraph('AYUNTAMIENTO DE PEÑALOSA DEL RÍO\nÁrea de Contratación y Compras\nCIF P-0999900-J')
        d.add_heading('HOJA DE PEDIDO', 1)
        table(d, [['Nº de pedido', 'Fecha', 'Nº expediente', 'Contrato menor', 'Aplicación presupuestaria'], ['2026/0933', '05/05/2026', 'EXP-2026/2207', 'CM-2026-118', '920.641.00 – RC 220260004711']])
        d.add_paragraph('\nADJUDICATARIO: Nordlicht Software GmbH – NIF DE299999991\nPolarstraße 14, 24103 Kiel (Alemania)')
        d.add_paragraph('Vista su oferta AN-26-0131, de 21/04/2026, y la resolución de Alcaldía nº 402/2026, se les encarga el siguiente suministro:')
        table(d, [['Cant.', 'Descripción', 'Precio unit.', 'Importe'], ['1', 'Licencia Aurora Alumbrado, 12 meses', '8.200,00 €', '8.200,00 €'], ['3', 'Jornadas de formación presencial', '600,00 €', '1.800,00 €'], ['', '', 'Base imponible', '10.000,00 €'], ['', '', 'IVA (21 %)', '2.100,00 €'], ['', '', 'TOTAL', '12.100,00 €']], 'Light Grid')
        d.add_paragraph('\nPlazo de entrega: 01/07/2026.  Forma de pago: 30 días desde la aprobación de la factura.')
        d.add_paragraph('Facturar a: Ayuntamiento de Peñalosa del Río, Intervención, Plaza Mayor, 1, 09999 Peñalosa del Río. Factura electrónica por FACe: Oficina contable L01099991, Órgano gestor L01099991, Unidad tramitadora L01099991.')
        d.add_paragraph('El Concejal delegado,\n\nFdo.: Eladio Barrantes Quiñones')
    return lo(docx(b), 'docx')

@doc('es_po_04', 'xlsx', 'purchase_order', [O('118-26', date='2026-08-31', buyer='Conservas Almadraba Dorada, S.A.', supplier='Nordlicht Software', currency='EUR', total='2783.00', payment_terms='contado', delivery_date='2026-09-15', supplier_alt=['Nordlicht Software GmbH'])], half='tune', layout='xlsx-es', skip=['ship_to', 'bill_to'])
def _():
    def b(w, s):
        import datetime
        from openpyxl.styles import Font
        s.title = 'Pedido'; s['A1'] = 'CONSERVAS ALMADRABA DORADA, S.A.'; s['A1'].font = Font(bold=True, size=14); s['A2'] = 'Muelle Pesquero s/n, 11999 Barbalena (Cádiz)'; s['A3'] = 'CIF A11999888'
        s['A5'] = 'PEDIDO Nº'; s['B5'] = '118-26'; s['A6'] = 'FECHA'; s['B6'] = datetime.date(2026, 8, 31); s['B6'].number_format = 'dd/mm/yyyy'; s['A7'] = 'PROVEEDOR'; s['B7'] = 'Nordlicht Software'; s['A8'] = 'ENTREGA'; s['B8'] = datetime.date(2026, 9, 15); s['B8'].number_format = 'dd/mm/yyyy'; s['A9'] = 'FORMA DE PAGO'; s['B9'] = 'contado'
        for j, v in enumerate(['REF.', 'CONCEPTO', 'CANT.', 'PRECIO €', 'IMPORTE €']): s.cell(11, j + 1, v)
        for i, r in enumerate([('AU-LOT', 'Aurora Trazabilidad de lotes', 1, 1800, 1800), ('AU-ETQ', 'Módulo etiquetas', 2, 250, 500)]):
            for j, v in enumerate(r): s.cell(12 + i, j + 1, v)
        for i, (k, v) in enumerate([('Base', 2300), ('IVA 21%', 483), ('TOTAL', 2783)]): s.cell(15 + i, 4, k); s.cell(15 + i, 5, v).number_format = '#,##0.00'
        for col, wd in zip('ABCDE', (18, 44, 8, 12, 12)): s.column_dimensions[col].width = wd
        w.create_sheet('Lista proveedores')['A1'] = 'uso interno'
    return xlsx(b)

@doc('es_po_05', 'eml', 'purchase_order', [O('4610', date='2026-10-06', date_alt=['2026-10-07', None], buyer='Grupo Hotelero Salinar', buyer_alt=['Hotel Salinar Playa', 'Grupo Hotelero Salinar, S.A.'], supplier=None, supplier_alt=['Nordlicht Software GmbH', 'Nordlicht Software', 'Nordlicht'], currency='EUR', total='6800.00', payment_terms='a 45 días', delivery_date=None, bill_to='Grupo Hotelero Salinar, S.A. | Avda. de la Marina 40 | 03999 Benisal', quote_ref='AN-26-0309')], half='test', layout='reenvio-mail-es', format='eml-alternative', skip=['ship_to'])
def _():
    t = '''Hola:

Os paso el pedido del hotel, ya está confirmado por teléfono. ¿Podéis darlo de alta hoy?

Gracias,
Martina Solé
Nordlicht Software GmbH · Ventas Iberia

________________________________
De: Compras Salinar <compras@gruposalinar.example>
Enviado: martes, 6 de octubre de 2026 18:22
Para: Martina Solé <martina.sole@nordlicht.example>
Asunto: Pedido 4610

Buenas tardes, Martina:

Aceptamos vuestra oferta AN-26-0309 y os hacemos el pedido número 4610:

- Aurora Recepción, 2 hoteles, 12 meses: 6.000,00 EUR
- Formación on-line: 800,00 EUR
Total sin IVA: 6.800,00 EUR

Pago a 45 días. Los datos de facturación son:
Grupo Hotelero Salinar, S.A.
Avda. de la Marina 40
03999 Benisal
CIF A03999777

Un saludo,
Rosario Climent
Directora de Compras
'''
    import html as H
    return eml('Martina Solé <martina.sole@nordlicht.example>', 'Pedidos <pedidos@nordlicht.example>', 'RV: Pedido 4610', 'Wed, 7 Oct 2026 09:03:51 +0200', client='outlook', text=t, html=page('<div style="font-family:Aptos">' + H.escape(t).replace('________________________________\n', '<hr>').replace('\n', '<br>\n') + '</div>', lang='es'), charset='iso-8859-1')

@doc('es_non_01', 'pdf', 'quote', half='tune', layout='presupuesto-es')
def _():
    return wk(page('''<h1>PRESUPUESTO AN-26-0177</h1><p>Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel</p><p>Cliente: Bodegas Tres Encinas, S.L. · Camino Viejo 8 · 26999 Harobuena</p><p>Fecha: 28/05/2026 · Validez: 30 días · Comercial: Martina Solé</p><table border=1 cellspacing=0 cellpadding=5 width=100%><tr><th>Descripción<th>Cantidad<th>Precio<th>Importe<tr><td>Aurora Bodega<td>1<td>2.400,00 €<td>2.400,00 €<tr><td colspan=3>Total (IVA no incluido)<td>2.400,00 €</table><p>Forma de pago: 30 días. Para aceptar, envíenos su pedido o devuelva firmado.</p>''', 'body{font:14px C059}'))

@doc('es_non_02', 'pdf', 'invoice', cited=['PC-5501'], half='test', layout='proforma-es', verdict_alt=['quote'])
def _():
    return weasy(page('''<h2>FACTURA PROFORMA PF-26-031</h2><p>Fecha: 11/03/2026</p><p><b>Nordlicht Software GmbH</b><br>Polarstraße 14, 24103 Kiel, DE299999991</p><p>Cliente: Minera Quebrada Honda S.A. · Av. Los Cerros 900 · Antofalla, Chile</p><p>Su orden de compra: PC-5501</p><table border=1><tr><th>Ítem<th>Cant.<th>USD<tr><td>Aurora Mina, licencia<td>1<td>18.000,00<tr><td>Flete<td><td>0,00<tr><td>Total<td><td>18.000,00</table><p>Pago anticipado. Documento sin validez fiscal.</p>''', 'body{font:10pt Nimbus Roman}table{border-collapse:collapse}td,th{padding:5px 20px}'))

@doc('es_non_03', 'pdf', 'other', cited=['2026-4471'], half='test', layout='albaran-es')
def _():
    c = RL('A4', 'Courier', 10)
    c.t(20, 20, 'ALBARÁN Nº 26/3308', 14, b=True).t(20, 30, 'Nordlicht Software GmbH - Polarstraße 14 - 24103 Kiel\n\nFecha: 02/07/2026\nSu pedido: 2026-4471\nCliente: Puertos del Estrecho Sur, Dársena 3, 11998 Algebar\n\nCant.   Descripción\n  3     Terminal Aurora Muelle (n/s 0091-0093)\n  1     Manual de usuario\n\nMercancía no valorada.\n\nRecibí (firma y sello):')
    return c.out()

@doc('es_non_04', 'eml', 'promise', half='tune', layout='mail-anuncio-es', format='eml-text', verdict_alt=['other'], skip=['cited_orders'])
def _():
    return eml('Iker Zabala <iker.zabala@ferroviadelnorte.example>', 'Martina Solé <martina.sole@nordlicht.example>', 'Re: Oferta AN-26-0350', 'Thu, 12 Nov 2026 17:44:00 +0100', client='gmail', text='''Hola Martina:

La oferta está aprobada por dirección. El pedido os llegará la semana que viene
desde nuestro sistema, en cuanto Compras le asigne número. Por favor, no empecéis
hasta recibirlo.

Un abrazo,
Iker

El jue, 12 nov 2026 a las 12:10, Martina Solé (<martina.sole@nordlicht.example>) escribió:
> ¿Hay novedades de nuestra oferta AN-26-0350?
> Total 14.200,00 EUR, pago 30 días.
''')
