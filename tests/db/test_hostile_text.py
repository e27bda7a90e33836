"""Whatever text reaches the store: kept letter by letter, or refused whole with a code."""

import pytest

from db import drafts, patients, revisions, search, visits
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.drafts import Draft
from pathway.facts import Visit
from pathway.records import VisitEntry
from tests.db.given import STAMP, register, registration

TAKEN = (
    "\u202eabc",
    "'; DROP TABLE patient; --",
    '" OR a* NEAR(b) AND -c',
    "Ng",
    "x" * 36,
    "👩🏽‍⚕️",
    "عَلِيّ",
    "{name} %s %(x)d",
)
REFUSED = ("\0", "a\0b", "\ud800", "a\udfff b", "x" * 1_000_000)


@pytest.mark.parametrize("text", TAKEN, ids=ascii)
def test_a_text_that_can_be_read_is_kept_letter_by_letter(clinic: Clinic, text: str) -> None:
    problem = clinic.write(patients.register, registration(text, ""), STAMP).problem
    assert problem is not None
    clinic.write(visits.save, VisitEntry(problem, Visit(STAMP.today, note=text)), STAMP)
    clinic.keep(drafts.keep, Draft(problem, "visit", typed=(("note", text),)), STAMP)
    view = clinic.read(patients.chart_view, problem)
    assert view.chart.patient.family_name == text
    assert view.visits[0].visit.note == text
    (kept,) = clinic.read(drafts.of_problem, problem, STAMP.who)
    assert dict(kept.draft.typed) == {"note": text}
    clinic.read(search.find, text, 10)
    assert clinic.read(revisions.verify).is_whole


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text)[:12])
def test_a_text_that_cannot_be_kept_is_refused_whole(clinic: Clinic, text: str) -> None:
    problem = register(clinic)
    before = clinic.read(revisions.head)
    with pytest.raises(RecordRefused) as name:
        clinic.write(patients.register, registration(text, "Ruth"), STAMP)
    with pytest.raises(RecordRefused):
        clinic.write(visits.save, VisitEntry(problem, Visit(STAMP.today, note=text)), STAMP)
    assert name.value.code == "invalid"
    assert clinic.read(revisions.head) == before
    assert clinic.read(patients.chart_view, problem).visits == ()
    clinic.read(search.find, text, 10)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u2060\ufeff"], ids=ascii)
def test_a_name_that_nobody_can_see_is_no_name(clinic: Clinic, text: str) -> None:
    with pytest.raises(RecordRefused):
        clinic.write(patients.register, registration(text, text), STAMP)
