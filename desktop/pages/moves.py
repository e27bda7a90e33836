"""Who moved since you last looked: each with its reason, acknowledged one by one."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import show, theme
from desktop.actions import ActionId
from desktop.models import moves as moved
from desktop.pages.movesnews import DoubtedDay, NobodyMoved
from desktop.widgets.form import Scroll, Sheet, card, heading, muted, plain
from desktop.words import ntr, tr
from pathway.records import Changes
from pathway.states import MovedPatient

if TYPE_CHECKING:
    from desktop.desk import Desk

_KEYS: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class MovesPage(QWidget):
    """The moves that nobody has acknowledged; Space acknowledges, Enter opens, Esc goes back."""

    left = Signal()
    opened = Signal(object)
    """The ProblemId whose chart is wanted."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[MovedPatient, ...] = ()
        self.back = QPushButton(tr("&Back"), self)
        self.count = muted("", self)
        self.list = QListWidget(self)
        self.why = card(self)
        self.what = heading("", self.why, 3)
        self.reasons = plain("", self.why)
        self.days = muted("", self.why)
        self.seen = QPushButton(tr("&Seen"), self)
        self.open = QPushButton(tr("&Open chart"), self)
        self.nobody = NobodyMoved(self)
        self.doubted = DoubtedDay(self)
        self._lay_out()
        self._connect()
        self.look()

    def can(self, action: ActionId) -> bool:
        """Say which actions make sense here."""
        return action in {"back", "refresh"}

    def act(self, action: ActionId) -> None:
        """Go back, or read the list again."""
        if action == "back":
            self.left.emit()
        elif action == "refresh":
            self.look()

    def selected(self) -> MovedPatient | None:
        """Return the move in hand."""
        row = self.list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @Slot()
    def look(self) -> None:
        """Read who moved, staying at the same place of the list."""
        kept, row = self.selected(), self.list.currentRow()
        self._shown = moved.in_order(self._desk.moves.unseen())
        today = self._desk.today
        self.list.clear()
        for one in self._shown:
            first = f"{moved.whose(one)} · {moved.when(one.move, today)}"
            self.list.addItem(QListWidgetItem("\n".join((first, *moved.changes_of(one.move)))))
        numbers = [one.move.number for one in self._shown]
        if kept is not None and kept.move.number in numbers:
            row = numbers.index(kept.move.number)
        self.list.setCurrentRow(min(max(0, row), len(self._shown) - 1))
        self._show_state()

    @Slot()
    def on_seen(self) -> None:
        """Acknowledge the move in hand and go on to the next."""
        one = self.selected()
        if one is not None and self.seen.isEnabled():
            self.seen.setEnabled(False)
            self._desk.moves.acknowledge(one.move.number, self.take_seen, self.take_refused)

    @Slot(object)
    def take_seen(self, changes: Changes) -> None:
        """Be ready for the next; the list was read again by then."""
        self.seen.setEnabled(bool(self._shown))
        if self._shown:
            self.list.setFocus()

    @Slot(object)
    def take_refused(self, trouble: object) -> None:
        """Show the list as it is now: somebody else may have seen it first."""
        self._desk.troubled.emit(trouble)
        self.look()

    @Slot()
    def on_open(self) -> None:
        """Open the chart of the move in hand."""
        one = self.selected()
        if one is not None:
            self.opened.emit(one.move.problem)

    @Slot(int)
    def on_row(self, _row: int) -> None:
        """Say why the move in hand happened."""
        one = self.selected()
        self.why.setVisible(one is not None)
        if one is None:
            return
        self.what.setText(show.name(one.family_name, one.given_name))
        self.reasons.setText("\n".join(moved.reasons(one.move, self._desk.words)))
        pack = tr("Content {pack} {version}").format(
            pack=one.move.pack_id, version=one.move.pack_version
        )
        self.days.setText("  ·  ".join((*moved.to_do(one.move.now, self._desk.today), pack)))

    @Slot(object)
    def on_changed(self, changes: Changes) -> None:
        """Read the list again when moves changed."""
        if "moves" in changes.areas or "patients" in changes.areas:
            self.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Do what a key stands for in the list."""
        if event.type() is not QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.on_seen()
        elif key in _KEYS:
            self.on_open()
        return key == Qt.Key.Key_Space or key in _KEYS

    def _show_state(self) -> None:
        count = len(self._shown)
        told = ntr("{count} move is not acknowledged", "{count} moves are not acknowledged", count)
        self.count.setText(told if count else "")
        self.list.setVisible(bool(count))
        for button in (self.seen, self.open):
            button.setVisible(bool(count))
            button.setEnabled(bool(count))
        is_doubtful = self._desk.moves.is_doubtful
        self.doubted.show_days(self._desk.today, self._desk.moves.newest if is_doubtful else None)
        self.nobody.setVisible(not count and not is_doubtful)
        self.on_row(self.list.currentRow())
        self.setFocusProxy(self.list if count else self.back)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.seen.clicked.connect(self.on_seen)
        self.open.clicked.connect(self.on_open)
        self.list.currentRowChanged.connect(self.on_row)
        self.list.itemDoubleClicked.connect(self.on_open)
        self.list.installEventFilter(self)
        self.doubted.confirmed.connect(self._desk.moves.confirm_day)
        self._desk.moves.changed.connect(self.look)
        self._desk.changed.connect(self.on_changed)
        self._desk.day_changed.connect(self.look)

    def _lay_out(self) -> None:
        self.list.setAccessibleName(tr("Who moved"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        theme.put_icon(self.seen, "check", "on_accent")
        self.seen.setProperty("kind", "primary")
        self.seen.setToolTip(tr("Acknowledge this move and go on to the next (Space)"))
        self.open.setToolTip(tr("Open the chart of this patient (Enter)"))
        for button in (self.back, self.seen, self.open):
            button.setAutoDefault(True)
        inner = QVBoxLayout(self.why)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(6)
        for part in (self.what, self.reasons, self.days):
            inner.addWidget(part)
        self._stack(self._scrolled())

    def _scrolled(self) -> Scroll:
        """Return what scrolls the reasons of a move, where there are more than there is room."""
        room = Scroll(self)
        sheet = Sheet(room)
        box = QVBoxLayout(sheet)
        box.setContentsMargins(0, 0, 0, 0)
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.why)
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(sheet)
        return room

    def _stack(self, room: Scroll) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(tr("Moved since you last looked"), self, 1), 1)
        top.addWidget(self.back)
        foot = QHBoxLayout()
        foot.addWidget(self.seen)
        foot.addWidget(self.open)
        foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addLayout(top)
        box.addWidget(self.count)
        box.addWidget(self.doubted)
        box.addWidget(self.nobody, 1)
        box.addWidget(self.list, 3)
        box.addWidget(room, 2)
        box.addLayout(foot)
