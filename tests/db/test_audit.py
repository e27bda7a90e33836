"""The log of access only grows, says who did what, and shows every row that was altered."""

from dataclasses import replace

import pytest
from sqlcipher3 import dbapi2 as driver

from db import audit, engine, seal
from db.clinic import Clinic
from db.standing import Notice
from pathway.audited import FAILED, Event
from pathway.records import PatientId
from tests.db.given import STAMP, Place, register

LOOKED = Event("view", "R", PatientId("someone"), "chart")
SEARCHED = Event("search", "E", None, "okaf")


def test_an_event_is_noted_with_who_and_when(clinic: Clinic, place: Place) -> None:
    clinic.note(LOOKED, STAMP)
    clinic.note(replace(SEARCHED, what="a\0b\ud800", outcome=FAILED), STAMP)
    connection = engine.connect(place.records, place.key(), "read")
    rows = connection.execute(
        "SELECT seq, who, kind, action, outcome, patient_id, what FROM access_log"
    ).fetchall()
    connection.close()
    assert rows == [
        (1, STAMP.who, "view", "R", 0, "someone", "chart"),
        (2, STAMP.who, "search", "E", 8, "", "ab?"),
    ]
    assert clinic.read(audit.verify).is_whole


def test_the_seal_holds_on_to_the_log_of_access(clinic: Clinic, place: Place) -> None:
    clinic.note(LOOKED, STAMP)
    register(clinic)
    clinic.note(LOOKED, STAMP)
    kept = seal.read(place.folder)
    assert kept is not None
    assert (kept.access_seq, kept.access_chain) == clinic.read(audit.head)
    assert "someone" not in str(kept)


def test_a_log_that_lost_its_end_is_missed(place: Place) -> None:
    clinic = place.open()
    for _ in range(3):
        clinic.note(LOOKED, STAMP)
    clinic.close()
    meddle(place, "DROP TRIGGER access_log_no_delete", "DELETE FROM access_log WHERE seq > 1")
    opened = place.open()
    assert opened.notices == (Notice("access_missing", 2, STAMP.at),)
    assert opened.read(audit.verify).is_whole  # only the seal outside can tell
    opened.close()


def test_a_log_that_was_written_anew_is_noticed(place: Place) -> None:
    clinic = place.open()
    clinic.note(LOOKED, STAMP)
    clinic.close()
    meddle(place, "DROP TRIGGER access_log_no_delete", "DELETE FROM access_log")
    (place.folder / "last.seal").rename(place.folder / "kept")
    clinic = place.open()
    clinic.note(replace(LOOKED, what="old values"), STAMP)
    clinic.close()
    (place.folder / "kept").rename(place.folder / "last.seal")
    opened = place.open()
    assert opened.notices == (Notice("access_swapped", at=STAMP.at),)
    opened.close()


INSERT = (
    "INSERT INTO access_log SELECT {seq}, revision, at, who, kind, action, outcome, patient_id, "
    "what, reason, chain FROM access_log WHERE seq = 1"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_log SET who = 'x' WHERE seq = 2",
        "DELETE FROM access_log WHERE seq = 2",
        "REPLACE INTO access_log SELECT * FROM access_log WHERE seq = 2",
        INSERT.format(seq=4),
        INSERT.format(seq=0),
        INSERT.format(seq=-5),
    ],
)
def test_the_file_itself_refuses_to_forget(place: Place, statement: str) -> None:
    clinic = place.open()
    clinic.note(LOOKED, STAMP)
    clinic.note(SEARCHED, STAMP)
    clinic.close()
    connection = engine.connect(place.records, place.key(), "write")
    with pytest.raises(driver.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()


def meddle(place: Place, *statements: str) -> None:
    connection = engine.connect(place.records, place.key(), "migrate")
    for statement in statements:
        connection.execute(statement)
    connection.close()
