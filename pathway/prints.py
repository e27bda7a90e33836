"""Prints as they cross from one room to another: what was handed out, and what changed since."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NewType

from pathway.records import ProblemId

PrintId = NewType("PrintId", str)

MOST_TOP_MM: Final = 60
"""So much stays free for a letterhead at most; the largest letters still have room beneath it."""


@dataclass(frozen=True, slots=True)
class PrintEntry:
    """Pages that went to a printer, and what they were made from.

    ``revision`` is the newest change of the records that the pages know of.
    """

    problem: ProblemId
    kind: str
    paper: str
    letters: str
    pages: bytes
    draft: bool
    content_version: str
    pack_id: str
    pack_version: str
    revision: int


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One line of the list of a problem's prints."""

    id: PrintId
    problem: ProblemId
    kind: str
    paper: str
    letters: str
    draft: bool
    content_version: str
    pack_id: str
    pack_version: str
    revision: int
    day: date
    printed_at: datetime
    printed_by: str
    sha256: str
    reprint_of: PrintId | None = None
