"""Those who work at the clinic: their roles, who left, and what became of the codes on paper."""

from collections.abc import Container
from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from db.trouble import RecordRefused
from db.usertables import ClinicUser
from db.usertables import PaperCode as PaperRow
from db.vault import Key
from pathway.readable import look_of, name_of
from pathway.records import Changes, Stamp
from pathway.users import GlassBroken, NewUser, Paper, PaperCode, Role, User

_CHANGED: Final = Changes(frozenset({"clinic"}))
_USERS: Final = select(ClinicUser).order_by(ClinicUser.__table__.c.name)  # type: ignore[attr-defined]


def role_of(session: Session, key: Key) -> Role:
    """Return what the one who opened the records may do.

    A clinic from before there were roles was all clinicians; a code on paper is a clinician's.
    """
    if key.kind != "user":
        return "clinician"
    row = session.get(ClinicUser, key.user)
    if row is not None:
        return row.role
    is_empty = session.execute(_USERS.limit(1)).first() is None
    return "clinician" if is_empty else "staff"


def everybody(session: Session, slots: Container[str]) -> tuple[User, ...]:
    """Return those who work here or did, by name; ``slots`` are the names with a passphrase."""
    return tuple(
        User(row.name, row.role, row.added_at, row.left_at, row.name in slots, row.key_due)
        for row in session.execute(_USERS).scalars()
    )


def add(session: Session, new: NewUser, stamp: Stamp) -> Changes:
    """Note somebody who may unlock the clinic from now on, or who came back."""
    if not new.name or new.name != name_of(new.name):
        raise RecordRefused("invalid", "clinic_user", ("name",))
    _note_founder(session, new, stamp)
    row = session.get(ClinicUser, new.name)
    if row is None:
        _refuse_alike(session, new.name)
        row = ClinicUser(name=new.name, role=new.role, added_at=stamp.at, added_by=stamp.who)
    elif row.left_at is None:
        raise RecordRefused("user_there", "clinic_user", ("name",))
    row.role, row.left_at, row.left_by, row.key_due = new.role, None, "", False
    session.add(row)
    return _CHANGED


def set_role(session: Session, new: NewUser, _stamp: Stamp) -> Changes:
    """Give somebody another role; one clinician always remains."""
    row = _active(session, new.name)
    if new.role != "clinician":
        _refuse_last(session, row)
    row.role = new.role
    session.add(row)
    return _CHANGED


def leave(session: Session, name: str, stamp: Stamp) -> Changes:
    """Note that somebody left: they unlock nothing any more, and a new key is due."""
    row = _active(session, name)
    _refuse_last(session, row)
    row.left_at, row.left_by, row.key_due = stamp.at, stamp.who, True
    session.add(row)
    return _CHANGED


def note_new_key(session: Session, _entry: None, _stamp: Stamp) -> Changes:
    """Note that the records have a key that nobody who left has ever known."""
    for row in session.execute(_USERS).scalars():
        if row.key_due:
            row.key_due = False
            session.add(row)
    return _CHANGED


def reset(session: Session, name: str, _stamp: Stamp) -> Changes:
    """Note that somebody gets a new passphrase from a clinician."""
    session.add(_active(session, name))
    return _CHANGED


def papers(session: Session) -> tuple[PaperCode, ...]:
    """Return what is known of the codes on paper."""
    return tuple(
        PaperCode(
            row.kind,
            row.made_at,
            row.checked_at,
            row.used_at,
            row.used_by,
            row.used_reason,
            row.seen_by,
        )
        for row in session.execute(select(PaperRow)).scalars()
    )


def note_made(session: Session, kind: Paper, stamp: Stamp) -> Changes:
    """Note that a code on paper takes the place of the one before, if there was one."""
    row = session.get(PaperRow, kind) or PaperRow(
        kind=kind, made_at=stamp.at, made_by=stamp.who, checked_at=stamp.at
    )
    row.made_at, row.made_by, row.checked_at = stamp.at, stamp.who, stamp.at
    row.used_at, row.used_by, row.used_reason, row.seen_by = None, "", "", ""
    session.add(row)
    return _CHANGED


def note_checked(session: Session, kind: Paper, stamp: Stamp) -> Changes:
    """Note that somebody saw that the code on paper is there and opens."""
    row = _paper(session, kind)
    row.checked_at = stamp.at
    session.add(row)
    return _CHANGED


def break_glass(session: Session, broken: GlassBroken, stamp: Stamp) -> Changes:
    """Note who opened the clinic with the envelope for an emergency, and why."""
    if not broken.name.strip() or not broken.reason.strip():
        raise RecordRefused("no_reason", "paper_code", ("reason",))
    row = _paper(session, "envelope")
    row.used_at, row.used_by, row.seen_by = stamp.at, broken.name.strip(), ""
    row.used_reason = broken.reason.strip()
    session.add(row)
    return _CHANGED


def note_seen(session: Session, kind: Paper, stamp: Stamp) -> Changes:
    """Note that a clinician knows of the use of a code on paper."""
    row = _paper(session, kind)
    row.seen_by = stamp.who
    session.add(row)
    return _CHANGED


def founder(name: str, stamp: Stamp) -> tuple[ClinicUser, PaperRow]:
    """Return the rows that a clinic begins with: its first clinician and its recovery code."""
    first = ClinicUser(name=name, role="clinician", added_at=stamp.at, added_by=stamp.who)
    code = PaperRow(kind="recovery", made_at=stamp.at, made_by=stamp.who, checked_at=stamp.at)
    return first, code


def _note_founder(session: Session, new: NewUser, stamp: Stamp) -> None:
    """Note whoever adds the first other user: clinics from before this table have nobody in it."""
    is_empty = session.execute(_USERS.limit(1)).first() is None
    if is_empty and new.name != stamp.who:
        session.add(founder(stamp.who, stamp)[0])


def _refuse_alike(session: Session, name: str) -> None:
    """Refuse a name that nobody could tell from another one: both stand under visits."""
    look = look_of(name)
    if any(look_of(other.name) == look for other in session.execute(_USERS).scalars()):
        raise RecordRefused("user_alike", "clinic_user", ("name",))


def _active(session: Session, name: str) -> ClinicUser:
    row = session.get(ClinicUser, name)
    if row is None or row.left_at is not None:
        raise RecordRefused("unknown_user", "clinic_user", ("name",))
    return row


def _refuse_last(session: Session, row: ClinicUser) -> None:
    others = (
        other
        for other in session.execute(_USERS).scalars()
        if other.name != row.name and other.left_at is None and other.role == "clinician"
    )
    if next(others, None) is None:
        raise RecordRefused("last_clinician", "clinic_user", ("role",))


def _paper(session: Session, kind: Paper) -> PaperRow:
    row = session.get(PaperRow, kind)
    if row is None:
        raise RecordRefused("invalid", "paper_code", ("kind",))
    return row
