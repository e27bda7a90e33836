"""Whether a handout may be given to this patient today."""

from typing import Final

from handouts.tongues import Tongue
from handouts.trouble import Refused
from pathway.assessment import Assessment
from pathway.finding import Level

INSTEAD: Final = ("danger_card", "letter --kind emergency")


def refuse_unreviewed(tongue: Tongue) -> None:
    """Raise ``Refused`` for danger signs in words that no person has reviewed.

    The master with its drawings takes their place.
    """
    if tongue.unchecked:
        instead = tuple(f"danger_card {option}" for option in tongue.instead)
        raise Refused("not_reviewed", instead, tongue.name)


def refuse_unfit(assessment: Assessment) -> None:
    """Raise ``Refused`` under an open emergency flag and outside the scope of the pathway."""
    screen = assessment.red_flags
    if Level.EMERGENCY in {screen.level, *(flag.level for flag in screen.open)}:
        raise Refused("emergency_open", INSTEAD)
    if not assessment.in_scope.value:
        raise Refused("out_of_scope", INSTEAD)
