"""What was planned in spite of a warning is kept for good, with who, when and on which facts."""

from dataclasses import replace
from datetime import date

import pytest
from sqlcipher3 import dbapi2 as driver

from db import acknowledgements, history, patients, revisions, undoing, visits
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.acknowledged import Acknowledged
from pathway.facts import Visit
from pathway.finding import Input
from pathway.records import AcknowledgedEntry, ProblemId, VisitEntry
from tests.db.given import STAMP, TODAY, Place, register

SAID = Acknowledged(
    "M20",
    ("naproxen", "Warfarin 5 mg"),
    (Input("medicines", "naproxen, Warfarin 5 mg"), Input("egfr", "38", date(2026, 1, 2))),
    "benefit",
    "Two days only, with a stomach tablet",
)


def entry(problem: ProblemId, said: Acknowledged = SAID) -> AcknowledgedEntry:
    return AcknowledgedEntry(problem, said, "foramen-2026", "1")


def test_an_acknowledgement_is_read_back_with_who_and_when(clinic: Clinic) -> None:
    problem = register(clinic)
    changes = clinic.write(acknowledgements.record, entry(problem), STAMP)
    assert changes.problem == problem
    assert changes.areas == {"plan"}
    wanted = replace(SAID, by=STAMP.who, at=STAMP.at)
    assert clinic.read(patients.chart_view, problem).acknowledged == (wanted,)
    newest = clinic.read(revisions.head).seq
    assert clinic.read(history.chart_at, problem, newest).acknowledged == (wanted,)
    assert clinic.read(history.chart_at, problem, newest - 1).acknowledged == ()
    assert clinic.read(revisions.verify).is_whole


def test_it_does_not_stand_in_the_way_of_undo_and_is_not_undone(clinic: Clinic) -> None:
    problem = register(clinic)
    clinic.write(visits.save, VisitEntry(problem, Visit(TODAY, pain_limb=4)), STAMP)
    clinic.write(acknowledgements.record, entry(problem), STAMP)
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    assert done.what == "visits.save"
    clinic.write(undoing.undo, done.op, STAMP)
    assert len(clinic.read(patients.chart_view, problem).acknowledged) == 1


def test_words_are_needed(clinic: Clinic) -> None:
    problem = register(clinic)
    with pytest.raises(RecordRefused) as refused:
        clinic.write(acknowledgements.record, entry(problem, replace(SAID, words=" ")), STAMP)
    assert refused.value.code == "no_reason"
    with pytest.raises(RecordRefused):
        clinic.write(acknowledgements.record, entry(ProblemId("nowhere")), STAMP)


@pytest.mark.parametrize(
    "change", ["UPDATE acknowledgement SET words = 'x'", "DELETE FROM acknowledgement"]
)
def test_it_is_never_changed_or_removed(place: Place, change: str) -> None:
    clinic = place.open()
    problem = register(clinic)
    clinic.write(acknowledgements.record, entry(problem), STAMP)
    clinic.close()
    connection = driver.connect(str(place.records))
    connection.set_key(place.key().as_pragma())
    with pytest.raises(driver.IntegrityError, match="append-only"):
        connection.execute(change)
    connection.close()
