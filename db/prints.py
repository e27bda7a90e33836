"""Prints: the very bytes that were handed out, who printed them, and what changed since."""

import hashlib
import logging
from datetime import date
from typing import Final, NamedTuple

from sqlmodel import Session, col, select

from db import history, patients, problems, revisions
from db.ids import new_id
from db.logs import Print, PrintPages
from db.trouble import RecordRefused
from pathway.assessment import Assessment
from pathway.evaluate import assess_day
from pathway.facts import Chart
from pathway.guidelines import Guidelines
from pathway.prints import PrintEntry, PrintId, PrintRow
from pathway.records import Area, Changes, ChartView, PatientId, ProblemId, Stamp
from pathway.since import Known, Since, changes_between

_AREAS: Final[frozenset[Area]] = frozenset({"prints"})
LOG: Final = logging.getLogger("foramen.store")


class Seen(NamedTuple):
    """A chart together with the newest change of the records that it knows of."""

    view: ChartView
    revision: int


def what_is_known(session: Session, problem_id: ProblemId) -> Seen:
    """Return the chart that pages are made from, and up to which change it reaches."""
    return Seen(patients.chart_view(session, problem_id), revisions.head(session).seq)


def record(session: Session, entry: PrintEntry, stamp: Stamp) -> Changes:
    """Keep pages that went to a printer, byte for byte."""
    sha256 = hashlib.sha256(entry.pages).hexdigest()
    if session.get(PrintPages, sha256) is None:
        session.add(PrintPages(sha256=sha256, pages=entry.pages))
        session.flush()
    row = Print(
        id=new_id(),
        problem_id=entry.problem,
        kind=entry.kind,
        paper=entry.paper,
        letters=entry.letters,
        draft=entry.draft,
        content_version=entry.content_version,
        pack_id=entry.pack_id,
        pack_version=entry.pack_version,
        revision=entry.revision,
        day=stamp.today,
        printed_at=stamp.at,
        printed_by=stamp.who,
        sha256=sha256,
    )
    return _added(session, row)


def record_again(session: Session, print_id: PrintId, stamp: Stamp) -> Changes:
    """Note that the same pages went to a printer once more."""
    first = _row(session, print_id)
    kept = first.model_dump(exclude={"id", "day", "printed_at", "printed_by", "reprint_of"})
    row = Print(
        **kept,
        id=new_id(),
        day=stamp.today,
        printed_at=stamp.at,
        printed_by=stamp.who,
        reprint_of=first.reprint_of or first.id,
    )
    return _added(session, row)


def of_problem(session: Session, problem_id: ProblemId) -> tuple[PrintRow, ...]:
    """Return what was printed of a problem, the newest first."""
    wanted = select(Print).where(col(Print.problem_id) == problem_id)
    found = session.exec(wanted.order_by(col(Print.printed_at).desc(), col(Print.id)))
    return tuple(_fact(row) for row in found)


def whose(session: Session, print_id: PrintId) -> PatientId:
    """Return the patient whom a print was about."""
    problem = problems.row_of(session, ProblemId(_row(session, print_id).problem_id))
    return PatientId(problem.patient_id)


def pages(session: Session, print_id: PrintId) -> bytes:
    """Return the bytes that were printed, refusing bytes that are no longer the same."""
    row = _row(session, print_id)
    kept = session.get(PrintPages, row.sha256)
    if kept is None or hashlib.sha256(kept.pages).hexdigest() != row.sha256:
        raise RecordRefused("damaged_print", "print")
    return kept.pages


def changed_since(
    session: Session, print_id: PrintId, guidelines: Guidelines, stamp: Stamp
) -> tuple[Since, ...]:
    """Return what changed in the chart and in the advice since pages were made."""
    row = _row(session, print_id)
    then = history.chart_at(session, ProblemId(row.problem_id), row.revision)
    now = patients.chart_view(session, ProblemId(row.problem_id))
    return changes_between(
        Known(then, _advice(then.chart, guidelines, row.day), f"{row.pack_id} {row.pack_version}"),
        Known(
            now,
            _advice(now.chart, guidelines, stamp.today),
            f"{guidelines.id} {guidelines.version}",
        ),
    )


def _advice(chart: Chart, guidelines: Guidelines, on: date) -> Assessment | None:
    if not guidelines.is_trusted:
        return None
    try:
        return assess_day(chart, on, guidelines)
    except Exception as error:  # noqa: BLE001 - shown as missing advice, never as no change
        LOG.error("no advice to compare prints by: %s", type(error).__name__)
        return None


def _added(session: Session, row: Print) -> Changes:
    problem = problems.row_of(session, ProblemId(row.problem_id))
    session.add(row)
    patient = PatientId(problem.patient_id)
    return Changes(_AREAS, frozenset({patient}), problem=ProblemId(problem.id))


def _row(session: Session, print_id: PrintId) -> Print:
    row = session.get(Print, print_id)
    if row is None:
        raise RecordRefused("unknown_print", "print")
    return row


def _fact(row: Print) -> PrintRow:
    return PrintRow(
        id=PrintId(row.id),
        problem=ProblemId(row.problem_id),
        kind=row.kind,
        paper=row.paper,
        letters=row.letters,
        draft=row.draft,
        content_version=row.content_version,
        pack_id=row.pack_id,
        pack_version=row.pack_version,
        revision=row.revision,
        day=row.day,
        printed_at=row.printed_at,
        printed_by=row.printed_by,
        sha256=row.sha256,
        reprint_of=PrintId(row.reprint_of) if row.reprint_of else None,
    )
