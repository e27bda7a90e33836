"""Who did what with the records, as an auditor asks: the words shared by store, desk and exports.

The columns are those of a FHIR AuditEvent (IHE Basic Audit Log Patterns), one for one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

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
class Subject:
    """The patient whom an event was about, as they are called today."""

    id: PatientId
    family_name: str
    given_name: str
    number: str


LogName: TypeAlias = Literal["access", "changes"]


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of both logs read as one.

    ``seq`` is its number in its own log, ``revision`` the newest change there was by then. Of a
    change ``event.what`` is the operation and ``detail`` what it was about: the day of a visit, the
    kind of a print.
    """

    log: LogName
    seq: int
    revision: int
    at: datetime
    who: str
    event: Event
    subject: Subject | None = None
    detail: str = ""


Sort: TypeAlias = Literal["looked", "changed", "printed", "overrode", "carried", "doors", "clinic"]
"""What is asked for: who looked or searched, changed, printed, decided otherwise, took out or in,
came and went, or touched the clinic as a whole."""
BY_SORT: Final[Mapping[Sort, frozenset[Kind]]] = MappingProxyType(
    {
        "looked": frozenset({"view", "search"}),
        "changed": frozenset({"create", "amend"}),
        "printed": frozenset({"print"}),
        "overrode": frozenset({"override", "break_glass"}),
        "carried": frozenset({"export", "import", "backup", "restore"}),
        "doors": frozenset({"login", "login_failed", "lock", "passphrase", "user_change"}),
        "clinic": frozenset({"pack_change", "settings", "clock", "migration"}),
    }
)


class Cursor(NamedTuple):
    """Up to which rows of both logs a page of lines reaches; what follows is older."""

    changes: int
    access: int


NEWEST: Final = Cursor(2**62, 2**62)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are asked for; what is None or empty leaves nothing out.

    ``since`` and ``until`` are moments by the clock that was then; ``until`` is not included.
    """

    patient: PatientId | None = None
    who: str = ""
    sort: Sort | None = None
    since: datetime | None = None
    until: datetime | None = None


class Traces(NamedTuple):
    """Some lines, the newest first; ``older`` is None when there are no more."""

    lines: tuple[Trace, ...]
    older: Cursor | None
