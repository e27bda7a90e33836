"""The handouts tab: what to print, on which paper, a preview of the real pages, and the printer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from desktop import theme
from desktop.desk.letters import LetterWanted
from desktop.packwords import PackWords
from desktop.pages.exercisesform import ExercisesForm
from desktop.pages.given import GivenPrints
from desktop.pages.letterplace import WRITTEN, LetterPlace
from desktop.pages.paperlanguage import PaperLanguage
from desktop.pages.printerpart import PrinterPart, letter_sizes, page_style
from desktop.pages.several import SeveralPrints
from desktop.pdfpages import Drawn, draw_for_screen, print_on
from desktop.printerbook import PrinterProfile
from desktop.printers import ChoosePrinter
from desktop.trouble import Trouble
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, Section, plain
from desktop.widgets.preview import Preview
from desktop.widgets.shortlist import ShortList
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr
from pathway.letters import UNWRITTEN, Writing

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.desk import Desk
    from handouts.styles import PageStyle
    from handouts.tailored import Tailored
    from pathway.records import ProblemId

PREVIEW_DOTS_PER_INCH: Final = 150.0
EMERGENCY: Final = "emergency"


class Wanted(NamedTuple):
    """What is to be printed, and how."""

    kind: str
    printer: PrinterProfile
    size: str
    writing: Writing = UNWRITTEN
    language: str = ""
    own: "Tailored | None" = None


class SideForm(Form):
    """A form in a column that is never narrower than what it holds."""

    def minimumSizeHint(self) -> QSize:
        wanted = (
            self.content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        )
        return QSize(wanted, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.content and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class PrintingPage(QWidget):
    """Makes pages, shows them, prints the very same bytes."""

    told = Signal(str)
    """News for the line of state."""

    def __init__(self, desk: "Desk", words: PackWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.pdf = b""
        self._desk = desk
        self._problem: ProblemId | None = None
        self._made: Wanted | None = None
        self._sent: Wanted | None = None
        self._wants_print = False
        self._printing = b""
        self.pieces = self._make(words)
        """Makes the next piece of the page each time; it can be used once there is none left."""

    def _make(self, words: PackWords) -> Iterator[None]:
        desk = self._desk
        self.options = SideForm(self)
        room = self.options.section("")  # else each part would be dressed anew when it comes there
        self.kind = ChoiceButtons(_kinds(), room)
        self.printer = PrinterPart(desk, room)
        self.choose_printer: ChoosePrinter = self.printer.ask
        yield
        self.letters = ChoiceButtons(letter_sizes(), room)
        self.print = QPushButton(tr("Print …"), room)
        self.draft = _notice("warn", room)
        self.refusal = _notice("danger", room)
        self.instead = QPushButton(tr("Open the emergency letter"), room)
        self.pages = ShortList(room, 8)
        self.preview = Preview(self)
        self.given = GivenPrints(desk, words, room)
        self.several = SeveralPrints(desk, room)
        yield
        self.language = PaperLanguage(desk, room)
        self.letter = LetterPlace(desk, self.language.receiver, room)
        yield
        self.exercises = ExercisesForm(desk, room)
        yield
        _lay_out(self, room)
        yield
        tab_in_order(self.options)
        yield
        self._connect()

    def open(self, problem_id: "ProblemId", *, is_draft: bool) -> None:
        """Offer the prints of one problem; nothing is made before somebody looks."""
        self.letter.open(problem_id)
        self._problem = problem_id
        self._forget()
        self.printer.load()
        self.language.open(problem_id)
        self.given.open(problem_id)
        self.several.open((problem_id,))
        self.exercises.open(problem_id)
        self.draft.setText(
            tr("The latest visit is not signed yet: each page is marked DRAFT.") if is_draft else ""
        )
        self.draft.setVisible(is_draft)

    def make(self) -> None:
        """Make the pages that are wanted, unless they are shown already."""
        self.exercises.make_ready()
        wanted = self.wanted()
        if self._problem is None or wanted == self._made:
            return
        self._forget()
        self._made = wanted
        self.preview.show_words(tr("Making the pages …"))
        if wanted.kind in WRITTEN:
            letter = LetterWanted(wanted.kind, self._problem, _style(wanted), wanted.writing)  # type: ignore[arg-type]
            self._desk.letters.make(letter, self.take_pdf, self.take_trouble)
            return
        self._desk.print_pages(
            wanted.kind,  # type: ignore[arg-type]
            self._problem,
            _style(wanted),
            self.take_pdf,
            self.take_trouble,
        )

    def choose(self, kind: str) -> None:
        """Want another print."""
        self.kind.set_value(kind)

    def start_print(self) -> None:
        """Ask for a printer, as soon as the pages are there."""
        self._wants_print = True
        self.make()
        if self.pdf:
            self.on_print()

    def wanted(self) -> Wanted:
        """Return what is to be printed."""
        kind = self.kind.value()
        writing = self.letter.writing(kind)
        printer, size = self.printer.profile(), self.letters.value()
        own = self.exercises.own(kind)
        return Wanted(kind, printer, size, writing, self.language.code(), own)

    @Slot(bytes)
    def take_pdf(self, pdf: bytes) -> None:
        """Take the pages that were made, and have them drawn."""
        self.pdf = pdf
        work = partial(draw_for_screen, pdf, PREVIEW_DOTS_PER_INCH)
        self._desk.run_job(work, self.take_pictures, self.take_trouble)

    @Slot(object)
    def take_pictures(self, pictures: tuple[Drawn, ...]) -> None:
        """Show the pages that were drawn."""
        self.preview.show_pages([p.image for p in pictures], [p.text for p in pictures])
        self.pages.clear()  # pages of an earlier wish may have come just before
        count = len(pictures)
        for place in range(count):
            self.pages.addItem(tr("Page {page} of {count}").format(page=place + 1, count=count))
        self.print.setEnabled(True)
        if self._wants_print:
            self.on_print()

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say in place why there are no pages, and offer what may be printed instead."""
        self._wants_print = False
        self.pdf = b""
        self.refusal.setText(trouble.sentence)
        self.refusal.show()
        self.instead.setVisible(self.kind.value() not in WRITTEN | {EMERGENCY})
        self.preview.show_words(tr("Nothing to show."))

    @Slot()
    def on_wanted(self) -> None:
        self.letter.show_kind(self.kind.value())
        self.language.show_kind(self.kind.value())
        self.exercises.show_kind(self.kind.value())
        if self.isVisible():
            self.make()
        else:
            self._forget()

    @Slot()
    def on_print(self) -> None:
        self._wants_print = False
        if not self.pdf:
            return
        printer = self.choose_printer(self)
        if printer is None:
            self.told.emit(tr("Nothing was printed."))
            return
        self._printing, self._sent = self.pdf, self._made
        self._desk.run_job(partial(print_on, printer, self._printing), self.take_printed)

    @Slot(bool)
    def take_printed(self, reached: bool) -> None:
        """Say how printing went; what reached the printer is recorded."""
        if reached:
            self.given.record(self._printing)
            if self._sent is not None:
                self.letter.end(self._sent.kind, self._sent.writing)
        self.told.emit(tr("Sent to the printer.") if reached else Trouble("no_printer").sentence)

    @Slot()
    def on_instead(self) -> None:
        self.choose(EMERGENCY)
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_printer(self, parent: QWidget) -> "QPrinter | None":
        """Ask for a printer."""
        return self.choose_printer(parent)

    def style_wanted(self) -> "PageStyle":
        """Return on which paper and in which letters prints are wanted."""
        return _style(self.wanted())

    @Slot()
    def on_larger(self) -> None:
        self.preview.zoom(1)

    @Slot()
    def on_smaller(self) -> None:
        self.preview.zoom(-1)

    def _forget(self) -> None:
        """Drop pages that no longer are what is wanted."""
        self.pdf, self._made = b"", None
        self.print.setEnabled(False)
        self.pages.clear()
        self.refusal.hide()
        self.instead.hide()

    def _connect(self) -> None:
        for line, first in (
            (self.kind, "care_plan"),
            (self.letters, "standard"),
        ):
            line.set_value(first)
            line.changed.connect(self.on_wanted)
        self.language.show_kind(self.kind.value())
        self.exercises.show_kind(self.kind.value())
        for part in (self.printer, self.language):
            part.changed.connect(self.on_wanted)
        self.exercises.changed.connect(self.on_wanted)
        self.letter.changed.connect(self.on_wanted)
        self.print.clicked.connect(self.on_print)
        self.given.choose = self.ask_printer
        self.several.choose = self.ask_printer
        self.several.style_wanted = self.style_wanted
        self.several.printed.connect(self.given.on_more_printed)
        self.instead.clicked.connect(self.on_instead)
        self.pages.currentRowChanged.connect(self.preview.turn_to)


def _lay_out(page: PrintingPage, section: Section) -> None:
    section.row(tr("What"), page.kind).set_stacked(True)
    section.add(page.printer)
    section.row(tr("Size of the letters"), page.letters).set_stacked(True)
    page.print.setProperty("kind", "primary")
    theme.put_icon(page.print, "printer", "on_accent")
    page.instead.setProperty("kind", "danger")
    section.add(page.language)
    for part in (page.letter, page.refusal, page.instead, page.draft, page.print):
        section.add(part)
    section.row(tr("Pages"), page.pages).set_stacked(True)
    section.add(_zoom_line(section, page.on_smaller, page.on_larger))
    section.add(page.exercises)
    section.add(page.several)
    section.add(page.given)
    section.box.addStretch(1)
    page.options.box.setContentsMargins(24, 16, 8, 16)
    box = QHBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(page.options, 2)
    box.addWidget(page.preview, 5)


def _zoom_line(
    parent: QWidget, on_smaller: Callable[[], None], on_larger: Callable[[], None]
) -> QWidget:
    buttons = []
    for words, icon, slot in (
        (tr("Smaller"), "zoom-out", on_smaller),
        (tr("Larger"), "zoom-in", on_larger),
    ):
        button = QPushButton(words, parent)
        button.setProperty("kind", "plain")
        theme.put_icon(button, icon, "accent")
        button.clicked.connect(slot)
        buttons.append(button)
    return flow(parent, *buttons)


def _style(wanted: Wanted) -> "PageStyle":
    from handouts.tailored import AS_IT_COMES

    plain_style = page_style(wanted.printer, wanted.size)
    return replace(plain_style, language=wanted.language, own=wanted.own or AS_IT_COMES)


def _notice(kind: str, parent: QWidget) -> QLabel:
    label = plain("", parent)
    label.setProperty("notice", kind)
    label.setFrameShape(QFrame.Shape.StyledPanel)
    label.setMargin(10)
    label.hide()
    return label


def _kinds() -> tuple[Choice, ...]:
    return (
        Choice("care_plan", tr("Care plan")),
        Choice("danger_card", tr("Danger signs")),
        Choice("pocket_card", tr("Pocket card")),
        Choice("exercises", tr("Exercises")),
        Choice("what_changes_when", tr("What changes when")),
        Choice("medicines_today", tr("Medicines today")),
        Choice("heat_and_cold", tr("Warmth and cold")),
        Choice("surgery_choice", tr("Surgery or not")),
        Choice(EMERGENCY, tr("Emergency letter")),
        Choice("urgent", tr("Urgent letter")),
        Choice("surgical_evaluation", tr("Surgical evaluation")),
        Choice("imaging", tr("Imaging request")),
        Choice("physiotherapy", tr("Physiotherapy letter")),
        Choice("work_note", tr("Note for work")),
        Choice("timeline", tr("Timeline")),
        Choice("intake", tr("Blank intake sheet")),
        Choice("examination", tr("Blank examination sheet")),
    )
