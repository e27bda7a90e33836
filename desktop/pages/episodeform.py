"""What is asked to close a problem, open it again, or note that its pain came back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.models.episodewords import closing_words
from desktop.pages.flowpage import FlowForm
from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.widgets.beforehand import Beforehand
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form, Row
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.facts import Closed, OnsetDay, Problem, Span
from pathway.readable import is_blank, words_of
from pathway.records import ChartView

LONGEST: Final = 2_000
ONE_DAY: Final = timedelta(days=1)


class EpisodeForm(FlowForm):
    """What happened to one problem, its days, and beneath it what the rules make of that."""

    def __init__(self, today: date, problem: Problem, parent: QWidget) -> None:
        super().__init__(tr("Close, reopen, relapse"), today, parent)
        self._problem = problem
        self._last_visit: date | None = None
        self._make_fields()
        self.begin_with(self._add_happening, self._add_beforehand)

    def happened(self) -> str:
        """Return "close", "reopen" or "relapse"; empty when nothing is chosen."""
        return self.what.value()

    def free(self) -> Span | None:
        """Return the time without pain, None until both days are told and fit."""
        first, again = self.free_from.day(), self.again_on.day()
        if self.happened() != "relapse" or first is None or again is None or again <= first:
            return None
        return Span(first, again - ONE_DAY)

    def now(self) -> Problem | None:
        """Return the problem as it would be; None until enough is told."""
        match self.happened():
            case "close" if self.why.value():
                return replace(self._problem, closed=Closed(self._closed_on(), self._reason()))
            case "reopen":
                return replace(self._problem, closed=None)
            case "relapse":
                free = self.free()
                if free is not None:
                    spans = (*self._problem.pain_free, free)
                    return replace(self._problem, pain_free=spans, closed=None)
        return None

    def show_view(self, view: ChartView) -> None:
        """Show what can happen to the problem as it stands."""
        self._problem = view.chart.problem
        self._last_visit = max((visit.on for visit in view.chart.visits), default=None)
        self.on_changed()

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        happened = self.happened()
        rows = (self.what_row, self.why_row, self.said_row, self.on_row, self.free_row)
        for row in (*rows, self.again_row):
            row.say_problem("")
        if not happened:
            self.what_row.say_problem(tr("Choose what happened."))
        elif happened == "close":
            self._check_closing()
        elif happened == "relapse":
            self._check_relapse()
        return any(row.problem for row in (*rows, self.again_row))

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return (
            pick_place("what", self.what),
            pick_place("why", self.why),
            line_place("words", self.said),
            day_place("on", self.on),
            day_place("free", self.free_from),
            day_place("again", self.again_on),
        )

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.what

    @Slot()
    def on_changed(self) -> None:
        """Ask what fits, and look again."""
        happened = self.happened()
        for row in (self.why_row, self.said_row, self.on_row):
            row.setVisible(happened == "close")
        for row in (self.free_row, self.again_row):
            row.setVisible(happened == "relapse")
        self.touched.emit()

    def _check_closing(self) -> None:
        code, on = self.why.value(), self._closed_on()
        self.why_row.say_problem("" if code else tr("Choose why."))
        is_unsaid = code == "other" and is_blank(self.said.text())
        self.said_row.say_problem(tr("Say in a word or two why.") if is_unsaid else "")
        said = self.on.problem() if self.on.text().strip() else ""
        if not said and self._last_visit is not None and on < self._last_visit:
            said = tr("There is a visit after that day: the problem was open then.")
        self.on_row.say_problem(said)

    def _check_relapse(self) -> None:
        first, again = self.free_from.day(), self.again_on.day()
        needed = tr("A date is needed here.")
        onset = self._problem.onset
        said = "" if first else self.free_from.problem() or needed
        if first and isinstance(onset, OnsetDay) and first <= onset.day:
            said = tr("That is before the problem began.")
        self.free_row.say_problem(said)
        said = "" if again else self.again_on.problem() or needed
        if first and again and again <= first:
            said = tr("That is not after the first day without pain.")
        free = self.free()
        if free is not None and any(_meet(free, span, self._today) for span in self._spells()):
            said = tr("That overlaps with a time without pain that is recorded already.")
        self.again_row.say_problem(said)

    def _spells(self) -> tuple[Span, ...]:
        return self._problem.pain_free

    def _closed_on(self) -> date:
        return self.on.day() or self._today

    def _reason(self) -> str:
        label = closing_words()[self.why.value()]
        said = words_of(self.said.text())
        return f"{label}: {said}" if said else label

    def _make_fields(self) -> None:
        own, limits = self.content, DayLimits(latest=self._today)
        close = Choice("close", tr("It is over: close it"), "c")
        reopen = Choice("reopen", tr("Open it again"), "o")
        back = Choice("relapse", tr("Pain came back after a time without"), "p")
        self.what = ChoiceButtons((reopen if self._problem.closed else close, back), own)
        keys = zip(closing_words().items(), "remldo", strict=True)
        self.why = ChoiceButtons(tuple(Choice(code, label, k) for (code, label), k in keys), own)
        self.said = QLineEdit(own)
        self.said.setMaxLength(LONGEST)
        self.on = DateField(self._today, own, limits)
        self.free_from = DateField(self._today, own, limits)
        self.again_on = DateField(self._today, own, limits)
        self.before = Beforehand(own)
        self.days = (self.on, self.free_from, self.again_on)
        dressed(own)
        for field in (self.what, self.why, self.on, self.free_from, self.again_on):
            field.changed.connect(self.on_changed)
        self.said.textChanged.connect(self.on_changed)

    def _add_happening(self, form: Form) -> None:
        part = form.section(tr("This problem"))
        self.what_row: Row = part.row(tr("&What happened"), self.what)
        self.why_row = part.row(tr("Because"), self.why)
        self.said_row = part.row(tr("In words"), self.said)
        self.on_row = part.row(tr("Closed on"), self.on, tr("Today, if left empty."))
        free = tr("The first day on which neither spine nor limb hurt.")
        self.free_row = part.row(tr("Without pain since"), self.free_from, free)
        again = tr("The first day on which it hurt again.")
        self.again_row = part.row(tr("Pain again since"), self.again_on, again)
        self.on_changed()

    def _add_beforehand(self, form: Form) -> None:
        form.section(tr("What this would change")).add(self.before)


def _meet(one: Span, other: Span, today: date) -> bool:
    return one.start <= (other.end or today) and other.start <= (one.end or today)
