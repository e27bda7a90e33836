"""The clinic's records as they cross from one room to another: ids, entries, rows, changes.

The store makes and takes these; pages show them. They carry facts and identities, never
conclusions.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NewType, TypeAlias

from pathway.acknowledged import Acknowledged
from pathway.escalation import CalledPlace, Escalation, EscalationStep, RaisedFlag
from pathway.facts import BirthKnown, Care, Chart, Patient, Problem, Region, Sex, Side, Visit
from pathway.responses import Response

PatientId = NewType("PatientId", str)
ProblemId = NewType("ProblemId", str)
VisitId = NewType("VisitId", str)
CareId = NewType("CareId", str)

EscalationId = NewType("EscalationId", str)
StepId = NewType("StepId", str)
OperationId = NewType("OperationId", str)

Area: TypeAlias = Literal[
    "patients", "visits", "care", "clinic", "prints", "drafts", "plan", "moves", "recalls"
]


DraftForm: TypeAlias = Literal[
    "visit",
    "amendment",
    "registration",
    "patient",
    "decision",
    "problem",
    "new_problem",
    "escalation",
    "clearing",
    "referral",
    "episode",
    "recall",
    "letter",
]
"""The forms of which the unsaved state is kept."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who did something, at which moment (aware, UTC), and which day it is for the clinic."""

    who: str
    at: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Registration:
    """A new patient with the problem they came with."""

    patient: Patient
    problem: Problem
    draft: DraftForm | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Who corrected a record afterwards, when and why; undoing gives ``UNDONE`` as its reason."""

    by: str
    at: datetime
    reason: str


UNDONE: Final = "undone"
"""The reason that undo and redo leave behind; windows have words for it."""


@dataclass(frozen=True, slots=True)
class CareEntry:
    """Care as entered on a form; ``id`` is None until the store knows it."""

    care: Care
    id: CareId | None = None
    in_error: Correction | None = None


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """A visit as entered on a form, with the care told at it; ``id`` is None for a new visit.

    ``draft`` names the form whose draft ends with this entry.
    """

    problem: ProblemId
    visit: Visit
    care: tuple[CareEntry, ...] = ()
    id: VisitId | None = None
    draft: DraftForm | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A signed visit as it should have been, and why it is changed."""

    entry: VisitEntry
    reason: str


@dataclass(frozen=True, slots=True)
class EnteredInError:
    """Something that should never have been recorded, and why."""

    id: VisitId | CareId | StepId
    reason: str


@dataclass(frozen=True, slots=True)
class EscalationBegun:
    """The first step of an escalation, to which place, and the flags that it is about."""

    problem: ProblemId
    place: CalledPlace
    step: EscalationStep
    flags: tuple[RaisedFlag, ...] = ()
    place_words: str = ""
    draft: DraftForm | None = None


@dataclass(frozen=True, slots=True)
class EscalationGoesOn:
    """A further step of an escalation."""

    escalation: EscalationId
    step: EscalationStep
    draft: DraftForm | None = None


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A step of an escalation as the store holds it."""

    id: StepId
    step: EscalationStep
    recorded_at: datetime
    in_error: Correction | None = None


@dataclass(frozen=True, slots=True)
class RecordedEscalation:
    """An escalation as the store holds it, with steps that were entered in error beside it."""

    id: EscalationId
    escalation: Escalation
    steps: tuple[RecordedStep, ...]
    in_error: tuple[RecordedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Awaited:
    """A patient who was escalated and of whom no arrival and no outcome is known yet."""

    recorded: RecordedEscalation
    patient: PatientId
    problem: ProblemId
    family_name: str
    given_name: str
    number: str


@dataclass(frozen=True, slots=True)
class AcknowledgedEntry:
    """An acknowledgement of one problem, and the pack whose rule it is about."""

    problem: ProblemId
    made: Acknowledged
    pack_id: str
    pack_version: str


@dataclass(frozen=True, slots=True)
class ResponseEntry:
    """An answer to a suggestion of one problem, and the pack that suggested it.

    ``reason_words`` is how the coded reason is called, for a decision that people read.
    """

    problem: ProblemId
    made: Response
    pack_id: str
    pack_version: str
    reason_words: str = ""


@dataclass(frozen=True, slots=True)
class RecordedVisit:
    """A visit as the store holds it; ``signed_by`` is empty until it is signed off.

    ``amended`` tells of the latest change after the signature.
    """

    id: VisitId
    visit: Visit
    signed_by: str = ""
    signed_at: datetime | None = None
    amended: Correction | None = None
    in_error: Correction | None = None


@dataclass(frozen=True, slots=True)
class VisitVersion:
    """A visit as it was after one change: ``what`` names the change, ``reason`` why, if told."""

    recorded: RecordedVisit
    who: str
    at: datetime
    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """An operation that can be undone or redone: ``what`` names it ("visits.save")."""

    op: OperationId
    what: str
    at: datetime
    patient: PatientId
    problem: ProblemId
    family_name: str
    given_name: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Reversible:
    """What undo and redo would do next, None where there is nothing."""

    undo: Done | None = None
    redo: Done | None = None


@dataclass(frozen=True, slots=True)
class ChartView:
    """One problem's chart with the identities that forms need to change it.

    What was entered in error is in ``visits_in_error`` and ``care_in_error`` only: rules and forms
    never see it, pages show it struck through on request. ``acknowledged`` are the warnings that
    something was planned in spite of, ``responses`` what was answered to suggestions,
    both oldest first.
    """

    patient_id: PatientId
    problem_id: ProblemId
    chart: Chart
    visits: tuple[RecordedVisit, ...] = ()
    care: tuple[CareEntry, ...] = ()
    visits_in_error: tuple[RecordedVisit, ...] = ()
    care_in_error: tuple[CareEntry, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    escalations: tuple[RecordedEscalation, ...] = ()
    responses: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class Recalled:
    """What had been concluded at some moment, as it was kept then and by which pack.

    ``stage``, ``surgical_status`` and ``flag_level`` are codes, ``open_flags`` red-flag items,
    ``options`` those that were offered; all are empty when advice could not be worked out
    (``is_available`` false).
    """

    on: date
    pack_id: str
    pack_version: str
    is_available: bool
    stage: str = ""
    surgical_status: str = ""
    flag_level: str = ""
    open_flags: tuple[str, ...] = ()
    contact_by: date | None = None
    window_opens_on: date | None = None
    decision_due_on: date | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PatientRow:
    """One line of a list: enough to tell two patients of the same name apart.

    The birth is told as in ``facts.Patient``.
    """

    patient_id: PatientId
    problem_id: ProblemId
    family_name: str
    given_name: str
    birth_date: date
    sex: Sex
    number: str
    region: Region
    side: Side
    last_visit: date | None
    birth_known: BirthKnown = "day"


@dataclass(frozen=True, slots=True)
class ClinicCard:
    """What the store knows of the clinic itself; ``demo`` marks a synthetic one."""

    name: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed: views that show these areas or patients pull their rows again.

    ``undo_text`` names what undo would undo: the store gives the operation's name, the window its
    words; it is empty when there is nothing.
    """

    areas: frozenset[Area]
    patients: frozenset[PatientId] = frozenset()
    undo_text: str = ""
    problem: ProblemId | None = None
    visit: VisitId | None = None
