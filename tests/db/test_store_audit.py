"""``foramen store audit`` tells who did what, as text or FHIR, and that it told."""

import argparse
import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import pytest

from db import auditview, users
from db.clinic import Clinic
from desktop.commands import BadInput, store, storeaudit
from pathway.audited import Event, Wanted
from pathway.users import NewUser
from tests.db.given import PASSPHRASE, STAMP, Place, register


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(PASSPHRASE, "utf-8")
    return file


@pytest.fixture
def filled(place: Place) -> Place:
    clinic = place.open()
    register(clinic)
    clinic.note(Event("search", "E", None, "okaf"), STAMP)
    clinic.close()
    return place


def run(place: Place, secret: Path, *more: str) -> int:
    parser = argparse.ArgumentParser()
    store.add(parser.add_subparsers())
    words = ["store", "audit", "--data-dir", str(place.folder), "--passphrase-file", str(secret)]
    return store.run(parser.parse_args([*words, *more]))


def test_it_tells_in_words_and_notes_that_it_did(
    filled: Place, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(filled, secret) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Took out of the clinic: the access log" in lines[0]
    assert "Searched for “okaf”" in lines[1]
    assert lines[-1].endswith("Founded the clinic")
    clinic = filled.open()
    newest = clinic.read(auditview.traces, Wanted()).lines[0]
    clinic.close()
    assert (newest.event.kind, newest.who) == ("export", "Lee")


def test_it_writes_fhir_events_into_a_file(filled: Place, secret: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.ndjson"
    assert run(filled, secret, "--fhir", "-o", str(out)) == 0
    events = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {event["resourceType"] for event in events} == {"AuditEvent"}
    assert len({event["id"] for event in events}) == len(events)
    assert events[0]["source"]["site"] == "Hill Clinic"


def test_what_finds_no_room_leaves_the_file_as_it_was(
    filled: Place, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "to" / "log.txt"
    out.parent.mkdir()
    out.write_text("an earlier log", "utf-8")

    def telling(_clinic: Clinic, file: TextIO, *, is_fhir: bool) -> Callable[[object], None]:
        file.write(f"half of a line {is_fhir}")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(storeaudit, "_telling", telling)
    with pytest.raises(BadInput, match=r"log\.txt: cannot be written: No space"):
        run(filled, secret, "-o", str(out))
    assert [path.name for path in out.parent.iterdir()] == ["log.txt"]
    assert out.read_text("utf-8") == "an earlier log"


def test_days_and_a_patient_can_be_asked_for(
    filled: Place, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(filled, secret, "--since", "2026-03-30", "--until", "2026-03-30") == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert run(filled, secret, "--until", "2026-03-29") == 0
    assert capsys.readouterr().out == ""
    with pytest.raises(BadInput, match="nobody has the number"):
        run(filled, secret, "--patient", "77")


def test_it_is_for_clinicians(filled: Place, secret: Path) -> None:
    clinic: Clinic = filled.open()
    clinic.write(users.add, NewUser("Dr Banda", "clinician"), STAMP)
    clinic.write(users.set_role, NewUser("Lee", "staff"), STAMP)
    clinic.close()
    with pytest.raises(BadInput, match="for clinicians"):
        run(filled, secret)
    with pytest.raises(BadInput, match="cannot be written"):
        run_as_clinician(filled, secret)


def run_as_clinician(place: Place, secret: Path) -> int:
    clinic = place.open()
    clinic.role = "clinician"
    clinic.write(users.set_role, NewUser("Lee", "clinician"), STAMP)
    clinic.close()
    return run(place, secret, "-o", str(place.folder / "none" / "x"))
