"""What a picture is made of: shapes with a fill and a line, one tone of grey for each meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from handouts.drawings.geometry import Path, Point

Tone: TypeAlias = Literal[
    "ink", "soft", "skin", "far", "hair", "prop", "cloth", "move", "mark", "paper"
]
Anchor: TypeAlias = Literal["start", "end"]
TONES: Final[tuple[Tone, ...]] = get_args(Tone)
SIDES: Final = 1.4
"""Width of a picture for one of height: each picture has these sides."""
LINE: Final = 0.0105
"""The line of a near outline, in widths of the picture: 1.2 points where that is 4 cm wide."""
FINE: Final = 0.6
"""Lines within an outline, against its own."""


@dataclass(frozen=True, slots=True)
class Pen:
    """A line; its width is in widths of a near outline, so that all pictures look alike."""

    tone: Tone = "ink"
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A path that is filled, drawn, or both."""

    path: Path
    fill: Tone | None = None
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A word beside what it names: its key, where it is anchored, and what it points to."""

    key: str
    at: Point
    to: Point
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Frame:
    """What is seen of the drawing plane: lower left corner and width; the height follows."""

    left: float
    low: float
    width: float
    sides: float = SIDES

    @property
    def height(self) -> float:
        """Return the height in centimetres."""
        return self.width / self.sides


@dataclass(frozen=True, eq=False)
class Picture:
    """A whole picture: its frame and its shapes, the first drawn lie behind the later ones.

    A picture equals only itself, so that what was written of it is found again at once.
    """

    frame: Frame
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...] = ()
    has_ground: bool = False


def outlined(parts: Iterable[Path], fill: Tone, pen: Pen | None = None) -> tuple[Shape, ...]:
    """Return paths that overlap as one figure with one line around all of them."""
    paths, line = tuple(parts), pen or Pen()
    around = Pen(line.tone, line.width * 2)
    edges = tuple(Shape(path, line.tone, around) for path in paths)
    return edges + tuple(Shape(path, fill) for path in paths)


def stroke(path: Path, tone: Tone = "ink", width: float = FINE) -> Shape:
    """Return a line within an outline."""
    return Shape(path, None, Pen(tone, width))


def paths_of(shapes: Sequence[Shape]) -> tuple[Path, ...]:
    """Return the paths of shapes."""
    return tuple(shape.path for shape in shapes)
