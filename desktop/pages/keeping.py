"""Saves a visit, signs it once it is safe, and leaves it once what was asked for is done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.pages.leavebar import LeaveBar
from desktop.pages.visittab import VisitTab
from desktop.trouble import Trouble
from pathway.acknowledged import Acknowledged
from pathway.records import Amendment, Changes, VisitEntry

if TYPE_CHECKING:
    from desktop.desk import Desk


class Keeping(QObject):
    """The way of a visit from the form to the store."""

    kept = Signal(object)
    """Changes: the entries are safe."""
    signed = Signal(object)
    """Changes: the visit is signed."""
    amended = Signal(object)
    """Changes: the amendment is safe."""
    left = Signal()

    def __init__(self, desk: "Desk", visit: VisitTab, bar: LeaveBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._visit = visit
        self.bar = bar
        self.is_saving = False
        self._signs = False
        self._leaves = False
        visit.saving.connect(self.on_saving)
        visit.signing.connect(self.on_signing)
        visit.amending.connect(self.on_amending)
        visit.acknowledging.connect(self.on_acknowledging)
        visit.refused.connect(self.on_refused)
        bar.saved.connect(self.on_leave_saved)
        bar.discarded.connect(self.on_leave_discarded)

    @Slot(object)
    def on_saving(self, entry: VisitEntry) -> None:
        self.is_saving = True
        self._desk.save_visit(entry, self.take_saved, self.take_trouble)

    @Slot(object)
    def on_signing(self, entry: VisitEntry) -> None:
        self._signs = True
        self.on_saving(entry)

    @Slot(object)
    def on_amending(self, amendment: Amendment) -> None:
        self.is_saving = True
        self._desk.corrections.amend(amendment, self.take_amended, self.take_trouble)

    @Slot(object)
    def on_acknowledging(self, made: Acknowledged) -> None:
        """Keep at once that a STOP was answered: it is no part of the visit."""
        if self._visit.view is not None:
            problem = self._visit.view.problem_id
            self._desk.acknowledge(problem, made, self.take_acknowledged, self.take_trouble)

    @Slot(object)
    def take_acknowledged(self, changes: Changes) -> None:
        """Nothing is left to do: the form hears of it with the chart."""

    @Slot(object)
    def take_amended(self, changes: Changes) -> None:
        """Go on once the amendment is safe: leave, or read what stands now."""
        self.is_saving = False
        leaves, self._leaves = self._leaves, False
        self.bar.hide()
        self.amended.emit(changes)
        if leaves:
            self.left.emit()

    @Slot(object)
    def take_saved(self, changes: Changes) -> None:
        """Go on once the entries are safe: sign, leave, or stay."""
        self.is_saving = False
        signs, self._signs = self._signs, False
        leaves, self._leaves = self._leaves, False
        self.bar.hide()
        self.kept.emit(changes)
        if signs and changes.visit:
            self._desk.sign_visit(changes.visit, self.take_signed, self.take_trouble)
        elif leaves:
            self.left.emit()

    @Slot(object)
    def take_signed(self, changes: Changes) -> None:
        """Tell that the visit is signed."""
        self.signed.emit(changes)

    @Slot(object)
    def take_trouble(self, trouble: Trouble) -> None:
        """Say that nothing was saved; everything stays on the form."""
        self.is_saving = self._signs = self._leaves = False
        self.bar.tell(trouble.sentence)

    @Slot(str)
    def on_refused(self, why: str) -> None:
        self._leaves = False
        self.bar.tell(why)

    @Slot()
    def on_leave_saved(self) -> None:
        self._leaves = True
        self._visit.save()

    @Slot()
    def on_leave_discarded(self) -> None:
        self._visit.discard()
        self.bar.hide()
        self.left.emit()
