"""How a problem stands from one day to the next on which that changes by itself, and what moved.

A state is what lists are sorted by: no rule of its own, but a few values of an assessment.
"""

from dataclasses import dataclass, replace
from datetime import date

from pathway.assessment import Assessment
from pathway.evaluate import conclude, look_ahead
from pathway.facts import Chart
from pathway.finding import Level, Reason, StageCode, SurgicalStatus
from pathway.forecast import Outlook, forecast
from pathway.guidelines import Guidelines
from pathway.records import PatientId, ProblemId
from pathway.standing import standing_of


@dataclass(frozen=True, slots=True)
class State:
    """Where a problem stands; ``open_flags`` are red-flag items, the most urgent first."""

    stage: StageCode
    surgical_status: SurgicalStatus
    flag_level: Level
    open_flags: tuple[str, ...] = ()
    contact_by: date | None = None
    window_opens_on: date | None = None
    decision_due_on: date | None = None
    rescreen_by: date | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is concluded on a day, with the forecast, and each later day's state that is another."""

    assessment: Assessment
    states: tuple[tuple[date, State], ...]

    @property
    def changes_on(self) -> date | None:
        """Return the first later day on which something changes by itself.

        That is the first day of the forecast, or an earlier one on which the state changes in a way
        that the forecast has no word for, such as care that begins to help by its own clock.
        """
        days = [day for day, _ in self.states[1:2]]
        days += [entry.on for entry in (self.assessment.forecast or ())[:1]]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Move:
    """A problem that came from one state into another by the calendar alone, and why.

    ``on`` is the day on which it happened, however late it was noticed; ``number`` counts moves.
    """

    number: int
    problem: ProblemId
    on: date
    was: State
    now: State
    because: tuple[Reason, ...]
    pack_id: str
    pack_version: str


@dataclass(frozen=True, slots=True)
class MovedPatient:
    """A move that nobody has seen yet, with enough to tell whose it is."""

    move: Move
    patient: PatientId
    family_name: str
    given_name: str
    number: str


def state_of(assessment: Assessment) -> State:
    """Return the state in an assessment."""
    flags, surgical = assessment.red_flags, assessment.surgical_evaluation
    by_urgency = sorted(flags.open, key=lambda flag: (-flag.level, flag.id))
    return State(
        stage=assessment.stage.code,
        surgical_status=surgical.status,
        flag_level=flags.level,
        open_flags=tuple(flag.id for flag in by_urgency),
        contact_by=assessment.next_contact.by,
        window_opens_on=surgical.window_opens_on,
        decision_due_on=surgical.decision_due_on,
        rescreen_by=flags.rescreen_by,
    )


def assess_ahead(chart: Chart, on: date, guidelines: Guidelines) -> Ahead:
    """Return what is concluded on a day with its forecast, and the states of the days to come."""
    standing = standing_of(chart, on, guidelines)
    today = conclude(standing)
    found = [(on, state_of(today))]

    def look(chart: Chart, day: date, guidelines: Guidelines) -> Outlook:
        outlook = look_ahead(chart, day, guidelines)
        state = state_of(outlook.assessment)
        if state != found[-1][1]:
            found.append((day, state))
        return outlook

    entries = forecast(Outlook(standing, today), look)
    return Ahead(replace(today, forecast=entries), tuple(found))


def is_move(was: State, now: State) -> bool:
    """Answer whether a problem moved: another stage, surgical status or level of red flags."""
    return (was.stage, was.surgical_status, was.flag_level) != (
        now.stage,
        now.surgical_status,
        now.flag_level,
    )


def reasons_of(was: State, seen: Assessment) -> tuple[Reason, ...]:
    """Return the engine's own reasons for what is another than it was, each once."""
    now = state_of(seen)
    found: list[Reason] = []
    if now.flag_level != was.flag_level:
        found += [reason for flag in seen.red_flags.open for reason in flag.because]
    if now.stage != was.stage:
        found += seen.stage.because
    if now.surgical_status != was.surgical_status:
        found += seen.surgical_evaluation.because
    if now.contact_by != was.contact_by:
        found += seen.next_contact.because
    return tuple(dict.fromkeys(found))
