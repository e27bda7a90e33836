"""What a paper sheet shows: each box with its number, its words, and how it is answered by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

from pathway.boxes import Boxes, SheetKind, SheetPart, SheetRow, sheet_of
from pathway.catalogue import Catalogue, CatalogueItem
from pathway.coding import COUNTED
from pathway.facts import BodySide, Region
from pathway.flagbook import FlagBook

CellKind: TypeAlias = Literal["letters", "box", "line", "long_line"]
FLAG_LETTERS: Final = ("y", "n", "u", "d")
"""Yes, no, cannot say, declined: the keys of the screen."""
YES_NO: Final = ("y", "n")
_FLAG: Final = "flag."
_NO_BREAK: Final = "\u00a0"
"""A number and its word stay on one line."""
_DATED: Final = frozenset({"weakness", "numbness"})
_APART: Final = ("score.phq", "score.rmdq")


class SheetWords(Protocol):
    """The words of a guideline pack for its red flags."""

    def question(self, flag: str, /) -> str:
        """Return a red flag as it is asked."""

    def group(self, id: str, /) -> str:  # noqa: A002
        """Return the heading of a group of red flags."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One box: its number, its side of the patient if any, and how it is filled.

    ``letters`` are ticked, a ``box`` takes a digit or a letter, a ``line`` a number or a date.
    ``is_dated`` asks since when.
    """

    number: int
    kind: CellKind
    letters: tuple[str, ...] = ()
    side: BodySide | None = None
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: what is asked, what may be answered, and its boxes."""

    label: str
    answers: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Lines under a heading: ``title`` as it reads, or empty where ``key`` names its words.

    ``legend`` says once what may be answered on every line.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet for a region."""

    kind: SheetKind
    region: Region
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SheetBooks:
    """What sheets are made from."""

    boxes: Boxes
    catalogue: Catalogue
    flags: FlagBook
    words: SheetWords


def printed_sheet(kind: SheetKind, region: Region, books: SheetBooks) -> Sheet:
    """Return a sheet as it is printed."""
    parts = sheet_of(kind, region, books.boxes, books.catalogue, books.flags)
    return Sheet(kind, region, tuple(card for part in parts for card in _cards(part, books)))


def options_of(item: CatalogueItem) -> tuple[tuple[str, str, str], ...]:
    """Return the choices of an item as (sign on paper, code, label); scores of mood begin at 0."""
    first = 0 if item.code.startswith("score.phq") else 1
    return tuple(
        (str(first + place), choice.code, choice.label) for place, choice in enumerate(item.choices)
    )


def is_yes_no(item: CatalogueItem) -> bool:
    """Say whether an item is answered by yes or no."""
    return item.kind == "choice" and set(item.values) <= {"yes", "no", "unknown"}


def _cards(part: SheetPart, books: SheetBooks) -> Iterator[Card]:
    if part.heading.startswith("flags:"):
        lines = tuple(_line(row, books) for row in part.rows)
        yield Card("flags", books.words.group(part.heading.partition(":")[2]), lines)
        return
    for key in ("", *_APART):
        rows = [row for row in part.rows if _score(row.item) == key]
        if rows:
            name = key.partition(".")[2] or part.heading
            legend = _legend(books.catalogue.item(rows[0].item))
            yield Card(name, "", tuple(_line(row, books) for row in rows), legend)


def _score(item: str) -> str:
    return next((start for start in _APART if item.startswith(start)), "")


def _line(row: SheetRow, books: SheetBooks) -> Line:
    flag = row.item.removeprefix(_FLAG)
    if flag != row.item and flag not in COUNTED:
        cell = Cell(row.numbers[0], "letters", FLAG_LETTERS, is_dated=True)
        return Line(books.words.question(flag), "", (cell,))
    item = books.catalogue.item(row.item)
    sides: tuple[BodySide | None, ...] = ("left", "right") if item.sided else (None,)
    cells = tuple(
        _cell(item, number, side) for number, side in zip(row.numbers, sides, strict=True)
    )
    return Line(item.label, "" if item.sided or _legend(item) else _answers(item), cells)


def _cell(item: CatalogueItem, number: int, side: BodySide | None) -> Cell:
    if item.code in _DATED:
        return Cell(number, "line", is_dated=True)
    if item.kind == "answer":
        return Cell(number, "letters", ("",), side)
    if is_yes_no(item):
        return Cell(number, "letters", YES_NO, side)
    if item.kind == "text":
        return Cell(number, "long_line")
    if item.kind == "choice" or item.sided:
        return Cell(number, "box", (), side)
    return Cell(number, "line", (), side)


def _legend(item: CatalogueItem) -> str:
    """Return what is said once for all lines of a card: they are answered alike."""
    is_alike = (item.sided and item.kind == "choice") or _score(item.code)
    return _answers(item) if is_alike else ""


def _answers(item: CatalogueItem) -> str:
    if is_yes_no(item) or item.kind in {"answer", "text"}:
        return ""
    if item.kind == "choice":
        return " · ".join(f"{sign}{_NO_BREAK}{label}" for sign, _, label in options_of(item))
    return f"{item.low:g}–{item.high:g} {item.unit}".strip()
