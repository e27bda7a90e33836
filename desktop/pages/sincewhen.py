"""Since when power and feeling are less, as the patient tells it."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.widgets.answers import SinceCourse
from desktop.widgets.boxnumber import Numbered
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.form import Section, plain
from desktop.words import tr
from pathway.coding import Code, Coded
from pathway.intake import Answers

WEAKNESS = Code("weakness")
NUMBNESS = Code("numbness")


class SinceWhen(Section):
    """A card with the start and course of weakness, and the start of numbness."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""

    def __init__(self, on: date, limits: DayLimits, parent: QWidget) -> None:
        super().__init__(tr("Since when, as the patient tells it"), "", parent)
        self.hide()
        self._filling = False
        self.add(plain(tr("Weakness"), self, "h3"))
        self.weakness = SinceCourse(tr("Weakness"), on, limits, self)
        self.add(self.weakness)
        self.numbness = DateField(on, self, limits)
        self._numb_row = self.row(tr("Numbness since"), self.numbness)
        self.weakness.changed.connect(self.on_weakness)
        self.weakness.answered.connect(self.on_course)
        self.numbness.changed.connect(self.on_numbness)

    def asked(self) -> Iterator[tuple[Code, Numbered]]:
        """Go through what is asked here."""
        yield WEAKNESS, self.weakness.since_row
        yield NUMBNESS, self._numb_row

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._filling = True
        weak, numb = answers.get(WEAKNESS), answers.get(NUMBNESS)
        self.weakness.since.set_day(weak.since if weak else None)
        self.weakness.course.set_value((weak.course if weak else None) or "")
        self.numbness.set_day(numb.since if numb else None)
        self._filling = False

    @Slot()
    def on_weakness(self) -> None:
        if self._filling:
            return
        since, course = self.weakness.since.day(), self.weakness.told_course()
        told = Coded(WEAKNESS, "yes", since, course) if since or course else None
        self.entered.emit(WEAKNESS, told)

    @Slot()
    def on_numbness(self) -> None:
        if not self._filling:
            since = self.numbness.day()
            self.entered.emit(NUMBNESS, Coded(NUMBNESS, "yes", since) if since else None)

    @Slot()
    def on_course(self) -> None:
        """Go on to the numbness: the course of the weakness was answered."""
        self.numbness.setFocus()
