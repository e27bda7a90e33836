"""The clinic's own figures: what is counted, of whom, and what nobody recorded; nothing is guessed.

Each number holds the problems behind it, so that a page can list them. ``docs/figures.md`` has the
definitions in full; the one of each figure is the docstring of the function that counts it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low
from typing import Final, Literal, Protocol, TypeAlias, TypeVar

from pathway.records import PatientId, ProblemId

FigureName: TypeAlias = Literal["stages", "imaging", "opioids", "window", "recalls", "rules"]
FIGURES: Final[tuple[FigureName, ...]] = (
    "stages",
    "imaging",
    "opioids",
    "window",
    "recalls",
    "rules",
)
"""In the order in which they stand on the page and are counted: what takes longest comes last."""
PeriodName: TypeAlias = Literal["weeks_4", "months_3", "months_12", "all"]
PERIOD_DAYS: Final[Mapping[PeriodName, int | None]] = {
    "weeks_4": 28,
    "months_3": 91,
    "months_12": 365,
    "all": None,
}
"""How many days a period has, today included; None has no beginning."""
STAGES: Final = ("acute", "subacute", "chronic", "unknown", "", "closed")
"""The earliest first: a patient with several problems counts by the first of these."""
NO_OUTCOME: Final = "not_recorded"


class _Counted(Protocol):
    """A case of some figure."""

    @property
    def problem(self) -> ProblemId:
        """Return whose case it is."""


_Case = TypeVar("_Case", bound=_Counted)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        """Return whether a day lies in the period."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Part:
    """One number: ``code`` says of what, ``cases`` are the problems behind it, one per count.

    ``of`` is a number of another part in which it is contained, such as how often a rule fired.
    """

    code: str
    cases: tuple[ProblemId, ...]
    of: int | None = None

    @property
    def count(self) -> int:
        """Return the number."""
        return len(self.cases)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its parts are whole numbers ``of`` the same whole, unless a part says otherwise.

    ``unknown`` are cases of which the records do not say enough, by what is missing; they are in no
    part. ``days`` is a median in whole days, None where there is nothing to take it of.
    """

    name: FigureName
    of: int
    parts: tuple[Part, ...]
    unknown: tuple[Part, ...] = ()
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """In which stage a problem of a patient is; an empty stage could not be worked out."""

    patient: PatientId
    problem: ProblemId
    stage: str


@dataclass(frozen=True, slots=True)
class Imaged:
    """A request for imaging, and what the rules say of that day.

    ``care_day`` counts care without pauses; None before any care was recorded. ``has_flag`` tells
    whether a red flag stood open; None where the rules could not be asked.
    """

    problem: ProblemId
    on: date
    care_day: int | None
    has_flag: bool | None


@dataclass(frozen=True, slots=True)
class OpioidStart:
    """The first opioid of a problem, and what had been begun before; ``on`` None: not recorded."""

    problem: ProblemId
    on: date | None
    after_non_drug: bool = False
    after_nsaid: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A window for surgical evaluation that opened, and the first decision since, if any."""

    problem: ProblemId
    on: date
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that spoke in the advice on a problem."""

    problem: ProblemId
    rule: str


@dataclass(frozen=True, slots=True)
class Overrode:
    """A rule that a clinician decided against, with the code of the reason."""

    problem: ProblemId
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recall:
    """Somebody who was to be called or visited: the outcome, None when nobody recorded one."""

    problem: ProblemId
    outcome: str | None


def period_of(name: PeriodName, today: date) -> Period:
    """Return a period that ends today."""
    days = PERIOD_DAYS[name]
    first = date.min if days is None else today - timedelta(days - 1)
    return Period(first, today)


def by_stage(found: Iterable[Standing]) -> Figure:
    """Count patients by stage today; each once, so that the stages together are all patients.

    A patient with several problems counts by the one in the earliest stage: acute before subacute,
    before chronic, before not known, before one whose advice could not be worked out. Closed counts
    who has no open problem.
    """
    least: dict[PatientId, Standing] = {}
    for one in found:
        kept = least.get(one.patient)
        if kept is None or _order(one) < _order(kept):
            least[one.patient] = one
    cases: dict[str, list[ProblemId]] = {stage: [] for stage in STAGES}
    for one in least.values():
        cases[_stage(one)].append(one.problem)
    parts = tuple(Part(stage or "no_advice", tuple(cases[stage])) for stage in STAGES)
    return Figure("stages", len(least), parts)


def by_imaging(found: Iterable[Imaged], care_days: int) -> Figure:
    """Count requests for imaging by whether a red flag stood open, and how long care had run.

    "early": before ``care_days`` days of care (42 by the pack) without an open flag. Without any
    care recorded by then the request is named apart: it may have been given elsewhere.
    """
    requests = tuple(found)
    known = [one for one in requests if one.has_flag is not None]
    calm = [one for one in known if not one.has_flag]
    parts = (
        _part("early", calm, lambda one: _is_cared_for(one) and not _has_care(one, care_days)),
        _part("after_care", calm, lambda one: _has_care(one, care_days)),
        _part("with_flag", known, lambda one: bool(one.has_flag)),
    )
    unknown = (
        _part("no_care_recorded", calm, lambda one: not _is_cared_for(one)),
        _part("no_advice", requests, lambda one: one.has_flag is None),
    )
    return Figure("imaging", len(requests), parts, unknown)


def by_opioids(found: Iterable[OpioidStart]) -> Figure:
    """Count first opioids by what had been begun before: care without medicines, and an NSAID.

    An NSAID that is recorded as not tolerated or contraindicated counts as tried. Opioids without
    a first day, such as those of a list of medicines, are named apart.
    """
    starts = tuple(found)
    dated = [one for one in starts if one.on is not None]
    parts = (
        _part("after_both", dated, lambda one: one.after_non_drug and one.after_nsaid),
        _part("without_nsaid", dated, lambda one: one.after_non_drug and not one.after_nsaid),
        _part("without_non_drug", dated, lambda one: not one.after_non_drug and one.after_nsaid),
        _part("without_both", dated, lambda one: not (one.after_non_drug or one.after_nsaid)),
    )
    unknown = (_part("no_start", starts, lambda one: one.on is None),)
    return Figure("opioids", len(starts), parts, unknown)


def by_window(found: Iterable[Opened]) -> Figure:
    """Count windows for surgical evaluation that opened, and how many days the decision took.

    A decision is the first request for surgical evaluation that was sent, or the answer to the
    suggestion of an open window, whichever came first; it may be not to refer. One before the
    window opened took no day. The median is of windows with a decision only; of two in the middle
    the smaller.
    """
    windows = tuple(found)
    decided = [one for one in windows if one.decided_on is not None]
    days = [max((one.decided_on - one.on).days, 0) for one in decided if one.decided_on]
    parts = (_part("decided", windows, lambda one: one.decided_on is not None),)
    unknown = (_part("no_decision", windows, lambda one: one.decided_on is None),)
    return Figure("window", len(windows), parts, unknown, median_low(days) if days else None)


def by_recall(found: Iterable[Recall], outcomes: Iterable[str]) -> Figure:
    """Count rows of printed recall sheets, and outcomes without a sheet, by outcome."""
    rows = tuple(found)
    parts = tuple(_part(code, rows, _with_outcome(code)) for code in outcomes)
    unknown = (_part(NO_OUTCOME, rows, lambda one: one.outcome is None),)
    return Figure("recalls", len(rows), parts, unknown)


def by_rule(fired: Iterable[Fired], overrode: Iterable[Overrode]) -> Figure:
    """Count for each rule in how many problems it fired and in how many it was overridden.

    However often advice was worked out or an override was entered: once per problem and rule. A
    rule that was overridden had fired. The parts of a reason are problems, too: one that was
    overridden for two reasons stands in both.
    """
    against = tuple(dict.fromkeys(overrode))
    spoke: dict[str, dict[ProblemId, None]] = {}
    heard = [(one.rule, one.problem) for one in fired]
    for rule, problem in (*heard, *((one.rule, one.problem) for one in against)):
        spoke.setdefault(rule, {})[problem] = None
    denied: dict[str, dict[str, dict[ProblemId, None]]] = {}
    for each in against:
        denied.setdefault(each.rule, {}).setdefault(each.reason, {})[each.problem] = None
    parts: list[Part] = []
    for rule in sorted(spoke, key=lambda rule: (-len(spoke[rule]), rule)):
        parts += _rule_parts(rule, tuple(spoke[rule]), denied.get(rule, {}))
    return Figure("rules", sum(len(problems) for problems in spoke.values()), tuple(parts))


def _part(code: str, found: Iterable[_Case], is_meant: Callable[[_Case], bool]) -> Part:
    return Part(code, tuple(one.problem for one in found if is_meant(one)))


def _with_outcome(code: str) -> Callable[[Recall], bool]:
    return lambda one: one.outcome == code


def _is_cared_for(one: Imaged) -> bool:
    return one.care_day is not None


def _has_care(one: Imaged, care_days: int) -> bool:
    return one.care_day is not None and one.care_day >= care_days


def _stage(one: Standing) -> str:
    return one.stage if one.stage in STAGES else ""


def _order(one: Standing) -> tuple[int, ProblemId]:
    return STAGES.index(_stage(one)), one.problem


def _rule_parts(
    rule: str, fired: tuple[ProblemId, ...], denied: Mapping[str, Mapping[ProblemId, None]]
) -> tuple[Part, ...]:
    """Return how often a rule fired, was overridden, and for which reasons."""
    whole = dict.fromkeys(problem for problems in denied.values() for problem in problems)
    reasons = sorted(denied, key=lambda reason: (-len(denied[reason]), reason))
    return (
        Part(f"fired:{rule}", fired),
        Part(f"overridden:{rule}", tuple(whole), len(fired)),
        *(Part(f"reason:{rule}:{one}", tuple(denied[one]), len(whole)) for one in reasons),
    )
