"""A backup counts only when it was read back; what fails leaves the earlier ones as they are."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from db import backup, disk, engine, frozen, manifest, patients, places, provedcopy, vault, visits
from db.backup import Backup, BackupOrder
from db.clinic import Clinic
from db.contents import contents_of
from db.trouble import StoreTrouble
from db.watch import Cancelled, Stage, Watch
from pathway.facts import Visit
from pathway.records import VisitEntry
from tests.db.given import PASSPHRASE, STAMP, TODAY, Place, register
from tests.db.test_engine import as_ordinary_user


def fixed_order(place: Place, tmp_path: Path) -> BackupOrder:
    """Return an order to back a clinic up to a folder beside it."""
    (tmp_path / "stick").mkdir()
    return BackupOrder(place.folder, tmp_path / "stick", STAMP.at, "1.2.3")


@pytest.fixture
def order(place: Place, tmp_path: Path) -> BackupOrder:
    return fixed_order(place, tmp_path)


def silent(_stage: Stage, _part: float) -> None:
    return


def later(order: BackupOrder, hours: int) -> BackupOrder:
    return replace(order, at=order.at + timedelta(hours=hours))


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(StoreTrouble) as trouble:
        work()
    return trouble.value.code


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_holds_what_the_records_held(place: Place, order: BackupOrder) -> None:
    clinic = place.open()
    register(clinic)
    made = backup.make(order, place.key())
    clinic.close()
    told = made.manifest
    assert told is not None
    assert (made.state, made.made_at, told.app, told.made_by) == (
        "verified",
        STAMP.at,
        "1.2.3",
        "Lee",
    )
    assert (told.clinic, told.counts["patient"], told.seq) == ("Hill Clinic", 1, 5)
    connection = engine.connect(place.records, place.key(), "read")
    held = contents_of(connection)
    connection.close()
    assert (held.seq, held.chain, held.counts) == (told.seq, told.chain, told.counts)
    assert names(made.path) == [
        "backup.json",
        "foramen.db",
        "vault.a.json",
        "vault.b.json",
    ]
    by_words = vault.unlock(made.path, "Lee", PASSPHRASE)
    copied = engine.connect(made.path / "foramen.db", by_words, "view")
    assert contents_of(copied) == held
    copied.close()


def test_a_backup_says_nothing_of_a_patient(place: Place, order: BackupOrder) -> None:
    clinic = place.open()
    register(clinic, "Zzyzx", "Canary")
    clinic.close()
    made = backup.make(order, place.key())
    said = b"".join(path.read_bytes() for path in made.path.iterdir())
    assert b"Canary" not in said
    assert b"Zzyzx" not in said
    assert b"SQLite format 3" not in said
    modes = {path.stat().st_mode & 0o077 for path in (made.path, *made.path.iterdir())}
    assert modes == {0} or sys.platform == "win32"


@pytest.mark.parametrize("way", ["bytes", "pages"])
def test_a_backup_is_of_one_moment_while_others_write(
    place: Place, order: BackupOrder, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(disk, "PIECE", 50 * 4096)
    monkeypatch.setattr(provedcopy, "_PIECES", 1)
    monkeypatch.setattr(frozen, "_STEP_PAGES", 250)
    if way == "pages":
        monkeypatch.setattr(frozen, "_TRIES", 0)
    clinic = place.open()
    problem = register(clinic)
    fill_to(clinic, problem, 40)
    written, is_over = [0], threading.Event()

    def write_on() -> None:
        entry = VisitEntry(problem, Visit(TODAY, pain_limb=3))
        while not is_over.is_set():
            clinic.write(visits.save, entry, STAMP)
            written[0] += 1
            is_over.wait(0.002)  # who writes without a pause keeps all others out

    def wait_for_writes(stage: Stage, part: float) -> None:
        if stage == "copying" and part < 1:
            seen = written[0]
            while written[0] < seen + 2 and writer.is_alive():
                pass

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        made = backup.make(order, place.key(), Watch(wait_for_writes, lambda: False))
    finally:
        is_over.set()
        writer.join()
    clinic.close()
    assert made.manifest is not None
    assert 40 <= made.manifest.counts["visit"] < 40 + written[0]
    assert written[0] >= 6


def fill_to(clinic: Clinic, problem: str, count: int) -> None:
    """Make the records larger than one step of a copy."""
    view = clinic.read(patients.chart_view, problem)  # type: ignore[arg-type]
    for _ in range(count - len(view.visits)):
        entry = VisitEntry(view.problem_id, Visit(TODAY, note="x" * 20_000))
        clinic.write(visits.save, entry, STAMP)


def test_who_watches_is_told_and_may_give_up(place: Place, order: BackupOrder) -> None:
    told: list[tuple[Stage, float]] = []
    earlier = backup.make(order, place.key(), Watch(lambda *it: told.append(it), lambda: False))
    stages = [stage for stage, _ in told]
    assert sorted(set(stages), key=stages.index) == ["copying", "checking", "keeping", "done"]
    assert all(0 <= part <= 1 for _, part in told)
    for turn in range(len(told) - 1):
        asked = iter([False] * turn + [True] * 99)
        with pytest.raises(Cancelled):
            backup.make(later(order, 1), place.key(), Watch(silent, partial(next, asked)))
        assert names(order.to) == [earlier.path.name]


def test_old_ones_are_thinned_out_and_those_of_others_kept(
    place: Place, order: BackupOrder, untouched: Place
) -> None:
    stranger = order.to / "foramen-00000000-20200101-000000-000000"
    stranger.mkdir()
    notes = order.to / "notes.txt"
    notes.touch()
    at_hours = (0, 1, 2, 24 * 40, 24 * 41 - 1, 24 * 41)
    made = [backup.make(later(order, hours), place.key()) for hours in at_hours]
    mine = made[0].manifest
    assert mine is not None
    left = [made[at].path for at in (5, 4, 3, 2)]
    assert [b.path for b in backup.listed(order.to, mine.clinic_id)] == left
    assert stranger.exists()
    assert notes.exists()
    assert {b.path for b in backup.listed(order.to)} == {*left, stranger}
    back = backup.make(later(order, -90_000), place.key())  # a clock that is ten years behind
    assert {b.path for b in backup.listed(order.to)} == {*left, stranger, back.path}


def test_a_clock_that_went_back_gives_no_backup_the_name_of_another(
    place: Place, order: BackupOrder
) -> None:
    first, second = (backup.make(order, place.key()) for _ in range(2))
    assert first.path != second.path
    assert len(backup.listed(order.to)) == 2


@pytest.mark.parametrize("name", ["foramen.db", "vault.a.json", "vault.b.json", "backup.json"])
def test_a_backup_that_lost_something_does_not_count(
    place: Place, order: BackupOrder, name: str
) -> None:
    good, bad = backup.make(order, place.key()), backup.make(later(order, 1), place.key())
    assert good.manifest is not None
    with (bad.path / name).open("r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) - 10)
    states = {seen.path: seen.state for seen in backup.listed(order.to)}
    assert states == {good.path: "verified", bad.path: "damaged"}
    assert last(order) == good
    (bad.path / name).unlink()
    assert last(order) == good


def last(order: BackupOrder) -> Backup | None:
    return backup.last_verified(order.to, vault.read_vault(order.folder).id)


def test_there_is_no_last_backup_before_the_first(order: BackupOrder) -> None:
    assert last(order) is None


def test_the_place_must_be_outside_and_there(place: Place, order: BackupOrder) -> None:
    inside = place.folder / "copies"
    inside.mkdir()
    link = order.to / "link"
    link.symlink_to(inside)
    for to in (place.folder, inside, place.records, link):
        wanted = replace(order, to=to)
        assert refused(partial(backup.make, wanted, place.key())) == "backup_inside"
    for to in (order.to / "unplugged", place.folder.parent / "file"):
        (place.folder.parent / "file").touch()
        wanted = replace(order, to=to)
        assert refused(partial(backup.make, wanted, place.key())) == "backup_missing"
    assert refused(lambda: backup.listed(order.to / "unplugged")) == "backup_missing"
    assert names(inside) == []


def test_a_place_that_cannot_be_written_to(place: Place, order: BackupOrder) -> None:
    key = place.key()
    with as_ordinary_user(order.to) as to:
        to.chmod(0o500)
        assert refused(lambda: backup.check_place(place.folder, to)) in {
            "backup_read_only",
            "no_permission",
        }
        to.chmod(0o700)
    assert key.user == "Lee"


def test_damaged_records_are_not_backed_up(place: Place, order: BackupOrder) -> None:
    clinic = place.open()
    fill_to(clinic, register(clinic), 20)
    clinic.close()
    good = backup.make(order, place.key())
    size = place.records.stat().st_size
    with place.records.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096 + 100)
        file.write(bytes(200))
    assert refused(lambda: backup.make(later(order, 1), place.key())) == "damaged"
    assert [seen.path for seen in backup.listed(order.to)] == [good.path]
    assert names(order.to) == [good.path.name]


def test_a_copy_that_is_unlike_its_source_does_not_count(
    place: Place, order: BackupOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The disk under the copy loses a page between writing and reading back.
    def spoil(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(3 * 4096 + 50)
            file.write(bytes(64))

    monkeypatch.setattr("db.disk.forget_cached", spoil)
    assert refused(lambda: backup.make(order, place.key())) == "backup_unlike"
    assert names(order.to) == []


def test_what_the_clinic_wrote_itself_is_in_its_backups(place: Place, order: BackupOrder) -> None:
    (place.folder / places.OWN_FILES[0]).write_text("own = 1\n", "utf-8")
    made = backup.make(order, place.key())
    assert (made.path / "overrides.toml").read_text("utf-8") == "own = 1\n"
    assert not (made.path / "clinic.toml").exists()
    assert last(order) == made
    (made.path / "overrides.toml").write_text("own = 2\n", "utf-8")
    assert last(order) is None


def test_a_quick_backup_still_finds_a_page_that_went_bad(place: Place, order: BackupOrder) -> None:
    quick = replace(order, is_thorough=False)
    clinic = place.open()
    fill_to(clinic, register(clinic), 20)
    clinic.close()
    assert backup.make(quick, place.key()).state == "verified"
    with place.records.open("r+b") as file:
        file.seek(place.records.stat().st_size // 2)
        file.write(b"\0")
    assert refused(lambda: backup.make(later(quick, 1), place.key())) == "damaged"
    assert len(names(order.to)) == 1


def test_a_manifest_that_was_changed_is_none(place: Place, order: BackupOrder) -> None:
    made = backup.make(order, place.key())
    assert manifest.read(made.path) == made.manifest
    file = made.path / manifest.NAME
    file.write_text(file.read_text("utf-8").replace("Hill Clinic", "Mill Clinic"), "utf-8")
    assert manifest.read(made.path) is None
    file.write_text("[" * 100_000, "utf-8")
    assert manifest.read(made.path) is None


def on_small_disk(folder: Path, size: str) -> list[str] | None:
    """Return how to run something with ``folder`` on a disk of that size, None if we may not."""
    mount = f"mount -t tmpfs -o size={size} small '{folder}' && exec \"$@\""
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh"]
    if not shutil.which("unshare"):
        return None
    is_allowed = subprocess.run([*inside, "true"], capture_output=True).returncode == 0
    return inside if is_allowed else None
