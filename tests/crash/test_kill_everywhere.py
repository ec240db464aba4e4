# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at every durable step, one at a time, then a restart: the end must be the same, as the servers saw it.

A first run without a kill writes down every named point it passes, and how often. Each (point, n) is then one run.
A point that was never reached in its own run voids the run.
"""
import collections
import os
import pathlib
import subprocess
import time

import pytest

import samples
from house import BUILD, House
from servers import Postfix

ORDERS = ["4500123456", "4500123457", "7788120", "7788121"]
MAX_PASSINGS = 6  # of one point: the first passings differ, later ones repeat them


def fill(house):
    contoso, fabrikam = "Jana Weiss <j.weiss@contoso.example>", "Sam Hill <s.hill@fabrikam.example>"
    first = samples.mail("PO 1", samples.po_text(), sender=contoso)
    house.dovecot.append_all("dana", [first, samples.lookalike(0), samples.mail(
        "PO 2", samples.po_text(number="4500123457", total="700.00"), sender=contoso, minute=1)])
    house.dovecot.append_all("lee", [first, samples.mail("PO 3", "see below", html=samples.po_html(number="7788120"), sender=fabrikam, minute=2),
                                     samples.lookalike(1), samples.mail("PO 4", samples.po_text(
                                         number="7788121", buyer="Fabrikam Inc.", currency="USD"), sender=fabrikam, minute=3)])


def settle(house):
    """Restarts until all is done; what was uncertain is waited for."""
    for _ in range(20):
        assert house.once(check=None) in (0, 75), house.tail()  # 75: something waits for its time
        status = house.json("status")[0]
        if not any(status["parcels"][state] for state in ("ready", "claimed", "committing")):
            return status
        time.sleep(0.3)
    raise AssertionError((status, house.tail()))


def run_until_death(house, point, n, once_file):
    """purserd dies at the point, or a helper does and purserd goes on; both end."""
    env = {"PURSER_CRASH": f"{point}:{n}", "PURSER_CRASH_ONCE": str(once_file)}
    with open(house.log, "ab") as log:
        subprocess.run([BUILD / "purserd", "--foreground", "--once", "--config", house.config], stdout=log, stderr=log,
                       timeout=90, env=house.environment(**env))


def points(log):
    return collections.Counter(pathlib.Path(log).read_text().split()) if os.path.exists(log) else {}


def steps_of(house, **env):
    fill(house)
    log = house.folder / "points.log"
    house.once(PURSER_CRASH_LOG=str(log), **env)
    found = points(log)
    assert {"store.before-commit", "store.after-commit", "outbox.claimed", "outbox.committing", "outbox.settled",
            "fetcher.before-fetch", "fetcher.after-batch-sent"} <= set(found), found
    return [(point, n) for point, count in sorted(found.items()) for n in range(1, min(count, MAX_PASSINGS) + 1)]


def test_imap_append_never_twice_never_lost_wherever_a_process_is_killed(folder, authority):
    with House(folder / "first", authority, mailboxes=("dana", "lee")) as house:
        steps = steps_of(house)
        assert house.numbers() == sorted(ORDERS), house.tail()
    missed = []
    with House(folder / "house", authority, mailboxes=("dana", "lee")) as house:
        fill(house)
        for point, n in steps:
            with house.dovecot.session("ar", "POs", readonly=False) as imap:
                if imap.search(None, "ALL")[1][0]:
                    imap.store("1:*", "+FLAGS", "\\Deleted")
                    imap.expunge()
            subprocess.run(["rm", "-rf", house.state], check=True)
            once_file = folder / f"{point}.{n}"
            run_until_death(house, point, n, once_file)
            if not once_file.exists():
                missed.append((point, n))
            settle(house)
            assert house.numbers() == sorted(ORDERS), (point, n, house.numbers(), house.tail())
            house.once()
            assert house.numbers() == sorted(ORDERS), ("run again", point, n, house.numbers())
    assert len(missed) <= len(steps) // 10, f"faults that never fired: {missed}"


@pytest.mark.skipif(os.getuid() != 0, reason="a private Postfix needs root")
def test_smtp_twice_only_inside_the_known_window_and_then_with_the_same_message_id(folder, authority):
    with Postfix(folder / "postfix", authority) as postfix, \
            House(folder / "house", authority, mailboxes=("dana", "lee")) as house:
        house.ar_keys.update({"transport": "smtp", "host": "localhost", "port": postfix.port, "tls": "starttls",
                              "user": None, "password_file": None, "auth": "none", "folder": None, "to": "ar@ar.example"})
        house.configure()
        steps = [s for s in steps_of(house) if not s[0].startswith("fetcher.")]
        clear = ["find", postfix.maildir, "-type", "f", "-delete"]
        for point, n in steps:
            time_out = time.monotonic() + 10
            while subprocess.run(["mailq", "-C", postfix.config], capture_output=True, text=True).stdout.find("empty") < 0 \
                    and time.monotonic() < time_out:
                time.sleep(0.05)
            subprocess.run(clear, check=True)
            subprocess.run(["rm", "-rf", house.state], check=True)
            run_until_death(house, point, n, folder / f"smtp.{point}.{n}")
            status = settle(house)
            letters = wait_all(postfix)
            by_number = collections.defaultdict(list)
            for letter in letters:
                by_number[letter["X-Purser-PO-Number"]].append(letter["Message-ID"])
            assert sorted(by_number) == sorted(ORDERS), (point, n, by_number, house.tail())
            doubled = {k: v for k, v in by_number.items() if len(v) > 1}
            assert all(len(v) == 2 and len(set(v)) == 1 for v in doubled.values()), (point, n, doubled)
            assert len(doubled) <= status["uncertain"], (point, n, doubled, status)


def wait_all(postfix):
    import email
    import email.policy
    end = time.monotonic() + 10
    while True:
        found = [email.message_from_bytes(raw, policy=email.policy.default) for raw in postfix.messages()]
        if len({m["X-Purser-PO-Number"] for m in found}) >= len(ORDERS) or time.monotonic() > end:
            return found
        time.sleep(0.05)


# --- letters to people: digest, alert, AEs' letters, the answer to an answer ---

EVERY_DAY = "weekdays = mon, tue, wed, thu, fri, sat, sun\ntime_zone = Etc/UTC\n"
OURS = "mx.acme.example"
PROVEN = (f"Authentication-Results: {OURS};\r\n\tdkim=pass header.d=acme.example;\r\n\tdmarc=pass header.from=acme.example\r\n"
          f"Received: from mail.acme.example (mail.acme.example [192.0.2.8])\r\n\tby {OURS} (Postfix) with ESMTPS id 1\r\n"
          "\tfor <po@acme.example>; Tue, 9 Jun 2026 08:00:00 +0000\r\n").encode()


def post_configured(house, at, ar="ar@acme.example"):
    house.configure({"po": {"authserv_ids": OURS}}, f"\n[digest morning]\nto = {ar}\nat = {at}\n{EVERY_DAY}"
                    f"\n[letters]\nat = {at}\n{EVERY_DAY}\n[answers]\nmailbox = po\nfrom = ann@acme.example\n")


def post_prepared(house):
    """All is on record, and nothing due yet; then digest, letters, an alert and an answer are due."""
    post_configured(house, "00:00")
    house.once()  # the first start passes over what lies behind it
    dana = "Dana Reyes <dana@acme.example>"
    house.dovecot.append("lee", samples.forward_inline("Jana Weiss <j.weiss@contoso.example>", "PO 4500000001",
                                                       samples.po_text(number="4500000001"), sender=dana))
    house.once()
    order = house.letters()[0]
    house.dovecot.append("dana", samples.mail("Cancellation of PO 4500000001", "Dear Dana,\n\nwe hereby cancel our purchase order "
                                              "4500000001.\n\nJ. Weiss\nContoso GmbH\n", minute=5))
    house.dovecot.append("po", PROVEN + samples.mail(
        "Re: " + order.subject, "reject 99 unknown\n", sender="Ann <ann@acme.example>", to="purser@acme.example",
        message_id="<answer@acme.example>", headers=[("In-Reply-To", order.message_id), ("References", order.message_id)]))
    post_configured(house, time.strftime("%H:%M", time.gmtime()))


def letters_by_kind(house):
    kinds = collections.Counter()
    for mail in house.mails():
        kinds[str(mail.message["List-Id"]).partition(".")[0].lstrip("<") if not mail.message["X-Purser-Item"] else "order"] += 1
    return kinds


def test_each_letter_to_people_once_wherever_a_process_is_killed(folder, authority):
    """A state in which all are due is kept, and each run starts from it; with a folder as the way out AEs get none."""
    kept = folder / "kept"
    with House(folder / "house", authority, mailboxes=("dana", "lee", "po")) as house:
        post_prepared(house)
        subprocess.run(["cp", "-a", house.state, kept], check=True)
        log = house.folder / "points.log"
        house.once(PURSER_CRASH_LOG=str(log))
        found, wanted = points(log), letters_by_kind(house)
        assert {"post.digest", "post.alert", "post.letters", "post.answer"} <= set(found), (found, house.tail())
        assert wanted == {"order": 1, "digest-morning": 1, "alerts": 1, "letters": 1}, wanted
        steps = [(point, n) for point, count in sorted(found.items()) for n in range(1, count + 1)
                 if point.startswith(("post.", "store.", "outbox.", "sender."))]
        missed = []
        for point, n in steps:
            with house.dovecot.session("ar", "POs", readonly=False) as imap:
                numbers = imap.search(None, "NOT", "HEADER", "X-Purser-Item", "1")[1][0].split()
                if numbers:
                    imap.store(b",".join(numbers), "+FLAGS", "\\Deleted")
                    imap.expunge()
            subprocess.run(["rm", "-rf", house.state], check=True)
            subprocess.run(["cp", "-a", kept, house.state], check=True)
            once_file = folder / f"post.{point}.{n}"
            run_until_death(house, point, n, once_file)
            if not once_file.exists():
                missed.append((point, n))
            settle(house)
            assert letters_by_kind(house) == wanted, (point, n, letters_by_kind(house), house.tail())
        assert len(missed) <= len(steps) // 10, f"faults that never fired: {missed}"
        assert not [step for step in missed if step[0].startswith("post.")], missed


def post_by_smtp(house, port):
    """AR and the AEs live behind one Postfix."""
    house.company_keys["domains"] = "acme.example, ar.example"
    house.ar_keys.update({"transport": "smtp", "host": "localhost", "port": port, "tls": "starttls", "user": None,
                          "password_file": None, "auth": "none", "folder": None, "to": "ar@ar.example"})


@pytest.mark.skipif(os.getuid() != 0, reason="a private Postfix needs root")
def test_the_letter_to_an_ae_goes_out_by_smtp_once_around_its_commit(folder, authority):
    kept = folder / "kept"
    with Postfix(folder / "postfix", authority) as postfix, House(folder / "house", authority, mailboxes=("dana", "lee", "po")) as house:
        post_by_smtp(house, postfix.port)
        post_configured(house, "00:00", "ar@ar.example")
        house.once()
        house.dovecot.append("lee", samples.forward_inline("Jana Weiss <j.weiss@contoso.example>", "PO 4500000001", samples.po_text(
            number="4500000001"), sender="Dana Reyes <dana@ar.example>"))
        house.once()
        post_configured(house, time.strftime("%H:%M", time.gmtime()), "ar@ar.example")
        subprocess.run(["cp", "-a", house.state, kept], check=True)
        log = house.folder / "points.log"
        house.once(PURSER_CRASH_LOG=str(log))
        found = points(log)
        steps = [(point, n) for point, count in sorted(found.items()) for n in range(1, count + 1)
                 if point.startswith(("post.", "store."))]
        assert {"post.digest", "post.letters"} <= set(found), found
        for point, n in steps:
            subprocess.run(["find", postfix.maildir, "-type", "f", "-delete"], check=True)
            subprocess.run(["rm", "-rf", house.state], check=True)
            subprocess.run(["cp", "-a", kept, house.state], check=True)
            run_until_death(house, point, n, folder / f"ae.{point}.{n}")
            status = settle(house)
            by_list = collections.defaultdict(list)
            for letter in wait_for_lists(postfix, 2):
                by_list[str(letter["List-Id"]).partition(".")[0]].append(letter["Message-ID"])
            assert sorted(by_list) == ["<digest-morning", "<letters"], (point, n, by_list, house.tail())
            doubled = [ids for ids in by_list.values() if len(ids) > 1]
            assert len(doubled) <= status["uncertain"] and all(len(set(ids)) == 1 for ids in doubled), (point, n, by_list, status)


def wait_for_lists(postfix, n):
    """Letters with a List-Id, once there are so many."""
    import email
    import email.policy
    end = time.monotonic() + 10
    while True:
        found = [email.message_from_bytes(raw, policy=email.policy.default) for raw in postfix.messages()]
        found = [letter for letter in found if letter["List-Id"]]
        if len(found) >= n or time.monotonic() > end:
            return found
        time.sleep(0.05)
