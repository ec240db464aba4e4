#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""generate.py OUTDIR [NAME...]: writes the documents and their labels.  SKIP=1: only documents not there yet."""
import sys, os, glob, importlib
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
if os.environ.get("PYTHONHASHSEED") != "0": os.environ["PYTHONHASHSEED"] = "0"; os.environ["QT_HASH_SEED"] = "0"; os.environ["SOURCE_DATE_EPOCH"] = "1767225600"; os.execv(sys.executable, [sys.executable] + sys.argv)
import lib
lib.OUT = sys.argv[1]; lib.TODO = set(sys.argv[2:]) or None
os.makedirs(lib.OUT, exist_ok=True)
for f in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'b*.py'))): importlib.import_module(os.path.basename(f)[:-3])
