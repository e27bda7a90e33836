"""``foramen schema``: the JSON Schema of the case file or of the assessment."""

import argparse
import sys
from typing import TYPE_CHECKING

import resources

if TYPE_CHECKING:
    from desktop.commands import Subparsers


def add(subparsers: "Subparsers") -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "schema",
        description="Prints the JSON Schema of a file format, with all codes that it knows.",
    )
    parser.add_argument("which", choices=["case", "assessment"], help="the format")
    parser.add_argument(
        "--pack",
        metavar="ID",
        default=resources.DEFAULT_PACK,
        help="the guideline pack whose red flags it lists (%(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the schema and return the exit status."""
    from desktop.commands.cases import known_codes, open_guidelines
    from exchange.schema import assessment_schema, case_schema

    if args.which == "case":
        sys.stdout.write(case_schema(known_codes(open_guidelines(args.pack))))
    else:
        sys.stdout.write(assessment_schema())
    return 0
