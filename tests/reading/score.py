# SPDX-License-Identifier: GPL-3.0-or-later
"""Precision and recall of `purser read` on documents of our own making, by field, verdict and language.

	score.py --program build/purser [--out DIR] [--half tune|test] [--only LAYOUT] [--details]

Compared without case and white space; sums as numbers; bill-to by its words. A label of null means that the document
does not say it: a value there is wrong. --details lists what failed, of the tune half only."""
import argparse
import collections
import decimal
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import generate

FIELDS = ("number", "date", "total", "currency", "payment_terms", "buyer", "supplier", "bill_to", "billing_mail", "lines")
ORDERS = ("purchase_order", "order_change", "order_cancellation")


def squash(value):
    return re.sub(r"[\s,;|]+", "", unicodedata.normalize("NFKC", str(value)).casefold()).rstrip(".:")


def same(field, want, got):
    if field == "lines":
        return want == got
    if field == "total":
        return decimal.Decimal(want) == decimal.Decimal(got)
    return squash(want) == squash(got)


def read(program, root, rows):
    """file -> what the program said"""
    out = {}
    for i in range(0, len(rows), 60):
        files = [str(root / row["file"]) for row in rows[i:i + 60]]
        done = subprocess.run([program, "read", "--json", *files], stdout=subprocess.PIPE, check=False)
        for line in done.stdout.decode("utf-8").splitlines():
            said = json.loads(line)
            out[str(pathlib.Path(said["file"]).relative_to(root))] = said
    return out


def found(said):
    order = (said.get("orders") or [{}])[0]
    values = {f: order.get(f) for f in FIELDS}
    goods = values["lines"]
    values["lines"] = [[line["quantity"], line["unit_price"], line["total"]] for line in goods["items"]] if goods else None
    route = said.get("invoice_to") or {}
    values["billing_mail"] = route.get("value") if route.get("how") == "email" else None
    return values


class Tally:
    def __init__(self):
        self.right = self.wrong = self.missing = self.spurious = 0

    def add(self, field, want, got):
        if want is None and got is None:
            return None
        if want is None:
            self.spurious += 1
            return "spurious"
        if got is None:
            self.missing += 1
            return "missing"
        if same(field, want, got):
            self.right += 1
            return None
        self.wrong += 1
        return "wrong"

    def row(self):
        given, wanted = self.right + self.wrong + self.spurious, self.right + self.wrong + self.missing
        share = lambda n: f"{self.right / n:7.3f}" if n else "      -"
        return f"{self.right:>8}{self.wrong:>7}{self.missing:>9}{self.spurious:>10}  {share(given)} {share(wanted)}"


def tally(rows, said, details):
    fields = {f: Tally() for f in FIELDS}
    matrix = collections.Counter()
    by_lang, by_layout = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(lambda: [0, 0])
    sure = [0, 0]
    origin = [0, 0]
    cited = [0, 0]
    for row in rows:
        answer = said.get(row["file"]) or {}
        verdict = answer.get("verdict") or "none"
        matrix[row["verdict"], verdict] += 1
        faults = [] if verdict == row["verdict"] else [f"verdict {verdict}, not {row['verdict']}"]
        if row["verdict"] in ORDERS:
            values = found(answer)
            for f in FIELDS:
                # what a document prints beyond what its layout was made for is not scored
                if f in row and not (row[f] is None and f != "number"):
                    fault = fields[f].add(f, row[f], values[f])
                    if fault:
                        faults.append(f"{f} {fault}: {values[f]!r}, not {row[f]!r}")
            if "origin" in row:
                got = answer.get("origin") or {}
                origin[1] += 1
                if got.get("address") == row["origin"] and got.get("how") == row["how"]:
                    origin[0] += 1
                else:
                    faults.append(f"origin {got.get('address')} {got.get('how')}")
        if "cited" in row:
            cited[1] += 1
            cited[0] += row["cited"] in (answer.get("cited_orders") or [])
        if verdict in ORDERS and answer.get("confidence", 0) >= 0.95:
            sure[1] += 1
            sure[0] += row["verdict"] == verdict and not any("wrong" in f or "spurious" in f for f in faults)
        for group, key in ((by_lang, row["lang"]), (by_layout, row["layout"])):
            group[key][0] += not faults
            group[key][1] += 1
        # a missed order misses all its fields: said once
        for fault in (faults[:1] if verdict not in ORDERS else faults) if details else ():
            print(f"   {row['file']}: {fault}")
    return fields, matrix, by_lang, by_layout, sure, origin, cited


def show(half, rows, said, details):
    fields, matrix, by_lang, by_layout, sure, origin, cited = tally(rows, said, details and half == "tune")
    is_order = lambda v: v in ORDERS
    tp = sum(n for (w, g), n in matrix.items() if is_order(w) and is_order(g))
    fp = sum(n for (w, g), n in matrix.items() if not is_order(w) and is_order(g))
    fn = sum(n for (w, g), n in matrix.items() if is_order(w) and not is_order(g))
    print(f"\n== {half}: {len(rows)} documents")
    print(f"   is an order: precision {tp / max(1, tp + fp):.3f}  recall {tp / max(1, tp + fn):.3f}  (right {tp}, false {fp}, missed {fn}); "
          f"verdict exact {sum(n for (w, g), n in matrix.items() if w == g)}/{len(rows)}")
    print("   field              right  wrong  missing  spurious     prec     rec")
    for f in FIELDS:
        print(f"   {f:<15}{fields[f].row()}")
    print(f"   of the orders marked 0.95 or surer, right in verdict and in every field given: {sure[0]}/{sure[1]}")
    print(f"   forwards: who wrote and how {origin[0]}/{origin[1]};  orders cited by other papers {cited[0]}/{cited[1]}")
    print("   wholly right by language: " + "  ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(by_lang.items())))
    print("   by layout: " + "  ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(by_layout.items())))
    wrong = sorted((w, g, n) for (w, g), n in matrix.items() if w != g)
    print("   verdicts missed: " + (", ".join(f"{w} as {g} {n}" for w, g, n in wrong) or "none"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/purser")
    parser.add_argument("--out", help="keep the documents here")
    parser.add_argument("--half", choices=("tune", "test", "fresh"))
    parser.add_argument("--only", default="", help="layouts whose name begins so: papers, mails, no, scan-fax")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(options.out or scratch).resolve()
        rows = generate.write(root, options.only)
        said = read(options.program, root, rows)
        if not said:
            sys.exit(f"{options.program} read printed nothing")
        for half in (options.half,) if options.half else ("tune", "test", "fresh"):
            if any(row["half"] == half for row in rows):
                show(half, [row for row in rows if row["half"] == half], said, options.details)


if __name__ == "__main__":
    main()
