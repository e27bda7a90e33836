"""The clinic's own figures on one page: counted beside the window, each number with its list."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.actions import ActionId
from desktop.models.figuretable import FigureTable
from desktop.models.figurewords import days_words, period_words
from desktop.pages.figurecards import FigureCard, Told
from desktop.trouble import Trouble
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.flow import flow
from desktop.widgets.form import Scroll, Sheet, heading, muted, plain, restyled
from desktop.widgets.slices import Slices
from desktop.widgets.taborder import tab_in_order
from desktop.words import ntr, tr
from pathway.figures import FIGURES, PERIOD_DAYS, Figure, Period, PeriodName

if TYPE_CHECKING:
    from desktop.desk import Desk

ChooseFile: TypeAlias = Callable[[QWidget], Path | None]
TABLE_NAME: Final = "figures.csv"
FIRST: Final[PeriodName] = "months_3"


def ask_for_file(parent: QWidget) -> Path | None:
    """Return the file that the user named in the system's own dialog, None when none."""
    kinds = tr("Table (*.csv)")
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Save the table"), TABLE_NAME, kinds)
    return Path(chosen) if chosen else None


class FiguresPage(QWidget):
    """Shows what is counted as soon as it is; a number opens its list, Esc goes back."""

    left = Signal()
    list_wanted = Signal(object, str)
    """The Part whose patients are wanted, and what it is called."""
    print_wanted = Signal(object)
    """The FigureTable that is to be printed."""
    settled = Signal()
    """What can be done here may be another than before."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self.choose_file: ChooseFile = ask_for_file
        self._desk = desk
        self._period = Period(desk.today, desk.today)
        self.area = Scroll(self)
        self.content = Sheet(self.area)
        self.back = QPushButton(tr("&Back"), self.content)
        self.period = ChoiceButtons(_periods(), self.content)
        self.days = muted("", self.content)
        self.state = muted("", self.content)
        told = Told(desk.pack_words, desk.catalogue)
        self.cards = {name: FigureCard(name, told, self.content) for name in FIGURES}
        self.names = QCheckBox(tr("With the names behind each number"), self.content)
        self.save = QPushButton(tr("Save as a &table …"), self.content)
        self.print = QPushButton(tr("Print …"), self.content)
        self.news = plain("", self.content)
        self._making = Slices(tuple(self.cards.values()), self)
        self._lay_out()
        self._connect()
        self.put_in_order()
        self.period.set_value(FIRST)

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"back", "refresh"} or (action == "print" and self.is_whole)

    def act(self, action: ActionId) -> None:
        """Go back, count again, or print."""
        if action == "back":
            self.left.emit()
        elif action == "refresh":
            self.count()
        elif action == "print":
            self.on_print()

    @property
    def is_whole(self) -> bool:
        """Whether every figure is there."""
        return all(one.figure is not None for one in self.cards.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def count(self) -> None:
        """Count the period that is chosen; what is under way is given up."""
        names: tuple[PeriodName, ...] = tuple(PERIOD_DAYS)
        chosen = next((name for name in names if name == self.period.value()), FIRST)
        self.news.hide()
        self._making.stop()
        for one in self.cards.values():
            one.forget()
        self._period = self._desk.counting.start(chosen)
        self.days.setText(days_words(self._period))
        self._show_state(0)

    @Slot(object)
    def take_figure(self, figure: Figure) -> None:
        """Show a figure that is ready, line by line."""
        self.cards[figure.name].show_figure(figure)
        self._making.start()

    @Slot(int)
    def take_progress(self, percent: int) -> None:
        """Say how far the counting is."""
        self._show_state(percent)

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say why something could not be counted, written or printed."""
        if not self.is_whole:
            for one in self.cards.values():
                if one.figure is None:
                    one.say(tr("Could not be counted."))
        self._tell(trouble.sentence, "danger")
        self.state.hide()

    @Slot()
    def on_save(self) -> None:
        """Write the figures into a file; that is noted, too."""
        path = self.choose_file(self)
        if path is not None:
            self._desk.counting.write_table(self.table(), path, self.take_saved, self.take_trouble)

    @Slot(object)
    def take_saved(self, count: int) -> None:
        """Say what was written, and whether it names people."""
        said = ntr("{count} line was written.", "{count} lines were written.", count)
        named = tr("It names patients and is not encrypted; that it was made is noted.")
        bare = tr("It names nobody; that it was made is noted.")
        self._tell(f"{said} {named if self.names.isChecked() else bare}")

    @Slot()
    def on_print(self) -> None:
        """Show the figures as a page that can be printed."""
        if self.is_whole:
            self.print_wanted.emit(self.table())

    def table(self) -> FigureTable:
        """Return the figures that are there, with the words for them."""
        shown = (self.cards[name].figure for name in FIGURES)
        figures = tuple(figure for figure in shown if figure is not None)
        return FigureTable(
            self._period,
            figures,
            self._desk.pack_words,
            self._desk.catalogue,
            with_names=self.names.isChecked(),
        )

    @Slot()
    def put_in_order(self) -> None:
        """Let Tab go through the page in the order of reading: numbers came after all else."""
        tab_in_order(self)

    def stop(self) -> None:
        """Count nothing any more: the page is left."""
        self._making.stop()
        self._desk.counting.stop()

    def _show_state(self, percent: int) -> None:
        whole = self.is_whole
        self.state.setText("" if whole else tr("Counting: {percent} %").format(percent=percent))
        self.state.setVisible(not whole)
        for button in (self.save, self.print):
            button.setEnabled(whole)
        self.settled.emit()

    def _tell(self, said: str, kind: str = "warn") -> None:
        restyled(self.news, "notice", kind)
        self.news.setText(said)
        self.news.show()
        self.area.ensureWidgetVisible(self.news)

    def _lay_out(self) -> None:
        self.news.setMargin(8)
        self.news.hide()
        theme.put_icon(self.back, "arrow-left", "accent")
        theme.put_icon(self.save, "save", "accent")
        theme.put_icon(self.print, "printer", "accent")
        self.period.setAccessibleName(tr("Period"))
        self.days.setAccessibleName(tr("Days that are counted"))
        top = QHBoxLayout()
        top.addWidget(heading(tr("The clinic's own figures"), self.content, 1), 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self.content)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addLayout(top)
        box.addWidget(muted(_explained(), self.content))
        box.addWidget(flow(self.content, QLabel(tr("Period"), self.content), self.period, gap=12))
        box.addWidget(self.days)
        box.addWidget(self.state)
        box.addWidget(self.news)
        for name in FIGURES:
            box.addWidget(self.cards[name])
        box.addWidget(flow(self.content, self.print, self.save, self.names, gap=12))
        box.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.setFocusProxy(self.period)

    def _connect(self) -> None:
        counting = self._desk.counting
        counting.counted.connect(self.take_figure)
        counting.progressed.connect(self.take_progress)
        counting.failed.connect(self.take_trouble)
        self._desk.day_changed.connect(self.count)
        self._making.done.connect(self.put_in_order)
        self.period.changed.connect(self.count)
        for one in self.cards.values():
            one.list_wanted.connect(self.list_wanted)
        for button, slot in (
            (self.back, self.left),
            (self.save, self.on_save),
            (self.print, self.on_print),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)


def _explained() -> str:
    return tr(
        "What the records hold and no more: of what nobody recorded it is said that it is not "
        "recorded. Press a number to see whom it counts."
    )


def _periods() -> tuple[Choice, ...]:
    return tuple(Choice(name, words) for name, words in period_words().items())
