"""How somebody likes the forms on this computer: remembered, and asked by what has two faces."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.settings import SettingsFile


class Habits(QObject):
    """What was chosen on forms; a child of the window, where its pages find it."""

    def __init__(self, settings: SettingsFile, window: QObject) -> None:
        super().__init__(window)
        self._settings = settings

    @property
    def questions(self) -> str:
        """How red-flag questions are asked: "list", or "single" for one at a time."""
        return self._settings.now.questions

    @questions.setter
    def questions(self, chosen: str) -> None:
        self._settings.keep(self._settings.now._replace(questions=chosen))

    @property
    def examination(self) -> str:
        """In which order findings are examined: by "test" or by nerve "root"."""
        return self._settings.now.examination

    @examination.setter
    def examination(self, chosen: str) -> None:
        self._settings.keep(self._settings.now._replace(examination=chosen))

    @property
    def box_numbers(self) -> bool:
        """Whether the numbers of paper sheets stand beside the questions."""
        return self._settings.now.box_numbers

    @box_numbers.setter
    def box_numbers(self, chosen: bool) -> None:
        self._settings.keep(self._settings.now._replace(box_numbers=chosen))


def habits_of(part: QWidget) -> Habits | None:
    """Return what is remembered for the window of a part; None where nothing is remembered."""
    found: Habits | None = part.window().findChild(Habits)
    return found
