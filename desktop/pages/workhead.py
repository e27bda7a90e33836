"""The head of the worklist: its title with the day, a search in the list, and another day."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from desktop import show, theme
from desktop.widgets.dates import DateField
from desktop.widgets.form import em, muted, plain
from desktop.words import tr

PAUSE_MILLISECONDS: Final = 120
SEARCH_EMS: Final = 16


class WorkHead(QWidget):
    """Says of which day the list is, and narrows it to whom somebody looks for."""

    sought = Signal(str)
    day_chosen = Signal()
    entered = Signal()
    """Enter or Down in the search: the list is wanted."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.title = plain(tr("Worklist"), self, "h1")
        self.told = muted("", self)
        self.search = SearchInList(self)
        self.on = DateField(today, self)
        self.back = QPushButton(tr("&Today"), self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._lay_out()
        self._connect()

    def text(self) -> str:
        """Return what is looked for."""
        return self.search.text().strip()

    def day(self) -> date | None:
        """Return the day that was chosen, None for today."""
        return self.on.day()

    def show_day(self, on: date, today: date) -> None:
        """Say of which day the list is, and of an earlier day what it can tell."""
        self._today = today
        self.on.set_today(today)
        said = show.weekday_day(on)
        if on < today:
            said = tr(
                "{day}: as far as what is known now tells it. Moves, drafts and calls are today's."
            ).format(day=said)
        elif on > today:
            said = tr("{day}: if nothing else is recorded until then").format(day=said)
        self.told.setText(said)
        self.back.setVisible(on != today)

    @Slot()
    def on_back(self) -> None:
        """Go back to today."""
        self.on.set_text("")
        self.entered.emit()

    @Slot()
    def on_pause(self) -> None:
        """Look for what was typed."""
        self.sought.emit(self.text())

    @Slot()
    def on_day(self) -> None:
        """Show another day, once it is understood."""
        if not self.on.problem() or not self.on.text().strip():
            self.day_chosen.emit()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._pause.start)
        self.search.wanted.connect(self.entered)
        self._pause.timeout.connect(self.on_pause)
        self.on.changed.connect(self.on_day)
        self.back.clicked.connect(self.on_back)

    def _lay_out(self) -> None:
        self.on.line.setAccessibleName(tr("Another day"))
        self.on.line.setToolTip(tr("The list of another day"))
        self.search.setMaximumWidth(SEARCH_EMS * em(self))
        self.back.setAutoDefault(True)
        self.back.hide()
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setHorizontalSpacing(12)
        box.setVerticalSpacing(2)
        top = Qt.AlignmentFlag.AlignTop
        box.addWidget(self.title, 0, 0)
        box.addWidget(self.search, 0, 1, top)
        box.addWidget(self.on, 0, 2, top)
        box.addWidget(self.back, 0, 3, top)
        box.addWidget(self.told, 1, 0, 1, 4)
        box.setColumnStretch(0, 1)


class SearchInList(QLineEdit):
    """A search that narrows the list; Enter and Down go to it, Esc empties the field."""

    wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Find in this list"))
        self.setAccessibleName(tr("Find in this list"))
        self.setMaxLength(80)
        self._icon = QAction(self)
        theme.put_icon(self._icon, "search")
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
