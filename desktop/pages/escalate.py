"""The page of an escalation: who was called and what came of it, step by step until arrival."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import theme
from desktop.pages.escalateform import EscalateForm
from desktop.pages.flowpage import FlowPage
from desktop.words import tr
from pathway.escalating import concerned
from pathway.readable import words_of
from pathway.records import (
    Changes,
    ChartView,
    EnteredInError,
    EscalationBegun,
    EscalationGoesOn,
    StepId,
)

if TYPE_CHECKING:
    from desktop.desk import Desk


class EscalatePage(FlowPage):
    """Takes one step after the other; it stays in front, since the next one follows soon."""

    form: EscalateForm

    def __init__(self, desk: "Desk", view: ChartView, parent: QWidget) -> None:
        super().__init__(desk, view, "escalation", parent)
        flags = desk.advice.flags(view.problem_id)
        named = tuple(one.destination for one in flags.escalation) if flags else ()
        suggested = tuple(dict.fromkeys(named))
        self.form = EscalateForm(desk.today, lambda: desk.now().astimezone(), suggested, self)
        self.letter = QPushButton(tr("Emergency &letter"), self)
        self.letter.setAutoDefault(True)
        theme.put_icon(self.letter, "ambulance")
        self.save.setText(tr("&Record this"))
        leading = Qt.AlignmentFlag.AlignLeading
        self.form.box.addWidget(self.letter, 0, leading)
        self.begin()
        self.letter.clicked.connect(self.emergency_wanted)
        self.form.log.marked.connect(self.on_marked)

    def send(self) -> None:
        """Have the store keep the step."""
        step, known = self.form.step(self._desk.user), self.form.escalation()
        flows, problem = self._desk.flows, self._view.problem_id
        if known is not None:
            more = EscalationGoesOn(known, step, "escalation")
            flows.go_on(problem, more, self.on_saved, self.on_refused)
            return
        place = self.form.called()
        flags = self._desk.advice.flags(problem)
        begun = EscalationBegun(
            problem,
            place,
            step,
            concerned(flags, place) if flags else (),
            words_of(self.form.place_words.text()),
            "escalation",
        )
        flows.escalate(begun, self.on_saved, self.on_refused)

    def on_saved(self, changes: Changes) -> None:
        """Show the step in the log, and be ready for the next."""
        self.go_on()

    @Slot(object, str)
    def on_marked(self, step: StepId, why: str) -> None:
        """Have a step taken out that never happened."""
        self._desk.flows.mark_step(EnteredInError(step, why), self.on_mark_kept, self.on_refused)

    def on_mark_kept(self, changes: Changes) -> None:
        """Show the log without it."""
        self.show_news()
