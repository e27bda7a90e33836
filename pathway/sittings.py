"""The visits of one day seen together, as far as red flags are concerned.

Two visits on the same day are joined so that the worse answer counts. A blank stays a blank.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from itertools import chain
from operator import attrgetter, lt
from typing import Final

from pathway.facts import Answer, FlagAnswer, Spot, Visit
from pathway.fixed import fixed
from pathway.flagbook import FlagBook

# Of two answers on one day the later one in this order counts.
_WORSE: Mapping[Answer, int] = {"not_asked": 0, "no": 1, "declined": 2, "unable": 3, "yes": 4}
BLANK: Answer = "not_asked"
RAISES_NOTHING: Final = frozenset({"no", BLANK})
_BLANK_ONLY: Final = frozenset({BLANK})
_ANSWER = attrgetter("answer")
_NEVER_RECORDED = datetime.min.replace(tzinfo=UTC)


@fixed
class Sitting:
    """Everything asked and found on one day.

    ``visits`` stand in the order in which they took place. ``raising`` are their answers, item by
    item, that can raise a flag: neither no nor blank. ``answers`` holds the worst answer to each.
    """

    on: date
    visits: tuple[Visit, ...]
    raising: tuple[tuple[str, FlagAnswer], ...]
    answers: Mapping[str, FlagAnswer]
    unlisted: Answer

    def answer(self, flag_id: str) -> Answer:
        """Return the answer to an item, "not_asked" when it is blank."""
        given = self.answers.get(flag_id)
        return given.answer if given else self.unlisted

    def blank(self, flag_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the items that nobody answered."""
        answers = self.answers
        if self.unlisted == BLANK:
            blank = [it for it in flag_ids if it not in answers or answers[it].answer == BLANK]
        else:
            told = {it for it, given in answers.items() if given.answer == BLANK}
            blank = [it for it in flag_ids if it in told] if told else []
        return tuple(blank)

    @property
    def was_screened(self) -> bool:
        """Tell whether any red-flag item was asked."""
        return self.unlisted != BLANK or not _BLANK_ONLY.issuperset(
            map(_ANSWER, self.answers.values())
        )

    @property
    def temperature(self) -> float | None:
        """The highest temperature measured."""
        measured = [v.temperature for v in self.visits if v.temperature is not None]
        return max(measured, default=None)


def sittings_of(visits: tuple[Visit, ...], book: FlagBook) -> tuple[Sitting, ...]:
    """Return the days on which the patient was seen, in order."""
    days = [visit.on for visit in visits]
    if all(map(lt, days, days[1:])):
        return tuple([_alone(visit, book) for visit in visits])
    return tuple([_of_day(together, book) for together in _by_day(visits)])


def _by_day(visits: tuple[Visit, ...]) -> list[tuple[Visit, ...]]:
    days = {visit.on for visit in visits}
    ordered = sorted(visits, key=_moment)
    return [tuple(v for v in ordered if v.on == day) for day in sorted(days)]


def _moment(visit: Visit) -> tuple[date, datetime, int, list[tuple[Spot, int]]]:
    """Where nobody knows which of two exams came first, the weaker one counts as the later one."""
    return visit.on, _recorded(visit), -sum(visit.power.values()), sorted(visit.power.items())


def _recorded(visit: Visit) -> datetime:
    moment = visit.recorded_at
    if moment is None:
        return _NEVER_RECORDED
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _of_day(visits: tuple[Visit, ...], book: FlagBook) -> Sitting:
    return _alone(visits[0], book) if len(visits) == 1 else _together(visits, book)


def _alone(visit: Visit, book: FlagBook) -> Sitting:
    """The one visit of a day."""
    told, unlisted = visit.red_flags, visit.red_flags_unlisted
    if unlisted not in RAISES_NOTHING:
        return _together((visit,), book)
    raises = not RAISES_NOTHING.issuperset(map(_ANSWER, told.values()))
    return Sitting(visit.on, (visit,), _raising(told) if raises else (), told, unlisted)


def _together(visits: tuple[Visit, ...], book: FlagBook) -> Sitting:
    spelt_out = tuple(_spelt_out(visit, book) for visit in visits)
    raising = chain.from_iterable(map(_raising, spelt_out))
    return Sitting(visits[0].on, visits, tuple(raising), _worst(spelt_out), BLANK)


def _raising(told: Mapping[str, FlagAnswer]) -> tuple[tuple[str, FlagAnswer], ...]:
    return tuple([each for each in told.items() if each[1].answer not in RAISES_NOTHING])


def _spelt_out(visit: Visit, book: FlagBook) -> dict[str, FlagAnswer]:
    """The answers with those that are stated for everything else, item by item."""
    if visit.red_flags_unlisted == "not_asked":
        return dict(visit.red_flags)
    rest = FlagAnswer(visit.red_flags_unlisted)
    return {**dict.fromkeys(book.answered_items, rest), **visit.red_flags}


def _worst(told: tuple[Mapping[str, FlagAnswer], ...]) -> dict[str, FlagAnswer]:
    worst: dict[str, FlagAnswer] = {}
    for answers in told:
        for flag_id, given in answers.items():
            known = worst.get(flag_id)
            if known is None or _WORSE[given.answer] > _WORSE[known.answer]:
                worst[flag_id] = given
    return worst
