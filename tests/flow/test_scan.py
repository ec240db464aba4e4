# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders on paper that was scanned or photographed. Needs tesseract's English data."""
import io
import subprocess

from PIL import Image

import samples
from house import BUILD

SENDER = "Ann Moore <ann@northwind.example>"


def picture(pdf, kind, dpi=200, turn=0):
    """The first page as a scanner gives it."""
    done = subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-singlefile", "-"], input=pdf, capture_output=True, check=True)
    image = Image.open(io.BytesIO(done.stdout)).rotate(turn, Image.BICUBIC, expand=True, fillcolor=255)
    out = io.BytesIO()
    image.save(out, kind, resolution=dpi, quality=75)
    return out.getvalue()


def scanned(number, minute=0, kind="PDF", name="scan.pdf", media_type="application/pdf", turn=0, total="8,250.00"):
    data = picture(samples.po_pdf(number=number, total=total), kind, turn=turn)
    return samples.mail("Order", "Please find our order attached.", sender=SENDER, minute=minute,
                        attachments=[(name, media_type, data)]), data


def test_a_scanned_order_reaches_ar_with_the_scan(house):
    raw, data = scanned("7000451")
    house.dovecot.append("dana", raw)
    house.once()
    assert house.numbers() == ["7000451"], house.tail()
    letter = house.letters()[0]
    assert letter.attachments() == {"scan.pdf": data}
    order = house.json("list")[0]
    assert "8250" in str(order) or "8,250.00" in letter.raw.decode("utf-8", "replace")


def test_photos_and_turned_pages_do_too_and_ordinary_mail_is_read_beside_them(house):
    house.dovecot.append("dana", scanned("7000452", 1, "JPEG", "IMG_0042.jpg", "image/jpeg", turn=3)[0])
    house.dovecot.append("dana", samples.mail("PO", samples.po_text(number="4500000001"), minute=2))
    house.dovecot.append("dana", scanned("7000453", 3, turn=90)[0])
    house.dovecot.append("lee", scanned("7000454", 4, "PNG", "page.png", "image/png")[0])
    house.once()
    assert house.numbers() == ["4500000001", "7000452", "7000453", "7000454"], house.tail()


def test_a_picture_whose_bytes_are_a_pdf_is_read_as_one(house):
    house.dovecot.append("dana", samples.mail("Order", "Attached.", sender=SENDER, attachments=[
        ("order.png", "image/png", samples.po_pdf(number="7000455"))]))
    house.once()
    assert house.numbers() == ["7000455"], house.tail()


def test_without_text_recognition_a_scan_is_listed_unread_and_mail_goes_on(house):
    """The program is not installed: nothing is lost, nothing is guessed."""
    lame = house.folder / "libexec"
    lame.mkdir()
    for name in ("purser-fetcher", "purser-sender", "purser-reader"):
        (lame / name).symlink_to(BUILD / name)
    house.env["PURSER_LIBEXEC"] = str(lame)
    house.dovecot.append("dana", scanned("7000456")[0])
    house.dovecot.append("dana", samples.mail("PO", samples.po_text(number="4500000002"), minute=2))
    house.once()
    assert "4500000002" in house.numbers() and "7000456" not in house.numbers(), house.tail()
    check = house.run("check-config")
    assert "scans and photos" in check.stdout and "not read" in check.stdout


def test_without_language_data_a_scan_says_what_to_install(house, tmp_path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(scanned("7000457")[1])
    done = subprocess.run([BUILD / "purser", "read", "--json", scan], capture_output=True, text=True, timeout=120,
                          env=house.environment(PURSER_TESSDATA=str(tmp_path)))
    assert '"read": "skipped"' in done.stdout or '"read":"skipped"' in done.stdout, done
    assert "tesseract-ocr-eng" in done.stdout, done
    assert "apt install tesseract-ocr-eng" in house.run("check-config", env={"PURSER_TESSDATA": str(tmp_path)}).stdout


def test_a_picture_shows_what_was_found(tmp_path):
    pdf, scan, mail = tmp_path / "order.pdf", tmp_path / "order.jpg", tmp_path / "order.eml"
    pdf.write_bytes(samples.po_pdf())
    scan.write_bytes(picture(samples.po_pdf(), "JPEG", turn=90))
    mail.write_bytes(samples.mail("PO", samples.po_text()))
    for path in (pdf, scan, mail):
        out = path.with_suffix(path.suffix + ".png")
        done = subprocess.run([BUILD / "purser", "read", "--picture", out, path], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done
        assert "PO number" in done.stdout and (">7000451<" in done.stdout or ">4500123456<" in done.stdout)
        image = Image.open(out).convert("RGB")
        blue = sum(1 for r, g, b in image.getdata() if r < 10 and abs(g - 115) < 4 and abs(b - 178) < 4)
        assert image.width > 900 or path == mail, image.size
        assert blue > 100, path  # the first field's box and number
    for wrong in (["--picture", str(out), str(pdf), str(scan)], ["--page", "1", str(pdf)]):
        assert subprocess.run([BUILD / "purser", "read", *wrong], capture_output=True, timeout=60).returncode == 64
    none = subprocess.run([BUILD / "purser", "read", "--picture", out, "--page", "7", pdf], capture_output=True, text=True,
                          timeout=60)
    assert none.returncode == 65 and "no such page" in none.stderr
