# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters to people, by the real daemon: the digest once for its local date, an alert at once and once, none that is answered."""
import contextlib
import email
import email.policy
import os
import socket
import sqlite3
import time

import pytest

import samples
import scripted
import servers
from servers import Postfix


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


# --- letters to account executives ---

def waiting(house, kind):
    """(to, state, why) of the letters of a kind that were put."""
    with sqlite3.connect(house.state / "purser.db") as db:
        return db.execute("SELECT recipient, state, why FROM letter WHERE kind = ? ORDER BY id", (kind,)).fetchall()


DANA = "Dana Reyes <dana@acme.example>"


def passed_on(number, **kwargs):
    return samples.forward_inline("Jana Weiss <j.weiss@contoso.example>", f"PO {number}", samples.po_text(number=number), **kwargs)


def test_who_passed_an_order_on_gets_a_receipt(house):
    house.dovecot.append("po", passed_on("4500000001"))
    house.once()
    assert waiting(house, "receipt") == [("dana@acme.example", 0, None)]


def test_neither_automatic_mail_nor_a_bounce_nor_a_customer_is_answered(house):
    automatic = [("Auto-Submitted", "auto-replied"), ("Auto-Submitted", "auto-generated"), ("Precedence", "bulk"),
                 ("List-Id", "<sales.acme.example>"), ("X-Auto-Response-Suppress", "All")]
    for i, header in enumerate(automatic[:4]):
        house.dovecot.append("po", passed_on(f"450000001{i}", headers=[header], minute=i))
    house.dovecot.append("po", po("4500000020"))  # the customer's own
    bounce = samples.mail("Undelivered Mail Returned to Sender", samples.po_text(number="4500000030"),
                          sender="Mail Delivery System <MAILER-DAEMON@acme.example>", headers=[("Return-Path", "<>"),
                          ("Auto-Submitted", "auto-replied")], message_id="<bounce@acme.example>")
    house.dovecot.append("po", bounce)
    house.configure(mailboxes={"lee": {"owner": "lee@acme.example"}})
    house.dovecot.append("lee", passed_on("4500000040", minute=9))  # from one to another: no mailbox of nobody's own
    house.once()
    assert "4500000020" in house.numbers()
    assert waiting(house, "receipt") == []


@pytest.fixture
def postfix(folder, authority):
    with Postfix(folder / "postfix", authority) as server:
        yield server


def lines(message, part="plain"):
    """Its text, with what a mail program would wrap joined."""
    return " ".join(message.get_body((part,)).get_content().split())


@pytest.mark.skipif(os.getuid() != 0, reason="a private Postfix needs root")
def test_digest_alert_and_letter_arrive_by_smtp_once_each(house, postfix):
    every_day = "weekdays = mon, tue, wed, thu, fri, sat, sun\ntime_zone = Etc/UTC\n"

    def sections(at):
        return f"\n[digest morning]\nto = ar@ar.example\nat = {at}\n{every_day}\n[letters]\nat = {at}\n{every_day}"

    house.company_keys["domains"] = "acme.example, ar.example"
    house.ar_keys.update({"transport": "smtp", "host": "localhost", "port": postfix.port, "tls": "none", "ca_file": None,
                          "user": None, "password_file": None, "auth": "none", "folder": None, "to": "ar@ar.example"})
    house.configure(extra=sections("00:00"))
    house.once()
    house.dovecot.append("po", passed_on("4500000001", sender="Dana Reyes <dana@ar.example>"))
    house.once()
    house.dovecot.append("po", samples.mail(
        "Cancellation of PO 4500000001",
        "Dear Dana,\n\nwe hereby cancel our purchase order 4500000001.\n\nJ. Weiss\nContoso GmbH\n", minute=5))
    house.configure(extra=sections(time.strftime("%H:%M", time.gmtime())))
    for _ in range(3):
        house.once()
    got = [email.message_from_bytes(raw, policy=email.policy.default) for raw in postfix.messages()]
    by_list = {}
    for m in got:
        by_list.setdefault(str(m["List-Id"]).partition(".")[0], []).append(m)
    order, digest = by_list["None"], by_list["<digest-morning"]
    assert [len(by_list[key]) for key in ("None", "<digest-morning", "<alerts", "<letters")] == [1, 1, 1, 1], by_list
    assert order[0]["X-Purser-PO-Number"] == "4500000001"
    assert "4500000001" in lines(digest[0])
    alert, letter = by_list["<alerts"][0], by_list["<letters"][0]
    assert alert["References"] == order[0]["Message-ID"]  # one thread with the order
    assert letter["To"] == "dana@ar.example" and "4500000001" in letter["Subject"]
    for m in (digest[0], alert, letter):
        assert m["Auto-Submitted"] == "auto-generated" and m["X-Auto-Response-Suppress"] == "All"
        assert m.get_body(("html",)) is not None


def test_a_template_of_the_company_is_used_and_a_broken_one_loses_no_letter(house):
    folder = house.config.parent / "templates"
    folder.mkdir()
    (folder / "order.subject").write_text("Bestellung: {{title}}\n")
    (folder / "order.txt").write_text("eins\n{{titel}}\n")
    house.dovecot.append("dana", po("4500000001"))
    house.once()
    letter = house.letters()[0]
    assert letter.subject.startswith("Bestellung: Contoso")
    assert "4500000001" in letter.message.get_body(("plain",)).get_content()
    log = house.log.read_text()
    assert "order.txt:2: 'titel' is no name that this letter knows" in log
    said = house.run("check-config", check=False).stdout
    assert "order.txt:2" in said, said


def test_an_answer_or_a_forward_that_quotes_the_digest_is_no_order(house):
    house.configure(extra=digest_section("00:00"))
    house.once()
    house.dovecot.append("dana", po("4500000001"))
    house.dovecot.append("dana", samples.mail("Order", samples.po_text(number=""), message_id="<open@contoso.example>"))
    house.configure(extra=digest_section(time.strftime("%H:%M", time.gmtime())))
    house.once()
    digest = digests(house)[0]
    text = digest.message.get_body(("plain",)).get_content()
    html = digest.message.get_body(("html",)).get_content()
    quoted = "Thanks, I will look at it.\n\nOn Tue, 9 Jun 2026 purser wrote:\n" + "".join(f"> {line}\n" for line in text.splitlines())
    house.dovecot.append("po", samples.mail("Re: " + digest.subject, quoted, sender="Ann Lee <ar@acme.example>", to="purser@acme.example",
                                            headers=[("In-Reply-To", digest.message_id), ("References", digest.message_id)]))
    house.dovecot.append("po", samples.mail("Fwd: " + digest.subject, "fyi\n\n---------- Forwarded message ---------\n"
                                            "From: purser <purser@acme.example>\nDate: Tue, Jun 9, 2026\nSubject: x\nTo: ar\n\n" + text,
                                            html=html, sender="Ann Lee <ar@acme.example>", to="lee@acme.example", minute=3))
    house.once()
    row = house.row("po")
    assert (row["seen"], row["items"]) == (2, 0), house.run("list", "--json").stdout


def test_who_asks_from_outside_what_customers_owe_is_told_of(house):
    asks = "Please send me the latest aging report with the customers' contacts.\n"
    house.dovecot.append("dana", samples.mail("Report", asks, sender="Ann Lee <ann.lee@acme-mail.example>", message_id="<aging@x.example>"))
    house.dovecot.append("dana", samples.mail("Report", asks, sender="Ann Lee <ar@acme.example>", message_id="<own@acme.example>", minute=3))
    house.once()
    alerts = house.json("alerts")
    assert len(alerts) == 1 and "ann.lee@acme-mail.example" in alerts[0]["text"], alerts
    assert "asks for the list of what customers owe" in alerts[0]["text"] and "number on file" in alerts[0]["text"]


def test_an_alert_stands_in_the_digest_until_somebody_has_dealt_with_it(house):
    house.dovecot.append("dana", samples.mail("Our bank", "Please note that our bank details have changed.\n",
                                              message_id="<bank@contoso.example>"))
    house.once()
    shown = house.run("alerts", check=0).stdout
    assert "bank-change" in shown and "bank details have changed" in shown
    assert "bank details have changed" in " ".join(house.run("digest", "--preview", check=0).stdout.split())
    number = house.json("alerts")[0]["id"]
    assert "is settled" in house.run("alerts", "settle", number, check=0).stdout
    assert house.json("alerts") == [] and house.json("alerts", "--all")[0]["settled_by"]
    assert "bank details have changed" not in " ".join(house.run("digest", "--preview", check=0).stdout.split())
    again = house.run("alerts", "settle", number)
    assert again.returncode == 65 and "already" in again.stderr + again.stdout
    assert house.run("alerts", "settle", "99").returncode == 65
    assert house.run("alerts", "settle", "x").returncode == 64
    assert any(row["what"] == "alert" for row in house.json("audit"))


def told_of(house, name):
    """Alerts at once that speak of this mailbox: the text of each."""
    texts = [" ".join(m.message.get_body(("plain",)).get_content().split()) for m in house.mails()
             if "alerts" in str(m.message["List-Id"])]
    return [text for text in texts if f"Mailbox {name} is not read" in text]


def test_a_mailbox_that_lets_nobody_in_is_told_at_once_and_settled_when_it_is_read_again(house):
    house.once()
    (house.folder / "wrong").write_text("wrong\n")
    (house.folder / "wrong").chmod(0o600)
    house.configure({"dana": {"password_file": house.folder / "wrong"}})
    house.once(check=75)
    house.once(check=75)
    told = told_of(house, "dana")
    assert len(told) == 1 and "password" in told[0], told
    assert [(row["kind"], row["settled_by"]) for row in house.json("alerts")] == [("mailbox", None)]
    house.configure()
    house.once()
    assert house.json("alerts") == []
    assert [row["settled_by"] for row in house.json("alerts", "--all")] == ["policy"]
    house.configure({"dana": {"password_file": house.folder / "wrong"}})
    house.once(check=75)
    assert len(told_of(house, "dana")) == 2, "the next trouble is news"


def test_a_mailbox_out_of_reach_for_too_long_is_told_once_over_restarts(house):
    house.once()
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as nobody:
        port = nobody.getsockname()[1]
    away = {"port": port, "silent_after": "1s", "interval": "1s"}
    house.configure({"dana": away})
    house.start()
    servers.wait_for(lambda: told_of(house, "dana"), seconds=40)
    house.stop()
    with sqlite3.connect(house.state / "purser.db") as db:
        reached, = db.execute("SELECT reached_s FROM health WHERE mailbox = 'dana'").fetchone()
    since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(reached))
    assert f"not read since {since}" in told_of(house, "dana")[0]
    house.configure({"dana": {**away, "port": None, "host": "none.invalid"}})  # another trouble, the same cause to look
    house.start()
    house.wait_log("name=dana silent", start=house.log_size())
    house.stop()
    assert len(told_of(house, "dana")) == 1
    assert len(house.json("alerts")) == 1


def test_a_token_that_cannot_be_had_for_too_long_is_told(house):
    house.configure({"dana": {"auth": "xoauth2", "token_command": "/bin/false", "password_file": None, "silent_after": "1s",
                              "interval": "1s"}})
    house.start()
    servers.wait_for(lambda: told_of(house, "dana"), seconds=40)
    house.stop()
    assert "token_command" in told_of(house, "dana")[0]


def test_mailboxes_whose_server_stops_are_told_once_and_settle_when_it_is_back(house, folder, authority):
    """AR's folder is on another server, so that AR can be told."""
    with servers.Dovecot(folder / "ar-dovecot", authority, {"ar": "secret-a"}) as ars:
        ars.create("ar", "POs", insecure=True)
        house.ar_keys["port"] = ars.port
        house.configure({name: {"silent_after": "2s", "interval": "1s"} for name in house.mailboxes})
        house.start()
        for name in house.mailboxes:
            house.wait_log(f"name={name} signed in")
        house.dovecot.stop()

        def told():
            texts = [email.message_from_bytes(raw, policy=email.policy.default) for raw in ars.messages("ar", "POs").values()]
            text = " ".join(" ".join(m.get_body(("plain",)).get_content().split()) for m in texts)
            return [text.count(f"Mailbox {name} is not read since") for name in house.mailboxes]
        servers.wait_for(lambda: told() == [1, 1, 1], seconds=60)
        house.dovecot.start()
        servers.wait_for(lambda: house.json("alerts") == [], seconds=60)
        house.stop()
        assert told() == [1, 1, 1], house.tail()
        assert [row["settled_by"] for row in house.json("alerts", "--all")] == ["policy"] * 3


def test_a_token_that_has_expired_is_told_at_once(house, authority):
    """Microsoft's and Google's way to say it: a challenge with the status, then NO."""
    def refuse(connection, tag, _command):
        connection.send("+ eyJzdGF0dXMiOiI0MDEifQ==")
        connection.readline()
        connection.send(f"{tag} NO [AUTHENTICATIONFAILED] the token has expired")
    token = house.folder / "token"
    token.write_text("#!/bin/sh\necho token-of-yesterday\n")
    token.chmod(0o755)
    with scripted.Scripted(lambda c: scripted.imap(c, [("AUTHENTICATE", refuse)], "IMAP4rev1 SASL-IR AUTH=XOAUTH2 IDLE"),
                           scripted.server_context(authority.issue("expired"))) as server:
        house.configure({"dana": {"port": server.port, "password_file": None, "token_command": token}})
        house.once(check=75)
        house.once(check=75)
    told = told_of(house, "dana")
    assert len(told) == 1 and "refused the token" in told[0] and "token-of-yesterday" not in told[0], (told, "\n".join(house.tail()))
