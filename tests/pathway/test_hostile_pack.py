"""A pack with anything in it is read or refused, quickly, and breaks nothing."""

import contextlib
import copy
import time
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from pathway.guidelines import Guidelines
from pathway.packtable import PackTrouble
from pathway.wholepack import read_pack

EXAMPLES: Final = 40
LONGEST_SECONDS: Final = 5.0
HOSTILE: Final[tuple[Any, ...]] = (
    "__import__('os').system('true')",
    "../../../../etc/passwd",
    "C:\\Windows\\evil",
    "CON",
    "name. ",
    "(a+)+$" * 200,
    "{0.__class__}",
    "%s%n",
    "\0",
    "\u202e",
    "x" * 100_000,
    "",
    -1,
    0,
    10**400,
    float("nan"),
    float("inf"),
    -0.0,
    True,
    None,
    [],
    {},
    [[]] * 1000,
    ["RF-C1"] * 10_000,
    {"id": "RF-C1"},
    {str(number): {"value": number} for number in range(10_000)},
)


@cache
def _ways() -> tuple[tuple[str | int, ...], ...]:
    return tuple(_within(resources.pack_tables()))


def _within(part: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place of a pack at which a value stands."""
    inner: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(part, Mapping):
        inner = iter(part.items())
    elif isinstance(part, list):
        inner = iter(enumerate(part))
    for key, value in inner:
        yield (*way, key)
        yield from _within(value, (*way, key))


def spoilt(way: tuple[str | int, ...], value: object) -> MutableMapping[str, Any]:
    """The pack that ships, with something else in one place."""
    tables = copy.deepcopy(dict(resources.pack_tables()))
    place: Any = tables
    for key in way[:-1]:
        place = place[key]
    place[way[-1]] = value
    return tables


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_anything_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(_ways()))
    tables = spoilt(way, data.draw(st.sampled_from(HOSTILE)))
    begun = time.monotonic()
    with contextlib.suppress(PackTrouble):
        assert isinstance(read_pack(tables, resources.pack_languages()), Guidelines)
    assert time.monotonic() - begun < LONGEST_SECONDS


@pytest.mark.parametrize(
    ("name", "value"),
    [("window_care_days", -6), ("window_care_days", 42_000), ("adult_years", 216)],
)
def test_a_number_in_another_unit_is_refused(name: str, value: int) -> None:
    tables = spoilt(("thresholds", "number", name, "value"), value)
    with pytest.raises(PackTrouble, match=name):
        read_pack(tables, resources.pack_languages())
