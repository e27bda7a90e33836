"""Answers to suggestions are kept with who, when and on which facts; undo takes them back."""

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as driver

from db import auditview, history, patients, responses, revisions, roles, undoing
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.audited import NEWEST, Wanted
from pathway.records import ProblemId, ResponseEntry
from pathway.responses import Fact, Response
from tests.db.given import STAMP, Place, register

SAID = Response(
    "option", "nsaid", "offered", (Fact("M03", "egfr", "38"), Fact("M03", "")), "accepted"
)
DECLINED = replace(SAID, answer="declined", reason="unsuitable", words="Bled last year")
SHUT = replace(SAID, state="locked", answer="overridden", reason="specialist", words="")


def entry(problem: ProblemId, said: Response = SAID) -> ResponseEntry:
    return ResponseEntry(problem, said, "foramen-2026", "1", "A specialist advised it")


def test_an_answer_is_read_back_with_who_and_when_now_and_as_it_was_known(clinic: Clinic) -> None:
    problem = register(clinic)
    for said in (DECLINED, SAID):
        assert clinic.write(responses.record, entry(problem, said), STAMP).areas == {"plan"}
    wanted = tuple(replace(one, by=STAMP.who, at=STAMP.at) for one in (DECLINED, SAID))
    assert set(clinic.read(patients.chart_view, problem).responses) == set(wanted)
    newest = clinic.read(revisions.head).seq
    assert set(clinic.read(history.chart_at, problem, newest).responses) == set(wanted)
    assert clinic.read(history.chart_at, problem, newest - 1).responses == (wanted[0],)
    assert clinic.read(revisions.verify).is_whole


def test_undo_takes_it_back_and_redo_brings_it_again(clinic: Clinic) -> None:
    problem = register(clinic)
    clinic.write(responses.record, entry(problem), STAMP)
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    assert done.what == "responses.record"
    changes = clinic.write(undoing.undo, done.op, STAMP)
    assert changes.areas == {"plan"}
    assert clinic.read(patients.chart_view, problem).responses == ()
    again = clinic.read(undoing.reversible, STAMP.who, 0).redo
    assert again is not None
    clinic.write(undoing.redo, again.op, STAMP)
    assert len(clinic.read(patients.chart_view, problem).responses) == 1


def test_overriding_is_a_decision_that_the_rules_read_and_both_go_back_together(
    clinic: Clinic,
) -> None:
    problem = register(clinic)
    changes = clinic.write(responses.record, entry(problem, SHUT), STAMP)
    assert changes.areas == {"plan", "visits"}
    (made,) = clinic.read(patients.chart_view, problem).chart.overrides
    assert (made.what, made.value, made.by) == ("option", "nsaid", STAMP.who)
    assert made.reason == "A specialist advised it"
    done = clinic.read(undoing.reversible, STAMP.who, 0).undo
    assert done is not None
    clinic.write(undoing.undo, done.op, STAMP)
    view = clinic.read(patients.chart_view, problem)
    assert (view.chart.overrides, view.responses) == ((), ())


@pytest.mark.parametrize(
    "bad",
    [
        replace(DECLINED, reason=""),
        replace(SHUT, reason=""),
        replace(SHUT, kind="next_contact"),
        replace(DECLINED, kind="warning"),
        replace(SAID, kind="flag"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_answered_is_refused(clinic: Clinic, bad: Response) -> None:
    problem = register(clinic)
    with pytest.raises((RecordRefused, driver.IntegrityError)):
        clinic.write(responses.record, entry(problem, bad), STAMP)
    assert clinic.read(patients.chart_view, problem).responses == ()


def test_staff_may_not_answer_and_the_log_says_who_did(clinic: Clinic) -> None:
    assert roles.may("clinician", "responses.record")
    assert not roles.may("staff", "responses.record")
    problem = register(clinic)
    clinic.write(responses.record, entry(problem, DECLINED), STAMP)
    clinic.write(responses.record, entry(problem, SHUT), STAMP)
    shut, declined, *_ = clinic.read(auditview.traces, Wanted(), NEWEST).lines
    assert (shut.event.kind, shut.event.reason) == ("override", "A specialist advised it")
    assert (declined.event.what, declined.event.reason) == ("responses.record", "Bled last year")


def test_it_is_never_removed(place: Place) -> None:
    clinic = place.open()
    clinic.write(responses.record, entry(register(clinic)), STAMP)
    clinic.close()
    connection = driver.connect(str(place.records))
    connection.set_key(place.key().as_pragma())
    with pytest.raises(driver.IntegrityError, match="never deleted"):
        connection.execute("DELETE FROM response")
    connection.close()
