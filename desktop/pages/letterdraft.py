"""The draft of a letter: what is typed is on the disk within a second, and comes back.

What is typed into letters is one draft of its problem and user, whichever letter it is for. It ends
when the letter was printed, or when it is thrown away.
"""

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from desktop.trouble import Trouble
from pathway.drafts import Draft, DraftKey, KeptDraft
from pathway.records import Changes, ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk

Typed: TypeAlias = tuple[tuple[str, str], ...]


class LetterDraft(QObject):
    """Keeps what is typed into the letters of one problem."""

    ended = Signal()
    """Nothing is unfinished any more."""
    failed = Signal(object)
    """The Trouble for which what is typed could not be kept."""

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        self.problem: ProblemId | None = None
        self._desk = desk
        self._kept: Typed = ()
        self._has_failed = self._was_warned = False

    def open(self, problem: ProblemId) -> KeptDraft | None:
        """Return what was typed for a problem and not printed."""
        self.problem, self._kept = problem, ()
        self._has_failed = self._was_warned = False
        for kept in self._desk.drafts.of_problem(problem):
            if kept.draft.form == "letter":
                self._kept = kept.draft.typed
                return kept
        return None

    def keep(self, typed: Typed) -> None:
        """Have what is typed written, unless it is; nothing typed leaves no draft."""
        if self.problem is None or typed == self._kept:
            return
        if not typed:
            self.end(typed)
            return
        self._kept = typed
        self._desk.drafts.keep(Draft(self.problem, "letter", typed=typed), self.take_trouble)

    def end(self, typed: Typed) -> None:
        """End the draft; what stands in the fields is none until it is changed."""
        if self.problem is not None:
            self._kept = typed
            key = DraftKey(self.problem, "letter")
            self._desk.drafts.discard(key, self.take_discarded, self.take_trouble)

    def may_leave(self) -> bool:
        """Say whether all of it is kept; warn once where that failed."""
        asks, self._was_warned = self._has_failed and not self._was_warned, self._has_failed
        return not asks

    @Slot(object)
    def take_discarded(self, _changes: Changes) -> None:
        """Nothing is unfinished any more."""
        self.ended.emit()

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Note that what is typed could not be kept."""
        self._has_failed, self._kept = True, ()
        self.failed.emit(trouble)
