"""The sheet of exercises: each with its drawings, how much, how often, when to stop, and a week."""

from collections.abc import Iterator
from typing import Final

import handouts.exercise_cards  # noqa: F401 - sets the cards
from handouts import blocks as b
from handouts.danger import danger_box
from handouts.exercises import place_of, printed
from handouts.fit import refuse_unfit
from handouts.illustrated import drawn, pain_light
from handouts.leaflet import leaflet
from handouts.materials import Materials, PrintStamp
from handouts.words import HandoutWords
from pathway.assessment import Assessment
from pathway.facts import Chart

FACTS: Final = ("count", "hold", "often")
NOTES: Final = ("next", "stop")


def exercise_sheet(
    chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
) -> b.Document:
    """Return the sheet for a chart cut at the assessed day; ``Refused`` when it must not be."""
    refuse_unfit(assessment)
    return _ExerciseSheet(chart, assessment, materials, stamp).document()


class _ExerciseSheet:
    """Puts the blocks of one sheet together, in the order in which they are read."""

    def __init__(
        self, chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
    ) -> None:
        self.chart = chart
        self.assessment = assessment
        self.materials = materials
        self.words: HandoutWords = materials.words
        self.place = place_of(chart)
        self.own = materials.page.own
        chosen = printed(self.words.exercises, chart, assessment, self.own)
        self.exercises = tuple(one.id for one in chosen)
        self.doses = {one.id: one.dose for one in chosen}
        self.leaf = leaflet("exercise_sheet", chart, assessment, materials, stamp)

    def document(self) -> b.Document:
        title = self._say(f"title.{self.place}")
        blocks = (
            *self._opening(title),
            *self._cards(),
            *self._light(),
            *self._week(),
            danger_box(self.chart, self.materials),
            *self._about(),
        )
        return b.Document(title, blocks)

    def _say(self, key: str, **places: str) -> str:
        return self.words.say(f"exercise_sheet.{key}", **places)

    def _opening(self, title: str) -> Iterator[b.Block]:
        message = self._say("main" if self.exercises else "none")
        yield from self.leaf.titled(title, message, "exercise_sheet")
        if self.own.note:
            yield b.Labelled(self._say("note"), self.own.note)
        if not self.assessment.red_flags.screen_complete:
            yield b.Paragraph(self._say("open_questions"), strong=True)
        yield b.Heading(self._say("halt.heading"))
        yield b.Bullets(self.words.lines(f"exercise_sheet.halt.{self.place}"))

    def _cards(self) -> Iterator[b.Block]:
        for number, exercise in enumerate(self.exercises, start=1):
            key = f"exercise_words.{exercise}"
            yield b.ExerciseCard(
                name=self._named(number, exercise),
                drawn=drawn(self.words, exercise),
                facts=tuple(self._noted(exercise, part) for part in FACTS),
                steps=self.words.lines(f"{key}.steps"),
                notes=tuple(self._noted(exercise, part) for part in NOTES),
            )

    def _named(self, number: int, exercise: str) -> str:
        name = self.words.say(f"exercise_words.{exercise}.name")
        return self._say("number", number=str(number), name=name)

    def _noted(self, exercise: str, part: str) -> b.Labelled:
        own = self.words.maybe(f"exercise_words.{exercise}.{part}")
        if part == "count" and self.doses[exercise]:
            own = (self.doses[exercise],)
        said = own[0] if own else self._say(self._general(part))
        return b.Labelled(self._say(f"facts.{part}"), said)

    def _general(self, part: str) -> str:
        return f"general.stop.{self.place}" if part == "stop" else f"general.{part}"

    def _light(self) -> Iterator[b.Block]:
        if self.exercises:
            yield from pain_light(self.words)

    def _week(self) -> Iterator[b.Block]:
        if not self.exercises:
            return
        yield b.Heading(self._say("week.heading"))
        yield b.WeekGrid(
            how=self._say("week.how"),
            head=self._say("week.exercise"),
            days=self.words.lines("exercise_sheet.week.days"),
            rows=tuple(self._named(n, one) for n, one in enumerate(self.exercises, start=1)),
            written=self._say("week.pain"),
        )

    def _about(self) -> Iterator[b.Block]:
        words = self.words
        sources = (
            source
            for place in ("lumbar", "cervical")
            if self.place in (place, "both")
            for source in words.lines(f"care_plan.sources.{place}")
        )
        listed = (*sources, *words.lines("care_plan.sources.danger"))
        by = self.leaf.checked_by
        checked = words.say("care_plan.about.checked", by=by) if by else ""
        doses = words.say("care_plan.about.doses")
        yield b.Heading(self._say("about.heading"))
        yield from self.leaf.unchecked("care_plan.about")
        told = " ".join(part for part in (checked, doses) if part)
        named = self.leaf.sourced("care_plan.about", listed)
        yield self.leaf.coded(self.exercises, told, named)
