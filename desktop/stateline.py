"""The line of state at the foot of the window: demonstration, saved since when, which day it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar, QWidget

from desktop.words import tr

if TYPE_CHECKING:
    from datetime import date, datetime

    from PySide6.QtGui import QResizeEvent


GAP = 20  # at most this is lost around each part
PLACE_OF_UNDO = 2  # after the mark of a demonstration and the news


class StateLine(QStatusBar):
    """Says what is true of every page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.demo = QLabel(self._demo_words()[0], self)
        self.saved = QLabel(self)
        self._undo: QPushButton | None = None
        self._reversal = ""
        self._offers = False
        self._beside: dict[QLabel, tuple[str, str]] = {}
        self.day = QLabel(self)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(18, 0, 18, 0)
        for label in (self.saved, self.day):
            label.setContentsMargins(6, 3, 6, 3)
        self.demo.setObjectName("DemoMark")
        self.saved.setAccessibleName(tr("State of the records"))
        self.addWidget(self.demo)
        self.addWidget(self.saved)
        self.addPermanentWidget(self.day)
        self.demo.hide()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _demo_words(self) -> tuple[str, str]:
        """Return how a demonstration is marked, and in few words."""
        return tr("DEMONSTRATION · all patients are made up"), tr("DEMONSTRATION")

    def say_beside(self, label: QLabel, words: str, brief: str) -> None:
        """Say something at the end of the line; in few words where the line is short."""
        self._beside[label] = words, brief
        label.setText(words)
        label.setToolTip(words)
        self._fit()

    def _fit(self) -> None:
        """Say less where the line is short: of the demonstration, the day, then of the rest."""
        whole, short = self._demo_words()
        edges = self.contentsMargins().left() + self.contentsMargins().right()
        room = self.width() - edges - self._width_of_others()
        room_beside_day = room - self.day.sizeHint().width() - GAP
        marked = () if self.demo.isHidden() else (whole, short)
        fitting = (one for one in marked if _wide(self.demo, one) <= room_beside_day)
        words = next(fitting, short if marked else "")
        if marked and self.demo.text() != words:
            self.demo.setText(words)
            self.demo.setAccessibleName(whole)
        least = _wide(self.demo, words) if marked else 0
        self.day.setHidden(least > room_beside_day)
        for label, (long, brief) in self._beside.items():
            said = brief if least > room else long
            if label.text() != said:
                label.setText(said)

    def _width_of_others(self) -> int:
        """Return how wide all is but the mark and the day, with as many words as there are."""
        shown = [part for part in self.findChildren(QLabel) if not part.isHidden()]
        shown = [part for part in shown if part not in (self.demo, self.day)]
        widths = [_wide(one, self._beside.get(one, (one.text(),))[0]) for one in shown]
        if self._undo is not None and not self._undo.isHidden():
            widths.append(self._undo.sizeHint().width())
        return sum(width + GAP for width in widths)

    @property
    def undo(self) -> QPushButton:
        """Undo beside the news of what was saved; made when somebody can first save something."""
        if self._undo is None:
            self._undo = QPushButton(tr("Undo"), self)
            self._undo.setProperty("kind", "plain")
            self.insertWidget(PLACE_OF_UNDO, self._undo)
            self._undo.hide()
        return self._undo

    def show_saved(self, at: "datetime") -> None:
        """Say that everything is safe, and since when."""
        from desktop import show

        self.saved.setText(tr("Saved {time}").format(time=show.clock(at.astimezone())))
        self._offers = True
        self._offer()

    def show_undone(self, at: "datetime", *, is_again: bool) -> None:
        """Say that the last operation was undone, or done again."""
        from desktop import show

        said = tr("Done again {time}") if is_again else tr("Undone {time}")
        self.saved.setText(said.format(time=show.clock(at.astimezone())))

    def name_undo(self, reversal: str) -> None:
        """Name what undo would undo; empty for nothing."""
        self._reversal = reversal
        self._offer()

    def forget(self) -> None:
        """Say nothing of what was done: the screen is locked."""
        self.saved.clear()
        self._offers = False
        self.name_undo("")

    def show_draft(self, at: "datetime") -> None:
        """Say that what is being typed is kept, and since when."""
        from desktop import show

        self.saved.setText(tr("Draft kept {time}").format(time=show.clock(at.astimezone())))
        self._offers = False
        self._offer()

    def _offer(self) -> None:
        """Offer undo beside the news of what was saved."""
        if self._undo is None:
            return
        words = tr("Undo: {what}").format(what=self._reversal)
        self.undo.setVisible(bool(self._reversal) and self._offers)
        self.undo.setToolTip(words)
        self.undo.setAccessibleName(words)

    def show_day(self, day: "date") -> None:
        """Show which day everything rests on."""
        from desktop import show

        self.day.setText(show.weekday_day(day))


def _wide(label: QLabel, words: str) -> int:
    """Return how wide a label is with these words in place of its own."""
    metrics = label.fontMetrics()
    frame = label.sizeHint().width() - metrics.horizontalAdvance(label.text())
    return frame + metrics.horizontalAdvance(words)
