"""Scenes of people whose names are long, or are written from right to left."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Qt

from desktop.commands.stage import CTRL, Condition, Play, Scene, Stage, show_everybody
from pathway.facts import OnsetDay, Patient, Problem
from pathway.records import Changes, Registration

ALIKE: Final = "77-0"
"""How the numbers of all of them begin."""
ARABIC: Final = Patient(
    date(1961, 4, 3),
    sex="male",
    family_name="الشريف الإدريسي القرطبي الأندلسي",
    given_name="أبو عبد الله محمد بن عبد الرحمن",
    number="77-01",
    allergies=("البنسلين",),
    allergy_state="known",
)
HEBREW: Final = Patient(
    date(1955, 11, 28),
    sex="female",
    family_name="בן-דוד כהן-אלקלעי",
    given_name="שושנה מרים אסתר",
    number="77-02",
    allergy_state="none_known",
)
MIXED: Final = Patient(
    date(1978, 9, 9), sex="male", family_name="al-Sharif", given_name="عبد الرحمن", number="77-03"
)
LONG: Final = Patient(
    date(1949, 2, 14),
    sex="female",
    family_name="Wolfeschlegelsteinhausen-Featherstonehaugh von und zu Hohenlohe",
    given_name="Maximiliana Theodora Wilhelmina Anastasia Josephine Magdalena",
    number="77-04",
)
DAYS: Final = 40


class Waiting:
    """Counts the patients that are kept."""

    def __init__(self) -> None:
        self.count = 0

    def take(self, changes: Changes) -> None:
        """Note one more."""
        self.count += 1


def names_scenes() -> tuple[Scene, ...]:
    """Return the list of these people, the chart of each, and a page of fields."""
    return (
        Scene("names-list", _register),
        Scene("names-mixed", _open(0)),
        Scene("names-long", _open(1)),
        Scene("names-hebrew", _open(2)),
        Scene("names-arabic", _open(3)),
        Scene("names-arabic-background", _show_background),
    )


def _register(stage: Stage) -> Iterator[Condition]:
    stage.upkeep.bar.show_faults(())
    stage.entrance.window.notice.on_close()
    waiting, people = Waiting(), (ARABIC, HEBREW, MIXED, LONG)
    begun = OnsetDay(stage.desk.today - timedelta(days=DAYS))
    for patient in people:
        told = Registration(patient, Problem("lumbar", begun, "left"))
        stage.desk.register(told, waiting.take)
    yield lambda: waiting.count == len(people)
    yield from _list(stage)


def _list(stage: Stage) -> Iterator[Condition]:
    yield from show_everybody(stage)
    stage.rooms.finder.setFocus()
    stage.hands.type(ALIKE)
    yield stage.has_found


def _open(steps: int) -> Play:
    return partial(_open_one, steps)


def _open_one(steps: int, stage: Stage) -> Iterator[Condition]:
    yield from _list(stage)
    for _ in range(steps):
        stage.hands.press(Qt.Key.Key_Down)
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet


def _show_background(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_5, CTRL)
    yield stage.is_quiet
