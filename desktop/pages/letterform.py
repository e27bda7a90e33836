"""What a clinician adds to a letter: to whom, what is asked, own words, copies, fitness."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.pages.addresseefields import AddresseeFields, lines_field
from desktop.pages.soon import Soon
from desktop.pages.typed import Place, day_place, line_place, lines_place, pick_place
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField
from desktop.widgets.form import Section
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.letters import FITNESSES, Writing
from pathway.readable import is_blank, words_of

if TYPE_CHECKING:
    from desktop.desk import Desk

WORK_NOTE: Final = "work_note"
TEXT_LINES: Final = 5
CHANGE_LINES: Final = 4
LONGEST: Final = 500
LONGEST_TEXT: Final = 20_000
LONGEST_CHANGES: Final = 2_000
BETWEEN: Final = ";"


class LetterForm(QWidget):
    """The fields of every letter, and those of the note for work."""

    changed = Signal()
    """What was typed is to be seen in the letter."""
    touched = Signal()
    """Something was typed just now."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._is_note = False
        self.to = AddresseeFields(desk, self)
        self.words = Section(tr("In the letter"), "", self)
        self.asks, self.cc, self.enclosures = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.text = lines_field(TEXT_LINES, LONGEST_TEXT, self)
        self.work = Section(tr("For work"), "", self)
        self.fitness = ChoiceButtons(_fitnesses(), self)
        self.first, self.last = DateField(desk.today, self), DateField(desk.today, self)
        self.changes = lines_field(CHANGE_LINES, LONGEST_CHANGES, self)
        self.diagnosis = QLineEdit(self)
        self._soon = Soon(self)
        self._lay_out()
        self._connect()

    def show_kind(self, kind: str) -> None:
        """Show the fields that a letter has; what was typed stays."""
        self._is_note = kind == WORK_NOTE
        self.work.setVisible(self._is_note)
        self.asks_row.setVisible(not self._is_note)
        self.to.fill()

    def clear(self) -> None:
        """Empty every field: nothing typed for one patient reaches the letter of another."""
        self.to.pick.set_value("")
        self.to.show_addressee(type(self.to.addressee())())
        for line in (self.asks, self.cc, self.enclosures, self.diagnosis):
            line.clear()
        for lines in (self.text, self.changes):
            lines.setPlainText("")
        for day in (self.first, self.last):
            day.set_text("")
        self.fitness.set_value("")
        self._soon.stop()

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return (
            *self.to.places(),
            line_place("asks", self.asks),
            lines_place("text", self.text),
            line_place("cc", self.cc),
            line_place("enclosures", self.enclosures),
            pick_place("fitness", self.fitness),
            day_place("first", self.first),
            day_place("last", self.last),
            lines_place("changes", self.changes),
            line_place("diagnosis", self.diagnosis),
        )

    def writing(self) -> Writing:
        """Return what was typed; of the fields that this letter has not, nothing."""
        told = Writing(
            to=self.to.addressee(),
            cc=_parts(self.cc.text(), BETWEEN),
            enclosures=_parts(self.enclosures.text(), BETWEEN),
            asks="" if self._is_note else words_of(self.asks.text()),
            text=self._own_words(),
        )
        if not self._is_note:
            return told
        chosen = self.fitness.value()
        return Writing(
            to=told.to,
            cc=told.cc,
            enclosures=told.enclosures,
            text=told.text,
            fitness=next((one for one in FITNESSES if one == chosen), None),
            changes=_parts(self.changes.text(), "\n"),
            first=self.first.day(),
            last=self.last.day(),
            diagnosis=words_of(self.diagnosis.text()),
        )

    def _own_words(self) -> str:
        text = self.text.text()
        return "" if is_blank(text) else text.strip()

    @Slot()
    def on_typed(self) -> None:
        """The letter follows soon, not with each key."""
        self.touched.emit()
        self._soon.touch()

    def _lay_out(self) -> None:
        self.asks_row = self.words.row(tr("What is asked"), self.asks)
        fields = tr(
            "Fields are filled in: {{name}}, {{age}}, {{side}}, {{onset}}, {{visit_date}}, "
            "{{pain_limb}}, {{medicines}} and more."
        ).format()
        self.words.row(tr("In own words"), self.text, fields)
        apart = tr("Several with ; between them.")
        self.words.row(tr("Copies to"), self.cc, apart)
        self.words.row(tr("Enclosed"), self.enclosures, apart)
        self.work.row(tr("Fitness"), self.fitness)
        self.work.row(tr("From"), self.first)
        self.work.row(tr("Until, including"), self.last)
        self.work.row(tr("Changes at work"), self.changes, tr("One in a line."))
        consent = tr("Only if the patient wants the employer to know it.")
        self.work.row(tr("Diagnosis"), self.diagnosis, consent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for section in (self.to, self.work, self.words):
            section.set_stacked(True)
            box.addWidget(section)
        tab_in_order(self)

    def _connect(self) -> None:
        for line in (self.asks, self.cc, self.enclosures, self.diagnosis):
            line.setMaxLength(LONGEST)
            line.textChanged.connect(self.on_typed)
        for lines in (self.text, self.changes):
            lines.textChanged.connect(self.on_typed)
        for field in (self.to, self.fitness, self.first, self.last):
            field.changed.connect(self.on_typed)
        self._soon.due.connect(self.changed)


def _fitnesses() -> tuple[Choice, ...]:
    return (
        Choice("not_fit", tr("Not fit")),
        Choice("with_changes", tr("Fit with changes")),
        Choice("fit", tr("Fit")),
    )


def _parts(text: str, between: str) -> tuple[str, ...]:
    return tuple(words for part in text.split(between) if (words := words_of(part)))
