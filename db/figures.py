"""What the clinic's own figures are counted from: read in small steps, so that nobody waits.

Each figure is a ``Work``: its steps read a slice of a table each, or what an index finds, and what
they find is counted by ``pathway.figures``. A lane that does one step after the other can answer a
search between two of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final, Generic, Protocol, TypeVar

from sqlalchemy import and_, exists, func, select
from sqlmodel import Session

from db.figurecare import imaging_steps, opioid_steps, opioids_counted
from db.figurerules import rule_steps, rules_counted
from db.figuresteps import Asked, Slice, Step, chunks, sliced
from db.recalltables import RecallRow
from db.responsetables import ResponseRow
from db.sheettables import RecallSheetLine, RecallSheetRow
from db.states import TABLE as STATES
from db.tables import RECORDS
from pathway import figures
from pathway.figures import Figure, FigureName, Opened, Recall, Standing
from pathway.recalls import KINDS
from pathway.records import PatientId, ProblemId

T = TypeVar("T")
OPEN: Final = ("window_open", "decision_due")
"""The window is open, with or without a decision that is due."""
_PROBLEM: Final = RECORDS.tables["problem"]
_REFERRAL: Final = RECORDS.tables["referral"].c
_MOVE: Final = RECORDS.tables["move"]
_SNAPSHOT: Final = RECORDS.tables["snapshot"]
_RECALL: Final = RECORDS.tables[str(RecallRow.__tablename__)].c
_RESPONSE: Final = RECORDS.tables[str(ResponseRow.__tablename__)].c
_SHEET: Final = RECORDS.tables[str(RecallSheetRow.__tablename__)]
_LINE: Final = RECORDS.tables[str(RecallSheetLine.__tablename__)]
_STATE: Final = STATES.c


class Task(Protocol):
    """One figure on its way."""

    @property
    def name(self) -> FigureName:
        """Return which figure it is."""

    @property
    def count(self) -> int:
        """Return how many steps it takes."""

    def do(self, session: Session, place: int) -> None:
        """Do one of the steps."""

    def figure(self) -> Figure:
        """Return the figure, once all steps are done."""


@dataclass(slots=True)
class Work(Generic[T]):
    """The steps of one figure, and what they found."""

    name: FigureName
    steps: tuple[Step[T], ...]
    sum_up: Callable[[Sequence[T]], Figure]
    found: list[T] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many steps it takes."""
        return len(self.steps)

    def do(self, session: Session, place: int) -> None:
        """Do one of the steps."""
        self.found.extend(self.steps[place](session))

    def figure(self) -> Figure:
        """Return the figure, once all steps are done."""
        return self.sum_up(self.found)


def tasks(session: Session, asked: Asked) -> tuple[Task, ...]:
    """Return the figures with their steps, in the order in which they are counted."""
    care_days = asked.guidelines.thresholds.imaging_care_days
    return (
        Work("stages", sliced(session, _PROBLEM, _stages, asked), figures.by_stage),
        Work(
            "imaging",
            imaging_steps(session, asked),
            partial(figures.by_imaging, care_days=care_days),
        ),
        Work("opioids", opioid_steps(session, asked), opioids_counted),
        Work("window", _window_steps(session, asked), _window_counted),
        Work("recalls", (partial(_recalls, asked=asked),), _recalls_counted),
        Work("rules", rule_steps(session, asked), rules_counted),
    )


def counted(session: Session, asked: Asked) -> tuple[Figure, ...]:
    """Return all figures at one go, for programs that nobody sits in front of."""
    found = []
    for task in tasks(session, asked):
        for place in range(task.count):
            task.do(session, place)
        found.append(task.figure())
    return tuple(found)


def _stages(session: Session, part: Slice, asked: Asked) -> tuple[Standing, ...]:
    stands = and_(
        _STATE.problem_id == _PROBLEM.c.id,
        _STATE.from_on <= asked.today,
        _STATE.until_on > asked.today,
    )
    wanted = (
        select(_PROBLEM.c.patient_id, _PROBLEM.c.id, func.coalesce(_STATE.stage, ""))
        .select_from(_PROBLEM.outerjoin(STATES, stands))
        .where(part.rows)
    )
    return tuple(
        Standing(PatientId(patient), ProblemId(problem), stage)
        for patient, problem, stage in session.execute(wanted)
    )


def _window_steps(session: Session, asked: Asked) -> tuple[Step[Opened], ...]:
    """Return steps for windows that are open, that came to be open by the calendar, or by a visit.

    What stands today comes first: it knows the day on which the window opened, however late
    somebody noticed.
    """
    return (
        partial(_open_now, asked=asked),
        *sliced(session, _MOVE, _moved_open, asked),
        *sliced(session, _SNAPSHOT, _concluded_open, asked),
    )


def _open_now(session: Session, asked: Asked) -> tuple[Opened, ...]:
    wanted = select(_STATE.problem_id, _STATE.window_opens_on).where(
        _STATE.surgical_status.in_(OPEN),
        _STATE.from_on <= asked.today,
        _STATE.until_on > asked.today,
        _STATE.window_opens_on.between(asked.period.first, asked.period.last),
    )
    return _with_decisions(session, session.execute(wanted))


def _moved_open(session: Session, part: Slice, asked: Asked) -> tuple[Opened, ...]:
    move = _MOVE.c
    wanted = select(move.problem_id, move.day).where(
        part.rows,
        func.json_extract(move.now, "$.surgical_status").in_(OPEN),
        func.json_extract(move.was, "$.surgical_status").not_in(OPEN),
        move.day.between(asked.period.first, asked.period.last),
    )
    return _with_decisions(session, session.execute(wanted))


def _concluded_open(session: Session, part: Slice, asked: Asked) -> tuple[Opened, ...]:
    """Return windows that the advice after a change first found open, also if closed since."""
    earlier = _SNAPSHOT.alias("earlier")
    first = ~exists().where(
        earlier.c.problem_id == _SNAPSHOT.c.problem_id,
        earlier.c.seq < _SNAPSHOT.c.seq,
        earlier.c.surgical_status.in_(OPEN),
    )
    now_open = exists().where(
        _STATE.problem_id == _SNAPSHOT.c.problem_id,
        _STATE.from_on <= asked.today,
        _STATE.until_on > asked.today,
        _STATE.surgical_status.in_(OPEN),
    )
    wanted = select(_SNAPSHOT.c.problem_id, _SNAPSHOT.c.day).where(
        part.rows,
        _SNAPSHOT.c.surgical_status.in_(OPEN),
        _SNAPSHOT.c.day.between(asked.period.first, asked.period.last),
        first,
        ~now_open,
    )
    return _with_decisions(session, session.execute(wanted))


def _with_decisions(session: Session, rows: Any) -> tuple[Opened, ...]:  # noqa: ANN401
    """Return windows with the day on which surgical evaluation was first asked for, if it was."""
    return tuple(one for piece in chunks(rows) for one in _decided(session, tuple(piece)))


def _decided(session: Session, opened: tuple[Any, ...]) -> Iterator[Opened]:
    wanted = (
        select(_REFERRAL.problem_id, func.min(_REFERRAL.day))
        .where(
            _REFERRAL.problem_id.in_([problem for problem, _ in opened]),
            _REFERRAL.kind == "surgical_evaluation",
            _REFERRAL.state != "draft",
            _REFERRAL.error_at.is_(None),
        )
        .group_by(_REFERRAL.problem_id)
    )
    decided = {str(row[0]): row[1] for row in session.execute(wanted)}
    for problem, told in _answered(session, [problem for problem, _ in opened]):
        decided[problem] = min(decided.get(problem, told), told)
    for problem, day in opened:
        yield Opened(ProblemId(problem), day, decided.get(problem))


def _answered(session: Session, problems: Sequence[str]) -> Iterator[tuple[str, date]]:
    """Return when it was said of an open window that it is followed, or not."""
    wanted = select(_RESPONSE.problem_id, func.min(_RESPONSE.said_at)).where(
        _RESPONSE.problem_id.in_(problems),
        _RESPONSE.kind == "surgical_evaluation",
        _RESPONSE.state.in_(OPEN),
        _RESPONSE.answer.in_(("accepted", "declined")),
        _RESPONSE.error_at.is_(None),
    )
    for problem, at in session.execute(wanted.group_by(_RESPONSE.problem_id)):
        yield problem, at.date()


def _window_counted(found: Sequence[Opened]) -> Figure:
    """Count each window once, however many of the sources know of it: the first one counts."""
    once: dict[ProblemId, Opened] = {}
    for one in found:
        once.setdefault(one.problem, one)
    return figures.by_window(once.values())


def _recalls(session: Session, asked: Asked) -> tuple[Recall, ...]:
    period = asked.period
    wanted = (
        select(_RECALL.problem_id, _RECALL.kind)
        .where(_RECALL.error_at.is_(None), _RECALL.told_on.between(period.first, period.last))
        .order_by(_RECALL.told_on, _RECALL.id)
    )
    told = tuple(Recall(ProblemId(problem), kind) for problem, kind in session.execute(wanted))
    return (*told, *_without_result(session, asked))


def _without_result(session: Session, asked: Asked) -> tuple[Recall, ...]:
    """Return rows of sheets printed in the period whose patient has no outcome since then."""
    mine, theirs = _PROBLEM.alias("mine"), _PROBLEM.alias("theirs")
    told = (
        exists()
        .where(
            theirs.c.patient_id == mine.c.patient_id,
            _RECALL.problem_id == theirs.c.id,
            _RECALL.error_at.is_(None),
            _RECALL.said_at >= _SHEET.c.printed_at,
        )
        .correlate(mine, _SHEET)
    )
    joined = _LINE.join(_SHEET, _SHEET.c.id == _LINE.c.sheet_id).join(
        mine, mine.c.id == _LINE.c.problem_id
    )
    wanted = (
        select(_LINE.c.problem_id)
        .select_from(joined)
        .where(_SHEET.c.day.between(asked.period.first, asked.period.last), ~told)
        .order_by(_SHEET.c.number, _LINE.c.line)
    )
    return tuple(Recall(ProblemId(problem), None) for problem in session.scalars(wanted))


def _recalls_counted(found: Sequence[Recall]) -> Figure:
    return figures.by_recall(found, KINDS)
