"""docs/rules.md is what code and pack make of it now, and a newcomer finds a rule in it."""

import importlib.util
import re
import sys
from types import ModuleType

import pytest

import resources
from pathway.packcheck import rules_of
from tests.house.source_files import ROOT

SCRIPTS = ROOT / "packaging"
PAGE = (ROOT / "docs" / "rules.md").read_text("utf-8")
ROW = re.compile(r"^\| `([^`]+)` \|(.*)\| `pathway/(\w+)\.py`([^|]*)\|$", re.MULTILINE)


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that makes the page, freshly loaded."""
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    spec = importlib.util.spec_from_file_location("rules_page", SCRIPTS / "rules_page.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "rules_page", module)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current(maker: ModuleType) -> None:
    assert maker.page() == PAGE, "run `python3 packaging/dev.py docs`"


def test_every_rule_has_a_row_with_a_sentence_and_a_place() -> None:
    rows = {rule: (cells, module) for rule, cells, module, _ in ROW.findall(PAGE)}
    assert set(rules_of(resources.pack_tables())) <= set(rows)
    for rule, (cells, module) in rows.items():
        assert (ROOT / "pathway" / f"{module}.py").is_file(), rule
        assert len(cells.split("|")[0].strip()) > 10, rule


def test_the_surgical_window_is_found_at_once() -> None:
    head = PAGE.split("\n## ")[1]
    assert "(#surgical-window-surgical-evaluation)" in head
    section = PAGE.split("\n## Surgical window (surgical evaluation)\n")[1].split("\n## ")[0]
    row = next(line for line in section.splitlines() if line.startswith("| `S45` |"))
    assert "`window_care_days` 42" in row
    assert "`pathway/surgery.py` _by_clock" in row


def test_each_place_to_look_leads_to_a_heading(maker: ModuleType) -> None:
    headings = {maker.anchor(line[3:]) for line in PAGE.splitlines() if line.startswith("## ")}
    wanted = re.findall(r"\]\(#([\w-]+)\)", PAGE)
    assert wanted
    assert set(wanted) <= headings


def test_functions_that_are_named_are_there() -> None:
    for _, _, module, name in ROW.findall(PAGE):
        function = name.strip(" ,").partition(" ")[0]
        if function and not name.strip().startswith(", by"):
            text = (ROOT / "pathway" / f"{module}.py").read_text("utf-8")
            assert re.search(rf"\b{re.escape(function)}\b", text), (module, function)
