"""``foramen self-test`` does everything once, tells what failed, and leaves nothing behind."""

import tempfile
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.commands import DONE, FAILED, self_test


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where things of a moment are made in this test."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def test_all_of_it_holds_and_nothing_stays(
    temporary: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["self-test"]) == DONE
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said[:-1]] == list(self_test.STEPS)
    assert all(": held (" in line for line in said[:-1])
    assert said[-1] == "All held."
    assert not list(temporary.iterdir())


def test_what_fails_is_named_without_values_and_ends_it(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(trial: self_test.Trial) -> None:
        raise KeyError(f"{trial.folder}: Nobody, 50 years")

    steps = {"content and rules": lambda _: None, "encrypted clinic": broken, "visit": broken}
    monkeypatch.setattr(self_test, "STEPS", steps)
    assert main(["self-test"]) == FAILED
    said = capsys.readouterr().out
    assert "encrypted clinic: FAILED, KeyError in test_self_test.py, broken\n" in said
    assert "Nobody" not in said
    assert "visit" not in said
    assert not list(temporary.iterdir())


def test_another_answer_than_expected_is_told(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = {name: step for name, step in self_test.STEPS.items() if name != "content and rules"}
    monkeypatch.setattr(self_test, "STEPS", steps)
    monkeypatch.setattr(self_test, "PLAIN", b"")
    assert main(["self-test"]) == FAILED
    assert "FAILED, expected records that nobody can read" in capsys.readouterr().out
    assert not list(temporary.iterdir())
