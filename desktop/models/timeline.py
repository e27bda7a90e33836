"""What a timeline shows of one problem: everything recorded and concluded, in lanes.

Only what the store holds is told; a lane of which nothing is recorded is not there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from desktop import show
from desktop.models import timelanes, timestages
from desktop.wording import short_status, stage_words
from desktop.words import language, tr
from pathway.assessment import Assessment
from pathway.called import called_in
from pathway.catalogue import Catalogue
from pathway.course import Course, Event, Lane, PastEpisode, episodes_of, in_order
from pathway.days import OnsetRange
from pathway.facts import Problem
from pathway.medicines import Medicines
from pathway.prints import PrintRow
from pathway.records import ChartView
from pathway.scorebook import ScoreBook
from pathway.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class CourseBooks:
    """What the words and limits of a timeline come from; ``flag_name`` words a red flag."""

    thresholds: Thresholds
    scores: ScoreBook
    catalogue: Catalogue
    flag_name: Callable[[str], str] = str
    medicines: Medicines | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one problem on a day: records, conclusions, prints, other problems."""

    view: ChartView
    assessment: Assessment | None
    today: date
    prints: tuple[PrintRow, ...] = ()
    others: tuple[Problem, ...] = ()


def lane_words(lane: Lane) -> str:
    """Return the name of a lane."""
    words: dict[Lane, str] = {
        "flags": tr("Red flags"),
        "episodes": tr("Episodes"),
        "stage": tr("Stage"),
        "surgical": tr("Surgical evaluation"),
        "care": tr("Care weeks"),
        "limb": tr("Limb pain"),
        "spine": tr("Spine pain"),
        "function": tr("Function (PSFS)"),
        "visits": tr("Visits"),
        "ahead": tr("Ahead"),
        "treatments": tr("Treatments"),
        "medicines": tr("Medicines"),
        "imaging": tr("Imaging"),
        "referrals": tr("Referrals"),
        "decisions": tr("Decisions"),
        "prints": tr("Handouts"),
    }
    return words[lane]


def course_of(known: Known, books: CourseBooks) -> Course:
    """Return the course of one problem."""
    known = _called(known, books)
    view, assessment, today = known.view, known.assessment, known.today
    chart = view.chart
    episodes = _episodes(known, books)
    lines = tuple(timelanes.score_lines(chart, books.scores, episodes, today))
    found = [*_recorded(known, books, episodes), *(e for line in lines for e in line.events)]
    found += timestages.flag_events(chart, assessment, today, books.flag_name)
    if assessment:
        found += _concluded(known, books, episodes)
    first = min([event.start for event in found if not event.ahead] or [today])
    named = {event.words[0].casefold() for event in found if event.lane == "medicines"}
    listed = chart.patient.medicines
    found += timelanes.listed_medicines(listed, frozenset(named), first, today)
    return Course(
        today=today,
        events=tuple(sorted(found, key=in_order)),
        opens=(episodes[-1].onset.earliest or episodes[-1].onset.latest) if episodes else None,
        onset=episodes[-1].onset.latest if episodes and assessment else None,
        bands=tuple(band for line in lines for band in line.bands),
        scales={line.lane: (line.measure.low, line.measure.high) for line in lines},
        now={**_standing(known), **{line.lane: _latest(line) for line in lines}},
    )


def _called(known: Known, books: CourseBooks) -> Known:
    """Return the same with medicines called as the screen, or the paper, calls them."""
    if books.medicines is None:
        return known
    chart = called_in(known.view.chart, books.medicines, language())
    return replace(known, view=replace(known.view, chart=chart))


def _recorded(
    known: Known, books: CourseBooks, episodes: tuple[PastEpisode, ...]
) -> Iterator[Event]:
    chart, today = known.view.chart, known.today
    yield from timelanes.visit_events(known.view.visits)
    yield from timelanes.care_events(chart, books.catalogue, today)
    yield from timelanes.referral_events(chart.referrals, books.catalogue)
    yield from timelanes.decision_events(chart.overrides, books.catalogue)
    yield from timelanes.print_events(known.prints)
    yield from timestages.episode_events(chart.problem, episodes, known.others, today)


def _concluded(
    known: Known, books: CourseBooks, episodes: tuple[PastEpisode, ...]
) -> Iterator[Event]:
    assessment, today = known.assessment, known.today
    if assessment is None:
        return
    for episode in episodes:
        yield from timestages.stage_events(episode.onset, episode.ended, today, books.thresholds)
    yield from timestages.surgical_events(assessment)
    yield from timestages.block_events(assessment, books.thresholds.block_days, today)
    yield from timestages.ahead_events(assessment)


def _episodes(known: Known, books: CourseBooks) -> tuple[PastEpisode, ...]:
    """Return the episodes; the running one began when the rules say so."""
    limits, stage = books.thresholds, known.assessment.stage if known.assessment else None
    found = episodes_of(known.view.chart, known.today, limits)
    if stage and stage.onset_latest and stage.code != "closed":
        onset = OnsetRange(stage.onset_earliest, stage.onset_latest)
        found = (*found[:-1], PastEpisode(onset, found[-1].ended))
    return tuple(one for one in found if one.onset.latest <= known.today) or found[-1:]


def _standing(known: Known) -> dict[Lane, str]:
    """Return where the clocks stand today, in a few words."""
    assessment = known.assessment
    if assessment is None:
        return {}
    stage, clock = assessment.stage, assessment.care_clock
    now: dict[Lane, str] = {"surgical": short_status(assessment.surgical_evaluation.status)}
    now["stage"] = stage_words(stage.code)
    if stage.day is not None:
        now["stage"] = tr("{stage}, day {day}").format(stage=now["stage"], day=stage.day)
    if clock.start is not None:
        now["care"] = tr("day {day}, {weeks} active").format(
            day=clock.care_day, weeks=clock.active_weeks
        )
    return now


def _latest(line: timelanes.Line) -> str:
    """Return the latest value and the one before it, if they can be compared."""
    last = line.events[-1]
    of = tr("{total} of {most}").format(total=last.words[0], most=show.number(line.measure.high))
    if last.kind == "begin":
        return of
    return tr("{now}, before {earlier}").format(now=of, earlier=line.events[-2].words[0])
