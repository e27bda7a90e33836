"""Five lanes of work beside the window: one thread each, and one queued signal back.

Work is given frozen facts and returns values; it never sees a widget. The *store* lane writes, in
order, and finishes what it has when the program closes. The *search* lane forgets a question as
soon as a newer one on the same topic is asked. The *jobs* lane does what somebody waits for, such
as a print. The *copies* lane checks and copies all records, which may take minutes. The *system*
lane asks the system what it may be slow to answer, such as which printers there are.
"""

import contextlib
import threading
import weakref
from collections import Counter, deque
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from desktop.makingway import Presence, make_way

LaneName: TypeAlias = Literal["store", "search", "jobs", "copies", "system"]
T = TypeVar("T")
Taker: TypeAlias = Callable[[T], None]
_Weak: TypeAlias = Callable[[], Callable[[object], None] | None]


class _Job(NamedTuple):
    """Work for a lane and where its answer goes."""

    number: int
    lane: LaneName
    topic: str
    work: Callable[[], object]
    then: _Weak
    failed: _Weak


class _Landing(NamedTuple):
    """What came out of a job: a value or an error."""

    job: _Job
    value: object
    error: Exception | None


class Background(QObject):
    """The lanes; answers arrive on the thread of the window, while their taker lives."""

    idle = Signal()
    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = 0
        self._open_jobs: Counter[LaneName] = Counter()
        self.is_closed = False
        self._is_held = False
        self._held: list[_Job] = []
        self._newest: dict[str, int] = {}
        self._lanes: dict[LaneName, _Lane] = {}
        self.presence = Presence()
        self._landed.connect(self._on_landed, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self.busy_lanes)

    @property
    def busy_lanes(self) -> frozenset[LaneName]:
        """The lanes from which an answer is still to come."""
        return frozenset(+self._open_jobs)

    def run(
        self,
        lane: LaneName,
        work: Callable[[], T],
        then: Taker[T],
        failed: Taker[Exception],
        topic: str = "",
    ) -> None:
        """Queue work; a newer job on the same ``topic`` makes this one's answer unwanted.

        Once everything is closed nothing is begun: nobody would end the thread.
        """
        if self.is_closed:
            return
        self._numbers += 1
        self._open_jobs[lane] += 1
        if topic:
            self._newest[topic] = self._numbers
        takers = weakly(then), weakly(cast(Taker[object], failed))
        job = _Job(self._numbers, lane, topic, work, *takers)
        if self._is_held:
            self._held.append(job)
        else:
            self._begin(job)

    def hold(self) -> None:
        """Keep what is asked from now on waiting: the window has something to show first."""
        self._is_held = True

    @Slot()
    def go_on(self) -> None:
        """Begin with what was kept waiting, in the order in which it was asked."""
        held, self._held, self._is_held = self._held, [], False
        for job in held:
            self._begin(job)

    def once_idle(self, then: Callable[[], None]) -> None:
        """Do something on the window's thread as soon as no answer is to come any more."""
        if self.is_busy:
            self.idle.connect(then, Qt.ConnectionType.SingleShotConnection)
        else:
            then()

    def close(self) -> None:
        """Finish what writes, forget the rest, and end the threads."""
        self.is_closed = True
        self.presence.end()
        self.go_on()
        for lane in self._lanes.values():
            lane.end(finish=lane.name == "store")
        for lane in self._lanes.values():
            lane.join()
        self._lanes.clear()

    @Slot(object)
    def _on_landed(self, landing: _Landing) -> None:
        job = landing.job
        self._open_jobs[job.lane] -= 1
        taker = job.then() if landing.error is None else job.failed()
        try:
            if taker is not None and self._is_wanted(job):
                taker(landing.value if landing.error is None else landing.error)
        finally:
            if not self.is_busy:
                self.idle.emit()

    def _begin(self, job: _Job) -> None:
        if job.lane not in self._lanes:
            self._lanes[job.lane] = _Lane(job.lane, self._landed.emit, self._is_wanted)
        self._lanes[job.lane].put(job)

    def _is_wanted(self, job: _Job) -> bool:
        return not job.topic or self._newest[job.topic] == job.number


class _Lane:
    """One thread that does one thing after the other."""

    def __init__(
        self,
        name: LaneName,
        landed: Callable[[_Landing], None],
        is_wanted: Callable[[_Job], bool],
    ) -> None:
        self.name = name
        self._landed = landed
        self._is_wanted = is_wanted
        self._jobs: deque[_Job | None] = deque()
        self._filled = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._work_on, name=f"lane {name}")
        self._thread.start()

    def put(self, job: _Job) -> None:
        self._jobs.append(job)
        self._filled.release()

    def end(self, finish: bool) -> None:
        if not finish:
            self._jobs.clear()
        self._jobs.append(None)
        self._filled.release()

    def join(self) -> None:
        self._thread.join()

    def _work_on(self) -> None:
        make_way()
        while (job := self._next()) is not None:
            self._landed(self._done(job))

    def _next(self) -> _Job | None:
        # A cleared lane has more releases than jobs: those are for jobs that nobody wants any more.
        while True:
            self._filled.acquire()
            with contextlib.suppress(IndexError):
                return self._jobs.popleft()

    def _done(self, job: _Job) -> _Landing:
        if not self._is_wanted(job):
            return _Landing(job, None, None)
        try:
            return _Landing(job, job.work(), None)
        except Exception as error:  # noqa: BLE001 - the taker of the answer decides what it means
            return _Landing(job, None, error)


def weakly(taker: Taker[T]) -> _Weak:
    """Return a way to reach a callback that does not keep its widget alive."""
    owner = getattr(taker, "__self__", None)
    if not isinstance(owner, QObject):
        return _Always(cast(Taker[object], taker))
    return _WhileAlive(taker)


class _Always:
    def __init__(self, taker: Taker[object]) -> None:
        self._taker = taker

    def __call__(self) -> Taker[object]:
        return self._taker


class _WhileAlive:
    def __init__(self, taker: Callable[..., None]) -> None:
        self._method = weakref.WeakMethod(taker)

    def __call__(self) -> Taker[object] | None:
        taker = self._method()
        owner = getattr(taker, "__self__", None)
        return taker if isinstance(owner, QObject) and isValid(owner) else None
