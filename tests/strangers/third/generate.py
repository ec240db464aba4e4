#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""generate.py OUTDIR [NAME-PART...]: writes the documents and their labels."""
import importlib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
os.environ['OUT'] = sys.argv[1]
os.makedirs(sys.argv[1], exist_ok=True)
import lib  # pylint: disable=wrong-import-position

for m in ('en1', 'en2', 'de_fr', 'es_it', 'nl_pt'):
    importlib.import_module(m)
lib.run(sys.argv[2:])
