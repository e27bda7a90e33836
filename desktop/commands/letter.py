"""``foramen letter``: a letter to a colleague, made from one case file."""

import argparse
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import resources
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
    from handouts.build import Refused, letter
    from handouts.mergefields import FieldTrouble

    case = open_case(args)
    written = _writing(args.written)
    advice = _advice(case)
    made_with = _for_letters(materials(args, case.guidelines), case, advice)
    made_with = replace(made_with, writing=written)
    try:
        content = letter(args.kind, case.chart, advice, made_with, stamp(args, case))
    except FieldTrouble as trouble:
        raise BadInput(f"{args.written}: {trouble}") from trouble
    except Refused as refused:
        raise BadInput(
            f"--language {args.language}: {args.kind} has no words in this language yet: "
            "expected --language en"
        ) from refused
    write(args.output, content)
    return 0


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
    made_with: "Materials", case: OpenCase, advice: "Assessment | None"
) -> "Materials":
    """Return the same with the words of pack and catalogue, and with the timeline."""
    from desktop.letternames import LetterNames
    from desktop.models.timeline import CourseBooks
    from desktop.packwords import PackWords
    from desktop.reasons import RuleWords
    from pathway.catalogue import read_catalogue
    from pathway.scorebook import read_scorebook

    guidelines = case.guidelines
    tables = resources.words_tables("en", guidelines.id)
    catalogue = read_catalogue(resources.catalogue_tables())
    scores = read_scorebook(resources.score_tables(), catalogue)
    words = PackWords(tables, RuleWords(tables, guidelines), catalogue, guidelines)
    books = CourseBooks(guidelines.thresholds, scores, catalogue, words.short)
    course = _course(case, advice, books, made_with)
    return replace(made_with, names=LetterNames(words, catalogue, scores), course=course)


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
