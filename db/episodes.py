"""A problem closed, opened again, or its pain come back: what clinicians alone decide."""

from sqlmodel import Session

from db import stories
from db.trouble import RecordRefused
from pathway.records import Changes, Stamp
from pathway.story import ProblemEntry


def record(session: Session, entry: ProblemEntry, stamp: Stamp) -> Changes:
    """Store that a known problem was closed or opened, or was without pain for some time.

    Where a visit is signed that rested on what was told before, the entry's reason says why.
    """
    if entry.was is None:
        raise RecordRefused("invalid", "problem", ("was",))
    return stories.keep(session, entry, stamp)
