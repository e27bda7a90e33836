"""Formatter, linter and types are in order, whoever runs the tests."""

import subprocess
import sys

import pytest

from tests.house.source_files import ROOT

TOOLS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "--output-format=concise", "."],
    "types": ["mypy"],
    "types of the set-up script": ["mypy", "packaging/dev.py"],
}


@pytest.mark.timeout(900)  # the first run of mypy fills its cache
@pytest.mark.parametrize("name", TOOLS)
def test_tool_finds_nothing(name: str) -> None:
    command = [sys.executable, "-m", *TOOLS[name]]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
