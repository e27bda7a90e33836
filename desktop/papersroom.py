"""The room of the papers of the clinic: recall sheets, their results, handover and figures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.window import Window
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.desk.papers import PaperKind
    from desktop.models.figuretable import FigureTable
    from desktop.pages.figurelist import FigureList
    from desktop.pages.figures import FiguresPage
    from desktop.pages.papers import PapersPage
    from desktop.pages.recallentry import RecallEntryPage
    from desktop.rooms import Rooms
    from pathway.figures import Part


class PapersRoom(QObject):
    """Leads to the pages about many patients, from one to the other, and back."""

    def __init__(self, desk: "Desk", window: Window, rooms: "Rooms") -> None:
        super().__init__(rooms)
        self.papers: PapersPage | None = None
        self.entry: RecallEntryPage | None = None
        self.figures: FiguresPage | None = None
        self.list: FigureList | None = None
        self._desk = desk
        self._window = window
        self._rooms = rooms
        window.asking_recall.connect(self.show_recall)
        window.asking_handover.connect(self.show_handover)
        window.asking_figures.connect(self.show_figures)

    @Slot()
    def show_recall(self) -> None:
        """Show the recall sheet of the week."""
        self._show_papers("recall")

    @Slot()
    def show_handover(self) -> None:
        """Show the handover to a locum."""
        self._show_papers("handover")

    @Slot()
    def show_entry(self) -> None:
        """Show the form for the results of a recall sheet."""
        from desktop.pages.recallentry import RecallEntryPage

        if self.entry is None:
            self.entry = RecallEntryPage(self._desk, self._window.pages)
            self.entry.left.connect(self.on_entry_left)
            self.entry.undo_wanted.connect(self._window.undoing)
            self.entry.settled.connect(self._window.update_actions)
        self.entry.look()
        self._show(self.entry)

    @Slot()
    def show_figures(self) -> None:
        """Show the clinic's own figures, counted anew when they were left for another page."""
        from desktop.pages.figures import FiguresPage

        if not self._rooms.may_leave():
            return
        if self.figures is None:
            self.figures = FiguresPage(self._desk, self._window.pages)
            self.figures.left.connect(self.on_left)
            self.figures.settled.connect(self._window.update_actions)
            self.figures.list_wanted.connect(self.show_list)
            self.figures.print_wanted.connect(self.print_figures)
            self._desk.papers.opened("figures")
        self._show(self.figures)

    @Slot(object, str)
    def show_list(self, part: "Part", words: str) -> None:
        """Show whom a number counts."""
        from desktop.pages.figurelist import FigureList

        if self.list is None:
            self.list = FigureList(self._desk, self._window.pages)
            self.list.left.connect(self.on_list_left)
            self.list.opened.connect(self.on_opened)
        self.list.show_part(part, words)
        self._show(self.list)

    @Slot(object)
    def print_figures(self, table: "FigureTable") -> None:
        """Show the figures as a page that can be printed."""
        self._show_papers("figures", table)

    @Slot(object)
    def on_opened(self, problem: ProblemId) -> None:
        """Open a chart."""
        self._rooms.show_chart(problem)

    @Slot()
    def on_entry_left(self) -> None:
        """Go back to the sheets."""
        self._show_papers("recall")

    @Slot()
    def on_list_left(self) -> None:
        """Go back to the figures."""
        self.show_figures()

    @Slot()
    def on_left(self) -> None:
        """Go back to the first page; what is being counted is given up."""
        self.drop()
        self._rooms.show_finder()

    @Slot()
    def on_papers_left(self) -> None:
        """Go back to the figures where they were printed, and else to the first page."""
        is_figures = self.papers is not None and self.papers.kind.value() == "figures"
        if self.figures is not None and is_figures:
            self._show(self.figures)
        else:
            self.on_left()

    def drop(self) -> None:
        """Take the pages out of the window, and count nothing any more."""
        if self.figures is not None:
            self.figures.stop()
        for page in (self.papers, self.entry, self.figures, self.list):
            if page is not None:
                self._window.drop_page(page)
        self.papers = self.entry = self.figures = self.list = None

    def _show_papers(self, kind: "PaperKind", table: "FigureTable | None" = None) -> None:
        from desktop.pages.papers import PapersPage

        if not self._rooms.may_leave():
            return
        if self.papers is None:
            self.papers = PapersPage(self._desk, self._window.pages)
            self.papers.left.connect(self.on_papers_left)
            self.papers.settled.connect(self._window.update_actions)
            self.papers.entry_wanted.connect(self.show_entry)
        if table is not None:
            self.papers.show_figures(table)
        else:
            self._desk.papers.opened(kind)
            self.papers.show_kind(kind)
        self._show(self.papers)

    def _show(self, page: QWidget) -> None:
        self._window.set_subject("")
        self._window.show_page(page)
