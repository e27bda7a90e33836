"""Scores from the answers of one visit, and what has changed since an earlier one.

A blank item stays blank: it is left out, counted in proportion or counted as not ticked only where
the manual of the score says so, and then that is told. With too many blanks there is no total.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from math import floor, isfinite
from typing import Final, NamedTuple, TypeAlias

from pathway.coding import Code, Coded, coded
from pathway.facts import Region, Visit
from pathway.intake import Answers, change
from pathway.scorebook import Measure, ScoreBook

Values: TypeAlias = Mapping[str, str]
"""What was entered at one visit, by the code of the item; a blank has no entry."""

PERCENT: Final = 100
HALF: Final = 0.5
"""Added before the rest is cut off: a half is rounded up, towards the worse."""


class Scored(NamedTuple):
    """One score of one visit; ``total`` None when too many items are blank.

    ``is_filled`` says that blank items were counted by the rule of the score, not by an answer.
    """

    measure: Measure
    total: float | None
    blank: tuple[str, ...]
    is_filled: bool

    @property
    def answered(self) -> int:
        """Return how many items have an answer."""
        return len(self.measure.items) - len(self.blank)

    @property
    def band(self) -> str:
        """Return what the total means in words, empty without a total or without bands.

        Blanks that were counted as not ticked make it mean nothing yet.
        """
        if self.total is None or _counts_blanks(self):
            return ""
        return self.measure.band(self.total)

    @property
    def is_settled(self) -> bool:
        """Tell whether there is a total that does not stand on blanks counted as not ticked."""
        return self.total is not None and not _counts_blanks(self)


class Past(NamedTuple):
    """What was entered at an earlier visit."""

    on: date
    values: Values


class Since(NamedTuple):
    """How a score has changed since an earlier day.

    ``change`` None: the totals cannot be compared, since other activities were rated then or
    blanks were counted as not ticked.
    ``matters`` None: no source says which change matters.
    """

    on: date
    total: float
    change: float | None
    is_better: bool
    matters: bool | None


def values_of(visit: Visit) -> Values:
    """Return what a visit holds, by item; findings with a side belong to no score."""
    return {row.code.item: row.value for row in coded(visit) if row.code.side is None}


def scored(measure: Measure, values: Values) -> Scored | None:
    """Return a score; None while none of its items has an answer."""
    points = {code: _points(measure, values[code]) for code in measure.items if values.get(code)}
    told = [given for given in points.values() if given is not None]
    if not told:
        return _told_total(measure, values)
    blank = tuple(code for code in measure.items if points.get(code) is None)
    if len(blank) > measure.most_blank:
        return Scored(measure, None, blank, is_filled=False)
    is_filled = bool(blank) and measure.blank in {"pro_rated", "as_no"}
    return Scored(measure, _total(measure, told), blank, is_filled)


def with_total(answers: Answers, changed: Code, book: ScoreBook) -> Answers:
    """Return the answers with the total worked out anew that the changed item belongs to.

    Only totals that the facts keep are worked out; one that was told without items stays, until
    one of its items is entered.
    """
    for measure in book.measures.values():
        if measure.total and changed.item in measure.items:
            code, total = Code(measure.total), _total_text(measure, answers)
            answers = change(answers, code, Coded(code, total) if total else None)
    return answers


def _total_text(measure: Measure, answers: Answers) -> str:
    given = {item: answers.get(Code(item)) for item in measure.items}
    done = scored(measure, {item: row.value for item, row in given.items() if row})
    return "" if done is None or done.total is None else format(done.total, "g")


def is_asked(measure: Measure, book: ScoreBook, values: Values) -> bool:
    """Tell whether a score is to be asked: at once, or because another one reached its total."""
    if measure.needs is None:
        return True
    first = scored(book.measures[measure.needs.measure], values)
    return first is not None and first.total is not None and first.total >= measure.needs.total


def since(now: Scored, values: Values, earlier: Iterable[Past], region: Region) -> Since | None:
    """Return the change since the latest earlier visit that has a total; None without one."""
    if now.total is None:
        return None
    before = latest(now.measure, earlier)
    if before is None:
        return None
    past, total = before
    is_guess = _counts_blanks(now) or _counts_blanks(scored(now.measure, past.values))
    if is_guess or _named(now.measure, past.values) != _named(now.measure, values):
        return Since(past.on, total, None, is_better=False, matters=None)
    change = round(now.total - total, 1)
    is_better = change < 0 if now.measure.better == "lower" else change > 0
    return Since(past.on, total, change, is_better, _matters(now.measure, change, total, region))


def latest(measure: Measure, earlier: Iterable[Past]) -> tuple[Past, float] | None:
    """Return the latest earlier visit with a total of this score, and that total."""
    found = None
    for past in earlier:
        done = scored(measure, past.values)
        if done and done.total is not None and (found is None or past.on >= found[0].on):
            found = past, done.total
    return found


def _counts_blanks(done: Scored | None) -> bool:
    return done is not None and done.is_filled and done.measure.blank == "as_no"


def _told_total(measure: Measure, values: Values) -> Scored | None:
    """Return the total that stands without its items, as a file may tell it."""
    told = _number(values.get(measure.total, "")) if measure.total else None
    return Scored(measure, told, measure.items, is_filled=False) if told is not None else None


def _points(measure: Measure, value: str) -> float | None:
    if measure.way == "count":
        return float(value == "yes")
    return measure.points.get(value) if measure.points else _number(value)


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _total(measure: Measure, told: list[float]) -> float:
    total = sum(told)
    if measure.way == "mean":
        return round(total / len(told), 1)
    if measure.blank == "pro_rated":
        return float(floor(total * len(measure.items) / len(told) + HALF))
    return total


def _named(measure: Measure, values: Values) -> tuple[str, ...]:
    """Return what was rated: only activities with a value count."""
    pairs = zip(measure.named_by, measure.items, strict=False)
    return tuple(values.get(name, "").strip().casefold() for name, it in pairs if values.get(it))


def _matters(measure: Measure, change: float, before: float, region: Region) -> bool | None:
    points, percent = measure.points_that_matter(region), measure.change_percent
    if points is None and percent is None:
        return None
    if points is not None and abs(change) >= points:
        return True
    return percent is not None and 0 < before * percent <= abs(change) * PERCENT
