"""Nothing that is typed about a patient gets out of the encrypted store: every file is searched."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from db import engine
from db.demo_people import PEOPLE
from db.places import RECORDS
from db.vault import unlock
from desktop.places import Places
from tests.conftest import HOME_VARIABLES
from tests.desktop.clinics import PASSPHRASE, USER, found_clinic
from tests.privacy.canaries import Canaries, Found, _packed, look_through

ROOT: Final = Path(__file__).parents[2]
ELSEWHERE: Final = tuple(path for path in map(Path, ("/dev/shm", "/var/tmp")) if path.is_dir())
PATIENCE_SECONDS: Final = 600
pytestmark = pytest.mark.timeout(PATIENCE_SECONDS + 60)
LONG_NAME: Final = 7
LEAST_SIGNS: Final = 8
"""In as much ciphertext as a day writes, four signs stand somewhere by chance now and then."""
PLAYED: Final = tuple(one.family for one in PEOPLE if len(one.family) >= LONG_NAME)
"""Names of the made-up patients whom the tour is played with: canaries as well."""


class Run(NamedTuple):
    """One run of the secretary: the box that it was kept in, and what it typed."""

    box: Path
    canaries: Canaries
    since: float
    said: str

    def found(self) -> list[Found]:
        """Return each canary that is in a file."""
        inside = look_through([self.box], (*self.canaries, *PLAYED))
        return inside + look_through(ELSEWHERE, self.canaries, self.since)


@pytest.mark.long(100)
def test_what_is_typed_in_a_day_stays_in_the_store(
    tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """One test with four checks: as tests of their own each worker would play the whole day."""
    run = a_day_at_the_window(tmp_path / "day")
    for check in (
        nothing_typed_is_in_any_file,
        all_of_it_came_into_the_store,
        nothing_typed_can_be_seen_or_heard_while_locked,
        the_errors_were_met_and_told_without_their_words,
    ):
        with subtests.test(check.__name__):
            check(run)


def nothing_typed_is_in_any_file(run: Run) -> None:
    assert run.said.splitlines()[-1:] == ["done"], run.said
    written = [path for path in run.box.rglob("*") if path.is_file()]
    assert any(path.name == "foramen.db" for path in written)
    assert any(path.name == "crash.seen.log" for path in written)
    assert not run.found()


def all_of_it_came_into_the_store(run: Run) -> None:
    (folder,) = {path.parent for path in run.box.rglob("foramen.db") if "000" in path.parts[-3]}
    with unlock(folder, USER, PASSPHRASE) as key:
        connection = engine.connect(folder / RECORDS, key, "read")
        rows = connection.execute("SELECT body FROM revision UNION ALL SELECT body FROM draft")
        text = "".join(body for (body,) in rows)
        connection.close()
    kept = run.canaries._replace(looked_for="", error="")
    assert not [canary for canary in kept if canary not in text]


def nothing_typed_can_be_seen_or_heard_while_locked(run: Run) -> None:
    assert "seen while locked" not in run.said, run.said


def the_errors_were_met_and_told_without_their_words(run: Run) -> None:
    (log,) = run.box.rglob("crash.seen.log")
    text = log.read_text("utf-8")
    assert text.count("builtins.ValueError") >= 3
    assert "ERROR foramen.store: no advice for …" in text
    assert "ERROR sqlalchemy.engine" in text
    assert "secretary.py" in text


def a_day_at_the_window(folder: Path) -> Run:
    """Play a whole day at the window, in a box that catches whatever is written."""
    clinic = found_clinic(folder / "made", date(2026, 3, 30)).clinic
    canaries = Canaries.fresh()
    box = folder / "box"
    environment = boxed(box) | {"CANARIES": json.dumps(canaries), "CLINIC": str(clinic)}
    began = (box / "cwd").stat().st_mtime
    with (box / "out").open("wb") as out, (box / "err").open("wb") as err:
        subprocess.run(
            [sys.executable, "-m", "tests.privacy.secretary", str(box / "foramen")],
            cwd=box / "cwd",
            env=environment,
            stdout=out,
            stderr=err,
            timeout=PATIENCE_SECONDS,
        )
    said = (box / "out").read_text("utf-8") + (box / "err").read_text("utf-8")
    return Run(box, canaries, began, said)


def boxed(box: Path) -> dict[str, str]:
    """Return an environment in which every folder that a program may write to is in the box."""
    folders = {**HOME_VARIABLES, "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp", "PWD": "cwd"}
    for folder in {*folders.values(), "cwd"}:
        (box / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        **os.environ,
        **{name: str(box / folder) for name, folder in folders.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "FORAMEN_UNSEALED": "1",
    }


@pytest.mark.parametrize(
    "encode",
    [
        str.encode,
        str.upper,
        lambda word: word.encode("utf-16-le"),
        lambda word: word.encode("utf-16-be"),
        lambda word: base64.b64encode(f"a{word}".encode()),
        lambda word: base64.b64encode(f"ab{word}xyz".encode()),
        lambda word: base64.b64encode(word.encode()),
    ],
)
def test_a_planted_leak_is_found(tmp_path: Path, encode: Callable[[str], bytes | str]) -> None:
    canaries = Canaries.fresh()
    leak = encode(canaries.note)
    content = leak if isinstance(leak, bytes) else leak.encode()
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "recent").write_bytes(b"\0\1\2" + content + b"\xff")
    (found,) = [item for item in look_through([tmp_path], canaries) if item.canary == canaries.note]
    assert found.path.name == "recent"


@pytest.mark.parametrize("before", [b"", b"a", b"ab", b"abc"])
@pytest.mark.parametrize("after", [b"", b"x", b"xy"])
def test_a_short_name_in_base64_is_found_and_nothing_as_short_as_chance(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    name = "k" * LONG_NAME
    (tmp_path / "packed").write_bytes(base64.b64encode(before + name.encode() + after))
    assert look_through([tmp_path], [name]) == [Found(tmp_path / "packed", name)]
    assert min(len(way) for way in _packed(name)) >= LEAST_SIGNS


def test_a_leak_in_capitals_is_found_in_every_alphabet(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        (tmp_path / encoding).write_bytes(b"\xff" + "WÓJCIK-ŚWIĄTEK".encode(encoding))
    assert len(look_through([tmp_path], ["Wójcik-Świątek"])) == 3


def test_a_name_of_a_file_is_searched_too(tmp_path: Path) -> None:
    canaries = Canaries.fresh()
    (tmp_path / f"{canaries.family}.pdf").touch()
    assert [item.canary for item in look_through([tmp_path], canaries)] == [canaries.family]


def test_a_box_holds_every_folder_of_a_user(tmp_path: Path) -> None:
    environment = boxed(tmp_path)
    assert all(environment[name].startswith(str(tmp_path)) for name in (*HOME_VARIABLES, "TMPDIR"))
    assert Places(Path(environment["FORAMEN_HOME"])).home.is_dir()
