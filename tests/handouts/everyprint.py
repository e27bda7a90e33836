"""Every print that the program makes: each kind on each paper at each size, in each language."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Final, NamedTuple, get_args

from desktop.models.sheetbooks import sheet_books
from desktop.printwords import words_in
from handouts.blocks import CourseLanes, Field
from handouts.build import build, letter
from handouts.course import timeline
from handouts.figures import FigureLines, FiguresPage, figures_sheet
from handouts.locum import locum_sheet
from handouts.materials import HandoutKind, LetterKind, Materials
from handouts.recall import recall_sheet
from handouts.sheets import blank_sheet
from handouts.styles import Paper, Size
from handouts.words import HandoutWords
from pathway.boxes import SheetKind
from pathway.course import LANES, Course, Event
from pathway.facts import Patient, Region
from pathway.finding import Level
from pathway.locum import HandedOver, Handover, Waiting
from pathway.recallsheet import Caller, RecallSheet, grouped
from pathway.records import PatientId, ProblemId
from pathway.sheets import printed_sheet
from tests.handouts.made import DAY, GUIDELINES, STAMP, assessment, chart, flag, materials, said_yes

PAPERS: Final[tuple[Paper, ...]] = get_args(Paper)
SIZES: Final[tuple[Size, ...]] = get_args(Size)
HANDOUTS: Final[tuple[HandoutKind, ...]] = get_args(HandoutKind)
LETTER_KINDS: Final[tuple[LetterKind, ...]] = get_args(LetterKind)
LANGUAGES: Final = ("en", "es")
REGIONS: Final[tuple[Region, ...]] = ("lumbar", "cervical")
BOOKS: Final = sheet_books(GUIDELINES, "en")
DRAFT: Final = replace(STAMP, draft=True, demo=True)


class Made(NamedTuple):
    """A print, and what it is."""

    name: str
    content: bytes


def every_print() -> Iterator[Made]:
    """Yield each kind on each paper at each size in each language: minutes."""
    for turn, (paper, size, kind) in enumerate(product(PAPERS, SIZES, KINDS)):
        for language in ("en",) if kind in CLINICAL else LANGUAGES:
            yield made(kind, paper, size, turn, language)


def few_prints() -> Iterator[Made]:
    """Yield each kind once, so that every paper, size and language has its turn."""
    for turn, kind in enumerate(KINDS):
        language = "en" if kind in CLINICAL else LANGUAGES[turn // 2 % len(LANGUAGES)]
        yield made(kind, PAPERS[turn % len(PAPERS)], SIZES[turn % len(SIZES)], turn, language)


def made(kind: str, paper: Paper, size: Size, turn: int, language: str = "en") -> Made:
    """Return one kind; the turn chooses its region, and whether it is a draft."""
    with_these = replace(materials(paper, size), words=_spoken(language))
    region, stamp = REGIONS[turn % 2], (STAMP, DRAFT)[turn // 2 % 2]
    name = f"{kind}-{region}-{paper}-{size}-{language}"
    if kind in HANDOUTS:
        return Made(name, build(kind, chart(region), assessment(), with_these, stamp))
    if kind in LETTER_KINDS:
        whole, concluded = said_yes(chart(), "RF-C1"), assessment(flags=(flag("RF-C1"),))
        return Made(name, letter(kind, whole, concluded, with_these, stamp))
    return Made(name, CLINICAL[kind](with_these))


@cache
def _spoken(language: str) -> HandoutWords:
    """Return the words of a language as if a person had reviewed them: no card is refused."""
    spoken = words_in(language)
    return replace(spoken, tongue=replace(spoken.tongue, unchecked=frozenset()))


def _blank(kind: SheetKind) -> Callable[[Materials], bytes]:
    sheet = printed_sheet(kind, "lumbar", BOOKS)
    return lambda with_these: blank_sheet(sheet, None, with_these, STAMP)


def _timeline(with_these: Materials) -> bytes:
    across = replace(with_these, page=replace(with_these.page, turned=True))
    return timeline(_lanes(across), chart(), across, STAMP)


def _who(name: str) -> Patient:
    return Patient(date(1968, 3, 14), f"10{name}", name, "Ruth", "female")


def _recall() -> RecallSheet:
    people = [
        Caller(PatientId(name), ProblemId(name), _who(name), "555", "Mfuwe", ("red_flag",), DAY)
        for name in ("Okafor", "Banda", "Phiri")
    ]
    return RecallSheet(12, DAY, DAY + timedelta(6), "village", grouped(people, "village"))


def _handover() -> Handover:
    waits = Waiting("red_flag", DAY, Level.EMERGENCY, ("RF-C1",))
    people = (HandedOver(PatientId("Okafor"), _who("Okafor"), "555", (waits,)),)
    return Handover(DAY, people, (("red_flag", 1),), 0)


def _figures() -> FiguresPage:
    lines = tuple(Field(f"Rule {number}", "3 of 9 (33 %)") for number in range(12))
    return FiguresPage("All days", (FigureLines("Rules:", "9 rules", lines),))


def _lanes(with_these: Materials) -> CourseLanes:
    day = DAY - timedelta(50)
    events = (
        Event("flags", day, DAY, "Weakness · urgent", "warn"),
        Event("stage", day, DAY, "Subacute", "subacute"),
        Event("care", day, day + timedelta(6), "Week 1", "active", labels=("1",)),
        Event("limb", day, day, "Limb 8", "begin", labels=("8",), value=8.0),
        Event("visits", DAY, DAY, "Visit, signed", "signed"),
    )
    course = Course(DAY, events, day, day, scales={"limb": (0.0, 10.0)})
    return CourseLanes(course, {lane: lane.capitalize() for lane in LANES}, with_these.words)


CLINICAL: Final[dict[str, Callable[[Materials], bytes]]] = {
    "intake": _blank("intake"),
    "examination": _blank("examination"),
    "recall": lambda with_these: recall_sheet(_recall(), with_these, STAMP),
    "handover": lambda with_these: locum_sheet(_handover(), with_these, STAMP),
    "figures": lambda with_these: figures_sheet(_figures(), with_these, STAMP),
    "timeline": _timeline,
}
KINDS: Final = (*HANDOUTS, *LETTER_KINDS, *CLINICAL)
