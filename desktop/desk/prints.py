"""Prints at the desk: recorded once they were printed, printed again byte for byte."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db import prints
from desktop.background import Background, Taker
from desktop.desk.replies import Reply, read_or_tell
from desktop.desk.shelf import Shelf
from desktop.trouble import Trouble
from pathway.prints import PrintEntry, PrintId, PrintRow
from pathway.records import Changes, ProblemId
from pathway.since import Since

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk

MOST_MADE = 12


class Making(Reply[bytes]):
    """Carries pages back to the page that asked, and notes what they were made from."""

    def __init__(
        self,
        desk: "Desk",
        entry: PrintEntry,
        then: Taker[bytes],
        failed: Taker[Trouble] | None,
    ) -> None:
        super().__init__(desk, then, failed)
        self._entry = entry

    def land(self, value: bytes) -> None:
        """Note what the pages were made from, and give them to the page."""
        self._desk.prints.note_made(self._entry, value)
        super().land(value)


class Prints(QObject):
    """Knows what was printed, and from what the pages in front of the user were made."""

    def __init__(
        self, desk: "Desk", clinic: "Clinic", background: Background, shelf: Shelf
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._shelf = shelf
        self._made: OrderedDict[str, PrintEntry] = OrderedDict()

    def note_made(self, entry: PrintEntry, pages: bytes) -> None:
        """Remember what pages were made from, in case they are printed."""
        self._made[hashlib.sha256(pages).hexdigest()] = entry
        while len(self._made) > MOST_MADE:
            self._made.popitem(last=False)

    def record(
        self, pages: bytes, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Record that pages which the desk made went to a printer."""
        entry = self._made.get(hashlib.sha256(pages).hexdigest())
        if entry is None:
            Reply(self._desk, then, failed).fail(Trouble("refused_unknown_print"))
            return
        printed = replace(entry, pages=pages)
        self._desk.write(
            partial(self._clinic.write, prints.record, printed, self._desk.stamp()), then, failed
        )

    def record_again(
        self, print_id: PrintId, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Record that the stored pages of a print went to a printer once more."""
        work = partial(self._clinic.write, prints.record_again, print_id, self._desk.stamp())
        self._desk.write(work, then, failed)

    def of_problem(self, problem_id: ProblemId) -> tuple[PrintRow, ...]:
        """Return what was printed of a problem, the newest first."""
        read = partial(self._desk.reader.read, prints.of_problem, problem_id)
        return read_or_tell(self._desk, read) or ()

    def look_for_printers(
        self,
        names: Callable[[], tuple[str, ...]],
        then: Taker[tuple[str, ...]],
        failed: Taker[Trouble],
    ) -> None:
        """Ask the system for its printers: no page and no list waits for its answer."""
        reply = Reply(self._desk, then, failed)
        self._background.run("system", names, reply.land, reply.land_error, "printers")

    def pages(
        self, print_id: PrintId, then: Taker[bytes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Fetch the very bytes that were printed."""
        self._desk.log.reopened(print_id)
        reply = Reply(self._desk, then, failed)
        work = partial(self._shelf.pages, print_id)
        self._background.run("jobs", work, reply.land, reply.land_error)

    def changed_since(
        self,
        print_id: PrintId,
        then: Taker[tuple[Since, ...]],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Find out what changed in chart and advice since a print; show it before a reprint."""
        reply = Reply(self._desk, then, failed)
        work = partial(self._shelf.changed_since, print_id, self._desk.stamp())
        self._background.run("jobs", work, reply.land, reply.land_error)
