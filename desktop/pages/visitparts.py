"""The parts of a visit form in one scrolling page: what they hold, what is wrong with them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QRect, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.models.boxentry import BoxReader
from desktop.models.sheetbooks import known_boxes
from desktop.packwords import PackWords
from desktop.pages.bodypart import BodyPart
from desktop.pages.boxentry import BoxEntry
from desktop.pages.boxnumbers import BoxNumbers
from desktop.pages.caregiven import CareGiven
from desktop.pages.carepart import CarePart
from desktop.pages.examination import Examination
from desktop.pages.findingrows import FindingRows
from desktop.pages.hurry import Following, Lined, hurry
from desktop.pages.interview import Interview
from desktop.pages.livecheck import LiveCheck
from desktop.pages.partedform import PartedForm
from desktop.pages.plannedpart import PlannedPart
from desktop.pages.scorespart import ScoresPart
from desktop.pages.sidesask import NoticeLine, SidesAsk
from desktop.pages.situation import KIND, Situation
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.fields import NumberField, TextLine
from desktop.widgets.form import Row, em, heading, muted
from desktop.widgets.slices import Slices
from desktop.widgets.taborder import first_stop, tab_in_order
from desktop.words import tr
from pathway.catalogue import Catalogue
from pathway.facts import Chart
from pathway.guidelines import Guidelines
from pathway.intake import Answers
from pathway.records import CareEntry
from pathway.scorebook import ScoreBook

PAIN: Final = (
    "pain.spine",
    "pain.limb",
    "radiation",
    "state_acceptable",
    "temperature",
)
LONGEST_REASON: Final = 500
DECISIONS: Final = (
    "surgery_candidate",
    "intractable_pain",
    "situation.told_back",
    "situation.told_to",
    "situation.told_by",
    "note",
)


@dataclass(frozen=True, slots=True)
class Books:
    """What a visit form is made from: rules, catalogue and words, and whether it may be signed."""

    guidelines: Guidelines
    catalogue: Catalogue
    words: PackWords
    scores: ScoreBook
    may_sign: bool = True


class VisitParts(PartedForm):
    """Date, red flags, pain, examination, care and judgement, one beneath the other."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""

    def __init__(self, books: Books, chart: Chart, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        limits = DayLimits(chart.patient.birth_date, today)
        catalogue, room = books.catalogue, self.content
        self.date = DateField(today, self, limits)
        self.top = self.section("")
        day = self.top.row(tr("Date of visit"), self.date)
        self.situation = Situation(catalogue, day, self.top)
        boxes = known_boxes(catalogue, books.guidelines.flags)
        self.paper = BoxEntry(BoxReader(boxes, catalogue, books.words, today), self.top)
        self.top.row(tr("From a paper sheet"), self.paper)
        self.reason: TextLine | None = None
        self._reason_row: Row | None = None
        self.interview = Interview(books.words, catalogue, limits, room)
        self.pain = FindingRows(tr("Pain and state"), PAIN, catalogue, room)
        self.scores = ScoresPart(books, chart, room)
        self.body = BodyPart(catalogue, chart.problem, room)
        self.by_telephone = NoticeLine(room)
        self.examination = Examination(books, chart.problem.region, today, limits, room)
        self.sides = SidesAsk(room)
        self.check = LiveCheck(books.guidelines, self)
        self.care_part = CarePart(catalogue, limits, self.check, room)
        self.planned = PlannedPart(catalogue, books.words, self.check, room)
        self.care_part.passed.connect(self.planned.focus_line)
        self.decisions = FindingRows(tr("Judgement and note"), DECISIONS, catalogue, room)
        self._pieces = _put_together(self)
        self.numbers = BoxNumbers(self, boxes)
        self._slices = Slices((*self._pieces, self.numbers), self)
        self._connect()
        self._slices.start()

    @property
    def care(self) -> CareGiven:
        """The list of care with its small form; made now if it is not there yet."""
        return self.care_part.given

    def put_in_order(self) -> None:
        """Let Tab go through the form in the order of reading, rail and bar included.

        What is made later takes its place by itself.
        """
        tab_in_order(self.parentWidget() or self)

    def named(self) -> tuple[tuple[QWidget, str], ...]:
        """Return the parts with their names, in their order."""
        return (
            (self.top, tr("Situation")),
            (self.interview, tr("Red flags")),
            (self.pain, tr("Pain and state")),
            (self.scores, tr("Scores and goals")),
            (self.body, tr("Body chart")),
            (self.examination, tr("Examination")),
            (self.care_part, tr("Care given")),
            (self.planned, tr("Planned")),
            (self.decisions, tr("Judgement and note")),
        )

    def ask_reason(self, title: str, more: str) -> TextLine:
        """Ask, before everything else, why a signed visit is changed."""
        reason = TextLine(self)
        reason.setMaxLength(LONGEST_REASON)
        self._reason_row = self.top.row(
            tr("Why it is amended"), reason, tr("What the visit said before stays to be read.")
        )
        self.reason = reason
        parts = (heading(title, self.top), muted(more, self.top), self._reason_row)
        for place, part in enumerate(parts):
            self.top.box.insertWidget(place, part)
        self.put_in_order()
        return reason

    def say_reason_problem(self, words: str) -> None:
        """Show what is wrong with the reason, or nothing."""
        if self._reason_row is not None:
            self._reason_row.say_problem(words)

    def fill(self, answers: Answers, on: date, care: tuple[CareEntry, ...]) -> None:
        """Show what was entered so far."""
        with QSignalBlocker(self.date):
            self.date.set_day(on)
        self.show_answers(answers)
        self.care_part.show_entries(care)

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far, wherever that was."""
        for part in self._answered:
            part.show_answers(answers)

    def set_stacked(self, stacked: bool) -> None:
        """Put answers and controls beneath their labels."""
        self.interview.set_stacked(stacked)
        stacking = (self.situation, self.care_part, self.planned, self.pain, self.scores)
        for part in (*stacking, self.decisions):
            part.set_stacked(stacked)

    def hold(self) -> None:
        """Make no more controls until somebody says so."""
        self._slices.stop()

    def go_on(self) -> None:
        """Make the other controls, slice by slice."""
        self._slices.start()

    def finish(self) -> None:
        """Have every control there now."""
        self._slices.finish()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        focused = self.window().focusWidget()
        is_told = next and self._slices.is_busy and focused is not None
        if not (is_told and hurry(self._pieces, focused)):
            self.finish()
        return super().focusNextPrevChild(next)

    @Slot()
    def start_pain(self) -> None:
        """Go on from the last question to the pain."""
        while not self.pain.made:
            self.pain.make_next()
        first = self.pain.made[PAIN[0]]
        self.pain.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bring_into_view(self.pain, 2 * em(self))

    @Slot(object)
    def show_part(self, part: QWidget) -> None:
        """Scroll to a part and focus its first control."""
        self.finish()
        self.content.adjustSize()
        self.verticalScrollBar().setValue(max(part.y() - em(self), 0))
        if part is self.interview:
            self.interview.focus_first_open()
        elif part is self.examination:
            self.examination.focus_first()
        elif part is self.top:
            self.situation.fields[KIND].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (first_stop(part) or part).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QWidget, QRect)
    def show_place(self, part: QWidget, place: QRect) -> None:
        """Scroll to a place within a part."""
        middle = part.mapTo(self.content, place.center())
        self.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2)

    def first_trouble(self) -> tuple[QWidget, str] | None:
        """Return the first control that cannot be accepted, and why."""
        at_top = self._trouble_at_top()
        if at_top is not None:
            return at_top
        for dates in self.findChildren(DateField):
            if dates.isVisibleTo(self) and dates.problem():
                return dates, _named(dates)
        for rows in (self.pain, self.decisions):
            number = rows.problem_field()
            if number:
                return number, _named(number)
        for row in self.interview.counted.values():
            if row.field.problem():
                return row.field, _named(row.field)
        if self.care_part.pending():
            return self.care.put, tr("Add the care to the list, or clear it.")
        return self.planned.trouble()

    @Slot(str)
    def show_side(self, what: str) -> None:
        """Go to where something with a side is entered."""
        self.show_part(self.examination if what == "power" else self.body)

    def _connect(self) -> None:
        self._answered = (
            self.situation, self.interview, self.pain, self.scores, self.body, self.examination,
            self.planned, self.decisions,
        )  # fmt: skip
        for part in self._answered:
            part.entered.connect(self.entered)
        self.situation.entered.connect(self.examination.take)
        self.body.entered.connect(self.examination.take)
        self.body.went_to.connect(self.show_place)
        self.examination.went_to.connect(self.show_place)
        self.examination.entered.connect(self.body.take)
        self.sides.changing.connect(self.show_side)
        self.scores.alarming.connect(self.interview.ask_now)
        for growing in (self.interview, self.scores, self.numbers):
            growing.lacking.connect(self._slices.start)
        self.paper.typing.connect(self.numbers.on_typing)
        self.paper.entered.connect(self.numbers.on_grown)
        self.situation.more.button.clicked.connect(self.numbers.on_grown)

    def _trouble_at_top(self) -> tuple[QWidget, str] | None:
        if self.reason is not None and not self.reason.value():
            missing = tr("Say in a few words why the visit is amended.")
            self.say_reason_problem(missing)
            return self.reason, missing
        if self.date.day() is None:
            missing = tr("The date of the visit is needed.")
            return self.date, _named(self.date) if self.date.problem() else missing
        left = self.paper.problem()
        return (self.paper, left) if left else None


def _named(field: DateField | NumberField) -> str:
    """Return what is wrong with a field, after its name: a form has many dates and numbers."""
    name = field.line.accessibleName() or field.accessibleName()
    said = tr("{name}: {problem}").format(name=name, problem=field.problem())
    return said if name else field.problem()


def _put_together(form: VisitParts) -> tuple[Lined, ...]:
    """Set the parts beneath each other; return those that are made piece by piece."""
    for part, _ in form.named()[1:]:
        form.add(part)
    form.box.insertWidget(form.box.indexOf(form.examination), form.by_telephone)
    form.box.insertWidget(form.box.indexOf(form.examination) + 1, form.sides)
    following: tuple[Following, ...] = (
        form.pain, form.scores, form.body, form.examination, form.care_part, form.planned,
        form.decisions,
    )  # fmt: skip
    pieces: tuple[Lined, ...] = (form.interview, *following)
    for before, after in zip(pieces, following, strict=False):
        after.reads_after = before.last_control
    for part in (form.pain, form.body, form.examination, form.decisions):
        part.hide()  # until it is whole: each piece in sight would lay out all of the form anew
    return pieces
