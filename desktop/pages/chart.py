"""One patient's chart: the banner on top, then visit, plan, timeline and handouts."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from desktop.actions import ActionId
from desktop.desk.charts import ASIDE
from desktop.models.timeline import Known
from desktop.pages.chartparts import ChartParts
from desktop.pages.chartstate import ChartState
from desktop.pages.correcting import Correcting
from desktop.pages.pastmode import WRITING, PastMode
from desktop.pages.planacts import PlanActs
from desktop.pages.printing import EMERGENCY
from desktop.widgets.taborder import leave
from pathway.assessment import Assessment
from pathway.records import Changes, ChartView, ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk

FLOWS: Final[tuple[ActionId, ...]] = ("escalate", "flags", "refer", "episode")
VISIT, PLAN, TIMELINE, HANDOUTS = range(4)
_ALWAYS: Final[frozenset[ActionId]] = frozenset(
    {
        "back",
        "print",
        "emergency",
        "refresh",
        "tab_1",
        "tab_2",
        "tab_3",
        "tab_4",
        "medical",
        "problem",
        "escalate",
        "flags",
        "refer",
        "episode",
        "merge",
        "amend",
        "in_error",
        "old_values",
        "as_known",
        "who_looked",
        "call",
    }
)


class ChartPage(ChartParts):
    """Carries one problem's chart between the desk and its four views."""

    left = Signal()
    """Somebody wanted to leave, and nothing is lost by it."""
    settled = Signal()
    """What can be done with the visit in front may be something else now."""
    medical_wanted = Signal()
    """The medical background of this patient is wanted."""
    problem_wanted = Signal()
    """The page of this problem is wanted."""
    flow_wanted = Signal(str)
    """The ActionId of a flow that is wanted: escalating, clearing, referring, closing."""
    log_wanted = Signal()
    """Somebody asks who looked at this record."""
    merge_wanted = Signal()
    """The patient may have another record."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.view: ChartView | None = None
        self._stale = {PLAN, TIMELINE, HANDOUTS}
        self.built.connect(self.on_built)

    def open(self, problem_id: ProblemId) -> bool:
        """Open a chart at its visit; False when it cannot be read."""
        self.finish()
        view = self._desk.view(problem_id)
        if view is None:
            return False
        self.past.leave()
        self.tabs.setCurrentIndex(VISIT)  # first: nobody looks at the other tabs of this chart yet
        self.visit.bring(self.drafting.begin)
        self.visit.take_view(view, self._desk.today)
        self._take(view)
        self._desk.log.looked_at(view.patient_id)
        return True

    def can(self, action: ActionId) -> bool:
        """Say whether the chart can do this now; of the past nothing can be changed."""
        if action in WRITING and not self.has_more and self.past.is_on:
            return False
        if action in {"save", "sign", "box_numbers"}:
            return self.visit.has_form
        return action in _ALWAYS

    def act(self, action: ActionId) -> None:
        """Do what a key or a menu asks for."""
        was_known = action not in {"as_known", "refresh"} and self.past.leave()
        if was_known and action == "back":
            self._focus()
            return
        if action.startswith("tab_"):
            self.show_tab(int(action[-1]) - 1)
            return
        if action in {"save", "sign", "box_numbers"}:
            self.tabs.setCurrentIndex(VISIT)
        if action == "refresh":
            self._desk.charts.take(None)  # whoever wrote there
        doings: dict[str, Callable[[], object]] = {
            "save": self.visit.save,
            "sign": self.visit.sign,
            "print": self.on_print_wanted,
            "emergency": self.on_emergency,
            "back": self.on_back,
            "refresh": self.refresh,
            "amend": self.correcting.amend,
            "in_error": self.correcting.mark_visit,
            "old_values": self.correcting.show_old,
            "as_known": self.past.show,
            "medical": self.medical_wanted.emit,
            "problem": self.problem_wanted.emit,
            **{flow: partial(self.flow_wanted.emit, flow) for flow in FLOWS},
            "merge": self.merge_wanted.emit,
            "box_numbers": self.visit.toggle_numbers,
            "who_looked": self.log_wanted.emit,
        }
        if action in doings:
            doings[action]()

    def may_leave(self) -> bool:
        """Keep what is typed; ask in place only where that failed."""
        is_letter_kept = self.printing.letter.may_leave()
        return self.drafting.may_leave() and is_letter_kept

    def show_tab(self, index: int) -> None:
        """Go to a tab, with the keyboard."""
        if index != self.tabs.currentIndex():
            leave(self.tabs.currentWidget())
        self.tabs.setCurrentIndex(index)
        self._focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus()

    @Slot()
    def refresh(self) -> None:
        """Show the chart as it is now; what stands on an unsaved form stays."""
        view = self._desk.view(self.view.problem_id) if self.view else None
        if view is not None:
            self.visit.take_view(view, self._desk.today)
            self.view = view
            self._stale = {PLAN, TIMELINE, HANDOUTS}
            self.state.follow()

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        if "prints" in changes.areas:
            self._stale.add(TIMELINE)
        if changes.areas <= ASIDE:
            return
        if changes.areas == {"plan"}:
            self.plan_acts.take(changes)
            return
        if self.view and (not changes.patients or self.view.patient_id in changes.patients):
            self.refresh()

    @Slot(object)
    def on_kept(self, changes: Changes) -> None:
        if self.view and changes.problem == self.view.problem_id:
            self.visit.take_saved(changes.visit, self.view.care)

    @Slot(object)
    def on_signed(self, changes: Changes) -> None:
        """Show what follows from a signed visit: the plan."""
        if self.view and changes.problem == self.view.problem_id:
            self.visit.put_by(self.drafting.go_on)
            self._desk.advice.foresee(self.view.problem_id, self.on_foreseen)

    @Slot(object)
    def on_foreseen(self, problem_id: ProblemId) -> None:
        """Go to the plan of a signed visit, unless somebody went elsewhere meanwhile."""
        is_here = self.view is not None and self.view.problem_id == problem_id
        if is_here and not self.isHidden() and self.tabs.currentIndex() == VISIT:
            self.show_tab(PLAN)

    @Slot()
    def on_print_wanted(self) -> None:
        self.show_tab(HANDOUTS)
        self.printing.start_print()

    @Slot()
    def on_emergency(self) -> None:
        self.printing.choose(EMERGENCY)
        self.show_tab(HANDOUTS)

    @Slot()
    def on_visit_wanted(self) -> None:
        self.show_tab(VISIT)

    @Slot()
    def on_back(self) -> None:
        if self.may_leave():
            self.left.emit()

    @Slot(int)
    def on_tab(self, index: int) -> None:
        """Fill a tab when it is looked at, and only if something changed since."""
        self.visit.show_top(index == VISIT)
        self.glance.give_way(index == VISIT or not self.known.isHidden())
        if self.view is None or index not in self._stale:
            return
        self._stale.discard(index)
        assessment = self._desk.assessment(self.view.problem_id)
        if index == PLAN:
            region = self.view.chart.problem.region
            self.plan.show_assessment(assessment, self.view.responses, region)
        elif index == TIMELINE:
            self.timeline.show_known(_known(self._desk, self.view, assessment))
        elif index == HANDOUTS:
            unsigned = any(not one.signed_by for one in self.view.visits)
            self.printing.open(self.view.problem_id, is_draft=unsigned or not self.view.visits)
            self.printing.make()

    def _take(self, view: ChartView) -> None:
        """Show a chart as it was read: the banner at once, each tab when it is looked at."""
        self.view = view
        self.state.show()
        self._stale = {PLAN, TIMELINE, HANDOUTS}
        self.on_tab(self.tabs.currentIndex())

    def _focus(self) -> None:
        """Give the keyboard to where work goes on in the tab in front."""
        index = self.tabs.currentIndex()
        if not self.known.isHidden():
            self.known.focus_start()
            return
        if index == VISIT:
            self.visit.focus_start()
            return
        fronts: dict[int, QWidget] = {
            PLAN: self.plan.first(),
            TIMELINE: self.timeline.timeline,
            HANDOUTS: self.printing.preview,
        }
        fronts[index].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_built(self) -> None:
        """Listen to the parts, now that they are there."""
        self.state = ChartState(self._desk, self)
        self.past = PastMode(self._desk, self)
        self.correcting = Correcting(self._desk, self)
        self.plan_acts = PlanActs(self._desk, self)
        self._desk.changed.connect(self.on_changed)
        self._desk.day_changed.connect(self.refresh)
        self.tabs.currentChanged.connect(self.on_tab)
        self.keeping.kept.connect(self.on_kept)
        self.keeping.signed.connect(self.on_signed)
        self.keeping.left.connect(self.left)
        self.visit.arrived.connect(self.settled)
        self.visit.emergency_wanted.connect(self.on_emergency)
        self.plan.emergency_wanted.connect(self.on_emergency)
        self.plan.flow_wanted.connect(self.flow_wanted)
        self.escalated.wanted.connect(self.flow_wanted)
        self.plan.visit_wanted.connect(self.on_visit_wanted)
        self.plan.medical_wanted.connect(self.medical_wanted)


def _known(desk: "Desk", view: ChartView, assessment: Assessment | None) -> Known:
    """Return what the timeline is drawn from."""
    here = view.problem_id
    prints = desk.prints.of_problem(here)
    others = desk.people.problems(view.patient_id)
    beside = tuple(problem for one, problem in others if one != here)
    return Known(view, assessment, desk.today, prints, beside)
