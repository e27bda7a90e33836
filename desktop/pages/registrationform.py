"""The fields of a registration: what they hold, and what is wrong with it."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.pages import onset as onsets
from desktop.pages import options
from desktop.widgets.choice import ChoiceButtons, PickBox
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form, Row, em
from desktop.words import tr
from pathway.facts import MedicineTaken, Patient, Problem
from pathway.medicines import Medicines
from pathway.records import PatientRow, Registration

OLDEST_YEARS = 120


class RegistrationForm(Form):
    """Who came, with what, and what bears on their safety."""

    touched = Signal()

    def __init__(self, today: date, medicines: Medicines, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self._known_medicines = medicines
        self._make_fields()
        self._who_section()
        self._problem_section()
        self._safety_section()
        self.setFocusProxy(self.family)
        self.allergy_state.changed.connect(self.on_allergies)
        self.medicines.textChanged.connect(self.on_medicines)
        self._tell_touches()

    def registration(self) -> Registration:
        """Return what the form says."""
        today = self._today
        birth = self.birth.day()
        assert birth is not None
        state = self.allergy_state.value()
        patient = Patient(
            birth_date=birth,
            family_name=_text(self.family),
            given_name=_text(self.given),
            sex=options.sex(self.sex.value()),
            language=self.language.value(),
            medicines=tuple(MedicineTaken(name) for name in _lines(self.medicines)),
            allergies=tuple(_lines(self.allergies)) if state == "known" else (),
            allergy_state=options.allergy_state(state),
        )
        began = self.onset.onset(today)
        problem = Problem(
            options.region(self.region.value()), began, options.side(self.side.value())
        )
        return Registration(patient, problem, "registration")

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
            (self.allergies_row, self._allergy_problem()),
        )
        for row, problem in said:
            row.say_problem(problem)
        is_onset_wrong = self.onset.show_problem(self._today, self.birth.day())
        return is_onset_wrong or any(problem for _, problem in said)

    def is_same(self, row: PatientRow) -> bool:
        """Say whether a line of the list has this name and birth date."""
        names = {_text(self.family).casefold(), _text(self.given).casefold()} - {""}
        theirs = {row.family_name.casefold(), row.given_name.casefold()} - {""}
        return names == theirs and row.birth_date == self.birth.day()

    @Slot()
    def on_allergies(self) -> None:
        """Ask for the list only when there are allergies."""
        self.allergies_row.setVisible(self.allergy_state.value() == "known")

    @Slot()
    def on_medicines(self) -> None:
        """Say which names are not in the list of medicines: they cannot be checked."""
        known = self._known_medicines
        unknown = [name for name in _lines(self.medicines) if not known.knows(name)]
        said = tr("Not in the list of medicines, so not checked: {names}.")
        self.medicines_row.help.setText(
            said.format(names=", ".join(unknown)) if unknown else _medicines_help()
        )

    def _tell_touches(self) -> None:
        """Tell of each change in a field."""
        onset = self.onset
        picks = (self.sex, self.language, self.region, self.side, onset.kind, self.allergy_state)
        for field in (*picks, self.birth, onset.day, onset.month):
            field.changed.connect(self.touched)
        for line in (self.family, self.given, onset.about):
            line.textChanged.connect(self.touched)
        for lines in (self.medicines, self.allergies):
            lines.textChanged.connect(self.touched)

    def _make_fields(self) -> None:
        # Tab goes through the fields in the order in which they are made.
        today = self._today
        oldest = today.replace(year=today.year - OLDEST_YEARS, day=min(today.day, 28))
        self.family = QLineEdit(self)
        self.given = QLineEdit(self)
        self.birth = DateField(today, self, DayLimits(oldest, today))
        self.sex = ChoiceButtons(options.sexes(), self)
        self.language = PickBox(tr("Not recorded"), options.languages(), self)
        self.region = ChoiceButtons(options.regions(), self)
        self.side = ChoiceButtons(options.sides(), self)
        self.onset = onsets.OnsetFields(today, self)
        self.medicines = _list_field(self)
        self.allergy_state = ChoiceButtons(options.allergy_states(), self)
        self.allergies = _list_field(self)

    def _who_section(self) -> None:
        part = self.section(tr("Who"))
        self.family_row = part.row(
            tr("&Family name"),
            self.family,
            tr("Somebody with one name has only a family name or only a given name."),
        )
        self.given_row = part.row(tr("&Given name"), self.given)
        self.birth_row = part.row(tr("&Born on"), self.birth)
        self.sex_row = part.row(tr("Se&x"), self.sex)
        part.row(
            tr("&Language"), self.language, tr("The patient's own. Handouts are in English so far.")
        )

    def _problem_section(self) -> None:
        part = self.section(tr("The problem"))
        self.region_row = part.row(tr("&Where"), self.region)
        self.side_row = part.row(tr("&Side"), self.side)
        self.onset.add_to(part)

    def _safety_section(self) -> None:
        part = self.section(tr("Medicines and allergies"))
        self.medicines_row = part.row(tr("&Medicines"), self.medicines, _medicines_help())
        part.row(tr("&Allergies"), self.allergy_state)
        self.allergies_row = part.row(
            tr("Allergic &to"), self.allergies, tr("One drug or substance on each line.")
        )
        self.allergies_row.hide()

    def _name_problem(self) -> str:
        has_name = bool(_text(self.family) or _text(self.given))
        return "" if has_name else tr("At least one name is needed.")

    def _birth_problem(self) -> str:
        if not self.birth.text().strip():
            return tr("The birth date is needed: it tells people of one name apart.")
        return self.birth.problem()

    def _allergy_problem(self) -> str:
        is_open = self.allergy_state.value() == "known" and not _lines(self.allergies)
        return tr("Write down at least one, or choose another answer above.") if is_open else ""


def _list_field(parent: QWidget) -> QPlainTextEdit:
    field = QPlainTextEdit(parent)
    field.setTabChangesFocus(True)
    field.setFixedHeight(4 * em(field) + 18)
    return field


def _text(field: QLineEdit) -> str:
    return " ".join(field.text().split())


def _lines(field: QPlainTextEdit) -> list[str]:
    lines = field.toPlainText().replace(";", "\n").replace(",", "\n").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def _choose(field: ChoiceButtons, problem: str) -> str:
    return "" if field.value() else problem


def _medicines_help() -> str:
    return tr("One on each line, by generic name or brand.")
