"""The place of the care in a visit form: its controls are made when the window has time for them.

Until then it knows what is recorded, and can say that nothing was told.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.caregiven import CareGiven
from desktop.pages.livecheck import LiveCheck
from desktop.widgets.dates import DayLimits
from desktop.widgets.taborder import tab_after
from desktop.widgets.texts import dressed
from pathway.catalogue import Catalogue
from pathway.namelist import NameList
from pathway.records import CareEntry


class CarePart(QWidget):
    """Holds the care given; makes it in one piece, out of sight until it is whole."""

    changed = Signal()
    typing = Signal()
    passed = Signal()
    """Enter was pressed where nothing is told: there is no more care."""
    mistaken = Signal(object)
    """A CareEntry that somebody says was entered in error."""

    def __init__(
        self, catalogue: Catalogue, limits: DayLimits, check: LiveCheck, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._made_from = catalogue, limits
        self._check = check
        self._known: tuple[CareEntry, ...] = ()
        self._is_stacked = False
        self._names: NameList | None = None
        self._given: CareGiven | None = None
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def given(self) -> CareGiven:
        """The list of care with its small form; made now if it is not there yet."""
        given = self._given or self._make()
        self.show()
        return given

    @property
    def has_more(self) -> bool:
        """Whether it is still to be made."""
        return self.isHidden()

    def make_next(self) -> None:
        """Make it, and show it another time."""
        if self._given is None:
            dressed(self._make())
        else:
            self.show()

    def finish(self) -> None:
        """Have it there now."""
        while self.has_more:
            self.make_next()

    def show_entries(self, entries: tuple[CareEntry, ...]) -> None:
        """Show the care that is known already."""
        self._known = entries
        if self._given is not None:
            self._given.show_entries(entries)

    def take_known(self, known: tuple[CareEntry, ...]) -> None:
        """Show what became known meanwhile; what was told here and is not saved stays."""
        self._known = known
        if self._given is not None:
            self._given.take_known(known)

    def take_saved(self, known: tuple[CareEntry, ...], sent: tuple[CareEntry, ...]) -> None:
        """Show what is recorded now that ``sent`` is; what was told since stays to be saved."""
        self._known = known
        if self._given is not None:
            self._given.take_saved(known, sent)

    def entries(self) -> tuple[CareEntry, ...]:
        """Return the care that is new or was told again: what there is to save."""
        return self._given.entries() if self._given is not None else ()

    def entries_so_far(self) -> tuple[CareEntry, ...]:
        """Return what there is to save, and with it what stands whole in the small form."""
        return self._given.entries_so_far() if self._given is not None else ()

    @Slot(object)
    def set_medicines(self, names: NameList) -> None:
        """Offer names of medicines as well."""
        self._names = names
        if self._given is not None:
            self._given.kind.set_medicines(names)

    def count(self) -> int:
        """Return how many kinds of care are listed."""
        return self._given.count() if self._given is not None else len(self._known)

    def pending(self) -> bool:
        """Say whether something stands in the small form that was not taken into the list."""
        return self._given is not None and self._given.pending()

    def set_stacked(self, stacked: bool) -> None:
        """Put the labels above their controls."""
        self._is_stacked = stacked
        if self._given is not None:
            self._given.set_stacked(stacked)

    def last_control(self) -> QWidget:
        """Return the control at the end."""
        return self.given.put

    def _make(self) -> CareGiven:
        self._given = given = CareGiven(*self._made_from, self)
        given.set_stacked(self._is_stacked)
        given.show_entries(self._known)
        if self._names is not None:
            given.kind.set_medicines(self._names)
        self._check.looked.connect(given.weeks.take)
        self._check.ask()
        given.changed.connect(self.changed)
        given.typing.connect(self.typing)
        given.kind.returnPressed.connect(self.passed)
        given.typing.connect(self._check.ask)
        given.mistaken.connect(self.mistaken)
        given.lined.connect(self.put_in_order)
        self._box.addWidget(given)
        self.put_in_order()
        return given

    @Slot()
    def put_in_order(self) -> None:
        """Let Tab reach the lines where they are read."""
        if self.reads_after is not None and self._given is not None:
            tab_after(self.reads_after(), self._given)
