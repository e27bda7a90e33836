"""Every page by Tab, by a screen reader, in large letters and from right to left."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeout
from pytestqt.qtbot import QtBot

from desktop import theme, words
from desktop.commands.pseudo import LongWords
from desktop.pages.chart import ChartPage
from desktop.pages.medical import MedicalPage
from desktop.pages.registration import RegistrationPage
from desktop.places import Places
from desktop.rooms import Rooms
from desktop.widgets.slices import Slices
from pathway.facts import Egfr, FlagAnswer, MedicineTaken, Patient, Pregnancy
from pathway.medical import Medical
from pathway.person import Person
from pathway.records import Amendment, VisitEntry
from tests.desktop import walking
from tests.desktop.clinics import Sitting, found_clinic, register, sitting
from tests.desktop.corrected import VISIT, amend_form, desk, do, sign_visit

PATIENCE_MILLISECONDS = 1_000
TURNS = 3
PATIENT = Patient(
    date(1958, 3, 14),
    number="F-000342-81",
    family_name="Ramanathapuram",
    given_name="Lakshmi",
    sex="female",
    allergies=("penicillin",),
    allergy_state="known",
)

MEDICAL = Medical(
    conditions=frozenset({"diabetes", "immunosuppression"}),
    other_conditions=("a rare illness of which no rule has ever heard anything at all",),
    medicines=(MedicineTaken("ibuprofen"), MedicineTaken("zzyzx", date(2026, 3, 1))),
    allergies=("penicillin",),
    allergy_state="known",
    egfr=Egfr(58, date(2026, 2, 3)),
    pregnancy=Pregnancy("yes", 12, date(2026, 3, 2)),
)


class Look(NamedTuple):
    """How the window is dressed for a walk."""

    scale: float
    is_pseudo: bool


LOOKS = {"normal": Look(1.0, False), "large": Look(2.0, False), "pseudo": Look(1.0, True)}


@contextmanager
def dressed(app: QApplication, look: Look) -> Iterator[None]:
    """Make letters large, or words long and right to left, for as long as a walk lasts."""
    if look.is_pseudo:
        words.speak_with(LongWords())
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        words.speak_with(None)
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme.apply(app, "light", 1.0)


def pages(sat: Sitting) -> Iterator[str]:
    """Go from page to page, as far as the door is open."""
    if sat.entrance.founder is not None:
        yield "first run"
        return
    yield "unlock"
    sat.unlock()
    rooms = sat.entrance.rooms
    assert rooms is not None
    (changes,) = register(sat, PATIENT)
    rooms.show_finder()
    sat.see(lambda: rooms.finder.model.rowCount() > 0)
    yield "finder"
    rooms.show_registration()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, RegistrationPage)
    page.form.finish()
    sat.see(lambda: not page.form.has_more)
    yield "registration"
    page.form.who.family.setText(PATIENT.family_name)
    page.form.who.given.setText(PATIENT.given_name)
    sat.see(page.form.twins.isVisible)
    yield "registered already"
    assert changes.problem is not None
    rooms.show_chart(changes.problem)
    yield from _tabs(sat, rooms)
    assert sat.entrance.aside is not None
    sat.entrance.aside.show_named("keys")
    yield "help"
    sat.entrance.aside.show_all_keys()
    yield "keys"


def _tabs(sat: Sitting, rooms: Rooms) -> Iterator[str]:
    chart = rooms.chart
    assert chart is not None
    form = chart.visit.form
    assert form is not None
    form.parts.finish()
    for index, name in enumerate(("visit", "plan", "timeline", "handouts")):
        chart.show_tab(index)
        sat.settle()
        yield name
    yield from _background(sat, rooms)
    yield from _corrections(sat, chart)


def _background(sat: Sitting, rooms: Rooms) -> Iterator[str]:
    rooms.show_medical()
    sat.settle()
    page = sat.window.pages.currentWidget()
    assert isinstance(page, MedicalPage)
    page.fields.fill(Person(MEDICAL))
    page.fields.medical.measures.egfr_on.set_text("3/4/2025")
    yield "medical background"
    page.on_discard()
    sat.settle()
    page.on_back()


def _corrections(sat: Sitting, chart: ChartPage) -> Iterator[str]:
    assert chart.view is not None
    visit_id = sign_visit(sat, chart.view.problem_id)
    right = replace(VISIT, pain_limb=2, note="", red_flags={"RF-C1": FlagAnswer("no")})
    entry = VisitEntry(chart.view.problem_id, right, id=visit_id)
    do(sat, desk(sat).corrections.amend, Amendment(entry, "misheard on the phone"))
    chart.show_tab(0)
    chart.visit.read(visit_id)
    chart.visit.focus_start()
    chart.act("old_values")
    yield "signed visit with old values"
    chart.act("in_error")
    yield "entered in error"
    chart.visit.ask.on_keep()
    chart.act("amend")
    amend_form(sat).parts.finish()
    yield "amendment"
    chart.act("as_known")
    chart.known.wrong.setChecked(True)
    yield "as known"
    chart.past.leave()


def troubles(sat: Sitting, look: Look) -> Iterator[str]:
    """Return what is wrong on each page."""
    window = sat.window
    window.setFixedSize(1280, 720)
    kept: list[QWidget] = []
    marks = walking.Marks()
    for page in pages(sat):
        sat.settle()
        # Asked for its parent, a child hangs on to the parent's stand-in in Python: if that one
        # went away during the walk, headers of tables would go with it.
        kept += window.findChildren(QWidget)
        _look(sat)
        wrong = {
            "unnamed": walking.unnamed(window),
            "too small": walking.too_small(window),
            "clipped": walking.clipped(window),
        }
        seen = walking.walked(window, marks)
        left_out = [one for one in walking.stops(window) if one not in seen]
        wrong["not reached"] = [walking.where(one) for one in left_out]
        wrong["out of order"] = walking.out_of_order(seen, look.is_pseudo)
        yield from (f"{page}: {what}: {one}" for what, ones in wrong.items() for one in ones)
    yield from (f"nobody sees that it has the keys: {one}" for one in marks.missing)


def _look(sat: Sitting) -> None:
    """Give what is new the time to be laid out; what is still cut off then stays so."""
    sat.see(lambda: not any(one.is_busy for one in sat.window.findChildren(Slices)))
    for _ in range(TURNS):  # to lay out what asks its neighbours for room
        with sat.qtbot.waitCallback() as turned:
            QTimer.singleShot(0, turned)
    sat.window.grab()
    with suppress(QtTimeout):
        sat.qtbot.waitUntil(lambda: not walking.clipped(sat.window), timeout=PATIENCE_MILLISECONDS)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("is_new", [False, True], ids=["clinic", "first run"])
def test_every_page_can_be_walked(
    qtbot: QtBot, qapp: QApplication, home: Path, today: date, look: Look, is_new: bool
) -> None:
    places = Places(home) if is_new else found_clinic(home, today)
    with dressed(qapp, look), sitting(qtbot, qapp, places, today) as sat:
        theme.apply(qapp, "light", look.scale)
        found = list(troubles(sat, look))
        assert not found, "\n".join(found)
