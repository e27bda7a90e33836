"""``foramen store``: make a clinic, check, back up and restore its records, without the window."""

import argparse
import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.commands import (
    BadInput,
    storeaudit,
    storecopies,
    storefacts,
    storemoves,
    storepacks,
    storeusers,
)
from desktop.commands.terminal import (
    add_place,
    clinic_guidelines,
    named_trouble,
    only_user,
    own_guidelines,
    read_passphrase,
    shown_on_terminal,
    stamp_of,
    unlocked,
)
from pathway.readable import name_of

if TYPE_CHECKING:
    from db.chain import ChainVerdict
    from db.check import Soundness
    from db.codes import RecoveryCode
    from db.create import NewClinic
    from db.kdf import KdfCost
    from db.revisions import Verdict
    from desktop.commands import Subparsers

DONE, FAULTY = 0, 1
DEMO_CLINIC: Final = "Demo Clinic"
DEMO_USER: Final = "Demo"
MOST_DEMO: Final = 100_000


def add(subparsers: "Subparsers") -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "store", description="Makes, checks, backs up and restores a clinic's records."
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="make a new clinic and print its recovery code")
    add_place(create)
    create.add_argument("--name", help="the clinic's name")
    create.add_argument("--user", help="who will unlock it")
    create.add_argument(
        "--demo", type=_count, default=0, metavar="N", help="fill it with N made-up patients"
    )
    create.add_argument("--seed", type=int, default=1, help="which made-up patients (%(default)s)")
    check = actions.add_parser("check", help="check file, rows and log of changes")
    add_place(check)
    check.add_argument("--user", help="whose passphrase it is, if several can unlock it")
    check.add_argument("--json", action="store_true", help="for programs: JSON")
    storecopies.add(actions)
    storeusers.add(actions)
    storefacts.add(actions)
    storepacks.add(actions)
    storeaudit.add(actions)
    storemoves.add(actions)


def run(args: argparse.Namespace, cost: "KdfCost | None" = None) -> int:
    """Carry out the action; ``cost`` None makes the passphrase as costly as fits the machine."""
    if args.action == "create":
        return _create(args, cost)
    if args.action == "check":
        return _check(args)
    if args.action in storefacts.ACTIONS:
        return storefacts.run(args, cost)
    if args.action in storeusers.ACTIONS:
        return storeusers.run(args, cost)
    return _told(args)


def _told(args: argparse.Namespace) -> int:
    if args.action in storepacks.ACTIONS:
        return storepacks.run(args)
    if args.action in storeaudit.ACTIONS:
        return storeaudit.run(args)
    if args.action in storemoves.ACTIONS:
        return storemoves.run(args)
    return storecopies.run(args)


def _create(args: argparse.Namespace, cost: "KdfCost | None") -> int:
    from db.create import NewClinic, PackName
    from db.lock import hold
    from desktop.passphrases import weakness

    is_demo = args.demo > 0
    name, user = _names(args, is_demo)
    passphrase = _new_passphrase(args.passphrase_file)
    if problem := weakness(passphrase):
        raise BadInput(f"passphrase: {problem}")
    pack = own_guidelines(args.data_dir)
    named = PackName(pack.id, pack.version)
    clinic = NewClinic(name, user, passphrase, demo=is_demo, kdf=cost, pack=named)
    with named_trouble(), hold(args.data_dir):
        code = _make(args, clinic)
    print(f"Made the clinic in {args.data_dir}.")
    print(f"Recovery code: {code.text}")
    print("Write it down and lock it away: without it and the passphrase nothing can be read.")
    return DONE


def _make(args: argparse.Namespace, clinic: "NewClinic") -> "RecoveryCode":
    from db import demo_bulk
    from db.clinic import Clinic
    from db.create import create_clinic
    from db.vault import unlock

    stamp = stamp_of(clinic.user)
    code = create_clinic(args.data_dir, clinic, stamp)
    if args.demo:
        key = unlock(args.data_dir, clinic.user, clinic.passphrase)
        pack = own_guidelines(args.data_dir)
        opened = Clinic.open(args.data_dir, key, pack)
        try:
            people = demo_bulk.Batch(stamp.today, args.seed, 0, args.demo, 0, stamp, pack)
            demo_bulk.fill(opened, people, watch=shown_on_terminal())
        finally:
            opened.close()
    return code


def _check(args: argparse.Namespace) -> int:
    from db.check import check
    from db.lock import hold
    from db.vault import user_names

    with named_trouble():
        user = args.user or only_user(user_names(args.data_dir))
        passphrase = read_passphrase(args.passphrase_file)
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            found = check(args.data_dir, key, clinic_guidelines(args.data_dir, key), stamp_of(user))
    sys.stdout.write(_as_json(found) if args.json else _as_text(found))
    return DONE if found.is_sound else FAULTY


def _names(args: argparse.Namespace, is_demo: bool) -> tuple[str, str]:
    name = args.name or (DEMO_CLINIC if is_demo else "")
    user = args.user or (DEMO_USER if is_demo else "")
    for option, given in (("--name", name), ("--user", user)):
        if not name_of(given):
            raise BadInput(f"{option}: expected a name")
    return name_of(name), name_of(user)


def _new_passphrase(file: Path | None) -> str:
    passphrase = read_passphrase(file)
    if file is None and getpass.getpass("Passphrase, again: ") != passphrase:
        raise BadInput("passphrase: the two are not the same")
    return passphrase


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_DEMO:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {MOST_DEMO}")
    return int(text)


def _rows(found: "Soundness") -> dict[str, object]:
    log = found.log
    return {
        "is_sound": found.is_sound,
        "file_faults": found.file_faults,
        "page_faults": found.page_faults,
        "orphans": found.orphans,
        "log_broken_at": log.broken_at if log else None,
        "unlike_their_log": len(log.unlike) if log else None,
        "access_log_broken_at": found.access.broken_at if found.access else None,
        "guards_missing": list(found.guards),
        "renewed": found.renewed,
        "without_advice": found.without_advice,
        "counts": dict(found.counts),
    }


def _as_json(found: "Soundness") -> str:
    return json.dumps({"format": "foramen-store-check/1", **_rows(found)}, indent=2) + "\n"


def _as_text(found: "Soundness") -> str:
    lines = [
        "The records are sound." if found.is_sound else "The records are NOT sound.",
        f"Encrypted file: {_faults(found.file_faults + found.page_faults)}",
        f"Ties between rows: {_faults(found.orphans)}",
    ]
    if found.log is None:
        lines.append("Log of changes: not looked at, since the file is damaged")
    else:
        lines.append(f"Log of changes: {_chain(found.log)}")
        lines.append(f"Records unlike their log: {len(found.log.unlike)}")
        lines.append(f"Access log: {_chain(found.access) if found.access else 'not looked at'}")
        lines.append(f"Guards of the file missing: {', '.join(found.guards) or 'none'}")
        lines.append(f"Days of next change put right: {found.renewed}")
        lines.append(f"Problems without advice: {found.without_advice}")
        lines += [f"{name}: {count}" for name, count in found.counts.items()]
    return "\n".join(lines) + "\n"


def _chain(found: "Verdict | ChainVerdict") -> str:
    whole = "whole" if found.broken_at is None else f"changed at entry {found.broken_at}"
    return f"{found.count} entries, {whole}"


def _faults(count: int) -> str:
    return "no fault" if count == 0 else f"{count} fault{'s' if count > 1 else ''}"
