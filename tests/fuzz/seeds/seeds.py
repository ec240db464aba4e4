# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds for the fuzz targets, made by the tests' own generators: what the unit tests hand to the readers (catch.c), the
documents of tests/reading, the mails of tests/flow. make(build, out) fills out/TARGET/."""
import contextlib
import hashlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

TOP = pathlib.Path(__file__).resolve().parents[3]
EACH = 400  # of one kind, at most
SIZE = 128 * 1024

# Kind of what was caught, the target it is for, and what that wants before it.
OOXML = "document/application_vnd.openxmlformats-officedocument."
ROWS = [
    ("mail", "mail", b""), ("mail", "read", b""), ("body", "text", b"b"), ("body", "finding", b"b"),
    ("document/text_plain", "text", b"\x01"), ("document/text_plain", "finding", b"t"), ("document/text_csv", "text", b"c"),
    ("document/text_csv", "finding", b"c"), ("document/text_html", "html", b""), ("document/text_html", "finding", b"h"),
    ("document/application_pdf", "pdf", b""), ("document/application_pdf", "read", b"f"),
    ("document/application_rtf", "rtf", b""), ("document/application_xml", "xml", b""),
    ("document/application_edi-x12", "edi", b""), ("document/application_edifact", "edi", b""),
    ("document/application_tradacoms", "edi", b""), ("document/application_msword", "ole", b"d"),
    ("document/application_vnd.ms-excel", "ole", b"x"), ("document/application_vnd.ms-outlook", "ole", b"m"),
    ("document/application_vnd.ms-outlook", "read", b"f"), ("wrapped", "wrapped", b""), ("wrapped", "read", b"f"),
    ("document/application_pkcs7-mime", "wrapped", b""), ("document/application_zip", "zip", b""),
    ("document/application_zip", "read", b"f"), (OOXML + "wordprocessingml.document", "zip", b""),
    (OOXML + "spreadsheetml.sheet", "zip", b""), ("report", "report", b""), ("config", "small", b"C"),
    ("customers", "small", b"c"), ("uids", "small", b"u"), ("auth", "small", b"r"),
]
OFFICE = [(OOXML + "wordprocessingml.document", b"d"), (OOXML + "spreadsheetml.sheet", b"x"),
          ("document/application_vnd.ms-excel.sheet.macroEnabled.12", b"x")]
IMAP_STEPS = [b"f", b"F", b"s", b"i", b"d", b"w", b"a", b"k", b"m", b"l", b"n", b"o", b"Tf", b"Xf", b"Of", b"Lf"]
SMTP_STEPS = [b"Sn", b"Sp", b"Sx", b"St", b"Snh"]
SMALL = {
    b"a": ["\"A, B\" <a@x.example>, g: c@d.example;", "=?utf-8?B?w4Q=?= <b@x.example>", "<a@b> <c@d>",
           "Mon, 1 Jan 2024 10:00:00 +0100", "a (comment (nested)) <x@[127.0.0.1]>", "Müller <m@münchen.example>"],
    b"7": ["&AOQ-pfel", "a&-b", "&2DzfGQ-", "INBOX/Gel&APY-scht"],
    b"s": ["* 1 FETCH (UID 7 FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" BODY[]<0> {12}",
           "SEARCH 1 2 3 4294967295", "(\"a\\\"b\" NIL (x y) BODY[HEADER.FIELDS (X)]<0>)"],
    b"w": ["2026-06-08", "1h30m", "64k", "Größe – “PO” 4711", "90", "2d", "4M"],
    b"o": ["a@mail.contoso.example", "müller.de", "co.uk", "xn--mller-kva.example", "user@GMAIL.COM"],
    b"d": ["utf-7\n+AOQ-", "iso-2022-jp\n\x1b$B%\"\x1b(B", "windows-1252\nGr\xfc\xdfe", "utf-16le\na\0b\0", "x-unknown\nabc"],
    b"n": ["\0\0\0\0\0\0\x45\x40" + c for c in ("0.00", "dd/mm/yyyy hh:mm", "[Red]#,##0.00_);(0.00)", "0000000", "[$€-407]0.00",
                                                  "0.0E+00", "# ?/?", "@", "[h]:mm", "\"PO \"0;;\"none\"")],
}
# Messages between helpers and keeper: their type says whose they are and which.
WIRE = {
    "(ub": ("r", 6), "(ubs)": ("r", 7), "(bt)": ("r", 8), "(bs)": ("r", 9), "(a{sx}": ("R", 1), "(ua(": ("R", 2),
    "(x)": ("f", 6), "(s)": ("f", 7), "(suussb)": ("f", 8), "(ss)": ("f", 9), "(suta(": ("f", 10), "(sus)": ("f", 12),
    "(sis)": ("f", 13), "(is)": ("f", 14), "(xuusba(": ("d", 4), "(xsasb)": ("D", 1), "(xb)": ("D", 2),
}


def store(out, target, data):
    if 0 < len(data) <= SIZE:
        folder = out / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def catch(build, caught):
    env = {**os.environ, "PURSER_LIBEXEC": str(build), "PURSER_BUILD": str(build), "PURSER_CATCH": str(caught)}
    for program in sorted((build / "catch").glob("*/*")):
        # A test may fail with the catcher in it (one counts the files opened): only what it hands on matters.
        subprocess.run([program], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300, check=False)


def some(folder, most=EACH):
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [f.read_bytes() for f in files[::max(1, len(files) // most)][:most]]


def unpacked(letter, data):
    """A package as the target `office` wants it: its parts, plain."""
    parts = [letter]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            for name in z.namelist()[:40]:
                body = z.read(name)[:16384]
                parts.append(name.encode() + b"\n%d\n" % len(body) + body + b"\n")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zipfile.zlib.error):
        return b""
    return b"".join(parts)


def wire_seeds(caught, out):
    for folder in sorted((caught / "wire").glob("*")):
        rows = [row for prefix, row in WIRE.items() if folder.name == prefix or (folder.name.startswith(prefix) and prefix[-1] != ")")]
        for data in some(folder):
            if folder.name == "a{sv}":
                store(out, "report", data)
            for who, kind in rows:
                if who.islower():
                    store(out, "wire", who.encode() + bytes((kind, 2)) + len(data).to_bytes(2, "little") + data)
                else:
                    store(out, "wire", who.encode() + kind.to_bytes(4, "little") + len(data).to_bytes(4, "little") + data)


def documents(out):
    sys.path[:0] = [str(TOP / "tests/reading"), str(TOP / "tests/flow")]
    import generate  # pylint: disable=import-outside-toplevel,import-error
    import samples  # pylint: disable=import-outside-toplevel,import-error
    for _, lang, layout, n, (name, data, _) in generate.cases():
        if n or lang not in ("en", "de", "fr"):
            continue
        if name.endswith(".pdf"):
            if lang == "en":
                store(out, "pdf", data)
                store(out, "read", b"f" + data)
        else:
            store(out, "mail", data)
            store(out, "read", data)
    for data in (samples.po_pdf(), samples.bestellung_pdf()):
        store(out, "pdf", data)
    store(out, "text", b"b" + samples.po_text().encode())
    store(out, "finding", b"t" + samples.po_text().encode())
    store(out, "html", samples.po_html().encode())
    store(out, "finding", b"h" + samples.po_html().encode())


def pictures(out):
    """A few lines of writing, in each format, depth and packing."""
    from PIL import Image, ImageDraw  # pylint: disable=import-outside-toplevel
    page = Image.new("L", (320, 240), 255)
    pen = ImageDraw.Draw(page)
    for i in range(8):
        pen.text((12, 10 + 24 * i), f"Order {4500017623 + i}  of goods ......... {i},345.60", fill=0)
    kinds = {"png": {}, "jpeg": {"quality": 30}, "gif": {}, "webp": {"lossless": True}, "bmp": {}, "tiff": {"compression": "tiff_lzw"}}
    for mode in ("L", "RGB", "RGBA", "1", "P"):
        for kind, how in kinds.items():
            with contextlib.suppress(OSError):
                whole = io.BytesIO()
                page.rotate(2, fillcolor=255).convert(mode).save(whole, kind, **how)
                store(out, "picture", whole.getvalue())
    for kind, how in (("jpeg", {"progressive": True}), ("webp", {"quality": 40}), ("tiff", {"compression": "jpeg"}),
                      ("tiff", {"save_all": True, "append_images": [page.rotate(90, expand=True)]})):
        whole = io.BytesIO()
        page.save(whole, kind, **how)
        store(out, "picture", whole.getvalue())
    fax = io.BytesIO()
    page.convert("1").save(fax, "tiff", compression="group4", save_all=True, append_images=[page.convert("1")], dpi=(204, 98))
    store(out, "picture", fax.getvalue())


def words(out):
    """Every label of every language, as a dictionary for `finding`."""
    found = set()
    for path in sorted((TOP / "src/finding").glob("labels_*.c")):
        found.update(re.findall(r'"([^"\\%]{2,40})"', path.read_text(encoding="utf-8")))
    lines = ("".join(chr(b) if 32 <= b < 127 else f"\\x{b:02X}" for b in w.encode()) for w in sorted(found))
    (out / "finding.dict").write_text("".join(f'"{w}"\n' for w in lines), encoding="ascii")


def make(build, out):
    caught = out / "caught"
    catch(build, caught)
    for kind, target, prefix in ROWS:
        for data in some(caught / kind):
            store(out, target, prefix + data)
    for kind, letter in OFFICE:  # most are damaged on purpose, and give nothing
        whole = {unpacked(letter, data) for data in some(caught / kind, 100000)}
        for data in sorted(whole)[:EACH]:
            store(out, "office", data)
    for data in some(caught / "imap"):
        for steps in IMAP_STEPS:
            store(out, "server", steps + b"\n" + data)
    for data in some(caught / "smtp"):
        for steps in SMTP_STEPS:
            store(out, "server", steps + b"\n" + data)
    for letter, texts in SMALL.items():
        for text in texts:
            store(out, "small", letter + text.encode("latin-1" if letter in b"dn" and text.isascii() else "utf-8"))
    wire_seeds(caught, out)
    documents(out)
    pictures(out)
    words(out)
    shutil.rmtree(caught)
