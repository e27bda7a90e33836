"""What a file adds to a letter, and how codes of the record read in it."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Protocol

from handouts.trouble import WritingTrouble
from pathway.addressees import Addressee
from pathway.advice import Warned
from pathway.facts import Visit
from pathway.finding import Reason
from pathway.letters import FITNESSES, Fitness, Writing

PERSON: Final = ("name", "speciality", "place", "phone", "address")
TEXTS: Final = ("asks", "text", "diagnosis")
LISTS: Final = ("cc", "enclosures", "changes")
DAYS: Final = ("first", "last")
KEYS: Final = ("to", *TEXTS, *LISTS, "fitness", *DAYS)


class Names(Protocol):
    """Tells how rules, gaps and codes of the catalogue read; the caller knows the language."""

    def sentence(self, reason: Reason, /) -> str:
        """Return why something was concluded."""

    def warning(self, warned: Warned, /) -> str:
        """Return what a safety rule warns of."""

    def gap(self, missing: str, /) -> str:
        """Return something that is not known, in words."""

    def source(self, code: str, /) -> str:
        """Return the title of a source."""

    def care(self, kind: str, /) -> str:
        """Return how a kind of care is called."""

    def condition(self, code: str, /) -> str:
        """Return how an illness is called."""

    def test(self, place: str, /) -> str:
        """Return how a provocation test is called."""

    def scores(self, visit: Visit, /) -> tuple[tuple[str, str], ...]:
        """Return the scores of a visit beside pain and PSFS: name and total."""


class CodeNames:
    """Codes as they are, without underscores: where nobody told better words."""

    def sentence(self, reason: Reason, /) -> str:
        """Return the rule with what it read."""
        read = ", ".join(f"{_plain(given.what)} {given.value}" for given in reason.inputs)
        return f"{reason.rule}: {read}" if read else reason.rule

    def warning(self, warned: Warned, /) -> str:
        """Return the rule and what it is about."""
        return f"{warned.id}: {', '.join(_plain(name) for name in warned.medicines)}"

    def gap(self, missing: str, /) -> str:
        """Return the code."""
        return _plain(missing)

    def source(self, code: str, /) -> str:
        """Return the code."""
        return code

    def care(self, kind: str, /) -> str:
        """Return the code."""
        return _plain(kind).capitalize()

    def condition(self, code: str, /) -> str:
        """Return the code."""
        return _plain(code).capitalize()

    def test(self, place: str, /) -> str:
        """Return the code."""
        return _plain(place).capitalize()

    def scores(self, visit: Visit, /) -> tuple[tuple[str, str], ...]:
        """Return none: what they are called is not known."""
        return ()


CODES: Final = CodeNames()


def read_writing(table: Mapping[str, object]) -> Writing:
    """Return what a file adds to a letter; raises ``WritingTrouble`` naming the key."""
    for key in table:
        if key not in KEYS:
            raise WritingTrouble(key, f"one of {', '.join(KEYS)}")
    texts = {key: _text(key, table.get(key, "")) for key in TEXTS}
    lists = {key: _lines(key, table.get(key, [])) for key in LISTS}
    first, last = (_day(key, table.get(key)) for key in DAYS)
    if first and last and last < first:
        raise WritingTrouble("last", f"a day not before {first.isoformat()}")
    return Writing(
        to=_person(table.get("to", {})),
        cc=lists["cc"],
        enclosures=lists["enclosures"],
        asks=texts["asks"],
        text=texts["text"],
        fitness=_fitness(table.get("fitness")),
        changes=lists["changes"],
        first=first,
        last=last,
        diagnosis=texts["diagnosis"],
    )


def _person(value: object) -> Addressee:
    if not isinstance(value, Mapping):
        raise WritingTrouble("to", f"a table with {', '.join(PERSON)}")
    for key in value:
        if key not in PERSON:
            raise WritingTrouble(f"to.{key}", f"one of {', '.join(PERSON)}")
    return Addressee(**{key: _text(f"to.{key}", text) for key, text in value.items()})


def _fitness(value: object) -> Fitness | None:
    for fitness in FITNESSES:
        if value == fitness:
            return fitness
    if value is None:
        return None
    raise WritingTrouble("fitness", f"one of {', '.join(FITNESSES)}")


def _text(path: str, value: object) -> str:
    if not isinstance(value, str):
        raise WritingTrouble(path, "text")
    return value.strip()


def _lines(path: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise WritingTrouble(path, "a list of texts")
    lines = (_text(f"{path}[{number}]", line) for number, line in enumerate(value))
    return tuple(line for line in lines if line)


def _day(path: str, value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise WritingTrouble(path, "a day as YYYY-MM-DD")


def _plain(code: str) -> str:
    return code.replace("_", " ")
