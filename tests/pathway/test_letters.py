"""What a clinician adds to a letter: nothing is written that nobody wrote."""

from dataclasses import fields
from typing import get_args

from pathway.addressees import NOBODY
from pathway.letters import FITNESSES, UNWRITTEN, Fitness


def test_an_unwritten_letter_is_empty_in_every_field() -> None:
    assert UNWRITTEN.to == NOBODY
    told = {each.name: getattr(UNWRITTEN, each.name) for each in fields(UNWRITTEN)}
    assert not [name for name, value in told.items() if value and name != "to"]


def test_every_answer_about_work_is_offered_and_none_is_ticked() -> None:
    assert get_args(Fitness) == FITNESSES
    assert UNWRITTEN.fitness is None
