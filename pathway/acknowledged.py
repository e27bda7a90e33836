"""Warnings that somebody saw and planned something all the same: which rule, on which facts.

An acknowledgement holds for the very facts that were seen. When one of them changes, the warning is
another one, and has to be answered again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pathway.advice import Warned
from pathway.finding import Input


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What was seen when something was planned in spite of a rule, and why.

    ``things`` are the medicines or kinds of care that the rule named, ``facts`` what it read.
    ``reason`` is a code of the catalogue ("plan.stop_reason"), ``words`` says it in own words.
    ``by`` and ``at`` are told by the store.
    """

    rule: str
    things: tuple[str, ...]
    facts: tuple[Input, ...]
    reason: str
    words: str
    by: str = ""
    at: datetime | None = None

    @property
    def mark(self) -> str:
        """Return what tells this rule on these facts from any other."""
        return _mark(self.rule, self.things, self.facts)


def acknowledging(warned: Warned, reason: str, words: str) -> Acknowledged:
    """Return that a warning was seen, with everything it rested on."""
    facts = warned.because.inputs
    return Acknowledged(warned.id, warned.medicines, facts, reason, words)


def mark_of(warned: Warned) -> str:
    """Return what tells a warning from any other: its rule, what it names, what it read."""
    return _mark(warned.id, warned.medicines, warned.because.inputs)


def answer_to(warned: Warned, given: Iterable[Acknowledged]) -> Acknowledged | None:
    """Return the newest acknowledgement of these very facts, None when nobody has seen them."""
    wanted = mark_of(warned)
    found = [one for one in given if one.mark == wanted]
    return found[-1] if found else None


def _mark(rule: str, things: tuple[str, ...], facts: tuple[Input, ...]) -> str:
    named = sorted({" ".join(name.casefold().split()) for name in things})
    read = sorted(
        [one.what, one.value, one.on.isoformat() if one.on else ""]
        for one in facts
        if one.what != "medicines"  # the same names again, as they were written
    )
    text = json.dumps([rule, named, read], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
