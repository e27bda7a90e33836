"""The visit tab: the visit in hand, an amendment in its place, and the signed visits to read."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.interview import left_open
from desktop.pages.amending import AmendForm
from desktop.pages.errorask import ErrorAsk
from desktop.pages.formplace import FormPlace
from desktop.pages.offered import OfferedNames
from desktop.pages.reading import Reading, Versions
from desktop.pages.visit import ComingForm, VisitForm
from desktop.pages.visitchoice import IN_HAND, VisitChoice
from desktop.pages.visitdraft import put_draft
from desktop.pages.visitparts import Books
from pathway.drafts import KeptDraft
from pathway.records import CareEntry, ChartView, RecordedVisit, VisitId


class VisitTab(FormPlace):
    """One visit at a time: the form in hand, or a signed visit to read."""

    saving = Signal(object)
    signing = Signal(object)
    amending = Signal(object)
    """An Amendment that somebody wants to keep."""
    amendment_left = Signal()
    amendment_thrown_away = Signal()
    acknowledging = Signal(object)
    """An Acknowledged that is to be kept."""
    care_mistaken = Signal(object)
    """A CareEntry that somebody says was entered in error."""
    emergency_wanted = Signal()
    refused = Signal(str)
    touched = Signal()
    """Something on the form is not kept yet."""

    def __init__(self, books: Books, versions: Versions, parent: QWidget) -> None:
        super().__init__(parent)
        self._books, self._versions = books, versions
        self.view: ChartView | None = None
        self._today = date.min
        self.names = OfferedNames(self)
        self.top = VisitChoice(self)
        self.choice, self.new = self.top.box, self.top.new
        self.ask = ErrorAsk(self.stack, self)
        _lay_out(self)
        self.choice.changed.connect(self.on_chosen)
        self.new.clicked.connect(self.on_new)

    def make_sheet(self) -> None:
        """Make what signed visits are read on: it takes as long as all the rest of this tab."""
        self.sheet = Reading(self._books, self._versions, self.stack)
        self.stack.addWidget(self.sheet)
        self.sheet.care_mistaken.connect(self.care_mistaken)

    @property
    def reading(self) -> RecordedVisit | None:
        """The signed visit that is being read, None while a form is in front."""
        self.come()
        return self.sheet.recorded if self.stack.currentWidget() is self.sheet else None

    def start(self, view: ChartView, today: date) -> None:
        """Go on with the visit that is not signed; read today's when it is; else begin one."""
        self.view, self._today = view, today
        self.discard()
        unsigned = [one for one in view.visits if not one.signed_by]
        seen_today = any(one.visit.on == today for one in view.visits)
        if unsigned or not seen_today:
            self._begin(unsigned[-1] if unsigned else None)
        else:
            last = view.visits[-1]
            pieces = self.sheet.pieces(last, view.care)
            self.go_on(
                partial(next, pieces, None),
                partial(self.stack.setCurrentWidget, self.sheet),  # the cards follow one by one
                partial(self.take_pieces, pieces),
                partial(self._name_sheet, last.id),
            )

    def start_from(self, view: ChartView, today: date, kept: KeptDraft) -> None:
        """Go on with what was typed and not saved, of the visit that it was typed for."""
        self.view, self._today = view, today
        self.discard()
        wanted = next((one for one in view.visits if one.id == kept.draft.visit), None)
        if wanted and wanted.signed_by and kept.draft.form == "amendment":
            self.amend(wanted)
        else:
            self._begin(wanted if wanted and not wanted.signed_by else None)
        self.go_on(partial(self._restore, kept))  # after all else that fills the form

    def amend(self, recorded: RecordedVisit) -> None:
        """Put the form of a signed visit in the place of the one in hand."""
        if self.view is None:
            return
        self.discard()
        form = AmendForm(self._books, self.view, recorded, self._today, self.stack)
        form.amending.connect(self.amending)
        form.left.connect(self.amendment_left)
        form.thrown_away.connect(self.amendment_thrown_away)
        self._put(form)

    def read(self, visit_id: VisitId | None) -> bool:
        """Bring a signed visit to the front; False when there is none of that name."""
        self.come()
        visits = self.view.visits if self.view else ()
        wanted = next((one for one in visits if one.id == visit_id and one.signed_by), None)
        if wanted is None or self.view is None:
            return False
        guidelines = self._books.guidelines
        gaps = left_open(self.view.chart, wanted.visit, guidelines)
        self.sheet.show_visit(wanted, self.view.care, gaps)
        self.stack.setCurrentWidget(self.sheet)
        self._list()
        self.top.mark(wanted.id)
        return True

    def take_view(self, view: ChartView, today: date) -> None:
        """Note what was recorded meanwhile; the form keeps what stands on it."""
        self.view, self._today = view, today
        if self.has_more and self._form is None:
            return
        self.come()
        if self._form:
            self._form.view = view
            self._form.parts.care_part.take_known(view.care)
            self._form.parts.planned.take_said(view.acknowledged)
        reading = self.reading
        if reading is None or not self.read(reading.id):
            self._list()

    def take_saved(self, visit_id: VisitId | None, care: tuple[CareEntry, ...]) -> None:
        """Note that the visit in hand is kept."""
        if self.form:
            self.form.take_saved(visit_id, care)
        self._list()

    def discard(self) -> None:
        """Drop the form."""
        self.ask.put_away()
        super().discard()

    def sign(self) -> None:
        """Have the visit in hand signed."""
        if self.form:
            self.choice.set_value(IN_HAND)
            self.form.ask_to_sign()

    def focus_start(self) -> None:
        """Go to where the visit goes on; what is typed before that is there waits for it."""
        if self.has_more:
            super().focus_start()
        elif not self.ask.isHidden():
            self.ask.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._form and self.stack.currentWidget() is self._form:
            self._form.focus_start()
        else:
            self.sheet.focus_start()

    def show_top(self, is_front: bool) -> None:
        """Offer the other visits beside the tabs, while this tab is in front."""
        if is_front:
            self.look()
        self.top.setVisible(is_front and not self.has_more and self.top.has_several())

    @Slot()
    def on_new(self) -> None:
        self._begin(None)
        self.focus_start()

    @Slot()
    def on_chosen(self) -> None:
        self.ask.put_away()
        chosen = self.choice.value()
        if chosen == IN_HAND and self.form:
            self.stack.setCurrentWidget(self.form)
        else:
            self.read(VisitId(chosen))

    def _begin(self, recorded: RecordedVisit | None) -> None:
        if self.view is not None:
            self._form = form = ComingForm(
                self._books, self.view, recorded, self._today, self.stack
            )
            self.go_on(form.surround, form.begin, partial(self._put, form))

    def _restore(self, kept: KeptDraft) -> None:
        if self._form:
            put_draft(self._form, kept)

    def _put(self, form: VisitForm) -> None:
        self._form = form
        form.saving.connect(self.saving)
        form.signing.connect(self.signing)
        form.emergency_wanted.connect(self.emergency_wanted)
        form.refused.connect(self.refused)
        form.touched.connect(self.touched)
        form.parts.care_part.mistaken.connect(self.care_mistaken)
        form.parts.planned.acknowledging.connect(self.acknowledging)
        parts = form.parts
        self.names.give_to(parts.care_part.set_medicines, parts.planned.set_medicines)
        self.stack.addWidget(form)
        self._list()
        self.top.mark(IN_HAND)
        self.stack.setCurrentWidget(form)
        self.arrived.emit()

    def _name_sheet(self, visit_id: VisitId) -> None:
        """Mark which visit is read, now that all of it is there."""
        self._list()
        self.top.mark(visit_id)

    def _list(self) -> None:
        visits = self.view.visits if self.view else ()
        self.top.fill(visits, self._form.draft_form if self._form else None)
        self.show_top(self.isVisible() or not self.isHidden())


def _lay_out(tab: VisitTab) -> None:
    box = QVBoxLayout(tab)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(tab.ask, 1)
    box.addWidget(tab.stack, 1)
