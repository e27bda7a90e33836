"""The fields of a registration: what they hold, and what is wrong with it."""

from dataclasses import asdict
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.pages import options
from desktop.pages.numberfield import NumberLine
from desktop.pages.personfields import PersonFields
from desktop.pages.piecedform import PiecedForm
from desktop.pages.problemfields import ProblemFields
from desktop.pages.twinsbox import TwinsBox
from desktop.pages.typed import Place, line_place
from desktop.pages.whofields import WhoFields
from desktop.widgets.form import Form
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.facts import Patient
from pathway.medical import with_medical
from pathway.medicines import Medicines
from pathway.person import Enrolment
from pathway.records import Registration
from pathway.story import NOT_TOLD


class RegistrationForm(PiecedForm):
    """Who came, with what, what bears on their safety, and how to reach them."""

    touched = Signal()

    def __init__(
        self, today: date, catalogue: Catalogue, medicines: Medicines, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._catalogue = catalogue
        self._medicines = medicines
        self._problem: ProblemFields | None = None
        self._person: PersonFields | None = None
        self.number = NumberLine(self)
        self.number.hide()
        self._who_section()
        self.setFocusProxy(self.who.family)
        self.begin((self._make_problem, self._make_person, self._make_number, self._tell_touches))

    @property
    def problem(self) -> ProblemFields:
        """The fields of the problem; made now if they are not there yet."""
        self.make_all()
        assert self._problem is not None
        return self._problem

    @property
    def person(self) -> PersonFields:
        """The fields of what outlasts the visits; made now if they are not there yet."""
        self.make_all()
        assert self._person is not None
        return self._person

    def enrolment(self) -> Enrolment:
        """Return what the form says."""
        told = self.person.person()
        number = self.number.number()
        who = asdict(self.who.identity())
        patient = Patient(**who, language=told.language, number=number)
        facts = with_medical(patient, told.medical)
        registration = Registration(facts, self.problem.problem(), "registration")
        return Enrolment(registration, told, self.problem.story(NOT_TOLD))

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        found = [
            self.who.show_problems(),
            self.problem.show_problems(self.who.birth.birth()),
            self.person.show_problems(),
            self.number.show_problem(),
        ]
        return any(found)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            *self.who.places(),
            *self.problem.places(),
            *self.person.places(),
            line_place("number", self.number),
        )

    @Slot()
    def on_sex(self) -> None:
        """Ask about pregnancy where it can be."""
        self.person.medical.set_sex(options.sex(self.who.sex.value()))

    def _tell_touches(self) -> None:
        """Tell of each change in a field."""
        assert self._problem is not None
        assert self._person is not None
        self._problem.changed.connect(self.touched)
        self.who.changed.connect(self.touched)
        self._person.touched.connect(self.touched)
        self.number.textChanged.connect(self.touched)
        self.who.sex.changed.connect(self.on_sex)
        self._person.medical.set_sex(options.sex(self.who.sex.value()))  # chosen meanwhile

    def _make_problem(self) -> None:
        self._problem = made = ProblemFields(self._today, self)
        self._waiting[:0] = [partial(self.put_by, part) for part in made.parts()]

    def _make_person(self) -> None:
        self._person = made = PersonFields(self._today, self._catalogue, self._medicines, self)
        self._waiting[:0] = [partial(self.put_by, part.add_to) for part in made.parts()]

    def _make_number(self) -> None:
        def add(form: Form) -> None:
            self.number.add_to(form.section(tr("Number of the clinic")))
            self.number.show()

        self.put_by(add)

    def _who_section(self) -> None:
        self.who = WhoFields(self._today, self)
        part = self.section(tr("Who"))
        self.who.add_to(part)
        self.twins = TwinsBox(self._today, part)
        part.add(self.twins)
