"""Sets drawings side by side, in rows of the same length."""

from typing import Final

from reportlab.platypus import Flowable

from handouts import blocks as b
from handouts.pictures import BETWEEN, SMALL, Drawings, fitting
from handouts.setting import LARGEST_PAIRED, WIDEST_DRAWING, Setting, parts

MOST_BESIDE: Final = 4
MOST_BESIDE_LARGE: Final = 2
LARGEST_IN_FOURS: Final = 18.0
"""Above this size of the text drawings for weak eyes are larger than a quarter of the page."""


@parts.register
def _gallery(block: b.Gallery, at: Setting) -> list[Flowable]:
    most = MOST_BESIDE if _fits_in_fours(block, at) else MOST_BESIDE_LARGE
    rows = -(-len(block.drawn) // most)
    each = -(-len(block.drawn) // rows)
    chunks = [block.drawn[first : first + each] for first in range(0, len(block.drawn), each)]
    columns = min(block.columns, most)
    widest = min(WIDEST_DRAWING, at.width / columns - at.looks.body * BETWEEN)
    found = [Drawings(chunk, at.looks, at.parent, widest) for chunk in chunks]
    for row in found:
        row.is_motion = False
    return [at.spaced(row, before=0.5, after=0.6) for row in found]


def _fits_in_fours(block: b.Gallery, at: Setting) -> bool:
    """Tell whether no word beneath a drawing is wider than a quarter of the page."""
    if at.looks.body <= LARGEST_PAIRED:
        return True
    if len(block.drawn) <= MOST_BESIDE_LARGE:
        return False
    words = [word for one in block.drawn for word in one.caption.split()] or ["-"]
    room = at.width / MOST_BESIDE - at.looks.body * BETWEEN
    return at.looks.body <= LARGEST_IN_FOURS and fitting(words, at.looks, room) >= SMALL
