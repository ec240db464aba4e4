# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

# 1 SAPscript standard order ---------------------------------------------------------------
@doc('en_po_01', 'pdf', 'purchase_order', [O('4500018842', date='2026-03-16', buyer='Harrowgate Turbine Works Inc.', supplier='Nordlicht Software Inc.',
  currency='USD', total='48250.00', payment_terms='Within 45 days Due net', quote_ref='NL-Q-2026-0311', delivery_date='2026-04-17',
  ship_to='Harrowgate Turbine Works Inc. | Plant 1100 Receiving | 2280 Millrace Rd | Dayton OH 45414', billing_email='ap.invoices@harrowgate-turbine.example')],
  half='tune', layout='sapscript', format='pdf')
def _():
    c = RL('letter', 'Courier', 9)
    def head(p):
        c.t(20, 18, 'Harrowgate Turbine Works Inc.', 12, b=True)
        c.t(20, 24, '2280 Millrace Rd, Dayton OH 45414', 8)
        c.r(200, 18, 'Purchase order', 14, b=True)
    head(1)
    c.t(20, 42, 'Nordlicht Software Inc.\n500 Lantern Way, Suite 9\nBoston MA 02110')
    c.box(118, 32, 82, 48)
    c.t(120, 37, 'PO number/date', 7).t(120, 41.5, '4500018842 / 03/16/2026')
    c.t(120, 46, 'Contact person/Telephone', 7).t(120, 50.5, 'R. Okonjo /937-555-0148')
    c.t(120, 55, 'Our fax number', 7).t(120, 59.5, '937-555-0199')
    c.t(120, 64, 'Your vendor number with us', 7).t(120, 68.5, '100734')
    c.t(120, 73, 'Your quotation', 7).t(120, 77.5, 'NL-Q-2026-0311  03/02/2026')
    c.t(20, 88, 'Please deliver to:').t(20, 93, 'Harrowgate Turbine Works Inc.\nPlant 1100 Receiving\n2280 Millrace Rd\nDayton OH 45414')
    c.t(120, 88, 'Delivery date: Day 04/17/2026')
    c.t(20, 118, 'Terms of delivery:').t(70, 118, 'DDP Dayton')
    c.t(20, 123, 'Terms of payment :').t(70, 123, 'Within 45 days Due net')
    c.r(200, 123, 'Currency USD')
    c.l(20, 127, 200)
    c.t(20, 132, 'Item   Material            Description')
    c.t(40, 136, 'Order qty.   Unit          Price per unit              Net value')
    c.l(20, 139, 200)
    y = 145
    for it, m, d, q, u, p, n in [('00010', 'SW-LIC-220', 'Aurora Plant Monitor, named user', '50', 'EA', '640.00', '32,000.00'),
                                  ('00020', 'SW-MNT-220', 'Maintenance Aurora, 12 months', '1', 'AU', '6,250.00', '6,250.00'),
                                  ('00030', 'SVC-ONS', 'On-site commissioning', '8', 'DAY', '1,250.00', '10,000.00')]:
        c.t(20, y, it + '  ' + m.ljust(18) + '  ' + d); c.t(45, y + 4.5, q.rjust(6) + ' ' + u); c.r(150, y + 4.5, p + ' /1 ' + u); c.r(200, y + 4.5, n); y += 13
    c.l(20, y, 200).t(20, y + 5, 'Total net value excl. tax USD', b=True).r(200, y + 5, '48,250.00', b=True).l(20, y + 8, 200)
    c.t(20, y + 18, 'Tax exempt, certificate 88-1730442. Requisition 10061177.\nPlease quote our purchase order number on all correspondence. Send the invoice as PDF to\nap.invoices@harrowgate-turbine.example. Invoices without a PO number will be returned.', 8)
    c.t(20, 255, 'Federal tax ID 31-0098765     DUNS 04-118-2231', 7).r(200, 255, 'Page 1 of 1', 7)
    return c.out()

# 2 Adobe-Forms: side-by-side, gray label bars, totals on page 2
@doc('en_po_02', 'pdf', 'purchase_order', [O('4700311906', date='2026-05-21', buyer='Calloway & Stent Pharmaceuticals Ltd', supplier='Nordlicht Software GmbH',
  currency='GBP', total='132480.00', payment_terms='60 days net from end of month', contract_ref='4600002217', 
  bill_to='Calloway & Stent Pharmaceuticals Ltd | Accounts Payable, PO Box 411 | Warrington | WA4 9ZZ', ship_to='Calloway & Stent Pharmaceuticals Ltd | Computing Centre, Dock B | Runcorn | WA7 1QX')],
  half='test', layout='adobe-forms-modern', skip=['delivery_date'])
def _():
    rows = ''.join('<tr><td>%d</td><td>%s</td><td class=n>%d</td><td>%s</td><td class=n>%s</td><td class=n>%s</td></tr><tr><td></td><td colspan=5 class=s>Delivery: %s &nbsp; Account: 0400-7721 &nbsp; Text: %s</td></tr>' % r for r in [
        ((i + 1) * 10, 'Aurora module %s annual subscription' % m, 12, 'EA', '920.00', '11,040.00', '%02d Jun 2026' % (3 + i), 'Site %s, validated environment, incl. audit trail and electronic signature; installation by supplier under change control CC-%d' % (s, 880 + i))
        for i, (m, s) in enumerate([(a, b) for a in ('Batch', 'Historian', 'Alarm', 'Report') for b in ('Runcorn', 'Hexham')] + [('Gateway', 'Runcorn'), ('Gateway', 'Hexham')])])
    return weasy(page('''<table class=top><tr><td><div class=logo>C&amp;S</div>Calloway &amp; Stent Pharmaceuticals Ltd</td><td class=ti>PURCHASE ORDER</td></tr></table>
<table class=b><tr><th>Supplier</th><th>Order details</th></tr><tr><td>Nordlicht Software GmbH<br>Polarstraße 14<br>24103 Kiel<br>Germany<br>Supplier no.: 0000218845</td>
<td><table class=i><tr><td>Order number<td><b>4700311906</b><tr><td>Order date<td>21 May 2026<tr><td>Outline agreement<td>4600002217<tr><td>Buyer<td>Marguerite Tench, +44 1925 555 018<tr><td>Your reference<td>H. Brandt<tr><td>Payment terms<td>60 days net from end of month<tr><td>Incoterms<td>DAP Runcorn (2020)</table></td></tr>
<tr><th>Invoice address</th><th>Delivery address</th></tr><tr><td>Calloway &amp; Stent Pharmaceuticals Ltd<br>Accounts Payable, PO Box 411<br>Warrington<br>WA4 9ZZ</td><td>Calloway &amp; Stent Pharmaceuticals Ltd<br>Computing Centre, Dock B<br>Runcorn<br>WA7 1QX</td></tr></table>
<table class=g><thead><tr><th>Item<th>Description<th>Qty<th>UoM<th>Unit price GBP<th>Value GBP</tr></thead>''' + rows + '''</table>
<div class=tot><table class=i><tr><td>Total net value<td class=n>110,400.00<tr><td>VAT 20%<td class=n>22,080.00<tr><td><b>Total order value GBP</b><td class=n><b>132,480.00</b></table></div>
<p class=s>This order is subject to our general conditions of purchase (edition 07/2023), which take precedence over any terms of the supplier. No payment without a valid order number. VAT reg. no. GB 418 2207 55.</p>''',
 '@page{size:A4;margin:18mm 16mm 20mm;@bottom-center{content:"Order 4700311906  -  Page " counter(page) " of " counter(pages);font:7pt Liberation Sans}@top-right{content:"Calloway & Stent Pharmaceuticals Ltd";font:7pt Liberation Sans;color:#888}} body{font:9pt Liberation Sans} table{width:100%;border-collapse:collapse}.b td{width:50%;vertical-align:top;padding:4px 6px}.b th{background:#d9e1e8;text-align:left;padding:3px 6px}.i td{width:auto;padding:1px 4px}.ti{text-align:right;font-size:18pt;color:#345}.logo{font-size:24pt;font-weight:bold;color:#345}.g th{border-bottom:1px solid #345;text-align:left}.g td{padding-top:8px;vertical-align:top}.n{text-align:right}.s{font-size:8pt;color:#333}.g tr{page-break-inside:avoid}.tot{margin:10mm 0 6mm 50%;border-top:1px solid #345}'))

# 3 Oracle EBS grid, labels above values, letter size, two pages
@doc('en_po_03', 'pdf', 'purchase_order', [O('781239', revision='0', date='2026-02-19', buyer='Pelican Ridge Energy LLC', supplier='NORDLICHT SOFTWARE INC',
  currency='USD', total='27412.50', payment_terms='NET 30', ship_to='Pelican Ridge Energy LLC | 4100 Caprock Blvd | Midland, TX 79701',
  bill_to='Pelican Ridge Energy LLC | ATTN: Accounts Payable | P.O. Box 90210 | Houston, TX 77290', supplier_alt=['Nordlicht Software Inc.'])], half='test', layout='oracle-ebs', skip=['delivery_date'])
def _():
    c = RL('letter', 'Helvetica', 8)
    def cell(x, y, w, h, lab, val, b=False):
        c.box(x, y, w, h); c.t(x + 1, y + 3.2, lab, 6.5); c.t(x + 1, y + 7.6, val, 8, b=b)
    def head(p):
        c.t(12, 15, 'Pelican Ridge Energy LLC', 13, b=True); c.r(203, 15, 'Standard Purchase Order', 11, b=True)
        cell(12, 20, 60, 18, 'Vendor', 'NORDLICHT SOFTWARE INC\n500 LANTERN WAY STE 9\nBOSTON, MA 02110')
        cell(72, 20, 65, 18, 'Ship To', 'Pelican Ridge Energy LLC\n4100 Caprock Blvd\nMidland, TX 79701')
        cell(137, 20, 33, 9, 'PURCHASE ORDER NO.', '781239', True); cell(170, 20, 15, 9, 'REVISION', '0'); cell(185, 20, 18, 9, 'PAGE', '%d of 2' % p)
        cell(137, 29, 66, 9, 'PO NUMBER MUST APPEAR ON ALL DOCUMENTS', '')
        cell(12, 38, 60, 18, 'Bill To', 'Pelican Ridge Energy LLC\nATTN: Accounts Payable\nP.O. Box 90210, Houston, TX 77290')
        cell(72, 38, 40, 9, 'DATE OF ORDER/BUYER', '19-FEB-2026 K. Abernathy'); cell(112, 38, 25, 9, 'REV. DATE/BUYER', ''); cell(137, 38, 33, 9, 'CUSTOMER ACCT NO.', '')
        cell(170, 38, 33, 9, 'VENDOR NO.', '55120'); cell(72, 47, 33, 9, 'PAYMENT TERMS', 'NET 30'); cell(105, 47, 32, 9, 'SHIP VIA', 'Electronic'); cell(137, 47, 33, 9, 'F.O.B.', 'Destination'); cell(170, 47, 33, 9, 'FREIGHT TERMS', 'Prepaid')
        cell(12, 56, 93, 9, 'REQUESTOR/DELIVER TO', 'Sandoval, Inez'); cell(105, 56, 98, 9, 'CONFIRM TO/TELEPHONE', 'D. Marsh  (617) 555-0100')
        for x, w, t in [(12, 12, 'LINE'), (24, 80, 'PART NUMBER/DESCRIPTION'), (104, 24, 'PROMISED DATE'), (128, 18, 'QUANTITY'), (146, 12, 'UNIT'), (158, 20, 'UNIT PRICE'), (178, 25, 'EXTENSION')]:
            c.box(x, 67, w, 6, .9); c.t(x + 1, 71, t, 6.5)
    head(1); y = 79
    for i, (d, dt, q, u, p, e) in enumerate([('AUR-FLEET-100 Aurora Fleet, base licence', '05-MAR-2026', '1', 'Each', '14,500.00', '14,500.00'), ('AUR-FLEET-USR Named user pack (25)', '05-MAR-2026', '2', 'Each', '3,200.00', '6,400.00'), ('SUP-GOLD Gold support 12 months', '12-MAR-2026', '1', 'Year', '4,350.00', '4,350.00')], 1):
        c.t(14, y, str(i)).t(25, y, d).t(105, y, dt).r(144, y, q).t(148, y, u).r(176, y, p).r(202, y, e)
        c.t(25, y + 5, 'Ship To: Use the ship-to address at the top of page 1', 7).t(25, y + 9, 'Vendor Quote Line %d. Deliver-to: IT Operations, cost center 7730, project PRE-2026-0088' % i, 7); y += 45
    c.t(14, 262, 'Continued on next page', 7); c.new(); head(2)
    c.t(14, 79, '4').t(25, 79, 'TRN-WEB Web training, per seat').t(105, 79, '19-MAR-2026').r(144, 79, '15').t(148, 79, 'Each').r(176, 79, '144.17').r(202, 79, '2,162.50')
    c.t(25, 84, 'Price includes course material; rounding as per vendor price list', 7)
    c.box(128, 100, 75, 9).t(130, 106, 'TOTAL (USD)', 9, b=True).r(202, 106, '27,412.50', 9, b=True)
    c.t(14, 125, 'This order is governed by the terms and conditions attached. No modification is binding unless\nissued as a numbered revision. Sales tax: direct pay permit 3-00119-2284-7.', 7)
    c.box(128, 240, 75, 12).t(129, 244, 'AUTHORIZED SIGNATURE', 6.5)
    return c.out()

# 4 Oracle Fusion change order
@doc('en_po_04', 'pdf', 'order_change', [O('US100-30018', kind='change', revision='2', date='2026-06-23', buyer='Tamarack Logistics Holdings, Inc.', supplier='Nordlicht Software Inc.', currency='USD', total='91300.00', payment_terms='Net 45',
  bill_to='Tamarack Logistics Holdings, Inc. | 1 Tamarack Plaza | Omaha, NE 68102', ship_to='Tamarack Logistics Holdings, Inc. | 7755 Railhead Ave | Council Bluffs, IA 51501', number_alt=['30018'], date_alt=['2026-04-28'], skip=['delivery_date'])], half='test', layout='oracle-fusion')
def _():
    return chrome(page('''<div class=h><div><b class=co>Tamarack Logistics Holdings, Inc.</b></div><div class=r><span class=t>Purchase Order</span><br>US100-30018<br><span class=s>Change Order 2</span></div></div>
<div class=gr><div><label>Supplier</label>Nordlicht Software Inc.<br>500 Lantern Way<br>Boston, MA 02110<br>UNITED STATES</div><div><label>Ship To</label>Tamarack Logistics Holdings, Inc.<br>7755 Railhead Ave<br>Council Bluffs, IA 51501<br>UNITED STATES</div><div><label>Bill To</label>Tamarack Logistics Holdings, Inc.<br>1 Tamarack Plaza<br>Omaha, NE 68102<br>UNITED STATES</div></div>
<table class=m><tr><td><label>Order Date</label>28-Apr-2026<td><label>Change Order Date</label>23-Jun-2026<td><label>Payment Terms</label>Net 45<td><label>Freight Terms</label>Not applicable<td><label>Currency</label>US Dollar<tr><td><label>Supplier Site</label>BOSTON-01<td><label>Buyer</label>Voss, Adrienne<td colspan=3><label>Buyer E-mail</label>adrienne.voss@tamarack-logistics.example</table>
<p><b>Description of change:</b> Line 2 quantity increased from 10 to 25; line 3 added. All other lines are unchanged.</p>
<table class=l><tr><th>Line<th>Item / Description<th>Change<th>Quantity<th>UOM<th>Price<th>Amount (USD)
<tr><td>1<td>Aurora Dock Scheduler, site licence<td>None<td>1<td>Each<td>52,000.00<td>52,000.00<tr><td>2<td>Aurora Handheld client<td>Changed<td>25<td>Each<td>1,180.00<td>29,500.00<tr><td>3<td>Integration workshop, 2 days, remote<td>Added<td>2<td>Day<td>4,900.00<td>9,800.00
<tr><td colspan=6 class=r>Previous Total<td>63,800.00<tr><td colspan=6 class=r>Total<td><b>91,300.00</b></table><p class=s>This change order supersedes all prior versions of the order. Acknowledge in the supplier portal within 3 days.</p>''',
    'body{font:12px DejaVu Sans}label{display:block;color:#667;font-size:10px}.h{display:flex;justify-content:space-between;border-bottom:3px solid #b33;padding-bottom:8px}.co{font-size:16px}.t{font-size:20px}.r{text-align:right}.gr{display:grid;grid-template-columns:1fr 1fr 1fr;gap:12px;margin:14px 0}table{width:100%;border-collapse:collapse}.m td{border:1px solid #ccc;padding:5px}.l th{background:#eee;text-align:left}.l td,.l th{padding:6px;border-bottom:1px solid #ddd}.s{color:#667}'))

# 5 PeopleSoft, state university, wkhtmltopdf
@doc('en_po_05', 'pdf', 'purchase_order', [O('LSU01-0000214467', date='2026-02-11', buyer='Lakeshore State University', supplier='Nordlicht Software Inc.', currency='USD', total='18960.00', payment_terms='Net 30',
  ship_to='Institute for Polar Studies | 3110 N College Dr, Rm 204 | Lakeshore WI 54999', bill_to='Accounts Payable | PO Box 7000 | Lakeshore WI 54999-7000', number_alt=['0000214467'], revision_alt=['0'], delivery_date='2026-03-02', contract_ref='LSU-SW-2024-17',
  billing_email='invoices@lakeshore-state.example')], half='tune', layout='peoplesoft')
def _():
    return wk(page('''<table width=100%><tr><td valign=top><font size=5><b>Lakeshore State University</b></font><br>Procurement Services<br>2 Bascom Row, Suite 110<br>Lakeshore WI 54999<br>United States</td><td align=right valign=top><b>Purchase Order</b> &nbsp; <u>Dispatch via Email</u>
<table border=1 cellspacing=0 cellpadding=3><tr><td><b>Purchase Order</b><br>LSU01-0000214467<td><b>Date</b><br>02/11/2026<td><b>Revision</b><br>&nbsp;<td><b>Page</b><br>1<tr><td><b>Payment Terms</b><br>Net 30<td colspan=2><b>Freight Terms</b><br>FOB Destination<td><b>Ship Via</b><br>Electronic<tr><td><b>Buyer</b><br>Dorothea Lindqvist<td colspan=2><b>Phone</b><br>608/555-0162<td><b>Currency</b><br>USD</table></td></tr></table>
<table width=100% cellpadding=4><tr><td valign=top width=34%><b>Vendor:</b> 0000045671<br>Nordlicht Software Inc.<br>500 Lantern Way<br>Suite 9<br>Boston MA 02110<br>United States</td><td valign=top><b>Ship To:</b><br>Institute for Polar Studies<br>3110 N College Dr, Rm 204<br>Lakeshore WI 54999<br>United States<br><br><b>Attention:</b> Prof. Amadi</td><td valign=top><b>Bill To:</b><br>Accounts Payable<br>PO Box 7000<br>Lakeshore WI 54999-7000<br>invoices@lakeshore-state.example</td></tr></table>
<p><b>Tax Exempt?</b> Y &nbsp;&nbsp; <b>Tax Exempt ID:</b> 39-1180226 &nbsp;&nbsp; <b>Replenishment Option:</b> Standard</p>
<table width=100% cellpadding=3><tr style="border-bottom:1px solid"><th align=left>Line-Sch<th align=left>Item/Description<th align=left>Mfg ID<th align=right>Quantity<th>UOM<th align=right>PO Price<th align=right>Extended Amt<th align=right>Due Date
<tr><td>1- 1<td>Aurora Campus research licence, 3 nodes<td><td align=right>3.00<td>EA<td align=right>5,400.00<td align=right>16,200.00<td align=right>03/02/2026<tr><td><td colspan=5><i>Schedule Total</i><td align=right>16,200.00
<tr><td>2- 1<td>Data migration, fixed price<td><td align=right>1.00<td>EA<td align=right>2,760.00<td align=right>2,760.00<td align=right>03/02/2026<tr><td><td colspan=5><i>Schedule Total</i><td align=right>2,760.00
<tr><td colspan=6 align=right><b>Total PO Amount</b><td align=right><b>18,960.00</b><td></table>
<p style="font-size:80%">Reference contract LSU-SW-2024-17. All shipments, shipping papers, invoices and correspondence must be identified with our Purchase Order Number. Overshipments will not be accepted unless authorized by Buyer prior to shipment.</p><p align=right>Authorized Signature<br><br>____________________</p>''', 'body{font:13px "Nimbus Roman"}'))

# 6 NetSuite
@doc('en_po_06', 'pdf', 'purchase_order', [O('PO1187', date='2026-07-30', buyer='Birch & Bellows Coffee Roasters', supplier='Nordlicht Software Inc.', currency='USD', currency_alt=[None], total='3618.75', payment_terms='Due on receipt', delivery_date='2026-08-14',
  ship_to='Birch & Bellows Coffee Roasters | 88 Kiln St | Portland OR 97211', date_alt=[])], half='test', layout='netsuite')
def _():
    return weasy(page('''<table class=w><tr><td><b>Birch &amp; Bellows Coffee Roasters</b><br>88 Kiln St<br>Portland OR 97211<br>United States</td><td class=r><span class=T>Purchase Order</span><br><span class=N>#PO1187</span><br>7/30/2026</td></tr></table>
<table class=w style="margin:12mm 0 5mm"><tr><td class=lb>Vendor</td><td class=lb>Ship To</td><td class="lb r">TOTAL</td></tr><tr><td>Nordlicht Software Inc.<br>500 Lantern Way<br>Boston MA 02110</td><td>Birch &amp; Bellows Coffee Roasters<br>88 Kiln St<br>Portland OR 97211</td><td class="r big">$3,618.75<div class=sm>Receive By: 8/14/2026</div></td></tr></table>
<table class="w h"><tr><th>Terms<th>Receive By<th>Memo<th>Vendor #<tr><td>Due on receipt<td>8/14/2026<td>Roastery dashboards phase 2<td>V-00291</table>
<table class="w h"><tr><th>Quantity<th>Item<th class=r>Rate<th class=r>Amount<tr><td>5<td>Aurora Lite seat<br><span class=sm>12-month subscription</span><td class=r>$525.00<td class=r>$2,625.00<tr><td>1<td>Setup fee<td class=r>$750.00<td class=r>$750.00</table>
<table class=s><tr><td>Subtotal<td class=r>$3,375.00<tr><td>Tax (7.2222%)<td class=r>$243.75<tr><td><b>Total</b><td class=r><b>$3,618.75</b></table><p class=sm>1 of 1</p>''',
    '@page{size:letter;margin:15mm}body{font:10pt Liberation Sans}.w{width:100%;border-collapse:collapse}.r{text-align:right!important}.T{font-size:22pt}.N{font-size:14pt}.lb{font-weight:bold;color:#333;font-size:8pt}.big{font-size:24pt}.sm{font-size:8pt;color:#666}.h th{background:#e3e3e3;text-align:left;padding:5px;font-size:8pt}.h td{padding:5px;border-bottom:1px solid #e3e3e3}.s{margin-left:60%;width:40%}td{vertical-align:top}'))

# 7 Business Central Word layout
@doc('en_po_07', 'pdf', 'purchase_order', [O('106024', date='2026-01-23', buyer='Tidewater Instruments Ltd.', supplier='Nordlicht Software GmbH', currency='GBP', total='8892.00', payment_terms='1 Month/2% 8 days', ship_to='Tidewater Instruments Ltd. | 5 The Ring | Westminster | W2 8HG', delivery_date='2026-02-13', quote_ref='AN-26-0047')], half='tune', layout='business-central')
def _():
    def b(d):
        from docx.shared import Pt, Cm
        s = d.sections[0]; s.page_width, s.page_height = Cm(21), Cm(29.7)
        d.styles['Normal'].font.name = 'Carlito'; d.styles['Normal'].font.size = Pt(9)
        s.header.paragraphs[0].text = 'Tidewater Instruments Ltd.\t\tPage 1 / 1'
        d.add_heading('Purchase Order 106024', 1)
        table(d, [['Nordlicht Software GmbH\nFrau Hella Brandt\nPolarstraße 14\n24103 Kiel\nGermany', 'Tidewater Instruments Ltd.\n5 The Ring\nWestminster\nW2 8HG London\nGreat Britain']], None)
        d.add_paragraph()
        table(d, [['Order Date', 'Vendor Order No.', 'Your Reference', 'Purchaser'], ['23 January 2026', 'AN-26-0047', 'Quote AN-26-0047', 'Robin Bettencourt'],
                  ['Expected Receipt Date', 'Payment Terms', 'Shipment Method', 'Vendor No.'], ['13 February 2026', '1 Month/2% 8 days', 'Ex Warehouse', 'V10000']], None)
        d.add_paragraph()
        table(d, [['No.', 'Description', 'Quantity', 'Unit', 'Direct Unit Cost Excl. VAT', 'VAT %', 'Line Amount Excl. VAT'], ['1896-S', 'Aurora calibration add-on', '12', 'Piece', '475.00', '20', '5,700.00'], ['R-TRAIN', 'Operator training, one day', '1', 'Day', '1,710.00', '20', '1,710.00'],
                  ['', '', '', '', '', 'Total GBP Excl. VAT', '7,410.00'], ['', '', '', '', '', '20% VAT', '1,482.00'], ['', '', '', '', '', 'Total GBP Incl. VAT', '8,892.00']], 'Light List')
        d.add_paragraph('Ship-to Address').runs[0].bold = True
        d.add_paragraph('Tidewater Instruments Ltd.\nMain warehouse, 5 The Ring\nWestminster\nW2 8HG London')
        s.footer.paragraphs[0].text = 'Home Page www.tidewater-instruments.example   Phone No. +44 20 7946 0811   VAT Reg. No. GB777777777'
    return lo(docx(b), 'docx')

# 8 QuickBooks
@doc('en_po_08', 'pdf', 'purchase_order', [O('2041', date='2026-09-18', buyer='Ferncliff Dental Supply, LLC', supplier='Nordlicht Software Inc.', total='2450.00', currency='USD', currency_alt=[None], ship_to='Ferncliff Dental Supply, LLC | 19 Orchard Park Ln | Asheville, NC 28801', payment_terms='Net 15')], half='test', layout='quickbooks')
def _():
    return wk(page('''<table width=100%><tr><td><b>Ferncliff Dental Supply, LLC</b><br>19 Orchard Park Ln<br>Asheville, NC 28801</td><td align=right><h1 style="margin:0">Purchase Order</h1><table border=1 cellspacing=0 cellpadding=5 align=right><tr><th>Date<th>P.O. No.<tr><td>9/18/2026<td>2041</table></td></tr></table><br>
<table width=100% cellspacing=12><tr><td width=45%><table border=1 width=100% cellspacing=0 cellpadding=5><tr><th align=left>Vendor<tr><td height=90 valign=top>Nordlicht Software Inc.<br>500 Lantern Way, Suite 9<br>Boston, MA 02110</table></td><td><table border=1 width=100% cellspacing=0 cellpadding=5><tr><th align=left>Ship To<tr><td height=90 valign=top>Ferncliff Dental Supply, LLC<br>19 Orchard Park Ln<br>Asheville, NC 28801</table></td></tr></table>
<table border=1 cellspacing=0 cellpadding=5 align=right><tr><th>Terms<th>Expected<th>Ship Via<tr><td>Net 15<td><td>email</table><br clear=all><br>
<table border=1 width=100% cellspacing=0 cellpadding=5><tr><th>Item<th width=50%>Description<th>Qty<th>Rate<th>Amount<tr><td valign=top>AUR-S<td height=300 valign=top>Aurora Small Business, 5 seats, 1 yr<br>Serial delivery by email to office@ferncliff-dental.example<td valign=top>1<td valign=top align=right>2,450.00<td valign=top align=right>2,450.00<tr><td colspan=3><td><b>Total</b><td align=right><b>$2,450.00</b></table>
<table border=1 cellspacing=0 cellpadding=5 style="margin-top:8px"><tr><td>Phone #<td>(828) 555-0133<td>Fax #<td>(828) 555-0134</table>''', 'body{font:13px Liberation Sans}'))

# 9 Xero
@doc('en_po_09', 'pdf', 'purchase_order', [O('PO-0093', date='2026-04-14', buyer='Kingfisher Joinery Ltd', supplier='Nordlicht Software GmbH', currency='GBP', total='1728.00', delivery_date='2026-04-28', ship_to='Unit 6 Tannery Yard | Frome | BA11 1XX', quote_ref='NLQ 5530', quote_ref_alt=['5530'])], half='test', layout='xero')
def _():
    return chrome(page('''<div style="display:flex;justify-content:space-between"><h1>PURCHASE ORDER</h1><div class=lg>KJ</div></div>
<div class=f><div><br>Nordlicht Software GmbH<br>Polarstraße 14<br>24103 KIEL<br>GERMANY</div><div><b>Purchase Order Date</b><br>14 Apr 2026<br><br><b>Delivery Date</b><br>28 Apr 2026<br><br><b>Purchase Order Number</b><br>PO-0093<br><br><b>Reference</b><br>Your quote NLQ 5530<br><br><b>VAT Number</b><br>GB 220 4301 86</div><div>Kingfisher Joinery Ltd<br>Unit 6 Tannery Yard<br>Frome<br>Somerset<br>BA11 1XX<br>UNITED KINGDOM</div></div>
<table><tr><th>Description<th>Quantity<th>Unit Price<th>VAT<th>Amount GBP<tr><td>Aurora Workshop planning, 3 users, 1 year<td>3.00<td>400.00<td>20%<td>1,200.00<tr><td>Remote set-up<td>1.00<td>240.00<td>20%<td>240.00<tr class=n><td colspan=4>Subtotal<td>1,440.00<tr class=n><td colspan=4>TOTAL VAT 20%<td>288.00<tr class=t><td colspan=3><td>TOTAL GBP<td>1,728.00</table>
<h2>DELIVERY DETAILS</h2><div class=f><div><b>Delivery Address</b><br>Unit 6 Tannery Yard<br>Frome<br>BA11 1XX<br>UNITED KINGDOM</div><div><b>Attention</b><br>Josie Pell<br><br><b>Telephone</b><br>01373 555 020</div><div><b>Delivery Instructions</b><br>Licence keys by e-mail</div></div>
<p class=s>Company Registration No: 09912345. Registered Office: Unit 6 Tannery Yard, Frome.</p>''', 'body{font:13px Liberation Sans;color:#222}h1{font-weight:normal;font-size:26px}.f{display:grid;grid-template-columns:2fr 1.2fr 1.2fr}table{width:100%;border-collapse:collapse;margin-top:40px}th{border-bottom:2px solid #000;text-align:right;padding:6px}td{text-align:right;border-bottom:1px solid #ccc;padding:6px}td:first-child,th:first-child{text-align:left}.n td{border:0;text-align:right!important}.t td{border:0;border-top:2px solid #000;font-weight:bold}.lg{font-size:40px;background:#146;color:#fff;padding:8px 16px}h2{margin-top:50px;font-size:16px;border-top:1px dashed #888;padding-top:12px}.s{font-size:10px;margin-top:60px}'))

# 10 Coupa-type mail notification (HTML only)
@doc('en_po_10', 'eml', 'purchase_order', [O('PO-640217', date='2026-05-06', buyer='Meridian Outdoor Group', supplier='Nordlicht Software Inc.', currency='USD', total='22140.00', payment_terms='Net 60', revision_alt=['0', '1'],
  ship_to='Meridian Outdoor Group | 640 Sprucewood Pkwy | Boulder, CO 80302', bill_to='Meridian Outdoor Group | Accounts Payable | PO Box 3321 | Boulder, CO 80306')], half='test', layout='portal-notification-c', format='eml-html')
def _():
    rows = tr('1', 'Aurora Retail Insight - annual plan', '12 Each', '1,595.00', '19,140.00') + tr('2', 'Implementation package', '1 Each', '3,000.00', '3,000.00')
    h = page('''<div style="display:none">Meridian Outdoor Group has issued a Purchase Order</div><table width="640" align="center" cellpadding="0" style="font-family:Arial"><tr><td style="background:#0a4b78;color:#fff;padding:14px;font-size:18px">Meridian Outdoor Group Purchase Order #PO-640217</td></tr>
<tr><td style="padding:14px">Powered by <b>Procurato</b><br><br>Hello Nordlicht Software Inc.,<br><br>Meridian Outdoor Group has sent you a new purchase order. Please acknowledge it.<br><br><a href="https://supplier.procurato.example/ack/7ad1" style="background:#2d8;padding:8px">Acknowledge PO</a> <a href="https://supplier.procurato.example/inv/7ad1" style="background:#ccc;padding:8px">Create Invoice</a> <a href="https://supplier.procurato.example/c/7ad1">Add Comment</a></td></tr>
<tr><td><table width="100%" cellpadding="6" style="border-collapse:collapse;font-size:13px"><tr><td><b>PO Number</b></td><td>PO-640217</td><td><b>Ship To</b></td><td rowspan="4">Meridian Outdoor Group<br>640 Sprucewood Pkwy<br>Boulder, CO 80302<br>United States<br>Attn: Wes Tolliver</td></tr><tr><td><b>PO Date</b></td><td>05/06/26</td><td></td></tr><tr><td><b>Payment Terms</b></td><td>Net 60</td><td></td></tr><tr><td><b>Version</b></td><td>1</td><td></td></tr><tr><td><b>Supplier</b></td><td>Nordlicht Software Inc.</td><td><b>Bill To</b></td><td>Meridian Outdoor Group - Accounts Payable<br>PO Box 3321<br>Boulder, CO 80306</td></tr><tr><td><b>Requester</b></td><td>Wes Tolliver</td><td><b>Requisition</b></td><td>88213</td></tr></table></td></tr>
<tr><td><table width="100%" cellpadding="6" border="1" style="border-collapse:collapse;font-size:13px"><tr><th>#</th><th>Item</th><th>Qty</th><th>Price</th><th>Total</th></tr>''' + rows + '''<tr><td colspan="4" align="right"><b>Total USD</b></td><td><b>22,140.00</b></td></tr></table></td></tr>
<tr><td style="font-size:11px;color:#777;padding:14px">Do not reply to this mail. Business Spend Management by Procurato. If you were sent this in error see the FAQ.</td></tr></table>''')
    return eml('Meridian Outdoor Group <do_not_reply@meridianoutdoor.procurato.example>', 'orders@nordlicht.example', 'Meridian Outdoor Group Purchase Order #PO-640217', 'Wed, 06 May 2026 15:02:11 +0000', html=h, client='system', extra=[('Auto-Submitted', 'auto-generated'), ('Reply-To', 'do_not_reply@meridianoutdoor.procurato.example')])

# 11 Ariba-type mail, text alternative + html
@doc('en_po_11', 'eml', 'purchase_order', [O('4512200981', date='2026-08-25', buyer='Ostrander Chemical Company', supplier='NORDLICHT SOFTWARE INC', currency='USD', total='64000.00', payment_terms='NET 90', bill_to='Ostrander Chemical Company | 1000 Riverfront | Wilmington, DE 19801', ship_to='Ostrander Chemical Company | 22 Refinery Row | Beaumont, TX 77701', delivery_date='2026-09-30', revision_alt=['1'], payment_terms_alt=['0.000% 90', 'NET 90'], supplier_alt=['Nordlicht Software Inc.'], contract_ref='C41877')], half='tune', layout='portal-notification-a', format='eml-alternative')
def _():
    t = '''Ostrander Chemical Company sent a new order

This purchase order was delivered by the Sagamore Business Network.

From:                                    To:
Ostrander Chemical Company               NORDLICHT SOFTWARE INC
1000 Riverfront                          500 Lantern Way
Wilmington, DE 19801                     Boston, MA 02110
United States                            United States
                                         Phone: +1 (617) 555-0100

Purchase Order
(New)
4512200981
Amount: $64,000.00 USD
Version: 1

Payment Terms
NET 90

Contract number: C41877
Other information: Plant 4410, buyer group Q07

SHIP ALL ITEMS TO
Ostrander Chemical Company
22 Refinery Row
Beaumont, TX 77701

BILL TO
Ostrander Chemical Company
1000 Riverfront
Wilmington, DE 19801

Line Items
Line #  No. Schedule Lines  Part # / Description      Type     Qty (Unit)  Need By       Unit Price       Subtotal
1       1                   AUR-CHEM-ENT              Material 1 (EA)      30 Sep 2026   $64,000.00 USD   $64,000.00 USD
        Aurora Process Enterprise licence

Order submitted on: Tuesday 25 Aug 2026 9:14 AM GMT-05:00
Received by the network on: Tuesday 25 Aug 2026 9:14 AM GMT-05:00
Sub-total: $64,000.00 USD

This order was sent on behalf of the buyer by the network. For help: https://help.sagamore.example
'''
    import html as H
    return eml('"Ostrander Chemical Company" <ordersender-prod@net.sagamore.example>', 'orders@nordlicht.example', 'Ostrander Chemical Company sent a new Purchase Order 4512200981', 'Tue, 25 Aug 2026 14:14:55 +0000', text=t, html=page('<pre style="font-family:Verdana">' + H.escape(t) + '</pre><a href="https://service.sagamore.example/x?o=4512200981">Process order</a>'), client='system', cte='base64')

# 12 UK council, docx->pdf
@doc('en_po_12', 'pdf', 'purchase_order', [O('HW/70/0031884', date='2026-03-27', buyer='Hollowmere Borough Council', supplier='Nordlicht Software GmbH', currency='GBP', total='14940.00', payment_terms='30 days from receipt of a valid invoice', contract_ref='DN-551207', delivery_date='2026-05-01', quote_ref='AN-26-0102',
  bill_to='Hollowmere Borough Council | Exchequer Services, Civic Centre | Hollowmere HM1 4BD', ship_to='Digital Services | Castle House, Moat Lane | Hollowmere HM1 2AA', billing_email='payments@hollowmere.example')], half='tune', layout='uk-council')
def _():
    def b(d):
        from docx.shared import Pt
        d.styles['Normal'].font.name = 'Liberation Sans'; d.styles['Normal'].font.size = Pt(10)
        d.sections[0].header.paragraphs[0].text = 'HOLLOWMERE BOROUGH COUNCIL'
        d.add_heading('OFFICIAL PURCHASE ORDER', 0)
        table(d, [['To: Nordlicht Software GmbH\nPolarstraße 14\n24103 Kiel\nGermany', 'Official Order Number: HW/70/0031884\nOrder Date: 27/03/2026\nSupplier Ref: 61904\nContract Ref: DN-551207\nYour Quotation: AN-26-0102 of 16/03/2026'],
                  ['Deliver to:\nDigital Services\nCastle House, Moat Lane\nHollowmere HM1 2AA', 'Send invoice to:\nHollowmere Borough Council\nExchequer Services, Civic Centre\nHollowmere HM1 4BD\npayments@hollowmere.example'], ['Contact for queries: Gethin Prosser, 01632 960 044', 'Required by: 01/05/2026']])
        d.add_paragraph()
        table(d, [['Qty', 'Details', 'Cost code', 'Net £', 'VAT £'], ['1', 'Aurora Street Lighting Manager, annual subscription 2026/27', 'R4410/6120', '9,950.00', '1,990.00'], ['2', 'Configuration day @ £1,250.00', 'R4410/6125', '2,500.00', '500.00'], ['', '', 'Totals', '12,450.00', '2,490.00'], ['', '', 'Order total inc. VAT', '£14,940.00', '']])
        d.add_paragraph('\nPayment will be made 30 days from receipt of a valid invoice. The Council operates a NO PURCHASE ORDER, NO PAY policy: invoices which do not quote the official order number will be returned. VAT Registration No. 121 5550 02.')
        d.add_paragraph('Authorised electronically by P. Wainscott, Head of Procurement')
    return lo(docx(b), 'docx')

# 13 US city, numbered form boxes
@doc('en_po_13', 'pdf', 'purchase_order', [O('26-004417', date='2026-10-15', buyer='City of Alder Falls', supplier='Nordlicht Software Inc.', currency='USD', currency_alt=[None], total='39800.00', payment_terms='NET 45 DAYS', contract_ref='RFP 25-118', contract_ref_alt=['25-118'], delivery_date='2026-11-16', number_alt=['PO 26-004417'],
  bill_to='City of Alder Falls | Finance Dept. | 100 Courthouse Sq. | Alder Falls, MN 55999', ship_to='Public Works Garage | 2401 Gravel Pit Rd | Alder Falls, MN 55998', buyer_alt=['City of Alder Falls, Minnesota'])], half='test', layout='us-city-form')
def _():
    c = RL('letter', 'Times-Roman', 9)
    c.r(200, 14, 'ORIGINAL - VENDOR COPY', 7); c.t(70, 20, 'CITY OF ALDER FALLS, MINNESOTA', 14, b=True); c.t(86, 26, 'PURCHASE ORDER', 12, b=True)
    def cell(x, y, w, h, lab, val, big=False):
        c.box(x, y, w, h); c.t(x + 1, y + 3, lab, 6.5); c.t(x + 2, y + 8, val, 11 if big else 9, b=big)
    cell(15, 30, 45, 11, '1. REQUISITION NO.', 'R-118820'); cell(60, 30, 45, 11, '2. DATE ISSUED', 'October 15, 2026'); cell(105, 30, 45, 11, '3. BID / CONTRACT NO.', 'RFP 25-118'); cell(150, 30, 50, 11, '4. PURCHASE ORDER NO.', '26-004417', True)
    cell(15, 41, 90, 26, '5. VENDOR (No. 30991)', 'Nordlicht Software Inc.\n500 Lantern Way, Suite 9\nBoston, MA 02110'); cell(105, 41, 95, 26, '6. SHIP TO', 'Public Works Garage\n2401 Gravel Pit Rd\nAlder Falls, MN 55998')
    cell(15, 67, 90, 26, '7. INVOICE TO (in duplicate)', 'City of Alder Falls\nFinance Dept.\n100 Courthouse Sq.\nAlder Falls, MN 55999'); cell(105, 67, 47, 13, '8. TERMS', 'NET 45 DAYS'); cell(152, 67, 48, 13, '9. F.O.B.', 'DESTINATION'); cell(105, 80, 47, 13, '10. DELIVER ON OR BEFORE', '11/16/2026'); cell(152, 80, 48, 13, '11. DEPT / FUND', '4100 / 601-43100-5309')
    for x, w, t in [(15, 15, 'QTY'), (30, 15, 'UNIT'), (45, 95, 'DESCRIPTION'), (140, 30, 'UNIT PRICE'), (170, 30, 'AMOUNT')]: c.box(x, 95, w, 110); c.t(x + 1, 99, t, 7)
    y = 106
    for q, u, d, p, a in [('1', 'LOT', 'Fleet telemetry software per RFP 25-118, Sec. 4.2', '31,000.00', '31,000.00'), ('4', 'DAY', 'On-site training, travel included', '2,200.00', '8,800.00')]:
        c.t(17, y, q).t(31, y, u).t(47, y, d).r(168, y, p).r(198, y, a); y += 7
    c.box(140, 205, 30, 8).t(141, 210, 'TOTAL', 9, b=True).box(170, 205, 30, 8).r(198, 210, '$39,800.00', 9, b=True)
    c.t(15, 218, 'The City is exempt from State sales tax (ES 17204) and Federal excise tax (41-6005544).\nMinn. prompt payment statute applies. Show Purchase Order Number on all invoices, packages and shipping papers.', 7.5)
    c.box(15, 235, 92, 14).t(16, 239, '12. APPROVED AS TO FUNDS - FINANCE DIRECTOR', 6.5).box(107, 235, 93, 14).t(108, 239, '13. PURCHASING AGENT', 6.5).t(120, 246, 'Lucille Ferraro')
    return c.out()

# 14 construction subcontract order, DOCX
@doc('en_po_14', 'docx', 'purchase_order', [O('SC-2231-047', date='2026-04-22', buyer='Brannigan Civil Engineering Ltd', supplier='Nordlicht Software GmbH', currency='EUR', total='57600.00', payment_terms='Monthly valuation, payment 35 days after certification, 5% retention', quote_ref='AN-26-0120', delivery_date='2026-06-01', delivery_date_alt=[], ship_to='M17 Tunnel Services Building | Portlaw | Co. Waterford X91 AB12', ship_to_alt=[None], payment_terms_alt=['Monthly valuation; payment 35 days after certification', '35 days after certification'])], half='test', layout='subcontract-order', skip=['contract_ref', 'delivery_date'])
def _():
    def b(d):
        d.add_heading('SUB-CONTRACT ORDER', 0)
        p = d.add_paragraph(); p.add_run('Brannigan Civil Engineering Ltd').bold = True; p.add_run('\nQuarry House, Naas Road, Dublin 22, Ireland\nVAT IE 3344556T  |  Reg. 441122')
        for k, v in [('Order No.', 'SC-2231-047'), ('Date', '22nd April 2026'), ('Contract', '2231 M17 Tunnel Control Upgrade'), ('Main contract dated', '9th December 2025'), ('Sub-contractor', 'Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel, Germany'), ('Site address', 'M17 Tunnel Services Building, Portlaw, Co. Waterford X91 AB12'), ('Your quotation', 'AN-26-0120 dated 2nd April 2026')]:
            q = d.add_paragraph(); q.add_run(k + ':\t').bold = True; q.add_run(v)
        d.add_paragraph('We hereby place our order with you for the design, supply, installation and commissioning of the sub-contract works described below, in accordance with the conditions overleaf and the main contract, copies of which have been made available to you.')
        table(d, [['Item', 'Description', 'Qty', 'Rate €', 'Amount €'], ['A', 'Tunnel ventilation supervision software', 'Sum', '', '38,500.00'], ['B', 'Factory acceptance test, Kiel', 'Sum', '', '6,100.00'], ['C', 'Site acceptance test (days)', '10', '1,300.00', '13,000.00'], ['', 'Sub-Contract Sum (excluding VAT)', '', '', '57,600.00']])
        d.add_paragraph('\nPrice basis: fixed and firm. VAT: reverse charge.')
        d.add_paragraph('Payment: Monthly valuation, payment 35 days after certification, 5% retention. Applications to be submitted by the 25th of each month.')
        d.add_paragraph('Programme: commence on site 1st June 2026, complete 31st July 2026. Liquidated damages €1,500 per week.')
        d.add_paragraph('Insurances: EL €13,000,000; PL €6,500,000; PI €2,000,000.')
        d.add_paragraph('For and on behalf of Brannigan Civil Engineering Ltd\n\n_____________________   Fintan Mulcahy, Commercial Director')
        d.add_page_break(); d.add_heading('CONDITIONS', 1)
        for i, t in enumerate(['The Sub-contractor shall be deemed to have full knowledge of the main contract.', 'Return the attached acceptance slip within seven days; commencement is deemed acceptance.', 'No variation shall be paid for without a written variation order bearing a number.', 'Disputes shall be referred to adjudication under the Construction Contracts Act 2013.', 'Invoices are not accepted before the certificate for the valuation has been issued.'], 1): d.add_paragraph('%d. %s' % (i, t))
    return docx(b)

# 15 hand-made xlsx
@doc('en_po_15', 'xlsx', 'purchase_order', [O('MW-0615', date='2026-06-15', buyer='Morrow & Wick Architects', supplier='Nordlicht Software', currency='USD', total='7290.00', payment_terms='50% up front, balance on completion', ship_to='Morrow & Wick Architects | 12 Cannery Wharf | Portland ME 04101', ship_to_alt=[], supplier_alt=['Nordlicht Software Inc.'])], half='tune', layout='handmade-xlsx', skip=['delivery_date', 'bill_to'])
def _():
    def b(w, s):
        import datetime
        s.title = 'PO'; s['A1'] = 'Morrow & Wick Architects'; s['A2'] = '12 Cannery Wharf, Portland ME 04101'; s['A3'] = 'tel 207-555-0171'
        s['E1'] = 'PURCHASE ORDER'; s['D3'] = 'PO #'; s['E3'] = 'MW-0615'; s['D4'] = 'Date'; s['E4'] = datetime.date(2026, 6, 15); s['E4'].number_format = 'mm/dd/yyyy'; s['D5'] = 'Job'; s['E5'] = 24118
        s['A6'] = 'Vendor:'; s['B6'] = 'Nordlicht Software'; s['B7'] = '500 Lantern Way'; s['B8'] = 'Boston MA 02110'; s['D6'] = 'Ship to:'; s['E6'] = 'Morrow & Wick Architects'; s['E7'] = '12 Cannery Wharf'; s['E8'] = 'Portland ME 04101'
        for j, v in enumerate(['Item', 'Description', 'Qty', 'Unit $', 'Line $']): s.cell(10, j + 1, v)
        for i, (a, d, q, p) in enumerate([(1, 'Aurora Daylight simulation, floating seat', 3, 1950), (2, 'Plug-in for our CAD', 3, 280), (3, 'Half-day webinar', 1, 600)]):
            for j, v in enumerate([a, d, q, p, q * p]): s.cell(11 + i, j + 1, v)
        s['D15'] = 'Total (USD)'; s['E15'] = 7290; s['E15'].number_format = '#,##0.00'
        s['A17'] = 'Terms:'; s['B17'] = '50% up front, balance on completion'; s['A18'] = 'Ordered by:'; s['B18'] = 'Opal Morrow'
    return xlsx(b)

# 16 plain text Outlook order
@doc('en_po_16', 'eml', 'purchase_order', [O('88-1047', date='2026-03-05', buyer='Gantry & Sons Crane Hire', supplier=None, currency='GBP', total='3360.00', payment_terms='30 days EOM', quote_ref='AN-26-0066', bill_to='Gantry & Sons Crane Hire | Old Dock Road | Grimsby DN31 3ZZ', date_alt=[None], supplier_alt=['Nordlicht Software', 'Nordlicht Software GmbH'], buyer_alt=['Gantry & Sons Crane Hire Ltd'])], half='test', layout='plain-text-mail', format='eml-text', skip=['ship_to'])
def _():
    return eml('Neville Gantry <neville@gantrycranes.example>', 'Hella Brandt <hella.brandt@nordlicht.example>', 'Order for crane log software', 'Thu, 5 Mar 2026 09:41:27 +0000', client='outlook', charset='iso-8859-1', cte='8bit', text='''Morning Hella,

Further to your quotation AN-26-0066 (20 Feb) please take this as our
official order:

  2 x Aurora CraneLog base station licence   @ \xa3980.00     \xa31,960.00
  8 x driver app                             @ \xa3105.00       \xa3840.00
                                             VAT 20%         \xa3560.00
                                             Total         \xa33,360.00

Our order no. is 88-1047, please put that on the invoice. Usual terms, 30
days EOM. Invoice to

Gantry & Sons Crane Hire
Old Dock Road
Grimsby
DN31 3ZZ

We'd like it running before the Easter shutdown if you can.

Regards
Neville

Neville Gantry | Operations
Gantry & Sons Crane Hire Ltd | 01472 555 031
''')

# 17 forward by an account executive: Gmail inline forward + pdf attached
def _pdf17():
    return weasy(page('''<h2>PURCHASE ORDER</h2><table><tr><td><b>Buyer</b><br>Sable Point Aquarium Foundation<br>1 Lighthouse Cir<br>Monterey, CA 93940<td><b>Supplier</b><br>Nordlicht Software Inc.<br>500 Lantern Way<br>Boston, MA 02110</table>
<p>PO: <b>SPA-3390</b> &nbsp; Issued: Sep 22, 2026 &nbsp; Approved by: Theo Vance &nbsp; Terms: Net 30 &nbsp; Currency: USD</p>
<table border=1 style="border-collapse:collapse"><tr><th>SKU<th>Item<th>Qty<th>Unit<th>Tax<th>Net<tr><td>AUR-TANK<td>Aurora Tank Monitor<td>40<td>118.00<td>0.00<td>4,720.00<tr><td>AUR-HUB<td>Aurora Hub<td>2<td>640.00<td>0.00<td>1,280.00<tr><td colspan=5>Shipping<td>85.00<tr><td colspan=5><b>Grand total</b><td><b>USD 6,085.00</b></table>
<p><b>Bill to</b><br>Sable Point Aquarium Foundation<br>Finance Office, PO Box 77<br>Monterey, CA 93942<br>finance@sablepoint.example</p><p>Deliver by Oct 30, 2026</p>''', 'body{font:11pt P052}td{padding:4px 20px 4px 4px}'))
@doc('en_po_17', 'eml', 'purchase_order', [O('SPA-3390', date='2026-09-22', buyer='Sable Point Aquarium Foundation', supplier='Nordlicht Software Inc.', currency='USD', total='6085.00', payment_terms='Net 30', bill_to='Sable Point Aquarium Foundation | Finance Office, PO Box 77 | Monterey, CA 93942', delivery_date='2026-10-30', billing_email='finance@sablepoint.example')], half='tune', layout='forward-gmail-pdf', format='eml-pdf', skip=['quote_ref'])
def _():
    return eml('Dana Marsh <dana.marsh@nordlicht.example>', 'orders@nordlicht.example', 'Fwd: PO for the tank monitors', 'Wed, 23 Sep 2026 08:12:40 -0400', client='gmail', atts=[('SPA-3390.pdf', _pdf17())], text='''Please book, promised them delivery in October. Quote was NL-Q-2026-0502.

D.

---------- Forwarded message ---------
From: Theo Vance <tvance@sablepoint.example>
Date: Tue, Sep 22, 2026 at 6:55 PM
Subject: PO for the tank monitors
To: Dana Marsh <dana.marsh@nordlicht.example>


Hi Dana,

PO attached. The deposit for PO SPA-3204 last year was never needed so
we left it out this time.

Theo
''')

# 18 reply with the order in the answer and the quote below
@doc('en_po_18', 'eml', 'purchase_order', [O('7003-B', date='2026-11-03', date_alt=[None], buyer='Whitlock Bindery', buyer_alt=[None, 'Whitlock Bindery Co.', 'Whitlock Bindery Co'], supplier=None, supplier_alt=['Nordlicht Software', 'Nordlicht Software Inc.'], currency='USD', total='4275.00', quote_ref='NL-Q-2026-0611', payment_terms=None, payment_terms_alt=['Net 30'], billing_email='ap@whitlockbindery.example')], half='test', layout='reply-order', format='eml-alternative', skip=['total', 'currency'])
def _():
    t = '''Hi Dana,

We accept, please go ahead. Our PO number is 7003-B. Invoices by email to ap@whitlockbindery.example please.

Thanks,
Ruth

On Nov 2, 2026, at 4:10 PM, Dana Marsh <dana.marsh@nordlicht.example> wrote:

> Hi Ruth,
>
> as discussed our quote NL-Q-2026-0611:
>
> 3 x Aurora Press seat, 1 year      USD 1,425.00 each
> Total                              USD 4,275.00
>
> Valid until Nov 30, 2026. Payment Net 30.
>
> Best, Dana
'''
    import html as H
    return eml('Ruth Whitlock <ruth@whitlockbindery.example>', 'Dana Marsh <dana.marsh@nordlicht.example>', 'Re: Quote NL-Q-2026-0611', 'Tue, 3 Nov 2026 10:22:09 -0500', text=t, html='<html><body style="overflow-wrap: break-word;"><div>' + H.escape(t.split('On Nov 2')[0]).replace('\n', '<br>') + '</div><div><br><blockquote type="cite"><div>On Nov 2, 2026, at 4:10 PM, Dana Marsh &lt;dana.marsh@nordlicht.example&gt; wrote:</div><br><div>Hi Ruth,<br><br>as discussed our quote NL-Q-2026-0611:<br><br>3 x Aurora Press seat, 1 year &nbsp; USD 1,425.00 each<br>Total &nbsp; USD 4,275.00<br><br>Valid until Nov 30, 2026. Payment Net 30.<br><br>Best, Dana</div></blockquote></div></body></html>', client='apple', refs='<Q0611.5d1@nordlicht.example>')

# 19 blanket release (Infor/Epicor type)
@doc('en_po_19', 'pdf', 'purchase_order', [O('B20417-06', kind='release', date='2026-07-09', buyer='Stonecipher Hydraulics Corp', supplier='Nordlicht Software Inc.', currency='USD', total='11875.00', payment_terms='1% 10, Net 30', delivery_date='2026-07-31', ship_to='Stonecipher Hydraulics Corp | 900 Foundry St | Rockford, IL 61101', number_alt=['B20417', 'B20417-6'], contract_ref_alt=['B20417'], revision_alt=['0', '6'], bill_to='Stonecipher Hydraulics Corp | Attn: Payables | PO Box 1190 | Rockford, IL 61105')], half='test', layout='blanket-release')
def _():
    c = RL('letter', 'Courier', 8.5)
    c.t(15, 16, 'STONECIPHER HYDRAULICS CORP', 11, b=True).t(130, 16, 'BLANKET ORDER RELEASE', 11, b=True)
    c.t(15, 21, '900 Foundry St  Rockford, IL 61101   Tel 815.555.0177')
    c.l(15, 24, 200)
    c.t(130, 30, 'PO Number . . : B20417-06\nBlanket PO  . : B20417\nRelease . . . : 6\nOrder Date  . : 07/09/26\nDue Date  . . : 07/31/26\nPage  . . . . : 1')
    c.t(15, 30, 'Vendor: 10877\n  Nordlicht Software Inc.\n  500 Lantern Way\n  Boston, MA 02110')
    c.t(15, 58, 'Ship To:\n  Stonecipher Hydraulics Corp\n  900 Foundry St\n  Rockford, IL 61101').t(110, 58, 'Bill To:\n  Stonecipher Hydraulics Corp\n  Attn: Payables\n  PO Box 1190\n  Rockford, IL 61105')
    c.l(15, 80, 200).t(15, 85, 'Terms: 1% 10, Net 30      Ship Via: ELECTRONIC     FOB: DEST      Buyer: M. Petrakis').l(15, 88, 200)
    c.t(15, 93, 'Ln  Item             Rev  Description                      Due       Qty  U/M    Unit Cost     Extended').l(15, 95, 200)
    c.t(15, 100, '1   AUR-BENCH             Aurora Test Bench runtime        07/31/26    5  EA     1,875.000     9,375.00')
    c.t(15, 108, '2   AUR-BENCH-S           Runtime support, 1 year          07/31/26    5  EA       500.000     2,500.00')
    c.l(15, 116, 200)
    c.t(15, 122, '    Blanket qty 60   Released to date 32   Remaining 28   Blanket expires 12/31/26')
    c.t(120, 134, 'Sales Amount:          11,875.00\nFreight:                    0.00\nSales Tax:                  0.00\n                     -----------\nTotal USD:             11,875.00')
    c.t(15, 160, 'Certificate of conformance required with each shipment. All prices firm for blanket term.')
    return c.out()

# 20 cancellation with pdf
@doc('en_po_20', 'eml', 'order_cancellation', [O('PO 55-2093', kind='cancel', date='2026-08-12', date_alt=['2026-05-18', '2026-08-11', None], buyer='Rookwood Ferries plc', supplier='Nordlicht Software GmbH', currency='GBP', total=None, number_alt=['55-2093'], total_alt=['21600.00', '0.00'], currency_alt=[None])], half='tune', layout='cancellation-mail-pdf', format='eml-pdf', skip=['payment_terms', 'total', 'currency'])
def _():
    pdf = wk(page('''<h3>ROOKWOOD FERRIES PLC</h3><p>Pier Approach, Rookwood RW2 1FE</p><h2>CANCELLATION OF PURCHASE ORDER</h2><table cellpadding=4><tr><td>Purchase order<td>55-2093<tr><td>Originally issued<td>18 May 2026<tr><td>Cancelled on<td>11 August 2026<tr><td>Supplier<td>Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel<tr><td>Reason<td>Project suspended; vessel sold</table><p>The above order (Aurora Bridge Log, value £21,600.00 incl. VAT) is cancelled in full. Nothing has been delivered and no invoice may be raised against it. Please confirm in writing within five working days.</p><p>J. Tregenza, Procurement Manager</p>''', 'body{font:14px Liberation Serif}'))
    return eml('Jowan Tregenza <jtregenza@rookwoodferries.example>', 'orders@nordlicht.example', 'CANCELLATION - PO 55-2093', 'Wed, 12 Aug 2026 11:30:02 +0100', client='outlook', atts=[('PO 55-2093 cancellation.pdf', pdf)], text='''Dear all,

Regrettably we have to cancel purchase order 55-2093. The formal notice is attached, please confirm receipt.

Kind regards
Jowan Tregenza
Procurement Manager, Rookwood Ferries plc
''')
