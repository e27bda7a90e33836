"""A clinic that several people share, and what its tests do at the page of people."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db import keychange, vault
from db.clinic import Clinic
from db.codes import RecoveryCode, new_code
from desktop.packs import own_pack
from desktop.pages.chart import ChartPage
from desktop.pages.findingrows import Control
from desktop.pages.users import UsersPage
from desktop.places import Places
from desktop.splash import Splash
from pathway.facts import Patient
from pathway.records import Stamp
from pathway.users import NewUser
from tests.desktop.clinics import (
    CHEAP,
    PASSPHRASE,
    USER,
    Clock,
    Sitting,
    register,
)

WORDS = "brown goats paint quietly"
SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
AMA = Patient(date(1970, 2, 3), family_name="Banda", given_name="Grace")


def open_clinic(places: Places) -> tuple[Clinic, vault.Key]:
    key = vault.unlock(places.clinic, USER, PASSPHRASE)
    return Clinic.open(places.clinic, key, own_pack()), key


def put_user(places: Places, today: date, name: str, role: str = "staff") -> None:
    clinic, key = open_clinic(places)
    new = NewUser(name, "clinician" if role == "clinician" else "staff")
    stamp = Stamp(USER, Clock(today)(), today)
    keychange.add_user(clinic, key, (new, WORDS), stamp, CHEAP)
    clinic.close()


def put_envelope(places: Places, today: date) -> RecoveryCode:
    clinic, key = open_clinic(places)
    code, stamp = new_code(), Stamp(USER, Clock(today)(), today)
    keychange.set_code(clinic, key, ("envelope", code), stamp, CHEAP)
    clinic.close()
    return code


def page_of(sat: Sitting) -> UsersPage:
    page = sat.window.pages.currentWidget()
    assert isinstance(page, UsersPage)
    return page


def show_people(sat: Sitting) -> UsersPage:
    sat.press(Qt.Key.Key_P, SHIFTED)
    sat.see(lambda: isinstance(sat.window.pages.currentWidget(), UsersPage))
    return page_of(sat)


def lines(page: UsersPage) -> list[str]:
    return [page.people.list.item(row).text() for row in range(page.people.list.count())]


def go_to(sat: Sitting, button: QPushButton) -> None:
    """Tab until a button has the focus, and press it."""
    for _ in range(60):
        if sat.focus is button:
            sat.press(Qt.Key.Key_Space)
            return
        sat.press(Qt.Key.Key_Tab)
    raise AssertionError(button.text())


def become(sat: Sitting, user: str, words: str = WORDS) -> None:
    """Unlock as somebody."""
    sat.see(lambda: sat.entrance.splash is not None)
    splash = sat.entrance.splash
    assert splash is not None
    sat.see(lambda: splash.user.count() > 1)
    splash.user.setCurrentText(user)
    splash.passphrase.setFocus()
    sat.unlock(words)


def lock(sat: Sitting) -> None:
    sat.chord(Qt.Key.Key_L)
    sat.see(lambda: sat.entrance.splash is not None and sat.entrance.desk is None)
    sat.settle()


class Uptime:
    """The seconds for which a machine has been on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def splash(sat: Sitting) -> Splash:
    assert sat.entrance.splash is not None
    return sat.entrance.splash


def open_chart(sat: Sitting) -> ChartPage:
    (changes,) = register(sat, AMA)
    rooms = sat.entrance.rooms
    assert changes.problem is not None
    assert rooms is not None
    rooms.show_chart(changes.problem)
    sat.settle()
    assert rooms.chart is not None
    return rooms.chart


def note_of(chart: ChartPage) -> Control:
    form = chart.visit.form
    assert form is not None
    return form.parts.decisions.fields["note"]
