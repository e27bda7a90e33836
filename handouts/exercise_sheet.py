"""The sheet of exercises: each with its drawings, how much, how often, when to stop, and a week."""

from collections.abc import Iterator
from typing import Final

import handouts.exercise_cards  # noqa: F401 - sets the cards
from handouts import blocks as b
from handouts.danger import danger_box
from handouts.exercises import choose, place_of
from handouts.fit import refuse_unfit
from handouts.illustrated import drawn, pain_light
from handouts.materials import Materials, PrintStamp
from handouts.page import DOT
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
        self.stamp = stamp
        self.words: HandoutWords = materials.words
        self.place = place_of(chart)
        self.exercises = choose(self.words.exercises, chart, assessment)

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
        patient, clinic = self.chart.patient, self.materials.clinic
        name = " ".join(part for part in (patient.given_name, patient.family_name) if part)
        name = name or self.words.say("common.page.no_name")
        made = self._say("made_for", date=self.words.day(self.assessment.assessed_on), name=name)
        by = (self._say("made_by", by=self.stamp.by),) if self.stamp.by else ()
        named = clinic.name or self.words.say("common.clinic.no_name")
        yield b.Title(title)
        yield b.Paragraph(" ".join((made, *by)))
        yield b.Paragraph(DOT.join(clinic.letterhead or (named, *clinic.address)), muted=True)
        yield b.Message(self._say("main" if self.exercises else "none"))
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
        listed = "; ".join((*sources, *words.lines("care_plan.sources.danger")))
        by = "" if self.stamp.draft else self.stamp.by
        checked = words.say("care_plan.about.checked", by=by) if by else ""
        doses = words.say("care_plan.about.doses")
        yield b.Heading(self._say("about.heading"))
        if not by:
            yield b.Fields((b.Field(words.say("care_plan.about.unchecked")),), columns=1)
        yield b.Paragraph(" ".join(part for part in (checked, doses) if part))
        yield b.Paragraph(f"{words.say('care_plan.about.sources')}: {listed}.", muted=True)
