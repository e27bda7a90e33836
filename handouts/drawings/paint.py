"""Puts pictures on a page: the same shapes, the same tones, lines as wide as the picture asks."""

from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from handouts.drawings.geometry import Path
from handouts.drawings.ink import LINE, Frame, Picture, Shape, Tone
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
DASH: Final = (2.4, 2.0)


def paint(canvas: Canvas, picture: Picture, x: float, y: float, width: float) -> None:
    """Draw a picture into a box of this width whose lower left corner is x, y, in points."""
    frame = picture.frame
    scale = width / frame.width
    canvas.saveState()
    canvas.translate(x, y)
    _paint_ground(canvas, width, frame.height * scale)
    pen = _Brush(canvas, frame, scale)
    for shape in picture.shapes:
        pen.shape(shape)
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

    def _put(self, point: tuple[float, float]) -> tuple[float, float]:
        x, y = point
        return (
            round((x - self.frame.left) * self.scale, 2),
            round((y - self.frame.low) * self.scale, 2),
        )
