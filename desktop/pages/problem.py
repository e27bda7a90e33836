"""The page of one problem: what it is, when it began, whether it is over; or another problem."""

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.actions import ActionId
from desktop.models.meaning import meaning_of
from desktop.notice import Notice
from desktop.pages.leavebar import LeaveBar
from desktop.pages.piecedform import PiecedPage, foot_of
from desktop.pages.problemform import ProblemForm, ProblemsOfPatient
from desktop.pages.soon import Soon
from desktop.pages.typed import put_typed, typed_in
from desktop.trouble import Trouble
from desktop.widgets.banner import Banner
from desktop.widgets.form import Form
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.drafts import Draft
from pathway.records import Changes, ChartView, DraftForm, ProblemId
from pathway.story import ProblemEntry

if TYPE_CHECKING:
    from desktop.desk import Desk

Typed: TypeAlias = tuple[tuple[str, str], ...]


class ProblemPage(PiecedPage):
    """Shows what is recorded of a problem, takes what is said now, and keeps it meanwhile."""

    form: ProblemForm
    left = Signal()
    """Nothing is left to do here: the chart is wanted again."""
    chart_wanted = Signal(object)
    """The ProblemId of another problem, or of one that was recorded just now."""
    another_wanted = Signal()

    def __init__(
        self, desk: "Desk", view: ChartView, parent: QWidget, is_new: bool = False
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._form: DraftForm = "new_problem" if is_new else "problem"
        self._was = None if is_new else desk.people.problem(view.problem_id)
        self._is_sent = self._has_failed = self._was_warned = False
        self.banner = Banner(self)
        self.notice = Notice(self)
        self.bar = LeaveBar(self)
        self.form = ProblemForm(view, self._was, desk.today, self)
        self.back = QPushButton(tr("&Back to the chart"), self)
        self.save = QPushButton(tr("Sa&ve and go back"), self)
        self._soon = Soon(self)
        self._recorded: Typed = ()
        self._kept: Typed = ()
        self._lay_out()
        self._connect()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"save", "back"}

    def act(self, action: ActionId) -> None:
        """Save, or go back to the chart."""
        if action == "save":
            self.on_save()
        elif action == "back":
            self.on_back()

    def may_leave(self) -> bool:
        """Keep what was typed; warn once where that failed."""
        self.keep_now()
        asks, self._was_warned = self._has_failed and not self._was_warned, self._has_failed
        return not asks

    @Slot()
    def keep_now(self) -> None:
        """Have what was typed written."""
        self._soon.stop()
        if not self.form.is_made:
            return
        typed = typed_in(self.form.places())
        if typed == self._kept or self._is_sent:
            return
        self._kept = typed
        draft = Draft(self._view.problem_id, self._form, typed=typed)
        if typed == self._recorded:
            self._desk.drafts.discard(draft.key, self.on_discarded, self.on_not_kept)
        else:
            self._desk.drafts.keep(draft, self.on_not_kept)

    @Slot()
    def on_back(self) -> None:
        """Go back to the chart; what is typed stays as a draft."""
        if self.may_leave():
            self.left.emit()

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
            " ".join(self.form.reason.text().split()),
            Draft(self._view.problem_id, self._form).key,
        )
        self._desk.people.save_problem(entry, self.on_saved, self.on_refused)

    def on_saved(self, changes: Changes) -> None:
        """Go to the chart, which shows it now."""
        if self._was is None and changes.problem is not None:
            self.chart_wanted.emit(changes.problem)
        else:
            self.left.emit()

    def on_refused(self, trouble: Trouble) -> None:
        """Say why nothing was kept, and let it be corrected."""
        self._is_sent = False
        self.notice.tell(trouble.sentence, "danger")

    @Slot(object)
    def on_not_kept(self, trouble: Trouble) -> None:
        """Say that a draft could not be kept."""
        self._has_failed, self._kept = True, self._recorded
        said = tr("What is typed here could not be kept: leaving once more drops it. {why}")
        self.notice.tell(said.format(why=trouble.sentence), "warn")

    @Slot()
    def on_discard(self) -> None:
        """Throw away what was restored, and show what is recorded."""
        self._soon.stop()
        for place in self.form.places():
            place.put(dict(self._recorded).get(place.name, ""))
        self._kept = self._recorded
        key = Draft(self._view.problem_id, self._form).key
        self._desk.drafts.discard(key, self.on_discarded, self.on_refused)

    def on_discarded(self, changes: Changes) -> None:
        """What is typed is what is recorded again: no draft of it is left."""
        self.bar.hide()

    @Slot(object)
    def on_open(self, problem_id: ProblemId) -> None:
        """Go to another problem; what is typed stays as a draft."""
        if self.may_leave():
            self.chart_wanted.emit(problem_id)

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Show what was put back by undo or saved elsewhere, unless something is typed."""
        is_mine = self._view.patient_id in changes.patients and self._was is not None
        if self._is_sent or not is_mine or not self.form.is_made:
            return
        self.keep_now()
        view, now = self._desk.view(self._view.problem_id), None
        if view is not None:
            now = self._desk.people.problem(view.problem_id)
        if now is not None and now != self._was and self._kept == self._recorded:
            self._was = now
            self.form.fill(now)
            self._recorded = self._kept = typed_in(self.form.places())

    @Slot()
    def on_made(self) -> None:
        """Show what was typed before, and listen from now on."""
        desk = self._desk
        if self._was is not None:
            self._add_others()
        chart = self._view.chart if self._was is not None else None
        told = partial(meaning_of, on=desk.today, guidelines=desk.guidelines, chart=chart)
        self.form.fields.mean(told)
        self._recorded = self._kept = typed_in(self.form.places())
        self._restore()
        self.form.touched.connect(self._soon.touch)
        tab_in_order(self)

    @Slot()
    def on_arrived(self) -> None:
        """Give the keyboard, if it waits here, to the first field."""
        self.setFocusProxy(self.form)
        if self.window().focusWidget() is self:
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        """Put back what was typed and not saved."""
        for kept in self._desk.drafts.of_problem(self._view.problem_id):
            if kept.draft.form == self._form:
                put_typed(self.form.places(), kept)
                self._kept = typed_in(self.form.places())
                self.bar.show_restored(kept.kept_at)

    def _connect(self) -> None:
        once = Qt.ConnectionType.SingleShotConnection
        self.form.made.connect(self.on_made, once)
        self.form.arrived.connect(self.on_arrived, once)
        self._soon.due.connect(self.keep_now)
        self.bar.thrown_away.connect(self.on_discard)
        self.save.clicked.connect(self.on_save)
        self.back.clicked.connect(self.on_back)
        self._desk.changed.connect(self.on_changed)

    def _lay_out(self) -> None:
        desk, view = self._desk, self._view
        flags = desk.advice.flags(view.problem_id)
        self.banner.show_chart(view.chart, desk.today, flags, desk.guidelines.medicines)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.banner, self.bar, self.notice):
            box.addWidget(part)
        box.addWidget(self.form, 1)
        box.addWidget(foot_of(self, self.back, self.save))

    def _add_others(self) -> None:
        found = self._desk.people.problems(self._view.patient_id)
        others = tuple(one for one in found if one[0] != self._view.problem_id)
        self.others = ProblemsOfPatient(others, self.form.content)
        self.others.opened.connect(self.on_open)
        self.others.another.connect(self.another_wanted)
        self.form.put_by(partial(Form.add_section, section=self.others))
