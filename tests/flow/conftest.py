# SPDX-License-Identifier: GPL-3.0-or-later
from conftest_shared import *  # noqa: F401,F403
