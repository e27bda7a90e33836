"""The search catches up beside the window, slice by slice, and makes way when somebody locks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

import resources
from db import renewing
from db.clinic import Clinic
from desktop.background import Background
from desktop.desk.renewals import Renewals
from pathway.guidelines import read_guidelines
from pathway.records import Stamp
from tests.db.given import STAMP, make


class Seat(QObject):
    """A desk that knows who sits there."""

    def stamp(self) -> Stamp:
        return STAMP


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    opened = make(tmp_path / "clinic", read_guidelines(resources.pack_tables())).open()
    yield opened
    opened.close()


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def renewals(clinic: Clinic, background: Background) -> Renewals:
    seat = Seat(background)
    return Renewals(seat, clinic, background)  # type: ignore[arg-type]


def test_it_goes_on_until_everybody_is_renewed(
    qtbot: QtBot, renewals: Renewals, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Stamp] = []

    def some(_clinic: Clinic, stamp: Stamp) -> bool:
        asked.append(stamp)
        return len(asked) < 5

    monkeypatch.setattr(renewing, "renew_some", some)
    renewals.start()
    qtbot.waitUntil(lambda: len(asked) == 5 and not background.is_busy)
    assert asked == [STAMP] * 5


def test_it_makes_way_for_whoever_locks(
    qtbot: QtBot, renewals: Renewals, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Stamp] = []

    def for_ever(_clinic: Clinic, stamp: Stamp) -> bool:
        asked.append(stamp)
        return True

    monkeypatch.setattr(renewing, "renew_some", for_ever)
    renewals.start()
    qtbot.waitUntil(lambda: len(asked) > 2)
    renewals.hold()
    qtbot.waitUntil(lambda: not background.is_busy)


def test_a_store_that_refuses_ends_it(
    qtbot: QtBot, renewals: Renewals, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Stamp] = []

    def refused(_clinic: Clinic, stamp: Stamp) -> bool:
        asked.append(stamp)
        raise OSError("no room")

    monkeypatch.setattr(renewing, "renew_some", refused)
    renewals.start()
    qtbot.waitUntil(lambda: bool(asked) and not background.is_busy)
    assert len(asked) == 1
