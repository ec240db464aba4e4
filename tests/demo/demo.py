# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on a private mail server: `make demo`. Leaves nothing running; says where the files are."""
import os
import pathlib
import shutil
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "flow"))

import samples  # noqa: E402
from house import House  # noqa: E402
from servers import Authority  # noqa: E402

BOLD, DIM, OFF = ("\033[1m", "\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "", "")


def say(text=""):
    print(text, flush=True)


def head(text):
    say(f"\n{BOLD}{text}{OFF}")


def mails():
    """(mailbox, bytes): a few dozen."""
    contoso, fabrikam, northwind = ("Jana Weiss <j.weiss@contoso.example>", "Sam Hill <s.hill@fabrikam.example>",
                                    "Ann Byrne <ann.byrne@northwind.example>")
    text_po = samples.mail("PO 4500123456", samples.po_text(), sender=contoso, cc="po@acme.example, lee@acme.example")
    out = [(box, text_po) for box in ("dana", "lee", "po")]
    out += [
        ("dana", samples.mail("Order PO-88120", "Our order is below.", html=samples.po_html(), sender=fabrikam, minute=1)),
        ("lee", samples.mail("Purchase order 7000451", "Please find our purchase order attached.", sender=northwind, minute=2,
                             attachments=[("PO_7000451.pdf", "application/pdf", samples.po_pdf())])),
        ("lee", samples.mail("Bestellung", "Guten Tag,\n\nanbei unsere Bestellung.\n\nMit freundlichen Grüßen\nK. Vogel\n",
                             sender="Karin Vogel <k.vogel@beispiel-werke.example>", minute=3,
                             attachments=[("Bestellung.pdf", "application/pdf", samples.bestellung_pdf())])),
        ("po", samples.forward_inline(fabrikam, "our order", samples.po_text(number="PO-88121", buyer="Fabrikam Inc.",
                                                                            total="3,100.00", currency="USD"), minute=4)),
        ("po", samples.forward_attached(samples.mail("PO attached", "see PDF", sender=northwind, minute=5, attachments=[
            ("order.pdf", "application/pdf", samples.po_pdf(number="7000460", total="990.00"))]), minute=6)),
        ("dana", samples.mail("PO 4500123456 rev 1", samples.po_text(total="13,900.00"), sender=contoso, minute=7)),
        ("dana", samples.mail("Order", samples.po_text(number="", buyer="Contoso GmbH"), sender=contoso, minute=8)),
        ("dana", samples.mail("PO 20081", samples.po_text(number="20081", buyer="Tailspin Toys LLC", total="700.00"),
                              sender="Kim Lee <kim@tailspin.example>", minute=9)),
        ("dana", samples.poison(10)),
    ]
    for i in range(24):
        out.append((("dana", "lee", "po")[i % 3], samples.lookalike(i, minute=20 + i)))
    return out


def show(house, *args):
    say(f"{DIM}$ purser {' '.join(args)}{OFF}")
    say(house.run(*args).stdout.rstrip())


def main():
    root = pathlib.Path(os.environ.get("PURSER_BUILD", "build")).resolve() / "demo"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    begun = time.monotonic()
    head("1. A private Dovecot on loopback, with TLS by a throw-away CA")
    authority = Authority(root / "ca")
    with House(root, authority) as house:
        say(f"   imaps on 127.0.0.1:{house.dovecot.port}; mailboxes {', '.join(house.mailboxes)}; AR's folder: ar/POs")
        (root / "customers.csv").write_text(samples.CUSTOMERS_CSV)
        show(house, "check-config", "--online")
        show(house, "customers", "import", str(root / "customers.csv"))
        head("2. Mail arrives")
        todo = mails()
        for box in house.mailboxes:
            house.dovecot.append_all(box, [raw for to, raw in todo if to == box])
        say(f"   {len(todo)} mails in three mailboxes")
        head("3. purserd runs until all is read and sent")
        house.once()
        say("\n".join(f"   {line}" for line in house.tail(12)))
        head("4. What reached AR's folder (as the server has it)")
        for letter in house.letters():
            say(f"   {letter.subject}")
        head("5. What was found, what waits for a person, and why")
        show(house, "list")
        head("6. Counts; the rest was ignored, and only its digest and verdict are kept")
        show(house, "status")
        head("7. The digest that AR reads each morning, as it would go out now")
        digest = root / "digest.html"
        show(house, "digest", "--preview", "--html", str(digest))
        letters = house.letters()
        for i, letter in enumerate(letters):
            (root / f"letter-{i + 1}.eml").write_bytes(letter.raw)
        head("Done")
        say(f"   {time.monotonic() - begun:.0f} s. Nothing is left running. The files: {root}")
        say(f"   configuration {house.config}, log {house.log}, what AR got {root}/letter-*.eml,")
        say(f"   the digest as mail programs show it {digest}")
    return 0 if letters else 1


if __name__ == "__main__":
    sys.exit(main())
