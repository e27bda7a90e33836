"""Leads through the first run: what was asked for, the recovery code, and its sheet of paper."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.door import Arrival, Founding
from desktop.firstrun import FirstRun, two_groups
from desktop.printers import ChoosePrinter, CodeSheet, ask_for_printer, print_code_sheet
from desktop.trouble import Expected, Trouble
from desktop.window import Window
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.door import Door


ChooseFolder: TypeAlias = Callable[[QWidget], Path | None]


def ask_for_folder(parent: QWidget) -> Path | None:
    """Return the folder that the user chose in the system's own dialog, None when none."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(parent, tr("Folder from the other computer"))
    return Path(chosen) if chosen else None


class Founder(QObject):
    """Makes the code of a clinic to be; the clinic itself is made once the code is on paper."""

    opening = Signal(object)
    """How the clinic is made, or one from another computer opened: to be done beside the window."""

    def __init__(self, door: "Door", today: date, window: Window) -> None:
        super().__init__(window)
        self._door = door
        self._today = today
        self._founding: Founding | None = None
        self._code: tuple[str, ...] = ()
        self._arrival: Arrival | None = None
        self.choose_printer: ChoosePrinter = ask_for_printer
        self.choose_folder: ChooseFolder = ask_for_folder
        self.asked_groups = two_groups()
        self.page = FirstRun(self.asked_groups, window)
        self.page.founding.connect(self.on_founding)
        self.page.printing.connect(self.on_printing)
        self.page.finished.connect(self.on_finished)
        self.page.arriving.connect(self.on_arriving)
        self.page.opening.connect(self.on_opening)

    @Slot(object)
    def on_founding(self, founding: Founding) -> None:
        """Show the recovery code of the clinic to be."""
        self._founding = founding
        self._code = self._door.new_code()
        self.page.show_code(self._code)

    @Slot()
    def on_arriving(self) -> None:
        """Look for a clinic in a folder that comes from another computer."""
        folder = self.choose_folder(self.page)
        if folder is None:
            return
        try:
            self._arrival = self._door.arriving(folder)
        except Expected as error:
            self.page.say(error.trouble)
            return
        self.page.show_arrival(self._arrival)

    @Slot(str, str)
    def on_opening(self, user: str, secret: str) -> None:
        """Hand over how that clinic is put in place and opened."""
        if self._arrival is not None:
            self.opening.emit(partial(self._door.arrive, self._arrival, user, secret))

    @Slot()
    def on_printing(self) -> None:
        """Print the sheet with the recovery code."""
        printer = self.choose_printer(self.page)
        if printer is None or self._founding is None:
            return
        sheet = CodeSheet(self._founding.clinic, self._code, self._today)
        is_printed = print_code_sheet(printer, sheet)
        said = tr("Sent to the printer.") if is_printed else Trouble("no_printer").sentence
        self.page.say_printed(said)

    @Slot()
    def on_finished(self) -> None:
        """Hand over how the clinic is made, now that its code is on paper."""
        if self._founding is not None:
            self.opening.emit(partial(self._door.found, self._founding, self._code))
