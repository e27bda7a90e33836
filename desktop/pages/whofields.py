"""Who somebody is: names, birth date and sex, as a registration and the page of a patient ask."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import show
from desktop.pages import options
from desktop.pages.particularsfields import LONGEST_NAME
from desktop.pages.typed import Place, line_place, pick_place
from desktop.widgets.births import BirthField
from desktop.widgets.choice import ChoiceButtons
from desktop.widgets.form import Section
from desktop.words import tr
from pathway.birth import Birth
from pathway.person import Identity
from pathway.readable import words_of


class WhoFields(QObject):
    """Family name, given name, birth date and sex."""

    changed = Signal()
    left = Signal()
    """The keyboard left a name or the birth date, or Return was pressed there."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._earliest: date | None = None
        self.family = QLineEdit(parent)
        self.given = QLineEdit(parent)
        self.birth = BirthField(today, parent)
        self.sex = ChoiceButtons(options.sexes(), parent)
        for line in (self.family, self.given):
            line.setMaxLength(LONGEST_NAME)
            line.textChanged.connect(self.changed)
        for line in (self.family, self.given, self.birth.line):
            line.editingFinished.connect(self.left)
        self.birth.changed.connect(self.changed)
        self.sex.changed.connect(self.changed)

    def is_being_typed(self) -> bool:
        """Tell whether the keyboard is in a name or the birth date."""
        return any(line.hasFocus() for line in (self.family, self.given, self.birth.line))

    def add_to(self, part: Section) -> None:
        """Add the fields to a section."""
        self.family_row = part.row(
            tr("&Family name"),
            self.family,
            tr("Somebody with one name has only a family name or only a given name."),
        )
        self.given_row = part.row(tr("&Given name"), self.given)
        self.birth_row = part.row(
            tr("Bor&n on"),
            self.birth,
            tr("If the day is not known: the month, the year or the age in years, such as 58y."),
        )
        self.sex_row = part.row(tr("Gen&der"), self.sex)

    def fill(self, who: Identity, earliest: date | None) -> None:
        """Show what is recorded; ``earliest`` is a day on which the person was seen or ill."""
        self._earliest = earliest
        self.family.setText(who.family_name)
        self.given.setText(who.given_name)
        self.birth.set_birth(Birth(who.birth_date, who.birth_known, who.birth_told_on))
        self.sex.set_value(who.sex)

    def identity(self) -> Identity:
        """Return what the fields say; they have no problems."""
        birth = self.birth.birth()
        assert birth is not None
        sex = options.sex(self.sex.value())
        return Identity(_words(self.family), _words(self.given), birth.day, sex, *birth[1:])

    def names(self) -> str:
        """Return the names, to look for the same person."""
        return f"{_words(self.family)} {_words(self.given)}".strip()

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        choose = tr("Choose one; “Not known” is an answer too.")
        self.family_row.say_problem("" if self.names() else tr("At least one name is needed."))
        self.birth_row.say_problem(self._birth_problem())
        self.sex_row.say_problem("" if self.sex.value() else choose)
        rows = (self.family_row, self.birth_row, self.sex_row)
        return any(row.problem for row in rows)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            line_place("family", self.family),
            line_place("given", self.given),
            Place("birth", self.birth.kept_text(), self.birth.set_text),
            pick_place("sex", self.sex),
        )

    def _birth_problem(self) -> str:
        if not self.birth.text().strip():
            return tr("The birth is needed, if only by age: it tells people of one name apart.")
        birth = self.birth.birth()
        if birth and self._earliest and birth.day > self._earliest:
            said = tr("There is an entry of {day}: the birth cannot be later.")
            return said.format(day=show.day(self._earliest))
        return self.birth.problem()


def _words(line: QLineEdit) -> str:
    return words_of(line.text())
