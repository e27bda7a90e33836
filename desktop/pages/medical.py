"""A patient's medical background: what bears on medicines, asked and put right on one page."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import ActionId
from desktop.notice import Notice
from desktop.pages import options
from desktop.pages.leavebar import LeaveBar
from desktop.pages.medicalform import ComingPage
from desktop.pages.soon import Soon
from desktop.pages.typed import Place, put_typed, typed_in
from desktop.trouble import Trouble
from desktop.widgets.banner import Banner
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.drafts import Draft
from pathway.person import Person, PersonEntry
from pathway.records import Changes, ChartView

if TYPE_CHECKING:
    from desktop.desk import Desk


Typed: TypeAlias = tuple[tuple[str, str], ...]


class MedicalPage(ComingPage):
    """Shows what is recorded, takes what is said now, and keeps it as a draft meanwhile."""

    left = Signal()
    """Nothing is left to do here: the chart is wanted again."""

    def __init__(self, desk: "Desk", view: ChartView, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._desk = desk
        self._view = view
        self._was = Person()
        self._is_sent = self._has_failed = self._was_warned = False
        self._recorded: Typed = ()
        self._kept: Typed = ()
        self.banner = Banner(self)
        self.notice = Notice(self)
        self.bar = LeaveBar(self)
        self.back = QPushButton(tr("&Back to the chart"), self)
        self.save = QPushButton(tr("&Save and go back"), self)
        self._soon = Soon(self)
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
        typed = typed_in(self._places())
        if typed == self._kept or self._is_sent:
            return
        self._kept = typed
        draft = Draft(self._view.problem_id, "patient", typed=typed)
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
        found = [part.show_problems() for part in (self.fields, self.who)]
        if any(found):
            self.form.show_first_problem()
            return
        view = self._view
        self._soon.stop()
        self._is_sent = True
        told = replace(self.fields.person(), who=self.who.identity())
        entry = PersonEntry(view.patient_id, view.problem_id, told, self._was, "patient")
        self._desk.people.save(entry, self.on_saved, self.on_refused)

    def on_saved(self, changes: Changes) -> None:
        """Go back to the chart, which shows it now."""
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
        key = Draft(self._view.problem_id, "patient").key
        self._fill()
        self._soon.stop()
        self._desk.drafts.discard(key, self.on_discarded, self.on_refused)

    def on_discarded(self, changes: Changes) -> None:
        """What is typed is what is recorded again: no draft of it is left."""
        self.bar.hide()

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Show what was put back by undo or saved elsewhere, unless something is typed."""
        is_meant = self._view.patient_id in changes.patients
        if self._is_sent or not is_meant or not self.form.is_made:
            return
        self.keep_now()
        now = self._desk.people.person(self._view.patient_id)
        if now is not None and now != self._was and self._kept == self._recorded:
            self._was = now
            self._fill()

    @Slot()
    def on_sex(self) -> None:
        """Ask about pregnancy where it can be."""
        self.fields.medical.set_sex(options.sex(self.who.sex.value()))

    @Slot()
    def on_made(self) -> None:
        """Show what is recorded and what was typed, and listen from now on."""
        self._was = self._desk.people.person(self._view.patient_id) or Person()
        self.who.sex.changed.connect(self.on_sex)
        self._fill()
        self._restore()
        self.fields.touched.connect(self._soon.touch)
        self.who.changed.connect(self._soon.touch)
        people = self._desk.people
        people.names_ready.connect(self.fields.medical.set_medicine_names)
        people.ask_names()
        tab_in_order(self)

    def _places(self) -> tuple[Place, ...]:
        return (*self.fields.places(), *self.who.places())

    def _fill(self) -> None:
        """Show what is recorded; that is no draft."""
        self.fields.fill(self._was)
        if self._was.who is not None:
            self.who.fill(self._was.who, _earliest(self._view))
        self._recorded = self._kept = typed_in(self._places())

    def _restore(self) -> None:
        """Put back what was typed and not saved."""
        for kept in self._desk.drafts.of_problem(self._view.problem_id):
            if kept.draft.form == "patient":
                put_typed(self._places(), kept)
                self._kept = typed_in(self._places())
                self.bar.show_restored(kept.kept_at)

    def _connect(self) -> None:
        self.form.made.connect(self.on_made)
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
        box.addWidget(_foot(self))


def _earliest(view: ChartView) -> date | None:
    """Return the first day on which somebody was seen; nobody is born later."""
    return min((visit.on for visit in view.chart.visits), default=None)


def _foot(page: MedicalPage) -> QFrame:
    foot = QFrame(page)
    foot.setObjectName("Foot")
    line = QHBoxLayout(foot)
    line.setContentsMargins(24, 10, 24, 12)
    line.addWidget(page.back)
    line.addStretch(1)
    line.addWidget(page.save)
    page.back.setProperty("kind", "plain")
    page.save.setProperty("kind", "primary")
    for button in (page.back, page.save):
        button.setAutoDefault(True)
    return foot
