"""What the guideline says about imaging: not routine early, and never because of time alone."""

from pathway.finding import Because, Imaging, ImagingAdvice, Input, Level, OpenFlag
from pathway.standing import Standing

RANK: tuple[ImagingAdvice, ...] = ("not_routine", "consider_if_candidate", "urgent", "emergency")


def imaging_advice(standing: Standing) -> Imaging:
    """Return the advice for today; red flags and a clinician's word stand above the clocks."""
    flagged = _by_flags(standing)
    chosen = _by_clinician(standing)
    if chosen and RANK.index(chosen.advice) >= RANK.index(flagged.advice if flagged else RANK[0]):
        return chosen
    found = flagged or _by_clocks(standing)
    return Imaging(found.advice, (*found.because, *_cautions(standing)))


def _by_flags(standing: Standing) -> Imaging | None:
    if not standing.flags.open:
        return None
    routes = standing.guidelines.routes
    now = [
        flag
        for flag in standing.flags.open
        if flag.level is Level.EMERGENCY
        and standing.guidelines.flags.family_of(flag.id)
        not in routes.imaging_emergency_not_families
    ]
    if now:
        return Imaging("emergency", _flag_reasons(standing, "IMAGING-EMERGENCY", now))
    soon = [
        flag
        for flag in standing.flags.open
        if flag.level >= Level.URGENT
        and standing.guidelines.flags.family_of(flag.id) in routes.imaging_urgent_families
        and flag.id not in routes.imaging_urgent_not_items
    ]
    return Imaging("urgent", _flag_reasons(standing, "IMAGING-URGENT", soon)) if soon else None


def _flag_reasons(standing: Standing, rule: str, flags: list[OpenFlag]) -> Because:
    return tuple(
        standing.guidelines.because(
            rule, Input("flag", flag.id, flag.raised_on), Input("level", flag.level.code)
        )
        for flag in flags
    )


def _by_clinician(standing: Standing) -> Imaging | None:
    """The latest decision that names an advice."""
    for override in reversed(standing.chart.overrides):
        decided = [advice for advice in RANK if advice == override.value]
        if override.what == "imaging" and decided and standing.episode.covers(override.on):
            said = Input("override", f"{override.by}: {override.reason}", override.on)
            return Imaging(decided[0], (standing.guidelines.because("IMAGING-OVERRIDE", said),))
    return None


def _by_clocks(standing: Standing) -> Imaging:
    limits, why = standing.guidelines.thresholds, standing.guidelines.because
    stage, course = standing.stage, standing.course
    if not standing.scope.value:
        return Imaging("not_routine", standing.scope.because[:1])
    if stage.code == "closed":
        return Imaging("not_routine", stage.because[:1])
    if stage.day_earliest is not None and stage.day_earliest < limits.imaging_caution_days:
        return Imaging("not_routine", (why("S47", Input("day", str(stage.day_earliest))),))
    care_day = Input("care_day", str(course.care_day or 0))
    if (course.care_day or 0) < limits.imaging_care_days:
        return Imaging("not_routine", (why("IMAGING-CARE", care_day),))
    candidate = standing.candidate
    if candidate.value == "no":
        return Imaging("not_routine", (why("IMAGING-NO-CANDIDATE", candidate),))
    missing = ("surgery_candidate",) if candidate.value == "unknown" else ()
    return Imaging("consider_if_candidate", (why("ACR21", care_day, candidate, missing=missing),))


def _cautions(standing: Standing) -> Because:
    patient = standing.chart.patient
    why = standing.guidelines.because
    cautions = []
    if patient.pregnancy.status == "yes":
        cautions.append(why("IMAGING-PREGNANCY"))
    if "spine_surgery_past" in patient.conditions:
        cautions.append(why("IMAGING-SURGERY-PAST"))
    return tuple(cautions)
