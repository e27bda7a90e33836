"""The help on each page, read from tables: what it is for, its keys, three common questions.

Words in braces name actions of the table; their keys are filled in, so that no help can name a key
that is another one today.
"""

from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Final, NamedTuple, TypeAlias, cast

from desktop.actions import ActionId, Row, keys_text, rows
from desktop.words import tr
from resources import help_tables

QUICK_START: Final = "quickstart"
_Table: TypeAlias = Mapping[str, object]


class HelpTrouble(ValueError):
    """A table of help is not whole; the text says where, and what was expected."""


class Question(NamedTuple):
    """A common question and its answer."""

    ask: str
    answer: str


class Help(NamedTuple):
    """What helps on one page; ``more`` are keys of its own with what they do."""

    title: str
    purpose: str
    keys: tuple[Row, ...]
    more: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


class Steps(NamedTuple):
    """A part of the quick start."""

    heading: str
    steps: tuple[str, ...]


class QuickStart(NamedTuple):
    """What stands on the page for the wall."""

    title: str
    lead: str
    parts: tuple[Steps, ...]
    foot: str


def topics(language: str = "en") -> tuple[str, ...]:
    """Return the names of all pages that have help."""
    return tuple(_tables(language))


def help_on(topic: str, language: str = "en") -> Help:
    """Return the help on a page; HelpTrouble where its table is not whole."""
    table = _tables(language).get(topic)
    if table is None:
        raise HelpTrouble(f"no help on {topic!r}")
    more = _rows(table, topic, "more", ("key", "does"))
    asked = _rows(table, topic, "questions", ("ask", "answer"))
    return Help(
        title=_text(table, topic, "title"),
        purpose=_text(table, topic, "purpose"),
        keys=tuple(_row_of(name, topic) for name in _names(table, topic, "keys")),
        more=tuple((row["key"], row["does"]) for row in more),
        questions=tuple(Question(row["ask"], with_keys(row["answer"], topic)) for row in asked),
    )


def quick_start(version: str, language: str = "en") -> QuickStart:
    """Return the page for the wall."""
    table = help_tables(language)[QUICK_START]
    parts = table.get("parts")
    listed = cast(list[_Table], parts) if isinstance(parts, list) else []
    return QuickStart(
        title=_text(table, QUICK_START, "title"),
        lead=_text(table, QUICK_START, "lead"),
        parts=tuple(
            Steps(
                _text(part, QUICK_START, "heading"),
                tuple(with_keys(said, QUICK_START) for said in _names(part, QUICK_START, "steps")),
            )
            for part in listed
        ),
        foot=_text(table, QUICK_START, "foot").format(version=version),
    )


def with_keys(text: str, where: str) -> str:
    """Return a text in which the keys stand in the place of the actions that it names."""
    named = {name for _, name, _, _ in Formatter().parse(text) if name}
    return text.format_map({name: keys_text(_row_of(name, where)) for name in named})


def in_one_line(row: Row) -> str:
    """Return what an action does with its keys, as one line for a screen reader."""
    return tr("{keys}: {does}").format(keys=keys_text(row), does=row.help)


@cache
def _tables(language: str) -> Mapping[str, _Table]:
    """Return the tables of all pages, whichever file they stand in."""
    found: dict[str, _Table] = {}
    for name, file in help_tables(language).items():
        if name != QUICK_START:
            found |= cast(Mapping[str, _Table], file)
    return found


def _row_of(name: str, where: str) -> Row:
    known: dict[str, Row] = {row.id: row for row in rows()}
    if name not in known:
        raise HelpTrouble(f"{where}: {name!r} is no action")
    return known[name]


def _text(table: _Table, where: str, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise HelpTrouble(f"{where}.{key}: expected words")
    return value


def _names(table: _Table, where: str, key: str) -> tuple[ActionId, ...]:
    value = table.get(key)
    if not isinstance(value, list) or not value:
        raise HelpTrouble(f"{where}.{key}: expected a list")
    return tuple(value)


def _rows(
    table: _Table, where: str, key: str, columns: tuple[str, ...]
) -> tuple[Mapping[str, str], ...]:
    value = table.get(key, [])
    listed = cast(list[_Table], value) if isinstance(value, list) else []
    return tuple({name: _text(row, f"{where}.{key}", name) for name in columns} for row in listed)
