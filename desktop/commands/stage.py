"""The stage of a tour: one window on one clinic, and the conditions that a scene waits for."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.commands.album import Camera
from desktop.commands.hands import Hands, TourStopped
from desktop.entrance import Entrance
from desktop.models.patients import STANDING, PatientsModel
from desktop.widgets.slices import Slices

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.door import Door
    from desktop.firstrun import FirstRun
    from desktop.pages.chart import ChartPage
    from desktop.pages.visit import VisitForm
    from desktop.places import Places
    from desktop.rooms import Rooms
    from desktop.splash import Splash
    from desktop.today import Clock
    from desktop.upkeep import Upkeep

Found = TypeVar("Found")
Condition: TypeAlias = Callable[[], bool]
Play: TypeAlias = Callable[["Stage"], Iterator[Condition]]
CTRL: Final = Qt.KeyboardModifier.ControlModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
SHOWN: Final = 10


class Scene(NamedTuple):
    """What is pictured, and how to come there from the scene before."""

    name: str
    play: Play


class Act(NamedTuple):
    """Scenes at one clinic, the door that leads into it, and how the window begins."""

    door: "Callable[[Places, Clock], Door]"
    scenes: tuple[Scene, ...]
    begin: Callable[[Entrance], None] = Entrance.greet


class Stage:
    """The window that is played in, and what can be asked about it."""

    def __init__(
        self, app: QApplication, places: "Places", entrance: Entrance, camera: Camera
    ) -> None:
        self.places = places
        self.entrance = entrance
        self.camera = camera
        self.hands = Hands(app, entrance.window)

    @property
    def desk(self) -> "Desk":
        """The desk of the open clinic."""
        return _there(self.entrance.desk, "the clinic did not open")

    @property
    def rooms(self) -> "Rooms":
        """The pages of the open clinic."""
        return _there(self.entrance.rooms, "the clinic did not open")

    def label(self, code: str) -> str:
        """Return how a question of the catalogue is called on the screen."""
        return self.desk.catalogue.item(code).label

    @property
    def chart(self) -> "ChartPage":
        """The chart in front."""
        return _there(self.rooms.chart, "no chart is open")

    @property
    def form(self) -> "VisitForm":
        """The form of the visit in hand."""
        return _there(self.chart.visit.form, "no visit is in hand")

    @property
    def splash(self) -> "Splash":
        """The unlock page."""
        return _there(self.entrance.splash, "the unlock page is not there")

    @property
    def first_run(self) -> "FirstRun":
        """The page of the first run."""
        return _there(self.entrance.founder, "the first run is not there").page

    @property
    def upkeep(self) -> "Upkeep":
        """Who looks after faults and backups."""
        return _there(self.entrance.upkeep, "the clinic did not open")

    def is_quiet(self) -> bool:
        """Say whether nothing is under way, and every page is whole."""
        if self.entrance.background.is_busy:
            return False  # asked every few milliseconds: to look through a whole window takes long
        return not any(one.is_busy for one in self.entrance.window.findChildren(Slices))

    def show_questions(self) -> None:
        """Scroll a visit to its questions, in whichever order its parts came."""
        parts = self.form.parts
        parts.verticalScrollBar().setValue(parts.interview.y())

    def is_painted(self) -> bool:
        """Say whether the window has been seen and is dressed."""
        return self.entrance.window.is_painted and self.is_quiet()

    def has_list(self) -> bool:
        """Say whether the list shows where people stand."""
        if self.entrance.rooms is None or not self.is_quiet():
            return False
        return _has_standings(self.rooms.finder.model)

    def has_found(self) -> bool:
        """Say whether the list shows who was looked for."""
        finder = self.rooms.finder
        if finder.is_looking or not self.is_quiet() or finder.selected() is None:
            return False
        return _has_standings(finder.model)

    def has_pages(self) -> bool:
        """Say whether the preview shows the pages that are wanted."""
        return bool(self.chart.printing.pdf and self.chart.printing.preview.pages)

    def is_signed(self) -> bool:
        """Say whether today's visit is signed."""
        view = self.chart.view
        signed = (one for one in view.visits if one.signed_by) if view else ()
        return any(one.visit.on == self.desk.today for one in signed)


def at_once() -> bool:
    """Wait for nothing but a turn of the window."""
    return True


def show_everybody(stage: Stage) -> Iterator[Condition]:
    """Go to the list of all patients."""
    stage.rooms.show_finder()
    stage.rooms.finder.search.clear()
    stage.rooms.finder.look()
    yield stage.has_list


def _there(found: Found | None, missing: str) -> Found:
    if found is None:
        raise TourStopped(missing)
    return found


def _has_standings(model: PatientsModel) -> bool:
    shown = range(min(model.rowCount(), SHOWN))
    return bool(shown) and all(model.data(model.index(line, STANDING)) for line in shown)
