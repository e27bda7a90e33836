"""The form of a signed visit that is amended: filled with what stands, and with a reason."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.pages.signed import signature
from desktop.pages.visit import VisitForm, is_acceptable
from desktop.pages.visitparts import Books
from desktop.words import tr
from pathway.intake import answers_of
from pathway.records import Amendment, ChartView, RecordedVisit


class AmendForm(VisitForm):
    """A visit form over a signed visit: what is saved is an amendment with a reason."""

    draft_form = "amendment"
    amending = Signal(object)
    """An Amendment that somebody wants to keep."""
    left = Signal()
    """Somebody goes back; what is typed is kept as a draft."""
    thrown_away = Signal()
    """Somebody does not want to amend this visit after all."""

    def __init__(
        self,
        books: Books,
        view: ChartView,
        recorded: RecordedVisit,
        today: date,
        parent: QWidget,
    ) -> None:
        super().__init__(books, view, recorded, today, parent)
        self.recorded = recorded
        title = tr("Amending the visit of {day}").format(day=show.day(recorded.visit.on))
        self.reason = self.parts.ask_reason(title, signature(recorded))
        self.reason.changed.connect(self.on_reason)
        self.bar.offer_amendment()
        self.bar.discard.clicked.connect(self.thrown_away)
        self.setFocusProxy(self.reason)

    def focus_start(self) -> None:
        """Go to the reason: without one nothing is amended."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.parts.verticalScrollBar().setValue(0)

    @Slot()
    def save(self) -> bool:
        """Ask for the amendment to be kept; False when it lacks a reason or changes nothing."""
        if not is_acceptable(self):
            return False
        if not self._has_changes():
            self.refused.emit(tr("Nothing was changed at this visit, so nothing was amended."))
            return False
        self.sent = self.answers
        self.amending.emit(Amendment(self.entry(), self.reason.value()))
        return True

    @Slot()
    def ask_to_sign(self) -> None:
        """A signed visit keeps its signature: what there is to do is to save the amendment."""
        self.save()

    @Slot()
    def on_reason(self) -> None:
        """Note that the reason is not kept yet."""
        self.parts.say_reason_problem("")
        self.changed_since_save = True
        self.bar.show_saved(is_saved=False)
        self.touched.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _has_changes(self) -> bool:
        before = dict(answers_of(self.recorded.visit))
        is_moved = self.on != self.recorded.visit.on
        return is_moved or dict(self.answers) != before or bool(self.parts.care_part.entries())
