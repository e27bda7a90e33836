"""What the rules conclude of the charts that were looked at, until a fact or the day changes."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from db import prints
from db.clinic import Reader
from db.prints import Seen
from desktop.background import Background, Taker, weakly
from desktop.trouble import Watch
from pathway.assessment import Assessment
from pathway.evaluate import assess_day, evaluate
from pathway.facts import Chart
from pathway.finding import RedFlags
from pathway.guidelines import Guidelines
from pathway.records import ChartView, ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk

T = TypeVar("T")


class Advice:
    """Works out each chart once, and no more of it than is asked for."""

    def __init__(self, desk: "Desk", background: Background, watch: Watch) -> None:
        self._desk = desk
        self._background = background
        self._watch = watch
        self._turn = 0
        self._whole: dict[ProblemId, Assessment | None] = {}
        self._days: dict[ProblemId, Assessment | None] = {}

    def forget(self) -> None:
        """Facts or the day changed: nothing that was worked out holds any more."""
        self._turn += 1
        self._whole.clear()
        self._days.clear()

    def whole(self, problem_id: ProblemId) -> Assessment | None:
        """Return what the rules conclude today, and what lies ahead; None when they fail."""
        if problem_id not in self._whole:
            self._whole[problem_id] = self._judged(problem_id, evaluate)
        return self._whole[problem_id]

    def foresee(self, problem_id: ProblemId, then: Taker[ProblemId]) -> None:
        """Have the whole advice worked out beside the window; ``then`` is told when it is there."""
        if problem_id in self._whole or not self._desk.guidelines.is_trusted:
            then(problem_id)
            return
        waiting = _Waiting(self, problem_id, self._turn, weakly(then))
        known = self._desk.charts.known(problem_id)
        look = _at_hand(known) if known else partial(_read, self._desk.reader, problem_id)
        work = partial(_foreseen, look, self._desk.today, self._desk.guidelines)
        self._background.run("search", work, waiting.land, waiting.land_error)

    def keep(self, turn: int, found: "_Foreseen") -> None:
        """Keep what was worked out beside the window, unless its facts changed meanwhile."""
        if found.error is not None:
            self._watch.log_error(found.error)
        if turn == self._turn:
            self._whole.setdefault(found.seen.view.problem_id, found.advice)
            self._desk.charts.take(found.seen)

    def today(self, problem_id: ProblemId) -> Assessment | None:
        """Return what the rules conclude today without looking ahead; None when they fail.

        Looking ahead asks the rules about many days: that waits until somebody wants to see it.
        """
        if problem_id in self._whole:
            return self._whole[problem_id]
        if problem_id not in self._days:
            self._days[problem_id] = known = self._judged(problem_id, assess_day)
            if known is None:
                self._whole[problem_id] = None
        return self._days[problem_id]

    def flags(self, problem_id: ProblemId) -> RedFlags | None:
        """Return the red flags of today; None when the rules fail."""
        known = self.today(problem_id)
        return known.red_flags if known else None

    def _judged(
        self, problem_id: ProblemId, judge: Callable[[Chart, date, Guidelines], T]
    ) -> T | None:
        view = self._view_of(problem_id)
        if view is None:
            return None
        try:
            return judge(view.chart, self._desk.today, self._desk.guidelines)
        except Exception as error:  # noqa: BLE001 - failed advice is shown as failed, never hidden
            self._watch.log_error(error)
            return None

    def _view_of(self, problem_id: ProblemId) -> ChartView | None:
        """Return the chart to judge; None when it cannot be read or the rules are not trusted."""
        view = self._desk.view(problem_id)
        return view if self._desk.guidelines.is_trusted else None


class _Waiting(NamedTuple):
    """Somebody who waits for advice that is worked out beside the window."""

    advice: Advice
    problem_id: ProblemId
    turn: int
    then: Callable[[], Taker[object] | None]

    def land(self, found: "_Foreseen") -> None:
        self.advice.keep(self.turn, found)
        self.tell()

    def land_error(self, _error: Exception) -> None:
        self.tell()  # whoever looks reads the chart, and says why that cannot be done

    def tell(self) -> None:
        taker = self.then()
        if taker is not None:
            taker(self.problem_id)


class _Foreseen(NamedTuple):
    """A chart and the whole advice on it, or why there is none."""

    seen: Seen
    advice: Assessment | None
    error: Exception | None = None


def _foreseen(look: Callable[[], Seen], today: date, guidelines: Guidelines) -> _Foreseen:
    seen = look()
    try:
        return _Foreseen(seen, evaluate(seen.view.chart, today, guidelines))
    except Exception as error:  # noqa: BLE001 - failed advice is shown as failed, never hidden
        return _Foreseen(seen, None, error)


def _at_hand(seen: Seen) -> Callable[[], Seen]:
    return lambda: seen


def _read(reader: Reader, problem_id: ProblemId) -> Seen:
    return reader.read(prints.what_is_known, problem_id)
