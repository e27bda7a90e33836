"""The log of changes only grows, and shows when anything was changed behind its back."""

import json

import pytest
from sqlcipher3 import dbapi2 as driver

from db import engine, revisions, visits
from db.clinic import Clinic
from db.revisions import Verdict
from pathway.facts import Care, Visit
from pathway.records import CareEntry, VisitEntry
from tests.db.given import STAMP, TODAY, Place, register

DROP = "DROP TRIGGER revision_no_update; DROP TRIGGER revision_no_delete"


def fill(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    visit = Visit(TODAY, pain_limb=7, note="naïve “quotes” \\ and ✓")
    entry = VisitEntry(problem, visit, (CareEntry(Care("rest", dates=(TODAY,))),))
    saved = clinic.write(visits.save, entry, STAMP)
    assert saved.visit
    clinic.write(visits.sign, saved.visit, STAMP)
    clinic.close()


def verdict(place: Place) -> Verdict:
    clinic = place.open()
    found = clinic.read(revisions.verify)
    clinic.close()
    return found


def meddle(place: Place, *statements: str) -> None:
    connection = engine.connect(place.records, place.key(), "migrate")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_every_change_is_logged_from_the_first_row_on(place: Place) -> None:
    fill(place)
    clinic = place.open()
    rows = clinic.read(revisions_of_all)
    clinic.close()
    assert [(what, entity) for what, entity in rows] == [
        ("create.create_clinic", "clinic"),
        ("create.create_clinic", "clinic_user"),
        ("create.create_clinic", "paper_code"),
        ("patients.register", "patient"),
        ("patients.register", "problem"),
        ("visits.save", "care"),
        ("visits.save", "visit"),
        ("visits.sign", "visit"),
    ]
    assert verdict(place) == Verdict(8, None, ())
    assert verdict(place).is_whole


def test_a_revision_says_who_when_and_what_it_was_then(clinic: Clinic) -> None:
    problem = register(clinic)
    first = clinic.write(visits.save, VisitEntry(problem, Visit(TODAY, pain_limb=7)), STAMP)
    again = VisitEntry(problem, Visit(TODAY, pain_limb=3), id=first.visit)
    clinic.write(visits.save, again, STAMP)
    assert first.visit
    log = clinic.read(revisions.of_entity, ("visit", first.visit))
    assert [(row.who, row.at, row.what) for row in log] == [
        (STAMP.who, STAMP.at, "visits.save")
    ] * 2
    bodies = [json.loads(row.body) for row in log]
    assert [body["finding"][0]["value"] for body in bodies] == ["7", "3"]
    assert bodies[0]["visit"][0]["day"] == TODAY.isoformat()


def test_a_save_that_changes_nothing_leaves_no_revision(clinic: Clinic) -> None:
    problem = register(clinic)
    visit = Visit(TODAY, STAMP.at, pain_limb=7)
    first = clinic.write(visits.save, VisitEntry(problem, visit), STAMP)
    before = clinic.read(revisions.head)
    clinic.write(visits.save, VisitEntry(problem, visit, id=first.visit), STAMP)
    assert clinic.read(revisions.head) == before


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE revision SET who = 'x' WHERE seq = 2", "append-only"),
        ("DELETE FROM revision WHERE seq = 2", "append-only"),
        ("REPLACE INTO revision SELECT * FROM revision WHERE seq = 2", "append-only"),
        ("UPDATE snapshot SET stage = 'x'", "append-only"),
        ("DELETE FROM snapshot", "append-only"),
        ("DELETE FROM patient", "never deleted"),
        ("DELETE FROM visit", "never deleted"),
        ("UPDATE visit SET day = '2020-01-01'", "signed"),
        ("UPDATE finding SET value = '1'", "signed"),
        ("DELETE FROM finding", "signed"),
    ],
)
def test_the_file_itself_refuses_to_forget(place: Place, statement: str, words: str) -> None:
    fill(place)
    connection = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.IntegrityError, match=words):
        connection.execute(statement)
    connection.close()
    assert verdict(place).is_whole


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE revision SET body = replace(body, '7', '2') WHERE seq = 5", 5),
        ("UPDATE revision SET who = 'Mallory' WHERE seq = 2", 2),
        ("UPDATE revision SET at = replace(at, '2026', '2025') WHERE seq = 3", 3),
        ("UPDATE revision SET what = 'visits.lose' WHERE seq = 4", 4),
        ("UPDATE revision SET chain = replace(chain, 'a', 'b') WHERE seq = 1", 1),
        ("DELETE FROM revision WHERE seq = 3", 4),
        ("UPDATE revision SET seq = 11 WHERE seq = 8", 11),
    ],
)
def test_a_changed_log_is_noticed_at_the_row(place: Place, statement: str, broken_at: int) -> None:
    fill(place)
    meddle(place, *DROP.split(";"), statement)
    assert verdict(place).broken_at == broken_at


@pytest.mark.parametrize(
    ("trigger", "statement", "entity"),
    [
        (
            "finding_signed_update",
            "UPDATE finding SET value = '1' WHERE item = 'pain.limb'",
            "visit",
        ),
        ("visit_signed", "UPDATE visit SET day = '2026-03-01'", "visit"),
        ("care_no_delete", "DELETE FROM care_date", "care"),
        ("patient_no_delete", "UPDATE patient SET family_name = 'Else'", "patient"),
    ],
)
def test_a_record_changed_without_the_log_is_noticed(
    place: Place, trigger: str, statement: str, entity: str
) -> None:
    fill(place)
    meddle(place, f"DROP TRIGGER {trigger}", statement)
    found = verdict(place)
    assert found.broken_at is None
    assert [name for name, _ in found.unlike] == [entity]
    assert not found.is_whole


def test_a_row_beside_the_log_is_noticed(place: Place) -> None:
    fill(place)
    told = "error_by, error_reason, problem_id, kind, name, days_per_week, outcome, version"
    columns = f"id, position, {told}"
    meddle(place, f"INSERT INTO care ({columns}) SELECT 'x', 7, {told} FROM care")
    assert verdict(place).unlike == (("care", "x"),)


def revisions_of_all(session: object) -> list[tuple[str, str]]:
    from sqlmodel import Session, col, select

    from db.logs import Revision

    assert isinstance(session, Session)
    rows = session.exec(select(Revision).order_by(col(Revision.seq)))
    return [(row.what, row.entity) for row in rows]
