# SPDX-License-Identifier: GPL-3.0-or-later
"""Layouts of the test half: mails. Nothing is tuned on these; only their figures are looked at."""
import html

from content import labels
from mails import ATTRIBUTION, OUR_MAIL, OUTLOOK, SENT, mail, signature
from papers_test import boxed, window

HALF = "test"
US = ("Dana Reyes", "dana@acme-software.example")


def _body(o):
    """Facts in short lines, sums last; "key: value" with one blank."""
    pairs = [("number", o.number), ("date", o.day(o.date)), ("buyer", o.buyer[0]), ("supplier", o.supplier[0]),
             ("delivery", o.day(o.delivery)), ("terms", o.terms)]
    lines = [f"{o.label(k)}: {v}" for k, v in pairs] + [""]
    lines += [f"{o.label('pos')} {i}: {w} - {q} x {o.sum(p)} = {o.sum(a)}" for i, (w, q, p, a) in enumerate(o.items, 1)]
    lines += ["", f"{o.label('subtotal')}: {o.sum(o.net)}", f"{o.label('tax')}: {o.sum(o.tax)}",
              f"{o.label('total')}: {o.sum(o.total)}", "", o.invoices()]
    return "\n".join(lines)


def short_lines(o):
    """An order as a list of facts in a mail."""
    text = f"{o.say(0)}\n\n{o.say(1)}\n\n{_body(o)}\n\n{signature(o)}\n"
    return "lines.eml", mail((o.person, o.person_mail), f"{o.label('title')} {o.number}", text), labels(o, bill_to=None, lines=None)


def reply_chain(o):
    """The order is the answer on top of our own mail."""
    quoted = "\n".join("> " + line for line in ["Dear customer,", OUR_MAIL[o.lang], "Dana Reyes"])
    text = (f"{o.say(0)}\n\n{o.say(1)}\n\n{_body(o)}\n\n{signature(o)}\n\n"
            f"{ATTRIBUTION[o.lang].format(who=f'{US[0]} <{US[1]}>')}\n\n{quoted}\n")
    return "reply.eml", mail((o.person, o.person_mail), f"Re: {o.label('title')}", text, minute=1), labels(o, bill_to=None, lines=None)


def outlook_forward(o):
    """Outlook's forward has no separator; the order is in the forwarded body."""
    frm, sent, to, subject = OUTLOOK[o.lang]
    text = (f"fyi\n\n{frm}: {o.person} <{o.person_mail}>\n{sent}: {SENT[o.lang]}\n{to}: {US[0]} <{US[1]}>\n"
            f"{subject}: {o.label('title')} {o.number}\n\n{o.say(0)}\n\n{o.say(1)}\n\n{_body(o)}\n\n{signature(o)}\n")
    prefix = {"de": "WG", "fr": "TR", "es": "RV", "it": "I", "nl": "FW", "pt": "ENC"}.get(o.lang, "FW")
    return ("outlook.eml", mail(US, f"{prefix}: {o.label('title')} {o.number}", text, minute=2),
            dict(labels(o, bill_to=None, lines=None), origin=o.person_mail, how="inline-forward"))


def notice(o):
    """A portal's notice: labels over values in nested tables, a button."""
    e = html.escape
    cell = lambda k, v: f"<td><span style='color:#888'>{e(o.label(k))}</span><br><b>{e(v)}</b></td>"
    items = "".join(f"<tr><td>{e(w)}</td><td>{q}</td><td>{e(o.sum(a))}</td></tr>" for w, q, p, a in o.items)
    page = (f"<html><body><table width=600><tr><td><h1>{e(o.label('title'))} {e(o.number)}</h1></td></tr><tr><td><table><tr>"
            f"{cell('number', o.number)}{cell('date', o.day(o.date))}{cell('terms', o.terms)}</tr><tr>{cell('buyer', o.buyer[0])}"
            f"{cell('supplier', o.supplier[0])}{cell('total', o.sum(o.total))}</tr></table></td></tr><tr><td><table>"
            f"<tr><th>{e(o.label('what'))}</th><th>{e(o.label('qty'))}</th><th>{e(o.label('amount'))}</th></tr>{items}</table></td></tr>"
            f"<tr><td><a href='https://portal.procure.example/orders/1'>Open</a></td></tr></table></body></html>")
    return ("notice.eml", mail((o.buyer[0], "no-reply@procure.example"), f"{o.label('title')} {o.number}", o.number, html=page),
            labels(o, bill_to=None, billing_mail=None, lines=[[str(q), None, f"{a:.2f}"] for _, q, _, a in o.items]))


def attached_window(o):
    """A PDF by a mail with a bare subject."""
    _, data, want = window(o)
    raw = mail((o.person, o.person_mail), o.number, f"{o.say(0)}\n\n{o.say(2)}\n\n{signature(o)}\n", minute=4,
               attachments=[(f"{o.label('title')}.pdf", data)])
    return "attached.eml", raw, want


def forwarded_pdf(o):
    """A colleague forwards the customer's mail with its PDF, in his client's language."""
    frm, sent, to, subject = OUTLOOK[o.lang]
    _, data, want = boxed(o)
    text = (f"\n{frm}: {o.person} <{o.person_mail}>\n{sent}: {SENT[o.lang]}\n{to}: {US[0]} <{US[1]}>\n{subject}: {o.label('title')}\n\n"
            f"{o.say(0)}\n\n{o.say(2)}\n\n{signature(o)}\n")
    raw = mail(US, f"FW: {o.label('title')}", text, minute=6, attachments=[("order.pdf", data)])
    return "fwdpdf.eml", raw, dict(want, origin=o.person_mail, how="inline-forward")


def no_number(o):
    """An order without a number, as a list of facts."""
    text = "\n".join(line for line in _body(o).splitlines() if o.number not in line)
    text = f"{o.say(0)}\n\n{o.say(1)}\n\n{text}\n\n{signature(o)}\n"
    return ("nonumber.eml", mail((o.person, o.person_mail), o.label("title"), text, minute=7),
            labels(o, number=None, bill_to=None, lines=None))


LAYOUTS = [short_lines, reply_chain, outlook_forward, notice, attached_window, forwarded_pdf, no_number]
