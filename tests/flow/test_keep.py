# SPDX-License-Identifier: GPL-3.0-or-later
"""What might have been lost, or come twice: one fat mail, a backfill, clocks, renumbered and restored mailboxes."""
import os
import re
import time

import samples
import scripted


def po(number="4500000001", minute=0):
    return samples.mail(f"Purchase order {number}", samples.po_text(number=number), minute=minute)


def pdf(number, total="10.00"):
    return (f"{number}.pdf", "application/pdf", samples.po_pdf(number=number, buyer="Contoso GmbH", total=total))


def observe(house, *mailboxes, **keys):
    house.purser_keys["mode"] = None
    house.configure(*mailboxes, **keys)


def backfill(house, *mailboxes):
    house.purser_keys["mode"] = "live"
    house.configure(*mailboxes)
    said = house.run("backfill", check=0)
    house.once()
    return said.stdout


def renumber(house, user):
    house.dovecot.change_uids(user, lambda t: re.sub(r"\bV(\d+)", lambda m: f"V{int(m[1]) + 7}", t, count=1))


def test_a_mail_whose_letters_would_be_too_large_together_is_one_item_for_review(house):
    house.limit_keys["parcel_total"] = "1M"
    house.configure()
    house.dovecot.append("dana", samples.mail("Our orders", "Attached.", attachments=[
        *(pdf(f"70000{i:02}", f"{i + 1}00.00") for i in range(12)),
        ("terms.bin", "application/octet-stream", bytes(range(256)) * 1000)]))
    house.dovecot.append("lee", po())
    house.once()
    assert house.numbers() == ["4500000001"]
    waiting = house.json("list", "--review")
    assert len(waiting) == 1 and "parcel_total" in str(waiting[0]["reasons"]), waiting
    house.run("review", waiting[0]["id"], "--route", check=0)
    house.once()
    assert len(house.letters()) == 2


def test_a_backfill_sends_all_orders_of_one_mail(house):
    observe(house)
    house.dovecot.append("dana", samples.mail("Two orders", "Please find two orders.",
                                              attachments=[pdf("7000001"), pdf("7000002", "99.00")]))
    house.once()
    backfill(house)
    assert house.numbers() == ["7000001", "7000002"]


def test_a_backfill_sends_an_order_that_lies_in_two_folders_once(house):
    keys = {"dana": {"folders": "INBOX, All"}}
    house.dovecot.create("dana", "All")
    observe(house, keys)
    for folder in ("INBOX", "All"):
        house.dovecot.append("dana", po(), folder)
    house.once()
    for _ in range(2):
        backfill(house, keys)
    assert house.numbers() == ["4500000001"]


def test_a_backfill_takes_the_copy_that_is_still_there(house):
    observe(house)
    house.dovecot.append("dana", po())
    house.once()
    house.dovecot.append("lee", po())
    house.once()
    house.dovecot.expunge("dana", "1")
    backfill(house)
    assert house.numbers() == ["4500000001"]


def test_a_backfill_finds_mail_whose_folder_was_renumbered(house):
    observe(house)
    house.dovecot.append("dana", po())
    house.once()
    renumber(house, "dana")
    house.once()
    backfill(house)
    assert house.numbers() == ["4500000001"]


def test_a_backfill_goes_on_without_mail_that_was_deleted_and_says_so(house):
    observe(house)
    house.dovecot.append("dana", po())
    house.once()
    house.dovecot.expunge("dana", "1")
    assert "1 recorded order will be sent" in backfill(house)
    observe(house)
    house.dovecot.append("dana", po("4500000002", minute=1))
    house.once()
    said = backfill(house)
    assert "1 recorded order is without mail" in said and "1 recorded order will be sent" in said, said
    assert house.numbers() == ["4500000002"]


def test_parcels_that_wait_follow_a_change_of_transport(house):
    house.ar_keys["port"] = 1
    house.configure()
    house.dovecot.append("dana", po())
    house.once(check=75)
    mails = []
    with scripted.Scripted(lambda c: scripted.smtp(c, lambda *_: None, mails=mails)) as server:
        house.ar_keys.update(transport="smtp", port=server.port, tls="none", ca_file=None, user=None,
                             password_file=None, auth="none", folder=None)
        house.configure()
        house.run("retry", 1, check=0)
        house.once()
    assert len(mails) == 1


def test_a_mail_that_was_set_aside_and_let_go_does_not_come_again_with_a_renumbered_folder(house):
    house.dovecot.append("dana", samples.poison())
    house.once()
    house.run("review", 1, "--route", check=0)
    house.once()
    renumber(house, "dana")
    house.once()
    assert len(house.json("list")) == 1 and len(house.letters()) == 1


def test_another_account_behind_a_name_is_read_as_one_never_seen(house):
    house.mailboxes = ["dana"]
    house.configure()
    house.dovecot.append_all("dana", [po("4500000001"), po("4500000002", minute=1)])
    house.dovecot.append_all("lee", [po("4500000003", minute=3), po("4500000004", minute=4)])
    for user in ("dana", "lee"):  # made in the same second, or by a server that always says the same
        house.dovecot.change_uids(user, lambda t: re.sub(r"\bV(\d+)", "V1234567890", t, count=1))
    house.once()
    lee = {"dana": {"user": "lee", "password_file": house.folder / "lee.password"}}
    for keys in (lee, None, lee):  # and back: nothing twice
        house.configure(keys)
        house.once()
    assert house.numbers() == [f"450000000{i}" for i in range(1, 5)]


def test_a_server_restored_from_a_backup_is_told_and_read_anew(house):
    house.dovecot.append_all("dana", [po("4500000001"), po("4500000002", minute=1)])
    house.once()
    house.dovecot.expunge("dana", "2")
    house.dovecot.change_uids("dana", lambda t: re.sub(r"(?m)^2 :.*\n", "", re.sub(r"\bN\d+", "N2", t, count=1)))
    house.once()
    assert house.logged("restored from a backup")
    house.dovecot.append("dana", po("4500000003", minute=3))  # bears the second one's number
    size = house.log_size()
    house.once()
    assert house.numbers() == ["4500000001", "4500000002", "4500000003"]
    assert b"restored" not in house.log.read_bytes()[size:]


def test_a_restored_server_that_has_given_a_known_number_to_new_mail_is_found_out(house):
    house.dovecot.append_all("dana", [po("4500000001"), po("4500000002", minute=1)])
    house.once()
    house.dovecot.expunge("dana", "2")
    house.dovecot.append("dana", po("4500000003", minute=3), received_s=time.time() + 60)

    def renumber(text):  # UID 3 becomes 2, as it would after a restore of yesterday's copy
        text = re.sub(r"(?m)^3 :", "2 :", re.sub(r"(?m)^2 :.*\n", "", text))
        return re.sub(r"\bN\d+", "N3", text, count=1)

    house.dovecot.change_uids("dana", renumber)
    house.once()
    assert house.logged("restored from a backup")
    assert house.numbers() == ["4500000001", "4500000002", "4500000003"]
    size = house.log_size()
    house.once()
    assert b"restored" not in house.log.read_bytes()[size:]
    assert len(house.numbers()) == 3


def test_a_server_that_changes_the_dates_of_the_same_mail_is_not_taken_for_a_restored_one(house):
    house.dovecot.append_all("dana", [po("4500000001"), po("4500000002", minute=1)])
    house.once()

    def redate(text):
        for path in (house.dovecot.folder / "mail" / "dana" / "cur").iterdir():
            os.utime(path, (1700000000, 1700000000))
        for path in (house.dovecot.folder / "mail" / "dana" / "new").iterdir():
            os.utime(path, (1700000000, 1700000000))
        return text

    house.dovecot.change_uids("dana", redate)
    size = house.log_size()
    house.once()
    assert b"restored" not in house.log.read_bytes()[size:]
    assert house.numbers() == ["4500000001", "4500000002"]
