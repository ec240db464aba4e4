# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to AR by SMTP: a real Postfix, and a scripted server that fails at every step."""
import base64
import email
import email.policy
import os
import re
import sqlite3

import pytest

import samples
import scripted
from house import Letter
from servers import Authority, Postfix, wait_for

root_only = pytest.mark.skipif(os.getuid() != 0, reason="a private Postfix needs root")


def po(number="4500000001", **kwargs):
    return samples.mail(f"PO {number}", samples.po_text(number=number), message_id=f"<po.{number}@contoso.example>", **kwargs)


def by_smtp(house, port, **keys):
    house.mailboxes = ["dana"]
    house.ar_keys.update({"transport": "smtp", "host": "localhost", "port": port, "tls": "none", "ca_file": None,
                          "user": None, "password_file": None, "auth": "none", "folder": None, "to": "ar@ar.example",
                          "retry_first": "1s", "retry_max": "1s", "uncertain_wait": "1s", **keys})
    house.configure()


def parcels(house):
    return house.status()["parcels"]


def wait_parcels(house, state, n=1, seconds=20):
    wait_for(lambda: parcels(house)[state] == n, seconds, 0.1)


@pytest.fixture
def postfix(folder, authority):
    with Postfix(folder / "postfix", authority) as server:
        yield server


def wait_mail(postfix, n):
    wait_for(lambda: len(postfix.messages()) >= n)
    return [Letter(raw.replace(b"\n", b"\r\n")) for raw in postfix.messages()]  # a Maildir has LF alone


# --- Postfix ---

@root_only
def test_over_verified_starttls_the_letter_arrives_with_the_original_byte_identical(house, postfix, authority):
    by_smtp(house, postfix.port, tls="starttls", ca_file=authority.ca)
    raws = [po("4500000001"),
            po("4500000002").replace(b"Total:", b"Total: \xe4\xf6\xfc"),
            po("4500000003") + b"." + b"\r\n..\r\nFrom here\r\n",
            po("4500000004").replace(b"\r\n", b"\n"),
            po("4500000005").replace(b"\r\nItem", b"\r\n" + b"x" * 3000 + b"\r\nItem")]
    house.dovecot.append_all("dana", raws)
    house.once()
    letters = {letter.number: letter for letter in wait_mail(postfix, len(raws))}
    kept = list(house.dovecot.messages("dana").values())
    for raw in kept:
        number = re.search(rb"PO Number: +(\d+)", raw)[1].decode()
        assert letters[number].original() == raw, number
    assert "starttls=1" in (postfix.folder / "postfix.log").read_text()


@root_only
def test_the_letter_is_addressed_and_marked_so_that_ar_can_answer_and_sort_it(house, postfix, authority):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    by_smtp(house, postfix.port, tls="starttls", ca_file=authority.ca)
    house.start()
    wait_for(lambda: house.run("customers", "import", house.folder / "customers.csv").returncode == 0)
    house.dovecot.append("dana", po())
    house.run("look", check=0)
    letter = wait_mail(postfix, 1)[0].message
    assert letter["From"] == "purser <purser@acme.example>" and letter["To"] == "ar@ar.example"
    assert letter["Reply-To"] == "dana@acme.example"
    assert letter["Auto-Submitted"] == "auto-generated" and letter["X-Auto-Response-Suppress"] == "All"
    assert letter["X-Purser-PO-Number"] == "4500000001" and letter["X-Purser-Customer-Id"] == "C-100"
    assert letter["Message-ID"].endswith("@acme.example>")
    assert "4500000001" in letter["Subject"] and "Contoso" in letter["Subject"]
    text = letter.get_body(("plain",)).get_content()
    assert all(word in text for word in ("4500000001", "12,400.00", "Net 30", "Contoso GmbH", "certain"))
    assert "4500000001" in letter.get_body(("html",)).get_content()


@root_only
def test_each_recipient_has_a_fate_of_its_own(house, postfix, authority):
    by_smtp(house, postfix.port, tls="starttls", ca_file=authority.ca, to="ar@ar.example, gone@ar.example, later@ar.example")
    house.dovecot.append("dana", po())
    house.start()
    first = wait_mail(postfix, 1)[0]
    house.wait_log(r"parcel id=1 later: .*")
    log = (postfix.folder / "postfix.log").read_text
    wait_for(lambda: len(re.findall("reject: RCPT .*to=<later@ar.example>", log())) >= 2)  # tried again, the others not
    assert len(re.findall("reject: RCPT .*to=<gone@ar.example>", log())) == 1
    assert len(postfix.messages()) == 1 and first.number == "4500000001"


@root_only
def test_a_recipient_that_is_refused_for_good_is_named_and_retry_bothers_no_other(house, postfix, authority):
    by_smtp(house, postfix.port, tls="starttls", ca_file=authority.ca, to="ar@ar.example, gone@ar.example")
    house.dovecot.append("dana", po())
    house.start()
    wait_parcels(house, "parked")
    wait_mail(postfix, 1)
    assert "gone@ar.example" in house.run("show", "1", check=0).stdout
    size = house.log_size()
    house.run("retry", "--all", check=0)
    house.wait_log("parcel id=1 refused", start=size)
    assert len(postfix.messages()) == 1


@root_only
def test_an_untrusted_certificate_of_the_relay_sends_nothing_and_the_letter_waits(house, postfix, folder, authority):
    other = Authority(folder / "other-ca")
    by_smtp(house, postfix.port, tls="starttls", ca_file=other.ca)
    house.dovecot.append("dana", po())
    house.start()
    house.wait_log("parcel id=1 later: .*not trusted")
    assert "MAIL FROM" not in (postfix.folder / "postfix.log").read_text() and postfix.messages() == []
    house.ar_keys["ca_file"] = authority.ca
    house.configure()
    house.process.send_signal(1)
    wait_mail(postfix, 1)


# --- a server that fails ---

STEPS = ["greeting", "ehlo", "mail", "rcpt", "data", "dot"]


@pytest.mark.parametrize("step", STEPS)
def test_a_4xx_at_any_step_is_tried_again_and_arrives_once_with_the_same_bytes(house, step):
    mails, failed = [], []

    def say(at, _):
        if at == step and len(failed) < 2:
            failed.append(1)
            return "451 4.3.0 not now"
        return None
    with scripted.Scripted(lambda c: scripted.smtp(c, say, mails=mails)) as server:
        by_smtp(house, server.port)
        house.dovecot.append("dana", po())
        house.start()
        wait_parcels(house, "sent")
        accepted = mails[-1:] if step == "dot" else mails
        assert len(failed) == 2 and len(accepted) == 1 and accepted[0][0] == ["ar@ar.example"]
        assert len(set(m[1] for m in mails)) == 1
        assert house.status()["uncertain"] == 0


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "dot"])
def test_a_5xx_at_any_step_parks_the_parcel_and_retry_sends_it(house, step):
    mails, refuse = [], [True]
    with scripted.Scripted(lambda c: scripted.smtp(
            c, lambda at, _: "550 5.7.1 we do not want it" if at == step and refuse else None, mails=mails)) as server:
        by_smtp(house, server.port)
        house.dovecot.append("dana", po())
        house.start()
        wait_parcels(house, "parked")
        item = house.json("list")[0]
        assert item["parcel_state"] == "parked"
        assert "we do not want it" in house.run("show", item["id"], check=0).stdout
        refuse.clear()
        house.run("retry", item["parcel"], check=0)
        wait_parcels(house, "sent")
        assert len(mails) == (2 if step == "dot" else 1)


def test_a_drop_after_the_final_dot_sends_the_same_bytes_again_and_is_counted(house):
    mails, dropped = [], []

    def say(at, _):
        if at == "dot" and not dropped:
            dropped.append(1)
            return "drop"
        return None
    with scripted.Scripted(lambda c: scripted.smtp(c, say, mails=mails)) as server:
        by_smtp(house, server.port)
        house.dovecot.append("dana", po())
        house.start()
        wait_parcels(house, "sent")
        assert len(mails) == 2 and mails[0] == mails[1]
        ids = {email.message_from_string(m[1], policy=email.policy.default)["Message-ID"] for m in mails}
        assert len(ids) == 1
        assert house.status()["uncertain"] == 1
        assert house.logged("parcel id=1 uncertain")


def test_a_drop_before_the_final_dot_is_no_uncertainty(house):
    mails, dropped = [], []

    def say(at, _):
        if at == "data" and not dropped:
            dropped.append(1)
            return "drop"
        return None
    with scripted.Scripted(lambda c: scripted.smtp(c, say, mails=mails)) as server:
        by_smtp(house, server.port)
        house.dovecot.append("dana", po())
        house.start()
        wait_parcels(house, "sent")
        assert len(mails) == 1 and house.status()["uncertain"] == 0


def test_what_could_not_be_delivered_for_too_long_is_parked_and_shown(house):
    with scripted.Scripted(lambda c: scripted.smtp(c, lambda at, _: "421 never" if at == "mail" else None)) as server:
        by_smtp(house, server.port, give_up="1h")
        house.dovecot.append("dana", po())
        house.once(check=75)
        assert parcels(house)["ready"] == 1
        with sqlite3.connect(house.state / "purser.db") as db:
            db.execute("UPDATE parcel SET since_s = since_s - 3600")
        house.start()
        wait_parcels(house, "parked")
        assert "given up after" in house.run("show", "1", check=0).stdout


def test_several_orders_go_over_one_connection(house):
    mails = []
    with scripted.Scripted(lambda c: scripted.smtp(c, mails=mails)) as server:
        by_smtp(house, server.port)
        house.dovecot.append_all("dana", [po(f"450000000{i}") for i in range(5)])
        house.once()
        assert len(mails) == 5 and server.connections == 1


# --- TLS and sign-in ---

def test_a_relay_that_hides_starttls_gets_neither_password_nor_letter(house):
    with scripted.Scripted(scripted.smtp) as server:
        by_smtp(house, server.port, tls="starttls", user="ar", password_file=house.folder / "ar.password", auth="auto")
        house.dovecot.append("dana", po())
        house.start()
        house.wait_log("parcel id=1 later: .*STARTTLS")
        assert not re.search(rb"AUTH|MAIL FROM|secret-a", server.heard), server.heard


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_it_signs_in_over_verified_tls(house, authority, tls):
    mails, said = [], []
    context = scripted.server_context(authority.issue(f"smtp-{tls}"))

    def say(at, line):
        if at == "auth":
            said.append(line)
        return None
    server = scripted.Scripted(
        lambda c: scripted.smtp(c, say, context if tls == "starttls" else None, ["AUTH PLAIN LOGIN", "8BITMIME"], mails),
        context if tls == "implicit" else None)
    with server:
        by_smtp(house, server.port, tls=tls, ca_file=authority.ca, user="ar", password_file=house.folder / "ar.password",
                auth="auto")
        house.dovecot.append("dana", po())
        house.once()
        assert len(mails) == 1
        assert [base64.b64decode(line.split(" ")[2]) for line in said] == [b"\0ar\0secret-a"]
        assert not house.logged("secret-a")


def test_a_refused_sign_in_keeps_the_letter_and_says_why(house, authority):
    context = scripted.server_context(authority.issue("smtp-refuses"))
    server = scripted.Scripted(lambda c: scripted.smtp(
        c, lambda at, _: "535 5.7.8 bad password" if at == "auth" else None, None, ["AUTH PLAIN"]), context)
    with server:
        by_smtp(house, server.port, tls="implicit", ca_file=authority.ca, user="ar",
                password_file=house.folder / "ar.password", auth="auto")
        house.dovecot.append("dana", po())
        house.start()
        house.wait_log("parcel id=1 later: .*password")
        assert parcels(house)["ready"] == 1
