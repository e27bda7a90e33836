"""The numbers of the boxes on paper sheets: what each number stands for, and what a sheet holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from pathway.catalogue import Catalogue, CatalogueItem, CatalogueTrouble
from pathway.coding import Code
from pathway.facts import BodySide, Region
from pathway.flagbook import FlagBook

SheetKind: TypeAlias = Literal["intake", "examination"]
_SIDES: Final[tuple[BodySide, ...]] = ("left", "right")
_FLAG: Final = "flag."
_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Boxes:
    """What each number stands for, and which number a code has."""

    codes: Mapping[int, Code]
    numbers: Mapping[Code, int]

    def number(self, item: str, side: BodySide | None = None) -> int | None:
        """Return the number of a code, None where it has no box."""
        return self.numbers.get(Code(item, side))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of a sheet: what is asked, and the number of its box, or of its left and right."""

    item: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Lines of a sheet under one heading: "flags:" and a group, or a group of the catalogue."""

    heading: str
    rows: tuple[SheetRow, ...]


_PARTS: Final[Mapping[SheetKind, tuple[str, ...]]] = {
    "intake": ("situation", "pain", "goals", "scores", "pain_map", "decision", "note"),
    "examination": ("examination", "power", "reflex", "test", "sensation"),
}


def read_boxes(table: Mapping[str, object], catalogue: Catalogue, flags: FlagBook) -> Boxes:
    """Return the numbers that a table gives; CatalogueTrouble names the first that cannot be."""
    codes: dict[int, Code] = {}
    for code, number in _told(table):
        is_flag = code.item.startswith(_FLAG) and code.item.removeprefix(_FLAG) in flags.items
        if not is_flag and code.item not in catalogue.items:
            raise CatalogueTrouble(f"boxes.{code.item}", "a code of the catalogue or a red flag")
        if number in codes or len(str(number)) != _DIGITS:
            raise CatalogueTrouble(f"boxes.{code.item}", "a number of three digits of its own")
        codes[number] = code
    return Boxes(codes, {code: number for number, code in codes.items()})


def sheet_of(
    kind: SheetKind, region: Region, boxes: Boxes, catalogue: Catalogue, flags: FlagBook
) -> tuple[SheetPart, ...]:
    """Return what stands on a sheet for a region, in the order in which it is asked."""
    parts = list(_flag_parts(region, boxes, flags)) if kind == "intake" else []
    for group in _PARTS[kind]:
        found = (_row(item, boxes) for item in catalogue.group(group, region))
        rows = tuple(row for row in found if row.numbers)
        if rows:
            parts.append(SheetPart(group, rows))
    return tuple(parts)


def _flag_parts(region: Region, boxes: Boxes, flags: FlagBook) -> Iterator[SheetPart]:
    for group in flags.interview(region):
        codes = (f"{_FLAG}{item.id}" for item in group.items if item.is_asked)
        found = ((code, boxes.number(code)) for code in codes)
        rows = tuple(SheetRow(code, (number,)) for code, number in found if number)
        if rows:
            yield SheetPart(f"flags:{group.id}", rows)


def _row(item: CatalogueItem, boxes: Boxes) -> SheetRow:
    sides: tuple[BodySide | None, ...] = _SIDES if item.sided else (None,)
    found = (boxes.number(item.code, side) for side in sides)
    return SheetRow(item.code, tuple(number for number in found if number))


def _told(table: Mapping[str, object]) -> Iterator[tuple[Code, int]]:
    for item, number in _table(table, "flags").items():
        yield Code(f"{_FLAG}{item}"), _number(item, number)
    for item, number in _table(table, "plain").items():
        yield Code(item), _number(item, number)
    for group, rows in _table(table, "sided").items():
        for place, numbers in _table({group: rows}, group).items():
            item = f"{group}.{place}"
            if not isinstance(numbers, list) or len(numbers) != len(_SIDES):
                raise CatalogueTrouble(f"boxes.{item}", "two numbers: left and right")
            for side, number in zip(_SIDES, numbers, strict=True):
                yield Code(item, side), _number(item, number)


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = table.get(key)
    if not isinstance(found, Mapping):
        raise CatalogueTrouble(f"boxes.{key}", "a table")
    return found


def _number(item: str, number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise CatalogueTrouble(f"boxes.{item}", "a number of three digits of its own")
    return number
