"""The newest rows of both logs: what the seal beside the records and each backup hold on to."""

from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from db import audit, revisions
from db.chain import Head
from db.seal import Seal
from db.standing import Standing


class Heads(NamedTuple):
    """The newest row of the log of changes and that of the log of access."""

    changes: Head
    access: Head


def heads(session: Session) -> Heads:
    """Return the newest rows of both logs, as one moment of them."""
    return Heads(revisions.head(session), audit.head(session))


def seal_of(newest: Heads, at: datetime) -> Seal:
    """Return the seal of what was acknowledged up to a moment."""
    return Seal(*newest.changes, at, *newest.access)


def compare(session: Session, standing: Standing) -> None:
    """Compare both logs with what was acknowledged last, and have people told of a difference."""
    kept = standing.sealed()
    if kept is None:
        return
    newest = heads(session)
    standing.compare(newest.changes.seq, revisions.chain_at(session, kept.seq))
    if kept.access_seq:
        found = audit.chain_at(session, kept.access_seq)
        standing.compare_access(newest.access.seq, found)
