# SPDX-License-Identifier: GPL-3.0-or-later
from lib import *
# 13 EBS-like, grid with label above value, portrait; blanket release
c = Canvas(612, 792)
c.t(36, 50, 'Dunmore Tidal Energy Limited', 'HB', 12); c.t(36, 64, 'Causeway House\n3 Strand Road\nDerry, BT48 7TX\nUnited Kingdom', 'H', 8)
c.box(330, 40, 246, 84); c.line(330, 56, 576, 56); c.line(330, 90, 576, 90); c.t(334, 51, 'Blanket Release', 'HB', 10)
for x, y, a, v in [(334, 64, 'PURCHASE ORDER NO.', '60417-9'), (430, 64, 'REVISION', '0'), (500, 64, 'PAGE', '1'), (334, 98, 'ORIGINAL ORDER DATE', '08-SEP-2026'), (460, 98, 'BUYER', 'Rafferty, Siobhan')]: c.t(x, y, a, 'H', 6); c.t(x, y + 14, v, 'HB', 9)
c.box(36, 140, 270, 80); c.t(40, 149, 'SUPPLIER:', 'H', 6); c.t(44, 162, 'Nordlicht Software GmbH\nHafenstraße 12\n24103 Kiel\nGermany', 'H', 9)
c.box(306, 140, 270, 80); c.t(310, 149, 'SHIP TO:', 'H', 6); c.t(314, 162, 'Dunmore Tidal Energy Limited\nMarine Control Room\nLisahally Quay\nDerry, BT47 1GP', 'H', 9)
c.box(306, 220, 270, 60); c.t(310, 229, 'BILL TO:', 'H', 6); c.t(314, 241, 'Dunmore Tidal Energy Limited\nShared Service Centre\nBelfast, BT1 3QX', 'H', 9)
c.box(36, 280, 540, 56); c.line(36, 308, 576, 308)
for x, y, a, v in [(40, 288, 'CUSTOMER ACCT NO.', 'DT-01'), (140, 288, 'SUPPLIER NO.', '30077'), (220, 288, 'PAYMENT TERMS', 'IMMEDIATE'), (330, 288, 'FREIGHT TERMS', 'Prepaid'), (430, 288, 'F.O.B. POINT', 'n/a'), (500, 288, 'SHIP VIA', 'Mail'), (40, 316, 'CONFIRM TO / TELEPHONE', 'I. Brandt'), (220, 316, 'REQUESTER / DELIVER TO', 'McGlone, Darragh'), (430, 316, 'CURRENCY', 'GBP')]: c.t(x, y, a, 'H', 6); c.t(x, y + 12, v, 'H', 8)
c.box(36, 345, 540, 250)
for x, a in [(40, 'LINE'), (70, 'PART NUMBER / DESCRIPTION'), (290, 'DELIVERY DATE'), (370, 'QUANTITY'), (425, 'UNIT'), (460, 'UNIT PRICE'), (520, 'EXTENSION')]: c.t(x, 355, a, 'H', 6)
c.t(40, 372, '1'); c.t(70, 372, 'Aurora Sensor Gateway, monthly call-off'); c.t(290, 372, '01-OCT-2026'); c.rt(405, 372, '3'); c.t(425, 372, 'EA'); c.rt(500, 372, '1,315.50'); c.rt(572, 372, '3,946.50'); c.t(70, 384, 'Agreement limit GBP 60,000.00. Effective 01-JAN-2026 to 31-DEC-2026', 'H', 7)
c.rt(500, 620, 'TOTAL'); c.rt(572, 620, '3,946.50', 'HB')
canv('en_po_63', c)
PO('en_po_63', 'oracle-ebs-release', 'en', 'pdf', '60417-9', '2026-09-08', 'Dunmore Tidal Energy Limited', 'Nordlicht Software GmbH', 'GBP', '3946.50', 'IMMEDIATE', kind='release', number_alt=['60417'], contract_ref_alt=['60417'], revision='0', revision_alt=['9', None], bill_to='Dunmore Tidal Energy Limited | Shared Service Centre | Belfast, BT1 3QX', ship_to='Dunmore Tidal Energy Limited | Marine Control Room | Lisahally Quay | Derry, BT47 1GP', delivery_date='2026-10-01')
# 14 Epicor landscape
css = 'body{font-size:9pt} .h{background:#1d3557;color:#fff;padding:4px} .i th{border-bottom:2px solid #1d3557}'
b = '<table width=100%><tr><td><b style="font-size:14pt">Bramwell Precision Gears Inc.</b><br>1717 Hobbing Court, Erie PA 16502 &nbsp; Phone: 814-555-0177 &nbsp; Fax: 814-555-0178</td><td class=r><span style="font-size:16pt">PURCHASE ORDER: 31805</span><br>*31805*</td></tr></table><hr><table width=100%><tr><td width=30%><b>To:</b><br>Nordlicht Software Inc.<br>200 Harbor Street<br>Boston MA 02110<br>USA</td><td width=30%><b>Ship To:</b><br>Bramwell Precision Gears Inc.<br>Plant 2 Receiving<br>60 Spline Avenue<br>Erie PA 16511</td><td><table>' + tr('Order Date:', '2/26/2026', 'Ship Via:', 'Email') + tr('Terms:', 'Net 10', 'FOB:', 'Destination') + tr('Buyer:', 'Gus Peltier', 'Vendor ID:', 'NORDLI') + tr('Tax ID:', '25-5550190', 'Approved By:', 'D. Hsu') + '</table></td></tr></table><table class=i width=100%>' + th('Line', 'Part Number/Rev/Description', '>Order Qty', '>Unit Price', 'Tax', '>Ext Price') + tr('1', 'AUR-NEST &nbsp; Rev: C<br>Aurora Nesting seat licence', '>6.00EA', '>1,095.00000/1', 'N', '>6,570.00') + tr('', '<small>Rel &nbsp; Due Date &nbsp;&nbsp; Quantity</small><br><small>1 &nbsp;&nbsp; 3/20/2026 &nbsp; 6.00</small>', '', '', '', '') + '</table><table width=100% style="margin-top:20mm"><tr><td>Comments: confirm price and delivery within 2 days.</td><td class=r>Lines Total: 6,570.00<br>Line Misc. Charges: 0.00<br>PO Misc. Charges: 45.00<br><b>PO Total: USD 6,615.00</b></td></tr></table>'
pdf('en_po_64', page(css, b, 'Letter landscape', '12mm'))
PO('en_po_64', 'epicor-landscape', 'en', 'pdf', '31805', '2026-02-26', 'Bramwell Precision Gears Inc.', 'Nordlicht Software Inc.', 'USD', '6615.00', 'Net 10', ship_to='Bramwell Precision Gears Inc. | Plant 2 Receiving | 60 Spline Avenue | Erie PA 16511', delivery_date='2026-03-20')
# 15 Syteline dot matrix
t = '''
                                   P U R C H A S E   O R D E R


  KESTREL POINT CRANES PTY LTD                              PO Number : P000018227
  18 Derrick Street                                         PO Date   : 09 Apr 2026
  FREMANTLE WA 6160                                         Page      : 1
  ABN 53 004 555 190                                        Status    : Ordered

  Vendor: V00418                                Ship To:
  Nordlicht Software GmbH                       Kestrel Point Cranes Pty Ltd
  Hafenstrasse 12                               Workshop Office
  24103 Kiel                                    7 Gantry Road
  Germany                                       HENDERSON WA 6166

  -------------------------------------------------------------------------------
  Buyer     Terms                        Ship Via         FOB          Currency
  LMW       30 days from statement       Download         Dest         AUD
  -------------------------------------------------------------------------------
  Ln  Rel  Item / Description            Due Date     Ordered UM  Unit Cost   Extended
  -------------------------------------------------------------------------------
   1       AUR-LIFT                      30 Apr 2026   10.000 EA   419.5000    4,195.00
           Aurora Lift Planner user
   2       AUR-TRN                       30 Apr 2026    1.000 EA   880.0000      880.00
           Webinar training, half day
  -------------------------------------------------------------------------------
                                                      Total Merchandise       5,075.00
                                                      Freight                     0.00
                                                      GST                         0.00
                                                      Prepaid                     0.00
                                                                          ------------
                                                      Order Balance           5,075.00

  ** Our quote reference 26-118 refers **                   Requested by D Whitlam
'''
canv('en_po_65', mono(t, 595, 842, 9.5, 24, 40, 1.2))
PO('en_po_65', 'syteline-dotmatrix', 'en', 'pdf', 'P000018227', '2026-04-09', 'KESTREL POINT CRANES PTY LTD', 'Nordlicht Software GmbH', 'AUD', '5075.00', '30 days from statement', quote_ref='26-118', quote_ref_alt=[None], ship_to='Kestrel Point Cranes Pty Ltd | Workshop Office | 7 Gantry Road | HENDERSON WA 6166', delivery_date='2026-04-30')
# 16 ERPNext
css = 'h2{font-size:15pt;margin:0;color:#444} .l{color:#8d99a6;width:40mm} .i td,.i th{border:1px solid #d1d8dd;padding:4px;font-size:8.5pt}'
b = '<div style="border-bottom:1px solid #ddd"><h2>PURCHASE ORDER</h2><small style="color:#8d99a6">PUR-ORD-2026-00418</small></div><table width=100%><tr><td width=50%><table>' + tr('<span class=l>Supplier Name:</span>', 'Nordlicht Software GmbH') + tr('<span class=l>Supplier Address:</span>', 'Hafenstraße 12<br>24103 Kiel<br>Germany') + '</table></td><td><table>' + tr('<span class=l>Date:</span>', '03-06-2026') + tr('<span class=l>Required By:</span>', '25-06-2026') + tr('<span class=l>Company:</span>', 'Vandana Spice Mills Pvt. Ltd.') + tr('<span class=l>Supplier Quotation:</span>', 'AN-2026-0702') + '</table></td></tr></table><table class=i width=100%>' + th('Sr', 'Item Code', 'Description', '>Quantity', '>Rate', '>Amount') + tr('1', 'AUR-BATCH', 'Aurora Batch Trace site licence', '>2 Nos', '>€ 3,480.00', '>€ 6,960.00') + tr('2', 'AUR-LBL', 'Label designer', '>5 Nos', '>€ 126.40', '>€ 632.00') + '</table><table style="margin-left:auto">' + tr('Total', '>€ 7,592.00') + tr('Grand Total', '><b>€ 7,592.00</b>') + tr('In Words', 'EUR Seven Thousand, Five Hundred And Ninety Two only.') + '</table><p><b>Shipping Address:</b><br>Vandana Spice Mills Pvt. Ltd.<br>Plot 44, MIDC Phase II<br>Nashik 422010<br>Maharashtra, India<br>GSTIN: 27AAACV5550Q1Z3</p><p><b>Billing Address:</b><br>Vandana Spice Mills Pvt. Ltd.<br>2nd Floor, Peppercorn Chambers<br>Mumbai 400001</p><p><b>Payment Terms</b></p><table class=i>' + th('Payment Term', 'Description', 'Due Date', 'Invoice Portion', 'Payment Amount') + tr('Advance 30', '30% in advance', '10-06-2026', '30%', '€ 2,277.60') + tr('Balance 70', '70% on go-live', '31-07-2026', '70%', '€ 5,314.40') + '</table>'
pdf('en_po_66', page(css, b), 'chrome')
PO('en_po_66', 'erpnext', 'en', 'pdf', 'PUR-ORD-2026-00418', '2026-06-03', 'Vandana Spice Mills Pvt. Ltd.', 'Nordlicht Software GmbH', 'EUR', '7592.00', '30% in advance, 70% on go-live', quote_ref='AN-2026-0702', bill_to='Vandana Spice Mills Pvt. Ltd. | 2nd Floor, Peppercorn Chambers | Mumbai 400001', ship_to='Vandana Spice Mills Pvt. Ltd. | Plot 44, MIDC Phase II | Nashik 422010', delivery_date='2026-06-25', top=dict(skip=['payment_terms']))
# 17 hand-made xlsx
xlsx('en_po_67', {'A1': 'ORDER FORM', 'F1': 'Tollgate Street Community Theatre', 'F2': 'Tollgate St, Ludlow SY8 1AZ', 'A3': 'Order number', 'B3': 'TST/26/031', 'D3': 'Date', 'E3': (46121,), 'A5': 'TO', 'B5': 'Nordlicht Software GmbH, Kiel', 'A6': 'FOR THE ATTENTION OF', 'B6': 'Sales', 'A8': 'Item', 'B8': 'Qty', 'C8': 'Cost each (£)', 'D8': 'Cost (£)', 'E8': 'Budget code', 'A9': 'Aurora Box Office, 1 yr', 'B9': 1, 'C9': 1140, 'D9': 1140, 'E9': 'BO4', 'A10': 'Ticket scanner app', 'B10': 3, 'C10': 59.5, 'D10': 178.5, 'E10': 'BO4', 'C12': 'Goods total', 'D12': 1318.5, 'C13': 'VAT', 'D13': 0, 'C14': 'ORDER TOTAL', 'D14': 1318.5, 'A16': 'Needed for', 'B16': (46143,), 'A17': 'Ordered by', 'B17': 'Peg Arkwright (treasurer)', 'A18': 'How we pay', 'B18': 'BACS, 14 days', 'A19': 'Invoice to', 'B19': 'peg@tollgatetheatre.example'}, widths=(26, 24, 14, 12, 14, 30))
PO('en_po_67', 'handmade-xlsx-theatre', 'en', 'xlsx', 'TST/26/031', '2026-04-09', 'Tollgate Street Community Theatre', 'Nordlicht Software GmbH', 'GBP', '1318.50', 'BACS, 14 days', delivery_date='2026-05-01', billing_email='peg@tollgatetheatre.example', payment_terms_alt=['14 days'], currency_alt=[None])
# 18 Word letter -> docx, long terms
docx('en_po_68', page('', '<p><b>FENWAY GRANGE SCHOOL FOUNDATION</b><br>Bursary, Grange Lane, Evesham WR11 4TF</p><p>Nordlicht Software GmbH<br>Hafenstraße 12<br>24103 Kiel<br>Germany</p><p>30th June 2026</p><p>Our ref: FGS-B-0226</p><p>Dear Ms Brandt,</p><p><b>Purchase of Aurora Timetable</b></p><p>Further to your proposal AN-2026-0559 and our telephone conversation of 24th June, I am pleased to place a firm order on behalf of the Foundation for the following. Please treat the reference at the head of this letter as the purchase order number.</p><ol><li>Aurora Timetable, three-year licence, £7,350 (seven thousand three hundred and fifty pounds)</li><li>Staff training, two sessions at £420 each, £840</li></ol><p>The total value of this order is therefore £8,190.00 excluding VAT. Installation should be completed by 21st August 2026, before the inset days. We shall settle your invoice within 30 days of its date; kindly send it to accounts@fenwaygrange.example.</p><p>The Foundation\'s standard conditions are overleaf.</p><p>Yours sincerely,</p><p>Rosalind Ackerley<br>Bursar</p><h4 style="page-break-before:always">Conditions of order</h4>' + ''.join('<p>%d. %s</p>' % (i + 1, s) for i, s in enumerate(['In these conditions "the Foundation" means the body named on the order and "the Supplier" the person to whom it is addressed.', 'Orders over £10,000 require two signatures; no variation is valid unless confirmed by a purchase order amendment number.', 'Invoices dated earlier than delivery will be treated as dated on delivery. Payment within 60 days does not attract interest.', 'The Supplier shall not assign the order. Risk passes on delivery at Evesham WR11 4TF.', 'The Foundation may cancel the order for breach upon seven days\' notice in writing.'] * 3))))
PO('en_po_68', 'word-letter-order', 'en', 'docx', 'FGS-B-0226', '2026-06-30', 'FENWAY GRANGE SCHOOL FOUNDATION', 'Nordlicht Software GmbH', 'GBP', '8190.00', 'within 30 days of its date', quote_ref='AN-2026-0559', delivery_date='2026-08-21', billing_email='accounts@fenwaygrange.example', payment_terms_alt=['30 days of its date'])
# 19 forward with AE note, text order
mail('en_po_69', 'Jonas Petersen <jonas.petersen@nordlicht.example>', 'Order Desk <orders@nordlicht.example>', 'FW: PO 7719-A for licences', 'Tue, 03 Nov 2026 16:22:10 +0100', text='''
Hi all, finally! Please book this against opp 00418. I promised them Net 30, they wrote 45, leave as is.
Jonas

From: Purchasing <purchasing@owlpost-couriers.example>
Sent: Tuesday, November 3, 2026 3:58 PM
To: Jonas Petersen <jonas.petersen@nordlicht.example>
Cc: Bettany Crewe <bcrewe@owlpost-couriers.example>
Subject: PO 7719-A for licences

Good afternoon Jonas,

please accept this email as our purchase order.

   P.O.:        7719-A
   Vendor:      Nordlicht Software Inc.
   Your quote:  Q-26-0933
   30 x Aurora Dispatch driver licence @ $64.00    $1,920.00
    1 x Aurora Dispatch dispatcher console         $  780.00
   Sales tax (exempt)                              $    0.00
   Total                                           $2,700.00
   Terms:       Net 45
   Start date:  12/01/2026

Bill to:  Owlpost Couriers LLC, 3300 Pigeon Hill Road, Suite 4, Dayton, OH 45402
Email the invoice to payables@owlpost-couriers.example and copy me.

Thanks,
Vern Castellane
Purchasing Manager, Owlpost Couriers LLC
937-555-0181
''')
PO('en_po_69', 'forward-ae-note', 'en', 'eml-text', '7719-A', '2026-11-03', 'Owlpost Couriers LLC', 'Nordlicht Software Inc.', 'USD', '2700.00', 'Net 45', quote_ref='Q-26-0933', bill_to='Owlpost Couriers LLC | 3300 Pigeon Hill Road, Suite 4 | Dayton, OH 45402', delivery_date='2026-12-01', delivery_date_alt=[None], billing_email='payables@owlpost-couriers.example', date_alt=[None], currency_alt=[None])
# near misses en
mail('en_non_51', 'Coupa Notifications <noreply@maplewick-coupa.example>', 'orders@nordlicht.example', 'Action required: acknowledge receipt of RFP event 8841', 'Mon, 12 Oct 2026 09:00:00 +0000', html='<p>Dear supplier,</p><p>Maplewick Insurance Co. invites you to participate in the sourcing event <b>#8841 Document archive 2027</b>. Please submit your prices by October 30, 2026 5:00 PM ET. No purchase order has been issued; an award, if any, will be made by purchase order.</p><table border=1><tr><th>Line</th><th>Item</th><th>Qty</th><th>Your price</th></tr><tr><td>1</td><td>Archive platform, 300 users</td><td>1</td><td>____</td></tr></table><p><a href="https://maplewick-coupa.example/sourcing/8841">Respond</a></p>')
NON('en_non_51', 'coupa-sourcing-event', 'en', 'eml-html', 'request_for_quote')
css = '.i td,.i th{border:1px solid #000;padding:3px}'
pdf('en_non_52', page(css, '<h2>PACKING LIST</h2><table>' + tr('Shipper', 'Nordlicht Software Inc., 200 Harbor Street, Boston, MA 02110') + tr('Consignee', 'Ravensbourne Marine Ltd, 4 Slipway, Camden ME 04843') + tr('Customer PO', 'RM-55120') + tr('Order date', '05/06/2026') + tr('Ship date', '05/19/2026') + tr('Terms', 'Prepaid') + '</table><br><table class=i width=100%>' + th('Qty ordered', 'Qty shipped', 'Back ordered', 'Description') + tr('4', '4', '0', 'Aurora dongle USB') + tr('1', '1', '0', 'Printed manual') + '</table><p>1 carton, 2.2 lb. Carrier tracking 1Z0055501900. Received by ____________</p>'), 'wk')
NON('en_non_52', 'packing-list', 'en', 'pdf', 'other', ['RM-55120'])
mail('en_non_53', 'Halden Gore <hgore@stillwater-labs.example>', 'Jonas Petersen <jonas.petersen@nordlicht.example>', 'Re: Quote Q-26-0810 / PO status', 'Thu, 09 Jul 2026 11:40:00 -0400', text='''
Jonas,

the requisition (REQ 20931) is with our CFO. She is back Monday, so you should see the purchase order for the $18,400.00
by the end of next week. We will use Net 30 like last year. Please do not start before you have the PO number from us.

Halden Gore | Stillwater Labs

> On Jul 8, 2026, at 9:12 AM, Jonas Petersen wrote:
> Hi Halden, any news about the PO for Q-26-0810? Total is $18,400.00 and the price holds until July 31.
''')
NON('en_non_53', 'po-status-reply', 'en', 'eml-text', 'promise', skip=['cited_orders'])
canv('en_non_54', mono('''
                         REMITTANCE ADVICE - ELECTRONIC FUNDS TRANSFER

 OAKHOLT TIMBER MERCHANTS PLC                          Payment No   E0088134
 Sawyers Yard, Hexham NE46 3XX                         Payment Date 29-MAY-2026

 Payee: NORDLICHT SOFTWARE GMBH                        Supplier No  20774

 Your Invoice    Inv Date     Our Order        Gross      Discount         Net
 --------------  -----------  -----------  ----------  -----------  ----------
 RE-2026-1044    28-APR-2026  OT118804       2,340.00         0.00    2,340.00
 RE-2026-1051    30-APR-2026  OT118911         415.75         0.00      415.75
                                           ----------  -----------  ----------
                                      GBP    2,755.75         0.00    2,755.75

 This amount will be credited to your bank account ending 4410 within 3 days.
''', z=9))
NON('en_non_54', 'remittance-eft', 'en', 'pdf', 'remittance', ['OT118804', 'OT118911'])
pdf('en_non_55', page('td{padding:2px 8px}', '<h2>Internal Purchase Requisition</h2><p>Thornbury Heath Water Company, NOT A PURCHASE ORDER, for approval only</p><table>' + tr('Requisition No', 'PR-0099214') + tr('Requested by', 'C. Maddern') + tr('Suggested supplier', 'Nordlicht Software GmbH') + tr('Date needed', '14/08/2026') + tr('Estimated value', '£6,200.00') + tr('Cost centre', 'W-330') + tr('Approver 1', 'pending') + tr('Approver 2', 'pending') + '</table><p>Justification: replaces the leak log spreadsheet. Quote received 2 July 2026.</p>'), 'chrome')
NON('en_non_55', 'internal-requisition', 'en', 'pdf', 'other', verdict_alt=['promise', 'request_for_quote'], skip=['cited_orders'])
mail('en_non_56', 'Nordlicht Software Inc. <orders@nordlicht.example>', 'buyer@calder-rail.example', 'Order acknowledgement: your PO CR-20881', 'Fri, 20 Nov 2026 10:00:00 -0500', text='''
Dear Mr Ostler,

thank you for your purchase order CR-20881 of November 18, 2026. We confirm:

  Our order      S-104471
  Your PO        CR-20881
  12 Aurora Signal Log licences at $310.00      $3,720.00
  Terms          Net 30
  Delivery       December 1, 2026

Kind regards
Order Desk, Nordlicht Software Inc.
''')
NON('en_non_56', 'own-acknowledgement', 'en', 'eml-text', 'order_confirmation', ['CR-20881'])
