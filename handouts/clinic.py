"""The clinic's own name, address and telephone numbers, as they stand on prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, cast, get_args

from handouts.trouble import ClinicTrouble

Purpose: TypeAlias = Literal[
    "clinic",
    "out_of_hours",
    "ambulance",
    "spine_emergency",
    "emergency_department",
    "stroke_vascular",
    "mental_health_crisis",
    "obstetrics",
]
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)
KEYS: Final = ("name", "address", "letterhead", "phones")


@dataclass(frozen=True, slots=True)
class ClinicDetails:
    """What a clinic told us of itself; what is empty prints as words that say so, or a line."""

    name: str = ""
    address: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    phones: Mapping[Purpose, str] = field(default_factory=lambda: MappingProxyType({}))

    def phone(self, purpose: Purpose) -> str:
        """Return the number for a purpose, empty when the clinic gave none."""
        return self.phones.get(purpose, "")


def placeholder() -> ClinicDetails:
    """Return the details of a clinic that has not told us any."""
    return ClinicDetails()


def read_clinic(table: Mapping[str, object]) -> ClinicDetails:
    """Return the details of a clinic's file; raises ``ClinicTrouble`` naming the key."""
    for key in table:
        if key not in KEYS:
            raise ClinicTrouble(key, f"one of {', '.join(KEYS)}")
    return ClinicDetails(
        name=_text("name", table.get("name", "")),
        address=_lines("address", table.get("address", [])),
        letterhead=_lines("letterhead", table.get("letterhead", [])),
        phones=_phones(table.get("phones", {})),
    )


def _text(path: str, value: object) -> str:
    if not isinstance(value, str):
        raise ClinicTrouble(path, "text")
    return value.strip()


def _lines(path: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(line.strip() for line in value.splitlines() if line.strip())
    if not isinstance(value, list):
        raise ClinicTrouble(path, "text, or a list of lines")
    return tuple(_text(f"{path}[{number}]", line) for number, line in enumerate(value))


def _phones(value: object) -> Mapping[Purpose, str]:
    if not isinstance(value, Mapping):
        raise ClinicTrouble("phones", "a table of telephone numbers by purpose")
    for purpose in value:
        if purpose not in PURPOSES:
            raise ClinicTrouble(f"phones.{purpose}", f"one of {', '.join(PURPOSES)}")
    numbers = {cast(Purpose, key): _text(f"phones.{key}", text) for key, text in value.items()}
    return MappingProxyType(numbers)
