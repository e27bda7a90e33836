"""How the window is dressed for a tour: colours, size of text and window, language."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from desktop import theme, words
from desktop.commands.pseudo import LongWords
from desktop.languages import start_speaking
from desktop.words import ENGLISH

SMALL: Final = QSize(1280, 720)
ROOMY: Final = QSize(1440, 900)


class Look(NamedTuple):
    """Colours, how much larger than normal the text is, the window, its direction and language.

    Mirrored means from right to left and in a language that nobody speaks, with long words.
    """

    name: str
    scheme: str = "light"
    scale: float = 1.0
    size: QSize = SMALL
    is_mirrored: bool = False
    language: str = ENGLISH


PLAIN: Final = Look("light")
DARK: Final = Look("dark", "dark")
LARGE: Final = Look("large", scale=2.0)
MIRRORED: Final = Look("mirrored", is_mirrored=True)
LOOKS: Final = (
    Look("light", size=ROOMY),
    Look("dark", "dark", size=ROOMY),
    Look("contrast", "light-high", size=ROOMY),
    Look("dark-contrast", "dark-high", size=ROOMY),
    Look("small"),
    LARGE,
    MIRRORED,
    Look("mirrored-large", scale=1.5, is_mirrored=True),
    Look("mirrored-largest", scale=2.0, is_mirrored=True),
    Look("spanish", language="es"),
    Look("spanish-large", scale=2.0, language="es"),
)
"""Every look that the program must hold; a folder of pictures each."""


@contextmanager
def dressed(app: QApplication, look: Look) -> Iterator[None]:
    """Dress the program for as long as this lasts; afterwards it is as it comes."""
    if look.language != ENGLISH:
        start_speaking(app, look.language)
    if look.is_mirrored:
        words.speak_with(LongWords())
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        start_speaking(app, ENGLISH)
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme.apply(app, "light", 1.0)
