"""A disk that is full in the middle of anything: it is said, nothing is lost, and later it goes."""

from pathlib import Path

import pytest

from tests.endurance import trials

ROUNDS = 3


@pytest.mark.long(40)
def test_a_full_disk_at_every_phase(tmp_path: Path) -> None:
    told = trials.fill_disks(tmp_path, ROUNDS)
    if told is None:
        pytest.skip("no small disk can be mounted here: reliability row 7")
    assert trials.are_in_order(told), told
