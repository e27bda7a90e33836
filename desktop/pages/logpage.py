"""Who looked at what: the log of access and that of changes as one list, with filters."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.actions import ActionId
from desktop.models.logwords import sort_words
from desktop.pages.logsheet import LogSheet
from desktop.trouble import Trouble
from desktop.widgets.choice import Choice, PickBox
from desktop.widgets.dates import DateField, DayLimits
from desktop.widgets.flow import flow
from desktop.widgets.form import Scroll, Sheet, heading, muted, plain, restyled
from desktop.words import ntr, tr
from pathway.audited import BY_SORT, Cursor, Subject, Traces, Wanted

if TYPE_CHECKING:
    from desktop.desk import Desk

ChooseFile: TypeAlias = Callable[[QWidget], Path | None]
TABLE_NAME: Final = "access-log.csv"
OLDEST: Final = date(2000, 1, 1)
"""No clinic kept a log before; not every system knows the hours of days long ago."""


def ask_for_file(parent: QWidget) -> Path | None:
    """Return the file that the user named in the system's own dialog, None when none."""
    kinds = tr("Table (*.csv)")
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Save the table"), TABLE_NAME, kinds)
    return Path(chosen) if chosen else None


class LogPage(QWidget):
    """Shows who did what, of one patient or of all; Esc goes back."""

    left = Signal()

    def __init__(self, desk: "Desk", subject: Subject | None, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.choose_file: ChooseFile = ask_for_file
        self._desk = desk
        self._subject = subject
        self._older: Cursor | None = None
        self.area = Scroll(self)
        self.content = Sheet(self.area)
        self.title = heading(title, self.content, 1)
        self.back = QPushButton(tr("&Back"), self.content)
        self.sort = PickBox(tr("Everything"), _sorts(), self.content)
        self.who = PickBox(tr("Everybody"), _names(desk.log.people()), self.content)
        limits = DayLimits(OLDEST, desk.today)
        self.since = DateField(desk.today, self.content, limits)
        self.until = DateField(desk.today, self.content, limits)
        self.sheet = LogSheet(self.content, with_patients=subject is None)
        self.count = muted("", self.content)
        self.more = QPushButton(tr("Show &earlier ones"), self.content)
        self.check = QPushButton(tr("&Check that nothing was altered"), self.content)
        self.save = QPushButton(tr("Save as a &table …"), self.content)
        self.news = plain("", self.content)
        self._lay_out()
        self._connect()
        self.look()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"back", "refresh"}

    def act(self, action: ActionId) -> None:
        """Go back, or read the log again."""
        if action == "back":
            self.left.emit()
        elif action == "refresh":
            self.look()

    def wanted(self) -> Wanted:
        """Return which lines are asked for."""
        since, until = self.since.day(), self.until.day()
        return Wanted(
            patient=self._subject.id if self._subject else None,
            who=self.who.value(),
            sort=next((sort for sort in BY_SORT if sort == self.sort.value()), None),
            since=datetime.combine(since, time.min).astimezone() if since else None,
            until=_day_after(datetime.combine(until, time.min)) if until else None,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def look(self) -> None:
        """Read the newest lines that are asked for; not while a day is being typed."""
        if not self.since.problem() and not self.until.problem():
            self._desk.log.read(self.wanted(), self.take_lines, self.take_trouble)

    @Slot(object)
    def take_lines(self, found: Traces) -> None:
        """Show what was found."""
        self.sheet.rows.show_lines(found.lines)
        self._show_end(found.older)

    @Slot()
    def on_more(self) -> None:
        """Read the lines before those that are shown."""
        if self._older is not None:
            self._desk.log.read(self.wanted(), self.take_more, self.take_trouble, self._older)

    @Slot(object)
    def take_more(self, found: Traces) -> None:
        """Show older lines beneath, and stay where the reader is."""
        self.sheet.rows.add_lines(found.lines)
        self._show_end(found.older)

    @Slot()
    def on_check(self) -> None:
        self._tell(tr("Both logs are being checked …"), "info")
        self._desk.log.check(self.take_verdict, self.take_trouble)

    @Slot(object)
    def take_verdict(self, broken_at: tuple[int | None, int | None]) -> None:
        """Say whether the logs are as they were written, and else which row is not."""
        changes, access = broken_at
        if changes is None and access is None:
            self._tell(tr("Both logs are whole: no line was altered, lost or slipped in."), "info")
            return
        names = ((tr("log of changes"), changes), (tr("access log"), access))
        for name, row in names:
            if row is not None:
                said = tr("The {log} was altered: number {row} is not as it was written.")
                self._tell(said.format(log=name, row=row), "danger")

    @Slot()
    def on_save(self) -> None:
        """Write all lines that are asked for into a file; that is noted, too."""
        path = self.choose_file(self)
        if path is not None:
            self._desk.log.write_table(self.wanted(), path, self.take_saved, self.take_trouble)

    @Slot(object)
    def take_saved(self, count: int) -> None:
        """Say what was written, and that it is open to everybody who gets the file."""
        said = ntr("{count} line was written.", "{count} lines were written.", count)
        self._tell(f"{said} {tr('The file is not encrypted, and that it was made is noted.')}")

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong."""
        self._tell(trouble.sentence, "danger")

    def _tell(self, said: str, kind: str = "warn") -> None:
        restyled(self.news, "notice", kind)
        self.news.setText(said)
        self.news.show()
        self.area.ensureWidgetVisible(self.news)

    def _show_end(self, older: Cursor | None) -> None:
        self._older = older
        count = len(self.sheet.rows.lines)
        self.count.setText(ntr("{count} line", "{count} lines", count) if count else "")
        if self.more.hasFocus() and older is None:
            self.sheet.table.setFocus()
        self.more.setVisible(older is not None)
        self.save.setEnabled(count > 0)
        self.sheet.show_state()

    def _lay_out(self) -> None:
        self.news.setMargin(8)
        self.news.hide()
        theme.put_icon(self.back, "arrow-left", "accent")
        theme.put_icon(self.save, "save", "accent")
        theme.put_icon(self.check, "circle-check", "accent")
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self.content)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addLayout(top)
        box.addWidget(muted(_explained(self._subject), self.content))
        box.addWidget(self._filters())
        box.addWidget(self.news)
        box.addWidget(self.sheet, 1)
        box.addWidget(flow(self.content, self.more, self.check, self.save, self.count, gap=12))
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self.setFocusProxy(self.sort)

    def _filters(self) -> QWidget:
        cells = (
            (tr("What"), self.sort),
            (tr("Who"), self.who),
            (tr("From"), self.since),
            (tr("Until"), self.until),
        )
        return flow(self.content, *(self._labelled(*cell) for cell in cells), gap=18)

    def _labelled(self, words: str, control: QWidget) -> QWidget:
        cell = QWidget(self.content)
        label = QLabel(words, cell)
        label.setBuddy(control)
        for named in {control, control.focusProxy() or control}:
            named.setAccessibleName(words)
        grid = QGridLayout(cell)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addWidget(label, 0, 0)
        grid.addWidget(control, 1, 0, Qt.AlignmentFlag.AlignTop)
        return cell

    def _connect(self) -> None:
        for field in (self.sort, self.who, self.since, self.until):
            field.changed.connect(self.look)
        for button, slot in (
            (self.back, self.left),
            (self.more, self.on_more),
            (self.check, self.on_check),
            (self.save, self.on_save),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)


def _explained(subject: Subject | None) -> str:
    if subject is None:
        return tr(
            "Who opened, searched, recorded, corrected, printed and took out what; newest first."
        )
    return tr("Everybody who opened, recorded, corrected or printed this record; newest first.")


def _sorts() -> tuple[Choice, ...]:
    return tuple(Choice(sort, words) for sort, words in sort_words().items())


def _names(people: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(name, name) for name in people)


def _day_after(start: datetime) -> datetime:
    """Return when a day has ended, on this computer's clock."""
    return (start + timedelta(days=1)).astimezone()
