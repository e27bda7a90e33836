"""``foramen store diff-pack`` and ``adopt-pack``: whom another guideline pack would change."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

import resources
from desktop.commands import BadInput
from desktop.commands.cases import read_day
from desktop.commands.terminal import (
    add_place,
    clinic_guidelines,
    named_trouble,
    only_user,
    read_passphrase,
    shown_on_terminal,
    stamp_of,
    unlocked,
    with_own_numbers,
)

if TYPE_CHECKING:
    from db.packs import Compared, PatientChange
    from db.vault import Key
    from pathway.guidelines import Guidelines

DONE: Final = 0
ACTIONS: Final = frozenset({"diff-pack", "adopt-pack"})
NOTHING: Final = "–"


def add(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the two actions and their options."""
    diff = actions.add_parser("diff-pack", help="list whom another guideline pack would change")
    diff.add_argument("new", metavar="NEW", help="id of a pack, or the folder of one")
    add_place(diff)
    diff.add_argument("--user", help="whose passphrase it is, if several can unlock it")
    diff.add_argument("--on", type=read_day, metavar="DATE", help="the day to compare (today)")
    diff.add_argument("--json", action="store_true", help="for programs: JSON")
    adopt = actions.add_parser("adopt-pack", help="use another guideline pack from now on")
    adopt.add_argument("new", metavar="ID", help="id of a pack that comes with the program")
    add_place(adopt)
    adopt.add_argument("--user", help="whose passphrase it is, if several can unlock it")


def run(args: argparse.Namespace) -> int:
    """Carry out one of the two."""
    return _diff(args) if args.action == "diff-pack" else _adopt(args)


def _diff(args: argparse.Namespace) -> int:
    from db.clinic import Clinic
    from db.lock import hold
    from db.packs import whom_it_changes

    new = with_own_numbers(_pack(args.new), args.data_dir)
    with named_trouble():
        user, passphrase = _user(args)
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            old = clinic_guidelines(args.data_dir, key)
            on = args.on or stamp_of(user).today
            clinic = Clinic.open(args.data_dir, key, old)
            try:
                found = clinic.read(whom_it_changes, (old, new), on, shown_on_terminal())
            finally:
                clinic.close()
    write = _as_json if args.json else _as_text
    sys.stdout.write(write((old, new), on, found))
    return DONE


def _adopt(args: argparse.Namespace) -> int:
    from db.lock import hold

    if args.new not in resources.packs():
        raise BadInput(f"ID: expected one of {', '.join(resources.packs())}")
    new = with_own_numbers(_pack(args.new), args.data_dir)
    with named_trouble():
        user, passphrase = _user(args)
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            count = _write(args.data_dir, key, new, user)
    print(f"Adopted {new.id}, version {new.version}, by {user}.")
    print(f"Problems with new advice or a new day of the next change: {count}")
    return DONE


def _write(folder: Path, key: "Key", new: "Guidelines", user: str) -> int:
    from db.clinic import Clinic
    from db.packs import adopt

    stamp = stamp_of(user)
    clinic = Clinic.open(folder, key, new)
    try:
        clinic.write(adopt, new, stamp)
        return clinic.renew(stamp)
    finally:
        clinic.close()


def _user(args: argparse.Namespace) -> tuple[str, str]:
    from db.vault import user_names

    user = args.user or only_user(user_names(args.data_dir))
    return user, read_passphrase(args.passphrase_file)


def _pack(name: str) -> "Guidelines":
    from desktop.packs import PackRefused, own_pack, pack_in

    try:
        if name in resources.packs():
            return own_pack(name)
        if Path(name).is_dir():
            return pack_in(Path(name))
    except PackRefused as refused:
        raise BadInput(str(refused)) from None
    known = ", ".join(resources.packs())
    raise BadInput(f"NEW: expected the id of a guideline pack ({known}) or the folder of one")


def _as_json(packs: tuple["Guidelines", "Guidelines"], on: date, found: "Compared") -> str:
    old, new = packs
    told = {
        "format": "foramen-pack-diff/1",
        "on": on.isoformat(),
        "old": {"id": old.id, "version": old.version},
        "new": {"id": new.id, "version": new.version},
        "problems": found.count,
        "changed": [_row(changed) for changed in found.changed],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _row(changed: "PatientChange") -> dict[str, object]:
    patient = changed.patient
    return {
        "number": patient.number,
        "family_name": patient.family_name,
        "given_name": patient.given_name,
        "birth_date": patient.birth_date.isoformat(),
        "birth_known": patient.birth_known,
        "problem": changed.problem,
        "changes": [
            {"part": c.part, "before": list(c.before), "after": list(c.after)}
            for c in changed.changes
        ],
    }


def _as_text(packs: tuple["Guidelines", "Guidelines"], on: date, found: "Compared") -> str:
    return "\n".join(_lines(packs, on, found)) + "\n"


def _lines(packs: tuple["Guidelines", "Guidelines"], on: date, found: "Compared") -> Iterator[str]:
    from desktop import show
    from pathway.birth import birth_of

    old, new = packs
    yield f"Now:  {old.id}, version {old.version}"
    yield f"Then: {new.id}, version {new.version}"
    yield f"On {show.day(on)} {len(found.changed)} of {found.count} problems would change."
    for changed in found.changed:
        patient = changed.patient
        yield ""
        born = show.birth_day(birth_of(patient))
        yield f"{show.patient_name(patient)} ({patient.number}), born {born}"
        for change in changed.changes:
            yield f"  {change.part.replace('_', ' ')}"
            yield from _side_by_side(change.before, change.after)


def _side_by_side(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    for now, then in zip_longest(before, after, fillvalue=""):
        yield f"    {now or NOTHING:<40} -> {then or NOTHING}"
