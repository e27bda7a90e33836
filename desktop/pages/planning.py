"""What a visit plans while somebody types: the answers it makes, and what the rules say of it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.models.planned import Checked, Thing, answered, checked_chart, concerning, things_of
from desktop.pages.livecheck import LiveCheck
from desktop.pages.plannedlist import PlannedList
from pathway.acknowledged import Acknowledged, acknowledging
from pathway.advice import Warned
from pathway.assessment import Glimpse
from pathway.coding import Code
from pathway.facts import Plan, Visit
from pathway.intake import Answers
from pathway.plans import CODES, newest_plan, plan_coded, plan_told, with_thing, without_thing


class Planning(QObject):
    """Knows the plan of a form, has the rules look at it, and keeps its card true."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""
    acknowledging = Signal(object)
    """An Acknowledged that is to be kept."""
    typing = Signal()
    """Something stands in the card that is no answer yet."""
    card_wanted = Signal()
    """There is something that nobody must overlook."""
    rearranged = Signal()
    """The card holds other controls than before."""

    def __init__(self, check: LiveCheck, parent: QObject) -> None:
        super().__init__(parent)
        self.plan: Plan | None = None
        self._check = check
        self._card: PlannedList | None = None
        self._earlier: Visit | None = None
        self._said: tuple[Acknowledged, ...] = ()
        check.looked.connect(self.on_looked)

    @property
    def things(self) -> tuple[Thing, ...]:
        """Return what is planned."""
        return things_of(self.plan)

    def attach(self, card: PlannedList) -> None:
        """Show everything in a card from now on."""
        self._card = card
        card.added.connect(self.on_added)
        card.removed.connect(self.on_removed)
        card.said_nothing.connect(self.on_nothing)
        card.answered.connect(self.on_answered)
        card.same_wanted.connect(self.on_same)
        card.typing.connect(self.on_typing)
        card.line.pointed.connect(self._check.ask)
        card.made.connect(self.rearranged)
        self._show()

    def take_answers(self, answers: Answers) -> None:
        """Take what was entered so far."""
        told = {code.item: row.value for code, row in answers.items() if code.item in CODES}
        self.plan = plan_told(told)
        self._show()

    def take_before(self, visits: tuple[Visit, ...], said: tuple[Acknowledged, ...]) -> None:
        """Take what was planned at other visits, and which warnings were answered."""
        self._earlier, self._said = newest_plan(visits), said
        self._show()

    def take_said(self, said: tuple[Acknowledged, ...]) -> None:
        """Take which warnings were answered meanwhile."""
        if said != self._said:
            self._said = said
            self._check.ask()

    @Slot(object)
    def on_added(self, thing: Thing) -> None:
        self._plan_and_look(with_thing(self.plan, thing.name, is_care=thing.is_care))

    @Slot()
    def on_same(self) -> None:
        """Plan again what was planned at the earlier visit; the rules look at it as at new."""
        if self._earlier is not None and self.plan is None:
            self._focus_line()
            self._plan_and_look(plan_told(self._earlier.beside))

    @Slot(object)
    def on_removed(self, thing: Thing) -> None:
        if self.plan is not None:
            self._enter(without_thing(self.plan, thing.name, is_care=thing.is_care))
            self._focus_line()

    @Slot(bool)
    def on_nothing(self, is_nothing: bool) -> None:
        if not self.things:
            self._enter(Plan() if is_nothing else None)

    @Slot(object, str, str)
    def on_answered(self, warned: Warned, reason: str, words: str) -> None:
        self.acknowledging.emit(acknowledging(warned, reason, words))
        self._focus_line()

    @Slot()
    def on_typing(self) -> None:
        self.typing.emit()
        self._check.ask()

    @Slot(object)
    def on_looked(self, found: Glimpse | None) -> None:
        """Show what the rules say, of the plan and of what stands in the line."""
        if self.things:
            self.card_wanted.emit()  # nobody overlooks a STOP because its place was not made yet
        if self._card is None:
            return
        if self._card.show_checked(self._weighed(found, self.plan or Plan())):
            self.rearranged.emit()
        self._preview(self._card)

    def _plan_and_look(self, plan: Plan | None) -> None:
        """Look at once, so that an answer is asked for before anything else is typed."""
        self._enter(plan)
        self._check.look()
        if self._card is not None and self._card.asks:
            self._card.asks[0].reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _weighed(self, found: Glimpse | None, plan: Plan) -> tuple[Checked, ...] | None:
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
        more = with_thing(self.plan, thing.name, is_care=thing.is_care)
        found = checked_chart(replace(chart, plan=more), on, self._check.guidelines)
        weighed = self._weighed(found, alone)
        warned = tuple(one.warned for one in weighed or ())
        card.show_preview(thing if weighed is not None else None, warned)

    def _enter(self, plan: Plan | None) -> None:
        rows = {row.code: row for row in plan_coded(plan)}
        before = {row.code: row for row in plan_coded(self.plan)}
        self.plan = plan
        for code in map(Code, CODES):
            if rows.get(code) != before.get(code):
                self.entered.emit(code, rows.get(code))
        self._show()

    def _show(self) -> None:
        self._check.ask()
        if self._card is None:
            return
        self._card.show_plan(self.things, is_nothing=self.plan == Plan())
        told = plan_told(self._earlier.beside) if self._earlier and self.plan is None else None
        on: date | None = self._earlier.on if self._earlier else None
        self._card.show_earlier(things_of(told), on)
        self.rearranged.emit()

    def _focus_line(self) -> None:
        if self._card is not None:
            self._card.line.setFocus(Qt.FocusReason.OtherFocusReason)
