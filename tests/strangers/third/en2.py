# SPDX-License-Identifier: GPL-3.0-or-later
from lib import *
T='Nordlicht Software GmbH'; TI='Nordlicht Software Inc.'
@doc('en_13','en','requisition-approval-mail','eml-html','other')
def _():
    return 'eml',eml('Larkspur Procure <do_not_reply@larkspur-procure.example>','Jule Hansen <j.hansen@nordlicht.example>','Action required: Requisition #88214 is waiting for approval','Thu, 16 Jul 2026 07:30:05 +0000',html='''<html><body style="font-family:Arial"><table width="600" align="center" cellpadding="6"><tr><td style="background:#2a5d84;color:#fff"><b>Larkspur Procure</b></td></tr>
<tr><td>Hello,<br><br>You have been copied on a requisition by <b>Marit Solheim</b> (Fjordane Shipping AS). It has <b>not yet been ordered</b>. A purchase order will be issued to the supplier once all approvers have signed.</td></tr>
<tr><td><table border="1" cellspacing="0" cellpadding="4" width="100%"><tr><td>Requisition #</td><td>88214</td></tr><tr><td>Submitted</td><td>15 Jul 2026</td></tr><tr><td>Supplier</td><td>Nordlicht Software GmbH</td></tr><tr><td>Item</td><td>Polaris Deck, 14 seats</td></tr><tr><td>Total</td><td>9,940.00 EUR</td></tr><tr><td>Next approver</td><td>Finance (tier 2)</td></tr></table></td></tr>
<tr><td><a href="https://larkspur-procure.example/req/88214">View requisition</a></td></tr></table></body></html>''')
@doc('en_14','en','network-order-mail','eml-html','purchase_order',[O(number='4700062518',date='2026-09-03',buyer='Tannhill Chemicals Group',supplier=TI,currency='USD',total='63900.00',payment_terms='NET 60',payment_terms_alt=['NET60','0.000 % 60'],ship_to='Tannhill Chemicals – Baytown Works | 7100 Refinery Spur | Baytown, TX 77599',bill_to='Tannhill Business Services | 1 Tannhill Plaza | Houston, TX 77299',delivery_date='2026-10-01',contract_ref='CW-204417',revision_alt=['1'])])
def _():
    return 'eml',eml('Tannhill Chemicals Group via TradeLane Network <ordersender@tradelane.example>','orders@nordlicht.example','Tannhill Chemicals Group sent a new Purchase Order 4700062518','Thu, 03 Sep 2026 11:05:41 -0500',html='''<html><head><meta charset="utf-8"></head><body style="font:13px Arial">
<div style="background:#f0ab00;padding:8px">TradeLane Network</div>
<p>Tannhill Chemicals Group sent a new order.</p><p>This purchase order was delivered by TradeLane Network. If more than one email address is associated with your organization for PO delivery, then the copy of this purchase order would be sent to them as well.</p>
<p><a href="https://service.tradelane.example/o?id=8fd2" style="background:#0070f2;color:#fff;padding:6px 14px">Process order</a></p>
<table width="100%"><tr><td valign="top" width="55%"><b>From:</b><br>Tannhill Chemicals Group<br>1 Tannhill Plaza<br>Houston, TX 77299<br>United States</td><td valign="top"><b>To:</b><br>Nordlicht Software Inc.<br>88 Franklin Wharf, 6th Floor<br>Boston, MA 02199<br>United States<br>Email: orders@nordlicht.example</td></tr>
<tr><td></td><td align="right"><div style="font-size:18px">Purchase Order</div>(New)<br>4700062518<br><b>Amount: $63,900.00 USD</b><br>Version: 1</td></tr></table>
<hr><table><tr><td><b>Payment Terms</b></td></tr><tr><td>NET 60</td></tr></table>
<p><b>Comments</b><br>Comment Type: Terms and Conditions<br>Body: Governed by master agreement CW-204417.</p>
<table width="100%"><tr><td valign="top" width="50%"><b>Ship All Items To</b><br>Tannhill Chemicals – Baytown Works<br>7100 Refinery Spur<br>Baytown, TX 77599<br>United States<br>Ship To Code: 2210</td><td valign="top"><b>Bill To</b><br>Tannhill Business Services<br>1 Tannhill Plaza<br>Houston, TX 77299<br>United States</td></tr></table>
<h3>Line Items</h3><table width="100%" border="0" cellpadding="4"><tr bgcolor="#dddddd"><th>Line #</th><th>Part # / Description</th><th>Type</th><th>Return</th><th>Qty (Unit)</th><th>Need By</th><th>Unit Price</th><th>Subtotal</th></tr>
<tr><td>00010</td><td>POL-EHS-ENT<br>Polaris EHS Enterprise, 1 year</td><td>Service</td><td></td><td>1 (EA)</td><td>1 Oct 2026</td><td>$48,500.00 USD</td><td>$48,500.00 USD</td></tr>
<tr><td>00020</td><td>POL-PS-DAY<br>Professional services</td><td>Service</td><td></td><td>11 (DAY)</td><td>1 Oct 2026</td><td>$1,400.00 USD</td><td>$15,400.00 USD</td></tr></table>
<p align="right">Sub-total: $63,900.00 USD<br>Est. Grand Total: $63,900.00 USD</p>
<p>Order submitted on: Thursday 3 Sep 2026 11:05 AM GMT-05:00<br>Received by TradeLane Network on: Thursday 3 Sep 2026 11:05 AM GMT-05:00<br>This Purchase Order was sent by Tannhill Chemicals Group AN01999414771-T and delivered by TradeLane Network.</p></body></html>''',extra=[('Reply-To','procurement@tannhill.example')])
def smallpo(d):
    h=d.add_paragraph(); r=h.add_run('Ashdown Violin Workshop'); r.bold=True; r.italic=True
    d.add_paragraph('3 Chapel Yard, Lewbridge, East Sussex BN7 4ZZ · 01999 447 108 · hello@ashdownviolins.example')
    d.add_paragraph('PURCHASE ORDER').runs[0].bold=True
    d.add_paragraph('No: 0061\t\t\tDate: 12th October 2026')
    d.add_paragraph('Supplier:\tNordlicht Software GmbH, Am Kaiserkai 31, 20499 Hamburg')
    d.add_paragraph('Please supply:')
    dtable(d,[['Qty','Description','Price each','Line total'],['2','Polaris Workshop – single user licence','€245.00','€490.00'],['1','Data import from old Access database','€180.00','€180.00']],'Table Grid')
    d.add_paragraph('Order total: €670.00')
    d.add_paragraph('Required by: 2nd November 2026')
    d.add_paragraph('Terms: payment on receipt of invoice')
    d.add_paragraph('Signed: R. Ashdown, proprietor')
@doc('en_15','en','word-sole-trader','docx','purchase_order',[O(number='0061',date='2026-10-12',buyer='Ashdown Violin Workshop',supplier=T,currency='EUR',total='670.00',payment_terms='payment on receipt of invoice',payment_terms_alt=['on receipt of invoice'],delivery_date='2026-11-02')])
def _(): return 'docx',docx(smallpo)
@doc('en_16','en','own-statement-xlsx','xlsx','statement',skip=['cited_orders'])
def _():
    def b(w,s):
        s.title='Statement'; s['A1']='Nordlicht Software GmbH'; s['A2']='STATEMENT OF ACCOUNT'; s['A3']='Customer'; s['B3']='Dunmore Glass Ltd'; s['A4']='Account'; s['B4']='C-20417'; s['A5']='As at'; s['B5']='31/08/2026'
        for i,r in enumerate([['Date','Type','Reference','Your PO','Debit','Credit','Balance'],['02/06/2026','Invoice','RE-26-1802','DG-7712',4100,None,4100],['30/06/2026','Payment','BACS',None,None,4100,0],['14/07/2026','Invoice','RE-26-2231','DG-7790',2650,None,2650],['03/08/2026','Invoice','RE-26-2410','DG-7815',980,None,3630]]):
            for j,x in enumerate(r): s.cell(7+i,1+j,x)
        s['F13']='Balance due EUR'; s['G13']=3630; s['A15']='0-30 days 980.00 | 31-60 days 2,650.00 | over 60 days 0.00'
    return 'xlsx',xlsx(b)
@doc('en_17','en','excel-template','xlsx','purchase_order',[O(number='FLX-2026-088',date='2026-07-21',buyer='Felixmere Container Repairs',supplier=T,currency='EUR',total='8211.00',payment_terms='Net 14',ship_to='Felixmere Container Repairs | Attn: Stores | Berth 9, Trinity Road | Felixmere IP11 4ZZ',delivery_date='2026-08-10',supplier_alt=['Nordlicht Software'])])
def _():
    from openpyxl.styles import Font
    def b(w,s):
        s.title='PO'; s['A1']='Felixmere Container Repairs'; s['A1'].font=Font(size=16,bold=True); s['F1']='PURCHASE ORDER'; s['F1'].font=Font(size=18,bold=True)
        s['A2']='Berth 9, Trinity Road'; s['A3']='Felixmere IP11 4ZZ'; s['A4']='Phone: 01999 673 300'
        s['E3']='DATE'; s['F3']=datetime(2026,7,21); s['F3'].number_format='dd/mm/yyyy'; s['E4']='PO #'; s['F4']='FLX-2026-088'
        s['A7']='VENDOR'; s['D7']='SHIP TO'
        for i,(a,c) in enumerate([('Nordlicht Software GmbH','Felixmere Container Repairs'),('Sales Dept','Attn: Stores'),('Am Kaiserkai 31','Berth 9, Trinity Road'),('20499 Hamburg','Felixmere IP11 4ZZ')]): s.cell(8+i,1,a); s.cell(8+i,4,c)
        for j,x in enumerate(['REQUISITIONER','SHIP VIA','F.O.B.','TERMS','REQUIRED BY']): s.cell(14,1+j,x)
        s['A15']='G. Tolliver'; s['B15']='Download'; s['D15']='Net 14'; s['E15']=datetime(2026,8,10); s['E15'].number_format='dd/mm/yyyy'
        for j,x in enumerate(['ITEM #','DESCRIPTION','','QTY','UNIT PRICE','TOTAL']): s.cell(17,1+j,x)
        for i,r in enumerate([['POL-YRD','Polaris Yard, 12 months','',3,1900,'=D18*E18'],['POL-TAB','Tablet client','',6,200,'=D19*E19']]):
            for j,x in enumerate(r):
                c=s.cell(18+i,1+j,x)
                if j>3: c.number_format='#,##0.00'
        for r,a,v in [(28,'SUBTOTAL','=SUM(F18:F27)'),(29,'TAX RATE',0.19),(30,'TAX','=F28*F29'),(31,'S & H',0),(32,'TOTAL EUR','=F28+F30+F31')]:
            s.cell(r,5,a); c=s.cell(r,6,v); c.number_format='0.0%' if a=='TAX RATE' else '#,##0.00'
        s['A28']='Comments or special instructions'; s['A34']='If you have any questions about this purchase order, please contact G. Tolliver, stores@felixmere-cr.example'
    return 'xlsx',soff(xlsx(b),'xlsx','xlsx')
def _lines():
    names=['MRP named user','shop floor terminal','barcode client','label printer driver','quality module','tool crib','scheduling board','maintenance client','supplier portal seat','report pack','CAD viewer','EDI mailbox','gauge calibration','timesheet client']
    rows,net='',0
    for i in range(42):
        q=[5,2,1,10,3,4][i%6]; p=[760,45,120,12,85,240,33.5][i%7]; a=q*p; net+=a
        rows+='<tr><td>SW/%03d</td><td>Polaris %s%s</td><td>16/11/2026</td><td align=right>%.2f</td><td align=right>%.2f</td><td align=right>%.2f</td><td align=right>%.2f</td></tr>'%(100+i,names[i%14],['',' - site B',' - site C'][i//14],q,p,a,a*.2)
    return rows,'%.2f'%(net*1.2),f'{net:,.2f}',f'{net*.2:,.2f}',f'{net*1.2:,.2f}'
en18=_lines()
@doc('en_18','en','sage200','eml-pdf','purchase_order',[O(number='0000046120',number_alt=['46120'],date='2026-11-02',buyer='Quillon Fasteners Limited',supplier=T,currency='GBP',total=en18[1],payment_terms=None,ship_to='Quillon Fasteners Limited | Goods In, Unit 3 | Spindle Way | Dudmore DY2 4ZZ',delivery_date='2026-11-16')])
def _():
    pdf=wk('''<meta charset=utf-8><style>body{font-family:Liberation Sans Narrow;font-size:10pt}</style><div style="text-align:center;font-size:18pt">Quillon Fasteners Limited</div><div style="text-align:center">Spindle Way, Dudmore DY2 4ZZ &nbsp; Tel 01999 232 700 &nbsp; VAT No GB 999 5521 70</div>
<h2 style="text-align:right">PURCHASE ORDER</h2><table width=100%><tr><td width=60% valign=top>Nordlicht Software GmbH<br>Am Kaiserkai 31<br>20499 Hamburg<br>DEU</td><td><table><tr><td>Order No</td><td>0000046120</td></tr><tr><td>Order Date</td><td>02/11/2026</td></tr><tr><td>Account No</td><td>NOR014</td></tr><tr><td>Requested By</td><td>S Chaudhry</td></tr><tr><td>Page</td><td>1</td></tr></table></td></tr></table>
<p><b>Deliver To</b><br>Quillon Fasteners Limited<br>Goods In, Unit 3<br>Spindle Way<br>Dudmore DY2 4ZZ</p><table width=100% cellpadding=3><tr style="border-bottom:1px solid"><td><b>Code</b></td><td><b>Description</b></td><td><b>Required</b></td><td align=right><b>Qty</b></td><td align=right><b>Unit Price</b></td><td align=right><b>Net</b></td><td align=right><b>VAT</b></td></tr>
'''+en18[0]+'''</table>
<br><br><table align=right><tr><td>Total Net Amount</td><td align=right>£'''+en18[2]+'''</td></tr><tr><td>Total VAT Amount</td><td align=right>£'''+en18[3]+'''</td></tr><tr><td><b>Order Total</b></td><td align=right><b>£'''+en18[4]+'''</b></td></tr></table>''')
    return 'eml',eml('Sana Chaudhry <s.chaudhry@quillon.example>','orders@nordlicht.example','PO 46120','Mon, 02 Nov 2026 14:20:09 +0000','Hi\n\nPO attached, please confirm.\n\nRegards\nSana Chaudhry\nBuyer, Quillon Fasteners Limited\n',att=[('PO_46120.pdf',pdf)])
def vform(d):
    d.add_heading('New Supplier Set-up Form',1)
    d.add_paragraph('Marlpit Housing Association – Finance. Please complete and return to suppliers@marlpitha.example. We cannot raise a purchase order until this form has been approved.')
    dtable(d,[['Company name','Nordlicht Software GmbH'],['Registered address','Am Kaiserkai 31, 20499 Hamburg'],['VAT number','DE999888777'],['Contact for orders','orders@nordlicht.example'],['Contact for remittances','accounting@nordlicht.example'],['Bank name / IBAN','Hansekontor Bank / DE02 1203 0000 0000 2020 51'],['Payment terms offered','30 days net'],['Expected annual spend','£20,000']])
    d.add_paragraph('Terms: All invoices must quote a valid purchase order number. Orders are sent by e-mail from no-reply@marlpitha.example. Standard payment terms are 30 days from date of invoice.')
    d.add_paragraph('Signed for the supplier: H. Vogt     Date: 4 March 2026')
    d.add_paragraph('For office use: Vendor no. ______  Approved by ______')
@doc('en_19','en','supplier-setup-form','docx','other')
def _(): return 'docx',docx(vform)
@doc('en_20','en','xero-au','pdf','purchase_order',[O(number='PO-0349',date='2026-03-30',buyer='Wattlebird Irrigation Pty Ltd',supplier=T,currency='AUD',total='5390.00',ship_to='Wattlebird Irrigation Pty Ltd | 18 Sluice Street | MOORABBEE VIC 3999',delivery_date='2026-04-20',payment_terms=None,quote_ref='AN-26-0241',quote_ref_alt=[None])])
def _():
    return 'pdf',weasy('''<style>@page{margin:18mm}body{font:9pt "Liberation Sans"}h1{font-weight:400;font-size:22pt}td,th{text-align:left;padding:2mm 1mm;vertical-align:top}.r{text-align:right}.t{width:100%;border-collapse:collapse;margin-top:14mm}.t th{border-bottom:1pt solid #000}.t td{border-bottom:.3pt solid #bbb}</style>
<table width=100%><tr><td width=45%><h1>PURCHASE ORDER</h1>Nordlicht Software GmbH<br>Am Kaiserkai 31<br>20499 HAMBURG<br>GERMANY<td><b>Purchase Order Date</b><br>30 Mar 2026<br><br><b>Delivery Date</b><br>20 Apr 2026<br><br><b>Purchase Order Number</b><br>PO-0349<br><br><b>Reference</b><br>AN-26-0241<br><br><b>ABN</b><br>99 104 882 377<td>Wattlebird Irrigation<br>Pty Ltd<br>PO Box 212<br>MOORABBEE VIC 3999<br>AUSTRALIA</table>
<table class=t><tr><th>Description<th class=r>Quantity<th class=r>Unit Price<th class=r>GST<th class=r>Amount AUD<tr><td>Polaris Field, controller licence, 24 months<td class=r>14.00<td class=r>350.00<td class=r>10%<td class=r>4,900.00
<tr><td><td><td><td class=r>Subtotal<td class=r>4,900.00<tr><td><td><td colspan=2 class=r>TOTAL GST 10%<td class=r>490.00<tr><td><td><td colspan=2 class=r><b>TOTAL AUD</b><td class=r><b>5,390.00</b></table>
<h3 style="margin-top:30mm;border-top:1pt dashed #999;padding-top:4mm">DELIVERY DETAILS</h3><table width=100%><tr><td><b>Delivery Address</b><br>Wattlebird Irrigation Pty Ltd<br>18 Sluice Street<br>MOORABBEE VIC 3999<br>AUSTRALIA<td><b>Attention</b><br>Kylie Brandt<br><br><b>Telephone</b><br>03 5999 0417<td><b>Delivery Instructions</b><br>Keys by email please</table>''')
@doc('en_21','en','inline-forward-by-sales','eml-forward','purchase_order',[O(number='SO/PUR/26/0914',date='2026-08-05',buyer='Ivoryvale Cinemas Private Limited',buyer_alt=['Ivoryvale Cinemas Pvt Ltd'],supplier=T,supplier_alt=['Nordlicht Software'],currency='EUR',total='14750.00',payment_terms='50% advance, balance 30 days after go-live',payment_terms_alt=['50% advance, balance 30 days after go-live.'],quote_ref='AN-26-0655',bill_to='Ivoryvale Cinemas Private Limited | 4th Floor, Orchid Towers | Baner | Pune 411999',ship_to=None,delivery_date='2026-09-15',billing_email=None)],skip=['ship_to'])
def _():
    return 'eml',eml('Jule Hansen <j.hansen@nordlicht.example>','Order Desk <orders@nordlicht.example>','FW: PO for Polaris Box Office - SO/PUR/26/0914','Thu, 06 Aug 2026 08:02:30 +0200','''Hi all,

finally in :-) please book, I promised them a kick-off next week.

Jule
--
Jule Hansen | Account Executive | Nordlicht Software GmbH

-----Original Message-----
From: Devika Narang <devika.narang@ivoryvale.example>
Sent: Wednesday, August 5, 2026 6:41 PM
To: Jule Hansen <j.hansen@nordlicht.example>
Cc: Purchase <purchase@ivoryvale.example>
Subject: PO for Polaris Box Office - SO/PUR/26/0914

Dear Ms. Hansen,

With reference to your quotation no. AN-26-0655 and subsequent discussion, we
are pleased to place the order on you as under:

PO No.     : SO/PUR/26/0914
PO Date    : 05.08.2026
Vendor     : Nordlicht Software GmbH, Hamburg

Sr  Description                          Qty   Rate (EUR)   Amount (EUR)
1   Polaris Box Office, per screen        22       500.00      11,000.00
2   Kiosk module                           5       750.00       3,750.00
                                                 Total         14,750.00

Delivery   : on or before 15.09.2026
Payment    : 50% advance, balance 30 days after go-live
Billing    : Ivoryvale Cinemas Private Limited
             4th Floor, Orchid Towers
             Baner
             Pune 411999

Kindly acknowledge the receipt of the PO.

Thanks & Regards,
Devika Narang
Sr. Manager - Purchase
Ivoryvale Cinemas Private Limited
''')
@doc('en_22','en','webshop-receipt','eml-html','order_confirmation',verdict_alt=['other'],skip=['cited_orders'])
def _():
    return 'eml',eml('CableCastle <orders@cablecastle.example>','Office <office@nordlicht.example>','Your CableCastle order #CC-3309187 is in!','Sun, 08 Mar 2026 21:17:40 +0000','Thanks for your order!\n\nOrder #CC-3309187\nPlaced on 8 March 2026\n\n2 x USB-C docking station  139.00  278.00\n4 x Cat6 patch lead 3 m      4.50   18.00\nDelivery                              0.00\nTotal (incl. VAT)           EUR 296.00\n\nPaid with Visa ending 4411\nDelivering to: Nordlicht Software GmbH, Am Kaiserkai 31, 20499 Hamburg\n',html='''<html><body style="font-family:Helvetica,Arial"><h2 style="color:#c0392b">Thanks for your order!</h2><p>Hi Office, we've got your order and are packing it right now.</p><table width="100%"><tr><td>Order #CC-3309187</td><td align="right">Placed on 8 March 2026</td></tr></table>
<table width="100%" border="0" cellpadding="5"><tr><td>USB-C docking station</td><td>2 × €139.00</td><td align="right">€278.00</td></tr><tr><td>Cat6 patch lead 3 m</td><td>4 × €4.50</td><td align="right">€18.00</td></tr><tr><td colspan="2">Delivery</td><td align="right">Free</td></tr><tr><td colspan="2"><b>Total (incl. VAT)</b></td><td align="right"><b>€296.00</b></td></tr></table>
<p>Paid with Visa ending 4411</p><p><b>Delivering to</b><br>Nordlicht Software GmbH<br>Am Kaiserkai 31<br>20499 Hamburg</p><p style="font-size:11px">Changed your mind? You have 30 days to return. CableCastle Ltd, 1 Keep Lane</p></body></html>''')
@doc('en_23','en','sap-change-en','pdf','order_change',[O(number='4501877340',kind='change',revision=None,date='2026-02-24',date_alt=['2026-04-15'],buyer='Brightwater Turbines GmbH',supplier=T,currency='EUR',total='29750.00',payment_terms='within 30 days Due net',quote_ref=None,bill_to=None,ship_to='Brightwater Turbines GmbH | Plant 1200, Hall C | Deichstrasse 90 | 26999 Norderham',delivery_date='2026-05-29')])
def _():
    def d(c):
        def s(x,y,t,f='Times-Roman',z=9.5): c.setFont(f,z); c.drawString(x,y,t)
        s(60,800,'Brightwater Turbines GmbH','Times-Bold',14); s(60,760,'Brightwater Turbines GmbH, Deichstrasse 90, 26999 Norderham','Times-Roman',6.5)
        for i,t in enumerate(['Nordlicht Software GmbH','Am Kaiserkai 31','20499 Hamburg']): s(60,742-i*12,t)
        c.rect(330,668,220,100); s(336,754,'Change to Purchase Order','Times-Bold',11)
        for i,(a,b) in enumerate([('PO number/date','4501877340 / 24.02.2026'),('Date of change','15.04.2026'),('Contact person/Telephone','Mr. Ole Petersen/04999 81-220'),('Our fax number','04999 81-299'),('Your vendor number with us','0000107733')]): s(336,739-i*14,a,'Times-Roman',8); s(448,739-i*14,b,'Times-Roman',8)
        for i,t in enumerate(['Please deliver to:','Brightwater Turbines GmbH','Plant 1200, Hall C','Deichstrasse 90','26999 Norderham']): s(60,650-i*12,t)
        s(330,650,'Delivery date: Day 29.05.2026'); s(60,575,'Terms of delivery: DAP Norderham'); s(60,562,'Terms of payment: within 30 days Due net'); s(60,549,'Currency EUR')
        s(60,525,'We hereby change the above purchase order as follows. All other conditions remain unchanged.','Times-Italic')
        c.line(60,512,550,512); s(60,500,'Item   Material / Description','Times-Bold'); s(300,500,'Order qty.  Unit','Times-Bold'); s(390,500,'Price per unit','Times-Bold'); s(490,500,'Net value','Times-Bold'); c.line(60,494,550,494)
        s(60,478,'00010  Polaris SCADA bridge'); s(300,478,'7  pieces'); s(390,478,'3.250,00'); c.drawRightString(550,478,'22.750,00')
        s(84,465,'*** Quantity changed *** (old quantity: 5 pieces)','Times-Italic',8.5)
        s(60,445,'00020  Commissioning, on site'); s(300,445,'5  days'); s(390,445,'1.400,00'); c.drawRightString(550,445,'7.000,00')
        s(84,432,'*** Item unchanged ***','Times-Italic',8.5); c.line(60,420,550,420)
        s(330,405,'Total net value excl. tax EUR','Times-Bold'); c.drawRightString(550,405,'29.750,00')
    return 'pdf',rl(d)
@doc('en_24','en','support-ticket','eml-text','other',cited=['PO-204117'])
def _():
    return 'eml',eml('Nordlicht Support <support@nordlicht.example>','k.oyelaran@saltmarshports.example','[Ticket #55218] Licence key not accepted (PO-204117)','Fri, 18 Sep 2026 10:12:00 +0200','''##- Please type your reply above this line -##

Ticket #55218 has been updated: Waiting for customer

Finn (Nordlicht Support), 18 Sep 2026 10:11
  Hi Kehinde, could you send us the log file? The key we delivered for your
  order PO-204117 was issued for host pmport02, you seem to install on
  pmport03. If you need another seat, your account executive can quote it.

Kehinde Oyelaran, 18 Sep 2026 09:40
  The installer says "licence not valid for this machine". We bought 10
  seats in August (PO-204117, 10 x 310.00 GBP). Please help, this is urgent.

Priority: high   Product: Polaris Berth 4.2
''')
