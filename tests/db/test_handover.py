"""A clinic given away opens with the receiver's passphrase only, and is whole there."""

from pathlib import Path

import pytest

from db import backup, engine, handover, patients, restore, revisions, search, users, vault
from db.backup import BackupOrder
from db.handover import Export, Receiver
from db.lock import hold
from db.restore import RestoreOrder
from db.trouble import RecordRefused, StoreTrouble
from db.vault import Key
from pathway.users import NewUser
from tests.db.given import CHEAP, PASSPHRASE, STAMP, Place, register, registration

OTHER = "another set of words"


def wanted(place: Place, to: Path, user: str = "Dr Mensah") -> Export:
    order = BackupOrder(place.folder, to, STAMP.at, "1")
    return Export(order, Receiver(user, OTHER, CHEAP), place.guidelines)


def code_of(folder: Path, user: str, passphrase: str) -> str:
    with pytest.raises(StoreTrouble) as trouble:
        vault.unlock(folder, user, passphrase)
    return trouble.value.code


@pytest.fixture
def to(tmp_path: Path) -> Path:
    folder = tmp_path / "away"
    folder.mkdir()
    return folder


def test_only_the_receiver_opens_it_and_everything_is_there(place: Place, to: Path) -> None:
    (place.folder / "clinic.toml").write_text('name = "Hill Clinic"\n', "utf-8")
    clinic = place.open()
    register(clinic)
    made = handover.export(clinic, place.key(), wanted(place, to))
    clinic.close()
    assert [path.name for path in to.iterdir()] == [made.backup.path.name]
    assert vault.user_names(made.backup.path) == ("Dr Mensah",)
    assert code_of(made.backup.path, "Lee", PASSPHRASE) == "wrong_passphrase"
    assert code_of(place.folder, "Dr Mensah", OTHER) == "wrong_passphrase"
    vault.unlock_with_code(made.backup.path, made.code.text).wipe()

    key = vault.unlock(made.backup.path, "Dr Mensah", OTHER)
    there = RestoreOrder(made.backup.path, to.parent / "there", STAMP.at, "1")
    with hold(there.folder):
        assert restore.restore(there, key).is_alike
        assert (there.folder / "clinic.toml").exists()
        moved = type(clinic).open(there.folder, key, place.guidelines)
        assert [row.family_name for row in moved.read(search.find, "", 9)] == ["Okafor"]
        moved.write(patients.register, registration("Gurung"), STAMP)  # as a clinician may
        assert moved.read(revisions.verify).is_whole
        moved.close()


def test_who_took_it_out_stands_in_the_log(place: Place, to: Path) -> None:
    clinic = place.open()
    handover.export(clinic, place.key(), wanted(place, to, "Lee"))
    clinic.close()
    connection = engine.connect(place.records, place.key(), "read")
    noted = connection.execute("SELECT kind, who, what FROM access_log").fetchall()
    connection.close()
    assert noted[-1] == ("export", "Lee", f"whole clinic to {to.name}")


def test_staff_may_not_take_the_clinic_out(place: Place, to: Path) -> None:
    clinic = place.open()
    clinic.write(users.add, NewUser("Ama", "staff"), STAMP)
    key = place.key()
    staff = Key(key._bytes, "Ama")
    with pytest.raises(RecordRefused) as refused:
        handover.export(clinic, staff, wanted(place, to))
    clinic.close()
    assert refused.value.code == "not_allowed"
    assert list(to.iterdir()) == []


def test_a_backup_under_an_earlier_key_is_named_as_that(place: Place, to: Path) -> None:
    made = backup.make(BackupOrder(place.folder, to, STAMP.at, "1"), place.key())
    with vault.new_key("Lee") as other, pytest.raises(StoreTrouble) as trouble:
        restore.compare(RestoreOrder(made.path, place.folder, STAMP.at, "1"), other)
    assert trouble.value.code == "backup_key"
