"""Letters at the desk: pages with what the clinician adds, and the directory of addressees."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db import addressees
from db.clinic import Reader
from desktop.background import Background, Taker
from desktop.desk.opened import Opened
from desktop.desk.prints import Making, known_of
from desktop.desk.replies import Reply, read_or_tell
from desktop.trouble import Expected, Trouble
from pathway.addressees import AddresseeEntry
from pathway.assessment import Assessment
from pathway.letters import Writing
from pathway.prints import PrintEntry
from pathway.records import Changes, ChartView, ProblemId

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk
    from desktop.desk.shelf import Shelf
    from handouts.materials import LetterKind, Materials, PrintStamp
    from handouts.styles import PageStyle


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
        self, desk: "Desk", clinic: "Clinic", background: Background, shelf: "Shelf"
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._shelf = shelf

    def make(
        self, wanted: LetterWanted, then: Taker[bytes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Make the pages of a letter; no letter needs advice, and none is refused."""
        from desktop.desk.shelf import print_stamp

        desk = self._desk
        known = known_of(desk, wanted.problem)
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
        asked = wanted.page, wanted.writing
        facts = known.view, desk.assessment(wanted.problem)
        work = partial(self._shelf.letter, wanted.kind, asked, facts, stamp)
        self._background.run("jobs", work, reply.land, reply.land_error)

    def directory(self) -> tuple[AddresseeEntry, ...]:
        """Return whom the clinic writes to, by name."""
        read = partial(self._desk.reader.read, addressees.listed)
        return read_or_tell(self._desk, read) or ()

    def keep(
        self, entry: AddresseeEntry, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep a line of the directory, new, changed or taken off the list."""
        work = partial(self._clinic.write, addressees.keep, entry, self._desk.stamp())
        self._desk.write(work, then, failed)


def printed_letter(
    reader: Reader,
    opened: Opened,
    asked: "tuple[LetterKind, tuple[ChartView, Assessment | None]]",
    making: "tuple[Materials, PrintStamp]",
) -> bytes:
    """Return a letter as PDF; a field in its words that nobody knows is expected trouble."""
    from desktop.desk.courses import course_block
    from desktop.desk.paperbooks import paper_books
    from desktop.letternames import LetterNames
    from handouts.build import letter
    from handouts.mergefields import FieldTrouble

    kind, facts = asked
    materials, stamp = making
    books = paper_books(opened)
    names = LetterNames(books.pack_words, books.catalogue, books.scores)
    materials = replace(materials, names=names)
    if kind == "surgical_evaluation":
        course = course_block(reader, opened, facts, making)
        materials = replace(materials, course=course)
    try:
        return letter(kind, facts[0].chart, facts[1], materials, stamp)
    except FieldTrouble as trouble:
        code = "letter_field" if trouble.field else "letter_brace"
        places = {"field": trouble.field, "known": ", ".join(trouble.known)}
        raise Expected(Trouble(code, places)) from None
