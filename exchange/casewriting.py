"""Writes facts as a case file. Blanks are left out, so what is read back is what was there."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final, TypeAlias

from exchange.casemodels import FORMAT
from exchange.casevisits import UNLISTED
from pathway.coding import BESIDE_NUMBERS
from pathway.facts import (
    Care,
    Chart,
    FlagAnswer,
    FlagRecord,
    ListState,
    Onset,
    OnsetAbout,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Override,
    Patient,
    Problem,
    Spot,
    Visit,
    Weakness,
)

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_BLANK: Final[tuple[Json, ...]] = (None, "", [], {})


def case_text(chart: Chart) -> str:
    """Return a chart as the text of a case file."""
    case: dict[str, Json] = {
        "format": FORMAT,
        "patient": _patient(chart.patient),
        "problem": _problem(chart.problem),
        "visits": [_visit(visit) for visit in chart.visits],
        "care": [_care(care) for care in chart.care],
        "plan": {"medicines": _texts(chart.plan.medicines), "care": _texts(chart.plan.care)},
        "flags": [_flag(flag) for flag in chart.flags],
        "overrides": [_override(override) for override in chart.overrides],
        "referrals": [
            {"kind": it.kind, "on": it.on.isoformat(), "state": it.state} for it in chart.referrals
        ],
    }
    return json.dumps(case, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _patient(patient: Patient) -> Json:
    pregnancy, egfr = patient.pregnancy, patient.egfr
    return _filled(
        number=patient.number,
        family_name=patient.family_name,
        given_name=patient.given_name,
        birth_date=_day(patient.birth_date),
        sex=patient.sex,
        language=patient.language,
        pregnancy=_filled(status=pregnancy.status, weeks=pregnancy.weeks, on=_day(pregnancy.on)),
        breastfeeding=patient.breastfeeding,
        egfr={"value": egfr.value, "date": _day(egfr.on)} if egfr else None,
        weight_kg=patient.weight_kg,
        conditions=_texts(sorted(patient.conditions)),
        medicines=[
            {"name": it.name, "stopped": _day(it.stopped)} if it.stopped else it.name
            for it in patient.medicines
        ],
        allergies=_texts(patient.allergies),
        smoker=patient.smoker,
        **_how_known(patient),
    )


def _how_known(patient: Patient) -> Mapping[str, Json]:
    """Return what is not as a reader takes it anyhow."""
    state, has_medicines = patient.allergy_state, bool(patient.medicines)
    allergies = "" if state == ("known" if patient.allergies else "not_recorded") else state
    return {
        "birth_known": "" if patient.birth_known == "day" else patient.birth_known,
        "birth_told_on": _day(patient.birth_told_on),
        "conditions_state": _state(patient.conditions_state, bool(patient.conditions)),
        "medicines_state": _state(patient.medicines_state, has_medicines),
        "allergies_state": allergies,
    }


def _state(state: ListState, is_listed: bool) -> Json:
    return "" if state == ("listed" if is_listed else "not_asked") else state


def _problem(problem: Problem) -> Json:
    closed = problem.closed
    return _filled(
        region=problem.region,
        side=problem.side,
        onset=_onset(problem.onset),
        cause=problem.cause,
        pain_free=[{"from": _day(span.start), "to": _day(span.end)} for span in problem.pain_free],
        closed={"on": _day(closed.on), "reason": closed.reason} if closed else None,
    )


def _onset(onset: Onset) -> Json:
    match onset:
        case OnsetDay(day=day):
            return {"date": _day(day)}
        case OnsetMonth(month=month):
            return {"month": month.isoformat()[:7]}
        case OnsetAbout(days=days, said_on=said_on, words=words):
            return {"about_days": days, "said_on": _day(said_on), "words": words}
        case OnsetUnknown(first_documented=day):
            return {"unknown": True, "first_documented": _day(day)}


def _visit(visit: Visit) -> Json:
    return _filled(
        date=_day(visit.on),
        recorded_at=_moment(visit.recorded_at),
        pain=_filled(spine=visit.pain_spine, limb=visit.pain_limb),
        scores=_filled(psfs=visit.psfs) | _beside(visit.beside, "score."),
        situation=_beside(visit.beside, "situation."),
        state_acceptable=visit.state_acceptable,
        red_flags=_answers(visit),
        pain_map=_zones(visit.pain_map),
        sensation=_sides(visit.sensation),
        power=_sides(visit.power),
        reflexes=_sides(visit.reflexes),
        tests={**_sides(visit.tests), **_filled(rotation_degrees=visit.rotation_degrees)},
        exam_unlisted=visit.exam_unlisted,
        temperature=visit.temperature,
        weakness=_weakness(visit.weakness),
        numbness_since=_day(visit.numbness_since),
        radiation=visit.radiation,
        goals=_filled(pain=visit.goal_pain, function=visit.goal_function),
        intractable_pain=visit.intractable_pain,
        surgery_candidate=visit.surgery_candidate,
        note=visit.note,
    )


def _beside(given: Mapping[str, str], start: str) -> dict[str, Json]:
    return {
        code.removeprefix(start): int(value) if code in BESIDE_NUMBERS else value
        for code, value in given.items()
        if code.startswith(start)
    }


def _answers(visit: Visit) -> dict[str, Json]:
    answers = {
        item: _answer(given)
        for item, given in visit.red_flags.items()
        if given.answer != "not_asked"
    }
    if visit.red_flags_unlisted != "not_asked":
        answers[UNLISTED] = visit.red_flags_unlisted
    return answers


def _answer(given: FlagAnswer) -> Json:
    if given.number is not None:
        return int(given.number) if given.number.is_integer() else given.number
    if given.since is None and given.course is None:
        return given.answer
    return {"answer": given.answer, **_filled(since=_day(given.since), course=given.course)}


def _weakness(weakness: Weakness | None) -> Json:
    return {"since": _day(weakness.since), "course": weakness.course} if weakness else None


def _zones(zones: Iterable[Spot]) -> dict[str, Json]:
    sides: dict[str, Json] = {}
    for side in ("left", "right"):
        names = sorted(zone.place for zone in zones if zone.side == side)
        if names:
            sides[side] = _texts(names)
    return sides


def _sides(found: Mapping[Spot, str | int]) -> dict[str, Json]:
    sides: dict[str, Json] = {}
    for side in ("left", "right"):
        row: dict[str, Json] = {spot.place: it for spot, it in found.items() if spot.side == side}
        if row:
            sides[side] = row
    return sides


def _care(care: Care) -> Json:
    given = _filled(kind=care.kind, name=care.name, outcome=care.outcome)
    if care.span is None:
        return {**given, "dates": [_day(day) for day in care.dates]}
    return {
        **given,
        "from": _day(care.span.start),
        "to": _day(care.span.end),
        "days_per_week": care.days_per_week,
    }


def _flag(flag: FlagRecord) -> Json:
    return _filled(
        id=flag.id,
        raised_on=_day(flag.raised_on),
        state=flag.state,
        on=_day(flag.on),
        by=flag.by,
        basis=flag.basis,
        called=flag.called,
        arrived=flag.arrived,
    )


def _override(override: Override) -> Json:
    value: Json = override.value
    if override.what == "care_block":
        value = {"block": override.block, "as": override.block_as}
    return {
        "what": override.what,
        "value": value,
        "on": _day(override.on),
        "by": override.by,
        "reason": override.reason,
    }


def _filled(**values: Json) -> dict[str, Json]:
    """Return the values without the blank ones; 0 is not blank."""
    return {key: value for key, value in values.items() if value not in _BLANK}


def _texts(values: Iterable[str]) -> list[Json]:
    return list(values)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
