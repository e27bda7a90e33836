"""Faults of file, disk and clock, as long as they last: looked for, told, and looked at again."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from db import clock
from db.standing import Notice
from db.trouble import StoreTrouble
from desktop import faultwords
from desktop.background import Background
from desktop.faultwords import Fault
from desktop.models.users import to_do

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk


class Faults(QObject):
    """Knows what is wrong with the records of an open clinic right now."""

    changed = Signal()

    def __init__(self, desk: "Desk", clinic: "Clinic", background: Background) -> None:
        super().__init__(desk)
        self.now: tuple[Fault, ...] = ()
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._put_away: set[str] = set()
        self._newest = self._newest_moment()
        background.idle.connect(self.look)
        desk.day_changed.connect(self.look)
        if clinic.view_only is None:
            self.hold_room()

    @Slot()
    def look(self) -> None:
        """Look at file and clock; say so if anything became better or worse."""
        found = tuple(fault for fault in self._found() if fault.code not in self._put_away)
        if found != self.now:
            self.now = found
            self.changed.emit()

    def put_away(self, code: str) -> None:
        """Note that somebody read of a fault; it does not come back before the next start."""
        self._put_away.add(code)
        self.look()

    def hold_room(self) -> None:
        """Hold space back for one more save, if there is any by now."""
        self._background.run("store", self._clinic.hold_room, self._take_room, self._take_error)

    @Slot(bool)
    def _take_room(self, is_held: bool) -> None:
        self.look()

    @Slot(object)
    def _take_error(self, error: Exception) -> None:
        self._desk.troubled.emit(self._desk.told(error))

    def _found(self) -> tuple[Fault, ...]:
        notices = (_fault_of(notice) for notice in self._clinic.notices)
        told = (*self._of_papers(), *self._of_content(), *notices)
        doubt = clock.doubt(self._newest, self._desk.now())
        if doubt is None or self._newest is None:
            return told
        return (*told, faultwords.wrong_clock(self._desk.now(), self._newest))

    def _of_content(self) -> Iterator[Fault]:
        """Say what is wrong with the content that advice rests on."""
        yield from self._desk.content_faults
        review = self._desk.guidelines.review_on
        if review < self._desk.today:
            yield faultwords.review_past(review)

    def _of_papers(self) -> Iterator[Fault]:
        """Say what has to be done about the codes on paper."""
        asked = to_do(self._desk.users.papers, self._desk.today)
        if asked.sentence:
            yield faultwords.paper_code(asked.sentence, is_urgent=asked.is_urgent)

    def _newest_moment(self) -> datetime | None:
        """Return when the newest entry was recorded before anybody sat down here."""
        try:
            return self._desk.reader.read(clock.newest_moment)
        except StoreTrouble:
            return None  # what cannot be read of damaged records is said elsewhere


def _fault_of(notice: Notice) -> Fault:
    match notice.code:
        case "records_swapped" | "access_swapped":
            return _SWAPPED[notice.code](notice.at)
        case "reserve_used":
            return faultwords.reserve_used()
        case "view_only":
            return faultwords.view_only(notice.cause or "")
        case code:
            return _MISSING[code](notice.count, notice.at)


_SWAPPED: Final = {
    "records_swapped": faultwords.records_swapped,
    "access_swapped": faultwords.access_swapped,
}
_MISSING: Final = {
    "entries_missing": faultwords.entries_missing,
    "entries_unseen": faultwords.entries_unseen,
    "access_missing": faultwords.access_missing,
}
