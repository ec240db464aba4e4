#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""python3 generate.py OUTDIR [NAME-PART...]: makes the whole set (or the files whose names contain a part) anew."""
import sys, os, importlib, collections
try:
    import reportlab, weasyprint, docx, openpyxl
except ImportError:
    if sys.executable != "/usr/bin/python3": os.execv("/usr/bin/python3", ["/usr/bin/python3"] + sys.argv)
    raise
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import kit
for m in ('en_po', 'en_non', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'extra'):
    if os.path.exists(os.path.join(os.path.dirname(os.path.abspath(__file__)), m + '.py')): importlib.import_module(m)
if __name__ == '__main__':
    bad = kit.build(sys.argv[1], sys.argv[2:])
    c = collections.Counter
    print(len(kit.DOCS), 'files', dict(c(d[2]['language'] for d in kit.DOCS)), dict(c(d[2]['half'] for d in kit.DOCS)), dict(c(d[2]['verdict'] for d in kit.DOCS)), dict(c(d[2]['format'] for d in kit.DOCS)))
    sys.exit(bad > 0)
