"""All examinations of a problem as tables: a row a finding, a column a visit, the newest right."""

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from handouts import blocks as b
from handouts.examined import is_examined, sided_test
from handouts.letter import Letter
from pathway.facts import Spot, Visit

COLUMNS: Final = 5
"""Visits side by side; more of them go on in another table."""
GROUPS: Final = ("power", "sensation", "reflexes", "tests")
NAMES: Final = {
    "power": "emergency.muscles",
    "sensation": "common.zones",
    "reflexes": "emergency.reflexes",
}
MEASURED: Final = ("rotation_degrees", "temperature", "residual")
RESIDUAL: Final = "RF-C9"


class _Line(NamedTuple):
    """A finding that was looked at at least once."""

    group: str
    spot: Spot


def exam_tables(letter: Letter) -> Iterator[b.Block]:
    """Yield the tables, or that nothing was examined."""
    visits = tuple(visit for visit in letter.chart.visits if is_examined(visit))
    if not visits:
        yield b.Paragraph(letter.words.say("emergency.findings.not_examined"))
        return
    yield b.Paragraph(letter.tell("grid.key"), muted=True)
    rest = iter(visits)
    while chunk := tuple(islice(rest, COLUMNS)):
        yield _table(letter, chunk)


def _table(letter: Letter, visits: tuple[Visit, ...]) -> b.Table:
    days = tuple(letter.words.short_day(visit.on) for visit in visits)
    rows: list[b.TableRow] = []
    for group in GROUPS:
        lines = _lines(group, visits)
        if lines:
            rows.append(b.TableRow(letter.tell(f"grid.groups.{group}")))
        for line in lines:
            cells = tuple(_cell(letter, line, visit) for visit in visits)
            rows.append(b.TableRow(_name(letter, line), cells))
    rows += _measured(letter, visits)
    return b.Table(letter.tell("grid.finding"), days, tuple(rows))


def _lines(group: str, visits: tuple[Visit, ...]) -> tuple[_Line, ...]:
    spots = {spot for visit in visits for spot in getattr(visit, group)}
    return tuple(_Line(group, spot) for spot in sorted(spots, key=_in_order))


def _in_order(spot: Spot) -> tuple[str, str]:
    return spot.place, spot.side


def _name(letter: Letter, line: _Line) -> str:
    if line.group == "tests":
        said = sided_test(letter, line.spot)
    else:
        place = letter.words.say(f"{NAMES[line.group]}.{line.spot.place}")
        said = letter.words.say(f"common.sides.{line.spot.side}", place=place)
    return f"{said[:1].upper()}{said[1:]}"


def _cell(letter: Letter, line: _Line, visit: Visit) -> str:
    value = getattr(visit, line.group).get(line.spot)
    if value is None:
        return letter.tell("grid.unlisted" if visit.exam_unlisted == "normal" else "grid.blank")
    if line.group == "power":
        return letter.tell("grid.grade", grade=str(value))
    table = "results" if line.group == "tests" else f"kinds.{line.group}"
    return letter.tell(f"exam.{table}.{value}")


def _measured(letter: Letter, visits: tuple[Visit, ...]) -> Iterator[b.TableRow]:
    for name in MEASURED:
        values = [_number(visit, name) for visit in visits]
        if any(value is not None for value in values):
            blank = letter.tell("grid.blank")
            cells = tuple(blank if value is None else f"{value:g}" for value in values)
            yield b.TableRow(letter.tell(f"grid.measured.{name}"), cells)


def _number(visit: Visit, name: str) -> float | None:
    if name == "residual":
        given = visit.red_flags.get(RESIDUAL)
        return given.number if given else None
    return visit.temperature if name == "temperature" else visit.rotation_degrees
