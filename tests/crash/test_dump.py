# SPDX-License-Identifier: GPL-3.0-or-later
"""What a thief finds who copies everything: files, logs, and the memory of the running daemon."""
import base64
import binascii
import io
import os
import pathlib
import re
import sqlite3
import zipfile
import zlib

import pytest

import samples
import secrets_hunt
from house import House
from servers import wait_for

# A remit-to of each scheme, and so many that each mail has its own.
IBANS = ["DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300", "ES9121000418450200051332",
         "IT60X0542811101000000123456", "AT611904300234573201", "BE68539007547034", "GB29NWBK60161331926819"]
UK = ["31926819", "87654327", "20445168"]
US = ["483920174655", "991204557731"]


# Ours, registered; and one that is like it, in every third mail.
OURS = "GB33BUKB20201555555555"
LIKE_OURS = "GB88BUKB20201555555535"


def details(i):
    iban, uk, us = LIKE_OURS if i % 3 == 1 else IBANS[i % len(IBANS)], UK[i % len(UK)], US[i % len(US)]
    return (f"Please pay to IBAN {secrets_hunt.spaced(iban)}\nor in London: sort code 60-16-13, account number {uk}\n"
            f"or in New York: routing 021000021, account {us}\n")


def docx(text):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
                   '2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
                   'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        z.writestr("word/document.xml", '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
                   f'wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def pdf(text):
    return samples.pdf([(20, 30 + 5 * i, line) for i, line in enumerate(text.splitlines())], "PURCHASE ORDER")


def utf16(subject, text, sender, message_id):
    body = base64.encodebytes(text.replace("\n", "\r\n").encode("utf-16")).decode()
    return (f"From: {sender}\nTo: dana@acme.example\nSubject: {subject}\nMessage-ID: {message_id}\n"
            "Date: Tue, 09 Jun 2026 08:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16\n"
            f"Content-Transfer-Encoding: base64\n\n{body}").replace("\n", "\r\n").encode()


def mails(first, sender, order):
    """One in each form; order: whether it is one."""
    raws, out = [], []

    def text(i):
        bank = details(first + i)
        number = f"45{first + i:08}"
        return (samples.po_text(number=number, total=f"{i + 1},400.00") + bank if order else "Hello Dana,\n\nour new address:\n" + bank), number
    kinds = ["8bit", "base64", "quoted-printable", "html", "pdf", "docx", "utf-16", "subject"]
    for i, kind in enumerate(kinds):
        body, number = text(i)
        subject = f"Purchase order {number}" if order else f"News {number}"
        keys = {"sender": sender, "minute": first + i, "message_id": f"<{first + i}.{kind}@mail.example>"}
        word = "the order is attached" if order else "as attached"
        if kind in ("8bit", "base64", "quoted-printable"):
            out.append(samples.mail(subject, body, cte=kind, **keys))
        elif kind == "html":
            out.append(samples.mail(subject, word, html="<html><body>" + body.replace("\n", "<br>\n") + "</body></html>", **keys))
        elif kind == "pdf":
            data = pdf(body)
            raws.append(re.search(rb"stream\r?\n(.*?)endstream", data, re.S)[1])
            out.append(samples.mail(subject, word, attachments=[(f"{number}.pdf", "application/pdf", data)], **keys))
        elif kind == "docx":
            data = docx(body)
            raws.append(data[len(data) // 4:3 * len(data) // 4])
            out.append(samples.mail(subject, word, attachments=[(
                f"{number}.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", data)], **keys))
        elif kind == "utf-16":
            out.append(utf16(subject, body, sender, keys["message_id"]))
        else:  # where nobody expects one
            iban = IBANS[(first + i) % len(IBANS)]
            out.append(samples.mail(f"{subject} IBAN {iban}", body, sender=sender.replace(" <", f" {secrets_hunt.spaced(iban)} <"),
                                    minute=first + i, message_id=keys["message_id"], attachments=[(f"remit {iban}.txt", "text/plain", body.encode())]))
    return out, raws


def asides(sender):
    """What is no order and yet leaves rows: a promise, an answer about billing, an account in our name; each beside numbers."""
    bank = details(60)
    return [samples.mail(subject, f"Hello Dana,\n\n{text}\n\n{bank}\nRegards\nJana\n", sender=sender, minute=60 + i,
                         message_id=f"<aside.{i}@mail.example>")
            for i, (subject, text) in enumerate([
                ("Re: your quote Q-2041", f"we'll go ahead, you will have the PO next week. We pay from {secrets_hunt.spaced(OURS)}."),
                ("Re: invoices", f"please send all invoices to ap@contoso.example, and pay {LIKE_OURS}."),
                (f"Your account {LIKE_OURS}", f"Beneficiary: Acme Software GmbH\nIBAN {secrets_hunt.spaced(LIKE_OURS)}")])]


def family(pid):
    """The process and all below it."""
    found = [pid]
    for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += family(int(child))
    return found


def name_of(pid):
    return pathlib.Path(f"/proc/{pid}/comm").read_text().strip()


@pytest.fixture
def planted(folder, authority):
    """Routed, held and ignored mail with account numbers everywhere, read by a running purserd; what to look for."""
    with House(folder, authority) as house:
        (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
        house.run("customers", "import", house.folder / "customers.csv", check=0)
        routed, raw1 = mails(0, "Jana Weiss <j.weiss@contoso.example>", True)
        held, raw2 = mails(20, "Sam <sam@evil.example>", True)
        ignored, raw3 = mails(40, "Sam Hill <s.hill@fabrikam.example>", False)
        house.purser_keys["log_level"] = "debug"
        house.mailbox_keys["watch"] = "idle"
        house.ar_keys["idle_keep"] = "0"
        house.configure(mailboxes={"dana": {"owner": "dana@acme.example"}})
        house.start()
        house.wait_idle()
        house.run("accounts", "add", "--entity", "Acme Software GmbH", input=OURS + "\n", check=0)
        routed += asides("Jana Weiss <j.weiss@contoso.example>")
        for user, batch in (("dana", routed), ("lee", held), ("po", ignored)):
            house.dovecot.append_all(user, batch)
        house.run("look", check=0)
        for user, batch in (("dana", routed), ("lee", held), ("po", ignored)):
            house.wait_row(user, lambda row, n=len(batch): row["seen"] == n and not row["backlog"], seconds=60)
        wait_for(lambda: not any(house.status()["parcels"][state] for state in ("ready", "claimed", "committing")), 30)
        house.wait_idle()
        yield house, secrets_hunt.needles(IBANS + UK + US + [OURS, LIKE_OURS, OURS[8:], LIKE_OURS[8:]], raw1 + raw2 + raw3)


def test_the_hunt_finds_each_form():
    """A search that finds nothing must be able to find."""
    wanted = secrets_hunt.needles(IBANS[:1])
    number = IBANS[0]
    forms = [number, secrets_hunt.spaced(number), number.lower()]
    for form in forms:
        for raw in (form.encode(), form.encode("utf-16-le"), form.encode("utf-16-be")):
            assert secrets_hunt.hunt(b"x" * 5 + raw + b"y", wanted), form
            assert secrets_hunt.hunt(binascii.hexlify(raw), wanted)
            for shift in range(3):
                assert secrets_hunt.hunt(base64.b64encode(b"z" * shift + raw + b"tail"), wanted), (form, shift)
            assert secrets_hunt.hunt(b"zz" + zlib.compress(b"ab" + raw), wanted)
            assert secrets_hunt.hunt(docx(f"a {form} b"), wanted)
            joined = base64.encodebytes(b"q" * 40 + raw + b"q" * 40)
            assert secrets_hunt.hunt(joined, wanted)
    assert secrets_hunt.hunt(b"DE8937040044=\r\n0532013000", wanted)
    assert not secrets_hunt.hunt(b"DE**************3000", wanted)
    planted_here = (number[:10] + number[10:]).encode("utf-16-le")
    assert any(secrets_hunt.hunt(data, {planted_here: "here"}) for _, data in secrets_hunt.memory(os.getpid()))


def test_no_file_of_the_daemon_shows_an_account(planted):
    house, wanted = planted
    items = house.json("list", "--limit", "100")
    routes = {route: sum(item["route"] == route for item in items) for route in ("route", "review", "hold")}
    assert routes["route"] >= 4 and routes["review"] + routes["hold"] >= 10, routes
    assert len(house.letters()) == routes["route"]
    with sqlite3.connect(f"file:{house.state}/purser.db?mode=ro", uri=True) as db:  # accounts are compared, told and sealed
        assert db.execute("SELECT count(*) FROM alert WHERE kind = 0").fetchone()[0] >= 8
        assert db.execute("SELECT count(*) FROM bank_detail WHERE standing = 'altered' AND sealed IS NOT NULL").fetchone()[0] >= 8
        assert db.execute("SELECT count(*) FROM account WHERE sealed IS NOT NULL").fetchone()[0] == 1
        for table in ("promise", "finance", "letter_fact"):  # what else is made of such mail
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table
        assert db.execute("SELECT count(*) FROM letter WHERE kind = 'bank'").fetchone()[0] > 0
    files = [p for top in (house.state, house.log, house.config, house.ar_pub)
             for p in ([top] if top.is_file() else top.rglob("*")) if p.is_file()]
    assert {p.name for p in files} >= {"purser.db", "purser.db-wal", "purserd.log"}
    for path in files:
        found = secrets_hunt.hunt(path.read_bytes(), wanted)
        assert not found, (path, found)
    with sqlite3.connect(f"file:{house.state}/purser.db?mode=ro", uri=True) as db:  # decoded: all there is to read
        for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for row in db.execute(f"SELECT * FROM \"{table}\""):
                for value in row:
                    raw = value if isinstance(value, bytes) else str(value).encode()
                    found = secrets_hunt.hunt(raw, wanted)
                    assert not found, (table, row, found)
    for command in ("list", "status", "audit", "accounts", "promises", "letters"):
        assert not secrets_hunt.hunt(house.run(command, "--json").stdout.encode(), wanted), command
    for item in items:
        assert not secrets_hunt.hunt(house.run("explain", item["id"], "--json").stdout.encode(), wanted)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root reads another process")
def test_the_memory_of_the_running_daemon_shows_no_account(planted):
    house, wanted = planted
    bad = []
    for pid in family(house.process.pid):
        if name_of(pid) == "purser-reader":
            continue
        size = 0
        for place, data in secrets_hunt.memory(pid):
            size += len(data)
            bad += [(name_of(pid), place, what, around) for what, around in secrets_hunt.hunt(data, wanted).items()]
        assert size > 1 << 20, (name_of(pid), size)  # it could be read
    assert not bad, (len(bad), "\n".join(map(repr, bad)))


def test_no_process_leaves_a_core_and_the_keys_are_locked_into_memory(planted):
    house, _ = planted
    pids = family(house.process.pid)
    assert len(pids) >= 3
    for pid in pids:
        limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
        assert re.search(r"^Max core file size +0 +0 ", limits, re.M), (name_of(pid), limits)
    locked = re.search(r"^VmLck:\s+(\d+) kB", pathlib.Path(f"/proc/{house.process.pid}/status").read_text(), re.M)
    assert int(locked[1]) >= 4, locked[0]
