"""Who may be registered already: shown beneath the names while they are typed, stopping nobody."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop import show
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import plain
from desktop.words import ntr, tr
from pathway.records import PatientRow


class TwinButton(QPushButton):
    """Somebody who may be the same person; pressed, it opens the chart."""

    def __init__(self, row: PatientRow, today: date, parent: QWidget) -> None:
        super().__init__(twin_words(row, today), parent)
        self.row = row
        self.setAutoDefault(True)
        self.setToolTip(tr("Open this chart; what is typed here is kept"))


class TwinsBox(QFrame):
    """Up to a few people who may be the one that is being registered; hidden while there are none.

    ``opened`` carries the ProblemId of the one who was meant.
    """

    opened = Signal(object)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.setProperty("notice", "info")
        self.title = plain("", self, "h3")
        self.buttons: list[TwinButton] = []
        holder = QWidget(self)
        self._flow = FlowLayout(holder, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addWidget(holder)
        self._holder = holder
        self.hide()

    def show_twins(self, rows: tuple[PatientRow, ...]) -> None:
        """Show these, unless they are shown already."""
        if rows == tuple(button.row for button in self.buttons):
            return
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [TwinButton(row, self._today, self._holder) for row in rows]
        for button in self.buttons:
            button.clicked.connect(self.on_clicked)
            self._flow.addWidget(button)
            button.show()
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
    def on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TwinButton):
            self.opened.emit(button.row.problem_id)


def twin_words(row: PatientRow, today: date) -> str:
    """Return name, birth, number and last visit: enough to tell two people apart."""
    seen = show.day(row.last_visit) if row.last_visit else tr("none so far")
    return tr("{name} · born {born} · clinic number {number} · last visit {seen}").format(
        name=show.name(row.family_name, row.given_name),
        born=show.born(row.birth_date, today),
        number=row.number,
        seen=seen,
    )
