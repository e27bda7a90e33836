"""What the records know of time: the newest moment in them, to notice a clock that is wrong."""

from datetime import date, datetime, timedelta
from typing import Final, Literal, TypeAlias

from sqlalchemy import select
from sqlmodel import Session

from db.logs import Revision
from db.tables import RECORDS

ClockDoubt: TypeAlias = Literal["behind", "ahead"]
SLACK: Final = timedelta(minutes=5)
"""Clocks are put right by some minutes now and then."""
LONGEST_PAUSE: Final = timedelta(days=366)
"""No clinic stays closed for longer: then it is the clock."""
_LOG: Final = RECORDS.tables[str(Revision.__tablename__)].c
_NEWEST: Final = select(_LOG.at).order_by(_LOG.seq.desc()).limit(1)


def newest_moment(session: Session) -> datetime | None:
    """Return when the newest entry was recorded, None before the first.

    Newest by number, not by time: an entry made under a wrong clock must not count for ever.
    """
    return session.execute(_NEWEST).scalar_one_or_none()


def doubt(newest: datetime | None, now: datetime) -> ClockDoubt | None:
    """Return what speaks against the clock that says ``now``, None when nothing does."""
    if newest is None:
        return None
    if now < newest - SLACK:
        return "behind"
    return "ahead" if now > newest + LONGEST_PAUSE else None


def is_doubtful(today: date, newest: date | None) -> bool:
    """Answer whether ``today`` cannot be right beside the day of the newest entry, if any.

    On a doubtful day nobody is moved along the pathway without a person having said so.
    """
    if newest is None:
        return False
    return today < newest or today > newest + LONGEST_PAUSE
