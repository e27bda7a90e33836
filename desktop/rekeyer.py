"""Gives the records a new key: the clinic is closed, the work watched, and opened again with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.desk.calls import Call
from desktop.desk.rekeying import Rekeyed, rekey_and_open
from desktop.restorer import RestoringPage
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Opened
    from desktop.entrance import Entrance


class Rekeyer(QObject):
    """Closes the clinic, has the work done beside the window, and opens what is there then."""

    progressed = Signal(str, int)

    def __init__(self, entrance: "Entrance", opened: "Opened") -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._opened = opened
        self._page: RestoringPage | None = None

    @Slot()
    def start(self) -> None:
        """Close the records and have them copied under a new key."""
        entrance, opened = self._entrance, self._opened
        if entrance.desk is None:
            return
        stamp, key = entrance.desk.stamp(), opened.key.copy()
        entrance.leave_rooms()
        entrance.window.show_locked()
        self._page = RestoringPage(
            entrance.window,
            tr("A new key for the records"),
            tr("A checked backup is made first; it is removed when the new key is in use."),
        )
        self.progressed.connect(self._page.show_progress)
        entrance.window.show_page(self._page)
        work = partial(rekey_and_open, opened.folder, key, stamp, Call(self._tell).watch())
        entrance.background.run("jobs", work, self._take, self._take_error)

    def _tell(self, stage: str, percent: int) -> None:
        self.progressed.emit(stage, percent)

    @Slot(object)
    def _take(self, done: Rekeyed) -> None:
        window = self._entrance.window
        self._entrance.on_opened(done.opened)
        if done.trouble is not None:
            window.show_trouble(done.trouble)
        else:
            said = tr(
                "The records have a new key. Backups from before still open for those who knew the "
                "old one: make a new backup, and destroy old ones that others can get at."
            )
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
