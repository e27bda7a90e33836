"""Who may be registered already: shown beneath the names while they are typed, stopping nobody."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import show
from desktop.widgets.form import plain
from desktop.words import ntr, tr
from pathway.birth import Birth
from pathway.records import PatientRow


class TwinRow(QWidget):
    """Somebody who may be the same person, and the way to the chart."""

    opened = Signal(object)

    def __init__(self, row: PatientRow, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.words = plain(twin_words(row, today), self)
        self.open = QPushButton(tr("Open this chart"), self)
        self.open.setAutoDefault(True)
        self.open.setToolTip(tr("What is typed here is kept"))
        name = show.name(row.family_name, row.given_name)
        self.open.setAccessibleName(tr("Open the chart of {name}").format(name=name))
        self.open.clicked.connect(self.on_clicked)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.words, 1)
        line.addWidget(self.open)

    @Slot()
    def on_clicked(self) -> None:
        self.opened.emit(self.row.problem_id)


class TwinsBox(QFrame):
    """Up to a few people who may be the one that is being registered; hidden while there are none.

    ``opened`` carries the ProblemId of the one who was meant.
    """

    opened = Signal(object)
    merge_wanted = Signal(object, object)
    """The first two of them seem to be one person: their ProblemIds."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.merge = QPushButton(tr("Two of these are one person…"), self)
        self.merge.setAutoDefault(True)
        self.merge.hide()
        self.merge.clicked.connect(self.on_merge)
        self.setProperty("notice", "info")
        self.title = plain("", self, "h3")
        self.rows: list[TwinRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 12)
        self._box.setSpacing(8)
        self._box.addWidget(self.title)
        self.hide()

    def show_twins(self, rows: tuple[PatientRow, ...]) -> None:
        """Show these, unless they are shown already."""
        if rows == tuple(shown.row for shown in self.rows):
            return
        for shown in self.rows:
            self._box.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self.rows = [TwinRow(row, self._today, self) for row in rows]
        for shown in self.rows:
            shown.opened.connect(self.opened)
            self._box.addWidget(shown)
        self._box.addWidget(self.merge)
        self.merge.setVisible(len(rows) > 1)
        words = ntr(
            "Perhaps registered already: {count} person",
            "Perhaps registered already: {count} people",
            len(rows),
        )
        self.title.setText(words if rows else "")
        self.setAccessibleName(words if rows else "")
        self.setVisible(bool(rows))
        if rows and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @Slot()
    def on_merge(self) -> None:
        """Ask for the comparison of the likeliest two."""
        first, second = self.rows[:2]
        self.merge_wanted.emit(first.row.problem_id, second.row.problem_id)


def twin_words(row: PatientRow, today: date) -> str:
    """Return name, birth, number and last visit: enough to tell two people apart."""
    seen = show.day(row.last_visit) if row.last_visit else tr("none so far")
    return tr("{name} · born {born} · clinic number {number} · last visit {seen}").format(
        name=show.name(row.family_name, row.given_name),
        born=show.born(Birth(row.birth_date, row.birth_known), today),
        number=row.number,
        seen=seen,
    )
