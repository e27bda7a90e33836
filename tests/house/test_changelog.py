"""The changelog keeps its form, so that people and programs can read it."""

import re
import tomllib

from tests.house.source_files import ROOT

KINDS = {"Added", "Changed", "Fixed", "Removed", "Security"}
VERSION = r"## (?:Unreleased|(?P<number>\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2})"


def test_the_newest_entry_is_the_unreleased_or_the_present_version() -> None:
    versions = _headings("## ")
    assert all(re.fullmatch(VERSION, line) for line in versions)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert versions[0] == "## Unreleased" or versions[0].startswith(f"## {project['version']} - ")


def test_versions_go_from_new_to_old() -> None:
    matches = [re.fullmatch(VERSION, line) for line in _headings("## ")]
    numbers = [[int(n) for n in m["number"].split(".")] for m in matches if m and m["number"]]
    assert numbers == sorted(numbers, reverse=True)


def test_changes_are_sorted_by_kind() -> None:
    kinds = _headings("### ")
    assert kinds
    assert {line.removeprefix("### ") for line in kinds} <= KINDS


def _headings(mark: str) -> list[str]:
    lines = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith(mark)]
