"""A restore is all or nothing: whatever happens in between, one whole clinic opens afterwards."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from db import backup, engine, manifest, places, restore, revisions, search
from db.backup import Backup, BackupOrder
from db.clinic import Clinic
from db.lock import hold
from db.restore import RestoreOrder
from db.trouble import StoreTrouble
from db.watch import Cancelled, Stage, Watch
from tests.db.given import STAMP, Place, register

LATER = STAMP.at + timedelta(days=1)


@pytest.fixture
def made(place: Place, tmp_path: Path) -> Backup:
    """A backup with Okafor in it, of a clinic that has gone on and has Gurung too."""
    (tmp_path / "stick").mkdir()
    clinic = place.open()
    register(clinic, "Okafor")
    order = BackupOrder(place.folder, tmp_path / "stick", STAMP.at, "1.2.3")
    done = backup.make(order, place.key())
    register(clinic, "Gurung")
    clinic.close()
    return done


@pytest.fixture
def order(place: Place, made: Backup) -> RestoreOrder:
    return RestoreOrder(made.path, place.folder, LATER, "1.2.3")


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(StoreTrouble) as trouble:
        work()
    return trouble.value.code


def names_in(clinic: Clinic) -> list[str]:
    return [row.family_name for row in clinic.read(search.find, "", 9)]


def names_at(place: Place) -> list[str]:
    with hold(place.folder):
        clinic = place.open()
        try:
            assert clinic.read(revisions.verify).is_whole
            assert clinic.notices == ()
            return names_in(clinic)
        finally:
            clinic.close()


def content(folder: Path) -> dict[str, bytes]:
    ours = (places.RECORDS, *places.VAULTS, places.SEAL)
    return {name: (folder / name).read_bytes() for name in ours if (folder / name).exists()}


def test_over_the_present_clinic_of_which_a_copy_is_kept(
    place: Place, made: Backup, order: RestoreOrder
) -> None:
    assert names_at(place) == ["Gurung", "Okafor"]
    with hold(place.folder):
        done = restore.restore(order, place.key())
    assert done.is_alike
    rows = {row.table: (row.now, row.backup, row.after) for row in done.rows}
    assert rows["patient"] == (2, 1, 1)
    now, then, after = rows["revision"]
    assert (now, then) == (then + 2, after)
    assert names_at(place) == ["Okafor"]
    assert done.safety is not None
    (kept,) = backup.listed(done.safety.parent)
    assert (kept.path, kept.state) == (done.safety, "verified")
    again = replace(order, backup=done.safety)
    with hold(place.folder):
        assert restore.restore(again, place.key()).is_alike
    assert names_at(place) == ["Gurung", "Okafor"]


def test_into_an_empty_folder(place: Place, order: RestoreOrder, tmp_path: Path) -> None:
    for folder in (tmp_path / "new", tmp_path / "empty"):
        if folder.name == "empty":
            folder.mkdir()
        with hold(folder):
            done = restore.restore(replace(order, folder=folder), place.key())
        assert (done.is_alike, done.safety) == (True, None)
        assert {row.now for row in done.rows} == {None}
        assert names_at(replace(place, folder=folder)) == ["Okafor"]
        modes = {(folder / name).stat().st_mode & 0o077 for name in content(folder)}
        assert modes == {0} or sys.platform == "win32"


def test_a_full_comparison(place: Place, order: RestoreOrder, tmp_path: Path) -> None:
    with hold(tmp_path / "new"):
        restore.restore(replace(order, folder=tmp_path / "new"), place.key())
    first = engine.connect(order.backup / "foramen.db", place.key(), "view")
    second = engine.connect(tmp_path / "new" / "foramen.db", place.key(), "read")
    for (table,) in first.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        rows = f'SELECT * FROM "{table}"'
        assert first.execute(rows).fetchall() == second.execute(rows).fetchall()
    first.close()
    second.close()


def test_what_stands_side_by_side_before_anything_is_done(
    place: Place, order: RestoreOrder
) -> None:
    before = content(place.folder)
    rows = {row.table: row for row in restore.compare(order, place.key()).rows}
    assert (rows["patient"].now, rows["patient"].backup, rows["patient"].after) == (2, 1, None)
    assert content(place.folder) == before
    assert sorted(path.name for path in order.backup.iterdir()) == [
        "backup.json",
        "foramen.db",
        "vault.a.json",
        "vault.b.json",
    ]


@pytest.mark.parametrize("name", ["foramen.db", "vault.a.json", "vault.b.json", "backup.json"])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    place: Place, order: RestoreOrder, name: str, how: str
) -> None:
    before = content(place.folder)
    file = order.backup / name
    if how == "gone":
        file.unlink()
    else:
        whole = bytearray(file.read_bytes())
        whole[len(whole) // 2] ^= 4
        file.write_bytes(whole if how == "flipped" else whole[: len(whole) // 2])
    for work in (restore.compare, restore.restore):
        assert refused(partial(work, order, place.key())) == "backup_damaged"
    assert content(place.folder) == before
    assert not (place.folder / places.BEFORE_RESTORE).exists()
    assert names_at(place) == ["Gurung", "Okafor"]


def test_a_backup_whose_every_sum_fits_is_still_looked_into(
    place: Place, made: Backup, order: RestoreOrder
) -> None:
    told = made.manifest
    assert told is not None
    manifest.write(made.path, replace(told, counts={**told.counts, "patient": 7}))
    assert refused(lambda: restore.restore(order, place.key())) == "backup_damaged"
    manifest.write(made.path, replace(told, chain="0" * 64))
    assert refused(lambda: restore.restore(order, place.key())) == "backup_damaged"
    assert names_at(place) == ["Gurung", "Okafor"]


def test_a_newer_backup_is_refused(place: Place, made: Backup, order: RestoreOrder) -> None:
    told = made.manifest
    assert told is not None
    manifest.write(made.path, replace(told, schema=engine.SCHEMA + 1))
    before = content(place.folder)
    assert refused(lambda: restore.restore(order, place.key())) == "backup_newer"
    assert content(place.folder) == before


def test_a_backup_of_another_clinic_goes_into_an_empty_folder_only(
    place: Place, made: Backup, order: RestoreOrder
) -> None:
    told = made.manifest
    assert told is not None
    manifest.write(made.path, replace(told, clinic_id="another"))
    assert refused(lambda: restore.restore(order, place.key())) == "backup_other"
    assert names_at(place) == ["Gurung", "Okafor"]


def test_a_folder_with_other_things_in_it_is_left_alone(
    place: Place, order: RestoreOrder, tmp_path: Path
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "tax.ods").touch()
    wanted = replace(order, folder=tmp_path / "papers")
    assert refused(lambda: restore.restore(wanted, place.key())) == "not_empty"


def test_over_records_that_cannot_be_read_any_more(place: Place, order: RestoreOrder) -> None:
    whole = place.records.read_bytes()
    place.records.write_bytes(whole[: len(whole) // 3])
    (place.folder / "foramen.db-wal").write_bytes(b"what was left of a log")
    (place.folder / places.VAULTS[0]).unlink()
    with hold(place.folder):
        done = restore.restore(order, place.key())
    assert done.is_alike
    assert done.safety is not None
    assert (done.safety / "foramen.db").read_bytes() == whole[: len(whole) // 3]
    assert (done.safety / "foramen.db-wal").read_bytes() == b"what was left of a log"
    assert names_at(place) == ["Okafor"]


def test_a_log_of_the_old_records_does_not_spoil_the_new(
    place: Place, order: RestoreOrder, tmp_path: Path
) -> None:
    clinic = place.open()
    register(clinic, "Tamang")
    crashed = Path(shutil.copytree(place.folder, tmp_path / "crashed"))
    clinic.close()
    assert (crashed / "foramen.db-wal").stat().st_size > 0
    with hold(crashed):
        done = restore.restore(replace(order, folder=crashed), place.key())
    rows = {row.table: row for row in done.rows}
    assert rows["patient"].now == 3
    assert names_at(replace(place, folder=crashed)) == ["Okafor"]
    assert done.safety is not None
    kept = replace(order, backup=done.safety, folder=tmp_path / "kept")
    with hold(tmp_path / "kept"):
        restore.restore(kept, place.key())
    third = replace(place, folder=tmp_path / "kept")
    assert names_at(third) == ["Gurung", "Okafor", "Tamang"]


def test_giving_up_leaves_the_present_clinic(place: Place, order: RestoreOrder) -> None:
    told: list[Stage] = []
    restore.restore(order, place.key(), Watch(lambda stage, _: told.append(stage), lambda: False))
    for turn in range(told.index("replacing")):
        asked = iter([False] * turn + [True] * 99)
        with hold(place.folder):
            watch = Watch(lambda *_: None, partial(next, asked))
            with pytest.raises(Cancelled):
                restore.restore(order, place.key(), watch)
        assert not [path for path in place.folder.iterdir() if path.name.endswith(".restored")]
    assert names_at(place) == ["Okafor"]


# One process imports everything and forks for each line: a folder, and the call to die at.
NURSERY = """
import os, pathlib, signal, sys
from db import lock, restore, vault
from tests.db.given import PASSPHRASE, STAMP, USER

backup = pathlib.Path(sys.argv[1])
for line in sys.stdin:
    folder, left = line.split()[0], int(line.split()[1])
    child = os.fork()
    if child:
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue

    def look(event, arguments):
        # Every call that opens a file in the clinic's folder or changes a name there.
        global left
        if event in {"open", "os.rename", "os.remove", "os.mkdir"} and folder in str(arguments[0]):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    with lock.hold(pathlib.Path(folder)), vault.unlock(backup, USER, PASSPHRASE) as key:
        sys.addaudithook(look)
        restore.restore(restore.RestoreOrder(backup, pathlib.Path(folder), STAMP.at, "1"), key)
        left = 10**9
    os._exit(0)
"""


@pytest.mark.long(25)
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform == "win32", reason="no fork and no kill -9 there")
def test_killed_at_any_call_on_the_folder_one_whole_clinic_opens(
    place: Place, order: RestoreOrder, tmp_path: Path
) -> None:
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(order.backup)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert nursery.stdin
    assert nursery.stdout
    seen: list[list[str]] = []
    status = -signal.SIGKILL
    while status != 0:
        turn = len(seen)
        target = Path(shutil.copytree(place.folder, tmp_path / f"clinic{turn}"))
        nursery.stdin.write(f"{target} {turn}\n")
        nursery.stdin.flush()
        status = int(nursery.stdout.readline())
        assert status in {0, -signal.SIGKILL}
        seen.append(names_at(replace(place, folder=target)))
        assert not list(target.glob("*.restored"))
        assert not (target / places.RESTORING).exists()
        shutil.rmtree(target)
    nursery.stdin.close()
    nursery.stdout.close()
    assert nursery.wait() == 0
    assert len(seen) > 20
    assert (seen[0], seen[-1]) == (["Gurung", "Okafor"], ["Okafor"])
    assert seen == sorted(seen)  # first the old clinic, from one moment on the new one
