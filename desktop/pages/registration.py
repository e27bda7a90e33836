"""A new patient and the problem they come with."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import show
from desktop.models.meaning import meaning_of
from desktop.pages.draftpage import DraftPage
from desktop.pages.registrationform import RegistrationForm
from desktop.pages.typed import Place, typed_in
from desktop.trouble import Trouble
from desktop.widgets.form import plain
from desktop.words import tr
from pathway.birth import Birth
from pathway.drafts import DraftKey, KeptDraft
from pathway.records import Changes, PatientRow

if TYPE_CHECKING:
    from desktop.desk import Desk


class RegistrationPage(DraftPage):
    """Takes down who came and with what; says in place what is missing."""

    form: RegistrationForm
    registered = Signal(object)  # ProblemId
    chart_wanted = Signal(object)
    """The ProblemId of somebody who is registered already."""
    merge_wanted = Signal(object, object)
    """The ProblemIds of two records of one person, as it seems."""
    begun_again = Signal()
    """What was restored is thrown away: an empty form is wanted."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(desk, DraftKey(None, "registration"), parent)
        self._twins_seen: tuple[str, ...] = ()
        self._waits_for_twins = False
        self._asked: tuple[str, Birth | None] = ("", None)
        self.form = RegistrationForm(desk.today, desk.catalogue, desk.guidelines.medicines, self)
        self.save = QPushButton(tr("&Register and open the chart"), self)
        self.back = QPushButton(tr("&Back to the list"), self)
        desk.people.ask_names()  # they are there before anybody has tabbed to a medicine
        head = plain(tr("New patient"), self, "h1")
        head.setContentsMargins(24, 20, 24, 4)
        self.lay_out((head, self.bar, self.notice))
        self.setFocusProxy(self.form)
        self.form.who.left.connect(self.on_seen)
        self.form.twins.opened.connect(self.chart_wanted)
        self.form.twins.merge_wanted.connect(self.merge_wanted)
        self.form.made.connect(self.on_made, Qt.ConnectionType.SingleShotConnection)
        self.restore()

    def places(self) -> tuple[Place, ...]:
        """Return the fields by name, with what stands in each."""
        return self.form.places()

    @property
    def is_telling(self) -> bool:
        """Whether the fields say anything yet; names can be typed before the others are there."""
        return self.form.is_made or bool(typed_in(self.form.who.places()))

    @Slot()
    def on_touched(self) -> None:
        """Look for the same person as soon as names or birth date are others."""
        asked = (self.form.who.names(), self.form.who.birth.birth())
        if asked != self._asked:
            self._asked = asked
            self._desk.people.alike(*asked, self.on_twins)

    def on_twins(self, twins: tuple[PatientRow, ...]) -> None:
        """Show who may be the same person."""
        self.form.twins.show_twins(twins)
        if not self.form.who.is_being_typed():
            self.on_seen()

    @Slot()
    def on_seen(self) -> None:
        """Note whom somebody looked for, now that the names are typed: not each key."""
        if self.form.twins.rows:
            self._desk.log.searched(self.form.who.names())

    @Slot()
    def on_save(self) -> None:
        """Check the form, look for the same person, then register."""
        if self._is_sent:
            return
        self.form.finish()
        if self.form.show_problems():
            self.form.show_first_problem()
            return
        self.save.setEnabled(False)
        self._waits_for_twins = True
        self._desk.people.namesakes(self.form.who.identity(), self.on_namesakes)

    def on_namesakes(self, twins: tuple[PatientRow, ...]) -> None:
        """Warn once about somebody of the same name and birth date; then register."""
        if not self._waits_for_twins:
            return
        self._waits_for_twins = False
        seen = tuple(row.problem_id for row in twins)
        if twins:
            self._desk.log.searched(self.form.who.names())
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
        self.save.setEnabled(True)
        super().on_refused(trouble)

    @Slot()
    def on_discard(self) -> None:
        """Throw away what was restored, and begin with an empty form."""
        self._soon.stop()
        self._is_sent = True
        self._desk.drafts.discard(self._key, self.on_thrown_away)

    def on_thrown_away(self, changes: Changes) -> None:
        """Begin again."""
        self.begun_again.emit()

    def put_back(self, kept: KeptDraft) -> None:
        """Show a draft, with the whole form there before anything is put into it."""
        self.form.finish()
        super().put_back(kept)

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

    def _warn(self, twin: PatientRow) -> None:
        self.save.setEnabled(True)
        said = tr(
            "{name}, born {birth}, number {number}, is already registered. Register once more if "
            "this is another person."
        )
        name = show.name(twin.family_name, twin.given_name)
        birth = show.birth_day(Birth(twin.birth_date, twin.birth_known))
        number = twin.number or tr("not recorded")
        self.notice.tell(said.format(name=name, birth=birth, number=number), "warn")
