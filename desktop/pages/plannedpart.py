"""The place of the plan in a visit form: its controls are made when the window has time for them.

What is planned is among the answers of the form. The rules look at it a moment after each change;
a STOP has to be answered before the visit is saved, once for the facts on which it rests.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.packwords import PackWords
from desktop.pages.livecheck import LiveCheck
from desktop.pages.plannedlist import PlannedList
from desktop.pages.planning import Planning
from desktop.widgets.taborder import tab_after
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.acknowledged import Acknowledged
from pathway.catalogue import Catalogue
from pathway.facts import Visit
from pathway.intake import Answers
from pathway.namelist import NameList
from pathway.thingnames import ThingNames, care_names


class PlannedPart(QWidget):
    """Holds the plan of a visit; makes it in one piece, out of sight until it is whole."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""
    acknowledging = Signal(object)
    """An Acknowledged that is to be kept."""
    typing = Signal()
    """Something stands in the card that is no answer yet."""

    def __init__(
        self, catalogue: Catalogue, words: PackWords, check: LiveCheck, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._words = words
        self._check = check
        self._names = ThingNames(care_names(catalogue))
        self._list: PlannedList | None = None
        self._is_stacked = False
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self.planning = Planning(check, self)
        self.planning.entered.connect(self.entered)
        self.planning.acknowledging.connect(self.acknowledging)
        self.planning.typing.connect(self.typing)
        self.planning.card_wanted.connect(self.finish)
        self.planning.rearranged.connect(self.put_in_order)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def card(self) -> PlannedList:
        """The card with the plan; made now if it is not there yet."""
        card = self._list or self._make()
        self.show()
        return card

    @property
    def has_more(self) -> bool:
        """Whether it is still to be made."""
        return self.isHidden()

    def make_next(self) -> None:
        """Make it, and show it another time."""
        if self._list is None:
            dressed(self._make())
        else:
            self.show()

    @Slot()
    def finish(self) -> None:
        """Have it there now."""
        while self.has_more:
            self.make_next()

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self.planning.take_answers(answers)

    def show_before(self, visits: tuple[Visit, ...], said: tuple[Acknowledged, ...]) -> None:
        """Take what was planned at other visits, and which warnings were answered."""
        self.planning.take_before(visits, said)

    def take_said(self, said: tuple[Acknowledged, ...]) -> None:
        """Take which warnings were answered meanwhile."""
        self.planning.take_said(said)

    @Slot(object)
    def set_medicines(self, names: NameList) -> None:
        """Offer names of medicines as well."""
        self._names = ThingNames(care_names(self._catalogue), names)
        if self._list is not None:
            self._list.line.set_names(self._names)

    def set_stacked(self, stacked: bool) -> None:
        """Put the labels above their controls."""
        self._is_stacked = stacked
        if self._list is not None:
            self._list.set_stacked(stacked)

    def count(self) -> int:
        """Return how many things are planned."""
        return len(self.planning.things)

    def pending(self) -> bool:
        """Say whether something stands in the card that is no answer yet."""
        return self._list is not None and bool(self._list.line.text() or self._list.half())

    def trouble(self) -> tuple[QWidget, str] | None:
        """Return what cannot be accepted of the plan, and why."""
        if self.count():
            self._check.look()
        card = self._list
        if card is None:
            return None
        if card.line.text().strip():
            return card.line, tr("Press Enter to plan what stands in the line, or clear it.")
        card.finish()
        if card.asks:
            names = ", ".join(map(self._words.medicine, card.asks[0].warned.medicines))
            said = tr("A STOP is not answered: {names}. Say why, or take it off the plan.")
            return card.asks[0].reason, said.format(names=names)
        return None

    def last_control(self) -> QWidget:
        """Return the control at the end."""
        return self.card.nothing.buttons[-1]

    @Slot()
    def focus_line(self) -> None:
        """Go to where something is planned."""
        self.card.line.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def put_in_order(self) -> None:
        """Let Tab go through the card as it reads."""
        if self._list is not None and self.reads_after is not None:
            tab_after(self.reads_after(), self._list)

    def _make(self) -> PlannedList:
        self._list = card = PlannedList(self._catalogue, self._words, self)
        card.line.set_names(self._names)
        card.set_stacked(self._is_stacked)
        self._box.addWidget(card)
        self.planning.attach(card)
        return card
