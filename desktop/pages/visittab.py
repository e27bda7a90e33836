"""The visit tab: the visit in hand, and the signed visits to read."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.pages.signed import SignedVisit
from desktop.pages.visit import VisitForm
from desktop.pages.visitdraft import put_draft
from desktop.pages.visitparts import Books
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.form import Form
from desktop.words import tr
from pathway.drafts import KeptDraft
from pathway.records import CareEntry, ChartView, RecordedVisit, VisitId

IN_HAND = "in hand"


class VisitTab(QWidget):
    """One visit at a time: the form of the one in hand, or a signed one to read."""

    saving = Signal(object)
    signing = Signal(object)
    emergency_wanted = Signal()
    refused = Signal(str)
    touched = Signal()
    """Something on the form is not kept yet."""

    def __init__(self, books: Books, parent: QWidget) -> None:
        super().__init__(parent)
        self._books = books
        self._view: ChartView | None = None
        self._today = date.min
        self.form: VisitForm | None = None
        self.stack = QStackedWidget(self)
        self.top = QWidget(self)
        self.choice = PickBox("", (), self.top)
        self.new = QPushButton(tr("New visit"), self.top)
        self._lay_out()
        self.choice.changed.connect(self.on_chosen)
        self.new.clicked.connect(self.on_new)

    def start(self, view: ChartView, today: date) -> None:
        """Go on with the visit that is not signed; read today's when it is; else begin one."""
        self._view, self._today = view, today
        self.discard()
        unsigned = [one for one in view.visits if not one.signed_by]
        seen_today = any(one.visit.on == today for one in view.visits)
        if unsigned or not seen_today:
            self._begin(unsigned[-1] if unsigned else None)
        else:
            self._fill_choice()
            self.choice.set_value(view.visits[-1].id)
            self.on_chosen()

    def start_from(self, view: ChartView, today: date, kept: KeptDraft) -> None:
        """Go on with what was typed and not saved, of the visit that it was typed for."""
        self._view, self._today = view, today
        self.discard()
        wanted = (one for one in view.visits if one.id == kept.draft.visit and not one.signed_by)
        self._begin(next(wanted, None))
        if self.form:
            put_draft(self.form, kept)

    def take_view(self, view: ChartView, today: date) -> None:
        """Note what was recorded meanwhile; the form keeps what stands on it."""
        self._view, self._today = view, today
        if self.form:
            self.form.view = view
        self._fill_choice()

    def take_saved(self, visit_id: VisitId | None, care: tuple[CareEntry, ...]) -> None:
        """Note that the visit in hand is kept."""
        if self.form:
            self.form.take_saved(visit_id, care)
        self._fill_choice()

    def has_unsaved(self) -> bool:
        """Say whether the form holds something that is not kept."""
        return self.form is not None and self.form.has_unsaved()

    def discard(self) -> None:
        """Drop the form."""
        if self.form:
            self.stack.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def save(self) -> bool:
        """Have the visit in hand kept; False when there is none or it cannot be accepted."""
        return self.form.save() if self.form else False

    def sign(self) -> None:
        """Have the visit in hand signed."""
        if self.form:
            self.choice.set_value(IN_HAND)
            self.form.ask_to_sign()

    def focus_start(self) -> None:
        """Go to where the visit goes on."""
        if self.form and self.stack.currentWidget() is self.form:
            self.form.focus_start()
        else:
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_top(self, is_front: bool) -> None:
        """Offer the other visits beside the tabs, while this tab is in front."""
        self.top.setVisible(is_front and (self.choice.count() > 1 or self.form is None))

    @Slot()
    def on_new(self) -> None:
        self._begin(None)
        self.focus_start()

    @Slot()
    def on_chosen(self) -> None:
        chosen = self.choice.value()
        if chosen == IN_HAND and self.form:
            self.stack.setCurrentWidget(self.form)
            return
        recorded = next((one for one in self._visits() if one.id == chosen), None)
        if recorded:
            self._show_signed(recorded)

    def _begin(self, recorded: RecordedVisit | None) -> None:
        if self._view is None:
            return
        form = VisitForm(self._books, self._view, recorded, self._today, self)
        self.form = form
        form.saving.connect(self.saving)
        form.signing.connect(self.signing)
        form.emergency_wanted.connect(self.emergency_wanted)
        form.refused.connect(self.refused)
        form.touched.connect(self.touched)
        self.stack.addWidget(form)
        self._fill_choice()
        self.choice.set_value(IN_HAND)
        self.stack.setCurrentWidget(form)

    def _show_signed(self, recorded: RecordedVisit) -> None:
        for index in range(self.stack.count() - 1, -1, -1):
            page = self.stack.widget(index)
            if page is not None and page is not self.form:
                self.stack.removeWidget(page)
                page.deleteLater()
        page = Form(self.stack)
        books = self._books
        page.add(SignedVisit(recorded, books.words, books.catalogue, page.content))
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def _visits(self) -> tuple[RecordedVisit, ...]:
        return self._view.visits if self._view else ()

    def _fill_choice(self) -> None:
        """List the visit in hand and the signed ones, the latest first."""
        kept = self.choice.value()
        blocked = self.choice.blockSignals(True)
        self.choice.clear()
        for choice in self._choices():
            self.choice.addItem(choice.label, choice.code)
        self.choice.setCurrentIndex(max(self.choice.findData(kept), 0))
        self.choice.blockSignals(blocked)
        self.new.setVisible(self.form is None)
        self.show_top(self.isVisible() or not self.isHidden())

    def _choices(self) -> list[Choice]:
        in_hand = [Choice(IN_HAND, tr("Visit in hand"))] if self.form else []
        signed = [
            Choice(
                one.id,
                tr("{day}, signed by {who}").format(day=show.day(one.visit.on), who=one.signed_by),
            )
            for one in reversed(self._visits())
            if one.signed_by
        ]
        return [*in_hand, *signed]

    def _lay_out(self) -> None:
        self.choice.setAccessibleName(tr("Which visit"))
        theme.put_icon(self.new, "plus", "on_accent")
        self.new.setProperty("kind", "primary")
        line = QHBoxLayout(self.top)
        line.setContentsMargins(8, 2, 24, 2)
        line.addWidget(self.choice)
        line.addWidget(self.new)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.stack, 1)
