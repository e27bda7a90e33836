"""Scores in words: the total, what was left out of it, and how it compares with the last one."""

from collections.abc import Sequence

from desktop import show
from desktop.words import ntr, tr
from pathway.facts import Region
from pathway.scorebook import Measure
from pathway.scoring import Past, Scored, Since, Values, latest, scored, since


def score_lines(
    measure: Measure, values: Values, earlier: Sequence[Past], region: Region
) -> tuple[str, str]:
    """Return the total of a score as a headline, and beneath it what is to be known about it.

    Both are empty while nothing was answered, now or before.
    """
    done = scored(measure, values)
    if done is None:
        before = latest(measure, earlier)
        return "", _last(measure, before) if before else ""
    change = since(done, values, earlier, region)
    told = [*_about(done), *([_since(measure, change)] if change else [])]
    return _headline(done), " · ".join(told)


def total_words(done: Scored) -> str:
    """Return a total with the end of its scale: "12 of 27"."""
    if done.total is None:
        return ""
    return tr("{total} of {most}").format(
        total=show.number(done.total), most=show.number(done.measure.high)
    )


def score_value(done: Scored) -> str:
    """Return a total with all that is to be known about it, or why there is none."""
    return " · ".join([total_words(done) or _why_not(done), *_about(done)])


def _headline(done: Scored) -> str:
    if done.total is not None:
        return f"{done.measure.title}: {total_words(done)}"
    return f"{done.measure.title}. {_why_not(done)}"


def _why_not(done: Scored) -> str:
    return ntr(
        "Cannot be scored: {count} question has no answer.",
        "Cannot be scored: {count} questions have no answer.",
        len(done.blank),
    )


def _about(done: Scored) -> list[str]:
    if done.total is None:
        return []
    told = [done.band] if done.band else []
    if done.answered == 0:
        return [*told, tr("the total was told without its items")]
    if done.is_filled:
        told.append(_filled(done))
    elif done.blank:
        count = ntr("mean of {count} activity", "mean of {count} activities", done.answered)
        told.append(count)
    return told


def _filled(done: Scored) -> str:
    count = len(done.blank)
    if done.measure.blank == "pro_rated":
        return ntr(
            "{count} not answered: counted in proportion",
            "{count} not answered: counted in proportion",
            count,
        )
    numbers = [
        show.number(place) for place, code in enumerate(done.measure.items, 1) if code in done.blank
    ]
    return tr("not answered, counted as not ticked: {numbers}").format(numbers=_ranges(numbers))


def _ranges(numbers: list[str]) -> str:
    few = 6
    more = len(numbers) - few
    named = ", ".join(numbers[:few])
    return f"{named}; {ntr('{count} more', '{count} more', more)}" if more > 0 else named


def _last(measure: Measure, before: tuple[Past, float]) -> str:
    past, total = before
    return tr("Last {total} of {most} on {day}").format(
        total=show.number(total), most=show.number(measure.high), day=show.day(past.on)
    )


def _since(measure: Measure, change: Since) -> str:
    told = tr("{day}: {total}").format(day=show.day(change.on), total=show.number(change.total))
    if change.change is None and measure.named_by:
        return tr("{before}, for other activities").format(before=told)
    if change.change is None:
        return tr("{before}, not all answered").format(before=told)
    if change.change == 0:
        return tr("{before}, unchanged").format(before=told)
    sign = "+" if change.change > 0 else "−"
    points = f"{sign}{show.number(abs(change.change))}"
    words = (
        tr("{before}, better ({points})") if change.is_better else tr("{before}, worse ({points})")
    )
    told = words.format(before=told, points=points)
    if change.matters is False:
        return tr("{change}, too little to count").format(change=told)
    return told
