"""Cards of scores in a visit, made line by line: what all of them have in common."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.models.scorewords import score_lines
from desktop.pages.scoreline import INDENT, ScoreLine, ScoreTotal, go_past
from desktop.widgets.choice import Choice
from desktop.widgets.form import Section, muted
from desktop.widgets.taborder import controls, tab_after
from desktop.widgets.texts import dressed
from pathway.catalogue import Catalogue
from pathway.coding import Code, Coded
from pathway.facts import Region
from pathway.intake import Answers, change
from pathway.scorebook import Measure
from pathway.scoring import Past, Values

Made = Callable[[], object]


class ScoreCard(Section):
    """A card whose lines are made one after the other; it is shown once all of them are there."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""
    moved_to = Signal(object)
    """A line came into focus by moving on: it wants to be seen."""
    indent = 0
    """How far totals stand in: as far as the lines above them."""

    def __init__(self, title: str, catalogue: Catalogue, region: Region, parent: QWidget) -> None:
        super().__init__(title, "", parent)
        self.box.setSpacing(6)
        self.catalogue = catalogue
        self.region = region
        self.answers = Answers()
        self.earlier: tuple[Past, ...] = ()
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        self.waiting: list[Made] = []
        self._last: QWidget | None = None
        self.totals: list[tuple[Measure, ScoreTotal]] = []
        self._stands_stacked = False
        self.hide()

    @property
    def has_more(self) -> bool:
        """Whether some line has no controls yet."""
        return bool(self.waiting)

    def make_next(self) -> None:
        """Make the next line."""
        self.waiting.pop(0)()
        if not self.waiting:
            self.tell_totals()
            self.show()

    def finish(self) -> None:
        """Have every line there now."""
        while self.waiting:
            self.make_next()

    def last_control(self) -> QWidget:
        """Return the last control that is there, or the one before the first."""
        if self._last is not None:
            return self._last
        return self.reads_after() if self.reads_after is not None else self

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self.answers = answers
        self.fill()
        self.tell_totals()

    def show_earlier(self, earlier: tuple[Past, ...]) -> None:
        """Show totals of earlier visits beside those of today."""
        self.earlier = earlier
        self.tell_totals()

    def fill(self) -> None:
        """Put the answers into the controls that are there."""
        raise NotImplementedError

    def values(self) -> Values:
        """Return what was entered, by item."""
        return {code.item: row.value for code, row in self.answers.items() if code.side is None}

    def value(self, item: str) -> str:
        """Return what was entered under an item, empty when nothing was."""
        given = self.answers.get(Code(item))
        return given.value if given else ""

    def enter(self, item: str, value: str) -> None:
        """Note an answer, or that it was taken back."""
        code = Code(item)
        given = Coded(code, value) if value else None
        if self.answers.get(code) != given:
            self.answers = change(self.answers, code, given)
            self.entered.emit(code, given)
            self.tell_totals()

    def put(self, part: QWidget) -> None:
        """Add a part with controls at the end, where Tab comes to it after what stands above."""
        self.add(part)
        self.link(part)

    def link(self, part: QWidget) -> None:
        """Let Tab come to a part after all that was made before it."""
        part.show()
        dressed(part)
        if self._last is not None or self.reads_after is not None:
            tab_after(self.last_control(), part)
        self._last = list(controls(part))[-1]

    def say(self, words: str) -> None:
        """Add a quiet line of words."""
        label = muted(words, self)
        self.add(label)
        label.show()

    def put_total(self, measure: Measure) -> None:
        """Add the total of a score at the end."""
        total = ScoreTotal(self, self.indent)
        self.totals.append((measure, total))
        self.add(total)

    def tell_totals(self) -> None:
        """Say the totals of what was answered so far."""
        values = self.values()
        for measure, total in self.totals:
            total.say(*score_lines(measure, values, self.earlier, self.region))

    def set_stacked(self, stacked: bool) -> None:
        self._stands_stacked = stacked
        super().set_stacked(stacked)


class LinedCard(ScoreCard):
    """A card of statements with the same answers to each; answering one moves on to the next."""

    indent = INDENT

    def __init__(self, title: str, catalogue: Catalogue, region: Region, parent: QWidget) -> None:
        super().__init__(title, catalogue, region, parent)
        self.lines: dict[str, ScoreLine] = {}
        self._is_filling = False

    def put_line(self, item: str, choices: Sequence[Choice], within: QWidget, number: int) -> None:
        """Make one line; ``number`` is the one that the published score gives it."""
        line = ScoreLine(self.catalogue.item(item), tuple(choices), within, number)
        line.set_stacked(self._stands_stacked)
        line.buttons.set_value(self.value(item))
        line.changed.connect(self.on_line)
        line.answered.connect(self.on_answered)
        self.lines[item] = line

    def fill(self) -> None:
        self._is_filling = True
        for item, line in self.lines.items():
            line.buttons.set_value(self.value(item))
        self._is_filling = False

    def set_stacked(self, stacked: bool) -> None:
        super().set_stacked(stacked)
        for line in self.lines.values():
            line.set_stacked(stacked)

    @Slot(str, str)
    def on_line(self, item: str, value: str) -> None:
        if not self._is_filling:
            self.enter(item, value)

    @Slot(str)
    def on_answered(self, item: str) -> None:
        """Go on to the line after this one, or to what comes after the last."""
        after = self.line_after(item)
        if after is None:
            go_past(self.lines[item])
            return
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved_to.emit(after)

    def line_after(self, item: str) -> ScoreLine | None:
        """Return the line that comes next, None after the last one that is to be seen."""
        order = [line for line in self.lines.values() if not line.isHidden()]
        place = order.index(self.lines[item]) + 1
        return order[place] if place < len(order) else None
