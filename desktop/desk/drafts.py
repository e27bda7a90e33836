"""Drafts at the desk: kept while somebody types, found again afterwards."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from db import drafts
from desktop.background import Background, Taker
from desktop.desk.replies import Reply, read_or_tell
from desktop.trouble import Trouble
from pathway.drafts import Draft, DraftKey, KeptDraft, Unfinished
from pathway.records import Changes, ProblemId

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk


class Drafts(QObject):
    """Keeps what stands on forms; of several drafts of one form only the newest is written."""

    kept = Signal(object)
    """A KeptDraft that is on the disk now."""

    def __init__(self, desk: "Desk", clinic: "Clinic", background: Background) -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._known: set[DraftKey] = set()
        self._waiting: dict[DraftKey, KeptDraft] = {}
        self._thrown_away: set[DraftKey] = set()

    @property
    def is_behind(self) -> bool:
        """Whether something that was typed is not on the disk."""
        return bool(self._waiting)

    def keep(self, draft: Draft, failed: Taker[Trouble] | None = None) -> None:
        """Keep what stands on a form, beside the window; a newer draft takes the place of this."""
        stamp = self._desk.stamp()
        waiting = KeptDraft(draft, stamp.who, stamp.at)
        self._waiting[draft.key] = waiting
        self._thrown_away.discard(draft.key)
        reply = Reply(self._desk, partial(self._note_kept, waiting), failed)
        work = partial(self._clinic.keep, drafts.keep, draft, stamp)
        topic = f"draft {draft.problem} {draft.form}"
        self._background.run("store", work, reply.land, reply.land_error, topic)

    def discard(
        self, key: DraftKey, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Throw away what the user typed on a form, because they said so."""
        self._waiting.pop(key, None)
        self._thrown_away.add(key)
        self._known.discard(key)
        self._desk.write(
            partial(self._clinic.keep, drafts.discard, key, self._desk.stamp()), then, failed
        )

    def of_problem(self, problem_id: ProblemId | None) -> tuple[KeptDraft, ...]:
        """Return what the user has not finished of one problem (of a new patient for None)."""
        read = partial(self._desk.reader.read, drafts.of_problem, problem_id, self._desk.user)
        stored = {kept.draft.key: kept for kept in read_or_tell(self._desk, read) or ()}
        # What was thrown away a moment ago may still stand in the store.
        found = {key: kept for key, kept in stored.items() if key not in self._thrown_away}
        waiting = {k: kept for k, kept in self._waiting.items() if k.problem == problem_id}
        return tuple((found | waiting).values())

    def unfinished(self) -> tuple[Unfinished, ...]:
        """Return every unfinished form with its patient and its user, the newest first."""
        read = partial(self._desk.reader.read, drafts.unfinished)
        return read_or_tell(self._desk, read) or ()

    def forget(self, key: DraftKey) -> None:
        """Note that what a draft holds was saved."""
        self._known.discard(key)

    def _note_kept(self, waiting: KeptDraft, changes: Changes) -> None:
        key = waiting.draft.key
        if self._waiting.get(key) is waiting:
            del self._waiting[key]
        if not isValid(self):
            return  # the clinic was closed meanwhile
        self.kept.emit(waiting)
        if key not in self._known:
            self._known.add(key)
            self._desk.take_changes(changes)
