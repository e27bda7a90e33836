"""The way into a clinic and out of it: unlock or first run, then its rooms, then lock or close."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.door import Greeting
from desktop.settings import SettingsFile
from desktop.splash import Splash
from desktop.today import Today
from desktop.trouble import Expected, Watch
from desktop.window import Window
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.asideroom import AsideRoom
    from desktop.background import Background
    from desktop.desk import Desk, Opened
    from desktop.desk.restoring import Wanted
    from desktop.door import Door
    from desktop.entering import Entering
    from desktop.founder import Founder
    from desktop.frontroom import FrontRoom
    from desktop.rooms import Rooms
    from desktop.staying import Staying
    from desktop.upkeep import Upkeep
    from desktop.warmup import Warmup


class Entrance(QObject):
    """Shows the page that fits the clinic's door, and makes the desk once it opens."""

    entered = Signal()
    locked = Signal()

    def __init__(
        self,
        window: Window,
        door: "Door",
        settings: SettingsFile,
        clock: Today,
        watch: Watch,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.door = door
        self.settings = settings
        self.clock = clock
        self.watch = watch
        self._background: Background | None = None
        self.splash: Splash | None = None
        self.founder: Founder | None = None
        self.desk: Desk | None = None
        self.rooms: Rooms | None = None
        self.upkeep: Upkeep | None = None
        self.staying: Staying | None = None
        self.opened: Opened | None = None
        self._entering: Entering | None = None
        self.aside: AsideRoom | None = None
        self.front: FrontRoom | None = None
        self.is_demo = False
        self._is_door_ready = True
        self._is_warm = True
        self._waiting: partial[Opened] | None = None
        watch.noticed.connect(window.show_trouble)
        window.locking.connect(self.on_lock)
        window.closing.connect(self.close)
        window.furnished.connect(self.on_furnished)

    def wait_for(self, warmup: "Warmup") -> None:
        """Leave the door alone until what it needs was imported."""
        self._is_door_ready = self._is_warm = False
        warmup.door_ready.connect(self.on_door_ready)
        warmup.finished.connect(self.on_warm)

    @property
    def background(self) -> "Background":
        """The lanes beside the window; made with the first work for them."""
        if self._background is None:
            from desktop.background import Background

            self._background = Background(self)
        return self._background

    @Slot()
    def greet(self) -> None:
        """Show the unlock page, or the first run where there is no clinic yet."""
        _drop_front(self)
        if self.door.is_new():
            bring(self, make_founder(self))
            return
        _show_splash(self, Greeting(self.settings.now.clinic))
        if self._is_door_ready:
            self.on_door_ready()

    @Slot(object)
    def on_greeted(self, greeting: Greeting) -> None:
        """Show whose clinic it is, now that its key slots were read."""
        self.window.show_demo(greeting.demo)
        if self.splash is not None:
            self.splash.take_greeting(greeting)

    @Slot()
    def on_door_ready(self) -> None:
        """Ask the door whose clinic it is: not needed to type the passphrase."""
        self._is_door_ready = True
        if self.splash is not None:
            work = self.door.greet
            self.background.run("jobs", work, self.on_greeted, self.on_refused, "greet")

    @Slot()
    def on_warm(self) -> None:
        """Show the day and the keys that work already; open what somebody waits for."""
        self._is_warm = True
        self.window.state.show_day(self.clock.day)
        self.window.furnish()
        if self._waiting is not None:
            self.open_beside(self._waiting)

    @Slot()
    def on_furnished(self) -> None:
        """Answer from now on what is asked about the program, and show its picture."""
        from desktop.asideroom import AsideRoom
        from desktop.frontroom import FrontRoom
        from desktop.icons import own_icon

        if self.aside is None:
            self.aside = AsideRoom(self, self.settings)
            self.front = FrontRoom(self, self.settings)
            self.front.offer(None if self.is_demo else self.splash, self.founder)
            self.window.setWindowIcon(own_icon())

    def enter(self, user: str, passphrase: str) -> None:
        """Unlock without asking: the demonstration has no secrets."""
        self.is_demo = True
        _show_splash(self, Greeting(tr("A clinic that does not exist"), (user,))).set_busy(True)
        self.window.show_demo(True)
        self.on_unlocking(user, passphrase)

    @Slot(str, str, bool)
    def on_unlocking(self, user: str, secret: str, is_code: bool = False) -> None:
        """Try a passphrase or a recovery code beside the window."""
        if self.upkeep is not None:
            self.upkeep.cancel()
        if is_code:
            said = self.splash.code_way if self.splash is not None else None
            who = (said.name.text(), said.reason.text()) if said is not None else ()
            self.open_beside(partial(self.door.unlock_with_code, secret, *who))
        else:
            self.open_beside(partial(self.door.unlock, user, secret))

    @Slot(object)
    def on_opened(self, opened: "Opened") -> None:
        """Make the desk and its rooms at once."""
        self.on_unlocked(opened)
        if self._entering is not None:
            self._entering.finish()

    @Slot(object)
    def on_unlocked(self, opened: "Opened") -> None:
        """Make the desk, and its rooms in the turns that follow."""
        from desktop.desk import Desk
        from desktop.entering import Entering

        desk = Desk(opened, self.background, self.clock, self.watch, self)
        known = self.settings.now._replace(clinic=desk.card.name)
        is_user = opened.key.kind == "user"
        self.settings.keep(known._replace(last_user=opened.user) if is_user else known)
        self._entering = Entering(desk, opened, self.window, self.background)
        self._entering.ready.connect(self.on_ready)
        self._entering.start()

    @Slot()
    def on_ready(self) -> None:
        """Let somebody in: look after the clinic and after whoever unlocked it."""
        from desktop.staying import Staying
        from desktop.upkeep import Upkeep

        made, self._entering = self._entering, None
        if made is None:
            return
        self.desk, self.rooms, self.opened = made.desk, made.rooms, made.opened
        _drop_front(self)
        if self.upkeep is None:
            self.upkeep = Upkeep(self.window, self.settings, self.background)
            self.upkeep.restoring.connect(self.on_restoring)
        self.upkeep.enter(self.desk, self.opened)
        self.staying = self.staying or Staying(self, self.settings)
        self.staying.enter(self.desk)
        self.entered.emit()

    @Slot(object)
    def on_refused(self, error: Exception) -> None:
        """Show in place why the door stays shut."""
        trouble = error.trouble if isinstance(error, Expected) else self.watch.report(error)
        if self.founder is not None:
            self.founder.page.say(trouble)
        elif self.splash is not None:
            self.splash.say(trouble)
            self.splash.wait(self.door.wait_seconds())

    @Slot()
    def on_lock(self) -> None:
        """Lock as soon as everything under way is done."""
        if self.rooms is None or not self.rooms.may_leave():
            return
        from desktop.staying import once_quiet

        once_quiet(self, self.lock)

    @Slot(object)
    def on_restoring(self, wanted: "Wanted") -> None:
        """Restore a backup as soon as everything under way is done."""
        if self.opened is None or self.rooms is None or not self.rooms.may_leave():
            return
        from desktop.closedwork import ClosedWork
        from desktop.restorer import restoring
        from desktop.staying import once_quiet

        once_quiet(self, ClosedWork(self, partial(restoring, wanted)).start)

    @Slot()
    def lock(self) -> None:
        """Close the records and show the unlock page."""
        if self.upkeep is not None:
            self.upkeep.back_up()
        if self.staying is not None:
            self.staying.remember()
        self.leave_rooms()
        self.window.show_locked()
        self.greet()
        self.locked.emit()

    @Slot()
    def close(self) -> None:
        """Finish what is under way and close everything; what is typed is kept, whoever closes."""
        if self.rooms is not None:
            self.rooms.may_leave()
        if self.upkeep is not None and self.desk is not None:
            self.upkeep.cancel()
        self.background.close()
        if self.upkeep is not None and self.desk is not None:
            self.window.hide()
            self.upkeep.finish(self.clock.now())
        self.leave_rooms()
        self.door.leave()

    @Slot(object)
    def open_beside(self, work: "partial[Opened]") -> None:
        """Open beside the window; while libraries are being imported that has to wait."""
        self._waiting = None if self._is_warm else work
        if self._is_warm:
            self.background.run("jobs", work, self.on_unlocked, self.on_refused)

    def leave_rooms(self) -> None:
        """Close the records and take every page of the clinic out of the window."""
        if self.aside is not None:
            self.aside.drop()
        if self.staying is not None:
            self.staying.leave()
        self.opened = None
        if self._entering is not None:
            self._entering.drop()
            self._entering = None
        if self.upkeep is not None:
            self.upkeep.leave()
        if self.rooms is not None:
            self.rooms.close()
            self.rooms = None
        if self.desk is not None:
            self.desk.close()
            self.desk.deleteLater()
            self.desk = None


def make_founder(entrance: Entrance) -> "Founder":
    """Return who leads through a first run, or through the move from another computer."""
    from desktop.founder import Founder

    known = entrance.settings
    founder = Founder(entrance.door, entrance.clock.day, entrance.window, known)
    founder.opening.connect(entrance.open_beside)
    return founder


def _show_splash(entrance: Entrance, greeting: Greeting) -> Splash:
    """Show the unlock page."""
    splash = entrance.splash = Splash(greeting, entrance.settings.now.last_user, entrance.window)
    splash.unlocking.connect(entrance.on_unlocking)
    splash.knocking_again.connect(entrance.greet)
    entrance.window.show_page(splash)
    if entrance.front is not None and not entrance.is_demo:
        entrance.front.offer(splash, None)
    return splash


def bring(entrance: Entrance, founder: "Founder") -> None:
    """Show the pages of a first run in place of what stands before the clinic."""
    _drop_front(entrance)
    entrance.founder = founder
    entrance.window.show_page(founder.page)
    if entrance.front is not None:
        entrance.front.offer(None, founder)


def _drop_front(entrance: Entrance) -> None:
    """Take out what stands before the clinic, and what lies above that."""
    if entrance.aside is not None:
        entrance.aside.drop()
    if entrance.splash is not None:
        entrance.window.drop_page(entrance.splash)
    if entrance.founder is not None:
        entrance.window.drop_page(entrance.founder.page)
        entrance.founder.deleteLater()
    entrance.splash = entrance.founder = None
