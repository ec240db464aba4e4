# SPDX-License-Identifier: GPL-3.0-or-later
"""Layouts of the test half: paper. Nothing is tuned on these; only their figures are looked at."""
import language
from content import labels
from paper import Paper, item_table, totals

HALF = "test"
NUMBER_WORD = {"en": "No.", "de": "Nr.", "fr": "n°", "es": "n.º", "it": "n.", "nl": "nr.", "pt": "n.º"}


def boxed(o):
    """Three boxes of addresses under a boxed title, a ruled grid of facts, totals in a box at the right."""
    p = Paper("letter", points=9)
    p.box(15, 12, 186, 14).text(18, 21, o.buyer[0], bold=True, points=13)
    p.text(198, 21, o.label("title").upper(), bold=True, points=13, align="right")
    for i, (key, party) in enumerate((("supplier", o.supplier), ("ship_to", o.buyer), ("bill_to", o.buyer))):
        x = 15 + 62 * i
        p.box(x, 30, 62, 30).text(x + 2, 35, o.label(key).upper(), bold=True, points=8)
        p.lines(x + 2, 41, party, points=8)
    facts = [("number", o.number), ("date", o.day(o.date)), ("contact", o.person), ("terms", o.terms)]
    for i, (key, value) in enumerate(facts):
        x = 15 + 46.5 * i
        p.box(x, 64, 46.5, 6).box(x, 70, 46.5, 8).text(x + 2, 68.2, o.label(key), bold=True, points=8)
        p.text(x + 2, 75.5, value, points=7 if len(value) > 26 else 8)
    y = item_table(p, o, 88, (17, 30, 120, 155, 198))
    p.box(130, y + 2, 71, 20)
    totals(p, o, y + 7, 132, 198)
    p.text(17, y + 7, o.invoices(), points=8)
    return "boxed.pdf", p.bytes(), labels(o)


def window(o):
    """A letter for a window envelope: the sender in one small line over the address, facts in a block, a subject line."""
    p = Paper(points=10)
    p.text(20, 47, " - ".join(o.buyer), points=6)
    p.lines(20, 53, o.supplier, step=5)
    p.text(190, 25, o.buyer[0], bold=True, points=16, align="right")
    for i, (key, value) in enumerate((("date", o.day(o.date)), ("contact", o.person), ("phone", "+49 555 0100"))):
        p.text(130, 53 + 5 * i, o.label(key)).text(162, 53 + 5 * i, value)
    p.text(20, 98, f"{o.label('title')} {NUMBER_WORD[o.lang]} {o.number}", bold=True, points=12)
    p.text(20, 108, o.say(0))
    y = totals(p, o, item_table(p, o, 120, ruled=False) + 5)
    p.text(20, y + 6, f"{o.label('terms')}: {o.terms}").text(20, y + 12, f"{o.label('delivery')}: {o.day(o.delivery)}")
    p.text(20, y + 20, f"{o.label('bill_to')}:").lines(20, y + 25, o.buyer, step=5)
    p.text(20, y + 44, o.invoices()).text(20, y + 54, o.say(3)).text(20, y + 60, o.person)
    return "window.pdf", p.bytes(), labels(o, supplier=None)


def typewriter(o):
    """A dense form in a typewriter face, number and date behind one label with a slash."""
    p = Paper(font="Courier", points=9)
    p.text(20, 20, o.buyer[0]).text(20, 24, f"{o.buyer[1]}, {o.buyer[2]}")
    p.text(110, 20, o.label("title"), bold=True)
    p.text(110, 30, f"{o.label('number')} / {o.label('date')}").text(110, 34, f"{o.number} / {o.day(o.date)}", bold=True)
    p.text(110, 40, o.label("contact")).text(110, 44, o.person)
    p.text(20, 44, o.label("supplier")).lines(20, 48, o.supplier, step=4)
    p.text(20, 70, f"{o.label('ship_to')}:").lines(20, 74, o.buyer, step=4)
    p.text(110, 60, f"{o.label('bill_to')}:").lines(110, 64, o.buyer, step=4)
    p.text(20, 94, f"{o.label('terms'):<28}{o.terms}").text(20, 98, f"{o.label('currency'):<28}{o.currency}")
    y = item_table(p, o, 110)
    p.rule(20, 185, y)
    y = totals(p, o, y + 5, 20, 185)
    p.text(20, y + 6, o.invoices()).text(20, 275, language.SMALL_PRINT[o.lang][:90], points=7)
    return "typewriter.pdf", p.bytes(), labels(o)


def landscape(o):
    """A wide page, the letterhead centred, terms and billing in the footer, facts in two rows of pairs."""
    p = Paper("wide", "Times", 10)
    p.text(p.width / 2, 18, o.buyer[0], bold=True, points=16, align="centre")
    p.text(p.width / 2, 24, f"{o.buyer[1]} · {o.buyer[2]}", points=9, align="centre")
    p.text(p.width / 2, 36, o.label("title").upper(), bold=True, points=14, align="centre")
    for i, (key, value) in enumerate((("number", o.number), ("date", o.day(o.date)), ("quote", o.quote))):
        p.text(20 + 90 * i, 48, f"{o.label(key)}: {value}")
    p.text(20, 58, o.label("supplier"), bold=True).lines(20, 63, o.supplier, step=5)
    p.text(150, 58, o.label("ship_to"), bold=True).lines(150, 63, o.buyer, step=5)
    y = totals(p, o, item_table(p, o, 88, (20, 40, 180, 220, 270)) + 4, 200, 270)
    p.rule(20, 277, 186).text(20, 191, f"{o.label('terms')}: {o.terms}").text(150, 191, o.invoices())
    return "landscape.pdf", p.bytes(), labels(o, bill_to=None)


def right_labels(o):
    """Labels flush right against their values, parties as one-line pairs, no colons."""
    p = Paper(points=10)
    p.text(20, 22, o.label("title"), bold=True, points=20)
    pairs = [("number", o.number), ("date", o.day(o.date)), ("buyer", o.buyer[0]), ("supplier", o.supplier[0]),
             ("terms", o.terms), ("delivery", o.day(o.delivery))]
    for i, (key, value) in enumerate(pairs):
        p.text(68, 36 + 6 * i, o.label(key), align="right", bold=True).text(72, 36 + 6 * i, value)
    y = totals(p, o, item_table(p, o, 82) + 6, 110, 185)
    p.text(20, y + 8, f"{o.label('bill_to')}:", bold=True)
    p.text(20, y + 13, ", ".join(o.buyer)).text(20, y + 20, o.invoices())
    return "pairs.pdf", p.bytes(), labels(o, bill_to=None)


def change(o):
    """A change of an order, as a letter with the number in its title."""
    p = Paper(font="Times", points=11)
    p.text(190, 20, o.buyer[0], bold=True, points=14, align="right").lines(20, 45, o.supplier, step=5)
    p.text(20, 80, f"{o.rng.choice(language.CHANGE[o.lang])} {NUMBER_WORD[o.lang]} {o.number}", bold=True, points=14)
    p.text(20, 90, f"{o.label('date')}: {o.day(o.date)}")
    totals(p, o, item_table(p, o, 104) + 5)
    return "change.pdf", p.bytes(), labels(o, "order_change", supplier=None, payment_terms=None, bill_to=None, billing_mail=None)


def cancel(o):
    """A cancelled order, as a grid."""
    p = Paper("letter")
    p.text(108, 20, o.rng.choice(language.CANCEL[o.lang]).upper(), bold=True, points=15, align="centre")
    for i, (key, value) in enumerate((("number", o.number), ("date", o.day(o.date)), ("buyer", o.buyer[0]))):
        p.box(20 + 58 * i, 30, 58, 14).text(22 + 58 * i, 35, o.label(key), bold=True).text(22 + 58 * i, 41, value)
    p.text(20, 54, o.label("supplier")).lines(20, 59, o.supplier)
    item_table(p, o, 85)
    return "cancel.pdf", p.bytes(), labels(o, "order_cancellation", total=None, payment_terms=None, bill_to=None,
                                           billing_mail=None, currency=None)


LAYOUTS = [boxed, window, typewriter, landscape, right_labels, change, cancel]
