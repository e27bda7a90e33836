"""The thresholds that a clinic put in place of the pack's, as an assessment names them."""

from collections.abc import Iterator
from typing import Final

from exchange.reasonjson import Json, day_json
from exchange.schemaparts import DAY, MAYBE_WHOLE, TEXT, WHOLE, Schema, a_list, an_object
from exchange.wording import Wording
from pathway.assessment import PackUsed

OVERRIDES: Final[Schema] = a_list(
    an_object(
        {
            "name": TEXT,
            "value": WHOLE,
            "pack_value": MAYBE_WHOLE,
            "who": TEXT,
            "when": DAY,
            "why": TEXT,
        }
    )
)


def overrides_json(pack: PackUsed) -> list[Json]:
    """Return the clinic's own numbers as the assessment's ``pack.overrides``."""
    return [
        {
            "name": own.name,
            "value": own.value,
            "pack_value": own.pack_value,
            "who": own.who,
            "when": day_json(own.on),
            "why": own.why,
        }
        for own in pack.overrides
    ]


def override_lines(pack: PackUsed, wording: Wording) -> Iterator[str]:
    """Return the clinic's own numbers in words, one line for each."""
    for own in pack.overrides:
        yield (
            f"Clinic's own number: {own.name} is {own.value} in place of {own.pack_value} "
            f"({own.who}, {wording.day(own.on)}: {own.why})"
        )
