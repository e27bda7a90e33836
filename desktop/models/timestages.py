"""The lanes of a timeline that hold what follows: stages, the window, weeks that count, flags."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from desktop import show
from desktop.models.decisionwords import basis_words
from desktop.wording import (
    block_words,
    forecast_words,
    short_forecast,
    short_level,
    short_status,
    stage_words,
    status_words,
)
from desktop.words import any_of, tr
from pathway.assessment import Assessment
from pathway.course import LOOK_AHEAD_DAYS, Event, PastEpisode
from pathway.days import OnsetRange
from pathway.facts import Chart, Problem
from pathway.finding import Level
from pathway.thresholds import Thresholds

_ONE_DAY: Final = timedelta(days=1)
_Staged: TypeAlias = Literal["acute", "subacute", "chronic"]
_ORDER: Final[tuple[_Staged, ...]] = ("acute", "subacute", "chronic")


def flag_events(
    chart: Chart, assessment: Assessment | None, today: date, flag_name: Callable[[str], str]
) -> Iterator[Event]:
    """Yield red flags from the day they were raised to the day they were cleared, or to today."""
    if assessment is None:
        for record in chart.flags:
            name, end = flag_name(record.id), max(record.on or today, record.raised_on)
            state = _flag_state(record.state)
            title = f"{name} · {state}"
            kind = "past" if record.state in {"cleared", "confirmed"} else "warn"
            yield Event("flags", record.raised_on, end, title, kind, ref=record.id)
        return
    for flag in assessment.red_flags.open:
        title = f"{flag_name(flag.id)} · {short_level(flag.level)}"
        kind = "danger" if flag.level >= Level.SAME_DAY else "warn"
        start = min(flag.raised_on, today)
        yield Event("flags", start, today, title, kind, _flag_state(flag.state), ref=flag.id)
    for past in assessment.red_flags.history:
        state = _flag_state(past.state)
        basis = basis_words().get(past.basis, past.basis).lower()
        detail = " · ".join(part for part in (past.by, basis) if part)
        title = f"{flag_name(past.id)} · {state}"
        end = max(past.on or past.raised_on, past.raised_on)
        kind = "confirmed" if past.state == "confirmed" else "past"
        yield Event("flags", past.raised_on, end, title, kind, detail, ref=past.id)


def episode_events(
    problem: Problem,
    episodes: tuple[PastEpisode, ...],
    others: tuple[Problem, ...],
    today: date,
) -> Iterator[Event]:
    """Yield the episodes and what lay between them, where there is more than one to tell."""
    if len(episodes) < 2 and not others and not problem.pain_free:
        return
    for number, episode in enumerate(episodes, 1):
        start = episode.onset.earliest or episode.onset.latest
        end = max(episode.ended or today, start)
        title = tr("Episode {number}").format(number=number)
        is_exact = episode.onset.earliest == episode.onset.latest
        kind = "running" if episode.ended is None else "ended"
        length = tr("lasted {time}") if episode.ended else tr("{time} so far")
        detail = length.format(time=show.elapsed(start, end))
        yield Event("episodes", start, end, title, kind, detail, sure=is_exact)
    for span in problem.pain_free:
        end = max(span.end or today, span.start)
        time = show.elapsed(span.start, end + _ONE_DAY)
        title = tr("Free of pain, {time}").format(time=time)
        yield Event("episodes", span.start, end, title, "free")
    for other in others:
        yield _other_problem(other, today)


def stage_events(
    onset: OnsetRange, ended: date | None, today: date, limits: Thresholds
) -> Iterator[Event]:
    """Yield the stage bands; between the edges of an imprecise onset several stages fit."""
    earliest, latest = onset
    firsts = _edges(onset, limits, ended)
    running = max(today, firsts[-1]) + timedelta(days=LOOK_AHEAD_DAYS)
    last = ended + _ONE_DAY if ended else running
    if earliest and earliest < latest:
        title = tr("Onset in these days")
        yield Event(
            "stage",
            earliest,
            latest - _ONE_DAY,
            title,
            "onset",
            labels=(title, tr("Onset")),
            sure=False,
        )
    for start, following in zip(firsts, [*firsts[1:], last], strict=True):
        codes = _codes_on(start, onset, limits)
        title = any_of(stage_words(code) for code in codes)
        for begin, end, ahead in _split(start, following - _ONE_DAY, today):
            yield Event("stage", begin, end, title, codes[0], sure=len(codes) == 1, ahead=ahead)


def surgical_events(assessment: Assessment) -> Iterator[Event]:
    """Yield the window for surgical evaluation and the day by which to decide, or the status."""
    evaluation = assessment.surgical_evaluation
    status = status_words(evaluation.status)
    opens, due = evaluation.window_opens_on, evaluation.decision_due_on
    today = assessment.assessed_on
    if not (opens and due and opens <= due):
        short = short_status(evaluation.status)
        yield Event("surgical", today, today, status, "status", labels=(status, short))
        return
    if opens < due:
        title = tr("Window opens {opens}, decision due {due}").format(
            opens=show.day(opens), due=show.day(due)
        )
        short = tr("Window opens {opens}").format(opens=show.day(opens))
        last = due - _ONE_DAY
        is_ahead = opens > today
        yield Event(
            "surgical",
            opens,
            last,
            title,
            "window",
            status,
            (title, short, tr("Window")),
            ahead=is_ahead,
        )
    label = tr("Decision due {due}").format(due=show.day(due))
    title = tr("Decision due")
    labels = (label, title)
    yield Event("surgical", due, due, title, "due", status, labels, ahead=due > today)


def block_events(assessment: Assessment, block_days: int, today: date) -> Iterator[Event]:
    """Yield the weeks of care as they count, and the one that is not over."""
    clock = assessment.care_clock
    if clock.start is None:
        return
    for place, kind in enumerate(clock.blocks):
        start = clock.start + timedelta(days=block_days * place)
        end = start + timedelta(days=block_days - 1)
        title = tr("Care week {number}: {kind}").format(number=place + 1, kind=block_words(kind))
        yield Event("care", start, end, title, kind, labels=(str(place + 1),))
    running = clock.start + timedelta(days=block_days * len(clock.blocks))
    if running <= today:
        number = len(clock.blocks) + 1
        title = tr("Care week {number}: still running").format(number=number)
        yield Event("care", running, today, title, "running", labels=(str(number),))


def ahead_events(assessment: Assessment) -> Iterator[Event]:
    """Yield what changes on later days, and the day by which the patient is seen again."""
    for entry in assessment.forecast or ():
        title = forecast_words(entry.what)
        labels = (short_forecast(entry.what),)
        yield Event("ahead", entry.on, entry.on, title, "point", labels=labels, ahead=True)
    contact = assessment.next_contact.by
    if contact:
        late = contact < assessment.assessed_on
        title = tr("Next contact was due by this day") if late else tr("Next contact by this day")
        by_day = tr("Next contact by {day}").format(day=show.day(contact))
        both = (by_day, tr("Next contact"))
        yield Event("ahead", contact, contact, title, "contact", labels=both, ahead=not late)


def _other_problem(other: Problem, today: date) -> Event:
    onset = other.onset
    start: date = min(getattr(onset, name) for name in _ONSET_DAYS if hasattr(onset, name))
    end = max(other.closed.on if other.closed else today, start)
    title = tr("Another problem: {problem}").format(problem=show.problem(other))
    detail = tr("began {onset}").format(onset=show.onset(other))
    labels = (show.problem(other),)
    return Event("episodes", start, end, title, "other", detail, labels, sure=False)


_ONSET_DAYS: Final = ("day", "month", "said_on", "first_documented")


def _flag_state(state: str) -> str:
    words = {
        "open": tr("open"),
        "escalated": tr("escalated"),
        "cleared": tr("cleared"),
        "confirmed": tr("confirmed"),
    }
    return words[state]


def _edges(onset: OnsetRange, limits: Thresholds, ended: date | None) -> list[date]:
    earliest, latest = onset
    days = {latest}
    for day in (earliest, latest):
        if day:
            counts = (limits.subacute_from_days, limits.chronic_from_days)
            days |= {day + timedelta(days=count) for count in counts}
    return sorted(day for day in days if day >= latest and (ended is None or day <= ended))


def _codes_on(day: date, onset: OnsetRange, limits: Thresholds) -> tuple[_Staged, ...]:
    def rank(elapsed: int) -> int:
        return (elapsed >= limits.subacute_from_days) + (elapsed >= limits.chronic_from_days)

    youngest = rank((day - onset.latest).days)
    oldest = rank((day - onset.earliest).days) if onset.earliest else len(_ORDER) - 1
    return _ORDER[youngest : oldest + 1]


def _split(start: date, end: date, today: date) -> Iterator[tuple[date, date, bool]]:
    """Cut a span at today: what lies after it has not happened yet."""
    if start <= today:
        yield start, min(end, today), False
    if end > today:
        yield max(start, today + _ONE_DAY), end, True
