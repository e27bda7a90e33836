"""Started as a process of its own: one visit by keys in the real program, watched for stalls.

``python -m tests.benchmarks.visit_probe HOME`` prints JSON: the stalls, each with its
milliseconds by the clock and by the thread's own work and with what was being done, and the
seconds that a bare form takes on this machine.
"""

import sys
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt

from desktop.commands.hands import MOST_TABS, TourStopped
from desktop.pages.chart import PLAN, ChartPage
from tests.benchmarks.floors import bare_form_seconds
from tests.benchmarks.script import Condition, Script, at_once, play, tell

CTRL: Final = Qt.KeyboardModifier.ControlModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
SIGNS: Final = (("Ankle reflex, left", "R"), ("Straight leg raise, left", "P"))
CARE: Final = (("What", "Exercise at"), ("From", "-4w"), ("Days a week", "5"))
NOTE: Final = "Better at night, walks a mile. Wants to go back to work."
PAGES: Final = (
    (Qt.Key.Key_2, "the plan"),
    (Qt.Key.Key_3, "the timeline"),
    (Qt.Key.Key_4, "the handouts"),
    (Qt.Key.Key_1, "the visit"),
    (Qt.Key.Key_2, "the plan again"),
)


class ScriptedVisit(Script):
    """Unlocks, finds a patient, makes a visit of every part, signs, looks at all that follows."""

    def work(self) -> Iterator[Condition]:
        """Make the visit."""
        self.watchdog.start()
        yield from self.unlock()
        yield from self._find()
        yield from self._interview()
        yield from self._findings()
        yield from self._keep()
        yield from self._look_around()
        yield from self._next_patient()

    def _find(self) -> Iterator[Condition]:
        row = self.rooms.finder.model.row_at(1)
        assert row is not None
        yield from self.type("search", f"{row.given_name[:3]} {row.family_name}")
        yield lambda: not self.rooms.finder.is_looking and self.is_quiet()
        self.press("open the chart", Qt.Key.Key_Return)
        yield from self.moment()

    def _interview(self) -> Iterator[Condition]:
        for _ in range(MOST_TABS):
            if self.hands.named("Pain in the neck or back"):
                return
            before = self.hands.spoken()
            yield from self.type("answer", "n")
            if self.hands.spoken() == before:
                self.press("Tab in the interview", Qt.Key.Key_Tab)
                yield at_once
        raise TourStopped("the interview does not end")

    def _findings(self) -> Iterator[Condition]:
        yield from self.type("pain", "3")
        yield from self._tab_to("Pain in the arm or leg")
        yield from self.type("pain", "6")
        for name, text in (*SIGNS, *CARE):
            yield from self._tab_to(name)
            yield from self.type(name, text)
        yield from self._tab_to("Add")
        self.press("put care on the list", Qt.Key.Key_Space)
        yield at_once
        yield from self._tab_to("Note")
        yield from self.type("note", NOTE)

    def _keep(self) -> Iterator[Condition]:
        self.press("save", Qt.Key.Key_S, CTRL)
        yield from self.moment()
        self.press("ask to sign", Qt.Key.Key_F9, ALT)
        yield lambda: self.hands.named("Sign now")
        self.press("sign", Qt.Key.Key_Space)
        yield lambda: self._chart.tabs.currentIndex() == PLAN
        yield from self.moment()

    def _look_around(self) -> Iterator[Condition]:
        for key, name in PAGES:
            self.press(f"go to {name}", key, CTRL)
            yield from self.moment()
        self.press("emergency letter", Qt.Key.Key_F2, ALT)
        yield from self.moment()

    def _next_patient(self) -> Iterator[Condition]:
        self.press("back to the list", Qt.Key.Key_F2)
        yield from self.moment()
        self.press("list everybody", Qt.Key.Key_Escape)
        yield from self.moment()
        for _ in range(3):
            self.press("down the list", Qt.Key.Key_Down)
            yield at_once
        self.press("open the next chart", Qt.Key.Key_Return)
        yield from self.moment()
        self.press("leave the chart", Qt.Key.Key_Left, ALT)
        yield from self.moment()

    def _tab_to(self, name: str) -> Iterator[Condition]:
        for _ in range(MOST_TABS):
            if self.hands.named(name):
                return
            self.press(f"Tab to {name}", Qt.Key.Key_Tab)
            yield at_once
        raise TourStopped(f"no control named {name!r}")

    @property
    def _chart(self) -> ChartPage:
        assert self.rooms.chart is not None
        return self.rooms.chart


if __name__ == "__main__":
    tell(play(ScriptedVisit, *sys.argv[1:]) | {"floor": bare_form_seconds()})
