# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures: one authority a run; a house = Dovecot + a configuration + purserd as a process."""
import os
import pathlib
import tempfile

import pytest

import house as house_module
from servers import Authority


@pytest.fixture(scope="session")
def authority():
    with tempfile.TemporaryDirectory(prefix="purser-ca-") as folder:
        os.chmod(folder, 0o755)
        yield Authority(folder)


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="purser-flow-") as name:
        os.chmod(name, 0o755)
        yield pathlib.Path(name)


@pytest.fixture
def house(folder, authority):
    """AR is a folder on the same Dovecot (transport = imap); mailboxes dana, lee and po."""
    with house_module.House(folder, authority) as h:
        yield h
