"""Backups: where they go, how old the newest is, what is in one, and the way back to one."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.actions import ActionId
from desktop.desk.copywork import UNASKED
from desktop.models.backups import (
    SideBySide,
    doubt_words,
    rehearsal_words,
    row_words,
    stage_words,
    stick_age,
    stick_words,
    told,
)
from desktop.pages.counts import Counts
from desktop.pages.exporting import ExportBox
from desktop.pages.otherkey import OtherKeyBox
from desktop.trouble import Trouble
from desktop.widgets.flow import flow
from desktop.widgets.form import Form, heading, muted, plain, restyled
from desktop.widgets.shortlist import ShortList
from desktop.widgets.taborder import tab_in_order
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.desk.backups import Backups

ChooseFolder: TypeAlias = Callable[[QWidget], Path | None]
LIST_LINES = 6


def ask_for_folder(parent: QWidget, start: Callable[[], str] = str) -> Path | None:
    """Return the folder that the user chose in the system's own dialog, None when none."""
    chosen = QFileDialog.getExistingDirectory(parent, tr("Folder for backups"), start())
    return Path(chosen) if chosen else None


def _offer(button: QPushButton, page: "BackupsPage", *, may: bool, is_running: bool) -> None:
    """Let a button be pressed or not; the one in hand is not shut while something runs.

    The keys would go to whatever Qt finds next. Pressed once more, it does nothing.
    """
    button.setEnabled(may and (not is_running or page.focusWidget() is button))


class BackupsPage(QWidget):
    """Shows what is known of the backups and asks for new ones; Esc goes back."""

    left = Signal()
    restoring = Signal(object)
    """The backup that somebody wants back: a Wanted."""

    def __init__(self, backups: "Backups", today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.choose_folder: ChooseFolder = ask_for_folder
        self.choose_stick: ChooseFolder = partial(ask_for_folder, start=backups.sticks.offered)
        self._backups = backups
        self._today = today
        self.back = QPushButton(tr("&Back"), self)
        self.form = Form(self)
        self.folder = plain("", self)
        self.age = plain("", self)
        self.choose = QPushButton(tr("Choose a &folder …"), self)
        self.start = QPushButton(tr("Back up &now"), self)
        self._in_hand = self.choose
        self.stop = QPushButton(tr("&Stop"), self)
        self.doing = muted("", self)
        self.bar = QProgressBar(self)
        self.news = plain("", self)
        self.rehearsed = plain("", self)
        self.stick = plain("", self)
        self.stick_age = plain("", self)
        self.doubt = plain("", self)
        self.to_stick = QPushButton(tr("Copy to the s&tick"), self)
        self.other_stick = QPushButton(tr("Choose a st&ick …"), self)
        self.export = ExportBox(backups, today, ask_for_folder, self.form)
        self.list = ShortList(self, LIST_LINES)
        self.none = plain(tr("None yet."), self)
        self.look = QPushButton(tr("&Compare with now"), self)
        self.other_key = OtherKeyBox(backups, today, self)
        self.counts = Counts(self)
        self._lay_out()
        self._connect()
        tab_in_order(self)
        self.show_status()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"back", "refresh"}

    def act(self, action: ActionId) -> None:
        """Go back, or look into the folder again."""
        if action == "back":
            self.left.emit()
        elif action == "refresh":
            self._backups.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def show_status(self) -> None:
        """Show what is known of the backups."""
        status, is_running = self._backups.status, self._backups.is_running
        self.folder.setText(str(status.folder) if status.folder else tr("None chosen yet"))
        said = told(status, self._today)
        self.age.setText(said.text)
        restyled(self.age, "role", "problem" if said.kind else "")
        has_folder = status.folder is not None
        _offer(self.start, self, may=has_folder, is_running=is_running)
        _offer(self.look, self, may=bool(status.rows), is_running=is_running)
        self._show_stick()
        pressed = (self.start, self.look, self.to_stick, self.other_stick)
        self._in_hand = next((one for one in pressed if one.hasFocus()), self._in_hand)
        if self.stop.hasFocus() and not is_running and self._in_hand.isEnabled():
            self._in_hand.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.stop, self.bar, self.doing):
            part.setVisible(is_running)
        chosen = max(self.list.currentRow(), 0)
        self.list.clear()
        self.list.addItems([row_words(row, self._today) for row in status.rows])
        self.list.setCurrentRow(chosen)
        self.list.setVisible(bool(status.rows))
        self.none.setVisible(not status.rows)

        self.export.show_status()

    def _show_stick(self) -> None:
        status, is_running = self._backups.sticks.status, self._backups.is_running
        self.stick.setText(stick_words(status))
        self.stick_age.setText(stick_age(status, self._today))
        has_folder = status.folder is not None
        _offer(self.to_stick, self, may=has_folder, is_running=is_running)
        _offer(self.other_stick, self, may=True, is_running=is_running)
        self.doubt.setText(doubt_words(status.doubts))
        self.doubt.setVisible(bool(status.doubts))
        rehearsed = self._backups.rehearsals.status
        self.rehearsed.setText(rehearsal_words(rehearsed, self._today))
        restyled(self.rehearsed, "role", "" if rehearsed.is_alike else "problem")

    @Slot(str, int)
    def show_progress(self, stage: str, percent: int) -> None:
        """Show how far the work is."""
        self.bar.setValue(percent)
        self.doing.setText(stage_words(stage, percent))

    @Slot(str, object)
    def show_end(self, doing: str, trouble: Trouble | None) -> None:
        """Say how what somebody asked for ended."""
        if doing in UNASKED or self.other_key.takes(doing, trouble):
            return
        sentence = trouble.sentence if trouble else tr("Done: read back and verified.")
        restyled(self.news, "notice", "danger" if trouble else "info")
        self.news.setText(sentence)
        self.news.show()

    @Slot(object)
    def show_counts(self, found: SideBySide) -> None:
        """Show what is in a backup beside what there is now, and ask whether to restore it."""
        self.news.hide()
        self.other_key.hide()
        looked = self._backups.looking.wanted
        self.counts.show_rows(found, self.other_key.name_of(looked.backup if looked else None))
        self.form.ensureWidgetVisible(self.counts)

    @Slot()
    def on_choose(self) -> None:
        folder = self.choose_folder(self)
        if folder is not None:
            self.news.hide()
            self._backups.choose(folder)

    @Slot()
    def on_start(self) -> None:
        if self._backups.is_running:
            return
        self.news.hide()
        self._backups.start()

    @Slot()
    def on_stick(self) -> None:
        if self._backups.is_running:
            return
        self.news.hide()
        self._backups.sticks.start()

    @Slot()
    def on_choose_stick(self) -> None:
        folder = None if self._backups.is_running else self.choose_stick(self)
        if folder is not None:
            self.news.hide()
            self._backups.sticks.choose(folder)

    @Slot()
    def on_look(self) -> None:
        row = self.list.currentRow()
        rows = self._backups.status.rows
        if not self._backups.is_running and 0 <= row < len(rows):
            self.counts.hide()
            self.other_key.hide()
            self.news.hide()
            self._backups.looking.start(rows[row].path)

    @Slot()
    def on_restore(self) -> None:
        wanted = self._backups.looking.wanted
        if wanted is not None:
            self.restoring.emit(wanted)

    def _lay_out(self) -> None:
        self.back.setAutoDefault(True)
        self.start.setProperty("kind", "primary")
        theme.put_icon(self.start, "save", "on_accent")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self.news.setMargin(8)
        self.news.hide()
        self.list.setAccessibleName(tr("Backups in this folder"))
        self._lay_out_folder()
        self._lay_out_stick()
        self._lay_out_kept()
        self.export.add_to_form()
        top = QHBoxLayout()
        top.setContentsMargins(24, 20, 24, 0)
        top.addWidget(heading(tr("Backups"), self, 1), 1)
        top.addWidget(self.back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(top)
        # Above what scrolls: whoever copies to a stick further down sees how far it is.
        told = QVBoxLayout()
        told.setContentsMargins(24, 8, 24, 0)
        for part in (self.doing, self.bar, self.news):
            told.addWidget(part)
        box.addLayout(told)
        box.addWidget(self.form, 1)
        self.setFocusProxy(self.choose)

    def _lay_out_folder(self) -> None:
        where = self.form.section(
            tr("Where backups go"),
            tr(
                "Best on another disk. A backup is encrypted as the records are, and opens with "
                "the same passphrases and the same recovery code. It is made each day and after "
                "closing."
            ),
        )
        where.row(tr("Folder"), self.folder)
        where.row(tr("Newest"), self.age)
        where.row(tr("Way back"), self.rehearsed)
        where.add(flow(where, self.choose, self.start, self.stop))

    def _lay_out_kept(self) -> None:
        kept = self.form.section(tr("Backups in this folder"))
        kept.add(
            muted(tr("Those of the last days are kept, then one a week, then one a month."), kept)
        )
        kept.add(self.none)
        kept.add(self.list)
        kept.add(flow(kept, self.look))
        kept.add(self.other_key)
        kept.add(self.counts)

    def _lay_out_stick(self) -> None:
        away = self.form.section(
            tr("A second copy, on a stick"),
            tr(
                "For the day on which this computer is lost or stolen, and for moving to another "
                "one: keep the stick elsewhere. Whatever place it is plugged into, it is known "
                "again."
            ),
        )
        away.row(tr("Stick"), self.stick)
        away.row(tr("Newest there"), self.stick_age)
        self.doubt.setProperty("notice", "warn")
        self.doubt.setMargin(8)
        away.add(self.doubt)
        away.add(flow(away, self.to_stick, self.other_stick))

    def _connect(self) -> None:
        backups = self._backups
        backups.changed.connect(self.show_status)
        backups.work.progressed.connect(self.show_progress)
        backups.work.ended.connect(self.show_end)
        backups.looking.compared.connect(self.show_counts)
        self.other_key.asked.connect(self.form.bring_into_view)
        self.other_key.left.connect(self.look.setFocus)
        for button, slot in (
            (self.choose, self.on_choose),
            (self.start, self.on_start),
            (self.stop, backups.cancel),
            (self.look, self.on_look),
            (self.to_stick, self.on_stick),
            (self.other_stick, self.on_choose_stick),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
        self.list.itemActivated.connect(self.on_look)
        self.export.started.connect(self.news.hide)
        self.back.clicked.connect(self.left)
        self.counts.restoring.connect(self.on_restore)
