"""A second copy on a stick: found by its mark, written in one go, read back like any backup."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db import backup, stick
from db.backup import Backup, BackupOrder
from db.stick import Stick
from db.vault import Key, read_vault
from db.watch import Watch
from desktop.background import Background
from desktop.desk.calls import program_version
from desktop.desk.copywork import CopyWork
from desktop.desk.opened import Opened
from desktop.models.backups import StickStatus
from desktop.settings import SettingsFile
from pathway.audited import Event


class Sticks(QObject):
    """Knows the stick that somebody chose once, and copies the clinic to it."""

    changed = Signal()

    def __init__(
        self, opened: Opened, work: CopyWork, background: Background, settings: SettingsFile
    ) -> None:
        super().__init__(work)
        self.status = StickStatus(_chosen(settings) is not None)
        self._opened = opened
        self._work = work
        self._background = background
        self._settings = settings

    def look(self) -> None:
        """Look whether the stick is plugged in, and what lies on it."""
        known = _chosen(self._settings)
        if known is None:
            self.changed.emit()
            return
        job = partial(_seen, known, self._opened.folder)
        self._background.run("jobs", job, self._take_status, self._take_nothing, "stick")

    def offered(self) -> str:
        """Return what is plugged in and can be pulled out: where choosing begins."""
        return next((str(folder) for folder in stick.plugged_in()), "")

    def choose(self, folder: Path) -> None:
        """Take this folder for second copies from now on, and write the first one."""
        desk = self._work.desk
        if desk is not None:
            order = self._order(folder, desk.now())
            work = partial(_choose_and_copy, order, self._opened.key.copy())
            self._work.run("stick", work, self._take_chosen)

    def start(self) -> None:
        """Copy the clinic to the stick that is plugged in."""
        desk, folder = self._work.desk, self.status.folder
        if folder is not None and desk is not None:
            order = self._order(folder, desk.now())
            self._work.run(
                "stick", partial(copied, order, self._opened.key.copy()), self._take_made
            )

    def _order(self, folder: Path, at: datetime) -> BackupOrder:
        return BackupOrder(self._opened.folder, folder, at, program_version())

    @Slot(object)
    def _take_chosen(self, chosen: Stick) -> None:
        kept = self._settings.now._replace(stick=chosen.mark, stick_folder=str(chosen.folder))
        self._settings.keep(kept)
        self._note(chosen.folder)
        self.look()

    @Slot(object)
    def _take_made(self, made: Backup) -> None:
        self._note(made.path)
        self.look()

    @Slot(object)
    def _take_status(self, status: StickStatus) -> None:
        self.status = status
        self.changed.emit()

    @Slot(object)
    def _take_nothing(self, error: Exception) -> None:
        self._take_status(StickStatus(is_chosen=True))

    def _note(self, path: Path) -> None:
        if self._work.desk is not None:
            self._work.desk.log.note(Event("backup", "R", what=f"second copy: {path.name}"))


def copied(order: BackupOrder, key: Key, watch: Watch) -> Backup:
    """Make a backup with a key that nobody needs afterwards."""
    with key:
        return backup.make(order, key, watch)


def _choose_and_copy(order: BackupOrder, key: Key, watch: Watch) -> Stick:
    with key:
        backup.check_place(order.folder, order.to)
        chosen = stick.choose(order.to)
        backup.make(order, key, watch)
    return chosen


def _seen(known: Stick, clinic: Path) -> StickStatus:
    folder = stick.find(known)
    if folder is None:
        return StickStatus(is_chosen=True)
    newest = backup.last_verified(folder, read_vault(clinic).id)
    made_at = newest.made_at if newest else None
    return StickStatus(True, folder, made_at, stick.doubts(clinic, folder))


def _chosen(settings: SettingsFile) -> Stick | None:
    now = settings.now
    return Stick(now.stick, Path(now.stick_folder)) if now.stick else None
