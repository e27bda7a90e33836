"""``foramen letter``: a letter to a colleague, made from one case file."""

import argparse
import sys
from typing import TYPE_CHECKING, Final

from desktop.commands import BadInput
from desktop.commands.cases import OpenCase, assess, open_case
from desktop.commands.prints import add_print_options, materials, stamp, write

if TYPE_CHECKING:
    from desktop.commands import Subparsers
    from pathway.assessment import Assessment

KINDS: Final = ("emergency",)


def add(subparsers: "Subparsers") -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "letter",
        description="Prints a letter as PDF. The emergency sheet is one page and never refused: "
        "what the record lacks is a line to write on.",
    )
    parser.add_argument("--kind", choices=KINDS, required=True, help="which letter")
    add_print_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the letter and return the exit status."""
    from handouts.build import letter

    case = open_case(args)
    made_with = materials(args, case.guidelines)
    content = letter(args.kind, case.chart, _advice(case), made_with, stamp(args, case))
    write(args.output, content)
    return 0


def _advice(case: OpenCase) -> "Assessment | None":
    """Return the assessment; None, and a line that says so, when the rules fail."""
    try:
        return assess(case)
    except BadInput:
        raise
    except Exception as trouble:  # noqa: BLE001 - the emergency sheet works when the rules do not
        kind = type(trouble).__name__
        print(f"foramen: advice could not be worked out ({kind})", file=sys.stderr)
        return None
