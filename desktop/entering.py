"""What lies between opened records and the first page: each step takes a turn of the event loop."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.rooms import Rooms
from desktop.widgets.slices import Slices
from desktop.window import Window

if TYPE_CHECKING:
    from desktop.background import Background
    from desktop.desk import Desk, Opened


class Entering(QObject):
    """Makes the rooms of an open clinic; nobody is let in before all of them are there."""

    ready = Signal()

    def __init__(
        self, desk: "Desk", opened: "Opened", window: Window, background: "Background"
    ) -> None:
        super().__init__(window)
        self.desk, self.opened = desk, opened
        self.rooms: Rooms | None = None
        self._window = window
        self._background = background
        making = (self._make_rooms, self._make_list, self._greet)
        self._left: list[Callable[[], None]] = [*making, self.ready.emit, self._show]
        self._slices = Slices((self,), self)
        self._slices.done.connect(background.go_on)
        self._slices.done.connect(self.deleteLater)
        # From the first moment: what the desk finds out may be there before the rooms are.
        desk.troubled.connect(window.show_trouble)

    @property
    def has_more(self) -> bool:
        """Whether something is still to be made."""
        return bool(self._left)

    def make_next(self) -> None:
        """Take the next step."""
        self._left.pop(0)()

    def start(self) -> None:
        """Begin at the next turn of the event loop.

        The lanes wait until who waits is in sight: each of them would make that later.
        """
        self._background.hold()
        self.desk.log.begin()
        self._slices.start()

    def finish(self) -> None:
        """Take all steps now."""
        self._slices.finish()

    def drop(self) -> None:
        """Close again what was made: the window closes before anybody came in."""
        self._slices.stop()
        self._left.clear()
        self._background.go_on()
        if self.rooms is not None:
            self.rooms.close()
        self.desk.close()
        self.desk.deleteLater()

    def _make_rooms(self) -> None:
        self.rooms = Rooms(self.desk, self._window)

    def _make_list(self) -> None:
        if self.rooms is not None:
            self.rooms.work.lay_ready()

    def _greet(self) -> None:
        """Offer the actions of the clinic, and show who waits."""
        desk, window = self.desk, self._window
        window.state.show_day(desk.today)
        window.show_demo(desk.card.demo)
        window.show_unlocked(desk.card.name, desk.user, is_clinician=desk.users.is_clinician)
        if self.rooms is not None:
            self.rooms.work.greet()

    def _show(self) -> None:
        """Have the first page painted, as it stands once somebody is in."""
        self._window.repaint()
