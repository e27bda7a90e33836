"""Opens the case file that a command names: the chart, the day, the guidelines they are read by."""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from desktop.commands import BadInput, NotSound

if TYPE_CHECKING:
    from exchange.casefile import Known
    from pathway.assessment import Assessment
    from pathway.facts import Chart
    from pathway.guidelines import Guidelines


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case file as read, with the day it is looked at and the guidelines."""

    path: Path
    chart: "Chart"
    on: date
    guidelines: "Guidelines"


def add_case_options(parser: argparse.ArgumentParser) -> None:
    """Declare the case file and the options with which every command reads one."""
    parser.add_argument("case", type=Path, metavar="CASE.json", help="the case file")
    parser.add_argument(
        "--on", type=read_day, metavar="DATE", help="the day to assess, YYYY-MM-DD (today)"
    )
    parser.add_argument(
        "--pack",
        metavar="ID",
        default=resources.DEFAULT_PACK,
        help="the guideline pack (%(default)s)",
    )
    parser.add_argument(
        "--overrides",
        type=Path,
        metavar="OVERRIDES.toml",
        help="the clinic's own thresholds, each with who, when and why",
    )


def read_day(text: str) -> date:
    """Return the day that an option names."""
    from exchange.casetypes import day_of

    try:
        return day_of(text)
    except ValueError as trouble:
        raise argparse.ArgumentTypeError(f"expected {trouble}") from None


def open_case(args: argparse.Namespace) -> OpenCase:
    """Return the case file that the command line names; BadInput says what is wrong with it."""
    from exchange.casefile import CaseTrouble, decode, read_case

    guidelines = open_guidelines(args.pack, args.overrides)
    try:
        chart = read_case(decode(_content(args.case)), known_codes(guidelines))
    except CaseTrouble as trouble:
        raise BadInput(f"{args.case}: {trouble}") from trouble
    return OpenCase(args.case, chart, args.on or _today(), guidelines)


def open_guidelines(pack: str, overrides: Path | None = None) -> "Guidelines":
    """Return the guideline pack of this id, with the clinic's own thresholds if it has any."""
    from desktop.overridefile import OverrideTrouble, with_file
    from desktop.packs import PackRefused, own_pack

    try:
        guidelines = own_pack(pack)
        return with_file(guidelines, overrides) if overrides else guidelines
    except resources.NoSuchResource as trouble:
        raise BadInput(f"--pack: {trouble}") from trouble
    except (OverrideTrouble, PackRefused) as trouble:
        raise BadInput(str(trouble)) from None


def known_codes(guidelines: "Guidelines") -> "Known":
    """Return the codes that a case file may use: the catalogue's and the pack's red flags."""
    from exchange.casefile import Known
    from pathway.catalogue import read_catalogue

    items = guidelines.flags.items
    asked = frozenset(id_ for id_, item in items.items() if item.is_asked)
    return Known(read_catalogue(resources.catalogue_tables()), frozenset(items), asked)


def assess(case: OpenCase) -> "Assessment":
    """Return what the guidelines conclude for an open case; NotSound when content was changed."""
    from pathway.days import ImpossibleDate
    from pathway.evaluate import evaluate

    check_seal()
    try:
        return evaluate(case.chart, case.on, case.guidelines)
    except ImpossibleDate as trouble:
        raise BadInput(f"{case.path}: {trouble}") from trouble


def check_seal() -> None:
    """Refuse to advise by content that is not as it was sealed."""
    from desktop.selfcheck import changed_files

    if changed := changed_files():
        raise NotSound(
            f"the program's content was changed ({', '.join(changed)}), so no advice is given: "
            "install Foramen again (or seal content that you edited: packaging/dev.py seal)"
        )


def _content(path: Path) -> bytes:
    from exchange.jsontext import LONGEST_FILE

    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE + 1)
    except OSError as trouble:
        said = trouble.strerror or "it cannot be read"
        raise BadInput(f"{path}: expected a readable file ({said.lower()})") from trouble


def _today() -> date:
    from desktop.today import today

    return today()
