"""Leads through a restore: the clinic is closed, the backup put in place, and opened again."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop.desk.calls import Call
from desktop.desk.restoring import Reopened, Wish, restore_and_open
from desktop.models.backups import stage_words
from desktop.widgets.form import heading, muted
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Opened
    from desktop.entrance import Entrance

WIDTH = 460


class RestoringPage(QWidget):
    """Says how far a restore is; nothing else can be done meanwhile."""

    def __init__(self, parent: QWidget, title: str = "", first: str = "") -> None:
        super().__init__(parent)
        self.doing = muted(first or tr("The clinic as it is now is kept first."), self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        box = QVBoxLayout(self)
        box.setSpacing(14)
        box.addStretch(1)
        for part in (heading(title or tr("Restoring a backup"), self, 1), self.doing, self.bar):
            part.setMaximumWidth(WIDTH * 2)
            part.setMinimumWidth(WIDTH)
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @Slot(str, int)
    def show_progress(self, stage: str, percent: int) -> None:
        """Show how far the work is."""
        self.bar.setValue(percent)
        self.doing.setText(stage_words(stage, percent))


class Restorer(QObject):
    """Restores one backup: closes the clinic, and opens what is there afterwards."""

    progressed = Signal(str, int)

    def __init__(self, entrance: "Entrance", opened: "Opened", backup: Path) -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._opened = opened
        self._backup = backup
        self._page: RestoringPage | None = None

    @Slot()
    def start(self) -> None:
        """Close the records and have the backup put in their place beside the window."""
        entrance, opened = self._entrance, self._opened
        if entrance.desk is None:
            return
        wish, key = Wish(self._backup, opened.folder, entrance.desk.now()), opened.key.copy()
        entrance.leave_rooms()
        entrance.window.show_locked()
        self._page = RestoringPage(entrance.window)
        self.progressed.connect(self._page.show_progress)
        entrance.window.show_page(self._page)
        work = partial(restore_and_open, wish, key, Call(self.progressed.emit).watch())
        entrance.background.run("jobs", work, self._take, self._take_error)

    @Slot(object)
    def _take(self, done: Reopened) -> None:
        window = self._entrance.window
        self._entrance.on_opened(done.opened)
        if done.trouble is not None:
            window.show_trouble(done.trouble)
        else:
            said = tr("The backup was restored, and the clinic is open again.")
            if done.safety is not None:
                said += " " + tr("As it was before, it is kept in {path}.").format(path=done.safety)
            window.notice.tell(said, "info")
        self._end()

    @Slot(object)
    def _take_error(self, error: Exception) -> None:
        self._entrance.greet()
        self._entrance.on_refused(error)
        self._end()

    def _end(self) -> None:
        if self._page is not None:
            self._entrance.window.drop_page(self._page)
        self.deleteLater()
