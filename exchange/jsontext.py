"""Reads JSON as strictly as it is written down in RFC 8259, and says where it is not.

The standard reader takes NaN, keeps the last of two equal keys, and stops with errors of its own on
deep nesting and endless numbers. Here each of them is a ``CaseTrouble`` with its path.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from exchange.trouble import CaseTrouble

Step: TypeAlias = str | int

LONGEST_FILE: Final = 8_000_000
LONGEST_KEY: Final = 40
LONGEST_INTEGER: Final = 15
_PLAIN_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class _Node(NamedTuple):
    """A value with the way to it, shared with its neighbours."""

    value: object
    step: Step | None
    above: "_Node | None"


class _Unusable:
    """Stands for something that the format knows and we do not take."""

    def __init__(self, expected: str) -> None:
        self.expected = expected


class _Object(dict[str, object]):
    """A JSON object that remembers the first key it was given twice."""

    repeated: str | None = None


def decode(content: bytes) -> str:
    """Return the text of a file that should hold UTF-8."""
    if len(content) > LONGEST_FILE:
        raise CaseTrouble("", f"at most {LONGEST_FILE // 1_000_000} MB")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CaseTrouble("", f"UTF-8 text (byte {error.start} is none)") from None


def parse(text: str) -> object:
    """Return the value that a JSON text holds."""
    if text.startswith("\ufeff"):
        raise CaseTrouble("", "UTF-8 text without a byte order mark before it")
    if len(text) > LONGEST_FILE:
        raise CaseTrouble("", f"at most {LONGEST_FILE // 1_000_000} MB")
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=lambda name: _Unusable(f"a number, not {name}"),
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise CaseTrouble("", f"JSON ({place}: {error.msg.lower()})") from None
    except RecursionError:
        raise CaseTrouble("", "JSON that is less deeply nested") from None
    _refuse_unusable(value)
    return value


def path_of(steps: tuple[Step, ...]) -> str:
    """Return steps as a path, ``visits[1].red_flags.RF-C3.since``."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{shown_key(step)}" if path else shown_key(step)
    return path


def shown_key(key: str) -> str:
    """Return a key as it can stand in a line of text, whatever somebody put into it."""
    if _PLAIN_KEY.fullmatch(key):
        return key
    short = key if len(key) <= LONGEST_KEY else key[:LONGEST_KEY] + "…"
    return json.dumps(short)


def _object(pairs: list[tuple[str, object]]) -> _Object:
    made = _Object()
    for key, value in pairs:
        if key in made and made.repeated is None:
            made.repeated = key
        made[key] = value
    return made


def _integer(digits: str) -> object:
    if len(digits) > LONGEST_INTEGER:
        return _Unusable(f"a number of at most {LONGEST_INTEGER} digits")
    return int(digits)


def _decimal(digits: str) -> object:
    number = float(digits)
    return number if math.isfinite(number) else _Unusable("a smaller number")


def _refuse_unusable(value: object) -> None:
    """Raise for the first thing in the text that we do not take."""
    waiting = [_Node(value, None, None)]
    while waiting:
        node = waiting.pop()
        expected = _objection(node.value)
        if expected:
            raise CaseTrouble(path_of(_steps(node)), expected)
        waiting.extend(reversed(list(_inside(node))))


def _objection(value: object) -> str:
    if isinstance(value, _Unusable):
        return value.expected
    if isinstance(value, str):
        return "readable text, without control characters" if _UNREADABLE.search(value) else ""
    if isinstance(value, _Object) and value.repeated is not None:
        return f"each key once ({shown_key(value.repeated)} is there twice)"
    return ""


def _inside(node: _Node) -> Iterator[_Node]:
    if isinstance(node.value, dict):
        return (_Node(value, key, node) for key, value in node.value.items())
    if isinstance(node.value, list):
        return (_Node(value, place, node) for place, value in enumerate(node.value))
    return iter(())


def _steps(node: _Node) -> tuple[Step, ...]:
    steps: list[Step] = []
    place: _Node | None = node
    while place is not None:
        if place.step is not None:
            steps.append(place.step)
        place = place.above
    return tuple(reversed(steps))
