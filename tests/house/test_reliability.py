"""Every row of docs/reliability.md is there once, with tests that exist and say where they run."""

import ast
import re
from typing import Final, NamedTuple

from tests.house.source_files import ROOT, tree_of
from tests.house.test_hazards import _is_there

PAGE: Final = (ROOT / "docs" / "reliability.md").read_text("utf-8")
PROOF: Final = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROWS: Final = 41
MISSING: Final = "feature not there"
MARKS: Final = {"all", "no Windows", "Linux", "cc", "mount", "–"}


class Row(NamedTuple):
    """One thing that may befall the records."""

    number: str
    what: str
    tests: str
    runs_on: str


def rows() -> list[Row]:
    """Return the rows of all tables, without their heads."""
    faults = PAGE.partition("\n## Endurance")[0]
    cells = [line.strip("|").split(" | ") for line in faults.splitlines() if line.startswith("|")]
    found = [Row(*(cell.strip() for cell in row)) for row in cells if len(row) == len(Row._fields)]
    return [row for row in found if row.number != "Row" and "---" not in row.number]


def test_every_row_is_there_once_and_in_order() -> None:
    numbers = [int(row.number) for row in rows() if row.number != "–"]
    assert numbers == list(range(1, ROWS + 1))


def test_every_row_has_a_test_or_says_that_there_is_no_such_thing() -> None:
    assert not [
        row.number for row in rows() if not (PROOF.search(row.tests) or MISSING in row.tests)
    ]


def test_every_test_that_is_named_exists() -> None:
    named = sorted(set(PROOF.findall(PAGE)))
    assert len(named) > ROWS
    assert not [f"{file}::{test}" for file, test in named if not _is_there(file, test)]


def test_every_row_says_where_it_runs() -> None:
    assert not [row.number for row in rows() if not set(row.runs_on.split(", ")) <= MARKS]


def test_what_needs_a_system_of_its_own_is_skipped_elsewhere_with_a_reason() -> None:
    """Whoever reads the report of the tests sees what was not tried."""
    for row in rows():
        if row.runs_on not in {"all", "–"}:
            files = {file for file, _ in PROOF.findall(row.tests)}
            text = "".join((ROOT / file).read_text("utf-8") for file in files)
            assert "skipif" in text or "skip(" in text, row.number


def test_what_runs_everywhere_has_a_test_that_is_skipped_nowhere() -> None:
    everywhere = [row for row in rows() if row.runs_on == "all"]
    assert len(everywhere) > ROWS // 2
    assert not [
        row.number
        for row in everywhere
        if all(_may_be_skipped(file, test) for file, test in PROOF.findall(row.tests))
    ]
    assert _may_be_skipped("tests/db/test_crash.py", "test_nothing_acknowledged_is_lost_by_a_kill")


def _may_be_skipped(file: str, test: str) -> bool:
    (found,) = (
        node
        for node in tree_of(ROOT / file).body
        if isinstance(node, ast.FunctionDef) and node.name == test
    )
    marks = {node.attr for node in ast.walk(found) if isinstance(node, ast.Attribute)}
    return not marks.isdisjoint({"skip", "skipif"})
