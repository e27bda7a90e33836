"""The log of access: who looked, searched, printed, took out, unlocked; append-only and sealed.

What people changed stands in the log of changes (``revisions``) and what they printed among the
prints, so neither is written here a second time; ``auditview`` reads all three as one.
"""

from typing import Final

from sqlalchemy import insert, select
from sqlmodel import Session

from db import chain, revisions
from db.logs import AccessEntry
from db.tables import RECORDS
from pathway.audited import Action, Event, Kind, Outcome
from pathway.records import Changes, Stamp

__all__ = ["Action", "Event", "Kind", "Outcome", "append", "chain_at", "head", "verify"]

LONGEST_TEXT: Final = 500
"""Characters kept of what was done and why: a search for a whole pasted letter tells no more."""
_LOG: Final = RECORDS.tables[str(AccessEntry.__tablename__)]
NOTHING_SHOWN: Final = Changes(frozenset(), frozenset())


def append(session: Session, event: Event, stamp: Stamp) -> Changes:
    """Add an event to the log; nothing that is shown elsewhere changes by it."""
    newest = head(session)
    row = {
        "seq": newest.seq + 1,
        "revision": revisions.head(session).seq,
        "at": stamp.at,
        "who": stamp.who,
        "kind": event.kind,
        "action": event.action,
        "outcome": event.outcome,
        "patient_id": event.patient or "",
        "what": _storable(event.what),
        "reason": _storable(event.reason),
    }
    session.execute(insert(_LOG), {**row, "chain": chain.seal(newest.chain, row)})
    return NOTHING_SHOWN


def head(session: Session) -> chain.Head:
    """Return the newest row's number and seal."""
    return chain.head_of(session, _LOG)


def chain_at(session: Session, seq: int) -> str | None:
    """Return the seal of one row, None when there is no such row."""
    return chain.chain_at(session, _LOG, seq)


def latest_of(session: Session, kind: Kind, besides: str = "") -> Event | None:
    """Return the newest event of a kind, None when there was none yet.

    With ``besides`` those are passed over of which ``what`` begins so.
    """
    wanted = select(_LOG.c.action, _LOG.c.what, _LOG.c.reason).where(_LOG.c.kind == kind)
    if besides:
        wanted = wanted.where(~_LOG.c.what.startswith(besides, autoescape=True))
    row = session.execute(wanted.order_by(_LOG.c.seq.desc()).limit(1)).one_or_none()
    return Event(kind, row.action, None, row.what, row.reason) if row else None


def verify(session: Session, newest: int | None = None) -> chain.ChainVerdict:
    """Answer whether every row of the log is as it was written, none missing.

    With ``newest`` only that many of the newest rows are looked at.
    """
    return chain.verify_log(session, _LOG, newest)


def _storable(text: str) -> str:
    """Return text without what no column can hold: what people type must never stop the log."""
    return text[:LONGEST_TEXT].replace("\0", "").encode(errors="replace").decode()
