"""Reads tables of numbers with their limits: what does not fit is named by its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.drawings.geometry import Point
from handouts.trouble import WordsTrouble

FURTHEST = 400.0
"""No place in a picture is further from its origin, in centimetres."""
PAIR = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A table with the path that leads to it."""

    path: str
    cells: Mapping[str, object]

    def only(self, *names: str) -> None:
        """Refuse a key that nobody reads: it is a slip of the pen."""
        for name in self.cells:
            if name not in names:
                raise WordsTrouble(f"{self.path}.{name}", f"one of {', '.join(sorted(names))}")

    def has(self, name: str) -> bool:
        """Tell whether a key is there."""
        return name in self.cells

    def number(
        self,
        name: str,
        default: float | None = None,
        low: float = -FURTHEST,
        high: float = FURTHEST,
    ) -> float:
        """Return a number within its limits."""
        value = _number(self.cells.get(name, default))
        if value is None or not low <= value <= high:
            raise WordsTrouble(f"{self.path}.{name}", f"a number from {low:g} to {high:g}")
        return value

    def word(self, name: str, known: Sequence[str], default: str | None = None) -> str:
        """Return one of the words that are known."""
        value = self.cells.get(name, default)
        if not isinstance(value, str) or value not in known:
            raise WordsTrouble(f"{self.path}.{name}", f"one of {', '.join(sorted(known))}")
        return value

    def words(self, name: str, known: Sequence[str]) -> tuple[str, ...]:
        """Return a list of words that are known; none when the key is absent."""
        value = self.cells.get(name, [])
        if not isinstance(value, list) or not all(one in known for one in value):
            raise WordsTrouble(f"{self.path}.{name}", f"a list of {', '.join(sorted(known))}")
        return tuple(value)

    def switch(self, name: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self.cells.get(name, default)
        if not isinstance(value, bool):
            raise WordsTrouble(f"{self.path}.{name}", "true or false")
        return value

    def numbers(self, name: str, count: int) -> tuple[float, ...]:
        """Return a list of so many numbers."""
        value = self.cells.get(name)
        found = [_number(one) for one in value] if isinstance(value, list) else []
        numbers = tuple(one for one in found if one is not None)
        if len(numbers) != count or len(found) != count:
            raise WordsTrouble(f"{self.path}.{name}", f"{count} numbers")
        return numbers

    def point(self, name: str) -> Point:
        """Return a point."""
        x, y = self.numbers(name, PAIR)
        return x, y

    def points(self, name: str, fewest: int = PAIR) -> tuple[Point, ...]:
        """Return a list of points."""
        value = self.cells.get(name)
        if not isinstance(value, list) or len(value) < fewest:
            raise WordsTrouble(f"{self.path}.{name}", f"{fewest} points or more")
        rows = [Row(self.path, {name: one}) for one in value]
        return tuple(row.point(name) for row in rows)

    def row(self, name: str) -> "Row":
        """Return a table inside this one; an empty one when the key is absent."""
        value = self.cells.get(name, {})
        if not isinstance(value, Mapping):
            raise WordsTrouble(f"{self.path}.{name}", "a table")
        return Row(f"{self.path}.{name}", value)

    def rows(self, name: str) -> Iterator["Row"]:
        """Yield the tables of a list; none when the key is absent."""
        value = self.cells.get(name, [])
        if not isinstance(value, list):
            raise WordsTrouble(f"{self.path}.{name}", "a list of tables")
        for number, one in enumerate(value):
            path = f"{self.path}.{name}.{number}"
            if not isinstance(one, Mapping):
                raise WordsTrouble(path, "a table")
            yield Row(path, one)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)
