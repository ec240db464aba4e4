# SPDX-License-Identifier: GPL-3.0-or-later
"""Paper that went through a scanner, a fax or a telephone's camera: the layouts of both halves, drawn as pictures and
worsened. Treatments of the tune half are not those of the test half, as its layouts are not. Needs pdftoppm and PIL."""
import io
import pathlib
import random
import subprocess
import tempfile
import zlib

from PIL import Image, ImageChops, ImageDraw, ImageFilter

import mails
import papers_test
import papers_tune


def draw(pdf, dpi):
    """The pages of a PDF in grey."""
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch)
        (path / "in.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", path / "in.pdf", path / "page"], check=True)
        return [Image.open(io.BytesIO(p.read_bytes())) for p in sorted(path.glob("page*.pgm"))]


def grain(image, strength, seed):
    """Noise of a sensor: as strong in the white as in the black."""
    noise = Image.frombytes("L", image.size, random.Random(seed).randbytes(image.width * image.height))
    return ImageChops.add(image, noise.point([128 + (v - 128) * strength // 128 for v in range(256)]), 1, -128)


def specks(image, share, seed):
    """Dust on the glass."""
    r, image = random.Random(seed), image.copy()
    pen = ImageDraw.Draw(image)
    for _ in range(int(image.width * image.height * share)):
        x, y = r.randrange(image.width), r.randrange(image.height)
        pen.rectangle((x, y, x + r.randrange(2), y + r.randrange(2)), fill=r.choice((0, 0, 255)))
    return image


def slant(image, degrees, fill=255):
    return image.rotate(degrees, Image.BICUBIC, expand=True, fillcolor=fill)


def paper_grey(image, white, black=20):
    return image.point([black + v * (white - black) // 255 for v in range(256)])


def light(image, low, high):
    """Lit from one corner."""
    ramp = Image.linear_gradient("L").rotate(30, expand=False, fillcolor=128).resize(image.size)
    return ImageChops.multiply(image, ramp.point([low + v * (high - low) // 255 for v in range(256)]))


def held(image, by):
    """Not held quite parallel to the paper: the upper edge is shorter. A dark desk around it."""
    w, h = image.size
    out = Image.new("L", (w + 200, h + 200), 70)
    out.paste(image, (100, 100))
    w, h = out.size
    return out.transform(out.size, Image.QUAD, (-by, 0, 0, h, w, h, w + by, 0), Image.BICUBIC, fillcolor=70)


def jpeg(image, quality, dpi=None):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()


def pdf(pages, dpi, quality=70):
    """As scanners make them: each page a picture."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=quality)
    return out.getvalue()


def tiff(pages, dpi):
    out = io.BytesIO()
    pages[0].save(out, "TIFF", compression="group4", dpi=dpi, save_all=True, append_images=pages[1:])
    return out.getvalue()


def bits(image, at=150):
    return image.point([255 * (v > at) for v in range(256)], "1")


def mailed(order, filename, data, lang):
    m = mails.mail((order.person, order.person_mail), f"{order.label('title')}", f"{order.say(0)}\n\n{order.say(3)}\n{order.person}\n",
                   attachments=[(filename, data)])
    kind = {"jpg": b"image/jpeg", "tif": b"image/tiff"}[filename.rsplit(".", 1)[1]]
    return m.replace(b"application/pdf", kind)


# --- tune

def office(pages, order, seed):
    return "office.pdf", pdf([grain(slant(p, 0.6), 14, seed) for p in draw(pages, 300)], 300)


def fax(pages, order, seed):
    return "fax.tif", tiff([bits(specks(p, 0.0002, seed)) for p in draw(pages, 200)], (204, 196))


def phone(pages, order, seed):
    page = slant(draw(pages, 220)[0], 2.2)
    page = held(paper_grey(page, 225, 40), 60).filter(ImageFilter.GaussianBlur(0.8))
    return "phone.eml", mailed(order, "IMG_2041.jpg", jpeg(grain(light(page, 190, 255), 20, seed), 60), order.lang)


def sideways(pages, order, seed):
    return "sideways.pdf", pdf([grain(p, 10, seed).rotate(90, expand=True) for p in draw(pages, 200)], 200, 60)


def screen(pages, order, seed):
    out = io.BytesIO()
    draw(pages, 110)[0].convert("RGBA").save(out, "PNG")
    return "screen.png", out.getvalue()


def dusty(pages, order, seed):
    """A copy in black and white from a glass that nobody wipes."""
    return "dusty.pdf", pdf([bits(specks(slant(p, 0.9), 0.0005, seed), 160) for p in draw(pages, 200)], 200)


def worn(pages, order, seed):
    """A copier short of toner: thin strokes break."""
    return "worn.tif", tiff([bits(specks(slant(p, -0.4), 0.0001, seed), 95) for p in draw(pages, 240)], (240, 240))


# --- test

def copier(pages, order, seed):
    return "copier.pdf", pdf([bits(specks(slant(p, -1.2), 0.0004, seed), 170) for p in draw(pages, 200)], 200)


def upside(pages, order, seed):
    page = grain(paper_grey(slant(draw(pages, 240)[0], 0.4), 205, 50), 16, seed)
    return "upside.jpg", jpeg(page.rotate(180), 60, 240)


def coarse(pages, order, seed):
    return "coarse.jpg", jpeg(draw(pages, 130)[0].filter(ImageFilter.GaussianBlur(0.4)), 55, 72)


def camera(pages, order, seed):
    page = held(paper_grey(slant(draw(pages, 260)[0], -3), 215, 45), -80).filter(ImageFilter.GaussianBlur(1))
    page = grain(light(page, 170, 255), 24, seed).rotate(270, expand=True)
    return "camera.eml", mailed(order, "20261109_091544.jpg", jpeg(page, 65), order.lang)


def stack(pages, order, seed):
    return "stack.tif", tiff([bits(slant(p, 0.5)) for p in draw(pages, 300)], (300, 300))


# --- fresh: never tuned with

def picture(image, kind, **how):
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def low_fax(pages, order, seed):
    """The coarse mode of a fax: twice as many dots in a line as lines."""
    page = [p.resize((p.width, p.height * 98 // 200), Image.BICUBIC) for p in draw(pages, 200)]
    return "low_fax.tif", tiff([bits(p, 160) for p in page], (204, 98))


def corner(pages, order, seed):
    """A photo from one corner, a shadow over half of it."""
    page = held(paper_grey(draw(pages, 250)[0], 230, 35), 40)
    w, h = page.size
    page = page.transform(page.size, Image.QUAD, (0, 0, 30, h, w, h - 40, w - 20, 25), Image.BICUBIC, fillcolor=70)
    shadow = Image.new("L", page.size, 255)
    ImageDraw.Draw(shadow).polygon([(0, h // 3), (w, h * 2 // 3), (w, h), (0, h)], fill=175)
    page = ImageChops.multiply(page, shadow.filter(ImageFilter.GaussianBlur(25)))
    return "corner.jpg", jpeg(grain(page.filter(ImageFilter.GaussianBlur(0.7)), 18, seed), 70)


def thrifty(pages, order, seed):
    """150 dots an inch, and packed hard."""
    return "thrifty.pdf", pdf([grain(slant(p, -0.8), 12, seed) for p in draw(pages, 150)], 150, 45)


def chat(pages, order, seed):
    """As messengers send pictures, lying on the side."""
    return "chat.webp", picture(grain(draw(pages, 180)[0], 8, seed).rotate(270, expand=True), "WEBP", quality=60)


def saved(pages, order, seed):
    """Of an old program, upside down."""
    return "saved.gif", picture(draw(pages, 170)[0].rotate(180), "GIF")


TREATMENTS = {"tune": (papers_tune, (office, fax, phone, sideways, screen, dusty, worn)),
              "test": (papers_test, (copier, upside, coarse, camera, stack)),
              "fresh": (papers_test, (low_fax, corner, thrifty, chat, saved))}


def scans(half, lang, make, only=""):
    """(name, n, (file name, bytes, labels)); each treatment meets two layouts, others in each language."""
    module, treatments = TREATMENTS[half]
    orders = [layout for layout in module.LAYOUTS if layout.__name__ not in ("many_pages",)]
    for treat in treatments:
        for n in range(2) if f"scan-{treat.__name__}".startswith(only) else ():
            seed = zlib.crc32(f"{treat.__name__} {lang} {n}".encode())
            layout = orders[seed % len(orders)]
            order = make(lang, half, f"scan {treat.__name__} {n}")
            _, data, want = layout(order)
            name, picture = treat(data, order, seed)
            yield f"scan-{treat.__name__}", n, (name, picture, want)
