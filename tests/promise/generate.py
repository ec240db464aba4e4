# SPDX-License-Identifier: GPL-3.0-or-later
"""Mails that promise an order, or only seem to: generate.py DIR writes DIR/{tune,test}/*.eml and DIR/labels.jsonl. The same
files each time. What is said stands in a customer's own text, in what an AE forwards, or in a mail of HTML; and, promising
nothing, in what is quoted or in a letter of ours."""
import datetime
import email.message
import email.policy
import email.utils
import json
import pathlib
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "reading"))
import mails as reading_mails  # noqa: E402
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import said_test  # noqa: E402
import said_tune  # noqa: E402

POLICY = email.policy.SMTP.clone(max_line_length=78)
WHEN = datetime.datetime(2026, 11, 10, 9, 0, tzinfo=datetime.timezone.utc)
AE = ("Dana Reyes", "dana@acme-software.example")
GREET = {"en": "Hi Dana,", "de": "Hallo Frau Reyes,", "fr": "Bonjour Dana,", "es": "Hola Dana:", "it": "Buongiorno Dana,",
         "nl": "Beste Dana,", "pt": "Bom dia Dana,"}
BYE = {"en": "Best regards", "de": "Mit freundlichen Grüßen", "fr": "Cordialement", "es": "Un saludo", "it": "Cordiali saluti",
       "nl": "Met vriendelijke groet", "pt": "Cumprimentos"}


def mail(sender, to, subject, text, html=False):
    m = email.message.EmailMessage(policy=POLICY)
    m["From"] = email.utils.formataddr(sender)
    m["To"] = email.utils.formataddr(to)
    m["Subject"] = subject
    m["Date"] = email.utils.format_datetime(WHEN)
    m["Message-ID"] = f"<promise.{zlib.crc32(repr((sender, subject)).encode())}@x.example>"
    if html:
        lines = "".join(f"<p>{line or '&nbsp;'}</p>\n" for line in text.split("\n"))
        m.set_content(f"<html><body>{lines}</body></html>", subtype="html")
    else:
        m.set_content(text)
    return m.as_bytes(policy=POLICY)


def cases():
    for said in (said_tune, said_test):
        for lang, rows in said.SAID.items():
            for n, (text, due) in enumerate(rows):
                who = (f"Jo {lang.upper()}", f"jo@firm{n % 3}-{lang}.example")
                whole = f"{GREET[lang]}\n\n{text}\n\n{BYE[lang]}\n{who[0]}\n"
                if n % 4 == 1 and due is not None:
                    sep, from_, date, subject, to = reading_mails.GMAIL[lang]
                    body = (f"FYI\n\n{sep}\n{from_}: {who[0]} <{who[1]}>\n{date}: Tue, 10 Nov 2026 at 09:12\n{subject}: X\n"
                            f"{to}: <{AE[1]}>\n\n\n{whole}")
                    data = mail(AE, ("PO", "po@acme-software.example"), f"Fwd: {lang}{n}", body)
                else:
                    data = mail(who, AE, f"Re: {lang}{n}", whole, html=n % 4 == 2)
                yield said.HALF, lang, f"{n:02}", data, due
            promised = next(text for text, due in rows if due)
            attribution = reading_mails.ATTRIBUTION[lang].format(who=f"Jo <jo@firm-{lang}.example>")
            quoted = "\n".join("> " + line for line in promised.split("\n"))
            yield (said.HALF, lang, "quoted",
                   mail(("Jo", f"jo@firm-{lang}.example"), AE, "Re: quoted", f"OK.\n\n{attribution}\n{quoted}\n"), None)
            yield said.HALF, lang, "ours", mail(AE, ("Jo", f"jo@firm-{lang}.example"), "Re: ours", promised), None


def write(root):
    root = pathlib.Path(root)
    rows = []
    for half, lang, name, data, due in cases():
        (root / half).mkdir(parents=True, exist_ok=True)
        path = root / half / f"{lang}-{name}.eml"
        path.write_bytes(data)
        rows.append({"file": str(path.relative_to(root)), "half": half, "lang": lang, "due": due})
    with open(root / "labels.jsonl", "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row) + "\n")
    return rows


if __name__ == "__main__":
    print(len(write(sys.argv[1])), "mails")
