"""``foramen handout``: a sheet for the patient, made from one case file."""

import argparse
from typing import TYPE_CHECKING, Final

from desktop.commands import BadInput
from desktop.commands.cases import assess, open_case
from desktop.commands.prints import add_print_options, materials, stamp, write

if TYPE_CHECKING:
    from desktop.commands import Subparsers
    from handouts.trouble import Refused

KINDS: Final = (
    "care_plan",
    "danger_card",
    "pocket_card",
    "exercises",
    "what_changes_when",
    "medicines_today",
    "heat_and_cold",
    "surgery_choice",
)
WHY: Final = {
    "emergency_open": "an emergency flag is open",
    "out_of_scope": "the pathway is for adults",
    "no_advice": "the rules could not be worked out",
    "not_translated": "it is not there in {language} yet",
    "not_reviewed": "no person has reviewed the danger signs in {language} yet",
    "unsure_script": "the script of {language} is not verified on paper",
}


def add(subparsers: "Subparsers") -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "handout",
        description="Prints a handout for the patient as PDF. Refused under an open emergency "
        "flag and under 18 years of age.",
    )
    parser.add_argument("--kind", choices=KINDS, required=True, help="which handout")
    add_print_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the handout and return the exit status."""
    from handouts.build import Refused, build

    case = open_case(args)
    made_with = materials(args, case.guidelines)
    try:
        content = build(args.kind, case.chart, assess(case), made_with, stamp(args, case))
    except Refused as refused:
        raise BadInput(f"{case.path}: {_refusal(args.kind, refused)}") from refused
    write(args.output, content)
    return 0


def _refusal(kind: str, refused: "Refused") -> str:
    instead = " or ".join(refused.instead)
    why = WHY[refused.code].format(language=refused.language)
    return f"{kind} is not printed because {why}: expected {instead} instead"
