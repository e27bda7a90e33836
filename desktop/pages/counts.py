"""What is in a backup, side by side with what there is now, and the question that follows."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop import show, theme
from desktop.models.backups import SideBySide, counted
from desktop.widgets.flow import flow
from desktop.widgets.form import heading, plain, strong
from desktop.words import tr


class Counts(QFrame):
    """A table of three columns, and restoring only by a second press."""

    restoring = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: dict[str, tuple[str, str]] = {}
        self.title = heading("", self, 3)
        self.restore = QPushButton(tr("&Restore this backup"), self)
        self.leave = QPushButton(tr("&Leave everything as it is"), self)
        self.keys = plain(
            tr(
                "The key of that time comes back as well. Afterwards the clinic opens with the "
                "passphrases and the recovery code of the time of the backup, also for those who "
                "left since, and no longer with those that were set since. Then look under People "
                "who may open it."
            ),
            self,
        )
        self._table: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 8, 0, 0)
        self._box.setSpacing(12)
        self._box.addWidget(self.title)
        warning = tr(
            "Restoring takes the records back to the moment of the backup: what was entered since "
            "is not in it. The clinic as it is now is kept first."
        )
        self._box.addWidget(plain(warning, self))
        self._box.addWidget(self.keys)
        self._box.addWidget(flow(self, self.restore, self.leave))
        self.restore.setProperty("kind", "danger")
        theme.put_icon(self.restore, "history", "on_danger")
        for button in (self.restore, self.leave):
            button.setAutoDefault(True)
        self.restore.clicked.connect(self.restoring)
        self.leave.clicked.connect(self.on_leave)
        self.hide()

    def show_rows(self, found: SideBySide, name: str) -> None:
        """Show the counts of a backup; nothing is chosen by pressing Enter once too often."""
        self.title.setText(name)
        self.keys.setVisible(found.has_other_key)
        known = {row.table: (_number(row.now), _number(row.backup)) for row in found.rows}
        now = _day(found.newest_now) if found.is_now_readable else _number(None)
        self.cells = {}
        for table, said in counted().items():
            if table in known:
                self.cells[said] = known[table]
            if table == "visit":
                self.cells[tr("Newest visit")] = now, _day(found.newest_in_backup)
        if self._table is not None:
            self._box.removeWidget(self._table)
            self._table.deleteLater()
        self._table = self._made_table()
        self._box.insertWidget(1, self._table)
        self.show()
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_leave(self) -> None:
        """Change nothing."""
        self.hide()

    def _made_table(self) -> QWidget:
        table = QWidget(self)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(32)
        grid.setColumnStretch(3, 1)
        lines = [("", (tr("Now"), tr("In the backup"))), *self.cells.items()]
        for line, (name, cells) in enumerate(lines):
            grid.addWidget(plain(name, table), line, 0)
            for column, text in enumerate(cells, 1):
                label = plain(text, table)
                label.setWordWrap(False)
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
                is_other = line == 0 or cells[0] != cells[1]
                grid.addWidget(strong(label) if is_other else label, line, column)
        return table


def _day(day: date | None) -> str:
    return show.day(day) if day else tr("none")


def _number(count: int | None) -> str:
    return tr("not readable") if count is None else show.number(count)
