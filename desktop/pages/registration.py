"""A new patient and the problem they come with."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import show
from desktop.actions import ActionId
from desktop.models.meaning import meaning_of
from desktop.models.patients import Found
from desktop.notice import Notice
from desktop.pages.leavebar import LeaveBar
from desktop.pages.piecedform import PiecedPage, foot_of
from desktop.pages.registrationform import RegistrationForm
from desktop.pages.soon import Soon
from desktop.pages.typed import put_typed, typed_in
from desktop.trouble import Trouble
from desktop.widgets.form import plain
from desktop.words import tr
from pathway.birth import Birth
from pathway.drafts import Draft
from pathway.records import Changes, PatientRow

if TYPE_CHECKING:
    from desktop.desk import Desk


class RegistrationPage(PiecedPage):
    """Takes down who came and with what; says in place what is missing."""

    form: RegistrationForm
    registered = Signal(object)  # ProblemId
    left = Signal()
    chart_wanted = Signal(object)
    """The ProblemId of somebody who is registered already."""
    merge_wanted = Signal(object, object)
    """The ProblemIds of two records of one person, as it seems."""
    begun_again = Signal()
    """What was restored is thrown away: an empty form is wanted."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept = Draft(None, "registration")
        self._twins_seen: tuple[str, ...] = ()
        self._waits_for_twins = False
        self._has_failed = False
        self._was_warned = False
        self._is_sent = False
        self.form = RegistrationForm(desk.today, desk.catalogue, desk.guidelines.medicines, self)
        self.notice = Notice(self)
        self.restored = LeaveBar(self)
        self._soon = Soon(self)
        self._asked: tuple[str, Birth | None] = ("", None)
        self.register_button = QPushButton(tr("&Register and open the chart"), self)
        self.cancel_button = QPushButton(tr("&Back to the list"), self)
        desk.people.ask_names()  # they are there before anybody has tabbed to a medicine
        self._lay_out()
        self._connect()
        self._restore()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"save", "back"}

    def act(self, action: ActionId) -> None:
        """Register, or go back to the list."""
        if action == "save":
            self.on_register()
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
        if not (self.form.is_made or typed_in(self.form.who.places())):
            return
        draft = self._draft()
        if draft.typed and draft != self._kept and not self._is_sent:
            self._kept = draft
            self._desk.drafts.keep(draft, self.on_not_kept)

    @Slot()
    def on_back(self) -> None:
        """Return to the list, unless something typed would be lost."""
        if self.may_leave():
            self.left.emit()

    @Slot()
    def on_touched(self) -> None:
        """Look for the same person as soon as names or birth date are others."""
        asked = (self.form.who.names(), self.form.who.birth.birth())
        if asked != self._asked:
            self._asked = asked
            self._desk.people.alike(*asked, self.form.twins.show_twins)

    @Slot()
    def on_register(self) -> None:
        """Check the form, look for the same person, then register."""
        self.form.finish()
        if self.form.show_problems():
            self.form.show_first_problem()
            return
        self.register_button.setEnabled(False)
        self._waits_for_twins = True
        names = self.form.who.names()
        self._desk.find(names, self.on_namesakes, "namesakes")

    def on_namesakes(self, found: Found) -> None:
        """Warn once about somebody of the same name and birth date; then register."""
        if not self._waits_for_twins:
            return
        self._waits_for_twins = False
        twins = tuple(row for row in found.rows(found.ids) if self.form.is_same(row))
        seen = tuple(row.problem_id for row in twins)
        if twins and seen != self._twins_seen:
            self._twins_seen = seen
            self._warn(twins[0])
            return
        self._is_sent = True
        self._soon.stop()
        self._desk.people.enrol(self.form.enrolment(), self.on_registered, self.on_refused)

    def on_registered(self, changes: Changes) -> None:
        """Open the chart of the new patient."""
        if changes.problem is not None:
            self.registered.emit(changes.problem)

    def on_refused(self, trouble: Trouble) -> None:
        """Say why nothing was kept, and let it be corrected."""
        self._is_sent = False
        self.register_button.setEnabled(True)
        self.notice.tell(trouble.sentence, "danger")

    @Slot(object)
    def on_not_kept(self, trouble: Trouble) -> None:
        """Say that a draft could not be kept."""
        self._has_failed, self._kept = True, Draft(None, "registration")
        said = tr("What is typed here could not be kept: leaving once more drops it. {why}")
        self.notice.tell(said.format(why=trouble.sentence), "warn")

    @Slot()
    def on_discard(self) -> None:
        """Throw away what was restored, and begin with an empty form."""
        self._soon.stop()
        self._is_sent = True
        self._desk.drafts.discard(self._kept.key, self.on_discarded)

    def on_discarded(self, changes: Changes) -> None:
        """Begin again."""
        self.begun_again.emit()

    @Slot()
    def on_made(self) -> None:
        """Listen to the fields, and look at what was typed meanwhile."""
        desk, people = self._desk, self._desk.people
        told = partial(meaning_of, on=desk.today, guidelines=desk.guidelines)
        self.form.problem.mean(told)
        self.form.touched.connect(self._soon.touch)
        self.form.touched.connect(self.on_touched)
        people.names_ready.connect(self.form.person.medical.set_medicine_names)
        people.ask_names()
        self.on_touched()

    def _draft(self) -> Draft:
        return Draft(None, "registration", typed=typed_in(self.form.places()))

    def _restore(self) -> None:
        """Put back what was typed and not registered."""
        self.form.made.connect(self.on_made, Qt.ConnectionType.SingleShotConnection)
        for kept in self._desk.drafts.of_problem(None):
            if kept.draft.form == "registration":
                self.form.finish()  # before anything is typed into it
                put_typed(self.form.places(), kept)
                self._kept = self._draft()
                self.restored.show_restored(kept.kept_at)
        self._soon.due.connect(self.keep_now)
        self.restored.thrown_away.connect(self.on_discard)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 20, 24, 4)
        head.addWidget(plain(tr("New patient"), self, "h1"), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.restored)
        box.addWidget(self.notice)
        box.addWidget(self.form, 1)
        box.addWidget(foot_of(self, self.cancel_button, self.register_button))

    def _connect(self) -> None:
        self.setFocusProxy(self.form)
        self.register_button.clicked.connect(self.on_register)
        self.cancel_button.clicked.connect(self.on_back)
        self.form.twins.opened.connect(self.chart_wanted)
        self.form.twins.merge_wanted.connect(self.merge_wanted)

    def _warn(self, twin: PatientRow) -> None:
        self.register_button.setEnabled(True)
        said = tr(
            "{name}, born {birth}, number {number}, is already registered. Register once more if "
            "this is another person."
        )
        name = show.name(twin.family_name, twin.given_name)
        birth = show.birth_day(Birth(twin.birth_date, twin.birth_known))
        number = twin.number or tr("not recorded")
        self.notice.tell(said.format(name=name, birth=birth, number=number), "warn")
