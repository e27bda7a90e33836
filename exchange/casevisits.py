"""The visits of a case file."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from exchange.casebeside import Scores, Situation, beside, psfs
from exchange.casetypes import (
    Celsius,
    Day,
    Degrees,
    FeltZone,
    FunctionGoal,
    Grade,
    Moment,
    Muscle,
    Note,
    Pain,
    PainGoal,
    Part,
    Reason,
    ReflexName,
    TestName,
    Zone,
    expects,
    known,
    refuse_strange_keys,
)
from pathway.coding import COUNTED
from pathway.facts import (
    Answer,
    BodySide,
    Course,
    ExamUnlisted,
    FlagAnswer,
    Known,
    Radiation,
    Reflex,
    Sensation,
    Spot,
    TestResult,
    Visit,
    Weakness,
)

GivenAnswer: TypeAlias = Literal["yes", "no", "unable", "declined"]
Value = TypeVar("Value")

UNLISTED: Final = "unlisted"
_ANSWER_KEYS: Final = ("answer", "since", "course")
_NOT_COUNTED: Final = frozenset({"unable", "declined"})


class PainCase(Part):
    """The 0–10 pain scores of a visit."""

    spine: Pain | None = None
    limb: Pain | None = None


class GoalsCase(Part):
    """What the patient wants to reach."""

    pain: PainGoal | None = None
    function: FunctionGoal = ""


class WeaknessCase(Part):
    """Since when power is reduced, and how it has gone since."""

    since: Day | None = None
    course: Course | None = None


class FlagCase(Part):
    """One item of the red-flag interview in any form that the file may give it."""

    answer: GivenAnswer
    since: Day | None = None
    course: Course | None = None
    number: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _long_form(cls, given: object, info: ValidationInfo) -> object:
        if not isinstance(given, _Item):
            return given
        _refuse_unknown(given.id, info)
        if given.id in COUNTED:
            return _counted(given, info)
        if isinstance(given.value, dict):
            return refuse_strange_keys(given.value, _ANSWER_KEYS)
        if isinstance(given.value, str):
            return {"answer": given.value}
        raise expects("an answer (yes, no, unable, declined) or an object with one")

    def fact(self) -> FlagAnswer:
        """Return the answer as a fact."""
        return FlagAnswer(self.answer, self.since, self.course, self.number)


class _Item:
    """A value of ``red_flags`` together with its key."""

    def __init__(self, id_: str, value: object) -> None:
        self.id = id_
        self.value = value


def _with_ids(given: object) -> object:
    if not isinstance(given, dict):
        return given
    return {key: _Item(key, value) for key, value in given.items()}


def _refuse_unknown(item: str, info: ValidationInfo) -> None:
    its = known(info)
    if item == UNLISTED or item in its.asked:
        return
    if item in its.flags:
        raise expects("no answer here: this red flag is computed from the other findings")
    raise expects("a red-flag id of the guideline pack as the key")


def _counted(given: _Item, info: ValidationInfo) -> object:
    value = given.value
    if isinstance(value, str) and value in _NOT_COUNTED:
        return {"answer": value}
    item = known(info).catalogue.item(f"flag.{given.id}")
    unit = f" {item.unit}" if item.unit else ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not item.is_in_range(float(str(value))):
        raise expects(f"a number from {item.low:g} to {item.high:g}{unit}, unable or declined")
    if item.kind == "whole" and not isinstance(value, int):
        raise expects("a whole number")
    return {"answer": "yes", "number": value}


class TestsCase(Part):
    """The provocation tests of each side, and how far the neck turns."""

    __test__ = False

    left: dict[TestName, TestResult] = Field(default_factory=dict)
    right: dict[TestName, TestResult] = Field(default_factory=dict)
    rotation_degrees: Degrees | None = None


class VisitCase(Part):
    """What was asked, told and found at one contact."""

    date: Day
    recorded_at: Moment | None = None
    pain: PainCase = PainCase()
    scores: Scores = Field(default_factory=dict)
    situation: Situation = Field(default_factory=dict)
    state_acceptable: Known = "unknown"
    red_flags: Annotated[dict[str, FlagCase], BeforeValidator(_with_ids)] = Field(
        default_factory=dict
    )
    pain_map: dict[BodySide, list[Zone]] = Field(default_factory=dict)
    sensation: dict[BodySide, dict[FeltZone, Sensation]] = Field(default_factory=dict)
    power: dict[BodySide, dict[Muscle, Grade]] = Field(default_factory=dict)
    reflexes: dict[BodySide, dict[ReflexName, Reflex]] = Field(default_factory=dict)
    tests: TestsCase = TestsCase()
    exam_unlisted: ExamUnlisted = "not_done"
    temperature: Celsius | None = None
    weakness: WeaknessCase | None = None
    numbness_since: Day | None = None
    radiation: Radiation | None = None
    goals: GoalsCase = GoalsCase()
    intractable_pain: Reason | None = None
    surgery_candidate: Known = "unknown"
    note: Note = ""

    def fact(self) -> Visit:
        """Return the visit as facts."""
        weakness = self.weakness
        return Visit(
            on=self.date,
            recorded_at=self.recorded_at,
            pain_spine=self.pain.spine,
            pain_limb=self.pain.limb,
            psfs=psfs(self.scores),
            state_acceptable=self.state_acceptable,
            red_flags=self._answers(),
            red_flags_unlisted=self._unlisted(),
            pain_map=frozenset(
                Spot(side, zone) for side, zones in self.pain_map.items() for zone in zones
            ),
            sensation=_spots(self.sensation),
            power=_spots(self.power),
            reflexes=_spots(self.reflexes),
            tests=_spots({"left": self.tests.left, "right": self.tests.right}),
            rotation_degrees=self.tests.rotation_degrees,
            exam_unlisted=self.exam_unlisted,
            temperature=self.temperature,
            weakness=Weakness(weakness.since, weakness.course) if weakness else None,
            numbness_since=self.numbness_since,
            radiation=self.radiation,
            goal_pain=self.goals.pain,
            goal_function=self.goals.function,
            intractable_pain=self.intractable_pain or "",
            surgery_candidate=self.surgery_candidate,
            note=self.note,
            beside=beside(self.scores, self.situation),
        )

    def _answers(self) -> dict[str, FlagAnswer]:
        return {item: given.fact() for item, given in self.red_flags.items() if item != UNLISTED}

    def _unlisted(self) -> Answer:
        given = self.red_flags.get(UNLISTED)
        return given.answer if given else "not_asked"


def _spots(sides: Mapping[BodySide, Mapping[str, Value]]) -> dict[Spot, Value]:
    return {Spot(side, place): value for side, row in sides.items() for place, value in row.items()}
