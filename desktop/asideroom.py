"""The room of what concerns the program itself: help, keys, settings, sources, a report, about.

It is there before a clinic is open and while it is locked, and shows nothing of a patient.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.helptopics import CHART_TABS, topic_of
from desktop.pages.sidepage import SidePage
from desktop.today import now
from desktop.words import language

if TYPE_CHECKING:
    from desktop.desk.letterhead import Letterhead
    from desktop.desk.reporting import Report
    from desktop.entrance import Entrance
    from desktop.settings import SettingsFile

HOME: Final = frozenset({"unlock", "first_run", "worklist", "patients", *CHART_TABS})
"""Pages beneath which lies none: nobody goes back from them to one of ours."""
EXPLAINED: Final = frozenset({"help", "keys"})
"""Where F1 shows all keys."""


class AsideRoom(QObject):
    """Lays its pages above the one in front, and leads back to it."""

    def __init__(self, entrance: "Entrance", settings: "SettingsFile") -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._window = entrance.window
        self._settings = settings
        self._letterhead: Letterhead | None = None
        self.pages: dict[SidePage, QWidget | None] = {}
        """Each page with the one that it was laid above."""
        self._window.asking_aside.connect(self.show_named)

    @Slot(str)
    def show_named(self, name: str) -> None:
        """Show a page by the name of its action; help once more shows all keys."""
        front = self._window.pages.currentWidget()
        topic = topic_of(front)
        if name == "keys" and topic in EXPLAINED:
            name = "all_keys"
        if name == topic or (name == "all_keys" and topic == "keys"):
            return
        if topic in HOME:
            self.drop()
        page = self._made(name, topic)
        page.left.connect(self.on_left)
        self.pages[page] = front
        self._window.show_page(page)

    @Slot()
    def show_all_keys(self) -> None:
        """Show the list of all keys."""
        self.show_named("all_keys")

    @Slot()
    def show_quick_start(self) -> None:
        """Show the page for the wall."""
        self.show_named("quick_start")

    @Slot(str)
    def show_elsewhere(self, name: str) -> None:
        """Show a page of the clinic where a setting is looked after."""
        if name == "people":
            self._window.asking_people.emit()
        else:
            self._window.asking_backups.emit()

    @Slot()
    def on_left(self) -> None:
        """Go back to the page beneath the one in front."""
        page = self.sender()
        if isinstance(page, SidePage) and page in self.pages:
            below = self.pages.pop(page)
            if below is not None:
                self._window.show_page(below)
            self._window.drop_page(page)

    def drop(self) -> None:
        """Take every page out."""
        for page in self.pages:
            self._window.drop_page(page)
        self.pages.clear()
        self._letterhead = None

    def _made(self, name: str, topic: str) -> SidePage:
        parent = self._window.pages
        if name == "all_keys":
            from desktop.pages.keys import KeysPage

            return KeysPage(parent)
        if name == "quick_start":
            from desktop.pages.quickstart import QuickStartPage

            return QuickStartPage(self._entrance.background, parent)
        if name == "settings":
            return self._settings_page()
        if name == "keys":
            return self._help(topic)
        return self._told(name, topic)

    def _help(self, topic: str) -> SidePage:
        from desktop.helpwords import help_on
        from desktop.pages.help import HelpPage

        page = HelpPage(topic, help_on(topic, language()), self._window.pages)
        page.keys_wanted.connect(self.show_all_keys)
        page.quick_start_wanted.connect(self.show_quick_start)
        page.other_wanted.connect(self.show_named)
        return page

    def _settings_page(self) -> SidePage:
        from desktop.pages.settings import SettingsPage

        page = SettingsPage(self._settings, self._window.looks, self._window.pages)
        entrance = self._entrance
        if entrance.desk is not None and entrance.opened is not None:
            from desktop.desk.letterhead import Letterhead

            self._letterhead = Letterhead(entrance.desk, entrance.opened)
            page.add_clinic(self._letterhead)
            page.elsewhere.connect(self.show_elsewhere)
        return page

    def _told(self, name: str, topic: str) -> SidePage:
        """Return a page that tells about the program: sources, a report, about."""
        parent, desk = self._window.pages, self._entrance.desk
        if name == "sources":
            from desktop.pages.sources import SourcesPage

            return SourcesPage(desk.guidelines if desk else None, parent)
        if name == "report":
            from desktop.pages.report import ReportPage

            return ReportPage(self._report(topic), parent)
        from desktop.pages.about import AboutPage

        return AboutPage(parent)

    def _report(self, topic: str) -> "Report":
        from desktop.desk.reporting import Report
        from desktop.packs import own_pack

        entrance = self._entrance
        return Report(
            kind="other",
            topic=topic,
            made_at=now().astimezone(),
            guidelines=entrance.desk.guidelines if entrance.desk else own_pack(),
            settings=self._settings.now,
            crash_log=entrance.watch.log_path,
        )
