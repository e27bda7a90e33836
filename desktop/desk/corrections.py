"""Corrections at the desk: undo and redo, amendments, entries in error, and how it was before."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from db import care, history, revisions, snapshots, undoing, visits
from db.trouble import RecordRefused, StoreTrouble
from desktop import show
from desktop.background import Background, Taker
from desktop.desk.replies import read_or_tell
from desktop.desk.shelf import Shelf
from desktop.trouble import Trouble
from desktop.words import tr
from pathway.drafts import DraftKey
from pathway.evaluate import assess_day
from pathway.recalling import Shown, recalled_of
from pathway.records import (
    Amendment,
    Changes,
    ChartView,
    Done,
    EnteredInError,
    ProblemId,
    Recalled,
    RecordedVisit,
    Reversible,
    VisitId,
    VisitVersion,
)

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk

NO_END: Final = 2**62


class Corrections(QObject):
    """Puts right what was recorded; everything stays readable as it was."""

    changed = Signal()
    """What undo or redo would do is another thing now."""

    def __init__(
        self, desk: "Desk", clinic: "Clinic", background: Background, shelf: Shelf
    ) -> None:
        super().__init__(desk)
        self.reversible = Reversible()
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._shelf = shelf
        self._sat_down_at = _newest(desk)

    @property
    def undo_text(self) -> str:
        """What undo would undo, in words; empty when there is nothing."""
        return operation_words(self.reversible.undo)

    @property
    def redo_text(self) -> str:
        """What redo would do again, in words; empty when there is nothing."""
        return operation_words(self.reversible.redo)

    def undo(self, then: Taker[Changes], failed: Taker[Trouble] | None = None) -> None:
        """Undo what ``undo_text`` names."""
        done = self.reversible.undo
        if done is not None:
            self._take(Reversible())
            work = partial(self._clinic.write, undoing.undo, done.op, self._desk.stamp())
            self._desk.write(work, then, failed)

    def redo(self, then: Taker[Changes], failed: Taker[Trouble] | None = None) -> None:
        """Do again what ``redo_text`` names."""
        done = self.reversible.redo
        if done is not None:
            self._take(Reversible())
            work = partial(self._clinic.write, undoing.redo, done.op, self._desk.stamp())
            self._desk.write(work, then, failed)

    def amend(
        self, amendment: Amendment, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Change a signed visit for a reason; the draft of the amendment ends with it."""
        if amendment.entry.draft:
            self._desk.drafts.forget(DraftKey(amendment.entry.problem, amendment.entry.draft))
        self._desk.write(
            partial(self._clinic.write, visits.amend, amendment, self._desk.stamp()), then, failed
        )

    def visit_in_error(
        self, wrong: EnteredInError, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Take a visit that should never have been recorded out of the facts."""
        work = partial(self._clinic.write, visits.enter_in_error, wrong, self._desk.stamp())
        self._desk.write(work, then, failed)

    def care_in_error(
        self, wrong: EnteredInError, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Take care that was never given out of the facts."""
        work = partial(self._clinic.write, care.enter_in_error, wrong, self._desk.stamp())
        self._desk.write(work, then, failed)

    def versions(self, visit_id: VisitId) -> tuple[VisitVersion, ...]:
        """Return a visit after each of its changes, oldest first; none when it cannot be read."""
        read = partial(self._desk.reader.read, history.of_visit, visit_id)
        return read_or_tell(self._desk, read) or ()

    def as_known(self, problem_id: ProblemId, moment: datetime) -> ChartView | None:
        """Return a chart as it was known at a moment; None when it was not, or cannot be read."""
        return read_or_tell(self._desk, partial(self._known, problem_id, moment))

    def recalled(self, problem_id: ProblemId, moment: datetime) -> Recalled | None:
        """Return what had been concluded by a moment; None when nothing, or it cannot be read."""
        read = partial(self._desk.reader.read, snapshots.recalled, problem_id, moment)
        return read_or_tell(self._desk, read)

    def shown_at_signing(self, view: ChartView, recorded: RecordedVisit) -> Shown:
        """Return the advice of when a visit was signed, and what the rules say today for that day.

        The first is what was kept then, never worked out again.
        """
        read = partial(self._desk.reader.read, snapshots.shown_at_signing, recorded)
        then = read_or_tell(self._desk, read)
        self._desk.log.looked_at(view.patient_id, f"advice {recorded.visit.on}")
        return Shown(then, self.today_on(view, then.on if then else recorded.visit.on))

    def today_on(self, view: ChartView, day: date) -> Recalled | None:
        """Return what the rules conclude today for a past day; None when they cannot."""
        if not self._desk.guidelines.is_trusted:
            return None
        try:
            return recalled_of(assess_day(view.chart, day, self._desk.guidelines))
        except Exception as error:  # noqa: BLE001 - shown as missing advice, never as no advice
            self._desk.troubled.emit(self._desk.told(error))
            return None

    def look_again(self) -> None:
        """Find out what undo and redo would do now."""
        work = partial(self._shelf.reversible, self._desk.user, self._sat_down_at)
        self._background.run("search", work, self._take, self._on_failed, "reversible")

    def _known(self, problem_id: ProblemId, moment: datetime) -> ChartView | None:
        try:
            return self._desk.reader.read(history.chart_as_known, problem_id, moment)
        except RecordRefused as refused:
            if refused.code == "unknown_problem":
                return None  # it was registered later: an answer, no trouble
            raise

    @Slot(object)
    def _take(self, found: Reversible) -> None:
        if found != self.reversible:
            self.reversible = found
            self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._take(Reversible())
        self._desk.troubled.emit(self._desk.told(error))


def _newest(desk: "Desk") -> int:
    """Return the number of the newest change; where it cannot be read, nothing can be undone."""
    try:
        return desk.reader.read(revisions.head).seq
    except StoreTrouble:
        return NO_END


def operation_words(done: Done | None) -> str:
    """Return what an operation did and to whom, in words; empty for none."""
    if done is None:
        return ""
    words = {
        "visits.save": tr("saving the visit of {day} · {patient}"),
        "visits.amend": tr("amending the visit of {day} · {patient}"),
        "visits.enter_in_error": tr("marking the visit of {day} as an error · {patient}"),
        "care.enter_in_error": tr("marking care as an error · {patient}"),
        "decisions.record": tr("recording a decision · {patient}"),
        "decisions.refer": tr("recording a referral · {patient}"),
        "episodes.record": tr("closing, opening or a relapse · {patient}"),
        "escalations.begin": tr("beginning an escalation · {patient}"),
        "escalations.go_on": tr("a step of an escalation · {patient}"),
        "escalations.enter_in_error": tr("marking a step as an error · {patient}"),
        "persons.save": tr("saving the medical background · {patient}"),
        "stories.save": tr("saving the problem · {patient}"),
        "merging.merge": tr("making one record of two · {patient}"),
        "moves.acknowledge": tr("acknowledging a move · {patient}"),
        "responses.record": tr("answering a suggestion · {patient}"),
        "recalls.record": tr("what came of the call · {patient}"),
        "recalls.record_all": tr("what came of the calls · {patient}"),
    }
    said = words.get(done.what, tr("the last change · {patient}"))
    patient = show.name(done.family_name, done.given_name)
    return said.format(day=show.day(done.day), patient=patient)
