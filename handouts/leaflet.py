"""What the handouts share: for whom and by whom they are made, their code, and how they close."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import handouts.gallery  # noqa: F401 - sets the drawings
from handouts import blocks as b
from handouts.exercises import Place, place_of
from handouts.materials import Materials, PrintStamp
from handouts.page import DOT
from handouts.scancode import Making, code_text
from handouts.words import HandoutWords
from pathway.assessment import Assessment
from pathway.facts import Chart

SHARED: Final = "leaflets.shared"


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One handout in the making: about whom, on which day, with which words, by whom.

    The chart is cut at that day. ``kind`` is the table of the leaflet's own sentences.
    """

    kind: str
    chart: Chart
    on: date
    is_screened: bool
    materials: Materials
    stamp: PrintStamp

    @property
    def words(self) -> HandoutWords:
        """Return the words of the language that is printed."""
        return self.materials.words

    @property
    def place(self) -> Place:
        """Return where the problem is."""
        return place_of(self.chart)

    def say(self, key: str, **places: str) -> str:
        """Return one of the leaflet's own sentences."""
        return self.words.say(f"leaflets.{self.kind}.{key}", **places)

    def lines(self, key: str) -> tuple[str, ...]:
        """Return a list of the leaflet's own sentences."""
        return self.words.lines(f"leaflets.{self.kind}.{key}")

    @property
    def name(self) -> str:
        """Return the name of the patient as it is spoken."""
        patient = self.chart.patient
        spoken = " ".join(part for part in (patient.given_name, patient.family_name) if part)
        return spoken or self.words.say("common.page.no_name")

    @property
    def checked_by(self) -> str:
        """Return who went through the sheet with the patient; of a draft nobody did."""
        return "" if self.stamp.draft else self.stamp.by

    def opening(self, message: str = "") -> Iterator[b.Block]:
        """Yield the title, whose sheet it is, the clinic, and the one main message, if any."""
        yield from self.titled(self.say("title"), message, SHARED)
        if not self.is_screened:
            yield b.Paragraph(self.words.say(f"{SHARED}.open_questions"), strong=True)

    def titled(self, title: str, message: str, table: str) -> Iterator[b.Block]:
        """Yield the same under another title; ``table`` has the sentences of who made it."""
        clinic, words = self.materials.clinic, self.words
        made = words.say(f"{table}.made_for", date=words.day(self.on), name=self.name)
        by = words.say(f"{table}.made_by", by=self.stamp.by) if self.stamp.by else ""
        named = clinic.name or words.say("common.clinic.no_name")
        yield b.Title(title)
        yield b.Paragraph(" ".join(part for part in (made, by) if part))
        yield b.Paragraph(DOT.join(clinic.letterhead or (named, *clinic.address)), muted=True)
        if message:
            yield b.Message(message)

    def section(self, key: str, lines: Iterable[str] = ()) -> Iterator[b.Block]:
        """Yield a heading with a list, the leaflet's own ``key.lines`` when none is given."""
        yield b.Heading(self.say(f"{key}.heading"))
        yield b.Bullets(tuple(lines) or self.lines(f"{key}.lines"))

    def closing(self) -> Iterator[b.Block]:
        """Yield who checked the sheet with the patient, and what it rests on."""
        if self.checked_by:
            yield b.Paragraph(self.words.say(f"{SHARED}.checked", by=self.checked_by), muted=True)
        yield from self.unchecked(SHARED)
        told = self.sourced(SHARED, self.lines("sources"))
        yield b.Paragraph(told, muted=True, small=True)

    def unchecked(self, table: str) -> Iterator[b.Block]:
        """Yield a line to sign on where nobody has checked the sheet with the patient yet."""
        if not self.checked_by:
            yield b.Fields((b.Field(self.words.say(f"{table}.unchecked")),), columns=1)

    def sourced(self, table: str, sources: Iterable[str]) -> str:
        """Return in one sentence what the sheet rests on."""
        return f"{self.words.say(f'{table}.sources')}: {'; '.join(sources)}."

    def coded(self, exercises: tuple[str, ...], *told: str) -> b.ScanCode:
        """Return the code for telephones, with these paragraphs beside it."""
        how = self.words.say("exercise_sheet.code.how")
        beside = (f"{how} {told[0]}", *told[1:])
        made = Making(self.chart, self.name, self.words.day(self.on), exercises)
        text = code_text(made, self.materials)
        first, *rest = (b.Paragraph(said, muted=True) for said in beside)
        return b.ScanCode(text, (first, *(replace(said, small=True) for said in rest)))


def leaflet(
    kind: str, chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
) -> Leaflet:
    """Return a handout in the making for the day of an assessment."""
    is_screened = assessment.red_flags.screen_complete
    return Leaflet(kind, chart, assessment.assessed_on, is_screened, materials, stamp)
