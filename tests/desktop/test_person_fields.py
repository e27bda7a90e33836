"""Whatever stands in the fields on a person comes out as it went in, and survives a draft."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import resources
from desktop.pages.personfields import PersonFields
from desktop.pages.typed import put_typed, typed_in
from desktop.widgets.form import Form
from pathway.catalogue import read_catalogue
from pathway.drafts import Draft, KeptDraft
from pathway.facts import (
    AllergyState,
    Egfr,
    Known,
    MedicineTaken,
    Pregnancy,
    PregnancyStatus,
)
from pathway.guidelines import read_guidelines
from pathway.medical import Medical
from pathway.particulars import Particulars
from pathway.person import Person

TODAY = date(2026, 3, 30)
CATALOGUE = read_catalogue(resources.catalogue_tables())
MEDICINES = read_guidelines(resources.pack_tables()).medicines
FEW = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WORDS = st.text("abc é'-", min_size=1, max_size=12).map(lambda text: " ".join(text.split()))
NAMES = WORDS.filter(bool)
LISTS = st.lists(NAMES, max_size=4, unique_by=str.casefold).map(tuple)
DAYS = st.dates(date(1990, 1, 1), TODAY)
CODES = st.frozensets(st.sampled_from([item.place for item in CATALOGUE.conditions]), max_size=4)
ANSWERS: tuple[Known, ...] = ("yes", "no", "unknown")
KNOWN = st.sampled_from(ANSWERS)
STATES: tuple[AllergyState, ...] = ("none_known", "unavailable", "not_recorded", "known")
PREGNANCIES: tuple[PregnancyStatus, ...] = ("yes", "no", "unknown", "not_applicable")


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Draw a person of whom anything may be known."""
    taken = draw(st.lists(st.tuples(NAMES, st.none() | DAYS), max_size=3, unique_by=_first))
    allergies = draw(LISTS)
    pregnancy = draw(st.sampled_from(PREGNANCIES))
    weeks = draw(st.none() | st.integers(0, 45)) if pregnancy == "yes" else None
    medical = Medical(
        conditions=draw(CODES),
        other_conditions=draw(LISTS),
        medicines=tuple(MedicineTaken(*one) for one in taken),
        allergies=allergies,
        allergy_state="known" if allergies else draw(st.sampled_from(STATES)),
        egfr=draw(st.none() | st.builds(Egfr, st.floats(0, 250), DAYS)),
        weight_kg=draw(st.none() | st.floats(1, 500)),
        pregnancy=Pregnancy(pregnancy, weeks, draw(DAYS) if pregnancy in {"yes", "no"} else None),
        breastfeeding=draw(KNOWN),
        smoker=draw(KNOWN),
    )
    told = Particulars(
        preferred_name=draw(WORDS),
        nhs_number=draw(st.sampled_from(["", "9434765919"])),
        phone=draw(WORDS),
        address=draw(WORDS),
        spoken_language=draw(WORDS),
        interpreter=draw(KNOWN),
        contact_name=draw(WORDS),
    )
    return Person(medical, told, draw(st.sampled_from(["", "en", "fr", "tlh"])))


def _first(taken: tuple[str, date | None]) -> str:
    return taken[0].casefold()


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    room = QWidget()
    qtbot.addWidget(room)
    return room


def fields_in(room: QWidget) -> PersonFields:
    form = Form(room)
    fields = PersonFields(TODAY, CATALOGUE, MEDICINES, form)
    fields.add_to(form)
    return fields


@FEW
@given(person=persons())
def test_what_is_filled_in_comes_out_and_survives_a_draft(room: QWidget, person: Person) -> None:
    fields = fields_in(room)
    fields.fill(person)
    assert not fields.show_problems()
    assert fields.person() == person
    typed = typed_in(fields.places())
    again = fields_in(room)
    at = datetime(2026, 3, 30).astimezone()
    put_typed(again.places(), KeptDraft(Draft(None, "patient", typed=typed), "Lee", at))
    assert typed_in(again.places()) == typed
    assert again.person() == person
