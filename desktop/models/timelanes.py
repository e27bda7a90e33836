"""The lanes of a timeline that hold what was recorded: visits, scores, care, letters, prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from desktop import show
from desktop.models.corrections import amended_words
from desktop.wording import print_kind_words
from desktop.words import ntr, tr
from pathway.catalogue import Catalogue
from pathway.course import Band, Event, Lane, PastEpisode, too_little
from pathway.facts import Care, Chart, MedicineTaken, Override, Referral, Visit
from pathway.prints import PrintRow
from pathway.records import RecordedVisit
from pathway.scorebook import Measure, ScoreBook

LINES: Final[tuple[tuple[Lane, str], ...]] = (
    ("limb", "pain_limb"),
    ("spine", "pain_spine"),
    ("function", "psfs"),
)
"""The lanes of values, and the score that each of them shows."""


class Value(NamedTuple):
    """One value of a score, and what was rated."""

    on: date
    total: float
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The values of one score over the episodes of a problem."""

    lane: Lane
    measure: Measure
    events: tuple[Event, ...]
    bands: tuple[Band, ...]


def visit_events(visits: tuple[RecordedVisit, ...]) -> Iterator[Event]:
    """Yield each visit; an amended one says by whom, when and why."""
    for recorded in visits:
        visit = recorded.visit
        is_signed = bool(recorded.signed_by) or visit.signed
        title = tr("Visit, signed") if is_signed else tr("Visit, not signed yet")
        detail = _visit_detail(visit)
        if recorded.amended:
            title = tr("{visit}, amended").format(visit=title)
            detail = f"{amended_words(recorded.amended)}; {detail}"
        yield Event(
            lane="visits",
            start=visit.on,
            end=visit.on,
            title=title,
            kind="signed" if is_signed else "unsigned",
            detail=detail,
            labels=(show.day(visit.on), ""),
            ref=recorded.id,
        )


def score_lines(
    chart: Chart, book: ScoreBook, episodes: tuple[PastEpisode, ...], today: date
) -> Iterator[Line]:
    """Yield the scores that were recorded, each with the band of changes too small to matter."""
    for lane, name in LINES:
        measure = book.measures[name]
        values = _values(chart, name, measure)
        if values:
            yield _line(lane, measure, _stretches(values, episodes), (chart, today))


def care_events(chart: Chart, catalogue: Catalogue, today: date) -> Iterator[Event]:
    """Yield the care that was given, medicines in a lane of their own."""
    for care in chart.care:
        start, end = _care_days(care, today)
        kind = catalogue.item("care.kind").choice_label(care.kind)
        is_medicine = care.kind == "medicine"
        is_running = care.span is not None and care.span.end is None
        name = care.name if is_medicine and care.name else kind
        yield Event(
            lane="medicines" if is_medicine else "treatments",
            start=start,
            end=end,
            title=f"{kind} ({care.name})" if care.name and not is_medicine else name,
            kind="sessions" if care.dates else "running" if is_running else "ended",
            detail=_care_detail(care, catalogue),
            labels=(name,),
            ahead=start > today,
            days=tuple(sorted(care.dates)),
        )


def listed_medicines(
    medicines: tuple[MedicineTaken, ...], told: frozenset[str], first: date, today: date
) -> Iterator[Event]:
    """Yield the medicines of the patient's list: nobody recorded on which day they began."""
    for taken in medicines:
        if taken.name.casefold() in told:
            continue
        end = taken.stopped or today
        said = tr("start not recorded")
        stopped = tr("stopped") if taken.stopped else tr("taken now")
        title = tr("{medicine}, {state}").format(medicine=taken.name, state=stopped)
        detail = f"{said}; {tr('from the list of medicines')}"
        kind = "ended" if taken.stopped else "running"
        start = min(first, end)
        yield Event("medicines", start, end, title, kind, detail, (taken.name,), sure=False)


def referral_events(referrals: tuple[Referral, ...], catalogue: Catalogue) -> Iterator[Event]:
    """Yield referrals with how far they got; those for imaging in a lane of their own."""
    for referral in referrals:
        kind = catalogue.item("referral.kind").choice_label(referral.kind)
        state = catalogue.item("referral.state").choice_label(referral.state).lower()
        title = tr("Referral: {kind}, {state}").format(kind=kind, state=state)
        yield Event(
            lane="imaging" if referral.kind == "imaging" else "referrals",
            start=referral.on,
            end=referral.on,
            title=title,
            kind=referral.state,
            detail=" · ".join(part for part in (referral.to, referral.words) if part),
            labels=(f"{kind} · {state}", kind),
        )


def decision_events(overrides: tuple[Override, ...], catalogue: Catalogue) -> Iterator[Event]:
    """Yield what a clinician decided against or above a rule, with the reason."""
    for override in overrides:
        what = catalogue.item("override.what").choice_label(override.what)
        said = tr("Decided by {who}: {reason}").format(who=override.by, reason=override.reason)
        yield Event("decisions", override.on, override.on, what, "decided", said)


def print_events(prints: tuple[PrintRow, ...]) -> Iterator[Event]:
    """Yield what was printed."""
    for row in prints:
        kind = print_kind_words(row.kind)
        said = [tr("printed by {who}").format(who=row.printed_by)]
        said += [tr("DRAFT")] if row.draft else []
        said += [tr("printed again")] if row.reprint_of else []
        title = tr("Printed: {what}").format(what=kind)
        yield Event(
            "prints", row.day, row.day, title, "printed", ", ".join(said), (kind,), ref=row.id
        )


def _visit_detail(visit: Visit) -> str:
    parts = []
    if visit.pain_limb is not None:
        parts.append(tr("limb pain {rating} of 10").format(rating=visit.pain_limb))
    if visit.pain_spine is not None:
        parts.append(tr("spine pain {rating} of 10").format(rating=visit.pain_spine))
    said_yes = sum(given.answer == "yes" for given in visit.red_flags.values())
    parts.append(
        tr("{answered} red-flag answers, {yes} of them yes").format(
            answered=len(visit.red_flags), yes=said_yes
        )
    )
    return "; ".join([*parts, *([visit.note] if visit.note else [])])


def _values(chart: Chart, name: str, measure: Measure) -> list[Value]:
    found = []
    for visit in chart.visits:
        total = getattr(visit, name)
        if total is not None:
            named = (visit.beside.get(code, "").strip().casefold() for code in measure.named_by)
            found.append(Value(visit.on, float(total), tuple(named)))
    return found


def _stretches(values: list[Value], episodes: tuple[PastEpisode, ...]) -> list[list[Value]]:
    """Cut values where another episode began or something else was rated: no line joins them."""
    begun = [one.onset.earliest for one in episodes[1:] if one.onset.earliest]
    found: list[list[Value]] = []
    for value in values:
        before = found[-1][-1] if found else None
        is_apart = before is None or before.named != value.named
        if before is None or is_apart or any(before.on < day <= value.on for day in begun):
            found.append([])
        found[-1].append(value)
    return found


def _line(
    lane: Lane, measure: Measure, stretches: list[list[Value]], told: tuple[Chart, date]
) -> Line:
    chart, today = told
    points = measure.points_that_matter(chart.problem.region)
    events, bands = [], []
    for number, values in enumerate(stretches):
        first = values[0]
        limit = too_little(measure, points, first.total)
        events += [_value_event(lane, measure, value, (first, limit)) for value in values]
        if limit is not None:
            last = max(today, first.on) if number == len(stretches) - 1 else values[-1].on
            low = max(first.total - limit, measure.low)
            high = min(first.total + limit, measure.high)
            bands.append(Band(lane, first.on, last, low, high))
    return Line(lane, measure, tuple(events), tuple(bands))


def _value_event(
    lane: Lane, measure: Measure, value: Value, since: tuple[Value, float | None]
) -> Event:
    first, limit = since
    of = tr("{total} of {most}").format(
        total=show.number(value.total), most=show.number(measure.high)
    )
    detail = "" if value is first else _change_words(measure, value, first, limit)
    return Event(
        lane=lane,
        start=value.on,
        end=value.on,
        title=f"{measure.title}: {of}",
        kind="begin" if value is first else "",
        detail=detail,
        labels=(show.number(value.total),),
        value=value.total,
    )


def _change_words(measure: Measure, value: Value, first: Value, limit: float | None) -> str:
    change = round(value.total - first.total, 1)
    if change == 0:
        return tr("as on {day}").format(day=show.day(first.on))
    sign = "+" if change > 0 else "−"
    is_better = (change < 0) == (measure.better == "lower")
    which = tr("better") if is_better else tr("worse")
    if limit is None:
        which = ""
    elif abs(change) < limit:
        which = tr("too little to count")
    points = f"{sign}{show.number(abs(change))}"
    said = tr("{points} since {day}").format(points=points, day=show.day(first.on))
    return f"{said}: {which}" if which else said


def _care_days(care: Care, today: date) -> tuple[date, date]:
    if care.span:
        return care.span.start, care.span.end or max(today, care.span.start)
    days = care.dates or (today,)
    return min(days), max(days)


def _care_detail(care: Care, catalogue: Catalogue) -> str:
    parts = []
    if care.span and care.span.end is None:
        parts.append(tr("goes on"))
    if care.span and care.kind != "medicine":
        parts.append(ntr("{count} day a week", "{count} days a week", care.days_per_week))
    if care.dates:
        count = ntr("{count} session", "{count} sessions", len(care.dates))
        parts.append(f"{count}: {', '.join(show.day(day) for day in sorted(care.dates))}")
    if care.outcome != "unknown":
        parts.append(catalogue.item("care.outcome").choice_label(care.outcome).lower())
    return "; ".join(parts)
