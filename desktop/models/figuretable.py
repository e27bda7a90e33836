"""The clinic's own figures as a table for a spreadsheet: without names unless somebody asks."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop import show
from desktop.models.figurewords import (
    figure_words,
    part_words,
    reason_words,
    rule_lines,
    rule_words,
)
from desktop.models.logtable import neutral
from desktop.models.tablefile import whole_table
from desktop.packwords import PackWords
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.figures import Figure, Part, Period
from pathway.records import PatientRow, ProblemId

AT_ONCE: Final = 400
Rows = Callable[[Sequence[ProblemId]], Sequence[PatientRow]]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What is written: the figures of a period, and with what words."""

    period: Period
    figures: tuple[Figure, ...]
    words: PackWords
    catalogue: Catalogue
    with_names: bool = False


def write_table(table: FigureTable, path: Path, rows: Rows) -> int:
    """Write the figures line by line; return how many lines."""
    count = 0
    with whole_table(path) as file:
        out = csv.writer(file)
        for line in _lines(table, rows):
            out.writerow(neutral(cell) for cell in line)
            count += 1
    return count - 1


def _lines(table: FigureTable, rows: Rows) -> Iterator[tuple[str, ...]]:
    names = (tr("Patient"), tr("Clinic number")) if table.with_names else ()
    yield tr("Figure"), tr("Number of"), tr("Code"), tr("Count"), tr("Of"), *_head(), *names
    for figure in table.figures:
        for part, words, whole in numbers(figure, table.words, table.catalogue):
            title = figure_words()[figure.name].title
            cells = (title, words, part.code, str(part.count), str(whole), *_days(table.period))
            yield (*cells, *("" for _ in names))
            if table.with_names:
                yield from _named(cells, part, rows)
        if figure.days is not None:
            middle = tr("Median days from opening to decision")
            title = figure_words()[figure.name].title
            days = str(figure.days)
            yield title, middle, "median_days", days, "", *_days(table.period), *("" for _ in names)


def numbers(
    figure: Figure, words: PackWords, catalogue: Catalogue
) -> Iterator[tuple[Part, str, int]]:
    """Return each number of a figure with its words, and of how many it is."""
    if figure.name != "rules":
        for part in (*figure.parts, *figure.unknown):
            yield part, part_words(part.code), figure.of
        return
    for line in rule_lines(figure):
        rule = rule_words(line.rule, words)
        yield line.fired, tr("{rule}: fired").format(rule=rule), figure.of
        yield line.overridden, tr("{rule}: overridden").format(rule=rule), line.fired.count
        for part in line.reasons:
            said = f"{rule}: {reason_words(part.code, catalogue)}"
            yield part, said, line.overridden.count


def _head() -> tuple[str, str]:
    return tr("From"), tr("Until")


def _days(period: Period) -> tuple[str, str]:
    first = "" if period.first == period.first.min else period.first.isoformat()
    return first, period.last.isoformat()


def _named(cells: tuple[str, ...], part: Part, rows: Rows) -> Iterator[tuple[str, ...]]:
    """Return a line for each problem behind a number."""
    for start in range(0, part.count, AT_ONCE):
        for row in rows(part.cases[start : start + AT_ONCE]):
            yield (
                *cells[:3],
                "",
                "",
                *cells[5:],
                show.name(row.family_name, row.given_name),
                row.number,
            )
