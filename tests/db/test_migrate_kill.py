"""Killed at any moment of being brought up to date, a file is the old one or the new one."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from sqlcipher3 import dbapi2 as driver

from db import contents, engine, migrate
from tests.db.schemas.stored import KEY, put
from tests.db.test_schemas import fingerprint

KILLS: Final = 30
OLDEST: Final = 1
LONGER: Final = 1.2
"""How far past its usual end a migration may be killed, as a part of the time that it takes."""
# One process imports everything and forks a migration for each file that it is told of.
NURSERY: Final = """
import os, pathlib, sys
from db import migrate
from tests.db.schemas.stored import KEY
for line in sys.stdin:
    if child := os.fork():
        print(child, flush=True)
        os.waitpid(child, 0)
        print("over", flush=True)
    else:
        migrate.upgrade(pathlib.Path(line.strip()), KEY)
        os._exit(0)
"""


@pytest.mark.long(20)
@pytest.mark.skipif(sys.platform == "win32", reason="no fork and no kill -9 there")
def test_a_killed_migration_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as nursery:
        whole = tmp_path / "whole.db"
        put(OLDEST, whole)
        seconds = migrated(nursery, whole, None)
        chance = random.Random(30)
        moments = [0.0, *(chance.uniform(0, seconds * LONGER) for _ in range(KILLS - 1))]
        found = [state_after(nursery, tmp_path / f"{n}.db", at) for n, at in enumerate(moments)]
    assert set(found) <= {OLDEST, engine.SCHEMA}
    assert OLDEST in found


def migrated(nursery: "subprocess.Popen[str]", path: Path, after: float | None) -> float:
    """Have a file brought up to date and kill that so long after; return how long it went on."""
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write(f"{path}\n")
    nursery.stdin.flush()
    child = int(nursery.stdout.readline())
    begun = time.perf_counter()
    killing = threading.Timer(after or 0.0, kill, (child,))
    if after is not None:
        killing.start()
    assert nursery.stdout.readline() == "over\n"
    killing.cancel()
    return time.perf_counter() - begun


def kill(child: int) -> None:
    """End a process at once, unless it has come to its end by itself."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def state_after(nursery: "subprocess.Popen[str]", path: Path, seconds: float) -> int:
    """Kill a migration; return which schema the file has: wholly that one, with all its rows."""
    put(OLDEST, path)
    before = contents.examined(path, KEY)
    old = fingerprint_of(path)
    migrated(nursery, path, seconds)
    new = path.with_suffix(".new")
    connection = engine.create(new, KEY)
    migrate.run(connection)
    connection.close()
    now = contents.examined(caught_up(path), KEY)
    assert fingerprint_of(path) == (old if now.schema == OLDEST else fingerprint_of(new))
    assert (now.seq, now.chain) == (before.seq, before.chain)
    assert {name: now.counts[name] for name in before.counts} == dict(before.counts)
    migrate.upgrade(path, KEY)
    assert contents.examined(path, KEY).schema == engine.SCHEMA
    return now.schema


def caught_up(path: Path) -> Path:
    """Return the records as the next start finds them, their write-ahead log taken in."""
    connection = engine.connect(path, KEY, "migrate")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


def fingerprint_of(path: Path) -> dict[tuple[str, str], str]:
    """Return the fingerprint of a file at rest."""
    connection = driver.connect(str(path))
    connection.set_key(KEY.as_pragma())
    found = fingerprint(connection)
    connection.close()
    return found
