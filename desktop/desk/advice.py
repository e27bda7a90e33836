"""What the rules conclude of the charts that were looked at, until a fact or the day changes."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

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

    def __init__(self, desk: "Desk", watch: Watch) -> None:
        self._desk = desk
        self._watch = watch
        self._whole: dict[ProblemId, Assessment | None] = {}
        self._viewed: ChartView | None = None

    def note(self, view: ChartView | None) -> None:
        """Rest on a chart that was read just now, instead of reading it once more."""
        self._viewed = view

    def forget(self) -> None:
        """Facts or the day changed: nothing that was worked out holds any more."""
        self._whole.clear()
        self._viewed = None

    def whole(self, problem_id: ProblemId) -> Assessment | None:
        """Return what the rules conclude today, and what lies ahead; None when they fail."""
        if problem_id not in self._whole:
            self._whole[problem_id] = self._judged(problem_id, evaluate)
        return self._whole[problem_id]

    def flags(self, problem_id: ProblemId) -> RedFlags | None:
        """Return the red flags of today; None when the rules fail.

        Looking ahead asks the rules about many days: that waits until somebody wants to see it.
        """
        known = self._whole.get(problem_id)
        if problem_id not in self._whole:
            known = self._judged(problem_id, assess_day)
            if known is None:
                self._whole[problem_id] = None
        return known.red_flags if known else None

    def _judged(
        self, problem_id: ProblemId, judge: Callable[[Chart, date, Guidelines], T]
    ) -> T | None:
        seen = self._viewed
        view = seen if seen and seen.problem_id == problem_id else self._desk.view(problem_id)
        if view is None or not self._desk.guidelines.is_trusted:
            return None
        try:
            return judge(view.chart, self._desk.today, self._desk.guidelines)
        except Exception as error:  # noqa: BLE001 - failed advice is shown as failed, never hidden
            self._watch.log_error(error)
            return None
