"""A problem closed, opened again, or come back, in words: what it is and why."""

from collections.abc import Iterator, Mapping

from desktop import show
from desktop.models.escalationwords import where
from desktop.words import ntr, tr
from pathway.assessment import Assessment
from pathway.facts import Chart
from pathway.referring import threads
from pathway.relapse import Relapse, WhySame


def closing_words() -> Mapping[str, str]:
    """Return why a problem can be over."""
    return {
        "recovered": tr("Recovered"),
        "elsewhere": tr("Cared for elsewhere"),
        "moved": tr("Moved away"),
        "lost": tr("Lost to follow-up"),
        "died": tr("Died"),
        "other": tr("Other"),
    }


def relapse_headline(found: Relapse) -> str:
    """Return whether pain that came back is a new episode."""
    if found.is_new:
        return tr("A new episode")
    return tr("The same episode goes on: a flare")


def relapse_reason(found: Relapse) -> str:
    """Return why it is that, and what follows for the clocks."""
    free = ntr("{count} day without pain", "{count} days without pain", found.free_days)
    if found.starts is not None:
        said = tr(
            "{free}; {needed} or more begin a new episode. Its day 0 is {day}: stage and care "
            "clock begin anew, earlier care is shown and not counted."
        )
        return said.format(free=free, needed=found.needed_days, day=show.day(found.starts))
    whys: Mapping[WhySame, str] = {
        "too_short": tr("{free}; {needed} or more would begin a new episode."),
        "pain_meanwhile": tr("{free} were told, but a visit in between found pain."),
        "deficit": tr("{free}, but numbness or weakness was found meanwhile: not recovered."),
        "older": tr("{free}, but a later time without pain, or the start itself, counts."),
    }
    said = whys.get(found.why_same, "{free}")
    kept = tr("The clocks go on as they were.")
    return f"{said.format(free=free, needed=found.needed_days)} {kept}"


def still_open(chart: Chart, found: Assessment | None) -> str:
    """Return what a problem should not be closed over, in one line; empty when there is nothing."""
    named = " · ".join(_open_things(chart, found))
    return tr("Still open: {things}.").format(things=named) if named else ""


def _open_things(chart: Chart, found: Assessment | None) -> Iterator[str]:
    flags = len(found.red_flags.open) if found else 0
    if flags:
        yield ntr("{count} red flag", "{count} red flags", flags)
    for one in chart.escalations:
        if one.is_waiting:
            yield tr("escalated to {where}, not arrived").format(where=where(one))
    waiting = sum(1 for thread in threads(chart.referrals) if thread.is_waiting)
    if waiting:
        yield ntr("{count} unanswered referral", "{count} unanswered referrals", waiting)
