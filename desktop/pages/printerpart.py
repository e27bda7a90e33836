"""The printer of a print: which one, its paper, what stays free at the top, and its colours."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.printerbook import TOPS_MM, PrinterBook, PrinterProfile, book_of
from desktop.printers import ask_for_printer
from desktop.trouble import Trouble
from desktop.widgets.choice import Choice, ChoiceButtons, PickBox
from desktop.widgets.disclosure import Disclosure
from desktop.widgets.form import Row, muted
from desktop.words import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.desk import Desk
    from handouts.pagestyle import PageStyle

LEAST_LETTERS: Final = 14
"""Of the name of a printer, in the list that is closed; the tool tip has all of it."""
COLOURED: Final = "coloured"
GREY: Final = "grey"


class PrinterPart(QWidget):
    """Chooses a printer; what is changed beneath it is kept for that printer."""

    changed = Signal()
    """Pages are wanted in another way than before."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._own = PrinterBook(None, parent=self)
        self._is_settling = False
        self._found: tuple[str, ...] | None = None
        self.name = PickBox(tr("Any printer"), (), self)
        self.paper = ChoiceButtons(_papers(), self)
        self.more = PaperOfPrinter(self)
        self.news = muted("", self)
        self._lay_out()
        self.name.changed.connect(self.on_chosen)
        self.paper.changed.connect(self.on_profile)
        self.more.changed.connect(self.on_profile)
        self.load()

    @property
    def book(self) -> PrinterBook:
        """What is kept of the printers of this computer."""
        return book_of(self) or self._own

    def load(self) -> None:
        """Show the printer that was chosen last, with its paper."""
        before = self.profile()
        self._is_settling = True
        self._offer({*(self._found or ()), *self.book.known})
        self.name.set_value(self.book.chosen)
        profile = self.book.profile()
        self.paper.set_value(profile.paper)
        self.more.show_profile(profile)
        self._is_settling = False
        self._tell()
        if self.profile() != before:
            self.changed.emit()

    def profile(self) -> PrinterProfile:
        """Return how pages are wanted."""
        return PrinterProfile(self.paper.value(), self.more.top_mm(), self.more.is_grey())

    def ask(self, parent: QWidget) -> "QPrinter | None":
        """Ask for a printer in the system's own dialog, beginning with the one that is chosen."""
        return ask_for_printer(parent, self.book.chosen, self.profile())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.load()
            self._desk.prints.look_for_printers(
                self.book.here.names, self.take_names, self.take_trouble
            )

    @Slot(object)
    def take_names(self, names: tuple[str, ...]) -> None:
        """Offer the printers that were found, and those of which something is kept."""
        self._found = names
        self.load()

    @Slot(object)
    def take_trouble(self, _trouble: Trouble) -> None:
        """Say that printers are not listed; the system's own dialog may know more."""
        self._say(tr("The printers cannot be listed now. Print … asks the system for them."))

    @Slot()
    def on_chosen(self) -> None:
        """Show the paper of the printer that was chosen."""
        if not self._is_settling:
            self.book.choose(self.name.value())
            self.load()

    @Slot()
    def on_profile(self) -> None:
        """Keep what was changed; an answer that was taken back is chosen again."""
        if self._is_settling:
            return
        if not self.paper.value() or not self.more.is_whole():
            self.load()
        else:
            self.book.keep(self.profile())
            self.changed.emit()

    def _offer(self, names: set[str]) -> None:
        """List printers beneath the answer that any will do."""
        while self.name.count() > 1:
            self.name.removeItem(1)
        for name in sorted(names):
            self.name.addItem(name, name)

    def _tell(self) -> None:
        """Say what is to be known of the printers."""
        chosen, found = self.book.chosen, self._found
        self.name.setToolTip(chosen)
        if found is None:
            self._say(tr("Looking for printers …"))
        elif chosen and chosen not in found:
            said = tr("{printer} is not there now: is it switched on and connected?")
            self._say(said.format(printer=chosen))
        elif not found:
            self._say(tr("No printer is set up on this computer."))
        else:
            self._say("")

    def _say(self, said: str) -> None:
        self.news.setText(said)
        self.news.setVisible(bool(said))

    def _lay_out(self) -> None:
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.name.setSizeAdjustPolicy(narrow)
        self.name.setMinimumContentsLength(LEAST_LETTERS)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        which = QVBoxLayout()
        which.setSpacing(4)
        which.addWidget(Row(tr("Printer"), self.name, "", self, stacked=True))
        which.addWidget(self.news)
        box.addLayout(which)
        box.addWidget(Row(tr("Paper"), self.paper, "", self, stacked=True))
        box.addWidget(self.more)


class PaperOfPrinter(Disclosure):
    """What few printers need: room for a letterhead that is on the paper, and grey for colours."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Letterhead on the paper, colours"), parent)
        self.top = ChoiceButtons(_tops(), self.part)
        self.colours = ChoiceButtons(_colours(), self.part)
        for line in (self.top, self.colours):
            line.changed.connect(self.changed)

    def fill(self, box: QVBoxLayout) -> None:
        """Lay the two choices out."""
        told = tr("How much of each sheet is printed already. Pages that lie across begin above.")
        for label, control, help_ in (
            (tr("Free at the top"), self.top, told),
            (tr("Colours"), self.colours, tr("Grey is clearer on a printer without colours.")),
        ):
            box.addWidget(Row(label, control, help_, self.part, stacked=True))

    def show_profile(self, profile: PrinterProfile) -> None:
        """Show what a printer needs; what is not as usual is not hidden."""
        self.top.set_value(str(profile.top_mm))
        self.colours.set_value(GREY if profile.is_grey else COLOURED)
        if profile.top_mm or profile.is_grey:
            self.set_open(True)

    def top_mm(self) -> int:
        """Return how much stays free."""
        return int(self.top.value() or 0)

    def is_grey(self) -> bool:
        """Return whether pages are wanted without colours."""
        return self.colours.value() == GREY

    def is_whole(self) -> bool:
        """Return whether each choice is made."""
        return bool(self.top.value() and self.colours.value())


def page_style(printer: PrinterProfile, letters: str) -> "PageStyle":
    """Return how a printer needs pages, in letters of this size."""
    from handouts.pagestyle import PageStyle, Size

    sizes: dict[str, Size] = {"large": "large", "extra": "extra"}
    return PageStyle(
        "letter" if printer.paper == "letter" else "a4",
        sizes.get(letters, "standard"),
        top_mm=printer.top_mm,
        is_grey=printer.is_grey,
    )


def letter_sizes() -> tuple[Choice, ...]:
    """Return the sizes of letters that a handout may have."""
    return (
        Choice("standard", tr("Standard")),
        Choice("large", tr("Large")),
        Choice("extra", tr("Extra large")),
    )


def _papers() -> tuple[Choice, ...]:
    return (Choice("a4", tr("A4")), Choice("letter", tr("Letter")))


def _tops() -> tuple[Choice, ...]:
    said = tr("{count} mm")
    rest = (Choice(str(height), said.format(count=height)) for height in TOPS_MM[1:])
    return (Choice(str(TOPS_MM[0]), tr("Nothing")), *rest)


def _colours() -> tuple[Choice, ...]:
    return (Choice(COLOURED, tr("In colour")), Choice(GREY, tr("In grey")))
