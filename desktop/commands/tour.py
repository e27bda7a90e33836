"""One whole visit in the real window by key presses: its screens as PNG, its prints as PDF."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QElapsedTimer, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.commands.album import Album
from desktop.commands.cast import leading_part, signs
from desktop.commands.hands import MOST_TABS, Hands, TourStopped
from desktop.entrance import Entrance
from desktop.models.patients import STANDING, PatientsModel
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.pages.chart import ChartPage
    from desktop.rooms import Rooms

Condition: TypeAlias = Callable[[], bool]
SIZE: Final = QSize(1280, 720)
LOOK_MILLISECONDS: Final = 20
PATIENCE_MILLISECONDS: Final = 60_000
TO_THE_FOOT: Final = 3
A_FEW: Final = 3
SHOWN: Final = 10
CTRL: Final = Qt.KeyboardModifier.ControlModifier
ALT: Final = Qt.KeyboardModifier.AltModifier


class Tour(QObject):
    """Presses keys, waits for what they bring, and takes pictures."""

    def __init__(self, app: QApplication, entrance: Entrance, folder: Path) -> None:
        super().__init__(entrance)
        self._app = app
        self._entrance = entrance
        self._hands = Hands(app, entrance.window)
        self.album = Album(app, entrance.window, folder)
        self._steps = self._visit()
        self._wait: Condition = _at_once
        self.has_failed = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin; the program ends with the tour."""
        theme.apply(self._app, "light", 1.0)
        self._entrance.window.setFixedSize(SIZE)
        self._since.start()
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        """Go on as soon as what was waited for is there; one step of the tour at a time."""
        try:
            is_over = self._goes_on()
        except TourStopped as why:
            self.has_failed = is_over = True
            self.album.told = [f"foramen: the tour stopped: {why}"]
        if is_over:
            self._end()

    def _goes_on(self) -> bool:
        """Take the next step if it is time; True at the end of the tour."""
        if self._wait():
            self._since.restart()
            self._wait = next(self._steps, _never)
        elif self._since.hasExpired(PATIENCE_MILLISECONDS):
            raise TourStopped("waited too long")
        return self._wait is _never

    def _end(self) -> None:
        self._timer.stop()
        self._entrance.close()
        self._app.quit()

    def _visit(self) -> Iterator[Condition]:
        yield self._has_list
        yield from self._find()
        yield from self._interview()
        yield from self._pain_and_signs()
        yield from self._care()
        yield from self._sign()
        yield from self._results()
        yield from self._prints()

    def _find(self) -> Iterator[Condition]:
        self.album.picture("patients", dark=True)
        chosen = leading_part(self._entrance.desk, self._rooms.finder.model)
        self._hands.type(f"{chosen.given_name[:4]} {chosen.family_name}")
        yield self._has_found
        self.album.picture("search")
        self._hands.press(Qt.Key.Key_Return)
        yield self._is_quiet
        self.album.picture("visit", dark=True)

    def _interview(self) -> Iterator[Condition]:
        for pressed in range(MOST_TABS):
            if self._hands.named("Pain in the neck or back"):
                break
            if pressed == A_FEW:
                self.album.picture("red-flags", dark=True)
            before = self._hands.spoken()
            self._hands.type("n")
            if self._hands.spoken() == before:
                self._hands.press(Qt.Key.Key_Tab)
            yield _at_once
        self.album.picture("red-flags-answered")

    def _pain_and_signs(self) -> Iterator[Condition]:
        for name, key in (("Pain in the neck or back", "4"), ("Pain in the arm or leg", "7")):
            self._hands.tab_to(name)
            self._hands.type(key)
            yield _at_once
        self._hands.tab_to("How far")
        for _ in range(TO_THE_FOOT):
            self._hands.press(Qt.Key.Key_Right)
        self._hands.press(Qt.Key.Key_Space)
        self._hands.tab_to("Could you live with")
        self._hands.press(Qt.Key.Key_Right)
        self._hands.press(Qt.Key.Key_Space)
        yield self._is_quiet
        self.album.picture("pain")
        for sign in signs(self._entrance.desk, self._chart.view):
            self._hands.tab_to(sign.name)
            self._hands.type(sign.letter)
            yield _at_once
        self.album.picture("examination")

    def _care(self) -> Iterator[Condition]:
        self._hands.tab_to(tr("What"))
        self._hands.type("Supervised")
        self._hands.tab_to(tr("From"))
        self._hands.type("-2w")
        self._hands.tab_to(tr("Days a week"))
        self._hands.type("2")
        yield _at_once
        self.album.picture("care")
        self._hands.tab_to(tr("Add"))
        self._hands.press(Qt.Key.Key_Space)
        yield self._is_quiet

    def _sign(self) -> Iterator[Condition]:
        self._hands.press(Qt.Key.Key_F9, ALT)
        yield self._is_quiet
        self.album.picture("before-signing")
        self._hands.press(Qt.Key.Key_Space)
        yield self._is_signed
        yield self._is_quiet

    def _results(self) -> Iterator[Condition]:
        for key, name in (
            (Qt.Key.Key_2, "plan"),
            (Qt.Key.Key_3, "timeline"),
            (Qt.Key.Key_4, "handouts"),
        ):
            self._hands.press(key, CTRL)
            yield self._is_quiet
            if name == "handouts":
                yield self._has_pages
                yield self._is_quiet
            self.album.picture(name, dark=True)

    def _prints(self) -> Iterator[Condition]:
        printing = self._chart.printing
        self.album.keep("care-plan.pdf", printing.pdf)
        kept = printing.pdf
        self._hands.press(Qt.Key.Key_F2, ALT)
        yield lambda: bool(printing.pdf) and printing.pdf != kept
        yield self._is_quiet
        self.album.picture("emergency-letter")
        self.album.keep("emergency-letter.pdf", printing.pdf)

    @property
    def _rooms(self) -> "Rooms":
        rooms = self._entrance.rooms
        if rooms is None:
            raise TourStopped("the clinic did not open")
        return rooms

    @property
    def _chart(self) -> "ChartPage":
        chart = self._rooms.chart
        if chart is None:
            raise TourStopped("no chart is open")
        return chart

    def _is_quiet(self) -> bool:
        return not self._entrance.background.is_busy

    def _has_list(self) -> bool:
        if self._entrance.rooms is None or not self._is_quiet():
            return False
        return _has_standings(self._rooms.finder.model)

    def _has_found(self) -> bool:
        finder = self._rooms.finder
        if finder.is_looking or not self._is_quiet() or finder.selected() is None:
            return False
        return _has_standings(self._rooms.finder.model)

    def _has_pages(self) -> bool:
        return bool(self._chart.printing.pdf)

    def _is_signed(self) -> bool:
        view, desk = self._chart.view, self._entrance.desk
        if view is None or desk is None:
            return False
        return any(one.signed_by and one.visit.on == desk.today for one in view.visits)


def _has_standings(model: PatientsModel) -> bool:
    shown = range(min(model.rowCount(), SHOWN))
    return bool(shown) and all(model.data(model.index(line, STANDING)) for line in shown)


def _at_once() -> bool:
    return True


def _never() -> bool:
    return False
