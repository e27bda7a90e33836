"""What a chart is made of, part by part: banner, bar, and the four tabs with their pages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.corrections import RecordWords
from desktop.models.responses import AnswerBook
from desktop.models.timeline import CourseBooks
from desktop.pages.asknown import KnownPage
from desktop.pages.charttabs import ChartTabs
from desktop.pages.drafting import Drafting
from desktop.pages.keeping import Keeping
from desktop.pages.leavebar import LeaveBar
from desktop.pages.plan import PlanPage
from desktop.pages.printing import PrintingPage
from desktop.pages.timeline import TimelinePage
from desktop.pages.visitparts import Books
from desktop.pages.visittab import VisitTab
from desktop.widgets.banner import Banner
from desktop.widgets.escalated import EscalatedLine
from desktop.widgets.glance import Glance
from desktop.words import tr
from pathway.course import Course

if TYPE_CHECKING:
    from desktop.desk import Desk


class ChartParts(QWidget):
    """The parts of a chart; those inside the tabs are made one after the other."""

    built = Signal()
    """Every part is there."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.banner = Banner(self)
        self.glance = Glance(self)
        self.escalated = EscalatedLine(self)
        self.bar = LeaveBar(self)
        self.tabs = ChartTabs(self)
        self.has_more = True
        self._building = self._build()

    def make_next(self) -> None:
        """Make the next of its parts: a page that lies ready is made between two keys."""
        self.has_more = next(self._building, False)

    def finish(self) -> None:
        """Have every part there now."""
        while self.has_more:
            self.make_next()

    def _build(self) -> Iterator[bool]:
        """Make the parts; yield after each that takes some milliseconds."""
        desk, books = self._desk, _books(self._desk)
        self.visit = VisitTab(books, desk.corrections.versions, self.tabs)
        desk.people.names_ready.connect(self.visit.names.take)
        desk.people.ask_names()
        yield True
        self.visit.make_sheet()
        yield True
        self.tabs.add(self.visit, tr("Visit"), "clipboard-list")
        self.tabs.put_corner(self.visit.top)
        self.plan = PlanPage(desk.guidelines, _answer_book(books), self.tabs)
        self.tabs.add(self.plan, tr("Plan"), "activity")
        yield True
        records = RecordWords(books.words, books.catalogue, books.scores)
        self.timeline = TimelinePage(Course(desk.today), _course_books(books), records, self.tabs)
        yield True
        self.tabs.add(self.timeline, tr("Timeline"), "chart-gantt")
        yield True
        self.printing = PrintingPage(desk, books.words, self.tabs)
        for _ in self.printing.pieces:
            yield True
        self.tabs.add(self.printing, tr("Handouts"), "file-text")
        yield True
        self.keeping = Keeping(desk, self.visit, self.bar, self)
        self.drafting = Drafting(desk, self.visit, self.keeping, self)
        self.known = KnownPage(desk, books.words, _course_books(books), self)
        self._lay_out()
        self.built.emit()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.banner)
        box.addWidget(self.glance)
        box.addWidget(self.escalated)
        box.addWidget(self.bar)
        box.addWidget(self.tabs, 1)
        box.addWidget(self.known, 1)


def _books(desk: "Desk") -> Books:
    return Books(
        desk.guidelines, desk.catalogue, desk.pack_words, desk.scores, desk.users.is_clinician
    )


def _answer_book(books: Books) -> AnswerBook:
    refusal = "" if books.may_sign else tr("For clinicians. Ask one of them to do it.")
    return AnswerBook(books.catalogue, books.words, refusal)


def _course_books(books: Books) -> CourseBooks:
    pack, name = books.guidelines, books.words.short
    return CourseBooks(pack.thresholds, books.scores, books.catalogue, name, pack.medicines)
