"""What would change, in a card that is looked at before anything is saved."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.consequences import Consequence
from desktop.widgets.form import heading, muted, plain
from desktop.words import tr


class Beforehand(QWidget):
    """A headline, its reasons, and each thing that would be another."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frame = QWidget(self)
        self.headline = heading("", self.frame, 3)
        self.reason = plain("", self.frame)
        self.lines = plain("", self.frame)
        self.kept = muted("", self.frame)
        inner = QVBoxLayout(self.frame)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        for part in (self.headline, self.reason, self.lines, self.kept):
            inner.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.frame)
        self.setAccessibleName(tr("What this would change"))
        self.wait(tr("Nothing is chosen yet."))

    def wait(self, words: str) -> None:
        """Say why nothing can be told yet."""
        self._put(words, "", "", "")

    def tell(
        self, headline: str, reason: str, changed: tuple[Consequence, ...], kept: str = ""
    ) -> None:
        """Tell what would change, and what would not."""
        lines = "\n".join(one.words for one in changed)
        self._put(headline, reason, lines or tr("Nothing else would change."), kept)

    def text(self) -> str:
        """Return everything that is told."""
        parts = (self.headline, self.reason, self.lines, self.kept)
        return "\n".join(part.text() for part in parts if part.text())

    def _put(self, headline: str, reason: str, lines: str, kept: str) -> None:
        told = (headline, reason, lines, kept)
        for part, words in zip(
            (self.headline, self.reason, self.lines, self.kept), told, strict=True
        ):
            part.setText(words)
            part.setVisible(bool(words))
        self.frame.setAccessibleDescription(" ".join(words for words in told if words))
