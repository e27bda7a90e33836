"""Texts laid out once for a width, for tables whose lines are painted whole."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTextOption

from desktop.lettering import is_all_from_right, reads_from_right

MOST_TEXTS: Final = 2_000


class TextShelf:
    """Texts as they were laid out, for a width: names come again with each letter that is typed."""

    def __init__(self, font: QFont) -> None:
        self._laid_out: dict[tuple[str, int, bool, bool], QStaticText] = {}
        bold = QFont(font)
        bold.setBold(True)
        self.fonts = QFont(font), bold
        self.metrics = QFontMetrics(font)

    def of(self, text: str, width: int, *, is_bold: bool, is_mirrored: bool) -> QStaticText:
        """Return a text as far as there is room, with dots for the rest."""
        key = text, width, is_bold, is_mirrored
        known = self._laid_out.get(key)
        if known is None:
            if len(self._laid_out) >= MOST_TEXTS:
                self._laid_out.clear()
            known = self._laid_out[key] = self._lay_out(*key)
        return known

    def _lay_out(self, text: str, width: int, is_bold: bool, is_mirrored: bool) -> QStaticText:
        font = self.fonts[is_bold]
        metrics = QFontMetrics(font) if is_bold else self.metrics
        made = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
        made.setTextFormat(Qt.TextFormat.PlainText)
        reads = QTextOption()
        reads.setWrapMode(QTextOption.WrapMode.NoWrap)
        # Each text ends in its dots at its own end, whichever way the screen reads.
        turns = is_all_from_right(text) or (is_mirrored and reads_from_right(text))
        reads.setTextDirection(
            Qt.LayoutDirection.RightToLeft if turns else Qt.LayoutDirection.LeftToRight
        )
        made.setTextOption(reads)
        made.prepare(font=font)
        return made
