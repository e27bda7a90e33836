"""The exercises of a sheet: which, in which order, how much, and a note; the page follows."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.offering import Offered, offer
from desktop.pages.soon import Soon
from desktop.widgets.flow import flow
from desktop.widgets.form import Section
from desktop.widgets.shortlist import ShortList
from desktop.words import tr
from pathway.readable import words_of
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk
    from handouts.tailored import Tailored

SHOWN_FOR: Final = frozenset({"care_plan", "exercises"})
"""The prints with exercises on them."""
MOST_EMS: Final = 20
LONGEST_DOSE: Final = 80
LONGEST_NOTE: Final = 300
ROLE: Final = Qt.ItemDataRole.UserRole
DOSE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
UP, DOWN = -1, 1


class ExercisesForm(QWidget):
    """Lists what may be done, ticked as the rules choose it, until somebody changes it."""

    changed = Signal()
    """What was chosen is to be seen on the page."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._problem: ProblemId | None = None
        self._asked: ProblemId | None = None
        self._is_own = self._is_wanted = False
        self._offered: tuple[Offered, ...] = ()
        self.section = Section(tr("Exercises on the page"), "", self)
        self.list = ShortList(self, MOST_EMS)
        self.up = QPushButton(tr("Move up"), self)
        self.down = QPushButton(tr("Move down"), self)
        self.usual = QPushButton(tr("As the rules choose"), self)
        self.dose, self.note = QLineEdit(self), QLineEdit(self)
        self._soon = Soon(self)
        self._lay_out()
        self._connect()
        self.hide()

    def open(self, problem: ProblemId) -> None:
        """Forget what was chosen for somebody else; what may be done is asked for when shown."""
        self._problem = problem
        self._soon.stop()
        self.note.blockSignals(True)
        self.note.clear()
        self.note.blockSignals(False)
        self._asked = None
        self._show(())

    def show_kind(self, kind: str) -> None:
        """Show the form beside a print with exercises."""
        self._is_wanted = kind in SHOWN_FOR
        self.setVisible(self._is_wanted and bool(self._offered))

    def make_ready(self) -> None:
        """Ask what may be done, once for each problem whose prints are looked at."""
        if self._is_wanted and self._problem is not None and self._asked != self._problem:
            self._asked = self._problem
            offer(self._desk, self._problem, self.take_offered)

    def own(self, kind: str) -> "Tailored":
        """Return what was changed by hand; nothing for prints without exercises."""
        from handouts.tailored import AS_IT_COMES, OwnExercise, Tailored

        if kind not in SHOWN_FOR:
            return AS_IT_COMES
        note = words_of(self.note.text())
        if not self._is_own:
            return Tailored(None, note)
        rows = (self.list.item(row) for row in range(self.list.count()))
        ticked = [row for row in rows if row.checkState() is Qt.CheckState.Checked]
        chosen = (OwnExercise(str(row.data(ROLE)), str(row.data(DOSE_ROLE))) for row in ticked)
        return Tailored(tuple(chosen), note)

    @Slot(object)
    def take_offered(self, offered: tuple[Offered, ...]) -> None:
        """List what may be done, unless something was chosen meanwhile."""
        if not self._is_own:
            self._show(offered)
        self.setVisible(self._is_wanted and bool(self._offered))

    @Slot(QListWidgetItem)
    def on_item(self, _item: QListWidgetItem) -> None:
        self._take_over()

    @Slot(int)
    def on_row(self, row: int) -> None:
        """Show the dose of the exercise in hand."""
        item = self.list.item(row) if row >= 0 else None
        self.dose.setEnabled(item is not None)
        usual = {one.id: one.dose for one in self._offered}
        self.dose.blockSignals(True)
        self.dose.setText(str(item.data(DOSE_ROLE)) if item else "")
        self.dose.blockSignals(False)
        self.dose.setPlaceholderText(usual.get(str(item.data(ROLE)), "") if item else "")

    @Slot()
    def on_up(self) -> None:
        self._move(UP)

    @Slot()
    def on_down(self) -> None:
        self._move(DOWN)

    @Slot()
    def on_usual(self) -> None:
        """Take back every change of choice, order and dose."""
        self._show(self._offered)
        self._soon.touch()

    @Slot(str)
    def on_dose(self, text: str) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.blockSignals(True)
            item.setData(DOSE_ROLE, words_of(text))
            self.list.blockSignals(False)
            self._take_over()

    def _take_over(self) -> None:
        self._is_own = True
        self.usual.setEnabled(True)
        self._soon.touch()

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if not 0 <= row + step < self.list.count() or row < 0:
            return
        self.list.blockSignals(True)
        self.list.insertItem(row + step, self.list.takeItem(row))
        self.list.setCurrentRow(row + step)
        self.list.blockSignals(False)
        self._take_over()

    def _show(self, offered: tuple[Offered, ...]) -> None:
        self._is_own, self._offered = False, offered
        self.list.blockSignals(True)
        self.list.clear()
        for one in offered:
            item = QListWidgetItem(one.name, self.list)
            item.setData(ROLE, one.id)
            item.setData(DOSE_ROLE, "")
            item.setCheckState(Qt.CheckState.Checked if one.is_usual else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.usual.setEnabled(False)
        self.on_row(-1)

    def _lay_out(self) -> None:
        self.list.setWordWrap(True)
        self.dose.setMaxLength(LONGEST_DOSE)
        self.note.setMaxLength(LONGEST_NOTE)
        self.section.row(tr("Which, in this order"), self.list).set_stacked(True)
        self.section.add(flow(self, self.up, self.down, self.usual))
        self.section.row(tr("How much of the one in hand"), self.dose).set_stacked(True)
        self.section.row(tr("A note for the patient"), self.note).set_stacked(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.section)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self.on_item)
        self.list.currentRowChanged.connect(self.on_row)
        self.dose.textEdited.connect(self.on_dose)
        self.note.textChanged.connect(self._soon.touch)
        for button, slot in (
            (self.up, self.on_up),
            (self.down, self.on_down),
            (self.usual, self.on_usual),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
        self._soon.due.connect(self.changed)
