"""What clinicians decided: red flags followed up, rules overridden, referrals made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from db import drafts, problems, tables
from db.flowtables import FlagWords, ReferralWords
from db.ids import new_id
from db.trouble import RecordRefused
from pathway.drafts import DraftKey
from pathway.facts import FlagRecord, Override, Referral
from pathway.records import Area, Changes, DraftForm, PatientId, ProblemId, Stamp

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


_FLAG_WORDS: Final = (
    select(FlagWords)
    .join(tables.FlagRecord)
    .where(col(tables.FlagRecord.problem_id) == bindparam("problem_id"))
)
_REFERRAL_WORDS: Final = (
    select(ReferralWords)
    .join(tables.Referral)
    .where(col(tables.Referral.problem_id) == bindparam("problem_id"))
)
_NO_WORDS: Final = ReferralWords(referral_id="", sent_to="", words="")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one problem; ``draft`` names the form whose draft ends with it."""

    problem: ProblemId
    made: FlagRecord | Override | Referral
    draft: DraftForm | None = None


def record(session: Session, decision: Decision, stamp: Stamp) -> Changes:
    """Store a decision about a rule or a red flag; an empty "by" means the one who enters it."""
    problems.row_of(session, decision.problem)
    match decision.made:
        case FlagRecord() as flag:
            _add_flag(session, decision.problem, flag, stamp)
        case Override() as override:
            add_override(session, decision.problem, override, stamp)
        case Referral() as referral:
            _add_referral(session, decision.problem, referral, stamp)
    return _changed(session, decision, stamp)


def add_override(session: Session, problem_id: ProblemId, override: Override, stamp: Stamp) -> None:
    """Store what stands above a rule, as part of another operation."""
    session.add(_override_row(session, problem_id, override, stamp))


def refer(session: Session, decision: Decision, stamp: Stamp) -> Changes:
    """Store a referral, or how far one got: whoever opens the letters may do that."""
    if not isinstance(decision.made, Referral):
        raise RecordRefused("invalid", "referral")
    problems.row_of(session, decision.problem)
    _add_referral(session, decision.problem, decision.made, stamp)
    return _changed(session, decision, stamp)


def load_flags(session: Session, problem_id: ProblemId) -> tuple[FlagRecord, ...]:
    """Return what was done about a problem's red flags, in the order in which it was recorded."""
    of_problem = {"problem_id": problem_id}
    rows = session.exec(_FLAGS, params=of_problem).all()
    words = session.exec(_FLAG_WORDS, params=of_problem).all() if rows else ()
    return flags_of(rows, {each.flag_record_id: each.words for each in words})


def flags_of(rows: Iterable[tables.FlagRecord], words: Mapping[str, str]) -> tuple[FlagRecord, ...]:
    """Return flags followed up as facts, without those entered in error; ``words`` by row."""
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
            words=words.get(row.id, ""),
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
    of_problem = {"problem_id": problem_id}
    rows = session.exec(_REFERRALS, params=of_problem).all()
    words = session.exec(_REFERRAL_WORDS, params=of_problem).all() if rows else ()
    return referrals_of(rows, {each.referral_id: each for each in words})


def referrals_of(
    rows: Iterable[tables.Referral], words: Mapping[str, ReferralWords]
) -> tuple[Referral, ...]:
    """Return referrals as facts, without those entered in error; ``words`` by row."""
    told = ((row, words.get(row.id, _NO_WORDS)) for row in rows if row.error_at is None)
    return tuple(
        Referral(row.kind, row.day, row.state, more.sent_to, more.words) for row, more in told
    )


def _changed(session: Session, decision: Decision, stamp: Stamp) -> Changes:
    problem, areas = decision.problem, frozenset[Area]({"visits"})
    if decision.draft:
        drafts.end(session, DraftKey(problem, decision.draft), stamp.who)
        areas |= {"drafts"}
    patient = PatientId(problems.row_of(session, problem).patient_id)
    return Changes(areas, frozenset({patient}), problem=problem)


def _add_flag(session: Session, problem_id: ProblemId, flag: FlagRecord, stamp: Stamp) -> None:
    row = _flag_row(session, problem_id, flag, stamp)
    session.add(row)
    session.flush()
    if flag.words:
        session.add(FlagWords(flag_record_id=row.id, words=flag.words))


def _add_referral(
    session: Session, problem_id: ProblemId, referral: Referral, stamp: Stamp
) -> None:
    if referral.on > stamp.today:
        raise RecordRefused("future", "referral", ("on",))
    row = _referral_row(session, problem_id, referral)
    session.add(row)
    session.flush()
    if referral.to or referral.words:
        session.add(ReferralWords(referral_id=row.id, sent_to=referral.to, words=referral.words))


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
