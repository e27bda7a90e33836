"""What stands above the tabs of a chart: who this is, where they stand today, what changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot

from desktop.models.glance import glance_facts, since_fact, since_waiting
from desktop.widgets.banner import gone_mark
from desktop.widgets.slices import Slices
from pathway.sincevisit import SinceVisit

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.pages.chart import ChartPage


class ChartState(QObject):
    """Keeps the banner and the strip beneath it true."""

    def __init__(self, desk: "Desk", page: "ChartPage") -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self.has_more = False
        self._turns = Slices((self,), self)
        page.installEventFilter(self)

    def follow(self) -> None:
        """Show what is new in a turn of its own: what is written was just read in this one."""
        self.has_more = True
        self._turns.start()
        if not self._page.isVisible():
            self._turns.finish()

    def make_next(self) -> None:
        """Show what is new, and with it the tab in front."""
        self.show()
        self._page.on_tab(self._page.tabs.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self._turns.finish()
        return super().eventFilter(watched, event)

    def show(self) -> None:
        """Say who this is and where they stand today; what changed since follows."""
        page, desk = self._page, self._desk
        self.has_more = False
        view = page.view
        if view is None:
            return
        advice = desk.advice.today(view.problem_id)
        flags = advice.red_flags if advice else None
        page.banner.gone = gone_mark(desk.work.held(view.patient_id))
        page.banner.show_chart(view.chart, desk.today, flags, desk.guidelines.medicines)
        weeks = desk.guidelines.thresholds.window_active_weeks
        page.glance.show_facts((*glance_facts(advice, weeks), since_waiting()))
        desk.past.since_last_visit(view, self.on_since)
        page.escalated.show_waiting(view.escalations)

    @Slot(object)
    def on_since(self, since: SinceVisit) -> None:
        """Say what changed since the last visit, unless the past is in front."""
        if not self._page.past.is_on:
            words, today = self._desk.pack_words, self._desk.today
            self._page.glance.show_since(since_fact(since, words, today))
