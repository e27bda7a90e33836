"""What the commands on a clinic share: its folder, its passphrase, trouble in one line."""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import BadInput

if TYPE_CHECKING:
    from db.vault import Key
    from db.watch import Watch
    from pathway.guidelines import Guidelines
    from pathway.records import Stamp


def add_place(parser: argparse.ArgumentParser) -> None:
    """Declare where a clinic is and how its passphrase is given."""
    parser.add_argument(
        "--data-dir", type=Path, required=True, metavar="DIR", help="the clinic's folder"
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase from the first line of this file instead of asking for it",
    )


def read_passphrase(file: Path | None, asked: str = "Passphrase: ") -> str:
    """Return the passphrase from a file, or ask for it."""
    if file is None:
        if not sys.stdin.isatty():
            raise BadInput("--passphrase-file: expected, since there is no terminal to ask at")
        return getpass.getpass(asked)
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"{file}: expected a readable text file with the passphrase") from None
    if not lines or not lines[0]:
        raise BadInput(f"{file}: expected the passphrase in the first line")
    return lines[0]


def only_user(users: tuple[str, ...]) -> str:
    """Return the one who can unlock a clinic, refusing to guess among several."""
    if len(users) != 1:
        raise BadInput(f"--user: expected one of {', '.join(users)}")
    return users[0]


def unlocked(folder: Path, user: str, passphrase: str, counted_in: Path | None = None) -> "Key":
    """Return the key of a clinic or a copy; after failed tries the next waits, as at the window.

    Tries are counted in the clinic's own folder, where the window counts them too. Those for a
    backup, in which nobody writes, are counted in the folder it is to be put in.
    """
    from db import attempts
    from db.vault import unlock

    return attempts.attempt(counted_in or folder, lambda: unlock(folder, user, passphrase))


def stamp_of(user: str) -> "Stamp":
    """Return the stamp of what a user does now."""
    from desktop.today import now
    from pathway.records import Stamp

    moment = now()
    return Stamp(user, moment, moment.astimezone().date())


def app_version() -> str:
    """Return the version of the program, for what it writes."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("foramen")
    except PackageNotFoundError:
        return "source"


def own_guidelines(folder: Path, pack_id: str = "") -> "Guidelines":
    """Return a pack that comes with the program, with the thresholds of a clinic's own."""
    import resources
    from desktop.packs import PackRefused, own_pack

    try:
        return with_own_numbers(own_pack(pack_id or resources.DEFAULT_PACK), folder)
    except PackRefused as refused:
        raise BadInput(str(refused)) from None


def clinic_guidelines(folder: Path, key: "Key") -> "Guidelines":
    """Return the pack that a clinic has adopted, as far as it comes with the program."""
    import resources
    from db.packs import adopted_in

    adopted = adopted_in(folder, key)
    is_known = adopted is not None and adopted.pack_id in resources.packs()
    return own_guidelines(folder, adopted.pack_id if adopted and is_known else "")


def with_own_numbers(pack: "Guidelines", folder: Path) -> "Guidelines":
    """Return a pack with the thresholds that the clinic in a folder set for itself."""
    from desktop.overridefile import OverrideTrouble, clinic_file, with_file

    path = clinic_file(folder)
    try:
        return with_file(pack, path) if path.exists() else pack
    except OverrideTrouble as trouble:
        raise BadInput(str(trouble)) from None


def shown_on_terminal() -> "Watch":
    """Return a watch that shows on a terminal, if there is one, how far the work is."""
    from db.watch import UNWATCHED, Stage, Watch

    if not sys.stderr.isatty():
        return UNWATCHED

    def told(stage: Stage, part: float) -> None:
        sys.stderr.write("\r" + " " * 40 + "\r" if stage == "done" else f"\r{stage} {part:4.0%} ")

    return Watch(told, lambda: False)


@contextmanager
def named_trouble() -> Iterator[None]:
    """Turn trouble of the store into one line for the terminal."""
    from db.trouble import RecordRefused, StoreTrouble
    from desktop.trouble import store_trouble

    try:
        yield
    except StoreTrouble as trouble:
        said = store_trouble(trouble.code, trouble.path, trouble.owner)
        raise BadInput(said.sentence) from None
    except RecordRefused as refusal:
        raise BadInput(f"refused: {', '.join(refusal.what) or refusal.code}") from None
