"""The tabs of a chart: their pictures follow the colours and the size of the text."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop import theme
from desktop.words import tr


class ChartTabs(QTabWidget):
    """Tabs with pictures, and at their end a corner that belongs to the first of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Chart"))
        self.setDocumentMode(True)
        self._icons: list[str] = []

    def add(self, page: QWidget, name: str, icon: str) -> None:
        """Add a tab at the end."""
        self._icons.append(icon)
        self.addTab(page, theme.icon(icon), name)

    def put_corner(self, corner: QWidget) -> None:
        """Put something beside the tabs, which must not be cut off."""
        self.setCornerWidget(corner, Qt.Corner.TopRightCorner)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        side = theme.pixels(theme.ICON_PIXELS)
        self.setIconSize(QSize(side, side))
        for index, name in enumerate(self._icons):
            self.setTabIcon(index, theme.icon(name))
        corner = self.cornerWidget()
        if corner is not None:
            self.tabBar().setMinimumHeight(corner.sizeHint().height())
