"""Whether a problem is over: on which day, and why; and that it is open again."""

from datetime import date

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Section
from desktop.words import tr
from pathway.facts import Closed
from pathway.readable import is_blank, words_of

LONGEST = 2_000


class ClosingFields(QObject):
    """Open or closed; a closed problem has a day and a reason, and no clock of it runs."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = ChoiceButtons(
            (Choice("open", tr("Open"), "o1"), Choice("closed", tr("Closed"), "c2")), parent
        )
        self.on = DateField(today, parent, DayLimits(latest=today))
        self.reason = QLineEdit(parent)
        self.reason.setMaxLength(LONGEST)
        self.state.changed.connect(self.on_state)
        self.on.changed.connect(self.changed)
        self.reason.textChanged.connect(self.changed)

    def add_to(self, part: Section) -> None:
        """Add the fields to a section."""
        said = tr("A closed problem can be opened again here at any time.")
        self.state_row = part.row(tr("This problem is"), self.state, said)
        self.on_row = part.row(tr("Closed on"), self.on)
        why = tr("For example recovered, moved away, cared for elsewhere.")
        self.reason_row = part.row(tr("Because"), self.reason, why)
        self._show_rows()

    def fill(self, closed: Closed | None) -> None:
        """Show what is recorded."""
        self.state.set_value("closed" if closed else "open")
        self.on.set_day(closed.on if closed else None)
        self.reason.setText(closed.reason if closed else "")

    def closed(self) -> Closed | None:
        """Return when and why the problem was closed; the fields have no problems."""
        day = self.on.day()
        if self.state.value() != "closed" or day is None:
            return None
        return Closed(day, words_of(self.reason.text()))

    def show_problems(self, earliest: date | None) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        is_closed = self.state.value() == "closed"
        day, said = self.on.day(), ""
        if is_closed and day is None:
            said = self.on.problem() or tr("A date is needed here.")
        elif is_closed and day and earliest and day < earliest:
            said = tr("There is a visit after that day: the problem was open then.")
        self.on_row.say_problem(said)
        is_lacking = is_closed and is_blank(self.reason.text())
        self.reason_row.say_problem(tr("Say in a word or two why.") if is_lacking else "")
        return bool(self.on_row.problem or self.reason_row.problem)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            pick_place("closed", self.state),
            day_place("closed.on", self.on),
            line_place("closed.reason", self.reason),
        )

    @Slot()
    def on_state(self) -> None:
        """Ask for day and reason of what is closed."""
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        for row in (self.on_row, self.reason_row):
            row.setVisible(self.state.value() == "closed")
