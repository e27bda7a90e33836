"""Looking into a backup before it is restored: by today's key, or by a secret of its own time."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.background import Background
from desktop.desk.copywork import CopyWork
from desktop.desk.opened import Opened
from desktop.desk.restoring import (
    Looked,
    Secret,
    Wanted,
    Wish,
    compare,
    compare_opened,
    who_could_open,
)
from desktop.trouble import Trouble
from pathway.audited import REFUSED, Event

OTHER_KEY = "backup_key"


class Looking(QObject):
    """Checks one backup at a time in every way, counts what is in it, and keeps what opens it."""

    compared = Signal(object)
    """What is in a backup beside what there is now: a SideBySide."""
    secret_wanted = Signal(object)
    """A backup that today's key does not open: an OtherKey."""

    def __init__(self, opened: Opened, work: CopyWork, background: Background) -> None:
        super().__init__(work)
        self.wanted: Wanted | None = None
        """What was looked into last, with the key of its own that opened it."""
        self._opened = opened
        self._work = work
        self._background = background
        work.ended.connect(self.on_ended)

    def start(self, backup: Path) -> None:
        """Look into a backup by today's key; ``secret_wanted`` tells that this is another one."""
        wish = self._wish(backup)
        if wish is not None:
            self.wanted = Wanted(backup)
            job = partial(compare, wish, self._opened.key.copy())
            self._work.run("look", job, self.compared.emit)

    def start_with(self, backup: Path, user: str, secret: str) -> None:
        """Look into a backup by what opened it then; without a user that is a recovery code."""
        wish = self._wish(backup)
        if wish is not None:
            self.wanted = Wanted(backup)
            job = partial(compare_opened, wish, Secret(user, secret), self._opened.key.copy())
            self._work.run("look", job, self._take)

    def leave(self) -> None:
        """Forget the key of the backup: the clinic is being closed."""
        if self.wanted is not None and self.wanted.key is not None:
            self.wanted.key.wipe()
        self.wanted = None

    @Slot(str, object)
    def on_ended(self, doing: str, trouble: Trouble | None) -> None:
        """Find out who could open a backup that today's key does not open."""
        if doing == "look" and trouble is not None and trouble.code == OTHER_KEY and self.wanted:
            work = partial(who_could_open, self.wanted.backup)
            self._background.run("jobs", work, self.secret_wanted.emit, self._take_error)

    def _wish(self, backup: Path) -> Wish | None:
        desk = self._work.desk
        if desk is None or self._work.is_asked_for:
            return None
        self.leave()
        return Wish(backup, self._opened.folder, desk.now())

    @Slot(object)
    def _take(self, looked: Looked) -> None:
        desk = self._work.desk
        self.wanted = looked.wanted
        if desk is None:
            self.leave()
            return
        if looked.failed:
            desk.log.note(Event("login_failed", "E", what=str(looked.failed), outcome=REFUSED))
        self.compared.emit(looked.found)

    @Slot(object)
    def _take_error(self, error: Exception) -> None:
        if self._work.desk is not None:
            self._work.ended.emit("look", self._work.desk.told(error))
