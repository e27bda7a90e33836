"""After a cut of power at any moment, every acknowledged visit is there, and the file is sound."""

from pathlib import Path

import pytest

from tests.db.given import Place
from tests.endurance import disklog, powercut

CUTS = 300
CUTS_UNSYNCED = 60


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What writes down all that a program does to its files."""
    built = disklog.build(tmp_path_factory.mktemp("disklog"))
    if built is None:
        pytest.skip("no C compiler, or not on Linux: reliability row 2")
    return built


@pytest.mark.long(40)
def test_no_cut_of_power_loses_what_was_acknowledged(place: Place, library: Path) -> None:
    recording = powercut.record(place, library, "FULL")
    found = powercut.replay(recording, CUTS, seed=9)
    assert found == {"whole": CUTS}


@pytest.mark.long(10)
def test_without_syncing_the_same_cuts_lose_visits(place: Place, library: Path) -> None:
    recording = powercut.record(place, library, "OFF")
    found = powercut.replay(recording, CUTS_UNSYNCED, seed=9)
    assert found["lost"] + found["corrupt"] > CUTS_UNSYNCED // 4
