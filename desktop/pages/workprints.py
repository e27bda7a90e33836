"""Handouts for the people of a worklist: which papers, for whom, on which printer, one by one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.pages.printerpart import PrinterPart, letter_sizes, page_style
from desktop.pages.several import SeveralPrints
from desktop.pages.sidepage import SidePage
from desktop.printers import ChoosePrinter
from desktop.widgets.choice import ChoiceButtons
from desktop.widgets.form import Section, em, muted, plain
from desktop.widgets.shortlist import ShortList
from desktop.words import ntr, tr
from pathway.records import ProblemId
from pathway.worklist import WorkRow

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.desk import Desk
    from handouts.styles import PageStyle

MOST_PEOPLE: Final = 100
"""So many at once: a stack that somebody can still hand out on the same day."""
LONGEST_LIST: Final = 14
BESIDE_EMS: Final = 64
"""Narrower, the cards stand one beneath the other."""


class WorkPrintsPage(SidePage):
    """Prints the ticked handouts for each person; leaving it stops after the paper in hand."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(tr("Handouts for these patients"), parent)
        self._desk = desk
        self.who = plain("", self, "h3")
        self.several = SeveralPrints(desk, self)
        self.printer = PrinterPart(desk, self)
        self.choose_printer: ChoosePrinter = self.printer.ask
        self.letters = ChoiceButtons(letter_sizes(), self)
        self.people = ShortList(self, LONGEST_LIST)
        self._cards = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()
        self.letters.set_value("standard")
        self.letters.changed.connect(self.on_letters)
        self.several.choose = self.ask_printer
        self.several.style_wanted = self.style_wanted

    def open(self, problems: Sequence[ProblemId], group: str) -> None:
        """Offer handouts for the people of a group; while papers are printed, nothing changes."""
        if self.several.batch.is_running:
            return
        taken = tuple(problems[:MOST_PEOPLE])
        people = ntr("{count} person", "{count} people", len(problems))
        said = f"{group}: {people}"
        if len(problems) > len(taken):
            said = tr("{group}: the first {count}, by danger and date").format(
                group=said, count=len(taken)
            )
        self.who.setText(said)
        self.people.clear()
        self.several.open(taken)
        self._desk.work.rows(taken, self._desk.today, self.take_rows)

    def may_leave(self) -> bool:
        """Begin no other paper: nobody is here any more who sees to the printer."""
        self.several.on_stop()
        return True

    def ask_printer(self, parent: QWidget) -> "QPrinter | None":
        """Ask for a printer."""
        return self.choose_printer(parent)

    def style_wanted(self) -> "PageStyle":
        """Return on which paper and in which letters prints are wanted."""
        return page_style(self.printer.profile(), self.letters.value())

    @Slot(object)
    def take_rows(self, rows: tuple[WorkRow, ...]) -> None:
        """Name the people."""
        self.people.clear()
        for row in rows:
            number = row.number or tr("No number")
            self.people.addItem(f"{show.name(row.family_name, row.given_name)} · {number}")

    @Slot()
    def on_letters(self) -> None:
        """Choose again what was taken back."""
        if not self.letters.value():
            self.letters.set_value("standard")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """Put the cards beside each other where there is room."""
        is_narrow = self.width() < BESIDE_EMS * em(self)
        beside, beneath = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._cards.setDirection(beneath if is_narrow else beside)

    def _lay_out(self) -> None:
        theme.put_icon(self.several.print, "printer", "on_accent")
        self.several.print.setProperty("kind", "primary")
        self.several.title.hide()
        papers, printer, people = (
            Section(title, "", self.form.content)
            for title in (tr("Papers"), tr("Printer and letters"), tr("For whom"))
        )
        for part in (self.who, self.several, muted(_told(), self)):
            papers.add(part)
        printer.add(self.printer)
        printer.row(tr("Size of the letters"), self.letters).set_stacked(True)
        self.people.setAccessibleName(tr("For whom"))
        people.add(self.people)
        for card in (papers, people):
            card.box.addStretch(1)
        aside = QVBoxLayout()
        aside.setSpacing(16)
        aside.addWidget(printer)
        aside.addWidget(people, 1)
        self._cards.setSpacing(16)
        self._cards.addWidget(papers, 3)
        self._cards.addLayout(aside, 2)
        self.form.box.addLayout(self._cards)
        self.setFocusProxy(self.several)


def _told() -> str:
    return tr(
        "Each paper is recorded in its chart. Whoever must not get one, such as a care plan under "
        "a danger sign, is listed with the reason. Leaving this page stops the printing."
    )
