"""What clinicians decided: red flags followed up, rules overridden, referrals made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from db import problems, tables
from db.ids import new_id
from pathway.facts import FlagRecord, Override, Referral
from pathway.records import Changes, PatientId, ProblemId, Stamp

_FLAGS: Final = (
    select(tables.FlagRecord)
    .where(col(tables.FlagRecord.problem_id) == bindparam("problem_id"))
    .order_by(col(tables.FlagRecord.position))
)
_OVERRIDES: Final = (
    select(tables.Override)
    .where(col(tables.Override.problem_id) == bindparam("problem_id"))
    .order_by(col(tables.Override.position))
)
_REFERRALS: Final = (
    select(tables.Referral)
    .where(col(tables.Referral.problem_id) == bindparam("problem_id"))
    .order_by(col(tables.Referral.position))
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one problem."""

    problem: ProblemId
    made: FlagRecord | Override | Referral


def record(session: Session, decision: Decision, stamp: Stamp) -> Changes:
    """Store a decision; an empty "by" means the one who enters it."""
    problem = problems.row_of(session, decision.problem)
    match decision.made:
        case FlagRecord() as flag:
            session.add(_flag_row(session, decision.problem, flag, stamp))
        case Override() as override:
            session.add(_override_row(session, decision.problem, override, stamp))
        case Referral() as referral:
            session.add(_referral_row(session, decision.problem, referral))
    patient = PatientId(problem.patient_id)
    return Changes(frozenset({"visits"}), frozenset({patient}), problem=decision.problem)


def load_flags(session: Session, problem_id: ProblemId) -> tuple[FlagRecord, ...]:
    """Return what was done about a problem's red flags, in the order in which it was recorded."""
    return flags_of(session.exec(_FLAGS, params={"problem_id": problem_id}))


def flags_of(rows: Iterable[tables.FlagRecord]) -> tuple[FlagRecord, ...]:
    """Return flags followed up as facts, without those entered in error."""
    return tuple(
        FlagRecord(
            id=row.flag,
            raised_on=row.raised_on,
            state=row.state,
            on=row.decided_on,
            by=row.decided_by,
            basis=row.basis,
            called=row.called,
            arrived=row.arrived,
        )
        for row in rows
        if row.error_at is None
    )


def load_overrides(session: Session, problem_id: ProblemId) -> tuple[Override, ...]:
    """Return the rules that a clinician overrode for a problem."""
    return overrides_of(session.exec(_OVERRIDES, params={"problem_id": problem_id}))


def overrides_of(rows: Iterable[tables.Override]) -> tuple[Override, ...]:
    """Return overrides as facts, without those entered in error."""
    return tuple(
        Override(
            what=row.what,
            on=row.day,
            by=row.decided_by,
            reason=row.reason,
            value=row.value,
            block=row.block,
            block_as=row.block_as,
        )
        for row in rows
        if row.error_at is None
    )


def load_referrals(session: Session, problem_id: ProblemId) -> tuple[Referral, ...]:
    """Return the referrals made for a problem."""
    return referrals_of(session.exec(_REFERRALS, params={"problem_id": problem_id}))


def referrals_of(rows: Iterable[tables.Referral]) -> tuple[Referral, ...]:
    """Return referrals as facts, without those entered in error."""
    return tuple(Referral(row.kind, row.day, row.state) for row in rows if row.error_at is None)


def _flag_row(
    session: Session, problem_id: ProblemId, flag: FlagRecord, stamp: Stamp
) -> tables.FlagRecord:
    return tables.FlagRecord(
        id=new_id(),
        problem_id=problem_id,
        position=_count(session, tables.FlagRecord, problem_id),
        flag=flag.id,
        raised_on=flag.raised_on,
        state=flag.state,
        decided_on=flag.on,
        decided_by=flag.by or stamp.who,
        basis=flag.basis,
        called=flag.called,
        arrived=flag.arrived,
    )


def _override_row(
    session: Session, problem_id: ProblemId, override: Override, stamp: Stamp
) -> tables.Override:
    return tables.Override(
        id=new_id(),
        problem_id=problem_id,
        position=_count(session, tables.Override, problem_id),
        what=override.what,
        day=override.on,
        decided_by=override.by or stamp.who,
        reason=override.reason,
        value=override.value,
        block=override.block,
        block_as=override.block_as,
    )


def _referral_row(session: Session, problem_id: ProblemId, referral: Referral) -> tables.Referral:
    return tables.Referral(
        id=new_id(),
        problem_id=problem_id,
        position=_count(session, tables.Referral, problem_id),
        kind=referral.kind,
        day=referral.on,
        state=referral.state,
    )


def _count(
    session: Session,
    table: type[tables.FlagRecord] | type[tables.Override] | type[tables.Referral],
    problem_id: ProblemId,
) -> int:
    wanted = select(func.count()).where(col(table.problem_id) == problem_id)
    return session.exec(wanted).one()
