"""A chart as it was known on a date: to read only, from the log of changes alone."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.models.corrections import RecordWords
from desktop.packwords import PackWords
from desktop.pages.knownsheet import KnownChart, KnownSheet
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, chip, heading, restyled
from desktop.words import tr
from pathway.recalling import as_it_was
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk


THEN: Final = "then"
TODAY: Final = "today"


class KnownPage(QWidget):
    """What was known of one problem at the end of a day; nothing can be changed here."""

    left = Signal()

    def __init__(self, desk: "Desk", words: PackWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = words
        self._records = RecordWords(words, desk.catalogue, desk.scores)
        self._problem: ProblemId | None = None
        self._shown: date | None = None
        self.line = heading("", self, 1)
        self.back = QPushButton(tr("Back to the chart"), self)
        self.room = Form(self)
        self.day = DateField(desk.today, self.room.content)
        self.by = ChoiceButtons(_questions(), self.room.content)
        self.by.set_value(THEN)
        self.wrong = QPushButton(tr("Show what was entered in error"), self.room.content)
        self._sheet: KnownSheet | None = None
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.day.changed.connect(self.on_day)
        self.by.changed.connect(self.on_question)
        self.wrong.toggled.connect(self.on_wrong)
        self.hide()

    def open(self, problem_id: ProblemId, day: date) -> None:
        """Show a problem as it was known at the end of a day."""
        view = self._desk.view(problem_id)
        born = view.chart.patient.birth_date if view else None
        self._problem, self._shown = problem_id, None
        self.day.set_today(self._desk.today)
        self.day.set_limits(DayLimits(born, self._desk.today))
        self.wrong.setChecked(False)
        self.by.set_value(THEN)
        self.day.set_day(day)
        self.on_day()

    def focus_start(self) -> None:
        """Go to the day."""
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.room.verticalScrollBar()
        steps = {Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @Slot()
    def on_day(self) -> None:
        """Show the day that is typed, and nothing while none is understood."""
        day = self.day.day()
        if day is None or day != self._shown:
            self._shown = day
            self._show()

    @Slot()
    def on_question(self) -> None:
        """Answer the other question about the same day."""
        if self._problem is not None:
            self._show()

    @Slot(bool)
    def on_wrong(self, is_on: bool) -> None:
        """Show what was entered in error struck through, or leave it out."""
        words = tr("Hide what was entered in error")
        self.wrong.setText(words if is_on else tr("Show what was entered in error"))
        theme.put_icon(self.wrong, "eye-off" if is_on else "eye", "accent")
        self._show()

    def _show(self) -> None:
        if self._sheet is not None:
            self.room.box.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
        day = show.day(self._shown) if self._shown else tr("a date")
        then, now = (
            tr("As known on {day} – read only"),
            tr("{day} as we know it today – read only"),
        )
        said = (now if self.by.value() == TODAY else then).format(day=day)
        self.line.setText(said)
        self.setAccessibleName(said)
        if self._shown is not None and self._problem is not None:
            known = self._known(self._problem, self._shown)
            self._sheet = KnownSheet(known, self._words, self._records, self.room.content)
            self.room.add(self._sheet)

    def _known(self, problem_id: ProblemId, day: date) -> KnownChart:
        moment, corrections = end_of(day), self._desk.corrections
        if self.by.value() == TODAY:
            return self._by_today(problem_id, day)
        view = corrections.as_known(problem_id, moment)
        if view is not None:
            self._desk.log.looked_at(view.patient_id, f"as_known {day}")
        recalled = corrections.recalled(problem_id, moment)
        return KnownChart(day, view, recalled, self.wrong.isChecked())

    def _by_today(self, problem_id: ProblemId, day: date) -> KnownChart:
        """Return a day as it looks from today: corrections made since hold, later facts do not."""
        view = self._desk.view(problem_id)
        if view is None:
            return KnownChart(day, None, None, self.wrong.isChecked(), is_by_today=True)
        self._desk.log.looked_at(view.patient_id, f"as_known_today {day}")
        advice = self._desk.corrections.today_on(view, day)
        trimmed = as_it_was(view, day)
        return KnownChart(day, trimmed, advice, self.wrong.isChecked(), is_by_today=True)

    def _lay_out(self) -> None:
        for button, icon in ((self.back, "arrow-left"), (self.wrong, "eye")):
            button.setAutoDefault(True)
            theme.put_icon(button, icon, "accent")
        self.wrong.setProperty("kind", "plain")
        self.wrong.setCheckable(True)
        part = self.room.section("")
        part.row(tr("As known on"), self.day)
        part.row(tr("Show"), self.by)
        part.add(flow(part, self.wrong))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        box.addWidget(self.room, 1)

    def _head(self) -> QFrame:
        frame = QFrame(self)
        restyled(frame, "notice", "warn")
        line = QHBoxLayout(frame)
        line.setContentsMargins(24, 8, 24, 8)
        line.addWidget(chip(tr("Past"), "warn", frame))
        line.addWidget(self.line, 1)
        line.addWidget(self.back)
        return frame


def _questions() -> tuple[Choice, ...]:
    return (
        Choice(THEN, tr("What was known on that day")),
        Choice(TODAY, tr("What is known today of that day")),
    )


def end_of(day: date) -> datetime:
    """Return the last moment of a day on this computer's clock, aware."""
    return datetime.combine(day, time.max).astimezone()
