"""The first page of an open clinic: find a patient by any part of name, number or birth date."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.actions import ActionId
from desktop.models.patients import MOST_FOUND, Found, PatientsModel
from desktop.models.workwords import outcome_words
from desktop.pages.movesnews import MovedLine
from desktop.pages.patienttable import PatientTable
from desktop.pages.unfinished import UnfinishedForms, by_problem
from desktop.standing import Standing, standing
from desktop.widgets.form import muted, plain
from desktop.widgets.taborder import tab_in_order
from desktop.words import ntr, tr
from pathway.assessment import Assessment
from pathway.audited import Event
from pathway.recalls import RecallKind
from pathway.records import Changes, ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk

PAUSE_MILLISECONDS: Final = 90


class Finder(QWidget):
    """A search field and the patients that fit; Enter opens the chart."""

    opened = Signal(object)  # ProblemId
    registering = Signal()
    merge_wanted = Signal(object, object)
    """The ProblemId in hand, whose patient may have another record; None: it is looked for."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_stale = self._is_seen = False
        self._open_when_found = False
        self.search = SearchLine(self)
        self.model = PatientsModel(desk.today, self)
        self.table = PatientTable(self)
        self.table.setModel(self.model)
        self.unfinished = UnfinishedForms(self)
        self.moved = MovedLine(self)
        self.count = muted("", self)
        self.new_patient = QPushButton(tr("&New patient"), self)
        self.empty = Empty(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._lay_out()
        self._connect()
        self.look()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action == "refresh" or (action == "merge" and self.selected() is not None)

    def act(self, action: ActionId) -> None:
        """Read the list again."""
        if action == "refresh":
            self.look()
        elif action == "merge":
            self.merge_wanted.emit(self.selected(), None)

    @property
    def is_looking(self) -> bool:
        """Whether what was typed is still to be looked for."""
        return self._pause.isActive()

    def start_search(self) -> None:
        """Put the cursor into the search field, ready for another name."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        if self._is_stale:
            self.look()

    @Slot()
    def look(self) -> None:
        """Ask for the patients that fit what is typed now."""
        self._is_stale = False
        self._pause.stop()
        self._desk.find(self.search.text(), self.on_found)

    def on_found(self, found: Found) -> None:
        """Show what was found; the selected patient stays selected while still there."""
        kept, today = self.selected(), self._desk.today
        mine = tuple(f for f in self._desk.drafts.unfinished() if f.who == self._desk.user)
        self.unfinished.show_forms(mine, today)
        tab_in_order(self)
        self.model.show_found(found, today, by_problem(mine, today))
        count = len(found.ids)
        if count and not self._is_seen:
            self._is_seen = True
            self._desk.log.note(Event("view", "R", None, "patients"))
        self._steps.setCurrentWidget(self.table if count else self.empty)
        self.empty.explain(self.search.text().strip())
        self.count.setText(count_words(count))
        self.table.go_to(max(0, self.model.line_of(kept)) if self.search.text() == "" else 0)
        if self._open_when_found and count:
            self.on_enter()
        self._open_when_found = False

    def on_assessed(self, assessed: Mapping[ProblemId, Assessment | None]) -> None:
        """Show where the patients in sight stand today."""
        self.model.take_standings({problem: standing(a) for problem, a in assessed.items()})

    def on_gone(self, gone: Mapping[ProblemId, RecallKind]) -> None:
        """Show who died or moved away, whatever would be asked for today."""
        said = {problem: Standing("info", outcome_words(kind)) for problem, kind in gone.items()}
        self.model.take_standings(said)

    def selected(self) -> ProblemId | None:
        """Return the problem of the line in hand."""
        return self.model.problem_at(self.table.currentIndex().row())

    @Slot()
    def on_enter(self) -> None:
        """Open the chart of the line in hand, waiting for a search that is under way."""
        if self._pause.isActive():
            self._open_when_found = True
            self.look()
            return
        problem = self.selected()
        if problem is not None:
            self.opened.emit(problem)

    @Slot(QModelIndex)
    def on_activated(self, index: QModelIndex) -> None:
        problem = self.model.problem_at(index.row())
        if problem is not None:
            self.opened.emit(problem)

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Read again what a write may have changed; hidden, remember to."""
        if not self.isVisible():
            self._is_stale = True
        else:
            self.look()

    @Slot(object)
    def on_standing_wanted(self, problems: tuple[ProblemId, ...]) -> None:
        self._desk.assess(problems, self.on_assessed)
        self._desk.work.gone(problems, self.on_gone)

    @Slot()
    def on_sought(self) -> None:
        """Note what was looked for, now that the field is left or somebody was chosen."""
        self._desk.log.searched(self.search.text())

    @Slot(str)
    def on_typed(self, text: str) -> None:
        self._pause.start()

    @Slot(int)
    def on_arrow(self, steps: int) -> None:
        """Move in the list while the cursor stays in the search field."""
        last = self.model.rowCount() - 1
        row = min(last, max(0, self.table.currentIndex().row() + steps))
        if row >= 0:
            self.table.go_to(row)

    def _connect(self) -> None:
        self.setFocusProxy(self.search)
        self.search.textEdited.connect(self.on_typed)
        self.search.returnPressed.connect(self.on_enter)
        self.search.editingFinished.connect(self.on_sought)
        self.search.moved.connect(self.on_arrow)
        self.table.activated.connect(self.on_activated)
        self.new_patient.clicked.connect(self.registering)
        self.empty.button.clicked.connect(self.registering)
        self.unfinished.opened.connect(self.opened)
        self.unfinished.registering.connect(self.registering)
        self.model.standing_wanted.connect(self.on_standing_wanted)
        self._pause.timeout.connect(self.look)
        self._desk.changed.connect(self.on_changed)
        self._desk.day_changed.connect(self.look)

    def _lay_out(self) -> None:
        theme.put_icon(self.new_patient, "user-plus", "on_accent")
        self.new_patient.setProperty("kind", "primary")
        self.new_patient.setAutoDefault(True)
        top = QHBoxLayout()
        top.addWidget(plain(tr("Patients"), self, "h1"), 1)
        top.addWidget(self.new_patient)
        holder = QWidget(self)
        self._steps = QStackedLayout(holder)
        self._steps.addWidget(self.table)
        self._steps.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(14)
        box.addLayout(top)
        box.addWidget(self.search)
        box.addWidget(self.moved)
        box.addWidget(self.unfinished)
        box.addWidget(holder, 1)
        box.addWidget(self.count)
        tab_in_order(self)


def count_words(count: int) -> str:
    """Return how many were found; of more than a list shows only the first."""
    if count >= MOST_FOUND:
        return tr("The first {count} patients: type more to find others").format(count=count)
    return ntr("{count} patient", "{count} patients", count) if count else ""


class SearchLine(QLineEdit):
    """The search field; Up, Down and the page keys move in the list beneath."""

    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Part of the name, number or birth date"))
        self.setAccessibleName(tr("Find a patient"))
        self.setAccessibleDescription(
            tr("Type a part of name, number or birth date. Arrow keys choose, Enter opens.")
        )
        self.setClearButtonEnabled(False)
        self.setMaxLength(80)
        self._icon = QAction(self)
        self._icon.setEnabled(True)
        theme.put_icon(self._icon, "search")
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 10,
            Qt.Key.Key_PageUp: -10,
        }.get(Qt.Key(event.key()), 0)
        if steps:
            self.moved.emit(steps)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class Empty(QFrame):
    """Says why the list is empty and what to do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = plain("", self, "h2")
        self.text = muted("", self)
        self.button = QPushButton(tr("Register a new patient"), self)
        self.button.setAutoDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 32, 32, 32)
        box.setSpacing(10)
        box.addStretch(1)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(part)
        box.addSpacing(8)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)

    def explain(self, sought: str) -> None:
        """Tell an empty clinic from a search without a match."""
        if sought:
            self.title.setText(tr("Nobody fits “{sought}”").format(sought=sought))
            self.text.setText(tr("Try fewer letters, the number, or the birth date."))
        else:
            self.title.setText(tr("No patients yet"))
            self.text.setText(tr("Register the first one to begin."))
