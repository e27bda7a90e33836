"""``foramen letter``: a letter to a colleague, made from one case file."""

import argparse
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.commands import BadInput
from desktop.commands.cases import OpenCase, assess, open_case
from desktop.commands.prints import add_print_options, materials, stamp, write

if TYPE_CHECKING:
    from desktop.commands import Subparsers
    from desktop.models.timeline import CourseBooks
    from handouts.blocks import CourseLanes
    from handouts.materials import Materials
    from pathway.assessment import Assessment
    from pathway.letters import Writing

KINDS: Final = (
    "emergency",
    "urgent",
    "surgical_evaluation",
    "imaging",
    "physiotherapy",
    "work_note",
)


def add(subparsers: "Subparsers") -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser(
        "letter",
        description="Prints a letter as PDF. No letter is refused: what the record lacks is said "
        "to be unknown, or is a line to write on. While an emergency is open every letter to a "
        "colleague says so first.",
    )
    parser.add_argument("--kind", choices=KINDS, required=True, help="which letter")
    parser.add_argument(
        "--written",
        type=Path,
        metavar="LETTER.toml",
        help="what the clinician adds: to, cc, enclosures, asks, text; for the note for work "
        "fitness, first, last, changes, diagnosis",
    )
    add_print_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the letter and return the exit status."""
    from desktop.paperwords import speaking
    from handouts.build import letter
    from handouts.mergefields import FieldTrouble

    case = open_case(args)
    written = _writing(args.written)
    advice = _advice(case)
    plain = _in_its_language(args, materials(args, case.guidelines))
    with speaking(plain.words.tongue.code):
        made_with = replace(_for_letters(args.kind, plain, case, advice), writing=written)
        try:
            content = letter(args.kind, case.chart, advice, made_with, stamp(args, case))
        except FieldTrouble as trouble:
            raise BadInput(f"{args.written}: {trouble}") from trouble
    write(args.output, content)
    return 0


def _in_its_language(args: argparse.Namespace, asked: "Materials") -> "Materials":
    """Return the materials, in the master's words where an emergency letter lacks a sentence.

    Every other letter can wait until ``--language en`` is typed.
    """
    from desktop.printwords import MASTER, has_words_for, words_in

    tongue = asked.words.tongue
    if tongue.code == MASTER or has_words_for(args.kind, tongue):
        return asked
    lacking = f"{args.kind} has no words in this language yet"
    if args.kind != "emergency":
        raise BadInput(f"--language {args.language}: {lacking}: expected --language en")
    print(f"foramen: --language {args.language}: {lacking}: it is in English", file=sys.stderr)
    page = replace(asked.page, language=MASTER)
    return replace(asked, words=words_in(MASTER), page=page)


def _writing(path: Path | None) -> "Writing":
    from handouts.trouble import WritingTrouble
    from handouts.writing import read_writing
    from pathway.letters import UNWRITTEN

    if path is None:
        return UNWRITTEN
    try:
        return read_writing(tomllib.loads(path.read_text("utf-8")))
    except OSError as trouble:
        said = (trouble.strerror or "it cannot be read").lower()
        raise BadInput(f"{path}: expected a readable file ({said})") from trouble
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise BadInput(f"{path}: expected TOML in UTF-8 ({trouble})") from trouble
    except WritingTrouble as trouble:
        raise BadInput(f"{path}: {trouble}") from trouble


def _for_letters(
    kind: str, made_with: "Materials", case: OpenCase, advice: "Assessment | None"
) -> "Materials":
    """Return the same with the words of pack and catalogue, and with the timeline."""
    from desktop.letternames import LetterNames
    from desktop.models.timeline import CourseBooks
    from desktop.paperwords import books_in
    from desktop.printwords import FROM_RECORD_ALONE

    if kind in FROM_RECORD_ALONE:
        return made_with
    guidelines = case.guidelines
    said = books_in(made_with.words.tongue.code, guidelines)
    pack, short = guidelines, said.pack_words.short
    books = CourseBooks(pack.thresholds, said.scores, said.catalogue, short, pack.medicines)
    names = LetterNames(said.pack_words, said.catalogue, said.scores)
    return replace(made_with, names=names, course=_course(case, advice, books, made_with))


def _course(
    case: OpenCase, advice: "Assessment | None", books: "CourseBooks", made_with: "Materials"
) -> "CourseLanes":
    """Return the timeline of the case; a file knows no prints and no other problems."""
    from desktop.models.timeline import Known, course_of, lane_words
    from handouts.blocks import CourseLanes
    from pathway.course import LANES
    from pathway.episodes import cut
    from pathway.records import ChartView, PatientId, ProblemId, RecordedVisit, VisitId

    chart = cut(case.chart, case.on)
    visits = tuple(
        RecordedVisit(VisitId(str(place)), visit) for place, visit in enumerate(chart.visits)
    )
    view = ChartView(PatientId(""), ProblemId(""), chart, visits)
    names = {lane: lane_words(lane) for lane in LANES}
    return CourseLanes(course_of(Known(view, advice, case.on), books), names, made_with.words)


def _advice(case: OpenCase) -> "Assessment | None":
    """Return the assessment; None, and a line that says so, when the rules fail."""
    try:
        return assess(case)
    except BadInput:
        raise
    except Exception as trouble:  # noqa: BLE001 - a letter is made when the rules cannot be asked
        kind = type(trouble).__name__
        print(f"foramen: advice could not be worked out ({kind})", file=sys.stderr)
        return None
