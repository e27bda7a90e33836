"""Puts pictures on a page: the same shapes, the same tones, lines as wide as the picture asks."""

from collections.abc import Mapping
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from handouts.drawings.geometry import Path, Point
from handouts.drawings.ink import FINE, LINE, Frame, Picture, Shape, Tone
from handouts.styles import ACCENT, INK, PAPER

TONES: Final[dict[Tone, Color]] = {
    "ink": INK,
    "soft": HexColor("#6B7680"),
    "skin": PAPER,
    "far": HexColor("#D3DAE0"),
    "hair": HexColor("#55606B"),
    "prop": HexColor("#E3E8EC"),
    "cloth": HexColor("#BCC6CE"),
    "move": ACCENT,
    "mark": HexColor("#7C8B98"),
    "paper": PAPER,
}
"""Tones that stay apart in grey: each is a step lighter or darker than its neighbours."""
GROUND: Final = HexColor("#F4F6F8")
CORNER: Final = 0.03
LETTERS: Final = 0.042
"""The letters within a picture, in its widths: 9 points where it is 7.5 cm wide."""
DASH: Final = (2.4, 2.0)


def paint(canvas: Canvas, picture: Picture, corner: Point, width: float) -> None:
    """Draw a picture into a box of this width whose lower left corner is given, in points."""
    frame = picture.frame
    scale = width / frame.width
    canvas.saveState()
    canvas.translate(*corner)
    _paint_ground(canvas, width, frame.height * scale)
    pen = _Brush(canvas, frame, scale)
    for shape in picture.shapes:
        pen.shape(shape)
    canvas.restoreState()


def paint_labels(
    canvas: Canvas, picture: Picture, said: Mapping[str, str], face: str, place: tuple[Point, float]
) -> None:
    """Write the words of a picture, each joined to what it names, at this corner and width."""
    (x, y), width = place
    frame, scale = picture.frame, width / picture.frame.width
    size = width * LETTERS

    def put(point: Point) -> Point:
        return x + (point[0] - frame.left) * scale, y + (point[1] - frame.low) * scale

    canvas.saveState()
    canvas.setLineWidth(width * LINE * FINE)
    for label in picture.labels:
        at, end = put(label.at), put(label.to)
        canvas.setStrokeColor(INK)
        canvas.line(*at, *end)
        canvas.setFillColor(INK)
        canvas.circle(*end, width * LINE * 0.8, stroke=0, fill=1)
        canvas.setFont(face, size)
        write = canvas.drawRightString if label.anchor == "end" else canvas.drawString
        gap = size * (-0.3 if label.anchor == "end" else 0.3)
        write(at[0] + gap, at[1] - size * 0.35, said[label.key])
    canvas.restoreState()


def _paint_ground(canvas: Canvas, width: float, height: float) -> None:
    """Draw the pale ground, and let nothing stand out of it."""
    outline = canvas.beginPath()
    outline.roundRect(0, 0, width, height, width * CORNER)
    canvas.setFillColor(GROUND)
    canvas.drawPath(outline, stroke=0, fill=1)
    canvas.clipPath(outline, stroke=0, fill=0)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)


class _Brush:
    """Draws shapes at one scale."""

    def __init__(self, canvas: Canvas, frame: Frame, scale: float) -> None:
        self.canvas = canvas
        self.frame = frame
        self.scale = scale
        self.line = frame.width * scale * LINE

    def shape(self, shape: Shape) -> None:
        """Draw one shape."""
        canvas, pen = self.canvas, shape.pen
        if shape.fill:
            canvas.setFillColor(TONES[shape.fill])
        if pen:
            canvas.setStrokeColor(TONES[pen.tone])
            canvas.setLineWidth(round(self.line * pen.width, 3))
            canvas.setDash([step * self.line for step in DASH] if pen.dashed else [])
        is_filled, is_drawn = int(shape.fill is not None), int(pen is not None)
        canvas.drawPath(self._path(shape.path), stroke=is_drawn, fill=is_filled)

    def _path(self, path: Path) -> PDFPathObject:
        made = self.canvas.beginPath()
        made.moveTo(*self._put(path.start))
        for one, two, end in path.curves:
            made.curveTo(*self._put(one), *self._put(two), *self._put(end))
        if path.closed:
            made.close()
        return made

    def _put(self, point: Point) -> Point:
        x, y = point
        return (
            round((x - self.frame.left) * self.scale, 2),
            round((y - self.frame.low) * self.scale, 2),
        )
