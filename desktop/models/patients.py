"""The list of patients: the ids of all that were found, and rows only for those that are looked at.

A list of 100,000 has its true length, scroll bar and End key at once; rows are fetched by pages of
64 when they come into sight, and so is where each patient stands today.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, TypeAlias

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

from desktop import show
from desktop.standing import Standing
from desktop.words import tr
from pathway.birth import Birth
from pathway.records import PatientRow, ProblemId

Index: TypeAlias = QModelIndex | QPersistentModelIndex
MOST_FOUND: Final = 500
"""So many lines a search shows at most: nobody looks for somebody by scrolling further."""
PAGE: Final = 64
KEPT_PAGES: Final = 40
NOTHING: Final[Mapping[ProblemId, str]] = MappingProxyType({})
NAME, BORN, SEX, NUMBER, PROBLEM, STANDING, LAST_VISIT = range(7)
CUT_FIRST: Final = frozenset({NAME, PROBLEM, STANDING, LAST_VISIT})
"""What may be longer than its column."""


class Line(NamedTuple):
    """What a line says, column by column, and where the patient stands as soon as it is known."""

    texts: tuple[str, ...]
    standing: Standing | None


class Found(Protocol):
    """The outcome of a search: every id in order, and rows on demand."""

    @property
    def ids(self) -> Sequence[ProblemId]:
        """Return the problem of each line."""

    def rows(self, ids: Sequence[ProblemId]) -> Sequence[PatientRow]:
        """Return the rows of these problems."""


class FoundPages:
    """An outcome of which the first rows came along; others are fetched when they are looked at."""

    def __init__(
        self,
        ids: Sequence[ProblemId],
        first: Sequence[PatientRow],
        fetch: Callable[[Sequence[ProblemId]], Sequence[PatientRow]],
    ) -> None:
        self.ids = ids
        self._first = {row.problem_id: row for row in first}
        self._fetch = fetch

    def rows(self, ids: Sequence[ProblemId]) -> Sequence[PatientRow]:
        """Return the rows of these problems."""
        known = [self._first[problem] for problem in ids if problem in self._first]
        return known if len(known) == len(ids) else self._fetch(ids)


class PatientsModel(QAbstractTableModel):
    """What a search found, line by line."""

    standing_wanted = Signal(object)  # tuple[ProblemId, ...]

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._found: Found | None = None
        self._unfinished: Mapping[ProblemId, str] = NOTHING
        self._ids: Sequence[ProblemId] = ()
        self._pages: OrderedDict[int, Sequence[PatientRow | None]] = OrderedDict()
        self._standings: dict[ProblemId, Standing] = {}
        self._asked: set[ProblemId] = set()
        self._wanted: list[ProblemId] = []
        self._texts: tuple[Callable[[PatientRow], str], ...] = (
            lambda row: show.name(row.family_name, row.given_name),
            self._born,
            lambda row: show.sex(row.sex),
            lambda row: row.number or tr("Not recorded"),
            _problem,
            self._standing_text,
            self._last_visit,
        )
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def show_found(
        self, found: Found, today: date, unfinished: Mapping[ProblemId, str] = NOTHING
    ) -> None:
        """Show another outcome, with what is unfinished; nothing of the old one is kept."""
        self.beginResetModel()
        self._unfinished = unfinished
        self._today = today
        self._found = found
        self._ids = found.ids
        self._pages.clear()
        self._standings.clear()
        self._asked.clear()
        self._wanted.clear()
        self.endResetModel()

    def take_standings(self, standings: Mapping[ProblemId, Standing]) -> None:
        """Show where patients stand, as soon as that has been worked out."""
        self._standings.update(standings)
        if self._ids:
            self.dataChanged.emit(self.index(0, STANDING), self.index(len(self._ids) - 1, STANDING))

    def problem_at(self, row: int) -> ProblemId | None:
        """Return the problem of a line."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def line_of(self, problem: ProblemId | None) -> int:
        """Return the line of a problem, -1 when it was not found."""
        return self._ids.index(problem) if problem in self._ids else -1

    def row_at(self, line: int) -> PatientRow | None:
        """Return the row of a line, fetched with its neighbours."""
        number, place = divmod(line, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(number)
        self._pages.move_to_end(number)
        return page[place]

    def line(self, line: int) -> Line:
        """Return all that a line says; where the patient stands is asked for if it is not known."""
        row = self.row_at(line)
        if row is None:
            return Line(("",) * len(self._texts), None)
        return Line(tuple(told(row) for told in self._texts), self._standings.get(row.problem_id))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else LAST_VISIT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return headings()[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in CUT_FIRST:
            return self._text(index)  # whole, however narrow the column is
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{headings()[index.column()]}: {self._text(index)}"
        return None

    def _text(self, index: Index) -> str:
        row = self.row_at(index.row())
        return self._texts[index.column()](row) if row else ""

    def _born(self, row: PatientRow) -> str:
        return show.born(Birth(row.birth_date, row.birth_known), self._today)

    def _last_visit(self, row: PatientRow) -> str:
        left = self._unfinished.get(row.problem_id, "")
        if left:
            return left[:1].upper() + left[1:]
        return show.day(row.last_visit) if row.last_visit else tr("None yet")

    def _standing_text(self, row: PatientRow) -> str:
        known = self._standings.get(row.problem_id)
        if known is None:
            self._want(row.problem_id)
            return ""
        return known.text

    def _want(self, problem: ProblemId) -> None:
        if problem not in self._asked:
            self._asked.add(problem)
            self._wanted.append(problem)
            self._soon.start()

    @Slot()
    def _ask(self) -> None:
        wanted, self._wanted = tuple(self._wanted), []
        if wanted:
            self.standing_wanted.emit(wanted)

    def _fetch(self, number: int) -> Sequence[PatientRow | None]:
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        rows = {row.problem_id: row for row in self._found.rows(ids)} if self._found else {}
        self._pages[number] = page = [rows.get(problem) for problem in ids]
        if len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return page


def headings() -> tuple[str, ...]:
    """Return the headings of the columns."""
    return (
        tr("Patient"),
        tr("Born"),
        tr("Gender"),
        tr("Number"),
        tr("Problem"),
        tr("Today"),
        tr("Last visit"),
    )


def _problem(row: PatientRow) -> str:
    place = show.region(row.region)
    return place if row.side == "unknown" else f"{place}, {show.side(row.side)}"
