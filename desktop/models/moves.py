"""Moves in words: what is another than it was, since when, and why."""

from datetime import date

from desktop import show
from desktop.reasons import RuleWords
from desktop.wording import level_words, stage_words, status_words
from desktop.words import tr
from pathway.finding import Level
from pathway.states import Move, MovedPatient, State

URGENT_FIRST = (
    "immediate",
    "urgent",
    "decision_due",
    "window_open",
    "cannot_judge",
    "clinician_judgement",
)


def in_order(found: tuple[MovedPatient, ...]) -> tuple[MovedPatient, ...]:
    """Return moves with the most dangerous first, of those the newest."""
    return tuple(sorted(found, key=lambda one: (_danger(one.move), -one.move.on.toordinal())))


def changes_of(move: Move) -> tuple[str, ...]:
    """Return what is another than it was, each in a sentence."""
    was, now = move.was, move.now
    found = []
    if was.flag_level != now.flag_level:
        said = tr("Red flags: {before} → {after}")
        words = {"before": level_words(was.flag_level), "after": level_words(now.flag_level)}
        found.append(said.format(**words))
    if was.stage != now.stage:
        said = tr("Stage: {before} → {after}")
        found.append(said.format(before=stage_words(was.stage), after=stage_words(now.stage)))
    if was.surgical_status != now.surgical_status:
        said = tr("Surgical evaluation: {before} → {after}")
        words = {
            "before": status_words(was.surgical_status),
            "after": status_words(now.surgical_status),
        }
        found.append(said.format(**words))
    return tuple(found)


def whose(one: MovedPatient) -> str:
    """Return whose move it is."""
    name = show.name(one.family_name, one.given_name)
    return f"{name} · {one.number}" if one.number else name


def when(move: Move, today: date) -> str:
    """Return on which day it happened and how long that is ago."""
    if move.on == today:
        return tr("Today, {day}").format(day=show.day(move.on))
    return f"{show.day(move.on)} ({show.ago(move.on, today)})"


def reasons(move: Move, words: RuleWords) -> tuple[str, ...]:
    """Return why it moved, in the sentences of the rules."""
    return tuple(dict.fromkeys(words.sentence(reason) for reason in move.because))


def to_do(now: State, today: date) -> tuple[str, ...]:
    """Return the days to keep in sight after a move."""
    found = []
    if now.contact_by:
        is_late = now.contact_by < today
        said = tr("Contact was due by {day}") if is_late else tr("Next contact by {day}")
        found.append(said.format(day=show.day(now.contact_by)))
    if now.decision_due_on:
        said = tr("Decision on surgical evaluation due on {day}")
        found.append(said.format(day=show.day(now.decision_due_on)))
    return tuple(found)


def _danger(move: Move) -> int:
    """Return the place of a move in the list: red flags that rose, then the way to surgery."""
    if move.now.flag_level > move.was.flag_level:
        return int(max(Level)) - int(move.now.flag_level)
    status = move.now.surgical_status
    if status != move.was.surgical_status and status in URGENT_FIRST:
        return int(max(Level)) + 1 + URGENT_FIRST.index(status)
    return int(max(Level)) + 1 + len(URGENT_FIRST)
