"""Findings of the body in words: ``right power.great_toe_extension``, "4" → a short phrase."""

from typing import Final

from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.facts import BodySide
from pathway.finding import Input

_SIDES: Final[tuple[BodySide, ...]] = ("left", "right")
_GROUPS: Final = ("power", "sensation", "pain_map")
"""The groups of findings of which a rule names a place by itself, after the side."""


def side_words(side: BodySide) -> str:
    """Return a side of the patient in words."""
    return tr("left") if side == "left" else tr("right")


def finding_words(given: Input, catalogue: Catalogue) -> str:
    """Return a finding of the body without its side and day, "" when the input is none."""
    side, _, code = given.what.partition(" ")
    if side not in _SIDES or code not in catalogue.items:
        return ""
    item = catalogue.item(code)
    # The catalogue explains a movement in parentheses; whoever reads a list knows it by name.
    place = item.label.partition(" (")[0]
    value = item.choice_label(given.value).lower()
    phrases = {
        "pain_map": tr("Pain: {place}").format(place=_small(place)),
        "sensation": tr("Feeling {value}: {place}").format(value=value, place=_small(place)),
        "power": tr("Power {grade} of 5: {place}").format(grade=given.value, place=_small(place)),
    }
    return phrases.get(item.group) or tr("{place} {value}").format(place=place, value=value)


def sided_finding_words(given: Input, catalogue: Catalogue) -> str:
    """Return a finding of the body with its side, "" when the input is none."""
    said = finding_words(given, catalogue)
    if not said:
        return ""
    side = side_words("left" if given.what.startswith("left ") else "right")
    return tr("{finding}, {side}").format(finding=said, side=side)


def place_words(code: str, catalogue: Catalogue) -> str:
    """Return "left ankle_dorsiflexion" in words, "" when the code is no place of a side."""
    side, _, place = code.partition(" ")
    items = (catalogue.items.get(f"{group}.{place}") for group in _GROUPS)
    known = next((item for item in items if item), None)
    if known is None or side not in _SIDES:
        return ""
    name = known.label.partition(" (")[0]
    return tr("{finding}, {side}").format(finding=name, side=side_words(side))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
