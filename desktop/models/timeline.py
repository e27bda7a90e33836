"""What a timeline shows: the recorded and concluded events of one problem, in lanes.

The painted timeline and the list beneath it read these same events, so neither can say more than
the other.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from desktop import show
from desktop.models.corrections import amended_words
from desktop.wording import (
    block_words,
    forecast_words,
    short_level,
    stage_words,
    status_words,
)
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.facts import Care, Chart, Visit
from pathway.finding import Level
from pathway.records import Correction, RecordedVisit

Lane: TypeAlias = Literal["stage", "surgical", "care", "pain", "visits", "flags", "ahead"]
LANES: Final[tuple[Lane, ...]] = ("stage", "surgical", "care", "pain", "visits", "flags", "ahead")
BLOCK_DAYS: Final = 7
LOOK_AHEAD_DAYS: Final = 28
MOST_ROWS: Final = 8
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StageDays:
    """The first symptom days of the subacute and of the chronic stage."""

    subacute: int
    chronic: int


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on the timeline; ``end`` is its last day.

    ``kind`` says how it is drawn. What is not ``sure`` is hatched (an imprecise onset), what is
    ``ahead`` has not happened: it follows if nothing else changes.
    """

    lane: Lane
    start: date
    end: date
    title: str
    kind: str = ""
    detail: str = ""
    value: int | None = None
    sure: bool = True
    ahead: bool = False
    row: int = 0


def lane_words(lane: Lane) -> str:
    """Return the name of a lane."""
    words: dict[Lane, str] = {
        "stage": tr("Stage"),
        "surgical": tr("Surgical evaluation"),
        "care": tr("Care weeks"),
        "pain": tr("Pain 0–10"),
        "visits": tr("Visits"),
        "flags": tr("Red flags"),
        "ahead": tr("Ahead"),
    }
    return words[lane]


def events_of(
    chart: Chart,
    assessment: Assessment | None,
    today: date,
    stages: StageDays,
    flag_name: Callable[[str], str] = str,
) -> tuple[Event, ...]:
    """Return every event, by lane and then by day; ``flag_name`` words a red flag."""
    flags = _flag_records(chart, assessment, today, flag_name)
    found = [*_visits(chart), *_pain(chart), *_in_rows(flags)]
    if assessment:
        found += [
            *_stages(assessment, today, stages),
            *_surgical(assessment),
            *_blocks(assessment, today),
            *_ahead(assessment),
        ]
    else:
        found += _care(chart, today)
    return tuple(sorted(found, key=_order))


def with_amendments(
    events: tuple[Event, ...], visits: Iterable[RecordedVisit]
) -> tuple[Event, ...]:
    """Return the events with each amended visit saying by whom, when and why it was amended."""
    made = {_visit(one.visit): one.amended for one in visits if one.amended}
    return tuple(_amended(event, made[event]) if event in made else event for event in events)


def span_of(events: tuple[Event, ...], today: date) -> tuple[date, date]:
    """Return the first and the last day that the timeline can show."""
    firsts = [event.start for event in events] or [today]
    lasts = [event.end for event in events if event.lane != "stage"] or [today]
    return min(*firsts, today), max(*lasts, today + timedelta(days=LOOK_AHEAD_DAYS))


def onset_of(assessment: Assessment | None) -> date | None:
    """Return the day from which weeks are counted; of an imprecise onset its latest day."""
    return assessment.stage.onset_latest if assessment else None


def _order(event: Event) -> tuple[int, date, str]:
    return LANES.index(event.lane), event.start, event.kind


def _visits(chart: Chart) -> Iterator[Event]:
    return (_visit(visit) for visit in chart.visits)


def _visit(visit: Visit) -> Event:
    signed = tr("signed") if visit.signed else tr("not signed yet")
    return Event(
        "visits",
        visit.on,
        visit.on,
        tr("Visit, {signed}").format(signed=signed),
        "signed" if visit.signed else "unsigned",
        _visit_detail(visit),
    )


def _amended(event: Event, made: Correction) -> Event:
    title = tr("{visit}, amended").format(visit=event.title)
    return replace(event, title=title, detail=f"{amended_words(made)}; {event.detail}")


def _visit_detail(visit: Visit) -> str:
    parts = []
    if visit.pain_spine is not None:
        parts.append(tr("spine pain {rating} of 10").format(rating=visit.pain_spine))
    if visit.pain_limb is not None:
        parts.append(tr("limb pain {rating} of 10").format(rating=visit.pain_limb))
    said_yes = sum(given.answer == "yes" for given in visit.red_flags.values())
    parts.append(
        tr("{answered} red-flag answers, {yes} of them yes").format(
            answered=len(visit.red_flags), yes=said_yes
        )
    )
    return "; ".join([*parts, *([visit.note] if visit.note else [])])


def _pain(chart: Chart) -> Iterator[Event]:
    series = (("spine", "pain_spine", tr("Spine pain")), ("limb", "pain_limb", tr("Limb pain")))
    for kind, name, words in series:
        for visit in chart.visits:
            rating = getattr(visit, name)
            if rating is not None:
                title = tr("{what} {rating} of 10").format(what=words, rating=rating)
                yield Event("pain", visit.on, visit.on, title, kind, value=rating)


def _in_rows(events: Iterator[Event]) -> Iterator[Event]:
    """Put each event on a row of its own, by day, so that their words do not overlap."""
    ordered = sorted(events, key=_order)
    return (replace(event, row=min(row, MOST_ROWS - 1)) for row, event in enumerate(ordered))


def _flag_records(
    chart: Chart, assessment: Assessment | None, today: date, flag_name: Callable[[str], str]
) -> Iterator[Event]:
    if assessment is None:
        for record in chart.flags:
            name, end = flag_name(record.id), record.on or today
            yield Event("flags", record.raised_on, end, name, record.state)
        return
    for flag in assessment.red_flags.open:
        title = f"{flag_name(flag.id)} · {short_level(flag.level)}"
        kind = "danger" if flag.level >= Level.SAME_DAY else "warn"
        yield Event("flags", min(flag.raised_on, today), today, title, kind, tr("open"))
    for past in assessment.red_flags.history:
        state = tr("cleared") if past.state == "cleared" else tr("confirmed")
        detail = " · ".join(part for part in (past.by, past.basis) if part)
        title = f"{flag_name(past.id)} · {state}"
        yield Event("flags", past.raised_on, past.on or past.raised_on, title, "past", detail)


def _stages(assessment: Assessment, today: date, stages: StageDays) -> Iterator[Event]:
    """Return the stage bands; between the edges of an imprecise onset several stages fit."""
    stage = assessment.stage
    latest = stage.onset_latest
    if latest is None or stage.code == "closed":
        return
    earliest = stage.onset_earliest
    firsts = _edges(earliest, latest, stages)
    last = max(today, firsts[-1]) + timedelta(days=LOOK_AHEAD_DAYS)
    if earliest and earliest < latest:
        title = tr("Onset in these days")
        yield Event("stage", earliest, latest - _ONE_DAY, title, "onset", sure=False)
    for start, following in zip(firsts, [*firsts[1:], last], strict=True):
        codes = _codes_on(start, earliest, latest, stages)
        for begin, end, ahead in _split(start, following - _ONE_DAY, today):
            title = tr(" or ").join(stage_words(code) for code in codes)
            yield Event("stage", begin, end, title, codes[0], "", None, len(codes) == 1, ahead)


def _edges(earliest: date | None, latest: date, stages: StageDays) -> list[date]:
    onsets = {latest, earliest} if earliest else {latest}
    days = {latest}
    for onset in onsets:
        days |= {onset + timedelta(days=n) for n in (stages.subacute, stages.chronic)}
    return sorted(day for day in days if day >= latest)


def _codes_on(
    day: date, earliest: date | None, latest: date, stages: StageDays
) -> tuple[Literal["acute", "subacute", "chronic"], ...]:
    def rank(elapsed: int) -> int:
        return (elapsed >= stages.subacute) + (elapsed >= stages.chronic)

    order: tuple[Literal["acute", "subacute", "chronic"], ...] = ("acute", "subacute", "chronic")
    youngest = rank((day - latest).days)
    oldest = rank((day - earliest).days) if earliest else len(order) - 1
    return order[youngest : oldest + 1]


def _split(start: date, end: date, today: date) -> Iterator[tuple[date, date, bool]]:
    """Cut a span at today: what lies after it has not happened yet."""
    if start <= today:
        yield start, min(end, today), False
    if end > today:
        yield max(start, today + _ONE_DAY), end, True


def _surgical(assessment: Assessment) -> Iterator[Event]:
    evaluation = assessment.surgical_evaluation
    status = status_words(evaluation.status)
    opens, due = evaluation.window_opens_on, evaluation.decision_due_on
    today = assessment.assessed_on
    if opens and due and opens <= due:
        title = tr("Window opens {opens}, decision due {due}").format(
            opens=show.day(opens), due=show.day(due)
        )
        yield Event("surgical", opens, due, title, "window", status, ahead=opens > today)
        due_title = tr("Decision due")
        yield Event("surgical", due, due, due_title, "due", status, ahead=due > today)
    else:
        yield Event("surgical", today, today, status, "status")


def _blocks(assessment: Assessment, today: date) -> Iterator[Event]:
    clock = assessment.care_clock
    if clock.start is None:
        return
    for place, kind in enumerate(clock.blocks):
        start = clock.start + timedelta(days=BLOCK_DAYS * place)
        end = start + timedelta(days=BLOCK_DAYS - 1)
        title = tr("Care week {number}: {kind}").format(number=place + 1, kind=block_words(kind))
        yield Event("care", start, end, title, kind)
    running = clock.start + timedelta(days=BLOCK_DAYS * len(clock.blocks))
    if running <= today:
        title = tr("Care week {number}: still running").format(number=len(clock.blocks) + 1)
        yield Event("care", running, today, title, "running")


def _care(chart: Chart, today: date) -> Iterator[Event]:
    """Return the care as recorded: without advice there are no judged weeks to show."""
    for care in chart.care:
        start, end = _care_days(care, today)
        yield Event("care", start, end, care.name or care.kind.replace("_", " "), "passive")


def _care_days(care: Care, today: date) -> tuple[date, date]:
    if care.span:
        return care.span.start, care.span.end or max(today, care.span.start)
    days = care.dates or (today,)
    return min(days), max(days)


def _ahead(assessment: Assessment) -> Iterator[Event]:
    for entry in assessment.forecast or ():
        yield Event("ahead", entry.on, entry.on, forecast_words(entry.what), "point", ahead=True)
    contact = assessment.next_contact.by
    if contact:
        late = contact < assessment.assessed_on
        title = tr("Next contact was due by this day") if late else tr("Next contact by this day")
        yield Event("ahead", contact, contact, title, "contact", ahead=not late)
