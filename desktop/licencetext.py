"""The licences of everything that is included, and the versions of what is here now."""

import platform
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Final

import resources

LICENCES: Final = "docs/licences.md"
_INSTALLED: Final = "licences.md"


def licence_text() -> str:
    """Return the page on licences: beside the program or, where it was installed, among its files.

    Empty where neither has it.
    """
    beside = Path(resources.__file__).parents[1] / LICENCES
    found = beside if beside.is_file() else _installed()
    try:
        return found.read_text("utf-8") if found else ""
    except OSError:
        return ""


def versions() -> tuple[tuple[str, str], ...]:
    """Return what runs here, each with its version."""
    from PySide6 import __version__ as pyside
    from PySide6.QtCore import qVersion

    return (
        ("Foramen", _version("foramen")),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        ("PySide6", pyside),
        *((name, _version(name)) for name in ("sqlcipher3", "SQLAlchemy", "reportlab", "pikepdf")),
    )


def system() -> str:
    """Return which system this is, without the name of the computer."""
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "source"


def _installed() -> Path | None:
    try:
        files = distribution("foramen").files or ()
    except PackageNotFoundError:
        return None
    places = (Path(str(file.locate())) for file in files if file.name == _INSTALLED)
    return next((place for place in places if place.is_file()), None)
