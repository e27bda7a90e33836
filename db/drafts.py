"""What was typed and not saved yet: kept for the one who typed it, no record, read by no rule."""

from typing import Final

from pydantic import AwareDatetime, ConfigDict, TypeAdapter, ValidationError
from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

from db import problems, tables
from db.columns import Moment, one_of
from db.ids import new_id
from db.tables import ID_LENGTH, NAME_LENGTH, RECORDS
from db.trouble import RecordRefused
from pathway.drafts import Draft, DraftKey, KeptDraft, Unfinished
from pathway.records import Changes, DraftForm, PatientId, ProblemId, Stamp, VisitId

LONGEST_BODY: Final = 500_000
NO_PROBLEM: Final = ""
_BODY: Final = TypeAdapter(Draft)


class DraftRow(SQLModel, table=True):
    """One form that somebody has not finished; ``problem_id`` is empty before there is one."""

    metadata = RECORDS
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)  # type: ignore[assignment]
    __tablename__ = "draft"
    __table_args__ = (
        one_of("form", DraftForm),
        UniqueConstraint("problem_id", "form", "who", name="uq_draft_one_each"),
        Index("ix_draft_kept_at", "kept_at"),
        {"sqlite_strict": True},
    )

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    problem_id: str = Field(sa_type=Text)
    form: DraftForm = Field(sa_type=Text)
    who: str = Field(min_length=1, max_length=NAME_LENGTH, sa_type=Text)
    visit_id: str | None = Field(default=None, foreign_key="visit.id", sa_type=Text)
    kept_at: AwareDatetime = Field(sa_type=Moment)
    body: str = Field(max_length=LONGEST_BODY, sa_type=Text)


def keep(session: Session, draft: Draft, stamp: Stamp) -> Changes:
    """Keep what stands on a form, in place of what was kept of it before."""
    if draft.problem:
        problems.row_of(session, draft.problem)
    if draft.visit and session.get(tables.Visit, draft.visit) is None:
        raise RecordRefused("unknown_visit", "draft")
    body = _body(draft)
    row = _row(session, draft.key, stamp.who)
    if row is None:
        row = _new_row(draft, stamp, body)
        session.add(row)
    row.visit_id, row.kept_at, row.body = draft.visit, stamp.at, body
    return _CHANGED


def discard(session: Session, key: DraftKey, stamp: Stamp) -> Changes:
    """Throw away what the user typed on a form; nothing happens when nothing is kept."""
    end(session, key, stamp.who)
    return _CHANGED


def end(session: Session, key: DraftKey, who: str) -> None:
    """Remove a draft, because what it holds is saved by the same session."""
    row = _row(session, key, who)
    if row is not None:
        session.delete(row)


def of_problem(session: Session, problem_id: ProblemId | None, who: str) -> tuple[KeptDraft, ...]:
    """Return what a user has not finished of one problem, oldest first; None: of a new patient."""
    wanted = select(DraftRow).where(
        col(DraftRow.problem_id) == (problem_id or NO_PROBLEM), col(DraftRow.who) == who
    )
    rows = session.exec(wanted.order_by(col(DraftRow.kept_at)))
    return tuple(_kept(row) for row in rows)


def unfinished(session: Session) -> tuple[Unfinished, ...]:
    """Return every unfinished form with its patient, the newest first; at one moment by form."""
    wanted = (
        select(DraftRow, tables.Patient)
        .select_from(DraftRow)
        .outerjoin(tables.Problem, col(tables.Problem.id) == col(DraftRow.problem_id))
        .outerjoin(tables.Patient, col(tables.Patient.id) == col(tables.Problem.patient_id))
        .order_by(col(DraftRow.kept_at).desc(), col(DraftRow.form), col(DraftRow.id))
    )
    return tuple(_line(row, patient) for row, patient in session.exec(wanted))


def _line(row: DraftRow, patient: tables.Patient | None) -> Unfinished:
    key = DraftKey(ProblemId(row.problem_id) if row.problem_id else None, row.form)
    visit = VisitId(row.visit_id) if row.visit_id else None
    if patient is None:
        return Unfinished(key, row.who, row.kept_at, visit=visit)
    return Unfinished(
        key=key,
        who=row.who,
        kept_at=row.kept_at,
        patient=PatientId(patient.id),
        family_name=patient.family_name,
        given_name=patient.given_name,
        number=patient.number,
        visit=visit,
    )


def _row(session: Session, key: DraftKey, who: str) -> DraftRow | None:
    wanted = select(DraftRow).where(
        col(DraftRow.problem_id) == (key.problem or NO_PROBLEM),
        col(DraftRow.form) == key.form,
        col(DraftRow.who) == who,
    )
    return session.exec(wanted).one_or_none()


def _new_row(draft: Draft, stamp: Stamp, body: str) -> DraftRow:
    return DraftRow(
        id=new_id(),
        problem_id=draft.problem or NO_PROBLEM,
        form=draft.form,
        who=stamp.who,
        kept_at=stamp.at,
        body=body,
    )


def _body(draft: Draft) -> str:
    try:
        return _BODY.dump_json(draft, warnings="error").decode()
    except ValueError:
        raise RecordRefused("invalid", "draft") from None


def _kept(row: DraftRow) -> KeptDraft:
    try:
        draft = _BODY.validate_json(row.body)
    except ValidationError:
        raise RecordRefused("invalid", "draft") from None
    return KeptDraft(draft, row.who, row.kept_at)


_CHANGED: Final = Changes(frozenset({"drafts"}))
