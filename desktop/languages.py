"""The languages that the screen speaks, and how it begins to speak one.

English is in the code itself and costs nothing. Another language is read before the first widget
is made; whoever chooses one sees it from the next start on.
"""

from typing import TYPE_CHECKING, Final

from desktop import words
from desktop.words import ENGLISH

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator
    from PySide6.QtWidgets import QApplication

LANGUAGES: Final = {ENGLISH: "English", "es": "Español"}
"""The code of each language of the screen, with its own name for itself."""


def start_speaking(app: "QApplication", language: str) -> None:
    """Let the screen speak ``language`` from now on; English where it is not known."""
    words.speak_with(None)
    _let_qt_fall_silent(app)
    if language == ENGLISH or language not in LANGUAGES:
        return
    from resources import locale_folder

    words.speak(language, locale_folder())
    _let_qt_speak(app, language)


class _Qt:
    """Qt's own words that are in use: Qt keeps no list of them."""

    words: "QTranslator | None" = None


def _let_qt_speak(app: "QApplication", language: str) -> None:
    """Load Qt's own words for its dialogs; a bundle may lack them, and they are English then."""
    from PySide6.QtCore import QLibraryInfo, QTranslator

    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
        _Qt.words = translator


def _let_qt_fall_silent(app: "QApplication") -> None:
    if _Qt.words is not None:
        app.removeTranslator(_Qt.words)
        _Qt.words = None
