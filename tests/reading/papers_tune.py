# SPDX-License-Identifier: GPL-3.0-or-later
"""Layouts of the tune half: paper. Each function takes an order and gives (file name, bytes, labels)."""
import language
from content import labels
from paper import Paper, item_table, totals

HALF = "tune"


def letter(o):
    """Letterhead on the left, labels and values on the right, the supplier as an address block."""
    p = Paper()
    p.lines(20, 20, [o.buyer[0]], bold=True, points=14)
    p.lines(20, 26, o.buyer[1:])
    p.text(20, 52, o.label("supplier") + ":", bold=True).lines(20, 57, o.supplier)
    p.text(120, 50, o.label("title"), bold=True, points=16)
    rows = [("number", o.number), ("date", o.day(o.date)), ("delivery", o.day(o.delivery)), ("terms", o.terms),
            ("contact", o.person), ("quote", o.quote)]
    for i, (key, value) in enumerate(rows):
        p.text(120, 58 + 5 * i, o.label(key) + ":").text(160, 58 + 5 * i, value)
    p.text(20, 80, o.label("bill_to") + ":", bold=True).lines(20, 85, o.buyer)
    y = totals(p, o, item_table(p, o, 112) + 4)
    p.text(20, y + 12, o.invoices())
    p.text(20, 280, language.SMALL_PRINT[o.lang], points=7)
    return "letter.pdf", p.bytes(), labels(o)


def header_grid(o):
    """A ruled grid: a row of headings, the values below."""
    p = Paper("letter", "Times", 10)
    p.text(p.width / 2, 18, o.label("title"), bold=True, points=18, align="centre")
    p.lines(20, 28, o.buyer, step=5)
    keys = [("number", o.number), ("date", o.day(o.date)), ("terms", o.terms), ("delivery", o.day(o.delivery))]
    for i, (key, value) in enumerate(keys):
        x = 20 + 44 * i
        p.box(x, 48, 44, 14).text(x + 2, 53, o.label(key), points=8).text(x + 2, 59, value, points=8 if len(value) > 24 else 9)
    p.text(20, 74, o.label("supplier"), bold=True).lines(20, 79, o.supplier, step=5)
    p.text(110, 74, o.label("bill_to"), bold=True).lines(110, 79, o.buyer, step=5)
    y = totals(p, o, item_table(p, o, 108) + 5, colon=True)
    p.text(20, y + 10, o.invoices())
    return "grid.pdf", p.bytes(), labels(o)


def two_columns(o):
    """Addresses in two columns, the facts in a list of labels and values below."""
    p = Paper(points=10)
    p.text(20, 20, o.buyer[0], bold=True, points=15)
    p.text(190, 20, o.label("title"), bold=True, points=15, align="right")
    p.rule(20, 190, 24)
    p.text(20, 34, o.label("supplier"), bold=True).lines(20, 39, o.supplier)
    p.text(110, 34, o.label("ship_to"), bold=True).lines(110, 39, o.buyer)
    p.text(20, 60, o.label("bill_to"), bold=True).lines(20, 65, o.buyer)
    rows = [("number", o.number), ("date", o.day(o.date)), ("currency", o.currency), ("terms", o.terms)]
    for i, (key, value) in enumerate(rows):
        p.text(110, 60 + 5 * i, o.label(key)).text(155, 60 + 5 * i, value)
    y = totals(p, o, item_table(p, o, 95) + 5)
    p.text(20, y + 8, o.invoices())
    p.text(20, 275, language.SMALL_PRINT[o.lang], points=7)
    return "columns.pdf", p.bytes(), labels(o)


def title_number(o):
    """The number and the date stand in the title."""
    p = Paper(font="Times", points=11)
    p.lines(20, 22, o.buyer, step=5)
    p.lines(20, 48, o.supplier, step=5)
    p.text(20, 76, f"{o.label('title')} {language.LABELS[o.lang]['number'][0].split()[-1] if o.lang == 'en' else 'Nr.' if o.lang in ('de', 'nl') else 'n°' if o.lang == 'fr' else 'n.º' if o.lang in ('es', 'pt') else 'n.'}"
           f" {o.number} {o.label('of')} {o.day(o.date)}", bold=True, points=13)
    p.text(20, 86, f"{o.label('delivery')}: {o.day(o.delivery)}").text(20, 92, f"{o.label('terms')}: {o.terms}")
    y = totals(p, o, item_table(p, o, 105) + 6)
    p.text(20, y + 6, f"{o.label('bill_to')}:").lines(20, y + 11, o.buyer, step=5)
    p.text(20, y + 30, o.invoices())
    return "title.pdf", p.bytes(), labels(o, supplier=None)


def many_pages(o):
    """Three pages; the totals are on the last, a page's sum on each."""
    p = Paper()
    o.items = (o.items * 12)[:30]
    o.net = sum(i[3] for i in o.items)
    o.tax = (o.net / 5).quantize(o.tax)
    o.total = o.net + o.tax
    every, all_items = 12, o.items
    for n in range(0, len(all_items), every):
        p.text(20, 18, o.buyer[0], bold=True, points=12)
        p.text(130, 18, f"{o.label('title')}", bold=True, points=12)
        p.text(130, 24, f"{o.label('number')}: {o.number}").text(130, 29, f"{o.label('page')} {n // every + 1}/3")
        y = 40
        if n == 0:
            p.text(130, 34, f"{o.label('date')}: {o.day(o.date)}").text(20, 78, f"{o.label('terms')}: {o.terms}")
            p.text(20, 34, o.label("supplier") + ":").lines(20, 39, o.supplier)
            p.text(20, 58, o.label("bill_to") + ":").lines(20, 63, o.buyer)
            y = 85
        o.items = all_items[n:n + every]
        y = item_table(p, o, y)
        if n + every < len(all_items):
            p.next()
    o.items = all_items
    y = totals(p, o, y + 5)
    p.text(20, y + 8, o.invoices())
    return "pages.pdf", p.bytes(), labels(o)


def slashed(o):
    """Two labels joined by a slash, their values beside them; the supplier in one cell."""
    p = Paper(points=10)
    p.text(20, 20, o.label("title"), bold=True, points=17)
    p.text(190, 20, o.buyer[0], bold=True, points=12, align="right").text(190, 25, ", ".join(o.buyer[1:]), points=8, align="right")
    p.text(20, 36, f"{o.label('number')}/{o.label('date')}").text(100, 36, f"{o.number} / {o.day(o.date)}")
    p.text(20, 42, f"{o.label('contact')} / {o.label('phone')}").text(100, 42, f"{o.person} / +49 555 0100")
    p.text(20, 48, o.label("terms")).text(100, 48, o.terms)
    p.text(20, 58, o.label("supplier")).lines(100, 58, o.supplier, step=5)
    p.text(20, 78, o.label("bill_to")).lines(100, 78, o.buyer, step=5)
    y = totals(p, o, item_table(p, o, 104) + 5)
    p.text(20, y + 8, o.invoices())
    return "slashed.pdf", p.bytes(), labels(o)


def slashed_below(o):
    """Two labels joined by a slash in a cell, their values in the next one below."""
    p = Paper("letter", "Times", 10)
    p.text(20, 22, o.buyer[0], bold=True, points=15).lines(20, 28, o.buyer[1:])
    p.text(196, 22, o.label("title"), bold=True, points=15, align="right")
    for i, (a, b, value) in enumerate((("number", "date", f"{o.number} / {o.day(o.date)}"), ("terms", "currency", None))):
        p.box(110, 30 + 14 * i, 86, 13).text(112, 35 + 14 * i, f"{o.label(a)}/{o.label(b)}" if value else o.label(a))
        p.text(112, 41 + 14 * i, value or o.terms)
    p.text(20, 50, o.label("supplier")).lines(20, 55, o.supplier)
    p.text(20, 74, o.label("bill_to")).lines(20, 79, o.buyer)
    y = totals(p, o, item_table(p, o, 104) + 5)
    p.text(20, y + 8, o.invoices())
    return "below.pdf", p.bytes(), labels(o)


def dotted(o):
    """Labels led to their values by dots; the title between rules; the parties below the lines of the order."""
    p = Paper("letter", "Courier", 9)
    p.rule(15, 200, 14).text(p.width / 2, 20, o.label("title"), bold=True, points=13, align="centre").rule(15, 200, 24)
    rows = [("number", o.number), ("date", o.day(o.date)), ("buyer", o.buyer[0]), ("supplier", o.supplier[0]), ("delivery", o.day(o.delivery)),
            ("terms", o.terms), ("currency", o.currency)]
    for i, (key, value) in enumerate(rows):
        p.text(18, 34 + 5 * i, o.label(key) + " " + "." * (38 - len(o.label(key))) + " " + value)
    y = totals(p, o, item_table(p, o, 78, (18, 30, 120, 155, 198)) + 6, 110, 198)
    p.text(18, y + 8, o.label("bill_to")).lines(18, y + 13, o.buyer)
    p.text(18, y + 34, o.invoices())
    return "dotted.pdf", p.bytes(), labels(o)


def two_tongues(o):
    """Labels in the language and in English."""
    p = Paper(points=9)
    english = language.LABELS["en"]
    both = lambda key: o.label(key) if o.lang == "en" else f"{o.label(key)} / {english[key][0]}"
    p.text(20, 20, o.buyer[0], bold=True, points=13).lines(20, 26, o.buyer[1:])
    p.text(20, 44, both("title"), bold=True, points=14)
    for i, (key, value) in enumerate((("number", o.number), ("date", o.day(o.date)), ("terms", o.terms))):
        p.text(20, 54 + 5 * i, both(key) + ":").text(95, 54 + 5 * i, value)
    p.text(20, 74, both("supplier") + ":").lines(20, 79, o.supplier)
    p.text(110, 74, both("bill_to") + ":").lines(110, 79, o.buyer)
    y = totals(p, o, item_table(p, o, 104) + 5)
    p.text(20, y + 8, o.invoices())
    return "tongues.pdf", p.bytes(), labels(o)


def change(o):
    """A change of an order."""
    p = Paper()
    p.text(20, 20, o.buyer[0], bold=True, points=14).lines(20, 25, o.buyer[1:])
    p.text(120, 40, o.rng.choice(language.CHANGE[o.lang]), bold=True, points=15)
    p.text(120, 48, o.label("number") + ":").text(160, 48, o.number)
    p.text(120, 53, o.label("date") + ":").text(160, 53, o.day(o.date))
    p.text(20, 48, o.label("supplier") + ":").lines(20, 53, o.supplier)
    totals(p, o, item_table(p, o, 85) + 4)
    return "change.pdf", p.bytes(), labels(o, "order_change", payment_terms=None, bill_to=None, billing_mail=None)


def cancel(o):
    """A cancelled order."""
    p = Paper(points=11)
    p.lines(20, 22, o.buyer)
    p.lines(20, 48, o.supplier)
    p.text(20, 80, o.rng.choice(language.CANCEL[o.lang]), bold=True, points=15)
    p.text(20, 90, f"{o.label('number')}: {o.number}").text(20, 96, f"{o.label('date')}: {o.day(o.date)}")
    item_table(p, o, 110)
    return "cancel.pdf", p.bytes(), labels(o, "order_cancellation", total=None, payment_terms=None, bill_to=None,
                                           billing_mail=None, supplier=None, currency=None)


LAYOUTS = [letter, header_grid, two_columns, title_number, many_pages, slashed, slashed_below, dotted, two_tongues, change, cancel]
