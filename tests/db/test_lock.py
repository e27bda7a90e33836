"""One program at a time: the second is told who was first, and a dead one holds nothing."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from db import places
from db.lock import hold
from db.trouble import StoreTrouble

HOLDER = """
import sys, pathlib
from db.lock import hold
held = hold(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def start_holder(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def end(holder: subprocess.Popen[str]) -> None:
    for stream in (holder.stdin, holder.stdout):
        assert stream is not None
        stream.close()
    holder.wait()


def test_a_second_program_is_told_who_has_the_folder(tmp_path: Path) -> None:
    holder = start_holder(tmp_path)
    with pytest.raises(StoreTrouble) as trouble:
        hold(tmp_path)
    end(holder)
    assert trouble.value.code == "in_use"
    assert trouble.value.owner == f"{socket.gethostname()}, process {holder.pid}"


def test_a_killed_program_leaves_the_folder_free(tmp_path: Path) -> None:
    holder = start_holder(tmp_path)
    holder.send_signal(signal.SIGKILL)
    end(holder)
    hold(tmp_path).release()


def test_the_same_program_cannot_hold_it_twice(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(StoreTrouble) as trouble:
        hold(tmp_path)
    assert trouble.value.code == "in_use"
    assert str(os.getpid()) in trouble.value.owner
    hold(tmp_path).release()


def test_a_lock_file_that_a_cleaner_removed_is_made_again(tmp_path: Path) -> None:
    with hold(tmp_path):
        (tmp_path / places.LOCK).unlink()
    with hold(tmp_path):
        assert (tmp_path / places.LOCK).exists()


def test_an_owner_that_cannot_be_read_is_simply_unknown(tmp_path: Path) -> None:
    with hold(tmp_path):
        (tmp_path / places.OWNER).write_bytes(b"\xff")
        with pytest.raises(StoreTrouble) as trouble:
            hold(tmp_path)
    assert trouble.value.owner == ""


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    with hold(tmp_path / "new" / "clinic") as held:
        assert held.folder.stat().st_mode & 0o777 == 0o700


def test_releasing_twice_is_harmless(tmp_path: Path) -> None:
    held = hold(tmp_path)
    held.release()
    held.release()
    hold(tmp_path).release()
