"""How a problem began, as it was told: the spine, then the limb, and the patient's own words."""

from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from handouts.words import HandoutWords
from pathway.facts import Onset, OnsetAbout, OnsetDay, OnsetMonth, OnsetUnknown, Problem
from pathway.story import Story

LONGEST_WORDS: Final = 140
"""Characters of the patient's words: a page for an emergency has room for a sentence of them."""


def began(onset: Onset, words: HandoutWords) -> str:
    """Return a start as precisely as it is known."""
    day = words.short_day
    match onset:
        case OnsetDay(on):
            return words.say("emergency.problem.onset", date=day(on))
        case OnsetMonth(month):
            return words.say("emergency.problem.onset_month", month=words.short_month(month))
        case OnsetAbout(days, said_on):
            return words.say("emergency.problem.onset_about", days=str(days), date=day(said_on))
        case OnsetUnknown(documented):
            return words.say("emergency.problem.onset_unknown", date=day(documented))


def story_lines(problem: Problem, story: Story, words: HandoutWords) -> Iterator[str]:
    """Go through how a problem began; the limb is named apart where the spine hurt before it."""
    if story.spine_onset is not None:
        spine = began(story.spine_onset, words)
        yield words.say("emergency.problem.spine_first", time=spine)
        yield words.say("emergency.problem.limb_then", time=began(problem.onset, words))
    else:
        yield began(problem.onset, words)
        if story.spine_earlier == "yes":
            yield words.say("emergency.problem.spine_before")
    if story.onset_words:
        own = shorten(story.onset_words, LONGEST_WORDS, placeholder=" …")
        yield words.say("emergency.problem.own_words", value=own)
