"""The clinic's directory: whom it writes to, entered and changed one at a time."""

from typing import Final

from sqlmodel import Session, col, select

from db.addresseetables import AddresseeRow
from db.ids import new_id
from db.trouble import RecordRefused
from pathway.addressees import Addressee, AddresseeEntry, AddresseeId
from pathway.readable import is_blank
from pathway.records import Area, Changes, Stamp

_AREAS: Final[frozenset[Area]] = frozenset({"prints"})
"""No advice and no chart rests on the directory."""


def keep(session: Session, entry: AddresseeEntry, _stamp: Stamp) -> Changes:
    """Keep a line of the directory, new or changed; refused without a name and a place."""
    who = entry.who
    if is_blank(who.name) and is_blank(who.place):
        raise RecordRefused("invalid", "addressee", ("name",))
    row = session.get(AddresseeRow, entry.id) if entry.id else None
    if entry.id and row is None:
        raise RecordRefused("changed_elsewhere", "addressee")
    row = row or AddresseeRow(
        id=new_id(), name="", speciality="", place="", phone="", address="", listed=True
    )
    row.name = " ".join(who.name.split())
    row.speciality = " ".join(who.speciality.split())
    row.place = " ".join(who.place.split())
    row.phone = " ".join(who.phone.split())
    row.address = "\n".join(line.strip() for line in who.address.splitlines() if line.strip())
    row.listed = entry.listed
    session.add(row)
    return Changes(_AREAS)


def listed(session: Session) -> tuple[AddresseeEntry, ...]:
    """Return those who are listed, by name."""
    wanted = select(AddresseeRow).where(col(AddresseeRow.listed))
    found = [_entry(row) for row in session.exec(wanted)]
    return tuple(sorted(found, key=_by_name))


def _entry(row: AddresseeRow) -> AddresseeEntry:
    who = Addressee(row.name, row.speciality, row.place, row.phone, row.address)
    return AddresseeEntry(who, AddresseeId(row.id), row.listed)


def _by_name(entry: AddresseeEntry) -> tuple[str, str]:
    return (entry.who.name or entry.who.place).casefold(), entry.id or ""
