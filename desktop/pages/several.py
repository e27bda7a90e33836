"""Several handouts at once: tick which, choose a printer, watch how far it is, stop any time."""

from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop import show
from desktop.desk.batch import Batch, BatchEnd, BatchPaper, Refusal
from desktop.widgets.cells import UprightDelegate
from desktop.widgets.form import muted, plain
from desktop.widgets.shortlist import ShortList
from desktop.wording import print_kind_words
from desktop.words import ntr, tr
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk
    from handouts.materials import HandoutKind
    from handouts.styles import PageStyle

KINDS: Final[tuple["HandoutKind", ...]] = (
    "care_plan",
    "danger_card",
    "pocket_card",
    "exercises",
    "what_changes_when",
    "medicines_today",
    "heat_and_cold",
    "surgery_choice",
)


LONGEST_LIST: Final = 15


class SeveralPrints(QWidget):
    """Prints the ticked handouts of one patient, or of many, one after the other."""

    printed = Signal()
    """A batch is over: other papers may have been recorded."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self.choose: Callable[[QWidget], QPrinter | None] | None = None
        self.style_wanted: Callable[[], PageStyle] | None = None
        self.batch = Batch(desk, self)
        self._desk = desk
        self._problems: tuple[ProblemId, ...] = ()
        self.title = plain(tr("Several at once"), self, "h3")
        self.kinds = {kind: QCheckBox(print_kind_words(kind), self) for kind in KINDS}
        self.print = QPushButton(tr("Print what is ticked …"), self)
        self.stop = QPushButton(tr("Stop printing"), self)
        self.bar = QProgressBar(self)
        self.news = muted("", self)
        self.refusals = ShortList(self, LONGEST_LIST)
        self._lay_out()
        self._connect()

    def open(self, problems: tuple[ProblemId, ...]) -> None:
        """Offer the handouts of these problems."""
        self._problems = problems
        if not self.batch.is_running:
            self.news.hide()
            self.refusals.clear()
            self.refusals.hide()
        self._settle()

    @Slot()
    def on_print(self) -> None:
        """Ask for a printer, and begin; pressed once more while it prints, it does nothing."""
        if self.batch.is_running:
            return
        printer = self.choose(self) if self.choose else None
        if printer is None or self.style_wanted is None:
            self._tell(tr("Nothing was printed."))
            return
        self.refusals.clear()
        self.refusals.hide()
        papers = [BatchPaper(*pair) for pair in product(self._problems, self._ticked())]
        self.batch.start(papers, self.style_wanted(), printer)
        self._settle()

    @Slot()
    def on_stop(self) -> None:
        """Begin no other paper."""
        self.batch.cancel()
        self.stop.setEnabled(self._has_keys(self.stop))

    @Slot(int, int)
    def take_progress(self, done: int, count: int) -> None:
        """Show how far it is."""
        self._settle()
        self.bar.setMaximum(count)
        self.bar.setValue(done)
        self._tell(tr("{done} of {count} papers").format(done=done, count=count))

    @Slot(object)
    def take_end(self, end: BatchEnd) -> None:
        """Say what was printed, what was not and why."""
        lines = [
            ntr(
                "{count} paper went to the printer.",
                "{count} papers went to the printer.",
                end.printed,
            )
        ]
        if end.no_printer:
            lines.append(tr("The printer cannot be reached."))
        if end.left:
            lines.append(ntr("{count} was not begun.", "{count} were not begun.", end.left))
        self._tell("\n".join(lines))
        self._settle()
        self.printed.emit()

    @Slot(object)
    def take_refusal(self, one: Refusal) -> None:
        """Say which paper there is not, for whom, and why."""
        view = self._desk.view(one.paper.problem)
        patient = view.chart.patient if view else None
        said = tr("Not printed: {kind}, {name}. {why}").format(
            kind=print_kind_words(one.paper.kind),
            name=show.patient_name(patient) if patient else "",
            why=one.trouble.sentence,
        )
        self.refusals.addItem(said)
        self.refusals.show()

    @Slot()
    def on_ticked(self) -> None:
        self._settle()

    def _ticked(self) -> tuple["HandoutKind", ...]:
        return tuple(kind for kind, box in self.kinds.items() if box.isChecked())

    def _tell(self, said: str) -> None:
        self.news.setText(said)
        self.news.show()

    def _settle(self) -> None:
        """Offer what can be done now; the button that has the keys is not shut while it prints."""
        is_running = self.batch.is_running
        may = bool(self._problems) and bool(self._ticked())
        self.print.setEnabled(may and (not is_running or self._has_keys(self.print)))
        if not is_running and self._has_keys(self.stop):
            (self.print if may else self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.stop.setVisible(is_running)
        self.stop.setEnabled(is_running)
        self.bar.setVisible(is_running)

    def _has_keys(self, button: QPushButton) -> bool:
        """Say so also while another window is in front."""
        return self.window().focusWidget() is button

    def _lay_out(self) -> None:
        self.bar.setAccessibleName(tr("How much is printed"))
        self.bar.setTextVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        acts = (self.print, self.bar, self.stop, self.news, self.refusals)
        for part in (self.title, *self.kinds.values(), *acts):
            box.addWidget(part)
        self.refusals.setAccessibleName(tr("What was not printed, and why"))
        self.refusals.setWordWrap(True)
        self.refusals.setItemDelegate(UprightDelegate(self.refusals))
        self.setFocusProxy(self.kinds[KINDS[0]])
        for part in (self.news, self.refusals):
            part.hide()
        self._settle()

    def _connect(self) -> None:
        for one in self.kinds.values():
            one.toggled.connect(self.on_ticked)
        for button, slot in ((self.print, self.on_print), (self.stop, self.on_stop)):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
        self.batch.progressed.connect(self.take_progress)
        self.batch.refused.connect(self.take_refusal)
        self.batch.ended.connect(self.take_end)
