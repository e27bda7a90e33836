"""``foramen sheet``: a blank intake or examination sheet for a day without power."""

import argparse
from typing import TYPE_CHECKING, Final, get_args

import resources
from desktop.commands import BadInput
from desktop.commands.cases import open_guidelines
from desktop.commands.prints import add_page_options, materials, write

if TYPE_CHECKING:
    from desktop.commands import Subparsers

KINDS: Final = ("intake", "examination")


def add(subparsers: "Subparsers") -> None:
    """Declare the command and its options."""
    from pathway.facts import Region

    parser = subparsers.add_parser(
        "sheet",
        description="Prints a blank sheet whose boxes have numbers. What was written by hand is "
        "typed into the visit by these numbers later.",
    )
    parser.add_argument("--kind", choices=KINDS, required=True, help="which sheet")
    parser.add_argument(
        "--region", choices=get_args(Region), default="lumbar", help="(%(default)s)"
    )
    parser.add_argument(
        "--pack", metavar="ID", default=resources.DEFAULT_PACK, help="the guideline pack"
    )
    add_page_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the sheet and return the exit status."""
    from desktop.models.sheetbooks import sheet_books
    from desktop.today import now
    from handouts.materials import PrintStamp
    from handouts.sheets import blank_sheet
    from handouts.trouble import Refused
    from pathway.sheets import printed_sheet

    guidelines = open_guidelines(args.pack)
    made_with = materials(args, guidelines)
    sheet = printed_sheet(args.kind, args.region, sheet_books(guidelines, args.language))
    stamp = PrintStamp(
        printed_at=now().astimezone(),
        by="",
        draft=False,
        demo=False,
        content_version=guidelines.version,
    )
    try:
        content = blank_sheet(sheet, None, made_with, stamp)
    except Refused as refused:
        raise BadInput(
            f"--language {args.language}: {args.kind} has no words in this language yet: "
            "expected --language en"
        ) from refused
    write(args.output, content)
    return 0
