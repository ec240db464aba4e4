# SPDX-License-Identifier: GPL-3.0-or-later
"""purserd as a process: signals, reload, locks, systemd, disk full, the socket, what it leaves in logs and files."""
import json
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import time

import pytest

import samples
import scripted
from house import BUILD
from servers import wait_for

root_only = pytest.mark.skipif(os.getuid() != 0, reason="needs root")


def po(number, **kwargs):
    return samples.mail(f"PO {number}", samples.po_text(number=number), message_id=f"<po.{number}@contoso.example>", **kwargs)


@pytest.fixture
def idle(house):
    house.mailbox_keys["watch"] = "idle"
    house.configure()
    return house


# --- signals ---

def test_term_ends_it_within_seconds_with_status_0_whatever_it_is_doing(house):
    house.limit_keys["batch_messages"] = 10
    house.configure()
    house.dovecot.fill("dana", [samples.mail(f"letter {i}", "words " * 2000, message_id=f"<{i}@contoso.example>")
                                for i in range(1000)])
    house.start()
    house.wait_row("dana", lambda row: row["seen"] > 0)
    began = time.monotonic()
    assert house.stop() == 0
    assert time.monotonic() - began < 8
    house.once()
    assert house.row("dana")["seen"] == 1000


def test_term_while_a_server_says_nothing_ends_it_too(house):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        house.configure({"dana": {"port": mute.getsockname()[1]}})
        house.start()
        house.wait_row("lee", lambda row: row["reached"] > 0)
        began = time.monotonic()
        assert house.stop() == 0
        assert time.monotonic() - began < 10


def test_int_ends_it_like_term(idle):
    idle.start()
    idle.wait_idle()
    assert idle.stop(signal.SIGINT) == 0


def test_no_process_is_left_when_purserd_is_killed(idle):
    idle.start()
    idle.wait_idle()
    helpers = descendants(idle.process.pid)
    assert len(helpers) >= 5, helpers
    idle.process.kill()
    idle.process.wait()
    wait_for(lambda: not [pid for pid in helpers if alive(pid)])


def descendants(pid):
    found = []
    for child in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split():
        found += [child, *descendants(child)]
    return found


def alive(pid):
    try:
        return "Z" not in open(f"/proc/{pid}/stat").read().split(")")[-1].split()[0]
    except FileNotFoundError:
        return False


# --- reload ---

def test_hup_with_a_bad_configuration_keeps_the_old_one_and_says_why(idle):
    idle.start()
    idle.wait_idle()
    size = idle.log_size()
    good = idle.config.read_text()
    idle.config.write_text(good.replace("watch = idle", "wotch = idle", 1))
    idle.process.send_signal(signal.SIGHUP)
    idle.wait_log(r"reload the old configuration stays: .*purser\.conf:\d+: .*wotch.*watch", start=size)
    idle.dovecot.append("dana", po("4500000001"))
    idle.wait_letters(1)


def test_hup_adds_and_removes_mailboxes_and_leaves_the_others_alone(idle):
    idle.mailboxes = ["dana", "lee"]
    idle.configure()
    idle.start()
    idle.wait_idle("dana", "lee")
    size = idle.log_size()
    idle.mailboxes = ["dana", "po"]
    idle.configure()
    idle.process.send_signal(signal.SIGHUP)
    idle.wait_row("po", lambda row: row["state"] == "idle")
    assert not re.search("name=dana", idle.log.read_bytes()[size:].decode())
    idle.dovecot.append("lee", po("4500000001"))
    idle.dovecot.append("po", po("4500000002"))
    idle.dovecot.append("dana", po("4500000003"))
    idle.wait_letters(2)
    assert idle.numbers() == ["4500000002", "4500000003"]
    assert [row["mailbox"] for row in idle.status()["mailboxes"]] == ["dana", "po"]


def test_hup_changes_the_way_to_ar(idle):
    idle.dovecot.create("ar", "Elsewhere")
    idle.start()
    idle.wait_idle()
    idle.dovecot.append("dana", po("4500000001"))
    idle.wait_letters(1)
    idle.ar_keys["folder"] = "Elsewhere"
    idle.configure()
    size = idle.log_size()
    idle.process.send_signal(signal.SIGHUP)
    idle.wait_log("reload mode=live", start=size)
    idle.dovecot.append("dana", po("4500000002"))
    wait_for(lambda: idle.dovecot.messages("ar", "Elsewhere"))
    assert idle.numbers() == ["4500000001"]


# --- one daemon, one store ---

def test_a_second_purserd_ends_with_75_and_a_clear_line_and_harms_nothing(idle):
    idle.start()
    idle.wait_idle()
    assert idle.once(check=None) == 75
    assert idle.logged("cannot start: .*(another|already|in use|locked)"), idle.tail()
    idle.dovecot.append("dana", po("4500000001"))
    idle.wait_letters(1)
    assert idle.status()["purserd"].startswith("pid")


def test_a_database_of_a_newer_program_is_refused_with_78(house):
    house.once()
    with sqlite3.connect(house.state / "purser.db") as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        db.execute(f"PRAGMA user_version = {version + 1}")
    assert house.once(check=None) == 78
    assert house.logged("cannot start: .*newer"), house.tail()
    assert house.run("status").returncode == 78


def test_a_damaged_database_is_found_at_start_when_asked_for(house):
    house.dovecot.append_all("dana", [po(f"45000000{i:02}") for i in range(20)])
    house.once()
    house.purser_keys["integrity_check"] = "yes"
    house.configure()
    house.once()
    database = house.state / "purser.db"
    data = bytearray(database.read_bytes())
    for at in range(8192, len(data), 4096):
        data[at:at + 64] = b"\xff" * 64
    database.write_bytes(data)
    assert house.once(check=None) not in (0, None)
    assert house.logged("cannot start: "), house.tail()


# --- systemd ---

def test_it_tells_systemd_ready_status_watchdog_reloading_and_stopping(idle):
    path = str(idle.folder / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
        notify.bind(path)
        notify.settimeout(15)
        told = ""

        def until(pattern):
            nonlocal told
            while not re.search(pattern, told):
                told += notify.recv(4096).decode() + "\n"
            told_so_far, told = told, ""
            return told_so_far
        idle.start(NOTIFY_SOCKET=path, WATCHDOG_USEC="400000")
        until("READY=1")
        until("WATCHDOG=1")
        until(r"STATUS=live, 3 of 3 watches well")
        until("WATCHDOG=1")
        idle.process.send_signal(signal.SIGHUP)
        until("RELOADING=1")
        until("READY=1")
        idle.process.send_signal(signal.SIGTERM)
        until("STOPPING=1")
        assert idle.stop() == 0


# --- disk full ---

def full_then_free(house, fill, free):
    house.start()
    house.dovecot.append("dana", po("4500000001"))
    house.wait_letters(1)
    fill()
    size = house.log_size()
    house.dovecot.append_all("dana", [po(f"45000001{i:02}") for i in range(12)])
    house.wait_log("store nothing can be stored, nothing is lost, trying again: ", start=size)
    status = house.run("status", "--json")
    assert status.returncode or "STORE:" in json.loads(status.stdout)["purserd"]
    assert house.process.poll() is None
    free()
    house.wait_log("store stores again", start=size, seconds=30)
    house.wait_letters(13)
    assert len(set(house.numbers())) == len(house.numbers()) == 13
    assert house.stop() == 0


@root_only
def test_a_full_disk_stops_and_alarms_and_loses_nothing_and_it_goes_on_by_itself(idle):
    idle.state.mkdir(mode=0o700)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", idle.state], capture_output=True)
    if done.returncode:
        pytest.skip("no tmpfs can be mounted here")
    ballast = idle.state / "ballast"

    def fill():
        with open(ballast, "wb", buffering=0) as f:
            try:
                while f.write(b"\0" * 4096):
                    pass
            except OSError:
                pass
    try:
        full_then_free(idle, fill, ballast.unlink)
    finally:
        idle.stop()
        subprocess.run(["umount", idle.state])


def test_a_file_that_may_not_grow_stops_and_alarms_and_loses_nothing(idle):
    def limit(size):
        hard = resource.prlimit(idle.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(idle.process.pid, resource.RLIMIT_FSIZE, (size, hard))
    full_then_free(idle, lambda: limit(4096), lambda: limit(resource.RLIM_INFINITY))


def test_a_disk_that_fills_up_after_the_final_dot_does_not_send_twice(idle):
    mails = []

    def limit(size):
        hard = resource.prlimit(idle.process.pid, resource.RLIMIT_FSIZE)[1]
        resource.prlimit(idle.process.pid, resource.RLIMIT_FSIZE, (size, hard))

    def say(step, _):
        if step == "dot":
            limit(4096)
        return None
    with scripted.Scripted(lambda c: scripted.smtp(c, say, mails=mails)) as server:
        idle.ar_keys.update({"transport": "smtp", "host": "localhost", "port": server.port, "tls": "none", "ca_file": None,
                             "user": None, "password_file": None, "auth": "none", "folder": None})
        idle.configure()
        idle.start()
        idle.dovecot.append("dana", po("4500000001"))
        idle.wait_log("parcel id=1 cannot be settled yet")
        limit(resource.RLIM_INFINITY)
        idle.wait_log("parcel id=1 sent")
        assert len(mails) == 1 and idle.status()["uncertain"] == 0


# --- the socket ---

@root_only
def test_the_socket_refuses_another_user(idle):
    idle.start()
    idle.wait_idle()
    path = str(idle.folder / "run" / "control")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
    os.chmod(os.path.dirname(path), 0o755)
    os.chmod(path, 0o666)  # even then
    script = ("import os, socket, sys\nos.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
              "s = socket.socket(socket.AF_UNIX); s.settimeout(5); s.connect(sys.argv[1])\n"
              "try:\n s.sendall(b'x' * 64); sys.exit(0 if s.recv(10) == b'' else 1)\n"
              "except (BrokenPipeError, ConnectionResetError):\n sys.exit(0)\n")
    assert subprocess.run(["/usr/bin/python3", "-c", script, path]).returncode == 0
    assert idle.logged("control a connection of uid 65534 was refused")
    assert idle.status()["purserd"].startswith("pid")


def test_nonsense_on_the_socket_harms_nothing(idle):
    idle.start()
    idle.wait_idle()
    path = str(idle.folder / "run" / "control")
    for nonsense in (b"", b"\0", b"GET / HTTP/1.0\r\n\r\n", b"\xff" * 100000, b"\1\0\0\0" * 1000):
        with socket.socket(socket.AF_UNIX) as s:
            s.connect(path)
            try:
                s.sendall(nonsense)
                s.shutdown(socket.SHUT_WR)
                s.settimeout(5)
                while s.recv(4096):
                    pass
            except (BrokenPipeError, ConnectionResetError):
                pass
    assert idle.status()["purserd"].startswith("pid")


# --- what it leaves behind ---

def test_no_content_and_no_secret_is_in_the_log_and_no_plain_content_in_the_files(house):
    house.purser_keys["log_level"] = "debug"
    (house.folder / "lee.password").write_text("wrong-secret-lee\n")
    house.configure()
    words = "Zirkonmagazin Quellenhof"
    house.dovecot.append_all("dana", [
        samples.mail(f"Subject {words}", f"{words}\n" + samples.po_text(number="4500000001") + "\nAlso, Drosselweg is closed.\n"),
        samples.mail("Other", f"Dear all, {words}, and Fasanenstrasse", minute=1),
        samples.faulty("crash", minute=2).replace(b"Platform subscription", b"Platform Zirkonmagazin"),
        samples.mail(f"Order {words}", words, minute=3, attachments=[
            ("order.pdf", "application/pdf", samples.po_pdf(number="", buyer="Zirkonmagazin GmbH"))])])
    house.once(check=75)
    house.ar_keys["port"] = 1
    house.configure()
    house.dovecot.append("dana", samples.mail("Late", samples.po_text(number="4500000002") + words, minute=4))
    house.once(check=75)
    log = house.log.read_text()
    for secret in ("secret-d", "secret-a", "secret-p", "wrong-secret-lee", "Zirkonmagazin", "Quellenhof", "Platform", "Drosselweg",
                   "12,400", "4500000001"):
        assert secret not in log, [line for line in log.splitlines() if secret in line]
    files = b"".join(path.read_bytes() for path in house.state.iterdir())
    assert b"Drosselweg" not in files and b"secret-" not in files
    assert b"Fasanenstrasse" not in files


def test_state_files_are_for_their_owner_alone(house):
    house.dovecot.append("dana", po("4500000001"))
    os.umask(0)
    try:
        house.once()
        house.start()
    finally:
        os.umask(0o022)
    assert stat.S_IMODE(house.state.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in house.state.iterdir()}
    assert {"purser.db", "outbox.key", "mark.key"} <= set(modes)
    assert set(modes.values()) == {0o600}, modes


def test_a_backup_made_while_it_runs_can_be_restored_and_nothing_is_routed_again(idle):
    idle.start()
    idle.wait_idle()
    idle.dovecot.append("dana", po("4500000001"))
    idle.wait_letters(1)
    idle.wait_row("dana", lambda row: row["items"] == 1)
    backup = idle.folder / "backup.db"
    idle.run("backup", backup, check=0)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert idle.run("backup", backup).returncode != 0
    idle.stop()
    kept = [idle.state / name for name in ("outbox.key", "mark.key")]
    saved = {path: path.read_bytes() for path in kept}
    shutil.rmtree(idle.state)
    idle.state.mkdir(mode=0o700)
    shutil.copy(backup, idle.state / "purser.db")
    for path, data in saved.items():
        path.write_bytes(data)
        path.chmod(0o600)
    idle.dovecot.append("dana", po("4500000002"))
    idle.start()
    idle.wait_letters(2)
    idle.wait_idle()
    assert idle.numbers() == ["4500000001", "4500000002"]


def test_a_key_file_that_others_may_read_is_refused(house):
    house.once()
    (house.state / "outbox.key").chmod(0o644)
    assert house.once(check=None) == 77
    assert house.logged("cannot start: .*outbox.key"), house.tail()


def test_a_reader_that_cannot_be_sandboxed_is_not_started(house):
    broken = house.folder / "libexec"
    broken.mkdir()
    for name in ("purser-fetcher", "purser-sender"):
        (broken / name).symlink_to(BUILD / name)
    (broken / "purser-reader").write_text("#!/bin/sh\nexit 1\n")
    (broken / "purser-reader").chmod(0o755)
    house.dovecot.append("dana", po("4500000001"))
    house.env["PURSER_LIBEXEC"] = str(broken)
    assert house.once(check=None, timeout=60) not in (0, None)
    assert house.letters() == []
    house.env.clear()
    house.once()
    assert house.numbers() == ["4500000001"], house.tail()
