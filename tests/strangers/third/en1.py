# SPDX-License-Identifier: GPL-3.0-or-later
from lib import *
T='Nordlicht Software GmbH'; TI='Nordlicht Software Inc.'
# --- 01 Coupa-like print
@doc('en_01','en','coupa-print','pdf','purchase_order',[O(number='0007182',date='2026-03-11',buyer='Harrowgate Biologics, Inc.',supplier=TI,currency='USD',total='41250.00',payment_terms='Net 45',quote_ref='Q-26-0318',
  ship_to='Harrowgate Biologics, Inc. | 2200 Alder Creek Parkway | Suite 400 | Durnham, NC 27799',bill_to='Harrowgate Biologics, Inc. | Attn: Accounts Payable | PO Box 5518 | Durnham, NC 27798',delivery_date='2026-04-01',revision='1',revision_alt=[None],billing_email='ap-invoices@harrowgatebio.example')])
def _():
    return 'pdf',weasy('''<style>@page{size:Letter;margin:16mm}body{font:9pt "Liberation Sans"}h1{font-size:17pt;font-weight:400;color:#1b4f72;margin:0 0 4mm}
.g{display:flex;gap:8mm;margin-bottom:5mm}.g>div{flex:1}.l{color:#777;font-size:7.5pt;text-transform:uppercase;border-bottom:.5pt solid #ccc;margin-bottom:1mm}
table.i{width:100%;border-collapse:collapse}table.i th{background:#eef3f7;text-align:left;font-size:8pt;padding:2mm}table.i td{padding:2mm;border-bottom:.4pt solid #ddd;vertical-align:top}.r{text-align:right!important}
.m td{padding:.4mm 4mm .4mm 0}</style>
<h1>Purchase Order #0007182</h1>
<div class=g><div><b>Harrowgate Biologics, Inc.</b><br>2200 Alder Creek Parkway<br>Suite 400<br>Durnham, NC 27799<br>United States</div>
<div><table class=m><tr><td>Status<td>Issued<tr><td>Order Date<td>03/11/26<tr><td>Version<td>1<tr><td>Requester<td>Priya Castellan<tr><td>Contact email<td>priya.castellan@harrowgatebio.example<tr><td>Payment Term<td>Net 45<tr><td>Shipping Term<td>None<tr><td>Currency<td>USD</table></div></div>
<div class=g><div><div class=l>Supplier</div>Nordlicht Software Inc.<br>88 Franklin Wharf, 6th Floor<br>Boston, MA 02199<br>Attn: Order Desk</div>
<div><div class=l>Ship to</div>Harrowgate Biologics, Inc.<br>2200 Alder Creek Parkway<br>Suite 400<br>Durnham, NC 27799<br>Attn: Priya Castellan</div>
<div><div class=l>Bill to</div>Harrowgate Biologics, Inc.<br>Attn: Accounts Payable<br>PO Box 5518<br>Durnham, NC 27798<br>Send invoices to ap-invoices@harrowgatebio.example</div></div>
<table class=i><tr><th>Line<th>Description<th>Need by<th class=r>Qty<th>Unit<th class=r>Price<th class=r>Total
<tr><td>1<td>Polaris LIMS connector, annual subscription, 25 seats<br><span style="color:#777">Part: POL-LIMS-25 &middot; ref. your quote Q-26-0318</span><td>04/01/26<td class=r>25<td>EA<td class=r>1,450.00<td class=r>36,250.00
<tr><td>2<td>Onboarding, remote<td>04/01/26<td class=r>1<td>EA<td class=r>5,000.00<td class=r>5,000.00
<tr><td colspan=6 class=r><b>Total</b><td class=r><b>41,250.00 USD</b></table>
<p style="font-size:7pt;color:#555">This Purchase Order is subject to the Harrowgate Biologics standard terms at harrowgatebio.example/potc. The PO number must appear on all invoices, packing slips and correspondence. Invoices without a PO number will be returned.</p>''')
# --- 02 NetSuite
@doc('en_02','en','netsuite-po','pdf','purchase_order',[O(number='PO10432',date='2026-01-20',buyer='Cobalt Ridge Outfitters LLC',supplier=TI,currency='USD',total='7884.00',payment_terms='Net 30',ship_to='Cobalt Ridge Outfitters LLC | 417 Granary Row | Bozedale MT 59799',delivery_date='2026-02-02',currency_alt=[None])])
def _():
    return 'pdf',wk('''<meta charset=utf-8><style>body{font-family:Liberation Sans;font-size:10pt}td,th{padding:4px 6px;vertical-align:top}.h th{background:#e3e3e3;text-align:left}</style>
<table width=100%><tr><td><span style="font-size:20pt;color:#35605a"><b>Cobalt Ridge</b></span><br>Cobalt Ridge Outfitters LLC<br>417 Granary Row<br>Bozedale MT 59799<br>United States</td><td align=right><span style="font-size:28pt">Purchase Order</span><br><span style="font-size:16pt">#PO10432</span><br>1/20/2026</td></tr></table>
<table width=100% style="margin-top:14px"><tr><td width=50%><b>Vendor</b><br>Nordlicht Software Inc.<br>88 Franklin Wharf, 6th Floor<br>Boston MA 02199<br>United States</td><td><b>Ship To</b><br>Cobalt Ridge Outfitters LLC<br>417 Granary Row<br>Bozedale MT 59799<br>United States</td><td align=right bgcolor=#f3f3f3><b>TOTAL</b><br><span style="font-size:20pt">$7,884.00</span><br>Expected: 2/2/2026</td></tr></table>
<table width=100% class=h cellspacing=0 style="margin-top:14px"><tr><th>Terms</th><th>Memo</th><th>Due Date</th></tr><tr><td>Net 30</td><td>POS licences FY26</td><td></td></tr></table>
<table width=100% class=h cellspacing=0 style="margin-top:14px"><tr><th>Quantity</th><th>Item</th><th>Expected Receipt Date</th><th>Rate</th><th>Amount</th></tr>
<tr><td>12</td><td><b>NL-POS-STD</b><br>Polaris Retail, standard, per till and year</td><td>2/2/2026</td><td>$540.00</td><td>$6,480.00</td></tr>
<tr><td>12</td><td><b>NL-POS-SUP</b><br>Premium support</td><td>2/2/2026</td><td>$117.00</td><td>$1,404.00</td></tr>
<tr><td colspan=4 align=right><b>Total</b></td><td><b>$7,884.00</b></td></tr></table><p style="margin-top:300px;font-size:8pt">PO10432<span style="float:right">1 of 1</span></p>''')
# --- 03 quote by us (non)
@doc('en_03','en','own-quote-latexish','pdf','quote')
def _():
    return 'pdf',groff('''.nr PS 11
.nr VS 14
.DS R
Nordlicht Software GmbH
Am Kaiserkai 31, 20499 Hamburg
sales@nordlicht.example
.DE
.LP
Meridian Ferries plc
.br
Procurement
.br
12 Quayside, Holyport HP1 9ZZ
.sp
.LP
.B "QUOTATION AN-26-0412"
.br
Date: 14 May 2026 \\(em valid until 13 June 2026
.LP
Dear Mr Okafor,
.LP
Thank you for your enquiry of 7 May. We are pleased to offer as follows:
.TS
tab(|) box;
l r r r.
Description|Qty|Unit EUR|Total EUR
_
Polaris Fleet, per vessel and year|9|1,900.00|17,100.00
Crew scheduling module|1|4,200.00|4,200.00
_
Total excl. VAT|||21,300.00
.TE
.LP
Delivery: four weeks from receipt of order. Payment: 30 days net.
.LP
To order, please send your purchase order quoting AN-26-0412 to orders@nordlicht.example, or sign below and return.
.sp 2
.LP
Accepted (date, signature, PO number): ____________________________
.sp
.LP
Yours sincerely,
.br
Henrike Vogt, Nordlicht Software GmbH
''','-ms','-t')
# --- 04 Oracle EBS
@doc('en_04','en','oracle-ebs-print','pdf','purchase_order',[O(number='204881',date='2026-06-08',buyer='Strathmore Pumps & Valves Ltd',supplier=T,currency='GBP',total='18432.00',payment_terms='60 NET',revision='0',revision_alt=[None],
  ship_to='Strathmore Pumps & Valves Ltd | Unit 14, Forthside Works | Larbrae FK9 4ZZ',bill_to='Strathmore Shared Services | Payables, 3rd Floor | 40 Carron Street | Glenbridge G98 2ZZ',delivery_date='2026-07-06')])
def _():
    def d(c):
        H='Helvetica'
        c.setFont('Helvetica-Bold',13); c.drawString(40,800,'Strathmore Pumps & Valves Ltd'); c.setFont(H,8)
        for i,s in enumerate(['Registered office: 40 Carron Street, Glenbridge G98 2ZZ','VAT Registration GB 999 4417 02']): c.drawString(40,786-i*10,s)
        c.rect(340,730,215,86)
        rows=[('Type','Standard Purchase Order'),('Order','204881'),('Revision','0'),('Order Date','08-JUN-2026'),('Buyer','Ferguson, Mrs Isla'),('Current Buyer','Ferguson, Mrs Isla'),('Page','1 of 1')]
        for i,(a,b) in enumerate(rows):
            c.setFont('Helvetica-Bold',8); c.drawString(346,804-i*11.5,a); c.setFont(H,8); c.drawString(420,804-i*11.5,b)
        def blk(x,y,t,ls):
            c.setFont('Helvetica-Bold',8); c.drawString(x,y,t); c.setFont(H,8)
            for i,s in enumerate(ls): c.drawString(x+56,y-i*10,s)
        blk(40,735,'Supplier:',['Nordlicht Software GmbH','Am Kaiserkai 31','20499 Hamburg','GERMANY'])
        blk(40,680,'Ship To:',['Strathmore Pumps & Valves Ltd','Unit 14, Forthside Works','Larbrae FK9 4ZZ'])
        blk(300,680,'Bill To:',['Strathmore Shared Services','Payables, 3rd Floor','40 Carron Street','Glenbridge G98 2ZZ'])
        y=620; c.rect(40,y-24,515,30)
        xs=[44,130,205,300,395,480]
        for x,a,b in zip(xs,['Customer Acct No.','Supplier No.','Payment Terms','Freight Terms','F.O.B','Transportation'],['','70216','60 NET','','','ELECTRONIC']):
            c.setFont('Helvetica-Bold',7); c.drawString(x,y-3,a); c.setFont(H,8); c.drawString(x,y-17,b)
        y=585; c.rect(40,y-24,515,30)
        for x,a,b in zip([44,260,400],['Confirm To/Telephone','Requester / Deliver To','Notes'],['','Baird, Mr Euan','All prices and amounts on this order are expressed in GBP']):
            c.setFont('Helvetica-Bold',7); c.drawString(x,y-3,a); c.setFont(H,6.2 if a=='Notes' else 8); c.drawString(x,y-17,b)
        y=545; c.setFont('Helvetica-Bold',7.5); xs=[44,75,260,330,385,430,490]
        for x,a in zip(xs,['Line','Part Number / Description','Delivery Date','Quantity','UOM','Unit Price','Tax    Amount']): c.drawString(x,y,a)
        c.line(40,y-4,555,y-4); c.setFont(H,8)
        for k,(p,de,q,u,a) in enumerate([('NL-ERP-CON','Polaris ERP connector, 36 users','36','240.00','8,640.00'),('NL-TRN-DAY','On-line training, day','8','1,224.00','9,792.00')]):
            yy=y-18-k*34
            for x,s in zip(xs,[str(k+1),p,'06-JUL-2026',q,'Each',u,'N']): c.drawString(x,yy,s)
            c.drawRightString(552,yy,a); c.drawString(75,yy-11,de)
        c.line(40,440,555,440); c.setFont('Helvetica-Bold',9); c.drawRightString(455,424,'Total:'); c.drawRightString(552,424,'18,432.00 (GBP)')
        c.setFont(H,7); c.drawString(40,80,'Signed ______________________   The order number must appear on all invoices. See terms overleaf.')
        c.showPage(); c.setFont('Helvetica-Bold',10); c.drawString(40,800,'CONDITIONS OF PURCHASE')
        L='''1. In these conditions "the Company" means the party named as buyer on the face of the order and "the Supplier" the person to whom it is addressed.
2. Only official orders bearing a number and issued by the Company's Purchasing Department are binding. Verbal instructions shall not be.
3. The price stated is fixed, excludes value added tax and includes packing, carriage and insurance to the ship-to address.
4. Time of delivery shall be of the essence. The Company may cancel the order or any part of it where delivery is late.
5. Every consignment shall be accompanied by a delivery note. A separate invoice shall be rendered for each order.
6. Unless other terms are printed overleaf the Company will pay at the end of the second month following that in which the invoice was received.
7. The Supplier shall not assign or sub-contract without written consent. Quotations made by the Supplier form no part of the contract.
8. Intellectual property in anything made for the Company under this order vests in the Company on payment.
9. This order shall be governed by the laws of Scotland.'''.split('\n')
        for i,s in enumerate(L): c.setFont(H,6.8); c.drawString(40,780-i*14,s)
    return 'pdf',rl(d)
# --- 05 customer's RFQ (non)
def rfq(d):
    d.add_heading('Request for Quotation',0)
    dtable(d,[['RFQ No.','6000014822'],['Issue date','19 February 2026'],['Quotation deadline','12 March 2026, 12:00 noon'],['Contact','Ms. Leanne Abbotsford, Category Buyer IT']],'Light List Accent 1')
    d.add_paragraph(); d.add_paragraph('To: Nordlicht Software GmbH, Am Kaiserkai 31, 20499 Hamburg')
    d.add_paragraph('From: Penhallow Dairies Cooperative, Creamery Lane, Trewarren TR9 8ZZ')
    d.add_paragraph('You are invited to quote for the goods and services below. Please state unit prices in GBP, lead time and payment terms (our standard: 45 days end of month). This is not an order. A purchase order will be placed with the successful bidder only.')
    dtable(d,[['Item','Material','Quantity','Delivery date','Your price'],['10','Warehouse terminal licence, 3 years','40 EA','01.05.2026',''],['20','Interface to SAP EWM','1 EA','01.05.2026',''],['30','Training on site (Trewarren)','3 DAY','15.05.2026','']])
    d.add_paragraph('Delivery address: Penhallow Dairies Cooperative, Gate 2, Creamery Lane, Trewarren TR9 8ZZ')
@doc('en_05','en','rfq-word','docx','request_for_quote')
def _(): return 'docx',docx(rfq)
# --- 06 UK council official order, attached to a mail by the system
@doc('en_06','en','council-official-order','eml-pdf','purchase_order',[O(number='ECC0339174',date='2026-04-27',buyer='Ellerby City Council',supplier=T,currency='GBP',total='11520.00',payment_terms='30 days from receipt of a valid invoice',contract_ref='EC/IT/2024/061',
   bill_to='Ellerby City Council | Exchequer Services | PO Box 77 | Ellerby EL1 1ZZ',ship_to='Customer Access Point | Guildhall, Market Street | Ellerby EL1 3ZZ',delivery_date='2026-05-18',billing_email='invoices@ellerby.example')])
def _():
    def b(d):
        p=d.add_paragraph(); r=p.add_run('ELLERBY CITY COUNCIL'); r.bold=True
        d.add_paragraph('OFFICIAL ORDER').runs[0].bold=True
        t=d.add_table(rows=1,cols=2); c=t.rows[0].cells
        c[0].text='Nordlicht Software GmbH\nAm Kaiserkai 31\n20499 Hamburg\nGermany'
        c[1].text='Order Number: ECC0339174\nOrder Date: 27/04/2026\nSupplier ID: 118220\nContract: EC/IT/2024/061\nOur contact: Jomo Whitfield, 01999 496 220'
        d.add_paragraph()
        t=d.add_table(rows=1,cols=2); t.style='Table Grid'; c=t.rows[0].cells
        c[0].text='DELIVER TO\nCustomer Access Point\nGuildhall, Market Street\nEllerby EL1 3ZZ'
        c[1].text='INVOICE TO\nEllerby City Council\nExchequer Services\nPO Box 77\nEllerby EL1 1ZZ\nor by e-mail: invoices@ellerby.example'
        d.add_paragraph()
        dtable(d,[['Product','Description','Del. date','Quantity','Unit price','Net','VAT','Gross'],['N/A','Queue management software, 12 months','18/05/2026','1','8,400.00','8,400.00','1,680.00','10,080.00'],['N/A','Ticket printer driver set','18/05/2026','4','300.00','1,200.00','240.00','1,440.00'],['','','','','Order total £','9,600.00','1,920.00','11,520.00']])
        d.add_paragraph(); d.add_paragraph('The Council operates a No Purchase Order, No Pay policy. Payment will be made 30 days from receipt of a valid invoice. This order is placed under the contract shown above; no other terms shall apply.')
    pdf=soff(docx(b),'docx')
    return 'eml',eml('Ellerby City Council <no-reply.p2p@ellerby.example>','orders@nordlicht.example','ECC0339174 Purchase Order from Ellerby City Council','Mon, 27 Apr 2026 16:02:11 +0100','Dear Supplier,\n\nPlease find attached an official order from Ellerby City Council.\n\nThis mailbox is not monitored. Queries should be sent to p2p.helpdesk@ellerby.example.\n\n**********\nThis email and any files transmitted with it are confidential.\n',att=[('ECC0339174.pdf',pdf)])
# --- 07 our ack mail (non)
@doc('en_07','en','own-ack-plain','eml-text','order_confirmation',cited=['HW-PO-7741'])
def _():
    return 'eml',eml('Nordlicht Order Desk <orders@nordlicht.example>','t.arkwright@halewoodtiles.example','Order received - HW-PO-7741','Tue, 02 Jun 2026 09:14:00 +0200','''Dear Mr Arkwright,

thank you for your order, which we received yesterday.

  Your purchase order:  HW-PO-7741 of 1 June 2026
  Our order number:     AB-26-1187
  Net value:            EUR 3,940.00
  Expected delivery:    15 June 2026

We confirm the order as placed. Licence keys will be sent by e-mail.

Kind regards
Nordlicht Software GmbH
Order Desk
''')
# --- 08 PeopleSoft university
@doc('en_08','en','peoplesoft-dispatch','pdf','purchase_order',[O(number='UNW01-0000093317',number_alt=['0000093317'],date='2026-08-14',buyer='University of North Wabash',supplier=TI,currency='USD',total='26400.00',payment_terms='Net 30',revision=None,
   bill_to='University of North Wabash | Accounts Payable | 110 Bursar Hall | Wabash Falls IN 46999',ship_to='UNW Libraries | 500 Reading Circle | Wabash Falls IN 46999',delivery_date='2026-09-01',quote_ref='Q-26-0771')])
def _():
    def d(c):
        c.setFont('Courier-Bold',12); c.drawString(36,750,'University of North Wabash'); c.setFont('Courier',9)
        L='''Procurement Services                                                    PURCHASE ORDER
200 Grounds Road
Wabash Falls IN 46999                             +---------------------------------------------+
United States                                     | Purchase Order        Date       Revision   Page|
                                                  | UNW01-0000093317      2026-08-14               1|
Vendor:  0000041180                               | Payment Terms   Freight Terms    Ship Via      |
NORDLICHT SOFTWARE INC                            | Net 30          FOB Destination  ELECTRONIC    |
88 FRANKLIN WHARF 6TH FLOOR                       | Buyer                 Phone          Currency  |
BOSTON MA 02199                                   | Delgado,Ramona        765/555-0142   USD       |
                                                  +---------------------------------------------+
                                          Ship To:     UNW Libraries
                                                       500 Reading Circle
                                                       Wabash Falls IN 46999
                                          Bill To:     University of North Wabash
                                                       Accounts Payable
                                                       110 Bursar Hall
                                                       Wabash Falls IN 46999
Tax Exempt? Y   Tax Exempt ID: 35-9999104        Replenishment Option: Standard
Line-Sch Item/Description             Mfg ID   Quantity  UOM   PO Price    Extended Amt   Due Date
 1- 1    Polaris Discovery, campus                1.00   YR   24,000.00      24,000.00  2026-09-01
         licence, 9/1/2026-8/31/2027
                                                              Schedule Total  24,000.00
 2- 1    Proxy setup per quote                    1.00   EA    2,400.00       2,400.00  2026-09-01
         Q-26-0771
                                                              Schedule Total   2,400.00

                                                              Total PO Amount 26,400.00

Dispatch via Print
All shipments, shipping papers, invoices, and correspondence must be identified with our
Purchase Order Number. Overshipments will not be accepted unless authorized by Buyer prior to
shipment.
                                                        Authorized Signature
                                                        Ramona Delgado'''.split('\n')
        for i,s in enumerate(L): c.setFont('Courier',8.6); c.drawString(36,730-i*11.5,s)
    return 'pdf',rl(d,(612,792))
# --- 09 own invoice (non)
@doc('en_09','en','own-invoice-odt','pdf','invoice',cited=['4500338206'])
def _():
    return 'pdf',weasy('''<style>@page{margin:20mm}body{font:10pt "Liberation Serif"}table{width:100%;border-collapse:collapse}td,th{padding:1.5mm;border-bottom:.3pt solid #000;text-align:left}</style>
<p style="text-align:right"><b>NORDLICHT SOFTWARE GMBH</b><br>Am Kaiserkai 31 &middot; 20499 Hamburg<br>VAT ID DE999888777</p><p>Trellick Precision Castings Ltd<br>Accounts Payable<br>Foundry Road<br>Tamwick TW3 3ZZ</p>
<h2>Invoice RE-26-2094</h2><p>Invoice date: 30 June 2026 &nbsp; Your order: 4500338206 dated 3 June 2026 &nbsp; Our order: AB-26-1166</p>
<table><tr><th>Pos<th>Description<th>Qty<th>Unit<th>Amount EUR<tr><td>1<td>Polaris Cast, yearly subscription 07/2026-06/2027<td>1<td>12,600.00<td>12,600.00<tr><td>2<td>Migration<td>3<td>1,100.00<td>3,300.00<tr><td colspan=4>Amount due (reverse charge)<td><b>15,900.00</b></table>
<p>Payable within 30 days without deduction to Hansekontor Bank, IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001. Please quote the invoice number.</p>''')
# --- 10 QuickBooks
@doc('en_10','en','quickbooks-desktop','pdf','purchase_order',[O(number='2219',date='2026-02-09',buyer='Maple Hollow Veterinary Group',supplier=TI,currency='USD',currency_alt=[None],total='1795.00',ship_to='Maple Hollow Veterinary Group | 9 Sugarbush Lane | Granby Notch, VT 05799',payment_terms=None,delivery_date=None)])
def _():
    return 'pdf',wk('''<style>body{font-family:Liberation Sans;font-size:10pt}table{border-collapse:collapse}.b td,.b th{border:1px solid #000;padding:4px 8px;vertical-align:top}</style>
<table width=100%><tr><td valign=top>Maple Hollow Veterinary Group<br>9 Sugarbush Lane<br>Granby Notch, VT 05799</td><td align=right valign=top><h1 style="margin:0">Purchase Order</h1><table class=b align=right><tr><th>Date</th><th>P.O. No.</th></tr><tr><td>2/9/2026</td><td align=center>2219</td></tr></table></td></tr></table><br>
<table width=100%><tr><td width=46%><table class=b width=100%><tr><td>Vendor</td></tr><tr><td height=90>Nordlicht Software Inc.<br>88 Franklin Wharf<br>Boston, MA 02199</td></tr></table></td><td width=8%></td><td><table class=b width=100%><tr><td>Ship To</td></tr><tr><td height=90>Maple Hollow Veterinary Group<br>9 Sugarbush Lane<br>Granby Notch, VT 05799</td></tr></table></td></tr></table><br>
<table class=b width=100%><tr><th>Item</th><th width=55%>Description</th><th>Qty</th><th>Rate</th><th>Amount</th></tr><tr><td height=330>Software<br><br>Software</td><td>Polaris Clinic, 5 users, one year<br><br>SMS reminder pack (2,000)</td><td>5<br><br>1</td><td>319.00<br><br>200.00</td><td align=right>1,595.00<br><br>200.00</td></tr><tr><td colspan=3></td><td><b>Total</b></td><td align=right><b>$1,795.00</b></td></tr></table>''')
# --- 11 remittance (non)
@doc('en_11','en','remittance-text','txt','remittance',cited=['PO-55120','PO-55164'])
def _():
    return 'txt',b'''                        REMITTANCE ADVICE

Kestrel Point Aerospace Ltd                         Date: 28/05/2026
Treasury, Hangar Way, Oldmoor OM4 4ZZ               Payment ref: BACS 0091827

To: Nordlicht Software GmbH

We have today instructed our bank to pay the following items by credit
transfer to your account ending 2051. Funds should reach you in 2 days.

Your invoice   Inv. date     Our PO       Gross        Disc.     Paid (EUR)
---------------------------------------------------------------------------
RE-26-1411     02/04/2026    PO-55120    8,250.00      0.00       8,250.00
RE-26-1467     16/04/2026    PO-55164    1,120.00      0.00       1,120.00
---------------------------------------------------------------------------
Total paid                                                        9,370.00

Queries: remittance@kestrelpoint.example
'''
# --- 12 plain mail order
@doc('en_12','en','mail-plain-person','eml-text','purchase_order',[O(number='TB/0526/3',date='2026-05-06',date_alt=[None],buyer='Thistledown Bakeries Ltd',buyer_alt=['Thistledown Bakeries'],supplier=None,supplier_alt=['Nordlicht','Nordlicht Software','Nordlicht Software GmbH'],currency='GBP',total='2340.00',payment_terms='30 days',quote_ref='AN-26-0388',delivery_date='2026-05-25',
   bill_to=None,billing_email='carol@thistledown.example')],skip=['ship_to','bill_to'])
def _():
    return 'eml',eml('Dean Pomfrey <dean@thistledown.example>','Jule Hansen <j.hansen@nordlicht.example>','RE: Your quote AN-26-0388','Wed, 6 May 2026 15:41:22 +0100','''Hi Jule,

Boss is happy, so please go ahead with the below as per AN-26-0388:

3 x Polaris Bake site licence @ £620 = £1,860
1 x label designer @ £480

£2,340.00 total, no VAT as you're in Germany I think?

Our order number is TB/0526/3, put it on the invoice or Carol won't
pay it. Invoice to carol@thistledown.example please, 30 days as usual.

We'd need it running by 25 May 2026.

Cheers
Dean

Dean Pomfrey
Operations | Thistledown Bakeries Ltd
Registered in England 99210044

> From: Jule Hansen
> Sent: 29 April 2026 10:05
> Subject: Your quote AN-26-0388
>
> Hi Dean, here is the quote as discussed, valid for 30 days.
> Site licence 3 x 620, label designer 480, all GBP.
''')
