"""What is not known, and which conclusions it could change; the most important comes first."""

from collections.abc import Callable

from pathway.finding import Gap, SurgicalEvaluation
from pathway.response import worst_pain
from pathway.standing import Standing

WITH_SCORES = frozenset({"responding", "cannot_judge"})


def gaps_of(standing: Standing, surgical: SurgicalEvaluation) -> tuple[Gap, ...]:
    """Return the gaps in the order in which they matter."""
    if standing.stage.code == "closed":
        escalation = _escalation(standing)
        return (escalation,) if escalation else ()
    found = [gap for look in LOOKS if (gap := look(standing))]
    if state := _state(standing, surgical):
        found.append(state)
    return tuple(found)


def _escalation(standing: Standing) -> Gap | None:
    """An escalation stays a gap until somebody knows that the patient arrived."""
    for flag in standing.chart.flags:
        if (
            flag.state == "escalated"
            and flag.arrived != "yes"
            and flag.id in [raised.id for raised in standing.flags.open]
        ):
            return Gap("escalation_outcome", ("red_flags",))
    return None


def _screen(standing: Standing) -> Gap | None:
    if not standing.chart.visits:
        return Gap("visit", ("red_flags", "surgical_evaluation", "imaging", "next_contact"))
    if not standing.flags.screen_complete:
        return Gap(
            "red_flag_screen", ("red_flags", "surgical_evaluation", "imaging", "next_contact")
        )
    return None


def _power(standing: Standing) -> Gap | None:
    """Weakness that nobody looked for at the latest visit could be there."""
    visits = standing.chart.visits
    for visit in reversed(visits):
        if visit.on < visits[-1].on:
            break
        if visit.power or visit.exam_unlisted == "normal":
            return None
    if not visits:
        return None
    return Gap("power", ("red_flags", "surgical_evaluation", "imaging", "next_contact"))


def _onset(standing: Standing) -> Gap | None:
    if len(standing.stage.possible) > 1:
        return Gap("onset", ("stage", "imaging", "next_contact"))
    return None


def _care(standing: Standing) -> Gap | None:
    if standing.course.start is None:
        return Gap("care", ("care_clock", "surgical_evaluation", "imaging"))
    if standing.course.long_gaps:
        return Gap("care_gap", ("care_clock", "surgical_evaluation", "imaging"))
    return None


def _scores(standing: Standing) -> Gap | None:
    visits = standing.visits
    if standing.response.outcome != "unknown" or not visits:
        return None
    if worst_pain(visits).first is None:
        return Gap("baseline_score", ("surgical_evaluation",))
    if visits[0].on < standing.on:
        return Gap("follow_up_score", ("surgical_evaluation",))
    return None


def _candidate(standing: Standing) -> Gap | None:
    limits = standing.guidelines.thresholds
    late = (standing.course.care_day or 0) >= limits.imaging_care_days
    if late and standing.candidate.value == "unknown":
        return Gap("surgery_candidate", ("imaging",))
    return None


def _state(standing: Standing, surgical: SurgicalEvaluation) -> Gap | None:
    if surgical.status not in WITH_SCORES:
        return None
    told = [told.what for told in standing.response.inputs]
    return None if "state_acceptable" in told else Gap("state_acceptable", ("surgical_evaluation",))


LOOKS: tuple[Callable[[Standing], Gap | None], ...] = (
    _escalation,
    _screen,
    _power,
    _onset,
    _care,
    _scores,
    _candidate,
)
