"""The scores part of a visit: function, goals and work, mood, and the back in 24 statements."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.findingrows import FindingRows
from desktop.pages.scorecards import BackCard, FunctionCard, MoodCard
from desktop.widgets.boxnumber import Numbered
from desktop.words import tr
from pathway.coding import Code
from pathway.facts import Chart, Visit
from pathway.intake import Answers
from pathway.scoring import Past, scored, values_of

if TYPE_CHECKING:
    from desktop.pages.visitparts import Books

ROWS: Final = (
    "goal.function",
    "goal.pain",
    "score.pain_spine_worst",
    "score.pain_limb_worst",
    "score.work",
)
CHANGE: Final = "score.change"
"""Asked where there is an earlier visit to compare with."""
BACK: Final = "rmdq"


class ScoresPart(QWidget):
    """Cards of scores, one beneath the other, made when the window has time for them."""

    entered = Signal(object, object)
    """A code and what was entered under it (Coded, or None when it was taken back)."""
    alarming = Signal(str)
    """An answer raises a red flag by itself: its id. The question has to be asked at once."""
    lacking = Signal()
    """More lines are to be made: ``make_next`` makes one after the other."""
    moved_to = Signal(object)
    """A line came into focus by moving on: it wants to be seen."""

    def __init__(self, books: "Books", chart: Chart, parent: QWidget) -> None:
        super().__init__(parent)
        self._books = books
        self._answers = Answers()
        self._compared: tuple[object, ...] = ()
        self._earlier: tuple[Past, ...] = ()
        self.reads_after: Callable[[], QWidget] | None = None
        """Tells which control stands before the first of these in the order of reading."""
        catalogue, scores, region = books.catalogue, books.scores, chart.problem.region
        codes = (*ROWS, CHANGE) if chart.visits else ROWS
        self.function = FunctionCard(scores.measures["psfs"], catalogue, region, self)
        self.rows = FindingRows(tr("Goals and work"), codes, catalogue, self)
        self.mood = MoodCard(scores, books.guidelines.flags, catalogue, region, self)
        back = scores.measures[BACK]
        has_back = region in catalogue.item(back.items[0]).regions
        self.back = BackCard(back, catalogue, region, self) if has_back else None
        self._lay_out()

    @property
    def has_more(self) -> bool:
        """Whether some line has no controls yet."""
        return any(card.has_more for card in self._cards)

    def make_next(self) -> None:
        """Make the next line of the first card that is not whole."""
        next(card for card in self._cards if card.has_more).make_next()

    def make_following(self) -> None:
        """Have the next control there and to be seen: somebody moves on to it."""
        last = self.last_control()
        while self.has_more and self.last_control() is last:
            card = next(card for card in self._cards if card.has_more)
            card.make_next()
            card.show()

    def finish(self) -> None:
        """Have everything there now."""
        while self.has_more:
            self.make_next()

    def last_control(self) -> QWidget:
        """Return the last control that is there, or the one before the first."""
        return self._cards[-1].last_control()

    def show_answers(self, answers: Answers) -> None:
        """Show what was entered so far."""
        self._answers = answers
        for card in self._cards:
            card.show_answers(answers)

    def compare(self, chart: Chart, on: date) -> None:
        """Show totals of earlier visits beside those of today; the chart is without this visit."""
        if self._compared == (chart.visits, on):
            return
        self._compared = chart.visits, on
        earlier = sorted((v for v in chart.visits if v.on <= on), key=_day)
        self._earlier = tuple(Past(visit.on, values_of(visit)) for visit in earlier)
        for card in (self.function, self.mood, self.back):
            if card is not None:
                card.show_earlier(self._earlier)

    def told(self, answers: Answers) -> tuple[int, int]:
        """Return how many scores have a total without gaps, and how many there are."""
        values = {code.item: row.value for code, row in answers.items() if code.side is None}
        counted = [self._books.scores.measures[name] for name in ("psfs", "phq2")]
        if self.back is not None:
            counted.append(self._books.scores.measures[BACK])
        done = [scored(measure, values) for measure in counted]
        return sum(one is not None and one.is_settled for one in done), len(counted)

    def asked(self) -> Iterator[tuple[Code, Numbered]]:
        """Go through what the scores ask, as far as it is there."""
        yield from self.function.asked()
        for card in (self.mood, self.back):
            if card is not None:
                for item, line in card.lines.items():
                    yield Code(item), line

    def set_stacked(self, stacked: bool) -> None:
        """Put answers and controls beneath their labels."""
        for card in self._cards:
            card.set_stacked(stacked)

    def _lay_out(self) -> None:
        cards = (self.function, self.rows, self.mood, self.back)
        self._cards = tuple(card for card in cards if card is not None)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        self.rows.hide()
        before: Callable[[], QWidget] = self._before
        for card in self._cards:
            box.addWidget(card)
            card.reads_after = before
            before = card.last_control
            card.entered.connect(self.entered)
            if not isinstance(card, FindingRows):
                card.moved_to.connect(self.moved_to)
        for growing in (self.mood, self.back):
            if growing is not None:
                growing.lacking.connect(self.lacking)
        self.mood.alarming.connect(self.alarming)

    def _before(self) -> QWidget:
        return self.reads_after() if self.reads_after is not None else self


def _day(visit: Visit) -> date:
    return visit.on
