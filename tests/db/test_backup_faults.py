"""Backups that are killed or find the disk full: what was there stays, nothing half counts."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db import backup
from db.backup import BackupOrder
from db.watch import UNWATCHED
from tests.db.given import Place
from tests.db.test_backup import fixed_order, later, names, on_small_disk


@pytest.fixture
def order(place: Place, tmp_path: Path) -> BackupOrder:
    return fixed_order(place, tmp_path)


KILLED = """
import os, pathlib, signal, sys
from datetime import timedelta
from db import backup, vault
from db.watch import Watch
from tests.db.given import PASSPHRASE, STAMP, USER

folder, to, stage = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
key = vault.unlock(folder, USER, PASSPHRASE)
def told(now, part):
    if now == stage:
        os.kill(os.getpid(), signal.SIGKILL)
at = STAMP.at + timedelta(hours=5)
backup.make(backup.BackupOrder(folder, to, at, "1"), key, Watch(told, lambda: False))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
@pytest.mark.parametrize("stage", ["copying", "checking", "keeping"])
def test_a_killed_backup_does_not_count_and_is_cleared_away(
    place: Place, order: BackupOrder, stage: str
) -> None:
    good = backup.make(order, place.key())
    run = [sys.executable, "-c", KILLED, str(place.folder), str(order.to), stage]
    done = subprocess.run(run, cwd=Path(__file__).parents[2], capture_output=True)
    assert done.returncode == -signal.SIGKILL
    assert len(names(order.to)) == 2
    assert backup.listed(order.to) == (good,)
    backup.make(later(order, 6), place.key(), UNWATCHED)
    assert not [name for name in names(order.to) if name.endswith(".part")]


ROTATED = """
import os, pathlib, signal, sys
from datetime import timedelta
from db import backup, vault
from tests.db.given import PASSPHRASE, STAMP, USER

folder, to, left = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
key = vault.unlock(folder, USER, PASSPHRASE)
made = backup.listed(to)[0]

def look(event, arguments):
    global left
    if event in {"os.rename", "os.remove", "os.rmdir"}:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(look)
backup.drop_old(to, made)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
@pytest.mark.parametrize("calls", [0, 1, 3])
def test_a_thinning_that_is_killed_takes_nothing_that_is_kept(
    place: Place, order: BackupOrder, calls: int
) -> None:
    first, second, *_ = (backup.make(later(order, hours), place.key()) for hours in (0, 1))
    newest = backup.make_in(later(order, 24 * 40), place.key(), UNWATCHED)
    run = [sys.executable, "-c", ROTATED, str(place.folder), str(order.to), str(calls)]
    done = subprocess.run(run, cwd=Path(__file__).parents[2], capture_output=True)
    assert done.returncode == -signal.SIGKILL
    there = backup.listed(order.to)
    assert {seen.state for seen in there} == {"verified"}
    assert {newest.path, second.path} <= {seen.path for seen in there}
    backup.make(later(order, 24 * 41), place.key())
    assert first.path not in {seen.path for seen in backup.listed(order.to)}
    assert not [name for name in names(order.to) if name.endswith(".part")]


FULL = """
import os, pathlib, sys
from db import backup, vault
from db.trouble import StoreTrouble
from tests.db.given import PASSPHRASE, STAMP, USER

folder, to = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
how = sys.argv[3]
key = vault.unlock(folder, USER, PASSPHRASE)
order = backup.BackupOrder(folder, to, STAMP.at, "1")
size = (folder / "foramen.db").stat().st_size
free = os.statvfs(to).f_bavail * os.statvfs(to).f_frsize
if how == "limit":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2))
if how == "filled":
    (to / "film").write_bytes(bytes(free - size // 2))
try:
    if how == "while":  # it fills up after the place was looked at
        backup.check_place(folder, to)
        (to / "film").write_bytes(bytes(free - size // 2))
        backup.make_in(order, key, backup.UNWATCHED)
    else:
        backup.make(order, key)
except StoreTrouble as trouble:
    print(trouble.code, *sorted(os.listdir(to)))
"""


@pytest.mark.parametrize("how", ["filled", "while"])
def test_a_full_disk_takes_no_backup_and_keeps_no_half_one(
    place: Place, order: BackupOrder, how: str
) -> None:
    inside = on_small_disk(order.to, "12m")
    if inside is None:
        pytest.skip("nobody may mount a small disk here: the test with a limit remains")
    done = run_full([*inside, sys.executable, "-c", FULL], place, order, how)
    assert done == "backup_full film"


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_a_quota_takes_no_backup_and_keeps_no_half_one(place: Place, order: BackupOrder) -> None:
    done = run_full([sys.executable, "-c", FULL], place, order, "limit")
    assert done == "backup_full"


def run_full(run: list[str], place: Place, order: BackupOrder, how: str) -> str:
    done = subprocess.run(
        [*run, str(place.folder), str(order.to), how],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout.strip()
