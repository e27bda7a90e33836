"""One program at a time: the second is told who was first, and a dead one holds nothing."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from db import places
from db.lock import hold
from db.owner import Owner
from db.trouble import StoreTrouble
from desktop.trouble import store_trouble

HOLDER = """
import sys, pathlib
from db.lock import hold
from db.owner import Owner
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
    owner = trouble.value.owner
    assert isinstance(owner, Owner)
    assert (owner.computer, owner.process) == (socket.gethostname(), holder.pid)
    assert owner.since is not None
    assert abs((tmp_path / places.OWNER).stat().st_mtime - owner.since.timestamp()) < 1


def test_who_unlocked_is_told_and_since_when_it_was_open(tmp_path: Path) -> None:
    with hold(tmp_path) as held:
        begun = (tmp_path / places.OWNER).stat().st_mtime - 3_600
        os.utime(tmp_path / places.OWNER, (begun, begun))
        held.name_person("Dr Lee")
        with pytest.raises(StoreTrouble) as trouble:
            hold(tmp_path)
        owner = trouble.value.owner
    assert isinstance(owner, Owner)
    assert owner.person == "Dr Lee"
    assert owner.since is not None
    assert abs(owner.since.timestamp() - begun) < 1
    said = store_trouble("in_use", tmp_path, owner).sentence
    assert f"Dr Lee on the computer {socket.gethostname()} since " in said


RACE = """
import pathlib, sys
from db.lock import hold
from db.trouble import StoreTrouble
from desktop.trouble import store_trouble
folder = pathlib.Path(sys.argv[1])
for line in sys.stdin:
    try:
        held = hold(folder / line.strip())
        print("held", flush=True)
    except StoreTrouble as trouble:
        print(trouble.code, flush=True)
"""


def test_of_two_that_start_together_exactly_one_gets_the_folder(tmp_path: Path) -> None:
    run = [sys.executable, "-c", RACE, str(tmp_path)]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(run, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    for round_ in range(20):
        for one in both:
            assert one.stdin is not None
            one.stdin.write(f"{round_}\n")
            one.stdin.flush()
        said = sorted(one.stdout.readline().strip() for one in both if one.stdout)
        assert said == ["held", "in_use"]
    for one in both:
        end(one)


def test_a_number_that_another_program_has_by_now_holds_nothing(tmp_path: Path) -> None:
    told = ["Dr Lee", "lee", socket.gethostname(), os.getpid()]
    (tmp_path / places.LOCK).touch()
    (tmp_path / places.OWNER).write_text(json.dumps(told), "utf-8")
    hold(tmp_path).release()


def test_a_killed_program_leaves_the_folder_free(tmp_path: Path) -> None:
    holder = start_holder(tmp_path)
    holder.kill()
    end(holder)
    hold(tmp_path).release()


def test_the_same_program_cannot_hold_it_twice(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(StoreTrouble) as trouble:
        hold(tmp_path)
    assert trouble.value.code == "in_use"
    assert isinstance(trouble.value.owner, Owner)
    assert trouble.value.owner.process == os.getpid()
    hold(tmp_path).release()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
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
