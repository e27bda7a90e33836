"""The time machine: a chart as it was on a past day, with stage, advice and course; to read only.

A slider and keys go through the days. What is shown is found beside the window; while the slider
moves nothing is looked up. The banner above keeps saying who this is and what holds today.
"""

from datetime import date
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.models.corrections import RecordWords
from desktop.models.past import first_day, past_course, past_days
from desktop.models.responses import AnswerBook
from desktop.models.timeline import CourseBooks
from desktop.packwords import PackWords
from desktop.pages.knownsheet import KnownChart, KnownSheet
from desktop.pages.plan import PlanPage
from desktop.pages.timeline import TimelinePage
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.dayslider import DaySlider
from desktop.widgets.fitting import Fitting, is_low
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, chip, heading, restyled
from desktop.words import tr
from pathway.course import Course
from pathway.recalling import THEN, TODAY, PastChart, Seen, recalled_of
from pathway.records import ChartView, ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk


RECORD: Final = "record"
PLAN: Final = "plan"
TIMELINE: Final = "timeline"

LEAST_PIXELS: Final = 56
"""The height that the past keeps beside its controls, however large the letters are."""


class KnownPage(QFrame):
    """One problem on a past day: its record, the plan of that day, its course up to then."""

    left = Signal()
    shown = Signal(object)
    """A PastChart is shown."""

    def __init__(self, desk: "Desk", words: PackWords, books: CourseBooks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("Past")
        self._desk = desk
        self._words = words
        self._books = books
        self._records = RecordWords(words, desk.catalogue, desk.scores)
        self._view: ChartView | None = None
        self._asked: date | None = None
        self._past: PastChart | None = None
        self.line = heading("", self, 1)
        self.back = QPushButton(tr("Back to the chart"), self)
        self.day = DateField(desk.today, self)
        self.slider = DaySlider(self)
        self.part = ChoiceButtons(_parts(), self)
        self.part.set_value(RECORD)
        self.by = ChoiceButtons(_questions(), self)
        self.by.set_value(THEN)
        self.wrong = QPushButton(tr("Show what was entered in error"), self)
        self.parts = QStackedWidget(self)
        self.parts.setMinimumHeight(LEAST_PIXELS)
        self.room = Form(self.parts)
        self.parts.addWidget(self.room)
        self._sheet: KnownSheet | None = None
        self._plan: PlanPage | None = None
        self._timeline: TimelinePage | None = None
        self._lay_out()
        self._connect()
        Fitting(self).due.connect(self._fit)
        self.hide()

    def open(self, problem_id: ProblemId, day: date, part: str = RECORD) -> None:
        """Show a problem as it was known at the end of a day."""
        view = self._view = self._desk.view(problem_id)
        born = view.chart.patient.birth_date if view else None
        today = self._desk.today
        self._asked, self._past = None, None
        self.day.set_today(today)
        self.day.set_limits(DayLimits(born, today))
        if view is not None:
            self.slider.set_days(first_day(view, today), today, past_days(view, today))
        self.wrong.setChecked(False)
        self.by.set_value(THEN)
        self.part.set_value(part)
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
        if day is not None:
            self.slider.set_day(day)
        if day is None or day != self._asked:
            self._asked = day
            self._ask()

    @Slot(object)
    def on_slid(self, day: date) -> None:
        """Show the day on which the slider came to rest."""
        self.day.set_day(day)
        self.on_day()

    @Slot(object)
    def on_sliding(self, day: date) -> None:
        """Say which day the slider passes, without looking it up."""
        self.line.setText(_said(day, self.by.value()))

    @Slot()
    def on_question(self) -> None:
        """Answer the other question about the same day."""
        if self._view is not None:
            self._ask()

    @Slot()
    def on_part(self) -> None:
        """Show the other part of the same day."""
        self.wrong.setVisible(self.part.value() in {"", RECORD})
        if self._past is not None:
            self._show(self._past)

    @Slot(bool)
    def on_wrong(self, is_on: bool) -> None:
        """Show what was entered in error struck through, or leave it out."""
        words = tr("Hide what was entered in error")
        self.wrong.setText(words if is_on else tr("Show what was entered in error"))
        theme.put_icon(self.wrong, "eye-off" if is_on else "eye", "accent")
        if self._past is not None:
            self._show(self._past)

    @Slot(object)
    def take(self, past: PastChart) -> None:
        """Show what was found, unless another day is wanted by now."""
        if past.asked.day != self._asked or past.asked.seen != self.by.value():
            return
        self._past = past
        if past.view is not None:
            seen = "as_known_today" if past.asked.seen == TODAY else "as_known"
            self._desk.log.looked_at(past.view.patient_id, f"{seen} {past.asked.day}")
        self._show(past)
        self.shown.emit(past)

    def _ask(self) -> None:
        """Say which day is wanted, and have it looked up."""
        said = _said(self._asked, self.by.value())
        self.line.setText(said)
        self.setAccessibleName(said)
        self._past = None
        if self._asked is None or self._view is None:
            self._empty()
            return
        seen = cast(Seen, self.by.value() or THEN)
        self._desk.past.on_day(self._view.problem_id, self._asked, seen, self.take)

    def _show(self, past: PastChart) -> None:
        part = self.part.value() or RECORD
        if past.view is None or part == RECORD:
            self._show_record(past)
        elif part == PLAN:
            self._show_plan(past, past.view)
        else:
            self._show_course(past, past.view)

    def _show_record(self, past: PastChart) -> None:
        self._empty()
        known = _known(past, with_errors=self.wrong.isChecked())
        self._sheet = KnownSheet(known, self._words, self._records, self.room.content)
        self.room.add(self._sheet)
        self.parts.setCurrentWidget(self.room)

    def _show_plan(self, past: PastChart, view: ChartView) -> None:
        if self._plan is None:
            refusal = tr("The past cannot be changed.")
            book = AnswerBook(self._desk.catalogue, self._words, refusal)
            self._plan = PlanPage(self._desk.guidelines, book, self.parts, is_past=True)
            self.parts.addWidget(self._plan)
        region = view.chart.problem.region
        self._plan.show_assessment(past.advice, view.responses, region)
        self.parts.setCurrentWidget(self._plan)

    def _show_course(self, past: PastChart, view: ChartView) -> None:
        if self._timeline is None:
            course = Course(past.asked.day)
            self._timeline = TimelinePage(course, self._books, self._records, self.parts)
            self._timeline.choice.back.hide()
            self.parts.addWidget(self._timeline)
        prints = self._desk.prints.of_problem(view.problem_id)
        self._timeline.show_known(past_course(past, view, prints))
        self.parts.setCurrentWidget(self._timeline)

    def _empty(self) -> None:
        if self._sheet is not None:
            self.room.box.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None

    @Slot()
    def _fit(self) -> None:
        """Take less of a low window."""
        low = is_low(self)
        restyled(self.line, "role", "h2" if low else "h1")
        self.slider.set_brief(low)
        self.day.set_brief(low)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.day.changed.connect(self.on_day)
        self.slider.moved.connect(self.on_sliding)
        self.slider.settled.connect(self.on_slid)
        self.by.changed.connect(self.on_question)
        self.part.changed.connect(self.on_part)
        self.wrong.toggled.connect(self.on_wrong)

    def _lay_out(self) -> None:
        for button, icon in ((self.back, "arrow-left"), (self.wrong, "eye")):
            button.setAutoDefault(True)
            theme.put_icon(button, icon, "accent")
        self.wrong.setProperty("kind", "plain")
        self.wrong.setCheckable(True)
        for field in (self.day, self.day.line):
            field.setAccessibleName(tr("As known on"))
        self.by.setAccessibleName(tr("Show"))
        self.part.setAccessibleName(tr("Part"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(_head(self))
        box.addWidget(_controls(self))
        box.addWidget(self.parts, 1)


def _known(past: PastChart, *, with_errors: bool) -> KnownChart:
    """Return what the record of a past day shows: what was kept then, or what the rules say now."""
    is_by_today = past.asked.seen == TODAY
    advice = recalled_of(past.advice) if past.advice else None
    recalled = advice if is_by_today else past.recalled
    return KnownChart(past.asked.day, past.view, recalled, with_errors, is_by_today)


def _questions() -> tuple[Choice, ...]:
    return (
        Choice(THEN, tr("As known then"), "", tr("What was known on that day")),
        Choice(TODAY, tr("As known today"), "", tr("What is known today of that day")),
    )


def _parts() -> tuple[Choice, ...]:
    return (
        Choice(RECORD, tr("Record"), "r"),
        Choice(PLAN, tr("Plan"), "p"),
        Choice(TIMELINE, tr("Timeline"), "t"),
    )


def _controls(page: KnownPage) -> QWidget:
    controls = QWidget(page)
    box = QVBoxLayout(controls)
    box.setContentsMargins(24, 3, 24, 0)
    box.setSpacing(3)
    line = QHBoxLayout()
    line.setSpacing(16)
    line.addWidget(page.day)
    line.addWidget(page.slider, 1)
    box.addLayout(line)
    box.addWidget(flow(controls, page.part, page.by, page.wrong, gap=12, line_gap=3))
    return controls


def _head(page: KnownPage) -> QFrame:
    frame = QFrame(page)
    restyled(frame, "notice", "warn")
    line = QHBoxLayout(frame)
    line.setContentsMargins(24, 2, 24, 2)
    line.addWidget(chip(tr("Past"), "warn", frame))
    line.addWidget(page.line, 1)
    line.addWidget(page.back)
    return frame


def _said(wanted: date | None, seen: str) -> str:
    day = show.day(wanted) if wanted else tr("a date")
    then = tr("As known on {day} – read only")
    now = tr("{day} as we know it today – read only")
    return (now if seen == TODAY else then).format(day=day)
