"""Started as a process of its own: a new patient by keys in a very large clinic, with its stalls.

``python -m tests.benchmarks.intake_probe HOME`` prints JSON: the stalls, each with its
milliseconds by the clock and by the thread's own work and with what was being done, how long the
search for twins kept somebody waiting, and the seconds that a bare form takes on this machine.
"""

import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt

from desktop.commands.hands import MOST_TABS, TourStopped
from desktop.pages.chart import ChartPage
from desktop.pages.registration import RegistrationPage
from tests.benchmarks.floors import bare_form_seconds
from tests.benchmarks.script import Condition, Script, at_once, play, tell

CTRL: Final = Qt.KeyboardModifier.ControlModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
SIGNED_ON_TAB: Final = 1
PATIENCE_SECONDS: Final = 900.0
"""Whatever the program looks after in a clinic just opened, 100,000 patients take minutes of it."""
MUSCLES, REFLEXES, TESTS, ZONES = 9, 3, 5, 3
"""Of the leg, as the examination asks for them on each side."""
WHO: Final = (("Given name", "Grace"), ("Born on", "14-Mar-1968"), ("Gender", "f"))
PROBLEM: Final = (
    ("Where", "l"),
    ("Side", "l"),
    ("Start known", "d"),
    ("Started on", "-6w"),
    ("Earlier episodes", "n"),
    ("Spine surgery", "n"),
    ("Allergic to: No", "n"),
    ("Illnesses: None", "n"),
)
MEDICINES: Final = ("ibuprofen", "apixaban")
PAIN: Final = (
    ("Pain in the neck or back", "3"),
    ("Pain in the arm or leg", "7"),
    ("How far the pain travels", "4"),
    ("Could you live", "n"),
)
SCORES: Final = (
    ("First activity", "walking"),
    ("First activity: how well", "4"),
    ("Second activity", "lifting"),
    ("Second activity: how well", "4"),
    ("Third activity", "sleeping"),
    ("Third activity: how well", "4"),
    ("Work at present", "1"),
    ("Little interest", "0"),
)
EXAMINED: Final = (
    ("power", "5" * 2 * MUSCLES),
    ("reflexes", "n" * (2 * REFLEXES - 1) + "r"),
    ("tests", "np" + "n" * 2 * (TESTS - 1)),
    ("sensation", "n" * 2 * ZONES),
)
CARE: Final = (("Exercise at", "5"), ("ibuprofen", "7"))
PLANNED: Final = "naproxen"
"""Beside apixaban it is warned of."""
REASON: Final = "Two days only"


class ScriptedIntake(Script):
    """Unlocks, registers somebody whose name many have, and makes the whole first visit."""

    def work(self) -> Iterator[Condition]:
        """Make the intake."""
        self.patience_seconds = PATIENCE_SECONDS
        self.watchdog.start()
        yield from self.unlock()
        yield from self._register()
        yield from self._interview()
        yield from self._tell("pain", PAIN)
        yield from self._tell("scores", SCORES)
        yield from self.type("scores", "0")
        yield from self._draw()
        yield from self._examine()
        yield from self._care()
        yield from self._plan()
        yield from self._sign()
        yield from self._leave()

    def _register(self) -> Iterator[Condition]:
        row = self.rooms.finder.model.row_at(self.rooms.finder.model.rowCount() // 2)
        assert row is not None
        yield at_once  # reading that line is the script's own work
        self.press("a new patient", Qt.Key.Key_N, CTRL)
        yield lambda: self.hands.named("Family name")
        yield from self.type("family name", row.family_name)
        begun = perf_counter()
        yield self.is_quiet
        self.found["twins"] = perf_counter() - begun
        yield from self._tell("who", WHO)
        yield from self._tell("problem", PROBLEM)
        yield from self._tab_to("Medicines")
        for name in MEDICINES:
            yield from self.type("a medicine that is taken", name)
            self.press("put a medicine on the list", Qt.Key.Key_Return)
            yield at_once
        self.press("register", Qt.Key.Key_S, CTRL)
        yield lambda: self._has_chart() or self._is_asked_again()
        if not self._has_chart():
            self.press("register once more", Qt.Key.Key_S, CTRL)
            yield self._has_chart
        yield from self.moment()

    def _interview(self) -> Iterator[Condition]:
        form = self._chart.visit.form
        assert form is not None
        while not form.progress.is_complete:
            yield from self.type("a red flag", "n")

    def _draw(self) -> Iterator[Condition]:
        yield from self._tab_to("Body chart")
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Space) * 2:
            self.press("body chart", key)
            yield at_once

    def _examine(self) -> Iterator[Condition]:
        yield from self._tab_to("Hip flexion (lift the knee), right")
        for part, keys in EXAMINED:
            yield from self.type(part, keys)

    def _care(self) -> Iterator[Condition]:
        for what, days in CARE:
            yield from self._tell("care", (("What", what), ("From", "-4w"), ("Days a week", days)))
            yield from self._tab_to("Add to the list")
            self.press("put care on the list", Qt.Key.Key_Space)
            yield at_once

    def _plan(self) -> Iterator[Condition]:
        yield from self._tab_to("Plan a medicine or care")
        yield from self.type("a planned medicine", PLANNED)
        self.press("plan a medicine that is warned of", Qt.Key.Key_Return)
        yield from self.moment()
        while self._stops():
            before = self._stops()
            yield from self._back_to("Why it is planned all the same")
            self.press("the reason", Qt.Key.Key_Down)
            yield at_once
            self.press("Tab from the reason", Qt.Key.Key_Tab)
            yield at_once
            yield from self.type("words for a reason", REASON)
            self.press("give a reason", Qt.Key.Key_Return)
            yield self._fewer_than(before)
            yield from self.moment()

    def _sign(self) -> Iterator[Condition]:
        self.press("save", Qt.Key.Key_S, CTRL)
        yield from self.moment()
        self.press("ask to sign", Qt.Key.Key_F9, ALT)
        yield lambda: self.hands.named("Sign now")
        self.press("sign", Qt.Key.Key_Space)
        yield lambda: self._chart.tabs.currentIndex() == SIGNED_ON_TAB
        yield from self.moment()

    def _leave(self) -> Iterator[Condition]:
        self.press("the problem", Qt.Key.Key_6, CTRL)
        yield from self.moment()
        self.press("leave the problem", Qt.Key.Key_Left, ALT)
        yield from self.moment()
        self.press("the medical background", Qt.Key.Key_5, CTRL)
        yield from self.moment()
        self.press("leave the medical background", Qt.Key.Key_Left, ALT)
        yield from self.moment()
        self.press("back to the list", Qt.Key.Key_F2)
        yield from self.moment()

    def _tell(self, part: str, told: tuple[tuple[str, str], ...]) -> Iterator[Condition]:
        for name, text in told:
            yield from self._tab_to(name)
            yield from self.type(f"{part}: {name}", text)

    def _tab_to(self, name: str) -> Iterator[Condition]:
        for _ in range(MOST_TABS):
            if self.hands.named(name):
                return
            self.press(f"Tab to {name}", Qt.Key.Key_Tab)
            yield at_once
        raise TourStopped(f"no control named {name!r}")

    def _back_to(self, name: str) -> Iterator[Condition]:
        for _ in range(MOST_TABS):
            if self.hands.named(name):
                return
            self.press(f"Shift+Tab to {name}", Qt.Key.Key_Backtab, SHIFT)
            yield at_once
        raise TourStopped(f"no control named {name!r}")

    def _stops(self) -> int:
        form = self._chart.visit.form
        assert form is not None
        return len(form.parts.planned.card.asks)

    def _fewer_than(self, stops: int) -> Condition:
        return lambda: self._stops() < stops

    def _has_chart(self) -> bool:
        chart = self.rooms.chart
        return chart is not None and chart.view is not None

    def _is_asked_again(self) -> bool:
        page = self.entrance.window.pages.currentWidget()
        return isinstance(page, RegistrationPage) and page.notice.isVisible()

    @property
    def _chart(self) -> ChartPage:
        assert self.rooms.chart is not None
        return self.rooms.chart


if __name__ == "__main__":
    tell(play(ScriptedIntake, *sys.argv[1:]) | {"floor": bare_form_seconds()})
