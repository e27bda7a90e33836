"""The fonts of prints: given as files, registered once, embedded as subsets."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

UNKNOWN_LETTER: Final = "?"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The files of the regular and the bold face."""

    regular: Path
    bold: Path


@dataclass(frozen=True, slots=True)
class Faces:
    """The names under which the faces are known, and the letters that both can print."""

    regular: str
    bold: str
    letters: frozenset[int]

    def printable(self, text: str) -> str:
        """Return the text on one line, with a mark for each letter that the faces lack."""
        composed = unicodedata.normalize("NFC", " ".join(text.split()))
        return "".join(c if ord(c) in self.letters else UNKNOWN_LETTER for c in composed)


@cache
def faces(fonts: Fonts) -> Faces:
    """Return the faces of these files, registered with the PDF library."""
    regular, bold = _face(fonts.regular), _face(fonts.bold)
    addMapping(regular.fontName, 0, 0, regular.fontName)
    addMapping(regular.fontName, 1, 0, bold.fontName)
    letters = regular.face.charToGlyph.keys() & bold.face.charToGlyph.keys()
    return Faces(regular.fontName, bold.fontName, frozenset(letters))


def _face(path: Path) -> TTFont:
    face = TTFont(path.stem, str(path))
    pdfmetrics.registerFont(face)
    return face
