"""The real program, and somebody who types unusual words into everything that takes words.

Run as ``python -m tests.privacy.secretary HOME``; the words come as JSON in ``CANARIES``. On its
way the program meets errors that quote the words, is locked and unlocked. Prints one line per
place where a word can be seen or heard while the window is locked, and ``done`` at the end.
"""

import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, qWarning
from PySide6.QtGui import QAction, QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.commands.door import ClinicDoor
from desktop.commands.dressing import PLAIN, Look
from desktop.commands.hands import MOST_TABS
from desktop.commands.programme import whole_plan
from desktop.commands.stage import CTRL, Act, Condition, Scene, Stage, at_once
from desktop.commands.tour import Theatre, Tour
from desktop.commands.window import make_app, make_entrance
from desktop.door import Door
from desktop.places import Places
from desktop.today import Clock, now
from tests.desktop.clinics import CHEAP, PASSPHRASE
from tests.privacy.canaries import Canaries

WORDS: Final = Canaries(*json.loads(os.environ["CANARIES"]))
A_FEW_FIELDS: Final = 40
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class Blind:
    """A camera that takes no pictures: it says nothing about what it sees."""

    def picture(self, window: QWidget, name: str, look: Look) -> None:
        """Take none."""

    def keep(self, name: str, content: bytes) -> None:
        """Keep none."""


def scenes() -> tuple[Scene, ...]:
    """Return what the secretary does, one thing after the other."""
    return (
        Scene("unlock", _unlock),
        Scene("half typed", _half_typed),
        Scene("register", _register),
        Scene("look for", _look_for),
        Scene("visit", _visit),
        Scene("background", _background),
        Scene("print", _print),
        Scene("errors", _errors),
        Scene("lock", _lock),
        Scene("again", _unlock),
    )


def _unlock(stage: Stage) -> Iterator[Condition]:
    yield stage.is_painted
    stage.splash.passphrase.setFocus()
    stage.hands.type(PASSPHRASE)
    stage.hands.press(Qt.Key.Key_Return)
    yield lambda: stage.entrance.desk is not None and stage.is_quiet()


def _half_typed(stage: Stage) -> Iterator[Condition]:
    """Fill every field of a registration with words, and leave it unsaved."""
    stage.hands.press(Qt.Key.Key_N, CTRL)
    yield stage.is_quiet
    yield from _fill_everything(stage)
    stage.hands.press(Qt.Key.Key_Escape)
    yield stage.is_quiet


def _register(stage: Stage) -> Iterator[Condition]:
    from datetime import date, timedelta

    from pathway.facts import MedicineTaken, OnsetDay, Patient, Problem
    from pathway.records import Registration

    patient = Patient(
        date(1961, 7, 4),
        number=WORDS.number,
        family_name=WORDS.family,
        given_name=WORDS.given,
        sex="male",
        medicines=(MedicineTaken(WORDS.drug),),
        allergies=(WORDS.allergy,),
        allergy_state="known",
    )
    problem = Problem("lumbar", OnsetDay(stage.desk.today - timedelta(days=40)), "left")
    stage.desk.register(Registration(patient, problem), _ignore)
    yield stage.is_quiet


def _look_for(stage: Stage) -> Iterator[Condition]:
    """Look for somebody who is not there, then for the patient, and open the chart."""
    for word in (WORDS.looked_for, WORDS.family):
        stage.rooms.show_finder()
        stage.rooms.finder.search.setFocus()
        stage.rooms.finder.search.selectAll()
        stage.hands.type(word)
        yield lambda: not stage.rooms.finder.is_looking and stage.is_quiet()
    stage.hands.press(Qt.Key.Key_Return)
    yield lambda: stage.rooms.chart is not None and stage.is_quiet()
    assert WORDS.family.upper() in stage.entrance.window.windowTitle()


def _visit(stage: Stage) -> Iterator[Condition]:
    """Type into every field of a visit, copy a word, and save."""
    for part in stage.form.parts.findChildren(QWidget):
        finish = getattr(part, "finish", None)
        if callable(finish):
            finish()
    yield stage.is_quiet
    yield from _fill_everything(stage)
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet


def _background(stage: Stage) -> Iterator[Condition]:
    """Type into every field of the medical background."""
    stage.hands.press(Qt.Key.Key_5, CTRL)
    yield stage.is_quiet
    yield from _fill_everything(stage)
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_Escape)
    yield stage.is_quiet


def _print(stage: Stage) -> Iterator[Condition]:
    """Look at what would be printed: nothing is written for that."""
    stage.rooms.show_finder()
    stage.rooms.finder.search.setFocus()
    stage.rooms.finder.search.selectAll()
    stage.hands.type(WORDS.family)
    yield lambda: not stage.rooms.finder.is_looking and stage.is_quiet()
    stage.hands.press(Qt.Key.Key_Return)
    yield lambda: stage.rooms.chart is not None and stage.is_quiet()
    stage.hands.press(Qt.Key.Key_4, CTRL)
    yield stage.has_pages


def _errors(stage: Stage) -> Iterator[Condition]:
    """Meet errors everywhere, each with a word of the patient's in its text."""
    QTimer.singleShot(0, _bug)
    stage.entrance.background.run("jobs", _bug, _ignore, stage.entrance.on_refused)
    stage.entrance.background.run("store", _bug, _ignore, stage.entrance.on_refused)
    logging.getLogger("foramen.store").error("no advice for %s", WORDS.error)
    logging.getLogger("sqlalchemy.engine").error("rows of %s", WORDS.error)
    warnings.warn(f"odd value {WORDS.error}", UserWarning, stacklevel=1)
    qWarning(f"cannot draw '{WORDS.error}'")
    _Ending()
    yield stage.is_quiet
    stage.places.crash_log.rename(stage.places.home / "crash.seen.log")  # the tour would stop at it


def _lock(stage: Stage) -> Iterator[Condition]:
    """Lock the screen, and tell of each place where a word can still be seen or heard."""
    stage.hands.press(Qt.Key.Key_L, CTRL)
    yield lambda: stage.entrance.desk is None and stage.is_quiet()
    for place, text in _said(stage.entrance.window):
        if any(word.casefold() in text.casefold() for word in WORDS):
            sys.stdout.write(f"seen while locked: {place}\n")


def _fill_everything(stage: Stage) -> Iterator[Condition]:
    """Go through a page by Tab and type into every field that takes words, then copy one."""
    seen: list[QWidget] = []
    words = (WORDS.note, WORDS.given, WORDS.drug, WORDS.phone)
    for number in range(MOST_TABS):
        here = QApplication.focusWidget()
        if here is None or here in seen or len(seen) > A_FEW_FIELDS:
            break
        if isinstance(here, QLineEdit | QPlainTextEdit) and not here.isReadOnly():
            seen.append(here)
            stage.hands.type(words[number % len(words)])
            here.selectAll()
            here.copy()
        stage.hands.press(Qt.Key.Key_Tab)
        yield at_once
    yield stage.is_quiet


def _said(window: QWidget) -> Iterator[tuple[str, str]]:
    """Return every text of a window, its title and the clipboard, and where it stands."""
    yield "clipboard", QGuiApplication.clipboard().text()
    for part in (window, *window.findChildren(QWidget), *window.findChildren(QAction)):
        for ask in ("windowTitle", "accessibleName", "accessibleDescription", "toolTip", "text"):
            asked = getattr(part, ask, None)
            if callable(asked):
                yield f"{type(part).__name__}.{ask}", str(asked())
        if isinstance(part, QComboBox):
            yield type(part).__name__, " ".join(part.itemText(n) for n in range(part.count()))
        if isinstance(part, QPlainTextEdit):
            yield type(part).__name__, part.toPlainText()


class _Ending:
    """Fails when it is taken away: such an error can be raised nowhere."""

    def __del__(self) -> None:
        _bug()


def _bug() -> None:
    raise ValueError(f"cannot read {WORDS.error} of {WORDS.family}")


def _ignore(_answer: object) -> None:
    """Take an answer that nobody waits for."""


def _door(places: Places, clock: Clock) -> Door:
    from shutil import copytree

    copytree(os.environ["CLINIC"], places.clinic)
    return ClinicDoor(places.clinic, clock, CHEAP)


def main(home: str) -> int:
    """Play it all, then the tour of the demonstration."""
    app = make_app(["foramen"])
    # Without a display nobody owns the clipboard, and what others copied is never cleared.
    QClipboard.ownsClipboard = lambda _: True  # type: ignore[method-assign]
    app.setQuitOnLastWindowClosed(False)
    theatre = Theatre(app, Path(home), now, partial(make_entrance, app))
    plan = ((PLAIN, Act(_door, scenes())), *whole_plan(30, (PLAIN,)))
    tour = Tour(theatre, Blind(), plan[: 1 if os.environ.get("SHORT") else None])
    tour.ended.connect(app.quit)
    tour.start()
    app.exec()
    sys.stdout.write(f"{tour.stopped or 'done'}\n")
    return 1 if tour.stopped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
