"""Formatter, linter and types are in order, whoever runs the tests."""

import subprocess
import sys

import pytest

from tests.house.source_files import ROOT

RUFF = {
    "format": ["format", "--check", "."],
    "lint": ["check", "--output-format=concise", "."],
}


@pytest.mark.parametrize("name", RUFF)
def test_ruff_finds_nothing(name: str) -> None:
    _finds_nothing("ruff", *RUFF[name])


@pytest.mark.long(70)
@pytest.mark.timeout(900)  # the first run of mypy fills its cache
def test_the_types_fit() -> None:
    _finds_nothing("mypy")
    _finds_nothing("mypy", "packaging/dev.py")  # by itself: the library has the folder's name


def _finds_nothing(*words: str) -> None:
    command = [sys.executable, "-m", *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
