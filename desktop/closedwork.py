"""Work for which the clinic is closed: watched beside the window, then what is there is opened."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop.desk.calls import Call
from desktop.models.backups import stage_words
from desktop.widgets.form import heading, muted
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Desk, Opened
    from desktop.desk.restoring import Reopened, Work
    from desktop.entrance import Entrance

WIDTH = 460


class Errand(NamedTuple):
    """What is done: its title, what is said first, the work itself, and the words at its end."""

    title: str
    first: str
    work: "Work"
    said: "Callable[[Reopened], str]"


Asked: TypeAlias = "Callable[[Desk, Opened], Errand]"
"""Makes the errand, with copies of the keys, in the moment before the clinic is closed."""


class RestoringPage(QWidget):
    """Says how far the work is; nothing else can be done meanwhile."""

    def __init__(self, errand: Errand, parent: QWidget) -> None:
        super().__init__(parent)
        self.doing = muted(errand.first, self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        box = QVBoxLayout(self)
        box.setSpacing(14)
        box.addStretch(1)
        for part in (heading(errand.title, self, 1), self.doing, self.bar):
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


class ClosedWork(QObject):
    """Closes the clinic, has one errand done, and opens what is there then."""

    progressed = Signal(str, int)

    def __init__(self, entrance: "Entrance", asked: Asked) -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._asked = asked
        self._errand: Errand | None = None
        self._page: RestoringPage | None = None

    @Slot()
    def start(self) -> None:
        """Close the records and have the work done beside the window."""
        entrance = self._entrance
        if entrance.desk is None or entrance.opened is None:
            self.deleteLater()
            return
        self._errand = self._asked(entrance.desk, entrance.opened)
        entrance.leave_rooms()
        entrance.window.show_locked()
        self._page = RestoringPage(self._errand, entrance.window)
        self.progressed.connect(self._page.show_progress)
        entrance.window.show_page(self._page)
        work = partial(self._errand.work, Call(self.progressed.emit).watch())
        entrance.background.run("jobs", work, self._take, self._take_error)

    @Slot(object)
    def _take(self, done: "Reopened") -> None:
        window = self._entrance.window
        self._entrance.on_opened(done.opened)
        if done.trouble is not None:
            window.show_trouble(done.trouble)
        elif self._errand is not None:
            window.notice.tell(self._errand.said(done), "info")
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
