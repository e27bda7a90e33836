"""Who waits for somebody: gathered, read and searched beside the window; what came of calls."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from db import recalls, search, worklist, workrows
from db.clinic import Reader
from db.workrows import Asked
from desktop.background import Background, Taker
from desktop.desk.opened import Opened, first_lines
from desktop.desk.replies import read_or_tell
from desktop.trouble import Trouble
from pathway.assessment import Assessment
from pathway.audited import Event
from pathway.drafts import DraftKey
from pathway.recalls import RecallEntry, RecallKind, Recorded
from pathway.records import Changes, PatientId, ProblemId
from pathway.worklist import Board, WorkRow

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

MOST_SOUGHT: Final = 100_000
LOOKED_AT: Final = "worklist"
"""How the log of access calls the list."""


class Work(QObject):
    """Asks for the worklist on the lane of searches; a newer question supersedes an older one."""

    def __init__(self, desk: "Desk", opened: Opened, background: Background) -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = opened.clinic
        self._background = background
        self._first = opened.first

    def open(self, on: date, then: Taker[tuple[WorkRow, ...]], failed: Taker[Exception]) -> None:
        """Ask for the first lines of a day: they are there long before everybody is gathered.

        The very first ones were read while the clinic opened, and are there at once.
        """
        first, self._first = self._first, None
        if first is not None and first.on == on:
            then(first.rows)
            return
        work = partial(first_lines, self._desk.reader, on)
        self._background.run("search", work, then, failed, "worklist opening")

    def gather(self, on: date, then: Taker[Board], failed: Taker[Exception]) -> None:
        """Ask for everybody who waits on a day."""
        work = partial(self._desk.reader.read, worklist.board, on)
        self._background.run("search", work, then, failed, "worklist board")

    def rows(
        self, problems: tuple[ProblemId, ...], on: date, then: Taker[tuple[WorkRow, ...]]
    ) -> None:
        """Ask for lines that came into sight."""
        work = partial(self._desk.reader.read, workrows.rows, Asked(problems, on))
        self._background.run("search", work, then, self.take_trouble)

    def stages(
        self,
        problems: tuple[ProblemId, ...],
        on: date,
        then: Taker[Mapping[ProblemId, Assessment | None]],
    ) -> None:
        """Ask how people stand on a day whose lines came into sight, to the week and day."""
        self._desk.assess(problems, then, on)

    def seek(self, text: str, then: Taker[frozenset[ProblemId]]) -> None:
        """Ask whom parts of name, number or birth date fit."""
        work = partial(_sought, self._desk.reader, text)
        self._background.run("search", work, then, self.take_trouble, "worklist search")

    def record(
        self, entry: RecallEntry, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep what came of a call."""
        self._desk.drafts.forget(DraftKey(entry.problem, "recall"))
        work = partial(self._clinic.write, recalls.record, entry, self._desk.stamp())
        self._desk.write(work, then, failed)

    def has_patients(self) -> bool:
        """Say whether anybody is registered at all."""
        read = partial(self._desk.reader.read, search.has_patients)
        return bool(read_or_tell(self._desk, read))

    def held(self, patient: PatientId) -> Recorded | None:
        """Return what came of calling a patient, while it holds."""
        read = partial(self._desk.reader.read, recalls.standing, patient)
        return read_or_tell(self._desk, read)

    def gone(
        self, problems: tuple[ProblemId, ...], then: Taker[Mapping[ProblemId, RecallKind]]
    ) -> None:
        """Ask which of these patients died or moved away."""
        work = partial(self._desk.reader.read, recalls.gone, problems)
        self._background.run("search", work, then, self.take_trouble)

    def outcomes(self, patient: PatientId) -> tuple[Recorded, ...]:
        """Return everything that ever came of calling a patient, the newest first."""
        read = partial(self._desk.reader.read, recalls.of_patient, patient)
        return read_or_tell(self._desk, read) or ()

    def note_looked(self) -> None:
        """Note in the log of access that somebody looked at the list."""
        self._desk.log.note(Event("view", "R", what=LOOKED_AT))

    @Slot(object)
    def take_trouble(self, error: Exception) -> None:
        """Say that something could not be read."""
        self._desk.troubled.emit(self._desk.told(error))


def _sought(reader: Reader, text: str) -> frozenset[ProblemId]:
    return frozenset(reader.read(search.found, text, MOST_SOUGHT))
