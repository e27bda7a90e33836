"""How high a text is at a width: layouts ask many times over, and each time Qt would set it anew.

In a plan of fifty texts Qt asks some 1,400 times, for seven to ten widths of each text.
"""

from collections.abc import Callable
from typing import Final

WIDEST: Final = 16_777_215
"""Qt knows no wider widget."""


class Heights:
    """The heights of one text at the widths that were asked for, until they are forgotten.

    A wider text is never higher: between two widths of one height nothing has to be measured.
    """

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def forget(self) -> None:
        """Forget them: the text, its letters or the room around it are others now."""
        self._known.clear()

    def known(self, width: int) -> int | None:
        """Return the height at a width, None if nobody asked for it yet."""
        return self._known.get(width)

    def measured(self, width: int, measure: Callable[[int], int]) -> int:
        """Return the height at a width of 0 to ``WIDEST``, from ``measure`` if it must be."""
        known = self._known
        if not known:
            known[WIDEST] = measure(WIDEST)
        wider = known[min(one for one in known if one >= width)]
        narrower = known.get(max((one for one in known if one < width), default=WIDEST + 1))
        known[width] = wider if narrower == wider else measure(width)
        return known[width]
