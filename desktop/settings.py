"""How this computer likes the program: a small file without patient data.

One ``name = value`` a line: it is read before the first paint, which waits for no parser.
"""

import os
from pathlib import Path
from typing import Final, NamedTuple

from desktop.languages import LANGUAGES
from desktop.words import ENGLISH

SCHEMES: Final = ("system", "light", "dark", "light-high", "dark-high")
SCALES: Final = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
QUESTIONS: Final = ("list", "single")
EXAMINATIONS: Final = ("test", "root")
LOCK_MINUTES: Final = tuple(range(1, 16))
"""After how long without a key or a click the screen may lock."""


class Settings(NamedTuple):
    """What people chose on this computer, or the way it comes."""

    scheme: str = "system"
    text_scale: float = 1.0
    geometry: bytes = b""
    last_user: str = ""
    clinic: str = ""
    backup_folder: str = ""
    questions: str = "list"
    examination: str = "test"
    lock_minutes: int = 5
    stick: str = ""
    stick_folder: str = ""
    box_numbers: bool = False
    language: str = ENGLISH


class SettingsFile:
    """The settings and the file they lie in; a file that cannot be read counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.now = _read(path)

    @property
    def folder(self) -> Path:
        """The home folder, in which the file lies."""
        return self._path.parent

    def keep(self, settings: Settings) -> None:
        """Make these the settings; a disk that refuses must not stop anybody's work."""
        if settings == self.now:
            return
        self.now = settings
        try:
            _write(self._path, _as_text(settings))
        except OSError:
            return


def next_scale(scale: float, step: int) -> float:
    """Return the text size one step up (1) or down (-1), or the same at the end."""
    nearest = min(range(len(SCALES)), key=lambda at: abs(SCALES[at] - scale))
    return SCALES[min(len(SCALES) - 1, max(0, nearest + step))]


def _read(path: Path) -> Settings:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return Settings()
    found = {name: value for name, _, value in (line.partition(" = ") for line in lines)}
    scheme, scale = found.get("scheme", ""), found.get("text_scale", "")
    return Settings(
        scheme=scheme if scheme in SCHEMES else Settings().scheme,
        text_scale=next((size for size in SCALES if str(size) == scale), 1.0),
        geometry=_bytes_of(found.get("geometry", "")),
        last_user=found.get("last_user", ""),
        clinic=found.get("clinic", ""),
        backup_folder=found.get("backup_folder", ""),
        questions=_one_of(QUESTIONS, found.get("questions", "")),
        examination=_one_of(EXAMINATIONS, found.get("examination", "")),
        lock_minutes=next(
            (n for n in LOCK_MINUTES if str(n) == found.get("lock_minutes")),
            Settings().lock_minutes,
        ),
        stick=found.get("stick", ""),
        stick_folder=found.get("stick_folder", ""),
        box_numbers=found.get("box_numbers") == str(True),
        language=_one_of(tuple(LANGUAGES), found.get("language", "")),
    )


def _one_of(known: tuple[str, ...], found: str) -> str:
    return found if found in known else known[0]


def _bytes_of(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _as_text(settings: Settings) -> str:
    plain = settings._asdict() | {"geometry": settings.geometry.hex()}
    return "".join(f"{name} = {_in_one_line(str(value))}\n" for name, value in plain.items())


def _in_one_line(value: str) -> str:
    return value.replace("\n", " ")


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
