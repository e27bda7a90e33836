"""Scenes before a clinic is open: its first run, unlocking it, and why it stays shut."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from desktop.commands.door import ClinicDoor
from desktop.commands.stage import CTRL, Act, Condition, Play, Scene, Stage, at_once
from desktop.door import Arrival
from desktop.trouble import Trouble, store_trouble
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.door import Door
    from desktop.places import Places
    from desktop.splash import Splash
    from desktop.today import Clock

CLINIC: Final = "Health Centre Kilifi-Mnarani"
USER: Final = "Sister Margaret Wanjiru"
PASSPHRASE: Final = "seven green windows open"
RECORDS: Final = Path(r"D:\Daten\Gemeindeschwester\AppData\Local\foramen\clinic\foramen.db")
"""A path without a space, longer than a card is wide."""


def front_acts() -> tuple[Act, ...]:
    """Return the first run of a clinic, and the unlock page of another."""
    return Act(_new, _first_run()), Act(_founded, _unlocking())


def _first_run() -> tuple[Scene, ...]:
    return (
        Scene("first-run", _begin),
        Scene("from-other-computer", _arrive),
        Scene("first-run-refused", _leave_blank),
        Scene("first-run-filled", _fill),
        Scene("first-run-letterhead", _go_on),
        Scene("first-run-numbers", _tell_letterhead),
        Scene("first-run-backups", _tell_numbers),
        Scene("recovery-code", _choose_no_folder),
        Scene("typed-back", _have_on_paper),
        Scene("typed-back-refused", _type_wrong_groups),
        Scene("empty-clinic", _type_groups),
        Scene("registration", _register),
        Scene("registration-refused", _register_nothing),
        Scene("unfinished-registration", _leave_registration),
        Scene("registration-restored", _register),
    )


def _unlocking() -> tuple[Scene, ...]:
    records = ("missing", "damaged", "newer", "read_only")
    shut = ("in_use", "vault_missing", "vault_damaged")
    return (
        Scene("unlock", _begin),
        Scene("unlock-caps-lock", _type_capitals),
        Scene("unlock-refused", _type_wrong),
        *(Scene(f"unlock-{code}", _told(code, _say)) for code in records),
        Scene("unlock-code", _by_code),
        Scene("unlock-code-refused", _type_wrong),
        *(Scene(f"unlock-{code}", _told(code, _block)) for code in shut),
    )


def _begin(stage: Stage) -> Iterator[Condition]:
    yield stage.is_painted


def _arrive(stage: Stage) -> Iterator[Condition]:
    """Show the copy that another computer made; tests open one for real."""
    made = datetime(2026, 3, 27, 16, 5, tzinfo=UTC)
    stage.first_run.show_arrival(Arrival(RECORDS.parent, CLINIC, (USER,), made))
    yield stage.is_quiet


def _leave_blank(stage: Stage) -> Iterator[Condition]:
    stage.first_run.on_stay()
    yield at_once
    stage.hands.press(Qt.Key.Key_Return)
    yield at_once
    stage.hands.press(Qt.Key.Key_Return)
    yield at_once


def _fill(stage: Stage) -> Iterator[Condition]:
    for text in (CLINIC, USER, PASSPHRASE, PASSPHRASE):
        stage.hands.type(text)
        if text is not PASSPHRASE or not stage.hands.named(tr("Passphrase again")):
            stage.hands.press(Qt.Key.Key_Tab)
        yield at_once


def _go_on(stage: Stage) -> Iterator[Condition]:
    stage.first_run.who.again.setFocus()
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet


def _tell_letterhead(stage: Stage) -> Iterator[Condition]:
    stage.hands.type("P.O. Box 230, Kilifi-Mnarani")
    stage.hands.tab_to(tr("&Continue"))
    stage.hands.press(Qt.Key.Key_Return)
    yield at_once


def _tell_numbers(stage: Stage) -> Iterator[Condition]:
    stage.hands.type("041 752 2133")
    stage.hands.press(Qt.Key.Key_Return)
    yield at_once


def _choose_no_folder(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("&Continue"))
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.is_quiet


def _have_on_paper(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("I have it on pap&er"))
    stage.hands.press(Qt.Key.Key_Space)
    yield at_once


def _type_wrong_groups(stage: Stage) -> Iterator[Condition]:
    for _ in stage.first_run.back.fields:
        stage.hands.type("ABCDE")
        stage.hands.press(Qt.Key.Key_Return)
        yield at_once


def _type_groups(stage: Stage) -> Iterator[Condition]:
    page = stage.first_run
    code = [label.text() for label in page.code.labels]
    for field, at in zip(page.back.fields, page.back.asked, strict=True):
        field.setFocus()
        field.selectAll()
        stage.hands.type(code[at])
        stage.hands.press(Qt.Key.Key_Return)
        yield at_once
    yield _is_open(stage)
    yield stage.is_quiet


def _register(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_N, CTRL)
    yield stage.is_quiet


def _register_nothing(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_S, CTRL)
    yield stage.is_quiet


def _leave_registration(stage: Stage) -> Iterator[Condition]:
    stage.hands.type("al-Sharif")
    stage.hands.press(Qt.Key.Key_Tab)
    stage.hands.type("عبد الرحمن")
    stage.hands.press(Qt.Key.Key_F2)
    yield stage.is_quiet


def _type_capitals(stage: Stage) -> Iterator[Condition]:
    yield lambda: stage.splash.user.count() > 0
    stage.hands.type("SEVEN")
    yield at_once


def _type_wrong(stage: Stage) -> Iterator[Condition]:
    stage.hands.type(" wrong")
    stage.hands.press(Qt.Key.Key_Return)
    yield stage.splash.trouble.isVisible


def _by_code(stage: Stage) -> Iterator[Condition]:
    stage.splash.show_way(by_code=True)
    stage.splash.setFocus()
    yield at_once


def _told(code: str, tell: "Callable[[Splash, Trouble], None]") -> Play:
    """Return how the unlock page tells this trouble; tests cause each for real."""
    return partial(_tell, store_trouble(code, RECORDS, tr("another window")), tell)


def _tell(
    trouble: Trouble, tell: "Callable[[Splash, Trouble], None]", stage: Stage
) -> Iterator[Condition]:
    tell(stage.splash, trouble)
    yield stage.is_quiet


def _say(splash: "Splash", trouble: Trouble) -> None:
    splash.say(trouble)


def _block(splash: "Splash", trouble: Trouble) -> None:
    splash.block(trouble)


def _is_open(stage: Stage) -> Condition:
    return lambda: stage.entrance.rooms is not None


def _new(places: "Places", clock: "Clock") -> "Door":
    from db.kdf import KdfCost

    return ClinicDoor(places.clinic, clock, KdfCost(1, 8192, 1))


def _founded(places: "Places", clock: "Clock") -> "Door":
    from db.create import NewClinic, create_clinic
    from db.kdf import KdfCost
    from pathway.records import Stamp

    now = clock()
    wanted = NewClinic(CLINIC, USER, PASSPHRASE, kdf=KdfCost(1, 8192, 1), reserve=0)
    create_clinic(places.clinic, wanted, Stamp(USER, now, now.astimezone().date()))
    return _new(places, clock)
