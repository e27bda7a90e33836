"""The patient banner: who this is, on top of every page of a chart, never cut off."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop import show
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import ChipKind, chip, em, plain, restyled
from desktop.wording import level_words
from desktop.words import tr
from pathway.facts import Chart, Patient
from pathway.finding import Level, RedFlags
from pathway.medicines import Medicines

BLOOD_THINNER = "anticoagulant"
LOW_EMS = 26


@dataclass(frozen=True, slots=True)
class Mark:
    """A chip of the banner: its words and its tint."""

    words: str
    kind: ChipKind


def allergy_mark(patient: Patient) -> Mark:
    """Return the one of the four allergy states that holds, in words."""
    if patient.allergies:
        named = ", ".join(sorted(patient.allergies, key=str.casefold))
        return Mark(tr("Known allergies: {names}").format(names=named), "danger")
    match patient.allergy_state:
        case "known":
            return Mark(tr("Known allergies"), "danger")
        case "none_known":
            return Mark(tr("No known allergies"), "ok")
        case "unavailable":
            return Mark(tr("Allergies unavailable"), "info")
        case _:
            return Mark(tr("Allergies not recorded"), "info")


def thinner_mark(patient: Patient, medicines: Medicines, on: date) -> Mark | None:
    """Return the blood thinners that are taken on a day, None when none is recorded."""
    taken = [
        medicine.name
        for medicine in patient.medicines
        if (medicine.stopped is None or medicine.stopped > on)
        and BLOOD_THINNER in medicines.classes_of(medicine.name)
    ]
    if not taken:
        return None
    return Mark(tr("Blood thinner: {names}").format(names=", ".join(taken)), "warn")


def flag_mark(flags: RedFlags | None) -> Mark:
    """Return the state of the red flags in words; never a plain "none" for a screen with gaps."""
    if flags is None:
        return Mark(tr("Red flags: advice not worked out"), "danger")
    if flags.level >= Level.SAME_DAY:
        return Mark(tr("Red flag · {level}").format(level=level_words(flags.level)), "danger")
    if flags.level > Level.NONE:
        kind: ChipKind = "warn" if flags.level is Level.URGENT else "info"
        return Mark(tr("Red flag · {level}").format(level=level_words(flags.level)), kind)
    if not flags.screen_complete:
        return Mark(tr("Red-flag screen not complete"), "warn")
    return Mark(tr("No open red flag · {day}").format(day=show.day(flags.screened_on)), "ok")


class Banner(QFrame):
    """Name, birth date with age, gender, number, allergies, blood thinner and red-flag level."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("Banner")
        self.setAccessibleName(tr("Patient"))
        self.name = plain("", self, "h1")
        self.name.setToolTip(tr("Family name in capitals, then given name"))
        self.where = plain("", self, "muted")
        self._facts = QWidget(self)
        self._facts_line = FlowLayout(self._facts, 24, 4)
        self._marks = QWidget(self)
        self._marks_line = FlowLayout(self._marks, 8, is_trailing=True)
        for box in (self._facts, self._marks):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            box.setSizePolicy(policy)
        self._lay_out()
        self._fit()

    def show_chart(
        self, chart: Chart, on: date, flags: RedFlags | None, medicines: Medicines
    ) -> None:
        """Show a patient as of a day."""
        patient = chart.patient
        self.name.setText(show.patient_name(patient))
        self.where.setText(
            tr("{problem} · began {onset}").format(
                problem=show.problem(chart.problem), onset=show.onset(chart.problem)
            )
        )
        self._put_facts(patient, on)
        marks = [allergy_mark(patient), thinner_mark(patient, medicines, on), flag_mark(flags)]
        self._put_marks([mark for mark in marks if mark])
        self.setAccessibleDescription(self.spoken())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take less of a low window: smaller letters for the name, less room around."""
        is_low = self.window().height() < LOW_EMS * em(self)
        restyled(self.name, "role", "h2" if is_low else "h1")
        edge = 4 if is_low else 12
        self._box.setContentsMargins(24, edge, 24, edge)

    def spoken(self) -> str:
        """Return the whole banner as one text, in reading order."""
        labels = (self.name, *self._labels(self._facts), self.where, *self._labels(self._marks))
        return "; ".join(label.accessibleName() or label.text() for label in labels)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self._facts)
        words.addWidget(self.where)
        self._box = box = QHBoxLayout(self)
        box.setSpacing(24)
        box.addLayout(words, 3)
        box.addWidget(self._marks, 2, Qt.AlignmentFlag.AlignVCenter)

    def _put_facts(self, patient: Patient, on: date) -> None:
        _empty(self._facts_line)
        born = show.born(patient.birth_date, on)
        self._put_fact(tr("Born"), born, tr("Date of birth, and age today"))
        self._put_fact(tr("Gender"), show.sex(patient.sex), tr("The gender that was recorded"))
        number = patient.number or tr("Not Known")
        self._put_fact(tr("Clinic number"), number, tr("The number that this clinic gave"))

    def _put_fact(self, label: str, value: str, meaning: str) -> None:
        shown = show.upright(value, self.isRightToLeft())
        fact = QLabel(f"{label} <b>{_escaped(shown)}</b>", self._facts)
        fact.setTextFormat(Qt.TextFormat.RichText)
        fact.setToolTip(meaning)
        fact.setAccessibleName(f"{label} {value}")
        self._facts_line.addWidget(fact)
        fact.show()

    def _put_marks(self, marks: list[Mark]) -> None:
        _empty(self._marks_line)
        for mark in marks:
            label = chip(mark.words, mark.kind, self._marks)
            label.setWordWrap(len(mark.words) > 32)
            self._marks_line.addWidget(label)
            label.show()

    def _labels(self, box: QWidget) -> list[QLabel]:
        return [part for part in box.findChildren(QLabel) if not part.isHidden()]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _empty(line: FlowLayout) -> None:
    while line.count():
        item = line.takeAt(0)
        widget = item.widget() if item else None
        if widget:
            widget.hide()
            widget.deleteLater()
