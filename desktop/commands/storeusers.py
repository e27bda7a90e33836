"""``foramen store add-user``, ``remove-user``, ``passphrase``, ``recovery-code``: who opens it."""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
from pathway.readable import name_of

if TYPE_CHECKING:
    from db.clinic import Clinic
    from db.kdf import KdfCost
    from db.vault import Key
    from pathway.records import Stamp
    from pathway.users import Role

DONE: Final = 0
ACTIONS: Final = ("add-user", "remove-user", "passphrase", "recovery-code")


def add(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the actions and their options."""
    new = actions.add_parser("add-user", help="let somebody else unlock the clinic")
    _add_common(new, "who lets them in, if several can unlock it")
    new.add_argument("--name", required=True, help="who is let in")
    new.add_argument(
        "--role", required=True, choices=("clinician", "staff"), help="what they may do"
    )
    _add_new(new)
    gone = actions.add_parser(
        "remove-user", help="shut somebody out and give the records a new key"
    )
    _add_common(gone, "who shuts them out, if several can unlock it")
    gone.add_argument("--name", required=True, help="who left")
    own = actions.add_parser("passphrase", help="change a passphrase, or reset that of somebody")
    _add_common(own, "whose passphrase it is, if several can unlock it")
    own.add_argument("--name", help="reset the passphrase of this user instead of one's own")
    _add_new(own)
    code = actions.add_parser("recovery-code", help="make a new code on paper; the old one is void")
    _add_common(code, "who makes it, if several can unlock it")
    code.add_argument("--envelope", action="store_true", help="the code of the emergency envelope")


def run(args: argparse.Namespace, cost: "KdfCost | None" = None) -> int:
    """Carry out one of the actions; ``cost`` None makes a passphrase as costly as the others."""
    doings = {
        "add-user": _add_user,
        "remove-user": _remove_user,
        "passphrase": _passphrase,
        "recovery-code": _recovery_code,
    }
    return doings[args.action](args, cost)


def _add_user(args: argparse.Namespace, cost: "KdfCost | None") -> int:
    from db import keychange
    from pathway.users import NewUser

    role: Role = args.role
    name = name_of(args.name)
    with _opened(args) as (clinic, key, stamp):
        words = _new_passphrase(args, name)
        keychange.add_user(clinic, key, (NewUser(name, role), words), stamp, cost)
    print(f"{name} can unlock the clinic now ({role}).")
    return DONE


def _remove_user(args: argparse.Namespace, _cost: "KdfCost | None") -> int:
    from db import keychange, rekey, users
    from db.rekey import RekeyOrder

    with _opened(args) as (clinic, key, stamp):
        keychange.remove_user(clinic, args.name, stamp)
        print(f"{args.name} cannot unlock the clinic any more.")
        clinic.close()
        order = RekeyOrder(args.data_dir, stamp.at, app_version())
        with rekey.rekey(order, key, shown_on_terminal()) as new:
            again = _clinic_of(args.data_dir, new)
            again.write(users.note_new_key, None, stamp)
            again.close()
    print("The records have a new key. Backups from before still open for those who knew the old")
    print("one: make a new backup, and a new recovery code if the old one may have been seen.")
    return DONE


def _passphrase(args: argparse.Namespace, cost: "KdfCost | None") -> int:
    from db import keychange

    with _opened(args) as (clinic, key, stamp):
        name = args.name or stamp.who
        words = _new_passphrase(args, name)
        if args.name and args.name != stamp.who:
            keychange.reset_passphrase(clinic, key, (name, words), stamp, cost)
        else:
            keychange.change_passphrase(clinic, (args.known, words), stamp, cost)
    print(f"{name} has a new passphrase.")
    return DONE


def _recovery_code(args: argparse.Namespace, cost: "KdfCost | None") -> int:
    from db import codes, keychange
    from pathway.users import Paper

    kind: Paper = "envelope" if args.envelope else "recovery"
    with _opened(args) as (clinic, key, stamp):
        code = codes.new_code()
        keychange.set_code(clinic, key, (kind, code), stamp, cost)
    print(f"{'Emergency envelope' if args.envelope else 'Recovery code'}: {code.text}")
    print("Write it down and lock it away. The one before opens nothing any more.")
    return DONE


@contextmanager
def _opened(args: argparse.Namespace) -> "Iterator[tuple[Clinic, Key, Stamp]]":
    """Open the clinic as who carries the action out; failed tries wait as at the window."""
    from db.lock import hold
    from db.vault import user_names

    with named_trouble(), _refusal_named():
        user = args.user or only_user(user_names(args.data_dir))
        args.known = read_passphrase(args.passphrase_file)
        with (
            hold(args.data_dir),
            unlocked(args.data_dir, user, args.known) as key,
        ):
            clinic = _clinic_of(args.data_dir, key)
            try:
                yield clinic, key, stamp_of(user)
            finally:
                clinic.close()


@contextmanager
def _refusal_named() -> Iterator[None]:
    from db.trouble import RecordRefused
    from desktop.trouble import Trouble

    try:
        yield
    except RecordRefused as refusal:
        places = {"what": ", ".join(refusal.what)}
        raise BadInput(Trouble(f"refused_{refusal.code}", places).sentence) from None


def _clinic_of(folder: Path, key: "Key") -> "Clinic":
    from db.clinic import Clinic

    return Clinic.open(folder, key, clinic_guidelines(folder, key))


def _new_passphrase(args: argparse.Namespace, name: str) -> str:
    from db.vault import read_vault
    from desktop.passphrases import weakness

    file: Path | None = args.new_passphrase_file
    if file is None and not sys.stdin.isatty():
        raise BadInput("--new-passphrase-file: expected, since there is no terminal to ask at")
    words = read_passphrase(file, "New passphrase: ")
    if file is None and getpass.getpass("New passphrase, again: ") != words:
        raise BadInput("new passphrase: the two are not the same")
    if problem := weakness(words, read_vault(args.data_dir).clinic, name):
        raise BadInput(f"new passphrase: {problem}")
    return words


def _add_common(parser: argparse.ArgumentParser, user: str) -> None:
    add_place(parser)
    parser.add_argument("--user", help=user)


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the new passphrase from the first line of this file instead of asking for it",
    )
