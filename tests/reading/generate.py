# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of our own with what is to be found in them: generate.py DIR writes DIR/{tune,test}/*.{pdf,eml} and
DIR/labels.jsonl. The same files each time."""
import json
import pathlib
import sys

import content
import language
import lookalikes
import mails_test
import mails_tune
import papers_test
import papers_tune
import scans
import told

ORDERS_EACH = {"tune": 4, "test": 2}  # of each layout and language


def cases(only=""):
    for module in (papers_tune, mails_tune, papers_test, mails_test):
        for layout in module.LAYOUTS:
            name = f"{module.__name__.split('_')[0]}-{layout.__name__}"
            for lang in language.LANGUAGES if name.startswith(only) else ():
                for n in range(ORDERS_EACH[module.HALF]):
                    order = content.make(lang, module.HALF, f"{module.__name__} {layout.__name__} {n}")
                    yield module.HALF, lang, name, n, layout(order)
    for half in ("tune", "test"):
        for layout, kind in lookalikes.papers(half):
            for lang in language.LANGUAGES if f"no-{kind}".startswith(only) else ():
                order = content.make(lang, half, f"{layout.__name__} {kind}")
                yield half, lang, f"no-{kind}", 0, layout(order, kind)
    for half in scans.TREATMENTS:
        for lang in language.LANGUAGES:
            for name, n, case in scans.scans(half, lang, content.make, only):
                yield half, lang, name, n, case
            for name, n, case in told.cases(half, lang, content.make, only):
                yield half, lang, name, n, case


def write(root, only=""):
    """only: of layouts whose name begins so"""
    root = pathlib.Path(root)
    rows = []
    for half, lang, layout, n, (name, data, want) in cases(only):
        (root / half).mkdir(parents=True, exist_ok=True)
        path = root / half / f"{layout}-{lang}-{n}{pathlib.Path(name).suffix}"
        path.write_bytes(data)
        rows.append(dict(want, file=str(path.relative_to(root)), half=half, lang=lang, layout=layout))
    with open(root / "labels.jsonl", "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return rows


if __name__ == "__main__":
    print(f"{len(write(sys.argv[1]))} documents in {sys.argv[1]}")
