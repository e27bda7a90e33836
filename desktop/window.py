"""The window: it stacks pages and offers the actions; what a page does is its own business.

It shows before anything heavy is imported, so the bar, the notice and the words for dates come
after the first paint.
"""

from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.looks import Looks
from desktop.settings import SettingsFile
from desktop.stateline import StateLine
from desktop.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from desktop.bar import Bar
    from desktop.notice import WindowNotice
    from desktop.trouble import Trouble
    from desktop.widgets.cleantext import LineWatch

SMALLEST: Final = QSize(1024, 640)
FIRST_SIZE: Final = QSize(1280, 760)
ASIDE: Final = ("keys", "settings", "sources", "report", "about")
"""Actions that show a page about the program itself."""
FRONT: Final = ("demo", "move_here")
"""Actions that lead to another clinic."""


class Window(QMainWindow):
    """Stacks pages under one bar of actions and above one line of state."""

    finding = Signal()
    registering = Signal()
    undoing = Signal()
    redoing = Signal()
    locking = Signal()
    asking_backups = Signal()
    asking_log = Signal()
    asking_moves = Signal()
    asking_worklist = Signal()
    asking_next = Signal()
    asking_call = Signal()
    asking_recall = Signal()
    asking_handover = Signal()
    asking_figures = Signal()
    asking_people = Signal()
    asking_aside = Signal(str)
    """A page about the program itself: help, settings, sources, a report, about."""
    asking_front = Signal(str)
    """Another clinic: the made-up one, or a copy from another computer."""
    furnished = Signal()
    closing = Signal()
    first_painted = Signal()

    def __init__(self, app: QApplication, settings: SettingsFile) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self.looks = Looks(app, settings)
        self._is_demo = False
        self.has_printers = False
        self.is_painted = False
        self._bar: Bar | None = None
        self._lines: LineWatch | None = None
        self._notice: WindowNotice | None = None
        self.setMinimumSize(SMALLEST)
        self.pages = QStackedWidget(self)
        self.state = StateLine(self)
        self._lay_out()
        self._restore()
        self.set_subject("")

    @property
    def bar(self) -> "Bar":
        """The bar of actions; made when it is first asked for."""
        if self._bar is None:
            from desktop.bar import Bar

            self._bar = Bar(self)
            self._bar.chosen.connect(self._on_action)
            self.addToolBar(self._bar)
            self._bar.hide()
        return self._bar

    @property
    def notice(self) -> "WindowNotice":
        """The line of news above the page; made when there is some."""
        if self._notice is None:
            from desktop.notice import WindowNotice

            self._notice = WindowNotice(self)
            self.box.insertWidget(0, self._notice)
        return self._notice

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front and give it the keyboard."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        front: QWidget | None = self.pages.currentWidget()
        if front is not None and front is not page:
            from desktop.widgets.taborder import leave

            leave(front)
        self.pages.setCurrentWidget(page)
        self.update_actions()
        page.setFocus()

    def drop_page(self, page: QWidget) -> None:
        """Take a page out for good."""
        self.pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def show_locked(self) -> None:
        """Show nothing that names anybody: no actions, no clinic, no day's work."""
        if self._bar is not None:
            self._bar.lock()
        if self._notice is not None:
            self._notice.forget()
        self.state.forget()
        self.set_subject("")
        self.update_actions()

    def show_unlocked(self, clinic: str, user: str, *, is_clinician: bool = True) -> None:
        """Offer the actions of an open clinic."""
        from desktop.habits import Habits
        from desktop.printerbook import HERE, NOWHERE, PrinterBook

        if self.findChild(Habits) is None:
            Habits(self._settings, self)
            here = HERE if self.has_printers else NOWHERE
            PrinterBook(self._settings.folder, here, self)
        self.bar.unlock(f"{clinic} · {user}", is_clinician=is_clinician)
        self.update_actions()

    def show_demo(self, is_demo: bool) -> None:
        """Mark every screen as a demonstration."""
        self._is_demo = is_demo
        self.state.demo.setVisible(is_demo)
        self.set_subject("")
        self.update_actions()

    def set_subject(self, subject: str) -> None:
        """Put whose chart is open into the title; nothing while locked."""
        program = tr("Foramen (demonstration)") if self._is_demo else tr("Foramen")
        self.setWindowTitle(f"{subject} – {program}" if subject else program)

    @Slot(object)
    def show_trouble(self, trouble: "Trouble") -> None:
        """Tell about trouble above the page, without stopping anybody's work."""
        self.notice.tell(trouble.sentence, "danger")

    @Slot()
    def update_actions(self) -> None:
        """Offer the actions that make sense on the page in front."""
        if self._bar is not None:
            self._bar.offer(self.pages.currentWidget(), is_demo=self._is_demo)

    @Slot()
    def furnish(self) -> None:
        """Make the bar and its keys, once nobody waits for the first page any more."""
        if self._lines is None:
            from desktop.widgets.cleantext import watch_lines

            self._lines = watch_lines(self)
        self.bar.offer(self.pages.currentWidget(), is_demo=self._is_demo)
        self.furnished.emit()

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self.is_painted:
            self.is_painted = True
            # What is typed already comes first, so twice around the queue.
            QTimer.singleShot(0, self, self._after_first_paint)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        from desktop.widgets.taborder import next_stop

        stop = next_stop(self, next)
        if stop is None:
            return False
        reasons = QtCore.Qt.FocusReason
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_KeyboardFocusChange)
        stop.setFocus(reasons.TabFocusReason if next else reasons.BacktabFocusReason)
        return True

    def closeEvent(self, event: "QCloseEvent") -> None:
        page = self.pages.currentWidget()
        may_leave = getattr(page, "may_leave", None)
        if may_leave is not None and not may_leave():
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().data())
        self._settings.keep(self._settings.now._replace(geometry=geometry))
        self.closing.emit()
        super().closeEvent(event)

    @Slot()
    def _after_first_paint(self) -> None:
        QTimer.singleShot(0, self, self._go_on)

    @Slot()
    def _go_on(self) -> None:
        """Tell of the first paint, and add what it did without."""
        self.first_painted.emit()
        from desktop.garbage import GarbageRound

        GarbageRound(self).start()
        theme.dress_fully(self._app)

    @Slot(str)
    def _on_action(self, name: str) -> None:
        own: dict[str, Callable[[], object]] = {
            "find": self.finding.emit,
            "new_patient": self.registering.emit,
            "undo": self.undoing.emit,
            "redo": self.redoing.emit,
            "lock": self.locking.emit,
            "backups": self.asking_backups.emit,
            "access_log": self.asking_log.emit,
            "moves": self.asking_moves.emit,
            "worklist": self.asking_worklist.emit,
            "next_patient": self.asking_next.emit,
            "call": self.asking_call.emit,
            "recall": self.asking_recall.emit,
            "handover": self.asking_handover.emit,
            "figures": self.asking_figures.emit,
            "people": self.asking_people.emit,
            "close": self.close,
            "scheme": self.looks.change_scheme,
            "contrast": self.looks.change_contrast,
            "larger": self.looks.larger,
            "smaller": self.looks.smaller,
            "normal_size": self.looks.normal_size,
        }
        if name in own:
            own[name]()
            return
        if name in ASIDE:
            self.asking_aside.emit(name)
            return
        if name in FRONT:
            self.asking_front.emit(name)
            return
        act = getattr(self.pages.currentWidget(), "act", None)
        if act is not None:
            act(name)

    def _lay_out(self) -> None:
        body = QWidget(self)
        self.box = QVBoxLayout(body)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)
        self.box.addWidget(self.pages, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self.state)

    def _restore(self) -> None:
        kept = self._settings.now.geometry
        if kept and self.restoreGeometry(kept):
            return
        room = self._app.primaryScreen().availableSize()
        self.resize(FIRST_SIZE.boundedTo(room).expandedTo(SMALLEST))


def renew_bar(window: Window) -> None:
    """Make the bar of a window anew: its words were those of another language."""
    old = window._bar  # noqa: SLF001 - of this very module
    if old is None:
        return
    for action in old.by_id.values():
        window.removeAction(action)
        action.deleteLater()
    window.removeToolBar(old)
    old.deleteLater()
    window._bar = None  # noqa: SLF001 - of this very module
    window.furnish()
