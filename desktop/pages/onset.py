"""When a problem began: to the day, the month, about so long ago, or not known."""

from datetime import date

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import show
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.daytext import read_day
from desktop.widgets.form import Row, Section
from desktop.words import tr
from pathway.facts import Onset, OnsetAbout, OnsetDay, OnsetMonth, OnsetUnknown


class OnsetFields(QObject):
    """How well the start is known, and the one field that fits that answer."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = ChoiceButtons(_kinds(), parent)
        self.day = DateField(today, parent, DayLimits(latest=today))
        self.month = DateField(today, parent, DayLimits(latest=today, partial=True))
        self.about = QLineEdit(parent)
        self.about.setPlaceholderText(tr("e.g. 6 weeks, 3 months, 10 days"))
        self._rows: dict[str, Row] = {}
        self.kind.changed.connect(self.on_kind)

    def add_to(self, part: Section) -> None:
        """Add the fields to a form."""
        self.kind_row = part.row(tr("Start &known"), self.kind)
        self._rows = {
            "day": part.row(tr("Started &on"), self.day),
            "month": part.row(tr("Started &in"), self.month, tr("For example Mar-2026.")),
            "about": part.row(tr("How long ag&o"), self.about, tr("In the patient's own words.")),
        }
        self.on_kind()

    def onset(self, today: date) -> Onset:
        """Return the start as it was given; "not known" is counted from today."""
        kind = self.kind.value()
        day, reading = self.day.day(), self.month.reading()
        if kind == "day" and day is not None:
            return OnsetDay(day)
        if kind == "month" and reading.days:
            return OnsetMonth(reading.days[0].replace(day=1))
        ago = self._days_ago(today)
        if kind == "about" and ago is not None:
            return OnsetAbout(ago, today, " ".join(self.about.text().split()))
        return OnsetUnknown(today)

    def show_problem(self, today: date, born: date | None) -> bool:
        """Show what is wrong with the answer; True when something is."""
        kind = self.kind.value()
        self.kind_row.say_problem("" if kind else tr("Choose one; “Not known” is an answer too."))
        said = {name: self._problem(name, today, born) for name in self._rows if name == kind}
        for name, row in self._rows.items():
            row.say_problem(said.get(name, ""))
        return not kind or any(said.values())

    @Slot()
    def on_kind(self) -> None:
        """Show the field that fits how well the start is known."""
        for name, row in self._rows.items():
            row.setVisible(name == self.kind.value())

    def _problem(self, name: str, today: date, born: date | None) -> str:
        first = self._first_day(name, today)
        if name == "month" and self.month.reading().kind not in {"month", "day"}:
            return tr("A month is needed here, for example Mar-2026.")
        if first is None:
            return self._reason(name)
        if born is not None and first < born.replace(day=1):
            return tr("That is before the birth on {day}.").format(day=show.day(born))
        return ""

    def _reason(self, name: str) -> str:
        if name == "about":
            return tr("A time is needed here, for example 6 weeks or 3 months.")
        field = self.day if name == "day" else self.month
        return field.problem() or tr("A date is needed here.")

    def _first_day(self, name: str, today: date) -> date | None:
        if name == "day":
            return self.day.day()
        if name == "month":
            has_problem = bool(self.month.problem())
            return None if has_problem else next(iter(self.month.reading().days), None)
        ago = self._days_ago(today)
        return None if ago is None else date.fromordinal(max(1, today.toordinal() - ago))

    def _days_ago(self, today: date) -> int | None:
        text = self.about.text().strip().lower().removesuffix("ago").strip()
        found = read_day(f"{text} ago", today).day
        return (today - found).days if found is not None and found <= today else None


def _kinds() -> tuple[Choice, ...]:
    return (
        Choice("day", tr("To the day")),
        Choice("month", tr("To the month")),
        Choice("about", tr("About")),
        Choice("unknown", tr("Not known")),
    )
