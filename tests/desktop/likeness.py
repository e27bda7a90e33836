"""Compares two pictures as a person would at a glance: on the whole, and place by place.

Letters are drawn a little differently on each system, so single dots prove nothing. A word or a
button that is gone, moved or of another colour changes the mean of its place by far more.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageStat

WIDTH: Final = 640
PLACE: Final = 32
MOST_ON_THE_WHOLE: Final = 3.0
MOST_IN_A_PLACE: Final = 22.0
"""Mean difference of brightness, of 255: of the whole picture, and of a square of 32 dots."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a picture is from another, and where most."""

    whole: float
    most: float
    place: tuple[int, int, int, int]
    """Left, top, right and bottom of the place that differs most, in dots of the window."""

    def is_seen(self) -> bool:
        """Say whether somebody would notice."""
        return self.whole > MOST_ON_THE_WHOLE or self.most > MOST_IN_A_PLACE

    def __str__(self) -> str:
        return (
            f"differs by {self.whole:.2f} on the whole (at most {MOST_ON_THE_WHOLE}), "
            f"by {self.most:.1f} in {self.place} (at most {MOST_IN_A_PLACE})"
        )


def small(path: Path) -> Image.Image:
    """Return a picture of a window in the size of the references."""
    with Image.open(path) as whole:
        height = round(whole.height * WIDTH / whole.width)
        return whole.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)


def difference(one: Image.Image, other: Image.Image, scale: float = 1.0) -> Difference:
    """Return how far two small pictures are apart; ``scale`` is dots of the window to theirs."""
    if one.size != other.size:
        return Difference(255.0, 255.0, (0, 0, *other.size))
    apart = ImageChops.difference(one, other).convert("L")
    places = [
        (left, top, min(left + PLACE, apart.width), min(top + PLACE, apart.height))
        for top in range(0, apart.height, PLACE)
        for left in range(0, apart.width, PLACE)
    ]
    means = {place: ImageStat.Stat(apart.crop(place)).mean[0] for place in places}
    worst = max(places, key=means.__getitem__)
    left, top, right, bottom = (round(edge * scale) for edge in worst)
    return Difference(ImageStat.Stat(apart).mean[0], means[worst], (left, top, right, bottom))
