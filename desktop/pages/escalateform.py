"""What is asked about a step of an escalation: whom, what, when; each step asks its own."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, TypeVar, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.models import escalationwords as words
from desktop.pages.escalationlog import EscalationLog
from desktop.pages.flowpage import FlowForm
from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.widgets.choice import Choice, ChoiceButtons, PickBox
from desktop.widgets.clocktime import ClockField
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form, Row
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.escalation import (
    CalledPlace,
    EscalationOutcome,
    EscalationStep,
    StepKind,
    Transport,
)
from pathway.readable import words_of
from pathway.records import ChartView, EscalationId, RecordedEscalation

Code = TypeVar("Code", bound=str)
NAME_LENGTH: Final = 200
LONGEST: Final = 2_000
ASKED: Final[Mapping[str, frozenset[str]]] = {
    "called": frozenset({"whom", "words"}),
    "no_answer": frozenset({"whom", "due"}),
    "advice": frozenset({"whom", "words", "due"}),
    "transport": frozenset({"transport", "due", "words"}),
    "pain_relief": frozenset({"words"}),
    "arrived": frozenset({"words"}),
    "not_arrived": frozenset({"words"}),
    "outcome": frozenset({"outcome", "words"}),
}
"""What each step asks for beside its time and who did it."""
NEEDED: Final[Mapping[str, frozenset[str]]] = {
    "advice": frozenset({"words"}),
    "pain_relief": frozenset({"words"}),
    "outcome": frozenset({"outcome"}),
}


class EscalateForm(FlowForm):
    """The log so far, and the next entry; an empty time is this minute, an empty day today."""

    def __init__(
        self,
        today: date,
        now: Callable[[], datetime],
        suggested: tuple[CalledPlace, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(tr("Escalate a red flag"), today, parent)
        self._now = now
        self._suggested = suggested
        self._known: tuple[RecordedEscalation, ...] = ()
        self.log = EscalationLog(self.content)
        self._make_fields()
        self.begin_with(self._add_next, self._add_log)

    def escalation(self) -> EscalationId | None:
        """Return which escalation goes on, None when another place is called."""
        told = {str(one.id): one.id for one in self._known}
        return told.get(self.which.value())

    def called(self) -> CalledPlace:
        """Return who is called."""
        return cast(CalledPlace, self.place.value())

    def step(self, user: str) -> EscalationStep:
        """Return what the fields say; they have no problems."""
        kind = cast(StepKind, self.kind.value())
        asked = ASKED[kind]
        now = self._now()
        at = self.at.time() or now.time().replace(second=0, microsecond=0)
        on = self.on.day() or (self._today if self.at.time() else now.date())
        means, outcome = self.transport.value(), self.outcome.value()
        return EscalationStep(
            kind=kind,
            on=min(on, self._today),
            at=at,
            by=_text(self.by) or user,
            whom=_text(self.whom) if "whom" in asked else "",
            words=_text(self.said) if "words" in asked else "",
            due=self.due.time() if "due" in asked else None,
            transport=cast(Transport, means) if means and "transport" in asked else None,
            outcome=cast(EscalationOutcome, outcome) if "outcome" in asked else None,
        )

    def show_view(self, view: ChartView) -> None:
        """Show the log, and offer to go on with what still waits."""
        self.log.show_log(view.escalations)
        waiting = tuple(one for one in view.escalations if one.escalation.is_waiting)
        ended = tuple(one for one in view.escalations if not one.escalation.is_waiting)
        self._known = (*waiting, *ended[-1:])
        self._offer_which()

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        kind = self.kind.value()
        needed = NEEDED.get(kind, frozenset())
        is_new = self.escalation() is None
        told: tuple[tuple[Row, str], ...] = (
            (self.place_row, _need(is_new and not self.place.value(), tr("Choose who is called."))),
            (self.kind_row, _need(not kind, tr("Choose what happened."))),
            (self.at_row, self.at.problem() or self._later_than_now()),
            (self.on_row, self.on.problem() if self.on.text().strip() else ""),
            (self.words_row, _need("words" in needed and not _text(self.said), tr("Say what."))),
            (self.due_row, self.due.problem() if "due" in ASKED.get(kind, ()) else ""),
            (
                self.outcome_row,
                _need("outcome" in needed and not self.outcome.value(), tr("Choose an outcome.")),
            ),
        )
        for row, problem in told:
            row.say_problem(problem)
        return any(problem for _, problem in told)

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return (
            pick_place("place", self.place),
            line_place("place.words", self.place_words),
            pick_place("kind", self.kind),
            line_place("at", self.at.line),
            day_place("on", self.on),
            line_place("by", self.by),
            line_place("whom", self.whom),
            line_place("words", self.said),
            line_place("due", self.due.line),
            pick_place("transport", self.transport),
            pick_place("outcome", self.outcome),
        )

    def first(self) -> QWidget:
        """Return where the keyboard begins: what happened, or who is called first."""
        return self.place if self.escalation() is None else self.kind

    @Slot()
    def on_changed(self) -> None:
        """Ask what this step asks."""
        kind, is_new = self.kind.value(), self.escalation() is None
        asked = ASKED.get(kind, frozenset())
        for name, row in self._asked_rows().items():
            row.setVisible(name in asked)
        self.place_row.setVisible(is_new)
        self.place_words_row.setVisible(is_new)
        self.due_row.label.setText(_due_label(kind))
        self.due.line.setAccessibleName(_due_label(kind))
        self.words_row.label.setText(_words_label(kind))
        self.said.setAccessibleName(_words_label(kind))
        self.touched.emit()

    def _asked_rows(self) -> Mapping[str, Row]:
        return {
            "whom": self.whom_row,
            "words": self.words_row,
            "due": self.due_row,
            "transport": self.transport_row,
            "outcome": self.outcome_row,
        }

    def _make_fields(self) -> None:
        own = self.content
        self.which = PickBox(tr("Call somebody else"), (), own)
        self.place = ChoiceButtons(_numbered(words.place_words()), own)
        self.place_words = _line(own, NAME_LENGTH)
        self.kind = ChoiceButtons(_steps(), own)
        self.at = ClockField(tr("Now, if left empty."), own)
        self.on = DateField(self._today, own, DayLimits(latest=self._today))
        self.by = _line(own, NAME_LENGTH)
        self.whom = _line(own, NAME_LENGTH)
        self.said = _line(own, LONGEST)
        self.due = ClockField("", own)
        self.transport = ChoiceButtons(_numbered(words.transport_words()), own)
        self.outcome = ChoiceButtons(_numbered(words.outcome_words()), own)
        self.days = (self.on,)
        dressed(own)  # before anything is laid out: lines of answers are measured once
        for pick in (self.which, self.place, self.kind):
            pick.changed.connect(self.on_changed)
        for field in (self.at, self.on, self.due, self.transport, self.outcome):
            field.changed.connect(self.touched)
        for line in (self.place_words, self.by, self.whom, self.said):
            line.textChanged.connect(self.touched)

    def _add_next(self, form: Form) -> None:
        part = form.section(tr("What happens now"))
        self.which_row = part.row(tr("This is about"), self.which)
        self.place_row = part.row(tr("Who is &called"), self.place, self._suggestion())
        self.place_words_row = part.row(tr("Which one"), self.place_words)
        self.kind_row = part.row(tr("What happe&ned"), self.kind)
        self.at_row = part.row(tr("&Time"), self.at, tr("On the 24-hour clock."))
        self.whom_row = part.row(tr("&With whom"), self.whom)
        self.transport_row = part.row(tr("How they &go"), self.transport)
        self.outcome_row = part.row(tr("What came of it"), self.outcome)
        self.words_row = part.row(tr("What was &said"), self.said)
        self.due_row = part.row(tr("Call again at"), self.due)
        self.on_row = part.row(tr("Day"), self.on, tr("Today, if left empty."))
        self.by_row = part.row(tr("Done by"), self.by, tr("You, if left empty."))
        self.on_changed()

    def _add_log(self, form: Form) -> None:
        form.add_section(self.log)

    def _suggestion(self) -> str:
        if not self._suggested:
            return tr("No open red flag names a destination.")
        named = " · ".join(words.place_words()[place] for place in self._suggested)
        return tr("The open red flags name: {places}").format(places=named)

    def _offer_which(self) -> None:
        """Offer to go on with what waits; the one that waits longest is what people mean."""
        blocked = self.which.blockSignals(True)
        while self.which.count() > 1:
            self.which.removeItem(1)
        for one in self._known:
            state = words.state_words()[one.escalation.state].lower()
            self.which.addItem(f"{words.where(one.escalation)} – {state}", str(one.id))
        first = next((one for one in self._known if one.escalation.is_waiting), None)
        self.which.set_value(str(first.id) if first else "")
        self.which.blockSignals(blocked)
        self.which_row.setVisible(bool(self._known))
        self.on_changed()

    def _later_than_now(self) -> str:
        told = self.at.time()
        if told is None or (self.on.day() or self._today) < self._today:
            return ""
        soonest = self._now() + timedelta(minutes=1)
        is_late = soonest.date() == self._today and told > soonest.time()
        return tr("That time has not come yet today.") if is_late else ""


def _steps() -> tuple[Choice, ...]:
    keys = {
        "called": "s",
        "no_answer": "n",
        "advice": "v",
        "transport": "t",
        "pain_relief": "p",
        "arrived": "a",
        "not_arrived": "x",
        "outcome": "o",
    }
    return tuple(Choice(code, label, keys[code]) for code, label in words.step_words().items())


def _numbered(told: Mapping[Code, str]) -> tuple[Choice, ...]:
    ordered = enumerate(told.items(), start=1)
    return tuple(Choice(code, label, str(place)) for place, (code, label) in ordered)


def _due_label(kind: str) -> str:
    labels = {"transport": tr("Expected there at"), "advice": tr("They call back at")}
    return labels.get(kind, tr("Call again at"))


def _words_label(kind: str) -> str:
    labels = {
        "pain_relief": tr("Medicine, dose, how given"),
        "advice": tr("What they advise"),
        "called": tr("What was said"),
    }
    return labels.get(kind, tr("In words"))


def _need(is_lacking: bool, said: str) -> str:
    return said if is_lacking else ""


def _line(parent: QWidget, longest: int) -> QLineEdit:
    line = QLineEdit(parent)
    line.setMaxLength(longest)
    return line


def _text(line: QLineEdit) -> str:
    return words_of(line.text())
