"""Pain from 0 to 10 as eleven buttons: one key each, none chosen until somebody is asked."""

from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.choice import Choice, ChoiceButtons
from desktop.words import tr

WORST: Final = 10


class PainScale(ChoiceButtons):
    """The 0–10 rating; keys 0–9 answer, T stands for ten, and so does 0 typed right after 1."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_choices(), parent, gap=4)
        self._after_one = False
        for button in self.buttons:
            button.setProperty("compact", "true")

    def rating(self) -> int | None:
        """Return the rating, None when nobody was asked."""
        return int(self.value()) if self.value() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ten = self._after_one and event.text() == "0"
        self._after_one = event.text() == "1"
        if ten:
            self._answer(str(WORST))
            return
        super().keyPressEvent(event)


def _choices() -> tuple[Choice, ...]:
    meanings = {0: tr("0, no pain"), WORST: tr("10, worst pain imaginable")}
    return tuple(
        Choice(
            str(rating),
            str(rating),
            "t" if rating == WORST else str(rating),
            meanings.get(rating, str(rating)),
        )
        for rating in range(WORST + 1)
    )
