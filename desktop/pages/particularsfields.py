"""Who a person is beside the name, and how to reach them: nothing here has to be known."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.pages import options
from desktop.pages.typed import Place, line_place, lines_place, pick_place
from desktop.widgets.choice import ChoiceButtons, PickBox
from desktop.widgets.fields import Note
from desktop.widgets.form import Form, Row
from desktop.words import tr
from pathway.facts import Known
from pathway.particulars import NHS_DIGITS, Particulars, digits_of, is_nhs_number, nhs_shown
from pathway.readable import words_of

LONGEST_NAME = 200
LONGEST_ADDRESS = 1_000
LONGEST_LANGUAGE = 60


class NhsLine(QLineEdit):
    """An NHS number in its three groups, however it is typed or pasted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(40)
        self.setPlaceholderText(nhs_shown("0" * NHS_DIGITS))
        self.textChanged.connect(self.on_text)

    def digits(self) -> str:
        """Return the digits that were typed."""
        return digits_of(self.text())

    def problem(self) -> str:
        """Return why this is no NHS number, empty when it is one or nothing was typed."""
        if not self.text().strip() or is_nhs_number(self.digits()):
            return ""
        if len(self.digits()) != NHS_DIGITS:
            return tr("An NHS number has ten digits; leave it empty if there is none.")
        return tr("The check digit does not fit: compare it with the paper, digit by digit.")

    @Slot(str)
    def on_text(self, text: str) -> None:
        """Set a whole number in groups."""
        shown = nhs_shown(digits_of(text))
        if len(digits_of(text)) == NHS_DIGITS and text != shown:
            self.setText(shown)


class ParticularsFields(QObject):
    """NHS number, languages, telephone, address and a person to turn to."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.language = PickBox(tr("Not recorded"), options.languages(), parent)
        self.spoken = _line(parent, LONGEST_LANGUAGE)
        self.interpreter = ChoiceButtons(options.yes_or_no(), parent)
        self.nhs = NhsLine(parent)
        self.preferred = _line(parent)
        self.phone = _line(parent)
        self.address = Note(parent, LONGEST_ADDRESS)
        self.contact = _line(parent)
        self.relation = _line(parent)
        self.contact_phone = _line(parent)
        self._lines = {
            "preferred": self.preferred,
            "spoken": self.spoken,
            "nhs": self.nhs,
            "phone": self.phone,
            "contact": self.contact,
            "relation": self.relation,
            "contact_phone": self.contact_phone,
        }
        for line in self._lines.values():
            line.textChanged.connect(self.on_changed)
        for field in (self.language, self.interpreter, self.address):
            field.changed.connect(self.on_changed)

    def add_to(self, form: Form) -> None:
        """Add the fields to a form."""
        part = form.section(tr("Language and number"))
        part.row(tr("Speaks"), self.spoken, tr("The language that the patient is at home in."))
        part.row(tr("Interpreter needed"), self.interpreter)
        part.row(
            tr("Language of letters"),
            self.language,
            tr("Handouts are in English and Spanish so far."),
        )
        self.nhs_row: Row = part.row(tr("N&HS number"), self.nhs)
        part = form.section(tr("How to reach the patient"))
        part.row(tr("Likes to be called"), self.preferred)
        part.row(tr("Telephone"), self.phone)
        part.row(tr("Address or village"), self.address)
        part.row(tr("&Contact person"), self.contact)
        part.row(tr("Who that is"), self.relation, tr("For example daughter or neighbour."))
        part.row(tr("Telephone of the contact"), self.contact_phone)

    def fill(self, told: Particulars, language: str) -> None:
        """Show what is recorded; ``language`` is that of letters."""
        self.language.set_value(language)
        self.preferred.setText(told.preferred_name)
        self.spoken.setText(told.spoken_language)
        self.interpreter.set_value("" if told.interpreter == "unknown" else told.interpreter)
        self.nhs.setText(nhs_shown(told.nhs_number))
        self.phone.setText(told.phone)
        self.address.set_value(told.address)
        self.contact.setText(told.contact_name)
        self.relation.setText(told.contact_relation)
        self.contact_phone.setText(told.contact_phone)

    def particulars(self) -> Particulars:
        """Return what the fields say; they have no problems."""
        known: dict[str, Known] = {"yes": "yes", "no": "no"}
        return Particulars(
            preferred_name=_words(self.preferred),
            nhs_number=self.nhs.digits(),
            phone=_words(self.phone),
            address=self.address.value(),
            spoken_language=_words(self.spoken),
            interpreter=known.get(self.interpreter.value(), "unknown"),
            contact_name=_words(self.contact),
            contact_relation=_words(self.relation),
            contact_phone=_words(self.contact_phone),
        )

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        self.nhs_row.say_problem(self.nhs.problem())
        return bool(self.nhs_row.problem)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            *(line_place(name, line) for name, line in self._lines.items()),
            lines_place("address", self.address),
            pick_place("language", self.language),
            pick_place("interpreter", self.interpreter),
        )

    @Slot()
    def on_changed(self) -> None:
        """Say at once that a whole number cannot be right."""
        is_whole = len(self.nhs.digits()) >= NHS_DIGITS
        self.nhs_row.say_problem(self.nhs.problem() if is_whole else "")
        self.changed.emit()


def _line(parent: QWidget, most: int = LONGEST_NAME) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(most)
    return line


def _words(line: QLineEdit) -> str:
    return words_of(line.text())
