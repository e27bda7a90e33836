"""What was entered in error: marked with who said so, when and why, and never removed."""

from datetime import datetime

from db.tables import Retractable
from db.trouble import RecordRefused
from pathway.records import Correction, Stamp


def put_in_error(row: Retractable, reason: str, stamp: Stamp) -> None:
    """Mark a row as entered in error; the reason must be told."""
    if not reason.strip():
        raise RecordRefused("no_reason", "record", ("reason",))
    row.error_by, row.error_at, row.error_reason = stamp.who, stamp.at, reason.strip()


def in_error(row: Retractable) -> Correction | None:
    """Return who said that a row was entered in error, None when nobody did."""
    return corrected(row.error_by, row.error_at, row.error_reason)


def corrected(by: str, at: datetime | None, reason: str) -> Correction | None:
    """Return a correction from its columns, None when they are empty."""
    return Correction(by, at, reason) if at else None
