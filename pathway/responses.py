"""What clinicians answered to suggestions, and when an answer has to be asked for again.

An answer holds for the very facts that the suggestion rested on. Days that go by are no new fact:
a suggestion comes back when what it says, its evidence, or a fact beneath it is another one. What
must not be passed over - an open red flag, a STOP, advice that rests on a flag - is no suggestion,
and nobody can answer it away.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from pathway.advice import Option, Warned
from pathway.assessment import Assessment
from pathway.facts import CareKind, OverrideWhat
from pathway.finding import Because, Input, Level
from pathway.optionbook import OptionItem

SuggestionKind: TypeAlias = Literal[
    "option", "imaging", "surgical_evaluation", "next_contact", "warning"
]
Answer: TypeAlias = Literal["accepted", "declined", "overridden"]

DECLINED: Final = "response.declined_reason"
OVERRIDDEN: Final = "response.overridden_reason"
NEEDS_WORDS: Final = "response.needs_words"
"""The items of the catalogue that list why, and which of these reasons need words as well."""
LONGEST_WORDS: Final = 2_000
OVERDUE: Final = "overdue"
_CLOCKS: Final = frozenset(
    {
        "active_weeks",
        "age",
        "care_day",
        "care_days",
        "day",
        "day_earliest",
        "day_latest",
        "days",
        "pregnancy.weeks",
        "pregnancy_weeks",
    }
)
"""What a rule reads off the calendar: it is another number each day, and no new fact."""
_OVERRIDABLE: Final[dict[SuggestionKind, OverrideWhat]] = {
    "option": "option",
    "imaging": "imaging",
    "surgical_evaluation": "surgical_window",
}
_OPEN: Final = frozenset({"window_open", "decision_due", "clinician_judgement"})
_WAITING: Final = frozenset({"not_yet", "responding", "cannot_judge"})


class Fact(NamedTuple):
    """One thing that a suggestion rested on: the rule that read it, its code and value as text."""

    rule: str
    what: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something the rules suggest and a person may answer.

    ``subject`` is the id of an option, or rule and names of a warning; ``state`` what is suggested
    (the state of an option, an advice, a day); ``answers`` those that may be given.
    """

    kind: SuggestionKind
    subject: str
    state: str
    facts: tuple[Fact, ...]
    answers: tuple[Answer, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Return what an answer is kept under."""
        return self.kind, self.subject


@dataclass(frozen=True, slots=True)
class Response:
    """What somebody answered, and what the suggestion rested on by then.

    ``reason`` is a code of the catalogue, ``words`` say it in own words; an accepted suggestion
    needs neither. ``by`` and ``at`` are told by the store.
    """

    kind: SuggestionKind
    subject: str
    state: str
    facts: tuple[Fact, ...]
    answer: Answer
    reason: str = ""
    words: str = ""
    by: str = ""
    at: datetime | None = None


class Change(NamedTuple):
    """A fact that is another one since an answer; None where there was or is nothing."""

    before: Fact | None
    now: Fact | None


class Answered(NamedTuple):
    """A suggestion with the newest answer to it, None when nobody gave one.

    ``is_folded`` tells that the answer still holds, so that the suggestion is said in one quiet
    line; ``changes`` are why it came back.
    """

    suggestion: Suggestion
    response: Response | None = None
    is_folded: bool = False
    changes: tuple[Change, ...] = ()


def suggestions_of(assessment: Assessment) -> tuple[Suggestion, ...]:
    """Return everything of an assessment that a person may answer."""
    return tuple(_suggestions(assessment))


def answering(
    suggestion: Suggestion, answer: Answer, reason: str = "", words: str = ""
) -> Response:
    """Return an answer to a suggestion, with everything it rested on."""
    return Response(
        suggestion.kind,
        suggestion.subject,
        suggestion.state,
        suggestion.facts,
        answer,
        reason,
        words.strip(),
    )


def answered(
    suggestions: Iterable[Suggestion], given: Iterable[Response]
) -> dict[tuple[str, str], Answered]:
    """Return where each suggestion stands by the answers given, the oldest first, under its key."""
    newest: dict[tuple[str, str], Response] = {(one.kind, one.subject): one for one in given}
    return {one.key: _stands(one, newest.get(one.key)) for one in suggestions}


def mark_of(one: Suggestion | Response) -> str:
    """Return what tells a suggestion on these facts from any other."""
    told = [one.kind, one.subject, one.state, *sorted(map(list, one.facts))]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def changes_since(response: Response, now: Suggestion) -> tuple[Change, ...]:
    """Return what is another fact than when the answer was given, what is new last."""
    before, after = dict.fromkeys(response.facts), dict.fromkeys(now.facts)
    gone = [fact for fact in before if fact not in after]
    new = [fact for fact in after if fact not in before]
    found = []
    for old in gone:
        same = next((fact for fact in new if fact[:2] == old[:2]), None)
        found.append(Change(old, same))
        if same is not None:
            new.remove(same)
    return (*found, *(Change(None, fact) for fact in new))


def overrides(kind: SuggestionKind) -> OverrideWhat | None:
    """Return what a clinician decides by overriding a suggestion of this kind, None for nothing."""
    return _OVERRIDABLE.get(kind)


def override_value(response: Response) -> str:
    """Return what stands in place of what was overridden, as the rules read it."""
    values = {"imaging": "consider_if_candidate", "surgical_evaluation": "open"}
    return values.get(response.kind, response.subject)


def warning_subject(warned: Warned) -> str:
    """Return what the answer to a warning is kept under: its rule, and what it names."""
    return ":".join((warned.id, *sorted({name.strip().casefold() for name in warned.medicines})))


def _stands(suggestion: Suggestion, response: Response | None) -> Answered:
    if response is None:
        return Answered(suggestion)
    # Overriding makes the rules say something else at once: that is a suggestion of its own.
    holds = response.answer != "overridden" and mark_of(response) == mark_of(suggestion)
    changes = (
        () if holds or response.answer == "overridden" else changes_since(response, suggestion)
    )
    return Answered(suggestion, response, holds, changes)


def _suggestions(assessment: Assessment) -> Iterator[Suggestion]:
    for option in assessment.options or ():
        yield _option(option)
    yield from _conclusions(assessment)
    for warned in (*(assessment.medicine_warnings or ()), *(assessment.care_warnings or ())):
        if warned.severity != "STOP":
            facts = tuple(_facts((warned.because,)))
            yield Suggestion(
                "warning", warning_subject(warned), warned.severity, facts, ("accepted",)
            )


def _option(option: Option) -> Suggestion:
    graded = (option.strength, option.quality, option.effect, option.population)
    told = Fact("", "evidence", "; ".join(filter(None, graded)))
    facts = (told, *_facts((*option.locked_because, *option.cautions)))
    is_shown = option.state in {"offered", "optional"}
    answers: tuple[Answer, ...] = ("accepted", "declined") if is_shown else ("overridden",)
    return Suggestion("option", option.id, option.state, facts, answers)


def _conclusions(assessment: Assessment) -> Iterator[Suggestion]:
    may: tuple[Answer, ...]
    imaging = assessment.imaging
    if imaging.advice in {"not_routine", "consider_if_candidate"}:
        may = ("accepted", "overridden" if imaging.advice == "not_routine" else "declined")
        yield Suggestion("imaging", "", imaging.advice, tuple(_facts(imaging.because)), may)
    surgical = assessment.surgical_evaluation
    if surgical.status in _OPEN | _WAITING:
        may = ("accepted", "overridden" if surgical.status in _WAITING else "declined")
        facts = tuple(_facts(surgical.because))
        yield Suggestion("surgical_evaluation", "", surgical.status, facts, may)
    contact, level = assessment.next_contact, assessment.red_flags.level
    if contact.by is not None and level < Level.SAME_DAY:
        is_late = contact.by < assessment.assessed_on
        state = f"{OVERDUE} {contact.by}" if is_late else contact.by.isoformat()
        facts = tuple(_facts(contact.because))
        yield Suggestion("next_contact", "", state, facts, ("accepted", "declined"))


def _facts(because: Because) -> Iterator[Fact]:
    for reason in because:
        yield Fact(reason.rule, "")
        for given in reason.inputs:
            if given.what not in _CLOCKS:
                yield Fact(reason.rule, given.what, _value(given))
        for code in reason.missing:
            yield Fact(reason.rule, "missing", code)


def _value(given: Input) -> str:
    """Return what was read; a red flag with its day: raised anew it is another one."""
    is_flag = given.what == "flag" or given.what.startswith("RF-")
    return f"{given.value} {given.on}" if is_flag and given.on else given.value


def planned_care(item: OptionItem) -> str:
    """Return the kind of care that is planned when an option is accepted, "" for none."""
    kind = item.planned_as or item.id
    return kind if kind in get_args(CareKind) else ""


def planned_medicine(item: OptionItem) -> str:
    """Return the medicine that an option stands for, "" where it stands for several."""
    return item.id if item.tested_as == (item.id,) else ""
