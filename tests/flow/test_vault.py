# SPDX-License-Identifier: GPL-3.0-or-later
"""The vault: who can open what is kept, the keys, and the audit log."""
import json
import sqlite3

import samples


def po(number="4500000001", minute=0):
    return samples.mail(f"Purchase order {number}", samples.po_text(number=number), minute=minute)


def unsure(number="4500000009", minute=9):
    """An order in a forward by a stranger."""
    return samples.forward_inline("Jana Weiss <j.weiss@contoso.example>", "PO", samples.po_text(number=number),
                                  sender="Sam <sam@evil.example>", minute=minute)


def hold(house):
    """The customer whom it names is known, but it does not come from there."""
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    house.dovecot.append("dana", unsure())


def originals(house):
    with sqlite3.connect(house.state / "purser.db") as db:
        return dict(db.execute("SELECT item_id, spare IS NULL FROM original").fetchall())


def reveal(house, item, key=None, check=0, **kwargs):
    out = house.folder / f"revealed-{item}"
    out.unlink(missing_ok=True)
    done = house.run("reveal", item, "--key", key or house.ar_key, "--out", out, check=check, **kwargs)
    assert out.exists() == (check == 0)
    return out.read_bytes() if check == 0 else done.stderr


def audit(house, *what):
    return [row for row in house.json("audit") if row["what"] in what]


def crlf(raw):
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def test_a_routed_order_is_kept_for_ar_alone_and_its_opening_is_noted(house):
    house.dovecot.append("dana", po())
    house.once()
    item = house.json("list")[0]["id"]
    assert originals(house) == {item: True}
    assert reveal(house, item) == crlf(po())
    noted = audit(house, "reveal")
    assert len(noted) == 1 and noted[0]["item"] == item and noted[0]["subject"] in house.ar_pub.read_text(), noted
    assert "uid" in noted[0]["who"]


def test_while_the_daemon_runs_an_opening_is_noted_by_it(house):
    house.dovecot.append("dana", po())
    house.start()
    house.wait_letters(1)
    item = house.json("list")[0]["id"]
    assert reveal(house, item) == crlf(po())
    assert len(audit(house, "reveal")) == 1


def test_a_wrong_key_opens_nothing_names_the_right_one_and_is_not_noted(house):
    other = house.folder / "other.key"
    house.keygen(other)
    house.dovecot.append("dana", po())
    house.once()
    item = house.json("list")[0]["id"]
    said = reveal(house, item, other, check=65)
    assert house.ar_pub.read_text().split()[1] in said, said
    assert audit(house, "reveal") == []


def test_what_waits_can_be_sent_and_is_ars_alone_afterwards(house):
    hold(house)
    house.once()
    item = house.json("list", "--review")[0]["id"]
    assert originals(house) == {item: False}
    assert reveal(house, item) == crlf(unsure())  # AR may look before deciding
    house.run("review", item, "--route", check=0)
    house.once()
    assert house.numbers() == ["4500000009"]
    assert originals(house) == {item: True}
    assert reveal(house, item) == crlf(unsure())
    assert [row["text"].split(":")[0] for row in audit(house, "hold", "decision", "route")] == \
        ["review", "route", "sent as decided"]


def test_what_was_rejected_leaves_no_mail(house):
    hold(house)
    house.once()
    item = house.json("list", "--review")[0]["id"]
    house.run("review", item, "--reject", "not ours", check=0)
    assert originals(house) == {}
    assert "no original" in reveal(house, item, check=65)


def test_without_a_key_of_ar_nothing_is_kept_and_this_is_said(house):
    house.vault_keys = {}
    house.configure()
    house.dovecot.append("dana", po())
    hold(house)
    house.once()
    item = house.json("list", "--review")[0]["id"]
    assert originals(house) == {item: False}
    assert house.logged("no key of AR is given")
    assert "no key of AR" in house.status()["vault"]
    assert "kept before there was a key" in reveal(house, item, check=65)
    house.run("review", item, "--route", check=0)
    house.once()
    assert originals(house) == {} and len(house.letters()) == 2


def test_a_key_that_comes_later_gets_what_waited(house):
    keys, house.vault_keys = house.vault_keys, {}
    house.configure()
    hold(house)
    house.once()
    house.vault_keys = keys
    house.configure()
    item = house.json("list", "--review")[0]["id"]
    house.run("review", item, "--route", check=0)
    house.once()
    assert reveal(house, item) == crlf(unsure())
    assert [row["text"] for row in audit(house, "key")] == ["recipients are these from now on"]


def test_a_key_is_rotated(house):
    new = house.folder / "new.key"
    line = house.keygen(new)
    house.dovecot.append("dana", po())
    hold(house)
    house.once()
    first, waits = sorted(originals(house))
    both = house.ar_pub.read_text() + line
    house.ar_pub.write_text(both)
    house.dovecot.append("dana", po("4500000002", 1))
    house.once()
    late = max(originals(house))
    for key in (house.ar_key, new):
        reveal(house, late, key)
    reveal(house, first, new, check=65)

    house.ar_pub.write_text(line)  # the old key goes
    assert "originals sealed anew: 3" in house.run("reseal", "--key", house.ar_key, check=0).stdout
    for item in (first, waits, late):
        reveal(house, item, new)
        reveal(house, item, house.ar_key, check=65)
    assert "need another key" in house.run("reseal", "--key", house.ar_key, check=65).stderr
    house.run("review", waits, "--route", check=0)  # it still waited for the daemon, too
    house.once()
    assert len(house.letters()) == 3
    assert "originals sealed anew: 3" in [row["text"] for row in audit(house, "key")]


def test_a_copy_opens_on_ars_machine_and_its_own_log_has_it(house):
    house.dovecot.append("dana", po())
    house.once()
    item = house.json("list")[0]["id"]
    copy = house.folder / "copy.db"
    house.run("backup", copy, check=0)
    house.config.rename(house.folder / "elsewhere")  # there is no configuration on AR's machine
    out = house.folder / "mail"
    done = house.run("reveal", item, "--key", house.ar_key, "--database", copy, "--out", out, check=0)
    assert out.read_bytes() == crlf(po()) and "own log does not know" in done.stderr
    rows = [json.loads(line) for line in house.run("audit", "--json", "--database", copy).stdout.splitlines()]
    assert [r["what"] for r in rows][-1] == "reveal"
    (house.folder / "elsewhere").rename(house.config)
    assert audit(house, "reveal") == []


def test_a_passphrase_guards_the_key(house):
    path = house.folder / "guarded.key"
    done = house.run("keygen", "--passphrase", "--out", path, check=0, input="correct horse\n")
    house.ar_pub.write_text(done.stdout)
    house.dovecot.append("dana", po())
    house.once()
    item = house.json("list")[0]["id"]
    assert "passphrase is wrong" in reveal(house, item, path, check=65, input="correct\n")
    assert "nobody answers" in reveal(house, item, path, check=65, input="")
    assert reveal(house, item, path, input="correct horse\n") == crlf(po())
    assert house.run("keygen", "--out", path).returncode == 73  # never overwritten


def test_a_mistyped_public_key_stops_the_start_and_a_reload_keeps_the_old_one(house):
    good = house.ar_pub.read_text()
    bad = good[:40] + ("A" if good[40] != "A" else "B") + good[41:]
    house.start()
    house.ar_pub.write_text(bad)
    assert "FAIL  vault" in house.run("check-config", check=78).stdout
    house.process.send_signal(1)
    house.wait_log("the old configuration stays.*mistyped")
    house.dovecot.append("dana", po())
    house.run("look", check=0)
    house.wait_letters(1)
    reveal(house, house.json("list")[0]["id"])
    house.stop()
    assert house.once(check=None) == 78


def test_what_was_kept_long_enough_is_erased(house):
    house.dovecot.append("dana", po())
    hold(house)
    house.once()
    waits = house.json("list", "--review")[0]["id"]
    assert len(originals(house)) == 2
    house.vault_keys["keep_originals"] = "0"
    house.configure()
    with sqlite3.connect(house.state / "purser.db") as db:  # as if time had passed
        db.execute("UPDATE original SET at_s = at_s - 10 WHERE at_s > 0")
    house.once()
    assert originals(house) == {waits: False}  # what waits has no age
    assert [row["text"] for row in audit(house, "expire")] == ["originals kept long enough: 1"]


def test_the_log_tells_who_did_what(house):
    house.purser_keys["mode"] = None
    house.configure()
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    house.dovecot.append("dana", po())
    house.once()
    house.start()
    house.run("go-live", "--yes", check=0)
    house.run("backfill", check=0)
    house.wait_letters(1)
    house.process.send_signal(1)
    house.wait_log("reload.*mode=live")
    rows = [(row["what"], row["text"]) for row in house.json("audit")]
    for wanted in (("import", "4 customers, 4 new or changed"), ("key", "recipients are these from now on"),
                   ("go-live", "live from now on"), ("backfill", "1 recorded orders"), ("route", "backfill")):
        assert wanted in rows, rows
    assert any(what == "route" and text.startswith("route (observing, not sent)") for what, text in rows), rows
    assert "uid" in audit(house, "reload")[0]["who"]


def test_a_changed_log_is_found_out(house):
    house.dovecot.append("dana", po())
    house.dovecot.append("dana", po("4500000002", 1))
    house.once()
    assert "whole" in house.run("audit", "verify", check=0).stdout
    head = house.status()["audit"]
    with sqlite3.connect(house.state / "purser.db") as db:
        try:
            db.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
            raise AssertionError("deleted")
        except sqlite3.IntegrityError:
            pass
        db.execute("DROP TRIGGER audit_no_delete")
        db.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")
    assert "whole" in house.run("audit", "verify", check=0).stdout
    assert "cut off" in house.run("audit", "verify", "--anchor", head, check=65).stdout
    with sqlite3.connect(house.state / "purser.db") as db:
        db.execute("DROP TRIGGER audit_no_update")
        db.execute("UPDATE audit SET text = 'nothing' WHERE id = 2")
    assert "BROKEN at row 2" in house.run("audit", "verify", check=65).stdout


def test_setup_takes_ars_public_line_and_refuses_a_mistyped_one(house, folder):
    line = house.ar_pub.read_text()
    house.config = folder / "new" / "purser.conf"
    answers = ("imap.customer.example\nsales@acme.example\nword\nAcme Software GmbH\n\nar@acme.example\n\n\n"
               "purser-key 0123456789abcdef AAAA\n" + line)
    done = house.run("setup", check=0, input=answers)
    assert "mistyped" in done.stdout
    assert (folder / "new" / "ar.pub").read_text() == line
    assert "ok    vault" in house.run("check-config", check=0).stdout
