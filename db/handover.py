"""A whole clinic for somebody else: the same records under another key and another passphrase.

What opens the clinic does not open the copy, and the other way round: neither the users' slots nor
the code on paper go along. The copy is a backup like any other, and is restored in the same way.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from db import backup, frozen, places, roles, users, vault
from db.backup import Backup, BackupOrder
from db.clinic import Clinic
from db.codes import RecoveryCode, new_code
from db.kdf import KdfCost, calibrated
from db.trouble import StoreTrouble
from db.vault import Key
from db.watch import UNWATCHED, Watch
from pathway.audited import Event
from pathway.guidelines import Guidelines
from pathway.records import Stamp
from pathway.users import NewUser

_OPERATION = "handover.export"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who will open the copy and with what; ``cost`` None fits this machine."""

    user: str
    passphrase: str = field(repr=False)
    cost: KdfCost | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """Which clinic goes where and to whom; ``guidelines`` are those that it works by."""

    order: BackupOrder
    receiver: Receiver
    guidelines: Guidelines


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The copy, and the code on paper that opens it should its passphrase be forgotten."""

    backup: Backup
    code: RecoveryCode = field(repr=False)


def export(clinic: Clinic, key: Key, wanted: Export, watch: Watch = UNWATCHED) -> HandedOver:
    """Write an open clinic to a folder under a new key; who took it out stands in both logs."""
    announce(clinic, key, wanted)
    return write(key, wanted, watch)


def announce(clinic: Clinic, key: Key, wanted: Export) -> None:
    """Refuse who may not take the clinic out, and a place that cannot take it; then note who did.

    It is noted before anything is written: the copy says as well who made it.
    """
    order = wanted.order
    roles.refuse_unless_allowed(clinic.read(users.role_of, key), _OPERATION)
    backup.check_place(order.folder, order.to)
    clinic.note(_event(order.to), Stamp(key.user, order.at, order.at.astimezone().date()))


def write(key: Key, wanted: Export, watch: Watch = UNWATCHED) -> HandedOver:
    """Write the copy, which was announced; it takes as long as a backup, and no open clinic."""
    order, receiver = wanted.order, wanted.receiver
    room = order.to / f"{backup.PREFIX}handover{backup.PART}"
    stamp = Stamp(key.user, order.at, order.at.astimezone().date())
    shutil.rmtree(room, ignore_errors=True)
    try:
        room.mkdir(mode=0o700)
        with vault.new_key(receiver.user) as fresh:
            code = _lay_out(order.folder, room, (key, fresh), (receiver, watch))
            _let_in(room, fresh, wanted.guidelines, stamp)
            there = BackupOrder(room, order.to, order.at, order.app)
            made = backup.make_in(there, fresh, watch)
    except OSError as error:
        raise StoreTrouble(backup.place_code(error), order.to) from None
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return HandedOver(made, code)


def _lay_out(
    folder: Path, room: Path, keys: tuple[Key, Key], wanted: tuple[Receiver, Watch]
) -> RecoveryCode:
    """Make a clinic of its own in ``room``, which only the receiver can open."""
    receiver, watch = wanted
    known, code = vault.read_vault(folder), new_code()
    cost = receiver.cost or calibrated()
    locked = vault.new_vault(known.clinic, known.demo)
    locked = vault.with_user(locked, keys[1], receiver.passphrase, cost)
    locked = vault.with_code(locked, keys[1], code, cost)
    frozen.copy_pages(places.records(folder), places.records(room), keys, watch)
    vault.write_vault(room, locked)
    backup.copy_own_files(folder, room)
    return code


def _let_in(room: Path, fresh: Key, guidelines: Guidelines, stamp: Stamp) -> None:
    """Make the receiver somebody who may decide in the copy: nobody else can open it."""
    new = NewUser(fresh.user, "clinician")
    with fresh.copy() as guest:
        guest.kind = "recovery"  # who is staff, or not known yet, could not do this
        copy = Clinic.open(room, guest, guidelines)
        try:
            known = {one.name: one for one in copy.read(users.everybody, frozenset())}
            there = known.get(new.name)
            is_there = there is not None and there.is_active
            copy.write(users.set_role if is_there else users.add, new, stamp)
        finally:
            copy.close()


def _event(to: Path) -> Event:
    return Event("export", "R", what=f"whole clinic to {to.name}")
