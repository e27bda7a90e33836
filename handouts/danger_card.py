"""The danger card: the danger signs alone, with whom to call. It fits every patient."""

from collections.abc import Iterator
from typing import Final

from handouts import blocks as b
from handouts.danger import danger_box
from handouts.fit import refuse_unreviewed
from handouts.leaflet import Leaflet
from handouts.materials import Materials, PrintStamp
from pathway.assessment import Assessment
from pathway.facts import Chart

DRAWINGS: Final = {
    "lumbar": ("danger.saddle", "danger.bladder", "danger.legs", "danger.foot"),
    "cervical": ("danger.hands", "danger.gait", "danger.arm"),
    "both": ("danger.saddle", "danger.foot", "danger.hands", "danger.gait"),
}
"""What helps those who do not read: the signs that can be shown, for each place."""


COLUMNS: Final = 4
"""Small drawings, so that the card stays one page."""


def danger_card(
    chart: Chart, assessment: Assessment | None, materials: Materials, stamp: PrintStamp
) -> b.Document:
    """Return the card for a chart cut at the day; it needs no assessment, should the rules fail.

    ``Refused`` in a translation that no person has reviewed.
    """
    refuse_unreviewed(materials.words.tongue)
    on = assessment.assessed_on if assessment else stamp.printed_at.date()
    is_screened = assessment is not None and assessment.red_flags.screen_complete
    card = Leaflet("danger_card", chart, on, is_screened, materials, stamp)
    return b.Document(card.say("title"), tuple(_blocks(card)), least_space=0.5)


def _blocks(card: Leaflet) -> Iterator[b.Block]:
    yield from card.opening()
    yield danger_box(card.chart, card.materials)
    yield b.Gallery(drawn_signs(card), COLUMNS)
    yield from card.section("go")
    yield b.Ticks((card.say("told_back"),))
    yield from card.closing()


def drawn_signs(card: Leaflet) -> tuple[b.Drawn, ...]:
    """Return the drawings for the place of the problem, each with its few words."""
    return tuple(_drawn(card, name) for name in DRAWINGS[card.place])


def _drawn(card: Leaflet, name: str) -> b.Drawn:
    words = card.words
    caption = words.say(f"leaflets.danger_card.shown.{name.partition('.')[2]}")
    return b.Drawn(words.poses.picture(name), words.say(f"drawings.{name}"), caption)
