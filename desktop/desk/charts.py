"""The chart in front: read once, and read again beside the window when something was written."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from db import patients, prints
from db.clinic import Clinic
from db.prints import Seen
from db.trouble import RecordRefused, StoreTrouble
from desktop.desk.replies import read_or_tell
from pathway.records import Area, Changes, ChartView, ProblemId

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

ASIDE: Final[frozenset[Area]] = frozenset({"drafts", "prints"})
"""What no chart and no advice rests on."""


class Charts:
    """Keeps the chart that was looked at last, until a fact changes: then the new one takes over.

    At 100,000 patients a chart takes some 20 statements and 30 ms, most of it for pages that a
    write made stale. The lane that wrote has them at hand.
    """

    def __init__(self, desk: "Desk", clinic: Clinic) -> None:
        self._desk = desk
        self._clinic = clinic
        self._last: Seen | None = None

    def view(self, problem_id: ProblemId) -> ChartView | None:
        """Return everything recorded on one problem; None when it cannot be read."""
        seen = self.seen(problem_id)
        return seen.view if seen else None

    def seen(self, problem_id: ProblemId) -> Seen | None:
        """Return a chart and the newest change it knows of; None when it cannot be read.

        Of damaged records that is the chart alone, if that can be read.
        """
        known = self.known(problem_id)
        if known is None:
            self._last = known = read_or_tell(self._desk, partial(self._read, problem_id))
        return known

    def known(self, problem_id: ProblemId) -> Seen | None:
        """Return a chart if it is at hand."""
        last = self._last
        return last if last is not None and last.view.problem_id == problem_id else None

    def take(self, seen: Seen | None) -> None:
        """Rest on a chart that a lane read; with None the next look reads again."""
        self._last = seen

    def after(self, work: Callable[[], Changes]) -> tuple[Changes, Seen | None]:
        """Write on the lane that writes, and read there what the window will show next."""
        changes = work()
        last = self._last
        problem = changes.problem or (last.view.problem_id if last else None)
        if problem is None or changes.areas <= ASIDE:
            return changes, None
        with suppress(StoreTrouble, RecordRefused):  # whoever looks is told
            return changes, self._clinic.read(prints.what_is_known, problem)
        return changes, None

    def _read(self, problem_id: ProblemId) -> Seen:
        read = self._desk.reader.read
        with suppress(StoreTrouble):
            return read(prints.what_is_known, problem_id)
        return Seen(read(patients.chart_view, problem_id), 0)
