"""The quick start: one page for the wall, as it will be printed."""

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop import theme
from desktop.actions import ActionId
from desktop.desk.wallpages import WallPaper, quick_start_page
from desktop.pages.sidepage import SidePage
from desktop.pdfpages import Drawn, draw_for_screen, print_on
from desktop.printers import ChoosePrinter, ask_for_printer
from desktop.today import now
from desktop.trouble import Trouble
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.form import plain, restyled
from desktop.widgets.preview import Preview
from desktop.words import language, tr

if TYPE_CHECKING:
    from desktop.background import Background

DOTS_PER_INCH: Final = 150.0


class QuickStartPage(SidePage):
    """Makes the page, shows it, prints the very same bytes."""

    def __init__(self, background: "Background", parent: QWidget) -> None:
        super().__init__(tr("Quick start on paper"), parent)
        self.choose_printer: ChoosePrinter = ask_for_printer
        self.pdf = b""
        self._background = background
        self.paper = ChoiceButtons((Choice("a4", "A4"), Choice("letter", tr("Letter"))), self)
        self.print = QPushButton(tr("&Print …"), self)
        self.news = plain("", self)
        self.preview = Preview(self)
        self._lay_out()
        self.paper.set_value("a4")
        self.paper.changed.connect(self.make)
        self.print.clicked.connect(self.on_print)
        self.make()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return super().can(action) or (action == "print" and bool(self.pdf))

    def act(self, action: ActionId) -> None:
        """Print, or go back."""
        if action == "print":
            self.on_print()
            return
        super().act(action)

    @Slot()
    def make(self) -> None:
        """Make the page for the paper that is chosen."""
        self.pdf = b""
        self.print.setEnabled(False)
        self.preview.show_words(tr("Making the pages …"))
        paper = cast(WallPaper, self.paper.value())
        work = partial(quick_start_page, paper, now().astimezone(), language())
        self._background.run("jobs", work, self.take_page, self.take_error, "quick start")

    @Slot(object)
    def take_page(self, pdf: bytes) -> None:
        """Take the page that was made, and have it drawn."""
        self.pdf = pdf
        work = partial(draw_for_screen, pdf, DOTS_PER_INCH)
        self._background.run("jobs", work, self.take_picture, self.take_error, "quick start")

    @Slot(object)
    def take_picture(self, pages: tuple[Drawn, ...]) -> None:
        """Show the page as it will be on paper."""
        self.preview.show_pages([one.image for one in pages], [one.text for one in pages])
        self.print.setEnabled(True)

    @Slot()
    def on_print(self) -> None:
        """Ask for a printer, then print."""
        printer = self.choose_printer(self)
        if printer is None:
            self._tell(tr("Nothing was printed."), "info")
            return
        work = partial(print_on, printer, self.pdf)
        self._background.run("jobs", work, self.take_printed, self.take_error)

    @Slot(object)
    def take_printed(self, is_reached: bool) -> None:
        """Say how printing went."""
        if is_reached:
            self._tell(tr("Sent to the printer."), "info")
        else:
            self._tell(Trouble("no_printer").sentence, "danger")

    @Slot(object)
    def take_error(self, error: Exception) -> None:
        """Say that the page could not be made, and let the error be logged."""
        self.preview.show_words(tr("Nothing to show."))
        raise error

    def _tell(self, said: str, kind: str) -> None:
        restyled(self.news, "notice", kind)
        self.news.setText(said)
        self.news.show()

    def _lay_out(self) -> None:
        self.news.setMargin(8)
        self.news.hide()
        self.print.setProperty("kind", "primary")
        self.print.setAutoDefault(True)
        theme.put_icon(self.print, "printer", "on_accent")
        self.paper.setAccessibleName(tr("Paper"))
        line = QHBoxLayout()
        line.setContentsMargins(24, 8, 24, 12)
        line.setSpacing(16)
        line.addWidget(self.paper)
        line.addWidget(self.print)
        line.addWidget(self.news, 1)
        line.addStretch(0)
        self.box.removeWidget(self.form)
        self.form.hide()
        self.box.addLayout(line)
        self.box.addWidget(self.preview, 1)
        self.setFocusProxy(self.print)
