"""What changes who can unlock an open clinic: passphrases, codes on paper, who comes and goes.

The rows in the records are written first, through the one door, which knows who may do this; then
the vault. Cut off in between, somebody has a role and no passphrase yet, or left and is known to
have left: both are seen, and neither opens or shuts anything by mistake.
"""

from pathlib import Path
from typing import Final

from db import places, users, vault
from db.clinic import Clinic
from db.codes import RecoveryCode
from db.kdf import KdfCost, calibrated
from db.trouble import StoreTrouble
from db.vault import Key
from pathway.audited import Event
from pathway.records import Changes, Stamp
from pathway.users import GlassBroken, NewUser, Paper, User

_CHANGED: Final = Changes(frozenset({"clinic"}))


def everybody(clinic: Clinic) -> tuple[User, ...]:
    """Return those who can unlock the clinic or could."""
    return clinic.read(users.everybody, frozenset(vault.user_names(_folder(clinic))))


def add_user(
    clinic: Clinic, key: Key, new: tuple[NewUser, str], stamp: Stamp, cost: KdfCost | None = None
) -> Changes:
    """Let somebody unlock the clinic with a passphrase of their own."""
    wanted, passphrase = new
    changes = clinic.write(users.add, wanted, stamp)
    _set_slot(clinic, key, (wanted.name, passphrase), cost)
    clinic.note(Event("user_change", "C", what=wanted.name, reason=wanted.role), stamp)
    return changes


def set_role(clinic: Clinic, new: NewUser, stamp: Stamp) -> Changes:
    """Give somebody another role."""
    changes = clinic.write(users.set_role, new, stamp)
    clinic.note(Event("user_change", "U", what=new.name, reason=new.role), stamp)
    return changes


def reset_passphrase(
    clinic: Clinic, key: Key, new: tuple[str, str], stamp: Stamp, cost: KdfCost | None = None
) -> Changes:
    """Give somebody else a new passphrase: a clinician may, knowing the person."""
    changes = clinic.write(users.reset, new[0], stamp)
    _set_slot(clinic, key, new, cost)
    clinic.note(Event("passphrase", "U", what=new[0], reason="reset"), stamp)
    return changes


def change_passphrase(
    clinic: Clinic, secrets: tuple[str, str], stamp: Stamp, cost: KdfCost | None = None
) -> Changes:
    """Change one's own passphrase: the old one must be known, whoever sits at the desk."""
    user, (old, new) = stamp.who, secrets
    with vault.unlock(_folder(clinic), user, old) as key:
        _set_slot(clinic, key, (user, new), cost)
    clinic.note(Event("passphrase", "U", what=user), stamp)
    return _CHANGED


def remove_user(clinic: Clinic, name: str, stamp: Stamp) -> Changes:
    """Take somebody's passphrase away at once; the new key that is then due is ``rekey``."""
    changes = clinic.write(users.leave, name, stamp)
    folder = _folder(clinic)
    vault.replace_vault(folder, vault.without(vault.read_vault(folder), "user", name))
    clinic.note(Event("user_change", "D", what=name), stamp)
    return changes


def set_code(
    clinic: Clinic,
    key: Key,
    made: tuple[Paper, RecoveryCode],
    stamp: Stamp,
    cost: KdfCost | None = None,
) -> Changes:
    """Let a new code on paper open the clinic; the one before opens nothing any more."""
    kind, code = made
    changes = clinic.write(users.note_made, kind, stamp)
    folder = _folder(clinic)
    known = vault.read_vault(folder)
    put = vault.with_code if kind == "recovery" else vault.with_envelope
    vault.replace_vault(folder, put(known, key, code, _cost(known, cost)))
    clinic.note(Event("passphrase", "C", what=f"code: {kind}"), stamp)
    return changes


def check_code(clinic: Clinic, made: tuple[Paper, str], stamp: Stamp) -> Changes:
    """Note that a code on paper is there and opens; trouble "wrong_code" when it does not."""
    kind, code = made
    opening = vault.unlock_with_code if kind == "recovery" else vault.unlock_with_envelope
    opening(_folder(clinic), code).wipe()
    return clinic.write(users.note_checked, kind, stamp)


def break_glass(clinic: Clinic, broken: GlassBroken, stamp: Stamp) -> Changes:
    """Note that the clinic was opened with the envelope for an emergency, by whom and why."""
    changes = clinic.write(users.break_glass, broken, stamp)
    clinic.note(Event("break_glass", "E", what=broken.name, reason=broken.reason), stamp)
    return changes


def renew_old_slot(folder: Path, key: Key, secret: str) -> None:
    """Make a slot of the first format anew, while its secret is known: it gets keys of its own."""
    known = vault.read_vault(folder)
    slot = known.slot(key.kind, key.user)
    if slot is None or slot.has_own_keys:
        return
    if key.kind == "user":
        vault.replace_vault(folder, vault.with_user(known, key, secret, slot.cost))


def _set_slot(clinic: Clinic, key: Key, new: tuple[str, str], cost: KdfCost | None) -> None:
    name, passphrase = new
    folder = _folder(clinic)
    known = vault.read_vault(folder)
    changed = vault.with_user(known, key, passphrase, _cost(known, cost), name)
    vault.replace_vault(folder, changed)


def _cost(known: vault.Vault, cost: KdfCost | None) -> KdfCost:
    """Return the work that each try is to cost: as much as for those who are here already."""
    if cost is not None:
        return cost
    found = [slot.cost for slot in known.slots if slot.kind == "user"]
    return max(found, key=lambda one: one.passes * one.memory_kib) if found else calibrated()


def _folder(clinic: Clinic) -> Path:
    folder = clinic.path.parent
    if clinic.view_only:
        raise StoreTrouble(clinic.view_only, places.records(folder))
    return folder
