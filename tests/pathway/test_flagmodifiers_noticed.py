"""What mutation tests found that no other test of combined flags noticed."""

import pytest

from pathway.facts import Patient, Pregnancy
from tests.pathway.flagcharts import BORN, ON, About, check, levels, seen


@pytest.mark.parametrize(("pain", "is_raised"), [(None, False), (0, False), (1, True)])
def test_pain_of_the_leg_in_pregnancy_counts_from_one_and_only_when_told(
    pain: int | None, is_raised: bool
) -> None:
    pregnant = Patient(birth_date=BORN, sex="female", pregnancy=Pregnancy("yes", 20, ON))
    found = check(seen(pain_limb=pain), about=About(patient=pregnant))
    assert ("RF-P4" in levels(found)) == is_raised
