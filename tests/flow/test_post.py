# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters to people, by the real daemon: the digest once for its local date, an alert at once and once, none that is answered."""
import email
import time

import samples


def po(number, minute=0, **kwargs):
    return samples.mail(f"PO {number}", samples.po_text(number=number, **kwargs), minute=minute,
                        message_id=f"<{number}.{minute}@contoso.example>")


def digest_section(at):
    return f"\n[digest morning]\nto = ar@acme.example\nat = {at}\nweekdays = mon, tue, wed, thu, fri, sat, sun\n" \
           "time_zone = Etc/UTC\n"


def digests(house):
    return [m for m in house.mails() if m.message["List-Id"] and "digest-morning" in m.message["List-Id"]]


def test_a_digest_goes_out_once_for_its_time_whatever_restarts(house):
    house.configure(extra=digest_section("00:00"))
    house.once()  # the first start passes over what lies behind it
    assert digests(house) == []
    house.dovecot.append("dana", po("4500000001"))
    house.configure(extra=digest_section(time.strftime("%H:%M", time.gmtime())))
    house.once()
    house.once()
    house.once()
    found = digests(house)
    assert len(found) == 1, [m.subject for m in house.mails()]
    message = found[0].message
    assert message["Auto-Submitted"] == "auto-generated" and message["X-Auto-Response-Suppress"] == "All"
    assert message["To"] == "ar@acme.example"
    text = message.get_body(("plain",)).get_content()
    assert "4500000001" in text and "MAILBOXES" in text
    assert message.get_body(("html",)) is not None
    names = [part.get_filename() for part in message.iter_attachments()]
    assert any(name and name.endswith(".csv") for name in names), names


def test_a_digest_that_comes_back_is_ours_and_never_an_order(house):
    house.configure(extra=digest_section("00:00"))
    house.once()
    house.dovecot.append("dana", po("4500000001"))
    house.configure(extra=digest_section(time.strftime("%H:%M", time.gmtime())))
    house.once()
    back = digests(house)[0].raw
    house.dovecot.append("lee", back)
    forwarded = samples.mail("FW: digest", "please see below", message_id="<fwd@acme.example>", sender="ar@acme.example")
    house.dovecot.append("lee", forwarded)
    house.once()
    assert house.numbers() == ["4500000001"]
    row = house.row("lee")
    assert row["items"] == 0, row


def test_a_cancellation_of_a_routed_order_is_told_at_once_and_once(house):
    house.dovecot.append("dana", po("4500000001"))
    house.once()
    cancel = samples.mail("Cancellation of PO 4500000001",
                          "Dear Dana,\n\nwe hereby cancel our purchase order 4500000001.\n\nJ. Weiss\nContoso GmbH\n",
                          minute=5, message_id="<cancel@contoso.example>")
    house.dovecot.append("dana", cancel)
    house.once()
    house.once()
    alerts = [m for m in house.mails() if not m.message["X-Purser-Item"]]
    assert len(alerts) == 1, [m.subject for m in house.mails()]
    text = alerts[0].message.get_body(("plain",)).get_content()
    assert "4500000001" in text and "cancelled" in text


def test_changed_bank_details_are_told_at_once_and_nothing_else_of_the_mail_is_kept(house):
    mail = samples.mail("Our bank", "Dear Dana,\n\nplease note that our bank details have changed.\n\nThe secret word is "
                        "heliotrope.\n", message_id="<bank@contoso.example>")
    house.dovecot.append("dana", mail)
    house.dovecot.append("lee", mail)  # copied: one cause
    house.once()
    alerts = [m for m in house.mails() if not m.message["X-Purser-Item"]]
    assert len(alerts) == 1, house.tail()
    text = alerts[0].message.get_body(("plain",)).get_content()
    assert "bank details have changed" in " ".join(text.split()) and "number on file" in " ".join(text.split())
    assert "heliotrope" not in text and house.numbers() == []
    assert b"heliotrope" not in b"".join(p.read_bytes() for p in house.state.iterdir() if p.is_file())


def test_an_order_in_a_mail_that_announces_another_account_waits_for_a_person(house):
    text = samples.po_text(number="4500000001") + "\nPlease note that our bank details have changed.\n"
    house.dovecot.append("dana", samples.mail("PO 4500000001", text, message_id="<po@contoso.example>"))
    house.once()
    assert house.numbers() == []
    assert "account to pay to" in house.run("show", "1", check=0).stdout
