"""What a chart says at a glance: stage, care weeks, surgery, next contact, what changed since."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop import show
from desktop.models.findings import stage_headline
from desktop.models.since import since_words
from desktop.packwords import PackWords
from desktop.wording import short_status
from desktop.words import ntr, tr
from pathway.assessment import Assessment
from pathway.finding import CareClock, NextContact
from pathway.sincevisit import SinceVisit

LONGEST: Final = 90
"""Changes are named up to so many letters; of the others it is said how many there are."""


@dataclass(frozen=True, slots=True)
class GlanceFact:
    """One thing to be seen at once: what it is about, what it is; ``more`` are all its words."""

    caption: str
    value: str
    more: str = ""
    is_late: bool = False


def glance_facts(assessment: Assessment | None, weeks_needed: int) -> tuple[GlanceFact, ...]:
    """Return where somebody stands, the same four things for everybody."""
    captions = tr("Stage"), tr("Care week"), tr("Surgical evaluation"), tr("Next contact")
    if assessment is None:
        return tuple(GlanceFact(caption, tr("not worked out")) for caption in captions)
    contact, is_late = _contact(assessment.next_contact, assessment.assessed_on)
    values = (
        stage_headline(assessment.stage),
        _care(assessment.care_clock, weeks_needed),
        short_status(assessment.surgical_evaluation.status),
        contact,
    )
    told = zip(captions, values, strict=True)
    return tuple(
        GlanceFact(caption, value, is_late=is_late and caption == captions[-1])
        for caption, value in told
    )


def since_fact(since: SinceVisit, words: PackWords, today: date) -> GlanceFact:
    """Return what changed since the last visit, the weightiest first."""
    if since.last is None:
        return GlanceFact(tr("Since the last visit"), tr("No earlier visit"))
    caption = tr("Since {day}, {ago}").format(
        day=show.day(since.last), ago=show.ago(since.last, today)
    )
    said = [since_words(one, words) for one in since.changes]
    if not said:
        return GlanceFact(caption, tr("No change"))
    return GlanceFact(caption, _briefly(said), "\n".join(said))


def since_waiting() -> GlanceFact:
    """Return what is said until it is known what changed."""
    return GlanceFact(tr("Since the last visit"), "…")


def _briefly(said: list[str]) -> str:
    """Return the first changes, at least one, and how many more there are."""
    shown = said[0]
    for place, one in enumerate(said[1:], start=1):
        longer = f"{shown} · {one}"
        if len(longer) > LONGEST:
            left = len(said) - place
            return f"{shown} · {ntr('{count} more', '{count} more', left)}"
        shown = longer
    return shown


def _care(clock: CareClock, needed: int) -> str:
    if clock.start is None:
        return tr("0 of {needed}: no care recorded").format(needed=needed)
    if clock.active_weeks > needed:
        return tr("{needed} of {needed}, {weeks} in all").format(
            weeks=clock.active_weeks, needed=needed
        )
    return tr("{weeks} of {needed}").format(weeks=clock.active_weeks, needed=needed)


def _contact(contact: NextContact, today: date) -> tuple[str, bool]:
    if contact.by is None:
        return tr("no date"), False
    if contact.by < today:
        late = show.elapsed(contact.by, today)
        return tr("{day}, overdue by {time}").format(day=show.day(contact.by), time=late), True
    said = tr("by {day}, {when}").format(day=show.day(contact.by), when=show.ago(contact.by, today))
    return said, False
