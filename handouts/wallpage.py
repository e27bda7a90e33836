"""The page for the wall: the steps of a day and their keys. It names nobody."""

from dataclasses import dataclass
from typing import Final

from handouts import blocks as b
from handouts.materials import Materials, PrintStamp
from handouts.page import Running, print_document

PROGRAM: Final = "Foramen"


@dataclass(frozen=True, slots=True)
class WallPart:
    """A heading and the steps under it."""

    heading: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WallPage:
    """What stands on the page; ``foot`` says which version of the program it fits."""

    title: str
    lead: str
    parts: tuple[WallPart, ...]
    foot: str


def wall_page(wall: WallPage, materials: Materials, stamp: PrintStamp) -> bytes:
    """Return the page as PDF: always one, in smaller letters where that needs it."""
    blocks: list[b.Block] = [b.Title(wall.title), b.Message(wall.lead)]
    for part in wall.parts:
        blocks += [b.Heading(part.heading), b.Bullets(part.steps)]
    document = b.Document(wall.title, tuple(blocks))
    on_it = Running(materials.clinic.name or PROGRAM, "", (), "", wall.foot)
    return print_document(document, on_it, materials, stamp, one_page=True)
