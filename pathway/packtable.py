"""Reads the tables of a guideline pack key by key, and names the key when something is wrong."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NoReturn

LARGEST: Final = 1_000_000
"""No count of days, milligrams or patients that a guideline speaks of is larger."""


class PackTrouble(ValueError):
    """A pack cannot be used: the key path where it goes wrong, and what was expected there.

    A key path begins with the name of its table; ``language`` is set for words.
    """

    def __init__(self, path: str, expected: str, language: str = "") -> None:
        super().__init__(f"{path}: expected {expected}")
        self.path = path
        self.expected = expected
        self.language = language

    @property
    def told(self) -> str:
        """Return file, key path and what was expected, in one line."""
        table, _, key = self.path.partition(".")
        file = f"{table}.{self.language}.toml" if self.language else f"{table}.toml"
        place = f"{file}: {key}" if key else file
        return f"{place}: expected {self.expected}"


class PackTable:
    """One table of a pack with the path that leads to it."""

    def __init__(self, rows: object, path: str) -> None:
        if not isinstance(rows, Mapping):
            raise PackTrouble(path, "a table")
        self._rows: Mapping[str, object] = rows
        self.path = path

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def trouble(self, key: str, expected: str) -> NoReturn:
        """Refuse the value of a key."""
        raise PackTrouble(f"{self.path}.{key}", expected)

    def only(self, *known: str) -> None:
        """Refuse any key beside the known ones."""
        for key in self._rows:
            if key not in known:
                self.trouble(key, f"one of {', '.join(known)}")

    def table(self, key: str) -> "PackTable":
        """Return the table of a key."""
        return PackTable(self._rows.get(key), f"{self.path}.{key}")

    def tables(self, key: str) -> tuple["PackTable", ...]:
        """Return the list of tables of a key; none when the key is absent."""
        rows = self._rows.get(key, [])
        if not isinstance(rows, list):
            self.trouble(key, "a list of tables")
        return tuple(PackTable(row, f"{self.path}.{key}[{i}]") for i, row in enumerate(rows))

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text of a key."""
        value = self._rows.get(key, default)
        if not isinstance(value, str):
            self.trouble(key, "a text")
        return value

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        """Return the text of a key, which must be one of the known codes."""
        value = self._rows.get(key)
        if not isinstance(value, str) or value not in known:
            self.trouble(key, f"one of {', '.join(known)}")
        return value

    def texts(self, key: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the list of texts of a key (none when absent), each one of ``known`` if given."""
        values = self._rows.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.trouble(key, "a list of texts")
        if known and not set(values) <= set(known):
            self.trouble(key, f"only {', '.join(known)}")
        if len(set(values)) < len(values):
            self.trouble(key, "no text twice")
        return tuple(values)

    def whole(self, key: str) -> int:
        """Return the whole number of a key, which is not negative."""
        value = self._rows.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
            self.trouble(key, "a whole number of at least 0")
        return value

    def number(self, key: str) -> float:
        """Return the number of a key."""
        value = self._rows.get(key)
        if not isinstance(value, int | float) or isinstance(value, bool) or abs(value) > LARGEST:
            self.trouble(key, "a number")
        return float(value)

    def truth(self, key: str) -> bool:
        """Return whether a key is set to true; absent is false."""
        value = self._rows.get(key, False)
        if not isinstance(value, bool):
            self.trouble(key, "true or false")
        return value

    def day(self, key: str) -> date:
        """Return the date of a key."""
        value = self._rows.get(key)
        if type(value) is not date:
            self.trouble(key, "a date")
        return value
