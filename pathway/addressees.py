"""Colleagues and services that a clinic writes to: its own directory."""

from dataclasses import dataclass
from typing import Final, NewType

AddresseeId = NewType("AddresseeId", str)


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter goes; what is empty was not told. ``address`` has a line for each line."""

    name: str = ""
    speciality: str = ""
    place: str = ""
    phone: str = ""
    address: str = ""

    @property
    def title(self) -> str:
        """Return name and speciality on one line."""
        return ", ".join(part for part in (self.name, self.speciality) if part)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what stands on an envelope beneath the title, without the telephone number."""
        told = (self.place, *self.address.splitlines())
        return tuple(line.strip() for line in told if line.strip())


NOBODY: Final = Addressee()
LONGEST_ADDRESS: Final = 1_000


@dataclass(frozen=True, slots=True)
class AddresseeEntry:
    """One line of the directory; ``id`` None is a new one. Who is not ``listed`` is kept."""

    who: Addressee
    id: AddresseeId | None = None
    listed: bool = True
