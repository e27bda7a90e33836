"""What a letter may say in numbers of the course: examinations, care, calls, what was decided."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final, TypeAlias

from desktop.paperwords import speaking
from handouts.materials import LetterKind
from handouts.warmth import named
from pathway.escalation import EscalationStep
from pathway.facts import Care, Spot, Visit
from tests.handouts.made import CLINIC
from tests.handouts.tellable import SCORES, WEEK, Phrases, Told

FULL: Final = 5
DUE: Final = {"no_answer": "again", "advice": "back", "transport": "expected"}
RESIDUAL: Final = "RF-C9"
Cells: TypeAlias = Mapping[tuple[str, str], frozenset[str]]
"""What may stand in a table, by the head of the row and that of the column."""


def examined(t: Told, visit: Visit) -> Phrases:
    """Yield what one visit found, under its day."""
    yield t.say("emergency.findings.examined", date=t.day(visit.on))
    grades = set(visit.power.values())
    for grade in grades:
        spots = tuple(sorted(spot for spot, given in visit.power.items() if given == grade))
        muscles = named(spots, t.words, "emergency.muscles")
        key = "full" if grade == FULL else "weak"
        yield t.say(f"letters.exam.{key}", value=muscles, grade=str(grade))
    for spot, grade in visit.power.items():
        muscle = named((spot,), t.words, "emergency.muscles")
        yield t.say("emergency.findings.weak", muscle=muscle, grade=str(grade))
    yield from (tested(t, spot) for spot in visit.tests)
    yield from _measured(t, visit)


def _measured(t: Told, visit: Visit) -> Phrases:
    if visit.rotation_degrees is not None:
        yield t.say("letters.exam.rotation", value=f"{visit.rotation_degrees:g}")
    if visit.temperature is not None:
        yield t.say("emergency.findings.temperature", value=f"{visit.temperature:g}")
    residual = residual_of(visit)
    if residual is not None:
        yield t.say("emergency.findings.residual", volume=f"{residual:g}")
    blank = t.say("emergency.findings.not_asked")
    spine, limb = (
        blank if score is None else str(score) for score in (visit.pain_spine, visit.pain_limb)
    )
    yield t.say("emergency.findings.pain", spine=spine, limb=limb)


def residual_of(visit: Visit) -> float | None:
    """Return what was left in the bladder."""
    given = visit.red_flags.get(RESIDUAL)
    return given.number if given else None


def cells(t: Told) -> Cells:
    """Return all that the tables of a packet say of what was found, scored and given."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for visit in t.chart.visits:
        for head, cell in _cells_of(t, visit):
            found[head, t.day(visit.on)].add(cell)
    for care in t.chart.care:
        name = care_name(t, care)
        found[name, t.say("letters.care.when")].add(care_time(t, care))
        found[name, t.say("letters.care.how_long")].add(_how_long(t, care))
        came_of_it = t.say(f"letters.outcomes.{care.outcome}")
        found[name, t.say("letters.care.outcome")].add(came_of_it)
    return {place: frozenset(told) for place, told in found.items()}


def _cells_of(t: Told, visit: Visit) -> Iterator[tuple[str, str]]:
    for spot, grade in visit.power.items():
        yield _place(t, spot, "emergency.muscles"), f"{grade}/{FULL}"
    for spot, felt in visit.sensation.items():
        yield _place(t, spot, "common.zones"), t.say(f"letters.exam.kinds.sensation.{felt}")
    for spot, reflex in visit.reflexes.items():
        yield _place(t, spot, "emergency.reflexes"), t.say(f"letters.exam.kinds.reflexes.{reflex}")
    for spot, result in visit.tests.items():
        yield tested(t, spot), t.say(f"letters.exam.results.{result}")
    for name, value in (
        ("rotation_degrees", visit.rotation_degrees),
        ("temperature", visit.temperature),
        ("residual", residual_of(visit)),
    ):
        if value is not None:
            yield t.say(f"letters.grid.measured.{name}"), f"{value:g}"
    yield from _scores(t, visit)


def _scores(t: Told, visit: Visit) -> Iterator[tuple[str, str]]:
    trend = "letters.surgical_evaluation.trend"
    for name in SCORES:
        score = getattr(visit, name)
        if score is not None:
            yield t.say(f"{trend}.{name}"), f"{score:g}"
    if visit.state_acceptable != "unknown":
        yield t.say(f"{trend}.state_acceptable"), t.say(f"{trend}.{visit.state_acceptable}")
    yield from t.made_with.names.scores(visit)


def _place(t: Told, spot: Spot, names: str) -> str:
    said = named((spot,), t.words, names)
    return f"{said[0].upper()}{said[1:]}"


def tested(t: Told, spot: Spot) -> str:
    """Return a test with its side."""
    name = t.made_with.names.test(spot.place)
    return t.say(f"letters.exam.sides.{spot.side}", name=name)


def _how_long(t: Told, care: Care) -> str:
    if care.span is None:
        return t.say("letters.care.sessions", number=str(len(set(care.dates))))
    days = 1 + ((care.span.end or t.on) - care.span.start).days
    weeks, rest = divmod(days, WEEK)
    return t.say("letters.care.weeks", number=str(weeks), days=str(rest))


def care_lines(t: Told) -> Phrases:
    """Yield each care with when it was given."""
    for care in t.chart.care:
        yield f"{care_name(t, care)}: {care_time(t, care)}"


def care_name(t: Told, care: Care) -> str:
    """Return how a care is called."""
    kind = t.made_with.names.care(care.kind)
    return f"{kind}: {care.name}" if care.name else kind


def care_time(t: Told, care: Care) -> str:
    """Return when a care was given."""
    if care.span is None:
        return ", ".join(t.day(on) for on in sorted(care.dates))
    start, end = t.day(care.span.start), care.span.end
    if end is None:
        told = t.say("letters.care.since", date=start)
    else:
        told = t.say("letters.care.span", after=start, before=t.day(end))
    if care.kind == "medicine" or care.days_per_week == WEEK:
        return told
    return t.say("letters.care.weekly", value=told, days=str(care.days_per_week))


def clock(t: Told) -> Phrases:
    """Yield where the care clock stands."""
    now = t.concluded.care_clock
    if now.start is not None and now.care_day is not None:
        yield t.say(
            "letters.care.clock",
            days=str(now.care_day),
            number=str(now.active_weeks),
            value=str(now.paused_days),
        )


def window(t: Told) -> Phrases:
    """Yield when the window for a surgical opinion opens, and when a decision is due."""
    now = t.concluded.surgical_evaluation
    opens, due = now.window_opens_on, now.decision_due_on
    if opens and due:
        both = {"after": t.day(opens), "before": t.day(due)}
        yield t.say("letters.surgical_evaluation.dates", **both)
    elif opens:
        yield t.say("letters.surgical_evaluation.opens", date=t.day(opens))


def decisions(t: Told) -> Phrases:
    """Yield the decisions of clinicians with their days: above rules, and about flags."""
    own, unknown = "letters.surgical_evaluation", t.say("letters.unknown")
    for one in t.chart.overrides:
        places = {"name": one.by or unknown, "date": t.day(one.on)}
        yield t.say(f"{own}.decision", **places, value=one.reason or unknown)
    for flag in t.chart.flags:
        if flag.state in {"cleared", "confirmed"}:
            ground = t.words.maybe(f"{own}.bases.{flag.basis}") or (flag.basis,)
            state = t.say(f"{own}.past_states.{flag.state}")
            parts = [part for part in (state, *ground, flag.words, flag.by) if part]
            name = t.say(f"emergency.flags.{flag.id}")
            day = t.day(flag.on or flag.raised_on)
            yield t.say(f"{own}.past_one", name=name, value=", ".join(parts), date=day)


def referrals(t: Told) -> Phrases:
    """Yield the referrals with their days and words."""
    for one in t.chart.referrals:
        kind = t.say(f"letters.referrals.kinds.{one.kind}")
        told = t.say(f"letters.referrals.{one.state}", name=kind, date=t.day(one.on))
        if one.to:
            told = t.say("letters.referrals.to", value=told, name=one.to)
        if one.words:
            told = t.say("letters.referrals.words", value=told, name=one.words)
        yield told


def calls(t: Told) -> Phrases:
    """Yield when each call was made, what was said, and when something is due."""
    for step in chain.from_iterable(call.steps for call in t.chart.escalations):
        told = {"date": t.day(step.on), "time": f"{step.at:%H:%M}"}
        yield t.say("emergency.calls.line", **told, value="").rstrip()
        yield from (text for text in (step.whom, step.words) if text)
        if step.due_at is not None and step.kind in DUE:
            yield t.say(f"emergency.calls.{DUE[step.kind]}", time=_due(t, step))


def _due(t: Told, step: EscalationStep) -> str:
    due = step.due_at
    if due is None or due.date() == step.on:
        return f"{step.due:%H:%M}"
    return f"{t.day(due.date())} {due:%H:%M}"


def roots(t: Told) -> Phrases:
    """Yield the nerve roots that the findings suggest."""
    found = t.concluded.roots
    if found and found.named:
        yield t.say("letters.roots.or").join(found.named)


def conclusions(t: Told, kind: LetterKind) -> Phrases:
    """Yield what the rules say in a letter of this kind, and what that rests on."""
    with speaking(t.words.tongue.code):
        yield from tuple(_conclusions(t, kind))


def _conclusions(t: Told, kind: LetterKind) -> Phrases:
    names, now = t.made_with.names, t.concluded
    because = {
        "imaging": now.imaging.because,
        "surgical_evaluation": now.surgical_evaluation.because,
    }
    for reason in because.get(kind, ()):
        yield names.sentence(reason)
        if reason.source:
            yield names.source(reason.source)
    if kind == "surgical_evaluation":
        yield from (names.gap(gap.missing) for gap in now.gaps)
    if kind == "physiotherapy":
        yield from (names.warning(each) for each in now.care_warnings or ())
        if now.next_contact.by:
            yield t.say("letters.physiotherapy.report", date=t.day(now.next_contact.by))


def clinic(t: Told) -> Phrases:
    """Yield how the clinic and the services that are called are reached."""
    own = CLINIC.phone("clinic")
    for key in ("letters.from.phone", "emergency.clinic.phone"):
        yield f"{t.say(key)} {own}"
    yield f"{CLINIC.name} {', '.join(CLINIC.address)}"
    for step in t.concluded.red_flags.escalation:
        phone = CLINIC.phone(step.destination)
        if phone:
            yield f"{t.say(f'emergency.to.{step.destination}')} {phone}"
            yield f"{t.say('emergency.to.phone')} {phone}"
