# SPDX-License-Identifier: GPL-3.0-or-later
"""What mail tells of a customer's finance unit, and what people make of it."""
import csv
import io

import samples
from servers import wait_for

PASS = [("Authentication-Results", "mx.acme.example; dmarc=pass header.from=contoso.example")]
OURS = [("Authentication-Results", "mx.acme.example; dmarc=pass header.from=acme.example")]
ANN = "Ann Krug <a.krug@contoso.example>"


def with_customers(house):
    house.configure({box: {"authserv_ids": "mx.acme.example"} for box in ("dana", "lee", "po")})
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)


def say(house, text, sender=ANN, headers=PASS, minute=0, mailbox="dana", subject="Re: offer", **kwargs):
    house.dovecot.append(mailbox, samples.mail(subject, text, sender=sender, headers=headers, minute=minute, **kwargs))


def facts(house, kind=None, customer="Contoso"):
    rows = house.json("customer", customer)[0]["facts"]
    return [f for f in rows if kind in (None, f["kind"])]


def values(house, kind):
    return [(f["value"], f["state"]) for f in facts(house, kind)]


def test_an_answer_about_billing_is_shown_with_its_message_and_nothing_else_of_it_is_kept(house):
    with_customers(house)
    say(house, "Hello,\n\nour billing contact is Petra Meier (petra.meier@contoso.example).\n\nThe weather is Zzyzx here.")
    house.once()
    page = house.run("customer", "Contoso", check=0).stdout
    assert "Petra Meier <petra.meier@contoso.example>" in page
    assert '2026-06-09, dana, "Re: offer", a.krug@contoso.example' in page, page
    assert "our billing contact is Petra Meier" in page
    assert "Approver         unknown" in page
    assert house.letters() == [] and house.json("list") == []
    kept = b"".join(path.read_bytes() for path in house.state.glob("purser.db*"))
    assert b"petra.meier@contoso.example" in kept and b"Zzyzx" not in kept


def test_what_a_person_confirmed_stays_and_later_mail_stands_beside_it(house):
    with_customers(house)
    say(house, "Please send all invoices to ap@contoso.example.")
    house.once()
    first = facts(house, "invoice_route")[0]
    assert "confirmed" in house.run("customer", "Contoso", "--confirm", str(first["id"]), check=0).stdout
    say(house, "Please send all invoices to new.ap@contoso.example.", minute=60)
    house.once()
    assert values(house, "invoice_route") == [("ap@contoso.example", "confirmed"), ("new.ap@contoso.example", "seen")]
    assert all(f["differs"] for f in facts(house, "invoice_route"))
    page = house.run("customer", "Contoso", check=0).stdout
    assert "[confirmed by" in page and page.count("[differs]") == 2, page
    audit = house.run("audit", check=0).stdout
    assert "invoice_route confirmed: ap@contoso.example" in audit, audit
    house.run("audit", "verify", check=0)


def test_what_a_person_retired_does_not_come_back_by_mail_but_is_seen(house):
    with_customers(house)
    say(house, "Please send all invoices to ap@contoso.example.")
    house.once()
    house.run("customer", "Contoso", "--retire", str(facts(house)[0]["id"]), check=0)
    assert "ap@contoso.example" not in house.run("customer", "Contoso", check=0).stdout
    say(house, "Please send all invoices to ap@contoso.example.", minute=60)
    house.once()
    assert values(house, "invoice_route") == [("ap@contoso.example", "retired")]
    assert "[seen again" in house.run("customer", "Contoso", check=0).stdout


def test_a_correction_holds_and_the_old_value_stays_retired(house):
    with_customers(house)
    say(house, "Please send all invoices to ap@contoso.example.")
    house.once()
    number = str(facts(house)[0]["id"])
    house.run("customer", "Contoso", "--correct", number, "accounts@contoso.example", check=0)
    assert values(house, "invoice_route") == [("accounts@contoso.example", "corrected"), ("ap@contoso.example", "retired")]
    done = house.run("customer", "Contoso", "--correct", number, "DE89370400440532013000", check=65)
    assert "bank account" in done.stdout + done.stderr
    house.run("customer", "Fabrikam", "--confirm", number, check=65)
    house.run("customer", "Contoso", "--confirm", "999", check=65)


def test_a_person_settles_while_the_daemon_runs(house):
    with_customers(house)
    say(house, "Please send all invoices to ap@contoso.example.")
    house.start()
    wait_for(lambda: facts(house, "invoice_route"), 20)
    house.run("customer", "Contoso", "--confirm", str(facts(house)[0]["id"]), check=0)
    assert values(house, "invoice_route") == [("ap@contoso.example", "confirmed")]


def test_an_unproven_sender_only_claims_and_a_forged_one_says_nothing(house):
    with_customers(house)
    say(house, "Please send all invoices to claim@contoso.example.", headers=[])
    say(house, "Please send all invoices to forged@contoso.example.", minute=1,
        headers=[("Authentication-Results", "mx.acme.example; dmarc=fail header.from=contoso.example")])
    say(house, "Please send all invoices to ap@contoso.example.", minute=2)
    house.once()
    assert [(f["value"], f["trust"]) for f in facts(house)] == [("ap@contoso.example", "authentic"),
                                                                ("claim@contoso.example", "claimed")]
    assert [f["differs"] for f in facts(house)] == [False, True]
    assert "[claimed: the sender is not proven]" in house.run("customer", "Contoso", check=0).stdout


def test_a_stranger_leaves_nothing_and_what_one_of_us_passes_on_is_vouched_for(house):
    with_customers(house)
    say(house, "Please send all invoices to ap@stranger.example.", sender="Eve <eve@stranger.example>",
        headers=[("Authentication-Results", "mx.acme.example; dmarc=pass header.from=stranger.example")])
    house.dovecot.append("po", samples.mail(
        "Fwd: offer", "FYI\n\n---------- Forwarded message ---------\nFrom: Ann Krug <a.krug@contoso.example>\n"
        "Date: Tue, 9 Jun 2026 at 08:12\nSubject: offer\nTo: <dana@acme.example>\n\n\n"
        "Please send all invoices to ap@contoso.example.\n", sender="Dana Reyes <dana@acme.example>", to="po@acme.example",
        headers=OURS))
    say(house, "Their approver: the order must be approved by Petra Meier (petra.meier@contoso.example).",
        sender="Dana Reyes <dana@acme.example>", to="po@acme.example", headers=OURS, mailbox="po", minute=3)
    house.once()
    assert [(f["kind"], f["trust"], f["source"]) for f in facts(house)] == [
        ("approver", "vouched", "colleague"), ("invoice_route", "vouched", "forwarded")]
    assert len(house.json("customers")) == samples.CUSTOMERS_CSV.strip().count("\n")


def test_one_message_in_two_mailboxes_counts_once(house):
    with_customers(house)
    for mailbox in ("dana", "lee"):
        say(house, "Please send all invoices to ap@contoso.example.", mailbox=mailbox)
    say(house, "As said, please send all invoices to ap@contoso.example.", minute=1440)
    house.once()
    only, = facts(house, "invoice_route")
    assert only["times"] == 2 and only["first"] < only["last"]


def test_an_order_tells_where_invoices_go_and_orders_show_that_they_are_usual(house):
    with_customers(house)
    for n in range(3):
        number = f"450000000{n}"
        say(house, samples.po_text(number=number), sender="Jana Weiss <j.weiss@contoso.example>", subject=f"PO {number}",
            minute=n)
    house.once()
    assert ("ap@contoso.example", "seen") in values(house, "invoice_route")
    assert ("Net 30", "seen") in values(house, "payment_terms")
    page = house.run("customer", "Contoso", check=0).stdout
    assert "likely yes: 3 of 3 orders on record bear a number" in page, page


def test_the_letter_of_an_order_that_is_silent_shows_what_is_on_record(house):
    with_customers(house)
    say(house, "Please send all invoices to ap@contoso.example.\nOur billing contact is Petra Meier "
        "(petra.meier@contoso.example).")
    house.once()
    text = samples.po_text(bill_to="").replace("Bill to", "Note")
    say(house, text, sender="Jana Weiss <j.weiss@contoso.example>", subject="PO 4500123456", minute=5)
    house.once()
    body = house.letters()[0].message.get_body(("plain",)).get_content()
    assert "ap@contoso.example" in body and "on record, a.krug@contoso.example, 2026-06-09" in body, body
    assert "Petra Meier <petra.meier@contoso.example>" in body


def test_what_is_missing_is_asked_in_one_sentence(house):
    with_customers(house)
    question = house.run("customer", "Contoso", "--missing", check=0).stdout
    assert question.count("?") == 1 and "billing" not in question and "who is the right person" in question
    assert "where our invoices should go" in question
    say(house, "Please send all invoices to ap@contoso.example. Invoices without a PO number will be rejected.")
    house.once()
    question = house.run("customer", "Contoso", "--missing", check=0).stdout
    assert "where our invoices should go" not in question and "purchase order number" not in question
    over = house.run("customers", "--missing", check=0).stdout
    line = next(row for row in over.splitlines() if row.startswith("Contoso"))
    assert "billing contact" in line and "invoices go to" not in line
    assert {"customer", "missing"} <= set(house.json("customers", "--missing")[0])


def test_the_csv_has_no_formulas(house):
    with_customers(house)
    say(house, "Please send all invoices to ap@contoso.example.", subject='=HYPERLINK("http://evil.example")')
    house.once()
    rows = list(csv.DictReader(io.StringIO(house.run("customer", "Contoso", "--csv", check=0).stdout)))
    assert [row["value"] for row in rows] == ["ap@contoso.example"]
    assert rows[0]["subject"].startswith("'=HYPERLINK")
    everybody = list(csv.DictReader(io.StringIO(house.run("customers", "--csv", check=0).stdout)))
    assert everybody == rows


def test_a_wrong_command_line_is_told(house):
    with_customers(house)
    for args, status in [((), 64), (("Contoso", "--confirm", "1", "--retire", "1"), 64), (("Contoso", "--correct", "1"), 64),
                         (("Nobody",), 65), (("Contoso", "--missing", "--csv"), 64)]:
        house.run("customer", *args, check=status)
