"""The part of a visit that tells which care was given: what, when, how often, how it worked."""

from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.fields import TextLine
from desktop.widgets.form import Section, muted, plain
from desktop.words import ntr, tr
from pathway.catalogue import Catalogue
from pathway.facts import Care, CareKind, Outcome, Span
from pathway.records import CareEntry, CareId

EVERY_DAY = 7
NEW = CareId("")


class CareLine(QFrame):
    """One care that was told, with what can be done about it."""

    edited = Signal(object)
    removed = Signal(object)
    mistaken = Signal(object)
    """Somebody says that it was entered in error."""

    def __init__(self, entry: CareEntry, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.addWidget(plain(words, self), 1)
        self.change = QPushButton(tr("Change"), self)
        self.remove = QPushButton(tr("Remove"), self)
        self.wrong = QPushButton(tr("Entered in error…"), self)
        for button, icon in (
            (self.change, "pen-line"),
            (self.wrong, "circle-x"),
            (self.remove, "x"),
        ):
            button.setProperty("kind", "plain")
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}: {words}")
            theme.put_icon(button, icon, "accent")
            line.addWidget(button)
        self.remove.setVisible(entry.id is None)
        self.wrong.setVisible(entry.id is not None)
        self.wrong.clicked.connect(self.on_wrong)
        self.change.clicked.connect(self.on_change)
        self.remove.clicked.connect(self.on_remove)

    @Slot()
    def on_change(self) -> None:
        self.edited.emit(self.entry)

    @Slot()
    def on_remove(self) -> None:
        self.removed.emit(self.entry)

    @Slot()
    def on_wrong(self) -> None:
        self.mistaken.emit(self.entry)


class CareGiven(QWidget):
    """A list of care with a small form beneath; an entry of an earlier visit can be told again."""

    changed = Signal()
    typing = Signal()
    """Something stands in the small form that was not taken into the list."""
    mistaken = Signal(object)
    """A CareEntry that somebody says was entered in error."""

    def __init__(
        self, catalogue: Catalogue, today: date, limits: DayLimits, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._entries: list[CareEntry] = []
        self._touched: list[CareEntry] = []
        self._editing: CareEntry | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.section = Section(
            tr("Care given"), tr("Since the last visit, or for the first time."), self
        )
        box.addWidget(self.section)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        holder = QWidget(self.section)
        holder.setLayout(self._lines)
        self.section.add(holder)
        self.kind = PickBox(tr("Choose"), _choices(catalogue, "care.kind"), self)
        self.name = TextLine(self)
        self.first = DateField(today, self, limits)
        self.last = DateField(today, self, limits)
        self.days = PickBox(tr("Choose"), _day_choices(), self)
        self.outcome = PickBox(tr("Not recorded"), _choices(catalogue, "care.outcome"), self)
        self.put = QPushButton(self)
        self._lay_out()
        self.put.clicked.connect(self.on_put)
        self._clear()
        for field in (self.kind, self.name, self.first, self.last, self.days, self.outcome):
            field.changed.connect(self.typing)

    def show_entries(self, entries: tuple[CareEntry, ...]) -> None:
        """Show the care that is known already."""
        self._entries, self._touched = list(entries), []
        self._show_lines()

    def take_known(self, known: tuple[CareEntry, ...]) -> None:
        """Show what became known meanwhile; what was told here and is not saved stays."""
        ids = {entry.id for entry in known}
        touched = [one for one in self._touched if one.id is None or one.id in ids]
        again = {one.id: one for one in touched if one.id}
        entries = [again.get(one.id or NEW, one) for one in known]
        entries += [one for one in touched if one.id is None]
        if self._editing and self._editing.id not in ids:
            self._clear()
        if entries != self._entries:
            self._entries, self._touched = entries, touched
            self._show_lines()

    def entries(self) -> tuple[CareEntry, ...]:
        """Return the care that is new or was told again: what there is to save."""
        return tuple(self._touched)

    def count(self) -> int:
        """Return how many kinds of care are listed."""
        return len(self._entries)

    def last_control(self) -> QWidget:
        """Return the control at the end."""
        return self.put

    def pending(self) -> bool:
        """Say whether something stands in the small form that was not taken into the list."""
        boxes = (self.kind, self.name, self.days, self.outcome)
        return any(box.value() for box in boxes) or bool(self.first.text() or self.last.text())

    def tell_again(self, entries: tuple[CareEntry, ...]) -> None:
        """Take back into the list what was told before and is not saved."""
        known = {entry.id: entry for entry in self._entries if entry.id}
        for entry in entries:
            self._replace(self._entries, known.get(entry.id or NEW, entry), entry)
        self._touched = list(entries)
        self._show_lines()

    def editing_id(self) -> str:
        """Return which known care stands in the small form to be changed, empty for none."""
        return (self._editing.id or "") if self._editing else ""

    def edit_again(self, care_id: str) -> None:
        """Go on changing care that is known."""
        for entry in self._entries:
            if entry.id == care_id:
                self._editing = entry
                self.put.setText(tr("Take the change"))

    def set_stacked(self, stacked: bool) -> None:
        """Put the labels above their controls."""
        self.section.set_stacked(stacked)

    @Slot()
    def on_put(self) -> None:
        """Take what stands in the small form into the list, or say what is wrong with it."""
        if not self._accepts():
            return
        entry = CareEntry(self._care(), self._editing.id if self._editing else None)
        if self._editing:
            self._replace(self._entries, self._editing, entry)
            self._replace(self._touched, self._editing, entry)
        else:
            self._entries.append(entry)
            self._touched.append(entry)
        self._clear()
        self._show_lines()
        self.changed.emit()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_edited(self, entry: CareEntry) -> None:
        self._editing = entry
        care = entry.care
        self.kind.set_value(care.kind)
        self.name.set_value(care.name)
        span = care.span
        self.first.set_day(span.start if span else min(care.dates, default=None))
        self.last.set_day(span.end if span else max(care.dates, default=None))
        self.days.set_value(str(care.days_per_week))
        self.outcome.set_value("" if care.outcome == "unknown" else care.outcome)
        self.put.setText(tr("Take the change"))
        self.last.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_removed(self, entry: CareEntry) -> None:
        self._entries.remove(entry)
        self._touched.remove(entry)
        self._show_lines()
        self.changed.emit()

    def _lay_out(self) -> None:
        section = self.section
        self.kind_row = section.row(tr("What"), self.kind)
        self.name_row = section.row(
            tr("Name"), self.name, tr("Of a medicine, or where it was done.")
        )
        self.first_row = section.row(tr("From"), self.first)
        self.last_row = section.row(tr("To"), self.last, tr("Leave empty while it goes on."))
        self.days_row = section.row(tr("Days a week"), self.days)
        section.row(tr("How it worked"), self.outcome)
        self.put.setAutoDefault(False)
        theme.put_icon(self.put, "plus")
        line = QHBoxLayout()
        line.addWidget(self.put)
        line.addStretch(1)
        section.box.addLayout(line)

    def _accepts(self) -> bool:
        self.kind_row.say_problem("" if self.kind.value() else tr("Choose what was given."))
        problem = self.first.problem() or ("" if self.first.day() else tr("A date is needed here."))
        self.first_row.say_problem("" if self.first.problem() else problem)
        self.days_row.say_problem("" if self.days.value() else tr("Choose how many days a week."))
        first, last = self.first.day(), self.last.day()
        backwards = first and last and last < first
        self.last_row.say_problem(tr("This is before it began.") if backwards else "")
        rows = (self.kind_row, self.days_row, self.last_row)
        return not (problem or self.last.problem() or any(row.problem for row in rows))

    def _care(self) -> Care:
        first = self.first.day() or date.min
        kind = cast(CareKind, self.kind.value())
        outcome = cast(Outcome, self.outcome.value() or "unknown")
        span = Span(first, self.last.day())
        fresh = Care(kind, self.name.value(), (), span, int(self.days.value()), outcome)
        kept = self._editing.care.dates if self._editing else ()
        return replace(fresh, dates=kept) if kept else fresh

    def _clear(self) -> None:
        self._editing = None
        for box in (self.kind, self.days, self.outcome):
            box.setCurrentIndex(0)
        self.name.clear()
        self.first.set_day(None)
        self.last.set_day(None)
        self.put.setText(tr("Add to the list"))

    def _show_lines(self) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        for entry in self._entries:
            line = CareLine(entry, care_text(entry.care, self._catalogue), self)
            line.edited.connect(self.on_edited)
            line.removed.connect(self.on_removed)
            line.mistaken.connect(self.mistaken)
            self._lines.addWidget(line)
        if not self._entries:
            self._lines.addWidget(muted(tr("No care recorded yet."), self))

    def _replace(self, entries: list[CareEntry], old: CareEntry, new: CareEntry) -> None:
        if old in entries:
            entries[entries.index(old)] = new
        else:
            entries.append(new)


def care_text(care: Care, catalogue: Catalogue) -> str:
    """Return care in one line: what, when, how often, how it worked."""
    kind = catalogue.item("care.kind").choice_label(care.kind)
    parts = [f"{kind} ({care.name})" if care.name else kind]
    if care.span and care.span.end:
        parts.append(
            tr("{first} to {last}").format(
                first=show.day(care.span.start), last=show.day(care.span.end)
            )
        )
    elif care.span:
        parts.append(tr("since {day}, goes on").format(day=show.day(care.span.start)))
    if care.span:
        parts.append(ntr("{count} day a week", "{count} days a week", care.days_per_week))
    if care.dates:
        parts.append(ntr("{count} session", "{count} sessions", len(care.dates)))
    if care.outcome != "unknown":
        parts.append(catalogue.item("care.outcome").choice_label(care.outcome))
    return " · ".join(parts)


def _choices(catalogue: Catalogue, code: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(choice.code, choice.label)
        for choice in catalogue.item(code).choices
        if choice.code != "unknown"
    )


def _day_choices() -> tuple[Choice, ...]:
    return tuple(Choice(str(count), str(count)) for count in range(1, EVERY_DAY + 1))
