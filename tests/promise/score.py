# SPDX-License-Identifier: GPL-3.0-or-later
"""Precision and recall of the promises that `purser read` finds, on mails of our own making; and how many of the days are right.

	score.py --program build/purser [--details]

--details lists what failed, of the tune half only."""
import argparse
import collections
import json
import pathlib
import subprocess
import tempfile

import generate


def read(program, root, rows):
    files = [str(root / row["file"]) for row in rows]
    done = subprocess.run([program, "read", "--json", "--our-domain", "acme-software.example", "--our-name",
                           "Acme Software GmbH", *files], stdout=subprocess.PIPE, check=False)
    said = (json.loads(line) for line in done.stdout.decode("utf-8").splitlines())
    return {str(pathlib.Path(one["file"]).relative_to(root)): one.get("promises") or [] for one in said}


def show(half, rows, said, details):
    right = wrong = missed = days = days_right = 0
    by_lang = collections.defaultdict(lambda: [0, 0])
    for row in rows:
        got, due = said.get(row["file"], []), row["due"]
        fault = None
        if due is None:
            wrong += bool(got)
            fault = got and f"wrong: {got[0]['rule']}: {got[0]['text']}"
        elif not got:
            missed += 1
            fault = "missed"
        else:
            right += 1
            days += 1
            if any((one["due"] or "") == due for one in got):
                days_right += 1
            else:
                fault = f"day {[one['due'] for one in got]}, not {due!r}"
        by_lang[row["lang"]][0] += not fault
        by_lang[row["lang"]][1] += 1
        if fault and details and half == "tune":
            print(f"   {row['file']}: {fault}")
    print(f"\n== promises, {half}: {len(rows)} mails, right {right}, wrong {wrong}, missed {missed}: "
          f"precision {right / max(right + wrong, 1):.3f} recall {right / max(right + missed, 1):.3f}; "
          f"days right {days_right}/{days}")
    print("   wholly right by language: " + "  ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(by_lang.items())))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/purser")
    parser.add_argument("--details", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        rows = generate.write(root)
        said = read(args.program, root, rows)
        for half in ("tune", "test"):
            show(half, [row for row in rows if row["half"] == half], said, args.details)


if __name__ == "__main__":
    main()
