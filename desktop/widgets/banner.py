"""The patient banner: who this is, on top of every page of a chart, never cut off."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop import show
from desktop.lettering import reads_from_right
from desktop.models.workwords import outcome_words
from desktop.widgets.fitting import Fitting, is_low
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import ChipKind, chip, plain, restyled
from desktop.wording import level_words
from desktop.words import language, tr
from pathway.birth import birth_of
from pathway.facts import Chart, Patient
from pathway.finding import Level, RedFlags
from pathway.medicines import Medicines
from pathway.recalls import GONE, Recorded

BLOOD_THINNER = "anticoagulant"
EDGE = 24
MOST_LETTERS = 38
"""In one line of a mark beside the name."""


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
        medicines.called(medicine.name, language())
        for medicine in patient.medicines
        if (medicine.stopped is None or medicine.stopped > on)
        and BLOOD_THINNER in medicines.classes_of(medicine.name)
    ]
    if not taken:
        return None
    return Mark(tr("Blood thinner: {names}").format(names=", ".join(taken)), "warn")


def gone_mark(held: Recorded | None) -> Mark | None:
    """Return that the patient died or moved away, as it was told; None while they are here."""
    if held is None or held.outcome.kind not in GONE:
        return None
    told = held.outcome
    said = outcome_words(told.kind)
    if told.day is not None:
        return Mark(f"† {said} {show.day(told.day)}", "danger")
    noted = tr("{outcome} · told {day}").format(outcome=said, day=show.day(told.on))
    return Mark(f"† {noted}" if told.kind == "died" else noted, "danger")


def flag_mark(flags: RedFlags | None, today: date) -> Mark:
    """Return the state of the red flags in words, and how long ago they were asked.

    Never a plain "none" for a screen with gaps.
    """
    if flags is None:
        return Mark(tr("Red flags: advice not worked out"), "danger")
    words, kind = _flag_state(flags)
    asked = flags.screened_on
    when = tr("asked {ago}").format(ago=show.ago(asked, today)) if asked else tr("never asked")
    return Mark(f"{words} · {when}", kind)


def _flag_state(flags: RedFlags) -> tuple[str, ChipKind]:
    if flags.level > Level.NONE:
        words = tr("Red flag · {level}").format(level=level_words(flags.level))
        if flags.level >= Level.SAME_DAY:
            return words, "danger"
        return words, "warn" if flags.level is Level.URGENT else "info"
    if not flags.screen_complete:
        return tr("Red-flag screen not complete"), "warn"
    return tr("No open red flag"), "ok"


class Banner(QFrame):
    """Name, birth date with age, gender, number, allergies, blood thinner and red-flag level."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("Banner")
        self.setAccessibleName(tr("Patient"))
        self.name = plain("", self, "h1")
        self.name.setToolTip(tr("Family name in capitals, then given name"))
        self.where = plain("", self, "muted")
        self._facts: list[QLabel] = []
        self._marks: list[QLabel] = []
        self.gone: Mark | None = None
        """That the patient died or moved away, as ``show_chart`` shows it."""
        self._is_low = False
        self._shown: tuple[object, ...] = ()
        self._lay_out()
        Fitting(self).due.connect(self._fit)
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
        known = allergy_mark(patient), thinner_mark(patient, medicines, on), flag_mark(flags, on)
        marks = [self.gone, *known]
        shown = patient, on, tuple(marks), self.isRightToLeft()
        if shown == self._shown:
            self.setAccessibleDescription(self.spoken())
            return
        self._shown = shown
        is_new = not self._facts
        self._tell_facts(patient, on)
        if self._tell_marks([mark for mark in marks if mark]) or is_new:
            self._arrange()
        else:
            self._wrap()
        self.setAccessibleDescription(self.spoken())

    @Slot()
    def _fit(self) -> None:
        """Take less of a low window: two lines, smaller letters for the name, less room around."""
        was_low, self._is_low = self._is_low, is_low(self)
        restyled(self.name, "role", "h2" if self._is_low else "h1")
        edge = 4 if self._is_low else 12
        self._box.setContentsMargins(EDGE, edge, EDGE, edge)
        if was_low != self._is_low:
            self._arrange()
        else:
            self._wrap()

    def spoken(self) -> str:
        """Return the whole banner as one text, in reading order."""
        return "; ".join(label.accessibleName() or label.text() for label in self._all())

    def _all(self) -> tuple[QLabel, ...]:
        """Return everything that is said, in reading order."""
        return self.name, *self._facts, self.where, *self._marks

    def _lay_out(self) -> None:
        self._facts_line, self._marks_line, self._low_line = (
            FlowLayout(None, 24, 4),
            FlowLayout(None, 8, is_trailing=True),
            FlowLayout(None, 16, 2),
        )
        facts, marks, self._low = (
            _flowing(line, self) for line in (self._facts_line, self._marks_line, self._low_line)
        )
        self._wide = QWidget(self)
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        for part in (self.name, facts, self.where):
            self._words.addWidget(part)
        wide = QHBoxLayout(self._wide)
        wide.setContentsMargins(0, 0, 0, 0)
        wide.setSpacing(24)
        wide.addLayout(self._words, 3)
        wide.addWidget(marks, 2, Qt.AlignmentFlag.AlignVCenter)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._wide)
        self._box.addWidget(self._low)
        self._low.hide()

    def _arrange(self) -> None:
        """Put the marks beside the words, or everything one after the other in a low window."""
        for label in (self.where, *self._marks):
            restyled(label, "brief", "true" if self._is_low else "false")
        self._wide.setHidden(self._is_low)
        self._low.setVisible(self._is_low)
        if self._is_low:
            for label in self._all():
                self._low_line.addWidget(label)
        else:
            self._words.insertWidget(0, self.name)
            self._words.addWidget(self.where)
            for line, labels in ((self._facts_line, self._facts), (self._marks_line, self._marks)):
                for label in labels:
                    line.addWidget(label)
        for label in self._all():
            label.show()
        self._wrap()

    def _wrap(self) -> None:
        """Break only what is too long for its place."""
        room = self.width() - 4 * EDGE
        self._wrap_name(self.width() - 2 * EDGE)
        for label in (self.where, *self._marks):
            is_long = label.fontMetrics().horizontalAdvance(label.text()) > room
            wraps = is_long if self._is_low else label is self.where or _is_wordy(label.text())
            if label.wordWrap() != wraps:
                label.setWordWrap(wraps)

    def _wrap_name(self, room: int) -> None:
        """Give a long name in a low window a line of its own; of itself it would be a block.

        Qt sets a line of letters from right to left off its edge by the space at which it broke.
        """
        text, letters = self.name.text(), self.name.fontMetrics()
        is_long = letters.horizontalAdvance(text) > room
        self.name.setWordWrap(is_long or not self._is_low)
        self.name.setMinimumWidth(room if is_long and self._is_low else 0)
        hung = letters.horizontalAdvance(" ") if is_long and reads_from_right(text) else 0
        self.name.setContentsMargins(hung, 0, 0, 0)

    def _tell_facts(self, patient: Patient, on: date) -> None:
        born = show.born(birth_of(patient), on)
        number = patient.number or tr("Not Known")
        facts = (
            (tr("Born"), born, tr("Date of birth, and age today")),
            (tr("Gender"), show.sex(patient.sex), tr("The gender that was recorded")),
            (tr("Clinic number"), number, tr("The number that this clinic gave")),
        )
        if not self._facts:
            self._facts = [self._fact(meaning) for _, _, meaning in facts]
        for fact, (label, value, _) in zip(self._facts, facts, strict=True):
            shown = show.upright(value, self.isRightToLeft())
            fact.setText(f"{label} <b>{_escaped(shown)}</b>")
            fact.setAccessibleName(f"{label} {value}")

    def _fact(self, meaning: str) -> QLabel:
        fact = QLabel("", self)
        fact.setTextFormat(Qt.TextFormat.RichText)
        fact.setToolTip(meaning)
        return fact

    def _tell_marks(self, marks: list[Mark]) -> bool:
        """Say the marks in the labels that are there; True when there are others than before."""
        is_other = len(marks) != len(self._marks)
        if is_other:
            for label in self._marks:
                label.hide()
                label.deleteLater()
            self._marks = [chip(mark.words, mark.kind, self) for mark in marks]
        for label, mark in zip(self._marks, marks, strict=True):
            label.setText(mark.words)
            restyled(label, "chip", mark.kind)
        return is_other


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_wordy(words: str) -> bool:
    return len(words) > MOST_LETTERS


def _flowing(line: FlowLayout, parent: QWidget) -> QWidget:
    """Return a box that sets its labels in lines and is as high as they need."""
    box = QWidget(parent)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    box.setLayout(line)
    return box
