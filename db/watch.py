"""Long work on the store, as it is watched: how far it is, and whether it is still wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Stage: TypeAlias = Literal["making", "copying", "checking", "keeping", "replacing", "done"]


class Cancelled(Exception):
    """The work was given up because nobody wants it any more; it left nothing behind."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches: ``told`` gets the stage and how much of it is done, from 0 to 1."""

    told: Callable[[Stage, float], None]
    is_cancelled: Callable[[], bool]

    def at(self, stage: Stage, part: float = 0.0) -> None:
        """Say how far the work is; raises ``Cancelled`` when nobody wants it any more."""
        if self.is_cancelled():
            raise Cancelled
        self.told(stage, part)


def _silent(_stage: Stage, _part: float) -> None:
    return


def _never() -> bool:
    return False


UNWATCHED: Final = Watch(_silent, _never)
