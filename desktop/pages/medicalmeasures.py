"""What is measured and asked beside the lists: kidneys, weight, pregnancy, smoking."""

from dataclasses import replace
from datetime import date
from typing import Final, cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.pages.typed import Place, day_place, line_place, measure_place, pick_place
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Form, Row
from desktop.widgets.measure import MeasureField, Number
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.facts import Egfr, Known, Pregnancy, PregnancyStatus, Sex
from pathway.medical import Medical, Question, WhyBlank

CANNOT_SAY: Final = "cannot_say"
DATED: Final = frozenset({"yes", "no"})


class MeasureFields(QObject):
    """Kidney function with the day it was measured, and weight."""

    changed = Signal()

    def __init__(self, today: date, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        answers = (_cannot_say(),)
        self.egfr = MeasureField(catalogue.item("patient.egfr"), answers, parent)
        self.egfr_on = DateField(today, parent, DayLimits(latest=today))
        self.weight = MeasureField(catalogue.item("patient.weight_kg"), answers, parent)
        self.egfr.changed.connect(self.on_changed)
        self.egfr_on.changed.connect(self.on_changed)
        self.weight.changed.connect(self.on_changed)

    def add_to(self, form: Form) -> None:
        """Add the fields to a form."""
        part = form.section(tr("Kidneys and weight"))
        self.egfr_row = part.row(tr("Kidney function (&eGFR)"), self.egfr)
        self.day_row = part.row(tr("Measured on"), self.egfr_on)
        self.weight_row = part.row(tr("Weight"), self.weight)
        self.on_changed()

    def fill(self, medical: Medical) -> None:
        """Show what is recorded."""
        egfr, weight = medical.egfr, medical.weight_kg
        why_egfr, why_weight = medical.why_blank("egfr"), medical.why_blank("weight")
        self.egfr.fill(_digits(egfr.value) if egfr else "", why_egfr or "")
        self.egfr_on.set_day(egfr.on if egfr else None)
        self.weight.fill("" if weight is None else _digits(weight), why_weight or "")

    def put_into(self, medical: Medical) -> Medical:
        """Return what is known with what the fields say."""
        value, on = self.egfr.number.number(), self.egfr_on.day()
        return replace(
            medical,
            egfr=Egfr(value, on) if value is not None and on else None,
            weight_kg=self.weight.number.number(),
            blanks=medical.blanks
            | _blanks(("egfr", self.egfr.why_none()), ("weight", self.weight.why_none())),
        )

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        self.day_row.say_problem(self._day_problem())
        rows = (self.egfr_row, self.day_row, self.weight_row)
        return any(row.problem for row in rows)

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            *measure_place("egfr", self.egfr),
            day_place("egfr.on", self.egfr_on),
            *measure_place("weight", self.weight),
        )

    @Slot()
    def on_changed(self) -> None:
        """Ask for the day of what was measured, and say at once what cannot be."""
        has_value = bool(self.egfr.number.line.text().strip())
        self.day_row.setVisible(has_value or bool(self.egfr_on.text()))
        self.egfr_row.say_problem(self.egfr.problem())
        self.weight_row.say_problem(self.weight.problem())
        self.changed.emit()

    def _day_problem(self) -> str:
        if self.egfr_on.text().strip():
            is_alone = not self.egfr.number.line.text().strip()
            return self.egfr_on.problem() or (tr("The value is missing.") if is_alone else "")
        has_value = self.egfr.number.number() is not None
        return tr("The day on which it was measured is needed.") if has_value else ""


class PregnancyFields(QObject):
    """Pregnancy with its weeks, breastfeeding and smoking."""

    changed = Signal()

    def __init__(self, today: date, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self._sex: Sex = "unknown"
        self.pregnancy = ChoiceButtons(pregnancy_answers(), parent)
        self.weeks = Number(catalogue.item("patient.pregnancy_weeks"), parent)
        self.told_on = DateField(today, parent, DayLimits(latest=today))
        self.breastfeeding = ChoiceButtons(known_answers(), parent)
        self.smoker = ChoiceButtons(known_answers(), parent)
        self._rows: dict[str, Row] = {}
        for field in (self.pregnancy, self.breastfeeding, self.smoker, self.told_on, self.weeks):
            field.changed.connect(self.on_changed)
        self.pregnancy.answered.connect(self.on_pregnancy)

    def add_to(self, form: Form) -> None:
        """Add the fields to a form."""
        part = form.section(tr("Pregnancy and smoking"))
        weeks_help = tr("In whole weeks; leave it empty if it is not known.")
        day_help = tr("The day on which this was said; weeks are counted on from it.")
        self._rows = {
            "pregnancy": part.row(tr("&Pregnant"), self.pregnancy),
            "weeks": part.row(tr("Weeks gone"), self.weeks, weeks_help),
            "told_on": part.row(tr("As of"), self.told_on, day_help),
            "breastfeeding": part.row(tr("Breastfeeding"), self.breastfeeding),
            "smoker": part.row(tr("Smokes or has smoked"), self.smoker),
        }
        self.on_changed()

    def set_sex(self, sex: Sex) -> None:
        """Ask about pregnancy where it can be."""
        self._sex = sex
        self.on_changed()

    def fill(self, medical: Medical) -> None:
        """Show what is recorded."""
        pregnancy = medical.pregnancy
        self.pregnancy.set_value(_shown(pregnancy.status, medical.why_blank("pregnancy")))
        self.weeks.line.setText("" if pregnancy.weeks is None else str(pregnancy.weeks))
        self.told_on.set_day(pregnancy.on)
        told = medical.why_blank("breastfeeding")
        self.breastfeeding.set_value(_shown(medical.breastfeeding, told))
        self.smoker.set_value(_shown(medical.smoker, medical.why_blank("smoker")))

    def put_into(self, medical: Medical) -> Medical:
        """Return what is known with what the fields say."""
        return replace(
            medical,
            pregnancy=self._pregnancy(),
            breastfeeding=_known(self.breastfeeding),
            smoker=_known(self.smoker),
            blanks=medical.blanks
            | _blanks(
                ("pregnancy", self.pregnancy.value()),
                ("breastfeeding", self.breastfeeding.value()),
                ("smoker", self.smoker.value()),
            ),
        )

    def show_problems(self) -> bool:
        """Show what is wrong beneath each field; True when something is."""
        is_dated = self.pregnancy.value() in DATED
        self._rows["told_on"].say_problem(self._day_problem() if is_dated else "")
        return any(row.problem for row in self._rows.values())

    def places(self) -> tuple[Place, ...]:
        """Return what stands in the fields, for a draft."""
        return (
            pick_place("pregnancy", self.pregnancy),
            line_place("pregnancy.weeks", self.weeks.line),
            day_place("pregnancy.on", self.told_on),
            pick_place("breastfeeding", self.breastfeeding),
            pick_place("smoker", self.smoker),
        )

    @Slot()
    def on_pregnancy(self) -> None:
        """What is answered now is true as of today, until another day is typed."""
        if self.pregnancy.value() in DATED and not self.told_on.text():
            self.told_on.set_day(self._today)

    @Slot()
    def on_changed(self) -> None:
        """Show the fields that fit the answers."""
        if not self._rows:
            return
        may_bear = self._sex != "male" or self.pregnancy.value() not in {"", "not_applicable"}
        for name in ("pregnancy", "breastfeeding"):
            self._rows[name].setVisible(may_bear)
        self._rows["weeks"].setVisible(self._is_pregnant())
        self._rows["told_on"].setVisible(self.pregnancy.value() in DATED)
        self._rows["weeks"].say_problem(self.weeks.problem() if self._is_pregnant() else "")
        self.changed.emit()

    def _is_pregnant(self) -> bool:
        return self.pregnancy.value() == "yes"

    def _day_problem(self) -> str:
        if self.told_on.text().strip():
            return self.told_on.problem()
        has_weeks = self._is_pregnant() and self.weeks.number() is not None
        return tr("The day is needed: the weeks are counted on from it.") if has_weeks else ""

    def _pregnancy(self) -> Pregnancy:
        value = self.pregnancy.value()
        status = cast(PregnancyStatus, "unknown" if value in {"", CANNOT_SAY} else value)
        weeks = self.weeks.number() if status == "yes" else None
        on = self.told_on.day() if status in DATED else None
        return Pregnancy(status, None if weeks is None else int(weeks), on)


def pregnancy_answers() -> tuple[Choice, ...]:
    """Return what can be said of a pregnancy."""
    yes, no, cannot_say = known_answers()
    return yes, no, Choice("not_applicable", tr("Does not apply"), "d"), cannot_say


def known_answers() -> tuple[Choice, ...]:
    """Return yes, no, and that nobody can say."""
    return Choice("yes", tr("Yes"), "y1"), Choice("no", tr("No"), "n2"), _cannot_say()


def _cannot_say() -> Choice:
    return Choice(CANNOT_SAY, tr("Cannot say"), "c", tr("Cannot say: asked, and nobody knows"))


def _blanks(*answers: tuple[Question, str]) -> frozenset[tuple[Question, WhyBlank]]:
    said: WhyBlank = "cannot_say"
    return frozenset((asked, said) for asked, answer in answers if answer == CANNOT_SAY)


def _shown(known: Known | PregnancyStatus, why_blank: WhyBlank | None) -> str:
    return (why_blank or "") if known == "unknown" else known


def _digits(value: float) -> str:
    """Return a number to be typed over: every digit of it, and no zeros at its end."""
    return repr(value).removesuffix(".0")


def _known(field: ChoiceButtons) -> Known:
    found: dict[str, Known] = {"yes": "yes", "no": "no"}
    return found.get(field.value(), "unknown")
