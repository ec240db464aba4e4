# SPDX-License-Identifier: GPL-3.0-or-later
"""What an order says, before any layout: the same facts are printed by every layout, and are its labels."""
import dataclasses
import decimal
import random

import language


def pick(rng, variants, half):
    """The tune half sees two thirds of the variants, the others all."""
    return rng.choice(variants if half != "tune" else variants[:max(1, (2 * len(variants) + 2) // 3)])


@dataclasses.dataclass
class Order:
    lang: str
    region: str          # "en-us" where the conventions differ from the language's
    half: str
    rng: random.Random
    number: str
    date: tuple          # day, month, year
    delivery: tuple
    buyer: tuple         # name, street, town
    supplier: tuple
    person: str
    bill_mail: str
    person_mail: str
    terms: str
    quote: str
    items: list          # description, quantity, price, amount
    net: decimal.Decimal
    tax: decimal.Decimal
    total: decimal.Decimal
    currency: str
    money: tuple
    date_format: str
    words: dict = dataclasses.field(default_factory=dict)

    def label(self, key):
        """The same words each time within a document."""
        if key not in self.words:
            self.words[key] = pick(self.rng, language.LABELS[self.lang][key], self.half)
        return self.words[key]

    def day(self, when):
        d, m, y = when
        name = language.MONTHS[self.lang][m - 1]
        return self.date_format.format(d=d, m=m, Y=y, y=y % 100, B=name, b=name[:3])

    def figure(self, value):
        """A sum without its currency."""
        _, thousands, point, _, _ = self.money
        whole, _, cents = f"{value:.2f}".partition(".")
        groups = []
        while len(whole) > 3:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        return thousands.join([whole] + groups) + point + cents

    def sum(self, value):
        return self.money[3] + self.figure(value) + self.money[4]

    def address(self, party):
        return list(party)

    def invoices(self):
        return pick(self.rng, language.INVOICES[self.lang], self.half).format(mail=self.bill_mail)

    def say(self, key):
        return language.COVER[self.lang][key]


def domain(name):
    flat = "".join(c for c in name.lower() if c.isascii() and c.isalpha())
    return flat[:14] + ".example"


def make(lang, half, seed):
    rng = random.Random(f"{lang} {half} {seed}")
    region = "en-us" if lang == "en" and rng.random() < 0.4 else lang
    table = lambda t: t.get(region) or t[lang]
    buyer, supplier = rng.choice(table(language.BUYERS)), rng.choice(table(language.SUPPLIERS))
    person, host = rng.choice(table(language.PEOPLE)), domain(buyer[0])
    local = "".join(c for c in person.split()[-1].lower() if c.isascii() and c.isalpha())
    prefix = rng.choice({"en": ["PO", "P"], "de": ["B", "EB"], "fr": ["BC", "CF"], "es": ["OC", "PC"], "it": ["OA", "OF"],
                         "nl": ["IO", "B"], "pt": ["NE", "OC"]}[lang])
    items, net = [], decimal.Decimal(0)
    for what in rng.sample(language.ITEMS[lang], rng.randint(1, 4)):
        quantity, price = rng.choice([1, 1, 2, 5, 12]), decimal.Decimal(rng.randint(4000, 480000)) / 100
        items.append((what, quantity, price, quantity * price))
        net += quantity * price
    tax = (net * decimal.Decimal("0.2")).quantize(decimal.Decimal("0.01"))
    money = pick(rng, table(language.MONEY), half)
    number = pick(rng, language.NUMBERS, half).format(rng.randint(10000000, 99999999) % 1000000 + 118000, rng.randint(1001, 1899)
                                                      if rng.random() < 0.5 else rng.randint(3001, 9899), prefix)
    day = (rng.randint(1, 28), rng.randint(1, 10), 2026)
    return Order(lang=lang, region=region, half=half, rng=rng, number=number, date=day,
                 delivery=(rng.randint(1, 28), min(12, day[1] + 2), 2026), buyer=buyer, supplier=supplier, person=person,
                 bill_mail=f"{pick(rng, language.BILLING_NAMES[lang], half)}@{host}", person_mail=f"{local}@{host}",
                 terms=pick(rng, language.TERMS[lang], half), quote=f"Q-{rng.randint(10000, 99999)}", items=items, net=net,
                 tax=tax, total=net + tax, currency=money[0], money=money, date_format=pick(rng, table(language.DATES), half))


def labels(order, verdict="purchase_order", **differences):
    """What a layout that prints everything should give; a layout that leaves something out says so: total=None."""
    iso = lambda d: f"{d[2]}-{d[1]:02}-{d[0]:02}"
    out = {"verdict": verdict, "number": order.number, "date": iso(order.date), "buyer": order.buyer[0],
           "supplier": order.supplier[0], "currency": order.currency, "total": f"{order.total:.2f}",
           "payment_terms": order.terms, "bill_to": ", ".join(order.buyer), "billing_mail": order.bill_mail,
           "lines": [[str(quantity), f"{price:.2f}", f"{amount:.2f}"] for _, quantity, price, amount in order.items]}
    out.update(differences)
    return out
