"""Corrections on a chart: amend, entered in error, old values."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop import show
from desktop.pages.careline import care_text
from desktop.trouble import Trouble
from desktop.words import tr
from pathway.recalling import Shown
from pathway.records import CareEntry, Changes, EnteredInError, RecordedVisit

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.pages.chart import ChartPage


class Correcting(QObject):
    """Carries corrections between the pages of one chart and the desk."""

    def __init__(self, desk: "Desk", page: "ChartPage") -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._visit = page.visit
        self._is_care = False
        self._connect()

    @Slot()
    def amend(self) -> None:
        """Amend the signed visit that is being read; else go to the latest one."""
        view, reading = self._page.view, self._to_visit()
        if view is not None and reading is not None:
            self._page.drafting.amend(view, reading)
        elif self._visit.form is None or self._visit.form.draft_form != "amendment":
            self._go_to_latest()

    @Slot()
    def mark_visit(self) -> None:
        """Ask whether the visit in front was entered in error."""
        reading, form = self._to_visit(), self._visit.form
        if reading is not None:
            self._ask_visit(reading)
        elif form is None or form.visit_id is None:
            self._go_to_latest()
        elif form.has_unsaved():
            self._page.bar.tell(tr("Save or discard first what is typed here."))
        elif form.draft_form == "visit" and self._page.view is not None:
            visits = self._page.view.visits
            self._ask_visit(next(one for one in visits if one.id == form.visit_id))

    @Slot(object)
    def on_care_mistaken(self, entry: CareEntry) -> None:
        if entry.id is not None:
            self._is_care = True
            words = care_text(entry.care, self._desk.catalogue)
            self._visit.ask.ask(EnteredInError(entry.id, ""), words)

    @Slot()
    def show_old(self) -> None:
        """Show or hide what the visit that is being read said before."""
        sheet = self._visit.sheet
        if self._to_visit() is not None and not sheet.old.isHidden():
            if not sheet.old.isChecked() and self._page.view and sheet.recorded:
                day = sheet.recorded.visit.on
                self._desk.log.looked_at(self._page.view.patient_id, f"old_values {day}")
            sheet.old.toggle()
            sheet.old.setFocus()
        else:
            self._page.bar.tell(tr("Old values stand on signed visits that were amended."))

    def shown_at_signing(self, recorded: RecordedVisit) -> Shown:
        """Return the advice of when a visit was signed, and today's for its day."""
        view = self._page.view
        if view is None:
            return Shown(None, None)
        return self._desk.corrections.shown_at_signing(view, recorded)

    @Slot()
    def on_amendment_left(self) -> None:
        """Go back to the signed visit; what is typed is kept."""
        view, form, drafting = self._page.view, self._visit.form, self._page.drafting
        if view is None or form is None or not drafting.may_leave():
            return
        is_kept = form.has_unsaved()
        drafting.read(view, form.visit_id)
        if is_kept:
            self._page.bar.note(tr("What was typed is kept. “Amend this visit…” goes on with it."))

    @Slot(object)
    def on_amended(self, changes: Changes) -> None:
        """Read what stands now, and why it was changed."""
        if self._page.view and changes.problem == self._page.view.problem_id:
            self._page.drafting.read(self._page.view, changes.visit)

    @Slot(object)
    def on_confirmed(self, wrong: EnteredInError) -> None:
        corrections = self._desk.corrections
        mark = corrections.care_in_error if self._is_care else corrections.visit_in_error
        mark(wrong, self.take_marked, self.take_trouble)

    @Slot(object)
    def take_marked(self, changes: Changes) -> None:
        """Show the chart without what was marked."""
        if self._page.view is None or changes.problem != self._page.view.problem_id:
            return
        if changes.visit is not None:
            self._page.drafting.start_again(self._page.view)
        self._page.bar.note(
            tr("Marked as entered in error. Undo brings it back; “As known on a date” shows it.")
        )
        self._visit.focus_start()

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say why nothing was changed."""
        self._page.bar.tell(trouble.sentence)

    @Slot()
    def on_ask_left(self) -> None:
        self._visit.focus_start()

    def _ask_visit(self, recorded: RecordedVisit) -> None:
        self._is_care = False
        words = tr("Visit of {day}").format(day=show.weekday_day(recorded.visit.on))
        self._visit.ask.ask(EnteredInError(recorded.id, ""), words)

    def _to_visit(self) -> RecordedVisit | None:
        """Go to the visit tab, and return the signed visit that is being read there."""
        self._page.tabs.setCurrentWidget(self._visit)
        return self._visit.reading

    def _go_to_latest(self) -> None:
        """Bring the latest signed visit to the front: it may not be the one that is meant."""
        visits = self._page.view.visits if self._page.view else ()
        signed = [one.id for one in visits if one.signed_by]
        if signed and self._visit.read(signed[-1]):
            self._page.bar.note(tr("This is the latest signed visit. Choose the one you mean."))
            self._visit.focus_start()
        else:
            self._page.bar.note(tr("No visit is signed here: change it on its form and save it."))

    def _connect(self) -> None:
        visit, page = self._visit, self._page
        visit.sheet.shown = self.shown_at_signing
        visit.sheet.amending.connect(self.amend)
        visit.sheet.mistaken.connect(self.mark_visit)
        visit.sheet.asking_known.connect(page.past.show)
        visit.care_mistaken.connect(self.on_care_mistaken)
        visit.amendment_left.connect(self.on_amendment_left)
        visit.ask.confirmed.connect(self.on_confirmed)
        visit.ask.left.connect(self.on_ask_left)
        page.keeping.amended.connect(self.on_amended)
