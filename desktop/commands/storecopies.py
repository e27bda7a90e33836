"""``foramen store backup``, ``rehearse`` and ``restore``: checked copies of a clinic's records."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import BadInput
from desktop.commands.terminal import (
    add_place,
    app_version,
    clinic_guidelines,
    named_trouble,
    only_user,
    read_passphrase,
    shown_on_terminal,
    stamp_of,
    unlocked,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.rehearsal import Rehearsed
    from db.restore import Compared, Comparison, RestoreOrder
    from db.vault import Key
    from pathway.audited import Event, Outcome

DONE, NOT_DONE = 0, 1


def add(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the actions and their options."""
    backup = actions.add_parser("backup", help="copy the records to another folder and check them")
    add_place(backup)
    backup.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where to")
    backup.add_argument("--user", help="whose passphrase it is, if several can unlock it")
    rehearse = actions.add_parser(
        "rehearse", help="restore the newest backup into a copy, compare it, throw it away"
    )
    add_place(rehearse)
    rehearse.add_argument("--from", type=Path, required=True, dest="to", metavar="FOLDER")
    rehearse.add_argument("--user", help="whose passphrase it is, if several can unlock it")
    restore = actions.add_parser("restore", help="put a backup into a folder or over a clinic")
    add_place(restore)
    restore.add_argument(
        "--from",
        type=Path,
        required=True,
        dest="backup",
        metavar="BACKUP",
        help="the folder of one backup",
    )
    restore.add_argument("--user", help="whose passphrase it was when the backup was made")
    restore.add_argument("--yes", action="store_true", help="do not ask, restore")


def run(args: argparse.Namespace) -> int:
    """Carry out one of them."""
    if args.action == "rehearse":
        return _rehearse(args)
    return _backup(args) if args.action == "backup" else _restore(args)


def _backup(args: argparse.Namespace) -> int:
    from db.backup import BackupOrder, make
    from db.lock import hold
    from db.vault import user_names
    from pathway.audited import Event

    with named_trouble():
        user = args.user or only_user(user_names(args.data_dir))
        passphrase = read_passphrase(args.passphrase_file)
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            order = BackupOrder(args.data_dir, args.to, stamp_of(user).at, app_version())
            made = make(order, key, shown_on_terminal())
            note(args.data_dir, key, Event("backup", "R", what=made.path.name))
    print(f"Backed up and checked: {made.path}")
    if made.manifest:
        print("\n".join(f"{table}: {count}" for table, count in made.manifest.counts.items()))
    return DONE


def _restore(args: argparse.Namespace) -> int:
    from db.lock import hold
    from db.restore import RestoreOrder
    from db.vault import user_names

    with named_trouble():
        user = args.user or only_user(user_names(args.backup))
        passphrase = read_passphrase(args.passphrase_file)
        tried = unlocked(args.backup, user, passphrase, args.data_dir)
        with tried as key, hold(args.data_dir):
            order = RestoreOrder(args.backup, args.data_dir, stamp_of(user).at, app_version())
            return _restore_with(order, key, args.yes)


def _restore_with(order: "RestoreOrder", key: "Key", is_sure: bool) -> int:
    from db.restore import compare, restore
    from pathway.audited import Event

    if not is_sure:
        _print_comparison(compare(order, key, shown_on_terminal()))
        if not _asked(order.folder):
            print("Nothing was changed. To restore, answer with yes, or add --yes.")
            return NOT_DONE
    done = restore(order, key, shown_on_terminal())
    note(order.folder, key, Event("restore", "U", what=order.backup.name))
    _print_rows(done.rows)
    if done.safety:
        print(f"The clinic as it was before is kept in {done.safety}.")
    print(f"Restored the backup of {done.manifest.made_at:%d-%b-%Y %H:%M} UTC.")
    return DONE if done.is_alike else NOT_DONE


def _rehearse(args: argparse.Namespace) -> int:
    from db.backup import last_verified
    from db.lock import hold
    from db.rehearsal import rehearse
    from db.restore import RestoreOrder
    from db.vault import read_vault, user_names
    from pathway.audited import Event

    with named_trouble():
        user = args.user or only_user(user_names(args.data_dir))
        newest = last_verified(args.to, read_vault(args.data_dir).id)
        if newest is None:
            raise BadInput(f"--from {args.to}: expected a folder with a backup of this clinic")
        passphrase = read_passphrase(args.passphrase_file)
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            order = RestoreOrder(newest.path, args.data_dir, stamp_of(user).at, app_version())
            found = rehearse(order, key, shown_on_terminal())
            said = f"rehearsal: {newest.path.name}"
            note(args.data_dir, key, Event("restore", "R", what=said, outcome=_outcome(found)))
    alike = "and all of them are alike" if found.is_alike else "and they are NOT alike"
    print(f"Restored {newest.path} into a copy: {found.rows} rows were compared, {alike}.")
    return DONE if found.is_alike else NOT_DONE


def _outcome(found: "Rehearsed") -> "Outcome":
    return 0 if found.is_alike else 8


def note(folder: Path, key: "Key", event: "Event") -> None:
    """Add to the clinic's log of access what was done at the terminal."""
    from db.clinic import Clinic

    clinic = Clinic.open(folder, key, clinic_guidelines(folder, key))
    try:
        clinic.note(event, stamp_of(key.user))
    finally:
        clinic.close()


def _asked(folder: Path) -> bool:
    if not sys.stdin.isatty():
        return False
    return input(f"Restore this into {folder}? Type yes: ").strip().lower() == "yes"


def _print_comparison(found: "Comparison") -> None:
    _print_rows(found.rows)
    now = "–" if found.newest_now is None else found.newest_now or "none"
    print(f"{'newest visit':20} {now:>10} {found.newest_in_backup or 'none':>10} {'–':>10}")


def _print_rows(rows: "Iterable[Compared]") -> None:
    print(f"{'':20} {'now':>10} {'backup':>10} {'after':>10}")
    for row in rows:
        cells = (_cell(row.now), _cell(row.backup), _cell(row.after))
        print(f"{row.table:20} {cells[0]:>10} {cells[1]:>10} {cells[2]:>10}")


def _cell(count: int | None) -> str:
    return "–" if count is None else str(count)
