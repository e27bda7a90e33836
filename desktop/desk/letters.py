"""Letters at the desk: pages with what the clinician adds, and the directory of addressees."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QObject

from db import addressees
from desktop.background import Background, Taker
from desktop.desk.opened import Opened
from desktop.desk.printmaking import Readers, with_story
from desktop.desk.prints import Making
from desktop.desk.replies import Reply, read_or_tell
from desktop.paperwords import speaking
from desktop.printwords import FROM_RECORD_ALONE, spoken_to
from desktop.trouble import Expected, Trouble
from desktop.words import screen_language
from pathway.addressees import AddresseeEntry
from pathway.assessment import Assessment
from pathway.letters import Writing
from pathway.prints import PrintEntry
from pathway.records import Changes, ChartView, ProblemId

if TYPE_CHECKING:
    from desktop.desk.desk import Desk
    from handouts.materials import LetterKind, Materials, PrintStamp
    from handouts.styles import PageStyle

    MadeFrom: TypeAlias = tuple[tuple[ChartView, Assessment | None], PrintStamp]


TOPIC: Final = "letters"


@dataclass(frozen=True, slots=True)
class LetterWanted:
    """Which letter about which problem, on which paper, with what the clinician adds."""

    kind: "LetterKind"
    problem: ProblemId
    page: "PageStyle"
    writing: Writing


class Letters(QObject):
    """Makes letters, and keeps the clinic's directory."""

    def __init__(
        self, desk: "Desk", opened: Opened, background: Background, readers: Readers
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opened = opened
        self._background = background
        self._readers = readers

    def make(
        self, wanted: LetterWanted, then: Taker[bytes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Make the pages of a letter; no letter needs advice, and none is refused."""
        from desktop.desk.shelf import print_stamp

        desk = self._desk
        known = desk.charts.seen(wanted.problem)
        if known is None:
            Reply(desk, then, failed).fail(Trouble("no_advice"))
            return
        stamp = print_stamp(known.view, desk.stamp(), desk.card.demo, desk.guidelines)
        entry = PrintEntry(
            problem=wanted.problem,
            kind=wanted.kind,
            paper=wanted.page.paper,
            letters=wanted.page.size,
            pages=b"",
            draft=stamp.draft,
            content_version=stamp.content_version,
            pack_id=desk.guidelines.id,
            pack_version=desk.guidelines.version,
            revision=known.revision,
        )
        reply = Making(desk, entry, then, failed)
        facts = known.view, desk.assessment(wanted.problem)
        work = partial(printed_letter, self._opened, self._readers, wanted, (facts, stamp))
        self._background.run("jobs", work, reply.land, reply.land_error)

    def directory(self) -> tuple[AddresseeEntry, ...]:
        """Return whom the clinic writes to, by name."""
        read = partial(self._desk.reader.read, addressees.listed)
        return read_or_tell(self._desk, read) or ()

    def keep(
        self, entry: AddresseeEntry, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep a line of the directory, new, changed or taken off the list."""
        work = partial(self._opened.clinic.write, addressees.keep, entry, self._desk.stamp())
        self._desk.write(work, then, failed)


def printed_letter(
    opened: Opened,
    readers: Readers,
    wanted: LetterWanted,
    made_from: "MadeFrom",
) -> bytes:
    """Return a letter as PDF; a field in its words that nobody knows is expected trouble."""
    from handouts.build import letter
    from handouts.mergefields import FieldTrouble

    (view, advice), stamp = made_from
    code = spoken_to(wanted.kind, wanted.page.language or screen_language()).code
    try:
        with speaking(code):
            materials = _materials(opened, readers, wanted, (code, made_from))
            return letter(wanted.kind, view.chart, advice, materials, stamp)
    except FieldTrouble as trouble:
        code = "letter_field" if trouble.field else "letter_brace"
        places = {"field": trouble.field, "known": ", ".join(trouble.known)}
        raise Expected(Trouble(code, places)) from None


def _materials(
    opened: Opened,
    readers: Readers,
    wanted: LetterWanted,
    told: "tuple[str, MadeFrom]",
) -> "Materials":
    """Return what a letter is made with: every word of it in one language."""
    from desktop.desk.courses import course_block
    from desktop.desk.paperbooks import paper_books
    from desktop.letternames import LetterNames

    code, (facts, stamp) = told
    reader = readers.of(TOPIC)
    page = replace(wanted.page, language=code)
    materials = with_story(readers.materials(TOPIC, page), reader, wanted.problem)
    materials = replace(materials, writing=wanted.writing)
    if wanted.kind in FROM_RECORD_ALONE:
        return materials
    books = paper_books(opened, code)
    names = LetterNames(books.pack_words, books.catalogue, books.scores)
    materials = replace(materials, names=names)
    if wanted.kind == "surgical_evaluation":
        course = course_block(reader, opened, facts, (materials, stamp))
        return replace(materials, course=course)
    return materials
