"""The page that clears or confirms a red flag: with its basis, and with what follows from it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.desk.flows import with_flag
from desktop.models.consequences import changes_between, kept_words
from desktop.pages.clearingform import ClearingForm
from desktop.pages.flowpage import FlowPage
from desktop.words import tr
from pathway.facts import FlagRecord
from pathway.finding import OpenFlag
from pathway.records import ChartView

if TYPE_CHECKING:
    from desktop.desk import Desk


class ClearingPage(FlowPage):
    """Asks the rules what a decision would change before it is made; nothing is ticked for you."""

    form: ClearingForm

    def __init__(self, desk: "Desk", view: ChartView, parent: QWidget) -> None:
        super().__init__(desk, view, "clearing", parent)
        self.form = ClearingForm(desk.today, desk.pack_words, self.open_flags, self)
        self.save.setText(tr("&Save and go back"))
        self.begin()

    def open_flags(self) -> tuple[OpenFlag, ...]:
        """Return the flags that stand."""
        flags = self._desk.advice.flags(self._view.problem_id)
        return flags.open if flags else ()

    @Slot()
    def on_made(self) -> None:
        """Show what is open and what was typed, and what it would change."""
        super().on_made()
        self.form.touched.connect(self.look)
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask the rules what the decision would change, and show it."""
        before, made = self.form.before, self.form.decision()
        if not self.open_flags():
            before.wait(tr("No red flag is open."))
            return
        if made is None:
            before.wait(tr("Choose a red flag and a decision to see what would change."))
            return
        was = self._desk.flows.concluded(self._view.chart)
        now = self._desk.flows.concluded(with_flag(self._view.chart, made))
        if was is None or now is None:
            before.wait(tr("The rules could not say what would change. Use your own judgement."))
            return
        changed = changes_between(was, now, self._desk.pack_words)
        before.tell(_headline(made), _reason(made), changed, kept_words(now))

    def send(self) -> None:
        """Have the store keep the decision."""
        made = self.form.decision()
        if made is not None:
            problem = self._view.problem_id
            self._desk.flows.decide(problem, made, self.on_saved, self.on_refused)


def _headline(made: FlagRecord) -> str:
    if made.state == "cleared":
        return tr("Cleared: the flag no longer stands")
    return tr("Confirmed: the patient is under a specialist's care")


def _reason(made: FlagRecord) -> str:
    if made.state == "cleared":
        return tr("It stays in the history. A new “yes” opens a new flag.")
    return tr("It stays in the history. Conservative care by this pathway ends with it.")
