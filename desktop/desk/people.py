"""People at the desk: what outlasts their visits, and enrolling them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db import episodes, merging, persons, problems, stories
from desktop.background import Background, Taker
from desktop.desk.replies import read_or_tell
from desktop.desk.shelf import Shelf
from desktop.trouble import Trouble
from desktop.words import language
from pathway.birth import Birth
from pathway.drafts import DraftKey
from pathway.facts import Problem
from pathway.merging import MergeEntry
from pathway.namelist import NameList, medicine_names
from pathway.person import Enrolment, Identity, Person, PersonEntry
from pathway.records import Changes, PatientId, PatientRow, ProblemId
from pathway.story import ProblemEntry, ToldProblem

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk


class People(QObject):
    """What is known of people beside their visits."""

    names_ready = Signal(object)
    """The NameList of medicines: it is made beside the window, once somebody asks for it."""

    def __init__(
        self, desk: "Desk", clinic: "Clinic", background: Background, shelf: Shelf
    ) -> None:
        super().__init__(desk)
        self._shelf = shelf
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._names: NameList | None = None
        self._are_asked = False

    @property
    def has_names(self) -> bool:
        """Whether the names of medicines are there to be offered."""
        return self._names is not None

    def person(self, patient_id: PatientId) -> Person | None:
        """Return what outlasts the visits of a patient; None when it cannot be read."""
        read = partial(self._desk.reader.read, persons.load, patient_id)
        return read_or_tell(self._desk, read)

    def alike(self, names: str, born: Birth | None, then: Taker[tuple[PatientRow, ...]]) -> None:
        """Look for people who may be registered already; the newest question counts."""
        work = partial(self._shelf.alike, names, born)
        self._background.run("search", work, then, self.take_trouble, "twins")

    def namesakes(self, who: Identity, then: Taker[tuple[PatientRow, ...]]) -> None:
        """Look for people of the very same names and birth; the newest question counts."""
        work = partial(self._shelf.namesakes, who)
        self._background.run("search", work, then, self.take_trouble, "namesakes")

    def save(
        self, entry: PersonEntry, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep what a page says of a patient; its draft ends with it."""
        if entry.draft:
            self._desk.drafts.forget(DraftKey(entry.problem, entry.draft))
        work = partial(self._clinic.write, persons.save, entry, self._desk.stamp())
        self._desk.write(work, then, failed)

    def enrol(
        self, wanted: Enrolment, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep a new patient with everything that was told at the registration."""
        work = partial(self._clinic.write, persons.enrol, wanted, self._desk.stamp())
        self._desk.write(work, then, failed)

    def problem(self, problem_id: ProblemId) -> ToldProblem | None:
        """Return a problem with how it came about; None when it cannot be read."""
        return read_or_tell(self._desk, partial(self._desk.reader.read, stories.load, problem_id))

    def problems(self, patient_id: PatientId) -> tuple[tuple[ProblemId, Problem], ...]:
        """Return all problems of a patient; none when they cannot be read."""
        read = partial(self._desk.reader.read, problems.of_patient, patient_id)
        return read_or_tell(self._desk, read) or ()

    def save_problem(
        self, entry: ProblemEntry, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Keep what a page says of a problem, or another problem; its draft ends with it."""
        if entry.draft:
            self._desk.drafts.forget(entry.draft)
        operation = stories.begin if entry.problem is None else stories.save
        if entry.was is not None and entry.was.problem.closed != entry.told.problem.closed:
            operation = episodes.record  # for clinicians: the store refuses others
        work = partial(self._clinic.write, operation, entry, self._desk.stamp())
        self._desk.write(work, then, failed)

    def merge(
        self, entry: MergeEntry, then: Taker[Changes], failed: Taker[Trouble] | None = None
    ) -> None:
        """Make one record of two."""
        work = partial(self._clinic.write, merging.merge, entry, self._desk.stamp())
        self._desk.write(work, then, failed)

    def former_numbers(self, patient_id: PatientId) -> tuple[str, ...]:
        """Return the numbers of records that were merged into one."""
        read = partial(self._desk.reader.read, merging.former_numbers, patient_id)
        return read_or_tell(self._desk, read) or ()

    def ask_names(self) -> None:
        """Have the names of all medicines told by ``names_ready``."""
        if self._names is not None:
            self.names_ready.emit(self._names)
            return
        if self._are_asked:
            return  # whoever asks is told when they are there
        self._are_asked = True
        work = partial(medicine_names, self._desk.guidelines.medicines, language())
        self._background.run("jobs", work, self.take_names, self.take_trouble, "medicine names")

    @Slot(object)
    def take_names(self, names: NameList) -> None:
        """Keep the names for the next page that asks, and tell them."""
        self._names = names
        self.names_ready.emit(names)

    @Slot(object)
    def take_trouble(self, error: Exception) -> None:
        """Say that names cannot be offered or compared; they can be typed all the same."""
        self._are_asked = False
        self._desk.troubled.emit(self._desk.told(error))
