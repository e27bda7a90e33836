"""Every sample case in every kind, language, paper and size: made, or refused as it must be.

``python -m tests.handouts.matrix`` makes all of them and prints what was found: hours. With
``--part 37`` it takes every 37th: a prime, so that each case, kind, language, paper and size has
its turn with each other; ``--case 'v05*'`` takes the cases of such names. ``--keep FOLDER`` leaves
the files there. The engine of veraPDF is looked for as in ``test_accessible``; without it, or
without Java, everything else is looked at.
"""

import argparse
import io
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final, get_args

import pikepdf
import pypdfium2

from desktop.paperwords import speaking
from handouts.build import BUILDERS, CARDS, build, letter
from handouts.materials import HandoutKind, LetterKind
from handouts.styles import PageStyle, Paper, Size
from handouts.trouble import Refused
from pathway.days import age_on
from pathway.finding import Level
from tests.handouts.everycase import (
    LANGUAGES,
    LETTER_KINDS,
    Sample,
    materials_for,
    samples,
    stamp_of,
    with_course,
    words,
)
from tests.handouts.gates import failures, forbidden, found, read
from tests.handouts.reading import said, sentences_of
from tests.handouts.test_scancode import CODED
from tests.handouts.test_scancode import read as codes_on
from tests.handouts.verapdf import ENGINE, JAVA, judged

HANDOUT_KINDS: Final[tuple[HandoutKind, ...]] = get_args(HandoutKind)
KINDS: Final[tuple[HandoutKind | LetterKind, ...]] = (*HANDOUT_KINDS, *LETTER_KINDS)
PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)
SIZES: Final[tuple[Size, ...]] = get_args(Size)
ADULT_YEARS: Final = 18
AT_ONCE: Final = 100
"""So many files are given to the engine in one go."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One print of one case."""

    sample: Sample
    kind: HandoutKind | LetterKind
    language: str
    paper: Paper
    size: Size

    @property
    def name(self) -> str:
        """Return the name of its file."""
        parts = (self.kind, self.sample.name, self.language, self.paper, self.size)
        return "-".join(parts)


def every(patterns: Sequence[str] = ("*",)) -> Iterator[Wanted]:
    """Yield each case of such a name in each kind, language, paper and size."""
    cases = [one for one in samples() if any(fnmatch(one.name, each) for each in patterns)]
    for sample, kind, language, paper, size in product(cases, KINDS, LANGUAGES, PAPERS, SIZES):
        yield Wanted(sample, kind, language, paper, size)


def refusal(wanted: Wanted) -> str:
    """Return why a print must be refused (Q25, and an unreviewed card), "" where it must not."""
    sample, kind = wanted.sample, wanted.kind
    if kind in LETTER_KINDS:
        return ""
    if kind in CARDS:
        return "not_reviewed" if words(wanted.language).of_paper(kind).tongue.unchecked else ""
    if any(flag.level is Level.EMERGENCY for flag in sample.assessment.red_flags.open):
        return "emergency_open"
    years = age_on(sample.chart.patient.birth_date, sample.on)
    return "out_of_scope" if years < ADULT_YEARS else ""


def made(wanted: Wanted) -> bytes:
    """Return the print as the command line makes it; ``Refused`` where it must not be given."""
    sample, kind, stamp = wanted.sample, wanted.kind, stamp_of(wanted.sample)
    page = PageStyle(wanted.paper, wanted.size)
    with speaking(wanted.language):
        with_these = materials_for(sample, wanted.language, page)
        if kind in HANDOUT_KINDS:
            return build(kind, sample.chart, sample.assessment, with_these, stamp)
        if kind == "surgical_evaluation":
            with_these = with_course(sample, with_these)
        return letter(kind, sample.chart, sample.assessment, with_these, stamp)  # type: ignore[arg-type]


def faults(wanted: Wanted, content: bytes) -> list[str]:
    """Return what is wrong with a print, apart from what the engine of veraPDF finds."""
    told = [f"qpdf: {fault}" for fault in _of_file(content)]
    told += [f"says {phrase}" for phrase in found(_forbidden(wanted.language), _text(content))]
    if wanted.kind in CODED:
        codes = codes_on(content)
        if len(codes) != 1 or wanted.sample.chart.patient.family_name not in codes[0]:
            told.append(f"{len(codes)} codes can be read")
    if wanted.kind in HANDOUT_KINDS:
        told += _hard_to_read(wanted.sample, wanted.kind, wanted.language)
    return told


def _of_file(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield from pdf.check_pdf_syntax()
        fonts = [font for page in pdf.pages for font in page.Resources.Font.as_dict().values()]
        for font in fonts:
            if str(font.BaseFont)[7:8] != "+" or "/FontFile2" not in font.FontDescriptor:
                yield f"font {font.BaseFont} is not in the file"


def _text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    pages = [str(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


@cache
def _forbidden(language: str) -> tuple[str, ...]:
    return forbidden(language)


@cache
def _hard_to_read(sample: Sample, kind: HandoutKind, language: str) -> tuple[str, ...]:
    with_these = materials_for(sample, language)
    spoken = replace(
        with_these.words, tongue=replace(with_these.words.tongue, unchecked=frozenset())
    )
    make = CARDS.get(kind) or BUILDERS[kind]
    document = make(
        sample.seen, sample.assessment, replace(with_these, words=spoken), stamp_of(sample)
    )
    sources = spoken.say("leaflets.shared.sources") + ":"
    texts = [text for block in document.blocks for text in said(block) if sources not in text]
    reading = read(sentences_of(texts), language)
    return tuple(f"reading: {gate}" for gate in failures(reading, language, kind))


def look_at(prints: Iterable[Wanted], folder: Path) -> tuple[Counter[str], list[str]]:
    """Make prints, write them into a folder, and return how many were what, and all faults."""
    counted: Counter[str] = Counter()
    wrong: list[str] = []
    for wanted in prints:
        counted["asked for"] += 1
        try:
            content = made(wanted)
        except Refused as refused:
            counted[f"refused: {refused.code}"] += 1
            if refused.code != refusal(wanted):
                wrong.append(f"{wanted.name}: refused, {refused.code}")
            continue
        except Exception as error:  # noqa: BLE001 - one that fails must not hide the others
            wrong.append(f"{wanted.name}: not made, {type(error).__name__}: {error!s:.200}")
            continue
        counted["made"] += 1
        if refusal(wanted):
            wrong.append(f"{wanted.name}: made in spite of {refusal(wanted)}")
        wrong += [f"{wanted.name}: {fault}" for fault in faults(wanted, content)]
        (folder / f"{wanted.name}.pdf").write_bytes(content)
    return counted, wrong


def engine_finds(folder: Path) -> list[str]:
    """Return what the engine finds against PDF/UA-1 in the files of a folder."""
    left = iter(sorted(folder.glob("*.pdf")))
    lines: list[str] = []
    while paths := list(islice(left, AT_ONCE)):
        lines += [line for line in judged("ua1", paths) if not line.endswith("\tright")]
    return lines


def tell(*lines: str) -> None:
    """Say something to whoever waits."""
    sys.stdout.write("\n".join((*lines, "")))
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> int:
    """Look at every print, or a part of them, and tell what was found."""
    parser = argparse.ArgumentParser(prog="matrix", description=__doc__)
    parser.add_argument("--part", type=int, default=1, metavar="N", help="every Nth (%(default)s)")
    parser.add_argument("--case", nargs="+", default=["*"], metavar="NAME", help="only these")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the files there")
    asked = parser.parse_args(arguments)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        counted, wrong = look_at(islice(every(asked.case), 0, None, asked.part), folder)
        for what, number in sorted(counted.items()):
            tell(f"{what}: {number}")
        if JAVA and any(ENGINE.glob("*.jar")):
            found_by_engine = engine_finds(folder)
            tell(f"veraPDF ua1: {counted['made'] - len(found_by_engine)} right")
            wrong += found_by_engine
        else:
            tell("veraPDF ua1: not looked at, there is no engine here")
    tell(f"wrong: {len(wrong)}", *wrong, f"{time.monotonic() - begun:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
