"""Prints come back byte for byte, are never changed, and tell what is no longer true."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlcipher3 import dbapi2 as driver

from db import engine, history, patients, prints, revisions, visits
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.facts import FlagAnswer, Visit
from pathway.guidelines import Guidelines
from pathway.prints import PrintEntry, PrintId, PrintRow
from pathway.records import Amendment, EnteredInError, ProblemId, Stamp, VisitEntry
from pathway.since import Since
from tests.db.given import STAMP, TODAY, Place, register

PAGES = b"%PDF-1.7 " + bytes(range(256)) * 40
VISIT = Visit(TODAY - timedelta(1), STAMP.at, pain_limb=7, red_flags={"RF-C1": FlagAnswer("no")})
NEXT_DAY = Stamp("Dr Ode", STAMP.at + timedelta(1), TODAY + timedelta(1))


def printed(clinic: Clinic, guidelines: Guidelines, problem: ProblemId) -> PrintRow:
    known = clinic.read(prints.what_is_known, problem)
    entry = PrintEntry(
        problem=problem,
        kind="care_plan",
        paper="a4",
        letters="large",
        pages=PAGES,
        draft=False,
        content_version="1.0",
        pack_id=guidelines.id,
        pack_version=guidelines.version,
        revision=known.revision,
    )
    clinic.write(prints.record, entry, STAMP)
    return clinic.read(prints.of_problem, problem)[0]


def since(clinic: Clinic, row: PrintRow, guidelines: Guidelines) -> tuple[Since, ...]:
    return clinic.read(prints.changed_since, row.id, guidelines, STAMP)


def test_a_print_comes_back_byte_for_byte(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = register(clinic)
    row = printed(clinic, guidelines, problem)
    assert clinic.read(prints.pages, row.id) == PAGES
    assert (row.kind, row.paper, row.letters, row.draft) == ("care_plan", "a4", "large", False)
    assert (row.printed_by, row.printed_at, row.day) == (STAMP.who, STAMP.at, TODAY)
    assert row.sha256 == hashlib.sha256(PAGES).hexdigest()
    assert (row.content_version, row.pack_version) == ("1.0", guidelines.version)
    log = clinic.read(revisions.of_entity, ("print", row.id))
    assert [(one.who, one.what) for one in log] == [(STAMP.who, "prints.record")]
    assert row.sha256 in log[0].body
    assert clinic.read(revisions.verify).is_whole


def test_a_reprint_is_a_line_of_its_own_with_the_same_bytes(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem = register(clinic)
    row = printed(clinic, guidelines, problem)
    clinic.write(prints.record_again, row.id, NEXT_DAY)
    again = clinic.read(prints.of_problem, problem)[0]
    assert again == replace(
        row,
        id=again.id,
        day=NEXT_DAY.today,
        printed_at=NEXT_DAY.at,
        printed_by=NEXT_DAY.who,
        reprint_of=row.id,
    )
    assert clinic.read(prints.pages, again.id) == PAGES
    clinic.write(prints.record_again, again.id, NEXT_DAY)
    rows = clinic.read(prints.of_problem, problem)
    assert sorted((one.reprint_of or "") for one in rows) == ["", row.id, row.id]
    count = "SELECT count(*) FROM print_pages"
    kept = clinic.read(lambda session: session.connection().exec_driver_sql(count).scalar_one())
    assert kept == 1


def test_a_print_changes_no_advice_and_no_fact(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = register(clinic)
    before = clinic.read(patients.chart_view, problem)
    count = "SELECT count(*) FROM snapshot"
    concluded = clinic.read(
        lambda session: session.connection().exec_driver_sql(count).scalar_one()
    )
    printed(clinic, guidelines, problem)
    assert clinic.read(patients.chart_view, problem) == before
    assert concluded == clinic.read(
        lambda session: session.connection().exec_driver_sql(count).scalar_one()
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE print SET printed_by = 'x'",
        "DELETE FROM print",
        "REPLACE INTO print SELECT * FROM print",
        "UPDATE print_pages SET pages = x'00'",
        "DELETE FROM print_pages",
        "REPLACE INTO print_pages SELECT * FROM print_pages",
    ],
)
def test_the_file_refuses_to_change_a_print(
    place: Place, guidelines: Guidelines, statement: str
) -> None:
    clinic = place.open()
    printed(clinic, guidelines, register(clinic))
    clinic.close()
    connection = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.IntegrityError, match=r"append-only"):
        connection.execute(statement)
    connection.close()


def test_pages_that_were_changed_all_the_same_are_not_given_out(
    place: Place, guidelines: Guidelines
) -> None:
    clinic = place.open()
    row = printed(clinic, guidelines, register(clinic))
    clinic.close()
    connection = engine.connect(place.records, place.key(), "migrate")
    connection.execute("DROP TRIGGER print_pages_no_update")
    connection.execute("UPDATE print_pages SET pages = x'25504446'")
    connection.close()
    clinic = place.open()
    with pytest.raises(RecordRefused) as refusal:
        clinic.read(prints.pages, row.id)
    assert refusal.value.code == "damaged_print"
    clinic.close()


def test_an_unknown_print_is_refused(clinic: Clinic, guidelines: Guidelines) -> None:
    nothing = PrintId("x")
    for ask in (
        lambda: clinic.read(prints.pages, nothing),
        lambda: clinic.write(prints.record_again, nothing, STAMP),
        lambda: clinic.read(prints.changed_since, nothing, guidelines, STAMP),
    ):
        with pytest.raises(RecordRefused) as refusal:
            ask()
        assert refusal.value.code == "unknown_print"


def test_nothing_changed_is_nothing_to_say(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = register(clinic)
    clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    row = printed(clinic, guidelines, problem)
    printed(clinic, guidelines, problem)
    assert since(clinic, row, guidelines) == ()


def test_what_changed_since_a_print_is_told(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = register(clinic)
    visit = clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP).visit
    assert visit
    clinic.write(visits.sign, visit, STAMP)
    row = printed(clinic, guidelines, problem)
    worse = replace(VISIT, red_flags={"RF-C1": FlagAnswer("yes", VISIT.on)})
    entry = VisitEntry(problem, worse, id=visit)
    clinic.write(visits.amend, Amendment(entry, "asked again"), STAMP)
    added = clinic.write(visits.save, VisitEntry(problem, Visit(TODAY, STAMP.at)), STAMP).visit
    found = since(clinic, row, guidelines)
    assert found[0] == Since("flag_new", "RF-C1", "", "emergency", VISIT.on)
    assert Since("visit_amended", visit, on=VISIT.on) in found
    assert Since("visit_new", added or "", on=TODAY) in found
    clinic.write(visits.enter_in_error, EnteredInError(visit, "wrong patient"), STAMP)
    found = since(clinic, row, guidelines)
    assert Since("visit_in_error", visit, on=VISIT.on) in found
    assert "flag_new" not in {one.what for one in found}


def test_another_pack_and_another_stage_are_told(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = register(clinic)
    clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    row = printed(clinic, guidelines, problem)
    months_later = replace(STAMP, today=date(2026, 9, 1))
    newer = replace(guidelines, version="99")
    found = clinic.read(prints.changed_since, row.id, newer, months_later)
    by_what = {one.what: one for one in found}
    assert by_what["pack"].before == f"{guidelines.id} {guidelines.version}"
    assert by_what["pack"].after == f"{guidelines.id} 99"
    assert (by_what["stage"].before, by_what["stage"].after) == ("subacute", "chronic")


@pytest.mark.expects_log("no advice to compare prints by: [A-Za-z]+$")
def test_advice_that_fails_is_told_too(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = register(clinic)
    clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    row = printed(clinic, guidelines, problem)
    broken = replace(guidelines, thresholds=None)  # type: ignore[arg-type]
    assert Since("advice_missing") in clinic.read(prints.changed_since, row.id, broken, STAMP)


def test_the_pages_know_of_the_changes_up_to_their_making(
    clinic: Clinic, guidelines: Guidelines
) -> None:
    problem = register(clinic)
    known = clinic.read(prints.what_is_known, problem)
    clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    then = clinic.read(history.chart_at, problem, known.revision)
    assert then == known.view
    assert then != clinic.read(patients.chart_view, problem)
