"""The ways to another clinic: on the first page, beneath the unlock page, and in the menu."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.entrance import bring, make_founder
from desktop.founder import ChooseFolder, Founder, ask_for_folder
from desktop.guide import Ways, demo_words
from desktop.speaking import speak_from_now
from desktop.trydemo import start_demo
from desktop.words import language

if TYPE_CHECKING:
    from desktop.entrance import Entrance
    from desktop.settings import SettingsFile
    from desktop.splash import Splash

MARGINS: Final = (16, 0, 16, 8)


class FrontRoom(QObject):
    """Brings a clinic from another computer, starts the demonstration, changes the language."""

    def __init__(self, entrance: "Entrance", settings: "SettingsFile") -> None:
        super().__init__(entrance)
        self._entrance = entrance
        self._settings = settings
        self._wanted = ""
        self.choose_folder: ChooseFolder = ask_for_folder
        self.start_demo: Callable[[Path], bool] = start_demo
        self.ways: Ways | None = None
        entrance.window.asking_front.connect(self.on_asked)

    def offer(self, splash: "Splash | None", founder: Founder | None) -> None:
        """Add the ways to the page that is there; to the unlock page beneath its card."""
        if founder is not None:
            start = founder.page.start
            founder.page.language_chosen.connect(self.on_language)
            start.on_language()  # chosen already, while nobody heard it
        outer = splash.layout() if splash is not None else None
        if splash is not None and outer is not None:
            self.ways = Ways(splash)
            self.ways.setContentsMargins(*MARGINS)
            self.ways.moving.connect(self.on_moving)
            self.ways.trying.connect(self.on_trying)
            outer.addWidget(self.ways)

    @Slot(str)
    def on_asked(self, name: str) -> None:
        """Go the way of a menu: an open clinic is locked before another copy takes its place."""
        rooms = self._entrance.rooms
        if name == "demo":
            self.on_trying()
        elif rooms is not None and rooms.may_leave():
            from desktop.staying import once_quiet

            once_quiet(self._entrance, self.lock_and_move)

    @Slot()
    def lock_and_move(self) -> None:
        """Lock, and ask for the folder once the unlock page stands."""
        self._entrance.lock()
        QTimer.singleShot(0, self, self.on_moving)

    @Slot()
    def on_moving(self) -> None:
        """Show the copy in a folder that somebody chooses; the unlock page stays until then."""
        if self._entrance.upkeep is not None:
            self._entrance.upkeep.cancel()  # no backup reads what is about to be replaced
        folder = self.choose_folder(self._entrance.window)
        if folder is None:
            return
        founder = make_founder(self._entrance)
        founder.page.is_arrival_only = True
        founder.page.given_up.connect(self.on_given_up)
        trouble = founder.look_in(folder)
        if trouble is None:
            bring(self._entrance, founder)
            return
        self._entrance.window.show_trouble(trouble)
        for part in (founder.page, founder):
            part.deleteLater()

    @Slot()
    def on_given_up(self) -> None:
        """Show the unlock page again, once the click that gave up has ended."""
        QTimer.singleShot(0, self._entrance, self._entrance.greet)

    @Slot()
    def on_trying(self) -> None:
        """Start the demonstration beside this window."""
        is_started = self.start_demo(self._settings.folder)
        said = demo_words(is_started=is_started)
        self._entrance.window.notice.tell(said, "info" if is_started else "danger")

    @Slot(str)
    def on_language(self, code: str) -> None:
        """Speak another language, once the click that chose it has ended."""
        self._wanted = code
        QTimer.singleShot(0, self, self.speak)

    @Slot()
    def speak(self) -> None:
        """Show the first page in the language that was chosen."""
        if self._wanted != language():
            speak_from_now(self._entrance, self._settings, self._wanted)
