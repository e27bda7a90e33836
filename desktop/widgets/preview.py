"""The preview of a print: its real pages, one beneath the other, larger or smaller by key."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.form import muted
from desktop.words import tr

ZOOMS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
GAP: Final = 16


class Page(QLabel):
    """One page; its picture is fitted when it comes into sight, which takes some milliseconds."""

    def __init__(self, image: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = image
        self.setFrameShape(QFrame.Shape.Box)

    def fit(self, width: int) -> None:
        """Take the room of a picture of this many dots."""
        density = self.devicePixelRatioF()
        height = round(self._image.height() * width / max(self._image.width(), 1))
        edge = 2 * self.frameWidth()
        room = QSize(round(width / density) + edge, round(height / density) + edge)
        if room != self.minimumSize():
            self.setFixedSize(room)
            self.setPixmap(QPixmap())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.pixmap().isNull():
            self.setPixmap(self._fitted())
        super().paintEvent(event)

    def _fitted(self) -> QPixmap:
        density = self.devicePixelRatioF()
        room = self.contentsRect().size() * density
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = QPixmap.fromImage(self._image.scaledToWidth(room.width(), smooth))
        shown.setDevicePixelRatio(density)
        return shown


class Preview(QScrollArea):
    """Shows pages fitted to its width times the zoom; + and − zoom, Page Up and Down turn pages."""

    zoomed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "pages")
        self.setAccessibleName(tr("Preview"))
        # A bar that came and went would change the width that the pages are fitted to, for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._room = QWidget(self)
        self._box = QVBoxLayout(self._room)
        self._box.setContentsMargins(GAP, GAP, GAP, GAP)
        self._box.setSpacing(GAP)
        self._box.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._room)
        self._zoom = ZOOMS.index(1.0)
        self.pages: list[Page] = []

    def show_pages(self, images: Sequence[QImage], texts: Sequence[str]) -> None:
        """Show these pages; their texts are what a screen reader reads."""
        self._clear()
        for place, (image, text) in enumerate(zip(images, texts, strict=True)):
            page = Page(image, self._room)
            name = tr("Page {page} of {count}").format(page=place + 1, count=len(images))
            page.setAccessibleName(name)
            page.setAccessibleDescription(text)
            self.pages.append(page)
            self._box.addWidget(page)
        self._scale()
        self.verticalScrollBar().setValue(0)

    def show_words(self, words: str) -> None:
        """Show words in place of pages: waiting, or why there are none."""
        self._clear()
        self._box.addWidget(muted(words, self._room))

    def zoom(self, step: int) -> None:
        """Show the pages larger (1) or smaller (-1)."""
        self._zoom = min(max(self._zoom + step, 0), len(ZOOMS) - 1)
        self._scale()
        self.zoomed.emit()

    def percent(self) -> int:
        """Return the zoom, where 100 fits the width."""
        return round(ZOOMS[self._zoom] * 100)

    def turn_to(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < len(self.pages):
            self.verticalScrollBar().setValue(self.pages[page].y() - GAP if page else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scale()

    def _scale(self) -> None:
        room = max(self.viewport().width() - 2 * GAP - 24, 100)
        density = self.devicePixelRatioF()
        for page in self.pages:
            page.fit(round(min(room, 900) * ZOOMS[self._zoom] * density))

    def _clear(self) -> None:
        self.pages = []
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
