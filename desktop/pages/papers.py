"""Papers of the whole clinic: what to print, a preview of the real pages, and the printer."""

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop import theme
from desktop.actions import ActionId
from desktop.desk.papers import Paper, PaperKind, PaperLook
from desktop.models.figuretable import FigureTable
from desktop.pages.printerpart import PrinterPart
from desktop.pages.printing import PREVIEW_DOTS_PER_INCH, SideForm
from desktop.pdfpages import Drawn, draw_for_screen, print_on
from desktop.printerbook import PrinterProfile
from desktop.printers import ChoosePrinter
from desktop.trouble import Trouble
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import heading, muted, plain, restyled
from desktop.widgets.preview import Preview
from desktop.widgets.shortlist import ShortList
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.recallsheet import Grouping
from pathway.records import Changes

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.desk import Desk

LONGEST_LIST: Final = 6


class Wanted(NamedTuple):
    """What is to be printed, and how."""

    kind: str
    grouping: str
    printer: PrinterProfile
    letters: str


class PapersPage(QWidget):
    """Makes pages, shows them, keeps what goes to a printer, prints the very same bytes."""

    left = Signal()
    entry_wanted = Signal()
    """The results of a recall sheet are to be entered."""
    settled = Signal()
    """What can be done here may be another than before."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self.paper_made: Paper | None = None
        self._desk = desk
        self._figures: FigureTable | None = None
        self._made: Wanted | None = None
        self._printer: QPrinter | None = None
        self.options = SideForm(self)
        self.kind = ChoiceButtons(_kinds(), self)
        self.grouping = ChoiceButtons(_groupings(), self)
        self.printer = PrinterPart(desk, self)
        self.choose_printer: ChoosePrinter = self.printer.ask
        self.letters = ChoiceButtons(_sizes(), self)
        self.print = QPushButton(tr("Print …"), self)
        self.enter = QPushButton(tr("&Enter the results …"), self)
        self.back = QPushButton(tr("&Back"), self)
        self.keep = muted(_keep_words(), self)
        self.news = plain("", self)
        self.pages = ShortList(self, LONGEST_LIST)
        self.preview = Preview(self)
        self._lay_out()
        self._connect()

    def show_kind(self, kind: PaperKind) -> None:
        """Show one of the papers."""
        if kind == self.kind.value():
            self.make_again()
        else:
            self.kind.set_value(kind)

    def show_figures(self, table: FigureTable) -> None:
        """Show the page of figures that were counted."""
        self._figures = table
        self.show_kind("figures")

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"back", "refresh"} or (action == "print" and self.print.isEnabled())

    def act(self, action: ActionId) -> None:
        """Go back, make the pages anew, or print them."""
        if action == "back":
            self.left.emit()
        elif action == "refresh":
            self.make_again()
        elif action == "print":
            self.on_print()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def wanted(self) -> Wanted:
        """Return what is to be printed."""
        kind, grouping, letters = (
            choice.value() for choice in (self.kind, self.grouping, self.letters)
        )
        return Wanted(kind, grouping, self.printer.profile(), letters)

    @Slot()
    def make_again(self) -> None:
        """Make the pages anew from the records as they are."""
        self._made = None
        self.make()

    @Slot()
    def make(self) -> None:
        """Make the pages that are wanted, unless they are shown already."""
        wanted = self.wanted()
        if wanted == self._made:
            return
        self._forget()
        self._made = wanted
        self.preview.show_words(tr("Making the pages …"))
        look, papers = PaperLook(wanted.printer, wanted.letters), self._desk.papers
        if wanted.kind == "figures":
            if self._figures is None:
                self.preview.show_words(tr("Count the figures first: Ctrl+Shift+F, then Print."))
            else:
                papers.make_figures(self._figures, look, self.take_paper, self.take_trouble)
            return
        kind: PaperKind = "handover" if wanted.kind == "handover" else "recall"
        grouping: Grouping = "phone" if wanted.grouping == "phone" else "village"
        papers.make(kind, grouping, look, self.take_paper, self.take_trouble)

    @Slot(object)
    def take_paper(self, paper: Paper) -> None:
        """Take the pages that were made, and have them drawn."""
        self.paper_made = paper
        work = partial(draw_for_screen, paper.pages, PREVIEW_DOTS_PER_INCH)
        self._desk.run_job(work, self.take_pictures, self.take_trouble)

    @Slot(object)
    def take_pictures(self, pictures: tuple[Drawn, ...]) -> None:
        """Show the pages that were drawn."""
        self.preview.show_pages([one.image for one in pictures], [one.text for one in pictures])
        for place in range(len(pictures)):
            said = tr("Page {page} of {count}").format(page=place + 1, count=len(pictures))
            self.pages.addItem(said)
        self.print.setEnabled(self.paper_made is not None)
        self.settled.emit()

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say in place what went wrong."""
        self._printer = None
        self._tell(trouble.sentence, "danger")
        if self.paper_made is None:
            self.preview.show_words(tr("Nothing to show."))

    @Slot()
    def on_print(self) -> None:
        """Ask for a printer, keep what is printed, then print it."""
        if self.paper_made is None:
            return
        printer = self.choose_printer(self)
        if printer is None:
            self._tell(tr("Nothing was printed."), "info")
            return
        self._printer = printer
        self._desk.papers.keep(self.paper_made, self.take_kept, self.take_trouble)

    @Slot(object)
    def take_kept(self, _changes: Changes) -> None:
        """Print what is kept now: a sheet on paper is always one whose results can be entered."""
        printer, paper = self._printer, self.paper_made
        self._printer = None
        if printer is not None and paper is not None:
            self._desk.run_job(partial(print_on, printer, paper.pages), self.take_printed)

    @Slot(bool)
    def take_printed(self, reached: bool) -> None:
        """Say how printing went."""
        if reached:
            self._tell(tr("Sent to the printer."), "info")
        else:
            self._tell(Trouble("no_printer").sentence, "danger")

    @Slot()
    def on_wanted(self) -> None:
        is_recall = self.kind.value() == "recall"
        self.grouping.setEnabled(is_recall)
        self.enter.setVisible(is_recall)
        self.make()

    def _forget(self) -> None:
        """Drop pages that no longer are what is wanted."""
        self.paper_made = None
        self.print.setEnabled(False)
        self.settled.emit()
        self.pages.clear()
        self.news.hide()

    def _tell(self, said: str, kind: str) -> None:
        restyled(self.news, "notice", kind)
        self.news.setText(said)
        self.news.show()

    def _lay_out(self) -> None:
        self.news.setMargin(8)
        self.news.hide()
        section = self.options.section("")
        section.add(heading(tr("Papers of the clinic"), self, 2))
        for label, control in ((tr("What"), self.kind), (tr("Grouped"), self.grouping)):
            section.row(label, control).set_stacked(True)
        section.add(self.printer)
        section.row(tr("Size of the letters"), self.letters).set_stacked(True)
        self.print.setProperty("kind", "primary")
        theme.put_icon(self.print, "printer", "on_accent")
        theme.put_icon(self.enter, "clipboard-list", "accent")
        theme.put_icon(self.back, "arrow-left", "accent")
        for part in (self.news, self.print, self.enter, self.keep):
            section.add(part)
        section.row(tr("Pages"), self.pages).set_stacked(True)
        section.add(self.back)
        section.box.addStretch(1)
        self.options.box.setContentsMargins(24, 16, 8, 16)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.options, 2)
        box.addWidget(self.preview, 5)
        self.setFocusProxy(self.kind)
        tab_in_order(self)

    def _connect(self) -> None:
        for line, first in (
            (self.grouping, "village"),
            (self.letters, "standard"),
        ):
            line.set_value(first)
            line.changed.connect(self.on_wanted)
        for part in (self.kind, self.printer):
            part.changed.connect(self.on_wanted)
        self.pages.currentRowChanged.connect(self.preview.turn_to)
        for button, slot in (
            (self.print, self.on_print),
            (self.enter, self.entry_wanted),
            (self.back, self.left),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)


def _keep_words() -> str:
    return tr("These pages name patients: keep them locked away, and shred them afterwards.")


def _kinds() -> tuple[Choice, ...]:
    return (
        Choice("recall", tr("Recall sheet")),
        Choice("handover", tr("Handover")),
        Choice("figures", tr("Figures")),
    )


def _groupings() -> tuple[Choice, ...]:
    return (Choice("village", tr("By village")), Choice("phone", tr("By telephone")))


def _sizes() -> tuple[Choice, ...]:
    return (Choice("standard", tr("Standard")), Choice("large", tr("Large")))
