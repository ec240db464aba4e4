# SPDX-License-Identifier: GPL-3.0-or-later
"""Our own accounts: registered by prints alone, and every account in mail is held against them."""
import json
import sqlite3

import pytest

import samples

OURS = "DE89 3704 0044 0532 0130 00"
ALTERED = "DE66370400440532013010"  # one digit, and check digits that hold
WRONG = "DE89 3704 0044 0532 0130 10"  # one digit, and the old check digits
SWAPPED = "DE11500105170532013000"  # the same number at another bank
STRANGE = "FR76 3000 6000 0112 3456 7890 189"


def iban(country, bban):
    digits = "".join(str(int(c, 36)) for c in bban + country + "00")
    return f"{country}{98 - int(digits) % 97:02}{bban}"


ALTERED, SWAPPED = iban("DE", "370400440532013010"), iban("DE", "500105170532013000")


def register(house, number=OURS, check=0, **kwargs):
    house.once()  # the daemon makes its keys
    return house.run("accounts", "add", "--entity", "Acme Software GmbH", "--label", "Euro", input=number + "\n",
                     check=check, **kwargs)


def rows(house, sql):
    with sqlite3.connect(house.state / "purser.db") as db:
        return db.execute(sql).fetchall()


def alerts(house):
    return [dict(zip(("kind", "text", "ae", "times"), row)) for row in
            rows(house, "SELECT kind, text, ae, times FROM alert ORDER BY id")]


def note(text, subject="Bank details", minute=0, **kwargs):
    return samples.mail(subject, f"Hello Dana,\n\n{text}\n\nRegards\nJana\n", minute=minute, **kwargs)


def test_an_account_is_registered_by_prints_alone(house):
    said = register(house)
    assert "DE****3000 of Acme Software GmbH is registered" in said.stdout
    assert [(a["masked"], a["scheme"], a["label"], a["sealed"]) for a in house.json("accounts")] == \
        [("DE****3000", "iban", "Euro", True)]
    raw = (house.state / "purser.db").read_bytes()
    assert b"370400440532013000" not in raw and b"0532013000" not in raw
    assert "registered already" in register(house, check=65).stderr
    assert "check digits do not hold" in register(house, WRONG, check=65).stderr
    assert [row["text"] for row in house.json("audit") if row["what"] == "account"] == \
        ["registered: DE****3000 of Acme Software GmbH"]
    house.run("accounts", "retire", house.json("accounts")[0]["id"], check=0)
    assert house.json("accounts") == [] and len(house.json("accounts", "--all")) == 1
    register(house)  # it may come back


def test_a_number_among_the_words_is_refused(house):
    house.once()
    done = house.run("accounts", "add", "--entity", f"Acme {OURS}", input=OURS + "\n", check=65)
    assert "has an account's number in it" in done.stderr


@pytest.mark.parametrize("number, says", [(ALTERED, "looks like an account of ours"), (WRONG, "looks like an account of ours"),
                                          (SWAPPED, "is half of an account of ours")])
def test_an_account_like_ours_in_an_ordinary_mail_is_told(house, number, says):
    register(house)
    house.dovecot.append("dana", note(f"please confirm that we shall pay to IBAN {number}", "Your invoice"))
    house.once()
    told = alerts(house)
    assert len(told) == 1 and says in told[0]["text"] and "****" + number.replace(" ", "")[-4:] in told[0]["text"], told
    assert "j.weiss@contoso.example" in told[0]["text"] and "Your invoice" in told[0]["text"]
    assert number.replace(" ", "")[4:] not in json.dumps(told)
    assert rows(house, "SELECT standing, sealed IS NOT NULL FROM bank_detail") != []
    assert house.json("list") == []


def test_the_owner_of_the_mailbox_is_put_a_note_that_shows_the_last_four_only(house):
    house.configure(mailboxes={"dana": {"owner": "dana@acme.example"}})
    register(house)
    for minute in (1, 2):  # once for a cause
        house.dovecot.append("dana", note(f"IBAN {ALTERED}", "Your invoice", minute, message_id="<first@contoso.example>"))
    house.once()
    letters = rows(house, "SELECT id, kind, recipient FROM letter WHERE kind = 'bank'")
    assert [row[1:] for row in letters] == [("bank", "dana@acme.example")]
    facts = dict(rows(house, f"SELECT name, value FROM letter_fact WHERE letter_id = {letters[0][0]}"))
    assert facts["masked"] == ALTERED[-4:] and facts["altered"] == "yes" and "Your invoice" in facts["seen_in"], facts


def test_the_same_account_in_one_conversation_is_one_alert(house):
    register(house)
    house.dovecot.append("dana", note(f"IBAN {ALTERED}", message_id="<first@contoso.example>"))
    house.dovecot.append("dana", note(f"again: IBAN {ALTERED}", "Re: Bank details", 1,
                                      headers=[("References", "<first@contoso.example>")]))
    house.dovecot.append("lee", note(f"IBAN {ALTERED}", message_id="<first@contoso.example>"))
    house.once()
    assert [a["times"] for a in alerts(house)] == [3]


@pytest.mark.parametrize("form", ["text", "html", "pdf"])
def test_an_approved_account_never_alarms(house, form):
    register(house)
    line = f"Beneficiary: Acme Software GmbH\nIBAN {OURS}\n"
    if form == "text":
        raw = note(line)
    elif form == "html":
        raw = note("see below", html=f"<p>Beneficiary: Acme Software GmbH<br>IBAN <b>{OURS}</b></p>")
    else:
        raw = note("attached", attachments=[("bank.pdf", "application/pdf", samples.pdf([(20, 30, "Beneficiary: Acme Software GmbH"), (20, 40, f"IBAN {OURS}")], "BANK DETAILS"))])
    house.dovecot.append("dana", raw)
    house.dovecot.append("dana", samples.mail("PO 4500000001", samples.po_text(number="4500000001") + line, minute=3))
    house.once()
    assert alerts(house) == []
    assert [i["route"] for i in house.json("list")] == ["route"]


def test_an_account_in_our_name_that_is_not_registered_is_told_and_others_are_nobodys_business(house):
    register(house)
    house.dovecot.append("dana", note(f"Beneficiary: Contoso GmbH\nIBAN {STRANGE}", "Ours", 1))
    house.once()
    assert alerts(house) == [] and rows(house, "SELECT * FROM bank_detail") == []
    house.dovecot.append("dana", note(f"Beneficiary: Acme Software GmbH\nIBAN {STRANGE}", "Yours", 2))
    house.once()
    assert "is in our name" in alerts(house)[0]["text"]


def test_an_order_with_such_an_account_waits_and_ar_opens_the_number(house):
    register(house)
    raw = samples.mail("PO 4500000001", samples.po_text(number="4500000001") + f"Remit to: IBAN {ALTERED}\n")
    house.dovecot.append("dana", raw)
    house.once()
    item = house.json("list")[0]
    assert item["route"] == "review" and any("pretends to be ours" in r for r in item["reasons"]), item
    done = house.run("reveal", item["id"], "--bank", "--key", house.ar_key, check=0)
    assert ALTERED in done.stdout and "altered" in done.stdout
    assert [r["text"] for r in house.json("audit") if r["what"] == "reveal"] == ["bank details"]
    other = house.folder / "other.key"
    line = house.keygen(other)
    assert ALTERED not in house.run("reveal", item["id"], "--bank", "--key", other, check=65).stdout
    house.ar_pub.write_text(line)
    said = house.run("reseal", "--key", house.ar_key, check=0).stdout
    assert said.count("bank details sealed anew: 1") == 2, said  # the account of ours, too
    assert ALTERED in house.run("reveal", item["id"], "--bank", "--key", other, check=0).stdout
    house.run("reveal", item["id"], "--bank", "--key", house.ar_key, check=65)


def test_a_running_daemon_takes_a_new_account_at_once(house):
    house.start()
    house.dovecot.append("dana", note(f"IBAN {ALTERED}", "Before", 1))
    house.run("look", check=0)
    house.wait_row("dana", lambda row: row["seen"] == 1 and not row["backlog"])
    assert alerts(house) == []
    house.run("accounts", "add", "--entity", "Acme Software GmbH", input=OURS + "\n", check=0)
    house.dovecot.append("dana", note(f"IBAN {ALTERED}", "After", 2))
    house.run("look", check=0)
    house.wait_row("dana", lambda row: row["seen"] == 2 and not row["backlog"])
    assert len(alerts(house)) == 1


def test_another_fingerprint_key_is_noticed(house):
    register(house)
    (house.state / "fingerprint.key").unlink()
    house.once()
    assert house.logged("another fingerprint key")
    assert "FAIL  accounts" in house.run("check-config").stdout
    done = house.run("accounts", "add", "--entity", "Acme", input="uk 20-00-00 55779911\n", check=65)
    assert "another fingerprint key" in done.stderr


def groups(number, between=" "):
    return between.join(number[i:i + 4] for i in range(0, len(number), 4))


FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xfee0) for c in b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
WRITTEN = {  # a person reads the number in each of them
    "behind a colon": lambda n: f"IBAN:{n}", "behind an equals sign": lambda n: f"IBAN={n}", "glued": lambda n: f"IBAN{n}",
    "in brackets": lambda n: f"our account ({groups(n)}) from now on", "quoted": lambda n: f"account \u00ab{n}\u00bb",
    "starred": lambda n: " ".join(f"*{g}*" for g in groups(n).split()), "dashes": lambda n: groups(n, "\u2013"),
    "slashes": lambda n: groups(n, "/"), "commas": lambda n: groups(n, ", "), "underscores": lambda n: groups(n, "_"),
    "hyphens that do not break": lambda n: groups(n, "\u2011"), "bars": lambda n: groups(n, " | "),
    "sign by sign": lambda n: " ".join(n), "threes": lambda n: " ".join(n[i:i + 3] for i in range(0, 22, 3)),
    "sign below sign": lambda n: "\n".join(n), "broken anywhere": lambda n: f"IBAN {n[:11]}\n{n[11:]}",
    "full width": lambda n: groups(n).translate(FULL_WIDTH), "Cyrillic letter": lambda n: groups(n).replace("E", "\u0415"),
    "Arabic digits": lambda n: n[:4] + "".join(chr(0x660 + int(d)) for d in n[4:]),
    "bold digits": lambda n: n[:4] + "".join(chr(0x1d7ce + int(d)) for d in n[4:]),
    "a mark on a digit": lambda n: groups(n[:9] + "\u0332" + n[9:]), "no IBAN": lambda n: f"BLZ {n[4:12]}, Konto-Nr. {n[12:]}",
}
SLIPS = {"letter O": lambda n: groups(n.replace("0", "O")), "Cyrillic O": lambda n: groups(n.replace("0", "\u041e", 1)),
         "letter I": lambda n: groups(n.replace("1", "I")), "small l": lambda n: groups(n.replace("1", "l", 1))}


def seen_in(house, mails):
    for minute, (name, raw) in enumerate(mails.items()):
        house.dovecot.append("dana", raw(f"about {name}.", minute))
    house.once()
    told = "\n".join(a["text"] for a in alerts(house))
    return {name for name in mails if f"about {name}." in told}


def test_an_altered_account_is_told_however_it_is_written(house):
    register(house)
    mails = {name: lambda subject, minute, form=form: note(form(ALTERED), subject, minute) for name, form in {**WRITTEN, **SLIPS}.items()}
    mails["subject"] = lambda subject, minute: note("see above", f"{subject} pay to {groups(ALTERED)}", minute,
                                                   message_id="<subject@contoso.example>")
    mails["file name"] = lambda subject, minute: note("see below", subject, minute,
                                                      attachments=[(f"IBAN {groups(ALTERED)}.txt", "text/plain", b"hello\n")])
    mails["sender"] = lambda subject, minute: note("see above", subject, minute, sender=f'"IBAN {groups(ALTERED)}" <j.weiss@contoso.example>')
    event = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:Pay to IBAN {groups(ALTERED)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    mails["calendar"] = lambda subject, minute: note("see below", subject, minute, attachments=[("x.ics", "text/calendar", event.encode())])
    mails["table of signs"] = lambda subject, minute: note(
        "see below", subject, minute, html="<table><tr><td>IBAN</td>" + "".join(f"<td>{c}</td>" for c in ALTERED) + "</tr></table>")
    assert seen_in(house, mails) == set(mails)
    raw = (house.state / "purser.db").read_bytes() + house.log.read_bytes()
    for form in [*WRITTEN.values(), *SLIPS.values()]:
        assert form(ALTERED).encode() not in raw and form(ALTERED)[-18:].encode() not in raw


def test_an_approved_account_never_alarms_however_it_is_written(house):
    register(house)
    ours = OURS.replace(" ", "")
    assert seen_in(house, {name: lambda subject, minute, form=form: note("Beneficiary: Acme Software GmbH\n" + form(ours), subject, minute)
                           for name, form in WRITTEN.items()}) == set()
