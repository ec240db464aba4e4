# SPDX-License-Identifier: GPL-3.0-or-later
"""Precision and recall of the notices that `purser read` tells (changed bank details, a transfer demanded, the list of what
customers owe asked for), on mails of our own making.

	score.py --program build/purser [--details]

Each text is the body of a mail from outside to one of us. --details lists what failed, of the tune half only."""
import argparse
import collections
import email.message
import email.policy
import json
import pathlib
import subprocess
import tempfile

import said_late
import said_test
import said_tune


def write(root):
    rows = []
    for said in (said_tune, said_test, said_late):
        for lang, texts in said.SAID.items():
            for n, (text, kind) in enumerate(texts):
                m = email.message.EmailMessage(policy=email.policy.SMTP.clone(max_line_length=78))
                m["From"], m["To"] = "Robin Vale <robin.vale@elsewhere.example>", "Dana Reyes <dana@acme-software.example>"
                m["Subject"], m["Date"] = "Hello", "Tue, 10 Nov 2026 09:00:00 +0000"
                m["Message-ID"] = f"<notice.{said.HALF}.{lang}.{n}@elsewhere.example>"
                m.set_content(f"Dana,\n\n{text}\n\nRobin Vale\n")
                path = root / f"{said.HALF}.{lang}.{n:02}.eml"
                path.write_bytes(m.as_bytes())
                rows.append({"file": str(path), "half": said.HALF, "lang": lang, "text": text, "kind": kind})
    return rows


def read(program, rows):
    done = subprocess.run([program, "read", "--json", "--our-domain", "acme-software.example", *(row["file"] for row in rows)],
                          stdout=subprocess.PIPE, check=False)
    said = (json.loads(line) for line in done.stdout.decode("utf-8").splitlines())
    return {one["file"]: one.get("notices") or [] for one in said}


def show(half, rows, said, details):
    counts = collections.defaultdict(lambda: [0, 0, 0])  # right, wrong, missed
    by_lang = collections.defaultdict(lambda: [0, 0])
    for row in rows:
        got = {one["kind"] for one in said.get(row["file"], [])}
        wrong, missed = got - {row["kind"]}, {row["kind"]} - got - {None}
        for kind in got & {row["kind"]}:
            counts[kind][0] += 1
        for kind in wrong:
            counts[kind][1] += 1
        for kind in missed:
            counts[kind][2] += 1
        by_lang[row["lang"]][0] += not (wrong or missed)
        by_lang[row["lang"]][1] += 1
        if (wrong or missed) and details and half == "tune":
            rules = ", ".join(one["rule"] for one in said.get(row["file"], []))
            print(f"   {row['lang']}: {'wrong ' if wrong else 'missed'} {rules}: {row['text']}")
    print(f"\n== notices, {half}: {len(rows)} mails, {sum(row['kind'] is None for row in rows)} of them with nothing to tell")
    counts["all"] = [sum(c[i] for c in counts.values()) for i in range(3)]
    for kind, (right, wrong, missed) in counts.items():
        print(f"   {kind:<20} right {right:3} wrong {wrong:2} missed {missed:2}  precision {right / max(right + wrong, 1):.3f} "
              f"recall {right / max(right + missed, 1):.3f}")
    print("   wholly right by language: " + "  ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(by_lang.items())))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default="build/purser")
    parser.add_argument("--details", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = write(pathlib.Path(folder))
        said = read(args.program, rows)
        for half in ("tune", "test", "late"):
            show(half, [row for row in rows if row["half"] == half], said, args.details)


if __name__ == "__main__":
    main()
