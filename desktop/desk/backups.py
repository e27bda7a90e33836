"""Backups at the desk: made beside the window, shown as they lie there, never counted unread."""

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db import backup, revisions
from db.backup import Backup, BackupOrder
from db.trouble import StoreTrouble
from db.vault import Key, read_vault
from db.watch import Cancelled, Watch
from desktop.background import Background
from desktop.desk.calls import Call, program_version
from desktop.desk.opened import Opened
from desktop.desk.replies import expected
from desktop.desk.restoring import Wish, compare
from desktop.models.backups import BackupRow, BackupStatus, CountRow
from desktop.settings import SettingsFile
from desktop.trouble import Trouble

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Backups(QObject):
    """Makes backups of an open clinic: when somebody asks, each day, at lock and after closing."""

    changed = Signal()
    """What is known of the backups is another thing now."""
    progressed = Signal(str, int)
    """How far the backup that is being made is: stage and percent."""
    compared = Signal(object)
    """What is in a backup beside what there is now: a tuple of CountRow."""
    ended = Signal(object)
    """None when the backup counts, else the Trouble."""

    def __init__(self, opened: Opened, background: Background, settings: SettingsFile) -> None:
        super().__init__(background)
        self.status = BackupStatus(_folder_of(settings))
        self.is_running = False
        self._opened = opened
        self._background = background
        self._settings = settings
        self._call: Call | None = None
        self._doing = "backup"
        self._is_new = True
        self._desk: Desk | None = None

    def leave(self) -> None:
        """Note that the clinic is locked: what is under way may end, nothing new begins."""
        self._desk = None

    def serve(self, desk: "Desk") -> None:
        """Begin to look after the backups of the clinic at this desk."""
        self._desk = desk
        desk.day_changed.connect(self.on_day_changed)
        self.look()

    def look(self) -> None:
        """Look into the folder again."""
        folder = self.status.folder
        if folder is None:
            self.changed.emit()
            return
        work = partial(_rows, folder, self._opened.folder)
        self._background.run("jobs", work, self._take_rows, self._take_no_rows, "backups")

    def choose(self, folder: Path) -> None:
        """Put backups into this folder from now on, if it can take them."""
        work = partial(_checked_place, self._opened.folder, folder)
        self._background.run("jobs", work, self._take_folder, self._take_error)

    def start(self) -> None:
        """Make a backup beside the window."""
        desk, folder = self._desk, self.status.folder
        if self.is_running or desk is None or folder is None:
            return
        order = _order(self._opened, folder, desk.now())
        work = partial(_make, order, self._opened.key.copy(), self._begin("backup"))
        self._background.run("jobs", work, self._take_made, self._take_error)

    def look_into(self, path: Path) -> None:
        """Check a backup in every way and count what is in it, beside the window."""
        if self.is_running or self._desk is None:
            return
        wish = Wish(path, self._opened.folder, self._desk.now())
        work = partial(compare, wish, self._opened.key.copy(), self._begin("look"))
        self._background.run("jobs", work, self._take_counts, self._take_error)

    def cancel(self) -> None:
        """Give up what is under way; it leaves nothing behind."""
        if self._call is not None:
            self._call.cancel()

    def start_if_due(self) -> None:
        """Make today's backup if there is none yet and something was entered since the last."""
        if self._is_behind():
            self.start()

    def make_at_end(self, now: datetime) -> None:
        """Make a last backup before the clinic is closed; the lanes must have ended."""
        folder = self.status.folder
        if folder is None or not self._is_behind():
            return
        try:
            _make(
                _order(self._opened, folder, now), self._opened.key.copy(), Call(_unheard).watch()
            )
        except StoreTrouble:
            return  # the line of state says at the next start how old the last one is

    @Slot(object)
    def on_day_changed(self, day: date) -> None:
        """Make the backup of the new day."""
        self.start_if_due()
        self.changed.emit()

    def _is_behind(self) -> bool:
        """Return whether the records hold more than the newest backup that counts."""
        desk = self._desk
        if desk is None or self.status.folder is None or self._opened.clinic.view_only:
            return False
        return desk.reader.read(revisions.head).seq > self.status.entries

    @Slot(object)
    def _take_rows(self, rows: tuple[BackupRow, ...]) -> None:
        self.status = BackupStatus(self.status.folder, rows)
        self.changed.emit()
        is_new, self._is_new = self._is_new, False
        if is_new:
            self.start_if_due()

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
    def _take_made(self, made: Backup) -> None:
        self._end(None)

    @Slot(object)
    def _take_counts(self, rows: tuple[CountRow, ...]) -> None:
        self._end(None)
        self.compared.emit(rows)

    @Slot(object)
    def _take_error(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._end(Trouble(f"{self._doing}_cancelled"))
        elif self._desk is not None:
            self._end(self._desk.told(error))
        else:
            self._end(expected(error))

    def _begin(self, doing: str) -> Watch:
        self._call = Call(self.progressed.emit)
        self._doing, self.is_running = doing, True
        self.changed.emit()
        return self._call.watch()

    def _end(self, trouble: Trouble | None) -> None:
        self.is_running, self._call = False, None
        self.ended.emit(trouble)
        self.look()


def _order(opened: Opened, folder: Path, at: datetime) -> BackupOrder:
    return BackupOrder(opened.folder, folder, at, program_version())


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


def _make(order: BackupOrder, key: Key, watch: Watch) -> Backup:
    with key:
        return backup.make(order, key, watch)


def _checked_place(clinic: Path, folder: Path) -> Path:
    backup.check_place(clinic, folder)
    return folder


def _folder_of(settings: SettingsFile) -> Path | None:
    folder = settings.now.backup_folder
    return Path(folder) if folder else None


def _unheard(_stage: str, _percent: int) -> None:
    return
