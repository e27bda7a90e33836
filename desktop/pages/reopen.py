"""The page that closes a problem, opens it again, or notes a relapse; the rules are asked first."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.models import episodewords as said
from desktop.models.consequences import changes_between
from desktop.pages.episodeform import EpisodeForm
from desktop.pages.flowpage import FlowPage
from desktop.words import tr
from pathway.assessment import Assessment
from pathway.drafts import DraftKey
from pathway.facts import Problem
from pathway.records import ChartView
from pathway.relapse import relapse_of
from pathway.story import ProblemEntry, needs_reason

if TYPE_CHECKING:
    from desktop.desk import Desk


class EpisodePage(FlowPage):
    """Says why pain that came back is a new episode or the same, before anything is saved."""

    form: EpisodeForm

    def __init__(self, desk: "Desk", view: ChartView, parent: QWidget) -> None:
        super().__init__(desk, view, "episode", parent)
        self.form = EpisodeForm(desk.today, view.chart.problem, self)
        self.save.setText(tr("&Save and go back"))
        self.begin()

    @Slot()
    def on_made(self) -> None:
        """Show what was typed, and what it would change."""
        super().on_made()
        self.form.touched.connect(self.look)
        self.look()

    def show_news(self) -> None:
        """Show what is recorded now; of a problem closed or opened elsewhere nothing is asked."""
        was = self._view.chart.problem.closed
        super().show_news()
        if (was is None) != (self._view.chart.problem.closed is None):
            self.left.emit()

    @Slot()
    def look(self) -> None:
        """Ask the rules what would change, and show it with its reason."""
        before, now = self.form.before, self.form.now()
        if now is None:
            before.wait(tr("Tell what happened to see what would change."))
            return
        chart = self._view.chart
        was = self._desk.flows.concluded(chart)
        then = self._desk.flows.concluded(replace(chart, problem=now))
        if was is None or then is None:
            before.wait(tr("The rules could not say what would change. Use your own judgement."))
            return
        headline, reason = self._meaning(now, was)
        before.tell(headline, reason, changes_between(was, then, self._desk.pack_words))

    def send(self) -> None:
        """Have the store keep what happened."""
        desk, view = self._desk, self._view
        was, now = desk.people.problem(view.problem_id), self.form.now()
        if was is None or now is None:
            self._is_sent = False
            return
        has_signed = any(visit.signed_by for visit in view.visits)
        needed = needs_reason(was.problem, now, has_signed)
        entry = ProblemEntry(
            view.patient_id,
            replace(was, problem=now),
            view.problem_id,
            was,
            tr("pain came back") if needed else "",
            DraftKey(view.problem_id, "episode"),
        )
        desk.flows.change_episode(entry, self.on_saved, self.on_refused)

    def _meaning(self, now: Problem, was: Assessment) -> tuple[str, str]:
        """Return what happened in words, and why it is that."""
        free = self.form.free()
        if free is not None:
            limits = self._desk.guidelines.thresholds
            found = relapse_of(self._view.chart, free, self._desk.today, limits)
            return said.relapse_headline(found), said.relapse_reason(found)
        if now.closed is not None:
            headline = tr("Closed on {day}: no clock of it runs, nobody is reminded")
            still = said.still_open(self._view.chart, was)
            told = tr("It can be opened again at any time.")
            return headline.format(day=show.day(now.closed.on)), f"{still} {told}".strip()
        return (
            tr("Open again: the same episode goes on"),
            tr("The clocks run from the same days as before it was closed."),
        )
