# SPDX-License-Identifier: GPL-3.0-or-later
"""AR answers the digest, by the real daemon: the item is routed, the answer arrives; a forger moves nothing."""
import re
import time

import samples

OURS = "mx.acme.example"
PROVEN = (f"Authentication-Results: {OURS};\r\n\tdkim=pass header.d=acme.example;\r\n\tdmarc=pass header.from=acme.example\r\n"
          f"Received: from mail.acme.example (mail.acme.example [192.0.2.8])\r\n\tby {OURS} (Postfix) with ESMTPS id 1\r\n"
          "\tfor <po@acme.example>; Tue, 9 Jun 2026 08:00:00 +0000\r\n")
ANSWERS = "\n[answers]\nmailbox = po\nfrom = ann@acme.example\n"


def section(at):
    return f"\n[digest morning]\nto = ar@acme.example\nat = {at}\nweekdays = mon, tue, wed, thu, fri, sat, sun\n" \
           "time_zone = Etc/UTC\n"


def configure(house, at):
    # only the mailbox into which answers come has a server that proves who wrote
    house.configure(mailboxes={"po": {"authserv_ids": OURS}}, extra=section(at) + ANSWERS)


def digest_of_a_waiting_item(house):
    """An order without a number waits; the digest that asks about it."""
    configure(house, "00:00")
    house.once()
    text = re.sub(r"PO Number:.*\n", "", samples.po_text())
    house.dovecot.append("dana", samples.mail("Purchase order", text, message_id="<nonumber@contoso.example>"))
    configure(house, time.strftime("%H:%M", time.gmtime()))
    house.once()
    assert house.numbers() == []
    found = [m for m in house.mails() if m.message["List-Id"] and "digest-morning" in m.message["List-Id"]]
    assert len(found) == 1, house.tail()
    text = " ".join(found[0].message.get_body(("plain",)).get_content().split())
    assert "answer: number 1 THE-PO-NUMBER" in text, text
    return found[0]


def reply(digest, text, head=PROVEN, n=1, html=None, headers=()):
    quoted = "\r\n".join("> " + line for line in digest.message.get_body(("plain",)).get_content().splitlines())
    whole = f"{text}\r\n\r\nOn Tue, 9 Jun 2026 at 08:30, purser <purser@acme.example> wrote:\r\n{quoted}\r\n"
    raw = samples.mail("Re: " + digest.subject, whole, sender="Ann <ann@acme.example>", to="purser <purser@acme.example>",
                       message_id=f"<answer.{n}@acme.example>", minute=n,
                       headers=[("In-Reply-To", digest.message_id), ("References", digest.message_id), *headers])
    if html:
        raw = re.sub(rb"Content-Type: text/plain[^\r]*\r\nContent-Transfer-Encoding:[^\r]*\r\n(MIME-Version: 1.0\r\n)?",
                     b"Content-Type: text/html; charset=utf-8\r\nMIME-Version: 1.0\r\n", raw, count=1)
        raw = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + html.encode()
    return head.encode() + raw


def answers(house):
    return [m for m in house.mails() if m.message["Subject"].startswith("Re: ")]


def said(letter):
    return " ".join(letter.message.get_body(("plain",)).get_content().split())


def test_ar_answers_the_digest_and_the_order_goes_out(house):
    digest = digest_of_a_waiting_item(house)
    house.dovecot.append("po", reply(digest, "Hello,\r\n\r\nnumber 1 4500000001\r\nroute 1\r\n\r\nThanks, Ann"))
    house.once()
    house.once()
    assert house.numbers() == ["4500000001"], house.tail()
    told = answers(house)
    assert len(told) == 1, [m.subject for m in house.mails()]
    assert told[0].message["To"] == "ann@acme.example" and told[0].message["In-Reply-To"] == "<answer.1@acme.example>"
    assert told[0].message["Auto-Submitted"] == "auto-generated"
    assert "the PO number is 4500000001" in said(told[0]) and "route 1: item 1: goes to AR" in said(told[0])
    assert "ann@acme.example (by mail)" in house.run("audit", check=0).stdout
    # the same mail again, and under another Message-ID
    again = reply(digest, "Hello,\r\n\r\nnumber 1 4500000001\r\nroute 1\r\n\r\nThanks, Ann")
    house.dovecot.append("po", again)
    house.dovecot.append("po", again.replace(b"<answer.1@", b"<answer.9@"))
    house.once()
    assert len(answers(house)) == 1 and house.numbers() == ["4500000001"]


def test_a_reply_of_html_alone_is_read_as_it_is_seen(house):
    digest = digest_of_a_waiting_item(house)
    html = ("<html><body><div><p>Hi,</p><p>reject&nbsp;1 duplicate</p></div><div class=\"gmail_quote\"><div>On Tue, Jun 9, 2026 at "
            "8:30 AM purser &lt;purser@acme.example&gt; wrote:<br></div><blockquote><p>route 1</p></blockquote></div></body></html>")
    house.dovecot.append("po", reply(digest, "", html=html))
    house.once()
    told = answers(house)
    assert len(told) == 1, house.tail()
    assert "rejected, nothing is sent" in said(told[0]) and "route" not in said(told[0]).replace("Re:", "")
    assert house.numbers() == []


def test_what_html_marks_as_quoted_is_no_answer(house):
    digest = digest_of_a_waiting_item(house)
    mails = ["<p>Thanks!</p><blockquote>reject 1 x</blockquote>",
             "<p>Thanks!</p><div class=\"gmail_quote\"><p>reject 1 x</p></div>",
             "<p>Thanks!</p><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">purser</div><p>reject 1 x</p>",
             "<p>Thanks!</p><div style=\"border:none;border-left:solid blue 1.5pt\"><p>reject 1 x</p></div>",
             "<p><s>reject 1 x</s></p><div class=\"gmail_signature\">reject 1 x</div>"]
    for n, body in enumerate(mails, 1):
        house.dovecot.append("po", reply(digest, "", n=n, html=f"<html><body>{body}</body></html>"))
    house.once()
    assert answers(house) == [], [said(m) for m in answers(house)]
    assert [item["route"] for item in house.json("list")] == ["review"]


def test_a_forger_a_machine_and_what_is_quoted_move_nothing(house):
    digest = digest_of_a_waiting_item(house)
    fail = PROVEN.replace("dmarc=pass", "dmarc=fail").replace("dkim=pass", "dkim=fail")
    house.dovecot.append("po", reply(digest, "reject 1 x", head="", n=1))
    house.dovecot.append("po", reply(digest, "reject 1 x", head=fail, n=2))
    house.dovecot.append("po", reply(digest, "reject 1 x", n=3, headers=[("Auto-Submitted", "auto-replied")]))
    house.dovecot.append("po", reply(digest, "Thanks.", n=4))
    house.dovecot.append("dana", reply(digest, "reject 1 x", n=5))
    house.once()
    assert answers(house) == [], [said(m) for m in answers(house)]
    assert [item["route"] for item in house.json("list")] == ["review"]
    alerts = [m for m in house.mails() if "not believed" in (m.message["Subject"] or "") or "not believed" in said(m)]
    assert len(alerts) == 1, [m.subject for m in house.mails()]
    assert "ann@acme.example" not in (alerts[0].message["To"] or "")


def test_what_cannot_be_done_is_told_and_how_to_write_it(house):
    digest = digest_of_a_waiting_item(house)
    house.dovecot.append("po", reply(digest, "route 1\r\nroute twelve\r\nreject 99 x\r\niban 1 DE89370400440532013000"))
    house.once()
    told = answers(house)
    assert len(told) == 1, house.tail()
    text = said(told[0])
    assert "has no PO number: answer number 1 NUMBER" in text and "no item 99" in text
    assert "route twelve: not done: not understood; write route 12" in text
    assert "never changed by mail" in text and "0532013000" not in text
    assert [item["route"] for item in house.json("list")] == ["review"]


def test_a_promised_order_waits_and_is_met(house):
    house.configure()
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    promise = samples.mail("Re: your quote Q-2041", "Dear Dana,\n\nwe'll go ahead, you will have the PO next week.\n\nJana\n",
                           message_id="<promise@contoso.example>")
    house.dovecot.append("dana", promise)
    house.once()
    row = house.json("promises", "--open")[0]
    assert row["due"] == "2026-06-19" and row["quote"] == "Q-2041" and row["state"] == "open", row
    house.dovecot.append("dana", samples.mail("PO 4500000001", samples.po_text(number="4500000001"), minute=5,
                                              message_id="<po@contoso.example>"))
    house.once()
    assert house.json("promises", "--open") == []
    assert house.json("promises")[0]["state"] == "met"
    assert "item 1" in house.run("promises", check=0).stdout
