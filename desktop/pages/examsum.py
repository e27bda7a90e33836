"""What stands out of an examination so far: a line for each side, and what concerns several."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.form import plain, restyled


class ExamSum(QWidget):
    """Two lines, right and left, and above them what the rules make of several findings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.warning = plain("", self)
        self.warning.setContentsMargins(12, 4, 12, 4)
        self.warning.hide()
        self.right = plain("", self)
        self.left = plain("", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(6)
        for part in (self.warning, self.right, self.left):
            box.addWidget(part)

    def tell(self, right: str, left: str) -> None:
        """Show what was found on each side."""
        self.right.setText(right)
        self.left.setText(left)

    def warn(self, words: str, kind: str) -> None:
        """Show what the rules make of several findings, or nothing."""
        self.warning.setText(words)
        restyled(self.warning, "notice", kind)
        self.warning.setVisible(bool(words))
