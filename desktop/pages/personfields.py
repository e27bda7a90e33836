"""All fields on a person, as the page of a patient and a registration show them."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.pages.medicalfields import MedicalFields
from desktop.pages.medicallists import ListFields
from desktop.pages.medicalmeasures import MeasureFields, PregnancyFields
from desktop.pages.particularsfields import ParticularsFields
from desktop.pages.typed import Place
from desktop.widgets.form import Form
from pathway.catalogue import Catalogue
from pathway.medicines import Medicines
from pathway.person import Person


class PersonFields(QObject):
    """What bears on medicines, and who somebody is and how to reach them."""

    touched = Signal()

    def __init__(
        self, today: date, catalogue: Catalogue, medicines: Medicines, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.medical = MedicalFields(today, catalogue, medicines, parent)
        self.particulars = ParticularsFields(parent)
        self.medical.touched.connect(self.touched)
        self.particulars.changed.connect(self.touched)

    def parts(self) -> tuple[ListFields | MeasureFields | PregnancyFields | ParticularsFields, ...]:
        """Return the parts in their order, to be added to a form one by one."""
        return (*self.medical.parts, self.particulars)

    def add_to(self, form: Form) -> None:
        """Add the fields to a form."""
        for part in self.parts():
            part.add_to(form)

    def fill(self, person: Person) -> None:
        """Show what is recorded."""
        self.medical.fill(person.medical)
        self.particulars.fill(person.particulars, person.language)

    def person(self) -> Person:
        """Return what the fields say; they have no problems."""
        told = self.particulars
        return Person(self.medical.medical(), told.particulars(), told.language.value())

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        found = [part.show_problems() for part in (self.medical, self.particulars)]
        return any(found)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (*self.medical.places(), *self.particulars.places())
