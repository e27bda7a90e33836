"""A warning that is no STOP: what to mind, and the button that notes it."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.models.minded import Minded
from desktop.pages.answering import Answering
from desktop.widgets.findings import WhyCard
from desktop.widgets.form import chip, plain


class MindedRow(QWidget):
    """One warning: its weight as a chip, its sentence, and the way to note it."""

    def __init__(self, shown: Minded, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(chip(shown.mark, shown.tint, self))
        line.addWidget(plain(shown.said, self), 1)

    def put_answer(self, button: QPushButton) -> None:
        """Take the button that answers at the end of the line."""
        self._line.addWidget(button)


def put_minded(card: WhyCard, shown: tuple[Minded, ...], answering: Answering) -> None:
    """Put warnings on their card, each with the way to note it or folded once it is noted."""
    for one in shown:
        card.add(answering.put(("warning", one.subject), one.said, partial(MindedRow, one), card))
