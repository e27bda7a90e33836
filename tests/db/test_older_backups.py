"""A backup from before the records got a new key opens by a secret of its time, and by no other."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from db import backup, places, rekey, restore, search, vault
from db.backup import Backup, BackupOrder
from db.clinic import Clinic
from db.codes import new_code
from db.keyslots import Key
from db.lock import hold
from db.rekey import RekeyOrder
from db.restore import RestoreOrder
from db.trouble import StoreTrouble
from pathway.guidelines import Guidelines
from tests.db.given import CHEAP, PASSPHRASE, STAMP, USER, Place, register
from tests.db.schemas.stored import first_clinic

LATER = STAMP.at + timedelta(days=1)
NEWER = "other words since then"
CODE, NEWER_CODE = new_code(), new_code()


@pytest.fixture
def older(place: Place, tmp_path: Path) -> Backup:
    """A backup with Okafor; since then there are Gurung, a new key, passphrase and code."""
    (tmp_path / "stick").mkdir()
    with place.key() as key:
        known = vault.read_vault(place.folder)
        vault.replace_vault(place.folder, vault.with_code(known, key, CODE, CHEAP))
    clinic = place.open()
    register(clinic, "Okafor")
    made = backup.make(BackupOrder(place.folder, tmp_path / "stick", STAMP.at, "1"), place.key())
    register(clinic, "Gurung")
    clinic.close()
    with hold(place.folder), place.key() as key:
        new = rekey.rekey(RekeyOrder(place.folder, LATER, "1"), key)
    known = vault.with_user(vault.read_vault(place.folder), new, NEWER, CHEAP)
    vault.replace_vault(place.folder, vault.with_code(known, new, NEWER_CODE, CHEAP))
    new.wipe()
    return made


@pytest.fixture
def order(place: Place, older: Backup) -> RestoreOrder:
    return RestoreOrder(older.path, place.folder, LATER, "1")


def refused(folder: Path, user: str, secret: str) -> str:
    with pytest.raises(StoreTrouble) as trouble:
        vault.unlock_by(folder, user, secret)
    return trouble.value.code


def names(place: Place, key: Key) -> list[str]:
    with hold(place.folder), key:
        clinic = Clinic.open(place.folder, key, place.guidelines)
        try:
            return [row.family_name for row in clinic.read(search.find, "", 9)]
        finally:
            clinic.close()


def test_only_the_secrets_of_its_time_open_it(place: Place, older: Backup) -> None:
    assert refused(older.path, USER, NEWER) == "wrong_passphrase"
    assert refused(older.path, "", NEWER_CODE.text) == "wrong_code"
    assert refused(place.folder, USER, PASSPHRASE) == "wrong_passphrase"
    assert refused(place.folder, "", CODE.text) == "wrong_code"
    with vault.unlock(place.folder, USER, NEWER) as key, pytest.raises(StoreTrouble) as trouble:
        restore.compare(RestoreOrder(older.path, place.folder, LATER, "1"), key)
    assert trouble.value.code == "backup_key"


@pytest.mark.parametrize(
    ("user", "secret"), [(USER, PASSPHRASE), ("", CODE.text)], ids=["passphrase", "code"]
)
def test_it_is_compared_and_restored_by_a_secret_of_its_time(
    place: Place, order: RestoreOrder, user: str, secret: str
) -> None:
    present = vault.unlock(place.folder, USER, NEWER)
    key = vault.unlock_by(order.backup, user, secret)
    rows = {row.table: row for row in restore.compare(order, key, present=present).rows}
    assert (rows["patient"].now, rows["patient"].backup) == (2, 1)
    with hold(place.folder):
        done = restore.restore(order, key, present=present)
    assert done.is_alike
    assert {row.table: row.now for row in done.rows}["patient"] == 2
    assert names(place, key) == ["Okafor"]
    assert refused(place.folder, USER, NEWER) == "wrong_passphrase"
    assert vault.read_vault(place.folder).slots == vault.read_vault(order.backup).slots

    # What was kept of the clinic as it was is a whole backup, under the key it had then.
    assert done.safety is not None
    (kept,) = backup.listed(done.safety.parent)
    assert (kept.path, kept.state) == (done.safety, "verified")
    again = RestoreOrder(kept.path, place.folder, LATER, "1")
    with vault.unlock_by(place.folder, user, secret) as older, hold(place.folder):
        restore.restore(again, present, present=older)
    assert names(place, present) == ["Gurung", "Okafor"]


def test_without_the_present_key_the_files_are_kept_as_they_are(
    place: Place, order: RestoreOrder
) -> None:
    before = {name: (place.folder / name).read_bytes() for name in (places.RECORDS, *places.VAULTS)}
    key = vault.unlock(order.backup, USER, PASSPHRASE)
    with hold(place.folder):
        done = restore.restore(order, key)
    assert done.safety is not None
    assert {name: (done.safety / name).read_bytes() for name in before} == before
    assert names(place, key) == ["Okafor"]


def test_a_backup_that_was_spoilt_is_no_better_for_its_own_key(
    place: Place, order: RestoreOrder, tmp_path: Path
) -> None:
    spoilt = Path(shutil.copytree(order.backup, tmp_path / order.backup.name))
    spoil(spoilt / places.RECORDS)
    wrong = RestoreOrder(spoilt, place.folder, LATER, "1")
    with (
        vault.unlock(spoilt, USER, PASSPHRASE) as key,
        vault.unlock(place.folder, USER, NEWER) as present,
        hold(place.folder),
        pytest.raises(StoreTrouble) as trouble,
    ):
        restore.restore(wrong, key, present=present)
    assert trouble.value.code == "backup_damaged"
    assert names(place, vault.unlock(place.folder, USER, NEWER)) == ["Gurung", "Okafor"]


def test_slots_of_the_first_format_do_not_make_an_older_key_look_like_damage(
    tmp_path: Path, guidelines: Guidelines
) -> None:
    folder = first_clinic(tmp_path / "clinic")
    key = vault.unlock(folder, USER, PASSPHRASE)
    Clinic.open(folder, key, guidelines).close()
    (tmp_path / "to").mkdir()
    made = backup.make(BackupOrder(folder, tmp_path / "to", STAMP.at, "1"), key)
    known = vault.read_vault(made.path)
    assert [slot.kind for slot in known.slots if not slot.has_own_keys] == ["user", "recovery"]
    known = vault.without(vault.read_vault(folder), "recovery", "paper")
    vault.replace_vault(folder, vault.with_user(known, key, PASSPHRASE, CHEAP))
    with hold(folder):
        new = rekey.rekey(RekeyOrder(folder, LATER, "1"), key)
    order = RestoreOrder(made.path, folder, LATER, "1")
    with pytest.raises(StoreTrouble) as trouble:
        restore.compare(order, new)
    assert trouble.value.code == "backup_key"
    older = vault.unlock_by(made.path, USER, PASSPHRASE)
    rows = {row.table: row for row in restore.compare(order, older, present=new).rows}
    assert rows["patient"].now == rows["patient"].backup > 0
    spoil(made.path / places.RECORDS)
    with pytest.raises(StoreTrouble) as trouble:
        restore.compare(order, new)
    assert trouble.value.code == "backup_damaged"


def spoil(records: Path) -> None:
    with records.open("r+b") as file:
        file.seek(9000)
        file.write(bytes(100))
