"""Renews, a few at a time, what the search knows of patients who were saved by an older program.

A telephone number is found from within and from without the country since its last digits are words
of their own; whoever was saved before has them after the next save, or after this. It goes on where
it ended; how far it came lies in the clinic's folder, and a backup that is restored begins anew.
"""

import json
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import update
from sqlmodel import Session, col, select

from db import persons, places
from db.clinic import Clinic
from db.disk import put_file
from db.persontables import Particulars
from db.tables import Patient
from pathway.records import Changes, PatientId, Stamp

SLICE: Final = 200
"""So many patients are looked at in one go; the few of them that are old are written."""
WORDS: Final = 1
"""The number of what a patient is found by: with a higher one everybody is looked at again."""
_DERIVED: Final = {"derived": True, "synchronize_session": False}
_NOTHING: Final = Changes(frozenset())


class Slice(NamedTuple):
    """Who is looked at next: up to whom it came, and whose words are of an older program."""

    last: int
    old: tuple[PatientId, ...]
    has_more: bool


def renew_some(clinic: Clinic, stamp: Stamp) -> bool:
    """Renew the next few; answer whether there are more. A save waits for one slice at most."""
    folder = clinic.path.parent
    after = _reached(folder)
    if after is None or clinic.view_only is not None:
        return False
    found = clinic.read(_next, after)
    if found.old:
        clinic.keep(renew, found.old, stamp)
    _note(folder, found)
    return found.has_more


def renew(session: Session, patients: tuple[PatientId, ...], _stamp: Stamp) -> Changes:
    """Have these patients found by all that is known of them by now."""
    for patient in patients:
        words = persons.words_of(session, session.get_one(Patient, patient))
        session.execute(
            update(Patient).where(col(Patient.id) == patient).values(search_norm=words),
            execution_options=_DERIVED,
        )
    return _NOTHING


def _next(session: Session, after: int) -> Slice:
    """Return the next few who can be reached by telephone."""
    query = (
        select(Patient.sequence, Patient.id, Patient.search_norm, Particulars.phone)
        .join(Particulars, col(Particulars.patient_id) == col(Patient.id))
        .where(col(Patient.sequence) > after, col(Particulars.phone) != "")
        .order_by(col(Patient.sequence))
        .limit(SLICE)
    )
    rows = session.exec(query).all()
    old = tuple(
        PatientId(patient)
        for _, patient, words, phone in rows
        if not set(persons.phone_words(phone)) <= set(words.split())
    )
    return Slice(rows[-1][0] if rows else after, old, len(rows) == SLICE)


def _reached(folder: Path) -> int | None:
    """Return up to whom it came, None when everybody was looked at."""
    try:
        known = json.loads((folder / places.RENEWED).read_bytes())
        if known["words"] == WORDS:
            return int(known["after"]) if known["has_more"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return 0


def _note(folder: Path, found: Slice) -> None:
    known = {"words": WORDS, "after": found.last, "has_more": found.has_more}
    put_file(folder / places.RENEWED, json.dumps(known).encode())
