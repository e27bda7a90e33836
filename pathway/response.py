"""Whether the patient responds to care: the first scores of the episode against the latest."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from pathway.facts import Visit
from pathway.finding import Input
from pathway.thresholds import Thresholds

Outcome: TypeAlias = Literal["responding", "persistent", "unknown"]
PERCENT = 100
DECIMALS = 2


class Score(NamedTuple):
    """One value as recorded on a day."""

    value: float
    on: date


class Measure(NamedTuple):
    """The first value of a score in this episode and the latest one on a later day."""

    name: str
    first: Score | None = None
    latest: Score | None = None


class Response(NamedTuple):
    """How the patient does under care; ``inputs`` are the scores it was judged by."""

    outcome: Outcome
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()


def response_of(visits: Sequence[Visit], limits: Thresholds) -> Response:
    """Return whether symptoms persist in one episode; a missing score is never a failure."""
    pain = worst_pain(visits)
    function = _measure("psfs", {v.on: v.psfs for v in visits if v.psfs is not None})
    state = _state(visits, pain, function)
    inputs = (*_inputs(pain), *_inputs(function), *([state] if state else []))
    if state and state.value == "no":
        return Response("persistent", inputs)
    verdicts = {_pain_falls(pain, limits), _function_gains(function, limits)}
    if True in verdicts:
        return Response("responding", inputs)
    if False in verdicts:
        return Response("persistent", inputs)
    return Response("unknown", inputs, ("follow_up_score" if pain.first else "baseline_score",))


def worst_pain(visits: Sequence[Visit]) -> Measure:
    """Return the worse of spine and limb pain, first and latest.

    A later visit that leaves out the place that hurt most at first says nothing about it: the
    latest value known of each place counts, and without one for that place nothing follows up.
    """
    spine = {v.on: v.pain_spine for v in visits if v.pain_spine is not None}
    limb = {v.on: v.pain_limb for v in visits if v.pain_limb is not None}
    return _worse(_measure("pain_spine", spine), _measure("pain_limb", limb))


def _worse(spine: Measure, limb: Measure) -> Measure:
    firsts = [m.first for m in (spine, limb) if m.first]
    if not firsts:
        return Measure("pain")
    begun = min(score.on for score in firsts)
    at_first = [m for m in (spine, limb) if m.first and m.first.on == begun]
    worst = max(at_first, key=lambda m: m.first.value if m.first else 0.0)
    latest = [score for score in (_since(m, begun) for m in (spine, limb)) if score]
    if worst.first is None or worst.latest is None:
        return Measure("pain", worst.first)
    return Measure("pain", worst.first, max(latest, key=lambda s: (s.value, s.on)))


def _since(measure: Measure, begun: date) -> Score | None:
    """The latest value of a place; its only value, where it was first asked after the beginning."""
    late_first = measure.first if measure.first and measure.first.on > begun else None
    return measure.latest or late_first


def _measure(name: str, scores: Mapping[date, float]) -> Measure:
    """Of several visits on one day the one recorded last counts, as far as it says something."""
    if not scores:
        return Measure(name)
    days = list(scores)
    first, latest = days[0], days[-1]
    start = Score(float(scores[first]), first)
    return Measure(name, start, Score(float(scores[latest]), latest) if latest > first else None)


def _state(visits: Sequence[Visit], pain: Measure, function: Measure) -> Input | None:
    """The patient's word on the present state, unless a newer score has overtaken it."""
    scored = [m.latest.on for m in (pain, function) if m.latest]
    for visit in reversed(visits):
        if visit.on == visits[0].on or (scored and visit.on < max(scored)):
            return None
        if visit.state_acceptable != "unknown":
            return Input("state_acceptable", visit.state_acceptable, visit.on)
    return None


def _pain_falls(pain: Measure, limits: Thresholds) -> bool | None:
    if pain.first is None or pain.latest is None:
        return None
    before, now = pain.first.value, pain.latest.value
    if now == 0:
        return True
    drop = before - now
    if before >= limits.response_drop_from_points and drop >= limits.response_drop_points:
        return True
    return before > 0 and drop * PERCENT >= before * limits.response_percent


def _function_gains(function: Measure, limits: Thresholds) -> bool | None:
    if function.first is None or function.latest is None:
        return None
    gain = round(function.latest.value - function.first.value, DECIMALS)
    return gain >= limits.response_psfs_points


def _inputs(measure: Measure) -> tuple[Input, ...]:
    name, first, latest = measure
    if first is None:
        return ()
    begun = Input(f"{name}_first", f"{first.value:g}", first.on)
    if latest is None:
        return (begun,)
    return begun, Input(f"{name}_latest", f"{latest.value:g}", latest.on)
