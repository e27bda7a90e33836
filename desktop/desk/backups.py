"""Backups at the desk: made beside the window, shown as they lie there, never counted unread."""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db import backup, revisions
from db.backup import Backup, BackupOrder
from db.trouble import StoreTrouble
from db.vault import read_vault
from desktop.background import Background
from desktop.desk.calls import Call, program_version
from desktop.desk.copywork import CopyWork
from desktop.desk.exports import Exports
from desktop.desk.looking import Looking
from desktop.desk.opened import Opened
from desktop.desk.rehearsals import Rehearsals
from desktop.desk.sticks import Sticks, copied
from desktop.models.backups import BackupRow, BackupStatus
from desktop.settings import SettingsFile
from pathway.audited import Event

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Backups(QObject):
    """Makes backups of an open clinic: when somebody asks, each day, at lock and after closing."""

    changed = Signal()
    """What is known of the backups is another thing now."""

    def __init__(self, opened: Opened, background: Background, settings: SettingsFile) -> None:
        super().__init__(background)
        self.status = BackupStatus(_folder_of(settings))
        self.work = CopyWork(background, self)
        self.sticks = Sticks(opened, self.work, background, settings)
        self.exports = Exports(opened, self.work, background)
        self.looking = Looking(opened, self.work, background)
        self.rehearsals = Rehearsals(opened, self.work)
        self._opened = opened
        self._background = background
        self._settings = settings
        self._is_new = True
        self.work.changed.connect(self.changed)
        self.work.ended.connect(self.on_ended)
        self.sticks.changed.connect(self.changed)
        self.rehearsals.changed.connect(self.changed)

    @property
    def is_running(self) -> bool:
        """Whether something is being done that somebody asked for."""
        return self.work.is_asked_for

    def leave(self) -> None:
        """Note that the clinic is locked: what is under way may end, nothing new begins."""
        self.work.desk = None
        self.looking.leave()

    def serve(self, desk: "Desk") -> None:
        """Begin to look after the backups of the clinic at this desk."""
        self.work.desk = desk
        desk.day_changed.connect(self.on_day_changed)
        self.look()

    def look(self) -> None:
        """Look into the folder again, and for the stick."""
        self.sticks.look()
        folder = self.status.folder
        if folder is None:
            self.changed.emit()
            return
        work = partial(_rows, folder, self._opened.folder)
        self._background.run("jobs", work, self._take_rows, self._take_no_rows, "backups")

    def choose(self, folder: Path) -> None:
        """Put backups into this folder from now on, if it can take them."""
        work = partial(_checked_place, self._opened.folder, folder)
        self._background.run("jobs", work, self._take_folder, self._take_refusal)

    def start(self) -> None:
        """Make a backup beside the window."""
        desk, folder = self.work.desk, self.status.folder
        if self.is_running or desk is None or folder is None:
            return
        order = self._order(folder, desk.now())
        self.work.run("backup", partial(copied, order, self._opened.key.copy()), self._take_made)

    @Slot()
    def cancel(self) -> None:
        """Give up what is under way; it leaves nothing behind."""
        self.work.cancel()

    def start_if_due(self) -> None:
        """Make today's backup if something was entered since the last one."""
        if self._is_behind():
            self.start()

    def make_at_end(self, now: datetime) -> None:
        """Make a last backup before the clinic is closed; the lanes must have ended."""
        folder = self.status.folder
        if folder is None or not self._is_behind():
            return
        try:
            copied(self._order(folder, now), self._opened.key.copy(), Call(_unheard).watch())
        except StoreTrouble:
            return  # the line of state says at the next start how old the last one is

    @Slot(object)
    def on_day_changed(self, day: date) -> None:
        """Make the backup of the new day."""
        self.start_if_due()
        self.changed.emit()

    @Slot(str, object)
    def on_ended(self, doing: str, trouble: object) -> None:
        """Look what lies there now."""
        if doing in {"backup", "look", "check"} and trouble is None:
            self.look()

    def _order(self, folder: Path, at: datetime) -> BackupOrder:
        is_thorough = not self.rehearsals.is_file_checked
        return BackupOrder(self._opened.folder, folder, at, program_version(), is_thorough)

    def _is_behind(self) -> bool:
        """Return whether the records hold other entries than the newest backup that counts.

        After an earlier one was restored they hold fewer: what is entered then is backed up too.
        """
        desk = self.work.desk
        if desk is None or self.status.folder is None or self._opened.clinic.view_only:
            return False
        return desk.reader.read(revisions.head).seq != self.status.entries

    @Slot(object)
    def _take_rows(self, rows: tuple[BackupRow, ...]) -> None:
        self.status = BackupStatus(self.status.folder, rows)
        self.changed.emit()
        if self._is_new and not self.work.is_running:
            self._is_new = False
            self.start_if_due()
        self.rehearsals.start_if_due(rows)

    @Slot(object)
    def _take_no_rows(self, error: Exception) -> None:
        self.status = BackupStatus(self.status.folder, (), is_reachable=False)
        self.changed.emit()

    @Slot(object)
    def _take_folder(self, folder: Path) -> None:
        self._settings.keep(self._settings.now._replace(backup_folder=str(folder)))
        self.status, self._is_new = BackupStatus(folder), True
        self.look()

    @Slot(object)
    def _take_refusal(self, error: Exception) -> None:
        if self.work.desk is not None:
            self.work.ended.emit("backup", self.work.desk.told(error))

    @Slot(object)
    def _take_made(self, made: Backup) -> None:
        if self.work.desk is not None:
            self.work.desk.log.note(Event("backup", "R", what=made.path.name))


def _rows(folder: Path, clinic: Path) -> tuple[BackupRow, ...]:
    found = backup.listed(folder, read_vault(clinic).id)
    return tuple(
        BackupRow(
            row.path,
            row.made_at,
            row.state == "verified",
            row.manifest.seq if row.manifest else 0,
        )
        for row in found
    )


def _checked_place(clinic: Path, folder: Path) -> Path:
    backup.check_place(clinic, folder)
    return folder


def _folder_of(settings: SettingsFile) -> Path | None:
    folder = settings.now.backup_folder
    return Path(folder) if folder else None


def _unheard(_stage: str, _percent: int) -> None:
    return
