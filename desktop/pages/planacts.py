"""What follows from the plan: answers are kept, what was accepted is planned in the visit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.models.planned import Thing
from desktop.trouble import Trouble
from desktop.words import tr
from pathway.records import Changes
from pathway.responses import Response, planned_care, planned_medicine

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.pages.chart import ChartPage


class PlanActs(QObject):
    """Carries what is said on the plan to the desk, and to the visit in hand."""

    def __init__(self, desk: "Desk", page: "ChartPage") -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        page.plan.answered.connect(self.on_answered)
        page.plan.plan_wanted.connect(self.on_plan_wanted)

    @Slot(object)
    def on_answered(self, made: Response) -> None:
        """Keep an answer; the plan shows it as soon as it is safe."""
        view = self._page.view
        if view is not None:
            self._desk.answers.keep(view.problem_id, made, self.on_kept, self.on_refused)

    @Slot(object)
    def on_kept(self, changes: Changes) -> None:
        """Nothing more is to be said: the answer stands beside its suggestion."""

    def take(self, changes: Changes) -> None:
        """Show what was answered, where it stands: the facts and the advice are the same."""
        page = self._page
        view = page.view
        if view is None or (changes.patients and view.patient_id not in changes.patients):
            return
        now = self._desk.view(view.problem_id)
        if now is not None:
            page.view = now
            page.visit.take_view(now, self._desk.today)
            page.plan.take_responses(now.responses)

    @Slot(object)
    def on_refused(self, trouble: Trouble) -> None:
        self._page.bar.tell(trouble.sentence)

    @Slot(str)
    def on_plan_wanted(self, option: str) -> None:
        """Plan what was accepted in the visit in hand, where the rules look at it at once."""
        form = self._page.visit.form
        if form is None:
            self._page.bar.note(tr("No visit is in hand: begin one to plan something."))
            return
        item = self._desk.guidelines.options.items[option]
        care, medicine = planned_care(item), planned_medicine(item)
        planned = form.parts.planned
        planned.finish()
        self._page.on_visit_wanted()
        if care or medicine:
            planned.planning.on_added(Thing(care or medicine, is_care=bool(care)))
        asks = planned.card.asks
        if not asks:
            planned.focus_line()
        form.parts.bring_into_view(asks[0] if asks else planned.card.line)
