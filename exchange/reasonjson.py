"""Reasons, inputs and days as JSON: what every part of an assessment is written with."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from pathway.finding import Because, Input

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def because_json(because: Because) -> list[Json]:
    """Return reasons: the rule, what it read, its source and what was missing."""
    return [
        {
            "rule": reason.rule,
            "inputs": inputs_json(reason.inputs),
            "source": reason.source,
            "missing": list(reason.missing),
        }
        for reason in because
    ]


def inputs_json(inputs: Iterable[Input]) -> list[Json]:
    """Return facts that were read: the code, the value and the day it was recorded."""
    return [{"what": read.what, "value": read.value, "on": day_json(read.on)} for read in inputs]


def day_json(day: date | None) -> str | None:
    """Return a day as written in files."""
    return day.isoformat() if day else None
