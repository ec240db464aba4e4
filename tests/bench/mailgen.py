# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox like a busy account executive's: n messages of about 15 kB on average, one in ten a purchase order.

Three in four come with an HTML alternative as Outlook writes it, with the header that a message gets on its way through two companies.
"""
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
import samples  # noqa: E402

WORDS = ("the of and to in for is on that by this with you it not or be are from at as your all have new more an was we will "
         "can about if my has but our one other do they time up use any there see only so his when contact business here who "
         "web also now help get view online first been would how were services some these click its like service than find "
         "meeting contract customer quarter renewal licence support order delivery budget invoice agenda update call "
         "für über Grüße réunion déjà más años").split()
ENCODINGS = ["quoted-printable"] * 5 + ["base64"] * 2 + ["8bit"] * 3  # as mail programs send text
DOMAINS = ["contoso.example", "fabrikam.example", "northwind.example", "tailspin.example", "wingtip.example", "adatum.example"]


def text(rng, size):
    out, line, n = [], [], 0
    while n < size:
        word = rng.choice(WORDS)
        line.append(word)
        n += len(word) + 1
        if len(line) == 12:
            out.append(" ".join(line) + rng.choice([".", ",", "", ""]))
            line = []
            if rng.random() < 0.15:
                out.append("")
    return "\n".join(out) + "\n"


STYLE = "".join(f"{name}\n\t{{margin:0cm;\n\tfont-size:11.0pt;\n\tfont-family:\"Calibri\",sans-serif;\n\tmso-fareast-language:EN-US;}}\n"
                for name in ("p.MsoNormal, li.MsoNormal, div.MsoNormal", "a:link, span.MsoHyperlink", "p.msonormal0",
                             "span.EmailStyle18", "span.EmailStyle19", ".MsoChpDefault", "div.WordSection1"))


def html(body):
    """The same text as the most used mail program writes it."""
    lines = "".join('<p class="MsoNormal"><span lang="EN-GB" style="font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif;color:#1F497D">'
                    f"{line or '&nbsp;'}<o:p></o:p></span></p>\n" for line in re.sub(r"(?<=[a-z,.])\n(?=[a-z])", " ", body).split("\n"))
    return ('<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">\n<head>\n'
            f'<style><!--\n/* Style Definitions */\n{STYLE}--></style>\n</head>\n<body lang="EN-GB" link="#0563C1">\n'
            f'<div class="WordSection1">\n{lines}</div>\n</body>\n</html>\n')


def trace(rng, i, domain):
    """What the way through two companies' servers leaves in front of the sender's own header."""
    def key(n):
        return "".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", k=n))
    when = f"Tue, 9 Jun 2026 08:{i % 60:02d}:1{i % 10} +0000"
    hops = [("mx1.acme.example", f"out4.mail.{domain}"), (f"out4.mail.{domain}", f"hub-7.{domain}"),
            (f"hub-7.{domain}", f"exch-{i % 4}.{domain}"), (f"exch-{i % 4}.{domain}", f"exch-{i % 3}.{domain}")]
    received = "".join(f"Received: from {b} (10.{i % 200}.4.{n}) by {a}\r\n (10.1.{n}.9) with ESMTPS (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384)\r\n"
                       f" id {key(14)}; {when}\r\n" for n, (a, b) in enumerate(hops))
    signature = f"\r\n b={key(60)}\r\n {key(72)}\r\n {key(72)}\r\n {key(72)}\r\n {key(66)}==\r\n"
    return (f"Return-Path: <bounce@{domain}>\r\nDelivered-To: dana@acme.example\r\n{received}"
            f"ARC-Seal: i=1; a=rsa-sha256; s=arc1; d={domain}; cv=none;{signature}"
            f"Authentication-Results: mx1.acme.example; spf=pass smtp.mailfrom={domain};\r\n dkim=pass header.d={domain}; dmarc=pass header.from={domain}\r\n"
            f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1;\r\n"
            f" h=From:Date:Subject:Message-ID:Content-Type:MIME-Version; bh={key(43)}=;{signature}"
            f"Thread-Topic: contract\r\nThread-Index: {key(30)}\r\nAccept-Language: en-GB, de-DE\r\nContent-Language: en-GB\r\n"
            f"X-MS-Has-Attach:\r\nX-MS-Exchange-Organization-SCL: -1\r\nX-Originating-IP: [10.3.{i % 250}.7]\r\n"
            f"In-Reply-To: <{key(24)}@{domain}>\r\nReferences: <{key(24)}@{domain}>\r\n <{key(24)}@acme.example>\r\n").encode()


def bank(i):
    """The sender's own bank details: one of many German accounts."""
    bban = f"50010517{i:010d}"
    return f"Our bank: IBAN DE{98 - int(bban + '131400') % 97:02d}{bban}, INGDDEFFXXX\n"


def ordinary(rng, i, attachments=True, with_html=None):
    domain = rng.choice(DOMAINS)
    body = "Hello Dana,\n\n" + text(rng, min(int(rng.lognormvariate(7.3, 0.9)), 60000))
    body += f"\nBest regards\n\nPerson {i % 97}\nAccount manager\n{domain}\n"
    if i % 20 == 7:
        body += bank(i)
    if rng.random() < 0.4:
        body += (f"\nFrom: Dana Reyes <dana@acme.example>\nSent: 8 June 2026 17:0{i % 10}\nTo: Person {i % 97} <p{i % 97}@{domain}>\n"
                 f"Subject: contract\n\n{text(rng, 800)}\n")
    files = []
    if attachments and rng.random() > 0.94:
        files = [("data.bin", "application/octet-stream", rng.randbytes(rng.randrange(10000, 90000)))]
    if with_html is None:
        with_html = rng.random() < 0.75
    return trace(rng, i, domain) + samples.mail(
        f"{rng.choice(WORDS)} {rng.choice(WORDS)} {i}", body, sender=f"Person {i % 97} <p{i % 97}@{domain}>",
        html=html(body) if with_html else None, attachments=files, message_id=f"<bench.{i}@{domain}>", minute=i,
        cte=rng.choice(ENCODINGS))


def order(rng, i, kinds=3):
    domain = rng.choice(DOMAINS)
    buyer = domain.split(".")[0].title() + " Ltd"
    number, total = f"45{i:08d}", f"{rng.randrange(100, 99999):,}.00"
    kind = i // 10 % kinds
    kwargs = {"sender": f"Buyer <po@{domain}>", "message_id": f"<bench.{i}@{domain}>", "minute": i, "cte": rng.choice(ENCODINGS)}
    if kind == 0:
        raw = samples.mail(f"PO {number}", samples.po_text(number=number, total=total, buyer=buyer) + bank(i) + text(rng, 1500), **kwargs)
    elif kind == 1:
        raw = samples.mail(f"PO {number}", "Our order is below.\n" + text(rng, 1000),
                           html=samples.po_html(number=number, total=total, buyer=buyer), **kwargs)
    else:
        pdf = samples.po_pdf(number=number, total=total, buyer=buyer)
        raw = samples.mail(f"PO {number}", "Please find our order attached.\n" + text(rng, 1000),
                           attachments=[(f"PO_{number}.pdf", "application/pdf", pdf)], **kwargs)
    return trace(rng, i, domain) + raw


def messages(n, seed=1, orders=10):
    """One in so many is an order; 0: none."""
    rng = random.Random(seed)
    for i in range(n):
        yield order(rng, i) if orders and i % orders == 0 else ordinary(rng, i)


def maildir(folder, n, seed=1, orders=10):
    """Fills folder/cur with n messages; returns their bytes in all."""
    cur = pathlib.Path(folder) / "cur"
    for sub in ("cur", "new", "tmp"):
        (pathlib.Path(folder) / sub).mkdir(parents=True, exist_ok=True)
    total = 0
    for i, raw in enumerate(messages(n, seed, orders)):
        (cur / f"1700000000.M{i:07d}.bench,S={len(raw)}:2,").write_bytes(raw)
        total += len(raw)
    return total


READ_MIXES = {  # of mails that `purser read` is measured with: no files, no PDFs
    "mixed": lambda rng, i: ordinary(rng, i, False) if i % 10 else order(rng, i, 2),
    "html": lambda rng, i: ordinary(rng, i, False, True),
    "text": lambda rng, i: ordinary(rng, i, False, False),
}


def files(folder, n, mix, rng=None):
    """Fills folder with n mails of a mix, one a file; returns their paths."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    rng = rng or random.Random(7)
    paths = [folder / f"{i}.eml" for i in range(n)]
    for i, path in enumerate(paths):
        path.write_bytes(READ_MIXES[mix](rng, i))
    return paths


if __name__ == "__main__":  # FOLDER N: a Maildir; FOLDER N MIX: files
    print(len(files(sys.argv[1], int(sys.argv[2]), sys.argv[3])) if len(sys.argv) > 3 else maildir(sys.argv[1], int(sys.argv[2])))
