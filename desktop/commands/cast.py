"""Who plays in the tour, and what is found on examining them."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop import show
from desktop.commands.hands import TourStopped
from pathway.assessment import Assessment
from pathway.facts import BodySide, Spot
from pathway.finding import Level
from pathway.records import ChartView, PatientRow, ProblemId

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.models.patients import PatientsModel

VISITS: Final = 3
SIDES: Final[tuple[BodySide, BodySide]] = ("right", "left")
RUNNING: Final = frozenset({"acute", "subacute"})
NEAR: Final = {"window_open": 2, "not_yet": 1}


class Sign(NamedTuple):
    """One control of the examination, and the letter that chooses what was found."""

    name: str
    letter: str


def leading_part(desk: "Desk", model: "PatientsModel") -> PatientRow:
    """Return who shows most: in running care, the surgical-evaluation window open or ahead.

    Nobody with a red flag: a care plan is refused under an emergency.
    """
    fit = [row for row in _rows(model) if _is_calm(desk, row)]
    if not fit:
        raise TourStopped("every patient has a red flag")
    return max(fit, key=lambda row: _interest(desk, row.problem_id))


def one_who(
    desk: "Desk", model: "PatientsModel", is_meant: Callable[[Assessment], bool]
) -> PatientRow:
    """Return the patient with most visits of those whose assessment is as wanted."""
    found = ((row, desk.assessment(row.problem_id)) for row in _rows(model))
    fit = [row for row, made in found if made is not None and is_meant(made)]
    if not fit:
        raise TourStopped("nobody fits")
    return max(fit, key=lambda row: _visits(desk, row.problem_id))


def one_taking(desk: "Desk", model: "PatientsModel", wanted: str) -> PatientRow:
    """Return somebody who takes a medicine of a class."""
    for row in _rows(model):
        view = desk.view(row.problem_id)
        taken = view.chart.patient.medicines if view else ()
        if any(wanted in desk.guidelines.medicines.classes_of(one.name) for one in taken):
            return row
    raise TourStopped("nobody fits")


def signs(desk: "Desk", view: ChartView | None) -> tuple[Sign, ...]:
    """Return the findings of the last visit, seen again on the painful side and not on the other.

    They come in the order in which Tab reaches them.
    """
    if view is None:
        raise TourStopped("no chart is open")
    last, catalogue = view.chart.visits[-1], desk.catalogue
    found = (
        *_both_sides("power", {spot: str(grade) for spot, grade in last.power.items()}, "5"),
        *_both_sides("reflex", dict.fromkeys(last.reflexes, "R"), "N"),
        *_both_sides("test", dict.fromkeys(last.tests, "P"), "N"),
    )
    return tuple(
        Sign(f"{catalogue.item(code).label}, {show.side(side)}", letter)
        for code, side, letter in found
    )


def _both_sides(
    group: str, here: Mapping[Spot, str], there: str
) -> tuple[tuple[str, BodySide, str], ...]:
    return tuple(
        (f"{group}.{spot.place}", side, letter if side == spot.side else there)
        for spot, letter in here.items()
        for side in SIDES
    )


def _rows(model: "PatientsModel") -> Iterator[PatientRow]:
    rows = (model.row_at(line) for line in range(model.rowCount()))
    return (row for row in rows if row is not None)


def _visits(desk: "Desk", problem: ProblemId) -> int:
    view = desk.view(problem)
    return len(view.visits) if view else 0


def _interest(desk: "Desk", problem: ProblemId) -> tuple[int, int]:
    view, found = desk.view(problem), desk.assessment(problem)
    if view is None or found is None or view.chart.problem.pain_free:
        return 0, 0
    return _telling(view, found), min(len(view.visits), VISITS)


def _telling(view: ChartView, found: Assessment) -> int:
    is_cared_for = found.care_clock.active_weeks > 0
    is_followed = len(view.visits) >= VISITS and found.stage.code == "subacute"
    return NEAR.get(found.surgical_evaluation.status, 0) if is_cared_for and is_followed else 0


def _is_calm(desk: "Desk", row: PatientRow) -> bool:
    found = None if row.last_visit in {None, desk.today} else desk.assessment(row.problem_id)
    if found is None or not found.in_scope.value:
        return False
    return found.stage.code in RUNNING and found.red_flags.level == Level.NONE
