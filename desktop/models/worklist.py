"""The worklist as a model: everybody's place at once, what a line says when it comes into sight."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from desktop import show, standing, wording
from desktop.models import workwords
from desktop.models.workwords import Reason
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.birth import Birth
from pathway.records import ProblemId
from pathway.worklist import WorkRow

Index: TypeAlias = QModelIndex | QPersistentModelIndex
PAGE: Final = 32
KEPT: Final = 1_000
"""So many lines are kept: what was looked at long ago is read again."""
WHO, REACH, WAITS, STAGE = range(4)


class Cell(NamedTuple):
    """What one column of a line says: a first line of text, and one beneath it."""

    first: str
    second: str


class WorkCells(NamedTuple):
    """What a whole line says: its cells, and the reason that stands first."""

    cells: tuple[Cell, ...]
    reason: Reason | None
    is_gone: bool = False


class WorkModel(QAbstractTableModel):
    """Who waits, line by line; lines that are not there yet are asked for."""

    rows_wanted = Signal(object)  # tuple[ProblemId, ...]
    stages_wanted = Signal(object)  # tuple[ProblemId, ...]

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = today
        self._problems: Sequence[ProblemId] = ()
        self._rows: OrderedDict[ProblemId, WorkRow] = OrderedDict()
        self._stages: dict[ProblemId, Assessment | None] = {}
        self._fresh: set[ProblemId] = set()
        self._asked: set[ProblemId] = set()
        self._staged: set[ProblemId] = set()
        self._wanted: dict[ProblemId, None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    @property
    def problems(self) -> Sequence[ProblemId]:
        """The problem of each line, in order."""
        return self._problems

    def show_people(self, problems: Sequence[ProblemId]) -> None:
        """Show other lines of the same day; what is known of them stays."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def renew(self, on: date) -> None:
        """Read everything anew, as of a day; of the same day the old lines stay until then."""
        if on != self._on:
            self._rows.clear()
            self._stages.clear()
        self._on = on
        self._fresh.clear()
        self._asked.clear()
        self._wanted.clear()
        self._staged.clear()

    def take_rows(self, rows: Sequence[WorkRow]) -> None:
        """Show lines that were asked for."""
        for row in rows:
            self._rows[row.problem] = row
            self._fresh.add(row.problem)
            self._asked.discard(row.problem)
        while len(self._rows) > KEPT:
            gone, _ = self._rows.popitem(last=False)
            for known in (self._fresh, self._staged):
                known.discard(gone)
        self._tell()

    def take_stages(self, found: Mapping[ProblemId, Assessment | None]) -> None:
        """Show how people stand, to the week and day."""
        self._stages.update(found)
        self._tell()

    def problem_at(self, line: int) -> ProblemId | None:
        """Return the problem of a line."""
        return self._problems[line] if 0 <= line < len(self._problems) else None

    def row_at(self, line: int) -> WorkRow | None:
        """Return a line; None while it is being read, together with its neighbours."""
        problem = self.problem_at(line)
        if problem is None:
            return None
        if problem not in self._fresh and problem not in self._asked:
            start = line // PAGE * PAGE
            for near in self._problems[start : start + PAGE]:
                if near not in self._fresh and near not in self._asked:
                    self._want(near)
        return self._rows.get(problem)

    def cells(self, line: int) -> WorkCells:
        """Return everything that a line says."""
        row = self.row_at(line)
        if row is None:
            return WorkCells((Cell(tr("Loading…"), ""), *([Cell("", "")] * STAGE)), None)
        reasons = workwords.reasons_of(row, self._on)
        held = row.recall
        cells = self._who(row), _reach(row), self._waits(row, reasons), self._stage(row)
        is_gone = held is not None and held.outcome.kind in {"died", "moved"}
        return WorkCells(cells, reasons[0] if reasons else None, is_gone)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else STAGE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return headings()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{headings()[index.column()]}: {self._text(index)}"
        return None

    def _text(self, index: Index) -> str:
        cell = self.cells(index.row()).cells[index.column()]
        return "\n".join(part for part in cell if part)

    def _who(self, row: WorkRow) -> Cell:
        age = show.birth_age(Birth(row.birth_date, row.birth_known), self._on)
        number = row.number or tr("No number")
        return Cell(show.name(row.family_name, row.given_name), f"{age} · {number}")

    def _waits(self, row: WorkRow, reasons: tuple[Reason, ...]) -> Cell:
        said = " · ".join(reason.whole for reason in reasons[1:])
        held = workwords.held_words(row.recall, self._on)
        more = "  ·  ".join(part for part in (held, said) if part)
        if not reasons:
            return Cell(held or tr("Nothing waits"), "")
        return Cell(reasons[0].whole, more)

    def _stage(self, row: WorkRow) -> Cell:
        if not row.stage:
            return Cell(tr("No advice"), "")
        if row.problem not in self._staged and row.problem in self._fresh:
            self._want(row.problem)
        known = self._stages.get(row.problem)
        if known is None:
            return Cell(wording.stage_words(row.stage), "")
        name, _, week = standing.stage_words(known.stage).partition(" · ")
        return Cell(name, week)

    @Slot()
    def _ask(self) -> None:
        wanted, self._wanted = tuple(self._wanted), {}
        rows = tuple(one for one in wanted if one not in self._fresh)
        stages = tuple(one for one in wanted if one in self._fresh)
        if rows:
            self._asked.update(rows)
            self.rows_wanted.emit(rows)
        if stages:
            self._staged.update(stages)
            self.stages_wanted.emit(stages)

    def _want(self, problem: ProblemId) -> None:
        self._wanted[problem] = None
        self._soon.start()

    def _tell(self) -> None:
        if self._problems:
            last = self.index(len(self._problems) - 1, STAGE)
            self.dataChanged.emit(self.index(0, WHO), last)


def headings() -> tuple[str, ...]:
    """Return the headings of the columns."""
    return tr("Patient"), tr("How to reach"), tr("What waits"), tr("Stage")


def _reach(row: WorkRow) -> Cell:
    """Return telephone and village; what is not recorded says so."""
    where = [part.strip() for part in row.address.replace("\n", ",").split(",") if part.strip()]
    return Cell(row.phone or tr("No telephone"), ", ".join(where))
