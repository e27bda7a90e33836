"""The place of the plan in a visit form: its controls are made when the window has time for them.

What is planned is among the answers of the form. The rules look at it a moment after each change;
a STOP has to be answered before the visit is saved, once for the facts on which it rests.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.planned import (
    Checked,
    Thing,
    answered,
    checked_chart,
    concerning,
    things_of,
)
from desktop.packwords import PackWords
from desktop.pages.livecheck import LiveCheck
from desktop.pages.plannedlist import PlannedList
from desktop.widgets.taborder import tab_after
from desktop.widgets.texts import dressed
from desktop.words import tr
from pathway.acknowledged import Acknowledged, acknowledging
from pathway.advice import Warned
from pathway.assessment import Assessment
from pathway.catalogue import Catalogue
from pathway.coding import Code
from pathway.facts import Plan, Visit
from pathway.intake import Answers
from pathway.namelist import NameList
from pathway.plans import CODES, newest_plan, plan_coded, plan_told, with_thing, without_thing
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
        self._plan: Plan | None = None
        self._earlier: Visit | None = None
        self._said: tuple[Acknowledged, ...] = ()
        self._checked: tuple[Checked, ...] | None = ()
        self._list: PlannedList | None = None
        self._is_stacked = False
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()
        check.looked.connect(self.on_looked)

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

    def finish(self) -> None:
        """Have it there now."""
        while self.has_more:
            self.make_next()

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        told = {code.item: row.value for code, row in answers.items() if code.item in CODES}
        self._plan = plan_told(told)
        self._show()

    def show_before(self, visits: tuple[Visit, ...], said: tuple[Acknowledged, ...]) -> None:
        """Take what was planned at other visits, and which warnings were answered."""
        self._earlier, self._said = newest_plan(visits), said
        self._show()

    def take_said(self, said: tuple[Acknowledged, ...]) -> None:
        """Take which warnings were answered meanwhile."""
        if said != self._said:
            self._said = said
            self._check.ask()

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
        return len(things_of(self._plan))

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
            names = ", ".join(card.asks[0].warned.medicines)
            said = tr("A STOP is not answered: {names}. Say why, or take it off the plan.")
            return card.asks[0].reason, said.format(names=names)
        return None

    def last_control(self) -> QWidget:
        """Return the control at the end."""
        return self.card.nothing.buttons[-1]

    @Slot(object)
    def on_added(self, thing: Thing) -> None:
        self._enter(with_thing(self._plan, thing.name, is_care=thing.is_care))
        self._check.look()  # at once, so that an answer is asked for before anything else is typed
        asks = self.card.asks
        if asks:
            asks[0].reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def on_removed(self, thing: Thing) -> None:
        if self._plan is not None:
            self._enter(without_thing(self._plan, thing.name, is_care=thing.is_care))
            self.card.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def on_nothing(self, is_nothing: bool) -> None:
        if not self.count():
            self._enter(Plan() if is_nothing else None)

    @Slot(object, str, str)
    def on_answered(self, warned: Warned, reason: str, words: str) -> None:
        self.acknowledging.emit(acknowledging(warned, reason, words))
        self.card.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def on_typing(self) -> None:
        self.typing.emit()
        self._check.ask()

    @Slot(object)
    def on_looked(self, found: Assessment | None) -> None:
        """Show what the rules say, of the plan and of what stands in the line."""
        self._checked = self._weighed(found, self._plan or Plan())
        if self.count():
            self.finish()  # nobody overlooks a STOP because its place was not made yet
        if self._list is None:
            return
        if self._list.show_checked(self._checked):
            self._put_in_order(self._list)
        self._preview(self._list)

    @Slot()
    def on_made(self) -> None:
        """Let Tab go through the cards, now that all are there."""
        if self._list is not None:
            self._put_in_order(self._list)

    def _weighed(self, found: Assessment | None, plan: Plan) -> tuple[Checked, ...] | None:
        if plan == Plan():
            return ()
        if found is None or found.medicine_warnings is None:
            return None
        return answered(concerning(found, plan, self._check.guidelines), self._said)

    def _preview(self, card: PlannedList) -> None:
        thing, trial = card.typed_thing(), self._check.trial
        if thing is None or trial is None:
            card.show_preview(None)
            return
        if not (thing.is_care or self._check.guidelines.medicines.knows(thing.name)):
            card.show_preview(thing, None)
            return
        alone = with_thing(None, thing.name, is_care=thing.is_care)
        chart, on = trial()
        more = with_thing(self._plan, thing.name, is_care=thing.is_care)
        found = checked_chart(replace(chart, plan=more), on, self._check.guidelines)
        weighed = self._weighed(found, alone)
        card.show_preview(thing if weighed is not None else None, _warned(weighed or ()))

    def _enter(self, plan: Plan | None) -> None:
        rows = {row.code: row for row in plan_coded(plan)}
        before = {row.code: row for row in plan_coded(self._plan)}
        self._plan = plan
        for code in map(Code, CODES):
            if rows.get(code) != before.get(code):
                self.entered.emit(code, rows.get(code))
        self._show()

    def _show(self) -> None:
        self._check.ask()
        if self._list is None:
            return
        self._list.show_plan(things_of(self._plan), is_nothing=self._plan == Plan())
        told = plan_told(self._earlier.beside) if self._earlier and self._plan is None else None
        on: date | None = self._earlier.on if self._earlier else None
        self._list.show_earlier(things_of(told), on)
        self._put_in_order(self._list)

    def _put_in_order(self, card: PlannedList) -> None:
        if self.reads_after is not None:
            tab_after(self.reads_after(), card)

    def _make(self) -> PlannedList:
        self._list = card = PlannedList(self._catalogue, self._words, self)
        card.line.set_names(self._names)
        card.set_stacked(self._is_stacked)
        card.added.connect(self.on_added)
        card.removed.connect(self.on_removed)
        card.said_nothing.connect(self.on_nothing)
        card.answered.connect(self.on_answered)
        card.typing.connect(self.on_typing)
        card.made.connect(self.on_made)
        card.line.pointed.connect(self._check.ask)
        self._box.addWidget(card)
        self._show()
        return card


def _warned(checked: tuple[Checked, ...]) -> tuple[Warned, ...]:
    return tuple(one.warned for one in checked)
