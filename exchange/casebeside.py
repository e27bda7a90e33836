"""What a case file says of a visit beside the findings: items of scores, and its situation."""

from collections.abc import Mapping
from typing import Annotated, Final, NamedTuple, TypeAlias

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from exchange.casetypes import Known, expects, known
from pathway.catalogue import CatalogueItem
from pathway.coding import is_beside

SCORE: Final = "score."
SITUATION: Final = "situation."
PSFS: Final = "psfs"
"""The one score that rules read: it has a field of its own among the facts."""


class _Keyed(NamedTuple):
    """A value together with its code in the catalogue."""

    code: str
    value: object


def _with_codes(start: str) -> BeforeValidator:
    def keyed(given: object, info: ValidationInfo) -> object:
        if not isinstance(given, dict):
            return given
        codes = {key: f"{start}{key}" for key in given}
        items = known(info).catalogue.items
        blank = {key for key, value in given.items() if value is None and codes[key] in items}
        return {key: _Keyed(codes[key], value) for key, value in given.items() if key not in blank}

    return BeforeValidator(keyed)


def _checked(given: object, info: ValidationInfo) -> str | int | float:
    """Return a value that its item of the catalogue can take."""
    if not isinstance(given, _Keyed):
        raise expects("a value")
    start = given.code.partition(".")[0]
    item = known(info).catalogue.items.get(given.code)
    if item is None:
        keys = ", ".join(keys_of(known(info), f"{start}."))
        raise PydanticCustomError("unknown_key", "{what}", {"what": f"one of the keys {keys}"})
    if item.kind in {"whole", "decimal"}:
        return _number(given.value, item)
    if not isinstance(given.value, str):
        raise expects("a text")
    return _text(given.value, item)


def _number(value: object, item: CatalogueItem) -> int | float:
    is_whole = item.kind == "whole"
    taken = int if is_whole else int | float
    if not isinstance(value, taken) or isinstance(value, bool):
        raise expects("a whole number" if is_whole else "a number")
    if not item.is_in_range(value):
        raise expects(f"a number from {item.low:g} to {item.high:g}")
    return value


def _text(value: str, item: CatalogueItem) -> str:
    if item.choices and value not in item.values:
        raise expects(f"one of {', '.join(item.values)}")
    if item.most is not None and len(value) > item.most:
        raise expects(f"at most {item.most} characters")
    return value


_Value: TypeAlias = Annotated[str | int | float, BeforeValidator(_checked)]
Scores: TypeAlias = Annotated[dict[str, _Value], _with_codes(SCORE)]
Situation: TypeAlias = Annotated[dict[str, _Value], _with_codes(SITUATION)]


def keys_of(its: Known, start: str) -> tuple[str, ...]:
    """Return the keys that an object of the file may have, from the codes that begin so."""
    codes = (code for code in its.catalogue.items if code.startswith(start))
    return tuple(code.removeprefix(start) for code in codes)


def beside(scores: Mapping[str, object], situation: Mapping[str, object]) -> dict[str, str]:
    """Return both objects as the facts keep them; what has a field of its own is left out."""
    coded = {f"{SCORE}{key}": value for key, value in scores.items()}
    coded |= {f"{SITUATION}{key}": value for key, value in situation.items()}
    return {code: str(value) for code, value in coded.items() if is_beside(code) and value != ""}


def psfs(scores: Mapping[str, object]) -> float | None:
    """Return the mean of the activities that the patient named, where the file tells it."""
    value = scores.get(PSFS)
    return float(value) if isinstance(value, int | float) else None
