"""The log of access at the desk: what is looked at is noted beside the window, and can be read."""

import logging
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from db import audit, clock, engine, prints, users
from db.trouble import RecordRefused, StoreTrouble
from desktop.background import Background, Taker
from desktop.desk.replies import Reply, read_or_tell
from desktop.desk.shelf import Shelf
from desktop.models.logwords import ON_PAPER
from desktop.trouble import Trouble
from pathway.audited import NEWEST, Cursor, Event, Kind, Subject, Traces, Wanted
from pathway.overrides import named
from pathway.prints import PrintId
from pathway.readable import words_of
from pathway.records import PatientId, Stamp

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk

LOG: Final = logging.getLogger("foramen.store")
AGAIN_AFTER: Final = timedelta(minutes=5)
"""Who goes back and forth to one chart looks at it once."""
CHART: Final = "chart"
GLANCE: Final = 2_000
"""So many of the newest rows are checked each time somebody sits down: a twentieth of a second."""
GLANCE_AFTER_MILLISECONDS: Final = 3_000
"""What whoever sat down waits for comes first: the worklist and the first key."""


class AccessLog(QObject):
    """Notes who looked, searched and took out; a note that fails never keeps anybody from it."""

    def __init__(
        self, desk: "Desk", clinic: "Clinic", background: Background, shelf: Shelf
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._shelf = shelf
        self._last: tuple[Event, datetime] | None = None
        self._searched = ""
        self._is_open = True

    def begin(self) -> None:
        """Look whether the log was altered, and note what is another than at the last time.

        Whoever calls this has connected who tells about trouble.
        """
        self._note_state()
        QTimer.singleShot(GLANCE_AFTER_MILLISECONDS, self, self.glance)

    @property
    def may_read(self) -> bool:
        """Whether who sits here may read the log: what colleagues did is for clinicians."""
        return self._clinic.role == "clinician"

    def note(self, event: Event) -> None:
        """Note what somebody did; the same thing again within some minutes is noted once."""
        at = self._desk.now()
        last, self._last = self._last, (event, at)
        if last is not None and last[0] == event and timedelta() <= at - last[1] < AGAIN_AFTER:
            return
        self._run(partial(self._clinic.note, event, self._desk.stamp()))

    def looked_at(self, patient: PatientId, what: str = CHART) -> None:
        """Note that a patient's record was opened, or a part of it that lies deeper."""
        self.note(Event("view", "R", patient, what))

    def opened_log(self, subject: Subject | None) -> None:
        """Note that somebody reads this very log: that is access, too."""
        whose = subject.id if subject else None
        self.note(Event("view", "R", whose, "access_log" if subject else "clinic_log"))

    def reopened(self, print_id: PrintId) -> None:
        """Note that pages were taken out again that had been printed."""
        self._run(partial(_note_reopened, self._clinic, print_id, self._desk.stamp()))

    def searched(self, text: str) -> None:
        """Note what was looked for, once it was found or given up: not each key."""
        words = words_of(text)
        if words and words != self._searched:
            self.note(Event("search", "E", None, words))
        self._searched = words

    def read(
        self,
        wanted: Wanted,
        then: Taker[Traces],
        failed: Taker[Trouble] | None = None,
        before: Cursor = NEWEST,
    ) -> None:
        """Read lines of both logs beside the window; the newest question counts."""
        reply = Reply(self._desk, then, failed)
        work = partial(self._shelf.traces, wanted, before)
        self._background.run("jobs", work, reply.land, reply.land_error, "access log")

    def people(self) -> tuple[str, ...]:
        """Return who works here or did, to choose from."""
        found = read_or_tell(self._desk, partial(self._desk.reader.read, users.everybody, ()))
        return tuple(user.name for user in found or ())

    def write_table(
        self, wanted: Wanted, path: Path, then: Taker[int], failed: Taker[Trouble] | None = None
    ) -> None:
        """Write the lines that are asked for into a table, and note that they were taken out."""
        self.note(Event("export", "R", wanted.patient, "access log"))
        reply = Reply(self._desk, then, failed)
        work = partial(self._shelf.write_traces, wanted, path)
        self._background.run("jobs", work, reply.land, reply.land_error)

    def check(
        self, then: Taker[tuple[int | None, int | None]], failed: Taker[Trouble] | None = None
    ) -> None:
        """Find out beside the window at which row each log is not as it was written, if any."""
        reply = Reply(self._desk, then, failed)
        self._background.run("jobs", self._shelf.logs_broken_at, reply.land, reply.land_error)

    def _note_state(self) -> None:
        """Note what is another than when somebody sat here last: schema, pack, numbers, clock."""
        pack, stamp = self._desk.guidelines, self._desk.stamp()
        states: dict[Kind, str] = {
            "migration": f"schema {engine.SCHEMA}",
            "pack_change": f"{pack.id} {pack.version}",
            "settings": ", ".join(named(pack.overrides)),
        }
        self._run(partial(_note_changed, self._clinic, states, stamp))

    @Slot()
    def glance(self) -> None:
        """Look beside the window whether one of the newest rows was altered."""
        if self._is_open:
            work = partial(self._shelf.logs_broken_at, GLANCE)
            self._background.run("jobs", work, self.take_glance, self._not_noted)

    @Slot(object)
    def take_glance(self, broken_at: tuple[int | None, int | None]) -> None:
        """Say that a row was altered, if one was."""
        if broken_at != (None, None):
            self._desk.troubled.emit(Trouble("log_altered"))

    def stop(self) -> None:
        """Note nothing any more: the clinic is being closed, and fields lose the keyboard by it."""
        self._is_open = False

    def _run(self, work: partial[None]) -> None:
        if self._is_open and self._clinic.view_only is None:
            self._background.run("store", work, self._noted, self._not_noted)

    @Slot(object)
    def _noted(self, _nothing: None) -> None:
        pass

    @Slot(object)
    def _not_noted(self, error: Exception) -> None:
        # Whoever looks must not be kept from it, and is told of a full disk by their next save.
        if not isinstance(error, (StoreTrouble, RecordRefused)):
            self._desk.troubled.emit(self._desk.told(error))
        LOG.info("access not noted: %s", type(error).__name__)


def _note_reopened(clinic: "Clinic", print_id: PrintId, stamp: Stamp) -> None:
    whose = clinic.read(prints.whose, print_id)
    clinic.note(Event("view", "R", whose, "print"), stamp)


def _note_changed(clinic: "Clinic", states: dict[Kind, str], stamp: Stamp) -> None:
    for kind, what in states.items():
        known = clinic.read(audit.latest_of, kind, ON_PAPER)
        if (known.what if known else "") != what:
            clinic.note(Event(kind, "U" if known else "C", None, what), stamp)
    doubt = clock.doubt(clinic.read(clock.newest_moment), stamp.at)
    if doubt is not None:
        clinic.note(Event("clock", "R", None, doubt), stamp)
