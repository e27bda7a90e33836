"""A problem with how it came about: read and saved as one page shows it."""

from dataclasses import replace

from sqlmodel import Session, col, select

from db import drafts, parts, patients, problems, tables
from db.persontables import Blank
from db.persontables import Story as Row
from db.trouble import RecordRefused
from pathway.records import Area, Changes, Correction, PatientId, ProblemId, Stamp
from pathway.story import (
    NOT_TOLD,
    SURGERY,
    ProblemEntry,
    Story,
    ToldProblem,
    needs_reason,
)


def load(session: Session, problem_id: ProblemId) -> ToldProblem:
    """Return a problem with how it came about."""
    _, problem = problems.load(session, problem_id)
    row = session.get(Row, problem_id)
    return ToldProblem(problem, fact(row) if row else NOT_TOLD)


def fact(row: Row) -> Story:
    """Return how a problem came about, from its row."""
    onset = None
    if row.spine_on is not None:
        kept = problems.OnsetColumns(row.spine_kind, row.spine_on, row.spine_days, row.spine_words)
        onset = problems.onset_of(kept)
    at = row.corrected_at
    return Story(
        onset_words=row.onset_words,
        spine_earlier=row.spine_earlier,
        spine_onset=onset,
        earlier_episodes=row.earlier_episodes,
        earlier_words=row.earlier_words,
        surgery=row.surgery,
        surgery_words=row.surgery_words,
        corrected=Correction(row.corrected_by, at, row.corrected_reason) if at else None,
    )


def begin(session: Session, entry: ProblemEntry, stamp: Stamp) -> Changes:
    """Store another problem of a patient."""
    patients.load(session, entry.patient)
    problem_id = problems.add(session, entry.patient, entry.told.problem, stamp.today)
    put(session, problem_id, entry.told.story, stamp)
    return _ended(session, entry, problem_id, stamp)


def save(session: Session, entry: ProblemEntry, stamp: Stamp) -> Changes:
    """Store what a page says of a problem; refused when somebody changed it meanwhile.

    Closing and reopening are for clinicians: ``episodes.record``.
    """
    if entry.was is not None and entry.was.problem.closed != entry.told.problem.closed:
        raise RecordRefused("not_allowed", "problem", ("closed",))
    return keep(session, entry, stamp)


def keep(session: Session, entry: ProblemEntry, stamp: Stamp) -> Changes:
    """Store what is said of a problem, whoever may say it."""
    problem_id = entry.problem
    if problem_id is None or entry.was is None or load(session, problem_id) != entry.was:
        raise RecordRefused("changed_elsewhere", "problem")
    was, now = entry.was.problem, entry.told.problem
    reason, story = entry.reason.strip(), entry.told.story
    if needs_reason(was, now, _has_signed(session, problem_id)):
        if not reason:
            raise RecordRefused("invalid", "problem", ("reason",))
        story = replace(story, corrected=Correction(stamp.who, stamp.at, reason))
    problems.put(session, problem_id, now, stamp.today)
    put(session, problem_id, story, stamp)
    return _ended(session, entry, problem_id, stamp)


def put(session: Session, problem_id: ProblemId, story: Story, stamp: Stamp) -> None:
    """Have the story of a problem be this one; surgery of the spine becomes an illness."""
    onset = story.spine_onset
    if onset is not None and problems.onset_columns(onset).on > stamp.today:
        raise RecordRefused("future", "problem", ("spine_onset",))
    rows = [] if story == NOT_TOLD else [_row(problem_id, story)]
    parts.put(session, Row, problem_id, rows)
    if story.surgery == "yes":
        _note_surgery(session, PatientId(problems.row_of(session, problem_id).patient_id))


def _row(problem_id: ProblemId, story: Story) -> Row:
    onset = problems.onset_columns(story.spine_onset) if story.spine_onset else None
    corrected = story.corrected
    return Row(
        problem_id=problem_id,
        onset_words=story.onset_words,
        spine_earlier=story.spine_earlier,
        spine_kind=onset.kind if onset else "",
        spine_on=onset.on if onset else None,
        spine_days=onset.days if onset else None,
        spine_words=onset.words if onset else "",
        earlier_episodes=story.earlier_episodes,
        earlier_words=story.earlier_words,
        surgery=story.surgery,
        surgery_words=story.surgery_words,
        corrected_by=corrected.by if corrected else "",
        corrected_at=corrected.at if corrected else None,
        corrected_reason=corrected.reason if corrected else "",
    )


def _note_surgery(session: Session, patient_id: PatientId) -> None:
    """Put surgery among the illnesses, of which one is known then."""
    if session.get(tables.Condition, (patient_id, SURGERY)) is not None:
        return
    session.add(tables.Condition(patient_id=patient_id, code=SURGERY))
    blank = session.get(Blank, (patient_id, "conditions"))
    if blank is not None:
        session.delete(blank)


def _has_signed(session: Session, problem_id: ProblemId) -> bool:
    signed = select(tables.Visit.id).where(
        col(tables.Visit.problem_id) == problem_id,
        col(tables.Visit.signed_at).is_not(None),
        col(tables.Visit.error_at).is_(None),
    )
    return session.exec(signed).first() is not None


def _ended(session: Session, entry: ProblemEntry, problem_id: ProblemId, stamp: Stamp) -> Changes:
    areas: frozenset[Area] = frozenset({"patients"})
    if entry.draft:
        drafts.end(session, entry.draft, stamp.who)
        areas |= {"drafts"}
    return Changes(areas, frozenset({entry.patient}), problem=problem_id)
