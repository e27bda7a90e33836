"""Colleagues that a clinic writes to stand on an envelope without empty lines."""

from pathway.addressees import NOBODY, Addressee


def test_name_and_speciality_stand_on_one_line() -> None:
    assert Addressee("Dr Rossi", "Neurosurgery").title == "Dr Rossi, Neurosurgery"


def test_what_was_not_told_leaves_no_comma_behind() -> None:
    assert Addressee("Dr Rossi").title == "Dr Rossi"
    assert Addressee(speciality="Neurosurgery").title == "Neurosurgery"


def test_an_envelope_has_place_and_address_without_blank_lines() -> None:
    told = Addressee("Dr Rossi", place="Spine unit", phone="555", address=" Hill 4 \n\n Mfuwe")
    assert told.lines == ("Spine unit", "Hill 4", "Mfuwe")


def test_nobody_has_neither_title_nor_lines() -> None:
    assert NOBODY.title == ""
    assert NOBODY.lines == ()
