"""The tour: scene after scene in the real window by key presses, each of them pictured."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop.commands.album import Camera
from desktop.commands.dressing import Look, dressed
from desktop.commands.hands import TourStopped
from desktop.commands.stage import Act, Condition, Stage, at_once
from desktop.places import Places, make_private, prepare
from desktop.settings import Settings, SettingsFile

if TYPE_CHECKING:
    from desktop.door import Door
    from desktop.entrance import Entrance
    from desktop.today import Clock

Plan: TypeAlias = tuple[tuple[Look, Act], ...]
LOOK_MILLISECONDS: Final = 20
TURNS: Final = 4
"""How often the window is let be before it is pictured: what is new is laid out by then."""
PATIENCE_MILLISECONDS: Final = 60_000


class Theatre(NamedTuple):
    """Where a tour is played: the program, a folder for made-up clinics, the clock, the window."""

    app: QApplication
    folder: Path
    clock: "Clock"
    open_entrance: "Callable[[Places, Door], Entrance]"


class Tour(QObject):
    """Presses keys, waits for what they bring, and has pictures taken."""

    ended = Signal()

    def __init__(self, theatre: Theatre, camera: Camera, plan: Plan) -> None:
        super().__init__(theatre.app)
        self._theatre = theatre
        self._camera = camera
        self._plan = plan
        self._entrance: Entrance | None = None
        self._steps = self._play()
        self._wait: Condition = at_once
        self._scene = ""
        self._places = Places(theatre.folder)
        self.stopped = ""
        """Why the tour came to no good end; empty when it did."""
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def start(self, look_milliseconds: int = LOOK_MILLISECONDS) -> None:
        """Begin, and look so often whether it goes on; ``ended`` tells when it is over."""
        self._since.start()
        self._timer.start(look_milliseconds)

    @Slot()
    def _look(self) -> None:
        """Go on as soon as what was waited for is there; one step of the tour at a time."""
        try:
            is_over = self._goes_on()
        except TourStopped as why:
            self._stop(str(why))
        except Exception as error:
            self._stop(repr(error))
            raise
        else:
            if is_over:
                self._end()

    def _stop(self, why: str) -> None:
        self.stopped = f"{self._scene}: {why}"
        self._steps.close()
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self.ended.emit()

    def _goes_on(self) -> bool:
        """Take the next step if it is time; True at the end of the tour."""
        if self._wait():
            self._since.restart()
            self._wait = next(self._steps, _never)
        elif self._since.hasExpired(PATIENCE_MILLISECONDS):
            self._refuse_bugs()
            awaited = getattr(self._wait, "__qualname__", "")
            raise TourStopped(f"waited too long for {awaited}")
        return self._wait is _never

    def _play(self) -> Generator[Condition, None, None]:
        for number, (look, act) in enumerate(self._plan):
            place = Places(make_private(self._theatre.folder / f"{number:03}"))
            with dressed(self._theatre.app, look):
                try:
                    yield from self._play_act(place, look, act)
                finally:
                    self._leave()

    def _play_act(self, places: Places, look: Look, act: Act) -> Iterator[Condition]:
        self._places = places
        stage = self._enter(look, act)
        yield stage.is_painted
        for scene in act.scenes:
            self._scene = f"{look.name}, {scene.name}"
            yield from scene.play(stage)
            yield from self._come_to_rest(stage)
            self._refuse_bugs()
            self._camera.picture(stage.entrance.window, scene.name, look)

    def _come_to_rest(self, stage: Stage) -> Iterator[Condition]:
        """Let the window be: painted, what is new asks for the room it needs, and gets it."""
        for _ in range(TURNS):
            yield stage.is_quiet
            stage.entrance.window.grab()
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _enter(self, look: Look, act: Act) -> Stage:
        """Open the window as its user would find it."""
        places = self._places
        prepare(places)
        settings = Settings(scheme=look.scheme, text_scale=look.scale)
        SettingsFile(places.settings).keep(settings)
        door = act.door(places, self._theatre.clock)
        self._entrance = entrance = self._theatre.open_entrance(places, door)
        act.begin(entrance)
        entrance.window.setFixedSize(look.size)
        entrance.window.show()
        entrance.window.activateWindow()
        return Stage(self._theatre.app, places, entrance, self._camera)

    def _refuse_bugs(self) -> None:
        """Stop where the program had a bug: its log names kinds and places, never values."""
        log = self._places.crash_log
        if log.exists() and log.stat().st_size:
            raise TourStopped(log.read_text("utf-8"))

    def _leave(self) -> None:
        if self._entrance is None:
            return
        self._entrance.close()
        self._entrance.window.hide()
        self._entrance.window.deleteLater()
        self._entrance = None
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _never() -> bool:
    return False
