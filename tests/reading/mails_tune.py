# SPDX-License-Identifier: GPL-3.0-or-later
"""Layouts of the tune half: mails."""
import html

from content import labels
from mails import GMAIL, mail, signature, table
from papers_tune import letter

HALF = "tune"


def _facts(o, keys):
    values = {"number": o.number, "date": o.day(o.date), "buyer": o.buyer[0], "supplier": o.supplier[0], "terms": o.terms,
              "delivery": o.day(o.delivery), "total": o.sum(o.total)}
    return [(o.label(k), values[k]) for k in keys]


def plain(o):
    """An order typed into a mail."""
    facts = "\n".join(f"{k + ':':<28}{v}" for k, v in _facts(o, ("number", "date", "buyer", "supplier", "delivery", "terms")))
    sums = "\n".join(f"{k + ':':<60}{v:>16}" for k, v in ((o.label("subtotal"), o.sum(o.net)), (o.label("tax"), o.sum(o.tax)),
                                                           (o.label("total"), o.sum(o.total))))
    text = (f"{o.say(0)}\n\n{o.say(1)}\n\n{o.label('title').upper()}\n\n{facts}\n\n{table(o)}\n\n{sums}\n\n"
            f"{o.label('bill_to')}:\n" + "\n".join(o.buyer) + f"\n\n{o.invoices()}\n\n{signature(o)}\n")
    return "plain.eml", mail((o.person, o.person_mail), f"{o.label('title')} {o.number}", text), labels(o)


def html_table(o):
    """A mail with HTML tables."""
    e = html.escape
    rows = "".join(f"<tr><td><b>{e(k)}</b></td><td>{e(v)}</td></tr>"
                   for k, v in _facts(o, ("number", "date", "buyer", "supplier", "terms")))
    items = "".join(f"<tr><td>{e(w)}</td><td>{q}</td><td>{o.figure(p)}</td><td>{o.figure(a)}</td></tr>" for w, q, p, a in o.items)
    heads = "".join(f"<th>{e(o.label(k))}</th>" for k in ("what", "qty", "price", "amount"))
    page = (f"<html><body><p>{e(o.say(0))}</p><p>{e(o.say(1))}</p><h2>{e(o.label('title'))}</h2><table>{rows}</table>"
            f"<table border=1><tr>{heads}</tr>{items}"
            f"<tr><td colspan=3>{e(o.label('subtotal'))}</td><td>{e(o.sum(o.net))}</td></tr>"
            f"<tr><td colspan=3>{e(o.label('tax'))}</td><td>{e(o.sum(o.tax))}</td></tr>"
            f"<tr><td colspan=3><b>{e(o.label('total'))}</b></td><td><b>{e(o.sum(o.total))}</b></td></tr></table>"
            f"<p>{e(o.invoices())}</p><p>{e(o.say(3))}<br>{e(o.person)}</p></body></html>")
    return "html.eml", mail((o.person, o.person_mail), f"{o.label('title')}", o.say(1), html=page), labels(o, bill_to=None)


def forward_gmail(o):
    """A salesman forwards what the customer wrote."""
    _, raw, want = plain(o)
    import email
    inner = email.message_from_bytes(raw, policy=email.policy.default)
    sep, frm, date, subject, to = GMAIL[o.lang]
    text = (f"FYI\n\n{sep}\n{frm}: {o.person} <{o.person_mail}>\n{date}: Mon, 9 Nov 2026 at 09:12\n{subject}: {inner['Subject']}\n"
            f"{to}: Dana Reyes <dana@acme-software.example>\n\n\n{inner.get_content()}")
    raw = mail(("Dana Reyes", "dana@acme-software.example"), f"Fwd: {inner['Subject']}", text, minute=3)
    return "forward.eml", raw, dict(want, origin=o.person_mail, how="inline-forward")


def attached(o):
    """The order as a PDF, a line of covering text."""
    name, data, want = letter(o)
    raw = mail((o.person, o.person_mail), f"{o.label('title')} {o.number}", f"{o.say(0)}\n\n{o.say(2)}\n\n{signature(o)}\n",
               attachments=[(f"{o.number.replace('/', '-')}.pdf", data)])
    return "attached.eml", raw, want


def dashes(o):
    """An order as a list, label and value parted by a dash; what each thing costs stands behind it."""
    facts = "\n".join(f"- {k} - {v}" for k, v in _facts(o, ("number", "date", "buyer", "supplier", "terms")))
    lines = "\n".join(f"* {q} {w}, {o.sum(p)}: {o.sum(a)}" for w, q, p, a in o.items)
    text = (f"{o.say(0)}\n\n{o.say(1)}\n\n{facts}\n\n{lines}\n\n{o.label('subtotal')} {o.sum(o.net)}\n{o.label('tax')} {o.sum(o.tax)}\n"
            f"{o.label('total')} {o.sum(o.total)}\n\n{o.invoices()}\n\n{signature(o)}\n")
    return "dashes.eml", mail((o.person, o.person_mail), f"{o.label('title')} {o.number}", text, minute=8), labels(o, bill_to=None, lines=None)


def html_lines(o):
    """A mail in HTML with a paragraph a fact and a list of things, under a quoted mail of ours."""
    e = html.escape
    facts = "".join(f"<p><b>{e(k)}:</b> {e(v)}</p>" for k, v in _facts(o, ("number", "date", "buyer", "supplier", "terms", "total")))
    page = (f"<html><body><p>{e(o.say(0))}</p><p>{e(o.say(1))}</p>{facts}<ul>" + "".join(f"<li>{q} x {e(w)}</li>" for w, q, p, a in o.items)
            + f"</ul><p>{e(o.invoices())}</p><p>{e(o.say(3))}<br>{e(o.person)}<br>{e(o.buyer[0])}</p></body></html>")
    return "paragraphs.eml", mail((o.person, o.person_mail), o.label("title"), o.say(1), html=page, minute=10), labels(o, bill_to=None, lines=None)


def no_number(o):
    """An order in a mail that has no number: an order all the same."""
    _, raw, want = plain(o)
    import email
    inner = email.message_from_bytes(raw, policy=email.policy.default)
    text = "\n".join(line for line in inner.get_content().splitlines() if o.number not in line)
    return "nonumber.eml", mail((o.person, o.person_mail), o.label("title"), text, minute=5), dict(want, number=None)


LAYOUTS = [plain, html_table, forward_gmail, attached, dashes, html_lines, no_number]
