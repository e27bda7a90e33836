"""Whatever is typed, left, locked, saved, lost and found again: the form shows exactly that."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.pages.chart import VISIT
from desktop.pages.visit import VisitForm
from desktop.pages.visitdraft import draft_of
from desktop.places import Places
from desktop.rooms import Rooms
from desktop.widgets.fields import Note, NumberField
from pathway.facts import Patient
from tests.desktop.clinics import Sitting, found_clinic, register, sitting

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SOMEBODY: Final = Patient(date(1970, 1, 1), family_name="Banda", allergy_state="none_known")
KEYS: Final = {"y": "yes", "n": "no", "u": "unable", "d": "declined"}
NUMBER: Final = "temperature"


@dataclass(frozen=True)
class Write:
    """Type a text at the end of the note or of a number, which may be half a number or none."""

    where: str
    text: str


@dataclass(frozen=True)
class Reply:
    """Answer a question of the interview with its key."""

    place: int
    key: str


@dataclass(frozen=True)
class Turn:
    """Leave the form in one of the ways in which one can, and come back."""

    way: str


Step: TypeAlias = Write | Reply | Turn

STEPS: Final = st.one_of(
    st.builds(Write, st.just("note"), st.text("abc.\u00e9\u0645\u4e2d", min_size=1, max_size=4)),
    st.builds(Write, st.just(NUMBER), st.sampled_from(["3", "7", "37", ".5", "x", "-"])),
    st.builds(Reply, st.integers(0, 8), st.sampled_from(sorted(KEYS))),
    st.builds(Turn, st.sampled_from(["list", "plan", "lock", "save", "crash", "close"])),
)


@dataclass
class Typed:
    """What the form must show: the texts as typed, and the answers by the place of a question."""

    texts: dict[str, str] = field(default_factory=dict)
    replies: dict[int, str] = field(default_factory=dict)


class Writer:
    """Somebody at the keyboard of a clinic with one patient, whose computer fails now and then."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path, today: date) -> None:
        self._opening = (qtbot, app)
        self._today = today
        self._folder = folder
        self._homes = 0
        self.typed = Typed()
        self.sat: Sitting
        self.places = found_clinic(folder / "0", today)

    def work(self, steps: list[Step]) -> None:
        """Take all steps; each crash and each closing ends one sitting and begins another."""
        waiting = list(steps)
        is_new = True
        while waiting or is_new:
            with self._sitting(is_new=is_new):
                self._look()
                self._take_all(waiting)
            is_new = False

    def _take_all(self, waiting: list[Step]) -> None:
        """Take steps until there are no more, or until one of them ends the sitting."""
        while waiting:
            step = waiting.pop(0)
            if step in (Turn("crash"), Turn("close")):
                self._end(step)
                return
            self._take(step)
        self._look()

    @contextmanager
    def _sitting(self, *, is_new: bool) -> Iterator[None]:
        qtbot, app = self._opening
        with sitting(qtbot, app, self.places, self._today) as self.sat:
            self.sat.unlock()
            if is_new:
                register(self.sat, SOMEBODY)
            self._open()
            yield

    def _end(self, step: Step) -> None:
        """A crash is what the disk holds at a moment, without anything that closing would do."""
        self.sat.settle()
        if step == Turn("crash"):
            self._homes += 1
            lost = Places(self._folder / str(self._homes))
            self.sat.see(self._is_kept)
            self.sat.settle()
            shutil.copytree(self.places.clinic, lost.clinic)
            self.places = lost
        else:
            assert self.sat.window.close()

    def _is_kept(self) -> bool:
        desk, form = self.sat.entrance.desk, self._form()
        assert desk is not None
        kept = [one.draft for one in desk.drafts.of_problem(form.view.problem_id)]
        return not form.has_unsaved() or draft_of(form) in kept

    def _take(self, step: Step) -> None:
        match step:
            case Write(where, text):
                self._write(where, text)
            case Reply(place, key):
                self._reply(place, key)
            case Turn(way):
                self._leave(way)
                self._look()

    def _write(self, where: str, text: str) -> None:
        control = self._control(where)
        if isinstance(control, Note):
            control.setFocus()
            control.moveCursor(QTextCursor.MoveOperation.End)
        else:
            control.line.setFocus()
            control.line.end(False)
        for letter in text:
            self._strike(letter)
        self.typed.texts[where] = self.typed.texts.get(where, "") + text

    def _strike(self, letter: str) -> None:
        """Type a letter; one that no key of a test has comes as from an input method."""
        if letter.isascii():
            self.sat.type(letter)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(letter)
            QApplication.sendEvent(self.sat.focus, composed)

    def _reply(self, place: int, key: str) -> None:
        question = list(self._form().parts.interview.questions.values())[place]
        question.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sat.type(key)
        self.typed.replies[place] = KEYS[key]

    def _leave(self, way: str) -> None:
        if way == "list":
            self.sat.press(Qt.Key.Key_F2)
            self._open()
        elif way == "plan":
            self.sat.press(Qt.Key.Key_2, CONTROL)
            self.sat.settle()
            self.sat.press(Qt.Key.Key_1, CONTROL)
        elif way == "lock":
            self.sat.press(Qt.Key.Key_L, CONTROL)
            self.sat.see(lambda: self.sat.entrance.rooms is None)
            self.sat.unlock()
            self._open()
        else:
            self.sat.press(Qt.Key.Key_S, CONTROL)
        self.sat.settle()

    def _open(self) -> None:
        finder = self._rooms().finder
        self.sat.see(lambda: finder.model.rowCount() == 1)
        row = finder.model.row_at(0)
        assert row is not None
        self._rooms().show_chart(row.problem_id)
        self.sat.settle()
        chart = self._rooms().chart
        assert chart is not None
        assert chart.tabs.currentIndex() == VISIT
        self._form().parts.finish()

    def _look(self) -> None:
        shown = {name: self._text(name) for name in ("note", NUMBER)}
        assert shown == {name: self.typed.texts.get(name, "") for name in shown}
        questions = list(self._form().parts.interview.questions.values())
        replies = {place: questions[place].answer for place in self.typed.replies}
        assert replies == self.typed.replies
        others = [one.answer for at, one in enumerate(questions) if at not in replies]
        assert set(others) <= {"not_asked", None, ""}

    def _text(self, name: str) -> str:
        control = self._control(name)
        return control.line.text() if isinstance(control, NumberField) else control.toPlainText()

    def _control(self, name: str) -> Note | NumberField:
        parts = self._form().parts
        found = parts.decisions.fields["note"] if name == "note" else parts.pain.fields[name]
        assert isinstance(found, Note | NumberField)
        return found

    def _rooms(self) -> Rooms:
        assert self.sat.entrance.rooms is not None
        return self.sat.entrance.rooms

    def _form(self) -> VisitForm:
        chart = self._rooms().chart
        assert chart is not None
        found = chart.visit.form
        assert found is not None
        return found


@pytest.mark.long(55)
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],  # making an example smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_any_sequence_ends_with_exactly_what_was_typed(
    qtbot: QtBot, qapp: QApplication, today: date, steps: list[Step]
) -> None:
    with TemporaryDirectory() as folder:
        Writer(qtbot, qapp, Path(folder), today).work(steps)


def test_a_blank_after_the_last_word_is_still_there_to_go_on(
    qtbot: QtBot, qapp: QApplication, today: date, tmp_path: Path
) -> None:
    steps: list[Step] = [
        Write("note", "Sleeps "),
        Turn("lock"),
        Write("note", "badly "),
        Turn("crash"),
    ]
    Writer(qtbot, qapp, tmp_path, today).work([*steps, Write("note", " now"), Turn("list")])


def test_each_way_to_leave_in_turn(
    qtbot: QtBot, qapp: QApplication, today: date, tmp_path: Path
) -> None:
    ways = ("list", "plan", "save", "lock", "crash", "close")
    steps: list[Step] = [Reply(1, "n"), Write("temperature", "3"), Write("note", "Sleeps b")]
    for way in ways:
        steps += [Turn(way), Write("note", "a"), Reply(2, "y" if way == "lock" else "n")]
    Writer(qtbot, qapp, tmp_path, today).work([*steps, Write("temperature", "7"), Turn("save")])


def test_a_whole_number_is_still_as_it_was_typed_after_a_save(
    qtbot: QtBot, qapp: QApplication, today: date, tmp_path: Path
) -> None:
    steps: list[Step] = [Write(NUMBER, "37"), Turn("save"), Turn("close")]
    Writer(qtbot, qapp, tmp_path, today).work([*steps, Write(NUMBER, ".5"), Turn("crash")])
