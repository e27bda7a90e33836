"""Puts pictures on a page: the same shapes, the same tones, lines as wide as the picture asks."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from handouts.drawings.geometry import Path, Point, box
from handouts.drawings.ink import FINE, LINE, Picture, Shape, Tone
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
KEPT: Final = 200
"""So many pictures are kept as they were written: more than there are."""
LETTERS: Final = 0.049
"""The letters within a picture, in its widths: 10.5 points where it is 7.5 cm wide."""
DASH: Final = (2.4, 2.0)


def paint(canvas: Canvas, picture: Picture, corner: Point, width: float) -> None:
    """Draw a picture into a box of this width whose lower left corner is given, in points."""
    x, y = corner
    scale = width / picture.frame.width
    place = " ".join(_number(one) for one in (scale, 0, 0, scale, x, y))
    canvas.addLiteral(f"q {place} cm {_operators(picture)} Q")


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


@lru_cache(maxsize=KEPT)
def _operators(picture: Picture) -> str:
    """Return the PDF operators of a picture in its own centimetres: written once, placed often."""
    frame = picture.frame
    ground = _path(box(0, 0, frame.width, frame.height, frame.width * CORNER), (0, 0))
    red, green, blue = (_number(one) for one in GROUND.rgb())
    written = [f"{red} {green} {blue} rg {ground} f {ground} W n 1 J 1 j"]
    line, corner = frame.width * LINE, (frame.left, frame.low)
    written += [_shape(shape, line, corner) for shape in picture.shapes]
    return "\n".join(written)


def _shape(shape: Shape, line: float, corner: Point) -> str:
    """Return the operators that fill and draw one shape; ``line`` is a near outline's width."""
    pen, parts = shape.pen, []
    if shape.fill:
        parts.append(f"{_tone(shape.fill)} rg")
    if pen:
        dash = " ".join(_number(step * line) for step in DASH) if pen.dashed else ""
        parts.append(f"{_tone(pen.tone)} RG {_number(line * pen.width)} w [{dash}] 0 d")
    end = "B" if shape.fill and pen else "f" if shape.fill else "S"
    return " ".join((*parts, _path(shape.path, corner), end))


def _path(path: Path, corner: Point) -> str:
    left, low = corner

    def put(points: Iterable[Point]) -> str:
        return " ".join(f"{_number(x - left)} {_number(y - low)}" for x, y in points)

    curves = (f"{put(curve)} c" for curve in path.curves)
    closing = ("h",) if path.closed else ()
    return " ".join((f"{put((path.start,))} m", *curves, *closing))


def _tone(tone: Tone) -> str:
    return " ".join(_number(part) for part in TONES[tone].rgb())


def _number(value: float) -> str:
    """Return a number as PDF writes it: no exponent, no needless noughts."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"
