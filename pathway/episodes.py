"""The chart as it stood on a day, and the episode of pain that ran on that day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import lt
from typing import TypeVar

from pathway import escalation
from pathway.days import OnsetRange, Run, days_after, onset_range
from pathway.facts import (
    Care,
    Chart,
    FlagRecord,
    MedicineTaken,
    Override,
    Patient,
    Pregnancy,
    Problem,
    Referral,
    Span,
    Visit,
)
from pathway.fixed import fixed
from pathway.thresholds import Thresholds

BEST_PSFS = 10.0
NEVER_RECORDED = datetime.min.replace(tzinfo=UTC)
FULL_POWER = 5
LOST = frozenset({"reduced", "absent"})
_Dated = TypeVar("_Dated", Override, Referral)


@fixed
class Episode:
    """The running episode: when its pain began, and the pain-free spans of the whole problem.

    ``starts`` is the first pain day after a gap that ended an older episode; care and scores before
    it belong to that older one. ``onset.latest`` may lie after the day asked about (a month that is
    not over). ``renews_on`` is tomorrow when a pain-free gap long enough ends today.
    """

    onset: OnsetRange
    starts: date | None = None
    gap: Run | None = None
    pain_free: tuple[Span, ...] = ()
    renews_on: date | None = None

    @property
    def care_from(self) -> date | None:
        """Return the first day on which care can be care for this episode, None if not known."""
        return self.starts or self.onset.earliest

    def visits(self, chart: Chart) -> tuple[Visit, ...]:
        """Return the visits of this episode."""
        if self.starts is None:
            return chart.visits
        return tuple(visit for visit in chart.visits if visit.on >= self.starts)

    def covers(self, day: date) -> bool:
        """Tell whether a fact of ``day`` belongs to this episode."""
        return self.starts is None or day >= self.starts


def cut(chart: Chart, on: date) -> Chart:
    """Return the chart as it stood at the end of ``on``, each list in order of its dates."""
    return Chart(
        patient=_cut_patient(chart, on),
        problem=_cut_problem(chart.problem, on),
        visits=_in_order([visit for visit in chart.visits if visit.on <= on]),
        care=_cut_care(chart.care, on),
        plan=chart.plan,
        flags=_cut_flags(chart.flags, on),
        overrides=_up_to(on, chart.overrides),
        referrals=_up_to(on, chart.referrals),
        escalations=escalation.up_to(chart.escalations, on) if chart.escalations else (),
    )


def episode_of(chart: Chart, on: date, thresholds: Thresholds) -> Episode:
    """Return the episode that runs on ``on``; the chart is cut at that day already."""
    told = onset_range(
        chart.problem.onset, thresholds.about_low_percent, thresholds.about_high_percent
    )
    spans = chart.problem.pain_free
    if not spans:
        return Episode(told)
    free = tuple(_pain_free(spans, chart.visits, on))
    renews_on: date | None = None
    for span in reversed(_recovered(free, chart.visits)):
        if span.end is None or _length(span) < thresholds.pain_free_days:
            continue
        starts = days_after(span.end, 1)
        if told.earliest is not None and starts <= told.earliest:
            break
        if starts <= on:
            onset = OnsetRange(starts, max(told.latest, starts))
            return Episode(onset, starts, Run(span.start, span.end), free, renews_on)
        renews_on = starts
    return Episode(told, pain_free=free, renews_on=renews_on)


def has_deficit(visit: Visit) -> bool:
    """Tell whether weakness or numbness was told or found at this visit."""
    return (
        visit.weakness is not None
        or visit.numbness_since is not None
        or any(grade < FULL_POWER for grade in visit.power.values())
        or any(felt in LOST for felt in visit.sensation.values())
    )


# ---------------------------------------------------------------- cutting


def _cut_patient(chart: Chart, on: date) -> Patient:
    patient = chart.patient
    egfr = patient.egfr if patient.egfr and patient.egfr.on <= on else None
    pregnancy = _cut_pregnancy(chart, on)
    medicines = tuple(
        [MedicineTaken(m.name) if m.stopped and m.stopped > on else m for m in patient.medicines]
    )
    kept = egfr is patient.egfr and pregnancy is patient.pregnancy
    if kept and medicines == patient.medicines:
        return patient
    return replace(patient, egfr=egfr, pregnancy=pregnancy, medicines=medicines)


def _cut_pregnancy(chart: Chart, on: date) -> Pregnancy:
    """Weeks belong to a day: the one given, else that of the latest visit."""
    pregnancy = chart.patient.pregnancy
    if pregnancy.on is not None:
        return pregnancy if pregnancy.on <= on else Pregnancy()
    if pregnancy.weeks is None or not chart.visits:
        return pregnancy
    counted_on = max(visit.on for visit in chart.visits)
    if counted_on > on:
        return replace(pregnancy, weeks=None)
    return replace(pregnancy, on=counted_on)


def _cut_problem(problem: Problem, on: date) -> Problem:
    closed = problem.closed if problem.closed and problem.closed.on <= on else None
    if closed is problem.closed and not problem.pain_free:
        return problem
    spans = sorted((s for s in problem.pain_free if s.start <= on), key=lambda s: s.start)
    return replace(problem, closed=closed, pain_free=tuple(_cut_span(s, on) for s in spans))


def _cut_span(span: Span, on: date) -> Span:
    return Span(span.start, None) if span.end is not None and span.end > on else span


def _cut_care(care: Iterable[Care], on: date) -> tuple[Care, ...]:
    """An outcome is known at the end of care, so care that is cut has none yet."""
    kept: list[Care] = []
    for entry in care:
        if entry.span is None:
            dates = tuple(sorted([day for day in entry.dates if day <= on]))
            if dates:
                cut_off = len(dates) < len(entry.dates)
                outcome = "unknown" if cut_off else entry.outcome
                kept.append(replace(entry, dates=dates, outcome=outcome))
        elif entry.span.start <= on:
            end = entry.span.end
            if end is None or end <= on:
                kept.append(entry)
            else:
                span = Span(entry.span.start, None)
                kept.append(replace(entry, span=span, outcome="unknown"))
    kept.sort(key=_care_order)
    return tuple(kept)


def _cut_flags(flags: tuple[FlagRecord, ...], on: date) -> tuple[FlagRecord, ...]:
    if not flags:
        return ()
    kept: list[FlagRecord] = []
    for flag in flags:
        if flag.raised_on <= on:
            acted = flag.on is None or flag.on <= on
            kept.append(flag if acted else FlagRecord(flag.id, flag.raised_on, "open"))
    return tuple(sorted(kept, key=_flag_order))


def _up_to(on: date, dated: tuple[_Dated, ...]) -> tuple[_Dated, ...]:
    if not dated:
        return ()
    return tuple(sorted([each for each in dated if each.on <= on], key=_dated_order))


def _dated_order(each: Override | Referral) -> tuple[date, str]:
    return each.on, repr(each)


def _care_order(care: Care) -> tuple[date, str, str, date]:
    first = care.span.start if care.span else care.dates[0]
    return first, care.kind, care.name, (care.span and care.span.end) or date.max


def _flag_order(flag: FlagRecord) -> tuple[date, str, date, str]:
    return flag.raised_on, flag.id, flag.on or flag.raised_on, flag.state


def _in_order(visits: list[Visit]) -> tuple[Visit, ...]:
    found = tuple(visits)
    days = [visit.on for visit in found]
    if all(map(lt, days, days[1:])):
        return found
    return tuple(sorted(found, key=_visit_order))


def _visit_order(visit: Visit) -> tuple[object, ...]:
    """Of two visits recorded at the same moment the worse one is read last, and so counts."""
    return (
        visit.on,
        _moment(visit.recorded_at),
        visit.pain_limb or 0,
        visit.pain_spine or 0,
        -(BEST_PSFS if visit.psfs is None else visit.psfs),
        visit.state_acceptable == "no",
        visit.surgery_candidate == "yes",
        visit.intractable_pain,
    )


def _moment(recorded_at: datetime | None) -> datetime:
    if recorded_at is None:
        return NEVER_RECORDED
    return recorded_at if recorded_at.tzinfo else recorded_at.replace(tzinfo=UTC)


# ---------------------------------------------------------------- pain-free gaps


def _pain_free(spans: Iterable[Span], visits: Iterable[Visit], on: date) -> Iterator[Span]:
    """Yield the pain-free spans joined where they touch, and broken where a visit found pain."""
    sore = [v.on for v in visits if (v.pain_spine or 0) > 0 or (v.pain_limb or 0) > 0]
    for span in _joined(spans, on):
        end = span.end or on
        yield from _broken(span, end, [day for day in sore if span.start <= day <= end])


def _broken(span: Span, end: date, sore: list[date]) -> Iterator[Span]:
    start = span.start
    for day in sore:
        if start < day:
            yield Span(start, days_after(day, -1))
        start = days_after(day, 1)
    if start <= end:
        yield Span(start, span.end)


def _joined(spans: Iterable[Span], on: date) -> Iterator[Span]:
    ordered = sorted(spans, key=lambda s: s.start)
    current = ordered[0]
    for span in ordered[1:]:
        if span.start <= days_after(current.end or on, 1):
            ends = (
                None if None in (current.end, span.end) else max(current.end or on, span.end or on)
            )
            current = Span(current.start, ends)
        else:
            yield current
            current = span
    yield current


def _recovered(spans: tuple[Span, ...], visits: tuple[Visit, ...]) -> list[Span]:
    """Spans that can end an episode: none with numbness or weakness found meanwhile."""
    lasting = [visit.on for visit in visits if has_deficit(visit)]
    return [
        span
        for span in spans
        if not any(span.start <= day and (span.end is None or day <= span.end) for day in lasting)
    ]


def _length(span: Span) -> int:
    return 0 if span.end is None else (span.end - span.start).days + 1
