# SPDX-License-Identifier: GPL-3.0-or-later
"""Mailboxes on a real Dovecot: idling, losing the connection, UIDs, where to begin, marks, backlog, sick accounts."""
import base64
import datetime
import imaplib
import re
import sqlite3
import subprocess
import time

import pytest

import samples
import scripted
from servers import wait_for


def po(number, **kwargs):
    return samples.mail(f"PO {number}", samples.po_text(number=number), message_id=f"<po.{number}@contoso.example>", **kwargs)


def idle(house, **keys):
    house.mailbox_keys.update({"watch": "idle", **keys})
    house.configure()


# --- IDLE and what ends it ---

def test_mail_that_arrives_in_an_idle_mailbox_reaches_ar_without_a_poll(house):
    idle(house)
    house.start()
    house.wait_idle()
    house.dovecot.append("lee", po("4500000001"))
    assert house.wait_letters(1)[0].number == "4500000001"
    house.dovecot.append("lee", po("4500000002"))
    house.wait_letters(2)
    assert house.numbers() == ["4500000001", "4500000002"]


def test_mail_that_arrives_while_the_folder_is_listed_for_the_first_time_is_not_overlooked(house):
    once = []

    def tap(got):
        if b"UID SEARCH" in got and not once:
            once.append(1)
            house.dovecot.append("dana", po("4500000001"))
    idle(house)
    with scripted.Proxy(house.dovecot.plain_port, tap) as proxy:
        house.configure({"dana": {"port": proxy.port, "tls": "none", "ca_file": None}})
        house.start()
        assert house.wait_letters(1)[0].number == "4500000001"


def test_mail_that_is_told_with_the_answer_to_a_listing_is_not_overlooked(house):
    """The server lists an empty folder, and says in the same breath that there is one mail now."""
    mail = po("4500000001")

    def search(connection, tag, _):
        first = "listed" not in state
        state["listed"] = True
        connection.send("* SEARCH" if first else "* SEARCH 1", *(["* 1 EXISTS"] if first else []), f"{tag} OK done")

    def fetch(connection, tag, _):
        connection.sock.sendall(b"* 1 FETCH (UID 1 RFC822.SIZE %d INTERNALDATE \"09-Jun-2026 08:00:00 +0000\" "
                                b"BODY[]<0> {%d}\r\n" % (len(mail), len(mail)) + mail + b")\r\n")
        connection.send(f"{tag} OK done")

    def rest(connection, tag, _):
        connection.send("+ idling")
        connection.readline()
        connection.send(f"{tag} OK done")
    state = {}
    with scripted.Scripted(lambda c: scripted.imap(c, [("UID SEARCH", search), ("UID FETCH", fetch), ("IDLE", rest)])) as server:
        idle(house)
        house.configure({"dana": {"port": server.port, "tls": "none", "ca_file": None}})
        house.start()
        assert house.wait_letters(1)[0].number == "4500000001"


def test_an_idle_mailbox_survives_a_restart_of_the_server(house):
    idle(house)
    house.start()
    house.wait_idle("dana")
    house.dovecot.stop()
    house.wait_row("dana", lambda row: row["problem"])
    house.dovecot.start()
    house.dovecot.append("dana", po("4500000001"))
    assert house.wait_letters(1)[0].number == "4500000001"
    row = house.wait_row("dana", lambda row: row["state"] == "idle" and not row["problem"])
    assert row["seen"] == 1


def test_a_connection_that_died_without_a_word_is_found_out_and_made_anew(house):
    house.limit_keys["command_wall"] = 5
    idle(house, idle_renew="5s")
    with scripted.Proxy(house.dovecot.port) as proxy:
        house.configure({"dana": {"port": proxy.port}})
        house.start()
        house.wait_idle("dana")
        proxy.swallow()
        house.dovecot.append("dana", po("4500000001"))
        assert house.wait_letters(1, seconds=40)[0].number == "4500000001"
        assert proxy.connections >= 2
        assert house.logged("name=dana problem: .*no answer|name=dana problem: .*within"), house.tail()


def test_a_server_that_says_bye_while_idle_is_connected_to_again(house, authority):
    def bye(connection, tag, _):
        connection.send("+ idling")
        if server.connections == 1:
            connection.send("* BYE going down for maintenance")
            raise ValueError("goes away")
        connection.drain()
    server = scripted.Scripted(lambda c: scripted.imap(c, [("IDLE", bye)]),
                               scripted.server_context(authority.issue("bye")))
    with server:
        idle(house)
        house.configure({"dana": {"port": server.port}})
        house.start()
        house.wait_log("name=dana problem: ")
        wait_for(lambda: server.connections >= 2)
        house.wait_row("dana", lambda row: row["state"] == "idle" and not row["problem"])


# --- UIDs ---

def test_a_new_uidvalidity_makes_it_read_all_again_and_routes_nothing_twice(house):
    house.dovecot.append_all("dana", [po("4500000001"), po("4500000002"), samples.lookalike(0)])
    house.once()
    assert house.numbers() == ["4500000001", "4500000002"], house.tail()
    house.dovecot.change_uids("dana", lambda text: re.sub(r" V(\d+)", lambda m: f" V{int(m[1]) + 1}", text, count=1))
    house.dovecot.append("dana", po("4500000003"))
    house.once()
    assert house.logged("name=dana folder=INBOX: UIDVALIDITY changed"), house.tail()
    assert house.numbers() == ["4500000001", "4500000002", "4500000003"], house.tail()
    assert house.row("dana")["seen"] == 4
    house.once()
    assert len(house.letters()) == 3


def test_a_uidvalidity_that_changes_while_idle_is_noticed(house):
    idle(house)
    house.start()
    house.dovecot.append("dana", po("4500000001"))
    house.wait_letters(1)
    house.dovecot.change_uids("dana", lambda text: re.sub(r" V(\d+)", lambda m: f" V{int(m[1]) + 1}", text, count=1))
    house.dovecot.append("dana", po("4500000002"))
    house.wait_letters(2)
    house.wait_row("dana", lambda row: row["seen"] == 2 and row["backlog"] == 0)
    assert house.numbers() == ["4500000001", "4500000002"], house.tail()


def test_with_from_now_a_new_uidvalidity_does_not_bring_up_the_mail_from_before(house):
    house.mailbox_keys["from"] = "now"
    house.configure()
    with house.dovecot.session("dana") as imap:
        old = time.time() - 30 * 86400
        imap.append("INBOX", None, imaplib.Time2Internaldate(old), po("4500000001"))
    house.once()
    house.dovecot.append("dana", po("4500000002"))
    house.once()
    assert house.numbers() == ["4500000002"], house.tail()
    house.dovecot.change_uids("dana", lambda text: re.sub(r" V(\d+)", lambda m: f" V{int(m[1]) + 1}", text, count=1))
    house.once()
    assert house.logged("UIDVALIDITY changed"), house.tail()
    assert house.numbers() == ["4500000002"], house.tail()


def test_gaps_among_the_uids_and_a_message_that_appears_late_below_them_are_no_loss(house):
    house.dovecot.append_all("dana", [po(f"450000000{i}") for i in range(1, 6)])
    house.dovecot.expunge("dana", "4")
    line, path, bytes_ = [], [], []

    def hide(text):
        line.extend(entry for entry in text.splitlines(True) if re.match("2 ", entry))
        name = line[0].strip().split(":", 1)[1]
        found = [p for p in (house.dovecot.folder / "mail" / "dana").glob("*/*") if p.name.startswith(name.split(":")[0])]
        path.extend(found)
        bytes_.append(found[0].read_bytes())
        found[0].unlink()
        return text.replace(line[0], "")

    def show(text):
        head, *rest = text.splitlines(True)
        path[0].write_bytes(bytes_[0])
        path[0].chmod(0o644)
        return head + "".join(sorted([*rest, *line], key=lambda entry: int(entry.split(" ")[0])))
    house.dovecot.change_uids("dana", hide)
    house.once()
    assert house.numbers() == ["4500000001", "4500000003", "4500000005"], house.tail()
    house.dovecot.change_uids("dana", show)
    house.once()
    assert house.numbers() == ["4500000001", "4500000002", "4500000003", "4500000005"], house.tail()
    assert not house.logged("UIDVALIDITY changed")


def test_mail_that_is_expunged_between_listing_and_fetching_is_noted_and_the_rest_goes_on(house):
    house.dovecot.append_all("dana", [po("4500000001"), po("4500000002"), po("4500000003")])
    once = []

    def tap(got):
        if b"UID FETCH" in got and not once:
            once.append(1)
            house.dovecot.expunge("dana", "2")
    with scripted.Proxy(house.dovecot.plain_port, tap) as proxy:
        house.configure({"dana": {"port": proxy.port, "tls": "none", "ca_file": None}})
        house.once()
    assert once
    assert house.numbers() == ["4500000001", "4500000003"], house.tail()
    row = house.row("dana")
    assert (row["seen"], row["set_aside"]) == (3, 1), (row, house.tail())


# --- where to begin, which folders ---

def test_from_now_passes_over_what_is_there_and_takes_what_comes(house):
    house.mailbox_keys["from"] = "now"
    house.configure()
    house.dovecot.append("dana", po("4500000001"))
    house.once()
    assert house.letters() == []
    house.dovecot.append("dana", po("4500000002"))
    house.once()
    assert house.numbers() == ["4500000002"], house.tail()


def test_from_a_day_takes_what_the_server_received_since(house):
    now = datetime.datetime.now(datetime.timezone.utc)
    house.mailbox_keys["from"] = (now - datetime.timedelta(days=10)).date().isoformat()
    house.configure()
    with house.dovecot.session("dana") as imap:
        for days, number in ((30, "4500000001"), (3, "4500000002"), (0, "4500000003")):
            imap.append("INBOX", None, imaplib.Time2Internaldate(time.time() - days * 86400), po(number))
    house.once()
    assert house.numbers() == ["4500000002", "4500000003"], house.tail()


@pytest.mark.parametrize("watch", ["poll", "idle"])
def test_several_folders_are_read_and_their_names_may_be_in_any_script(house, watch):
    names = {"Bestellungen/Übersee": "Bestellungen/&ANw-bersee", "注文": "&bOhlhw-", "Orders & more": "Orders &- more"}
    for i, wire in enumerate(names.values()):
        house.dovecot.create("dana", wire)
        house.dovecot.append("dana", po(f"450000000{i}"), wire)
    house.dovecot.append("dana", po("4500000009"))
    house.mailbox_keys["watch"] = watch
    house.configure({"dana": {"folders": ", ".join(["INBOX", *names])}})
    house.start()
    house.wait_letters(4)
    assert house.numbers() == ["4500000000", "4500000001", "4500000002", "4500000009"]
    for name in names:
        house.wait_row("dana", lambda row: row["seen"] == 1, folder=name)


# --- marks ---

def test_the_keyword_is_set_on_routed_mail_and_on_nothing_else(house):
    idle(house)
    house.configure({"dana": {"keyword": "purser-routed"}})
    house.dovecot.append("dana", samples.lookalike(0))
    house.dovecot.append("dana", po("4500000001"))
    house.dovecot.append("lee", po("4500000002"))
    before = house.dovecot.flags("lee"), house.dovecot.flags("dana")
    house.start()
    house.wait_letters(2)
    wait_for(lambda: house.dovecot.flags("dana") != before[1])
    house.wait_idle()
    ignored, routed = [re.sub(r" ?\\Recent", "", flags) for flags in house.dovecot.flags("dana")]
    assert "purser-routed" not in ignored and "purser-routed" in routed, (ignored, routed)
    assert "Seen" not in ignored + routed
    assert house.dovecot.flags("lee") == before[0]


def test_what_was_routed_before_a_restart_is_marked_after_it(house):
    house.dovecot.append("dana", samples.lookalike(0))
    house.dovecot.append("dana", po("4500000001"))
    house.once()
    house.configure({"dana": {"keyword": "purser-routed"}})
    house.once()
    ignored, routed = house.dovecot.flags("dana")
    assert "purser-routed" not in ignored and "purser-routed" in routed, (ignored, routed)
    assert house.numbers() == ["4500000001"]


def test_routed_mail_is_moved_when_asked_for_and_what_waits_stays(house):
    house.dovecot.create("dana", "Done")
    idle(house)
    house.configure({"dana": {"move_to": "Done"}})
    house.dovecot.append("dana", samples.lookalike(0))
    house.dovecot.append("dana", po("4500000001"))
    house.start()
    house.wait_letters(1)
    wait_for(lambda: len(house.dovecot.messages("dana", "Done")) == 1)
    wait_for(lambda: len(house.dovecot.messages("dana")) == 1)
    assert list(house.dovecot.messages("dana", "Done").values()) == [po("4500000001")]
    house.dovecot.append("dana", po("4500000002"))
    house.wait_letters(2)
    wait_for(lambda: len(house.dovecot.messages("dana", "Done")) == 2)


def test_observing_marks_nothing(house):
    house.purser_keys["mode"] = "observe"
    house.configure({"dana": {"keyword": "purser-routed"}})
    house.dovecot.append("dana", po("4500000001"))
    house.once()
    house.once()
    assert "purser-routed" not in "".join(house.dovecot.flags("dana"))
    assert [item["route"] for item in house.json("list")] == ["route"] and house.letters() == []


# --- much, and large ---

def test_new_mail_is_not_starved_by_a_backlog(house):
    house.limit_keys["batch_messages"] = 20
    house.purser_keys.update({"log_level": "debug", "readers": 1})
    idle(house)
    filler = "This is a letter about nothing in particular. " * 400
    house.dovecot.fill("dana", [samples.mail(f"letter {i}", filler, message_id=f"<letter.{i}@contoso.example>")
                                for i in range(2000)])
    house.start()
    house.wait_log("batch mailbox=dana")
    house.dovecot.append("dana", po("4500000001"))
    house.wait_letters(1, seconds=60)
    house.wait_row("dana", lambda row: row["seen"] == 2001, seconds=120)
    lines = house.log.read_text().splitlines()
    sent = [i for i, line in enumerate(lines) if re.search(" parcel id=1 sent", line)][0]
    backlogs = [int(m[1]) for m in (re.search(r"batch mailbox=dana .*backlog=(\d+)", line) for line in lines[sent:]) if m]
    assert backlogs and max(backlogs) > 20, backlogs


def test_an_oversize_message_becomes_an_item_for_review_and_the_mailbox_goes_on(house):
    house.limit_keys["message_size"] = "64k"
    house.configure()
    big = samples.mail("PO with drawings", samples.po_text(number="4500000001"), attachments=[
        ("drawing.bin", "application/octet-stream", b"\0\1\2\3" * 50000)])
    house.dovecot.append_all("dana", [po("4500000002"), big, po("4500000003")])
    house.once()
    assert house.numbers() == ["4500000002", "4500000003"], house.tail()
    items = house.json("list", "--review")
    assert [item["kind"] for item in items] == ["oversize"]
    assert "64k" in " ".join(items[0]["reasons"]) or "message_size" in " ".join(items[0]["reasons"])
    assert house.row("dana")["set_aside"] == 1
    said = house.run("review", items[0]["id"], "--route", check=65).stderr
    assert "dana/INBOX uid 2" in said and "by hand" in said


# --- sick accounts ---

def test_a_refused_password_pauses_that_account_alone_and_a_reload_after_mending_tries_at_once(house):
    idle(house)
    (house.folder / "dana.password").write_text("wrong\n")
    house.start()
    house.wait_log("name=dana problem: .*refused the password of dana")
    house.dovecot.append("lee", po("4500000001"))
    house.dovecot.append("dana", po("4500000002"))
    house.wait_letters(1)
    assert house.row("dana")["problem"] and not house.row("lee")["problem"]
    (house.folder / "dana.password").write_text("secret-d\n")
    house.process.send_signal(1)
    house.wait_letters(2)
    house.wait_row("dana", lambda row: not row["problem"])
    assert house.logged("name=dana reached again")


def test_a_mailbox_out_of_reach_is_shown_and_logged_as_silent_after_its_time(house):
    idle(house)
    with scripted.Scripted(lambda c: c.drain()) as mute:
        house.configure({"dana": {"port": mute.port, "silent_after": "1s", "interval": "1s"}, "lee": {"port": 1}})
        house.start()
        house.wait_log("name=lee problem: .*refused")
        house.wait_log("name=dana silent: not reached for")
        assert house.row("dana")["state"] == "silent"
        assert house.row("lee")["problem"] and house.row("lee")["state"] != "silent"
        assert house.row("po")["state"] == "idle"


def test_when_a_mailbox_was_last_read_stays_on_record_while_the_daemon_runs(house):
    """What the digest and purser status go by, long after the start."""
    quick = {"watch": "poll", "interval": "1s", "silent_after": "3s"}
    house.configure({"dana": quick, "lee": quick, "po": quick})
    house.start()

    def reached():
        with sqlite3.connect(house.state / "purser.db") as db:
            return min((r for r, in db.execute("SELECT reached_s FROM health")), default=0) if db.execute(
                "SELECT count(*) FROM health").fetchone() == (3,) else 0
    wait_for(reached)
    first = reached()
    wait_for(lambda: reached() > first + 3, seconds=40)
    assert "SILENT" not in house.run("digest", "--preview", check=0).stdout


def test_a_fetcher_that_is_killed_costs_nothing(house):
    idle(house)
    house.start()
    house.wait_idle("dana")
    for pid in subprocess.run(["pgrep", "-P", str(house.process.pid), "-f", "purser-fetcher"], capture_output=True,
                              text=True).stdout.split():
        subprocess.run(["pkill", "-KILL", "-P", pid])
    house.dovecot.append("dana", po("4500000001"))
    assert house.wait_letters(1)[0].number == "4500000001"


# --- sign-in with a token ---

def test_an_oauth_token_is_fetched_by_its_command_at_every_sign_in_and_said_as_xoauth2(house, authority):
    said = []

    def authenticate(connection, tag, command):
        said.append(command.split(" ")[2])
        connection.send(f"{tag} OK [CAPABILITY IMAP4rev1 IDLE] welcome")
    tokens = house.folder / "token"
    tokens.write_text("#!/bin/sh\nn=$(cat n 2>/dev/null || echo 0); echo $((n+1)) >n; echo token-$n\n".replace(
        "n ", f"{house.folder}/n ").replace(">n", f">{house.folder}/n"))
    tokens.chmod(0o755)
    server = scripted.Scripted(lambda c: scripted.imap(c, [("AUTHENTICATE", authenticate)],
                                                       "IMAP4rev1 SASL-IR AUTH=XOAUTH2 IDLE"),
                               scripted.server_context(authority.issue("oauth")))
    with server:
        house.configure({"dana": {"port": server.port, "password_file": None, "token_command": tokens}})
        house.once()
        house.once()
    assert [base64.b64decode(s) for s in said] == [b"user=dana\1auth=Bearer token-0\1\1", b"user=dana\1auth=Bearer token-1\1\1"]
    assert not house.logged("token-0")
