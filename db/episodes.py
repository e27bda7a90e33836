"""A problem closed, opened again, or its pain come back: what clinicians alone decide."""

from sqlmodel import Session

from db import stories
from db.trouble import RecordRefused
from pathway.records import Changes, Stamp
from pathway.story import ProblemEntry


def record(session: Session, entry: ProblemEntry, stamp: Stamp) -> Changes:
    """Store that a problem was closed or opened, or spells without pain; nothing else may change.

    Where a visit is signed that rested on the spells told before, the entry's reason says why.
    """
    was, now = entry.was, entry.told
    if was is None or was.story != now.story:
        raise RecordRefused("invalid", "problem", ("story",))
    return stories.save(session, entry, stamp)
