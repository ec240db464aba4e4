# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may be believed: attacks that must not be routed as trusted, and good mail that must be.

Every row is a real mail in a mailbox whose server writes Authentication-Results (authserv_ids), read by purserd.
"""
import base64
import os
import pathlib
import re
import shutil
import tempfile

import pytest

import samples
from house import House

OURS = "mx.acme.example"
CUSTOMERS = samples.CUSTOMERS_CSV.replace("contoso.example,Contoso,,", "contoso.example,Contoso,j.weiss@contoso.example,") + \
    "customer,C-500,Modern Wheels Ltd,modernwheels.com,Modern Wheels,,dana@acme.example,\n"
COMES_IN = (f"Received: from mail.contoso.example (mail.contoso.example [192.0.2.7])\r\n\tby {OURS} (Postfix) with ESMTPS id 1\r\n"
            "\tfor <dana@acme.example>; Tue, 9 Jun 2026 08:00:00 +0000\r\n")
GOES_ON = f"Received: from {OURS} by imap.acme.example with LMTP id 2; Tue, 9 Jun 2026 08:00:01 +0000\r\n"
JANA = "Jana Weiss <j.weiss@contoso.example>"
DANA = "Dana Reyes <dana@acme.example>"


def results(text, server=OURS):
    return f"Authentication-Results: {server};\r\n\t{text}\r\n"


def passed(domain="contoso.example"):
    return results(f"spf=pass smtp.mailfrom=bounce@{domain};\r\n\tdkim=pass header.d={domain};\r\n\tdmarc=pass header.from={domain}")


def order(head="", sender=JANA, text="", **kwargs):
    """head: fields on top. sender: the value of From, as bytes go."""
    raw = samples.mail("PO 4500123456", samples.po_text(**kwargs) + text)
    raw = re.sub(rb"^From: .*?\r\n(?=\S)", lambda _: b"From: " + sender.encode("utf-8", "surrogateescape") + b"\r\n", raw, count=1,
                 flags=re.M | re.S)
    return head.encode() + raw


def forwarded(head, sender=DANA, writer=JANA, **kwargs):
    return head.encode() + samples.forward_inline(writer, "PO 4500123456", samples.po_text(**kwargs), sender=sender)


def genuine(domain="contoso.example"):
    return GOES_ON + passed(domain) + COMES_IN


def claimed(inner, sender=JANA):
    """A forward within, as anybody may type one."""
    return f"---------- Forwarded message ---------\nFrom: {sender}\nDate: Mon, Jun 8, 2026 at 4:12 PM\nSubject: PO\nTo: Dana Reyes <dana@acme.example>\n\n{inner}"


def answered(text, head="", **kwargs):
    return (genuine("acme.example") + head).encode() + samples.mail("Re: PO 4500123456", text, sender=DANA, to="x@evil.example", **kwargs)


def attached(inner):
    return genuine("acme.example").encode() + samples.forward_attached(inner)


SIGNED = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=contoso.example; s=s1;\r\n\th=from:subject; {}b=xyz\r\n"
CYRILLIC = "c\u043entoso.example".encode("idna").decode()
EVIL = "Jana Weiss <j.weiss@evil.example>"

ATTACKS = {
    # words of servers that are not ours, or not above the boundary
    "no result at all": ("unproven", order(GOES_ON + COMES_IN)),
    "forged result below the real one that says fail": ("not-authentic", order(results("dmarc=fail header.from=contoso.example") + COMES_IN + passed())),
    "forged result below the real one that says none": ("unproven", order(results("dmarc=none header.from=contoso.example") + COMES_IN + passed())),
    "forged result where our server wrote none": ("unproven", order(COMES_IN + passed())),
    "forged result behind a hop within": ("unproven", order(GOES_ON + COMES_IN + passed())),
    "forged hop and result below the boundary": ("unproven", order(COMES_IN + GOES_ON + passed())),
    "result of another server on top": ("unproven", order(results("dmarc=pass header.from=contoso.example", "mx.evil.example") + COMES_IN)),
    "other server on top, forged below": ("unproven", order(results("dkim=pass", "mx.evil.example") + COMES_IN + passed())),
    "our name in a comment": ("unproven", order(results("dmarc=pass header.from=contoso.example", f"({OURS}) mx.evil.example") + COMES_IN)),
    "our name quoted": ("unproven", order(results("dmarc=pass header.from=contoso.example", f'"{OURS}"') + COMES_IN)),
    "our name as a sub-domain": ("unproven", order(results("dmarc=pass header.from=contoso.example", f"{OURS}.evil.example") + COMES_IN)),
    "no server's name": ("unproven", order("Authentication-Results: dmarc=pass header.from=contoso.example\r\n" + COMES_IN)),
    "pass in a comment": ("unproven", order(results("spf=pass (; dmarc=pass header.from=contoso.example) smtp.mailfrom=x@evil.example") + COMES_IN)),
    "pass in a nested comment": ("unproven", order(results("spf=none (a (b; dmarc=pass header.from=contoso.example) c)") + COMES_IN)),
    "pass in a quoted mailfrom": ("unproven", order(results('spf=pass smtp.mailfrom="x; dmarc=pass header.from=contoso.example"@evil.example') + COMES_IN)),
    "pass in an encoded mailfrom": ("unproven", order(results(
        "spf=pass smtp.mailfrom==?utf-8?q?x;_dmarc=3Dpass_header.from=3Dcontoso.example;?=@evil.example") + COMES_IN)),
    "two passes about two domains": ("unproven", order(results(
        "dmarc=pass header.from=contoso.example; dmarc=pass header.from=evil.example") + COMES_IN)),
    "two domains in one pass": ("unproven", order(results("dmarc=pass header.from=evil.example header.from=contoso.example") + COMES_IN)),
    "pass about another domain": ("unproven", order(genuine("evil.example"))),
    "SPF alone": ("unproven", order(results("spf=pass smtp.mailfrom=bounce@contoso.example") + COMES_IN)),
    "signature of another domain": ("unproven", order(results("dkim=pass header.d=evil.example; dmarc=none") + COMES_IN)),
    "DMARC that could not be looked up": ("unproven", order(results("dkim=pass header.d=contoso.example; dmarc=temperror") + COMES_IN)),
    "HELO that claims to be a hop within": ("unproven", order(
        f"Received: from [127.0.0.1] (evil [203.0.113.9]) by {OURS} with ESMTP id 1; x\r\n" + passed())),
    "HELO that writes its own hop": ("unproven", order(
        f"Received: from a by b with LMTP id 1 (evil [203.0.113.9]) by {OURS} with ESMTP; x\r\n" + passed())),
    "a sealer whom nobody named": ("not-authentic", order(
        results("dmarc=fail header.from=contoso.example; arc=pass") + COMES_IN + "ARC-Seal: i=1; d=evil.example; cv=none; b=x\r\n"
        "ARC-Authentication-Results: i=1; evil.example; dmarc=pass header.from=contoso.example\r\n")),
    # two authors
    "second From": ("not-authentic", order(genuine() + "From: x@evil.example\r\n")),
    "two addresses in From": ("not-authentic", order(genuine(), "j.weiss@contoso.example, x@evil.example")),
    "From with a space before the colon": ("not-authentic", order(genuine() + "From : x@evil.example\r\n")),
    "From with a space before it": ("not-authentic", order(genuine() + " From: x@evil.example\r\n")),
    "NUL in From": ("not-authentic", order(genuine(), "j.weiss@contoso.example\0, x@evil.example")),
    "encoded address": ("not-authentic", order(genuine("evil.example"), f"=?utf-8?B?{base64.b64encode(b'j.weiss@contoso.example').decode()}?=@evil.example")),
    "quoted local part": ("not-authentic", order(genuine("evil.example"), '"j.weiss@contoso.example"@evil.example')),
    "group": ("not-authentic", order(genuine(), "Buyers: j.weiss@contoso.example, x@evil.example;")),
    "route": ("not-authentic", order(genuine("evil.example"), "<@contoso.example:x@evil.example>")),
    "two brackets": ("not-authentic", order(genuine(), "<j.weiss@contoso.example> <x@evil.example>")),
    "address in a comment": ("not-authentic", order(genuine("evil.example"), "x@evil.example (j.weiss@contoso.example)")),
    "address before the bracket": ("not-authentic", order(genuine("evil.example"), "j.weiss@contoso.example <x@evil.example>")),
    "line of From too long for some": ("not-authentic", order(genuine(), "a" * 1200 + " <j.weiss@contoso.example>")),
    "lone CR before a second From": ("not-authentic", order(genuine() + "X-Note: x\rFrom: x@evil.example\r\n")),
    # text that nobody signed
    "text behind l=": ("not-authentic", order(SIGNED.format("l=20; ") + genuine(), text="\r\nPlease pay to a new account.\r\n")),
    "l=0": ("not-authentic", order(SIGNED.format("l=0; ") + genuine())),
    # authentic, and still not he
    "digit for a letter": ("look-alike", order(genuine("contos0.example"), "Jana Weiss <j.weiss@contos0.example>")),
    "Cyrillic letter": ("look-alike", order(genuine(CYRILLIC), f"Jana Weiss <j.weiss@{CYRILLIC}>")),
    "rn for m": ("look-alike", order(genuine("rnodernwheels.com"), "Sam <sam@rnodernwheels.com>", buyer="Modern Wheels Ltd")),
    "letter doubled": ("look-alike", order(genuine("conttoso.example"), "Jana Weiss <j.weiss@conttoso.example>")),
    "another ending": ("near-name", order(genuine("contoso.com"), "Jana Weiss <j.weiss@contoso.com>")),
    "a word added": ("near-name", order(genuine("contoso-invoices.com"), "Jana Weiss <j.weiss@contoso-invoices.com>")),
    "known domain in front of another": ("look-alike", order(genuine("contoso.example.evil.example"), "Jana <j@contoso.example.evil.example>")),
    "address in the display name": ("look-alike", order(genuine("evil.example"), '"j.weiss@contoso.example" <x@evil.example>')),
    "known name, unknown domain": ("strange-sender", order(genuine("evil.example"), EVIL)),
    "first order of a stranger": ("new-buyer", order(genuine("evil.example"), "Sam <sam@evil.example>", buyer="Evil Trading", bill_to="ap@evil.example")),
    "answers to another house": ("reply-elsewhere", order(genuine() + "Reply-To: j.weiss@evil.example\r\n")),
    "answers to several, one elsewhere": ("reply-elsewhere", order(genuine() + "Reply-To: j.weiss@contoso.example, x@evil.example\r\n")),
    "answers to a free provider": ("reply-elsewhere", order(genuine() + "Reply-To: contoso.purchasing@gmail.com\r\n")),
    "answers to another house, called automatic": ("reply-elsewhere", order(
        genuine() + "Auto-Submitted: auto-generated\r\nList-Id: <po.contoso.example>\r\nReply-To: x@evil.example\r\n")),
    "answers to a look-alike": ("look-alike", order(genuine() + "Reply-To: j.weiss@contos0.example\r\n")),
    "stranger in haste": ("pressing-stranger", order(
        genuine("evil.example"), "Sam <sam@evil.example>", "\r\nPlease ship immediately, do not call.\r\n", buyer="Evil Trading",
        bill_to="ap@evil.example")),
    "relay without DMARC, known buyer": ("relay-unproven", order(
        results("dmarc=none header.from=ansmtp.ariba.com") + COMES_IN, "Contoso via Ariba <ordersender@ansmtp.ariba.com>")),
    "service by which anybody sends": ("relay-open", order(genuine("docusign.net"), "Contoso via DocuSign <dse@docusign.net>")),
    # in the name of one of us
    "forged AE who forwards": ("unproven", forwarded(COMES_IN)),
    "forged AE who forwards, judged and not confirmed": ("claims-us", forwarded(results("dmarc=none header.from=acme.example") + COMES_IN)),
    "forged AE with a forged result": ("unproven", forwarded(COMES_IN + passed("acme.example"))),
    "AE's name at a look-alike of ours": ("look-alike", forwarded(genuine("acrne.example"), "Dana Reyes <dana@acrne.example>")),
    "AE's name in other letters": ("look-alike", forwarded(genuine("acme.example")).replace(
        b"From: Dana Reyes <dana@", "From: Dana Reyes <d\u0430na@".encode(), 1)),
    "stranger who forwards what a customer wrote": ("unproven", forwarded(genuine("evil.example"), EVIL)),
    "AE who was fooled by a look-alike": ("look-alike", forwarded(genuine("acme.example"), writer="Jana Weiss <j.weiss@contos0.example>")),
    "AE who forwards a stranger's forward": ("unproven", genuine("acme.example").encode() + samples.forward_inline(
        "Jana Weiss <j.weiss@evil.example>", "PO", "please process\n\n" + claimed(samples.po_text()))),
    "AE who answers a stranger's forward": ("unproven", answered(
        "Who are you?\n\nOn Mon, Jun 8, 2026 at 4:12 PM Jana Weiss <j.weiss@evil.example> wrote:\n\n" +
        "".join(f"> {line}\n" for line in claimed(samples.po_text()).splitlines()))),
    "AE who attaches a stranger's forward": ("unproven", attached(samples.mail("PO", "see below\n\n" + claimed(samples.po_text()), sender=EVIL))),
    "AE who attaches a stranger's attached mail": ("unproven", attached(samples.forward_attached(samples.mail("PO", samples.po_text()), sender=EVIL))),
    "AE's machine that passes on": ("unproven", answered("I am out of office.\n\n" + claimed(samples.po_text()), "Auto-Submitted: auto-replied\r\n")),
    "mail server of ours that gives it back": ("unproven", answered("Undeliverable\n\n" + claimed(samples.po_text()), "Auto-Submitted: auto-replied\r\n")
                                               .replace(b"From: Dana Reyes <dana@", b"From: Mail Delivery <mailer-daemon@", 1)),
    "shown address with the link of another": ("strange-sender", forwarded(
        genuine("acme.example"), writer="Jana Weiss <j.weiss@contoso.example> <mailto:jana@elsewhere.example>")),
    "somebody else signed in": ("claims-us", forwarded(results("auth=pass smtp.auth=lee@acme.example") + COMES_IN)),
}

GOOD = {
    "DMARC passed": order(passed() + COMES_IN),
    "DMARC passed, no hops": order(passed()),
    "a hop within above it": order(genuine()),
    "two hops within above it": order(GOES_ON + GOES_ON + passed() + COMES_IN),
    "a filter's hop from this very host": order(
        f"Received: from localhost (localhost [127.0.0.1]) by {OURS} (Postfix) with ESMTP id 3; x\r\n" + passed() + COMES_IN),
    "a hop from a private address": order(
        f"Received: from {OURS} ({OURS} [10.1.2.3]) by imap.acme.example (Postfix) with ESMTPS id 3; x\r\n" + passed() + COMES_IN),
    "foreign results below ours": order(passed() + COMES_IN + results("dmarc=fail", "mx.contoso.example")),
    "several fields of our server": order(results("spf=pass smtp.mailfrom=contoso.example") + passed() + COMES_IN),
    "comments in the result": order(results("dmarc=pass (p=reject dis=none) header.from=contoso.example") + COMES_IN),
    "no DMARC record, signed by the domain": order(results("dkim=pass header.d=contoso.example; dmarc=none") + COMES_IN),
    "quoted display name with a comma": order(genuine(), '"Weiss, Jana" <j.weiss@contoso.example>'),
    "encoded display name": order(genuine(), "=?utf-8?Q?Jana_Wei=C3=9F?= <j.weiss@contoso.example>"),
    "address alone": order(genuine(), "j.weiss@contoso.example"),
    "a sub-domain of the customer": order(genuine("mail.contoso.example"), "Jana Weiss <j.weiss@mail.contoso.example>"),
    "answers to a colleague": order(genuine() + "Reply-To: purchasing@contoso.example\r\n"),
    "answers to a sub-domain": order(genuine() + "Reply-To: po@mail.contoso.example\r\n"),
    "a signature over a part that is the whole": order(SIGNED.format("l=99999; ") + genuine()),
    "a portal, confirmed": order(genuine("ansmtp.ariba.com"), "Contoso via Ariba <ordersender@ansmtp.ariba.com>"),
    "an AE forwards": forwarded(genuine("acme.example")),
    "an AE forwards, signed in at our server": forwarded(results("auth=pass smtp.auth=dana@acme.example") + COMES_IN),
    "an AE forwards a new buyer": forwarded(genuine("acme.example"), writer="Sam <sam@newcomer.example>", buyer="Newcomer Ltd", bill_to="ap@newcomer.example"),
    "an AE forwards what a colleague of the buyer passed on": genuine("acme.example").encode() + samples.forward_inline(
        "Ap Desk <ap@mail.contoso.example>", "PO", "for you\n\n" + claimed(samples.po_text())),
    "an AE forwards what another AE forwarded": genuine("acme.example").encode() + samples.forward_inline(
        "Lee Park <lee@acme.example>", "PO", "for you\n\n" + claimed(samples.po_text())),
    "an AE attaches it": attached(samples.mail("PO", samples.po_text())),
    "an AE forwards, the address with its link": forwarded(
        genuine("acme.example"), writer="Jana Weiss <j.weiss@contoso.example<mailto:j.weiss@contoso.example>>"),
    "haste alone": order(genuine(), text="\r\nThis is very urgent.\r\n"),
}


@pytest.fixture(scope="module")
def believed_house(authority):
    """One house for all rows: each mail in a mailbox of its own, so that none is a copy of another."""
    with tempfile.TemporaryDirectory(prefix="purser-flow-") as folder:
        os.chmod(folder, 0o755)
        with House(pathlib.Path(folder), authority, mailboxes=("dana",)) as h:
            h.mailbox_keys["authserv_ids"] = OURS
            h.purser_keys["mode"] = "observe"
            yield h


def judged(house, rows):
    """Each row's mail, with a number and a Message-ID of its own, read in one go; name → item, or None."""
    numbers = {}
    shutil.rmtree(house.state, ignore_errors=True)
    house.configure()
    (house.folder / "customers.csv").write_text(CUSTOMERS)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    for i, (name, raw) in enumerate(rows.items()):
        number = f"45009{i:05d}"
        numbers[number] = name
        raw = raw.replace(b"4500123456", number.encode())
        raw = re.sub(rb"(?m)^Message-ID: .*?\r\n", f"Message-ID: <{number}@x.example>\r\n".encode(), raw, count=1)
        house.dovecot.append("dana", raw)
    house.once()
    found = {numbers[item["number"]]: item for item in house.json("list") if item["number"] in numbers}
    return found


@pytest.fixture(scope="module")
def verdicts(believed_house):
    return judged(believed_house, {**{f"attack: {k}": v for k, (_, v) in ATTACKS.items()}, **{f"good: {k}": v for k, v in GOOD.items()}})


def test_there_are_enough_rows():
    assert len(ATTACKS) >= 40 and len(GOOD) >= 15


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_not_routed(verdicts, name):
    item = verdicts.get("attack: " + name)
    assert item is not None, "it was dropped, or its number was not read"
    assert item["route"] in ("review", "hold"), item
    assert ATTACKS[name][0] in [reason.split("\t")[0] for reason in item["reasons"]], item["reasons"]


@pytest.mark.parametrize("name", GOOD)
def test_good_mail_is_routed(verdicts, name):
    item = verdicts.get("good: " + name)
    assert item is not None, "it was not read"
    assert item["route"] == "route", item
