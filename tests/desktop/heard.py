"""A visit in a window of its own, for a screen reader in another process.

Run as ``python -m tests.desktop.heard FILE``: once the red-flag screen is complete, the answers are
written to FILE and the window closes.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop import theme
from desktop.pages.visit import VisitForm
from tests.desktop import samples
from tests.desktop.books import books
from tests.desktop.viewed import view_of

LOOK_MILLISECONDS: Final = 50
LONGEST_MILLISECONDS: Final = 80_000


class Heard(QObject):
    """Looks now and then whether every question has an answer."""

    def __init__(self, form: VisitForm, told: Path) -> None:
        super().__init__(form)
        self._form = form
        self._told = told
        timer = QTimer(self)
        timer.timeout.connect(self.on_turn)
        timer.start(LOOK_MILLISECONDS)

    @Slot()
    def on_turn(self) -> None:
        if self._form.progress.is_complete:
            given = {code.item: row.value for code, row in self._form.answers.items()}
            part = self._told.with_suffix(".part")
            part.write_text(json.dumps(given), "utf-8")
            part.replace(self._told)
            QApplication.quit()


def main(told: Path) -> None:
    """Show the visit of a patient of the samples until its screen is complete."""
    app = QApplication([])
    theme.apply(app, "light")
    window = QMainWindow()
    window.setWindowTitle("Foramen")
    chart = replace(samples.chart(), visits=(), flags=())
    chart = replace(chart, patient=replace(chart.patient, medicines=()))
    form = VisitForm(books(), view_of(chart), None, samples.TODAY, window)
    window.setCentralWidget(form)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()  # without a window manager nobody else gives it the keyboard
    form.focus_start()
    Heard(form, told)
    QTimer.singleShot(LONGEST_MILLISECONDS, app.quit)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
