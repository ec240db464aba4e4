# SPDX-License-Identifier: GPL-3.0-or-later
"""Nobody is believed for what he types."""
import pytest

import samples


def with_customers(house):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)


def inner():
    return samples.mail("PO 4500123456", samples.po_text())


@pytest.mark.parametrize("how", ["inline", "attached"])
def test_an_author_named_in_a_strangers_forward_is_not_believed(house, how):
    with_customers(house)
    stranger = "Sam <sam@evil.example>"
    raw = samples.forward_inline("Jana Weiss <j.weiss@contoso.example>", "PO", samples.po_text(), sender=stranger) \
        if how == "inline" else samples.forward_attached(inner(), sender=stranger)
    house.dovecot.append("dana", raw)
    house.once()
    assert house.letters() == []
    assert [item["route"] for item in house.json("list")] == ["review"]


@pytest.mark.parametrize("sender", ["", "Jana Weiss <>", "j.weiss\x00@contoso.example"])
def test_an_order_without_a_readable_sender_waits_for_a_person(house, sender):
    with_customers(house)
    raw = inner().replace(b"Jana Weiss <j.weiss@contoso.example>", sender.encode(), 1)
    house.dovecot.append("dana", raw)
    house.once()
    assert house.letters() == []


def test_our_mark_copied_onto_another_mail_does_not_make_it_vanish(house):
    house.dovecot.append("dana", inner())
    house.once()
    mark = house.letters()[0].message["X-Purser-Mark"]
    house.dovecot.append("dana", samples.mail("PO 4500777777", samples.po_text(number="4500777777", total="900.00"),
                                              headers=[("X-Purser-Mark", mark)], minute=5))
    house.once()
    assert house.numbers() == ["4500123456", "4500777777"]


def test_invisible_characters_part_no_number_and_no_amount(house):
    text = samples.po_text(number="48000\u200b00001", total="12\ufe0f,400.00")
    house.dovecot.append("dana", samples.mail("PO", text, cte="quoted-printable"))
    house.once()
    items = house.json("list")
    assert [(i["number"], i["total"]) for i in items] == [("4800000001", "12400.00")], items


def proven(server="mx.acme.example", domain="contoso.example"):
    return [("Authentication-Results", f"{server}; dmarc=pass header.from={domain}")]


@pytest.mark.parametrize("sender, headers, route", [
    ("Jana Weiss <j.weiss@contoso.example>", [], "route"),
    ("Jana Weiss <j.weiss@contos0.example>", [], "hold"),
    ('"j.weiss@contoso.example" <x@evil.example>', [], "hold"),
    ("Jana Weiss <j.weiss@contoso.example>", [("Reply-To", "x@evil.example")], "review"),
])
def test_without_a_server_whose_word_counts_the_signs_against_a_sender_count_all_the_same(house, sender, headers, route):
    with_customers(house)
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text(), sender=sender, headers=headers))
    house.once()
    assert [item["route"] for item in house.json("list")] == [route]


def test_each_mailbox_trusts_its_own_server_alone(house):
    with_customers(house)
    house.configure(mailboxes={"dana": {"authserv_ids": "mx.acme.example"}, "lee": {"authserv_ids": "mx.other.example"}})
    for i, (mailbox, server) in enumerate([("dana", "mx.acme.example"), ("dana", "mx.other.example"),
                                           ("lee", "mx.other.example"), ("lee", "mx.acme.example")]):
        number = f"450000000{i}"
        house.dovecot.append(mailbox, samples.mail(f"PO {number}", samples.po_text(number=number, total=f"{i + 1}00.00"),
                                                   headers=proven(server)))
    house.once()
    routes = {item["number"]: item["route"] for item in house.json("list")}
    assert routes == {"4500000000": "route", "4500000001": "review", "4500000002": "route", "4500000003": "review"}


def test_a_mailbox_may_prefer_proof_or_require_it(house):
    with_customers(house)
    house.configure(mailboxes={"dana": {"authserv_ids": "mx.acme.example", "authenticity": "prefer"},
                               "lee": {"authenticity": "require"}})
    for mailbox, number in ("dana", "4500000001"), ("lee", "4500000002"):
        house.dovecot.append(mailbox, samples.mail(f"PO {number}", samples.po_text(number=number, total=f"{number[-1]}00.00")))
    house.once()
    routes = {item["number"]: item["route"] for item in house.json("list")}
    assert routes == {"4500000001": "route", "4500000002": "review"}
