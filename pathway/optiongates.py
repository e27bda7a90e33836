"""The conditions of the day that an option hangs on: each answers why it is shut, or None.

A condition that rests on something nobody recorded stays shut and names what is missing.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from pathway.facts import Outcome
from pathway.finding import Input, Reason
from pathway.optionbook import Condition, Gate
from pathway.optionday import NSAID, OptionDay
from pathway.timing import is_past_months
from pathway.tried import RULED_OUT

CHRONIC: Final = ("chronic",)
INSUFFICIENT: Final[frozenset[Outcome]] = frozenset({"insufficient"})
OUTCOME: Final = ("care.outcome",)
OPIOID: Final = "opioid"
TRAMADOL: Final = "tramadol"
NONE: Final = "none"


def shut_by(gate: Gate, day: OptionDay) -> Reason | None:
    """Return why a condition keeps an option shut today; None when it does not."""
    if gate in day.shut:
        return day.shut[gate]
    reason = day.shut[gate] = CONDITIONS[gate.condition](day, gate.rule)
    return reason


def _chronic(day: OptionDay, rule: str) -> Reason | None:
    stage = day.standing.stage
    if stage.possible == CHRONIC:
        return None
    least = Input("day_latest", str(stage.day_latest))
    stages = Input("stages", ", ".join(stage.possible))
    missing = () if len(stage.possible) == 1 else ("onset",)
    return day.standing.guidelines.because(rule, least, stages, missing=missing)


def _gliding_days(day: OptionDay, rule: str) -> Reason | None:
    passed, needed = day.standing.stage.day_latest, day.book.numbers["gliding_from_days"]
    if passed is not None and passed >= needed:
        return None
    read = (Input("day_latest", str(passed)), Input("gliding_from_days", str(needed)))
    return day.standing.guidelines.because(rule, *read)


def _non_drug_insufficient(day: OptionDay, rule: str) -> Reason | None:
    """S40: care without medicines that reached into the chronic stage and was not enough.

    While it is not certain that the stage is chronic, care of any stage of this episode counts.
    """
    standing, since = day.standing, None
    if standing.stage.possible == CHRONIC and standing.stage.onset_latest:
        from_days = standing.guidelines.thresholds.chronic_from_days
        since = standing.stage.onset_latest + timedelta(days=from_days)
    if day.tried.non_drug(INSUFFICIENT, since):
        return None
    missing = OUTCOME if day.tried.has_open_outcome(medicines=False) else ()
    return standing.guidelines.because(rule, missing=missing)


def _nsaid_tried(day: OptionDay, rule: str) -> Reason | None:
    if day.tried.medicines(NSAID) or day.nsaid_stops:
        return None
    missing = OUTCOME if day.tried.has_open_outcome(medicines=True) else ()
    return day.standing.guidelines.because(rule, missing=missing)


def _nsaid_ruled_out(day: OptionDay, rule: str) -> Reason | None:
    if day.tried.medicines(NSAID, RULED_OUT) or day.nsaid_stops:
        return None
    return day.standing.guidelines.because(rule)


def _opioid_last(day: OptionDay, rule: str) -> Reason | None:
    """S48: care without medicines, and a medicine other than an opioid, must have failed."""
    care = day.tried.non_drug()
    medicines = day.tried.medicines_without(OPIOID)
    if care and medicines:
        return None
    read = (
        Input("failed_care", care[0].kind if care else NONE),
        Input("failed_medicine", medicines[0].name if medicines else NONE),
    )
    tried = day.tried
    unknown = tried.has_open_outcome(medicines=False) or tried.has_open_outcome(medicines=True)
    return day.standing.guidelines.because(rule, *read, missing=OUTCOME if unknown else ())


def _tramadol_tried(day: OptionDay, rule: str) -> Reason | None:
    tried = day.tried.medicines(TRAMADOL)
    return None if tried else day.standing.guidelines.because(rule)


def _care_days(day: OptionDay, rule: str) -> Reason | None:
    passed, needed = day.standing.course.care_day, day.book.numbers["nerve_block_care_days"]
    if passed is not None and passed >= needed:
        return None
    missing = ("care",) if passed is None else ()
    read = (Input("care_day", str(passed or 0)), Input("nerve_block_care_days", str(needed)))
    return day.standing.guidelines.because(rule, *read, missing=missing)


def _within_months(day: OptionDay, rule: str) -> Reason | None:
    months = day.standing.guidelines.thresholds.epidural_months
    if not is_past_months(day.standing.episode, day.standing.on, months):
        return None
    return day.standing.guidelines.because(rule)


CONDITIONS: Final[Mapping[Condition, Callable[[OptionDay, str], Reason | None]]] = {
    "chronic": _chronic,
    "gliding_days": _gliding_days,
    "non_drug_insufficient": _non_drug_insufficient,
    "nsaid_tried": _nsaid_tried,
    "nsaid_ruled_out": _nsaid_ruled_out,
    "opioid_last": _opioid_last,
    "tramadol_tried": _tramadol_tried,
    "care_days": _care_days,
    "within_months": _within_months,
}
