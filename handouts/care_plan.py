"""The care plan: what a patient takes home. Its content follows from the assessment of the day."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from handouts import blocks as b
from handouts.danger import danger_box
from handouts.exercises import level_of, place_of, printed
from handouts.fit import refuse_unfit
from handouts.illustrated import drawn, pain_light, shown
from handouts.leaflet import leaflet
from handouts.materials import Materials, PrintStamp
from handouts.taken import agreed, cautions
from handouts.warmth import numb_spots, warmth_rules
from handouts.words import HandoutWords
from pathway.assessment import Assessment
from pathway.facts import Chart

STAGES: Final = ("acute", "subacute", "chronic")
LOOKED_AT: Final = (
    "stage:subacute",
    "surgical_window_opens",
    "surgical_decision_due",
    "stage:chronic",
)
"""What of the forecast concerns a patient: days to look at things together, nothing promised."""
WINDOW_OPEN: Final = frozenset({"window_open", "decision_due", "clinician_judgement", "urgent"})
MOST_LOOKS: Final = 3
FULL_POWER: Final = 5
SLEEP: Final = {"lumbar": "sleep.side", "cervical": "sleep.neck", "both": "sleep.side"}
PICTURES: Final = 2
"""Start and end: the sheet of exercises shows what else there is."""


def care_plan(
    chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
) -> b.Document:
    """Return the care plan for a chart cut at the assessed day; ``Refused`` when it must not be."""
    refuse_unfit(assessment)
    return _CarePlan(chart, assessment, materials, stamp).document()


class _CarePlan:
    """Puts the blocks of one care plan together, in the order in which they are read."""

    def __init__(
        self, chart: Chart, assessment: Assessment, materials: Materials, stamp: PrintStamp
    ) -> None:
        self.chart = chart
        self.assessment = assessment
        self.materials = materials
        self.words: HandoutWords = materials.words
        self.place = place_of(chart)
        self.stage = STAGES[level_of(assessment) - 1]
        self.own = materials.page.own
        chosen = printed(self.words.exercises, chart, assessment, self.own)
        self.exercises = tuple(one.id for one in chosen)
        self.doses = {one.id: one.dose for one in chosen}
        self.leaf = leaflet("care_plan", chart, assessment, materials, stamp)

    def document(self) -> b.Document:
        title = self._say(f"title.{self.place}")
        parts = (
            self._opening(title),
            (danger_box(self.chart, self.materials),),
            self._happening(),
            self._today(),
            self._exercise_part(),
            self._listed("heat", warmth_rules(self.chart, self.words)),
            self._medicines(),
            (b.Pair(tuple(self._left()), tuple(self._right())),),
            self._about(),
        )
        return b.Document(title, tuple(block for part in parts for block in part))

    def _say(self, key: str, **places: str) -> str:
        return self.words.say(f"care_plan.{key}", **places)

    def _lines(self, key: str) -> tuple[str, ...]:
        return self.words.lines(f"care_plan.{key}")

    def _listed(self, section: str, lines: tuple[str, ...]) -> tuple[b.Block, ...]:
        return b.Heading(self._say(f"{section}.heading")), b.Bullets(lines)

    def _opening(self, title: str) -> Iterator[b.Block]:
        yield from self.leaf.titled(title, self._say(f"main.{self.stage}"), "care_plan")
        if self.own.note:
            yield b.Labelled(self.words.say("exercise_sheet.note"), self.own.note)
        if not self.assessment.red_flags.screen_complete:
            yield b.Paragraph(self._say("open_questions.text"), strong=True)

    def _happening(self) -> Iterator[b.Block]:
        yield b.Heading(self._say("happening.heading"))
        yield b.Paragraph(" ".join(self._lines(f"happening.{self.place}")))
        yield b.Paragraph(" ".join((*self._lines(f"happening.{self.stage}"), *self._facts())))
        if self.chart.problem.cause == "disc":  # of any other cause it would be a wrong picture
            yield b.Pair((shown(self.words, "nerve.above"),), (shown(self.words, "nerve.side"),))

    def _facts(self) -> Iterator[str]:
        cause, visits = self.chart.problem.cause, self.chart.visits
        if self.place == "lumbar" and cause in ("disc", "stenosis"):
            yield self._say(f"happening.{cause}")
        if self.place == "cervical" and self.stage != "chronic":
            yield self._say("happening.cervical_study")
        if numb_spots(self.chart) or any(visit.numbness_since for visit in visits):
            yield self._say("happening.numbness")

    def _today(self) -> Iterator[b.Block]:
        actions = self._lines(f"today.{self.stage}")
        if self.exercises:
            actions = (self._say("today.exercises"), *actions)
        yield b.Heading(self._say("today.heading"))
        yield b.Ticks(actions)
        goals = [visit.goal_function for visit in self.chart.visits if visit.goal_function.strip()]
        if goals:
            yield b.Labelled(self._say("today.goal") + ":", goals[-1])

    def _exercise_part(self) -> Iterator[b.Block]:
        yield b.Heading(self._say("exercises.heading"))
        if not self.exercises:
            yield b.Paragraph(self._say("exercises.none"))
            return
        yield b.Paragraph(self._say("exercises.intro"))
        cards = [(self._exercise(number),) for number in self.exercises]
        for left, right in zip_longest(cards[::2], cards[1::2], fillvalue=()):
            yield b.Pair(left, right)
        yield from pain_light(self.words)

    def _exercise(self, exercise: str) -> b.Exercise:
        key = f"exercise_words.{exercise}"
        count, *others = (self.words.say(f"{key}.{part}") for part in ("count", "hold", "often"))
        parts = (self.doses[exercise] or count, *others)
        idle = self.words.say("exercise_sheet.general.no_hold")
        told = {"dose": " ".join(part for part in parts if part != idle)}
        own = {part: self.words.maybe(f"{key}.{part}") for part in ("next", "stop")}
        told |= {part: lines[0] for part, lines in own.items() if lines}
        notes = (b.Labelled(self._say(f"exercises.{part}"), said) for part, said in told.items())
        return b.Exercise(
            self.words.say(f"{key}.name"),
            self.words.lines(f"{key}.steps"),
            tuple(notes),
            drawn(self.words, exercise, captions=False)[:PICTURES],
        )

    def _left(self) -> Iterator[b.Block]:
        yield from self._listed("sleep", self._lines(f"sleep.{self.place}"))
        yield shown(self.words, SLEEP[self.place])
        yield from self._listed("work", self._work())

    def _right(self) -> Iterator[b.Block]:
        yield from self._listed("pacing", self._lines("pacing.lines"))
        yield from self._next()

    def _medicines(self) -> Iterator[b.Block]:
        names = agreed(self.chart, self.assessment)
        yield b.Heading(self._say("medicines.heading"))
        yield b.Paragraph(self._say("medicines.agreed" if names else "medicines.none"))
        for name in names:
            yield b.Paragraph(name, strong=True)
            minded = cautions(name, self.materials)
            if minded:
                yield b.Bullets(minded)
        yield b.Paragraph(self._say("medicines.add_none"))

    def _work(self) -> tuple[str, ...]:
        power = {spot: grade for visit in self.chart.visits for spot, grade in visit.power.items()}
        weak = any(grade < FULL_POWER for grade in power.values())
        return (
            *((self._say("work.weak"),) if weak else self._lines(f"work.{self.place}")),
            self._say("work.sleepy"),
            self._say("work.job"),
        )

    def _next(self) -> Iterator[b.Block]:
        yield b.Heading(self._say("next.heading"))
        by = self.assessment.next_contact.by
        if by is None:
            yield b.Fields((b.Field(self._say("next.blank")),), columns=1)
        elif by <= self.assessment.assessed_on:
            yield b.Paragraph(self._say("next.today"), strong=True)
        else:
            yield b.Paragraph(self._say("next.by", date=self.words.day(by)), strong=True)
        yield b.Bullets((self._say("next.sooner"), self._say("next.bring")))
        looks = tuple(self._looks())[:MOST_LOOKS]
        if looks:
            yield b.Paragraph(self._say("next.together"))
            yield b.Bullets(looks)

    def _looks(self) -> Iterator[str]:
        if self.assessment.surgical_evaluation.status in WINDOW_OPEN:
            yield self._say("next.looks.now")
        for entry in self.assessment.forecast or ():
            if entry.what in LOOKED_AT:
                yield self._say(f"next.looks.{entry.what}", date=self.words.day(entry.on))

    def _about(self) -> Iterator[b.Block]:
        by = self.leaf.checked_by
        yield b.Heading(self._say("about.heading"))
        yield b.Ticks((self._say("about.told_back"),))
        yield from self.leaf.unchecked("care_plan.about")
        if by:
            yield b.Paragraph(self._say("about.checked", by=by))
        together = f"{self._say('about.together')} {self._say('about.doses')}"
        sources = self.leaf.sourced("care_plan.about", self._sources())
        yield self.leaf.coded(self.exercises, together, sources)

    def _sources(self) -> Iterator[str]:
        for place in ("lumbar", "cervical"):
            if self.place in (place, "both"):
                yield from self._lines(f"sources.{place}")
        if self.place == "lumbar" and self.chart.problem.cause == "disc":
            yield from self._lines("sources.disc")
        yield from self._lines("sources.danger")
