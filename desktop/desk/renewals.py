"""Renews what the search knows of patients saved by an older program, beside the window."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.background import Background

if TYPE_CHECKING:
    from db.clinic import Clinic
    from desktop.desk.desk import Desk
    from pathway.records import Stamp


class Renewals(QObject):
    """Takes a few patients at a time; a save waits for one slice at most.

    What cannot be written today is tried again at the next start.
    """

    def __init__(self, desk: "Desk", clinic: "Clinic", background: Background) -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinic = clinic
        self._background = background
        self._is_held = False

    def start(self) -> None:
        """Renew whoever was saved by an older program and has not been renewed yet."""
        work = partial(_renew, self._clinic, self._desk.stamp())
        self._background.run("store", work, self._take, self._take_error)

    def hold(self) -> None:
        """Renew nobody else for now: somebody waits for the lanes to end."""
        self._is_held = True

    @Slot(bool)
    def _take(self, has_more: bool) -> None:
        if has_more and not self._is_held:
            self.start()

    @Slot(object)
    def _take_error(self, error: Exception) -> None:
        """Leave it: they are found as before."""


def _renew(clinic: "Clinic", stamp: "Stamp") -> bool:
    from db import renewing  # beside the window: nobody waits for what it imports

    return renewing.renew_some(clinic, stamp)
