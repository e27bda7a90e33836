"""What would hold the window up comes in pieces, each in a turn of its own; whole when asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import advice
from desktop.desk.batch import BatchPaper
from desktop.pages.printing import PrintingPage
from desktop.pages.reading import Reading
from desktop.widgets import slices
from desktop.widgets.slices import MOST_TIMES_PUT_OFF, SPENT_SECONDS, Later, Slices
from handouts.styles import PageStyle
from pathway.assessment import Assessment
from pathway.evaluate import evaluate
from pathway.facts import Chart, Patient
from pathway.guidelines import Guidelines
from pathway.records import RecordedVisit, VisitId
from tests.desktop import samples
from tests.desktop.books import books, room
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.test_several_prints import Ear, Tray

SIGNED_AT = datetime(2026, 2, 9, 10, 0, tzinfo=UTC)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    with room(qtbot) as window:
        yield window


@pytest.fixture
def sat(qtbot: QtBot, qapp: QApplication, home: Path, today: date) -> Iterator[Sitting]:
    """Somebody in front of an unlocked clinic."""
    with sitting(qtbot, qapp, found_clinic(home, today), today) as sat:
        sat.unlock()
        yield sat


class Worked:
    """A clock of the thread that somebody sets."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_slice_gives_way_to_what_else_fell_due_in_its_turn(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked, made, owner = Worked(), [], QObject()
    monkeypatch.setattr(slices, "thread_time", worked)
    later = Later(lambda: made.append("done"), owner)
    turns = owner.findChild(Slices)
    assert turns is not None
    later.ask()
    worked.seconds += 2 * SPENT_SECONDS  # a key, an answer of a lane, the slice of another page
    for _ in range(MOST_TIMES_PUT_OFF):
        turns._on_turn()
        assert not made
    turns._on_turn()  # it is not put off for ever
    assert made == ["done"]
    assert not turns.is_busy
    later.ask()
    worked.seconds += 2 * SPENT_SECONDS
    turns._on_turn()
    turns._on_awake()  # another turn
    turns._on_turn()
    assert made == ["done"] * 2


def test_what_is_forgotten_is_not_done(qtbot: QtBot) -> None:
    made: list[str] = []
    owner = QObject()
    first = Later(lambda: made.append("first"), owner)
    first.ask()
    first.forget()
    Later(lambda: made.append("second"), owner).ask()
    qtbot.waitUntil(lambda: bool(made))
    assert made == ["second"]


def _signed() -> RecordedVisit:
    visit = samples.chart().visits[-1]
    return RecordedVisit(VisitId("v"), visit, "Dr Ode", SIGNED_AT)


def _texts(sheet: Reading) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet)]


def test_a_signed_visit_comes_in_pieces_and_is_the_same(window: QWidget) -> None:
    whole, pieced = (Reading(books(), lambda _: (), window) for _ in range(2))
    whole.show_visit(_signed(), ())
    assert len(list(pieced.pieces(_signed(), ()))) > 2
    assert _texts(pieced) == _texts(whole)


def test_a_signed_visit_that_was_left_half_made_is_made_anew(window: QWidget) -> None:
    whole, left = (Reading(books(), lambda _: (), window) for _ in range(2))
    whole.show_visit(_signed(), ())
    next(left.pieces(_signed(), ()))
    left.show_visit(_signed(), ())
    QApplication.sendPostedEvents()
    assert _texts(left) == _texts(whole)
    changed = replace(_signed(), signed_by="Dr Bo")
    left.show_visit(changed, ())
    assert "Signed by Dr Bo" in " ".join(_texts(left))


def test_the_page_of_the_handouts_is_made_in_pieces(sat: Sitting) -> None:
    assert sat.entrance.desk is not None
    page = PrintingPage(sat.entrance.desk, sat.entrance.desk.pack_words, sat.window.pages)
    assert len(list(page.pieces)) > 4
    page.deleteLater()


def test_advice_for_many_papers_is_worked_out_beside_the_window(
    sat: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[bool] = []

    def noted(chart: Chart, on: date, guidelines: Guidelines) -> Assessment:
        places.append(current_thread() is main_thread())
        return evaluate(chart, on, guidelines)

    monkeypatch.setattr(advice, "evaluate", noted)
    (changes,) = register(sat, Patient(date(1970, 1, 1), family_name="Banda"))
    assert changes.problem is not None
    rooms = sat.entrance.rooms
    assert rooms is not None
    rooms.show_chart(changes.problem)
    assert rooms.chart is not None
    sat.settle()
    batch = rooms.chart.printing.several.batch
    ear = Ear(batch)
    papers = [BatchPaper(changes.problem, "danger_card"), BatchPaper(changes.problem, "care_plan")]
    batch.start(papers, PageStyle(), Tray(tmp_path).choose(None))
    sat.see(lambda: bool(ear.heard))
    assert not places[0]
