"""Gives the records a new key: the clinic is closed, the work watched, and opened again with it."""

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from db import rekey, users
from db.rekey import RekeyOrder
from db.trouble import RecordRefused, StoreTrouble
from db.vault import Key
from db.watch import Watch
from desktop.desk import open_records
from desktop.desk.calls import Call, program_version
from desktop.restorer import RestoringPage
from desktop.trouble import Trouble, store_trouble
from desktop.words import tr
from pathway.records import Stamp

if TYPE_CHECKING:
    from desktop.desk import Opened
    from desktop.entrance import Entrance


LOG: Final = logging.getLogger("foramen.store")


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """The clinic afterwards; with ``trouble`` it still has the key from before."""

    opened: "Opened"
    trouble: Trouble | None = None


class Rekeyer(QObject):
    """Closes the clinic, has the work done beside the window, and opens what is there then."""

    progressed = Signal(str, int)

    def __init__(self, entrance: "Entrance", opened: "Opened") -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._opened = opened
        self._page: RestoringPage | None = None

    @Slot()
    def start(self) -> None:
        """Close the records and have them copied under a new key."""
        entrance, opened = self._entrance, self._opened
        if entrance.desk is None:
            return
        stamp, key = entrance.desk.stamp(), opened.key.copy()
        entrance.leave_rooms()
        entrance.window.show_locked()
        self._page = RestoringPage(
            entrance.window,
            tr("A new key for the records"),
            tr("A checked backup is made first; it is removed when the new key is in use."),
        )
        self.progressed.connect(self._page.show_progress)
        entrance.window.show_page(self._page)
        work = partial(_rekey_and_open, opened.folder, key, stamp, Call(self._tell).watch())
        entrance.background.run("jobs", work, self._take, self._take_error)

    def _tell(self, stage: str, percent: int) -> None:
        self.progressed.emit(stage, percent)

    @Slot(object)
    def _take(self, done: Rekeyed) -> None:
        window = self._entrance.window
        self._entrance.on_opened(done.opened)
        if done.trouble is not None:
            window.show_trouble(done.trouble)
        else:
            said = tr(
                "The records have a new key. Backups from before still open for those who knew the "
                "old one: make a new backup, and destroy old ones that others can get at."
            )
            window.notice.tell(said, "info")
        self._end()

    @Slot(object)
    def _take_error(self, error: Exception) -> None:
        self._entrance.greet()
        self._entrance.on_refused(error)
        self._end()

    def _end(self) -> None:
        if self._page is not None:
            self._entrance.window.drop_page(self._page)
        self.deleteLater()


def _rekey_and_open(folder: Path, key: Key, stamp: Stamp, watch: Watch) -> Rekeyed:
    """Give the records a new key and open them with it, or as they were before."""
    try:
        new = rekey.rekey(RekeyOrder(folder, stamp.at, program_version()), key, watch)
    except StoreTrouble as error:
        trouble = store_trouble(error.code, error.path, error.owner)
        return Rekeyed(open_records(folder, key), trouble)
    key.wipe()
    opened = open_records(folder, new)
    try:
        opened.clinic.write(users.note_new_key, None, stamp)
    except (StoreTrouble, RecordRefused) as error:
        LOG.info("a new key was not noted: %s", error.code)  # due still, and may be done again
    return Rekeyed(opened)
