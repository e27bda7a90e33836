"""Texts on a visit form that are no answers yet: a half date, a wrong number, care not added.

A text that was understood is kept as what it means: "-2d" is another day tomorrow.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from desktop import show
from desktop.pages.findingrows import FindingRows
from desktop.pages.visitparts import VisitParts
from desktop.widgets.dates import DateField
from desktop.widgets.fields import Note, NumberField, TextLine

SINCE: Final = "since."


class Place(NamedTuple):
    """A place on a form that can hold such a text: its name, what stands there, how to put it."""

    name: str
    text: str
    put: Callable[[str], None]


def half_typed(parts: VisitParts) -> tuple[tuple[str, str], ...]:
    """Return the texts that are no answers yet, by the names of their places."""
    return tuple((place.name, place.text) for place in _places(parts) if place.text)


def put_half_typed(parts: VisitParts, typed: Mapping[str, str]) -> None:
    """Put such texts back where they stood."""
    if typed:
        parts.finish()
    for place in tuple(_places(parts)):
        if place.name in typed:
            place.put(typed[place.name])


def day_text(field: DateField) -> str:
    """Return the day that a field means, or its text as it was typed when it means none."""
    day = field.day()
    return show.day(day) if day else field.text()


def _places(parts: VisitParts) -> Iterator[Place]:
    if parts.reason is not None:
        yield Place("reason", parts.reason.value(), parts.reason.set_value)
    yield _of_date("on", parts.date)
    yield Place("paper", parts.paper.line.text(), parts.paper.line.setText)
    for rows in (parts.pain, parts.decisions):
        yield from _of_rows(rows)
    for id_, row in parts.interview.counted.items():
        yield _of_number(f"counted.{id_}", row.field)
    for id_, question in parts.interview.questions.items():
        if question.detail:
            yield _of_date(f"{SINCE}{id_}", question.detail.since)
    if not parts.examination.has_more:
        yield _of_date("weakness", parts.examination.weakness.since)
        yield _of_date("numbness", parts.examination.numbness)
    yield from _of_treatment(parts)


def _of_rows(rows: FindingRows) -> Iterator[Place]:
    for code, field in rows.made.items():  # what is not made yet holds no text
        if isinstance(field, NumberField):
            yield _of_number(code, field)
        elif isinstance(field, Note):
            yield _of_words(code, field.toPlainText(), field.setPlainText)
        elif isinstance(field, TextLine):
            yield _of_words(code, field.text(), field.setText)


def _of_treatment(parts: VisitParts) -> Iterator[Place]:
    if not parts.care_part.has_more:
        yield from _of_care(parts)
    if not parts.planned.has_more:
        card = parts.planned.card
        yield Place("plan.line", card.line.text(), card.line.setText)
        yield Place("plan.half", card.half(), card.put_half)


def _of_care(parts: VisitParts) -> Iterator[Place]:
    care = parts.care
    yield Place("care.of", care.editing_id(), care.edit_again)
    yield Place("care.what", care.kind.half(), care.kind.setText)
    for name, box in (("kind", care.kind), ("days", care.days), ("outcome", care.outcome)):
        yield Place(f"care.{name}", box.value(), box.set_value)
    yield Place("care.medicine", care.kind.name(), care.kind.set_medicine)
    yield Place("care.name", care.name.value(), care.name.set_value)
    for name, field in (("first", care.first), ("last", care.last)):
        yield Place(f"care.{name}", day_text(field), field.set_text)


def _of_date(name: str, field: DateField) -> Place:
    return Place(name, "" if field.day() else field.text(), field.set_text)


def _of_words(name: str, text: str, put: Callable[[str], None]) -> Place:
    """Words count without the blanks around them, yet somebody may be about to go on after one."""
    return Place(name, text if text != text.strip() else "", put)


def _of_number(name: str, field: NumberField) -> Place:
    return Place(name, field.line.text() if field.problem() else "", field.line.setText)
