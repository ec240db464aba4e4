# SPDX-License-Identifier: GPL-3.0-or-later
"""Mails that say something of a customer's finance unit, or only seem to: generate.py DIR writes DIR/{tune,test}/*.eml
and DIR/labels.jsonl. The same files each time.

A label is [kind, value]; of contacts and mail routes the value is an address."""
import email.message
import email.policy
import email.utils
import datetime
import json
import pathlib
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "reading"))
import mails as reading_mails  # noqa: E402
import people  # noqa: E402
import said_test  # noqa: E402
import said_tune  # noqa: E402

POLICY = email.policy.SMTP.clone(max_line_length=78)
WHEN = datetime.datetime(2026, 11, 9, 8, 0, tzinfo=datetime.timezone.utc)
AE = ("Dana Reyes", "dana@acme-software.example")
OURS = "invoices@acme-software.example"
WRITERS = {"en": "Thomas Reed", "de": "Jens Hartmann", "fr": "Paul Girard", "es": "Jorge Molina", "it": "Luca Rossi",
           "nl": "Pieter Jansen", "pt": "Tiago Lopes"}
SUBJECTS = {"en": "Your offer", "de": "Ihr Angebot", "fr": "Votre offre", "es": "Su oferta", "it": "La vostra offerta",
            "nl": "Uw offerte", "pt": "A vossa proposta"}


def mail(sender, to, subject, text, html=None, more=None):
    m = email.message.EmailMessage(policy=POLICY)
    m["From"] = email.utils.formataddr(sender)
    m["To"] = email.utils.formataddr(to)
    m["Subject"] = subject
    m["Date"] = email.utils.format_datetime(WHEN)
    m["Message-ID"] = f"<map.{zlib.crc32(text.encode())}@{sender[1].split('@')[1]}>"
    for name, value in (more or {}).items():
        m[name] = value
    m.set_content(text)
    if html:
        m.add_alternative(html, subtype="html")
    return m.as_bytes(policy=POLICY)


def as_html(text):
    """The way Outlook writes it: a paragraph for each line, an empty one between."""
    lines = "".join(f"<p class=MsoNormal>{line or '&nbsp;'}</p>\n" for line in text.split("\n"))
    return f"<html><body lang=X><div class=WordSection1>\n{lines}</div></body></html>"


def quote(text):
    return "\n".join("> " + line for line in text.split("\n"))


def forwarded(lang, half, who, text):
    if half == "tune":
        sep, from_, date, subject, to = reading_mails.GMAIL[lang]
        return (f"{sep}\n{from_}: {who[0]} <{who[1]}>\n{date}: Mon, 9 Nov 2026 at 09:12\n{subject}: {SUBJECTS[lang]}\n"
                f"{to}: <{AE[1]}>\n\n\n{text}\n")
    from_, sent, to, subject = reading_mails.OUTLOOK[lang]
    return (f"\n{from_}: {who[0]} <{who[1]}>\n{sent}: {reading_mails.SENT[lang]}\n{to}: {AE[0]} <{AE[1]}>\n"
            f"{subject}: {SUBJECTS[lang]}\n\n{text}\n")


def wanted(scenario, c, terms):
    scenario = scenario.rstrip("23456789")
    return {
        "route": [["invoice_route", c.box]], "billing": [["billing_contact", c.mail]],
        "dispute": [["dispute_contact", c.mail]], "approver": [["approver", c.mail]],
        "portal": [["portal", c.portal], ["invoice_route", c.portal]], "post": [["invoice_route", c.town]],
        "po_yes": [["po_required", "yes"]], "po_no": [["po_required", "no"]], "terms": [["payment_terms", terms]],
        "signature": [["billing_contact", c.mail]], "negated": [["invoice_route", c.box]],
        "note": [["billing_contact", c.mail]], "answer": [["billing_contact", c.mail]],
    }.get(scenario, [])


def one(said, lang, c, scenario, n):
    """The mail of a scenario: its bytes and what is to be found."""
    terms = said.TERMS[lang]
    fill = dict(mail=c.mail, name=c.name, box=c.box, old=c.old, portal=c.portal, url=c.url, company=c.company,
                street=c.street, town=c.town, terms=terms, ours=OURS)
    text = said.SAID[lang][scenario].format(**fill)
    writer = (WRITERS[lang], c.address(WRITERS[lang]))
    subject = "Re: " + SUBJECTS[lang]
    want = wanted(scenario, c, terms)
    attribution = reading_mails.ATTRIBUTION[lang].format(who=f"{AE[0]} <{AE[1]}>")
    if scenario == "signature":
        return mail((c.name, c.mail), AE, subject, text), want
    if scenario == "note":
        return mail(AE, ("PO", "po@acme-software.example"), c.company, text), want
    if scenario == "quoted":
        return mail(writer, AE, subject, f"{text}\n\n{attribution}\n{quote(said.OURS[lang].format(**fill))}\n"), want
    if scenario == "answer":
        return mail(writer, AE, subject, f"{text}\n\n{attribution}\n{quote(said.SAID[lang]['ask'])}\n"), want
    if n % 3 == 1 and not scenario.startswith(("note", "po_")):
        return mail(AE, ("PO", "po@acme-software.example"), "Fwd: " + SUBJECTS[lang],
                    "FYI\n\n" + forwarded(lang, said.HALF, writer, text)), want
    if n % 3 == 2:
        return mail(writer, AE, subject, text, as_html(text)), want
    return mail(writer, AE, subject, f"{text}\n\n{attribution}\n{quote(said.OURS[lang].format(**fill))}\n"), want


def cases():
    for said in (said_tune, said_test):
        for lang, texts in said.SAID.items():
            customers = [people.Customer(row) for row in people.CUSTOMERS[said.HALF][lang]]
            for n, scenario in enumerate(s for s in texts if s != "ask"):
                yield said.HALF, lang, scenario, *one(said, lang, customers[n % 2], scenario, n + len(lang) + ord(lang[0]))


def write(root):
    root = pathlib.Path(root)
    rows = []
    for half, lang, scenario, data, want in cases():
        (root / half).mkdir(parents=True, exist_ok=True)
        path = root / half / f"{scenario}-{lang}.eml"
        path.write_bytes(data)
        rows.append({"file": str(path.relative_to(root)), "half": half, "lang": lang, "scenario": scenario, "facts": want})
    with open(root / "labels.jsonl", "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return rows


if __name__ == "__main__":
    print(f"{len(write(sys.argv[1]))} mails in {sys.argv[1]}")
