"""Where somebody was when the screen locked, so that they come back to it, and nobody else does."""

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from desktop.pages.chart import ChartPage
from desktop.pages.medical import MedicalPage
from desktop.pages.problem import ProblemPage
from desktop.pages.registration import RegistrationPage
from desktop.pages.users import UsersPage
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.rooms import Rooms
    from desktop.window import Window

PlaceName: TypeAlias = Literal["list", "chart", "medical", "problem", "registration", "people"]


class Whereabouts(NamedTuple):
    """Who was where: ids only, nothing of a patient."""

    user: str
    place: PlaceName = "list"
    problem: ProblemId | None = None
    tab: int = 0


def noted(user: str, rooms: "Rooms", window: "Window") -> Whereabouts:
    """Return where a user is now; what lies above a chart counts as that chart."""
    front = window.pages.currentWidget()
    if isinstance(front, RegistrationPage):
        return Whereabouts(user, "registration")
    if isinstance(front, UsersPage):
        return Whereabouts(user, "people")
    if front in (rooms.finder, rooms.work.page):
        return Whereabouts(user)
    if rooms.chart is None or rooms.chart.view is None:
        return Whereabouts(user)
    above: dict[type, PlaceName] = {MedicalPage: "medical", ProblemPage: "problem"}
    place = above.get(type(front), "chart")
    tab = rooms.chart.tabs.currentIndex() if isinstance(front, ChartPage) else 0
    return Whereabouts(user, place, rooms.chart.view.problem_id, tab)


def go_back(where: Whereabouts, rooms: "Rooms", window: "Window") -> None:
    """Lead back to where somebody was; a draft is found again by the page itself."""
    if where.place == "registration":
        rooms.show_registration()
    elif where.place == "people":
        window.asking_people.emit()
    if where.problem is None:
        return
    rooms.show_chart(where.problem)
    if rooms.chart is None or rooms.chart.view is None:
        return
    if where.place in {"medical", "problem"}:
        rooms.chart.act("medical" if where.place == "medical" else "problem")
    elif where.tab:
        rooms.chart.show_tab(where.tab)
