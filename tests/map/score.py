# SPDX-License-Identifier: GPL-3.0-or-later
"""Precision and recall of what `purser read` finds of a customer's finance unit, on mails of our own making.

	score.py --program build/purser [--out DIR] [--details]

A fact is right when kind and value are those of the label (white space, case and punctuation aside; of a postal route
the town must be in it). Any other fact is wrong. --details lists what failed, of the tune half only."""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import generate


def squash(value):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(value)).casefold())


def read(program, root, rows):
    out = {}
    for i in range(0, len(rows), 60):
        files = [str(root / row["file"]) for row in rows[i:i + 60]]
        done = subprocess.run([program, "read", "--json", "--our-domain", "acme-software.example", "--our-name",
                               "Acme Software GmbH", *files], stdout=subprocess.PIPE, check=False)
        for line in done.stdout.decode("utf-8").splitlines():
            said = json.loads(line)
            out[str(pathlib.Path(said["file"]).relative_to(root))] = said.get("facts") or []
    return out


def hit(want, got):
    kind, value = want
    if kind != got["kind"]:
        return False
    if kind == "invoice_route" and got["how"] == "post":
        return squash(value) in squash(got["value"])
    return squash(value) == squash(got["value"])


def show(half, rows, said, details):
    totals = collections.defaultdict(lambda: [0, 0, 0])  # right, wrong, missed
    by_lang, by_scenario = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(lambda: [0, 0])
    for row in rows:
        left = list(said.get(row["file"], []))
        faults = []
        for want in row["facts"]:
            found = next((got for got in left if hit(want, got)), None)
            if found:
                left.remove(found)
                totals[want[0]][0] += 1
            else:
                totals[want[0]][2] += 1
                faults.append(f"missed {want[0]} {want[1]}")
        for got in left:
            totals[got["kind"]][1] += 1
            faults.append(f"wrong {got['kind']} {got['value']} ({got['rule']}: {got['text']})")
        for group, key in ((by_lang, row["lang"]), (by_scenario, row["scenario"])):
            group[key][0] += not faults
            group[key][1] += 1
        for fault in faults if details and half == "tune" else ():
            print(f"   {row['file']}: {fault}")
    print(f"\n== {half}: {len(rows)} mails")
    print("   fact                right  wrong  missed     prec     rec")
    totals["all"] = [sum(t[i] for t in totals.values()) for i in range(3)]
    for kind, (right, wrong, missed) in totals.items():
        share = lambda n: f"{right / n:7.3f}" if n else "      -"
        print(f"   {kind:<17}{right:>8}{wrong:>7}{missed:>8}  {share(right + wrong)} {share(right + missed)}")
    print("   wholly right by language: " + "  ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(by_lang.items())))
    print("   by what is said: " + "  ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(by_scenario.items())))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/purser")
    parser.add_argument("--out", help="keep the mails here")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(options.out or scratch).resolve()
        rows = generate.write(root)
        said = read(options.program, root, rows)
        for half in ("tune", "test"):
            show(half, [row for row in rows if row["half"] == half], said, options.details)
    return 0


if __name__ == "__main__":
    sys.exit(main())
