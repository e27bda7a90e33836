"""What mutation tests found that no other test of the life of flags noticed."""

from pathway.facts import Spot
from tests.pathway.flagcharts import check, flag, left, seen


def test_two_muscles_of_the_same_grade_are_both_named() -> None:
    both = seen(power=left(ankle_dorsiflexion=3, great_toe_extension=3), exam_unlisted="not_done")
    named = [
        read.value
        for reason in flag(check(both), "RF-N1").because
        for read in reason.inputs
        if read.what == "muscle"
    ]
    wanted = (Spot("left", "ankle_dorsiflexion"), Spot("left", "great_toe_extension"))
    assert named == [f"{spot.side} {spot.place}" for spot in wanted]
