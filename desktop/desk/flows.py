"""The flows of the clinic's day at the desk: escalating, clearing, referring, closing."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db import decisions, episodes, escalations
from db.decisions import Decision
from desktop.background import Taker
from desktop.trouble import Trouble
from pathway.assessment import Assessment
from pathway.drafts import DraftKey
from pathway.evaluate import assess_day
from pathway.facts import Chart, FlagRecord, Override, Referral
from pathway.records import (
    Changes,
    DraftForm,
    EnteredInError,
    EscalationBegun,
    EscalationGoesOn,
    ProblemId,
)
from pathway.story import ProblemEntry

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk


class Flows(QObject):
    """Carries decisions to the store, and tells beforehand what one would change."""

    def __init__(self, desk: "Desk", clinic: "Clinic") -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = clinic

    def escalate(
        self, begun: EscalationBegun, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep the first step of an escalation."""
        self._desk.drafts.forget(DraftKey(begun.problem, "escalation"))
        work = partial(self._clinic.write, escalations.begin, begun, self._desk.stamp())
        self._desk.write(work, then, failed)

    def go_on(
        self,
        problem: ProblemId,
        more: EscalationGoesOn,
        then: Taker[Changes],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Keep a further step of an escalation."""
        self._desk.drafts.forget(DraftKey(problem, "escalation"))
        work = partial(self._clinic.write, escalations.go_on, more, self._desk.stamp())
        self._desk.write(work, then, failed)

    def mark_step(
        self, wrong: EnteredInError, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep that a step of an escalation was entered in error."""
        work = partial(self._clinic.write, escalations.enter_in_error, wrong, self._desk.stamp())
        self._desk.write(work, then, failed)

    def decide(
        self,
        problem: ProblemId,
        made: FlagRecord | Override,
        then: Taker[Changes],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Keep a decision about a red flag or a rule; the draft of clearing ends with it."""
        draft: DraftForm | None = "clearing" if isinstance(made, FlagRecord) else None
        if draft:
            self._desk.drafts.forget(DraftKey(problem, draft))
        decision = Decision(problem, made, draft)
        work = partial(self._clinic.write, decisions.record, decision, self._desk.stamp())
        self._desk.write(work, then, failed)

    def refer(
        self,
        problem: ProblemId,
        made: Referral,
        then: Taker[Changes],
        failed: Taker[Trouble] | None = None,
    ) -> None:
        """Keep a referral, or how far one got; the draft of referring ends with it."""
        self._desk.drafts.forget(DraftKey(problem, "referral"))
        decision = Decision(problem, made, "referral")
        work = partial(self._clinic.write, decisions.refer, decision, self._desk.stamp())
        self._desk.write(work, then, failed)

    def change_episode(
        self, entry: ProblemEntry, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep that a problem was closed or opened again, or that its pain came back."""
        if entry.draft:
            self._desk.drafts.forget(entry.draft)
        work = partial(self._clinic.write, episodes.record, entry, self._desk.stamp())
        self._desk.write(work, then, failed)

    def concluded(self, chart: Chart) -> Assessment | None:
        """Return what the rules would conclude today of a chart; None when they fail."""
        if not self._desk.guidelines.is_trusted:
            return None
        try:
            return assess_day(chart, self._desk.today, self._desk.guidelines)
        except Exception as error:  # noqa: BLE001 - what cannot be told beforehand is said to be so
            self._desk.told(error)
            return None


def with_flag(chart: Chart, made: FlagRecord) -> Chart:
    """Return a chart as it would be after a decision about a red flag."""
    return replace(chart, flags=(*chart.flags, made))
