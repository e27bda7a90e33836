"""Entering what came of a recall sheet: row number, outcome, day and note; Enter goes on."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.actions import ActionId
from desktop.models.figurewords import part_words
from desktop.pages.boxentry import BoxLine
from desktop.trouble import Trouble
from desktop.widgets.choice import Choice, ChoiceButtons, PickBox
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.fields import plain_number
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, heading, muted, plain, restyled
from desktop.widgets.shortlist import ShortList
from desktop.words import ntr, tr
from pathway.birth import birth_of
from pathway.readable import words_of
from pathway.recalls import KINDS, LATER, LONGEST_NOTE, RecallEntry, RecallKind, RecallOutcome
from pathway.recallsheet import KeptRow, KeptSheet
from pathway.records import Changes

if TYPE_CHECKING:
    from desktop.desk import Desk

DIGITS: Final = 5
SHOWN: Final = 6
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RecallEntryPage(QWidget):
    """One row of the sheet after the other: the name is shown for checking before it is saved."""

    left = Signal()
    undo_wanted = Signal()
    """What was saved last is to be taken back."""
    settled = Signal()
    """What can be done here may be another than before."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sheets: tuple[KeptSheet, ...] = ()
        self._row: KeptRow | None = None
        self._saving = ""
        self.form = Form(self)
        self.sheet = PickBox(tr("No sheet was printed yet"), (), self)
        self.number = BoxLine(self)
        self.who = plain("", self)
        self.outcome = ChoiceButtons(_outcomes(), self)
        self.called = DateField(desk.today, self, DayLimits(None, desk.today))
        self.day = DateField(desk.today, self)
        self.note = QLineEdit(self)
        self.save = QPushButton(tr("&Save and go to the next row"), self)
        self.undo = QPushButton(tr("&Undo the last row"), self)
        self.back = QPushButton(tr("&Back"), self)
        self.news = plain("", self)
        self.entered = ShortList(self, SHOWN)
        self._lay_out()
        self._connect()
        self.look()

    def look(self) -> None:
        """Read which sheets there are; the newest is in hand."""
        chosen = self.sheet.value()
        self._sheets = self._desk.papers.sheets()
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for one in self._sheets:
            self.sheet.addItem(_sheet_words(one), one.id)
        if not self._sheets:
            self.sheet.addItem(tr("No sheet was printed yet"), "")
        self.sheet.blockSignals(False)
        if chosen in {one.id for one in self._sheets}:
            self.sheet.set_value(chosen)
        self.number.setEnabled(bool(self._sheets))
        self.setFocusProxy(self.number if self._sheets else self.back)
        self.news.hide()
        if not self._sheets:
            self._tell(tr("Print a recall sheet first: F8."), "info")
        self.on_number()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action == "back" or (action == "save" and self.save.isEnabled())

    def act(self, action: ActionId) -> None:
        """Go back, or save the row in hand."""
        if action == "back":
            self.left.emit()
        elif action == "save":
            self.on_save()

    def may_leave(self) -> bool:
        """Say whether nothing would be lost: a row that was begun is pointed out first."""
        if not self.outcome.value() and not words_of(self.note.text()):
            return True
        self._tell(tr("A row is not saved yet: save it, or empty its outcome and note."), "warn")
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.may_leave():
                self.left.emit()
            return
        focused: QWidget | None = self.focusWidget()
        is_there = focused is not None and self.outcome.isAncestorOf(focused)
        if event.key() in _ENTER and is_there:
            self.on_answered()
            return
        super().keyPressEvent(event)

    @Slot()
    def on_number(self) -> None:
        """Show who stands in the row that is typed, or why nobody can be entered there."""
        text, sheet = plain_number(self.number.text()), self._sheet()
        self._row = None
        problem = ""
        if sheet is not None and text:
            number = int(text) if text.isascii() and text.isdigit() else 0
            self._row = self._desk.papers.row(sheet.id, number)
            problem = _problem_of(self._row, number, sheet)
        self.number_row.say_problem(problem)
        self.who.setText(_who_words(self._row, self._desk.today))
        self.who.setVisible(bool(self.who.text()))
        self.save.setEnabled(self._row is not None and not problem)
        self.settled.emit()

    @Slot()
    def on_go_on(self) -> None:
        """Go from the row number to the outcome, if somebody can be entered there."""
        if self.save.isEnabled():
            self._go_to(self.outcome)

    @Slot()
    def on_answered(self) -> None:
        """Go from the outcome to its day where it has one, and else to the note."""
        has_day = self.outcome.value() in LATER or self.outcome.value() == "died"
        self._go_to(self.day if has_day else self.note)

    @Slot()
    def on_save(self) -> None:
        """Record the row in hand."""
        row, outcome = self._row, self._outcome()
        if row is None or outcome is None or not self.save.isEnabled():
            self.form.show_first_problem()
            return
        self.save.setEnabled(False)
        self._saving = _saved_words(row, outcome)
        entry = RecallEntry(row.problem, outcome)
        self._desk.papers.enter(entry, self.take_saved, self.take_trouble)

    @Slot(object)
    def take_saved(self, _changes: Changes) -> None:
        """Show what was entered, and be ready for the next row."""
        self.entered.insertItem(0, self._saving)
        self.undo.setEnabled(True)
        self.news.hide()
        self.outcome.set_value("")
        self.day.set_day(None)
        self.note.clear()
        self.number.clear()
        self._go_to(self.number)

    @Slot()
    def on_undo(self) -> None:
        """Take back what was entered last."""
        self.undo.setEnabled(False)
        self.entered.takeItem(0)
        self.undo_wanted.emit()
        self._go_to(self.number)

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say why nothing was recorded."""
        self._tell(trouble.sentence, "danger")
        self.on_number()

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Count again what is entered: somebody may have undone an outcome."""
        if "recalls" in changes.areas:
            self.look()

    def _go_to(self, field: QWidget) -> None:
        """Give a field the keyboard, and bring it into sight."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.form.ensureWidgetVisible(field)

    def _sheet(self) -> KeptSheet | None:
        return next((one for one in self._sheets if one.id == self.sheet.value()), None)

    def _outcome(self) -> RecallOutcome | None:
        """Return what is typed; what is missing is said beneath its field."""
        kind: RecallKind | None = next((one for one in KINDS if one == self.outcome.value()), None)
        self.outcome_row.say_problem("" if kind else tr("Choose what came of the call."))
        self.called_row.say_problem(self.called.problem())
        needs_day = kind in LATER and self.day.day() is None
        asked = tr("On which day will they come, or are they to be reminded?")
        self.day_row.say_problem(self.day.problem() or (asked if needs_day else ""))
        if kind is None or needs_day or self.called.problem() or self.day.problem():
            return None
        on = self.called.day() or self._desk.today
        day = self.day.day() if kind in LATER or kind == "died" else None
        if day is not None and ((kind == "died") == (day > on)) and day != on:
            self.day_row.say_problem(_order_words(kind))
            return None
        return RecallOutcome(kind, on, day, words_of(self.note.text()))

    def _tell(self, said: str, kind: str) -> None:
        restyled(self.news, "notice", kind)
        self.news.setText(said)
        self.news.show()

    def _lay_out(self) -> None:
        self.news.setMargin(8)
        self.news.hide()
        self.number.setMaxLength(DIGITS)
        self.note.setMaxLength(LONGEST_NOTE)
        self.called.set_day(self._desk.today)
        self.form.add(heading(tr("Results of a recall sheet"), self, 1))
        self.form.add(muted(_explained(), self))
        section = self.form.section("")
        section.row(tr("Sheet"), self.sheet)
        self.number_row = section.row(tr("Row number"), self.number)
        section.add(self.who)
        self.outcome_row = section.row(tr("Outcome"), self.outcome)
        self.called_row = section.row(tr("Called on"), self.called)
        self.day_row = section.row(tr("Day"), self.day, _day_help())
        section.row(tr("Note"), self.note)
        section.add(self.news)
        self.save.setProperty("kind", "primary")
        theme.put_icon(self.save, "check", "on_accent")
        theme.put_icon(self.undo, "undo-2", "accent")
        theme.put_icon(self.back, "arrow-left", "accent")
        self.undo.setEnabled(False)
        section.add(flow(self, self.save, self.undo, self.back, gap=12))
        section.row(tr("Entered just now"), self.entered).set_stacked(True)
        self.who.setProperty("role", "h3")
        self.who.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)

    def _connect(self) -> None:
        self.sheet.changed.connect(self.on_number)
        self.number.textChanged.connect(self.on_number)
        self.number.put.connect(self.on_go_on)
        self.outcome.answered.connect(self.on_answered)
        self.day.line.returnPressed.connect(self.note.setFocus)
        self.note.returnPressed.connect(self.on_save)
        self._desk.changed.connect(self.on_changed)
        for button, slot in (
            (self.save, self.on_save),
            (self.undo, self.on_undo),
            (self.back, self.left),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)


def _problem_of(row: KeptRow | None, number: int, sheet: KeptSheet) -> str:
    """Return why nobody can be entered in a row, empty when somebody can."""
    if row is None:
        said = tr("Sheet {sheet} has the rows 1 to {count}: there is no such row.")
        return said.format(sheet=sheet.number, count=sheet.rows)
    told = row.outcome
    if told is None:
        return ""
    said = tr("Row {row} is entered already: “{outcome}”, by {who} on {day}.")
    at = told.outcome.at
    return said.format(
        row=number,
        outcome=part_words(told.outcome.kind),
        who=told.outcome.by,
        day=show.day(at.astimezone().date() if at else told.outcome.on),
    )


def _who_words(row: KeptRow | None, today: date) -> str:
    """Return who stands in a row, for checking."""
    if row is None:
        return ""
    parts = (show.patient_name(row.who), show.born(birth_of(row.who), today), row.who.number)
    return " · ".join(part for part in parts if part)


def _sheet_words(one: KeptSheet) -> str:
    said = tr("Sheet {number} · {first} to {last} · {entered} of {rows}")
    return said.format(
        number=one.number,
        first=show.day(one.first),
        last=show.day(one.last),
        entered=one.entered,
        rows=ntr("{count} row entered", "{count} rows entered", one.rows),
    )


def _saved_words(row: KeptRow, outcome: RecallOutcome) -> str:
    said = tr("Row {row}: {who}: {outcome}").format(
        row=row.number, who=show.patient_name(row.who), outcome=part_words(outcome.kind)
    )
    return f"{said}, {show.day(outcome.day)}" if outcome.day else said


def _order_words(kind: RecallKind) -> str:
    if kind == "died":
        return tr("This day is after the call.")
    return tr("This day is before the call.")


def _explained() -> str:
    return tr(
        "Type the number of a row and press Enter, check the name, press the number of the "
        "outcome, and Enter again: after the note the row is saved and the next one begins."
    )


def _day_help() -> str:
    return tr("On which they will come or are to be reminded; of those who died, if it is known.")


def _outcomes() -> tuple[Choice, ...]:
    return tuple(
        Choice(kind, f"{place} {part_words(kind)}", str(place))
        for place, kind in enumerate(KINDS, 1)
    )
