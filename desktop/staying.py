"""Looks after whoever unlocked the clinic: the page of people, and the lock when they are away."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.autolock import AutoLock
from desktop.clipboard import ClearedClipboard
from desktop.closedwork import ClosedWork
from desktop.rekeyer import new_key
from desktop.screenlock import ScreenLock
from desktop.settings import SettingsFile
from desktop.userrooms import UserRooms
from desktop.whereabouts import Whereabouts, go_back, noted
from desktop.widgets.slices import Later
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.entrance import Entrance


class Staying(QObject):
    """One for all who come and go: what somebody leaves behind is shown to nobody else."""

    def __init__(self, entrance: "Entrance", settings: SettingsFile) -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._window = entrance.window
        self._settings = settings
        self._where: Whereabouts | None = None
        self._cover: QWidget | None = None
        self._front: QWidget | None = None
        self.users: UserRooms | None = None
        self.autolock = AutoLock(self._lock_minutes, self)
        self.clipboard = ClearedClipboard(self)
        self._screen: ScreenLock | None = None
        self.autolock.due.connect(self.on_due)
        self.autolock.used.connect(self.on_used)
        Later(self.listen, self).ask()  # asking the system for it takes a turn of its own

    @Slot()
    def listen(self) -> None:
        """Hear from now on when the system locks its screen."""
        self._screen = ScreenLock(self)
        self._screen.locked.connect(self.autolock.lock_now)

    def enter(self, desk: "Desk") -> None:
        """Begin to look after whoever came in, and lead them back to where they were."""
        self.users = UserRooms(desk, self._window, self._settings)
        self.users.rekeying.connect(self.on_rekeying)
        self.autolock.start(self._window.windowHandle())
        self.on_used()
        where, self._where = self._where, None
        rooms = self._entrance.rooms
        if where is not None and where.user == desk.user and rooms is not None:
            go_back(where, rooms, self._window)
        if desk.users.opened_by == "recovery":
            said = tr("Opened with the recovery code. Set new passphrases under People.")
            self._window.notice.tell(said, "info")

    def remember(self) -> None:
        """Note where the user is; what was noted before the cover came stays."""
        desk, rooms = self._entrance.desk, self._entrance.rooms
        if desk is not None and rooms is not None and self._cover is None:
            self._where = noted(desk.user, rooms, self._window)

    def leave(self) -> None:
        """Leave nothing behind: the clinic is being closed."""
        self.autolock.stop()
        self.clipboard.clear()
        if self._entrance.desk is not None:
            self._entrance.desk.users.note_left()
        if self.users is not None:
            self.users.leave()
            self.users = None
        self._drop_cover()

    @Slot()
    def on_used(self) -> None:
        """Have long work make way for whoever is at the keyboard."""
        self._entrance.background.presence.note_use()

    @Slot()
    def on_due(self) -> None:
        """Keep what is being typed, show nothing any more, and lock once all is safe."""
        rooms = self._entrance.rooms
        if rooms is None:
            return
        rooms.may_leave()
        self.remember()
        self._front = self._window.pages.currentWidget()
        self._cover = QWidget(self._window.pages)
        self._window.show_page(self._cover)
        self._window.show_locked()
        once_quiet(self._entrance, self.on_safe)

    @Slot()
    def on_safe(self) -> None:
        """Lock, unless something typed could not be kept: then it stays, and the lock waits."""
        desk = self._entrance.desk
        if desk is None:
            return
        if not desk.drafts.is_behind:
            self._entrance.lock()
            return
        desk.moves.start()
        if self._front is not None:
            self._window.show_page(self._front)
        is_clinician = desk.users.is_clinician
        self._window.show_unlocked(desk.card.name, desk.user, is_clinician=is_clinician)
        self._drop_cover()
        said = tr("Not locked: what you typed could not be kept. Save it, then press Ctrl+L.")
        self._window.notice.tell(said, "danger")
        self.autolock.start(self._window.windowHandle())

    @Slot()
    def on_rekeying(self) -> None:
        """Give the records a new key as soon as everything under way is done."""
        entrance = self._entrance
        if entrance.rooms is not None and entrance.rooms.may_leave():
            self.remember()
            once_quiet(entrance, ClosedWork(entrance, new_key).start)

    def _lock_minutes(self) -> int:
        return self._settings.now.lock_minutes

    def _drop_cover(self) -> None:
        if self._cover is not None:
            self._window.drop_page(self._cover)
        self._cover = self._front = None


def once_quiet(entrance: "Entrance", then: Callable[[], None]) -> None:
    """Do something as soon as the lanes are done, having given up what would take long.

    A backup is made once the screen is locked, and moves go on when it is unlocked.
    """
    if entrance.upkeep is not None:
        entrance.upkeep.cancel()
    if entrance.desk is not None:
        entrance.desk.moves.hold()
    entrance.background.once_idle(then)
