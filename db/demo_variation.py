"""Turns the told courses into as many different ones as a large clinic has patients.

A course keeps its order and its findings; ages, scores, days, the number of visits and how it ended
differ. Most courses in a clinic that has worked for years are over.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from db.demo_stories import STORIES, Followed, Seen, Story, Told

OVER: Final = 0.65
LONGEST_AGO_DAYS: Final = 1_800
MOST_FOLLOW_UPS: Final = 9
ENDINGS: Final = (
    "recovered", "recovered", "recovered", "much better, wants no more visits",
    "referred to the hospital", "moved away", "did not come back",
)  # fmt: skip
_ADULT: Final = 18
_OLDEST: Final = 94
_GAP_DAYS: Final = 21


def varied(chance: Random) -> Story:
    """Return a course that nobody else has."""
    story = chance.choice(STORIES)
    story = replace(
        story,
        age=_age(chance, story),
        seen=tuple(_rescored(chance, seen) for seen in _with_visits_between(chance, story.seen)),
    )
    if story.pregnant_weeks is not None or story.unsigned:
        return story
    if story.closed is None and chance.random() < OVER:
        return _over(chance, story)
    return _shifted(story, chance.randrange(0, 8))


def _age(chance: Random, story: Story) -> int:
    if story.age < _ADULT or story.pregnant_weeks is not None:
        return story.age
    return min(_OLDEST, max(_ADULT, story.age + chance.randrange(-14, 15)))


def _with_visits_between(chance: Random, seen: tuple[Seen, ...]) -> Iterator[Seen]:
    for number, visit in enumerate(seen):
        yield visit
        later = seen[number + 1] if number + 1 < len(seen) else None
        if later is None or visit.days - later.days <= _GAP_DAYS or chance.random() < 0.4:
            continue
        day = chance.randrange(later.days + 5, visit.days - 4)
        yield Seen(day, _between(visit.limb, later.limb), _between(visit.spine, later.spine))


def _between(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else (first + second) // 2


def _rescored(chance: Random, seen: Seen) -> Seen:
    return replace(seen, limb=_near(chance, seen.limb), spine=_near(chance, seen.spine))


def _near(chance: Random, score: int | None) -> int | None:
    return None if score is None else min(10, max(0, score + chance.choice((-1, 0, 0, 1))))


def _over(chance: Random, story: Story) -> Story:
    """Return the course as one that ended some time ago, after more visits or fewer."""
    end = chance.randrange(30, LONGEST_AGO_DAYS)
    last = story.seen[-1]
    days, score = list(_follow_ups(chance)), last.limb
    visits = list(_shifted(story, end + sum(days) - last.days + 1).seen)
    for gap in days:
        score = None if score is None else max(0, score - chance.choice((0, 1, 1, 2)))
        before = visits[-1]
        visits.append(Seen(before.days - gap, score, score and score // 2, last.grade))
    moved = _shifted(story, end + sum(days) - last.days + 1)
    return replace(
        moved,
        seen=tuple(visits),
        closed=(end, chance.choice(ENDINGS)),
        care=tuple(_ended(told, end) for told in moved.care),
    )


def _follow_ups(chance: Random) -> Iterator[int]:
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3, MOST_FOLLOW_UPS))):
        yield chance.randrange(12, 45)


def _ended(told: Told, end: int) -> Told:
    return told if told.end is not None or told.sessions else replace(told, end=end)


def _shifted(story: Story, by: int) -> Story:
    """Return the course as it was if everything in it happened ``by`` days earlier."""

    def ago(days: int | None) -> int | None:
        return None if days is None else days + by

    return replace(
        story,
        onset=story.onset + by,
        seen=tuple(_earlier_visit(seen, by) for seen in story.seen),
        care=tuple(
            replace(
                told,
                start=told.start + by,
                end=ago(told.end),
                sessions=tuple(days + by for days in told.sessions),
            )
            for told in story.care
        ),
        followed=tuple(_earlier_follow_up(item, by) for item in story.followed),
        closed=(story.closed[0] + by, story.closed[1]) if story.closed else None,
        pain_free=(story.pain_free[0] + by, story.pain_free[1] + by) if story.pain_free else None,
        referred=ago(story.referred),
        opened=ago(story.opened),
    )


def _earlier_visit(seen: Seen, by: int) -> Seen:
    weak = None if seen.weak_since is None else seen.weak_since + by
    return replace(seen, days=seen.days + by, weak_since=weak)


def _earlier_follow_up(item: Followed, by: int) -> Followed:
    return replace(item, raised=item.raised + by, on=item.on + by)
