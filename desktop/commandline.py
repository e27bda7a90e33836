"""The command line: its commands, its options, and what is wrong with one in one line."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, Protocol, cast

from desktop.commands import BAD_INPUT, DONE

if TYPE_CHECKING:
    from desktop.commands import Subparsers

COMMANDS: Final = {
    "assess": "say what the guidelines conclude for one case file",
    "handout": "print a handout for the patient as PDF",
    "letter": "print a letter as PDF",
    "sheet": "print a blank sheet to fill by hand, as PDF",
    "demo": "open the window on a made-up clinic",
    "store": "create or check a clinic's records without the window",
    "schema": "print the JSON Schema of the file formats",
    "self-test": "try everything once in a temporary folder",
}
"""Each command's module in ``desktop.commands`` and its line in the help."""


class Command(Protocol):
    """A module of ``desktop.commands``."""

    def add(self, subparsers: "Subparsers", /) -> None:
        """Declare the command and its options."""

    def run(self, args: argparse.Namespace, /) -> int:
        """Carry the command out and return the exit status."""


class OneLineParser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong with the command line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, where the help is, and leave."""
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


class ShowVersion(argparse.Action):
    """Prints the version when it is asked for, and looks it up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and leave."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("foramen")
        except PackageNotFoundError:
            number = "(run from its source, not installed)"
        print(f"foramen {number}")
        parser.exit(DONE)


def run(words: Sequence[str]) -> int:
    """Carry one command line out and return its exit status."""
    from desktop.lockdown import refuse_dumps
    from desktop.quietlog import quiet_last_resort

    args = _parser(words).parse_args(words)
    refuse_dumps()
    quiet_last_resort()
    if args.command is None:
        from desktop.commands.window import open_window

        return open_window(args.home)
    return _command(args.command).run(args)


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser; only modules of commands named in ``words`` are imported."""
    parser: argparse.ArgumentParser = OneLineParser(
        prog="foramen",
        description="Helps clinicians look after people with a pinched nerve in the neck or back. "
        "Without a command it opens the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--home", type=Path, metavar="DIR", help="keep everything in this folder")
    parser.add_argument("--version", action=ShowVersion, nargs=0, help="print the version")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, line in COMMANDS.items():
        if name in words:
            _command(name).add(subparsers)
        else:
            subparsers.add_parser(name, help=line)
    return parser


def _command(name: str) -> Command:
    return cast(Command, import_module(f"desktop.commands.{name.replace('-', '_')}"))
