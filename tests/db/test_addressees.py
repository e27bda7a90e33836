"""The directory: entered, changed, taken off the list; nobody without a name and a place."""

from dataclasses import replace

import pytest

from db import addressees, revisions
from db.clinic import Clinic
from db.trouble import RecordRefused
from pathway.addressees import Addressee, AddresseeEntry, AddresseeId
from tests.db.given import STAMP

NAIR = Addressee(
    "Dr Priya  Nair", "Spine surgery", "County Hospital", "555 0142", " 10 River St \n"
)


def test_is_entered_changed_and_taken_off_the_list(clinic: Clinic) -> None:
    clinic.write(addressees.keep, AddresseeEntry(NAIR), STAMP)
    clinic.write(addressees.keep, AddresseeEntry(Addressee(place="A clinic")), STAMP)
    by_place, found = clinic.read(addressees.listed)
    assert by_place.who == Addressee(place="A clinic")
    assert found.who == replace(NAIR, name="Dr Priya Nair", address="10 River St")
    changed = replace(found, who=replace(found.who, phone="555 0143"))
    clinic.write(addressees.keep, changed, STAMP)
    assert clinic.read(addressees.listed)[1].who.phone == "555 0143"
    clinic.write(addressees.keep, replace(changed, listed=False), STAMP)
    assert clinic.read(addressees.listed) == (by_place,)
    assert found.id is not None
    assert len(clinic.read(revisions.of_entity, ("addressee", found.id))) == 3
    assert clinic.read(revisions.verify).unlike == ()


def test_nobody_is_entered_without_name_and_place(clinic: Clinic) -> None:
    for who in (Addressee(), Addressee(name=" ", phone="1")):
        with pytest.raises(RecordRefused):
            clinic.write(addressees.keep, AddresseeEntry(who), STAMP)
    with pytest.raises(RecordRefused):
        clinic.write(addressees.keep, AddresseeEntry(NAIR, AddresseeId("nobody")), STAMP)
    assert clinic.read(addressees.listed) == ()
