# SPDX-License-Identifier: GPL-3.0-or-later
"""What a new user stumbled over."""
import time

import samples
from servers import wait_for


def doubtful():
    """An order in doubt: it names a customer, but comes from elsewhere."""
    return samples.mail("PO 20081", samples.po_text(number="20081", total="700.00"), sender="Kim Lee <kim@tailspin.example>")


def with_customers(house):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)


def test_an_order_corrected_while_observing_goes_out_once_whether_released_or_backfilled(house):
    for order in (("go-live", "backfill"), ("backfill", "go-live")):
        house.run("go-live", "--undo")
        house.purser_keys["mode"] = "observe"
        house.configure()
        with_customers(house)
        number = f"7{len(house.letters())}001"
        house.dovecot.append("dana", samples.mail(f"PO {number}", samples.po_text(number=number, total="700.00"),
                                                  sender="Kim Lee <kim@tailspin.example>"))
        house.once()
        item = [i for i in house.json("list", "--review") if i["number"] == number][0]
        house.run("review", item["id"], "--number", "IN-" + number, "--route", check=0)
        for command in order:
            house.run(command, *(["--yes"] if command == "go-live" else []), check=0)
        house.once()
        house.once()
        assert house.numbers().count("IN-" + number) == 1, house.numbers()
        assert house.numbers().count(number) == 0, house.numbers()


def test_a_review_that_is_refused_changes_nothing(house):
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    house.once()
    refused = house.run("review", 1, "--number", "5500", "--route", check=65)
    assert "not waiting" in refused.stderr and "5500" not in refused.stdout, refused
    assert house.json("list")[0]["number"] == "4500123456"


def test_a_missing_folder_stays_visible_while_the_others_are_read(house):
    house.mailboxes = ["dana"]
    house.configure({"dana": {"folders": "INBOX, Nope"}})
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    house.once(check=75)
    assert house.numbers() == ["4500123456"]
    rows = {row["folder"]: row for row in house.json("status")[0]["mailboxes"]}
    assert "Nope" in str(rows["Nope"]["problem"]), rows


def test_what_could_not_be_read_or_sent_is_told_by_the_exit_status(house):
    (house.folder / "dana.password").write_text("wrong\n")
    house.once(check=75)
    assert house.run("scan").returncode == 75


def test_go_live_without_a_way_to_ar_is_refused_and_writes_nothing(house):
    text = house.config.read_text().split("[ar]")[0].replace("mode = live", "mode = observe")
    house.config.write_text(text)
    refused = house.run("go-live", "--yes", check=78)
    assert "[ar]" in refused.stderr
    assert not (house.folder / "conf.d").exists()


def test_go_live_can_be_undone(house):
    house.purser_keys["mode"] = "observe"
    house.configure()
    house.run("go-live", "--yes", check=0)
    house.run("go-live", "--undo", check=0)
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    house.once()
    assert house.letters() == []


def test_a_backfill_sends_what_was_on_record_and_nothing_recorded_later(house):
    house.purser_keys["mode"] = "observe"
    house.configure()
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    house.once()
    house.run("go-live", "--yes", check=0)
    house.run("backfill", check=0)
    house.once()
    assert house.numbers() == ["4500123456"]
    asked = int(time.time())
    house.run("go-live", "--undo", check=0)
    wait_for(lambda: int(time.time()) > asked)  # the store keeps whole seconds
    later = samples.mail("PO 4500123457", samples.po_text(number="4500123457", total="700.00"), minute=1)
    house.dovecot.append("dana", later)
    house.once()
    house.run("go-live", "--yes", check=0)
    house.dovecot.append("lee", later)
    house.once()
    assert house.numbers() == ["4500123456"], house.numbers()
    assert house.json("list", "--number", "4500123457")[0]["sightings"] == 2
