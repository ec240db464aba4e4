# SPDX-License-Identifier: GPL-3.0-or-later
"""Mails and documents of our own making. We are Acme Software GmbH (acme.example); customers are invented."""
import datetime
import email.message
import email.policy
import email.utils
import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

WHEN = datetime.datetime(2026, 6, 9, 8, 0, tzinfo=datetime.timezone.utc)
POLICY = email.policy.SMTP.clone(max_line_length=78)


def raw(message):
    return message.as_bytes(policy=POLICY)


def mail(subject, text, sender="Jana Weiss <j.weiss@contoso.example>", to="Dana Reyes <dana@acme.example>", cc=None,
         message_id=None, html=None, attachments=(), headers=(), minute=0, cte=None):
    m = email.message.EmailMessage(policy=POLICY)
    m["From"] = sender
    m["To"] = to
    if cc:
        m["Cc"] = cc
    m["Subject"] = subject
    m["Date"] = email.utils.format_datetime(WHEN + datetime.timedelta(minutes=minute))
    key = "".join(c for c in subject if c.isalnum())[:40]
    m["Message-ID"] = message_id or f"<{key}.{minute}@{email.utils.parseaddr(sender)[1].split('@')[1]}>"
    for name, value in headers:
        m[name] = value
    m.set_content(text, cte=cte)
    if html:
        m.add_alternative(html, subtype="html", cte=cte)
    for filename, media_type, data in attachments:
        main, sub = media_type.split("/")
        m.add_attachment(data, maintype=main, subtype=sub, filename=filename)
    return raw(m)


def po_text(number="4500123456", date="9 June 2026", total="12,400.00", currency="EUR", buyer="Contoso GmbH",
            terms="Net 30", supplier="Acme Software GmbH", bill_to="ap@contoso.example"):
    return f"""PURCHASE ORDER

PO Number:      {number}
PO Date:        {date}
Buyer:          {buyer}
Supplier:       {supplier}
Payment terms:  {terms}

Item  Description                      Qty   Unit price      Amount
1     Platform subscription, 12 months   1   {total:>12}  {total:>12}

Total:          {currency} {total}

Send invoices to {bill_to}
"""


def po_html(number="PO-88120", date="June 8, 2026", total="61,000.00", currency="USD", buyer="Fabrikam Inc.",
            terms="Net 45", supplier="Acme Software GmbH"):
    return f"""<html><body><h2>Purchase Order</h2>
<table><tr><td><b>PO Number</b></td><td>{number}</td></tr><tr><td><b>Order Date</b></td><td>{date}</td></tr>
<tr><td><b>Buyer</b></td><td>{buyer}</td></tr><tr><td><b>Vendor</b></td><td>{supplier}</td></tr>
<tr><td><b>Payment Terms</b></td><td>{terms}</td></tr></table>
<table border=1><tr><th>Line</th><th>Description</th><th>Qty</th><th>Amount</th></tr>
<tr><td>1</td><td>Annual licence</td><td>1</td><td>{total}</td></tr></table>
<p><b>Total: {currency} {total}</b></p></body></html>"""


def pdf(lines, title=None):
    """A one-page PDF; lines are (x, y from the top in mm, text)."""
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=A4, invariant=1)
    mm = 72 / 25.4
    if title:
        c.setFont("Helvetica-Bold", 18)
        c.drawString(20 * mm, A4[1] - 25 * mm, title)
    c.setFont("Helvetica", 10)
    for x, y, text in lines:
        c.drawString(x * mm, A4[1] - y * mm, text)
    c.showPage()
    c.save()
    return out.getvalue()


def po_pdf(number="7000451", date="2026-06-08", total="8,250.00", currency="EUR", buyer="Northwind Traders Ltd",
           terms="30 days net", supplier="Acme Software GmbH"):
    return pdf([
        (20, 35, buyer), (20, 40, "1 Harbour Street, Dublin"),
        (120, 35, "Purchase Order No:"), (160, 35, number),
        (120, 41, "Order Date:"), (160, 41, date),
        (120, 47, "Payment Terms:"), (160, 47, terms),
        (20, 60, "Supplier:"), (20, 65, supplier), (20, 70, "Main Street 1, Berlin"),
        (110, 60, "Bill To:"), (110, 65, buyer), (110, 70, "Accounts Payable, 1 Harbour Street, Dublin"),
        (20, 90, "Pos"), (35, 90, "Description"), (120, 90, "Qty"), (150, 90, "Price"), (175, 90, "Amount"),
        (20, 97, "1"), (35, 97, "Support plan"), (120, 97, "1"), (150, 97, total), (175, 97, total),
        (140, 112, "Total " + currency), (175, 112, total),
    ], "PURCHASE ORDER")


def bestellung_pdf(number="4711-2026", date="08.06.2026", total="3.480,50", buyer="Beispiel Werke AG"):
    return pdf([
        (20, 35, buyer), (20, 40, "Industriestr. 5, 70173 Stuttgart"),
        (120, 35, "Bestellnummer:"), (160, 35, number),
        (120, 41, "Bestelldatum:"), (160, 41, date),
        (120, 47, "Zahlungsbedingungen:"), (160, 47, "30 Tage netto"),
        (20, 60, "Lieferant:"), (20, 65, "Acme Software GmbH"),
        (20, 90, "Pos."), (35, 90, "Bezeichnung"), (120, 90, "Menge"), (175, 90, "Betrag"),
        (20, 97, "1"), (35, 97, "Wartung 12 Monate"), (120, 97, "1"), (175, 97, total),
        (140, 112, "Gesamtbetrag EUR"), (175, 112, total),
    ], "Bestellung")


def forward_inline(inner_sender, inner_subject, inner_text, sender="Dana Reyes <dana@acme.example>", note="FYI",
                   **kwargs):
    text = (f"{note}\n\n---------- Forwarded message ---------\nFrom: {inner_sender}\n"
            f"Date: Mon, Jun 8, 2026 at 4:12 PM\nSubject: {inner_subject}\nTo: Dana Reyes <dana@acme.example>\n\n{inner_text}")
    return mail("Fwd: " + inner_subject, text, sender=sender, to="po@acme.example", **kwargs)


def forward_attached(inner_raw, sender="Dana Reyes <dana@acme.example>", subject="Fwd: order", minute=0):
    m = email.message.EmailMessage(policy=POLICY)
    m["From"] = sender
    m["To"] = "po@acme.example"
    m["Subject"] = subject
    m["Date"] = email.utils.format_datetime(WHEN + datetime.timedelta(minutes=minute))
    m["Message-ID"] = f"<attached.{minute}@acme.example>"
    m.set_content("please see attached")
    inner = email.message_from_bytes(inner_raw, policy=POLICY)
    m.add_attachment(inner)
    return raw(m)


def poison(minute=0):
    """Nested deeper than any limit allows: it is set aside unread, and the mails around it go on."""
    depth = 400
    head = (f"From: x@hostile.example\r\nTo: dana@acme.example\r\nSubject: PO\r\nMessage-ID: <poison.{minute}@hostile.example>\r\n"
            "MIME-Version: 1.0\r\n")
    body = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(depth))
    return (head + body + "Content-Type: text/plain\r\n\r\nPurchase order 1\r\n").encode()


def faulty(kind, minute=0):
    """Ends the reader in builds with test faults: crash, hang, memory, flood."""
    return mail(f"fault {kind}", po_text(number=f"666{minute}"), minute=minute, headers=[("X-Purser-Test-Fault", kind)])


# Mails that are about orders but order nothing.
LOOKALIKES = [
    ("please send the PO", "Hello Jana,\n\nplease send us the PO for quote Q-2041 so that we can start.\n\nDana\n"),
    ("PO next week", "Hi Dana,\n\nwe will send you the purchase order next week.\n\nJana\n"),
    ("Invoice 2026-0711", "INVOICE\n\nInvoice number: 2026-0711\nYour PO number: 4500999999\nInvoice date: 3 June 2026\n"
                          "Total due: EUR 900.00\nPlease pay within 30 days.\n"),
    ("Quotation Q-2041", "QUOTATION\n\nQuote number: Q-2041\nValid until: 30 June 2026\nTotal: EUR 12,400.00\n"),
    ("Order confirmation", "ORDER CONFIRMATION\n\nWe confirm your purchase order 4500888888 of 2 June 2026.\n"
                           "Confirmation number: AB-1177\nTotal: EUR 500.00\n"),
    ("Write to us", "Our new address: P.O. Box 4500, Springfield. The product owner (PO) is Sam.\n"),
    ("lunch?", "Shall we have lunch on Thursday?\n"),
    ("Newsletter June", "Ten ways to write better purchase order terms. Unsubscribe here.\n"),
]


def lookalike(i, **kwargs):
    subject, text = LOOKALIKES[i % len(LOOKALIKES)]
    return mail(subject, text, message_id=f"<lookalike.{i}@contoso.example>", **kwargs)


CUSTOMERS_CSV = """kind,id,name,domains,aliases,contacts,ae,ar_owner
customer,C-100,Contoso GmbH,contoso.example,Contoso,,dana@acme.example,ar1@acme.example
customer,C-200,Fabrikam Inc.,fabrikam.example,,,lee@acme.example,ar2@acme.example
customer,C-300,Northwind Traders Ltd,northwind.example,Northwind,,dana@acme.example,ar1@acme.example
customer,C-400,Beispiel Werke AG,beispiel-werke.example,,,lee@acme.example,
"""
