"""The red-flag part of a visit: one question after the other, one key for each answer."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.models.interview import Asked, AskedGroup
from desktop.packwords import PackWords
from desktop.pages.askeditems import CountedRow
from desktop.pages.askedsingly import AskedSingly
from desktop.widgets.answers import Question
from desktop.widgets.dates import DayLimits
from desktop.widgets.form import Section
from desktop.widgets.taborder import tab_on
from desktop.widgets.texts import dressed
from pathway.catalogue import Catalogue
from pathway.coding import Code, Coded

AT_ONCE: Final = 1
"""So many questions are there from the beginning; the others come in slices, or when wanted."""


class Interview(AskedSingly):
    """Asks the items of a region; answering one moves on to the next without an answer."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""
    lacking = Signal()
    """Something is asked that has no control yet: ``make_next`` makes one after the other."""
    focused = Signal(object, tuple)
    """A question came into focus by moving on: what wants to be seen, and what of it at least."""

    def __init__(
        self, words: PackWords, catalogue: Catalogue, limits: DayLimits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._catalogue = catalogue
        self._limits = limits
        self._order: list[str] = []
        self._waiting: dict[str, tuple[str, Asked]] = {}
        self._revealed: set[str] = set()
        self._last_made: QWidget | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(12)
        self.more.clicked.connect(self.on_more)
        self.box.addWidget(self.top)
        self.box.addWidget(self.steps)
        self.box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus)

    @property
    def has_more(self) -> bool:
        """Whether some item has no control yet."""
        return bool(self._waiting)

    def show_groups(self, groups: tuple[AskedGroup, ...]) -> None:
        """Ask these; what was asked before stays where it is, so that the focus does.

        The first questions are there at once, the others when the window has time for them.
        """
        self._needed = {item.id: item.needed for group in groups for item in group.items}
        self._order = [group.id for group in groups]
        is_new = not self._groups
        self._waiting = {
            item.id: (group.id, item)
            for group in groups
            for item in group.items
            if item.id not in self.questions and item.id not in self.counted
        }
        while is_new and self._waiting and len(self.questions) < AT_ONCE:
            self.make_next()
            self._revealed.update(self._groups)
        self._begin_singly()
        self._show_wanted()
        if self._waiting:
            self.lacking.emit()

    def make_next(self) -> None:
        """Make the next item that has no control yet; its group is shown once it is whole."""
        id_ = next(iter(self._waiting))
        group, item = self._waiting.pop(id_)
        section = self._groups.get(group) or self._open_group(group)
        self._put(item, section)
        self._fill(id_)
        self._part(id_).setVisible(self._is_wanted(id_))
        seen = {self._part(one).parentWidget() for one in self._seen()}
        section.setVisible(section in seen and self._is_whole(group))

    def make_following(self) -> None:
        """Have the next question there that is to be seen: somebody moves on to it."""
        seen = len(self._seen())
        while self._waiting and len(self._seen()) == seen:
            self._reveal_next()

    def focus_first_open(self) -> None:
        """Go to the first needed question without an answer."""
        open_ones = self._open_ones()
        if open_ones:
            self._go_to(open_ones[0])

    @Slot(str)
    def ask_now(self, id_: str) -> None:
        """Go to one question, whatever else is open: something else made it urgent."""
        self._go_to(id_)

    @Slot()
    def on_more(self) -> None:
        while self._waiting:
            self.make_next()
        self._show_wanted()

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
        after = self._open_ones(after=id_) or self._open_ones()
        if after:
            self._go_to(after[0])
        else:
            self.finished.emit()

    def _go_to(self, id_: str) -> None:
        while id_ in self._waiting:
            self._reveal_next()
        part = self._part(id_)
        self._turn_to(id_)
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        asked = self.questions.get(id_)
        least = (asked.words, asked.answers) if asked else ()
        self.focused.emit(part.parentWidget() if self.is_single else part, least)

    def _reveal_next(self) -> None:
        """Make the next item and show its group as far as it is there: somebody goes there."""
        group, _ = next(iter(self._waiting.values()))
        self._revealed.add(group)
        self.make_next()

    def _is_whole(self, group: str) -> bool:
        is_waiting = any(waits == group for waits, _ in self._waiting.values())
        return self.is_single or group in self._revealed or not is_waiting

    def _open_ones(self, after: str = "") -> list[str]:
        """Return the needed questions without an answer, from below ``after`` on."""
        order = [one for one in self._needed if one not in self.counted]
        start = order.index(after) + 1 if after in order else 0
        return [id_ for id_ in order[start:] if self._is_open(id_)]

    def _is_open(self, id_: str) -> bool:
        """Say whether a question must be answered and is not, also before it has its controls."""
        if not self._needed[id_]:
            return False
        if id_ in self._waiting:
            is_question = self._waiting[id_][1].kind != "number"
            return is_question and self._answers.flag(id_) is None
        return self.questions[id_].answer == "not_asked"

    def _open_group(self, group: str) -> Section:
        section = Section(self._words.group(group), "", self)
        section.box.setSpacing(4)
        section.hide()
        before = self._order[: self._order.index(group)]
        self.box.insertWidget(1 + sum(one in self._groups for one in before), section)
        self._groups[group] = section
        return section

    def _put(self, item: Asked, section: Section) -> None:
        made = self._counted(item, section) if item.kind == "number" else self._ask(item, section)
        section.add(made)
        dressed(made)
        if self._last_made is not None:  # what a yes asks for came after its last answer
            tab_on(self._last_made, made)
        self._last_made = made

    def _counted(self, item: Asked, section: Section) -> CountedRow:
        row = CountedRow(item.id, self._catalogue, section)
        row.field.changed.connect(self.on_number)
        row.setFocusProxy(row.field)
        row.field.line.returnPressed.connect(self.on_next)
        self.counted[item.id] = row
        return row

    def _ask(self, item: Asked, section: Section) -> Question:
        question = Question(item.id, self._words.question(item.id), self._limits, section)
        question.show_help(self._words.help(item.id))
        if item.earlier:
            question.show_last(item.earlier.answer, item.earlier.on)
        question.set_stacked(self._stacked)
        question.changed.connect(self.on_question)
        question.finished.connect(self.on_finished)
        self.questions[item.id] = question
        return question
