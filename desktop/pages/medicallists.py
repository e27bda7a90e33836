"""The lists that bear on medicines: allergies, illnesses, and what is taken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop import show
from desktop.pages import options
from desktop.pages.typed import Place, list_place
from desktop.widgets.asked import AskedList, Entry, Note
from desktop.widgets.choice import Choice
from desktop.widgets.daytext import read_day
from desktop.widgets.form import Form, Row
from desktop.words import language, tr
from pathway.catalogue import Catalogue
from pathway.facts import MedicineTaken
from pathway.medical import Medical, Question, WhyBlank
from pathway.medicines import Medicines
from pathway.namelist import NameList, condition_names

ALLERGIC: Final = "known"


class ListFields(QObject):
    """Allergies, illnesses and medicines, each entered by type-ahead."""

    changed = Signal()

    def __init__(
        self, today: date, catalogue: Catalogue, medicines: Medicines, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._known = medicines
        self._labels = {item.place: item.label for item in catalogue.conditions}
        self.allergies = AskedList(allergy_answers(), self._allergy_note, parent)
        self.conditions = AskedList(none_answers(), _condition_note, parent)
        self.medicines = AskedList(none_answers(), self._medicine_note, parent, today)
        self.conditions.set_names(condition_names(catalogue))
        self._lists = (self.allergies, self.conditions, self.medicines)
        for field in self._lists:
            field.changed.connect(self.changed)

    def add_to(self, form: Form) -> None:
        """Add the fields to a form."""
        part = form.section(
            tr("Allergies, illnesses and medicines"),
            tr("Type and press Enter. What is left empty counts as not asked."),
        )
        part.row(tr("&Allergic to"), self.allergies)
        part.row(tr("I&llnesses"), self.conditions, tr("Of today and of the past."))
        self.medicines_row: Row = part.row(
            tr("&Medicines"),
            self.medicines,
            tr("By generic name or brand; also what was bought without a prescription."),
        )

    def set_medicine_names(self, names: NameList) -> None:
        """Offer these names, for what is taken and for allergies."""
        self.medicines.set_names(names)
        self.allergies.set_names(names)

    def fill(self, medical: Medical) -> None:
        """Show what is recorded."""
        state = medical.allergy_state
        is_answer = state != "not_recorded" and not medical.allergies
        self.allergies.fill(
            tuple(Entry(name) for name in medical.allergies), state if is_answer else ""
        )
        coded = sorted(Entry(self._labels.get(code, code), code) for code in medical.conditions)
        others = (Entry(name) for name in medical.other_conditions)
        self.conditions.fill((*coded, *others), medical.why_blank("conditions") or "")
        taken = tuple(Entry(one.name, ended=_day(one.stopped)) for one in medical.medicines)
        self.medicines.fill(taken, medical.why_blank("medicines") or "")

    def put_into(self, medical: Medical) -> Medical:
        """Return what is known with what the lists say."""
        ill, allergic = self.conditions.entries(), self.allergies.entries()
        state = ALLERGIC if allergic else self.allergies.why_none()
        return replace(
            medical,
            conditions=frozenset(one.code for one in ill if one.code),
            other_conditions=tuple(one.name for one in ill if not one.code),
            medicines=tuple(self._taken()),
            allergies=tuple(one.name for one in allergic),
            allergy_state=options.allergy_state(state),
            blanks=medical.blanks | self._blanks(),
        )

    def show_problems(self) -> bool:
        """Take what is typed, and show what is wrong; True when something is."""
        for field in self._lists:
            field.line.take_typed()
        self.medicines_row.say_problem(self.medicines.problem())
        return bool(self.medicines_row.problem)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            *list_place("allergies", self.allergies),
            *list_place("conditions", self.conditions),
            *list_place("medicines", self.medicines),
        )

    def _taken(self) -> Iterator[MedicineTaken]:
        for one in self.medicines.entries():
            yield MedicineTaken(one.name, read_day(one.ended, self._today).day)

    def _blanks(self) -> frozenset[tuple[Question, WhyBlank]]:
        told: tuple[tuple[Question, str], ...] = (
            ("conditions", self.conditions.why_none()),
            ("medicines", self.medicines.why_none()),
        )
        return frozenset((asked, cast(WhyBlank, why)) for asked, why in told if why)

    def _medicine_note(self, name: str, _code: str) -> Note:
        found = self._known.look_up(name)
        if not found.is_known:
            return Note(tr("not in the list: not checked"), is_warning=True)
        generics = [self._known.label(generic, language()) for generic in found.generics]
        return Note("" if generics == [name] else " + ".join(generics))

    def _allergy_note(self, name: str, _code: str) -> Note:
        if self._known.knows(name):
            return Note("")
        return Note(tr("no rule looks at it"))


def _condition_note(_name: str, code: str) -> Note:
    if code:
        return Note()
    return Note(tr("not in the list: not checked"), is_warning=True)


def _day(day: date | None) -> str:
    return show.day(day) if day else ""


def none_answers() -> tuple[Choice, ...]:
    """Return why a list can be empty, beside that nobody has asked."""
    return (
        Choice("none_known", tr("None known"), "n"),
        Choice("cannot_say", tr("Cannot say"), "c", tr("Cannot say: asked, and nobody knows")),
    )


def allergy_answers() -> tuple[Choice, ...]:
    """Return what can be known of allergies that are not named."""
    return (
        Choice("none_known", tr("No known allergies"), "n"),
        Choice("unavailable", tr("Cannot be found out now"), "c"),
        Choice(ALLERGIC, tr("Allergic, but not known to what"), "a"),
    )
