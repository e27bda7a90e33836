"""The pencil of the body chart: what is drawn with it, on the figure or in its list, and undone."""

from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from desktop.models.bodymarks import (
    KINDS,
    Change,
    Drawing,
    Kind,
    Name,
    change_at,
    kind_words,
    kinds_at,
    spot_of,
    spot_words,
)
from desktop.words import tr
from pathway.coding import Code
from pathway.facts import Spot

Step: TypeAlias = tuple[Change, ...]


class Pencil(QObject):
    """Holds one drawing and the kind that is drawn now; remembers each stroke."""

    drawn = Signal(object)
    """The changes (a tuple of Change) that somebody made just now."""
    changed = Signal()
    """The drawing, the kind or what can be undone is other than before."""
    said = Signal(str)
    """What happened, in words."""

    def __init__(self, name: Name, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self.drawing: dict[Code, str] = {}
        self.kind: Kind = "pain"
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._stroke: list[Change] | None = None
        self._is_on = True

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a stroke to do again."""
        return bool(self._undone)

    def words(self, spot: Spot) -> str:
        """Return a place with its marks, as it is read aloud."""
        return spot_words(self.drawing, spot, self.name)

    def choose(self, kind: str) -> None:
        """Draw this kind from now on; what is no kind changes nothing."""
        for known in KINDS:
            if known == kind and kind != self.kind:
                self.kind = known
                self.said.emit(tr("Drawing {kind}").format(kind=kind_words(known)))
                self.changed.emit()

    def show(self, drawing: Drawing) -> None:
        """Begin with a drawing; there is nothing to undo in it."""
        self.drawing = dict(drawing)
        self._done.clear()
        self._undone.clear()
        self._stroke = None
        self.changed.emit()

    def take(self, code: Code, value: str) -> None:
        """Note what was entered elsewhere; a stroke that it went over cannot be undone there."""
        self._put(Change(code, "", value))
        self._done = _without(self._done, code)
        self._undone = _without(self._undone, code)
        self.changed.emit()

    def press(self, spot: Spot) -> None:
        """Begin a stroke: it marks when the first place has no mark of this kind, else wipes."""
        self._stroke = []
        self._is_on = self.kind not in kinds_at(self.drawing, spot)
        self.drag(spot)

    def drag(self, spot: Spot) -> None:
        """Go over a place with the stroke that was begun."""
        if self._stroke is None:
            return
        made = change_at(self.drawing, spot, self.kind, is_on=self._is_on)
        if made:
            self._stroke.append(made)
            self._carry_out((made,))
            self.said.emit(self.words(spot))

    def lift(self) -> None:
        """End the stroke: it is undone as a whole."""
        if self._stroke:
            self._remember(tuple(self._stroke))
        self._stroke = None
        self.changed.emit()

    def toggle(self, spot: Spot) -> None:
        """Mark one place, or take its mark of this kind away."""
        self.press(spot)
        self.lift()

    def clear(self, spot: Spot) -> None:
        """Take away every mark of a place."""
        found = (
            change_at(self.drawing, spot, kind, is_on=False)
            for kind in kinds_at(self.drawing, spot)
        )
        step = tuple(change for change in found if change)
        if step:
            self._carry_out(step)
            self._remember(step)
            self.said.emit(self.words(spot))
            self.changed.emit()

    def copy(self, drawing: Drawing) -> None:
        """Draw what another drawing has and this one lacks, as one stroke."""
        step = tuple(
            Change(code, "", value) for code, value in drawing.items() if code not in self.drawing
        )
        if step:
            self._carry_out(step)
            self._remember(step)
            self.changed.emit()

    def undo(self) -> None:
        """Take the last stroke back."""
        self._reverse(self._done, self._undone, tr("Undone: {places}"))

    def redo(self) -> None:
        """Draw again what was taken back last."""
        self._reverse(self._undone, self._done, tr("Done again: {places}"))

    def _reverse(self, source: list[Step], target: list[Step], words: str) -> None:
        if not source:
            self.said.emit(tr("Nothing left to undo or do again on the body chart"))
            return
        step = tuple(change.back for change in reversed(source.pop()))
        self._carry_out(step)
        target.append(step)
        places = dict.fromkeys(self.words(spot_of(change.code)) for change in step)
        self.said.emit(words.format(places="; ".join(places)))
        self.changed.emit()

    def _remember(self, step: Step) -> None:
        self._done.append(step)
        self._undone.clear()

    def _carry_out(self, step: Step) -> None:
        for change in step:
            self._put(change)
        self.drawn.emit(step)

    def _put(self, change: Change) -> None:
        self.drawing.pop(change.code, None)
        if change.after:
            self.drawing[change.code] = change.after


def _without(steps: list[Step], code: Code) -> list[Step]:
    kept = (tuple(change for change in step if change.code != code) for step in steps)
    return [step for step in kept if step]
