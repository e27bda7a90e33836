"""Scenes at a clinic that several people share: who they are, their codes, the ways in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from desktop.commands.door import ClinicDoor
from desktop.commands.hands import TourStopped
from desktop.commands.scenes.front import CLINIC, PASSPHRASE, USER
from desktop.commands.stage import ALT, CTRL, Act, Condition, Scene, Stage, at_once
from desktop.trouble import Trouble
from desktop.words import tr

if TYPE_CHECKING:
    from desktop.door import Door
    from desktop.pages.users import UsersPage
    from desktop.places import Places
    from desktop.today import Clock
    from pathway.users import NewUser

SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
LOCUM: Final = "Dr Sebastian Achterfeld-Wojciechowski"
OTHERS: Final = ("Abdikadir Maalim", "Grace Atieno", LOCUM)


def people_acts() -> tuple[Act, ...]:
    """Return the unlock page of a shared clinic, and its page of people."""
    return (Act(_shared, _scenes()),)


def _scenes() -> tuple[Scene, ...]:
    return (
        Scene("unlock-wait", _wait),
        Scene("unlock-envelope", _ask_for_reason),
        Scene("people", _show_people),
        Scene("people-new", _add),
        Scene("people-refused", _refuse),
        Scene("people-left", _leave),
        Scene("people-code", _new_code),
        Scene("people-code-typed-back", _on_paper),
    )


def _wait(stage: Stage) -> Iterator[Condition]:
    yield stage.is_painted
    stage.splash.say(Trouble("wrong_passphrase"))
    stage.splash.wait(16)
    yield stage.is_quiet


def _ask_for_reason(stage: Stage) -> Iterator[Condition]:
    stage.splash.show_way(by_code=True)
    stage.splash.say(Trouble("glass_reason_wanted"))
    yield at_once


def _show_people(stage: Stage) -> Iterator[Condition]:
    splash = stage.splash
    splash.show_way(by_code=False)
    splash.user.setCurrentText(USER)
    yield at_once
    if splash.countdown is not None:
        while splash.countdown.is_on:
            splash.countdown.on_second()
    splash.passphrase.setFocus()
    stage.hands.type(PASSPHRASE)
    stage.hands.press(Qt.Key.Key_Return)
    yield lambda: stage.entrance.rooms is not None
    yield stage.is_quiet
    stage.hands.press(Qt.Key.Key_P, CTRL | SHIFT)
    yield stage.is_quiet


def _add(stage: Stage) -> Iterator[Condition]:
    page = _page(stage)
    page.people.add.setFocus()
    stage.hands.press(Qt.Key.Key_Space)
    stage.hands.type("Fatuma Nyamvula")
    page.people.secret.new.setFocus()
    stage.hands.type("summer 2026")
    page.form.ensureWidgetVisible(page.people.secret)
    yield at_once


def _refuse(stage: Stage) -> Iterator[Condition]:
    stage.hands.press(Qt.Key.Key_Return)
    yield at_once


def _leave(stage: Stage) -> Iterator[Condition]:
    people = _page(stage).people
    people.secret.on_leave()
    people.list.setCurrentRow(0)
    people.remove.setFocus()
    stage.hands.press(Qt.Key.Key_Space)
    yield stage.is_quiet


def _new_code(stage: Stage) -> Iterator[Condition]:
    _page(stage).papers.boxes["envelope"].renew.click()
    yield stage.is_quiet


def _on_paper(stage: Stage) -> Iterator[Condition]:
    stage.hands.tab_to(tr("I have it on pap&er"))
    stage.hands.press(Qt.Key.Key_E, ALT)
    stage.hands.press(Qt.Key.Key_Space)
    yield at_once


def _page(stage: Stage) -> "UsersPage":
    staying = stage.entrance.staying
    if staying is None or staying.users is None or staying.users.page is None:
        raise TourStopped("the page of people is not there")
    return staying.users.page


def _shared(places: "Places", clock: "Clock") -> "Door":
    """Make a clinic with four people, the envelope of which was opened."""
    from db import keychange, vault
    from db.clinic import Clinic
    from db.codes import new_code
    from db.create import NewClinic, create_clinic
    from db.kdf import KdfCost
    from desktop.packs import own_pack
    from pathway.records import Stamp
    from pathway.users import GlassBroken

    now, cost = clock(), KdfCost(1, 8192, 1)
    stamp = Stamp(USER, now, now.astimezone().date())
    wanted = NewClinic(CLINIC, USER, PASSPHRASE, kdf=cost, reserve=0)
    create_clinic(places.clinic, wanted, stamp)
    with vault.unlock(places.clinic, USER, PASSPHRASE) as key:
        clinic = Clinic.open(places.clinic, key, own_pack())
        for new in _others():
            keychange.add_user(clinic, key, (new, PASSPHRASE), stamp, cost)
        keychange.set_code(clinic, key, ("envelope", new_code()), stamp, cost)
        keychange.break_glass(clinic, GlassBroken(LOCUM, tr("Nobody could be reached")), stamp)
        clinic.close()
    return ClinicDoor(places.clinic, clock, cost)


def _others() -> "tuple[NewUser, ...]":
    from pathway.users import NewUser

    return tuple(NewUser(name, "clinician" if name == LOCUM else "staff") for name in OTHERS)
