# SPDX-License-Identifier: GPL-3.0-or-later
from kit import *

@doc('en_non_01', 'pdf', 'invoice', cited=['4500771190'], half='tune', layout='own-invoice')
def _():
    return weasy(page('''<table class=w><tr><td><h1>INVOICE</h1></td><td class=r><b>Nordlicht Software Inc.</b><br>500 Lantern Way, Boston, MA 02110<br>EIN 04-5550199</td></tr></table><table class=w><tr><td><b>Bill to</b><br>Quarrystone Cement Co.<br>Accounts Payable<br>70 Limekiln Rd<br>Allentown, PA 18109</td><td><b>Ship to</b><br>Quarrystone Cement Co.<br>Plant 3<br>Nazareth, PA 18064</td><td>Invoice no. NL-26-3310<br>Invoice date 04/30/2026<br>Customer PO 4500771190<br>PO date 04/02/2026<br>Terms Net 30<br>Due 05/30/2026</td></tr></table><table class="w b"><tr><th>Description<th>Qty<th>Rate<th>Amount<tr><td>Aurora Kiln, annual<td>1<td>12,000.00<td>12,000.00<tr><td>Travel<td>1<td>618.22<td>618.22<tr><td colspan=3>Subtotal<td>12,618.22<tr><td colspan=3>Sales tax<td>0.00<tr><td colspan=3><b>Amount due USD</b><td><b>12,618.22</b></table><p>Remit to: First Harbor Bank, ABA 000000000, account on file.</p>''', 'body{font:10pt Liberation Sans}.w{width:100%}.r{text-align:right}.b td,.b th{border-bottom:1px solid #aaa;text-align:left;padding:4px}td{vertical-align:top}'))

@doc('en_non_02', 'docx', 'quote', half='test', layout='own-quote-docx')
def _():
    return docx(lambda d: [d.add_heading('Quotation NL-Q-2026-0644', 1), d.add_paragraph('Nordlicht Software Inc., 500 Lantern Way, Boston, MA 02110\nPrepared for: Juniper Bay Marina, 1 Slipway, Annapolis, MD 21403\nDate: November 9, 2026\nExpires: December 9, 2026'), table(d, [['Item', 'Qty', 'Unit price', 'Total'], ['Aurora Berth, annual', '1', '$2,800.00', '$2,800.00'], ['Onboarding', '1', '$600.00', '$600.00'], ['', '', 'Total', '$3,400.00']]), d.add_paragraph('Payment terms: Net 30. To order, sign below or issue a purchase order referencing this quotation.\n\nAccepted by: __________   PO number: __________   Date: __________')])

@doc('en_non_03', 'pdf', 'request_for_quote', half='test', layout='rfq-form')
def _():
    return chrome(page('''<h2>REQUEST FOR QUOTATION</h2><p><b>THIS IS NOT AN ORDER</b></p><table border=1 cellpadding=5 cellspacing=0 width=100%><tr><td>RFQ No.<br><b>6000047712</b><td>Date issued<br>February 24, 2026<td>Quotation due<br>March 10, 2026, 2:00 PM<td>Buyer<br>Lena Marchetti</tr><tr><td colspan=2>Ironwood Rail Services LLC<br>300 Switchyard Dr<br>Altoona, PA 16601<td colspan=2>To: Nordlicht Software Inc.<br>500 Lantern Way<br>Boston, MA 02110</table><br><table border=1 cellpadding=5 cellspacing=0 width=100%><tr><th>Item<th>Description<th>Qty<th>UoM<th>Delivery req.<th>Unit price<th>Extended<tr><td>10<td>Predictive maintenance software, 40 locomotives<td>40<td>EA<td>05/01/2026<td><td><tr><td>20<td>Training<td>5<td>DAY<td>05/15/2026<td><td></table><p>State payment terms, lead time and FOB point. Our standard terms are Net 60. Vendor no. 118820. Prices to remain firm for 90 days.</p>''', 'body{font:13px Liberation Sans}'))

@doc('en_non_04', 'eml', 'order_confirmation', cited=['PO-118273'], half='test', layout='own-ack-mail', format='eml-html')
def _():
    return eml('Nordlicht Orders <orders@nordlicht.example>', 'purchasing@copperleafhotels.example', 'Order acknowledgement SO-26-2207 (your PO-118273)', 'Thu, 18 Jun 2026 13:05:00 -0400', client='system', html=page('<p>Thank you for your order.</p><table><tr><td>Our order</td><td>SO-26-2207</td></tr><tr><td>Your purchase order</td><td>PO-118273</td></tr><tr><td>Your contact</td><td>Dana Marsh</td></tr></table><table border=1><tr><th>Item</th><th>Qty</th><th>Price</th></tr><tr><td>Aurora Lobby, annual</td><td>6</td><td>$4,200.00</td></tr><tr><td>Total</td><td></td><td>$4,200.00</td></tr></table><p>Expected activation: June 25, 2026. Payment terms: Net 30.</p><p>Nordlicht Software Inc.</p>'))

@doc('en_non_05', 'pdf', 'remittance', cited=['4500018801', '4500018815'], half='tune', layout='remittance-enscript', verdict_alt=[])
def _():
    return enscript('''
 HARBORLINE FOODS, INC.                          REMITTANCE ADVICE
 PO BOX 5510, MOBILE AL 36601                    PAGE 1

 VENDOR 0071184  NORDLICHT SOFTWARE INC          PAYMENT DATE  08/21/2026
                 500 LANTERN WAY                 ACH TRACE     0911882204417
                 BOSTON MA 02110

 INVOICE      INV DATE    PO NUMBER     GROSS        DISCOUNT     NET
 NL-26-3402   07/15/2026  4500018801    6,400.00       64.00      6,336.00
 NL-26-3417   07/22/2026  4500018815    1,150.00        0.00      1,150.00
                                                      TOTAL PAID  7,486.00

 QUESTIONS: AP@HARBORLINEFOODS.EXAMPLE
''', '-f', 'Courier9')

@doc('en_non_06', 'pdf', 'statement', half='test', layout='statement-rl', skip=['cited_orders'])
def _():
    c = RL('A4', 'Helvetica', 9)
    c.t(20, 20, 'STATEMENT OF ACCOUNT', 14, b=True).t(20, 30, 'Peverell Office Supplies Ltd\n9 Quill Street, Norwich NR9 9ZZ').t(120, 30, 'Account: NORD01\nStatement date: 31 August 2026\nTerms: 30 days').t(20, 50, 'Nordlicht Software GmbH\nPolarstraße 14\n24103 Kiel\nGermany')
    y = 80
    for r in [('Date', 'Reference', 'Your order', 'Debit', 'Credit', 'Balance'), ('03/07/2026', 'INV 88120', 'HB/0703', '212.40', '', '212.40'), ('17/07/2026', 'INV 88311', 'HB/0716', '98.00', '', '310.40'), ('02/08/2026', 'PAYMENT', '', '', '212.40', '98.00')]:
        for x, v in zip((20, 50, 85, 120, 145, 170), r): c.t(x, y, v)
        y += 7
    c.t(20, y + 8, 'Current 0.00    30 days 98.00    60 days 0.00    90+ days 0.00      Total due GBP 98.00', b=True)
    return c.out()

@doc('en_non_07', 'docx', 'other', half='tune', layout='msa-docx')
def _():
    def b(d):
        d.add_heading('MASTER SERVICES AGREEMENT', 0); d.add_paragraph('This Agreement no. MSA-2026-031 is entered into as of January 15, 2026 between Thornbury Aerospace LLC ("Customer") and Nordlicht Software Inc. ("Supplier").')
        for i, t in enumerate(['Services. Supplier shall provide the services described in each Statement of Work.', 'Purchase Orders. Customer may issue purchase orders under this Agreement. Each purchase order shall state the purchase order number, price and delivery date. The terms of this Agreement prevail over any purchase order.', 'Fees and Payment. Undisputed invoices are payable net forty-five (45) days after receipt. Invoices shall reference the applicable purchase order number.', 'Term. Three years from the Effective Date.', 'Liability. Limited to fees paid in the preceding twelve months, USD 250,000.00 at most.', 'Governing law. State of Connecticut.'], 1): d.add_paragraph('%d. %s' % (i, t))
        d.add_page_break(); d.add_heading('Exhibit A – Statement of Work No. 1', 1); d.add_paragraph('Scope: pilot of Aurora Hangar at two sites. Estimated effort 45 days. Rates: consultant USD 1,300.00 per day.')
        d.add_paragraph('Signed: ____________ (Customer)    ____________ (Supplier)')
    return docx(b)

@doc('en_non_08', 'eml', 'other', half='test', layout='requisition-approval', format='eml-html', skip=['cited_orders'])
def _():
    return eml('Workflow <workflow-noreply@spendwell.example>', 'dana.marsh@nordlicht.example', 'FYI: Requisition REQ-20418 is pending approval', 'Mon, 14 Sep 2026 18:00:30 +0000', client='system', html=page('<p>Requisition <b>REQ-20418</b> submitted by Owen Faraday (Bluestem Seed Co.) is awaiting approval by Priya Hale. You are copied as the suggested supplier.</p><table border=1><tr><th>Line</th><th>Description</th><th>Qty</th><th>Est. cost</th></tr><tr><td>1</td><td>Aurora Greenhouse licence</td><td>4</td><td>$3,960.00</td></tr><tr><td colspan=3>Estimated total</td><td>$3,960.00</td></tr></table><p>Budget: FY26-OPS-114. No purchase order has been created yet. Do not ship.</p>'))

@doc('en_non_09', 'docx', 'other', half='test', layout='vendor-registration')
def _():
    return docx(lambda d: [d.add_heading('NEW VENDOR REGISTRATION FORM', 1), d.add_paragraph('Granite Peak Hospital System – Supply Chain Management. Return to vendorsetup@granitepeak.example'), table(d, [['Legal name', 'Nordlicht Software Inc.'], ['DBA', ''], ['Tax ID (W-9 attached)', '04-5550199'], ['Remit-to address', '500 Lantern Way, Boston, MA 02110'], ['Order-from e-mail (POs will be sent here)', 'orders@nordlicht.example'], ['Payment terms offered', 'Net 30'], ['Currency', 'USD'], ['Bank letter attached?', 'Yes / No'], ['Minority/woman owned', 'No'], ['Vendor number (internal use)', '']]), d.add_paragraph('By signing you accept our purchase order terms and conditions.')])

@doc('en_non_10', 'eml', 'other', half='tune', layout='newsletter', format='eml-html')
def _():
    return eml('Brightpack Supplies <news@mail.brightpack.example>', 'office@nordlicht.example', 'Order now: 20% off all mailing boxes until Sunday', 'Fri, 20 Nov 2026 06:00:00 +0000', client='system', extra=[('List-Unsubscribe', '<https://mail.brightpack.example/u/9>'), ('Precedence', 'bulk')], html=page('<center><h1>BLACK WEEK</h1><p>Order now and save 20% on every order over £50. Use code BLACK20.</p><table><tr><td>Mailing box A4</td><td>£0.89 each</td><td><a href="https://brightpack.example/1">Order now</a></td></tr><tr><td>Tape 6 rolls</td><td>£7.20</td><td><a href="https://brightpack.example/2">Order now</a></td></tr></table><p>Pay by card, invoice 30 days for business accounts, or send us your purchase order!</p><small>Unsubscribe</small></center>'))

@doc('en_non_11', 'eml', 'other', half='test', layout='shop-receipt', format='eml-html', verdict_alt=['order_confirmation', 'invoice'], skip=['cited_orders'])
def _():
    return eml('Tinker & Thread <hello@tinkerthread.example>', 'hella.brandt@nordlicht.example', 'Thanks for your order #TT-90417', 'Sun, 4 Oct 2026 20:31:00 +0000', client='system', html=page('<h2>Hi Hella, thanks for your order!</h2><p>Order #TT-90417 · 4 October 2026</p><table><tr><td>Merino yarn, moss green</td><td>× 4</td><td>£31.60</td></tr><tr><td>Shipping</td><td></td><td>£4.95</td></tr><tr><td><b>Total</b></td><td></td><td><b>£36.55</b></td></tr></table><p>Paid with card ending 0042. Shipping to: Hella Brandt, Möwenweg 8, 24105 Kiel.</p>'))

@doc('en_non_12', 'eml', 'promise', half='test', layout='meeting-mail', format='eml-text', verdict_alt=['other'], skip=['cited_orders'])
def _():
    return eml('Callum Reyes <creyes@wexfordpumps.example>', 'Dana Marsh <dana.marsh@nordlicht.example>', 'Re: Kick-off Thursday', 'Tue, 9 Jun 2026 15:20:00 -0500', client='outlook', text='''Hi Dana,

Thursday 10 am works. Agenda: 1) scope, 2) data, 3) the PO.

On 3: the requisition is signed, purchasing will cut the PO by Friday and
send it to orders@. Should be USD 18,500, net 45 as agreed. Nothing for you
to do until then.

Callum
''')

@doc('en_non_13', 'eml', 'other', half='tune', layout='support-ticket', format='eml-text', verdict_alt=[], skip=['cited_orders'])
def _():
    return eml('Priscilla Odom <podom@fairweathermills.example>', 'support@nordlicht.example', '[#48211] Re: Licence key for PO 33107 not working', 'Wed, 22 Apr 2026 10:11:12 -0500', client='gmail', text='''Hello support,

the key we got for purchase order 33107 is refused with "E-104: seat limit".
We ordered 12 seats, it counts 10. Can you fix it today? Delivery was last
week, invoice NL-26-3299 is already paid.

Priscilla

On Tue, Apr 21, 2026 at 4:40 PM Nordlicht Support <support@nordlicht.example> wrote:
> Your ticket #48211 has been received.
''')

@doc('en_non_14', 'eml', 'other', half='test', layout='auto-reply-en', format='eml-text', skip=['cited_orders'])
def _():
    return eml('Accounts Payable <ap@stillwaterenergy.example>', 'billing@nordlicht.example', 'Automatic reply: Invoice NL-26-3350 / PO 7718820', 'Thu, 28 May 2026 08:00:01 +0000', client='outlook', extra=[('Auto-Submitted', 'auto-replied')], text='Thank you for your e-mail. Invoices are processed within 5 business days. Invoices without a valid purchase order number will be rejected. Payment terms are as per the purchase order. This mailbox is not monitored for orders.\n')

@doc('en_non_15', 'eml', 'other', half='tune', layout='shipping-notice', format='eml-alternative', verdict_alt=['order_confirmation'], skip=['cited_orders'])
def _():
    t = 'Your shipment is on its way\n\nCarrier: Swiftpost   Tracking: SP880011223344\nYour PO: NL-PO-0417   Our order: W-551209\n\n2 x Rack server R4 (ship date 17 Jul 2026)\nDelivery estimate: Tue 21 Jul 2026\n\nAddress: Nordlicht Software GmbH, Polarstraße 14, 24103 Kiel\n'
    return eml('Servermarkt Shipping <versand@servermarkt.example>', 'einkauf@nordlicht.example', 'Shipping notice W-551209', 'Fri, 17 Jul 2026 17:17:17 +0200', client='system', text=t, html=page('<pre>' + t + '</pre>'))
