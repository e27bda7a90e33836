"""``foramen`` without a command: the window on one's own clinic."""

import builtins
import gc
import sys
from typing import TYPE_CHECKING

# Everything without Qt comes first: once PySide6 is there, it reads the source of each module that
# is imported, and the first page would wait for that.
from desktop import sheet, tokens, words  # noqa: F401
from desktop.commands.door import ClinicDoor
from desktop.door import Door
from desktop.languages import start_speaking
from desktop.places import Places, find_places, prepare
from desktop.settings import SettingsFile
from desktop.words import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.entrance import Entrance
    from desktop.today import Clock

FAILED = 1


def open_window(home: "Path | None") -> int:
    """Open the window on the clinic under ``home``, or in its usual place."""
    places = find_places(home)
    try:
        prepare(places)
    except OSError:
        from desktop.trouble import Trouble

        print(Trouble("no_home", {"path": str(places.home)}).sentence, file=sys.stderr)
        return FAILED
    app = make_app(sys.argv[:1])
    entrance = make_entrance(app, places, ClinicDoor(places.clinic))
    entrance.window.has_printers = True
    entrance.greet()
    entrance.window.show()
    return app.exec()


def make_app(argv: list[str]) -> "QApplication":
    """Return the application, named as the system shows it."""
    from PySide6.QtWidgets import QApplication

    _import_plainly()
    from desktop.theme import FUSION

    app = QApplication([*argv, "-style", "fusion"])
    app.setProperty(FUSION, True)
    app.setApplicationName("foramen")
    app.setApplicationDisplayName("Foramen")
    app.setDesktopFileName("foramen")
    return app


def _import_plainly() -> None:
    """Take back Python's own import.

    PySide wraps it to look for its name in the source of each module that is imported, for those
    who write ``from __feature__ import …``. Nobody here does, and the first page waits for it.
    What it read so far it would keep for good.
    """
    from linecache import clearcache

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    clearcache()


def make_entrance(
    app: "QApplication", places: Places, door: Door, clock: "Clock | None" = None
) -> "Entrance":
    """Return the entrance with a window of its own, dressed as the settings say."""
    from desktop import theme
    from desktop.commands.sweeping import Sweeper
    from desktop.entrance import Entrance
    from desktop.makingway import hand_over_soon
    from desktop.today import Today, now
    from desktop.trouble import CrashLog, Watch
    from desktop.warmup import Warmup
    from desktop.window import Window

    hand_over_soon()
    clock = clock or now
    settings = SettingsFile(places.settings)
    if settings.now.language != ENGLISH:
        start_speaking(app, settings.now.language)
    theme.dress_lightly(app)
    theme.apply(app, settings.now.scheme, settings.now.text_scale)
    watch = Watch(CrashLog(places.crash_log, clock), app)
    watch.start()
    window = Window(app, settings)
    warmup = Warmup(window)
    window.first_painted.connect(warmup.start)
    entrance = Entrance(window, door, settings, Today(window, clock), watch)
    entrance.wait_for(warmup)
    # What was imported stays: walking through it again with each collection of garbage would hold
    # up a key for a quarter of a second.
    warmup.finished.connect(gc.freeze)
    warmup.finished.connect(Sweeper(entrance, places).on_time)
    return entrance
