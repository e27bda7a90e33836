"""A form that is made piece by piece, and a page that lets nobody go on before it is whole."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QWidget

from desktop.widgets.form import Form, Section
from desktop.widgets.slices import Slices
from desktop.widgets.taborder import controls, stop_after, tab_in_order, tab_on
from desktop.widgets.texts import dressed


class PiecedForm(Form):
    """Its sections come into sight one after the other, once all of them are made and filled."""

    made = Signal()
    """Every field is there: whoever has the records fills it now."""
    arrived = Signal()
    """Another section is in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._waiting: list[Callable[[], None]] = []
        self._hidden: list[Section] = []
        self._is_made = False
        self._slices = Slices((self,), self)

    @property
    def is_made(self) -> bool:
        """Whether every field is there, and whoever has the records was told so."""
        return self._is_made or not self._waiting

    @property
    def has_more(self) -> bool:
        """Whether something is still to be made or to be shown."""
        return bool(self._waiting or self._hidden)

    def make_next(self) -> None:
        """Make the next piece; when all are made, show the next section."""
        if self._waiting:
            self._waiting.pop(0)()
            return
        self._hidden.pop(0).show()
        self.arrived.emit()

    def make_all(self) -> None:
        """Have every field there now, in sight or not."""
        while self._waiting:
            self.make_next()

    def finish(self) -> None:
        """Have everything there and in sight now: somebody goes on."""
        while self.has_more:
            self.make_next()

    def begin(self, pieces: Iterable[Callable[[], None]]) -> None:
        """Make these, one at a time; then tell that all are made."""
        self._waiting += [*pieces, self._order, self._tell_made]
        self._slices.start()

    def then(self, piece: Callable[[], None]) -> None:
        """Take another piece, in a turn of its own, before anything comes into sight."""
        self._waiting.append(piece)

    def put_by(self, add: Callable[[Form], None]) -> None:
        """Have sections added, and keep them out of sight: each that is seen is laid out anew."""
        known = len(self._sections)
        add(self)
        for section in self._sections[known:]:
            section.hide()
            dressed(section)
            self._hidden.append(section)

    def stop_after(self, focused: QWidget) -> QWidget | None:
        """Return where Tab stops next in the same section; None when it leads out of it."""
        here = next((one for one in self._sections if one.isAncestorOf(focused)), None)
        return None if here is None else stop_after(here, focused)

    def _tell_made(self) -> None:
        self._is_made = True
        self.made.emit()

    def _order(self) -> None:
        """Let Tab go through the form in the order of reading, a part at a time."""
        items = (self.box.itemAt(place) for place in range(self.box.count()))
        held = [item.widget() for item in items if item is not None]
        parts = [one for one in held if one is not None and next(controls(one), None) is not None]
        ordering = [partial(tab_on, before, part) for before, part in pairwise(parts)]
        self._waiting[:0] = [*(partial(tab_in_order, part) for part in parts[:1]), *ordering]


class PiecedPage(QWidget):
    """A page with such a form: keys typed ahead find it whole, as does Tab out of a section."""

    form: PiecedForm

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring what is typed ahead to the first field, which is made for it."""
        if self.form.has_more:
            self.form.finish()
            focused: QWidget | None = self.window().focusWidget()
            if focused is not None and focused is not self:
                QApplication.sendEvent(focused, event)
                return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        focused: QWidget | None = self.window().focusWidget()
        if next and self.form.has_more and focused is not None:
            stop = self.form.stop_after(focused)
            if stop is not None:
                self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        self.form.finish()
        return super().focusNextPrevChild(next)


def foot_of(page: QWidget, back: QPushButton, save: QPushButton) -> QFrame:
    """Return the bar beneath a page: the way back at its beginning, the deed at its end."""
    foot = QFrame(page)
    foot.setObjectName("Foot")
    line = QHBoxLayout(foot)
    line.setContentsMargins(24, 10, 24, 12)
    line.addWidget(back)
    line.addStretch(1)
    line.addWidget(save)
    back.setProperty("kind", "plain")
    save.setProperty("kind", "primary")
    for button in (back, save):
        button.setAutoDefault(True)
    QWidget.setTabOrder(back, save)
    return foot
