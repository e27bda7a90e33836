"""What prints are made with at the desk, and a shelf of readers for papers of many patients."""

import threading
import tomllib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from db import stories
from db.clinic import Reader, clinic_card
from db.trouble import StoreTrouble
from desktop.desk.opened import Opened
from desktop.printwords import MASTER, words_in
from pathway.records import ProblemId
from resources import font

if TYPE_CHECKING:
    from handouts.clinic import ClinicDetails
    from handouts.materials import Materials
    from handouts.styles import PageStyle

CLINIC_FILE = "clinic.toml"


def with_story(materials: "Materials", reader: Reader, problem: ProblemId) -> "Materials":
    """Return the same with what was told of a problem; where that cannot be read, without.

    No letter waits for it: of damaged records the chart alone may be readable.
    """
    with suppress(StoreTrouble):
        return replace(materials, story=reader.read(stories.load, problem).story)
    return materials


def materials_of(opened: Opened, reader: Reader, page: "PageStyle") -> "Materials":
    """Return what every print of a clinic is made with."""
    from handouts.fonts import Fonts
    from handouts.materials import Materials

    return Materials(
        words=words_in(page.language or MASTER),
        fonts=Fonts(font("NotoSans-Regular"), font("NotoSans-Bold")),
        clinic=_details(opened, reader),
        page=page,
        medicines=opened.guidelines.medicines,
        choices=opened.guidelines.choices,
    )


def _details(opened: Opened, reader: Reader) -> "ClinicDetails":
    from handouts.clinic import ClinicDetails, read_clinic

    file = opened.folder / CLINIC_FILE
    if file.exists():
        return read_clinic(tomllib.loads(file.read_text("utf-8")))
    return ClinicDetails(name=reader.read(clinic_card).name)


class Readers:
    """Readers for questions about many patients, one for each topic, made when first needed."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._lock = threading.Lock()
        self._made: dict[str, Reader] = {}

    def of(self, topic: str) -> Reader:
        """Return the reader of a topic."""
        with self._lock:
            if topic not in self._made:
                self._made[topic] = self._opened.clinic.reader()
            return self._made[topic]

    def materials(self, topic: str, page: "PageStyle") -> "Materials":
        """Return what a print is made with."""
        return materials_of(self._opened, self.of(topic), page)

    def close(self) -> None:
        """Close the readers; the lanes must have ended."""
        for reader in self._made.values():
            reader.close()
