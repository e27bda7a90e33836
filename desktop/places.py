"""Where the program keeps its things: one home folder that only its owner can open."""

import os
from pathlib import Path
from typing import NamedTuple

HOME_VARIABLE = "FORAMEN_HOME"
OWNER_ONLY = 0o700


class Places(NamedTuple):
    """The home folder and what lies in it."""

    home: Path

    @property
    def clinic(self) -> Path:
        """The folder with the clinic's records and their keys."""
        return self.home / "clinic"

    @property
    def settings(self) -> Path:
        """How this computer likes the program: no patient data."""
        return self.home / "settings.txt"

    @property
    def crash_log(self) -> Path:
        """What went wrong: kinds of trouble and places in the program, never values."""
        return self.home / "crash.log"

    @property
    def temporary(self) -> Path:
        """Things that are gone when the program ends."""
        return self.home / "tmp"


def find_places(home: Path | None) -> Places:
    """Return the places under ``home``, FORAMEN_HOME, or the system's own folder for them."""
    chosen = str(home) if home else os.environ.get(HOME_VARIABLE, "")
    if chosen:
        return Places(Path(chosen).expanduser().absolute())
    from platformdirs import user_data_path

    return Places(user_data_path("foramen", appauthor=False))


def prepare(places: Places) -> None:
    """Make the home folder, for its owner alone; raises OSError when the system refuses."""
    os.umask(0o077)
    places.home.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)


def make_private(folder: Path) -> Path:
    """Return ``folder``, made if need be, which only its owner can open."""
    folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    return folder
