"""``foramen store advance``: who moves up to a day is listed, and recorded once it has come."""

import argparse
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.commands import BadInput, store
from desktop.commands.terminal import stamp_of
from pathway.records import Stamp
from tests.db.given import CHEAP, PASSPHRASE

FORMAT = "foramen-store-moves/1"


def run(action: str, folder: Path, *more: str) -> int:
    parser = argparse.ArgumentParser()
    store.add(parser.add_subparsers())
    secret = folder.parent / "secret.txt"
    words = ["store", action, "--data-dir", str(folder), "--passphrase-file", str(secret), *more]
    return store.run(parser.parse_args(words), CHEAP)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up clinic in which nobody has moved yet."""
    home = tmp_path_factory.mktemp("advance")
    (home / "secret.txt").write_text(PASSPHRASE, "utf-8")
    run("create", home / "clinic", "--demo", "30", "--seed", "7")
    return home


@pytest.fixture
def today() -> date:
    """The day on which the commands run."""
    return stamp_of("").today


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home")) / "clinic"


def moved(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    capsys.readouterr()
    assert run("advance", folder, "--json", *more) == 0
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    assert told["format"] == FORMAT
    return told


def later(today: date, days: int = 60) -> str:
    return (today + timedelta(days)).isoformat()


def test_a_day_to_come_is_listed_and_nothing_is_recorded(
    folder: Path, today: date, capsys: pytest.CaptureFixture[str]
) -> None:
    first = moved(folder, capsys, "--on", later(today))
    assert first["recorded"] is False
    rows = first["moves"]
    assert isinstance(rows, list)
    assert len(rows) > 5
    assert [row["on"] for row in rows] == sorted(row["on"] for row in rows)
    assert all(today.isoformat() < row["on"] <= later(today) for row in rows)
    assert all(row["rules"] and row["stage"] for row in rows)
    assert moved(folder, capsys, "--on", later(today)) == first


def test_a_day_that_has_come_is_recorded_once(
    folder: Path,
    today: date,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    foreseen = moved(folder, capsys, "--on", later(today))

    def sixty_days_on(user: str) -> Stamp:
        stamp = stamp_of(user)
        return Stamp(stamp.who, stamp.at, stamp.today + timedelta(60))

    monkeypatch.setattr("desktop.commands.storemoves.stamp_of", sixty_days_on)
    found = moved(folder, capsys, "--on", later(today))
    assert found["recorded"] is True
    assert found["moves"] == foreseen["moves"]
    assert moved(folder, capsys)["moves"] == []


def test_people_read_who_moved_and_from_what_to_what(
    folder: Path, today: date, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    run("advance", folder, "--on", later(today))
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.startswith("Up to ")
    assert first.endswith("nothing is recorded, since that day has not come yet.")
    assert "  stage: acute → subacute" in [line.lower() for line in lines]


def test_on_a_day_that_cannot_be_right_the_day_must_be_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def long_ago(user: str) -> Stamp:
        stamp = stamp_of(user)
        return Stamp(stamp.who, stamp.at, stamp.today - timedelta(900))

    monkeypatch.setattr("desktop.commands.storemoves.stamp_of", long_ago)
    with pytest.raises(BadInput, match="--on: expected, since the date of this computer"):
        run("advance", folder)
