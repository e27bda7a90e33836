"""The tabs of a chart: their pictures follow the colours and the size of the text."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget

from desktop import theme
from desktop.words import tr

GAP = 4


class Corner(QWidget):
    """Holds what stands beside the tabs, and asks for no more width than it was given."""

    def __init__(self, inside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.inside = inside
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(inside)

    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(self.maximumSize())


class ChartTabs(QTabWidget):
    """Tabs with pictures, and at their end a corner that belongs to the first of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Chart"))
        self.setDocumentMode(True)
        self._icons: list[str] = []
        self._has_icons = True

    def add(self, page: QWidget, name: str, icon: str) -> None:
        """Add a tab at the end."""
        self._icons.append(icon)
        self.addTab(page, theme.icon(icon), name)

    def put_corner(self, corner: QWidget) -> None:
        """Put something beside the tabs, which must not be cut off."""
        self.setCornerWidget(Corner(corner, self), Qt.Corner.TopRightCorner)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)

    def _share(self) -> None:
        """Give the corner no more than the tabs leave: their names are never cut off.

        Where all that it holds would not fit beside them, the tabs do without their pictures.
        """
        corner = self.cornerWidget()
        if not isinstance(corner, Corner):
            return
        is_empty = corner.inside.isHidden()
        least = 0 if is_empty else corner.inside.minimumSizeHint().width()
        wanted = 0 if is_empty else corner.inside.sizeHint().width()
        self._show_icons(self._width_with_icons() + wanted <= self.width())
        room = max(self.width() - self.tabBar().sizeHint().width(), least)
        if corner.maximumWidth() != room:
            corner.setMaximumWidth(room)

    def _width_with_icons(self) -> int:
        bar = self.tabBar()
        missing = 0 if self._has_icons else (self.iconSize().width() + GAP) * bar.count()
        return bar.sizeHint().width() + missing

    def _show_icons(self, shown: bool) -> None:
        if shown == self._has_icons:
            return
        self._has_icons = shown
        for index, name in enumerate(self._icons):
            self.setTabIcon(index, theme.icon(name) if shown else QIcon())

    def _fit(self) -> None:
        side = theme.pixels(theme.ICON_PIXELS)
        self.setIconSize(QSize(side, side))
        if self._has_icons:
            for index, name in enumerate(self._icons):
                self.setTabIcon(index, theme.icon(name))
