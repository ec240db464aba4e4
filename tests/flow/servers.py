# SPDX-License-Identifier: GPL-3.0-or-later
"""Real servers for tests and the demo: a throw-away CA, a private Dovecot, a private Postfix; loopback, free ports.

Each is a context manager; each is stopped by its own pid.
"""
import contextlib
import imaplib
import os
import pathlib
import pwd
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(what, seconds=20.0, step=0.02):
    """Polls until what() is true; returns its value. No fixed sleeps: it goes on as soon as it can."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s for {getattr(what, '__name__', what)}")
        time.sleep(step)


def greets(port):
    """An open port is not enough: right after a restart Dovecot closes what it takes."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with socket.create_connection(("127.0.0.1", port), 5) as plain, \
                context.wrap_socket(plain, server_hostname="localhost") as tls:
            return tls.recv(64).startswith(b"* OK")
    except OSError:  # ssl.SSLError is one
        return False


def port_open(port):
    with socket.socket() as s:
        s.settimeout(0.5)
        return s.connect_ex(("127.0.0.1", port)) == 0


class Authority:
    """A throw-away certificate authority."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ca = self.folder / "ca.pem"
        self._openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
                      "-days", "30", "-subj", "/CN=purser test CA")

    def _openssl(self, *args):
        subprocess.run(["openssl", *args], cwd=self.folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def issue(self, name, san="DNS:localhost,IP:127.0.0.1", days=30):
        """Returns (certificate, key). days < 0: expired already."""
        self._openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
                      "-subj", "/CN=localhost")
        (self.folder / f"{name}.ext").write_text(f"subjectAltName={san}\n")
        if days > 0:
            self._openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                          "-out", f"{name}.pem", "-days", str(days), "-extfile", f"{name}.ext")
        else:
            (self.folder / "index.txt").write_text("")
            (self.folder / "ca.cnf").write_text(
                "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n"
                "policy=p\ncopy_extensions=none\n[p]\ncommonName=supplied\n")
            self._openssl("ca", "-batch", "-config", "ca.cnf", "-in", f"{name}.csr", "-cert", "ca.pem", "-keyfile",
                          "ca.key", "-out", f"{name}.pem", "-startdate", "20200101000000Z", "-enddate",
                          "20200201000000Z", "-extfile", f"{name}.ext", "-notext")
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"


def mail_owner():
    """The account that owns test mail: ourselves, or nobody when we are root (Dovecot refuses uid 0)."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


class Dovecot:
    """A private Dovecot with users (name → password), Maildir, IMAP with STARTTLS and IMAPS."""

    def __init__(self, folder, authority, users, certificate=None, extra=""):
        self.folder = pathlib.Path(folder)
        self.authority = authority
        self.users = users
        self.extra = extra
        self.port, self.plain_port = free_port(), free_port()
        self.certificate, self.key = certificate or authority.issue(f"dovecot-{self.port}")
        self.process = None

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        uid, gid = mail_owner()
        root = os.getuid() == 0
        me = pwd.getpwuid(os.getuid()).pw_name
        mail = self.folder / "mail"
        mail.mkdir(exist_ok=True)
        os.chown(mail, uid, gid)
        for up in [self.folder, *self.folder.parents]:
            # nobody must be able to pass through to the mail
            if root and up.stat().st_uid == 0 and not up.stat().st_mode & 0o001:
                up.chmod(up.stat().st_mode | 0o011)
        (self.folder / "users").write_text(
            "".join(f"{name}:{{PLAIN}}{password}::::::\n" for name, password in self.users.items()))
        (self.folder / "users").chmod(0o644)
        run = pathlib.Path(f"/tmp/purser-dovecot-{os.getpid()}-{self.port}")  # sockets want a short path
        shutil.rmtree(run, ignore_errors=True)
        run.mkdir()
        self.run = run
        (self.folder / "dovecot.conf").write_text(f"""
base_dir = {run}
state_dir = {run}
log_path = {self.folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{self.certificate}
ssl_key = <{self.key}
disable_plaintext_auth = no
mail_location = maildir:{mail}/%u
first_valid_uid = 1
mail_fsync = never
mailbox_idle_check_interval = 1 s
mail_max_userip_connections = 2000
default_client_limit = 4000
default_process_limit = 2000
default_internal_user = {'dovecot' if root else me}
default_internal_group = {'dovecot' if root else pwd.getpwnam(me).pw_gid}
default_login_user = {'dovenull' if root else me}
passdb {{
  driver = passwd-file
  args = username_format=%u {self.folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={mail}/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    port = {self.plain_port}
  }}
  inet_listener imaps {{
    port = {self.port}
    ssl = yes
  }}
}}
service imap {{
  process_limit = 2000
}}
service stats {{
  chroot =
}}
{self.extra}
""")
        self.start()
        return self

    def start(self):
        self.process = subprocess.Popen(["dovecot", "-F", "-c", self.folder / "dovecot.conf"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: greets(self.port) and port_open(self.plain_port))

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.run, ignore_errors=True)

    def connect(self, user, insecure=False):
        context = ssl.create_default_context(cafile=str(self.authority.ca))
        if insecure:  # the test's own hand, where the certificate is bad on purpose
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        imap = imaplib.IMAP4_SSL("localhost", self.port, ssl_context=context)
        imap.login(user, self.users[user])
        return imap

    @contextlib.contextmanager
    def session(self, user, folder=None, readonly=True, insecure=False):
        imap = self.connect(user, insecure)
        try:
            if folder:
                imap.select(f'"{folder}"', readonly=readonly)
            yield imap
        finally:
            with contextlib.suppress(Exception):
                imap.logout()

    def append(self, user, raw, folder="INBOX", flags=None, insecure=False, received_s=None):
        with self.session(user, insecure=insecure) as imap:
            status, text = imap.append(f'"{folder}"', flags, received_s, raw)
            assert status == "OK", text

    def append_all(self, user, raws, folder="INBOX"):
        with self.session(user) as imap:
            for raw in raws:
                status, text = imap.append(f'"{folder}"', None, None, raw)
                assert status == "OK", text

    def fill(self, user, raws):
        """Delivers many at once, as files, into INBOX."""
        uid, gid = mail_owner()
        for path in (self.folder / "mail" / user, *(self.folder / "mail" / user / name for name in ("cur", "new", "tmp"))):
            if not path.exists():
                path.mkdir()
                os.chown(path, uid, gid)
        for i, raw in enumerate(raws):
            path = self.folder / "mail" / user / "new" / f"{1700000000 + i}.M{i}P1.test"
            path.write_bytes(raw)
            os.chown(path, uid, gid)

    def change_uids(self, user, edit):
        """Stops, has a function rewrite INBOX's list of UIDs (text → text), forgets the indexes, starts again."""
        self.stop()
        maildir = self.folder / "mail" / user
        uidlist = maildir / "dovecot-uidlist"
        uidlist.write_text(edit(uidlist.read_text()))
        for path in maildir.glob("dovecot.index*"):
            path.unlink()
        self.start()

    def expunge(self, user, uids="1:*", folder="INBOX"):
        with self.session(user, folder, readonly=False) as imap:
            imap.uid("STORE", uids, "+FLAGS.SILENT", "(\\Deleted)")
            imap.expunge()

    def create(self, user, folder, insecure=False):
        with self.session(user, insecure=insecure) as imap:
            imap.create(f'"{folder}"')

    def messages(self, user, folder="INBOX"):
        """All messages' bytes, by uid."""
        with self.session(user) as imap:
            status, _ = imap.select(f'"{folder}"', readonly=True)
            if status != "OK":
                return {}
            _, data = imap.uid("SEARCH", None, "ALL")
            uids = data[0].split()
            out = {}
            for at in range(0, len(uids), 50):
                _, rows = imap.uid("FETCH", b",".join(uids[at:at + 50]).decode(), "(UID BODY.PEEK[])")
                for row in rows:
                    if isinstance(row, tuple):
                        out[int(re.search(rb"UID (\d+)", row[0])[1])] = row[1]
            return out

    def flags(self, user, folder="INBOX"):
        with self.session(user, folder) as imap:
            _, rows = imap.uid("FETCH", "1:*", "(UID FLAGS)")
            return [row.decode() for row in rows if row]


class Postfix:
    """A private Postfix (root only) that takes mail on loopback and delivers it into a Maildir."""

    def __init__(self, folder, authority, starttls=True):
        self.folder = pathlib.Path(folder)
        self.authority = authority
        self.starttls = starttls
        self.port = free_port()
        self.certificate, self.key = authority.issue(f"postfix-{self.port}")

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        for up in [self.folder, *self.folder.parents]:
            if up.stat().st_uid == 0 and not up.stat().st_mode & 0o001:
                up.chmod(up.stat().st_mode | 0o011)
        self.config = self.folder / "etc"
        self.config.mkdir(exist_ok=True)
        self.maildir = self.folder / "mail"
        self.maildir.mkdir(exist_ok=True)
        uid, gid = mail_owner()
        os.chown(self.maildir, uid, gid)
        data, queue = self.folder / "data", self.folder / "queue"
        data.mkdir(exist_ok=True)
        queue.mkdir(exist_ok=True)
        os.chown(data, pwd.getpwnam("postfix").pw_uid, -1)
        tls = f"""
smtpd_tls_security_level = may
smtpd_tls_cert_file = {self.certificate}
smtpd_tls_key_file = {self.key}
""" if self.starttls else ""
        (self.config / "main.cf").write_text(f"""
compatibility_level = 3.6
queue_directory = {queue}
data_directory = {data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.ar.example
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = ar.example
virtual_mailbox_base = {self.maildir}
virtual_mailbox_maps = static:ar/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
message_size_limit = 100000000
virtual_mailbox_limit = 0
maillog_file = {self.folder}/postfix.log
maillog_file_prefixes = /
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access inline:{{gone@ar.example=REJECT, later@ar.example=DEFER}}
{tls}
""")
        (self.config / "master.cf").write_text(f"""
127.0.0.1:{self.port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
""")
        subprocess.run(["postfix", "-c", self.config, "start"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        wait_for(lambda: port_open(self.port))
        return self

    def __exit__(self, *_):
        subprocess.run(["postfix", "-c", self.config, "stop"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def messages(self):
        new = self.maildir / "ar" / "new"
        return [p.read_bytes() for p in sorted(new.iterdir())] if new.exists() else []
