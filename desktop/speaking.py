"""Which languages the screen can speak here, and how it changes before a clinic is open."""

import gettext
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.languages import LANGUAGES, start_speaking
from desktop.window import renew_bar
from desktop.words import ENGLISH
from resources import locale_folder

if TYPE_CHECKING:
    from desktop.entrance import Entrance
    from desktop.settings import SettingsFile


def languages() -> Mapping[str, str]:
    """Return the languages that the screen can speak here, each with its own name for itself."""
    there = locale_folder()
    return {
        code: name
        for code, name in LANGUAGES.items()
        if code == ENGLISH or gettext.find("foramen", there, [code])
    }


def speak_from_now(entrance: "Entrance", settings: "SettingsFile", language: str) -> None:
    """Speak another language on the first page, and from then on."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    settings.keep(settings.now._replace(language=language))
    start_speaking(app, language)
    renew_bar(entrance.window)
    entrance.greet()
