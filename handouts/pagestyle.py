"""What may be chosen for a print. Imports nothing that sets pages, so that a window may ask."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from handouts.tailored import AS_IT_COMES, Tailored

Paper: TypeAlias = Literal["a4", "letter"]
Size: TypeAlias = Literal["standard", "large", "extra"]

POINTS_PER_MM: Final = 72 / 25.4
PAPER_POINTS: Final = {
    "a4": (210 * POINTS_PER_MM, 297 * POINTS_PER_MM),
    "letter": (612.0, 792.0),
}
"""Width and height of an upright paper."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What may be chosen for a print; a ``turned`` paper lies across.

    ``language`` is a code; empty: what the patient reads, as far as it is there. ``own`` is what
    was changed by hand on a sheet with exercises. ``top_mm`` millimetres stay free for a letterhead
    that is on the paper already, from 0 to ``pathway.prints.MOST_TOP_MM``. ``is_grey`` is for
    printers without colours.
    """

    paper: Paper = "a4"
    size: Size = "standard"
    turned: bool = False
    language: str = ""
    own: Tailored = AS_IT_COMES
    top_mm: int = 0
    is_grey: bool = False

    @property
    def points(self) -> tuple[float, float]:
        """Return width and height of the paper in points."""
        width, height = PAPER_POINTS[self.paper]
        return (height, width) if self.turned else (width, height)
