"""The whole clinic for somebody else: noted first, then written beside the window."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db import handover
from db.backup import BackupOrder
from db.clinic import Clinic
from db.handover import Export, HandedOver, Receiver
from db.vault import Key
from db.watch import Watch
from desktop.background import Background
from desktop.desk.calls import program_version
from desktop.desk.copywork import CopyWork
from desktop.desk.opened import Opened


@dataclass(frozen=True, slots=True)
class Exported:
    """Where an export lies, and the groups of the code on paper that opens it, too."""

    path: Path
    code: tuple[str, ...] = field(repr=False)


class Exports(QObject):
    """Writes encrypted exports, one at a time, in the turn of all other work on copies."""

    made = Signal(object)
    """An Exported: where the copy lies, and the code on paper that opens it."""

    def __init__(self, opened: Opened, work: CopyWork, background: Background) -> None:
        super().__init__(work)
        self._opened = opened
        self._work = work
        self._background = background
        self._wanted: Export | None = None

    @property
    def may_start(self) -> bool:
        """Whether who sits here may take the clinic out: that is for clinicians."""
        return self._opened.clinic.role == "clinician"

    def start(self, folder: Path, name: str, secret: str) -> None:
        """Note that the clinic is taken out, then write it to a folder for a receiver."""
        desk = self._work.desk
        if desk is None or self._work.is_asked_for or self._wanted is not None:
            return
        order = BackupOrder(self._opened.folder, folder, desk.now(), program_version())
        self._wanted = Export(order, Receiver(name, secret), desk.guidelines)
        work = partial(_announce, self._opened.clinic, self._opened.key.copy(), self._wanted)
        self._background.run("store", work, self._take_noted, self._take_refusal)

    @Slot(object)
    def _take_noted(self, _nothing: None) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._work.desk is not None:
            work = partial(_written, self._opened.key.copy(), wanted)
            self._work.run("export", work, self._take_made)

    @Slot(object)
    def _take_refusal(self, error: Exception) -> None:
        self._wanted = None
        if self._work.desk is not None:
            self._work.ended.emit("export", self._work.desk.told(error))

    @Slot(object)
    def _take_made(self, made: HandedOver) -> None:
        self.made.emit(Exported(made.backup.path, made.code.groups))


def _announce(clinic: Clinic, key: Key, wanted: Export) -> None:
    with key:
        handover.announce(clinic, key, wanted)


def _written(key: Key, wanted: Export, watch: Watch) -> HandedOver:
    with key:
        return handover.write(key, wanted, watch)
