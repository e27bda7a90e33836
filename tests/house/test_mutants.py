"""The script for mutation tests changes what it should, and names modules and tests that exist."""

import ast
import importlib.util
import json
import sys
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.source_files import ROOT

SCRIPTS = ROOT / "packaging"
SOURCE = '''
"""What a rule says."""
LIMIT: int = 3

def is_late(day: int, has_flag: bool) -> bool | None:
    """Tell whether it is late."""
    if has_flag and day >= LIMIT + 1:
        return True
    return not has_flag or None
'''


def loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return a script as a module."""
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    return module


def test_each_mutant_has_one_other_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(loaded("mutants", monkeypatch).mutants_of(SOURCE))
    changes = {(mutant.operator, mutant.was, mutant.now) for mutant in found}
    assert ("comparison", "day >= LIMIT + 1", "day > LIMIT + 1") in changes
    assert ("and to or", "has_flag and day >= LIMIT + 1", "has_flag or day >= LIMIT + 1") in changes
    assert ("plus to minus", "LIMIT + 1", "LIMIT - 1") in changes
    assert ("number plus 1", "3", "4") in changes
    assert ("number minus 1", "1", "0") in changes
    assert ("not left out", "not has_flag", "has_flag") in changes
    assert ("truth negated", "True", "False") in changes
    assert ("returns None", "return True", "return None") in changes
    assert {mutant.operator for mutant in found} >= {"condition negated", "or to and"}
    plain = ast.unparse(ast.parse(SOURCE))
    for mutant in found:
        compile(mutant.source, "mutant", "exec")
        assert mutant.source != plain
        assert '"""What a rule says."""' in mutant.source
        assert "day: int" in mutant.source


def test_what_only_types_need_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = "if TYPE_CHECKING:\n    LIMIT = 3\n"
    mutants_of = loaded("mutants", monkeypatch).mutants_of
    assert list(mutants_of(guarded)) == []
    assert len(list(mutants_of(guarded.replace("TYPE_CHECKING", "IS_LATE")))) == 3


def test_modules_and_tests_that_are_named_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    mutate = loaded("mutate", monkeypatch)
    for module, tests in mutate.TESTS.items():
        assert (ROOT / "pathway" / f"{module}.py").is_file(), module
        for name in tests:
            assert list((ROOT / "tests" / "pathway").glob(f"test_{name}.py")), (module, name)


def test_the_page_counts_and_lists_survivors(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writer = loaded("mutation_page", monkeypatch)
    row = '{"module": "m", "line": 7, "was": "a < b", "now": "a <= b", "operator": "comparison"'
    outcomes = f'{row}, "state": "survived"}}, {row}, "state": "killed"}}'
    text = f'{{"module": "m", "every": 3, "outcomes": [{outcomes}]}}'
    (tmp_path / "m.json").write_text(text, "utf-8")
    said = writer.page(tmp_path)
    assert "| `m` | 2 | every 3. | 1 | 1 | 50% |" in said
    assert "m.py` line 7 | comparison: `a < b` → `a <= b` | not looked at yet |" in said


def test_what_stands_above_a_definition_does_not_alter_its_mutants(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mutate = loaded("mutate", monkeypatch)
    before = mutate.signs_of(mutate.mutants_of(SOURCE))
    assert len(set(before)) == len(before)
    longer = SOURCE.replace("LIMIT: int = 3", "LIMIT: int = 3\nFIRST: int = 1")
    assert set(before) < set(mutate.signs_of(mutate.mutants_of(longer)))
    other = mutate.signs_of(mutate.mutants_of(SOURCE.replace("return True", "return False")))
    assert set(before) & set(other) == {sign for sign in before if sign[2] == "3"}, (
        "only the mutants of the untouched definition are the same"
    )


def test_a_survivor_is_looked_at_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mutate = loaded("mutate", monkeypatch)
    monkeypatch.setattr(mutate, "FOUND", tmp_path)
    assert mutate.noticed_before("m") == frozenset()
    found = list(mutate.mutants_of(SOURCE))[:2]
    states = ("killed", "survived")
    outcomes = [
        asdict(mutate.outcome_of("m", mutant, state))
        for mutant, state in zip(found, states, strict=True)
    ]
    kept = {"module": "m", "every": 1, "outcomes": outcomes}
    (tmp_path / "m.json").write_text(json.dumps(kept), "utf-8")
    assert mutate.noticed_before("m") == {mutate.signs_of(found)[0]}
