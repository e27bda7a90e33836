"""What is asked to clear or confirm a red flag, and what that would change."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import show
from desktop.models.decisionwords import basis_words, decision_words
from desktop.packwords import PackWords
from desktop.pages.flowpage import FlowForm
from desktop.pages.typed import Place, day_place, line_place, pick_place
from desktop.widgets.beforehand import Beforehand
from desktop.widgets.choice import Choice, ChoiceButtons, PickBox
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form, Row, Section
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.facts import FlagRecord
from pathway.finding import OpenFlag
from pathway.readable import is_blank, words_of
from pathway.records import ChartView

LONGEST = 2_000
NAME_LENGTH = 200


class ClearingForm(FlowForm):
    """One open flag, the decision with its basis, and beneath it what the rules would say then."""

    def __init__(
        self,
        today: date,
        words: PackWords,
        flags: Callable[[], tuple[OpenFlag, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(tr("Clear or confirm a red flag"), today, parent)
        self._words = words
        self._read_flags = flags
        self._flags: tuple[OpenFlag, ...] = ()
        self._make_fields()
        self.begin_with(self._add_decision, self._add_beforehand, self._add_when)

    def flag(self) -> OpenFlag | None:
        """Return the flag that is decided about, None when none is chosen."""
        return next((one for one in self._flags if one.id == self.which.value()), None)

    def decision(self) -> FlagRecord | None:
        """Return the decision as far as it is told; None without a flag and a decision."""
        flag, state = self.flag(), self.state.value()
        if flag is None or state not in {"cleared", "confirmed"}:
            return None
        return FlagRecord(
            id=flag.id,
            raised_on=flag.raised_on,
            state="cleared" if state == "cleared" else "confirmed",
            on=self.on.day() or self._today,
            by=words_of(self.by.text()),
            basis=self.basis.value(),
            words=words_of(self.said.text()),
        )

    def show_view(self, view: ChartView) -> None:
        """Show which flags are open."""
        self._flags = self._read_flags()
        kept = self.which.value()
        blocked = self.which.blockSignals(True)
        while self.which.count() > 1:
            self.which.removeItem(1)
        for flag in self._flags:
            raised = tr("raised {day}").format(day=show.day(flag.raised_on))
            self.which.addItem(f"{self._words.short(flag.id)} · {raised}", flag.id)
        known = {flag.id for flag in self._flags}
        self.which.set_value(kept if kept in known else "")
        self.which.blockSignals(blocked)
        self.on_changed()

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        flag, day = self.flag(), self.on.day()
        on_said = self.on.problem() if self.on.text().strip() else ""
        if flag is not None and day is not None and day < flag.raised_on:
            on_said = tr("That is before the flag was raised.")
        is_unsaid = self.basis.value() == "other" and is_blank(self.said.text())
        told: tuple[tuple[Row, str], ...] = (
            (self.which_row, "" if flag else tr("Choose the red flag.")),
            (self.state_row, "" if self.state.value() else tr("Choose what is decided.")),
            (self.basis_row, "" if self.basis.value() else tr("Choose what it rests on.")),
            (self.said_row, tr("Say in a word or two what.") if is_unsaid else ""),
            (self.on_row, on_said),
        )
        for row, problem in told:
            row.say_problem(problem)
        return any(problem for _, problem in told)

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return (
            pick_place("flag", self.which),
            pick_place("state", self.state),
            pick_place("basis", self.basis),
            line_place("words", self.said),
            day_place("on", self.on),
            line_place("by", self.by),
        )

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.which

    @Slot()
    def on_changed(self) -> None:
        """Something else is chosen."""
        self.touched.emit()

    def _make_fields(self) -> None:
        own = self.content
        self.which = PickBox(tr("Choose a red flag"), (), own)
        self.state = ChoiceButtons(_choices(decision_words(), "cn"), own)
        self.basis = ChoiceButtons(_choices(basis_words(), "iso"), own)
        self.said, self.by = QLineEdit(own), QLineEdit(own)
        self.said.setMaxLength(LONGEST)
        self.by.setMaxLength(NAME_LENGTH)
        self.on = DateField(self._today, own, DayLimits(latest=self._today))
        self.before = Beforehand(own)
        self.days = (self.on,)
        dressed(own)
        for field in (self.which, self.state, self.basis, self.on):
            field.changed.connect(self.on_changed)
        for line in (self.said, self.by):
            line.textChanged.connect(self.on_changed)

    def _add_decision(self, form: Form) -> None:
        part = form.section(tr("The decision"))
        self.which_row = part.row(tr("Red &flag"), self.which)
        self.state_row = part.row(tr("It is"), self.state, tr("C clears it, N confirms it."))
        self.basis_row = part.row(tr("On the ground of"), self.basis)
        said = tr("The finding, the report, what the specialist said.")
        self.said_row = part.row(tr("In &words"), self.said, said)

    def _add_when(self, form: Form) -> None:
        part = form.section(tr("When and by whom"))
        self.on_row = part.row(tr("Decided on"), self.on, tr("Today, if left empty."))
        self.by_row = part.row(tr("Decided by"), self.by, tr("You, if left empty."))

    def _add_beforehand(self, form: Form) -> None:
        part: Section = form.section(tr("What this would change"))
        part.add(self.before)


def _choices(told: Mapping[str, str], keys: str) -> tuple[Choice, ...]:
    paired = zip(told.items(), keys, strict=True)
    return tuple(Choice(code, label, key) for (code, label), key in paired)
