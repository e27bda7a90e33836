"""The emergency sheet: one page for the service that is called, filled as far as the record goes.

It speaks of the destinations of the escalation only, states findings and never a diagnosis, and is
never refused: without an open flag, or when the rules could not be worked out, it is a form.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from handouts import blocks as b
from handouts.calls import call_lines
from handouts.danger import thinners
from handouts.exercises import weeks_pregnant
from handouts.found import answered_yes, examinations, first_noticed, flag_line, flag_lines
from handouts.materials import Materials
from handouts.page import DOT, full_name, identity
from handouts.storylines import story_lines
from handouts.taken import taken
from handouts.words import HandoutWords
from pathway.assessment import Assessment
from pathway.facts import Chart
from pathway.finding import Destination, Level, OpenFlag

DESTINATIONS: Final[tuple[Destination, ...]] = (
    "spine_emergency",
    "emergency_department",
    "stroke_vascular",
    "mental_health_crisis",
    "obstetrics",
)
TIMES: Final = ("noticed", "seen", "called", "spoke_to", "left", "transport")
BLANK_LINES: Final = 2


def emergency(
    chart: Chart, assessment: Assessment | None, materials: Materials, on: date
) -> b.Document:
    """Return the emergency sheet for a chart cut at ``on``."""
    return _Sheet(chart, assessment, materials, on).document()


def called(assessment: Assessment | None) -> tuple[tuple[Destination, ...], Level]:
    """Return where to call and how fast: only the most urgent level of the escalation."""
    steps = assessment.red_flags.escalation if assessment else ()
    level = max((step.level for step in steps), default=Level.NONE)
    return tuple(dict.fromkeys(s.destination for s in steps if s.level is level)), level


def spoken_of(
    assessment: Assessment | None, destinations: tuple[Destination, ...]
) -> tuple[OpenFlag, ...]:
    """Return the open flags that concern these destinations, most urgent first."""
    flags = assessment.red_flags.open if assessment else ()
    concern = (
        flag
        for flag in flags
        if flag.destination in destinations
        or (flag.destination is None and flag.level is Level.EMERGENCY)
    )
    return tuple(sorted(concern, key=lambda flag: -flag.level))


class _Sheet:
    """Puts the rows of one sheet together, most urgent first."""

    def __init__(
        self, chart: Chart, assessment: Assessment | None, materials: Materials, on: date
    ) -> None:
        self.chart = chart
        self.assessment = assessment
        self.materials = materials
        self.on = on
        self.words: HandoutWords = materials.words
        self.destinations, self.level = called(assessment)
        self.flags = spoken_of(assessment, self.destinations)

    def document(self) -> b.Document:
        """Return the sheet: a banner and its rows."""
        urgency = {Level.EMERGENCY: "emergency", Level.SAME_DAY: "same_day"}
        title = self._say(f"title.{urgency.get(self.level, 'blank')}")
        rows: tuple[tuple[str, Iterator[b.Block]], ...] = (
            ("to", self._to()),
            ("asks", self._asks()),
            ("patient", self._patient()),
            ("findings", self._findings()),
            ("times", self._times()),
            ("medicines", self._medicines()),
            ("allergies", self._allergies()),
            ("clinic", self._clinic()),
        )
        blocks = (b.Row(self._say(f"{name}.heading"), tuple(row)) for name, row in rows)
        return b.Document(title, (b.Banner(title), *blocks))

    def _say(self, key: str, **places: str) -> str:
        return self.words.say(f"emergency.{key}", **places)

    def _to(self) -> Iterator[b.Block]:
        if not self.destinations:
            yield b.Paragraph(self._say("to.choose"))
            yield b.Ticks(tuple(self._say(f"to.{each}") for each in DESTINATIONS))
            yield b.Fields((b.Field(self._say("to.phone")),))
        for each in self.destinations:
            phone = b.Field(self._say("to.phone"), self.materials.clinic.phone(each))
            yield b.Headline(self._say(f"to.{each}"))
            yield b.Fields((phone,))

    def _asks(self) -> Iterator[b.Block]:
        if not self.destinations:
            yield from self._lines_to_write()
            return
        if self.level is Level.SAME_DAY:
            yield b.Paragraph(self._say("asks.same_day"), strong=True)
            return
        for each in self.destinations:
            yield b.Paragraph(self._say(f"asks.{each}"), strong=True)
        yield b.Paragraph(self._say("asks.no_wait"))

    def _lines_to_write(self) -> Iterator[b.Block]:
        yield b.Fields((b.Field(""),) * BLANK_LINES, columns=1)

    def _patient(self) -> Iterator[b.Block]:
        yield b.Headline(full_name(self.chart.patient, self.materials))
        yield b.Paragraph(identity(self.chart.patient, self.words, self.on, clinical=True))
        yield b.Paragraph(DOT.join((*self._problem(), *self._background())))

    def _problem(self) -> tuple[str, ...]:
        problem = self.chart.problem
        return (
            self._say(f"regions.{problem.region}"),
            self._say(f"problem.sides.{problem.side}"),
            *story_lines(problem, self.materials.story, self.words),
        )

    def _background(self) -> Iterator[str]:
        if self.chart.patient.pregnancy.status != "yes":
            return
        weeks = weeks_pregnant(self.chart, self.on)
        if weeks is None:
            yield self._say("background.pregnant")
        else:
            yield self._say("background.pregnant_weeks", weeks=str(weeks))

    def _findings(self) -> Iterator[b.Block]:
        if self.assessment is None:
            yield b.Paragraph(self._say("findings.unavailable"))
            told = answered_yes(self.chart).items()
            yield b.Bullets(tuple(flag_line(i, given, given[1], self.words) for i, given in told))
        elif self.flags:
            yield b.Bullets(flag_lines(self.chart, self.flags, self.words), strong=True)
        else:
            yield b.Paragraph(self._say("findings.none"))
            yield from self._lines_to_write()
        examined = examinations(self.chart, self.words)
        for day, found in examined:
            label = self._say("findings.examined", date=self.words.short_day(day))
            yield b.Labelled(label, found)
        if not examined:
            yield b.Paragraph(self._say("findings.not_examined"))

    def _times(self) -> Iterator[b.Block]:
        noticed = first_noticed(self.chart, frozenset(flag.id for flag in self.flags))
        known = {"noticed": self.words.short_day(noticed)} if noticed else {}
        calls = call_lines(self.chart.escalations, self.words)
        if calls:
            yield b.Bullets(calls)
        told = {"called", "spoke_to"} if calls else set()
        if any(step.transport for one in self.chart.escalations for step in one.steps):
            told |= {"left", "transport"}
        blank = (name for name in TIMES if name not in told)
        fields = (b.Field(self._say(f"times.{name}"), known.get(name, "")) for name in blank)
        yield b.Fields(tuple(fields), columns=2)

    def _medicines(self) -> Iterator[b.Block]:
        thin = thinners(self.chart, self.materials)
        if thin:
            dose = b.Fields((b.Field(self._say("medicines.last_dose")),), columns=1)
            yield b.Alarm(f"{self._say('medicines.anticoagulant')}: {', '.join(thin)}", dose)
        if "bleeding_disorder" in self.chart.patient.conditions:
            yield b.Alarm(self._say("medicines.bleeding"))
        others = tuple(name for name in taken(self.chart) if name not in thin)
        if others or not thin:
            yield b.Paragraph(", ".join(others) or self._say("medicines.none"))

    def _allergies(self) -> Iterator[b.Block]:
        patient = self.chart.patient
        if patient.allergies:
            said = ", ".join(sorted(patient.allergies, key=str.casefold))
            yield b.Labelled(self._say("allergies.known") + ":", said)
        else:
            yield b.Paragraph(self._say(f"allergies.{patient.allergy_state}"))

    def _clinic(self) -> Iterator[b.Block]:
        clinic = self.materials.clinic
        name = clinic.name or self.words.say("common.clinic.no_name")
        address = ", ".join(clinic.address) or self.words.say("common.clinic.no_address")
        yield b.Labelled(name, address)
        yield b.Fields(
            (
                b.Field(self._say("clinic.phone"), clinic.phone("clinic")),
                b.Field(self._say("clinic.name")),
                b.Field(self._say("clinic.signature")),
                b.Field(self._say("clinic.date_time")),
            )
        )
