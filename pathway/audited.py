"""Who did what with the records, as an auditor asks: the words shared by store, desk and exports.

The columns are those of a FHIR AuditEvent (IHE Basic Audit Log Patterns), one for one.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from pathway.records import PatientId

Kind: TypeAlias = Literal[
    "login",
    "login_failed",
    "lock",
    "view",
    "search",
    "create",
    "amend",
    "print",
    "export",
    "import",
    "backup",
    "restore",
    "pack_change",
    "override",
    "break_glass",
    "settings",
    "clock",
    "migration",
    "passphrase",
    "user_change",
]
Action: TypeAlias = Literal["C", "R", "U", "D", "E"]
"""Create, read, update, delete, execute: ``AuditEvent.action``."""
Outcome: TypeAlias = Literal[0, 4, 8]
"""Done, refused, failed: ``AuditEvent.outcome``."""
DONE: Outcome = 0
REFUSED: Outcome = 4
FAILED: Outcome = 8


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody did. ``patient`` is whom it was about, None when about nobody.

    ``what`` says of which part (a page, a file, the words of a search), ``reason`` why, in the
    words of whoever did it. Both are kept in the encrypted store and nowhere else.
    """

    kind: Kind
    action: Action
    patient: PatientId | None = None
    what: str = ""
    reason: str = ""
    outcome: Outcome = DONE


@dataclass(frozen=True, slots=True)
class Noted:
    """An event as it stands in the log; ``seq`` orders, since a clock may be wrong."""

    seq: int
    at: datetime
    who: str
    event: Event
