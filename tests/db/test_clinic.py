"""The one door: facts first, then advice; named trouble; no stall and no loss among threads."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from db import engine, patients, snapshots, tables, visits
from db.clinic import Clinic, clinic_card
from db.create import NewClinic, create_clinic
from db.trouble import RecordRefused, StoreTrouble
from pathway.evaluate import evaluate
from pathway.facts import Visit
from pathway.guidelines import Guidelines
from pathway.records import Changes, ClinicCard, ProblemId, Stamp, VisitEntry
from tests.db.given import CHEAP, PASSPHRASE, STAMP, TODAY, Place, make, register

VISIT = Visit(date(2026, 3, 2), pain_limb=6, note="Zzyzx Canary")


def test_a_new_clinic_knows_its_name(clinic: Clinic) -> None:
    assert clinic.read(clinic_card) == ClinicCard("Hill Clinic", demo=False)


def test_a_clinic_is_made_once(place: Place) -> None:
    before = place.records.read_bytes()
    with pytest.raises(StoreTrouble) as trouble:
        make(place.folder, place.guidelines)
    assert trouble.value.code == "exists"
    place.records.unlink()
    with pytest.raises(StoreTrouble) as trouble:
        make(place.folder, place.guidelines)
    assert trouble.value.code == "exists"
    assert before


def test_what_was_cut_off_while_being_made_is_made_anew(place: Place) -> None:
    (place.folder / "creating").touch()
    with pytest.raises(StoreTrouble) as trouble:
        place.open()
    assert trouble.value.code == "missing"
    again = make(place.folder, place.guidelines).open()
    assert again.read(clinic_card).name == "Hill Clinic"
    again.close()


def test_a_clinic_needs_a_name(tmp_path: Path) -> None:
    with pytest.raises(RecordRefused) as refusal:
        create_clinic(tmp_path, NewClinic("", "Lee", PASSPHRASE, kdf=CHEAP), STAMP)
    assert refusal.value.what == ("name",)
    with pytest.raises(StoreTrouble):
        engine.connect(tmp_path / "nothing.db", Place(tmp_path, None).key(), "write")  # type: ignore[arg-type]


def bytes_of_advice(session: Session) -> int:
    """Return how much room the newest advice takes."""
    query = "SELECT length(body) FROM snapshot ORDER BY seq DESC LIMIT 1"
    return int(session.connection().exec_driver_sql(query).scalar_one())


def test_advice_follows_every_write(clinic: Clinic, guidelines: Guidelines) -> None:
    problem = register(clinic)
    clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    chart = clinic.read(patients.chart_view, problem).chart
    assessment = evaluate(chart, TODAY, guidelines)
    kept = clinic.read(snapshots.latest, problem)
    assert kept is not None
    assert kept.is_available
    assert (kept.on, kept.made_at, kept.pack_id) == (TODAY, STAMP.at, guidelines.id)
    assert kept.stage == assessment.stage.code
    assert kept.surgical_status == assessment.surgical_evaluation.status
    assert kept.flag_level == assessment.red_flags.level.code
    assert f'"assessed_on": "{TODAY}"' in kept.body
    packed = clinic.read(bytes_of_advice)
    assert 0 < packed < len(kept.body) / 3
    assert assessment.forecast
    assert clinic.read(next_change, problem) == assessment.forecast[0].on


@pytest.mark.expects_log("no advice for problem [-0-9a-f]{36}: [A-Za-z]+$")
def test_a_rule_that_fails_costs_no_visit_and_is_not_silent(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(place.guidelines, thresholds=None)  # type: ignore[arg-type]
    clinic = Clinic.open(place.folder, place.key(), broken)
    problem = register(clinic)
    changes = clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    view = clinic.read(patients.chart_view, problem)
    kept = clinic.read(snapshots.latest, problem)
    clinic.close()
    assert [visit.id for visit in view.visits] == [changes.visit]
    assert kept is not None
    assert not kept.is_available
    assert (kept.body, kept.stage) == ("", "")
    assert "Canary" not in caplog.text
    assert "Okafor" not in caplog.text


def test_a_write_says_what_changed(clinic: Clinic) -> None:
    problem = register(clinic)
    changes = clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    view = clinic.read(patients.chart_view, problem)
    assert changes.areas == {"visits"}
    assert changes.patients == {view.patient_id}
    assert (changes.problem, changes.visit) == (problem, view.visits[0].id)


def gain_a_kilo(session: Session, problem: ProblemId, stamp: Stamp) -> Changes:
    owner = session.get_one(tables.Problem, problem).patient_id
    patient = session.get_one(tables.Patient, owner)
    patient.weight_kg = (patient.weight_kg or 0) + 1
    return Changes(frozenset({"patients"}))


def test_four_threads_read_and_write_without_losing_anything(clinic: Clinic) -> None:
    problem = register(clinic)
    reader = clinic.reader()
    with ThreadPoolExecutor(4) as threads:
        writes = [threads.submit(clinic.write, gain_a_kilo, problem, STAMP) for _ in range(40)]
        reads = [threads.submit(reader.read, patients.chart_view, problem) for _ in range(40)]
        assert [write.exception() for write in writes] == [None] * 40
        weights = [read.result().chart.patient.weight_kg or 0 for read in reads]
    assert all(0 <= weight <= 40 for weight in weights)
    assert reader.read(patients.chart_view, problem).chart.patient.weight_kg == 40
    reader.close()


def test_a_reader_sees_each_acknowledged_write(clinic: Clinic) -> None:
    reader = clinic.reader()
    problem = register(clinic)
    for count in range(3):
        assert len(reader.read(patients.chart_view, problem).visits) == count
        clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    reader.close()


def test_a_reader_that_rested_reads_as_before(clinic: Clinic) -> None:
    reader = clinic.reader()
    reader.rest()
    problem = register(clinic)
    before = reader.read(patients.chart_view, problem)
    reader.rest()
    assert reader.read(patients.chart_view, problem) == before
    reader.close()


def test_a_row_that_changed_meanwhile_is_not_overwritten(clinic: Clinic) -> None:
    problem = register(clinic)

    def change_behind(session: Session, problem: ProblemId, stamp: Stamp) -> Changes:
        row = session.get_one(tables.Problem, problem)
        session.execute(text("UPDATE problem SET version = 99"))
        row.side = "both"
        return Changes(frozenset())

    with pytest.raises(RecordRefused) as refusal:
        clinic.write(change_behind, problem, STAMP)
    assert refusal.value.code == "changed_elsewhere"
    assert clinic.read(patients.chart_view, problem).chart.problem.side == "left"


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_a_file_that_was_removed_or_replaced_takes_no_more_writes(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    shutil.copy(place.records, place.folder / "copy.db")
    (place.folder / "copy.db").replace(place.records)
    with pytest.raises(StoreTrouble) as trouble:
        clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP)
    assert trouble.value.code == "missing"
    clinic.close()


def test_damage_found_while_reading_stops_all_writing(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    clinic.close()
    spoil_table(place, "patient")
    clinic = place.open()
    for attempt in (
        lambda: clinic.read(patients.chart_view, problem),
        lambda: clinic.write(visits.save, VisitEntry(problem, VISIT), STAMP),
    ):
        with pytest.raises(StoreTrouble) as trouble:
            attempt()
        assert trouble.value.code == "damaged"
    clinic.close()


def test_a_bug_in_a_query_is_reported_without_values(clinic: Clinic) -> None:
    def ask_wrongly(session: Session) -> None:
        session.execute(text("SELECT * FROM nowhere WHERE name = 'Canary'"))

    with pytest.raises(RuntimeError, match="asked wrongly") as bug:
        clinic.read(ask_wrongly)
    assert "Canary" not in str(bug.value)
    assert bug.value.__cause__ is None


FULL_DISK = """
import resource, sys, pathlib
import resources
from db import visits
from db.clinic import Clinic
from db.trouble import StoreTrouble
from db.vault import unlock
from pathway.facts import Visit
from pathway.guidelines import read_guidelines
from pathway.records import VisitEntry
from tests.db.given import PASSPHRASE, STAMP, TODAY, USER
folder = pathlib.Path(sys.argv[1])
guidelines = read_guidelines(resources.pack_tables())
clinic = Clinic.open(folder, unlock(folder, USER, PASSPHRASE), guidelines)
entry = VisitEntry(sys.argv[2], Visit(TODAY, note="x" * 9000))
clinic.write(visits.save, entry, STAMP)
size = (folder / "foramen.db-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    clinic.write(visits.save, entry, STAMP)
except StoreTrouble as trouble:
    print(trouble.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
clinic.write(visits.save, entry, STAMP)
clinic.close()
print("ok")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
def test_a_full_disk_loses_nothing_and_heals(place: Place) -> None:
    clinic = place.open()
    problem = register(clinic)
    clinic.close()
    run = [sys.executable, "-c", FULL_DISK, str(place.folder), problem]
    done = subprocess.run(run, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert (done.stdout.split(), done.stderr) == (["disk_full", "ok"], "")
    clinic = place.open()
    assert len(clinic.read(patients.chart_view, problem).visits) == 2
    clinic.close()


def spoil_table(place: Place, table: str) -> None:
    """Flip one bit in the first page of a table."""
    connection = engine.connect(place.records, place.key(), "read")
    wanted = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    page: int = connection.execute(wanted, (table,)).fetchone()[0]
    connection.close()
    handle = os.open(place.records, os.O_RDWR)
    offset = (page - 1) * 4096 + 100
    byte = os.pread(handle, 1, offset)[0]
    os.pwrite(handle, bytes([byte ^ 1]), offset)
    os.close(handle)


def next_change(session: Session, problem: ProblemId) -> date | None:
    return session.get_one(tables.Problem, problem).next_change_on
