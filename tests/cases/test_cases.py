"""Every case gets the assessment that is expected of it, by the same functions as the commands."""

import json
import subprocess
import sys

import pytest

from desktop.__main__ import main
from desktop.commands import BAD_INPUT, DONE
from tests.cases.expectations import FOLDER, Case, all_cases

CASES = [case for case in all_cases() if case.is_compared]
ROOT = FOLDER.parent.parent


def named(name: str) -> Case:
    return next(case for case in CASES if case.name == name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["assess", str(case.path), "--on", case.on, "--json"])
    said = capsys.readouterr()
    if case.error:
        assert status == BAD_INPUT
        assert case.error in said.err
        assert said.out == ""
        return
    assert (status, said.err) == (DONE, "")
    assert case.failures(json.loads(said.out)) == []


@pytest.mark.parametrize("name", ["v12-cauda-equina", "x06-starts-tomorrow"])
def test_the_real_command(name: str) -> None:
    case = named(name)
    command = [sys.executable, "-m", "desktop", "assess", str(case.path), "--on", case.on, "--json"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)
    said, told = run.stdout.decode("utf-8"), run.stderr.decode("utf-8")
    if case.error:
        assert run.returncode == BAD_INPUT
        assert case.error in told
        assert told.count("\n") == 1
        return
    assert (run.returncode, told) == (DONE, "")
    assert case.failures(json.loads(said)) == []


def test_each_case_has_its_expectation_and_rests_on_something() -> None:
    assert {path.name.removesuffix(".case.json") for path in FOLDER.glob("*.case.json")} == {
        case.name for case in all_cases()
    }
    assert all(case.expected["decided_by"] for case in all_cases())


def test_a_wrong_answer_is_noticed() -> None:
    case = named("v12-cauda-equina")
    wrong = {"stage": {"day": 10}, "red_flags": {"level": "none", "open": [{"id": "RF-C1"}]}}
    found = "\n".join(case.failures(wrong))
    for path in ("stage.day is 10", "red_flags.level is 'none'", "red_flags.open[*].id"):
        assert path in found
