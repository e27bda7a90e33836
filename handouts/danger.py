"""The safety net: one master text of the danger signs, chosen by place (docs/red-flags.md)."""

from collections.abc import Iterator
from typing import Final

from handouts import blocks as b
from handouts.exercises import place_of
from handouts.materials import Materials
from handouts.taken import taken
from handouts.words import HandoutWords
from pathway.facts import Chart

THINNER: Final = "anticoagulant"


def danger_box(chart: Chart, materials: Materials) -> b.Danger:
    """Return the box of danger signs for the place of this problem, with the numbers to call."""
    words = materials.words
    place = place_of(chart)
    places = (place,) if place != "both" else ("lumbar", "cervical")
    signs = tuple(sign for each in places for sign in words.lines(f"danger_signs.{each}.signs"))
    if bleeds_easily(chart, materials):
        signs += words.lines("danger_signs.blood_thinner.signs")
    phones = tuple(
        b.Field(words.say(f"common.clinic.phones.{purpose}"), materials.clinic.phone(purpose))
        for purpose in ("clinic", "ambulance")
    )
    return b.Danger(
        heading=words.say("danger_signs.heading"),
        lead=words.say("danger_signs.lead"),
        signs=signs,
        closing=(
            words.say(f"danger_signs.{place}.say"),
            words.say("danger_signs.far"),
            *_unchecked(words),
        ),
        fields=b.Fields((*phones, b.Field(words.say("danger_signs.began"))), columns=3),
    )


def _unchecked(words: HandoutWords) -> Iterator[str]:
    """Yield, where no person has reviewed these words, that the card of the master goes along."""
    if "danger_signs" in words.tongue.unchecked:
        yield words.say("common.translated.danger")


def bleeds_easily(chart: Chart, materials: Materials) -> bool:
    """Tell whether a blood thinner is taken or a bleeding disorder is recorded (RF-V6)."""
    return "bleeding_disorder" in chart.patient.conditions or bool(thinners(chart, materials))


def thinners(chart: Chart, materials: Materials) -> tuple[str, ...]:
    """Return the blood thinners that the patient takes, as typed."""
    return tuple(name for name in taken(chart) if THINNER in materials.medicines.classes_of(name))
