# SPDX-License-Identifier: GPL-3.0-or-later
"""A mailbox like a busy account executive's: n messages of about 15 kB on average, one in ten a purchase order."""
import pathlib
import random
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


def html(rng, size):
    paragraphs = "".join(f'<p style="margin:0;font-family:Arial">{text(rng, 300)}</p>\n' for _ in range(max(1, size // 400)))
    return f"<html><head><style>p {{color:#333}}</style></head><body><div>{paragraphs}</div><br><a href=\"https://www.example.com/\">more</a></body></html>"


def ordinary(rng, i):
    domain = rng.choice(DOMAINS)
    size = int(rng.lognormvariate(8.3, 0.8))
    kind = rng.random()
    body = text(rng, min(size, 60000))
    attachments = []
    if kind > 0.93:
        attachments = [("data.bin", "application/octet-stream", rng.randbytes(rng.randrange(10000, 90000)))]
    return samples.mail(f"{rng.choice(WORDS)} {rng.choice(WORDS)} {i}", body, sender=f"Person {i % 97} <p{i % 97}@{domain}>",
                        html=html(rng, min(size, 30000)) if kind > 0.4 else None, attachments=attachments,
                        message_id=f"<bench.{i}@{domain}>", minute=i, cte=rng.choice(ENCODINGS))


def order(rng, i):
    domain = rng.choice(DOMAINS)
    buyer = domain.split(".")[0].title() + " Ltd"
    number, total = f"45{i:08d}", f"{rng.randrange(100, 99999):,}.00"
    sender = f"Buyer <po@{domain}>"
    kind = i % 3
    kwargs = {"sender": sender, "message_id": f"<bench.{i}@{domain}>", "minute": i, "cte": rng.choice(ENCODINGS)}
    if kind == 0:
        return samples.mail(f"PO {number}", samples.po_text(number=number, total=total, buyer=buyer) + text(rng, 4000), **kwargs)
    if kind == 1:
        return samples.mail(f"PO {number}", "Our order is below.\n" + text(rng, 2000),
                            html=samples.po_html(number=number, total=total, buyer=buyer), **kwargs)
    return samples.mail(f"PO {number}", "Please find our order attached.\n" + text(rng, 2000),
                        attachments=[(f"PO_{number}.pdf", "application/pdf", samples.po_pdf(number=number, total=total, buyer=buyer))],
                        **kwargs)


def messages(n, seed=1, orders=True):
    rng = random.Random(seed)
    for i in range(n):
        yield order(rng, i) if orders and i % 10 == 0 else ordinary(rng, i)


def maildir(folder, n, seed=1):
    """Fills folder/cur with n messages; returns their bytes in all."""
    cur = pathlib.Path(folder) / "cur"
    for sub in ("cur", "new", "tmp"):
        (pathlib.Path(folder) / sub).mkdir(parents=True, exist_ok=True)
    total = 0
    for i, raw in enumerate(messages(n, seed)):
        (cur / f"1700000000.M{i:07d}.bench,S={len(raw)}:2,").write_bytes(raw)
        total += len(raw)
    return total


if __name__ == "__main__":
    print(maildir(sys.argv[1], int(sys.argv[2])))
