"""A patient's medical background: what bears on medicines, asked and put right on one page."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.pages import options
from desktop.pages.draftpage import PatientPage
from desktop.pages.medicalform import MedicalForm
from desktop.pages.personfields import PersonFields
from desktop.pages.typed import Place
from desktop.pages.whofields import WhoFields
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.person import Person, PersonEntry
from pathway.records import Changes, ChartView

if TYPE_CHECKING:
    from desktop.desk import Desk


class MedicalPage(PatientPage):
    """Shows what is recorded, takes what is said now, and keeps it as a draft meanwhile."""

    form: MedicalForm

    def __init__(self, desk: "Desk", view: ChartView, parent: QWidget) -> None:
        super().__init__(desk, view, "patient", parent)
        self._was = Person()
        self.form = MedicalForm(desk, self)
        self.back = QPushButton(tr("&Back to the chart"), self)
        self.save = QPushButton(tr("&Save and go back"), self)
        self.begin()

    @property
    def fields(self) -> PersonFields:
        """The fields beside name and birth."""
        return self.form.fields

    @property
    def who(self) -> WhoFields:
        """The fields of name and birth."""
        return self.form.who

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return (*self.fields.places(), *self.who.places())

    @Slot()
    def on_save(self) -> None:
        """Check the fields and save them."""
        if self._is_sent:
            return
        found = [part.show_problems() for part in (self.fields, self.who)]
        if any(found):
            self.form.show_first_problem()
            return
        view = self._view
        self._soon.stop()
        self._is_sent = True
        told = replace(self.fields.person(), who=self.who.identity())
        entry = PersonEntry(view.patient_id, view.problem_id, told, self._was, "patient")
        self._desk.people.save(entry, self.on_saved, self.on_refused)

    def on_saved(self, changes: Changes) -> None:
        """Go back to the chart, which shows it now."""
        self.left.emit()

    def show_news(self) -> None:
        """Show what is recorded of the patient now."""
        now = self._desk.people.person(self._view.patient_id)
        if now is not None and now != self._was:
            self._was = now
            self._fill()

    @Slot()
    def on_sex(self) -> None:
        """Ask about pregnancy where it can be."""
        self.fields.medical.set_sex(options.sex(self.who.sex.value()))

    @Slot()
    def on_made(self) -> None:
        """Show what is recorded and what was typed, and listen from now on."""
        self._was = self._desk.people.person(self._view.patient_id) or Person()
        self.who.sex.changed.connect(self.on_sex)
        self._fill()
        self.restore()
        self.fields.touched.connect(self._soon.touch)
        self.who.changed.connect(self._soon.touch)
        people = self._desk.people
        people.names_ready.connect(self.fields.medical.set_medicine_names)
        people.ask_names()
        tab_in_order(self)

    def _fill(self) -> None:
        """Show what is recorded; that is no draft."""
        self.fields.fill(self._was)
        if self._was.who is not None:
            self.who.fill(self._was.who, _earliest(self._view))
        self.note_recorded()


def _earliest(view: ChartView) -> date | None:
    """Return the first day on which somebody was seen; nobody is born later."""
    return min((visit.on for visit in view.chart.visits), default=None)
