"""Looks after an open clinic: its faults, its backups, and the page that shows them."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from desktop.desk.backups import Backups
from desktop.desk.copywork import UNASKED
from desktop.desk.faults import Faults
from desktop.desk.renewals import Renewals
from desktop.faultbar import FaultBar
from desktop.models.backups import told
from desktop.pages.backups import BackupsPage
from desktop.settings import SettingsFile
from desktop.trouble import Trouble
from desktop.window import Window
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.background import Background
    from desktop.desk import Desk, Opened


class Upkeep(QObject):
    """Shows faults above the pages, the age of the backup below them, and the page of backups."""

    restoring = Signal(object)
    """The backup that somebody wants back: a Wanted."""

    def __init__(self, window: Window, settings: SettingsFile, background: "Background") -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._background = background
        self._desk: Desk | None = None
        self._came_from: QWidget | None = None
        self.bar = FaultBar(window)
        self.age = QLabel(window.state)
        self.faults: Faults | None = None
        self.backups: Backups | None = None
        self.renewals: Renewals | None = None
        self.page: BackupsPage | None = None
        self.age.setAccessibleName(tr("Last verified backup"))
        window.box.insertWidget(0, self.bar)
        window.state.addPermanentWidget(self.age)
        window.asking_backups.connect(self.show_page)
        self.bar.answered.connect(self.on_answered)

    def enter(self, desk: "Desk", opened: "Opened") -> None:
        """Begin to look after a clinic that was just opened."""
        self._desk = desk
        if self.backups is not None:
            self.backups.deleteLater()
        self.backups = Backups(opened, self._background, self._settings)
        self.backups.changed.connect(self.show_age)
        self.backups.work.ended.connect(self.on_ended)
        self.backups.rehearsals.damaged.connect(self.on_damaged)
        self.backups.serve(desk)
        desk.day_changed.connect(self.on_day_changed)
        self.faults = Faults(desk, opened.clinic, self._background)
        self.faults.changed.connect(self.show_faults)
        self.faults.look()
        self.show_faults()
        self.renewals = Renewals(desk, opened.clinic, self._background)
        self.renewals.start()
        self.backups.rehearsals.check_file()

    def back_up(self) -> None:
        """Make the backup of what was entered since the last; it goes on while locked."""
        if self.backups is not None:
            self.backups.start_if_due()

    def leave(self) -> None:
        """Let go of the clinic, which is being closed."""
        if self.backups is not None:
            self.backups.leave()
        self._drop_page()
        self.faults = self.renewals = self._desk = None
        self.bar.show_faults(())

    def cancel(self) -> None:
        """Give up what takes long: somebody waits for the clinic."""
        if self.backups is not None:
            self.backups.cancel()
        if self.renewals is not None:
            self.renewals.hold()

    def finish(self, now: datetime) -> None:
        """Make the last backup of the day, after the lanes have ended."""
        if self.backups is not None and self._desk is not None:
            self.backups.make_at_end(now)

    @Slot()
    def show_page(self) -> None:
        """Show the page of backups above the page in front."""
        if self.backups is None or self._desk is None:
            return
        front = self._window.pages.currentWidget()
        if self.page is None:
            self.page = BackupsPage(self.backups, self._desk.today, self._window)
            self.page.left.connect(self.on_left)
            self.page.restoring.connect(self.restoring)
        if front is not self.page:
            self._came_from = front
        self.backups.look()
        self._window.show_page(self.page)

    @Slot()
    def on_left(self) -> None:
        """Go back to where the page of backups was called."""
        if self._came_from is not None:
            self._window.show_page(self._came_from)
        self._drop_page()

    @Slot()
    def show_age(self) -> None:
        """Say in the line of state how old the newest backup is."""
        if self.backups is None or self._desk is None:
            return
        said = told(self.backups.status, self._desk.today)
        is_warned = bool(said.kind) and not self._desk.card.demo
        self._window.state.say_beside(self.age, said.text, said.brief)
        self.age.setProperty("chip", "warn" if is_warned else None)
        self.age.style().unpolish(self.age)
        self.age.style().polish(self.age)

    @Slot(object)
    def on_day_changed(self, day: date) -> None:
        """Count the age of the backup anew."""
        self.show_age()

    @Slot()
    def show_faults(self) -> None:
        """Show what is wrong above the pages."""
        if self.faults is not None:
            self.bar.show_faults(self.faults.now)

    @Slot(str, str)
    def on_answered(self, code: str, answer: str) -> None:
        """Do what the button of a fault stands for."""
        if self.faults is None:
            return
        if answer == "backups":
            self.show_page()
        elif answer == "people":
            self._window.asking_people.emit()
        elif answer == "try_again":
            self.faults.hold_room()
        else:
            self.faults.put_away(code)

    @Slot(str, object)
    def on_ended(self, doing: str, trouble: Trouble | None) -> None:
        """Tell about what failed, unless the page of backups says it or nobody had asked for it."""
        is_read = self.page is not None and self.page.isVisible() and doing not in UNASKED
        is_called_off = trouble is not None and trouble.code == f"{doing}_cancelled"
        is_news = trouble is not None and not (is_called_off and doing in UNASKED)
        if trouble is not None and is_news and self._desk is not None and not is_read:
            self._window.show_trouble(trouble)

    @Slot()
    def on_damaged(self) -> None:
        """Say above the pages that the check of the file found damage."""
        if self.faults is not None:
            self.faults.look()

    def _drop_page(self) -> None:
        if self.page is not None:
            self._window.drop_page(self.page)
            self.page = None
