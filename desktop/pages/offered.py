"""Names of medicines for forms: they are made beside the window and come when they are there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pathway.namelist import NameList


class OfferedNames(QObject):
    """Holds the names once they are there, and gives them to forms of then and of later."""

    told = Signal(object)
    """A NameList."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names: NameList | None = None

    @Slot(object)
    def take(self, names: NameList) -> None:
        """Take the names, and tell them to every form that waits."""
        self._names = names
        self.told.emit(names)

    def give_to(self, *takers: Callable[[NameList], None]) -> None:
        """Give the names, now and whenever there are others."""
        for taker in takers:
            self.told.connect(taker)
            if self._names is not None:
                taker(self._names)
