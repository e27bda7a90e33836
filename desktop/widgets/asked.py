"""A list that somebody was asked for: entries by type-ahead, or why there is none.

Nothing entered and no answer given means that nobody has asked.
"""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.flow import FlowLayout, flow
from desktop.widgets.form import chip, em, muted, restyled
from desktop.widgets.taborder import tab_in_order
from desktop.widgets.typeahead import TypeAhead
from desktop.words import tr
from pathway.namelist import Named, NameList

LINE_EMS: Final = 22
WRAP_FROM: Final = 44
WRAP_NOTE_FROM: Final = 30


class Entry(NamedTuple):
    """One entry: its name, its code where it has one, and the text of the day of its end."""

    name: str
    code: str = ""
    ended: str = ""


class Note(NamedTuple):
    """What is said beside an entry; ``is_warning`` when no rule can look at it."""

    words: str = ""
    is_warning: bool = False


class EntryRow(QWidget):
    """One entry with what is said of it, and what can be done about it."""

    removed = Signal()
    changed = Signal()

    def __init__(self, entry: Entry, note: Note, ends: date | None, parent: QWidget) -> None:
        """``ends`` is today where an entry can come to an end."""
        super().__init__(parent)
        self.entry = entry
        self.end: DateField | None = None
        self._ending = QWidget(self)
        self._ending.hide()
        name = chip(entry.name, "info", self)
        name.setWordWrap(len(entry.name) > WRAP_FROM)
        self.note = _note(note, self)
        self.remove = self._button("", tr("Remove {name}"))
        restyled(self.remove, "compact", "true")
        theme.put_icon(self.remove, "x", "accent")
        self.remove.clicked.connect(self.removed)
        self.stop = self._button(tr("Stopped…"), tr("{name} was stopped"))
        self.stop.setVisible(ends is not None and not entry.ended)
        self.stop.clicked.connect(self.on_stop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(flow(self, name, self.note, self.stop, self.remove))
        if ends is not None:
            self._add_end(ends, box)

    def value(self) -> Entry:
        """Return the entry as it stands."""
        if self.end is None:
            return self.entry
        day = self.end.day()
        return self.entry._replace(ended=show.day(day) if day else self.end.text().strip())

    def words(self) -> str:
        """Return what is said beside the name."""
        return self.note.text()

    def is_running(self) -> bool:
        """Say whether the entry has no end."""
        return not self.value().ended

    @Slot()
    def on_stop(self) -> None:
        """Ask for the day of the end."""
        if self.end is not None:
            self._ending.show()
            self.stop.hide()
            self.end.setFocus()

    def _add_end(self, today: date, box: QVBoxLayout) -> None:
        self.end = DateField(today, self._ending, DayLimits(latest=today))
        self.end.setAccessibleName(tr("First day without {name}").format(name=self.entry.name))
        self.end.line.setAccessibleName(self.end.accessibleName())
        self.end.set_text(self.entry.ended)
        self.end.changed.connect(self.changed)
        inside = QVBoxLayout(self._ending)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        inside.addWidget(muted(tr("First day without it"), self._ending))
        inside.addWidget(self.end)
        box.addWidget(self._ending)
        self._ending.setVisible(bool(self.entry.ended))

    def _button(self, words: str, spoken: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "plain")
        button.setAutoDefault(True)
        button.setAccessibleName(spoken.format(name=self.entry.name))
        button.setToolTip(button.accessibleName())
        return button


class AskedList(QWidget):
    """Entries, or an answer that says why there are none."""

    changed = Signal()

    def __init__(
        self,
        answers: tuple[Choice, ...],
        note: Callable[[str, str], Note],
        parent: QWidget,
        ends: date | None = None,
    ) -> None:
        """``note`` tells what is said beside a name with its code."""
        super().__init__(parent)
        self._note = note
        self._ends = ends
        self.rows: list[EntryRow] = []
        self.line = TypeAhead(self)
        self.add = QPushButton(tr("Add"), self)
        self.add.setAutoDefault(True)
        self.answer = ChoiceButtons(answers, self)
        self.setFocusProxy(self.line)
        self._held = QWidget(self)
        self._flow = FlowLayout(self._held, gap=16, line_gap=4)
        self._lay_out()
        self.line.chosen.connect(self.on_chosen)
        self.line.textChanged.connect(self.changed)
        self.add.clicked.connect(self.line.take_typed)
        self.answer.changed.connect(self.changed)

    def entries(self) -> tuple[Entry, ...]:
        """Return what was entered, in its order."""
        return tuple(row.value() for row in self.rows)

    def why_none(self) -> str:
        """Return the code of the answer that there is none, empty when nobody gave one."""
        return self.answer.value()

    def set_names(self, names: NameList) -> None:
        """Offer names of this list from now on."""
        self.line.set_names(names)

    def fill(self, entries: tuple[Entry, ...], why_none: str) -> None:
        """Show these entries, or why there are none."""
        while self.rows:
            self._drop(self.rows[-1])
        for entry in entries:
            self._put(entry)
        self.answer.set_value(why_none)
        self._settle()

    def problem(self) -> str:
        """Return what is wrong with the entries in one sentence, empty when nothing is."""
        for row in self.rows:
            if row.end is not None and row.value().ended and row.end.day() is None:
                said = tr("{name}: {problem}")
                return said.format(name=row.entry.name, problem=row.end.problem())
        return ""

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        super().setAccessibleName(name)
        self.add.setAccessibleName(tr("Add to: {list}").format(list=name))
        self.answer.setAccessibleName(name)

    @Slot(object)
    def on_chosen(self, named: Named) -> None:
        """Take an entry, once; several in one line are parted by semicolons."""
        for name in named.name.split(";"):
            one = self.line.known(name)
            entry = Entry(one.name, one.code or named.code)
            known = {(row.entry.name.casefold(), row.entry.code) for row in self.rows}
            if entry.name and (entry.name.casefold(), entry.code) not in known:
                self._put(entry)
        self._settle()
        self.changed.emit()

    @Slot()
    def on_removed(self) -> None:
        """Take an entry off the list; the keyboard goes back to the line."""
        row = self.sender()
        if isinstance(row, EntryRow):
            self.line.setFocus()
            self._drop(row)
            self._settle()
            self.changed.emit()

    @Slot()
    def on_row_changed(self) -> None:
        self._settle()
        self.changed.emit()

    def _put(self, entry: Entry) -> None:
        row = EntryRow(entry, self._note(entry.name, entry.code), self._ends, self)
        row.removed.connect(self.on_removed)
        row.changed.connect(self.on_row_changed)
        self.rows.append(row)
        self._flow.addWidget(row)
        row.show()
        tab_in_order(self)

    def _drop(self, row: EntryRow) -> None:
        self.rows.remove(row)
        self._flow.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle(self) -> None:
        """Let nobody say "none" of a list with something on it."""
        is_empty = not any(row.is_running() for row in self.rows)
        if not is_empty:
            self.answer.set_value("")
        self.answer.setVisible(is_empty)
        self._held.setVisible(bool(self.rows))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self.line.setMaximumWidth(LINE_EMS * em(self))
        top.addWidget(self.line, 1)
        top.addWidget(self.add)
        top.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._held.setSizePolicy(policy)
        self._held.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(top)
        box.addWidget(self._held)
        box.addWidget(self.answer)
        theme.put_icon(self.add, "plus")


def _note(note: Note, parent: QWidget) -> QLabel:
    made = chip(note.words, "warn", parent) if note.is_warning else muted(note.words, parent)
    made.setWordWrap(len(note.words) > WRAP_NOTE_FROM)
    made.setVisible(bool(note.words))
    return made
