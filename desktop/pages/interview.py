"""The red-flag part of a visit: one question after the other, one key for each answer."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop.models.interview import Asked, AskedGroup
from desktop.packwords import PackWords
from desktop.widgets.answers import Question
from desktop.widgets.dates import DayLimits
from desktop.widgets.fields import NumberField
from desktop.widgets.form import Row, Section
from desktop.words import ntr, tr
from pathway.catalogue import Catalogue
from pathway.coding import Code, Coded
from pathway.intake import Answers


class CountedRow(Row):
    """A red-flag item that is measured: its number with its unit."""

    def __init__(self, id: str, catalogue: Catalogue, parent: QWidget) -> None:  # noqa: A002
        self.id = id
        item = catalogue.item(f"flag.{id}")
        self.field = NumberField(item, parent)
        super().__init__(item.label, self.field, item.help, parent)


class Interview(QWidget):
    """Asks the items of a region; answering one moves on to the next without an answer."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""
    finished = Signal()
    """The last question was answered by hand."""
    built = Signal()
    """Everything that is asked has its controls now."""
    focused = Signal(object)
    """A question came into focus by moving on: it wants to be seen."""

    def __init__(
        self, words: PackWords, catalogue: Catalogue, limits: DayLimits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._catalogue = catalogue
        self._limits = limits
        self._filling = False
        self._stacked = False
        self.questions: dict[str, Question] = {}
        self.counted: dict[str, CountedRow] = {}
        self._needed: dict[str, bool] = {}
        self._groups: dict[str, Section] = {}
        self._order: list[str] = []
        self._waiting: list[AskedGroup] = []
        self._answers = Answers()
        self._turn = QTimer(self)
        self._turn.timeout.connect(self.on_turn)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(12)
        self.more = QPushButton(self)
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self.on_more)
        self.box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus)

    def show_groups(self, groups: tuple[AskedGroup, ...]) -> None:
        """Ask these; what was asked before stays where it is, so that the focus does.

        The first group is there at once, each other one when the window has time for it.
        """
        self._needed = {item.id: item.needed for group in groups for item in group.items}
        self._order = [group.id for group in groups]
        self._waiting = [group for group in groups if self._lacks(group)]
        if not self._groups and self._waiting:
            self._put_group(self._waiting.pop(0))
        self._show_wanted()
        if self._waiting:
            self._turn.start(0)

    def finish(self) -> None:
        """Have every question there now."""
        if self._waiting:
            for group in self._waiting:
                self._put_group(group)
            self._waiting = []
            self._turn.stop()
            self.built.emit()
        self._show_wanted()

    def show_answers(self, answers: Answers) -> None:
        """Show what was answered so far."""
        self._answers = answers
        for id_ in (*self.questions, *self.counted):
            self._fill(id_)
        self._show_wanted()

    def focus_first_open(self) -> None:
        """Go to the first needed question without an answer."""
        if not self._open_ones():
            self.finish()
        open_ones = self._open_ones()
        if open_ones:
            self._go_to(open_ones[0])

    def set_stacked(self, stacked: bool) -> None:
        """Put the answers beneath the questions, as narrow windows and large text need it."""
        self._stacked = stacked
        for question in self.questions.values():
            question.set_stacked(stacked)

    @Slot(QWidget, QWidget)
    def on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Mark the question that the keyboard is in."""
        if now is None or not self.isVisible():
            return
        for question in self.questions.values():
            question.set_current(question.isAncestorOf(now))

    @Slot()
    def on_turn(self) -> None:
        if self._waiting:
            self._put_group(self._waiting.pop(0))
            self._show_wanted()
        if not self._waiting:
            self._turn.stop()
            self.built.emit()

    @Slot()
    def on_more(self) -> None:
        self.finish()

    @Slot(str)
    def on_question(self, id_: str) -> None:
        if self._filling:
            return
        question, code = self.questions[id_], Code(f"flag.{id_}")
        if question.answer == "not_asked":
            self.entered.emit(code, None)
            return
        told = Coded(code, question.answer, question.since(), question.course())
        self.entered.emit(code, told)

    @Slot()
    def on_number(self) -> None:
        field = self.sender()
        row = next((row for row in self.counted.values() if row.field is field), None)
        if row is None or self._filling:
            return
        code, value = Code(f"flag.{row.id}"), row.field.value()
        good = bool(value) and not row.field.problem()
        self.entered.emit(code, Coded(code, value) if good else None)

    @Slot(str)
    def on_finished(self, id_: str) -> None:
        if not self._open_ones(after=id_):
            self.finish()
        after = self._open_ones(after=id_) or self._open_ones()
        if after:
            self._go_to(after[0])
        else:
            self.finished.emit()

    def _go_to(self, id_: str) -> None:
        question = self.questions[id_]
        question.answers.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focused.emit(question)

    def _open_ones(self, after: str = "") -> list[str]:
        """Return the needed questions without an answer, from below ``after`` on."""
        order = [one for one in self._needed if one in self.questions]
        start = order.index(after) + 1 if after in order else 0
        return [
            id_
            for id_ in order[start:]
            if self._needed.get(id_) and self.questions[id_].answer == "not_asked"
        ]

    def _put_group(self, group: AskedGroup) -> None:
        if group.id not in self._groups:
            section = Section(self._words.group(group.id), "", self)
            section.box.setSpacing(4)
            before = self._order[: self._order.index(group.id)]
            self.box.insertWidget(sum(one in self._groups for one in before), section)
            self._groups[group.id] = section
        for item in group.items:
            if item.id not in self.questions and item.id not in self.counted:
                self._put(item, self._groups[group.id])
                self._fill(item.id)

    def _lacks(self, group: AskedGroup) -> bool:
        """Say whether some item of a group has no control yet."""
        return any(
            one.id not in self.questions and one.id not in self.counted for one in group.items
        )

    def _fill(self, id_: str) -> None:
        """Show what was answered to one item."""
        given = self._answers.flag(id_)
        self._filling = True
        if id_ in self.questions:
            self.questions[id_].show_answer(
                given.value if given else "",
                given.since if given else None,
                given.course if given else None,
            )
        else:
            self.counted[id_].field.set_value(given.value if given else "")
        self._filling = False

    def _put(self, item: Asked, section: Section) -> None:
        if item.kind == "number":
            row = CountedRow(item.id, self._catalogue, section)
            row.field.changed.connect(self.on_number)
            self.counted[item.id] = row
            section.add(row)
            return
        question = Question(item.id, self._words.question(item.id), self._limits, section)
        question.show_help(self._words.help(item.id))
        if item.earlier:
            question.show_last(item.earlier.answer, item.earlier.on)
        question.set_stacked(self._stacked)
        question.changed.connect(self.on_question)
        question.finished.connect(self.on_finished)
        self.questions[item.id] = question
        section.add(question)

    def _show_wanted(self) -> None:
        """Show what must be asked, and the rest when it is asked for or has an answer already."""
        parts: dict[str, QWidget] = {**self.questions, **self.counted}
        optional = [id_ for id_ in parts if id_ in self._needed and not self._needed[id_]]
        for id_, part in parts.items():
            part.setVisible(
                self._needed.get(id_, False)
                or self._is_answered(id_)
                or (id_ in optional and self.more.isChecked())
            )
        for section in self._groups.values():
            inside = [p for p in parts.values() if p.parentWidget() is section]
            section.setVisible(any(not part.isHidden() for part in inside))
        count = len(optional)
        words = ntr("{count} more question or sign", "{count} more questions and signs", count)
        self.more.setText(tr("Hide what is optional") if self.more.isChecked() else words)
        self.more.setVisible(bool(optional))

    def _is_answered(self, id_: str) -> bool:
        if id_ in self.questions:
            return self.questions[id_].answer != "not_asked"
        return bool(self.counted[id_].field.value())
