"""What is read for the figures of care: requests for imaging, and the first opioids."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session

from db import patients
from db.figuresteps import Asked, Slice, Step, chunks, sliced
from db.tables import RECORDS
from pathway import figures
from pathway.figures import Figure, Imaged, OpioidStart
from pathway.guidelines import Guidelines
from pathway.records import ProblemId
from pathway.standing import standing_of
from pathway.tried import NO_TREATMENT, RULED_OUT

LOG: Final = logging.getLogger("foramen.store")
ASKED_AT_ONCE: Final = 25
"""For so many requests the rules are asked in one step: each takes some milliseconds."""
OPIOID: Final = "opioid"
NSAID: Final = "nsaid"
SENT: Final = ("sent", "arrived", "answered", "declined", "lost")
"""States of a request that left the clinic."""
_REFERRAL: Final = RECORDS.tables["referral"].c
_CARE: Final = RECORDS.tables["care"]
_CARE_DATE: Final = RECORDS.tables["care_date"].c
_PATIENT: Final = RECORDS.tables["patient"]
_MEDICINE: Final = RECORDS.tables["patient_medicine"].c
_PROBLEM: Final = RECORDS.tables["problem"].c


class _Request(NamedTuple):
    """A request for imaging."""

    problem: ProblemId
    on: date


def imaging_steps(session: Session, asked: Asked) -> tuple[Step[Imaged], ...]:
    """Return steps that ask the rules about the day of each request for imaging in the period."""
    requests = tuple(one for one in _requests(session) if asked.period.has(one.on))
    pieces = chunks(requests, ASKED_AT_ONCE)
    return tuple(partial(_imaged, requests=piece, guidelines=asked.guidelines) for piece in pieces)


def _requests(session: Session) -> Iterable[_Request]:
    """Return each request once: its later states are rows of their own, until it is sent anew."""
    wanted = (
        select(_REFERRAL.problem_id, _REFERRAL.day, _REFERRAL.state)
        .where(_REFERRAL.state.in_(SENT), _REFERRAL.kind == "imaging", _REFERRAL.error_at.is_(None))
        .order_by(_REFERRAL.problem_id, _REFERRAL.position)
    )
    before: str | None = None
    for problem, day, state in session.execute(wanted):
        if state == "sent" or problem != before:
            yield _Request(ProblemId(problem), day)
        before = problem


def _imaged(
    session: Session, requests: Sequence[_Request], guidelines: Guidelines
) -> tuple[Imaged, ...]:
    return tuple(_asked_about(session, one, guidelines) for one in requests)


def _asked_about(session: Session, request: _Request, guidelines: Guidelines) -> Imaged:
    problem, on = request
    chart = patients.chart_view(session, problem).chart
    try:
        standing = standing_of(chart, on, guidelines)
        return Imaged(problem, on, standing.course.care_day, bool(standing.flags.open))
    except Exception as error:  # noqa: BLE001 - counted as not known, never as no flag
        LOG.error("no advice to count by for problem %s: %s", problem, type(error).__name__)
        return Imaged(problem, on, None, None)


@dataclass(frozen=True, slots=True)
class _Given:
    """Care that was given: what, of which classes, from when on, and whether it is ruled out."""

    problem: ProblemId
    kind: str
    classes: frozenset[str]
    start: date | None
    is_ruled_out: bool


def opioid_steps(session: Session, asked: Asked) -> tuple[Step[OpioidStart], ...]:
    """Return steps that look for opioids in the care given, and in lists of medicines."""
    return (
        *sliced(session, _CARE, _given_opioids, asked),
        *sliced(session, _PATIENT, _listed_opioids, asked),
    )


def opioids_counted(found: Sequence[OpioidStart]) -> Figure:
    """Count each problem once; one with a first day before one without."""
    once: dict[ProblemId, OpioidStart] = {}
    for one in found:
        once.setdefault(one.problem, one)
    return figures.by_opioids(once.values())


def _given_opioids(session: Session, part: Slice, asked: Asked) -> tuple[OpioidStart, ...]:
    care, medicines = _CARE.c, asked.guidelines.medicines
    wanted = select(care.problem_id, care.name).where(
        part.rows, care.kind == "medicine", care.error_at.is_(None)
    )
    problems = {
        ProblemId(problem)
        for problem, name in session.execute(wanted)
        if OPIOID in medicines.classes_of(name)
    }
    starts = (
        _start(given)
        for piece in chunks(sorted(problems))
        for given in _care_of(session, piece, asked.guidelines)
    )
    return tuple(one for one in starts if one.on is None or asked.period.has(one.on))


def _care_of(
    session: Session, problems: Sequence[ProblemId], guidelines: Guidelines
) -> Iterable[tuple[_Given, ...]]:
    """Return the care of each of these problems."""
    care = _CARE.c
    single = select(func.min(_CARE_DATE.day)).where(_CARE_DATE.care_id == care.id).scalar_subquery()
    wanted = select(care.problem_id, care.kind, care.name, care.outcome, care.started_on, single)
    found: dict[ProblemId, list[_Given]] = {problem: [] for problem in problems}
    for row in session.execute(
        wanted.where(care.problem_id.in_(problems), care.error_at.is_(None))
    ):
        given = _given(row, guidelines)
        found[given.problem].append(given)
    return (tuple(each) for each in found.values())


def _given(row: Any, guidelines: Guidelines) -> _Given:  # noqa: ANN401
    problem, kind, name, outcome, started, first = row
    days = [day for day in (started, first) if day is not None]
    classes = guidelines.medicines.classes_of(name) if kind == "medicine" else frozenset()
    return _Given(ProblemId(problem), kind, classes, min(days, default=None), outcome in RULED_OUT)


def _start(care: tuple[_Given, ...]) -> OpioidStart:
    """Return the first opioid of a problem with what had been begun by that day."""
    opioids = [one for one in care if OPIOID in one.classes]
    on = min((one.start for one in opioids if one.start is not None), default=None)
    if on is None:
        return OpioidStart(opioids[0].problem, None)
    begun = [one for one in care if one.start is not None and one.start <= on]
    nsaids = [one for one in care if NSAID in one.classes]
    return OpioidStart(
        problem=opioids[0].problem,
        on=on,
        after_non_drug=any(_is_treatment(one) for one in begun),
        after_nsaid=any(one in begun or one.is_ruled_out for one in nsaids),
    )


def _is_treatment(one: _Given) -> bool:
    return one.kind != "medicine" and one.kind not in NO_TREATMENT


def _listed_opioids(session: Session, part: Slice, asked: Asked) -> tuple[OpioidStart, ...]:
    """Return who takes an opioid by the list of medicines, which has no first days.

    Those of whom care tells more are left to it: the first that is found counts.
    """
    joined = _PATIENT.join(
        RECORDS.tables["patient_medicine"], _MEDICINE.patient_id == _PATIENT.c.id
    )
    wanted = select(_PATIENT.c.id, _MEDICINE.name).select_from(joined)
    medicines = asked.guidelines.medicines
    taking = {
        patient
        for patient, name in session.execute(wanted.where(part.rows, _MEDICINE.stopped.is_(None)))
        if OPIOID in medicines.classes_of(name)
    }
    found: list[OpioidStart] = []
    for piece in chunks(sorted(taking)):
        found += _without_care(session, piece, asked.guidelines)
    return tuple(found)


def _without_care(
    session: Session, takers: Sequence[str], guidelines: Guidelines
) -> Iterable[OpioidStart]:
    """Return one problem of each patient of whose opioids no care tells."""
    wanted = select(_PROBLEM.patient_id, func.min(_PROBLEM.id), _CARE.c.name).select_from(
        RECORDS.tables["problem"].outerjoin(
            _CARE,
            (_CARE.c.problem_id == _PROBLEM.id)
            & (_CARE.c.kind == "medicine")
            & _CARE.c.error_at.is_(None),
        )
    )
    first: dict[str, ProblemId] = {}
    told: set[str] = set()
    grouped = wanted.where(_PROBLEM.patient_id.in_(takers)).group_by(
        _PROBLEM.patient_id, _CARE.c.name
    )
    for patient, problem, name in session.execute(grouped):
        first.setdefault(patient, ProblemId(problem))
        if name is not None and OPIOID in guidelines.medicines.classes_of(name):
            told.add(patient)
    return [OpioidStart(problem, None) for patient, problem in first.items() if patient not in told]
