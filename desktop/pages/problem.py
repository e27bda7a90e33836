"""The page of one problem: what it is, when it began, whether it is over; or another problem."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.meaning import meaning_of
from desktop.pages.draftpage import PatientPage
from desktop.pages.problemform import ProblemForm, ProblemsOfPatient
from desktop.pages.typed import Place
from desktop.widgets.form import Form
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.readable import words_of
from pathway.records import Changes, ChartView, ProblemId
from pathway.story import ProblemEntry

if TYPE_CHECKING:
    from desktop.desk import Desk


class ProblemPage(PatientPage):
    """Shows what is recorded of a problem, takes what is said now, and keeps it meanwhile."""

    form: ProblemForm
    chart_wanted = Signal(object)
    """The ProblemId of another problem, or of one that was recorded just now."""
    another_wanted = Signal()

    def __init__(
        self, desk: "Desk", view: ChartView, parent: QWidget, is_new: bool = False
    ) -> None:
        super().__init__(desk, view, "new_problem" if is_new else "problem", parent)
        self._was = None if is_new else desk.people.problem(view.problem_id)
        self.form = ProblemForm(view, self._was, desk.today, self)
        self.back = QPushButton(tr("&Back to the chart"), self)
        self.save = QPushButton(tr("Sa&ve and go back"), self)
        self.begin()

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return self.form.places()

    @Slot()
    def on_save(self) -> None:
        """Check the fields and save them."""
        if self._is_sent:
            return
        self.form.finish()
        if self.form.show_problems():
            self.form.show_first_problem()
            return
        self._soon.stop()
        self._is_sent = True
        problem = None if self._was is None else self._view.problem_id
        entry = ProblemEntry(
            self._view.patient_id,
            self.form.told(),
            problem,
            self._was,
            words_of(self.form.reason.text()),
            self._key,
        )
        self._desk.people.save_problem(entry, self.on_saved, self.on_refused)

    def on_saved(self, changes: Changes) -> None:
        """Go to the chart, which shows it now."""
        if self._was is None and changes.problem is not None:
            self.chart_wanted.emit(changes.problem)
        else:
            self.left.emit()

    @Slot(object)
    def on_open(self, problem_id: ProblemId) -> None:
        """Go to another problem; what is typed stays as a draft."""
        if self.may_leave():
            self.chart_wanted.emit(problem_id)

    def show_news(self) -> None:
        """Show what is recorded of the problem now."""
        is_there = self._was is not None and self._desk.view(self._view.problem_id) is not None
        now = self._desk.people.problem(self._view.problem_id) if is_there else None
        if now is not None and now != self._was:
            self._was = now
            self.form.fill(now)
            self.note_recorded()

    @Slot()
    def on_made(self) -> None:
        """Show what was typed before, and listen from now on."""
        desk = self._desk
        if self._was is not None:
            self._add_others()
        chart = self._view.chart if self._was is not None else None
        told = partial(meaning_of, on=desk.today, guidelines=desk.guidelines, chart=chart)
        self.form.fields.mean(told)
        self.note_recorded()
        self.restore()
        self.form.touched.connect(self._soon.touch)
        self.form.then(partial(tab_in_order, self))

    def _add_others(self) -> None:
        found = self._desk.people.problems(self._view.patient_id)
        others = tuple(one for one in found if one[0] != self._view.problem_id)
        self.others = ProblemsOfPatient(others, self.form.content)
        self.others.opened.connect(self.on_open)
        self.others.another.connect(self.another_wanted)
        self.form.put_by(partial(Form.add_section, section=self.others))
