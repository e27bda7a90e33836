"""The weeks of care as the rules count them, beside the form in which care is told."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.blockstrip import BlockStrip
from desktop.widgets.form import muted, plain
from desktop.wording import block_words
from desktop.words import ntr, tr
from pathway.assessment import Glimpse
from pathway.facts import BlockKind
from pathway.finding import CareClock

SHOWN: tuple[BlockKind, ...] = ("active", "passive", "empty", "paused")


class CareWeeks(QWidget):
    """One box for each week that is over, and in words how many count."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.clock: CareClock | None = None
        self.said = plain("", self)
        self.strip = BlockStrip((), self)
        self.legend = muted("", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (self.said, self.strip, self.legend):
            box.addWidget(part)
        self._show()

    @Slot(object)
    def take(self, found: Glimpse | None) -> None:
        """Show the weeks as they would count with what stands on the form."""
        clock = found.care_clock if found else None
        if clock != self.clock:
            self.clock = clock
            self._show()

    def _show(self) -> None:
        blocks = self.clock.blocks if self.clock else ()
        self.said.setText(clock_words(self.clock))
        self.strip.set_blocks(blocks)
        self.strip.setVisible(bool(blocks))
        counts = [(kind, blocks.count(kind)) for kind in SHOWN if kind in blocks]
        self.legend.setText(" · ".join(f"{block_words(kind)}: {count}" for kind, count in counts))
        self.legend.setVisible(bool(counts))


def clock_words(clock: CareClock | None) -> str:
    """Return in one sentence what the clock of care says."""
    if clock is None or clock.start is None or clock.care_day is None:
        return tr("The weeks of care are counted here once care with a first day is told.")
    active = ntr("{count} active week", "{count} active weeks", clock.active_weeks)
    said = tr("Care week {week}, day {day}; {active} so far.").format(
        week=clock.care_day // 7 + 1, day=clock.care_day, active=active
    )
    if not clock.blocks:
        return f"{said} {tr('The first week is not over yet.')}"
    return said
