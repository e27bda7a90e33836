"""Patients of an older program get the words of today's search, a few at a time."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from db import persons, places, renewing, search
from db.clinic import Clinic
from db.trouble import StoreTrouble
from pathway.particulars import Particulars
from pathway.person import Enrolment, Person
from pathway.records import Changes, Stamp
from tests.db.given import STAMP, Place, register, registration

FAMILIES = ("Abebe", "Banda", "Chanda", "Dlamini", "Eze")


def age(session: Session, _entry: None, _stamp: Stamp) -> Changes:
    """Have everybody as an older program left them: found by the number in its groups alone."""
    session.execute(text("UPDATE patient SET search_norm = 'words of an older program'"))
    return Changes(frozenset())


@pytest.fixture
def aged(place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A clinic of five with a telephone each and one without, looked at two by two."""
    monkeypatch.setattr(renewing, "SLICE", 2)
    clinic = place.open()
    for number, family in enumerate(FAMILIES):
        told = Person(particulars=Particulars(phone=f"+254 712 345 67{number}"))
        clinic.write(persons.enrol, Enrolment(registration(family), told), STAMP)
    register(clinic, "Festus")
    clinic.keep(age, None, STAMP)
    clinic.close()
    return place


def found(clinic: Clinic) -> list[str]:
    """Return who is found by their telephone number as it is dialled in the country."""
    typed = (f"071234567{number}" for number in range(len(FAMILIES)))
    return [row.family_name for one in typed for row in clinic.read(search.find, one, 9)]


def test_everybody_is_renewed_slice_by_slice(aged: Place) -> None:
    clinic = aged.open()
    seen = [found(clinic)]
    while renewing.renew_some(clinic, STAMP):
        seen.append(found(clinic))
    seen.append(found(clinic))
    assert seen == [[], list(FAMILIES[:2]), list(FAMILIES[:4]), list(FAMILIES)]
    assert not renewing.renew_some(clinic, STAMP)
    clinic.close()


def test_it_goes_on_where_it_ended(aged: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic = aged.open()
    assert renewing.renew_some(clinic, STAMP)
    clinic.close()
    clinic = aged.open()
    assert renewing.renew_some(clinic, STAMP)
    assert found(clinic) == list(FAMILIES[:4])
    written: list[object] = []
    monkeypatch.setattr(clinic, "keep", lambda *entry: written.append(entry))
    assert not renewing.renew_some(clinic, STAMP)
    assert len(written) == 1
    assert not renewing.renew_some(clinic, STAMP)
    assert len(written) == 1
    clinic.close()


def test_killed_before_it_was_noted_the_same_ones_are_looked_at_again(
    aged: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_path: Path, _content: bytes) -> None:
        raise OSError("killed")

    clinic = aged.open()
    with monkeypatch.context() as once:
        once.setattr(renewing, "put_file", killed)
        with pytest.raises(OSError, match="killed"):
            renewing.renew_some(clinic, STAMP)
    while renewing.renew_some(clinic, STAMP):
        pass
    assert found(clinic) == list(FAMILIES)
    clinic.close()


@pytest.mark.parametrize("said", ["", "[]", "{", '{"words": 0, "after": 9, "has_more": false}'])
def test_what_cannot_be_read_begins_anew(aged: Place, said: str) -> None:
    (aged.folder / places.RENEWED).write_text(said, "utf-8")
    clinic = aged.open()
    assert renewing.renew_some(clinic, STAMP)
    assert found(clinic) == list(FAMILIES[:2])
    clinic.close()


def test_whoever_is_up_to_date_is_not_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = place.open()
    told = Person(particulars=Particulars(phone="0712 345 678"))
    clinic.write(persons.enrol, Enrolment(registration(), told), STAMP)
    monkeypatch.setattr(clinic, "keep", None)
    assert not renewing.renew_some(clinic, STAMP)
    clinic.close()


def test_records_to_read_only_are_left_alone(aged: Place) -> None:
    clinic = aged.open()
    clinic.stop_writing("damaged")
    assert not renewing.renew_some(clinic, STAMP)
    assert not (aged.folder / places.RENEWED).exists()
    with pytest.raises(StoreTrouble):
        clinic.keep(renewing.renew, (), STAMP)
    clinic.close()
