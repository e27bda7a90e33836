"""The red-flag interview as a form shows it: groups of questions, with what was said before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from pathway.facts import Answer, Chart, Region, Visit
from pathway.finding import RedFlags
from pathway.flagbook import FlagBook, FlagKind
from pathway.guidelines import Guidelines
from pathway.intake import Answers, answers_of, visit_from
from pathway.standing import standing_of


class Earlier(NamedTuple):
    """What was answered at an earlier visit."""

    answer: Answer
    on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """One item of the interview; a ``needed`` one must not stay blank."""

    id: str
    kind: FlagKind
    needed: bool
    private: bool
    earlier: Earlier | None


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """Items that are asked together."""

    id: str
    items: tuple[Asked, ...]


class Progress(NamedTuple):
    """How many of the needed items have an answer."""

    answered: int
    needed: int

    @property
    def is_complete(self) -> bool:
        """Say whether no needed item is blank."""
        return self.answered == self.needed


def interview(
    book: FlagBook, region: Region, needed: frozenset[str], before: Iterable[Visit]
) -> tuple[AskedGroup, ...]:
    """Return what to ask in a region; ``needed`` items are never left out."""
    visits = tuple(before)
    groups = []
    for group in book.interview(region):
        items = tuple(
            Asked(item.id, item.kind, item.id in needed, item.private, _earlier(visits, item.id))
            for item in group.items
            if item.is_asked and (item.id in needed or book.is_optional(item.id, region))
        )
        if items:
            groups.append(AskedGroup(group.id, items))
    return tuple(groups)


def progress(needed: frozenset[str], answers: Answers) -> Progress:
    """Return how far the interview has got."""
    return Progress(sum(answers.flag(item) is not None for item in needed), len(needed))


def unanswered(needed: frozenset[str], answers: Answers) -> tuple[str, ...]:
    """Return the needed items without an answer."""
    return tuple(sorted(item for item in needed if answers.flag(item) is None))


def left_open(chart: Chart, visit: Visit, guidelines: Guidelines) -> tuple[str, ...]:
    """Return what the screen of a recorded visit of a chart left without an answer."""
    others = tuple(one for one in chart.visits if one != visit)
    answers = answers_of(visit)
    wanted, _ = needed(replace(chart, visits=others), answers, visit.on, guidelines)
    return unanswered(wanted, answers)


def _earlier(visits: tuple[Visit, ...], item: str) -> Earlier | None:
    told = [(v.on, v.red_flags[item].answer) for v in visits if item in v.red_flags]
    if not told:
        return None
    on, answer = max(told, key=_day)
    return Earlier(answer, on)


def _day(told: tuple[date, Answer]) -> date:
    return told[0]


def needed(
    chart: Chart, answers: Answers, on: date, guidelines: Guidelines
) -> tuple[frozenset[str], RedFlags | None]:
    """Return the items that must not stay blank, and what the answers so far would mean.

    Some items are asked because of other answers, so the rules judge the visit as it would be
    saved. When they cannot, every item that may be needed is asked, and nothing is concluded.
    """
    book, region = guidelines.flags, chart.problem.region
    always = frozenset(book.always_asked[region])
    sometimes = frozenset(item for item, _ in book.sometimes_asked[region])
    given = frozenset(item for item in sometimes if answers.flag(item) is not None)
    visit = visit_from(answers, on, None)
    trial = replace(chart, visits=(*(v for v in chart.visits if v.on <= on), visit))
    try:
        flags = standing_of(trial, on, guidelines).flags
    except Exception:  # noqa: BLE001 - a failed rule costs nobody the form; the desk logs it
        return always | sometimes, None
    return always | frozenset(flags.missing) | given, flags
