"""The worklist: who waits, by danger and then by date, and what came of calling them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.actions import ActionId
from desktop.pages.workgroups import Group
from desktop.pages.workparts import WorkParts
from pathway.recalls import RecallKind
from pathway.records import Area, Changes, ProblemId
from pathway.worklist import Board, WorkRow

if TYPE_CHECKING:
    from desktop.desk import Desk

ASIDE: Final[frozenset[Area]] = frozenset({"prints"})
"""What no line of the list rests on."""
FLOWS: Final[frozenset[ActionId]] = frozenset({"escalate", "flags", "refer", "episode"})
"""What can be begun from a line."""


class WorklistPage(WorkParts):
    """The morning's page: groups with their counts, and the people of the one in hand."""

    opened = Signal(object)
    """The ProblemId whose chart is wanted."""
    called = Signal(object, str)
    """The ProblemId whose person was called, and the RecallKind that came of it."""
    flow_wanted = Signal(object, str)
    """The ProblemId about whom a flow is wanted, and which: escalating, referring."""
    print_wanted = Signal()
    """Handouts are wanted for the people in the list."""
    left = Signal()
    """The patients are wanted."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._connect()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        if action == "call" or action in FLOWS:
            return self.selected() is not None
        if action == "print":
            return self.print.isEnabled()
        return action in {"refresh", "next_patient"}

    def act(self, action: ActionId) -> None:
        """Read the list again, open the line in hand, or say what came of a call."""
        problem = self.selected()
        if action == "refresh":
            self.look()
        elif action == "next_patient":
            self.on_open()
        elif action == "print":
            self.print.click()
        elif action == "call" and problem is not None:
            self.called.emit(problem, "")
        elif action in FLOWS and problem is not None:
            self.flow_wanted.emit(problem, action)

    def begin(self) -> None:
        """Show the list as it is now, at the line that was left."""
        if self._is_stale:
            self.look()
        self._desk.work.note_looked()

    def next_after(self, problem: ProblemId | None) -> ProblemId | None:
        """Take the next line in hand and return it; None after the last one.

        Who was dealt with may be off the list by now: then the next has moved up.
        """
        line = self.table.currentIndex().row()
        if problem is not None and self.model.problem_at(line) == problem:
            line += 1
        found = self.model.problem_at(max(0, line))
        if found is not None:
            self.table.go_to(max(0, line))
        return found

    @Slot()
    def look(self) -> None:
        """Ask who waits: the first lines at once, everybody soon after."""
        self._is_stale = False
        on = self.on
        self.model.renew(on)
        self.head.show_day(on, self._desk.today)
        if self._board is None or self._board.on != on:
            self._board = None
            self.groups.show_counts(None)
            if not self.groups.group and not self._sought:
                self._desk.work.open(on, self.take_first, self.take_trouble)
            self._show_state()
        self._desk.work.gather(on, self.take_board, self.take_trouble)

    def take_first(self, rows: tuple[WorkRow, ...]) -> None:
        """Show the first lines while the others are gathered."""
        if self._board is None and not self.groups.group and rows:
            self.model.take_rows(rows)
            self._show_people([row.problem for row in rows])

    def take_board(self, board: Board) -> None:
        """Show everybody."""
        self._board = board
        counts: dict[Group, int] = dict(board.counts().items())
        counts[""], counts["aside"] = len(board.problems), len(board.aside)
        self.groups.show_counts(counts)
        self.show_group()

    def take_trouble(self, error: Exception) -> None:
        """Say that the list could not be read, and offer to try again."""
        self._is_stale = True
        self.state.show_trouble(self._desk.told(error).sentence)
        self._steps.setCurrentWidget(self.state)

    @Slot()
    def show_group(self) -> None:
        """Show the people of the group in hand who fit what is sought."""
        if self._board is None:
            return
        group = self.groups.group
        people: Sequence[ProblemId] = self._board.problems
        if group == "aside":
            people = self._board.aside
        elif group:
            people = self._board.waiting_for(group)
        if self._sought is not None:
            people = [one for one in people if one in self._sought]
        self._show_people(people)

    @Slot(str)
    def on_sought(self, text: str) -> None:
        """Look for somebody in the list."""
        if text:
            self._desk.work.seek(text, self.take_sought)
        else:
            self.take_sought(None)

    def take_sought(self, found: frozenset[ProblemId] | None) -> None:
        """Show only those who were found, or everybody again."""
        self._sought = found if self.head.text() else None
        self.show_group()

    @Slot()
    def on_open(self) -> None:
        """Open the chart of the line in hand."""
        problem = self.selected()
        if problem is not None:
            self.opened.emit(problem)

    @Slot(str)
    def on_called(self, kind: RecallKind) -> None:
        """Say what came of calling the person in hand."""
        problem = self.selected()
        if problem is not None:
            self.called.emit(problem, kind)

    @Slot()
    def on_seen(self) -> None:
        """Acknowledge the oldest move of the person in hand."""
        row = self.model.row_at(self.table.currentIndex().row())
        moves = [one.what for one in row.reasons if one.kind == "moved"] if row else []
        if moves:
            self._desk.moves.acknowledge(int(moves[0]), self.take_changes)

    @Slot(object)
    def take_changes(self, changes: Changes) -> None:
        """Nothing is left to do: the list reads itself again."""

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Read again what a write may have changed; hidden, remember to."""
        if changes.areas and changes.areas <= ASIDE:
            return
        self._is_stale = True
        if self.isVisible():
            self.look()

    @Slot()
    @Slot(object)
    def on_day(self, _day: object = None) -> None:
        """Show another day."""
        self._is_stale = True
        if self.isVisible():
            self.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.table.setFocus()
            return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        self.groups.chosen.connect(self.show_group)
        self.head.sought.connect(self.on_sought)
        self.head.day_chosen.connect(self.on_day)
        self.head.entered.connect(self.table.setFocus)
        self.print.clicked.connect(self.print_wanted)
        self.state.again.connect(self.look)
        self.state.patients_wanted.connect(self.left)
        self.table.opened.connect(self.on_open)
        self.table.called.connect(self.on_called)
        self.table.seen.connect(self.on_seen)
        self.table.stepped.connect(self.groups.step)
        self.model.rows_wanted.connect(self.on_rows_wanted)
        self.model.stages_wanted.connect(self.on_stages_wanted)
        self.model.dataChanged.connect(self.table.viewport().update)
        self._desk.changed.connect(self.on_changed)
        self._desk.moves.changed.connect(self.on_day)
        self._desk.day_changed.connect(self.on_day)
