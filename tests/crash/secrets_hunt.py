# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for account numbers in files and in the memory of processes, in every form in which they may lie there."""
import base64
import binascii
import collections
import re
import zlib


def spaced(number):
    return re.sub("(.{4})", r"\1 ", number).strip()


def base64_cores(data):
    """What stands in any base64 of a text that contains data: one core for each of the three alignments."""
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + data)
        head = (0, 2, 3)[shift]
        tail = (len(data) + shift) % 3
        yield text[head + (1 if shift else 0) - (1 if shift == 2 else 0):len(text) - (4 if tail else 0)]


def needles(accounts, raws=()):
    """bytes → what they show. accounts: as printed; raws: bytes as they stand in an attachment."""
    found = {}
    for account in accounts:
        plain = account.replace(" ", "")
        for form in {account, plain, spaced(plain), plain.lower(), spaced(plain).lower()}:
            for name, data in (("plain", form.encode()), ("utf-16le", form.encode("utf-16-le")),
                               ("utf-16be", form.encode("utf-16-be"))):
                found[data] = f"{account} {name}"
                found[binascii.hexlify(data)] = f"{account} {name} hex"
                found[binascii.hexlify(data).upper()] = f"{account} {name} HEX"
                for core in base64_cores(data):
                    if len(core) >= 8:
                        found[core] = f"{account} {name} base64"
    for raw in raws:
        for at in (len(raw) // 4, len(raw) // 2, 3 * len(raw) // 4):
            piece = raw[at:at + 24]
            found[piece] = "attachment's bytes"
            for core in base64_cores(piece):
                found[core] = "attachment's bytes base64"
    return found


def inflated(data):
    """Every deflate stream that can be found, with zlib's or ZIP's head."""
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|PK\x03\x04|\x1f\x8b\x08", data):
        at, raw = match.start(), match.group()[:2] == b"PK"
        if raw:
            head = data[at:at + 30]
            if len(head) < 30:
                continue
            at += 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        kind = -15 if raw else 31 if match.group()[:1] == b"\x1f" else 15
        try:
            text = zlib.decompressobj(kind).decompress(data[at:at + (1 << 20)], 1 << 20)
        except zlib.error:
            continue
        if len(text) > 8:
            yield text


def soft_lines_joined(data):
    """Quoted-printable parts long lines; base64 in a mail does, too."""
    return data.replace(b"=\r\n", b"").replace(b"=\n", b"").replace(b"\r\n", b"").replace(b"\n", b"")


def hunt(data, wanted):
    """What is found, with some bytes around it."""
    seen = collections.OrderedDict()

    def look(where, text):
        for needle, what in wanted.items():
            at = text.find(needle)
            if at >= 0:
                seen.setdefault((what, where), bytes(text[max(0, at - 60):at + 60]))
    look("as it is", data)
    look("lines joined", soft_lines_joined(data))
    for text in inflated(data):
        look("inflated", text)
    return seen


def memory(pid):
    """All readable mappings of a process but the code and constants of files: what a core dump would hold, and more."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as mem:
        for line in maps:
            fields = line.split()
            first, end = (int(x, 16) for x in fields[0].split("-"))
            name = fields[5] if len(fields) > 5 else ""
            if fields[1][0] != "r" or name in ("[vvar]", "[vsyscall]"):
                continue
            if name.startswith("/") and "w" not in fields[1] and "memfd" not in name:
                continue
            try:
                mem.seek(first)
                yield f"{fields[0]} {fields[1]} {name}", mem.read(end - first)
            except (OSError, ValueError):
                continue
