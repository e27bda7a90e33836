"""What came of calling somebody in: one answer out of six, the day that was named, a few words."""

from datetime import date, timedelta
from typing import Final, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop import show
from desktop.models.workwords import held_words, outcome_words
from desktop.pages.flowpage import FlowForm
from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form, muted, plain
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.particulars import Particulars
from pathway.readable import words_of
from pathway.recalls import KINDS, LATER, LONGEST_NOTE, RecallKind, RecallOutcome, Recorded
from pathway.records import ChartView

KEYS: Final[dict[RecallKind, str]] = {
    "reached": "r",
    "will_come": "w",
    "remind_on": "l",
    "declined": "d",
    "moved": "m",
    "died": "x",
}
MOST_SHOWN: Final = 8
FARTHEST: Final = timedelta(days=3653)
"""Ten years: nobody is called in later than that, and a longer time is a slip of the keys."""


class CallForm(FlowForm):
    """How to reach the person, what came of it now, and what came of it before."""

    def __init__(self, today: date, reach: Particulars, parent: QWidget) -> None:
        super().__init__(tr("What came of the call"), today, parent)
        own = self.content
        self.reach = plain(_reach(reach), own)
        self.kind = ChoiceButtons(_choices(), own)
        self.day = DateField(today, own, DayLimits(today, today + FARTHEST))
        self.note = QLineEdit(own)
        self.note.setMaxLength(LONGEST_NOTE)
        self.before = QLabel(own)
        self.before.setWordWrap(True)
        self.effect = muted("", own)
        dressed(own)
        self.kind.changed.connect(self.on_kind)
        self.day.changed.connect(self.touched)
        self.note.textChanged.connect(self.touched)
        self.begin_with(self._add_call, self._add_before)

    def set_today(self, today: date) -> None:
        """Go on with another day: midnight passed while the page was open."""
        super().set_today(today)
        self.day.set_today(today)
        self.on_kind()

    def outcome(self) -> RecallOutcome:
        """Return what the fields say; they have no problems."""
        kind = cast(RecallKind, self.kind.value())
        asks = kind in LATER or kind == "died"
        return RecallOutcome(
            kind=kind,
            on=self._today,
            day=self.day.day() if asks else None,
            note=words_of(self.note.text()),
        )

    def show_view(self, view: ChartView) -> None:
        """The calls are shown by ``show_calls``: they are no part of a chart."""

    def show_calls(self, calls: tuple[Recorded, ...], on: date) -> None:
        """Show what came of calls before, the newest first."""
        lines = [_line(one, on) for one in calls[:MOST_SHOWN]]
        self.before.setText("\n".join(lines) or tr("Nobody has noted a call yet."))

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        kind = self.kind.value()
        lacks = tr("Choose what came of it.") if not kind else ""
        day = ""
        if kind in LATER:
            day = self.day.problem() or ("" if self.day.day() else tr("Say on which day."))
        elif kind == "died" and self.day.text().strip():
            day = self.day.problem()
        self.kind_row.say_problem(lacks)
        self.day_row.say_problem(day)
        return bool(lacks or day)

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return (
            pick_place("kind", self.kind),
            day_place("day", self.day),
            line_place("note", self.note),
        )

    def first(self) -> QWidget:
        """Return where the keyboard begins: the day, once it is what is missing."""
        is_missing = self.kind.value() in LATER and not self.day.text().strip()
        return self.day if is_missing else self.kind

    @Slot()
    def on_kind(self) -> None:
        """Ask for the day that belongs to this answer, and say what it does."""
        kind = self.kind.value()
        self.day_row.setVisible(kind in LATER or kind == "died")
        is_death = kind == "died"
        ahead = DayLimits(self._today, self._today + FARTHEST)
        self.day.set_limits(DayLimits(latest=self._today) if is_death else ahead)
        label = tr("Day of death, if &known") if is_death else tr("On which &day")
        self.day_row.label.setText(label)
        self.day.line.setAccessibleName(label.replace("&", ""))
        self.effect.setText(_effects().get(kind, ""))
        self.effect.setVisible(bool(kind))
        self.touched.emit()

    def _add_call(self, form: Form) -> None:
        part = form.section(tr("Now"))
        part.row(tr("How to reach"), self.reach)
        self.kind_row = part.row(tr("What &came of it"), self.kind)
        self.day_row = part.row(
            tr("On which &day"), self.day, tr("For example +3d or 12-Mar-2026.")
        )
        self.note_row = part.row(tr("In &words"), self.note)
        part.row("", self.effect)
        self.on_kind()

    def _add_before(self, form: Form) -> None:
        part = form.section(tr("Before"))
        part.row("", self.before)


def _choices() -> tuple[Choice, ...]:
    return tuple(Choice(kind, outcome_words(kind), KEYS[kind]) for kind in KINDS)


def _effects() -> dict[str, str]:
    """Return what each outcome does to the list: nobody is to be surprised."""
    gone = tr("Nobody waits for them any more. Dangers and open papers stay on the list.")
    return {
        "reached": tr("They stay on the list."),
        "will_come": tr("They are not called before that day; a visit ends it."),
        "remind_on": tr("They are not called before that day, and stand in “Recalls to do” then."),
        "declined": tr("Nobody calls them any more, until a visit. Dangers stay on the list."),
        "moved": gone,
        "died": gone,
    }


def _reach(told: Particulars) -> str:
    contact = " ".join(part for part in (told.contact_name, told.contact_phone) if part)
    parts = (told.phone or tr("No telephone recorded"), told.address.replace("\n", ", "), contact)
    return "  ·  ".join(part for part in parts if part)


def _line(one: Recorded, on: date) -> str:
    said = f"{show.day(one.outcome.on)} · {held_words(one, on)}"
    if one.outcome.note:
        said = f"{said}: {one.outcome.note}"
    return tr("Taken back: {said}").format(said=said) if one.error_by else said
