"""A timeline in a window of its own, for a screen reader in another process.

Run as ``python -m tests.desktop.heard_course FILE``: once somebody presses "Closer", what the
events are is written to FILE and the window closes.
"""

import json
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop import theme
from desktop.models.events import days_text, spoken
from desktop.models.timeline import lane_words
from desktop.pages.timeline import TimelinePage
from pathway.course import Course
from tests.desktop.courses import TODAY, course_books, everything_known, record_words

LONGEST_MILLISECONDS: Final = 80_000


class Heard(QObject):
    """Tells what was there to be heard, once the reader has heard it."""

    def __init__(self, page: TimelinePage, told: Path) -> None:
        super().__init__(page)
        self._page = page
        self._told = told
        page.choice.zoomed.connect(self.on_read)

    @Slot(bool)
    def on_read(self, is_closer: bool) -> None:
        events = [
            {"words": spoken(one), "day": days_text(one), "lane": lane_words(one.lane)}
            for one in self._page.timeline.events
        ]
        part = self._told.with_suffix(".part")
        part.write_text(json.dumps(events), "utf-8")
        part.replace(self._told)
        QApplication.quit()


def main(told: Path) -> None:
    """Show the timeline of the sample patient until it has been read."""
    app = QApplication([])
    theme.apply(app, "light")
    window = QMainWindow()
    window.setWindowTitle("Foramen")
    page = TimelinePage(Course(TODAY), course_books(), record_words(), window)
    page.show_known(everything_known())
    window.setCentralWidget(page)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    page.timeline.setFocus()
    Heard(page, told)
    QTimer.singleShot(LONGEST_MILLISECONDS, app.quit)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
