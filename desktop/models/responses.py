"""Answers to suggestions in words: what was said, by whom and when; what changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desktop import show
from desktop.packwords import PackWords
from desktop.widgets.choice import Choice
from desktop.widgets.form import ChipKind
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.finding import Input
from pathway.responses import (
    DECLINED,
    NEEDS_WORDS,
    OVERRIDDEN,
    Answer,
    Answered,
    Change,
    Fact,
    Response,
    Suggestion,
    SuggestionKind,
)

MOST_CHANGES: Final = 4
_REASONS: Final[dict[Answer, str]] = {"declined": DECLINED, "overridden": OVERRIDDEN}


@dataclass(frozen=True, slots=True)
class AnswerBook:
    """What is needed to ask for answers and to show them; ``refusal`` says who may not answer."""

    catalogue: Catalogue
    words: PackWords
    refusal: str = ""

    def reasons(self, answer: Answer) -> tuple[Choice, ...]:
        """Return the reasons that an answer can have; none for one that needs none."""
        code = _REASONS.get(answer)
        found = self.catalogue.item(code).choices if code else ()
        return tuple(Choice(one.code, one.label) for one in found)

    def question(self, answer: Answer) -> str:
        """Return how the reason of an answer is asked for."""
        return self.catalogue.item(_REASONS[answer]).label

    def reason_words(self, answer: Answer, reason: str) -> str:
        """Return a reason in words."""
        code = _REASONS.get(answer)
        return self.catalogue.item(code).choice_label(reason) if code else ""

    def needs_words(self, reason: str) -> bool:
        """Say whether a reason says too little without words."""
        return reason in self.catalogue.item(NEEDS_WORDS).values


def answer_choices(suggestion: Suggestion) -> tuple[Choice, ...]:
    """Return the answers that may be given, each with its key."""
    keys: dict[Answer, str] = {"accepted": "a", "declined": "d", "overridden": "o"}
    return tuple(
        Choice(answer, asked_words(answer, suggestion.kind), keys[answer])
        for answer in suggestion.answers
    )


def asked_words(answer: Answer, kind: SuggestionKind) -> str:
    """Return an answer as it is offered."""
    if kind == "warning":
        return tr("Noted")
    words: dict[Answer, str] = {
        "accepted": tr("Accept"),
        "declined": tr("Decline"),
        "overridden": tr("Override"),
    }
    return words[answer]


def given_words(response: Response) -> str:
    """Return an answer as it was given."""
    if response.kind == "warning":
        return tr("Noted")
    words: dict[Answer, str] = {
        "accepted": tr("Accepted"),
        "declined": tr("Declined"),
        "overridden": tr("Overridden"),
    }
    return words[response.answer]


def given_tint(response: Response) -> ChipKind:
    """Return the tint that repeats an answer."""
    tints: dict[Answer, ChipKind] = {"accepted": "ok", "declined": "info", "overridden": "warn"}
    return tints[response.answer]


def who_and_when(response: Response, book: AnswerBook) -> str:
    """Return by whom and when an answer was given, and why."""
    when = show.moment(response.at.astimezone()) if response.at else show.day(None)
    said = tr("{who}, {when}").format(who=response.by, when=when)
    why = book.reason_words(response.answer, response.reason) if response.reason else ""
    told = tr("{reason} – “{words}”").format(reason=why, words=response.words)
    reason = told if why and response.words else why or response.words
    return f"{said}: {reason}" if reason else said


def returned_words(answered: Answered, book: AnswerBook) -> tuple[str, ...]:
    """Return what was answered earlier and what changed since, of a suggestion that came back."""
    response = answered.response
    if response is None or answered.is_folded:
        return ()
    earlier = f"{given_words(response)} · {who_and_when(response, book)}"
    if response.answer == "overridden":
        return (earlier,)
    changed = list(_changes(answered, book.words))
    more = len(changed) - MOST_CHANGES
    if more > 0:
        changed = [*changed[:MOST_CHANGES], tr("and {count} more").format(count=more)]
    return (
        tr("Earlier: {answer}").format(answer=earlier),
        tr("Changed since: {changes}").format(changes="; ".join(changed)),
    )


def _changes(answered: Answered, words: PackWords) -> Iterable[str]:
    """Return each change once: several rules may read the same fact."""
    told = dict.fromkeys(_change(change, words) for change in answered.changes)
    found = [said for said in told if said]
    return found or [tr("what is suggested")]


def _change(change: Change, words: PackWords) -> str:
    before, now = change
    one = now or before
    if one is None or (before is None) != (now is None):
        return _new_or_gone(change, words)
    if one.what == "evidence":
        return tr("the evidence in the guideline pack")
    if before is None or now is None:
        return ""
    return tr("{what} → {value}").format(what=_fact(before, words), value=_value(now, words))


def _new_or_gone(change: Change, words: PackWords) -> str:
    """Return a fact that is new or no longer read; of a rule by itself its name is enough."""
    one = change.now or change.before
    if one is None or one.what == "missing":
        return tr("what is known") if one else ""
    said = _fact(one, words) if one.what else tr("rule {rule}").format(rule=one.rule)
    return (tr("now {fact}") if change.now else tr("no longer {fact}")).format(fact=said)


def _fact(fact: Fact, words: PackWords) -> str:
    return words.value(Input(fact.what, fact.value))


def _value(fact: Fact, words: PackWords) -> str:
    return _fact(fact, words).rpartition(": ")[2]
