"""Who somebody is, taken from a patient as it stands there."""

from datetime import date

from pathway.facts import Patient
from pathway.person import NOBODY, Identity, identity_of


def test_an_identity_has_names_birth_and_sex_and_how_well_the_birth_is_known() -> None:
    told_on = date(2026, 3, 30)
    patient = Patient(
        date(1979, 4, 1), "F1", "Banda", "Ruth", "female", birth_known="age", birth_told_on=told_on
    )
    expected = Identity("Banda", "Ruth", date(1979, 4, 1), "female", "age", told_on)
    assert identity_of(patient) == expected


def test_of_nobody_nothing_is_told() -> None:
    assert NOBODY.who is None
    assert NOBODY.language == ""
    assert not NOBODY.medical.blanks
