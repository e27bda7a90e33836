"""The page on which somebody says what came of calling a patient."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.pages.callform import CallForm
from desktop.pages.flowpage import FlowPage
from desktop.words import tr
from pathway.person import NOBODY
from pathway.recalls import RecallEntry
from pathway.records import ChartView

if TYPE_CHECKING:
    from desktop.desk import Desk


class CallPage(FlowPage):
    """Keeps what came of a call; from the list an answer is chosen already, and Enter keeps it."""

    form: CallForm

    def __init__(self, desk: "Desk", view: ChartView, parent: QWidget, kind: str = "") -> None:
        super().__init__(desk, view, "recall", parent)
        self._kind = kind
        told = desk.people.person(view.patient_id) or NOBODY
        self.form = CallForm(desk.today, told.particulars, self)
        self.form.note.returnPressed.connect(self.on_save)
        self.form.day.line.returnPressed.connect(self.on_save)
        self.form.kind.answered.connect(self.on_answered)
        self.back.setText(tr("&Back"))
        self.begin()

    def send(self) -> None:
        """Have the store keep it."""
        entry = RecallEntry(self._view.problem_id, self.form.outcome(), "recall")
        self._desk.work.record(entry, self.on_saved, self.on_refused)

    def show_news(self) -> None:
        """Show what came of calls, as it is now."""
        super().show_news()
        self._show_calls()

    @Slot()
    def on_made(self) -> None:
        """Show what was noted before, and choose the answer whose key was pressed."""
        super().on_made()
        self._show_calls()
        if not self._kind:
            return
        is_new = self._kept == self._recorded
        self.form.kind.set_value(self._kind)
        if is_new:
            self.note_recorded()  # a key alone is nothing that was typed
        self.form.setFocusProxy(self.form.first())

    @Slot()
    def on_answered(self) -> None:
        """Go where something is missing; where nothing is, keep it."""
        if not self.form.day_row.isHidden() and not self.form.day.text().strip():
            self.form.day.setFocus()
        elif self.form.kind.value():
            self.on_save()

    def _show_calls(self) -> None:
        self.form.show_calls(self._desk.work.outcomes(self._view.patient_id), self._desk.today)
