"""A script that presses keys in the real program, one at a turn, and takes no pictures.

Whoever runs it says what it waits for after each key. A wait that takes too long ends the process,
and so does whatever goes wrong: an exception in a slot would only be printed by Qt, and a lane that
is still at work would keep the process alive.
"""

import faulthandler
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desktop.commands.door import ClinicDoor
from desktop.commands.hands import NONE, Hands, TourStopped
from desktop.commands.window import make_app, make_entrance
from desktop.places import Places
from tests.benchmarks.names import PASSPHRASE
from tests.benchmarks.watchdog import Watchdog

if TYPE_CHECKING:
    from desktop.entrance import Entrance
    from desktop.rooms import Rooms

Condition = Callable[[], bool]
PACE_MILLISECONDS: Final = 25
PATIENCE_SECONDS: Final = 60.0
UNHEEDED: Final = frozenset({"copies"})
"""What nobody waits for: a large file is checked for a minute after somebody unlocked."""
A_MOMENT: Final = 20
"""So many turns somebody looks at a page before pressing the next key."""


class Script(QObject):
    """Hands on the keyboard, and a watchdog beside them."""

    def __init__(self, app: QApplication, entrance: "Entrance") -> None:
        super().__init__(entrance)
        self.entrance = entrance
        self.hands = Hands(app, entrance.window)
        self.watchdog = Watchdog(self)
        self.found: dict[str, object] = {}
        self.failed = ""
        self.patience_seconds = PATIENCE_SECONDS
        self._steps = self.work()
        self._wait: Condition = self._is_greeted
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.on_turn)
        self._timer.start(PACE_MILLISECONDS)

    def work(self) -> Iterator[Condition]:
        """Press the keys; yield what to wait for after each."""
        raise NotImplementedError

    @property
    def rooms(self) -> "Rooms":
        """The rooms of the open clinic."""
        assert self.entrance.rooms is not None
        return self.entrance.rooms

    @Slot()
    def on_turn(self) -> None:
        """Take the next step as soon as what the last one waits for is there."""
        # Where no turn of the event loop comes any more, the process is ended from outside of it.
        faulthandler.dump_traceback_later(self.patience_seconds + 10, exit=True)
        try:
            self._take_step()
        except Exception:  # noqa: BLE001 - in a slot it would be printed, and the loop go on
            self._give_up(traceback.format_exc())

    def _take_step(self) -> None:
        if not self._wait():
            if self._since.hasExpired(round(1000 * self.patience_seconds)):
                self._give_up(f"waited too long, at {self.hands.spoken()!r}")
            return
        self._since.restart()
        following = next(self._steps, None)
        if following is None:
            self._end()
        else:
            self._wait = following

    def _give_up(self, why: str) -> None:
        self._timer.stop()
        self.watchdog.stop()
        self.failed = f"{self.watchdog.doing}: {why}"
        QApplication.exit(1)

    def unlock(self) -> Iterator[Condition]:
        """Type the passphrase and wait for the list of patients."""
        yield from self.type("passphrase", PASSPHRASE)
        self.press("unlock", Qt.Key.Key_Return)
        yield self.has_list
        self.press("patients", Qt.Key.Key_F2)  # the worklist greets
        yield from self.moment()

    def type(self, doing: str, text: str) -> Iterator[Condition]:
        """Type a text, a letter at a turn."""
        for letter in text:
            self.watchdog.doing = f"{doing}: a letter"
            self.hands.type(letter)
            yield at_once

    def press(self, doing: str, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key."""
        self.watchdog.doing = doing
        try:
            self.hands.press(key, modifier)
        except TourStopped:
            if self.entrance.splash is None:
                raise  # at the splash, the key comes up when the page takes no keys any more

    def moment(self) -> Iterator[Condition]:
        """Look at the page until everything is there."""
        for _ in range(A_MOMENT):
            yield self.is_quiet

    def has_list(self) -> bool:
        """Say whether patients are listed."""
        return self.entrance.rooms is not None and self.rooms.finder.model.rowCount() > 1

    def is_quiet(self) -> bool:
        """Say whether no answer is to come any more that anybody waits for."""
        return self.entrance.background.busy_lanes <= UNHEEDED

    def _is_greeted(self) -> bool:
        is_furnished = bool(self.entrance.window.actions())
        return self.entrance.splash is not None and is_furnished and self.is_quiet()

    def _end(self) -> None:
        self._timer.stop()
        self.watchdog.stop()
        self.entrance.window.close()
        QApplication.quit()


def play(script: type[Script], home: str) -> dict[str, object]:
    """Play a script in the program on a home; return what it found."""
    app = make_app(["foramen"])
    places = Places(Path(home))
    entrance = make_entrance(app, places, ClinicDoor(places.clinic))
    entrance.greet()
    entrance.window.show()
    entrance.window.activateWindow()
    played = script(app, entrance)
    app.exec()
    faulthandler.cancel_dump_traceback_later()
    if played.failed:
        sys.stderr.write(played.failed + "\n")
        sys.stderr.flush()
        os._exit(1)  # whatever the lanes are at: nobody waits for it
    return {"stalls": played.watchdog.stalls, **played.found}


def tell(found: dict[str, object]) -> None:
    """Print what was found as JSON."""
    sys.stdout.write(json.dumps(found) + "\n")


def at_once() -> bool:
    """Wait for nothing but the next turn."""
    return True
