"""Each hazard has a control, and each control the tests that docs/hazards.md names for it."""

import ast
import re

from tests.house.source_files import ROOT, tree_of

PAGE = (ROOT / "docs" / "hazards.md").read_text("utf-8")
HEAD = re.compile(r"^## H(\d+) – ", re.MULTILINE)
PROOF = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LATER = re.compile(r"Not built yet: [^.]+\.(?:.*?)Planned for version \d+\.\d+\.", re.DOTALL)
HAZARDS = 21


def _parts() -> dict[int, str]:
    """Return what the page says of each hazard, by its number."""
    pieces = HEAD.split(PAGE)[1:]
    return {int(number): text for number, text in zip(pieces[::2], pieces[1::2], strict=True)}


def test_every_hazard_is_there_once_and_in_order() -> None:
    assert [int(number) for number in HEAD.findall(PAGE)] == list(range(1, HAZARDS + 1))


def test_every_test_that_is_named_exists() -> None:
    named = set(PROOF.findall(PAGE))
    assert len(named) > HAZARDS
    gone = [f"{file}::{test}" for file, test in sorted(named) if not _is_there(file, test)]
    assert not gone


def test_every_hazard_has_a_proof() -> None:
    assert not [number for number, text in _parts().items() if not PROOF.search(text)]


def test_every_control_is_proved_or_said_to_be_missing() -> None:
    bare = [
        f"H{number}: {control[:40]}"
        for number, text in _parts().items()
        for control in re.split(r"^- ", text, flags=re.MULTILINE)[1:]
        if not PROOF.search(control) and not LATER.search(control)
    ]
    assert not bare


def test_a_test_that_is_not_there_would_be_found() -> None:
    assert not _is_there("tests/house/test_hazards.py", "test_that_nobody_wrote")
    assert not _is_there("tests/house/nothing", "test_anything")


def _is_there(file: str, test: str) -> bool:
    path = ROOT / file
    if not path.is_file():
        return False
    return any(
        isinstance(node, ast.FunctionDef) and node.name == test for node in tree_of(path).body
    )
