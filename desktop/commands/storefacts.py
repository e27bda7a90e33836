"""``foramen store stats`` and ``foramen store export``: what a clinic holds, and all of it away."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.commands import DONE, BadInput
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
from pathway.readable import name_of

if TYPE_CHECKING:
    from db.facts import Facts
    from db.handover import HandedOver
    from db.kdf import KdfCost
    from db.vault import Key

ACTIONS: Final = ("stats", "export")
FORMAT: Final = "foramen-store-stats/1"


def add(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the two actions and their options."""
    stats = actions.add_parser("stats", help="count what a clinic holds and how large it is")
    add_place(stats)
    stats.add_argument("--user", help="whose passphrase it is, if several can unlock it")
    stats.add_argument("--json", action="store_true", help="for programs: JSON")
    export = actions.add_parser(
        "export", help="write a whole clinic for somebody else, under a new passphrase"
    )
    add_place(export)
    export.add_argument("--user", help="whose passphrase it is, if several can unlock it")
    export.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where to")
    export.add_argument("--for", required=True, dest="receiver", help="who will open the copy")
    export.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the copy's passphrase from the first line of this file, else it is asked for",
    )


def run(args: argparse.Namespace, cost: "KdfCost | None" = None) -> int:
    """Carry out one of the two."""
    return _stats(args) if args.action == "stats" else _export(args, cost)


def _stats(args: argparse.Namespace) -> int:
    from db.facts import facts_of
    from db.lock import hold
    from db.vault import user_names

    with named_trouble():
        user = args.user or only_user(user_names(args.data_dir))
        passphrase = read_passphrase(args.passphrase_file)
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            found = facts_of(args.data_dir, key)
    print(_as_json(found) if args.json else _as_text(found))
    return DONE


def _export(args: argparse.Namespace, cost: "KdfCost | None") -> int:
    from db.lock import hold
    from db.vault import user_names
    from desktop.passphrases import weakness

    with named_trouble():
        user = args.user or only_user(user_names(args.data_dir))
        passphrase = read_passphrase(args.passphrase_file)
        fresh = read_passphrase(args.new_passphrase_file, "Passphrase of the copy: ")
        if problem := weakness(fresh):
            raise BadInput(f"--new-passphrase-file: {problem}")
        if not name_of(args.receiver):
            raise BadInput("--for: expected a name")
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            made = _made(args, key, (fresh, cost))
    print(f"Wrote the whole clinic for {name_of(args.receiver)}: {made.backup.path}")
    print(f"Recovery code of the copy: {made.code.text}")
    print("It is restored like a backup, with the new passphrase; today's opens nothing of it.")
    return DONE


def _made(
    args: argparse.Namespace, key: "Key", secret: tuple[str, "KdfCost | None"]
) -> "HandedOver":
    from db.backup import BackupOrder
    from db.clinic import Clinic
    from db.handover import Export, Receiver, export

    guidelines = clinic_guidelines(args.data_dir, key)
    order = BackupOrder(args.data_dir, args.to, stamp_of(key.user).at, app_version())
    receiver = Receiver(name_of(args.receiver), *secret)
    clinic = Clinic.open(args.data_dir, key, guidelines)
    try:
        return export(clinic, key, Export(order, receiver, guidelines), shown_on_terminal())
    finally:
        clinic.close()


def _as_json(found: "Facts") -> str:
    return json.dumps({"format": FORMAT, **asdict(found)}, indent=2)


def _as_text(found: "Facts") -> str:
    lines = [
        f"Clinic: {found.clinic}",
        f"Records: {found.megabytes:.1f} MB, schema {found.schema}",
        f"Kept as on a stick: {'yes' if found.is_portable else 'no'}",
        f"Newest visit: {found.newest_visit or 'none'}",
        f"Last rehearsal of a backup: {found.rehearsed_at or 'never'}",
        *(f"{table}: {count}" for table, count in found.counts.items()),
    ]
    return "\n".join(lines)
