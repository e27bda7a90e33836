"""What the records said earlier, read from the log of changes alone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, TypeAlias, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from db import (
    acknowledgements,
    beside,
    bodies,
    care,
    decisions,
    escalations,
    findings,
    patients,
    problems,
    responses,
    revisions,
    tables,
    visits,
)
from db.flowtables import EscalationFlag, EscalationRow, FlagWords, ReferralWords, StepRow
from db.logs import Acknowledgement, Revision
from db.patients import Lists
from db.persontables import Birth, Blank, OtherCondition
from db.responsetables import ResponseRow
from db.sessions import Entity
from db.tables import RECORDS, Row
from db.trouble import RecordRefused
from pathway.facts import Chart, FlagRecord, MedicineTaken, Referral
from pathway.records import (
    CareEntry,
    ChartView,
    PatientId,
    ProblemId,
    RecordedEscalation,
    RecordedVisit,
    VisitId,
    VisitVersion,
)

R = TypeVar("R", bound=Row)
_LOG: Final = RECORDS.tables["revision"].c
Until: TypeAlias = int | datetime
"""How far the log is read: up to the number of a change, or up to a moment by its own clock."""
_ONE: Final = (
    select(_LOG.body)
    .where(_LOG.entity == bindparam("entity"), _LOG.entity_id == bindparam("entity_id"))
    .order_by(_LOG.seq.desc())
    .limit(1)
)
_UP_TO_CHANGE: Final = _ONE.where(_LOG.seq <= bindparam("until"))
_UP_TO_MOMENT: Final = _ONE.where(_LOG.at <= bindparam("until", type_=_LOG.at.type))


def chart_as_known(session: Session, problem_id: ProblemId, moment: datetime) -> ChartView:
    """Return a chart as it was known at a moment, entered in error or amended since or not."""
    return _chart(session, problem_id, moment)


def chart_at(session: Session, problem_id: ProblemId, revision: int) -> ChartView:
    """Return a chart as it was after a change of the records."""
    return _chart(session, problem_id, revision)


def of_visit(session: Session, visit_id: VisitId) -> tuple[VisitVersion, ...]:
    """Return a visit after each of its changes, oldest first: who made it, when, what, why."""
    log = revisions.of_entity(session, ("visit", visit_id))
    if not log:
        raise RecordRefused("unknown_visit", "visit")
    found: list[VisitVersion] = []
    for row in log:
        found.append(_version(row, found[-1].recorded if found else None))
    return tuple(found)


def _chart(session: Session, problem_id: ProblemId, until: Until) -> ChartView:
    body = _body(session, ("problem", problem_id), until)
    if body is None:
        raise RecordRefused("unknown_problem", "problem")
    row = bodies.main_row(body, tables.Problem)
    overrides = _own(session, tables.Override, (problem_id, until))
    chart = Chart(
        patient=patients.fact(*_patient(_body(session, ("patient", row.patient_id), until))),
        problem=problems.fact(row, bodies.rows(body, tables.PainFree)),
        flags=_flags(_bodies(session, tables.FlagRecord, (problem_id, until))),
        overrides=decisions.overrides_of(_in_order(overrides)),
        referrals=_referrals(_bodies(session, tables.Referral, (problem_id, until))),
    )
    said = sorted(_own(session, Acknowledgement, (problem_id, until)), key=_said_at)
    known = acknowledgements.facts_of(said)
    answered = sorted(_own(session, ResponseRow, (problem_id, until)), key=_said_at)
    view = ChartView(
        PatientId(row.patient_id),
        problem_id,
        chart,
        acknowledged=known,
        responses=responses.responses_of(answered),
    )
    view = patients.with_escalations(view, _escalations(session, (problem_id, until)))
    return patients.with_records(
        view, _visits(session, (problem_id, until)), _care(session, (problem_id, until))
    )


def _version(row: Revision, before: RecordedVisit | None) -> VisitVersion:
    recorded = _visit(row.body)
    reason = ""
    for now, then in (
        (recorded.amended, before and before.amended),
        (recorded.in_error, before and before.in_error),
    ):
        if now and now != then:
            reason = now.reason
    return VisitVersion(recorded, row.who, row.at, row.what, reason)


def _body(session: Session, entity: Entity, until: Until) -> str | None:
    name, entity_id = entity
    newest = _UP_TO_MOMENT if isinstance(until, datetime) else _UP_TO_CHANGE
    wanted = {"entity": name, "entity_id": entity_id, "until": until}
    return session.execute(newest, wanted).scalar_one_or_none()


def _bodies(session: Session, row_class: type[Row], known: tuple[ProblemId, Until]) -> list[str]:
    """Return what belongs to a problem: nothing is deleted, so the tables know every id."""
    problem_id, until = known
    table = RECORDS.tables[str(row_class.__tablename__)].c
    ids: Select[str] = select(table.id).where(table.problem_id == problem_id)
    found = (
        _body(session, (row_class.part_of[0], entity_id), until)
        for entity_id in session.execute(ids).scalars().all()
    )
    return [body for body in found if body is not None]


def _own(session: Session, row_class: type[R], known: tuple[ProblemId, Until]) -> list[R]:
    return [bodies.main_row(body, row_class) for body in _bodies(session, row_class, known)]


Decided = TypeVar("Decided", tables.FlagRecord, tables.Override, tables.Referral)


def _in_order(rows: Iterable[Decided]) -> list[Decided]:
    return sorted(rows, key=lambda row: row.position)


def _patient(body: str | None) -> tuple[tables.Patient, Lists]:
    if body is None:
        raise RecordRefused("unknown_patient", "patient")
    medicines = bodies.rows(body, tables.Medicine)
    lists = Lists(
        frozenset(row.code for row in bodies.rows(body, tables.Condition)),
        tuple(MedicineTaken(row.name, row.stopped) for row in medicines),
        tuple(row.name for row in bodies.rows(body, tables.Allergy)),
        beside.of_rows(
            bodies.rows(body, Birth), bodies.rows(body, Blank), bodies.rows(body, OtherCondition)
        ),
    )
    return bodies.main_row(body, tables.Patient), lists


def _flags(told: list[str]) -> tuple[FlagRecord, ...]:
    rows = _in_order(bodies.main_row(body, tables.FlagRecord) for body in told)
    words = [each for body in told for each in bodies.rows(body, FlagWords)]
    return decisions.flags_of(rows, {each.flag_record_id: each.words for each in words})


def _referrals(told: list[str]) -> tuple[Referral, ...]:
    rows = _in_order(bodies.main_row(body, tables.Referral) for body in told)
    words = [each for body in told for each in bodies.rows(body, ReferralWords)]
    return decisions.referrals_of(rows, {each.referral_id: each for each in words})


def _escalations(
    session: Session, known: tuple[ProblemId, Until]
) -> tuple[RecordedEscalation, ...]:
    told = _bodies(session, EscalationRow, known)
    own = sorted(
        (bodies.main_row(body, EscalationRow) for body in told), key=lambda row: row.position
    )
    flags = [flag for body in told for flag in bodies.rows(body, EscalationFlag)]
    return escalations.of_rows(own, flags, _own(session, StepRow, known) if own else ())


def _visits(session: Session, known: tuple[ProblemId, Until]) -> tuple[RecordedVisit, ...]:
    found = [_visit(body) for body in _bodies(session, tables.Visit, known)]
    return tuple(sorted(found, key=_visit_order))


def _visit(body: str) -> RecordedVisit:
    told = (findings.fact(row) for row in bodies.rows(body, tables.Finding))
    return visits.fact(bodies.main_row(body, tables.Visit), told)


def _said_at(row: Acknowledgement | ResponseRow) -> tuple[datetime, str]:
    return row.said_at, row.id


def _visit_order(visit: RecordedVisit) -> tuple[str, str, str]:
    at = visit.visit.recorded_at
    return visit.visit.on.isoformat(), at.isoformat() if at else "", visit.id


def _care(session: Session, known: tuple[ProblemId, Until]) -> tuple[CareEntry, ...]:
    found = []
    for body in _bodies(session, tables.Care, known):
        row = bodies.main_row(body, tables.Care)
        dates = tuple(one.day for one in bodies.rows(body, tables.CareDate))
        found.append((row.position, care.fact(row, dates)))
    return tuple(entry for _, entry in sorted(found, key=lambda item: item[0]))
