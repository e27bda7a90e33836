"""What the printing commands share: options, materials, the stamp, and the file they write."""

import argparse
import os
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from desktop.commands import BadInput
from desktop.commands.cases import OpenCase, add_case_options
from pathway.prints import MOST_TOP_MM

if TYPE_CHECKING:
    from handouts.build import Materials, PrintStamp
    from handouts.clinic import ClinicDetails
    from handouts.words import HandoutWords
    from pathway.guidelines import Guidelines


def add_print_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of every command that prints a case."""
    add_case_options(parser)
    add_page_options(parser)
    parser.add_argument(
        "--signed-by", default="", metavar="NAME", help="who signs it off; without it: DRAFT"
    )


def add_page_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of every print: the file, the language, the paper, the clinic."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    parser.add_argument("--language", default="en", help="of the words (%(default)s)")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="(%(default)s)")
    parser.add_argument(
        "--size", choices=("standard", "large", "extra"), default="standard", help="of the letters"
    )
    parser.add_argument(
        "--top-mm",
        type=int,
        choices=range(MOST_TOP_MM + 1),
        default=0,
        metavar="MM",
        help=f"free at the top, for paper with a letterhead: 0 to {MOST_TOP_MM} (%(default)s)",
    )
    parser.add_argument("--grey", action="store_true", help="without colours")
    parser.add_argument(
        "--clinic", type=Path, metavar="CLINIC.toml", help="the clinic's name, address, telephones"
    )


def materials(args: argparse.Namespace, guidelines: "Guidelines") -> "Materials":
    """Return what the command line asks to print with."""
    from handouts.build import Materials
    from handouts.fonts import Fonts
    from handouts.styles import PageStyle

    words = _words(args.language)
    fonts = Fonts(resources.font("NotoSans-Regular"), resources.font("NotoSans-Bold"))
    top, is_grey = args.top_mm, args.grey
    page = PageStyle(args.paper, args.size, language=args.language, top_mm=top, is_grey=is_grey)
    clinic, books = _clinic(args.clinic), (guidelines.medicines, guidelines.choices)
    return Materials(words, fonts, clinic, page, *books)


def stamp(args: argparse.Namespace, case: OpenCase) -> "PrintStamp":
    """Return who prints, when, and from which content."""
    from desktop.today import now
    from handouts.build import PrintStamp
    from pathway.overrides import named

    return PrintStamp(
        printed_at=now().astimezone(),
        by=args.signed_by.strip(),
        draft=not args.signed_by.strip(),
        demo=False,
        content_version=case.guidelines.version,
        own_numbers=named(case.guidelines.overrides),
    )


def write(path: Path, content: bytes) -> None:
    """Write the file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as trouble:
        raise _cannot_write(path, trouble) from trouble
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).replace(path)
    except OSError as trouble:
        Path(name).unlink(missing_ok=True)
        raise _cannot_write(path, trouble) from trouble


def _cannot_write(path: Path, trouble: OSError) -> BadInput:
    said = (trouble.strerror or "it cannot be written").lower()
    return BadInput(f"{path}: expected a file that can be written ({said})")


def _words(language: str) -> "HandoutWords":
    from desktop.printwords import words_in
    from handouts.trouble import Refused

    try:
        return words_in(language)
    except resources.NoSuchResource as trouble:
        raise BadInput(f"--language: {trouble}") from trouble
    except Refused as refused:
        said = f"nothing is printed in {refused.language}: its script is not verified on paper"
        raise BadInput(f"--language: {said}; expected {refused.instead[0]} instead") from refused


def _clinic(path: Path | None) -> "ClinicDetails":
    from handouts.clinic import placeholder, read_clinic
    from handouts.trouble import ClinicTrouble

    if path is None:
        return placeholder()
    try:
        return read_clinic(tomllib.loads(path.read_text("utf-8")))
    except OSError as trouble:
        said = (trouble.strerror or "it cannot be read").lower()
        raise BadInput(f"{path}: expected a readable file ({said})") from trouble
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise BadInput(f"{path}: expected TOML in UTF-8 ({trouble})") from trouble
    except ClinicTrouble as trouble:
        raise BadInput(f"{path}: {trouble}") from trouble
