# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is said to a mail server before it has proved who it is. What was said is judged by the server."""
import re
import ssl

import pytest

import samples
import scripted
import servers
from house import House

VERBOSE = "auth_verbose = yes\nverbose_ssl = yes\n"


def server_log(house):
    return (house.dovecot.folder / "dovecot.log").read_text(errors="replace")


def logins(house, user="dana"):
    return len(re.findall(f"Login: user=<{user}>", server_log(house)))


def run_against(house, port, tls="implicit", **keys):
    """dana's mailbox stands on that port; AR's way is the usual one."""
    house.configure({"dana": {"port": port, "tls": tls, **keys}})
    house.once(check=None)


def refused(folder, authority, certificate, pattern, ca=None):
    with House(folder / "house", authority, mailboxes=("dana",), certificate=certificate, extra=VERBOSE) as house:
        house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()), insecure=True)
        servers.wait_for(lambda: logins(house) == 1)  # of the test's own hand
        house.configure({"dana": {"ca_file": ca}} if ca else {})
        house.once(check=75)
        assert house.logged(pattern), house.tail()
        assert logins(house) == 1
        assert not re.search(r"auth attempts|auth failed", server_log(house).replace("no auth attempts", "")), server_log(house)
        row = house.json("status")[0]["mailboxes"][0]
        assert row["seen"] == 0 and row["problem"], row


def test_a_certificate_of_an_unknown_authority_is_refused_before_anything_is_said(folder, authority):
    other = servers.Authority(folder / "other-ca")
    refused(folder, authority, None, "name=dana problem: .*authority that is not trusted.*ca_file", other.ca)


def test_a_certificate_for_another_host_is_refused_before_anything_is_said(folder, authority):
    refused(folder, authority, authority.issue("wrong-name", san="DNS:other.example"),
            "name=dana problem: .*certificate is for other.example, not for localhost")


def test_an_expired_certificate_is_refused_before_anything_is_said(folder, authority):
    refused(folder, authority, authority.issue("expired", days=-1), "name=dana problem: .*certificate has expired")


def test_starttls_reads_the_mailbox_and_the_server_saw_tls_before_the_password(house):
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    run_against(house, house.dovecot.plain_port, "starttls")
    assert house.numbers() == ["4500123456"], house.tail()
    lines = [line for line in server_log(house).splitlines() if "Login: user=<dana>" in line]
    assert lines and all("TLS" in line for line in lines), lines


def test_plain_text_to_this_very_machine_is_allowed_when_asked_for(house):
    house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text()))
    run_against(house, house.dovecot.plain_port, "none", ca_file=None)
    assert house.numbers() == ["4500123456"], house.tail()


def test_plain_text_to_another_machine_is_refused(house):
    house.configure({"dana": {"host": "mail.other.example", "tls": "none", "ca_file": None}})
    done = house.run("check-config", check=78)
    bad = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    assert len(bad) == 1 and re.search(r"purser\.conf:\d+: .*tls.*none", bad[0]), done.stdout
    house.once(check=78)


def test_a_stripped_starttls_is_refused_and_no_password_was_said(house):
    with scripted.Scripted(scripted.imap) as server:
        run_against(house, server.port, "starttls")
        assert house.logged("name=dana problem: .*offers no STARTTLS"), house.tail()
        assert b"secret-d" not in server.heard
        assert not re.search(rb"LOGIN|AUTHENTICATE", server.heard, re.I), server.heard


def test_an_answer_injected_before_the_handshake_is_refused_and_no_password_was_said(house, authority):
    context = scripted.server_context(authority.issue("injector"))

    def inject(connection, tag, _):
        connection.send(f"{tag} OK begin", "* CAPABILITY IMAP4rev1 AUTH=PLAIN", "* 1 EXISTS")
        connection.starttls(context)
        connection.drain()
    with scripted.Scripted(lambda c: scripted.imap(c, [("STARTTLS", inject)], "IMAP4rev1 STARTTLS LOGINDISABLED")) as server:
        run_against(house, server.port, "starttls")
        assert house.logged("name=dana problem: "), house.tail()
        assert not re.search(rb"LOGIN|AUTHENTICATE|EXAMINE", server.heard.split(b"STARTTLS")[-1], re.I), server.heard


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_server_that_greets_with_preauth_is_refused(house, authority, tls):
    context = scripted.server_context(authority.issue("preauth")) if tls == "implicit" else None
    with scripted.Scripted(lambda c: scripted.imap(c, greeting="* PREAUTH welcome"), context) as server:
        run_against(house, server.port, tls)
        assert house.logged("name=dana problem: .*PREAUTH"), house.tail()
        assert not re.search(rb"LOGIN|AUTHENTICATE|EXAMINE", server.heard, re.I), server.heard


def test_tls_older_than_1_2_is_refused(house, authority):
    context = scripted.server_context(authority.issue("old"))
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with scripted.Scripted(scripted.imap, context) as server:
        run_against(house, server.port)
        assert house.logged("name=dana problem: .*TLS"), house.tail()
        assert server.connections and server.heard == b""


def test_the_host_name_is_told_in_the_handshake(house, authority):
    names = []
    context = scripted.server_context(authority.issue("sni"))
    context.sni_callback = lambda sock, name, ctx: names.append(name)
    with scripted.Scripted(scripted.imap, context) as server:
        run_against(house, server.port)
        assert names and set(names) == {"localhost"}, house.tail()
        assert b"AUTHENTICATE PLAIN" in server.heard


def test_a_port_of_the_wrong_kind_is_told_with_the_way_out(house):
    run_against(house, house.dovecot.plain_port, "implicit")
    assert house.logged("name=dana problem: .*speaks plain IMAP; use tls = starttls"), house.tail()
