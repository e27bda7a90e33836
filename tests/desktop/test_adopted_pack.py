"""The window reads the pack that the clinic adopted, and says when the program brings another."""

from datetime import date
from pathlib import Path

import pytest

import resources
from db import packs
from db.create import NewClinic, PackName, create_clinic
from db.vault import unlock
from desktop.commands.door import ClinicDoor
from desktop.desk.opened import Opened, open_records
from desktop.door import Founding
from desktop.packs import PackRefused, own_pack
from desktop.trouble import Expected
from pathway.records import Stamp
from tests.desktop.clinics import CHEAP, CLINIC, PASSPHRASE, USER, Clock


def opened(folder: Path, pack: PackName | None, today: date) -> Opened:
    """Open a clinic that was made with a pack."""
    wanted = NewClinic(CLINIC, USER, PASSPHRASE, kdf=CHEAP, reserve=0, pack=pack)
    create_clinic(folder, wanted, Stamp(USER, Clock(today)(), today))
    return open_records(folder, unlock(folder, USER, PASSPHRASE))


@pytest.mark.parametrize("is_told", [True, False])
def test_the_adopted_pack_is_no_news(tmp_path: Path, today: date, is_told: bool) -> None:
    pack = PackName(own_pack().id, own_pack().version) if is_told else None
    found = opened(tmp_path / "clinic", pack, today)
    assert found.faults == ()
    assert found.guidelines.id == resources.DEFAULT_PACK
    found.close()


@pytest.mark.parametrize(
    ("adopted", "was"),
    [
        (PackName(resources.DEFAULT_PACK, "2025.9"), f"{resources.DEFAULT_PACK} 2025.9"),
        (PackName("foramen-2025", "2025.1"), "foramen-2025 2025.1"),
    ],
)
def test_another_pack_than_the_adopted_one_is_said(
    tmp_path: Path, today: date, adopted: PackName, was: str
) -> None:
    found = opened(tmp_path / "clinic", adopted, today)
    (fault,) = found.faults
    assert (fault.code, fault.answer) == ("pack_changed", "put_away")
    assert f"your clinic adopted {was}" in fault.sentence
    assert "diff-pack" in fault.sentence
    found.close()


def test_a_first_run_records_the_pack(tmp_path: Path, today: date) -> None:
    way_in = ClinicDoor(tmp_path / "clinic", Clock(today), CHEAP)
    found = way_in.found(Founding(CLINIC, USER, PASSPHRASE), way_in.new_code())
    told = found.clinic.read(packs.adopted)
    assert told is not None
    assert (told.pack_id, told.pack_version, told.by) == (
        own_pack().id,
        own_pack().version,
        USER,
    )
    found.close()
    way_in.leave()


def test_a_pack_that_cannot_be_read_is_said_at_the_door(
    tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path / "clinic", None, today).close()

    def refuse(*_: object) -> Opened:
        raise PackRefused("guideline pack x: thresholds.toml: rules.S45: expected the id")

    monkeypatch.setattr("desktop.desk.open_records", refuse)
    way_in = ClinicDoor(tmp_path / "clinic", Clock(today), CHEAP)
    with pytest.raises(Expected) as refused:
        way_in.unlock(USER, PASSPHRASE)
    assert "thresholds.toml: rules.S45" in refused.value.trouble.sentence
    assert "the records are safe" in refused.value.trouble.sentence
