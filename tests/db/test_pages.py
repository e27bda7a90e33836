"""Seals on pages: who has the key wrote this very page; copies that are read back in pieces."""

import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import backup, engine, frozen, pages, places, provedcopy
from db.backup import BackupOrder
from db.pages import PageSeals
from db.trouble import StoreTrouble
from db.vault import Key
from db.watch import Cancelled, Watch
from tests.db.given import STAMP, Place, register
from tests.db.test_backup import fill_to

KEY = Key(bytes(range(1, 49)), "Lee")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Some pages that the cipher wrote under ``KEY``."""
    path = tmp_path_factory.mktemp("pages") / "records.db"
    connection = engine.create(path, KEY)
    connection.execute("CREATE TABLE line (words TEXT)")
    connection.executemany("INSERT INTO line VALUES (?)", [("x" * 900,)] * 60)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path.read_bytes()


@pytest.fixture
def order(place: Place, tmp_path: Path) -> BackupOrder:
    (tmp_path / "stick").mkdir()
    return BackupOrder(place.folder, tmp_path / "stick", STAMP.at, "1", is_thorough=False)


def test_every_page_that_the_cipher_wrote_is_whole(records: bytes) -> None:
    seals = PageSeals(KEY)
    assert len(records) > 10 * pages.SIZE
    assert seals.are_whole(0, records)
    for start in range(0, len(records), pages.SIZE):
        assert seals.are_whole(start, records[start : start + pages.SIZE])


@given(chance=st.randoms(use_true_random=False))
def test_no_bit_turns_over_unseen(records: bytes, chance: Random) -> None:
    at, bit = chance.randrange(16, len(records)), chance.randrange(8)
    changed = bytearray(records)
    changed[at] ^= 1 << bit
    assert not PageSeals(KEY).are_whole(0, bytes(changed))


def test_a_page_in_the_place_of_another_is_seen(records: bytes) -> None:
    second, third = (records[n * pages.SIZE : (n + 1) * pages.SIZE] for n in (1, 2))
    assert not PageSeals(KEY).are_whole(pages.SIZE, third + second)


def test_another_key_finds_no_page_whole(records: bytes) -> None:
    other = Key(bytes(range(2, 50)), "Lee")
    assert not PageSeals(other).are_whole(pages.SIZE, records[pages.SIZE : 2 * pages.SIZE])


def test_what_is_no_page_is_not_whole(records: bytes) -> None:
    seals = PageSeals(KEY)
    assert not seals.are_whole(0, records[:-1])
    assert not seals.are_whole(1, records[: pages.SIZE])


def test_the_page_that_is_never_written_needs_no_seal() -> None:
    assert PageSeals(KEY).are_whole(1 << 30, bytes(pages.SIZE))
    assert not PageSeals(KEY).are_whole((1 << 30) + pages.SIZE, bytes(pages.SIZE))


def test_a_wiped_key_seals_nothing(records: bytes) -> None:
    key = KEY.copy()
    key.wipe()
    with pytest.raises(ValueError, match="wiped"):
        PageSeals(key)


def test_a_whole_file_is_looked_at_in_pieces_and_may_be_given_up(
    records: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_PIECE", 4 * pages.SIZE)
    path, told = tmp_path / "records.db", list[float]()
    path.write_bytes(records)
    watch = Watch(lambda _, part: told.append(part), lambda: len(told) == 3)
    with pytest.raises(Cancelled):
        pages.are_all_whole(path, KEY, watch)
    assert told == sorted(told)
    assert pages.are_all_whole(path, KEY)
    path.write_bytes(records[:-1])
    assert not pages.are_all_whole(path, KEY)
    path.write_bytes(records[: 8 * pages.SIZE] + bytes(pages.SIZE) + records[9 * pages.SIZE :])
    assert not pages.are_all_whole(path, KEY)
    assert not pages.are_all_whole(tmp_path / "gone.db", KEY)


def test_a_page_that_was_being_written_is_whole_the_next_time(
    records: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real, seen = tmp_path / "records.db", PageSeals.are_whole, list[int]()
    path.write_bytes(records)

    def torn_at_first(seals: PageSeals, start: int, content: bytes) -> bool:
        seen.append(start)
        return len(seen) > 1 and real(seals, start, content)

    monkeypatch.setattr(PageSeals, "are_whole", torn_at_first)
    assert pages.are_all_whole(path, KEY)
    assert seen == [0, 0]


def test_what_was_not_written_as_it_should_is_no_backup(
    place: Place, order: BackupOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A disk that says "safe" and holds something else.
    def lies(handle: int) -> None:
        os.lseek(handle, pages.SIZE, os.SEEK_SET)
        os.write(handle, bytes(64))

    monkeypatch.setattr(provedcopy, "_SYNC", lies)
    with pytest.raises(StoreTrouble) as trouble:
        backup.make(order, place.key())
    assert trouble.value.code == "backup_unlike"
    assert not list(order.to.iterdir())


def test_of_seals_that_are_not_known_the_cipher_is_asked(
    place: Place, order: BackupOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    real = frozen._faults_of_cipher

    def faults(path: Path, key: Key) -> int:
        asked.append(path)
        return real(path, key)

    monkeypatch.setattr(frozen, "_faults_of_cipher", faults)
    clinic = place.open()
    fill_to(clinic, register(clinic), 5)
    clinic.close()
    assert backup.make(order, place.key()).state == "verified"
    assert asked == []
    monkeypatch.setattr(PageSeals, "are_whole", lambda *_: False)
    (place.folder / places.PROVED).unlink()  # else nothing would be looked at again
    later = replace(order, at=STAMP.at.replace(hour=12))
    assert backup.make(later, place.key()).state == "verified"
    assert [path.parent == place.folder for path in asked] == [True, False]
    monkeypatch.setattr(frozen, "_TRIES", 0)  # page by page, the copy is asked about
    backup.make(replace(order, at=STAMP.at.replace(hour=13)), place.key())
    assert len(asked) == 3
