"""What a decision would change, told before it is made: two assessments, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop import show
from desktop.models.findings import stage_headline
from desktop.packwords import PackWords
from desktop.wording import imaging_words, level_words, status_words
from desktop.words import ntr, tr
from pathway.assessment import Assessment
from pathway.finding import Level

SHOWN = frozenset({"offered", "optional"})


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that would be another: what, how it is now, and how it would be."""

    what: str
    was: str
    now: str

    @property
    def words(self) -> str:
        """Return it in one line."""
        said = tr("{what}: {was} → {now}")
        return said.format(what=self.what, was=self.was, now=self.now)


def changes_between(was: Assessment, now: Assessment, words: PackWords) -> tuple[Consequence, ...]:
    """Return what the two say differently, in the order in which a clinician thinks."""
    told = _told(was, words), _told(now, words)
    return tuple(
        Consequence(what, before, after)
        for (what, before), (_, after) in zip(*told, strict=True)
        if before != after
    )


def kept_words(found: Assessment) -> str:
    """Return which clocks go on as they are."""
    clock = found.care_clock
    stage = stage_headline(found.stage)
    if clock.start is None:
        return tr("The clocks go on: {stage}; no care is recorded yet.").format(stage=stage)
    said = tr("The clocks go on: {stage}; care day {day}, active weeks {weeks}.")
    return said.format(stage=stage, day=clock.care_day, weeks=clock.active_weeks)


def _told(found: Assessment, words: PackWords) -> tuple[tuple[str, str], ...]:
    return tuple(_lines(found, words))


def _lines(found: Assessment, words: PackWords) -> Iterator[tuple[str, str]]:
    flags = found.red_flags
    named = "; ".join(words.short(flag.id) for flag in flags.open)
    yield tr("Open red flags"), named or tr("none")
    urgency = level_words(flags.level) if flags.level > Level.NONE else tr("none")
    yield tr("Level"), urgency
    yield tr("Stage"), stage_headline(found.stage)
    yield tr("Care clock"), _care(found)
    yield tr("Surgical evaluation"), status_words(found.surgical_evaluation.status)
    opens = found.surgical_evaluation.window_opens_on
    yield tr("Window opens"), show.day(opens) if opens else tr("no date")
    yield tr("Imaging"), imaging_words(found.imaging.advice)
    yield tr("Treatment options"), _options(found)
    by = found.next_contact.by
    yield tr("Next contact"), tr("by {day}").format(day=show.day(by)) if by else tr("no date")


def _care(found: Assessment) -> str:
    clock = found.care_clock
    if clock.start is None:
        return tr("not begun")
    said = tr("day {day}, {weeks} active weeks")
    return said.format(day=clock.care_day, weeks=clock.active_weeks)


def _options(found: Assessment) -> str:
    count = sum(1 for option in found.options or () if option.state in SHOWN)
    if not count:
        return tr("hidden")
    return ntr("{count} is shown", "{count} are shown", count)
