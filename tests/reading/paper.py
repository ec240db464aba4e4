# SPDX-License-Identifier: GPL-3.0-or-later
"""A page to draw on: millimetres from the top left."""
import io

from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen import canvas

MM = 72 / 25.4


class Paper:
    def __init__(self, size="a4", font="Helvetica", points=9):
        self.size = {"a4": A4, "letter": LETTER, "wide": landscape(A4)}[size]
        self.width, self.height = self.size[0] / MM, self.size[1] / MM
        self.out = io.BytesIO()
        self.canvas = canvas.Canvas(self.out, pagesize=self.size, invariant=1)
        self.font, self.points = font, points

    def _face(self, bold):
        if not bold:
            return self.font if self.font != "Times" else "Times-Roman"
        return {"Helvetica": "Helvetica-Bold", "Times": "Times-Bold", "Courier": "Courier-Bold"}[self.font]

    def text(self, x, y, text, bold=False, points=None, align="left"):
        # the standard fonts have no narrow no-break space
        text = str(text).replace("\u202f", "\u00a0")
        self.canvas.setFont(self._face(bold), points or self.points)
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString,
                "centre": self.canvas.drawCentredString}[align]
        draw(x * MM, self.size[1] - y * MM, text)
        return self

    def lines(self, x, y, rows, step=4.6, **how):
        for i, row in enumerate(rows):
            self.text(x, y + i * step, row, **how)
        return y + len(rows) * step

    def box(self, x, y, w, h):
        self.canvas.rect(x * MM, self.size[1] - (y + h) * MM, w * MM, h * MM)
        return self

    def rule(self, x0, x1, y):
        self.canvas.line(x0 * MM, self.size[1] - y * MM, x1 * MM, self.size[1] - y * MM)
        return self

    def next(self):
        self.canvas.showPage()
        return self

    def bytes(self):
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()


def item_table(p, order, y, columns=None, step=6, ruled=True):
    """The lines of the order; gives the y below. columns: x of position, text, quantity, price, amount."""
    x = columns or (20, 33, 118, 148, 185)
    heads = ("pos", "what", "qty", "price", "amount")
    for at, key in zip(x, heads):
        p.text(at, y, order.label(key), bold=True, align="left" if key in ("pos", "what") else "right")
    if ruled:
        p.rule(x[0], x[4], y + 1.8)
    y += step
    for i, (what, quantity, price, amount) in enumerate(order.items):
        p.text(x[0], y, (i + 1) * 10)
        p.text(x[1], y, what)
        p.text(x[2], y, quantity, align="right")
        p.text(x[3], y, order.figure(price), align="right")
        p.text(x[4], y, order.figure(amount), align="right")
        y += step
    return y


def totals(p, order, y, x_label=125, x_value=185, colon=False, step=5.5):
    colon = ":" if colon else ""
    p.text(x_label, y, order.label("subtotal") + colon).text(x_value, y, order.sum(order.net), align="right")
    p.text(x_label, y + step, order.label("tax") + colon).text(x_value, y + step, order.sum(order.tax), align="right")
    p.text(x_label, y + 2 * step, order.label("total") + colon, bold=True)
    p.text(x_value, y + 2 * step, order.sum(order.total), bold=True, align="right")
    return y + 3 * step
