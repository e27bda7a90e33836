"""The printers of this computer: on which paper each prints, how much of it is printed already.

A printer belongs to a computer, not to a clinic: what is known of it lies beside the settings.
"""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QWidget

from pathway.prints import MOST_TOP_MM

FILE: Final = "printers.json"
PAPERS: Final = ("a4", "letter")
TOPS_MM: Final = (0, 20, 30, 40, 50, MOST_TOP_MM)
LETTER_COUNTRIES: Final = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)
"""Where paper has the size Letter (Unicode CLDR 46, supplemental measurement data)."""


class PrinterProfile(NamedTuple):
    """What a printer needs: its paper, what stays free at the top of it, and grey for colours."""

    paper: str = PAPERS[0]
    top_mm: int = 0
    is_grey: bool = False


class PrintersHere(NamedTuple):
    """What this computer tells: the paper of its country, and the names of its printers."""

    paper: Callable[[], str]
    names: Callable[[], tuple[str, ...]]


def paper_of(country: str) -> str:
    """Return the paper that a country uses, by its code of two letters."""
    return "letter" if country in LETTER_COUNTRIES else "a4"


def paper_here() -> str:
    """Return the paper of the country that this computer is set to."""
    return paper_of(QLocale.territoryToCode(QLocale.system().territory()))


def names_here() -> tuple[str, ...]:
    """Return the printers that the system knows: that may take long, so beside the window."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return tuple(QPrinterInfo.availablePrinterNames())


def _a4() -> str:
    return PAPERS[0]


HERE: Final = PrintersHere(paper_here, names_here)
NOWHERE: Final = PrintersHere(_a4, tuple)
"""A computer without printers."""


class PrinterBook(QObject):
    """What is known of each printer; a child of the window, where its pages find it.

    The printer without a name stands for any that the system offers.
    """

    def __init__(
        self, folder: Path | None, here: PrintersHere = NOWHERE, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.here = here
        self._path = folder / FILE if folder else None
        self.chosen, self._known = _read(self._path)

    @property
    def known(self) -> tuple[str, ...]:
        """The printers of which something is kept."""
        return tuple(sorted(name for name in self._known if name))

    def profile(self) -> PrinterProfile:
        """Return what the chosen printer needs, as it comes when nobody told."""
        return self._known.get(self.chosen) or self._usual()

    def choose(self, name: str) -> None:
        """Make this the printer, from now on."""
        self._known.setdefault(name, self._usual())
        self.chosen = name
        self._write()

    def keep(self, profile: PrinterProfile) -> None:
        """Keep what the chosen printer needs."""
        self._known[self.chosen] = profile
        self._write()

    def _usual(self) -> PrinterProfile:
        return PrinterProfile(self.here.paper())

    def _write(self) -> None:
        """Write everything; a disk that refuses must not stop anybody's work."""
        if self._path is None:
            return
        told = {name: profile._asdict() for name, profile in sorted(self._known.items())}
        text = json.dumps({"chosen": self.chosen, "printers": told}, ensure_ascii=False, indent=1)
        part = self._path.with_suffix(".part")
        with suppress(OSError):
            with part.open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)


def book_of(part: QWidget) -> PrinterBook | None:
    """Return the book of the window of a part; None where nothing is kept."""
    here = Qt.FindChildOption.FindDirectChildrenOnly
    found: PrinterBook | None = part.window().findChild(PrinterBook, "", here)
    return found


def _read(path: Path | None) -> tuple[str, dict[str, PrinterProfile]]:
    """Return what a file tells; what cannot be read counts as not told."""
    told: object = None
    with suppress(OSError, ValueError, RecursionError):
        told = json.loads(path.read_text("utf-8")) if path else None
    whole = told if isinstance(told, dict) else {}
    printers, chosen = whole.get("printers"), whole.get("chosen")
    known = printers if isinstance(printers, dict) else {}
    profiles = {name: _profile(one) for name, one in known.items() if isinstance(one, dict)}
    return chosen if isinstance(chosen, str) and chosen in profiles else "", profiles


def _profile(told: Mapping[str, object]) -> PrinterProfile:
    paper, top, grey = (told.get(name) for name in PrinterProfile._fields)
    return PrinterProfile(
        str(paper) if paper in PAPERS else PAPERS[0],
        next((height for height in TOPS_MM if top == height), 0),
        grey is True,
    )
