# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of an order: known, new, changed, ours, somebody's; and what a person may do about it."""
import re

import pytest

import samples


@pytest.fixture(autouse=True)
def customers(house):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.once()
    house.run("customers", "import", house.folder / "customers.csv", check=0)


def po(number="4500000001", minute=0, message_id=None, **kwargs):
    keys = {k: kwargs.pop(k) for k in ("sender", "to", "headers", "cc") if k in kwargs}
    return samples.mail(f"Purchase order {number}", samples.po_text(number=number, **kwargs), minute=minute,
                        message_id=message_id, **keys)


def one(house, **wanted):
    items = house.json("list")
    assert len(items) == 1, (items, house.tail())
    assert {k: items[0][k] for k in wanted} == wanted, items[0]
    return items[0]


# --- the same again, or changed ---

def test_the_same_order_in_another_thread_and_mailbox_is_one_order_seen_twice(house):
    house.dovecot.append("dana", po(message_id="<first@contoso.example>"))
    house.once()
    house.dovecot.append("lee", samples.forward_inline("Jana Weiss <j.weiss@contoso.example>", "our order",
                                                      samples.po_text(number="4500000001")))
    house.dovecot.append("po", po(message_id="<again@contoso.example>", minute=60))
    house.once()
    assert house.numbers() == ["4500000001"], house.tail()
    one(house, sightings=3, customer="Contoso GmbH", customer_provisional=False)


def test_a_changed_order_is_a_revision_and_says_what_changed(house):
    house.dovecot.append("dana", po(total="12,400.00"))
    house.once()
    house.dovecot.append("dana", po(total="13,100.00", minute=60))
    house.once()
    assert house.numbers() == ["4500000001", "4500000001"], house.tail()
    newest, first = house.json("list")
    assert (newest["relation"], newest["revision_of"]) == ("revision", first["id"])
    letter = [m for m in house.letters() if m.message["X-Purser-Relation"] == "revision"][0]
    assert "13,100.00" in letter.message.get_body(("plain",)).get_content()
    assert "revision" in letter.subject


def test_two_customers_may_use_the_same_number(house):
    house.dovecot.append("dana", po("1001", total="100.00"))
    house.dovecot.append("dana", po("1001", total="200.00", sender="Ann <ann@northwind.example>",
                                    buyer="Northwind Traders Ltd", minute=5))
    house.once()
    items = house.json("list")
    assert sorted((i["customer"], i["relation"]) for i in items) == [("Contoso GmbH", "new"), ("Northwind Traders Ltd", "new")]
    assert house.numbers() == ["1001", "1001"], house.tail()


# --- whose it is ---

def test_an_unknown_customer_is_made_provisionally_and_marked_so_in_the_letter(house):
    house.dovecot.append("dana", po(sender="Max <max@newcorp.example>", buyer="Newcorp SA", bill_to="ap@newcorp.example"))
    house.once()
    one(house, customer_provisional=True, route="route")
    letter = house.letters()[0]
    assert "provisional" in letter.message.get_body(("plain",)).get_content()
    rows = {c["name"]: c for c in house.json("customers")}
    assert rows["Newcorp SA"]["kind"] == "provisional"
    house.dovecot.append("dana", po("4500000002", sender="Eva <eva@newcorp.example>", buyer="Newcorp SA",
                                    bill_to="ap@newcorp.example", minute=9))
    house.once()
    assert len([c for c in house.json("customers") if c["kind"] == "provisional"]) == 1


def test_a_portals_relay_address_is_never_a_customer(house):
    for minute, buyer in enumerate(("Newcorp SA", "Othercorp Ltd")):
        house.dovecot.append("dana", po(f"450000000{minute}", sender=f"{buyer} <ordersender-prod@ansmtp.ariba.com>",
                                        buyer=buyer, bill_to="ap@ariba.com", minute=minute))
    house.once()
    items = house.json("list")
    assert sorted(i["customer"] for i in items) == ["Newcorp SA", "Othercorp Ltd"], (items, house.tail())
    assert not any("ariba" in " ".join(c["domains"]) for c in house.json("customers"))


def test_a_forward_by_one_of_us_is_credited_to_the_customer(house):
    house.dovecot.append("po", samples.forward_inline("Jana Weiss <j.weiss@contoso.example>", "PO",
                                                     samples.po_text(number="4500000001")))
    house.dovecot.append("po", samples.forward_attached(po("4500000002", sender="Ann <ann@northwind.example>",
                                                           buyer="Northwind Traders Ltd")))
    house.once()
    assert {i["number"]: i["customer"] for i in house.json("list")} == {
        "4500000001": "Contoso GmbH", "4500000002": "Northwind Traders Ltd"}, house.tail()


# --- what is no order to us ---

def test_our_own_letters_that_come_back_are_never_routed(house):
    house.dovecot.append("dana", po())
    house.once()
    letter = house.letters()[0]
    bounce = samples.mail("Undelivered Mail Returned to Sender", "I'm sorry to have to inform you …\n",
                          sender="MAILER-DAEMON@mx.ar.example", message_id="<bounce@mx.ar.example>",
                          headers=[("Auto-Submitted", "auto-replied"), ("Return-Path", "<>")],
                          attachments=[("original.eml", "application/octet-stream", letter.raw)])
    forwarded = samples.forward_attached(letter.raw, sender="AR <ar@acme.example>", minute=3)
    house.dovecot.append_all("lee", [letter.raw, bounce, forwarded])
    house.once()
    assert house.numbers() == ["4500000001"], house.tail()
    assert [i["route"] for i in house.json("list")] == ["route"]


def test_an_answer_to_our_letter_is_no_new_order(house):
    house.dovecot.append("dana", po())
    house.once()
    letter = house.letters()[0]
    quoted = "\n".join("> " + line for line in letter.message.get_body(("plain",)).get_content().splitlines())
    house.dovecot.append("dana", samples.mail("Re: " + letter.subject, f"Thanks, booked.\n\nOn Tuesday purser wrote:\n{quoted}\n",
                                              sender="AR <ar@acme.example>", message_id="<re@acme.example>",
                                              headers=[("In-Reply-To", letter.message_id), ("References", letter.message_id)]))
    house.once()
    assert house.numbers() == ["4500000001"], house.tail()
    assert len(house.json("list")) == 1, house.json("list")


def test_automatic_replies_and_bounces_of_others_are_ignored(house):
    house.dovecot.append_all("dana", [
        samples.mail("Out of office: PO 4500000007", "I am away until Monday. Send purchase orders to ap@contoso.example.\n",
                     headers=[("Auto-Submitted", "auto-replied")]),
        samples.mail("Delivery Status Notification (Failure)", "Your message could not be delivered.\n",
                     sender="MAILER-DAEMON <mailer-daemon@contoso.example>", headers=[("Return-Path", "<>")], minute=2)])
    house.once()
    assert house.json("list") == [] and house.letters() == []


def test_our_own_order_to_a_supplier_is_ignored(house):
    house.dovecot.append("dana", po(sender="Dana Reyes <dana@acme.example>", to="sales@supplier.example",
                                    buyer="Acme Software GmbH", supplier="Supplier Ltd", bill_to="ap@acme.example"))
    house.dovecot.append("lee", po("4500000002", sender="Dana Reyes <dana@acme.example>", to="sales@contoso.example",
                                   buyer="Acme Software GmbH", supplier="Contoso GmbH", bill_to="sales@contoso.example"))
    house.once()
    assert house.letters() == [], house.tail()
    assert [i for i in house.json("list") if i["route"] == "route"] == []


def test_look_alikes_leave_no_content_behind(house):
    house.dovecot.append_all("dana", [samples.lookalike(i) for i in range(len(samples.LOOKALIKES))])
    house.once()
    assert house.json("list") == [] and house.letters() == []
    stored = b"".join(p.read_bytes() for p in house.state.glob("purser.db*"))
    for word in (b"lunch", b"Newsletter", b"4500888888", b"Springfield"):
        assert word not in stored, word


# --- a person decides ---

def without_number(house):
    """An order in which no number can be read: it waits for review."""
    house.dovecot.append("dana", samples.mail("Our purchase order", "Please find it attached.", attachments=[
        ("order.pdf", "application/pdf", samples.po_pdf(number="", buyer="Contoso GmbH"))]))
    return one(house, route="review") if not house.once() else None


def test_a_person_gives_number_and_customer_and_lets_it_go(house):
    item = without_number(house)
    assert house.json("list", "--review")[0]["id"] == item["id"] and house.letters() == []
    refused = house.run("review", item["id"], "--route", check=65)
    assert "--number" in refused.stderr
    near = house.run("review", item["id"], "--customer", "Northwnd", check=65)
    assert "Northwind" in near.stderr
    house.run("review", item["id"], "--number", "4500009999", "--customer", "Northwind", "--route", check=0)
    house.once()
    letter = house.letters()[0]
    assert letter.number == "4500009999" and letter.message["X-Purser-Customer"] == "Northwind Traders Ltd"
    assert letter.original() == list(house.dovecot.messages("dana").values())[0]
    assert house.json("list", "--review") == []
    assert one(house, route="route")["settled_by"]
    assert house.run("review", item["id"], "--route").returncode == 65


def test_a_person_lets_it_go_while_purserd_runs(house):
    item = without_number(house)
    house.start()
    house.run("review", item["id"], "--number", "4500009999", "--route", check=0)
    assert house.wait_letters(1)[0].number == "4500009999"


def test_a_rejected_order_is_sent_to_nobody(house):
    item = without_number(house)
    house.run("review", item["id"], "--reject", "a test", check=0)
    house.once()
    assert house.letters() == [] and house.json("list", "--review") == []
    assert one(house)["settled_by"]


# --- observing, then live ---

def test_observing_records_and_sends_nothing_and_backfill_sends_what_was_recorded_once(house):
    house.purser_keys["mode"] = None
    house.configure()
    house.dovecot.append_all("dana", [po("4500000001"), po("4500000002", minute=2)])
    house.once()
    assert len(house.json("list", "--route", "route")) == 2 and house.letters() == []
    asked = house.run("go-live", "--yes", check=0)
    assert "AR" in asked.stdout or "POs" in asked.stdout
    house.once()
    assert house.letters() == []
    house.dovecot.append("dana", po("4500000003", minute=4))
    house.once()
    assert house.numbers() == ["4500000003"], house.tail()
    house.run("backfill", check=0)
    house.once()
    assert house.numbers() == ["4500000001", "4500000002", "4500000003"], house.tail()
    house.run("backfill", check=0)
    house.once()
    assert len(house.letters()) == 3


def test_go_live_and_backfill_work_on_a_running_purserd(house):
    house.purser_keys["mode"] = None
    house.mailbox_keys["watch"] = "idle"
    house.configure()
    house.start()
    house.dovecot.append("dana", po("4500000001"))
    house.wait_row("dana", lambda row: row["items"] == 1)
    house.run("go-live", "--yes", check=0)
    house.dovecot.append("dana", po("4500000002", minute=2))
    assert [m.number for m in house.wait_letters(1)] == ["4500000002"]
    house.run("backfill", check=0)
    house.wait_letters(2)
    assert house.numbers() == ["4500000001", "4500000002"]


def test_backfill_all_reads_what_from_now_passed_over(house):
    house.mailbox_keys["from"] = "now"
    house.configure()
    house.run("backfill")  # the autouse run has seen the empty folder already: a new one begins afresh
    house.dovecot.create("dana", "Old")
    house.dovecot.append("dana", po("4500000001"), "Old")
    house.configure({"dana": {"folders": "INBOX, Old"}})
    house.once()
    assert house.letters() == []
    house.run("backfill", "--all", check=0)
    house.once()
    assert house.numbers() == ["4500000001"], house.tail()


def test_every_decision_tells_its_reasons(house):
    house.dovecot.append("dana", po())
    house.once()
    item = one(house)
    assert any(reason.startswith("customer\t") for reason in item["reasons"]), item["reasons"]
    shown = house.run("show", item["id"], check=0).stdout
    assert re.search("an order of a customer on record", shown)
    explained = {e["field"]: e["text"] for e in house.json("explain", item["id"])[0]["evidence"]}
    assert "4500000001" in explained["number"], explained
