"""The same interview with one plain question in sight at a time: large, calm, with a way back."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from desktop.habits import habits_of
from desktop.pages.askeditems import AskedItems
from desktop.pages.askedways import SINGLE, AskedSteps, AskedWays
from desktop.widgets.answers import Question


class AskedSingly(AskedItems):
    """Items as a list, or one after the other; which of them is remembered on this computer."""

    finished = Signal()
    """The last question was answered by hand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        habits = habits_of(self)
        self.is_single = habits is not None and habits.questions == SINGLE
        self._current = ""
        self._large: Question | None = None
        self.top = AskedWays(self.is_single, self)
        self.steps = AskedSteps(self)
        self.steps.setVisible(self.is_single)
        self.top.chosen.connect(self.on_way)
        self.steps.back.clicked.connect(self.on_back)
        self.steps.forward.clicked.connect(self.on_next)

    def set_stacked(self, stacked: bool) -> None:
        super().set_stacked(stacked or self.is_single)
        self._stacked = stacked

    def sequence(self) -> list[str]:
        """Return the items that are gone through one after the other."""
        return [one for one in self._needed if self._needed[one] or self._is_offered(one)]

    @Slot(QWidget, QWidget)
    def on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Mark the question that the keyboard is in."""
        if now is None or not self.isVisible():
            return
        for question in self.questions.values():
            question.set_current(question.isAncestorOf(now))

    @Slot(str)
    def on_way(self, way: str) -> None:
        """Show all questions as a list, or one at a time; no answer is touched."""
        habits = habits_of(self)
        if habits is not None:
            habits.questions = way
        self._current = self._here() or self._current
        self.is_single = way == SINGLE
        self.steps.setVisible(self.is_single)
        self.set_stacked(self._stacked)
        self._begin_singly()
        self._show_wanted()

    @Slot()
    def on_back(self) -> None:
        """Go to the question before this one."""
        self._move(-1)

    @Slot()
    def on_next(self) -> None:
        """Go to the question after this one; this one stays as it is."""
        self._move(1)

    def _move(self, step: int) -> None:
        order, here = self.sequence(), self._here() or self._current
        place = order.index(here) + step if here in order else 0
        if place >= len(order):
            self.finished.emit()
        else:
            self._go_to(order[max(place, 0)])

    def _begin_singly(self) -> None:
        """Begin with the first question that has no answer."""
        order = self.sequence()
        if self.is_single and self._current not in order:
            blank = [one for one in order if not self._has_answer(one)]
            self._current = next(iter(blank or order), "")

    def _turn_to(self, id_: str) -> None:
        """Have the question that is gone to in sight."""
        if self.is_single and id_ != self._current:
            self._current = id_
            self._show_wanted()
        self._current = id_

    def _is_wanted(self, id_: str) -> bool:
        if self.is_single:
            return id_ == self._current
        return super()._is_wanted(id_)

    def _show_wanted(self) -> None:
        self._enlarge()
        super()._show_wanted()
        if self.is_single:
            order = self.sequence()
            place = order.index(self._current) if self._current in order else 0
            self.steps.tell(place, len(order), sum(map(self._has_answer, order)))

    def _enlarge(self) -> None:
        """Have the only question in sight large, and no other one: each change costs time."""
        wanted = self.questions.get(self._current) if self.is_single else None
        if wanted is not self._large:
            if self._large is not None:
                self._large.set_large(False)
            if wanted is not None:
                wanted.set_large(True)
            self._large = wanted

    def _is_offered(self, id_: str) -> bool:
        return self.more.isChecked() or self._has_answer(id_)

    def _has_answer(self, id_: str) -> bool:
        is_made = id_ in self.questions or id_ in self.counted
        return self._is_answered(id_) if is_made else self._answers.flag(id_) is not None

    def _here(self) -> str:
        """Return the item that the keyboard is in, or none."""
        focused: QWidget | None = QApplication.focusWidget()
        ids = (*self.questions, *self.counted)
        return next((one for one in ids if focused and self._part(one).isAncestorOf(focused)), "")

    def _go_to(self, id_: str) -> None:
        """Give the keyboard to an item, which may have no controls yet."""
        raise NotImplementedError
