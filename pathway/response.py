"""Whether the patient responds to care: the first scores of the episode against the latest."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from pathway.facts import Visit
from pathway.finding import Input
from pathway.fixed import fixed
from pathway.thresholds import Thresholds

Outcome: TypeAlias = Literal["responding", "persistent", "unknown"]
Measured: TypeAlias = Literal["pain_spine", "pain_limb", "psfs"]
PERCENT = 100
DECIMALS = 2


class Score(NamedTuple):
    """One value as recorded on a day."""

    value: float
    on: date


@fixed
class Measure:
    """The first value of a score in this episode and the latest one on a later day."""

    name: str
    first: Score | None = None
    latest: Score | None = None


@fixed
class Response:
    """How the patient does under care; ``inputs`` are the scores it was judged by."""

    outcome: Outcome
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()


def response_of(visits: Sequence[Visit], limits: Thresholds) -> Response:
    """Return whether symptoms persist in one episode; a missing score is never a failure."""
    pain = worst_pain(visits)
    function = _measure("psfs", visits)
    state = _state(visits, pain, function)
    inputs = _inputs(pain) + _inputs(function) + ((state,) if state else ())
    if state and state.value == "no":
        return Response("persistent", inputs)
    verdicts = (_pain_falls(pain, limits), _function_gains(function, limits))
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
    spine, limb = _measure("pain_spine", visits), _measure("pain_limb", visits)
    if spine.first is None or limb.first is None:
        only = limb if spine.first is None else spine
        return Measure("pain", only.first, only.latest)
    begun = min(spine.first.on, limb.first.on)
    worst = spine
    if limb.first.on == begun and (spine.first.on > begun or limb.first > spine.first):
        worst = limb
    if worst.latest is None:
        return Measure("pain", worst.first)
    latest = [_since(spine, begun), _since(limb, begun)]
    return Measure("pain", worst.first, max([score for score in latest if score]))


def _since(measure: Measure, begun: date) -> Score | None:
    """The latest value of a place; its only value, where it was first asked after the beginning."""
    late_first = measure.first if measure.first and measure.first.on > begun else None
    return measure.latest or late_first


def _measure(name: Measured, visits: Sequence[Visit]) -> Measure:
    """Of several visits on one day the one recorded last counts, as far as it says something."""
    first: Score | None = None
    for visit in visits:
        value = getattr(visit, name)
        if first is not None and visit.on > first.on:
            break
        if value is not None:
            first = Score(float(value), visit.on)
    if first is None:
        return Measure(name)
    place = len(visits) - 1
    while getattr(visits[place], name) is None:
        place -= 1
    last = visits[place]
    latest = Score(float(getattr(last, name)), last.on) if last.on > first.on else None
    return Measure(name, first, latest)


def _state(visits: Sequence[Visit], pain: Measure, function: Measure) -> Input | None:
    """The patient's word on the present state, unless a newer score has overtaken it."""
    scored = [measure.latest.on for measure in (pain, function) if measure.latest]
    since = max(scored, default=None)
    for visit in reversed(visits):
        if visit.on == visits[0].on or (since and visit.on < since):
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
    name, first, latest = measure.name, measure.first, measure.latest
    if first is None:
        return ()
    begun = Input(f"{name}_first", f"{first.value:g}", first.on)
    if latest is None:
        return (begun,)
    return begun, Input(f"{name}_latest", f"{latest.value:g}", latest.on)
