"""What a clinician adds to a letter: it crosses from the page or a file to the print."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

from pathway.addressees import NOBODY, Addressee

Fitness: TypeAlias = Literal["not_fit", "with_changes", "fit"]
FITNESSES: Final[tuple[Fitness, ...]] = get_args(Fitness)


@dataclass(frozen=True, slots=True)
class Writing:
    """What a clinician adds to a letter; what is empty is asked for by a line, or left out.

    ``asks`` is the question or request in own words, ``text`` free text with fields to be filled
    in. ``fitness``, ``changes``, ``first``, ``last`` and ``diagnosis`` belong to the note for work
    alone: a diagnosis stands there only when the clinician wrote one.
    """

    to: Addressee = NOBODY
    cc: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    asks: str = ""
    text: str = ""
    fitness: Fitness | None = None
    changes: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    diagnosis: str = ""


UNWRITTEN: Final = Writing()
