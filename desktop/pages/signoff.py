"""The last look before a visit is signed: what was not asked, said plainly, and still possible."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.form import em, heading, plain, restyled
from desktop.words import tr

MOST_LINES = 4


class SignOff(QFrame):
    """Sums up what stays open; signing is possible all the same, and says so."""

    signed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("notice", "info")
        self.title = heading("", self)
        self.room = QScrollArea(self)
        self.lines = plain("", self.room)
        self.room.setWidget(self.lines)
        self.room.setWidgetResizable(True)
        for part in (self.room.viewport(), self.lines):
            part.setAutoFillBackground(False)
        self.room.setAccessibleName(tr("What stays open"))
        self.sign = QPushButton(tr("Sign now"), self)
        self.sign.setProperty("kind", "primary")
        self.back = QPushButton(tr("Go on with the visit"), self)
        theme.put_icon(self.sign, "pen-line", "on_accent")
        buttons = QHBoxLayout()
        buttons.addWidget(self.sign)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 14)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addWidget(self.room)
        box.addLayout(buttons)
        for button in (self.sign, self.back):
            button.setAutoDefault(True)
        self.sign.clicked.connect(self.signed)
        self.back.clicked.connect(self.on_back)
        self.hide()

    def ask(self, open_lines: tuple[str, ...]) -> None:
        """Show what stays open and wait for the decision."""
        restyled(self, "notice", "warn" if open_lines else "info")
        self.title.setText(tr("Sign with these gaps?") if open_lines else tr("Sign this visit?"))
        closing = tr("A signed visit is closed for changes.")
        self.lines.setText("\n".join([*(f"•  {line}" for line in open_lines), closing]))
        self.setAccessibleName(f"{self.title.text()} {self.lines.text()}")
        self.show()
        self._fit()
        self.sign.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the lines need, and scroll them where that is too much."""
        needed = max(0, self.lines.heightForWidth(max(self.width() - 60, 100)))
        # Else the label asks for the height that it would need if it were narrow.
        self.lines.setMinimumHeight(needed)
        self.room.setFixedHeight(min(needed + 4, round(MOST_LINES * 1.6 * em(self))))

    @Slot()
    def on_back(self) -> None:
        self.hide()
        self.left.emit()
