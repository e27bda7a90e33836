"""Fields by name, for drafts: what stands in each as text, and how to put it back."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit

from desktop.pages.halftyped import day_text
from desktop.widgets.asked import AskedList, Entry
from desktop.widgets.choice import ChoiceButtons, PickBox
from desktop.widgets.cleantext import CleanLines
from desktop.widgets.dates import DateField
from desktop.widgets.measure import MeasureField
from pathway.drafts import KeptDraft


class Place(NamedTuple):
    """A field by its name: what stands there, and how to put it."""

    name: str
    text: str
    put: Callable[[str], None]


def typed_in(places: Iterable[Place]) -> tuple[tuple[str, str], ...]:
    """Return what stands in some fields, those without anything left out."""
    return tuple((place.name, place.text) for place in places if place.text)


def put_typed(places: Iterable[Place], kept: KeptDraft) -> None:
    """Put back what was typed; a field that the draft does not name was left empty."""
    typed = dict(kept.draft.typed)
    for place in places:
        if place.text != typed.get(place.name, ""):
            place.put(typed.get(place.name, ""))


def line_place(name: str, line: QLineEdit) -> Place:
    """Return a line of text as a place."""
    return Place(name, line.text(), line.setText)


def lines_place(name: str, lines: CleanLines) -> Place:
    """Return some lines of text as a place."""
    return Place(name, lines.text(), lines.setPlainText)


def day_place(name: str, field: DateField) -> Place:
    """Return a date as a place."""
    return Place(name, day_text(field), field.set_text)


def pick_place(name: str, field: ChoiceButtons | PickBox) -> Place:
    """Return an answer as a place."""
    return Place(name, field.value(), field.set_value)


def measure_place(name: str, field: MeasureField) -> tuple[Place, Place]:
    """Return a number and why there is none as places."""
    number = line_place(name, field.number.line)
    return number, pick_place(f"{name}.none", field.none)


def list_place(name: str, field: AskedList) -> tuple[Place, Place, Place]:
    """Return a list as places: its entries, the text in its line, and why it is empty."""

    def put(text: str) -> None:
        told = (line.split("\t") for line in text.splitlines())
        field.fill(tuple(Entry(*parts) for parts in told), field.why_none())

    entries = "\n".join("\t".join(entry) for entry in field.entries())
    return (
        Place(name, entries, put),
        line_place(f"{name}.line", field.line),
        pick_place(f"{name}.none", field.answer),
    )
