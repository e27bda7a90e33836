"""Who guesses at the terminal has to wait, as at the window: both count in the same place."""

from pathlib import Path

import pytest

from db import attempts
from tests.db.given import PASSPHRASE, Place, register
from tests.db.test_store_command import line, run

TRIES = 3
"""So many may fail before the next one has to wait."""


@pytest.fixture
def clinic(place: Place) -> Path:
    opened = place.open()
    register(opened)
    opened.close()
    return place.folder


def written(path: Path, passphrase: str) -> Path:
    path.write_text(f"{passphrase}\n", "utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return written(tmp_path / "wrong.txt", "not the passphrase of anybody")


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return written(tmp_path / "right.txt", PASSPHRASE)


def test_the_fourth_guess_waits_whichever_command_is_used(
    clinic: Path, wrong: Path, right: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = ("backup", "--to", str(stick))
    for action, *more in (("check",), backup, ("stats",)):
        assert "tries" not in line(action, clinic, wrong, *more)
    assert attempts.failed_count(clinic) == TRIES
    export = ("export", "--to", str(stick), "--for", "Dr B", "--new-passphrase-file", str(right))
    for action, *more in (("check",), backup, ("audit",), ("advance",), export):
        assert "There were too many tries. Wait" in line(action, clinic, right, *more)
    assert attempts.failed_count(clinic) == TRIES  # who had to wait did not try


def test_guesses_at_a_backup_count_where_it_is_to_be_put(
    clinic: Path, wrong: Path, right: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run("backup", clinic, right, "--to", str(stick)) == 0
    (made,) = (one for one in stick.iterdir() if one.is_dir())
    before = sorted(one.name for one in made.iterdir())
    for _ in range(TRIES):
        line("restore", clinic, wrong, "--from", str(made), "--yes")
    said = line("restore", clinic, right, "--from", str(made), "--yes")
    assert "There were too many tries. Wait" in said
    assert sorted(one.name for one in made.iterdir()) == before


def test_the_right_passphrase_ends_the_count(clinic: Path, wrong: Path, right: Path) -> None:
    line("check", clinic, wrong)
    assert attempts.failed_count(clinic) == 1
    assert run("check", clinic, right) == 0
    assert attempts.failed_count(clinic) == 0
