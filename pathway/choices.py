"""Surgery, or going on without it: the numbers of both ways, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast, get_args

from pathway.facts import Region
from pathway.packtable import PackTable

ChoiceUnit: TypeAlias = Literal["weeks", "percent"]
REGIONS: Final[tuple[Region, ...]] = ("lumbar", "cervical")


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One thing that was counted; None where a way was not studied, or it has no meaning there."""

    id: str
    unit: ChoiceUnit
    surgery: int | None
    waiting: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What is known of both ways in one region; ``conflict`` names the row of disagreements."""

    rows: tuple[ChoiceRow, ...]
    conflict: str = ""


def read_choices(
    table: Mapping[str, object] | None, sources: tuple[str, ...], conflicts: tuple[str, ...]
) -> Mapping[Region, Choices]:
    """Return the numbers by region; a pack without the table has none."""
    if table is None:
        return {}
    whole = PackTable(table, "choices")
    whole.only(*REGIONS)
    return {
        region: _choices(whole.table(region), sources, conflicts)
        for region in REGIONS
        if region in whole
    }


def _choices(row: PackTable, sources: tuple[str, ...], conflicts: tuple[str, ...]) -> Choices:
    row.only("conflict", "rows")
    conflict = row.one_of("conflict", conflicts) if "conflict" in row else ""
    return Choices(tuple(_row(one, sources) for one in row.tables("rows")), conflict)


def _row(row: PackTable, sources: tuple[str, ...]) -> ChoiceRow:
    row.only("id", "unit", "surgery", "waiting", "sources")
    surgery, waiting = (row.whole(name) if name in row else None for name in ("surgery", "waiting"))
    cited = row.texts("sources", sources)
    if surgery is None and waiting is None:
        row.trouble("surgery", "a number for one of both ways at least")
    if not cited:
        row.trouble("sources", "the id of a source at least")
    unit = cast(ChoiceUnit, row.one_of("unit", get_args(ChoiceUnit)))
    return ChoiceRow(row.text("id"), unit, surgery, waiting, cited)
