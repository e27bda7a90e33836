"""What a schema step is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Statements that bring a file from step ``number - 1`` to ``number``."""

    number: int
    statements: tuple[str, ...]
