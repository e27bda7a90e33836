"""The list behind a number of the clinic's own figures: Enter opens a chart, Esc goes back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.actions import ActionId
from desktop.models.patients import Found, PatientsModel
from desktop.pages.patienttable import PatientTable
from desktop.standing import standing
from desktop.widgets.form import heading, muted
from desktop.words import ntr, tr
from pathway.assessment import Assessment
from pathway.figures import Part
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk


class FigureList(QWidget):
    """The patients whom a number counts."""

    left = Signal()
    opened = Signal(object)
    """The ProblemId whose chart is wanted."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.title = heading("", self, 1)
        self.back = QPushButton(tr("&Back"), self)
        self.count = muted("", self)
        self.model = PatientsModel(desk.today, self)
        self.table = PatientTable(self)
        self.table.setModel(self.model)
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.table.activated.connect(self.on_activated)
        self.model.standing_wanted.connect(self.on_standing_wanted)

    def show_part(self, part: Part, words: str) -> None:
        """Show whom a number counts, as soon as they are read."""
        self.title.setText(words)
        self.table.setAccessibleName(words)
        self.count.setText(tr("Being read …"))
        self._desk.papers.opened("figure_list")
        self._desk.counting.rows(part.cases, self.on_found)

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action == "back"

    def act(self, action: ActionId) -> None:
        """Go back."""
        if action == "back":
            self.left.emit()

    def on_found(self, found: Found) -> None:
        """Show the lines, and take the first in hand."""
        self.model.show_found(found, self._desk.today)
        self.count.setText(ntr("{count} problem", "{count} problems", len(found.ids)))
        self.table.go_to(0)

    def on_assessed(self, assessed: Mapping[ProblemId, Assessment | None]) -> None:
        """Show where the patients in sight stand today."""
        self.model.take_standings({problem: standing(a) for problem, a in assessed.items()})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def on_activated(self, index: QModelIndex) -> None:
        """Open the chart of a line."""
        problem = self.model.problem_at(index.row())
        if problem is not None:
            self.opened.emit(problem)

    @Slot(object)
    def on_standing_wanted(self, problems: tuple[ProblemId, ...]) -> None:
        """Ask where those in sight stand."""
        self._desk.assess(problems, self.on_assessed)

    def _lay_out(self) -> None:
        theme.put_icon(self.back, "arrow-left", "accent")
        self.back.setAutoDefault(True)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addLayout(top)
        box.addWidget(self.count)
        box.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
