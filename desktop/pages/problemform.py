"""The form of one problem: its answers, pain-free spells, whether it is over, why it is changed."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop import show, theme
from desktop.pages.closing import ClosingFields
from desktop.pages.onset import onset_text
from desktop.pages.piecedform import PiecedForm
from desktop.pages.problemfields import ProblemFields
from desktop.pages.spells import SpellList
from desktop.pages.typed import Place, line_place
from desktop.widgets.form import Form, Row, Section, plain
from desktop.words import tr
from pathway.birth import birth_of
from pathway.facts import Problem
from pathway.readable import is_blank
from pathway.records import ChartView, ProblemId
from pathway.story import NOT_TOLD, SURGERY, ToldProblem, needs_reason

LONGEST = 2_000


class ProblemForm(PiecedForm):
    """Everything that is asked about one problem; ``was`` is None for another one."""

    touched = Signal()

    def __init__(
        self, view: ChartView, was: ToldProblem | None, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._was = was
        self._today = today
        self._fields: ProblemFields | None = None
        title = tr("Another problem") if was is None else tr("The problem")
        self.add(plain(title, self.content, "h1"))
        self.begin((self._make_fields, self._make_course, self._fill_first, self._listen))

    @property
    def fields(self) -> ProblemFields:
        """The answers on the problem; made now if they are not there yet."""
        self.make_all()
        assert self._fields is not None
        return self._fields

    def fill(self, was: ToldProblem | None) -> None:
        """Show what is recorded."""
        self._was = was
        if was is not None and self._fields is not None:
            self._fields.fill(was)
            self.spells.fill(was.problem.pain_free)
            self.closing.fill(was.problem.closed)
        self.on_touched()

    def told(self) -> ToldProblem:
        """Return what the form says; it has no problems."""
        closed = self.closing.closed()
        problem = self.fields.problem(self.spells.spans(), closed)
        return ToldProblem(problem, self.fields.story(self._was.story if self._was else NOT_TOLD))

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        found = [
            self.fields.show_problems(birth_of(self._view.chart.patient)),
            self._show_surgery(),
            bool(self.spells.take_typed()),
            self._was is not None and self.closing.show_problems(self._last_visit()),
        ]
        if any(found):
            return True
        is_lacking = self._needs_reason(self.told().problem) and is_blank(self.reason.text())
        said = tr("A visit is signed that rested on the old answer: say why it is changed.")
        self.reason_row.say_problem(said if is_lacking else "")
        return is_lacking

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            *self.fields.places(),
            *self.spells.place("spells"),
            *self.closing.places(),
            line_place("reason", self.reason),
        )

    @Slot()
    def on_touched(self) -> None:
        """Ask for a reason where one is needed."""
        fields = self._fields
        if fields is None:
            return
        now = fields.problem(self.spells.spans(), self.closing.closed())
        self.reason_row.setVisible(self._needs_reason(now))
        self.touched.emit()

    def _needs_reason(self, now: Problem) -> bool:
        has_signed = any(visit.signed_by for visit in self._view.visits)
        return self._was is not None and needs_reason(self._was.problem, now, has_signed)

    def _show_surgery(self) -> bool:
        """A "no" beside surgery among the illnesses is one too many."""
        is_listed = SURGERY in self._view.chart.patient.conditions
        is_wrong = is_listed and self.fields.surgery.value() == "no"
        said = tr("Spine surgery stands among the illnesses; take it out there if that is wrong.")
        self.fields.surgery_row.say_problem(said if is_wrong else "")
        return is_wrong

    def _last_visit(self) -> date | None:
        return max((visit.on for visit in self._view.chart.visits), default=None)

    def _make_fields(self) -> None:
        self._fields = made = ProblemFields(self._today, self)
        self._waiting[:0] = [partial(self.put_by, part) for part in made.parts()]

    def _make_course(self) -> None:
        self.spells = SpellList(self._today, self)
        self.closing = ClosingFields(self._today, self)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(LONGEST)
        self.put_by(self._add_course)

    def _add_course(self, form: Form) -> None:
        said = tr("A month or more without pain makes what follows a new episode.")
        part = form.section(tr("Course"), said)
        self.spells_row: Row = part.row(tr("&Pain-free"), self.spells)
        self.spells.name_days()
        if self._was is not None:
            self.closing.add_to(part)
        self.reason_row = part.row(tr("Why it is changed"), self.reason)
        if self._was is None:
            for unused in (self.closing.state, self.closing.on, self.closing.reason):
                unused.hide()
        self._add_corrected(part)

    def _fill_first(self) -> None:
        self.fill(self._was)

    def _listen(self) -> None:
        fields = self._fields
        assert fields is not None
        self.setFocusProxy(fields.region)
        for part in (fields, self.spells, self.closing):
            part.changed.connect(self.on_touched)
        self.reason.textChanged.connect(self.on_touched)

    def _add_corrected(self, part: Section) -> None:
        corrected = self._was.story.corrected if self._was else None
        if corrected is None:
            return
        said = tr("Last put right after a signature on {when} by {who}: {reason}")
        when = show.moment(corrected.at.astimezone())
        words = said.format(when=when, who=corrected.by, reason=corrected.reason)
        part.add(plain(words, part, "muted"))


class ProblemsOfPatient(Section):
    """The other problems of a patient, each with the way to its chart, and one for another."""

    opened = Signal(object)  # ProblemId
    another = Signal()

    def __init__(self, others: tuple[tuple[ProblemId, Problem], ...], parent: QWidget) -> None:
        super().__init__(tr("Other problems of this patient"), "", parent)
        self.buttons: dict[ProblemId, QPushButton] = {}
        for problem_id, problem in others:
            self._add(problem_id, problem)
        if not others:
            self.add(plain(tr("None is recorded."), self, "muted"))
        self.new = QPushButton(tr("&Another problem"), self)
        self.new.setAutoDefault(True)
        theme.put_icon(self.new, "plus", "muted")
        self.box.addWidget(self.new, 0)
        self.new.clicked.connect(self.another)

    @Slot()
    def on_open(self) -> None:
        sender = self.sender()
        found = next((one for one, button in self.buttons.items() if button is sender), None)
        if found is not None:
            self.opened.emit(found)

    def _add(self, problem_id: ProblemId, problem: Problem) -> None:
        words = problem_text(problem)
        button = QPushButton(tr("Open"), self)
        button.setAutoDefault(True)
        button.setAccessibleName(tr("Open the chart of {problem}").format(problem=words))
        button.clicked.connect(self.on_open)
        self.buttons[problem_id] = button
        self.row(words, button)


def problem_text(problem: Problem) -> str:
    """Return a problem with its start, and whether it is over."""
    said = f"{show.problem(problem)} · {onset_text(problem.onset)}"
    return f"{said} · {tr('closed')}" if problem.closed else said
