# SPDX-License-Identifier: GPL-3.0-or-later
"""All of purser's figures, as ratios measured in one run on this machine: `make bench` (ONLY="ingest latency" for some).

Each section prints lines `figure | value | goal`. The peers run in the same minute, in turn, on the same mail.
"""
import contextlib
import ctypes
import glob
import imaplib
import os
import pathlib
import random
import re
import resource
import select
import shutil
import socket
import sqlite3
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / "tests" / "flow"), str(TOP / "tests" / "bench")]

import mailgen  # noqa: E402
import samples  # noqa: E402
from house import BUILD, House  # noqa: E402
from servers import Authority, free_port, mail_owner, wait_for  # noqa: E402

N = int(os.environ.get("BENCH_MESSAGES", "10000"))
REPEAT = int(os.environ.get("BENCH_REPEAT", "3"))


def figure(name, value, goal=""):
    print(f"{name:<72} | {value:<28} | {goal}", flush=True)


def ratio(a, b):
    """Of the best of each: whatever else the machine does can only add."""
    return min(a) / min(b)


def seconds(values):
    return f"{min(values):.2f} s (median {statistics.median(values):.2f})"


def children_cpu():
    """Processor time of all processes that ended below this one: other work on the machine moves it little."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_quietly(*command):
    """Runs it; an error names the program, not its thousands of arguments."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command[:5]))} …: status {done.returncode}: {done.stderr[:300]}")


class Mailbox:
    """A Dovecot user whose INBOX holds n generated messages, written straight into the Maildir."""

    def __init__(self, house, user, n, seed=1, orders=10):
        home = house.dovecot.folder / "mail" / user
        shutil.rmtree(home, ignore_errors=True)
        self.bytes = mailgen.maildir(home, n, seed, orders)
        uid, gid = mail_owner()
        subprocess.run(["chown", "-R", f"{uid}:{gid}", str(home)], check=True)
        self.home = home
        with house.dovecot.session(user, "INBOX") as imap:  # builds Dovecot's index, as a mailbox in use has one
            imap.uid("FETCH", "1:*", "(RFC822.SIZE)")


@contextlib.contextmanager
def bench_house(root, authority, users, mailboxes=None, mode="observe", **keys):
    with House(root, authority, mailboxes=mailboxes or [u for u in users if u != "ar"], users=users) as house:
        house.purser_keys["mode"] = mode
        house.mailbox_keys.update(keys)
        house.configure()
        yield house


def ingest(house, **env):
    """Seconds until all of the mailbox is stored."""
    begun = time.monotonic()
    house.once(timeout=3600, **env)
    took = time.monotonic() - begun
    stored = sum(row["seen"] for row in house.json("status")[0]["mailboxes"])
    if stored != N:
        sys.exit(f"{stored} messages stored of {N}: {house.tail(5)}")
    return took


def fresh_ingest(house, **env):
    shutil.rmtree(house.state, ignore_errors=True)
    return ingest(house, **env)


def mbsync(house, user, port=None):
    target = house.folder / "mbsync"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    (house.folder / "mbsyncrc").write_text(f"""
IMAPAccount a
Host localhost
Port {port or house.dovecot.port}
User {user}
Pass {house.users[user]}
SSLType IMAPS
CertificateFile {house.authority.ca}

IMAPStore far
Account a

MaildirStore near
Inbox {target}/
SubFolders Verbatim

Channel c
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
""")
    begun = time.monotonic()
    subprocess.run(["mbsync", "-q", "-c", house.folder / "mbsyncrc", "-a"], check=True)
    return time.monotonic() - begun


def notmuch(folder, maildir):
    base = folder / "notmuch"
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir()
    shutil.copytree(maildir / "cur", base / "mail" / "cur")
    for sub in ("new", "tmp"):
        (base / "mail" / sub).mkdir()
    (base / "config").write_text(f"[database]\npath={base}/mail\n[user]\nname=x\nprimary_email=x@acme.example\n[new]\ntags=new\n")
    begun = time.monotonic()
    subprocess.run(["notmuch", "--config", base / "config", "new", "--quiet"], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begun


def bench_ingest(root, authority):
    with bench_house(root, authority, {"busy": "pw", "ar": "pw"}) as house:
        box = Mailbox(house, "busy", N)
        mbsync(house, "busy")
        ours, theirs, indexed = [], [], []
        for i in range(REPEAT):
            ours.append(fresh_ingest(house))
            theirs.append(mbsync(house, "busy"))
            if i < 2:
                indexed.append(notmuch(house.folder, box.home))
        found = sum(house.json("status")[0]["routes"][r] for r in ("route", "review", "hold"))
        figure(f"first ingest of {N} messages, {box.bytes / 1e6:.0f} MB, {found} orders found of {N // 10}", seconds(ours))
        figure("  mbsync, copy of the same mailbox to a Maildir", seconds(theirs))
        figure("  ratio purser / mbsync", f"{ratio(ours, theirs):.2f}", "<= 1.0, goal 0.5")
        figure("  notmuch new, the same mail in local files", seconds(indexed))
        figure("  ratio purser / notmuch new", f"{ratio(ours, indexed):.2f}", "<= 0.2")


def cpu_seconds(*command):
    """Processor time of the command and of all that it starts, on one core. Readers outlive the parent that forked them: we
    inherit them (PR_SET_CHILD_SUBREAPER), so that their time counts."""
    ctypes.CDLL(None).prctl(36, 1)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run_quietly("taskset", "-c", "0", *command)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    ctypes.CDLL(None).prctl(36, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def read_and_compare(files, what):
    ours, theirs = [], []
    for _ in range(REPEAT):
        ours.append(cpu_seconds(BUILD / "purser", "read", "--json", *files))
        theirs.append(cpu_seconds(BUILD / "bench" / "gmime_loop", *files))
    n = len(files)
    figure(f"purser read --json of {n} {what}, a second of one core", f"{n / min(ours):.0f} messages", ">= 2500")
    figure("  bare GMime parse-and-decode loop", f"{n / min(theirs):.0f} messages")
    figure("  speed ratio purser / GMime loop", f"{ratio(theirs, ours):.2f}", ">= 0.6")


def bench_read(root, authority):
    rng = random.Random(7)
    for mix, what in (("mixed", "business mails, three in four with HTML, a tenth orders"),
                      ("html", "business mails with HTML, none an order"), ("text", "mails of text alone, none an order")):
        read_and_compare(mailgen.files(root / mix, 4000, mix, rng), what)


def paper(lang, lines):
    """A page of print: an order of the reading tests with its small print below."""
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "reading"))
    import content
    import language
    from paper import Paper, item_table, totals
    order = content.make(lang, "tune", "bench")
    p = Paper()
    p.text(120, 25, order.label("title"), bold=True, points=16)
    p.lines(20, 20, order.buyer)
    p.lines(20, 45, order.supplier)
    for i, key in enumerate(("number", "date", "terms", "contact")):
        value = {"number": order.number, "date": order.day(order.date), "terms": order.terms, "contact": order.person}[key]
        p.text(120, 35 + 6 * i, order.label(key) + ":").text(160, 35 + 6 * i, value)
    y = totals(p, order, item_table(p, order, 75) + 4) + 12
    for i in range(lines):
        p.text(20, y + 4.5 * i, language.SMALL_PRINT[lang] + " " + order.say(0), points=8)
    return p


def page(path, lines, lang):
    """The same as a picture at 300 dpi."""
    pdf = path.with_suffix(".pdf")
    pdf.write_bytes(paper(lang, lines).bytes())
    run_quietly("pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", pdf, path.with_suffix(""))
    return path


def bench_pdf(root, authority):
    """One page of print: what a hundred of them cost above one, so that the start of the program does not count."""
    root.mkdir(parents=True)
    files = []
    for i in range(101):
        files.append(root / f"{i}.pdf")
        files[-1].write_bytes(paper(("en", "de", "fr")[i % 3], 10).bytes())
    one = [cpu_seconds(BUILD / "purser", "read", "--json", files[0]) for _ in range(REPEAT)]
    all_of_them = [cpu_seconds(BUILD / "purser", "read", "--json", *files) for _ in range(REPEAT)]
    figure("a one-page PDF of print, processor time of its reader",
           f"{(min(all_of_them) - min(one)) / 100 * 1000:.1f} ms", "<= 15 ms")


def grown_text(times):
    return ("PURCHASE ORDER\n\nPO Number: 4500123456\nPO Date: 2026-11-20\nVendor: Kestrel Software Ltd\nTotal: GBP 500.00\n\n" +
            "4711  Bolts M8, zinc plated  10 pcs  5.00  50.00\nPlease quote the order number on all invoices.\n" * (20 * times))


def grown_html(times):
    rows = "<tr><td>4711</td><td>Bolts M8, zinc plated</td><td>10</td><td>5.00</td><td>50.00</td></tr>" * (20 * times)
    return f"<html><body><h1>PURCHASE ORDER</h1><p>PO Number: 4500123456</p><table>{rows}</table></body></html>"


def grown_csv(times):
    return "PO Number,4500123456\nItem,Text,Quantity,Price\n" + "4711,Bolts M8,10,5.00\n" * (20 * times)


def bench_linear(root, authority):
    """What is ten and a hundred times as long costs ten and a hundred times as much, above what nothing costs; by the byte
    it costs no more."""
    root.mkdir(parents=True)
    for kind, grown in (("txt", grown_text), ("html", grown_html), ("csv", grown_csv)):
        empty = root / f"empty.{kind}"
        empty.write_text(grown(0), encoding="utf-8")
        cost = []
        for times in (10, 100, 1000):
            file = root / f"{times}.{kind}"
            file.write_text(grown(times), encoding="utf-8")
            n = max(500 // times, 1)
            spent = min(cpu_seconds(BUILD / "purser", "read", "--json", *[file] * n) for _ in range(REPEAT))
            start = min(cpu_seconds(BUILD / "purser", "read", "--json", *[empty] * n) for _ in range(REPEAT))
            cost.append((max(spent - start, 0) / n, file.stat().st_size))
        figure(f"a .{kind} of {cost[0][1] // 1000} KB, and 10 and 100 times as long: processor time",
               " / ".join(f"{ms * 1000:.1f}" for ms, _ in cost) + " ms")
        figure("  by the byte, the longest against the shortest",
               f"{(cost[2][0] / cost[2][1]) / max(cost[0][0] / cost[0][1], 1e-12):.2f}", "<= 2")


def bench_ocr(root, authority):
    """A scanned page, with all that purser does about it, against tesseract's own command in the page's language."""
    root.mkdir(parents=True)
    os.environ["OMP_THREAD_LIMIT"] = "1"
    for lang, data in (("en", "eng"), ("de", "deu")):
        picture = page(root / f"{lang}.png", 22, lang)
        ours, theirs = [], []
        for _ in range(max(REPEAT, 3)):
            ours.append(cpu_seconds(BUILD / "purser", "read", "--json", picture))
            theirs.append(cpu_seconds("tesseract", picture, root / "out", "-l", data))
        figure(f"a 300-dpi page of text ({lang}): purser read, processor time", seconds(ours))
        figure(f"  tesseract -l {data}, the same picture", seconds(theirs))
        figure("  ratio purser / tesseract", f"{ratio(ours, theirs):.2f}", "<= 1.3")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    figure("  largest process, of both", f"{peak / 1024:.0f} MB", "bounded")
    mail = root / "mail.eml"
    mail.write_bytes(mailgen.ordinary(random.Random(7), 1, False))
    figure("a mail without pictures: purser read, processor time", seconds([cpu_seconds(BUILD / "purser", "read", "--json", mail)
                                                                           for _ in range(max(REPEAT, 3))]))


class IdleClient(threading.Thread):
    """Notes the moment of each untagged EXISTS."""

    def __init__(self, house, user):
        super().__init__(daemon=True)
        context = ssl.create_default_context(cafile=str(house.authority.ca))
        self.sock = context.wrap_socket(socket.create_connection(("localhost", house.dovecot.port)), server_hostname="localhost")
        self.sock.recv(4096)
        for command in (f"a LOGIN {user} {house.users[user]}", "b EXAMINE INBOX", "c IDLE"):
            self.sock.sendall(command.encode() + b"\r\n")
            data = b""
            while b"\r\n" + command[:1].encode() + b" " not in b"\r\n" + data and not (command[0] == "c" and data.startswith(b"+")):
                data += self.sock.recv(65536)
        self.seen = []

    def run(self):
        with contextlib.suppress(OSError):
            while data := self.sock.recv(65536):
                if re.search(rb"\d+ EXISTS", data):
                    self.seen.append(time.monotonic())


def bench_latency(root, authority):
    with bench_house(root, authority, {"dana": "pw", "ar": "pw"}, mode="live", watch="idle") as house:
        house.start()
        wait_for(lambda: "idle" in [m["state"] for m in house.json("status")[0]["mailboxes"]] if house.state.exists() and
                 (house.state / "purser.db").exists() and (house.folder / "run" / "control").exists() else False, 30)
        arrived = house.dovecot.folder / "mail" / "ar" / ".POs"
        client = IdleClient(house, "dana")
        client.start()
        times = []
        for i in range(int(os.environ.get("BENCH_LATENCY", "60"))):
            seen = len(client.seen)
            count = len(os.listdir(arrived / "new")) + len(os.listdir(arrived / "cur"))
            house.dovecot.append("dana", samples.mail(f"PO {i}", samples.po_text(number=f"46{i:08d}", total=f"{i + 1}00.00"), minute=i))
            end = time.monotonic() + 20
            while len(os.listdir(arrived / "new")) + len(os.listdir(arrived / "cur")) == count and time.monotonic() < end:
                time.sleep(0.0005)
            done = time.monotonic()
            wait_for(lambda s=seen: len(client.seen) > s, 10, 0.001)
            times.append((done - client.seen[seen]) * 1000)
        house.stop()
        times.sort()
        figure(f"EXISTS to AR's folder, {len(times)} messages, p50", f"{statistics.median(times):.0f} ms", "<= 80 ms")
        figure("  p99", f"{times[min(len(times) - 1, int(len(times) * 0.99))]:.0f} ms", "<= 300 ms")


def memory_kb(pid, *keys):
    out = dict.fromkeys(keys, 0)
    with contextlib.suppress(OSError):
        for line in open(f"/proc/{pid}/smaps_rollup"):
            words = line.split()
            if words[0][:-1] in out:
                out[words[0][:-1]] += int(words[1])
    return sum(out.values())


def children(pid):
    found, todo = [], [pid]
    while todo:
        p = todo.pop()
        with contextlib.suppress(OSError):
            kids = [int(x) for t in glob.glob(f"/proc/{p}/task/*/children") for x in open(t).read().split()]
            found += kids
            todo += kids
    return found


def name_of(pid):
    with contextlib.suppress(OSError):
        return os.path.basename(os.readlink(f"/proc/{pid}/exe"))
    return ""


class Watcher(threading.Thread):
    """The highest RSS of a process and of its helpers by name, and of each what is its own (not a shared memory file or a library)."""

    def __init__(self, pid, step):
        super().__init__(daemon=True)
        self.pid, self.step, self.peak, self.own, self.stop = pid, step, {}, {}, False
        self.samples = []

    def look(self, pid):
        name = name_of(pid)
        now = memory_kb(pid, "Rss")
        self.peak[name] = max(self.peak.get(name, 0), now)
        self.own[name] = max(self.own.get(name, 0), memory_kb(pid, "Anonymous"))
        return now

    def run(self):
        while not self.stop:
            self.samples.append(self.look(self.pid))
            for child in children(self.pid):
                self.look(child)
            time.sleep(self.step)


def bench_memory(root, authority):
    """Keeper RSS over 100,000 messages: ten mailboxes of the generated mail."""
    users = {f"m{i}": "pw" for i in range(10)} | {"ar": "pw"}
    with bench_house(root, authority, users) as house:
        first = Mailbox(house, "m0", N)
        for i in range(1, 10):
            home = house.dovecot.folder / "mail" / f"m{i}"
            subprocess.run(["cp", "-al", first.home, home], check=True)
            for index in home.glob("dovecot*"):
                index.unlink()
        process = house.start()
        watcher = Watcher(process.pid, 0.5)
        watcher.start()

        def all_done():
            if not (house.folder / "run" / "control").exists():
                return False
            rows = house.json("status")[0]["mailboxes"]
            return sum(r["seen"] for r in rows) >= 10 * N
        wait_for(all_done, 3600, 2)
        watcher.stop = True
        watcher.join()
        house.stop()
        figure(f"keeper RSS over {10 * N} messages, peak", f"{watcher.peak['purserd'] / 1024:.1f} MB", "<= 40 MB")
        steps = [watcher.samples[(len(watcher.samples) - 1) * k // 4] / 1024 for k in (1, 2, 3, 4)]
        figure("  at each quarter of the way", ", ".join(f"{step:.1f}" for step in steps) + " MB", "flat")


def bench_idle(root, authority):
    n = int(os.environ.get("BENCH_IDLE", "500"))
    users = {f"u{i}": "pw" for i in range(n)} | {"ar": "pw"}
    with bench_house(root, authority, users, watch="idle") as house:
        process = house.start()

        def idle():
            return (house.folder / "run" / "control").exists() and \
                sum(r["state"] == "idle" for r in house.json("status")[0]["mailboxes"]) == n
        wait_for(idle, 600, 2)
        fetchers = [p for p in children(process.pid) if "fetcher" in name_of(p)]
        private = sorted(memory_kb(p, "Private_Clean", "Private_Dirty") for p in fetchers)
        figure(f"{n} IDLE mailboxes over TLS: private memory each, median", f"{private[len(private) // 2] / 1024:.3f} MB", "<= 0.25 MB")
        figure("  mean", f"{sum(private) / n / 1024:.3f} MB")
        figure("  keeper RSS", f"{memory_kb(process.pid, 'Rss') / 1024:.1f} MB")
        house.stop()


def cpu_ticks(pids):
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            words = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
            total += int(words[11]) + int(words[12])
    return total


def bench_poll(root, authority):
    n = int(os.environ.get("BENCH_POLL", "1000"))
    users = {f"u{i}": "pw" for i in range(n)} | {"ar": "pw"}
    with bench_house(root, authority, users, watch="poll", interval="1h") as house:
        process = house.start()

        def all_reached():
            return (house.folder / "run" / "control").exists() and \
                all(r["reached"] and r["state"] == "waiting" for r in house.json("status")[0]["mailboxes"])
        wait_for(all_reached, 900, 2)
        pids = [process.pid, *children(process.pid)]
        before, begun = cpu_ticks(pids), time.monotonic()
        window = 20
        while time.monotonic() < begun + window:
            select.select([], [], [], 1)
        used = (cpu_ticks(pids) - before) / os.sysconf("SC_CLK_TCK")
        figure(f"{n} polled mailboxes between polls: CPU over {window} s", f"{used:.2f} s, {len(pids)} processes", "not measurable")
        house.stop()


class DelayProxy(threading.Thread):
    """Passes bytes on after a fixed delay each way; the bandwidth is not limited."""

    def __init__(self, target, delay):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port, self.target, self.delay = self.listener.getsockname()[1], target, delay

    def run(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.target))
            for a, b in ((client, server), (server, client)):
                a.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self.pump, args=(a, b), daemon=True).start()

    def pump(self, source, target):
        queue, lock = [], threading.Condition()

        def send():
            while True:
                with lock:
                    while not queue:
                        lock.wait()
                    due, data = queue.pop(0)
                wait = due - time.monotonic()
                if wait > 0:
                    time.sleep(wait)
                if data is None:
                    with contextlib.suppress(OSError):
                        target.shutdown(socket.SHUT_WR)
                    return
                with contextlib.suppress(OSError):
                    target.sendall(data)
        threading.Thread(target=send, daemon=True).start()
        while True:
            try:
                data = source.recv(1 << 20)
            except OSError:
                data = b""
            with lock:
                queue.append((time.monotonic() + self.delay, data or None))
                lock.notify()
            if not data:
                return


def bench_rtt(root, authority):
    with bench_house(root, authority, {"busy": "pw", "ar": "pw"}) as house:
        Mailbox(house, "busy", N)
        near, fast, slow = [], DelayProxy(house.dovecot.port, 0.0), DelayProxy(house.dovecot.port, 0.015)
        fast.start()
        slow.start()
        far = []
        for _ in range(REPEAT):
            house.configure({"busy": {"port": fast.port}})
            near.append(fresh_ingest(house))
            house.configure({"busy": {"port": slow.port}})
            far.append(fresh_ingest(house))
        figure("first ingest through a proxy with 30 ms round trip", seconds(far))
        figure("  ratio to the same proxy without delay", f"{ratio(far, near):.2f}", "<= 1.5")


def bench_big(root, authority):
    with bench_house(root, authority, {"dana": "pw", "ar": "pw"}, mode="live") as house:
        house.dovecot.append("dana", samples.mail("PO 4500123456", samples.po_text(), attachments=[
            ("plan.bin", "application/octet-stream", os.urandom(29 << 20))]))
        process = house.start()
        watcher = Watcher(process.pid, 0.02)
        watcher.start()
        house.wait_letters(1, 120)
        watcher.stop = True
        watcher.join()
        house.stop()
        size = len(house.letters()[0].raw)
        figure(f"a {size / 1e6:.0f} MB letter of a {size / 1e6:.0f} MB message: peak RSS, and of it private memory", "", "bounded")
        for name, peak in sorted(watcher.peak.items()):
            if name.startswith("purser"):
                figure(f"  {name}", f"{peak / 1024:.0f} MB, {watcher.own[name] / 1024:.0f} MB")


def bench_million(root, authority):
    with bench_house(root, authority, {"busy": "pw", "ar": "pw"}) as house:
        Mailbox(house, "busy", N)
        small, large = [], []
        full = root / "million"
        full.mkdir()
        run_quietly(BUILD / "bench" / "store_rate", full, "1000000")
        for _ in range(REPEAT):
            small.append(fresh_ingest(house))
            shutil.rmtree(house.state, ignore_errors=True)
            house.state.mkdir(mode=0o700)
            shutil.copy(full / "store_rate.db", house.state / "purser.db")
            large.append(ingest(house))
        figure("ingest into a store of 1,000,000 messages / into an empty one, time", f"{ratio(large, small):.2f}", "<= 1.15")


# A program's peak counts what its parent had before it began: started from a small one.
MEASURE = """import os, sys, time
t = time.monotonic()
p = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, s, u = os.wait4(p, 0)
sys.stderr.write(f"{s} {time.monotonic() - t} {u.ru_maxrss}")"""


def measured(*command):
    """(what it printed, seconds, peak kB) of a command."""
    done = subprocess.run(["/usr/bin/python3", "-I", "-S", "-c", MEASURE, *map(str, command)], capture_output=True, text=True)
    status, s, kilobytes = done.stderr.split()[-3:]
    if status != "0":
        sys.exit(f"{command}: status {status}: {done.stderr[:300]}")
    return done.stdout, float(s), int(kilobytes)


def bench_digest(root, authority):
    """AR's digest of 5,000 open orders over a store of 1,000,000 messages: the whole command, start to end."""
    with bench_house(root, authority, {"busy": "pw", "ar": "pw"}, mode="live") as house:
        full = root / "million"
        full.mkdir()
        run_quietly(BUILD / "bench" / "store_rate", full, "1000000")
        shutil.rmtree(house.state, ignore_errors=True)
        house.state.mkdir(mode=0o700)
        shutil.copy(full / "store_rate.db", house.state / "purser.db")
        with sqlite3.connect(house.state / "purser.db") as db:
            last = db.execute("SELECT max(id) FROM item").fetchone()[0]
            db.execute("UPDATE item SET route = 2 WHERE id > ?", (last - 5000,))
            db.execute("UPDATE item SET at_s = ? WHERE id BETWEEN ? AND ?", (int(time.time()) - 60, last - 5999, last - 5000))
            db.executemany("INSERT INTO reason (item_id, seq, text) VALUES (?, 1, 'unsure' || char(9) || 'not sure enough')",
                           ((last - n,) for n in range(5000)))
        took, worked, peak = [], [], 0
        for _ in range(REPEAT):
            before = os.times()
            text, s, kilobytes = measured(BUILD / "purser", "digest", "--preview", "--config", house.config)
            after = os.times()
            took.append(s)
            worked.append(after.children_user + after.children_system - before.children_user - before.children_system)
            peak = max(peak, kilobytes)
            if "(5,000)" not in text or "(1,000)" not in text:
                sys.exit(f"the digest is not what it should be: {text[:300]}")
        figure("digest of 5,000 open orders over 1,000,000 messages, time", seconds(took), "<= 1 s")
        figure("  processor time of it", seconds(worked), "")
        figure("digest of 5,000 open orders over 1,000,000 messages, memory", f"{peak / 1024:.1f} MB", "<= 30 MB")


def database_bytes(house):
    """Pages in use, and of them what sealed originals hold."""
    with sqlite3.connect(house.state / "purser.db") as db:
        def one(sql):
            return db.execute(sql).fetchone()[0]
        used = (one("PRAGMA page_count") - one("PRAGMA freelist_count")) * one("PRAGMA page_size")
        sealed = one("SELECT ifnull(sum(length(sealed)), 0) FROM original_chunk") + \
            one("SELECT ifnull(sum(length(header)), 0) FROM original")
    return used, sealed


def growth(house, n, orders):
    """Bytes of the database for each of n messages, all orders or none, once they are routed and sent."""
    shutil.rmtree(house.state, ignore_errors=True)
    Mailbox(house, "busy", 0)
    house.once()
    empty, _ = database_bytes(house)
    Mailbox(house, "busy", n, orders=orders)
    house.once(timeout=3600)
    used, sealed = database_bytes(house)
    status = house.status()
    if orders and (status["routes"]["route"] < 0.95 * n or status["parcels"]["sent"] != status["routes"]["route"]):
        sys.exit(f"{status['routes']} {status['parcels']}")
    return (used - empty - sealed) / n, sealed / n


OURS = ["DE89370400440532013000", "FR1420041010050500013M02606", "GB29NWBK60161331926819", "aba 021000021 483920174655",
        "NL91ABNA0417164300"]


def bench_vault(root, authority):
    with bench_house(root, authority, {"busy": "pw", "ar": "pw"}, mode="live") as house:
        ignored, _ = growth(house, max(N // 5, 100), 0)
        routed, sealed = growth(house, max(N // 20, 50), 1)
        # AR's server is away: what is measured is ingest and sealing, not that server
        Mailbox(house, "busy", N)
        house.ar_keys.update(port=free_port(), retry_first="1h")
        prints = house.folder / "fingerprint.key"
        prints.write_bytes(os.urandom(32))
        prints.chmod(0o600)
        all_keys = {**house.vault_keys, "fingerprint_key": prints}
        arms = {"plain": {}, "accounts": {**all_keys, "keep_originals": 0}, "all": all_keys}
        took, cpu = {arm: [] for arm in arms}, {arm: [] for arm in arms}
        for turn in range(REPEAT):
            for arm in list(arms)[::-1 if turn % 2 else 1]:  # whoever is first pays for what the machine did before
                house.vault_keys = arms[arm]
                house.configure()
                shutil.rmtree(house.state, ignore_errors=True)
                for account in OURS if arms[arm] else ():
                    house.state.mkdir(mode=0o700, exist_ok=True)
                    house.run("accounts", "add", "--entity", "Acme Software GmbH", input=account + "\n", check=0)
                begun, before = time.monotonic(), children_cpu()
                house.once(check=75, timeout=3600)
                took[arm].append(time.monotonic() - begun)
                cpu[arm].append(children_cpu() - before)

        def paired(arm):
            return statistics.median(a / b for a, b in zip(cpu[arm], cpu["plain"]))
        figure(f"ingest of {N} messages without a key of AR, and without accounts of ours", seconds(took["plain"]))
        figure("  processor time", seconds(cpu["plain"]))
        figure(f"  accounts compared with {len(OURS)} of ours and sealed, originals of orders sealed and written", seconds(took["all"]))
        figure("  ratio", f"{ratio(took['all'], took['plain']):.3f}", "<= 1.05")
        figure("  ratio of processor time, best of each", f"{ratio(cpu['all'], cpu['plain']):.3f}", "<= 1.05")
        figure("  ratio of processor time, the median of pairs", f"{paired('all'):.3f}", "<= 1.05")
        figure("  of it accounts compared and sealed, no originals kept: best of each, the median of pairs",
               f"{ratio(cpu['accounts'], cpu['plain']):.3f}, {paired('accounts'):.3f}")
        figure("the database grows for an ignored message by", f"{ignored:.0f} bytes", "<= 1024")
        figure("  for a routed order by", f"{routed:.0f} bytes", "<= 12288")
        figure("  and its sealed original", f"{sealed:.0f} bytes")


SECTIONS = {"ingest": bench_ingest, "read": bench_read, "pdf": bench_pdf, "linear": bench_linear, "ocr": bench_ocr, "latency": bench_latency, "memory": bench_memory, "idle": bench_idle,
            "poll": bench_poll, "rtt": bench_rtt, "big": bench_big, "million": bench_million, "digest": bench_digest,
            "vault": bench_vault}


def main():
    imaplib._MAXLINE = 100_000_000
    for name in sys.argv[1:] or SECTIONS:
        print(f"== {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="purser-bench-") as folder:
            os.chmod(folder, 0o755)
            root = pathlib.Path(folder)
            SECTIONS[name](root / "house", Authority(root / "ca"))


if __name__ == "__main__":
    main()
