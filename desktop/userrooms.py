"""Leads to the page of people and from there to a new code on paper, and back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.pages.newcode import NewCodePage, sheet_of
from desktop.pages.users import UsersPage
from desktop.settings import SettingsFile
from desktop.trouble import Trouble
from desktop.window import Window
from pathway.users import Paper

if TYPE_CHECKING:
    from desktop.desk import Desk


class UserRooms(QObject):
    """Shows the two pages above whatever is in front."""

    rekeying = Signal()
    """Somebody left, and the records are to get a new key."""

    def __init__(self, desk: "Desk", window: Window, settings: SettingsFile) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._settings = settings
        self._came_from: QWidget | None = None
        self.page: UsersPage | None = None
        self.code: NewCodePage | None = None
        window.asking_people.connect(self.show_page)

    def leave(self) -> None:
        """Let go of the clinic, which is being closed."""
        self._drop_code()
        self._drop_page()
        self.deleteLater()

    @Slot()
    def show_page(self) -> None:
        """Show the page of people above the page in front."""
        front = self._window.pages.currentWidget()
        if self.page is None:
            if not _may_leave(front):
                return
            self.page = UsersPage(self._desk, self._settings.now.lock_minutes, self._window.pages)
            self.page.left.connect(self.on_left)
            self.page.people.key_wanted.connect(self.rekeying)
            self.page.papers.code_wanted.connect(self.on_code_wanted)
            self.page.minutes_chosen.connect(self.on_minutes)
        if front is not self.page:
            self._came_from = front
        self._window.show_page(self.page)

    @Slot()
    def on_left(self) -> None:
        """Go back to where the page was called."""
        if self._came_from is not None:
            self._window.show_page(self._came_from)
        self._drop_page()

    @Slot(str)
    def on_code_wanted(self, kind: Paper) -> None:
        """Show a fresh code, to be put on paper."""
        groups, card = self._desk.users.new_code(), self._desk.card
        sheet = sheet_of(kind, card.name, groups, self._desk.today)
        self._drop_code()
        self.code = NewCodePage(kind, sheet, self._window.pages)
        self.code.finished.connect(self.on_code_written)
        self.code.left.connect(self.on_code_left)
        self._window.show_page(self.code)

    @Slot(str, object)
    def on_code_written(self, kind: Paper, groups: tuple[str, ...]) -> None:
        """Let the code open the clinic, now that it is on paper."""
        self._desk.users.set_code(kind, groups, self.take_code, self.take_trouble)

    @Slot(object)
    def take_code(self, _changes: object) -> None:
        """Go back: the code counts."""
        self.on_code_left()

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say why the code does not count; the one before does."""
        if self.code is not None:
            self.code.say(trouble)

    @Slot()
    def on_code_left(self) -> None:
        """Go back to the page of people."""
        if self.page is not None:
            self.page.refresh()
            self._window.show_page(self.page)
        self._drop_code()

    @Slot(int)
    def on_minutes(self, minutes: int) -> None:
        """Lock after so many minutes from now on."""
        self._settings.keep(self._settings.now._replace(lock_minutes=minutes))

    def _drop_page(self) -> None:
        if self.page is not None:
            self._window.drop_page(self.page)
            self.page = None

    def _drop_code(self) -> None:
        if self.code is not None:
            self._window.drop_page(self.code)
            self.code = None


def _may_leave(page: QWidget | None) -> bool:
    ask = getattr(page, "may_leave", None)
    return ask is None or bool(ask())
