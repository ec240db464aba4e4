# SPDX-License-Identifier: GPL-3.0-or-later
"""What people settle is learned, slowly, with its proof, and can be undone; review and arrival at once lose nothing."""
import json
import subprocess

import pytest

import samples
from house import BUILD

OURS = "mx.acme.example"
SENDER = "Pat Moss <pat@nwtgroup.example>"


def proven(domain):
    return [("Authentication-Results", f"{OURS}; dmarc=pass header.from={domain}")]


def order(number, sender=SENDER, buyer="Northwind Traders Ltd", references=None):
    domain = sender.split("@")[1].rstrip(">")
    headers = proven(domain) + ([("References", references)] if references else [])
    text = samples.po_text(number=number, buyer=buyer, total=f"{int(number[-4:]) + 1000}.00", bill_to=f"ap@{domain}")
    return samples.mail(f"PO {number}", text, sender=sender, headers=headers, message_id=f"<{number}@{domain}>")


@pytest.fixture
def strict(house):
    """Customers on record, and a mailbox whose server's word counts."""
    house.mailbox_keys["authserv_ids"] = OURS
    house.configure()
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    return house


def arrive(house, *mails):
    for raw in mails:
        house.dovecot.append("dana", raw)
    house.once()


def item(house, number):
    return [i for i in house.json("list") if i["number"] == number][0]


def waits(house, number, policy):
    found = item(house, number)
    return found["route"] in ("review", "hold") and policy in [r.split("\t")[0] for r in found["reasons"]]


def let_pass(house, number, *more):
    house.run("review", item(house, number)["id"], "--route", *more, check=0)


def learned(house, name="Northwind Traders Ltd"):
    return {row["value"]: row for row in house.json("customers", "learned", name)}


def test_a_domain_is_learned_from_three_threads_and_forgotten_again(strict):
    for i in range(3):
        number = f"450000010{i}"
        arrive(strict, order(number))
        assert waits(strict, number, "strange-sender"), item(strict, number)
        let_pass(strict, number)
        assert learned(strict)["nwtgroup.example"]["learned"] == (i == 2)
    arrive(strict, order("4500000104"))
    assert item(strict, "4500000104")["route"] == "route"
    row = learned(strict)["nwtgroup.example"]
    assert len(row["from"]) == 3 and all(f["who"] and f["counts"] for f in row["from"])
    text = strict.run("customers", "learned", "C-300", check=0).stdout
    assert "nwtgroup.example" in text and "since" in text
    for value in ("nwtgroup.example", "pat@nwtgroup.example"):
        strict.run("customers", "learned", "C-300", "--forget", learned(strict)[value]["n"], check=0)
    assert strict.run("customers", "learned", "C-300", "--forget", row["n"]).returncode == 65
    arrive(strict, order("4500000105"))
    assert waits(strict, "4500000105", "strange-sender")


def test_one_wrong_confirmation_changes_nothing(strict):
    arrive(strict, order("4500000100", sender="Sam <sam@evil.example>"))
    let_pass(strict, "4500000100")
    arrive(strict, order("4500000101", sender="Sam <sam@evil.example>"))
    assert waits(strict, "4500000101", "strange-sender")


def test_one_conversation_counts_once(strict):
    for i in range(4):
        arrive(strict, order(f"450000010{i}", references="<first@nwtgroup.example>"))
        let_pass(strict, f"450000010{i}")
    arrive(strict, order("4500000105"))
    assert waits(strict, "4500000105", "strange-sender")


@pytest.mark.parametrize("sender, policy", [
    ("Jana <j@northvvind.example>", "look-alike"), ("Jana <j@northwind.com>", "near-name"), ("Jana <northwind.po@gmail.com>", "strange-sender")])
def test_look_alikes_and_free_providers_are_never_learned(strict, sender, policy):
    for i in range(3):
        arrive(strict, order(f"450000010{i}", sender=sender))
        let_pass(strict, f"450000010{i}")
    assert not [v for v, row in learned(strict).items() if row["kind"] == "domain"]
    arrive(strict, order("4500000105", sender=sender.replace("<j@", "<k@").replace("<north", "<south")))
    assert waits(strict, "4500000105", policy)


def test_a_number_unlike_the_others_waits_once_the_pattern_is_known(strict):
    strict.limit_keys["learn_numbers"] = 2
    strict.configure()
    known = "Tom <tom@northwind.example>"
    for i in range(2):
        arrive(strict, order(f"450000010{i}", sender=SENDER))
        let_pass(strict, f"450000010{i}")
    assert learned(strict)["9999999999"]["learned"]
    arrive(strict, order("4500000107", sender=known), order("NT-2026-0042", sender=known))
    assert item(strict, "4500000107")["route"] == "route"
    assert waits(strict, "NT-2026-0042", "odd-number")
    strict.run("customers", "learned", "C-300", "--forget", learned(strict)["9999999999"]["n"], check=0)
    arrive(strict, order("NT-2026-0043", sender=known))
    assert item(strict, "NT-2026-0043")["route"] == "route"


def test_an_item_is_given_to_a_customer_and_teaches_him(strict):
    for i in range(3):
        arrive(strict, order(f"450000010{i}", buyer="Unheard Of Ltd"))
        assert waits(strict, f"450000010{i}", "new-buyer")
        strict.run("review", item(strict, f"450000010{i}")["id"], "--customer", "C-300", check=0)
        assert item(strict, f"450000010{i}")["route"] == "review"
        let_pass(strict, f"450000010{i}")
    assert learned(strict)["nwtgroup.example"]["learned"]


def test_a_new_buyer_is_one_until_people_let_three_of_his_orders_pass(strict):
    for i in range(3):
        arrive(strict, order(f"450000010{i}", sender="Kim <kim@unheard.example>", buyer="Unheard Of Ltd"))
        assert waits(strict, f"450000010{i}", "new-buyer")
        let_pass(strict, f"450000010{i}")
    arrive(strict, order("4500000105", sender="Kim <kim@unheard.example>", buyer="Unheard Of Ltd"))
    assert item(strict, "4500000105")["route"] == "route"


@pytest.mark.parametrize("setting, route", [("route", "route"), ("hold", "hold")])
def test_what_becomes_of_new_buyers_is_a_setting(strict, setting, route):
    strict.purser_keys["new_buyers"] = setting
    strict.configure()
    arrive(strict, order("4500000100", sender="Kim <kim@unheard.example>", buyer="Unheard Of Ltd"))
    assert item(strict, "4500000100")["route"] == route


def test_a_held_order_is_told_why_and_goes_out_when_a_person_lets_it(strict):
    arrive(strict, order("4500000100", sender="Jana <j@contos0.example>", buyer="Contoso GmbH"))
    assert strict.letters() == []
    shown = strict.run("show", item(strict, "4500000100")["id"], check=0).stdout
    assert "contos0.example looks like contoso.example" in shown
    let_pass(strict, "4500000100")
    strict.once()
    assert strict.numbers() == ["4500000100"]


def test_a_forged_order_that_waits_does_not_keep_the_true_one_out(strict):
    forged = order("4500000100", sender="Tom <tom@northwind.example>").replace(f"{OURS}; dmarc=pass".encode(), b"mx.evil; dmarc=pass")
    arrive(strict, forged)
    assert waits(strict, "4500000100", "unproven")
    arrive(strict, order("4500000100", sender="Tom <tom@northwind.example>").replace(b"<4500000100@", b"<true@"))
    assert strict.numbers() == ["4500000100"]


def test_reviews_at_once_while_mail_arrives_lose_and_double_nothing(strict):
    """The store's owner is one process: whoever asks at the same time is answered one after the other."""
    first = [f"45000001{i:02d}" for i in range(8)]
    later = [f"45000002{i:02d}" for i in range(8)]
    arrive(strict, *[order(n, sender=f"Pat <pat@stranger{n}.example>") for n in first])
    ids = {n: item(strict, n)["id"] for n in first}
    strict.start()
    asked = []
    for n, more in zip(first, later):
        for _ in range(2):  # two people settle the same item: one of them is told that it was settled
            asked.append((n, subprocess.Popen([BUILD / "purser", "review", "--config", strict.config, str(ids[n]), "--route"],
                                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                              env=strict.environment())))
        strict.dovecot.append("dana", order(more, sender="Tom <tom@northwind.example>"))
        strict.run("look", check=0)
    answers = {}
    for n, process in asked:
        out, _ = process.communicate(timeout=60)
        answers.setdefault(n, []).append((process.returncode, out))
    for n, two in answers.items():
        assert sorted(status for status, _ in two) == [0, 65], (n, two)
        assert any("was settled by" in out for _, out in two), two
    strict.wait_letters(16)
    assert strict.stop() == 0
    assert strict.numbers() == sorted(first + later)
    assert strict.run("audit", "verify").returncode == 0
    settled = [i for i in strict.json("list") if i["number"] in first]
    assert all(i["route"] == "route" for i in settled), json.dumps(settled)
