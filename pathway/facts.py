"""The facts about one patient's one problem, as clinicians state them: nothing here is concluded.

Closed sets of codes are ``Literal`` strings, so that a fact reads the same in a file, a table, a
rule and a test. A blank is a value of its own (``None``, ``"unknown"`` or ``"not_asked"``) and
never means "no".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from pathway.escalation import Escalation

Answer: TypeAlias = Literal["yes", "no", "unable", "declined", "not_asked"]
Known: TypeAlias = Literal["yes", "no", "unknown"]
Sex: TypeAlias = Literal["female", "male", "other", "unknown"]
Region: TypeAlias = Literal["cervical", "lumbar", "thoracic", "unsure"]
Cause: TypeAlias = Literal["disc", "stenosis", "other", "unknown"]
Side: TypeAlias = Literal["left", "right", "both", "midline", "unknown"]
BodySide: TypeAlias = Literal["left", "right"]
Course: TypeAlias = Literal["progressing", "stable", "longstanding"]
Sensation: TypeAlias = Literal["normal", "reduced", "absent", "increased"]
Reflex: TypeAlias = Literal["absent", "reduced", "normal", "brisk"]
TestResult: TypeAlias = Literal["positive", "negative", "not_done"]
ExamUnlisted: TypeAlias = Literal["normal", "not_done"]
Radiation: TypeAlias = Literal["none", "above_elbow_or_knee", "below_elbow_or_knee", "hand_or_foot"]
PregnancyStatus: TypeAlias = Literal["yes", "no", "unknown", "not_applicable"]
Outcome: TypeAlias = Literal[
    "helped", "insufficient", "not_tolerated", "contraindicated", "unknown"
]
FlagState: TypeAlias = Literal["open", "escalated", "cleared", "confirmed"]
AllergyState: TypeAlias = Literal["known", "none_known", "not_recorded", "unavailable"]
ListState: TypeAlias = Literal["listed", "none_known", "not_asked"]
"""What an empty list means; a list that names something is "listed", whatever stands here."""
BirthKnown: TypeAlias = Literal["day", "month", "year", "age"]
"""How well a birth date is known; of "age" the person told the completed years on some day."""
CareKind: TypeAlias = Literal[
    "education",
    "home_exercise",
    "exercise",
    "supervised_exercise",
    "physiotherapy",
    "manual_therapy",
    "motor_control",
    "neural_gliding",
    "directional_exercise",
    "tai_chi",
    "yoga",
    "stretching",
    "postural_education",
    "massage",
    "acupuncture",
    "heat",
    "cold",
    "rest",
    "bed_rest",
    "laser",
    "cbt",
    "traction",
    "collar",
    "lumbar_support",
    "medicine",
]
OverrideWhat: TypeAlias = Literal["care_block", "surgical_window", "option", "imaging"]
BlockKind: TypeAlias = Literal["active", "passive", "empty", "paused"]
ReferralKind: TypeAlias = Literal[
    "surgical_evaluation",
    "imaging",
    "physiotherapy",
    "nerve_block_opinion",
    "rheumatology",
    "emergency",
    "other",
]
ReferralState: TypeAlias = Literal["draft", "sent", "arrived", "answered", "declined", "lost"]


class Spot(NamedTuple):
    """A place of the body on one side of the patient: a zone, a muscle, a reflex or a test."""

    side: BodySide
    place: str


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` to ``end``, both included; ``end`` None means still running."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class OnsetDay:
    """The day of onset is known."""

    day: date


@dataclass(frozen=True, slots=True)
class OnsetMonth:
    """Only the month of onset is known; ``month`` is its first day."""

    month: date


@dataclass(frozen=True, slots=True)
class OnsetAbout:
    """About ``days`` days before ``said_on``, in the patient's ``words``."""

    days: int
    said_on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class OnsetUnknown:
    """Nobody knows; the problem was first documented on ``first_documented``."""

    first_documented: date


Onset: TypeAlias = OnsetDay | OnsetMonth | OnsetAbout | OnsetUnknown


@dataclass(frozen=True, slots=True)
class Pregnancy:
    """Pregnancy status; ``weeks`` as of ``on``, or of the latest visit when ``on`` is None."""

    status: PregnancyStatus = "unknown"
    weeks: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Egfr:
    """Estimated glomerular filtration rate in mL/min/1.73 m² and the day it was measured."""

    value: float
    on: date


@dataclass(frozen=True, slots=True)
class MedicineTaken:
    """A medicine by generic or brand name; ``stopped`` is the first day without it."""

    name: str
    stopped: date | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """Who the patient is and what bears on every decision.

    Where ``birth_known`` is not "day", ``birth_date`` is the first day on which the patient can
    have been born (birth.py has the last one), and ``birth_told_on`` the day of which an age was
    told.
    """

    birth_date: date
    number: str = ""
    family_name: str = ""
    given_name: str = ""
    sex: Sex = "unknown"
    language: str = ""
    pregnancy: Pregnancy = Pregnancy()
    breastfeeding: Known = "unknown"
    egfr: Egfr | None = None
    weight_kg: float | None = None
    conditions: frozenset[str] = frozenset()
    medicines: tuple[MedicineTaken, ...] = ()
    allergies: tuple[str, ...] = ()
    allergy_state: AllergyState = "not_recorded"
    smoker: Known = "unknown"
    birth_known: BirthKnown = "day"
    birth_told_on: date | None = None
    conditions_state: ListState = "not_asked"
    medicines_state: ListState = "not_asked"


@dataclass(frozen=True, slots=True)
class Closed:
    """The day and the reason for which a problem was closed."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One pinched-nerve problem: where, which side, since when."""

    region: Region
    onset: Onset
    side: Side = "unknown"
    cause: Cause = "unknown"
    pain_free: tuple[Span, ...] = ()
    closed: Closed | None = None


@dataclass(frozen=True, slots=True)
class FlagAnswer:
    """One answer of the red-flag interview.

    ``number`` is set for counted items only (RF-C9 in mL, RF-M10 in repetitions in 10 s).
    """

    answer: Answer
    since: date | None = None
    course: Course | None = None
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Weakness:
    """Since when power is reduced and how it has gone since."""

    since: date | None = None
    course: Course | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What was asked, told and found at one contact.

    ``power`` holds MRC grades 0–5, ``pain_*`` the 0–10 numeric rating, ``temperature`` °C.
    ``red_flags_unlisted`` and ``exam_unlisted`` exist for stated-normal records from files only.
    ``beside`` holds what has no field of its own, by the code of the catalogue and as it was given:
    items of scores, the situation of the visit, what the patient said back.
    """

    on: date
    recorded_at: datetime | None = None
    pain_spine: int | None = None
    pain_limb: int | None = None
    psfs: float | None = None
    state_acceptable: Known = "unknown"
    red_flags: Mapping[str, FlagAnswer] = field(default_factory=lambda: MappingProxyType({}))
    red_flags_unlisted: Answer = "not_asked"
    pain_map: frozenset[Spot] = frozenset()
    sensation: Mapping[Spot, Sensation] = field(default_factory=lambda: MappingProxyType({}))
    power: Mapping[Spot, int] = field(default_factory=lambda: MappingProxyType({}))
    reflexes: Mapping[Spot, Reflex] = field(default_factory=lambda: MappingProxyType({}))
    tests: Mapping[Spot, TestResult] = field(default_factory=lambda: MappingProxyType({}))
    rotation_degrees: float | None = None
    exam_unlisted: ExamUnlisted = "not_done"
    temperature: float | None = None
    weakness: Weakness | None = None
    numbness_since: date | None = None
    radiation: Radiation | None = None
    goal_pain: int | None = None
    goal_function: str = ""
    intractable_pain: str = ""
    surgery_candidate: Known = "unknown"
    note: str = ""
    beside: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    signed: bool = True

    def answered(self, item: str) -> Answer:
        """Return the answer to a red-flag item, "not_asked" when it is blank."""
        given = self.red_flags.get(item)
        return given.answer if given else self.red_flags_unlisted


@dataclass(frozen=True, slots=True)
class Care:
    """Conservative care given: single ``dates``, or ``days_per_week`` days of a running span."""

    kind: CareKind
    name: str = ""
    dates: tuple[date, ...] = ()
    span: Span | None = None
    days_per_week: int = 7
    outcome: Outcome = "unknown"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to be given: medicine names and care kinds."""

    medicines: tuple[str, ...] = ()
    care: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagRecord:
    """What people did about a red flag: escalated, cleared or confirmed, when, by whom, and why.

    ``basis`` is "imaging", "specialist" or "other", or as a file has it; ``words`` says more.
    """

    id: str
    raised_on: date
    state: FlagState
    on: date | None = None
    by: str = ""
    basis: str = ""
    called: Known = "unknown"
    arrived: Known = "unknown"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A clinician's decision that stands above a rule, with its reason.

    ``value`` is "open" for the surgical window, an option id, an imaging advice; ``block`` and
    ``block_as`` belong to ``what`` "care_block".
    """

    what: OverrideWhat
    on: date
    by: str
    reason: str
    value: str = ""
    block: int | None = None
    block_as: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral and how far it got on a day; ``words`` is what was asked, or the answer's gist."""

    kind: ReferralKind
    on: date
    state: ReferralState
    to: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything known about one patient's one problem: what the rules read.

    ``flags`` holds what follows from ``escalations`` too (``escalating.flag_records``).
    """

    patient: Patient
    problem: Problem
    visits: tuple[Visit, ...] = ()
    care: tuple[Care, ...] = ()
    plan: Plan = Plan()
    flags: tuple[FlagRecord, ...] = ()
    overrides: tuple[Override, ...] = ()
    referrals: tuple[Referral, ...] = ()
    escalations: tuple[Escalation, ...] = ()
