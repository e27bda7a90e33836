"""Moments are kept as they are, whatever the clock on the wall says: summer, zone, leap day."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlmodel import Session

from db import patients, revisions, visits
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.facts import Visit
from pathway.records import ProblemId, Stamp, VisitEntry
from tests.db.given import STAMP, Place, register

SUMMER, WINTER = timezone(timedelta(hours=1)), UTC
TWICE = datetime(2026, 10, 25, 1, 30)  # noqa: DTZ001 - half past one comes twice on that night
FIRST, AGAIN = TWICE.replace(tzinfo=SUMMER), TWICE.replace(tzinfo=WINTER)
NIGHT = date(2026, 10, 25)
READ = """
import datetime, pathlib, sys
import resources
from db import patients, search
from db.clinic import Clinic
from db.vault import unlock
from pathway.guidelines import read_guidelines
from tests.db.given import PASSPHRASE, USER
folder = pathlib.Path(sys.argv[1])
key = unlock(folder, USER, PASSPHRASE)
clinic = Clinic.open(folder, key, read_guidelines(resources.pack_tables()))
(row,) = clinic.read(search.find, "", 2)
(visit,) = clinic.read(patients.chart_view, row.problem_id).visits
print(visit.signed_at.isoformat(), visit.visit.on, datetime.datetime.fromtimestamp(0).hour)
clinic.close()
"""


def moments(session: Session) -> list[str]:
    found = session.connection().exec_driver_sql("SELECT at FROM revision ORDER BY seq")
    return list(found.scalars())


def sign_at(clinic: Clinic, problem: ProblemId, at: datetime) -> None:
    stamp = Stamp("Dr Lee", at, NIGHT)
    visit = clinic.write(visits.save, VisitEntry(problem, Visit(NIGHT)), stamp).visit
    assert visit
    clinic.write(visits.sign, visit, stamp)


def test_half_past_one_comes_twice_and_the_second_is_later(clinic: Clinic) -> None:
    problem = register(clinic)
    sign_at(clinic, problem, FIRST)
    sign_at(clinic, problem, AGAIN)
    signed = [one.signed_at for one in clinic.read(patients.chart_view, problem).visits]
    assert signed == [FIRST, AGAIN]
    assert [at.utcoffset() for at in signed if at] == [timedelta(0)] * 2
    told = clinic.read(moments)
    assert told == sorted(told)
    assert len(set(told[-4:])) == 2
    assert clinic.read(revisions.verify).is_whole


def test_a_moment_without_its_zone_is_refused(clinic: Clinic) -> None:
    problem = register(clinic)
    naive = replace(STAMP, at=TWICE)
    with pytest.raises((RecordRefused, ValidationError, ValueError)):
        clinic.write(visits.save, VisitEntry(problem, Visit(STAMP.today)), naive)
    assert not clinic.read(patients.chart_view, problem).visits


@pytest.mark.skipif(sys.platform == "win32", reason="the zone cannot be set for one program there")
def test_another_zone_at_the_next_start_changes_nothing(place: Place) -> None:
    clinic = place.open()
    sign_at(clinic, register(clinic), AGAIN)
    clinic.close()
    told = [
        seen_in(place, zone) for zone in ("UTC0", "<+14>-14", "<-11>11", "GMT0BST,M3.5.0,M10.5.0")
    ]
    assert {line.rsplit(" ", 1)[0] for line in told} == {f"{AGAIN.isoformat()} {NIGHT}"}
    assert len(set(told)) > 1, "the zone was not taken"


def seen_in(place: Place, zone: str) -> str:
    """Read the clinic in a program whose computer stands in another zone."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(place.folder)],
        env=os.environ | {"TZ": zone},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
