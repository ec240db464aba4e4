# SPDX-License-Identifier: GPL-3.0-or-later
"""Is it the same order? None is lost in another's shadow, none goes out twice."""
import pytest

import samples

WITHOUT_TOTAL = ("PURCHASE ORDER\n\nPO Number: {}\nSupplier: Acme Software GmbH\nPayment terms: Net 30\n\n"
                 "10 licences as quoted in Q-2041.\n")
WITHOUT_NUMBER = ("PURCHASE ORDER\n\nBuyer: Contoso GmbH\nSupplier: Acme Software GmbH\nPayment terms: Net 30\n\n"
                  "10 licences for one month as usual\n\nTotal: EUR 500.00\n")


@pytest.fixture(autouse=True)
def customers(house):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.once()
    house.run("customers", "import", house.folder / "customers.csv", check=0)


def po(number="4500000001", minute=0, sender="Jana Weiss <j.weiss@contoso.example>", **kwargs):
    return samples.mail(f"Purchase order {number}", samples.po_text(number=number, **kwargs), sender=sender, minute=minute)


def take(house, *mails):
    """One after another, each in a run of its own."""
    for mailbox, raw in mails:
        house.dovecot.append(mailbox, raw)
        house.once()


def waiting(house):
    return house.json("list", "--review")


# --- whose order ---

def test_two_strangers_with_one_number_and_one_price_are_two_orders(house):
    take(house, *(("dana", po("1001", minute, f"Jo <jo@{domain}>", total="500.00", buyer=buyer, bill_to=f"ap@{domain}"))
                  for minute, (buyer, domain) in enumerate((("Newcorp SA", "newcorp.example"),
                                                            ("Othercorp Ltd", "othercorp.example"),
                                                            ("Fabrikam Inc.", "fabrikam.example")))))
    assert house.numbers() == ["1001"] * 3, (house.json("list"), house.tail())


def test_one_who_writes_again_from_a_public_provider_is_one_party(house):
    text = WITHOUT_TOTAL.format("88123")
    take(house, ("dana", samples.mail("PO 88123", text, sender="Jo <jo.smith@gmail.com>")),
         ("lee", samples.mail("PO 88123", text + "\nsecond try\n", sender="Jo <jo.smith@gmail.com>", minute=5)))
    assert house.numbers() == ["88123"] and waiting(house) == []


def test_an_order_pasted_by_one_of_us_that_may_be_known_waits_and_names_the_other(house):
    text = WITHOUT_TOTAL.format("4500088123")
    take(house, ("dana", samples.mail("PO 4500088123", text)),
         ("po", samples.mail("new order", "Hi, see below, please book.\n\n" + text,
                             sender="Dana Reyes <dana@acme.example>", to="po@acme.example", minute=5)))
    assert house.numbers() == ["4500088123"], house.tail()
    (item,) = waiting(house)
    assert any("item 1 has the same number" in reason for reason in item["reasons"]), item["reasons"]


def test_a_customer_takes_over_the_provisional_one_of_a_new_domain_with_its_orders(house):
    text = WITHOUT_TOTAL.format("88123")
    take(house, ("dana", samples.mail("PO 88123", text, sender="Jo <jo@contoso-labs.example>")))
    (house.folder / "customers.csv").write_text(
        samples.CUSTOMERS_CSV.replace("contoso.example,", "contoso.example;contoso-labs.example,", 1))
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    assert not [c for c in house.json("customers") if c["kind"] == "provisional"]
    take(house, ("lee", samples.mail("PO 88123", text + "\nplease confirm\n", sender="Ann <ann@contoso-labs.example>", minute=5)))
    assert house.numbers() == ["88123"], house.tail()
    assert [i["customer"] for i in house.json("list")] == ["Contoso GmbH"]


def test_a_doubtful_copy_that_came_first_keeps_no_genuine_order_out(house):
    take(house, ("dana", po(sender="Jana Weiss <jana.weiss.contoso@gmail.com>")), ("lee", po(minute=5)))
    assert house.numbers() == ["4500000001"], house.tail()
    (item,) = waiting(house)
    assert item["id"] == 1 and any("item 2" in reason for reason in item["reasons"]), item["reasons"]
    assert house.run("review", 1, "--route").returncode == 65
    house.run("review", 1, "--reject", "not their address", check=0)
    house.once()
    assert house.numbers() == ["4500000001"]


def test_an_answer_to_a_new_customer_with_his_order_is_not_taken_for_our_own(house):
    take(house, ("po", samples.mail("Your PO", "Hi Jo,\n\nthanks for the attached order.\n\nDana\n",
                                    sender="Dana Reyes <dana@acme.example>", to="Jo <jo@newcorp.example>", cc="po@acme.example",
                                    attachments=[("po.pdf", "application/pdf", samples.po_pdf(number="7000002", buyer="Newcorp SA"))])))
    assert [i["number"] for i in house.json("list")] == ["7000002"], house.tail()


# --- the same or another content ---

def test_a_revision_that_changes_only_what_is_not_compared_is_one_by_its_mark(house):
    text = samples.po_text(number="4500123456").replace("PO Date:", "Revision:       2\nPO Date:")
    take(house, ("dana", po("4500123456")), ("dana", samples.mail("Purchase order 4500123456 rev 2", text, minute=9)))
    assert house.numbers() == ["4500123456"] * 2, house.tail()
    assert house.json("list")[0]["relation"] == "revision"


def test_one_order_in_three_wordings_is_one(house):
    def pdf(subject, make, minute, **kwargs):
        return samples.mail(subject, "Attached.", minute=minute, attachments=[
            ("po.pdf", "application/pdf", make(number="77120", buyer="Contoso GmbH", **kwargs))])
    take(house, ("dana", po("PO-77120")),
         ("lee", pdf("Order document", samples.po_pdf, 50, total="12,400.00", date="2026-06-09", terms="30 days net")),
         ("po", pdf("Bestellung", samples.bestellung_pdf, 59, total="12.400,00", date="09.06.2026")))
    assert house.numbers() == ["PO-77120"], (house.json("list"), house.tail())


def test_groups_of_digits_make_two_numbers(house):
    take(house, ("dana", po("PO-1-11")), ("dana", po("PO-11-1", 5)))
    assert house.numbers() == ["PO-1-11", "PO-11-1"], house.tail()


def test_the_same_words_a_month_later_are_another_order(house):
    take(house, ("dana", samples.mail("Our order for June", WITHOUT_NUMBER)))
    house.run("review", 1, "--number", "4500000001", "--route", check=0)
    take(house, ("lee", samples.mail("Our order for June", WITHOUT_NUMBER, minute=1440)))
    assert waiting(house) == []
    take(house, ("dana", samples.mail("Our order for July", WITHOUT_NUMBER, minute=30 * 1440)))
    assert len(waiting(house)) == 1, house.tail()


# --- a person's word ---

def without_number(**kwargs):
    return samples.mail("Our purchase order", "Please find it attached.", minute=5, attachments=[
        ("order.pdf", "application/pdf", samples.po_pdf(number="", buyer="Contoso GmbH", date="2026-06-09", terms="Net 30", **kwargs))])


def test_a_number_that_ar_has_already_is_refused_and_the_other_named(house):
    take(house, ("dana", po("4500123456", total="8,250.00")), ("lee", without_number()))
    done = house.run("review", 2, "--number", "4500-123456", "--route", check=65)
    assert "item 1" in done.stderr
    house.once()
    assert house.numbers() == ["4500123456"] and len(waiting(house)) == 1
    house.run("review", 2, "--reject", "the same", check=0)


def test_a_number_that_ar_has_with_another_content_makes_a_revision(house):
    take(house, ("dana", po("4500123456", total="8,000.00")), ("lee", without_number()))
    done = house.run("review", 2, "--number", "4500123456", "--route", check=0)
    assert "a revision of item 1" in done.stdout
    house.once()
    assert [m.message["X-Purser-Relation"] for m in house.letters()].count("revision") == 1


def test_what_ar_has_already_is_not_renumbered(house):
    take(house, ("dana", po()))
    assert house.run("review", 1, "--number", "9999").returncode == 65
    assert house.run("review", 1, "--reject", "late").returncode == 65


def test_what_was_only_recorded_may_be_settled_and_stays_home(house):
    house.purser_keys["mode"] = "observe"
    house.configure()
    take(house, ("dana", po()))
    house.run("review", 1, "--reject", "AR has it", check=0)
    house.purser_keys["mode"] = "live"
    house.configure()
    house.run("backfill", check=0)
    house.once()
    assert house.letters() == [], house.tail()
