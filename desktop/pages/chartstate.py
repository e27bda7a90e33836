"""What stands above the tabs of a chart: who this is, where they stand today, what changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.models.glance import glance_facts, since_fact, since_waiting
from desktop.widgets.banner import gone_mark
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

    def show(self) -> None:
        """Say who this is and where they stand today; what changed since follows."""
        page, desk = self._page, self._desk
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
