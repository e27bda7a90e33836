"""Everything that the conclusions of one day rest on, worked out once."""

from datetime import date

from pathway.birth import ages_text, youngest_age
from pathway.care import CareCourse, care_course
from pathway.days import ImpossibleDate, onset_range
from pathway.episodes import Episode, cut, episode_of
from pathway.facts import Chart, Visit
from pathway.finding import Input, Reason, RedFlags, Scope, Stage
from pathway.fixed import fixed
from pathway.flags import TimingInputs, red_flags
from pathway.guidelines import Guidelines
from pathway.response import Response, response_of
from pathway.timing import possible_stages, stage_on


@fixed
class Standing:
    """A chart on a day: cut at that day, with its episode, clocks, flags and response to care.

    ``visits`` are those of the running episode; ``candidate`` is the last word in them on whether
    the patient is a candidate for surgery or an injection.
    """

    chart: Chart
    visits: tuple[Visit, ...]
    on: date
    guidelines: Guidelines
    episode: Episode
    scope: Scope
    stage: Stage
    course: CareCourse
    response: Response
    flags: RedFlags
    candidate: Input


def standing_of(chart: Chart, on: date, guidelines: Guidelines) -> Standing:
    """Return how a chart stands on a day; ImpossibleDate when its dates contradict each other."""
    check_dates(chart, on, guidelines)
    known = cut(chart, on)
    limits = guidelines.thresholds
    episode = episode_of(known, on, limits)
    earliest, latest = episode.onset.earliest, min(episode.onset.latest, on)
    possible = possible_stages(earliest, latest, on, limits)
    stage = stage_on(known, on, episode, possible, guidelines)
    course = care_course(known, on, episode, guidelines)
    visits = episode.visits(known)
    timing = TimingInputs(
        onset_earliest=earliest,
        onset_latest=latest,
        care_day=course.care_day,
        stage=stage.code,
        possible=possible,
        care_start=course.start,
    )
    return Standing(
        chart=known,
        visits=visits,
        on=on,
        guidelines=guidelines,
        episode=episode,
        scope=scope_of(known, on, guidelines),
        stage=stage,
        course=course,
        response=response_of(visits, limits),
        flags=red_flags(known, on, guidelines, timing),
        candidate=_candidate(visits),
    )


def scope_of(chart: Chart, on: date, guidelines: Guidelines) -> Scope:
    """Return whether the pathway applies: to adults; and what it was not made for all the same."""
    patient, why = chart.patient, guidelines.because
    born = Input("birth_date", patient.birth_date.isoformat(), patient.birth_date)
    is_adult = youngest_age(patient, on) >= guidelines.thresholds.adult_years
    reasons: list[Reason] = [
        why("SCOPE-ADULT" if is_adult else "RF-P5", Input("age", ages_text(patient, on)), born)
    ]
    if chart.problem.region == "thoracic":
        reasons.append(why("SCOPE-THORACIC"))
    if patient.pregnancy.status == "yes":
        reasons.append(why("SCOPE-PREGNANCY"))
    return Scope(is_adult, tuple(reasons))


def _candidate(visits: tuple[Visit, ...]) -> Input:
    for visit in reversed(visits):
        if visit.surgery_candidate != "unknown":
            return Input("surgery_candidate", visit.surgery_candidate, visit.on)
    return Input("surgery_candidate", "unknown")


def check_dates(chart: Chart, on: date, guidelines: Guidelines) -> None:
    """Raise ImpossibleDate when the birth or the onset comes too late, or in the wrong order.

    Only what leaves no day to count from is refused here: a chart with any other contradiction must
    still have its red flags read.
    """
    limits = guidelines.thresholds
    born = chart.patient.birth_date
    if born > on:
        raise ImpossibleDate("patient.birth_date", f"a day not after {on}")
    onset = onset_range(chart.problem.onset, limits.about_low_percent, limits.about_high_percent)
    if (onset.earliest or onset.latest) > on:
        raise ImpossibleDate("problem.onset", f"an onset not after {on}")
    if onset.latest < born:
        raise ImpossibleDate("problem.onset", f"an onset not before the birth on {born}")
