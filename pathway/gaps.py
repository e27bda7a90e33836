"""What is not known, and which conclusions it could change; the most important comes first."""

from collections.abc import Callable, Iterator

from pathway.finding import Gap, SurgicalEvaluation
from pathway.imaging import surgery_candidate
from pathway.response import worst_pain
from pathway.standing import Standing

WITH_SCORES = frozenset({"responding", "cannot_judge"})


def gaps_of(standing: Standing, surgical: SurgicalEvaluation) -> tuple[Gap, ...]:
    """Return the gaps in the order in which they matter."""
    if standing.stage.code == "closed":
        return tuple(_escalation(standing))
    found = [gap for look in LOOKS for gap in look(standing)]
    return (*found, *_state(standing, surgical))


def _escalation(standing: Standing) -> Iterator[Gap]:
    """An escalation stays a gap until somebody knows that the patient arrived."""
    open_ids = {flag.id for flag in standing.flags.open}
    for flag in standing.chart.flags:
        if flag.state == "escalated" and flag.arrived != "yes" and flag.id in open_ids:
            yield Gap("escalation_outcome", ("red_flags",))
            return


def _screen(standing: Standing) -> Iterator[Gap]:
    if not standing.chart.visits:
        yield Gap("visit", ("red_flags", "surgical_evaluation", "imaging", "next_contact"))
    elif not standing.flags.screen_complete:
        yield Gap(
            "red_flag_screen", ("red_flags", "surgical_evaluation", "imaging", "next_contact")
        )


def _power(standing: Standing) -> Iterator[Gap]:
    """Weakness that nobody looked for at the latest visit could be there."""
    visits = standing.chart.visits
    if visits and not any(
        visit.power or visit.exam_unlisted == "normal"
        for visit in visits
        if visit.on == visits[-1].on
    ):
        yield Gap("power", ("red_flags", "surgical_evaluation", "imaging", "next_contact"))


def _onset(standing: Standing) -> Iterator[Gap]:
    if len(standing.stage.possible) > 1:
        yield Gap("onset", ("stage", "imaging", "next_contact"))


def _care(standing: Standing) -> Iterator[Gap]:
    if standing.course.start is None:
        yield Gap("care", ("care_clock", "surgical_evaluation", "imaging"))
    elif standing.course.long_gaps:
        yield Gap("care_gap", ("care_clock", "surgical_evaluation", "imaging"))


def _scores(standing: Standing) -> Iterator[Gap]:
    visits = standing.visits
    if standing.response.outcome != "unknown" or not visits:
        return
    if worst_pain(visits).first is None:
        yield Gap("baseline_score", ("surgical_evaluation",))
    elif visits[0].on < standing.on:
        yield Gap("follow_up_score", ("surgical_evaluation",))


def _candidate(standing: Standing) -> Iterator[Gap]:
    limits = standing.guidelines.thresholds
    late = (standing.course.care_day or 0) >= limits.imaging_care_days
    if late and surgery_candidate(standing).value == "unknown":
        yield Gap("surgery_candidate", ("imaging",))


def _state(standing: Standing, surgical: SurgicalEvaluation) -> Iterator[Gap]:
    told = any(told.what == "state_acceptable" for told in standing.response.inputs)
    if surgical.status in WITH_SCORES and not told:
        yield Gap("state_acceptable", ("surgical_evaluation",))


LOOKS: tuple[Callable[[Standing], Iterator[Gap]], ...] = (
    _escalation,
    _screen,
    _power,
    _onset,
    _care,
    _scores,
    _candidate,
)
