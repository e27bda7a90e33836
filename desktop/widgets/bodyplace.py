"""Where the sheet of the body chart lies in a widget: which pictures side by side, how large."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QTransform

from desktop.widgets.bodysheet import Direction, PanelName, Sheet, sheet
from pathway.facts import Spot

NARROW_BELOW: Final = 780
"""From this width on, in pixels, all pictures stand side by side: fingers stay wide enough."""
LARGEST: Final = 1.9
"""Enlarged so far, each zone can be touched: 24 pixels at least, also in the shin."""
_EM_AT_ONE: Final = 19
_ARROWS: Final[dict[int, Direction]] = {
    int(Qt.Key.Key_Left): "left",
    int(Qt.Key.Key_Right): "right",
    int(Qt.Key.Key_Up): "up",
    int(Qt.Key.Key_Down): "down",
}
_ENDS: Final = {int(Qt.Key.Key_Home): False, int(Qt.Key.Key_End): True}
_PAGES: Final = {int(Qt.Key.Key_PageDown): 1, int(Qt.Key.Key_PageUp): -1}


@dataclass(frozen=True, slots=True)
class Placing:
    """A sheet and what brings it into a widget."""

    sheet: Sheet
    transform: QTransform

    def at(self, point: QPointF) -> tuple[PanelName, Spot] | None:
        """Return the patient's place at a point of the widget, silent ones as well."""
        return self.sheet.at(self._back(point))

    def index_at(self, point: QPointF) -> int:
        """Return the area at a point of the widget; -1 where there is none that has a zone."""
        return self.sheet.index_at(self._back(point))

    def box(self, index: int) -> QRect:
        """Return where an area lies in the widget."""
        return self.transform.mapRect(self.sheet.areas[index].box).toAlignedRect()

    def _back(self, point: QPointF) -> QPointF:
        back, _ = self.transform.inverted()
        return back.map(point)


def placing(width: int, em: int, *, is_large: bool = False) -> Placing:
    """Return how the chart lies in a widget of a width with text of a height, both in pixels."""
    shown, scale = _shown(width, em, is_large=is_large)
    left = (width - shown.spread.width * scale) / 2
    return Placing(shown, QTransform(scale, 0, 0, scale, left, 0))


def needed_height(width: int, em: int, *, is_large: bool = False) -> int:
    """Return how tall the chart is in a widget of a width."""
    shown, scale = _shown(width, em, is_large=is_large)
    return int(shown.spread.height * scale) + 1


def next_area(shown: Sheet, here: int, key: int) -> int | None:
    """Return the area to which a key leads; None when it leads nowhere."""
    if key in _ARROWS:
        return shown.beside(here, _ARROWS[key])
    if key in _ENDS:
        return shown.end(here, last=_ENDS[key])
    if key in _PAGES:
        return shown.other_picture(here, _PAGES[key])
    return None


def _shown(width: int, em: int, *, is_large: bool) -> tuple[Sheet, float]:
    shown = sheet("narrow" if is_large or width < NARROW_BELOW else "wide")
    wanted = LARGEST if is_large else max(em / _EM_AT_ONE, 1.0)
    return shown, min(width / shown.spread.width, wanted, LARGEST)
