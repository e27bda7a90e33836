"""The four answers to a clinical question, and the question row that asks it.

None chosen means not asked. There is no check box: an empty one would read as "no".
"""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import show
from desktop.widgets.boxnumber import BoxNumber, box_words
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Row, em, muted, plain, restyled
from desktop.widgets.taborder import tab_after
from desktop.words import tr
from pathway.facts import Answer, Course

LARGE_WORDS: Final = 1.5
LARGE_ANSWERS: Final = 1.2
LARGE_EMS: Final = 12
MARGINS: Final = (12, 7)
LARGE_MARGINS: Final = (20, 16)


def answer_choices() -> tuple[Choice, ...]:
    """Return the four answers; each has a letter and a number as its key."""
    return (
        Choice("yes", tr("Yes"), "y1"),
        Choice("no", tr("No"), "n2"),
        Choice("unable", tr("Cannot say"), "u3", tr("Cannot say: could not be asked or assessed")),
        Choice("declined", tr("Declined"), "d4", tr("Declined: the patient did not want to say")),
    )


def course_choices() -> tuple[Choice, ...]:
    """Return how a sign has gone since it began."""
    return (
        Choice("progressing", tr("Getting worse"), "w1"),
        Choice("stable", tr("Stable"), "s2"),
        Choice("longstanding", tr("Long-standing, unchanged"), "l3"),
    )


def answer_words(answer: Answer | str) -> str:
    """Return an answer as people say it."""
    words = {choice.code: choice.label for choice in answer_choices()}
    return words.get(answer, tr("Not asked"))


class AnswerButtons(ChoiceButtons):
    """Yes, no, cannot say, declined: keys Y N U D or 1 to 4; none chosen is "not asked"."""

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(answer_choices(), parent)
        self.setAccessibleName(question)


class SinceCourse(QWidget):
    """Since when, and how it has gone since: asked after a "yes"."""

    changed = Signal()
    answered = Signal()

    def __init__(self, question: str, on: date, limits: DayLimits, parent: QWidget) -> None:
        super().__init__(parent)
        self.since = DateField(on, self, limits)
        self.course = ChoiceButtons(course_choices(), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 4)
        box.setSpacing(8)
        self.since_row = Row(tr("Since"), self.since, "", self)
        self.course_row = Row(tr("Course"), self.course, "", self)
        for row in (self.since_row, self.course_row):
            box.addWidget(row)
        self.since.line.setAccessibleName(tr("{question} Since").format(question=question))
        self.course.setAccessibleName(tr("{question} Course").format(question=question))
        self.since.changed.connect(self.changed)
        self.course.changed.connect(self.changed)
        self.since.line.returnPressed.connect(self.on_return)
        self.course.answered.connect(self.answered)

    def told_course(self) -> Course | None:
        """Return how it has gone since, None when nobody said."""
        match self.course.value():
            case "progressing" | "stable" | "longstanding" as told:
                return told
            case _:
                return None

    @Slot()
    def on_return(self) -> None:
        self.course.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_stacked(self, stacked: bool) -> None:
        """Put the labels above their controls."""
        for row in (self.since_row, self.course_row):
            row.set_stacked(stacked)
            row.resize_label()


class Question(QFrame):
    """One question: its words, what was said last time, four answers, and the details of a yes."""

    changed = Signal(str)
    finished = Signal(str)
    """The question was answered by hand and wants no more: the next one can be asked."""

    def __init__(self, id: str, words: str, limits: DayLimits, parent: QWidget) -> None:  # noqa: A002
        super().__init__(parent)
        self.id = id
        self.setProperty("role", "question")
        self.words = plain(words, self)
        self.state = QLabel(tr("Not asked"), self)
        self.state.setProperty("chip", "open")
        self.state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.answers = AnswerButtons(words, self)
        self.detail: SinceCourse | None = None
        self._limits = limits
        self._stacked = False
        self._is_large = False
        self._notes: list[str] = []
        self._number: BoxNumber | None = None
        self._box = QVBoxLayout(self)
        self._words_line = QHBoxLayout()
        self._asked = QVBoxLayout()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.answers.changed.connect(self.on_answer)
        self.answers.answered.connect(self.on_answered)
        self.setFocusProxy(self.answers)
        self._tell()

    @property
    def answer(self) -> Answer:
        """Return the answer as a fact: none chosen is "not asked"."""
        match self.answers.value():
            case "yes" | "no" | "unable" | "declined" as given:
                return given
            case _:
                return "not_asked"

    def show_help(self, text: str) -> None:
        """Show what to look for, beneath the question."""
        if text:
            self._note(text)

    def show_number(self, number: str) -> None:
        """Show before the question which box of a paper sheet this is, or nothing."""
        if self._number is None:
            self._number = BoxNumber(self)
            self._words_line.insertWidget(0, self._number, 0, Qt.AlignmentFlag.AlignTop)
        self._number.tell(number)
        self._describe()

    def show_last(self, answer: Answer, on: date) -> None:
        """Show what was said at an earlier visit; it is never ticked again by itself."""
        self._note(
            tr("Last answered “{answer}” on {day}").format(
                answer=answer_words(answer), day=show.day(on)
            )
        )

    def since(self) -> date | None:
        """Return since when, for a "yes" of which that was told."""
        return self.detail.since.day() if self.detail and self.answer == "yes" else None

    def course(self) -> Course | None:
        """Return how it has gone since, for a "yes" of which that was told."""
        return self.detail.told_course() if self.detail and self.answer == "yes" else None

    def show_answer(self, value: str, since: date | None, course: Course | None) -> None:
        """Show what was answered."""
        self.answers.set_value(value)
        if self.detail:
            self.detail.since.set_day(since)
            self.detail.course.set_value(course or "")

    def set_current(self, is_current: bool) -> None:
        """Mark the question that is being asked."""
        restyled(self, "current", "true" if is_current else "false")

    def set_stacked(self, stacked: bool) -> None:
        """Put the answers beneath the question, as narrow windows and large text need it."""
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._stacked = stacked
        self._line.setDirection(down if stacked or self._is_large else beside)
        self._line.setSpacing(18 if self._is_large else 6 if stacked else 16)
        if self.detail:
            self.detail.set_stacked(stacked)

    def set_large(self, is_large: bool) -> None:
        """Show the question large and calm, as when it is the only one; or as one of a list."""
        if is_large == self._is_large:
            return
        self._is_large = is_large
        self.words.setFont(_sized(self.font(), LARGE_WORDS if is_large else 1))
        for button in self.answers.buttons:
            button.setFont(_sized(self.font(), LARGE_ANSWERS if is_large else 1))
        self.setMinimumHeight(LARGE_EMS * em(self) if is_large else 0)
        self._asked.setSpacing(8 if is_large else 2)
        aside, above = LARGE_MARGINS if is_large else MARGINS
        self._box.setContentsMargins(aside, above, aside, above)
        self.set_stacked(self._stacked)

    @Slot()
    def on_answer(self) -> None:
        yes = self.answers.value() == "yes"
        if yes and self.detail is None:
            self.detail = self._make_detail()
        if self.detail:
            self.detail.setVisible(yes)
        self._tell()
        self.changed.emit(self.id)

    @Slot()
    def on_answered(self) -> None:
        if self.answers.value() == "yes" and self.detail:
            self.detail.since.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.finished.emit(self.id)

    @Slot()
    def on_detail(self) -> None:
        self.changed.emit(self.id)

    @Slot()
    def on_detail_answered(self) -> None:
        self.finished.emit(self.id)

    def _lay_out(self) -> None:
        self._asked.setSpacing(2)
        self._asked.addWidget(self.words)
        self._line.setSpacing(16)
        self._words_line.setSpacing(10)
        self._words_line.addLayout(self._asked, 1)
        self._line.addLayout(self._words_line, 1)
        given = QHBoxLayout()
        given.setSpacing(10)
        given.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        given.addWidget(self.answers, 1)
        self._line.addLayout(given)
        self._box.setContentsMargins(MARGINS[0], MARGINS[1], MARGINS[0], MARGINS[1])
        self._box.setSpacing(6)
        self._box.addLayout(self._line)
        self._box.addStretch(1)  # what a large question has to spare lies beneath it

    def _tell(self) -> None:
        """Say the state in words: what was not asked must not look like a no."""
        answered = self.answer != "not_asked"
        self.state.setHidden(answered)
        restyled(self, "answered", self.answer if answered else "none")

    def _make_detail(self) -> SinceCourse:
        """Make the fields for since and course: most questions never need them."""
        on = self._limits.latest or date.max
        detail = SinceCourse(self.words.text(), on, self._limits, self)
        detail.set_stacked(self._stacked)
        detail.changed.connect(self.on_detail)
        detail.answered.connect(self.on_detail_answered)
        self._box.insertWidget(1, detail)
        tab_after(self.answers.buttons[-1], detail)
        return detail

    def _note(self, text: str) -> None:
        """Put a quiet line beneath the question; screen readers hear it with the answers."""
        self._notes.append(text)
        self._asked.addWidget(muted(text, self))
        self._describe()

    def _describe(self) -> None:
        number = box_words(self._number.text()) if self._number else ""
        self.answers.setAccessibleDescription(" ".join((*self._notes, number)).strip())


def _sized(font: QFont, factor: float) -> QFont:
    """Return the same font so many times as large."""
    sized = QFont(font)
    sized.setPointSizeF(font.pointSizeF() * factor)
    return sized
