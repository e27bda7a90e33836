"""An encrypted export of the whole clinic: for whom, where to, its own passphrase, and its code."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.passfield import PassField
from desktop.passphrases import advice, weakness
from desktop.printers import ChoosePrinter, CodeSheet, ask_for_printer, print_code_sheet
from desktop.trouble import Trouble
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, Row, heading, muted, plain
from desktop.words import tr
from pathway.readable import name_of
from pathway.users import LONGEST_NAME

if TYPE_CHECKING:
    from desktop.desk.backups import Backups
    from desktop.desk.exports import Exported

ChooseFolder: TypeAlias = Callable[[QWidget], Path | None]


class ExportForm(QWidget):
    """Asks for whom an export is, where it goes, and what will open it."""

    given = Signal(object, str, str)
    """The folder (Path), who will open it, and with which passphrase."""
    left = Signal()

    def __init__(self, choose_folder: ChooseFolder, parent: QWidget) -> None:
        super().__init__(parent)
        self.choose_folder = choose_folder
        self.folder: Path | None = None
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.choose = QPushButton(tr("Choose wh&ere to …"), self)
        self.new, self.again = PassField(self), PassField(self)
        self.caps = plain(tr("Caps Lock is on."), self, "muted")
        self.write = QPushButton(tr("&Write the export"), self)
        self.leave = QPushButton(tr("C&ancel"), self)
        self._lay_out()
        for field in (self.new, self.again):
            field.caps_lock_seen.connect(self.caps.setVisible)
        for line in (self.name, self.new, self.again):
            line.returnPressed.connect(self.on_write)
        self.new.textChanged.connect(self.on_typed)
        for button, slot in (
            (self.choose, self.on_choose),
            (self.write, self.on_write),
            (self.leave, self.on_leave),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)

    def begin(self) -> None:
        """Show the lines, empty."""
        self.forget()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty every line."""
        for line in (self.name, self.new, self.again):
            line.clear()
        self._take_folder(None)
        for row in self.rows:
            row.say_problem("")
        self.caps.hide()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return every row."""
        return self.name_row, self.folder_row, self.new_row, self.again_row

    @Slot(str)
    def on_typed(self, text: str) -> None:
        """Say how good the passphrase is."""
        self.new_row.help.setText(advice(text, self.name.text()))

    @Slot()
    def on_choose(self) -> None:
        """Have a folder or a stick chosen."""
        chosen = self.choose_folder(self)
        if chosen is not None:
            self._take_folder(chosen)

    @Slot()
    def on_write(self) -> None:
        """Give what stands here, if all of it will do, and forget it."""
        name, folder = name_of(self.name.text()), self.folder
        if folder is None or self._has_problem():
            self._has_problem()
            return
        secret = self.new.text()
        self.forget()
        self.given.emit(folder, name, secret)

    @Slot()
    def on_leave(self) -> None:
        """Empty the lines and go."""
        self.forget()
        self.left.emit()

    def _has_problem(self) -> bool:
        alike = self.new.text() == self.again.text()
        problems = (
            "" if name_of(self.name.text()) else tr("A name is needed here."),
            "" if self.folder else tr("Choose a folder or a stick."),
            weakness(self.new.text(), self.name.text()),
            "" if alike else tr("The two passphrases are not the same."),
        )
        for row, problem in zip(self.rows, problems, strict=True):
            row.say_problem(problem)
        wrong = [row for row, problem in zip(self.rows, problems, strict=True) if problem]
        if wrong:
            wrong[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)

    def _take_folder(self, folder: Path | None) -> None:
        self.folder = folder
        words = str(folder) if folder else tr("None chosen yet")
        self.folder_row.help.setText(words)
        self.folder_row.say_problem("")

    def _lay_out(self) -> None:
        self.name_row = Row(
            tr("Who will open &it"),
            self.name,
            tr("Their name as a user of the copy. Nobody else can open it."),
            self,
        )
        where = flow(self, self.choose)
        where.setFocusProxy(self.choose)
        self.folder_row = Row(tr("Folder or stick"), where, tr("None chosen yet"), self)
        self.new_row = Row(tr("&Passphrase of the export"), self.new, advice(""), self)
        self.again_row = Row(tr("Passphrase a&gain"), self.again, "", self)
        self.write.setProperty("kind", "primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(10)
        for part in (*self.rows, self.caps, flow(self, self.write, self.leave)):
            box.addWidget(part)


class ExportDone(QWidget):
    """Says where an export lies and shows its recovery code, this once."""

    finished = Signal()

    def __init__(self, sheet: Callable[[tuple[str, ...]], CodeSheet], parent: QWidget) -> None:
        super().__init__(parent)
        self.choose_printer: ChoosePrinter = ask_for_printer
        self._sheet = sheet
        self._groups: tuple[str, ...] = ()
        self.where = plain("", self)
        self.code = heading("", self)
        self.printed = muted("", self)
        self.print = QPushButton(tr("&Print the code"), self)
        self.done = QPushButton(tr("I &have kept it"), self)
        keep = tr(
            "This recovery code opens the export should its passphrase be forgotten. It is shown "
            "only now: print it or write it down, and send it by another way than the export."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(10)
        parts = (self.where, self.code, muted(keep, self), self.printed)
        for part in (*parts, flow(self, self.print, self.done)):
            box.addWidget(part)
        for button, slot in ((self.print, self.on_print), (self.done, self.on_done)):
            button.setAutoDefault(True)
            button.clicked.connect(slot)

    def tell(self, made: "Exported") -> None:
        """Show what was made."""
        self._groups = made.code
        said = tr("The export was written, read back and verified: {path}")
        self.where.setText(said.format(path=made.path))
        self.code.setText("   ".join(made.code))
        self.printed.hide()
        self.show()
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_print(self) -> None:
        """Print the code on a sheet."""
        printer = self.choose_printer(self)
        if printer is None:
            return
        is_printed = print_code_sheet(printer, self._sheet(self._groups))
        said = tr("Sent to the printer.") if is_printed else Trouble("no_printer").sentence
        self.printed.setText(said)
        self.printed.show()

    @Slot()
    def on_done(self) -> None:
        """Forget the code."""
        self._groups = ()
        self.code.clear()
        self.finished.emit()


class ExportBox(QWidget):
    """The way to an export: a button, then the form, then what came of it."""

    started = Signal()

    def __init__(
        self, backups: "Backups", today: date, choose_folder: ChooseFolder, sheet: Form
    ) -> None:
        super().__init__(sheet)
        self._backups = backups
        self._today = today
        self._sheet = sheet
        self.open = QPushButton(tr("E&xport the whole clinic …"), self)
        self.form = ExportForm(choose_folder, self)
        self.done = ExportDone(self._code_sheet, self)
        self.refusal = muted(tr("For clinicians. Ask one of them to do it."), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (flow(self, self.open), self.refusal, self.form, self.done):
            box.addWidget(part)
        self.open.setAutoDefault(True)
        self.open.clicked.connect(self.on_open)
        self.form.left.connect(self.show_button)
        self.form.given.connect(self.on_given)
        self.done.finished.connect(self.show_button)
        backups.exports.made.connect(self.on_made)
        self.show_button()

    def add_to_form(self) -> None:
        """Stand in a card of its own on the page."""
        card = self._sheet.section(
            tr("An encrypted export, for somebody else"),
            tr(
                "The whole clinic under a key of its own: it opens with the name and the "
                "passphrase that you give it here, and with nothing of this clinic. On the other "
                "computer it is opened at the first start, with “Move from another computer”."
            ),
        )
        card.add(self)
        card.rows += self.form.rows  # they stand above their fields where room is scarce

    def show_status(self) -> None:
        """Let nobody begin while something else is being done, nor who may not."""
        may, is_running = self._backups.exports.may_start, self._backups.is_running
        self.refusal.setVisible(not may)
        # The one in hand is not shut: the keys would go elsewhere.
        self.open.setEnabled(may and (not is_running or self.open.hasFocus()))
        self.form.write.setEnabled(not is_running)

    @Slot()
    def show_button(self) -> None:
        """Show nothing but the button, and leave the keys there."""
        has_keys = any(part.isVisible() for part in (self.form, self.done))
        self.show_status()
        self.open.show()
        if has_keys:
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.form, self.done):
            part.hide()

    @Slot()
    def on_open(self) -> None:
        """Ask for whom it is."""
        if self._backups.is_running:
            return
        self.open.hide()
        self.form.begin()
        self._show(self.form)

    @Slot(object, str, str)
    def on_given(self, folder: Path, name: str, secret: str) -> None:
        """Have it written."""
        self.show_button()
        self.started.emit()
        self._backups.exports.start(folder, name, secret)

    @Slot(object)
    def on_made(self, made: "Exported") -> None:
        """Show where it lies, and its code."""
        self.open.hide()
        self.done.tell(made)
        self._show(self.done)

    def _show(self, part: QWidget) -> None:
        self._sheet.content.adjustSize()
        self._sheet.bring_into_view(part)

    def _code_sheet(self, groups: tuple[str, ...]) -> CodeSheet:
        desk = self._backups.work.desk
        return CodeSheet(desk.card.name if desk else "", groups, self._today)
