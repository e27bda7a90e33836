"""Spells without pain: from one day to another, added one by one and taken away again."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.pages.typed import Place
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import plain
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.facts import Span


class SpellRow(QWidget):
    """One spell, and the way to take it out."""

    removed = Signal()

    def __init__(self, span: Span, parent: QWidget) -> None:
        super().__init__(parent)
        self.span = span
        self.remove = QPushButton(tr("Remove"), self)
        self.remove.setAutoDefault(True)
        self.remove.setAccessibleName(tr("Remove {spell}").format(spell=spell_text(span)))
        self.remove.clicked.connect(self.removed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(plain(spell_text(span), self))
        line.addWidget(self.remove)
        line.addStretch(1)


class SpellList(QWidget):
    """The spells of a problem in their order, and a line for one more.

    An empty second day means that the spell still lasts.
    """

    changed = Signal()

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.rows: list[SpellRow] = []
        self.first = DateField(today, self, DayLimits(latest=today))
        self.last = DateField(today, self, DayLimits(latest=today))
        self.add = QPushButton(tr("Add"), self)
        self.add.setAutoDefault(True)
        theme.put_icon(self.add, "plus", "muted")
        self.trouble = plain("", self, "problem")
        self.trouble.hide()
        self.setFocusProxy(self.first)
        self._lay_out()
        self.add.clicked.connect(self.on_add)
        for field in (self.first, self.last):
            field.changed.connect(self.changed)
            field.line.returnPressed.connect(self.on_add)

    def name_days(self) -> None:
        """Name the two days, after the row has given its one name to both."""
        self.first.line.setAccessibleName(tr("First day without pain"))
        self.last.line.setAccessibleName(tr("Last day without pain"))

    def spans(self) -> tuple[Span, ...]:
        """Return the spells that were added."""
        return tuple(row.span for row in self.rows)

    def fill(self, spans: tuple[Span, ...]) -> None:
        """Show these spells."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for span in sorted(spans, key=lambda each: each.start):
            row = SpellRow(span, self)
            row.removed.connect(self.on_removed)
            self._box.insertWidget(len(self.rows), row)
            self.rows.append(row)
        tab_in_order(self)

    def take_typed(self) -> str:
        """Add what stands in the line; return what is wrong with it, empty when nothing is."""
        if not (self.first.text().strip() or self.last.text().strip()):
            return self._say("")
        problem = self._problem()
        if not problem:
            start, end = self.first.day(), self.last.day()
            assert start is not None
            self.first.set_text("")
            self.last.set_text("")
            self.fill((*self.spans(), Span(start, end)))
            self.changed.emit()
        return self._say(problem)

    def place(self, name: str) -> tuple[Place, ...]:
        """Return what stands here, for a draft."""
        added = "\n".join(f"{span.start} {span.end or ''}".strip() for span in self.spans())
        return (
            Place(name, added, self._put),
            Place(f"{name}.first", self.first.text(), self.first.set_text),
            Place(f"{name}.last", self.last.text(), self.last.set_text),
        )

    @Slot()
    def on_add(self) -> None:
        """Add the spell, and go on with another."""
        if not self.take_typed():
            self.first.setFocus()

    @Slot()
    def on_removed(self) -> None:
        """Take a spell out."""
        gone = self.sender()
        self.fill(tuple(row.span for row in self.rows if row is not gone))
        self.first.setFocus()
        self.changed.emit()

    def _problem(self) -> str:
        start, end = self.first.day(), self.last.day()
        if start is None:
            return self.first.problem() or tr("The first day without pain is needed.")
        if self.last.text().strip() and end is None:
            return self.last.problem()
        if end is not None and end < start:
            return tr("The last day lies before the first one.")
        for span in self.spans():
            if start <= (span.end or self._today) and span.start <= (end or self._today):
                return tr("That overlaps with {spell}.").format(spell=spell_text(span))
        return ""

    def _say(self, problem: str) -> str:
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))
        return problem

    def _put(self, text: str) -> None:
        told = (line.split() for line in text.splitlines() if line.split())
        self.fill(tuple(Span(*map(date.fromisoformat, days), *_missing(days)) for days in told))

    def _lay_out(self) -> None:
        entry = QWidget(self)
        flow = FlowLayout(entry)
        for part in (_word(tr("from"), self), self.first, _word(tr("to"), self), self.last):
            flow.addWidget(part)
        flow.addWidget(self.add)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._box.addWidget(entry)
        self._box.addWidget(self.trouble)


def spell_text(span: Span) -> str:
    """Return a spell in words."""
    if span.end is None:
        return tr("since {first}").format(first=show.day(span.start))
    said = tr("{first} to {last} ({days})")
    days = show.duration((span.end - span.start).days + 1)
    return said.format(first=show.day(span.start), last=show.day(span.end), days=days)


def _missing(days: list[str]) -> tuple[None, ...]:
    return (None,) * (2 - len(days))


def _word(text: str, parent: QWidget) -> QLabel:
    label = plain(text, parent, "muted")
    label.setWordWrap(False)
    return label
