"""The fields of a registration: what they hold, and what is wrong with it."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.pages import onset as onsets
from desktop.pages import options
from desktop.pages.particularsfields import LONGEST_NAME
from desktop.pages.personfields import PersonFields
from desktop.pages.twinsbox import TwinsBox
from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.widgets.choice import ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form, Row
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.facts import Patient, Problem
from pathway.medical import with_medical
from pathway.medicines import Medicines
from pathway.person import Enrolment
from pathway.records import PatientRow, Registration

OLDEST_YEARS = 120


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
        self.setFocusProxy(self.family)
        self._tell_touches()

    def enrolment(self) -> Enrolment:
        """Return what the form says."""
        today = self._today
        birth = self.birth.day()
        assert birth is not None
        told = self.person.person()
        patient = Patient(
            birth_date=birth,
            family_name=_text(self.family),
            given_name=_text(self.given),
            sex=options.sex(self.sex.value()),
            language=told.language,
        )
        problem = Problem(
            options.region(self.region.value()),
            self.onset.onset(today),
            options.side(self.side.value()),
        )
        facts = with_medical(patient, told.medical)
        return Enrolment(Registration(facts, problem, "registration"), told)

    def names(self) -> str:
        """Return the names, to look for the same person."""
        return f"{_text(self.family)} {_text(self.given)}".strip()

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        said: tuple[tuple[Row, str], ...] = (
            (self.family_row, self._name_problem()),
            (self.birth_row, self._birth_problem()),
            (self.sex_row, _choose(self.sex, tr("Choose one; “Not known” is an answer too."))),
            (self.region_row, _choose(self.region, tr("Choose where the problem is."))),
            (self.side_row, _choose(self.side, tr("Choose a side; “Not known” is one too."))),
        )
        for row, problem in said:
            row.say_problem(problem)
        found = [
            any(problem for _, problem in said),
            self.onset.show_problem(self._today, self.birth.day()),
            self.person.show_problems(),
        ]
        return any(found)

    def is_same(self, row: PatientRow) -> bool:
        """Say whether a line of the list has this name and birth date."""
        names = {_text(self.family).casefold(), _text(self.given).casefold()} - {""}
        theirs = {row.family_name.casefold(), row.given_name.casefold()} - {""}
        return names == theirs and row.birth_date == self.birth.day()

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        onset = self.onset
        return (
            line_place("family", self.family),
            line_place("given", self.given),
            day_place("birth", self.birth),
            pick_place("sex", self.sex),
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
        self.person.medical.set_sex(options.sex(self.sex.value()))

    def _tell_touches(self) -> None:
        """Tell of each change in a field."""
        onset = self.onset
        for pick in (self.sex, self.region, self.side, onset.kind):
            pick.changed.connect(self.touched)
        for day in (self.birth, onset.day, onset.month):
            day.changed.connect(self.touched)
        for line in (self.family, self.given, onset.about):
            line.textChanged.connect(self.touched)
        self.person.touched.connect(self.touched)
        self.sex.changed.connect(self.on_sex)

    def _make_fields(self) -> None:
        today = self._today
        oldest = today.replace(year=today.year - OLDEST_YEARS, day=min(today.day, 28))
        self.family = QLineEdit(self)
        self.given = QLineEdit(self)
        self.birth = DateField(today, self, DayLimits(oldest, today))
        self.sex = ChoiceButtons(options.sexes(), self)
        self.region = ChoiceButtons(options.regions(), self)
        self.side = ChoiceButtons(options.sides(), self)
        self.onset = onsets.OnsetFields(today, self)
        for line in (self.family, self.given):
            line.setMaxLength(LONGEST_NAME)

    def _who_section(self) -> None:
        part = self.section(tr("Who"))
        self.family_row = part.row(
            tr("&Family name"),
            self.family,
            tr("Somebody with one name has only a family name or only a given name."),
        )
        self.given_row = part.row(tr("&Given name"), self.given)
        self.birth_row = part.row(tr("Bor&n on"), self.birth)
        self.sex_row = part.row(tr("Se&x"), self.sex)
        self.twins = TwinsBox(self._today, part)
        part.add(self.twins)

    def _problem_section(self) -> None:
        part = self.section(tr("The problem"))
        self.region_row = part.row(tr("&Where"), self.region)
        self.side_row = part.row(tr("&Side"), self.side)
        self.onset.add_to(part)

    def _name_problem(self) -> str:
        has_name = bool(_text(self.family) or _text(self.given))
        return "" if has_name else tr("At least one name is needed.")

    def _birth_problem(self) -> str:
        if not self.birth.text().strip():
            return tr("The birth date is needed: it tells people of one name apart.")
        return self.birth.problem()


def _text(field: QLineEdit) -> str:
    return " ".join(field.text().split())


def _choose(field: ChoiceButtons, problem: str) -> str:
    return "" if field.value() else problem
