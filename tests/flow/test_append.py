# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to AR by IMAP: into the folder once, whatever happens to the line."""
import contextlib

import samples
import scripted
from servers import wait_for


def po(number="4500000001", **kwargs):
    return samples.mail(f"PO {number}", samples.po_text(number=number), message_id=f"<po.{number}@contoso.example>", **kwargs)


@contextlib.contextmanager
def through(house, tap):
    """AR's server stands behind a proxy."""
    with scripted.Proxy(house.dovecot.plain_port, tap) as proxy:
        house.ar_keys.update({"port": proxy.port, "tls": "none", "ca_file": None, "retry_max": "1s"})
        house.configure()
        yield proxy


def test_a_line_that_is_cut_after_the_last_byte_is_uncertain_and_the_letter_is_there_once(house):
    said, cuts = [b""], []

    def tap(got):
        said[0] += got
        if b" APPEND " in said[0] and said[0].endswith(b"--\r\n\r\n") and not cuts:
            cuts.append(1)
            return True
        return False
    with through(house, tap):
        house.dovecot.append("dana", po())
        house.start()
        wait_for(lambda: house.logged("parcel id=1 sent"))
        assert cuts and house.logged("parcel id=1 uncertain") and house.logged("it was there already"), house.tail()
        assert len(house.letters()) == 1
        assert house.status()["uncertain"] == 1


def test_a_line_that_is_cut_in_the_middle_of_the_letter_is_tried_again_and_nothing_half_is_there(house):
    cuts = []

    def tap(got):
        if b"Content-Type: message/rfc822" in got and len(cuts) < 2:
            cuts.append(1)
            return True
        return False
    with through(house, tap):
        raw = po() + b"x" * 50 + b"\r\n" + (b"y" * 70 + b"\r\n") * 3000
        house.dovecot.append("dana", raw)
        house.start()
        letters = house.wait_letters(1)
        wait_for(lambda: house.logged("parcel id=1 sent"))
        assert cuts and len(house.letters()) == 1 and letters[0].original() == raw


def test_a_restart_of_ars_server_delays_and_loses_nothing(house):
    house.ar_keys.update({"retry_max": "1s"})
    house.mailbox_keys["watch"] = "idle"
    house.configure()
    house.start()
    house.wait_idle("dana")
    house.dovecot.append("dana", po("4500000001"))
    house.wait_letters(1)
    house.dovecot.stop()
    house.dovecot.start()
    house.dovecot.append("dana", po("4500000002"))
    house.wait_letters(2)
    assert house.numbers() == ["4500000001", "4500000002"]


def test_a_missing_folder_of_ar_keeps_the_letter_and_names_the_nearest(house):
    house.ar_keys["folder"] = "PO-Queue"
    house.configure()
    house.dovecot.append("dana", po())
    house.start()
    house.wait_log("parcel id=1 .*PO-Queue.*POs")
    assert house.status()["parcels"]["sent"] == 0
    house.dovecot.create("ar", "PO-Queue")
    house.run("retry", "--all")
    wait_for(lambda: len(house.dovecot.messages("ar", "PO-Queue")) == 1)


def test_a_large_letter_passes(house):
    big = samples.mail("PO 4500000001", samples.po_text(number="4500000001"), attachments=[
        ("drawing.bin", "application/octet-stream", bytes(range(256)) * 40000)])
    house.dovecot.append("dana", big)
    house.once()
    assert [letter.original() for letter in house.letters()] == [big], house.tail()
