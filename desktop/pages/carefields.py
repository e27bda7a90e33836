"""The small form in which one care is told: what, from, to, how often, how it worked."""

from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop import theme
from desktop.pages.careweeks import CareWeeks
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.fields import TextLine
from desktop.widgets.form import Section
from desktop.widgets.whatline import WhatLine
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.facts import Care, CareKind, Outcome, Span
from pathway.thingnames import MEDICINE

EVERY_DAY = 7
LONGEST_NAME = 200


class CareFields(QObject):
    """The fields of one care; Enter goes on from each to the next, an answer does so by itself."""

    typing = Signal()
    """Something stands in the fields that was not taken into the list."""

    def __init__(self, catalogue: Catalogue, limits: DayLimits, parent: QWidget) -> None:
        super().__init__(parent)
        today = limits.latest or date.min
        self.kind = WhatLine(catalogue, parent)
        self.name = TextLine(parent)
        self.name.setMaxLength(LONGEST_NAME)
        self.first = DateField(today, parent, limits)
        self.last = DateField(today, parent, limits)
        self.days = ChoiceButtons(_day_choices(), parent)
        self.outcome = ChoiceButtons(_outcomes(catalogue), parent)
        self.put = QPushButton(parent)
        self.weeks = CareWeeks(parent)
        for field in (self.kind, self.name, self.first, self.last, self.days, self.outcome):
            field.changed.connect(self.typing)
        self.kind.chosen.connect(self.on_chosen)
        self.first.line.returnPressed.connect(self.last.setFocus)
        self.last.line.returnPressed.connect(self.days.setFocus)
        self.days.answered.connect(self.outcome.setFocus)
        self.outcome.answered.connect(self.put.setFocus)

    def add_to(self, section: Section) -> None:
        """Add the fields to a card."""
        self.kind_row = section.row(
            tr("What"), self.kind, tr("A kind of care or the name of a medicine: type and Enter.")
        )
        section.row(tr("Where"), self.name, tr("Where it was done or by whom, if that helps."))
        self.first_row = section.row(tr("From"), self.first)
        self.last_row = section.row(tr("To"), self.last, tr("Leave empty while it goes on."))
        self.days_row = section.row(tr("Days a week"), self.days)
        section.row(tr("Weeks so far"), self.weeks)  # in sight from every field that moves them
        section.row(tr("How it worked"), self.outcome)
        self.put.setAutoDefault(True)
        theme.put_icon(self.put, "plus")
        line = QHBoxLayout()
        line.addWidget(self.put)
        line.addStretch(1)
        section.box.addLayout(line)

    def is_blank(self) -> bool:
        """Say whether nothing stands in the fields."""
        boxes = (self.name, self.days, self.outcome)
        lines = (self.kind, self.first, self.last)
        return not any(box.value() for box in boxes) and not any(line.text() for line in lines)

    def is_whole(self) -> bool:
        """Say, without a word to anybody, whether the fields hold care."""
        first, last = self.first.day(), self.last.day()
        is_ordered = not (first and last and last < first)
        is_told = bool(self.kind.value() and self.days.value() and first)
        return is_told and is_ordered and not self.last.problem()

    def accepts(self) -> bool:
        """Say beneath each field what it lacks; True when nothing does."""
        self.kind.take_typed()
        self.kind_row.say_problem("" if self.kind.value() else tr("Choose what was given."))
        problem = self.first.problem() or ("" if self.first.day() else tr("A date is needed here."))
        self.first_row.say_problem("" if self.first.problem() else problem)
        self.days_row.say_problem("" if self.days.value() else tr("Choose how many days a week."))
        first, last = self.first.day(), self.last.day()
        backwards = first and last and last < first
        self.last_row.say_problem(tr("This is before it began.") if backwards else "")
        rows = (self.kind_row, self.days_row, self.last_row)
        return not (problem or self.last.problem() or any(row.problem for row in rows))

    def care(self, kept: tuple[date, ...]) -> Care:
        """Return the care that the fields hold, with single dates that were told before."""
        kind = cast(CareKind, self.kind.value())
        outcome = cast(Outcome, self.outcome.value() or "unknown")
        span = Span(self.first.day() or date.min, self.last.day())
        name = self.kind.name() or self.name.value()
        fresh = Care(kind, name, (), span, int(self.days.value()), outcome)
        return replace(fresh, dates=kept) if kept else fresh

    def fill(self, care: Care) -> None:
        """Show care that is known."""
        is_medicine = care.kind == MEDICINE
        self.kind.set_value(care.kind, care.name if is_medicine else "")
        self.name.set_value("" if is_medicine else care.name)
        span = care.span
        self.first.set_day(span.start if span else min(care.dates, default=None))
        self.last.set_day(span.end if span else max(care.dates, default=None))
        self.days.set_value(str(care.days_per_week))
        self.outcome.set_value("" if care.outcome == "unknown" else care.outcome)

    def clear(self) -> None:
        """Show nothing."""
        for box in (self.kind, self.days, self.outcome):
            box.set_value("")
        self.name.clear()
        self.first.set_day(None)
        self.last.set_day(None)

    @Slot(object)
    def on_chosen(self, _named: object) -> None:
        """Go on to the first day: what was given is told."""
        if self.kind.hasFocus():
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)


def _outcomes(catalogue: Catalogue) -> tuple[Choice, ...]:
    return tuple(
        Choice(choice.code, choice.label, choice.code[0])
        for choice in catalogue.item("care.outcome").choices
        if choice.code != "unknown"
    )


def _day_choices() -> tuple[Choice, ...]:
    return tuple(Choice(str(count), str(count), str(count)) for count in range(1, EVERY_DAY + 1))
