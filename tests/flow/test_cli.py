# SPDX-License-Identifier: GPL-3.0-or-later
"""purser(1) as a person uses it: setup, wrong configurations, scan, looking, exit codes."""
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios

import pytest

import samples
from house import BUILD
from servers import Authority


def po(number="4500000001", **kwargs):
    return samples.mail(f"PO {number}", samples.po_text(number=number), message_id=f"<po.{number}@contoso.example>", **kwargs)


def on_a_terminal(house, *args, columns=80):
    """What the command prints on a terminal so wide, line by line, without what makes it bold."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([BUILD / "purser", args[0], "--config", house.config, *args[1:]], stdin=subprocess.DEVNULL,
                               stdout=theirs, env=house.environment(NO_COLOR="1"))
    os.close(theirs)
    out = b""
    while True:
        try:
            got = os.read(ours, 65536)
        except OSError:  # EIO: nobody writes any more
            break
        if not got:
            break
        out += got
    os.close(ours)
    assert process.wait(60) == 0
    return out.decode().splitlines()


def test_eighty_columns_show_an_items_state_and_why_it_waits(house):
    buyer = "Nordwind Handelsgesellschaft mbH"
    order = samples.po_text(number="4500000001", buyer=buyer).replace("contoso.example", "nordwind.example")
    house.dovecot.append("dana", samples.mail("PO 4500000001", order, sender="Ann Lee <ann@nordwind.example>",
                                              message_id="<long@nordwind.example>"))
    house.dovecot.append("dana", samples.poison(1))
    house.once()
    lines = on_a_terminal(house, "list")
    assert lines[0].endswith("STATE") and all(len(line) <= 80 for line in lines)
    order = next(line for line in lines if "4500000001" in line)
    assert order.split()[-1] in ("sent", "found") and "…" in order
    waits = next(i for i, line in enumerate(lines) if line.endswith("review"))
    assert lines[waits + 1].startswith("    the message has a deeper nesting")
    assert buyer in house.run("list").stdout  # in a pipe all is there


# --- setup, and what check-config says ---

def test_setup_asks_and_writes_a_configuration_that_check_config_takes(house, folder):
    config = folder / "new" / "purser.conf"
    answers = "imap.customer.example\nsales@acme.example\npass word#1\nAcme Software GmbH\n\nar@acme.example\n\n\n"
    house.config = config
    done = house.run("setup", check=0, input=answers)
    text = config.read_text()
    assert "mode = observe" in text and text.count("\n#") > 3 and "pass word" not in text + done.stdout
    secret = config.parent / "sales.password"
    assert secret.read_text() == "pass word#1\n" and secret.stat().st_mode & 0o777 == 0o600
    assert "FAIL" not in house.run("check-config", check=0).stdout
    assert "warn  vault" in house.run("check-config").stdout  # nobody can open what is kept: said, not hidden
    again = house.run("setup", input=answers)
    assert again.returncode == 73 and "there already" in again.stderr and config.read_text() == text


def test_setup_that_ends_half_way_writes_nothing(house, folder):
    house.config = folder / "new" / "purser.conf"
    assert house.run("setup", input="imap.customer.example\nsales@acme.example\n").returncode == 66
    assert not house.config.exists()


def test_setup_takes_a_hosts_name_alone_and_guesses_the_smtp_server(house, folder):
    house.config = folder / "new" / "purser.conf"
    answers = "imap.customer.example:993\nimap.customer.example\nsales@acme.example\nx\nAcme\n\nar@acme.example\n\n\n"
    done = house.run("setup", check=0, input=answers)
    assert "the host's name alone" in done.stdout
    text = house.config.read_text()
    assert "host = imap.customer.example\n" in text and "host = smtp.customer.example\n" in text


def test_setup_in_a_folder_of_ones_own_keeps_all_there(house, folder):
    """As the README says: a trial without installing, by somebody who is not root."""
    (folder / "mine").mkdir()
    house.config = "purser.conf"  # relative: what it writes is absolute
    answers = "imap.customer.example\nsales@acme.example\nx\nAcme\n\nar@acme.example\n\n\n"
    house.run("setup", check=0, input=answers, cwd=folder / "mine")
    text = (folder / "mine" / "purser.conf").read_text()
    assert f"state_dir = {folder}/mine/state\n" in text and f"socket = {folder}/mine/state/control.sock\n" in text
    assert f"password_file = {folder}/mine/sales.password\n" in text
    assert "FAIL" not in house.run("check-config", check=0, cwd=folder / "mine").stdout


def test_a_good_configuration_is_checked_online_too(house):
    done = house.run("check-config", "--online", check=0)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["ok"] * 8, done.stdout


def one_fault(house, *patterns):
    """check-config --online finds just this one fault, in one line, and tells where, why and what to do."""
    done = house.run("check-config", "--online", check=78)
    bad = [line for line in done.stdout.splitlines() if not line.startswith("ok")]
    assert len(bad) == 1, done.stdout
    assert re.search(r"purser\.conf:\d+", bad[0]), bad[0]
    for pattern in patterns:
        assert re.search(pattern, bad[0]), (pattern, bad[0])
    assert "secret-" not in done.stdout + done.stderr


def test_a_wrong_host_is_answered_by_one_clear_line(house):
    house.configure({"dana": {"host": "no-such-host.invalid"}})
    one_fault(house, "mailbox dana", "no-such-host.invalid", "host|name|known|resolve")


def test_a_wrong_password_is_answered_by_one_clear_line(house):
    (house.folder / "dana.password").write_text("wrong\n")
    one_fault(house, "mailbox dana", "refused the password of dana", "password_file")


def test_an_untrusted_certificate_is_answered_by_one_clear_line(house, folder):
    other = Authority(folder / "other-ca")
    house.configure({"dana": {"ca_file": other.ca}})
    one_fault(house, "mailbox dana", "not trusted", "ca_file")


def test_a_mistyped_key_is_answered_by_one_clear_line(house):
    house.config.write_text(house.config.read_text().replace("interval = ", "intreval = ", 1))
    one_fault(house, "intreval", "did you mean.*interval")
    house.configure()
    house.config.write_text(house.config.read_text().replace("user = ", "usr = ", 1))
    one_fault(house, "usr", "did you mean.*user")  # and not also that there is no user


def test_a_missing_folder_is_answered_by_one_clear_line_with_the_nearest_names(house):
    house.dovecot.create("dana", "Bestellungen")
    house.dovecot.create("dana", "Rechnungen")
    house.configure({"dana": {"folders": "Bestelungen"}})
    one_fault(house, "mailbox dana", "Bestelungen", "nearest: 'Bestellungen'")


def test_a_missing_folder_of_ar_is_answered_by_one_clear_line_with_the_nearest_names(house):
    house.ar_keys["folder"] = "PO"
    house.configure()
    one_fault(house, "ar", "'PO'", "POs")


def test_a_password_file_that_others_may_read_is_refused_with_the_command_that_mends_it(house):
    (house.folder / "dana.password").chmod(0o644)
    one_fault(house, "mailbox dana", "chmod 600")


def test_the_daemon_says_the_same_clear_line(house):
    house.config.write_text(house.config.read_text().replace("interval = ", "intreval = ", 1))
    assert house.once(check=None) == 78
    assert len(house.tail()) == 1 and "did you mean" in house.tail()[0], house.tail()


# --- scan ---

def test_scan_finds_all_there_is_and_leaves_no_trace_and_sends_nothing(house):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    house.mailbox_keys["from"] = "now"
    house.configure({"dana": {"keyword": "purser-routed"}})
    house.dovecot.append_all("dana", [po("4500000001"), po("4500000002", minute=2), samples.lookalike(0)])
    house.dovecot.append("lee", po("4500000003", sender="Ann <ann@northwind.example>", minute=4))
    before = house.dovecot.flags("dana"), house.dovecot.flags("lee")
    done = house.run("scan", check=0)
    assert "3 POs" in done.stdout and re.search(r"2 +Contoso GmbH", done.stdout), done.stdout
    assert (house.dovecot.flags("dana"), house.dovecot.flags("lee")) == before
    assert house.letters() == []
    assert len(house.json("list", "--scan")) == 3
    assert house.json("list") == []
    assert "4500000001" in house.run("explain", "--scan", "4500000001", check=0).stdout
    assert house.run("scan", "--since", "tomorrow-ish").returncode == 64
    later = house.run("scan", "--since", "2099-01-01", check=0)
    assert later.stdout.startswith("0 POs")
    house.once()  # from = now: the scan has not moved the daemon's place
    assert house.letters() == [] and house.row("dana")["seen"] == 0


def test_scan_works_while_purserd_runs(house):
    house.dovecot.append("dana", po())
    house.start()
    house.wait_letters(1)
    assert "1 POs" in house.run("scan", check=0).stdout
    assert len(house.letters()) == 1


# --- looking ---

@pytest.mark.parametrize("running", [False, True])
def test_everything_that_prints_prints_valid_json_when_asked(house, running):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    house.dovecot.append("dana", po())
    house.dovecot.append("lee", samples.poison())
    house.once()
    if running:
        house.start()
    item = house.json("list", "--number", "4500000001")[0]["id"]
    commands = [["list"], ["list", "--review"], ["list", "--customer", "Contoso"], ["show", item], ["explain", item],
                ["status"], ["customers"], ["check-config"], ["check-config", "--online"], ["scan"], ["look"],
                ["read", house.folder / "mail.eml"], ["backfill"], ["retry", "--all"]]
    (house.folder / "mail.eml").write_bytes(po())
    for command in commands:
        done = house.run(*command, "--json")
        if command == ["look"] and not running:
            assert done.returncode == 64
            continue
        assert done.returncode == 0, (command, done.stdout, done.stderr, house.tail())
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert rows and all(isinstance(row, dict) for row in rows), (command, done.stdout)


def test_explain_shows_every_field_with_its_proof(house):
    house.dovecot.append("dana", po())
    house.once()
    out = house.run("explain", "4500000001", check=0).stdout
    for value in ("4500000001", "2026-06-09", "Contoso GmbH", "12400.00", "Net 30"):
        assert value in out, out
    shown = house.run("show", "1", check=0).stdout
    assert "dana/INBOX uid 1" in shown and "sent" in shown


def test_importing_customers_again_changes_nothing_and_a_wrong_line_is_named(house):
    house.once()
    file = house.folder / "customers.csv"
    file.write_text(samples.CUSTOMERS_CSV)
    assert "4 customers, 4 new" in house.run("customers", "import", file, check=0).stdout
    assert "4 customers, 0 new" in house.run("customers", "import", file, check=0).stdout
    file.write_text(samples.CUSTOMERS_CSV + "customer,C-500,,nameless.example,,,,\n")
    done = house.run("customers", "import", file, check=65)
    assert re.search(r"customers\.csv:6: ", done.stderr), done.stderr
    assert len(house.json("customers")) == 4


# --- exit codes ---

def test_exit_codes_tell_what_kind_of_trouble_it_is(house):
    assert house.run("status").returncode == 66  # nothing stored yet
    house.once()
    for args, status in [(("list",), 0), (("lst",), 64), (("list", "--nonsense"), 64), (("show", "999"), 65),
                         (("review", "999", "--route"), 65), (("review", "1"), 64), (("retry", "999"), 65),
                         (("customers", "import", house.folder / "absent.csv"), 66), (("help",), 0), (("version",), 0)]:
        done = subprocess.run([BUILD / "purser", args[0], *map(str, args[1:]),
                               *(["--config", house.config] if args[0] not in ("lst", "help", "version") else [])],
                              capture_output=True, text=True, env=house.environment())
        assert done.returncode == status, (args, done.returncode, done.stdout, done.stderr)
        assert bool(done.stderr) == bool(status), (args, done.stderr)
    near = subprocess.run([BUILD / "purser", "lst"], capture_output=True, text=True)
    assert "did you mean 'list'" in near.stderr
    house.config.unlink()
    assert house.run("list").returncode == 78


def test_read_prints_a_line_for_each_file_and_65_when_one_cannot_be_read(house):
    good, bad = house.folder / "good.eml", house.folder / "absent.eml"
    good.write_bytes(po())
    done = house.run("read", "--json", good, bad)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 65 and len(rows) == 2
    assert rows[0]["orders"][0]["number"] == "4500000001" and rows[1]["error"]


# --- deals, and families of orders ---

def test_an_order_off_its_quote_waits_and_the_deals_say_which_order_came(house):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    deals = house.folder / "deals.csv"
    deals.write_text("customer,quote,amount,currency,terms\nContoso GmbH,Q-2041,12000.00,EUR,Net 45\n"
                     "Contoso GmbH,Q-2042,99.00,EUR,\n")
    assert "2 deals, 2 new or changed" in house.run("deals", "import", deals, check=0).stdout
    assert "2 deals, 0 new or changed" in house.run("deals", "import", deals, check=0).stdout
    text = samples.po_text(number="4500000001").replace("PO Number:", "Quote No.:      Q-2041\nPO Number:", 1)
    assert "Q-2041" in text
    house.dovecot.append("dana", samples.mail("PO 4500000001", text, message_id="<q@contoso.example>"))
    house.once()
    assert house.numbers() == []
    shown = house.run("show", "1", check=0).stdout
    assert re.search(r"quote Q-2041: amount EUR 12000.00, the order says EUR \S+", shown), shown
    open_deals = house.run("deals", "--open", check=0).stdout
    assert "Q-2042" in open_deals and "Q-2041" not in open_deals
    deals.write_text("customer,quote,amount\nNobody Ltd,Q-1,12.00\nContoso GmbH,,1\n")
    done = house.run("deals", "import", deals, check=65)
    assert "deals.csv:2" in done.stdout + done.stderr and "deals.csv:3: neither quote nor contract" in done.stdout + done.stderr


def test_a_deal_imported_after_its_order_is_not_said_to_wait_for_one(house):
    (house.folder / "customers.csv").write_text(samples.CUSTOMERS_CSV)
    house.run("customers", "import", house.folder / "customers.csv", check=0)
    text = samples.po_text(number="4500000001").replace("PO Number:", "Quote No.:      Q-2041\nPO Number:", 1)
    house.dovecot.append("dana", samples.mail("PO 4500000001", text, message_id="<q@contoso.example>"))
    house.once()
    assert house.numbers() == ["4500000001"]
    deals = house.folder / "deals.csv"
    deals.write_text("customer,quote,amount,currency\nContoso GmbH,Q-2041,12400.00,EUR\nContoso GmbH,Q-2042,99.00,EUR\n")
    assert "2 new or changed, 1 named by orders on record" in house.run("deals", "import", deals, check=0).stdout
    open_deals = house.run("deals", "--open", check=0).stdout
    assert "Q-2042" in open_deals and "Q-2041" not in open_deals


def test_show_tells_the_versions_of_an_order_and_which_one_stands(house):
    house.dovecot.append("dana", po())
    house.once()
    text = samples.po_text(number="4500000001")
    changed = text.replace("12,400.00", "13,400.00")
    assert changed != text
    house.dovecot.append("dana", samples.mail("PO 4500000001", changed, message_id="<po.changed@contoso.example>"))
    house.once()
    shown = house.run("show", "1", check=0).stdout
    assert re.search(r"Versions\s+item 1.*12400\.00\n\s+item 2.*13400\.00.*: stands", shown), shown
    family = json.loads(house.run("show", "--json", "2", check=0).stdout)["family"]
    assert family["current"] == 2 and len(family["versions"]) == 2 and not family["cancelled"]
