"""All fields of what bears on medicines, as the page of a patient and a registration show them."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.pages.medicallists import ListFields
from desktop.pages.medicalmeasures import MeasureFields, PregnancyFields
from desktop.pages.typed import Place
from pathway.catalogue import Catalogue
from pathway.facts import Sex
from pathway.medical import Medical
from pathway.medicines import Medicines
from pathway.namelist import NameList


class MedicalFields(QObject):
    """Lists, measures and the questions on pregnancy and smoking."""

    touched = Signal()

    def __init__(
        self, today: date, catalogue: Catalogue, medicines: Medicines, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.lists = ListFields(today, catalogue, medicines, parent)
        self.measures = MeasureFields(today, catalogue, parent)
        self.pregnancy = PregnancyFields(today, catalogue, parent)
        self.parts = (self.lists, self.measures, self.pregnancy)
        for part in self.parts:
            part.changed.connect(self.touched)

    def set_medicine_names(self, names: NameList) -> None:
        """Offer these names of medicines."""
        self.lists.set_medicine_names(names)

    def set_sex(self, sex: Sex) -> None:
        """Ask about pregnancy where it can be."""
        self.pregnancy.set_sex(sex)

    def fill(self, medical: Medical) -> None:
        """Show what is recorded."""
        for part in self.parts:
            part.fill(medical)

    def medical(self) -> Medical:
        """Return what the fields say; they have no problems."""
        told = Medical()
        for part in self.parts:
            told = part.put_into(told)
        return told

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        found = [part.show_problems() for part in self.parts]  # every part says its own
        return any(found)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return tuple(place for part in self.parts for place in part.places())
