"""``foramen demo``: the window on a made-up clinic that is gone when it is closed."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.commands import BadInput
from desktop.commands.door import ClinicDoor
from desktop.commands.sweeping import DEMO, sweep
from desktop.door import Founding
from desktop.places import Places, find_places, make_private, prepare
from desktop.trouble import Trouble

if TYPE_CHECKING:
    from desktop.commands import Subparsers
    from desktop.desk import Opened
    from desktop.entrance import Entrance
    from desktop.today import Clock

CLINIC: Final = "Demonstration clinic"
USER: Final = "Dr Amina Yusuf"
PATIENTS: Final = 30
SHOW_EVERYTHING: Final = 30
"""The first thirty of all made-up patients show everything that the tour looks for."""
SEED: Final = 2026
FAILED: Final = 1


def add(subparsers: "Subparsers") -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "demo",
        help="open the window on a made-up clinic",
        description="Opens the window on a made-up clinic. It is encrypted like a real one and "
        "deleted when the window is closed.",
    )
    parser.add_argument(
        "--patients", type=_count, default=PATIENTS, metavar="N", help="how many (default 30)"
    )
    parser.add_argument(
        "--tour",
        type=Path,
        metavar="DIR",
        help="need no display: go through every page and one whole visit by itself and write "
        "the screens and the prints",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="with --tour: in every look, each in a folder of its own",
    )


def run(args: argparse.Namespace) -> int:
    """Make the clinic, show it, and delete it."""
    if args.tour and args.patients < SHOW_EVERYTHING:
        raise BadInput(
            f"--patients {args.patients}: the tour needs {SHOW_EVERYTHING} made-up patients or "
            "more: fewer do not show every page"
        )
    if args.tour:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    places = find_places(args.home)
    try:
        prepare(places)
        sweep(places)
        home = Path(tempfile.mkdtemp(prefix=DEMO, dir=make_private(places.temporary)))
        if args.tour:
            args.tour.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(_refusal(error, places), file=sys.stderr)
        return FAILED
    try:
        return _show(Places(home), args)
    finally:
        shutil.rmtree(home, ignore_errors=True)


class DemoDoor(ClinicDoor):
    """Unlocks a clinic by making it up; once it is there, whatever is typed opens it again."""

    def __init__(self, folder: Path, count: int, clock: "Clock | None" = None) -> None:
        from db.kdf import KdfCost

        # Its passphrase stands in this file: a dear key would only cost time.
        super().__init__(folder, clock, KdfCost(1, 8192, 1))
        self._count = count
        self._passphrase = ""

    def unlock(self, user: str, passphrase: str) -> "Opened":
        """Return a fresh made-up clinic, or the one that was locked."""
        from db import demo
        from pathway.records import Stamp

        if self._passphrase:
            return super().unlock(user, self._passphrase)
        opened = self.found(Founding(CLINIC, user, passphrase), self.new_code(), demo=True)
        moment = self._now()
        today = moment.astimezone().date()
        demo.fill(opened.clinic, today, SEED, self._count, Stamp(user, moment, today))
        self._passphrase = passphrase
        return opened


def begin(entrance: "Entrance") -> None:
    """Make the clinic up and open it."""
    entrance.enter(USER, "a demonstration has no secrets")


def _show(places: Places, args: argparse.Namespace) -> int:
    from desktop.commands.window import make_app, make_entrance

    app = make_app(sys.argv[:1])
    if args.tour:
        from desktop.commands.programme import tell

        return tell(app, places.home, args)
    entrance = make_entrance(app, places, DemoDoor(places.clinic, args.patients))
    entrance.window.has_printers = True
    begin(entrance)
    entrance.window.show()
    return app.exec()


def _refusal(error: OSError, places: Places) -> str:
    path = error.filename or places.home
    return f"foramen: {Trouble('no_home', {'path': str(path)}).sentence}"


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 100_000:
        raise argparse.ArgumentTypeError("a number from 1 to 100000 was expected")
    return number
