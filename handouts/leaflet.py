"""What the shorter handouts share: for whom and by whom they are made, and how they close."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import handouts.gallery  # noqa: F401 - sets the drawings
from handouts import blocks as b
from handouts.exercises import Place, place_of
from handouts.materials import Materials, PrintStamp
from handouts.page import DOT
from handouts.words import HandoutWords
from pathway.assessment import Assessment
from pathway.facts import Chart


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

    def opening(self, message: str = "") -> Iterator[b.Block]:
        """Yield the title, whose sheet it is, the clinic, and the one main message, if any."""
        patient, clinic = self.chart.patient, self.materials.clinic
        name = " ".join(part for part in (patient.given_name, patient.family_name) if part)
        name = name or self.words.say("common.page.no_name")
        day = self.words.day(self.on)
        made = self.words.say("leaflets.shared.made_for", date=day, name=name)
        by = self.words.say("leaflets.shared.made_by", by=self.stamp.by) if self.stamp.by else ""
        named = clinic.name or self.words.say("common.clinic.no_name")
        yield b.Title(self.say("title"))
        yield b.Paragraph(" ".join(part for part in (made, by) if part))
        yield b.Paragraph(DOT.join(clinic.letterhead or (named, *clinic.address)), muted=True)
        if message:
            yield b.Message(message)
        if not self.is_screened:
            yield b.Paragraph(self.words.say("leaflets.shared.open_questions"), strong=True)

    def section(self, key: str, lines: Iterable[str] = ()) -> Iterator[b.Block]:
        """Yield a heading with a list, the leaflet's own ``key.lines`` when none is given."""
        yield b.Heading(self.say(f"{key}.heading"))
        yield b.Bullets(tuple(lines) or self.lines(f"{key}.lines"))

    def closing(self) -> Iterator[b.Block]:
        """Yield who checked the sheet with the patient, and what it rests on."""
        by, words = self.stamp.by, self.words
        told = f"{words.say('leaflets.shared.sources')}: {'; '.join(self.lines('sources'))}."
        if by and not self.stamp.draft:
            told = f"{words.say('leaflets.shared.checked', by=by)} {told}"
        else:
            yield b.Fields((b.Field(words.say("leaflets.shared.unchecked")),), columns=1)
        yield b.Paragraph(told, muted=True)


def leaflet(
    kind: str, chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
) -> Leaflet:
    """Return a handout in the making for the day of an assessment."""
    is_screened = assessment.red_flags.screen_complete
    return Leaflet(kind, chart, assessment.assessed_on, is_screened, materials, stamp)
