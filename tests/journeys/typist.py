"""The real program with somebody who types until the process is killed; told line by line.

Run as ``python -m tests.journeys.typist HOME PASSPHRASE``. It prints how long the note of the visit
was when the chart was opened, its length after each letter, and its length when a save was
acknowledged. With ``letter`` behind it, it is the text of a letter, which is told to be saved once
the store has it as unfinished.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from db import drafts
from desktop.commands.door import ClinicDoor
from desktop.commands.hands import Hands, TourStopped
from desktop.commands.window import make_app, make_entrance
from desktop.entrance import Entrance
from desktop.pages.chart import ChartPage
from desktop.pages.visit import VisitForm
from desktop.places import Places
from desktop.widgets.fields import Note

Condition = Callable[[], bool]
LETTERS: Final = "abcdefghij"
LETTERS_PER_SAVE: Final = 30
PACE_MILLISECONDS: Final = 15


class Typist(QObject):
    """Unlocks, opens the only chart and types its note, a letter at a time, saving now and then."""

    def __init__(
        self, app: QApplication, entrance: Entrance, passphrase: str, what: str = "visit"
    ) -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._hands = Hands(app, entrance.window)
        self._passphrase = passphrase
        self._sent = 0
        self._steps = self._write_letter() if what == "letter" else self._work()
        self._wait: Condition = self._is_greeted
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.on_turn)
        self._timer.start(PACE_MILLISECONDS)

    @Slot()
    def on_turn(self) -> None:
        if self._wait():
            self._wait = next(self._steps)

    def _write_letter(self) -> Iterator[Condition]:
        yield from self._come_in()
        printing = self._chart().printing
        printing.choose("work_note")
        self._chart().act("tab_4")
        yield lambda: printing.letter.form is not None and printing.letter.form.isVisible()
        assert printing.letter.form is not None
        text = printing.letter.form.text
        text.setFocus()
        text.moveCursor(QTextCursor.MoveOperation.End)
        tell("opened", len(text.toPlainText()))
        while True:
            length = len(text.toPlainText())
            self._hands.type(LETTERS[length % len(LETTERS)])
            tell("typed", length + 1)
            if (kept := self._kept()) > self._sent:
                self._sent = kept
                tell("saved", kept)
            yield lambda: True

    def _kept(self) -> int:
        """Return how much of the letter stands in the store."""
        desk, rooms = self._entrance.desk, self._entrance.rooms
        assert desk is not None
        assert rooms is not None
        row = rooms.finder.model.row_at(0)
        assert row is not None
        stored = desk.reader.read(drafts.of_problem, row.problem_id, desk.user)
        return sum(len(dict(kept.draft.typed).get("text", "")) for kept in stored)

    def _work(self) -> Iterator[Condition]:
        yield from self._come_in()
        note = self._note()
        note.setFocus()
        note.moveCursor(QTextCursor.MoveOperation.End)
        tell("opened", len(note.toPlainText()))
        while True:
            length = len(note.toPlainText())
            self._hands.type(LETTERS[length % len(LETTERS)])
            tell("typed", length + 1)
            if self._sent:
                self._tell_saved()
            elif length % LETTERS_PER_SAVE == 0:
                self._hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
                self._sent = length + 1
            yield lambda: True

    def _come_in(self) -> Iterator[Condition]:
        """Unlock, and open the only chart."""
        self._hands.type(self._passphrase)
        with suppress(TourStopped):  # the key comes up when the page takes no keys any more
            self._hands.press(Qt.Key.Key_Return)
        yield self._has_list
        self._hands.press(Qt.Key.Key_F2)  # the worklist greets
        self._hands.press(Qt.Key.Key_Return)
        yield self._has_form

    def _tell_saved(self) -> None:
        """Tell of a save once the program has: what is typed meanwhile belongs to the next."""
        rooms = self._entrance.rooms
        if rooms and rooms.chart and not rooms.chart.keeping.is_saving:
            tell("saved", self._sent)
            self._sent = 0

    def _note(self) -> Note:
        return cast(Note, self._form().parts.decisions.fields["note"])

    def _chart(self) -> ChartPage:
        assert self._entrance.rooms
        assert self._entrance.rooms.chart
        return self._entrance.rooms.chart

    def _form(self) -> VisitForm:
        form = self._chart().visit.form
        assert form is not None
        return form

    def _is_greeted(self) -> bool:
        splash = self._entrance.splash
        return splash is not None and self._is_quiet() and QApplication.focusWidget() is not None

    def _has_list(self) -> bool:
        rooms = self._entrance.rooms
        return rooms is not None and self._is_quiet() and rooms.finder.model.rowCount() == 1

    def _has_form(self) -> bool:
        rooms = self._entrance.rooms
        return rooms is not None and rooms.chart is not None and rooms.chart.visit.form is not None

    def _is_quiet(self) -> bool:
        return not self._entrance.background.is_busy


def tell(what: str, length: int) -> None:
    """Say something to whoever reads along."""
    sys.stdout.write(f"{what} {length}\n")
    sys.stdout.flush()


def main(home: str, passphrase: str, what: str = "visit") -> int:
    """Open the program and type."""
    app = make_app(["foramen"])
    places = Places(Path(home))
    entrance = make_entrance(app, places, ClinicDoor(places.clinic))
    entrance.greet()
    entrance.window.show()
    entrance.window.activateWindow()
    Typist(app, entrance, passphrase, what)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
