"""Leads through the first run: what was asked for, the recovery code, and its sheet of paper."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.codesteps import two_groups
from desktop.door import Arrival, Founding
from desktop.firstrun import FirstRun
from desktop.printers import ChoosePrinter, CodeSheet, ask_for_printer, print_code_sheet
from desktop.settings import SettingsFile
from desktop.speaking import languages
from desktop.trouble import Expected, Trouble
from desktop.trydemo import start_demo
from desktop.window import Window
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.door import Door


ChooseFolder: TypeAlias = Callable[[QWidget], Path | None]


def ask_for_folder(parent: QWidget) -> Path | None:
    """Return the folder that the user chose in the system's own dialog, None when none."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(parent, tr("Choose a folder"))
    return Path(chosen) if chosen else None


class Founder(QObject):
    """Makes the code of a clinic to be; the clinic itself is made once the code is on paper."""

    opening = Signal(object)
    """How the clinic is made, or one from another computer opened: to be done beside the window."""

    def __init__(self, door: "Door", today: date, window: Window, settings: SettingsFile) -> None:
        super().__init__(window)
        self._door = door
        self._today = today
        self._settings = settings
        self._founding: Founding | None = None
        self._code: tuple[str, ...] = ()
        self._arrival: Arrival | None = None
        self.choose_printer: ChoosePrinter = ask_for_printer
        self.choose_folder: ChooseFolder = ask_for_folder
        self.start_demo: Callable[[Path], bool] = start_demo
        self.asked_groups = two_groups()
        self.page = FirstRun(self.asked_groups, window, tuple(languages().items()))
        self.page.choose_folder = self.choose_backup_folder
        self.page.founding.connect(self.on_founding)
        self.page.printing.connect(self.on_printing)
        self.page.finished.connect(self.on_finished)
        self.page.arriving.connect(self.on_arriving)
        self.page.opening.connect(self.on_opening)
        self.page.trying.connect(self.on_trying)

    def choose_backup_folder(self, parent: QWidget) -> Path | None:
        """Return where backups are to go, None when nobody chose."""
        return self.choose_folder(parent)

    @Slot(object)
    def on_founding(self, founding: Founding) -> None:
        """Show the recovery code of the clinic to be."""
        self._founding = founding
        # Whoever went back and on again may have it on paper already.
        self._code = self._code or self._door.new_code()
        self.page.show_code(self._code)

    @Slot()
    def on_arriving(self) -> None:
        """Look for a clinic in a folder that comes from another computer."""
        folder = self.choose_folder(self.page)
        if folder is None:
            return
        trouble = self.look_in(folder)
        if trouble is not None:
            self.page.say(trouble)

    def look_in(self, folder: Path) -> Trouble | None:
        """Show the copy in a folder; return why there is none."""
        try:
            self._arrival = self._door.arriving(folder)
        except Expected as error:
            return error.trouble
        self.page.show_arrival(self._arrival)
        return None

    @Slot(str, str)
    def on_opening(self, user: str, secret: str) -> None:
        """Hand over how that clinic is put in place and opened."""
        if self._arrival is not None:
            self.opening.emit(partial(self._door.arrive, self._arrival, user, secret))

    @Slot()
    def on_trying(self) -> None:
        """Start the demonstration beside this window."""
        self.page.start.say_demo(self.start_demo(self._settings.folder))

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
            folder = self._founding.backup_folder
            if folder:
                self._settings.keep(self._settings.now._replace(backup_folder=folder))
            self.opening.emit(partial(self._door.found, self._founding, self._code))
