# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job: a purchase order in an IMAP mailbox reaches AR, once."""
import samples


def test_a_text_order_reaches_ar_with_the_original_byte_identical(house):
    raw = samples.mail("PO 4500123456", samples.po_text())
    house.dovecot.append("dana", raw)
    house.once()
    letters = house.letters()
    assert [letter.number for letter in letters] == ["4500123456"], house.tail()
    assert letters[0].original() == raw


def test_an_html_order_and_a_pdf_order_reach_ar(house):
    house.dovecot.append("dana", samples.mail("Order PO-88120", "see below", html=samples.po_html(),
                                              sender="Sam Hill <sam@fabrikam.example>"))
    pdf = samples.po_pdf()
    house.dovecot.append("lee", samples.mail("Purchase order", "Please find our order attached.",
                                             sender="Ann <ann@northwind.example>",
                                             attachments=[("PO_7000451.pdf", "application/pdf", pdf)]))
    house.once()
    assert house.numbers() == ["7000451", "PO-88120"], house.tail()
    with_pdf = [letter for letter in house.letters() if letter.number == "7000451"][0]
    assert with_pdf.attachments() == {"PO_7000451.pdf": pdf}


def test_an_order_told_in_a_sentence_reaches_ar_and_a_bare_number_waits_for_a_person(house):
    jana = "Jana Weiss <j.weiss@contoso.example>"
    house.dovecot.append("dana", samples.mail("Re: your offer", "Hi Dana,\n\nwe are ready to go: our PO number is 4500777001 for "
                                              "EUR 12,500.00, net 45. Please invoice it to ap@contoso.example.\n\nJana\n",
                                              sender=jana, message_id="<told@contoso.example>"))
    house.dovecot.append("dana", samples.mail("Re: PO?", "PO: 4500777002\n\nJana\n", sender=jana, minute=1,
                                              message_id="<bare@contoso.example>"))
    house.dovecot.append("dana", samples.mail("Re: delivery", "Our PO 4500777003 for EUR 900.00 was delivered short.\n\nJana\n",
                                              sender=jana, minute=2, message_id="<spoken@contoso.example>"))
    house.dovecot.append("dana", samples.mail("Your order", "We have booked our PO 4500777004 of EUR 700.00 for you.\n",
                                              sender="Lee <lee@acme.example>", minute=3, message_id="<own@acme.example>"))
    house.once()
    assert house.numbers() == ["4500777001"], house.tail()
    assert [row["number"] for row in house.json("list", "--review")] == ["4500777002"]


def test_one_order_in_three_mailboxes_is_routed_once_with_three_sightings(house):
    for user in ("dana", "lee", "po"):
        raw = samples.mail("PO 4500123456", samples.po_text(), headers=[("Received", f"by mx for {user}@acme.example")])
        house.dovecot.append(user, raw)
    house.once()
    assert house.numbers() == ["4500123456"], house.tail()
    assert house.json("list")[0]["sightings"] == 3


def test_look_alikes_are_ignored(house):
    house.dovecot.append_all("dana", [samples.lookalike(i) for i in range(len(samples.LOOKALIKES))])
    house.once()
    assert house.letters() == []
    assert house.json("list") == []


def test_a_second_run_routes_nothing_again(house):
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    house.once()
    house.once()
    assert house.numbers() == ["4500123456"], house.tail()


def test_no_trace_is_left_in_the_mailbox(house):
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    before = house.dovecot.flags("dana")
    house.once()
    assert house.dovecot.flags("dana") == before


def test_the_letter_names_who_wrote_the_order_and_where_it_was_found(house):
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    house.once()
    text = house.letters()[0].message.get_body(("plain",)).get_content()
    assert "j.weiss@contoso.example" in text and "mailbox dana" in text, text
