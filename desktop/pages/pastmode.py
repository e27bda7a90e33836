"""Going back in time on a chart, and returning: the past lies above the tabs, to read only."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from desktop import show
from desktop.models.glance import GlanceFact, glance_facts
from desktop.pages.asknown import PLAN, RECORD, TIMELINE
from desktop.widgets.texts import restyled
from desktop.words import tr
from pathway.recalling import PastChart

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.pages.chart import ChartPage

WRITING: Final = frozenset({"save", "sign", "amend", "in_error", "old_values", "box_numbers"})
"""What is not to be done while the past is in front."""
_PARTS: Final = (RECORD, PLAN, TIMELINE, RECORD)
"""Which part of the past answers to which tab."""


class PastMode(QObject):
    """Shows the chart of a past day in place of the tabs, which keep what is typed."""

    def __init__(self, desk: "Desk", page: "ChartPage") -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        page.known.left.connect(self.on_left)
        page.known.shown.connect(self.on_shown)
        page.timeline.choice.past_wanted.connect(self.show)

    @property
    def is_on(self) -> bool:
        """Whether the past is in front."""
        return not self._page.known.isHidden()

    @Slot()
    def show(self) -> None:
        """Show the chart as it was known on a date, first of all today; in the part in front."""
        page = self._page
        if page.view is None:
            return
        page.drafting.keep_now()
        part = _PARTS[page.tabs.currentIndex()]
        page.known.open(page.view.problem_id, self._desk.today, part)
        page.tabs.hide()
        page.known.show()
        page.glance.give_way(True)
        page.known.focus_start()
        page.settled.emit()

    def leave(self) -> bool:
        """Go back to the chart as it is; False when the past was not in front."""
        page = self._page
        if not self.is_on:
            return False
        page.known.hide()
        page.tabs.show()
        restyled(page.glance, "past", "false")
        page.glance.give_way(page.tabs.currentWidget() is page.visit)
        page.state.show()
        page.settled.emit()
        return True

    @Slot()
    def on_left(self) -> None:
        self.leave()
        self._page.setFocus()

    @Slot(object)
    def on_shown(self, past: PastChart) -> None:
        """Say in the strip where the patient stood on that day; the banner says what holds now."""
        if not self.is_on:
            return
        glance = self._page.glance
        weeks = self._desk.guidelines.thresholds.window_active_weeks
        restyled(glance, "past", "true")
        glance.show_facts(glance_facts(past.advice, weeks))
        day = show.weekday_day(past.asked.day)
        said = tr("{day}, not today").format(day=day)
        glance.show_since(GlanceFact(tr("Past: this is how it was on"), said))
