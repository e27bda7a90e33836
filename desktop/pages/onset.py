"""When something began: to the day, the month, about so long ago, or not known."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import show
from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.daytext import read_day
from desktop.widgets.form import Row, Section
from desktop.words import tr
from pathway.birth import Birth
from pathway.facts import Onset, OnsetAbout, OnsetDay, OnsetMonth, OnsetUnknown
from pathway.readable import words_of

LONGEST_WORDS: Final = 200


@dataclass(frozen=True, slots=True)
class OnsetLabels:
    """What the rows are called, with the letters that lead to them, and the help of the first."""

    kind: str
    day: str
    month: str
    about: str
    help: str = ""


class OnsetFields(QObject):
    """How well the start is known, and the one field that fits that answer."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget, labels: OnsetLabels | None = None) -> None:
        super().__init__(parent)
        self._labels = labels or _problem_labels()
        self._given: tuple[tuple[str, str], Onset] | None = None
        self.kind = ChoiceButtons(_kinds(), parent)
        self.day = DateField(today, parent, DayLimits(latest=today))
        self.month = DateField(today, parent, DayLimits(latest=today, partial=True))
        self.about = QLineEdit(parent)
        self.about.setMaxLength(LONGEST_WORDS)
        self.about.setPlaceholderText(tr("e.g. 6 weeks, 3 months, 10 days"))
        self._rows: dict[str, Row] = {}
        self.kind.changed.connect(self.on_kind)
        for field in (self.day, self.month):
            field.changed.connect(self.changed)
        self.about.textChanged.connect(self.changed)

    def add_to(self, part: Section) -> None:
        """Add the fields to a form."""
        labels = self._labels
        self.kind_row = part.row(labels.kind, self.kind, labels.help)
        self._rows = {
            "day": part.row(labels.day, self.day),
            "month": part.row(labels.month, self.month, tr("For example Mar-2026.")),
            "about": part.row(labels.about, self.about, tr("In the patient's own words.")),
        }
        self.on_kind()

    def fill(self, onset: Onset) -> None:
        """Show what is recorded; left as it is, it is returned as it was told on its day."""
        kind, text = _text_of(onset)
        self.kind.set_value(kind)
        puts = {"day": self.day.set_text, "month": self.month.set_text, "about": self.about.setText}
        for name, put in puts.items():
            put(text if name == kind else "")
        self._given = (self._typed(), onset)

    def onset(self, today: date) -> Onset:
        """Return the start as it was given; "not known" is counted from today."""
        if self._given and self._given[0] == self._typed():
            return self._given[1]
        kind = self.kind.value()
        day, reading = self.day.day(), self.month.reading()
        if kind == "day" and day is not None:
            return OnsetDay(day)
        if kind == "month" and reading.days:
            return OnsetMonth(reading.days[0].replace(day=1))
        ago = self._days_ago(today)
        if kind == "about" and ago is not None:
            return OnsetAbout(ago, today, words_of(self.about.text()))
        return OnsetUnknown(today)

    def has_trouble(self, today: date, born: Birth | None) -> bool:
        """Tell whether the answer is missing or wrong, without showing anything."""
        kind = self.kind.value()
        return not kind or (kind in self._rows and bool(self._problem(kind, today, born)))

    def show_problem(self, today: date, born: Birth | None) -> bool:
        """Show what is wrong with the answer; True when something is."""
        kind = self.kind.value()
        self.kind_row.say_problem("" if kind else tr("Choose one; “Not known” is an answer too."))
        said = {name: self._problem(name, today, born) for name in self._rows if name == kind}
        for name, row in self._rows.items():
            row.say_problem(said.get(name, ""))
        return not kind or any(said.values())

    def show_rows(self, shown: bool) -> None:
        """Show or hide all of it."""
        self.kind_row.setVisible(shown)
        for name, row in self._rows.items():
            row.setVisible(shown and name == self.kind.value())

    def places(self, name: str) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            pick_place(f"{name}.kind", self.kind),
            day_place(f"{name}.day", self.day),
            day_place(f"{name}.month", self.month),
            line_place(f"{name}.about", self.about),
        )

    @Slot()
    def on_kind(self) -> None:
        """Show the field that fits how well the start is known."""
        for name, row in self._rows.items():
            row.setVisible(name == self.kind.value())
        self.changed.emit()

    def _typed(self) -> tuple[str, str]:
        kind = self.kind.value()
        texts = {"day": self.day.text(), "month": self.month.text(), "about": self.about.text()}
        return kind, texts.get(kind, "")

    def _problem(self, name: str, today: date, born: Birth | None) -> str:
        first = self._first_day(name, today)
        if name == "month" and self.month.reading().kind not in {"month", "day"}:
            return tr("A month is needed here, for example Mar-2026.")
        if first is None:
            return self._reason(name)
        if born is not None and first < born.day.replace(day=1):
            return tr("That is before the birth on {day}.").format(day=show.birth_day(born))
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
        if self._given and self._given[0] == self._typed():
            return today
        ago = self._days_ago(today)
        return None if ago is None else date.fromordinal(max(1, today.toordinal() - ago))

    def _days_ago(self, today: date) -> int | None:
        text = self.about.text().strip().lower().removesuffix("ago").strip()
        found = read_day(f"{text} ago", today).day
        return (today - found).days if found is not None and found <= today else None


def onset_text(onset: Onset) -> str:
    """Return a start in words, as well as it is known."""
    match onset:
        case OnsetDay(day):
            return show.day(day)
        case OnsetMonth(month):
            return show.month(month)
        case OnsetAbout(days, said_on, words):
            said = tr("about {time} before {day}")
            return said.format(time=words or show.duration(days), day=show.day(said_on))
        case OnsetUnknown(first_documented):
            return tr("not known, before {day}").format(day=show.day(first_documented))


def spine_labels() -> OnsetLabels:
    """Return the labels for the pain of the spine that came before."""
    return OnsetLabels(
        kind=tr("Spine pain known"),
        day=tr("Spine pain since"),
        month=tr("Spine pain since"),
        about=tr("Spine pain since about"),
        help=tr("It stands beside the start and does not count."),
    )


def _problem_labels() -> OnsetLabels:
    return OnsetLabels(
        kind=tr("Start &known"),
        day=tr("Started &on"),
        month=tr("Started &in"),
        about=tr("How long ag&o"),
        help=tr(
            "The first pain, numbness or weakness in the arm or leg counts; the spine only where "
            "no limb is concerned."
        ),
    )


def _text_of(onset: Onset) -> tuple[str, str]:
    match onset:
        case OnsetDay(day):
            return "day", show.day(day)
        case OnsetMonth(month):
            return "month", show.month(month)
        case OnsetAbout(days, _, words):
            return "about", words or tr("{days} days").format(days=days)
        case _:
            return "unknown", ""


def _kinds() -> tuple[Choice, ...]:
    return (
        Choice("day", tr("To the day"), "d"),
        Choice("month", tr("To the month"), "m"),
        Choice("about", tr("About"), "a"),
        Choice("unknown", tr("Not known"), "n"),
    )
