"""Pieces of the records that were proved before: looked at again as soon as one bit is another."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import backup, disk, manifest, pieces, places, restore
from db.backup import Backup, BackupOrder
from db.pages import PageSeals
from db.restore import RestoreOrder
from db.trouble import StoreTrouble
from db.vault import Key
from tests.db.given import STAMP, Place, register
from tests.db.test_backup import fill_to

KEY = Key(bytes(range(1, 49)), "Lee")
OTHER = Key(bytes(range(2, 50)), "Lee")


@pytest.fixture
def order(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackupOrder:
    """A backup of some pieces of a few pages each."""
    monkeypatch.setattr(disk, "PIECE", 16 * 4096)
    clinic = place.open()
    fill_to(clinic, register(clinic), 20)
    clinic.close()
    (tmp_path / "stick").mkdir()
    return BackupOrder(place.folder, tmp_path / "stick", STAMP.at, "1", is_thorough=False)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where the pieces began whose seals were looked at."""
    seen, real = list[int](), PageSeals.are_whole

    def look(seals: PageSeals, start: int, content: bytes) -> bool:
        seen.append(start)
        return real(seals, start, content)

    monkeypatch.setattr(PageSeals, "are_whole", look)
    return seen


def made(order: BackupOrder, place: Place, hour: int) -> Backup:
    return backup.make(replace(order, at=STAMP.at.replace(hour=hour)), place.key())


def count_of(path: Path) -> int:
    return -(-path.stat().st_size // disk.PIECE)


def test_what_did_not_change_is_proved_once(
    place: Place, order: BackupOrder, looked: list[int]
) -> None:
    first = made(order, place, 9)
    assert len(looked) == count_of(place.records) > 2
    looked.clear()
    second = made(order, place, 10)
    assert looked == []
    assert (first.path / places.RECORDS).read_bytes() == place.records.read_bytes()
    assert (second.path / places.RECORDS).read_bytes() == place.records.read_bytes()
    looked.clear()
    made(replace(order, is_thorough=True), place, 11)
    assert set(looked) >= set(range(0, place.records.stat().st_size, disk.PIECE))


def test_only_what_changed_is_looked_at_again(
    place: Place, order: BackupOrder, looked: list[int]
) -> None:
    made(order, place, 9)
    looked.clear()
    clinic = place.open()
    register(clinic, "Amadi")
    clinic.close()
    made(order, place, 10)
    assert 0 < len(looked) < count_of(place.records)


@given(chance=st.randoms(use_true_random=False))
def test_no_bit_turns_over_in_what_was_proved(chance: Random) -> None:
    content = bytearray(chance.randbytes(disk.PIECE // 4096))
    proved = pieces.KnownPieces(pieces.sha256(bytes(content)))
    assert proved.has(0, pieces.sha256(bytes(content)))
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    assert not proved.has(0, pieces.sha256(bytes(content)))


def test_damage_in_what_was_proved_is_found(place: Place, order: BackupOrder) -> None:
    made(order, place, 9)
    content = bytearray(place.records.read_bytes())
    content[len(content) // 2] ^= 1
    place.records.write_bytes(content)
    with pytest.raises(StoreTrouble) as trouble:
        made(order, place, 10)
    assert trouble.value.code == "damaged"


def test_what_was_proved_is_believed_only_under_its_key(tmp_path: Path) -> None:
    digests = [pieces.sha256(b"first"), pieces.sha256(b"second")]
    pieces.keep(tmp_path, KEY, digests)
    assert pieces.known(tmp_path, KEY).has(disk.PIECE, digests[1])
    assert not pieces.known(tmp_path, KEY).has(0, digests[1])
    assert not pieces.known(tmp_path, KEY).has(1, digests[0])
    assert not pieces.known(tmp_path, KEY).has(2 * disk.PIECE, digests[0])
    assert not pieces.known(tmp_path, OTHER).has(0, digests[0])
    kept = tmp_path / places.PROVED
    for changed in (b"", kept.read_bytes()[:-1], kept.read_bytes()[:-1] + b"\0"):
        kept.write_bytes(changed)
        assert not pieces.known(tmp_path, KEY).has(0, digests[0])
    kept.unlink()
    assert not pieces.known(tmp_path, KEY).has(0, digests[0])


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path) -> None:
    pieces.keep(tmp_path / "gone", KEY, [pieces.sha256(b"first")])
    assert not (tmp_path / "gone").exists()


def test_the_digest_is_that_of_all_pieces(tmp_path: Path) -> None:
    path = tmp_path / "records"
    content = Random(7).randbytes(20 * disk.PIECE + 5)
    path.write_bytes(content)
    cut = [content[at : at + disk.PIECE] for at in range(0, len(content), disk.PIECE)]
    whole = pieces.digest_of(map(pieces.sha256, cut))
    assert pieces.digest_of_file(path) == whole
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert pieces.digest_of_file(path) != whole


def test_a_backup_of_the_first_format_still_counts(place: Place, order: BackupOrder) -> None:
    new = made(order, place, 9)
    assert new.manifest is not None
    records = new.path / places.RECORDS
    files = {**new.manifest.files, places.RECORDS: disk.sha256_of(records)}
    old = replace(new.manifest, files=files, pieces=0)
    manifest.write(new.path, old)
    assert manifest.read(new.path) == old
    wish = RestoreOrder(new.path, place.folder, STAMP.at, "1")
    with place.key() as key:
        rows = restore.compare(wish, key).rows
        assert all(row.now == row.backup for row in rows)
        files[places.RECORDS] = "0" * 64
        manifest.write(new.path, replace(old, files=files))
        with pytest.raises(StoreTrouble) as trouble:
            restore.compare(wish, key)
    assert trouble.value.code == "backup_damaged"


def test_pieces_of_another_size_are_not_understood(place: Place, order: BackupOrder) -> None:
    new = made(order, place, 9)
    assert new.manifest is not None
    manifest.write(new.path, replace(new.manifest, pieces=1))
    assert manifest.read(new.path) is None
