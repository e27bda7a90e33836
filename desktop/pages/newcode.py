"""A new code on paper: shown, printed, and two of its groups typed back before it counts."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.actions import ActionId
from desktop.codesteps import CodeStep, TypedBackStep, two_groups
from desktop.printers import ChoosePrinter, CodeSheet, ask_for_printer, print_code_sheet
from desktop.trouble import Trouble
from desktop.words import tr
from pathway.users import Paper


class NewCodePage(QWidget):
    """Shows a code until it is on paper; the old one opens until then. Esc gives it up."""

    finished = Signal(str, object)  # Paper, the groups
    left = Signal()

    def __init__(self, kind: Paper, sheet: CodeSheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.choose_printer: ChoosePrinter = ask_for_printer
        self._kind: Paper = kind
        self._sheet = sheet
        self.code = CodeStep(self, _title(kind), _purpose(kind))
        self.back = TypedBackStep(two_groups(), self)
        self._steps = QStackedLayout(self)
        for step in (self.code, self.back):
            self._steps.addWidget(step)
        self.code.show_code(sheet.groups)
        self.back.expect(sheet.groups)
        self.code.print_button.clicked.connect(self.on_print)
        self.code.done.connect(self.on_written_down)
        self.back.again.connect(self.on_look_again)
        self.back.done.connect(self.on_done)
        self.setFocusProxy(self.code)

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action == "back"

    def act(self, action: ActionId) -> None:
        """Give the new code up."""
        if action == "back":
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def say(self, trouble: Trouble) -> None:
        """Show why the code does not count."""
        self.back.say(trouble.sentence)

    @Slot()
    def on_print(self) -> None:
        """Print the sheet with the code."""
        printer = self.choose_printer(self)
        if printer is None:
            return
        is_printed = print_code_sheet(printer, self._sheet)
        said = tr("Sent to the printer.") if is_printed else Trouble("no_printer").sentence
        self.code.printed.setText(said)

    @Slot()
    def on_written_down(self) -> None:
        """Ask for two groups of the code."""
        self._go(self.back)

    @Slot()
    def on_look_again(self) -> None:
        """Show the code once more."""
        self._go(self.code)

    @Slot()
    def on_done(self) -> None:
        """Hand the code over, now that it is on paper."""
        self.finished.emit(self._kind, self._sheet.groups)

    def _go(self, step: QWidget) -> None:
        self._steps.setCurrentWidget(step)
        step.setFocus(Qt.FocusReason.OtherFocusReason)


def sheet_of(kind: Paper, clinic: str, groups: tuple[str, ...], today: date) -> CodeSheet:
    """Return what is printed with a new code."""
    return CodeSheet(clinic, groups, today, is_envelope=kind == "envelope")


def _title(kind: Paper) -> str:
    if kind == "recovery":
        return tr("The new recovery code")
    return tr("The code for a new envelope")


def _purpose(kind: Paper) -> str:
    if kind == "recovery":
        return tr(
            "The old code opens nothing any more once this one is on paper. Print it, keep it away "
            "from this computer, and destroy the old sheet."
        )
    return tr(
        "It opens the records when nobody with a passphrase can be reached. Print it, seal it in "
        "an envelope, sign across the flap. Whoever uses it is asked for name and reason."
    )
