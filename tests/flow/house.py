# SPDX-License-Identifier: GPL-3.0-or-later
"""A house: a private Dovecot with AEs' mailboxes and AR's folder, a configuration, purserd as a process."""
import email
import email.policy
import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess

from servers import Dovecot, wait_for

BUILD = pathlib.Path(os.environ.get("PURSER_BUILD", "build")).resolve()
USERS = {"dana": "secret-d", "lee": "secret-l", "po": "secret-p", "ar": "secret-a"}


class Letter:
    """A routed letter as AR got it."""

    def __init__(self, raw):
        self.raw = raw
        self.message = email.message_from_bytes(raw, policy=email.policy.default)
        self.message_id = self.message["Message-ID"]
        self.number = self.message["X-Purser-PO-Number"]
        self.subject = self.message["Subject"]

    def original(self):
        """The original's bytes, cut from the raw letter: byte-identical or not at all."""
        boundary = self.message.get_boundary().encode()
        for part in self.raw.split(b"--" + boundary):
            head, _, body = part.partition(b"\r\n\r\n")
            if b"message/rfc822" in head:
                return body[:-2]
        for part in self.message.walk():
            if part.get_filename() == "original.eml":
                return part.get_payload(decode=True)
        return None

    def attachments(self):
        return {p.get_filename(): p.get_payload(decode=True) for p in self.message.iter_attachments()
                if p.get_content_type() != "message/rfc822"}


class House:
    def __init__(self, folder, authority, mailboxes=("dana", "lee", "po"), users=None, **settings):
        self.folder = pathlib.Path(folder)
        self.authority = authority
        self.mailboxes = list(mailboxes)
        self.users = users or USERS
        self.dovecot = Dovecot(self.folder / "dovecot", authority, self.users, settings.get("certificate"),
                               settings.get("extra", ""))
        self.state = self.folder / "state"
        self.config = self.folder / "purser.conf"
        self.log = self.folder / "purserd.log"
        self.process = None
        self.purser_keys = {"mode": "live", "state_dir": self.state, "socket": self.folder / "run" / "control"}
        self.ar_keys = {"transport": "imap", "user": "ar", "folder": "POs", "to": "ar@acme.example",
                        "from": "purser <purser@acme.example>", "uncertain_wait": "1s", "retry_first": "1s"}
        self.mailbox_keys = {"watch": "poll", "interval": "5m", "from": "all"}
        self.limit_keys = {}
        self.ar_key, self.ar_pub = self.folder / "ar.key", self.folder / "ar.pub"
        self.vault_keys = {"recipients": self.ar_pub}
        self.company_keys = {"names": "Acme Software GmbH, Acme", "domains": "acme.example"}
        self.env = {}
        self.purser_keys.update(settings.get("purser", {}))

    def __enter__(self):
        self.dovecot.__enter__()
        self.dovecot.create("ar", "POs", insecure=True)
        for name, password in self.users.items():
            path = self.folder / f"{name}.password"
            path.write_text(password + "\n")
            path.chmod(0o600)
        self.ar_pub.write_text(self.keygen(self.ar_key))
        self.configure()
        return self

    def keygen(self, path):
        """AR's key pair, as on AR's own machine; returns the public line."""
        return subprocess.run([BUILD / "purser", "keygen", "--out", path], stdin=subprocess.DEVNULL, check=True,
                              capture_output=True, text=True).stdout

    def __exit__(self, *_):
        self.stop()
        self.dovecot.__exit__()

    def server_keys(self, user):
        return {"host": "localhost", "port": self.dovecot.port, "ca_file": self.authority.ca, "user": user,
                "password_file": self.folder / f"{user}.password"}

    def configure(self, mailboxes=None, extra=""):
        """Writes the configuration. mailboxes: name → keys that differ."""
        out = []

        def section(name, keys):
            out.append(f"[{name}]")
            out.extend(f"{k} = {v}" for k, v in keys.items() if v is not None)
            out.append("")
        section("purser", self.purser_keys)
        section("company", self.company_keys)
        for name in self.mailboxes:
            section(f"mailbox {name}", {**self.server_keys(name), **self.mailbox_keys, **(mailboxes or {}).get(name, {})})
        ar = {**self.server_keys("ar"), **self.ar_keys}
        section("ar", ar)
        section("vault", self.vault_keys)
        if self.limit_keys:
            section("limits", self.limit_keys)
        self.config.write_text("\n".join(out) + extra)

    # --- programs ---

    def environment(self, **more):
        return {**os.environ, "PURSER_LIBEXEC": str(BUILD), **self.env, **more}

    def run(self, *args, check=None, env=None, **kwargs):
        """purser COMMAND …; the configuration is given."""
        done = subprocess.run([BUILD / "purser", args[0], "--config", self.config, *map(str, args[1:])],
                              capture_output=True, text=True, timeout=120, env=self.environment(**(env or {})), **kwargs)
        if check is not None:
            assert done.returncode == check, (done.args, done.returncode, done.stdout, done.stderr, self.tail())
        return done

    def json(self, *args):
        done = self.run(*args, "--json", check=0)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self, **env):
        """Starts purserd, and waits until it serves."""
        before = self.log_size()
        log = open(self.log, "ab")
        self.process = subprocess.Popen([BUILD / "purserd", "--foreground", "--config", self.config], stdout=log,
                                        stderr=log, env=self.environment(**env))
        log.close()
        wait_for(lambda: b"version=" in self.log.read_bytes()[before:] or self.process.poll() is not None)
        assert self.process.poll() is None, self.tail()
        return self.process

    def once(self, check=0, timeout=120, **env):
        """Catches up, sends what is due, ends."""
        with open(self.log, "ab") as log:
            done = subprocess.run([BUILD / "purserd", "--foreground", "--once", "--config", self.config], stdout=log,
                                  stderr=log, timeout=timeout, env=self.environment(**env))
        if check is not None:
            assert done.returncode == check, (done.returncode, self.tail())
        return done.returncode

    def stop(self, sig=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(sig)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        status = self.process.returncode if self.process else None
        self.process = None
        return status

    def tail(self, lines=40):
        return self.log.read_text(errors="replace").splitlines()[-lines:] if self.log.exists() else []

    def logged(self, pattern):
        return self.log.exists() and re.search(pattern, self.log.read_text(errors="replace"), re.M)

    def status(self):
        return self.json("status")[0]

    def row(self, mailbox, folder="INBOX"):
        return [r for r in self.status()["mailboxes"] if (r["mailbox"], r["folder"]) == (mailbox, folder)][0]

    def wait_log(self, pattern, seconds=20, start=0):
        """Waits for a line of the log, from byte start on."""
        def said():
            return self.log.exists() and re.search(pattern, self.log.read_bytes()[start:].decode(errors="replace"), re.M)
        try:
            return wait_for(said, seconds)
        except TimeoutError:
            raise AssertionError((pattern, self.tail())) from None

    def wait_row(self, mailbox, good, folder="INBOX", seconds=20):
        """Waits until the mailbox's row of `purser status` is good; returns it."""
        def look():
            done = self.run("status", "--json")  # nothing is stored in the first moment
            if done.returncode:
                return None
            rows = [r for r in json.loads(done.stdout)["mailboxes"] if (r["mailbox"], r["folder"]) == (mailbox, folder)]
            return rows[0] if rows and good(rows[0]) else None
        try:
            return wait_for(look, seconds, 0.1)
        except TimeoutError:
            raise AssertionError((mailbox, self.run("status", "--json").stdout, self.tail())) from None

    def wait_idle(self, *mailboxes):
        for name in mailboxes or self.mailboxes:
            self.wait_row(name, lambda row: row["state"] == "idle")

    def log_size(self):
        return self.log.stat().st_size if self.log.exists() else 0

    # --- what the servers saw ---

    def mails(self):
        """AR's folder, as the server has it."""
        return [Letter(raw) for raw in self.dovecot.messages("ar", "POs").values()]

    def letters(self):
        """The routed orders in it; digests and alerts are other letters."""
        return [letter for letter in self.mails() if letter.message["X-Purser-Item"]]

    def numbers(self):
        return sorted(str(letter.number) for letter in self.letters())

    def wait_letters(self, n, seconds=30):
        def enough():
            found = self.letters()
            return found if len(found) >= n else None
        try:
            return wait_for(enough, seconds, 0.05)
        except TimeoutError:
            raise AssertionError((n, self.numbers(), self.tail())) from None


def sha256(data):
    return hashlib.sha256(data).hexdigest()
