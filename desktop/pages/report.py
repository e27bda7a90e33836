"""Report a problem: a file of versions and names of parts, all of it shown before it is written."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton, QWidget

from desktop import theme
from desktop.desk.reporting import Report, ReportKind, report_text, write_report
from desktop.pages.sidepage import SidePage
from desktop.trouble import Expected
from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.widgets.flow import flow
from desktop.widgets.form import plain, restyled
from desktop.words import tr

ChooseFolder: TypeAlias = Callable[[QWidget], Path | None]
PREVIEW_HIGH = 360


def ask_for_folder(parent: QWidget) -> Path | None:
    """Return the folder that the user chose in the system's own dialog, None when none."""
    chosen = QFileDialog.getExistingDirectory(parent, tr("Folder for the report"))
    return Path(chosen) if chosen else None


class ReportPage(SidePage):
    """Asks what it is about by a choice: where nothing can be typed, nobody's name gets in."""

    def __init__(self, report: Report, parent: QWidget) -> None:
        super().__init__(tr("Report a problem"), parent)
        self.choose_folder: ChooseFolder = ask_for_folder
        self._report = report
        self.kind = ChoiceButtons(_kinds(), self)
        self.preview = QPlainTextEdit(self)
        self.write = QPushButton(tr("&Write the file …"), self)
        self.news = plain("", self)
        self._lay_out()
        self.kind.changed.connect(self.on_kind)
        self.write.clicked.connect(self.on_write)
        self.on_kind()

    @Slot()
    def on_kind(self) -> None:
        """Show the whole file for what it is about."""
        if not self.kind.value():
            self.kind.set_value(self._report.kind)
        self._report = self._report._replace(kind=cast(ReportKind, self.kind.value()))
        self.preview.setPlainText(report_text(self._report))
        self.news.hide()

    @Slot()
    def on_write(self) -> None:
        """Write what is shown, nothing else, where somebody chooses."""
        folder = self.choose_folder(self)
        if folder is None:
            return
        try:
            path = write_report(self._report, folder)
        except Expected as error:
            self._tell(error.trouble.sentence, "danger")
            return
        said = tr("Written to {path}. Give it to whoever looks after the program.")
        self._tell(said.format(path=path), "info")

    def _tell(self, said: str, kind: str) -> None:
        restyled(self.news, "notice", kind)
        self.news.setText(said)
        self.news.show()

    def _lay_out(self) -> None:
        self.news.setMargin(8)
        self.news.hide()
        about = self.form.section(
            "",
            tr(
                "The file goes where you put it, and nowhere else. Tell the rest by telephone, "
                "without a patient's name."
            ),
        )
        about.row(tr("What is it about?"), self.kind)
        shown = self.form.section(tr("All that is written into the file"))
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(tr("All that is written into the file"))
        self.preview.setMinimumHeight(theme.pixels(PREVIEW_HIGH))
        shown.add(self.preview)
        self.write.setProperty("kind", "primary")
        self.write.setAutoDefault(True)
        theme.put_icon(self.write, "save", "on_accent")
        shown.add(flow(shown, self.write))
        shown.add(self.news)
        self.setFocusProxy(self.kind)


def _kinds() -> tuple[Choice, ...]:
    return (
        Choice("advice", tr("Advice seems wrong")),
        Choice("screen", tr("Something looks wrong")),
        Choice("paper", tr("A paper is wrong")),
        Choice("records", tr("Records or backup")),
        Choice("speed", tr("It is slow")),
        Choice("other", tr("Something else")),
    )
