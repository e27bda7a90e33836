"""Has the rules look at what stands on a form a moment after the last key, never on a key press."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.models.planned import checked_chart
from pathway.facts import Chart
from pathway.guidelines import Guidelines

PAUSE_MILLISECONDS: Final = 150
"""Between two keys of somebody who types; a look takes about one millisecond."""


class Trial(NamedTuple):
    """A chart as it would be with what stands on a form, and the day of the form."""

    chart: Chart
    on: date


class LiveCheck(QObject):
    """Looks once things have come to rest, and tells what was found."""

    looked = Signal(object)
    """The Glimpse of the chart as it would be; None when there was none to be had."""

    def __init__(self, guidelines: Guidelines, parent: QObject) -> None:
        super().__init__(parent)
        self.guidelines = guidelines
        self.trial: Callable[[], Trial] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    @Slot()
    def ask(self) -> None:
        """Have a look soon; another key before then puts it off."""
        self._timer.start()

    def rest(self) -> None:
        """Look no more: what stands on the form goes."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look now."""
        self._timer.stop()
        if self.trial is None:
            return
        chart, on = self.trial()
        self.looked.emit(checked_chart(chart, on, self.guidelines))
