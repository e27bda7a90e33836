"""``foramen store`` makes and checks a clinic, and says in one line what it cannot do."""

import argparse
import json
import os
import shutil
from pathlib import Path

import pytest

from db import codes, engine, vault
from db.lock import hold
from db.vault import unlock
from desktop import __main__ as entry
from desktop.commands import BadInput, store
from tests.db.given import CHEAP, PASSPHRASE, Place
from tests.db.test_clinic import spoil_table


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(f"{PASSPHRASE}\n", "utf-8")
    return file


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo clinic that was made by the command."""
    home = tmp_path_factory.mktemp("demo")
    (home / "secret.txt").write_text(PASSPHRASE, "utf-8")
    run("create", home / "clinic", home / "secret.txt", "--demo", "30", "--seed", "7")
    return home / "clinic"


@pytest.fixture
def copy(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo, tmp_path / "copy"))


def run(action: str, folder: Path, secret: Path | None, *more: str) -> int:
    parser = argparse.ArgumentParser()
    store.add(parser.add_subparsers())
    words = ["store", action, "--data-dir", str(folder), *more]
    if secret:
        words += ["--passphrase-file", str(secret)]
    return store.run(parser.parse_args(words), CHEAP)


def checked(folder: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    status = run("check", folder, secret, "--json")
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    assert found["format"] == "foramen-store-check/1"
    assert status == (0 if found["is_sound"] else 1)
    return found


def test_create_prints_a_code_that_opens_the_clinic(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "clinic"
    assert run("create", folder, secret, "--name", "Hill Clinic", "--user", "Lee") == 0
    printed = capsys.readouterr().out
    line = next(line for line in printed.splitlines() if line.startswith("Recovery code: "))
    assert codes.read_code(line.removeprefix("Recovery code: "))
    by_code = vault.unlock_with_code(folder, line.removeprefix("Recovery code: "))
    assert by_code.as_pragma() == unlock(folder, "Lee", PASSPHRASE).as_pragma()
    assert PASSPHRASE not in printed
    hold(folder).release()


def test_a_demo_clinic_is_sound(
    demo: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = checked(demo, secret, capsys)
    counts = found.pop("counts")
    assert isinstance(counts, dict)
    assert (counts["patient"], counts["problem"]) == (30, 30)
    assert counts["visit"] > 60
    assert found == {
        "format": "foramen-store-check/1",
        "is_sound": True,
        "file_faults": 0,
        "page_faults": 0,
        "orphans": 0,
        "log_broken_at": None,
        "unlike_their_log": 0,
        "access_log_broken_at": None,
        "guards_missing": [],
        "renewed": 0,
        "without_advice": 0,
    }
    assert run("check", demo, secret) == 0
    assert "The records are sound." in capsys.readouterr().out


def test_check_puts_lost_days_of_change_right(
    copy: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meddle(copy, "UPDATE problem SET next_change_on = '1999-01-01'")
    assert checked(copy, secret, capsys)["renewed"] == 30
    assert checked(copy, secret, capsys)["renewed"] == 0


INSERT_ALIEN = (
    "INSERT INTO access_log VALUES (1, 0, '2026-03-30T09:00:00.000000+00:00', 'x', 'view', 'R', 0, "
    "'', '', '', '" + "0" * 64 + "')"
)


@pytest.mark.parametrize(
    ("statement", "key", "value"),
    [
        ("UPDATE patient SET family_name = 'Else' WHERE sequence = 3", "unlike_their_log", 1),
        ("UPDATE revision SET who = 'x' WHERE seq = 4", "log_broken_at", 4),
        (INSERT_ALIEN, "access_log_broken_at", 1),
        ("SELECT 1", "guards_missing", ["revision_no_update"]),
        ("UPDATE visit SET problem_id = 'x' WHERE signed_at IS NULL", "orphans", 1),
    ],
)
def test_check_finds_what_was_meddled_with(
    copy: Path,
    secret: Path,
    capsys: pytest.CaptureFixture[str],
    statement: str,
    key: str,
    value: object,
) -> None:
    meddle(copy, "DROP TRIGGER revision_no_update", statement)
    assert checked(copy, secret, capsys)[key] == value


def test_check_finds_a_flipped_bit_and_leaves_the_file_alone(
    copy: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil_table(Place(copy, None, "Demo"), "snapshot")  # type: ignore[arg-type]
    before = (copy / "foramen.db").read_bytes()
    found = checked(copy, secret, capsys)
    assert found["file_faults"] == 1
    assert not found["is_sound"]
    assert (copy / "foramen.db").read_bytes() == before
    run("check", copy, secret)
    assert "NOT sound" in capsys.readouterr().out


def test_each_trouble_is_one_line(demo: Path, copy: Path, tmp_path: Path, secret: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("abc", "utf-8")
    blank = tmp_path / "blank.txt"
    blank.touch()
    other = tmp_path / "other.txt"
    other.write_text("quite another set of words", "utf-8")
    os.truncate(copy / "foramen.db", 0)
    with hold(demo):
        assert "already open" in line("check", demo, secret)
    assert "already a clinic" in line("create", demo, secret, "--demo", "1")
    assert "does not open" in line("check", demo, other)
    assert "is empty" in line("check", copy, secret)
    assert "key file" in line("check", tmp_path / "nowhere", secret)
    assert "passphrase" in line("create", tmp_path / "a", short, "--demo", "1")
    assert "first line" in line("create", tmp_path / "a", blank, "--demo", "1")
    assert "readable text file" in line("check", demo, tmp_path / "none.txt")
    assert line("create", tmp_path / "a", secret, "--user", "Lee") == "--name: expected a name"
    assert line("create", tmp_path / "a", secret, "--name", "Hill") == "--user: expected a name"
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "nowhere").exists()


def line(action: str, folder: Path, secret: Path, *more: str) -> str:
    with pytest.raises(BadInput) as trouble:
        run(action, folder, secret, *more)
    assert "\n" not in str(trouble.value)
    return str(trouble.value)


def test_without_a_terminal_a_file_is_expected(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(os.devnull) as nothing:  # noqa: PTH123
        monkeypatch.setattr("sys.stdin", nothing)
        assert entry.main(["store", "check", "--data-dir", str(demo)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "--passphrase-file" in said.err


def meddle(folder: Path, *statements: str) -> None:
    connection = engine.connect(
        folder / "foramen.db", unlock(folder, "Demo", PASSPHRASE), "migrate"
    )
    for statement in statements:
        connection.execute(statement)
    connection.close()
