"""``foramen assess --weights``: the weights of the roots, for programs that test the ranking."""

import json

import pytest

from desktop.__main__ import main
from desktop.commands import BAD_INPUT, DONE

CASE = "tests/cases/root-clear-l5.case.json"


def test_weights_are_printed_on_request_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", CASE, "--on", "2026-01-20", "--json"]) == DONE
    assert "weights" not in json.loads(capsys.readouterr().out)["roots"]
    assert main(["assess", CASE, "--on", "2026-01-20", "--json", "--weights"]) == DONE
    weights = json.loads(capsys.readouterr().out)["roots"]["weights"]
    assert list(weights) == ["L5", "S1", "L4", "S2", "L3", "L2"]
    assert weights["L5"] == pytest.approx(0.855, abs=0.002)


def test_weights_are_not_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", CASE, "--on", "2026-01-20", "--weights"]) == BAD_INPUT
    assert "--weights: expected together with --json" in capsys.readouterr().err


def test_people_read_the_ranking_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", CASE, "--on", "2026-01-20"]) == DONE
    said = capsys.readouterr().out
    assert "Suspected nerve root: findings point to L5" in said
    assert "Straight leg raise" in said
    assert "ROOT-CLEAR" in said
