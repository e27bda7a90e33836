"""What the worklist is made of: its head, groups, lines, and what stands in place of lines."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.models.worklist import WorkModel
from desktop.pages.workgroups import Groups, group_names
from desktop.pages.workhead import WorkHead
from desktop.pages.workstates import WorkState
from desktop.pages.worktable import WorkTable
from desktop.widgets.fitting import Fitting, is_low
from desktop.widgets.form import muted
from desktop.words import ntr, tr
from pathway.records import ProblemId
from pathway.worklist import Board

if TYPE_CHECKING:
    from desktop.desk import Desk

WIDEST_GROUPS: Final = 0.27
"""So much of the width the groups take at most; their names end in dots then."""


class WorkParts(QWidget):
    """Lays the parts out, and shows people at the line that was in hand."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_stale = True
        self._board: Board | None = None
        self._sought: frozenset[ProblemId] | None = None
        self.head = WorkHead(desk.today, self)
        self.groups = Groups(self)
        self.model = WorkModel(desk.today, self)
        self.table = WorkTable(self)
        self.table.setModel(self.model)
        self.state = WorkState(self)
        self.count = muted("", self)
        self.print = QPushButton(tr("&Print handouts for these patients …"), self)
        self.hint = muted(_keys(), self)
        self._lay_out()
        Fitting(self).due.connect(self._fit)

    @property
    def on(self) -> date:
        """The day that is asked about: today, unless another one was chosen."""
        return self.head.day() or self._desk.today

    def selected(self) -> ProblemId | None:
        """Return the problem of the line in hand."""
        return self.model.problem_at(self.table.currentIndex().row())

    @Slot(object)
    def on_rows_wanted(self, problems: tuple[ProblemId, ...]) -> None:
        self._desk.work.rows(problems, self.on, self.model.take_rows)

    @Slot(object)
    def on_stages_wanted(self, problems: tuple[ProblemId, ...]) -> None:
        self._desk.work.stages(problems, self.on, self.model.take_stages)

    def _show_people(self, people: Sequence[ProblemId]) -> None:
        """Show these, staying at the same person, or else at the same place."""
        kept, line = self.selected(), self.table.currentIndex().row()
        self.model.show_people(people)
        if kept is not None and self.model.problem_at(line) != kept and kept in people:
            line = people.index(kept)
        if people:
            self.table.go_to(min(max(0, line), len(people) - 1))
        self._show_state()

    def _show_state(self) -> None:
        count = self.model.rowCount()
        is_known = self._board is not None
        if count:
            self._steps.setCurrentWidget(self.table)
        else:
            self.state.show_nobody(self.groups.group, self.head.text(), is_known=is_known)
            self._steps.setCurrentWidget(self.state)
        self.print.setEnabled(bool(count) and is_known and self.groups.group != "aside")
        self.setFocusProxy(self.table if count else self.state)
        self.count.setText(self._count_words(count) if is_known else tr("Being counted…"))

    def _count_words(self, count: int) -> str:
        """Return how many are shown, of which group, in which order, and when that was read."""
        people = ntr("{count} person", "{count} people", count)
        name = group_names()[self.groups.group]
        at = show.clock(self._desk.now().astimezone())
        order = tr("by danger, then by date · read at {time}").format(time=at)
        return f"{name}: {people} · {order}"

    @Slot()
    def _fit(self) -> None:
        """Leave the room to the lines: the keys are told by F1 as well."""
        self.hint.setHidden(is_low(self))
        widest = round(self.width() * WIDEST_GROUPS)
        self.groups.setFixedWidth(min(self.groups.sizeHint().width(), widest))

    def _lay_out(self) -> None:
        holder = QWidget(self)
        self._steps = QStackedLayout(holder)
        self._steps.addWidget(self.table)
        self._steps.addWidget(self.state)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addWidget(self.groups)
        middle.addWidget(holder, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 12)
        box.setSpacing(12)
        box.addWidget(self.head)
        box.addLayout(middle, 1)
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.print)
        theme.put_icon(self.print, "printer", "accent")
        self.print.setAutoDefault(True)
        box.addLayout(foot)
        box.addWidget(self.hint)


def _keys() -> str:
    return tr(
        "Enter opens · R reached · W will come · L remind later · D declined · M moved away · "
        "X died · Space move seen · Left and Right: other group"
    )
