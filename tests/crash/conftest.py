# SPDX-License-Identifier: GPL-3.0-or-later
"""The fixtures of tests/flow."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from conftest_shared import *  # noqa: E402,F401,F403
