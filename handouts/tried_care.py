"""Care that was tried: what, when, how long, and what came of it; nothing is left out."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from handouts import blocks as b
from handouts.letter import Letter
from pathway.facts import Care

WEEK: Final = 7
SHARES: Final = (0.3, 0.34, 0.17, 0.19)


def care_lines(letter: Letter) -> Iterator[b.Block]:
    """Yield the care clock and a line for each care without medicines."""
    yield clock_line(letter)
    given = [care for care in letter.chart.care if care.kind != "medicine"]
    if given:
        lines = (
            letter.tell(
                "care.line",
                name=_name(letter, care),
                time=_when(letter, care),
                value=letter.tell(f"outcomes.{care.outcome}"),
            )
            for care in given
        )
        yield b.Bullets(tuple(lines))


def care_table(letter: Letter) -> Iterator[b.Block]:
    """Yield the care clock and all care as a table, medicines among it."""
    yield clock_line(letter)
    if not letter.chart.care:
        yield b.Paragraph(letter.tell("care.none"))
        return
    columns = tuple(letter.tell(f"care.{name}") for name in ("when", "how_long", "outcome"))
    rows = tuple(
        b.TableRow(
            _name(letter, care),
            (
                _when(letter, care),
                _how_long(letter, care),
                letter.tell(f"outcomes.{care.outcome}"),
            ),
        )
        for care in letter.chart.care
    )
    yield b.Table(letter.tell("care.what"), columns, rows, SHARES)


def clock_line(letter: Letter) -> b.Block:
    """Return where the care clock stands."""
    clock = letter.assessment.care_clock if letter.assessment else None
    if clock is None or clock.start is None or clock.care_day is None:
        return b.Paragraph(letter.tell("care.no_clock"))
    said = letter.tell(
        "care.clock",
        days=str(clock.care_day),
        number=str(clock.active_weeks),
        value=str(clock.paused_days),
    )
    return b.Paragraph(said, strong=True)


def _name(letter: Letter, care: Care) -> str:
    kind = letter.materials.names.care(care.kind)
    return f"{kind}: {care.name}" if care.name else kind


def _when(letter: Letter, care: Care) -> str:
    day = letter.words.short_day
    if care.span is None:
        return ", ".join(day(on) for on in sorted(care.dates))
    if care.span.end is None:
        said = letter.tell("care.since", date=day(care.span.start))
    else:
        ends = {"after": day(care.span.start), "before": day(care.span.end)}
        said = letter.tell("care.span", **ends)
    if care.days_per_week == WEEK or care.kind == "medicine":
        return said
    return letter.tell("care.weekly", value=said, days=str(care.days_per_week))


def _how_long(letter: Letter, care: Care) -> str:
    if care.span is None:
        return letter.tell("care.sessions", number=str(len(set(care.dates))))
    last: date = care.span.end or letter.on
    days = (last - care.span.start).days + 1
    return letter.tell("care.weeks", number=str(days // WEEK), days=str(days % WEEK))
