"""The fields of a registration: what they hold, and what is wrong with it."""

from dataclasses import asdict
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.pages import onset as onsets
from desktop.pages import options
from desktop.pages.personfields import PersonFields
from desktop.pages.twinsbox import TwinsBox
from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.pages.whofields import WhoFields
from desktop.widgets.choice import ChoiceButtons
from desktop.widgets.form import Form, Row
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.facts import Patient, Problem
from pathway.medical import with_medical
from pathway.medicines import Medicines
from pathway.person import Enrolment
from pathway.records import PatientRow, Registration


class RegistrationForm(Form):
    """Who came, with what, what bears on their safety, and how to reach them."""

    touched = Signal()

    def __init__(
        self, today: date, catalogue: Catalogue, medicines: Medicines, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._make_fields()
        self.person = PersonFields(today, catalogue, medicines, self)
        self._who_section()
        self._problem_section()
        self.person.add_to(self)
        tab_in_order(self)
        self.setFocusProxy(self.who.family)
        self._tell_touches()

    def enrolment(self) -> Enrolment:
        """Return what the form says."""
        today = self._today
        told = self.person.person()
        patient = Patient(**asdict(self.who.identity()), language=told.language)
        problem = Problem(
            options.region(self.region.value()),
            self.onset.onset(today),
            options.side(self.side.value()),
        )
        facts = with_medical(patient, told.medical)
        return Enrolment(Registration(facts, problem, "registration"), told)

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        said: tuple[tuple[Row, str], ...] = (
            (self.region_row, _choose(self.region, tr("Choose where the problem is."))),
            (self.side_row, _choose(self.side, tr("Choose a side; “Not known” is one too."))),
        )
        for row, problem in said:
            row.say_problem(problem)
        found = [
            self.who.show_problems(),
            any(problem for _, problem in said),
            self.onset.show_problem(self._today, self.who.birth.day()),
            self.person.show_problems(),
        ]
        return any(found)

    def is_same(self, row: PatientRow) -> bool:
        """Say whether a line of the list has this name and birth date."""
        names = {line.text().strip().casefold() for line in (self.who.family, self.who.given)}
        theirs = {row.family_name.casefold(), row.given_name.casefold()}
        return names - {""} == theirs - {""} and row.birth_date == self.who.birth.day()

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        onset = self.onset
        return (
            *self.who.places(),
            pick_place("region", self.region),
            pick_place("side", self.side),
            pick_place("onset.kind", onset.kind),
            day_place("onset.day", onset.day),
            day_place("onset.month", onset.month),
            line_place("onset.about", onset.about),
            *self.person.places(),
        )

    @Slot()
    def on_sex(self) -> None:
        """Ask about pregnancy where it can be."""
        self.person.medical.set_sex(options.sex(self.who.sex.value()))

    def _tell_touches(self) -> None:
        """Tell of each change in a field."""
        onset = self.onset
        for pick in (self.region, self.side, onset.kind):
            pick.changed.connect(self.touched)
        for day in (onset.day, onset.month):
            day.changed.connect(self.touched)
        onset.about.textChanged.connect(self.touched)
        self.who.changed.connect(self.touched)
        self.person.touched.connect(self.touched)
        self.who.sex.changed.connect(self.on_sex)

    def _make_fields(self) -> None:
        self.who = WhoFields(self._today, self)
        self.region = ChoiceButtons(options.regions(), self)
        self.side = ChoiceButtons(options.sides(), self)
        self.onset = onsets.OnsetFields(self._today, self)

    def _who_section(self) -> None:
        part = self.section(tr("Who"))
        self.who.add_to(part)
        self.twins = TwinsBox(self._today, part)
        part.add(self.twins)

    def _problem_section(self) -> None:
        part = self.section(tr("The problem"))
        self.region_row = part.row(tr("&Where"), self.region)
        self.side_row = part.row(tr("&Side"), self.side)
        self.onset.add_to(part)


def _choose(field: ChoiceButtons, problem: str) -> str:
    return "" if field.value() else problem
