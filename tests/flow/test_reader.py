# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages that crash, hang or outgrow their reader cost one message. Needs programs built with test faults."""
import re
import sqlite3
import subprocess

import pytest

import samples
from house import BUILD

KINDS = ["crash", "hang", "memory", "flood"]


@pytest.fixture(autouse=True)
def faults(house):
    if b"X-Purser-Test-Fault" not in (BUILD / "purser-reader").read_bytes():
        pytest.skip("the reader was built without test faults")
    house.limit_keys.update({"reader_wall": 2, "reader_memory": "128M"})
    house.configure()


def attempts(house):
    with sqlite3.connect(f"file:{house.state / 'purser.db'}?mode=ro", uri=True) as db:
        return [n for (n,) in db.execute("SELECT n FROM attempt")]


def test_each_kind_of_poison_is_quarantined_after_three_tries_and_the_mailbox_goes_on(house):
    for i, kind in enumerate(KINDS):
        house.dovecot.append("dana", samples.faulty(kind, minute=i))
        house.dovecot.append("dana", samples.mail("PO", samples.po_text(number=f"450000000{i}"), minute=i))
    house.once()
    assert house.numbers() == [f"450000000{i}" for i in range(len(KINDS))], house.tail()
    waiting = house.json("list", "--review")
    assert [(item["kind"], item["route"]) for item in waiting] == [("quarantine", "review")] * len(KINDS)
    assert house.row("dana")["set_aside"] == len(KINDS)
    for i in range(len(KINDS)):
        tries = re.findall(rf"reader mailbox=dana uid={2 * i + 1} attempt=(\d)", house.log.read_text())
        assert tries == ["1", "2", "3"], house.tail()
    house.once()
    assert len(house.json("list", "--review")) == len(KINDS) and len(house.letters()) == len(KINDS)


def test_two_poisons_in_a_row_are_blamed_each_and_the_mails_beside_them_are_read_once(house):
    for i in range(6):
        mail = samples.mail("PO", samples.po_text(number=f"450000000{i}"), minute=i)
        house.dovecot.append("dana", samples.faulty("crash" if i % 2 else "hang", minute=i) if i in (2, 3) else mail)
    house.once()
    assert house.numbers() == [f"450000000{i}" for i in (0, 1, 4, 5)], house.tail()
    assert [item["kind"] for item in house.json("list", "--review")] == ["quarantine"] * 2
    for uid in range(1, 7):
        tries = re.findall(rf"reader mailbox=dana uid={uid} attempt=(\d)", house.log.read_text())
        assert tries == (["1", "2", "3"] if uid in (3, 4) else []), house.tail()


def test_tries_are_counted_durably_so_that_no_kill_of_purserd_makes_poison_eternal(house):
    house.dovecot.append("dana", samples.faulty("hang"))
    house.dovecot.append("lee", samples.mail("PO", samples.po_text(number="4500000001")))
    for n in (1, 2):
        house.start()
        house.wait_log(rf"reader mailbox=dana uid=1 attempt={n}")
        house.process.kill()
        house.process.wait()
        assert attempts(house) == [n]
    house.once()
    assert not house.logged("attempt=4"), house.tail()
    assert [item["kind"] for item in house.json("list", "--review")] == ["quarantine"]
    assert house.numbers() == ["4500000001"]
    assert len(re.findall("reader mailbox=dana uid=1 attempt=3", house.log.read_text())) == 1


def test_a_quarantined_mail_that_a_person_routes_goes_out_raw_and_unread(house):
    raw = samples.faulty("crash")
    house.dovecot.append("dana", raw)
    house.start()
    house.wait_row("dana", lambda row: row["set_aside"] == 1)
    item = house.json("list", "--review")[0]
    house.run("review", item["id"], "--route", check=0)
    letter = house.wait_letters(1)[0]
    assert letter.original() == raw and "unread mail" in letter.subject
    assert house.json("list", "--review") == []
    assert not house.logged("attempt=4")


def test_a_quarantined_mail_that_a_person_rejects_is_gone_for_good(house):
    house.dovecot.append("dana", samples.faulty("crash"))
    house.once()
    item = house.json("list", "--review")[0]
    house.run("review", item["id"], "--reject", "not ours", check=0)
    house.once()
    assert house.letters() == [] and house.json("list", "--review") == []
    with sqlite3.connect(f"file:{house.state / 'purser.db'}?mode=ro", uri=True) as db:
        assert db.execute("SELECT count(*) FROM original").fetchone() == (0,)


def test_a_message_nested_beyond_all_limits_is_set_aside_without_a_try(house):
    house.dovecot.append("dana", samples.poison())
    house.dovecot.append("dana", samples.mail("PO", samples.po_text(number="4500000001")))
    house.once()
    assert house.numbers() == ["4500000001"], house.tail()
    assert [item["kind"] for item in house.json("list", "--review")] == ["quarantine"]
    assert not house.logged("reader mailbox=dana"), house.tail()


def test_readers_that_are_killed_from_outside_cost_nothing(house):
    house.mailbox_keys["watch"] = "idle"
    house.configure()
    house.start()
    house.wait_idle("dana")
    for pid in subprocess.run(["pgrep", "-P", str(house.process.pid), "-f", "purser-reader"], capture_output=True,
                              text=True).stdout.split():
        subprocess.run(["kill", "-KILL", pid])
    house.dovecot.append("dana", samples.mail("PO", samples.po_text(number="4500000001")))
    assert house.wait_letters(1)[0].number == "4500000001"
