"""The pages of an open clinic: made when first needed, wired to the window and to each other."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.leanness import give_back
from desktop.logroom import LogRoom
from desktop.movedroom import MovedRoom
from desktop.overchart import OverChart
from desktop.pages.finder import Finder
from desktop.pages.registration import RegistrationPage
from desktop.papersroom import PapersRoom
from desktop.reversing import Reversing
from desktop.widgets.lettinggo import let_go
from desktop.widgets.slices import Later, Slices
from desktop.window import Window
from desktop.workroom import WorkRoom
from pathway.drafts import KeptDraft
from pathway.records import Area, Changes, ChartView, ProblemId

if TYPE_CHECKING:
    from datetime import date

    from desktop.desk import Desk
    from desktop.pages.chart import ChartPage
    from desktop.pages.medical import MedicalPage


DRAFTS: Final[frozenset[Area]] = frozenset({"drafts"})


class Rooms(QObject):
    """Leads from the list of patients to a chart, to registration, and back."""

    flow_wanted = Signal(object, str)
    """The ProblemId about whom a flow is wanted from a list, and which."""

    def __init__(self, desk: "Desk", window: Window) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.finder = Finder(desk, window.pages)
        self.chart: ChartPage | None = None
        self._spare: ChartPage | None = None
        self._registration: RegistrationPage | None = None
        self._medical: MedicalPage | None = None
        self._pages: list[QWidget] = [self.finder]
        self._over = OverChart(desk, window, self)
        self._reversing = Reversing(desk, window, self)
        self._moved = MovedRoom(desk, window, self)
        self._log = LogRoom(desk, window, self)
        self.work = WorkRoom(desk, window, self)
        self._papers = PapersRoom(desk, window, self)
        self._laying = Later(self.lay_ready, self)
        self._connect()

    @Slot()
    def show_finder(self) -> None:
        """Go to the list of patients."""
        if not self.may_leave():
            return
        self._window.set_subject("")
        self._window.show_page(self.finder)
        self._drop_forms()
        self.finder.start_search()

    @Slot()
    def show_registration(self) -> None:
        """Go to a form for a new patient."""
        if not self.may_leave():
            return
        self._drop_forms()
        self._registration = RegistrationPage(self._desk, self._window.pages)
        self._registration.registered.connect(self.on_registered)
        self._registration.begun_again.connect(self.on_begun_again)
        self._registration.left.connect(self.on_registration_left)
        self._registration.chart_wanted.connect(self.show_chart)
        self._registration.merge_wanted.connect(self._over.show_merge)
        self._pages.append(self._registration)
        self._window.set_subject("")
        self._window.show_page(self._registration)

    @Slot(object)
    def show_chart(self, problem_id: ProblemId) -> None:
        """Open a patient's chart."""
        if self.chart is None:
            self.lay_ready()
            self.chart = self._spare
        if self.chart is None:
            return
        if not self.chart.open(problem_id) or self.chart.view is None:
            return
        self._window.set_subject(_subject(self.chart.view))
        self._window.show_page(self.chart)
        self._desk.leave_search()

    @Slot()
    def on_listed(self) -> None:
        """The list is there and will be painted next; what comes after it can wait for that."""
        self._laying.ask()

    @Slot()
    def lay_ready(self) -> None:
        """Make the page of a chart before anybody opens one: then it only has to be filled."""
        if self._spare is None and self._pages:  # there are none once the clinic was locked
            from desktop.pages.chart import ChartPage

            self._spare = ChartPage(self._desk, self._window.pages)
            self._spare.hide()
            self._spare.left.connect(self.work.on_chart_left)
            self._spare.settled.connect(self._window.update_actions)
            self._spare.medical_wanted.connect(self.show_medical)
            self._spare.log_wanted.connect(self._log.show_patient)
            self._spare.problem_wanted.connect(self._over.show_problem)
            self._spare.merge_wanted.connect(self._over.merge_in_front)
            self._spare.flow_wanted.connect(self._over.show_flow)
            self._pages.append(self._spare)
            laid = Slices((self._spare,), self._spare)
            laid.done.connect(give_back)
            laid.start()

    @Slot()
    @Slot(object)
    def show_medical(self, problem_id: ProblemId | None = None) -> None:
        """Show what bears on medicines, above the chart of a problem or the one in front."""
        if problem_id is not None:
            self.show_chart(problem_id)
        chart = self.chart
        if chart is None or chart.view is None or not self.may_leave():
            return
        from desktop.pages.medical import MedicalPage

        self._drop_forms()
        self._medical = MedicalPage(self._desk, chart.view, self._window.pages)
        self._medical.left.connect(self.on_medical_left)
        self._pages.append(self._medical)
        self._window.show_page(self._medical)

    @Slot()
    def on_medical_left(self) -> None:
        """Go back to the chart."""
        if self.chart is not None and self.chart.view is not None:
            self._window.set_subject(_subject(self.chart.view))
            self._window.show_page(self.chart)
        self._drop_forms()

    @Slot(object)
    def on_registered(self, problem_id: ProblemId) -> None:
        """Open the chart of a patient who was just registered."""
        self.show_chart(problem_id)
        self._drop_forms()

    @Slot()
    def on_registration_left(self) -> None:
        """Drop the form and go back to the list."""
        self._drop_forms()
        self.show_finder()

    @Slot()
    def on_begun_again(self) -> None:
        """Show an empty form in place of what was thrown away."""
        self._drop_forms()
        self.show_registration()

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Say that everything is safe."""
        if changes.areas != DRAFTS:
            self._window.state.show_saved(self._desk.now())

    @Slot(object)
    def on_draft_kept(self, kept: KeptDraft) -> None:
        """Say that what is being typed is safe."""
        self._window.state.show_draft(kept.kept_at)

    @Slot(object)
    def on_day_changed(self, day: "date") -> None:
        """Show the new day."""
        self._window.state.show_day(day)

    def may_leave(self) -> bool:
        """Say whether the page in front can be left without losing anything."""
        page: object = self._window.pages.currentWidget()
        ask = getattr(page, "may_leave", None)
        return ask is None or bool(ask())

    def close(self) -> None:
        """Take every page of this clinic out of the window."""
        self._desk.log.stop()
        self._over.drop()
        self._moved.drop()
        self._log.drop()
        self.work.drop()
        self._papers.drop()
        for page in self._pages:
            self._window.drop_page(page)
        self._pages.clear()
        self.deleteLater()

    def _connect(self) -> None:
        self._window.finding.connect(self.show_finder)
        self._window.registering.connect(self.show_registration)
        self.finder.opened.connect(self.work.forget)
        self.finder.opened.connect(self.show_chart)
        once = Qt.ConnectionType.SingleShotConnection
        self.finder.model.modelReset.connect(self.on_listed, once)
        self.finder.registering.connect(self.show_registration)
        self.finder.unfinished.medical_wanted.connect(self.show_medical)
        self._desk.changed.connect(self.on_changed)
        self._desk.drafts.kept.connect(self.on_draft_kept)
        self._desk.day_changed.connect(self.on_day_changed)

    def _drop_forms(self) -> None:
        """Take out the forms that lie above list and chart: each is made anew when wanted."""
        for form in (self._registration, self._medical):
            if form is not None:
                self._pages.remove(form)
                let_go(form, self._window.pages)
        self._registration = self._medical = None
        self._over.drop()
        self.work.drop_call()


def _subject(view: ChartView) -> str:
    """Return whose chart is open, for the title of the window."""
    patient = view.chart.patient
    name = show.patient_name(patient)
    return f"{name} · {patient.number}" if patient.number else name
