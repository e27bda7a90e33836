"""The few signs that prints draw themselves: they read the same in black and white."""

import math

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from handouts.blocks import Light
from handouts.styles import INK, PAPER


def draw_warning(canvas: Canvas, x: float, y: float, size: float, colour: Color) -> None:
    """Draw a warning triangle into the square of ``size`` whose lower left corner is x, y."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setLineJoin(1)
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(size * 0.1)
    outline = canvas.beginPath()
    outline.moveTo(size * 0.5, size * 0.92)
    outline.lineTo(size * 0.96, size * 0.1)
    outline.lineTo(size * 0.04, size * 0.1)
    outline.close()
    canvas.drawPath(outline, stroke=1, fill=0)
    canvas.setFillColor(colour)
    canvas.roundRect(
        size * 0.45, size * 0.4, size * 0.1, size * 0.28, size * 0.04, stroke=0, fill=1
    )
    canvas.circle(size * 0.5, size * 0.27, size * 0.06, stroke=0, fill=1)
    canvas.restoreState()


def draw_tick_box(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Draw an empty square to tick by hand."""
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(size * 0.09)
    canvas.roundRect(x, y, size, size, size * 0.12, stroke=1, fill=0)
    canvas.restoreState()


def draw_light(canvas: Canvas, x: float, y: float, size: float, light: Light) -> None:
    """Draw the sign of a traffic light: a tick in a ring, an arrow down, a cross in an octagon."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(size * 0.09)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    if light == "go":
        canvas.circle(size / 2, size / 2, size * 0.44, stroke=1, fill=0)
        _draw_lines(canvas, size, ((0.29, 0.5), (0.45, 0.33), (0.72, 0.67)))
    elif light == "less":
        canvas.roundRect(size * 0.06, size * 0.06, size * 0.88, size * 0.88, size * 0.14)
        _draw_lines(canvas, size, ((0.5, 0.76), (0.5, 0.26)))
        _draw_lines(canvas, size, ((0.29, 0.46), (0.5, 0.25), (0.71, 0.46)))
    else:
        _draw_octagon(canvas, size)
        canvas.setStrokeColor(PAPER)
        _draw_lines(canvas, size, ((0.33, 0.33), (0.67, 0.67)))
        _draw_lines(canvas, size, ((0.33, 0.67), (0.67, 0.33)))
    canvas.restoreState()


def _draw_lines(canvas: Canvas, size: float, points: tuple[tuple[float, float], ...]) -> None:
    path = canvas.beginPath()
    path.moveTo(points[0][0] * size, points[0][1] * size)
    for x, y in points[1:]:
        path.lineTo(x * size, y * size)
    canvas.drawPath(path, stroke=1, fill=0)


def _draw_octagon(canvas: Canvas, size: float) -> None:
    path = canvas.beginPath()
    corners = 8
    for corner in range(corners):
        angle = math.tau * (corner + 0.5) / corners
        x = size * (0.5 + 0.48 * math.cos(angle))
        y = size * (0.5 + 0.48 * math.sin(angle))
        (path.lineTo if corner else path.moveTo)(x, y)
    path.close()
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)
