"""What waits, in words: the groups of the worklist, the reasons of a line, what came of a call."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from desktop import show, wording
from desktop.models.escalationwords import state_words
from desktop.widgets.form import ChipKind
from desktop.words import ntr, tr
from pathway.finding import Level
from pathway.recalls import RecallKind, Recorded
from pathway.worklist import WorkKind, WorkLine, WorkRow

SIGNS: Final[Mapping[ChipKind, str]] = {"danger": "‼", "warn": "!", "info": "·"}
"""What stands before the words, so that danger is seen without colour."""
_DANGER: Final[frozenset[WorkKind]] = frozenset({"escalated", "missed", "worsening", "no_advice"})
_WARNS: Final[frozenset[WorkKind]] = frozenset(
    {"decision_due", "window_closing", "moved", "overdue", "recall"}
)


class Reason(NamedTuple):
    """A reason in words: what it is, since or until when, and how it is tinted."""

    what: str
    when: str
    kind: ChipKind

    @property
    def whole(self) -> str:
        """Return everything in one line."""
        return f"{self.what} · {self.when}" if self.when else self.what


def group_words() -> Mapping[WorkKind, str]:
    """Return the groups of the list."""
    return {
        "escalated": tr("Sent, not arrived"),
        "missed": tr("Urgent, missed"),
        "red_flag": tr("Red flags"),
        "worsening": tr("Worsening weakness"),
        "no_advice": tr("Advice unavailable"),
        "decision_due": tr("Decision due"),
        "window_closing": tr("Window closing"),
        "moved": tr("Moved"),
        "overdue": tr("Overdue"),
        "recall": tr("Recalls to do"),
        "due": tr("Due"),
        "referral": tr("No answer yet"),
        "unsigned": tr("Unsigned visits"),
        "draft": tr("Unfinished forms"),
    }


def group_meanings() -> Mapping[WorkKind, str]:
    """Return what each group holds."""
    return {
        "escalated": tr("A hospital was called; no arrival and no outcome is recorded yet"),
        "missed": tr("An open red flag asked for a contact by a day that has passed"),
        "red_flag": tr("A red flag stands open or escalated"),
        "worsening": tr("Weakness that is new and marked, has grown, or is said to grow"),
        "no_advice": tr("The rules failed: look at these charts yourself"),
        "decision_due": tr("A decision on surgical evaluation is due"),
        "window_closing": tr("The decision on surgical evaluation falls due within 7 days"),
        "moved": tr("Moved by the calendar, and nobody has acknowledged it"),
        "overdue": tr("The next contact was to be before this day"),
        "recall": tr("A reminder for this day, or somebody did not come as promised"),
        "due": tr("The next contact is due on this day"),
        "referral": tr("Referred, and nobody has answered"),
        "unsigned": tr("Visits that nobody has signed"),
        "draft": tr("Forms that somebody left half filled"),
    }


def reason_words(line: WorkLine, on: date) -> Reason:
    """Return one reason in words."""
    told = _WHAT.get(line.kind)
    what = told(line) if told is not None else group_words()[line.kind]
    return Reason(what, _when(line, on), _tint(line))


def reasons_of(row: WorkRow, on: date) -> tuple[Reason, ...]:
    """Return the reasons of a line; what says the same twice stands there once."""
    kinds = {line.kind for line in row.reasons}
    told = [line for line in row.reasons if not _is_said(line, kinds)]
    return tuple(dict.fromkeys(reason_words(line, on) for line in told))


def outcome_words(kind: RecallKind) -> str:
    """Return what came of a call, in words."""
    words: dict[RecallKind, str] = {
        "reached": tr("Reached"),
        "will_come": tr("Will come"),
        "remind_on": tr("Remind on"),
        "declined": tr("Declined"),
        "moved": tr("Moved away"),
        "died": tr("Died"),
    }
    return words[kind]


def held_words(held: Recorded | None, on: date) -> str:
    """Return what came of the last call, with its day and who noted it; empty for none."""
    if held is None:
        return ""
    told = held.outcome
    said = outcome_words(told.kind)
    if told.day is not None:
        said = f"{said} {show.day(told.day)}"
    return tr("{outcome} (noted {ago} by {who})").format(
        outcome=said, ago=show.ago(told.on, on), who=told.by
    )


def days_words(day: date, on: date) -> str:
    """Return how far a day lies from another: ``3 days over``, ``today``, ``in 2 days``."""
    days = (on - day).days
    if days > 0:
        return ntr("{count} day over", "{count} days over", days)
    return ntr("in {count} day", "in {count} days", -days) if days else tr("today")


def _is_said(line: WorkLine, kinds: set[WorkKind]) -> bool:
    """Answer whether a more dangerous reason says the same: a missed flag is overdue as well."""
    if line.kind in {"overdue", "due"} and line.level >= Level.URGENT:
        return bool({"missed", "red_flag"} & kinds)
    return line.kind == "red_flag" and "missed" in kinds and line.level >= Level.URGENT


def _tint(line: WorkLine) -> ChipKind:
    if line.kind in _DANGER or (line.kind == "red_flag" and line.level >= Level.URGENT):
        return "danger"
    return "warn" if line.kind in _WARNS or line.kind == "red_flag" else "info"


def _when(line: WorkLine, on: date) -> str:
    if line.day is None:
        return ""
    if line.kind in {"moved", "unsigned", "draft", "referral", "escalated"}:
        return f"{show.day(line.day)} ({show.ago(line.day, on)})"
    if line.day == on:
        return tr("today")
    return f"{show.day(line.day)}, {days_words(line.day, on)}"


def _flag(line: WorkLine) -> str:
    return tr("Red flag: {level}").format(level=wording.short_level(line.level))


def _missed(line: WorkLine) -> str:
    return tr("Missed · {level}").format(level=_flag(line))


def _escalated(line: WorkLine) -> str:
    step = {
        "called": "called",
        "no_answer": "no_answer",
        "advice": "called",
        "transport": "on_the_way",
        "not_arrived": "not_arrived",
    }.get(line.what, "called")
    states: Mapping[str, str] = {str(code): said for code, said in state_words().items()}
    return tr("Escalated: {state}").format(state=states.get(step, step).lower())


def _recall(line: WorkLine) -> str:
    return tr("Did not come") if line.what == "will_come" else tr("Reminder")


_WHAT: Final[Mapping[WorkKind, Callable[[WorkLine], str]]] = {
    "escalated": _escalated,
    "missed": _missed,
    "red_flag": _flag,
    "recall": _recall,
    "moved": lambda _line: tr("Moved by the calendar"),
    "referral": lambda _line: tr("Referral without an answer"),
    "unsigned": lambda _line: tr("Unsigned visit"),
    "draft": lambda _line: tr("Unfinished form"),
}
