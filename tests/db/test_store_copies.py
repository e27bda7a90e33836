"""``foramen store backup`` and ``restore``: a clinic is copied, compared, put back by commands."""

import shutil
from pathlib import Path

import pytest

from tests.db.given import PASSPHRASE, Place, register
from tests.db.test_store_command import line, run


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(f"{PASSPHRASE}\n", "utf-8")
    return file


@pytest.fixture
def stick(place: Place, tmp_path: Path) -> Path:
    clinic = place.open()
    register(clinic)
    clinic.close()
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def made_by(printed: str) -> Path:
    (said,) = (one for one in printed.splitlines() if one.startswith("Backed up and checked: "))
    return Path(said.removeprefix("Backed up and checked: "))


def rows_of(printed: str) -> dict[str, list[str]]:
    cells = (one.split() for one in printed.splitlines())
    return {words[0]: words[1:] for words in cells if len(words) == 4}


def test_backup_restore_and_check_by_commands(
    place: Place, secret: Path, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("backup", place.folder, secret, "--to", str(stick)) == 0
    printed = capsys.readouterr().out
    made = made_by(printed)
    assert made.parent == stick
    assert "patient: 1" in printed
    second = tmp_path / "second"
    assert run("restore", second, secret, "--from", str(made), "--yes") == 0
    rows = rows_of(capsys.readouterr().out)
    assert rows["patient"] == ["–", "1", "1"]
    assert all(backup == after for _, backup, after in (rows[name] for name in rows))
    assert run("check", second, secret) == 0
    assert "The records are sound." in capsys.readouterr().out


def test_over_a_clinic_only_when_somebody_is_sure(
    place: Place, secret: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("backup", place.folder, secret, "--to", str(stick))
    made = made_by(capsys.readouterr().out)
    clinic = place.open()
    register(clinic, "Gurung")
    clinic.close()
    before = place.records.read_bytes()
    assert run("restore", place.folder, secret, "--from", str(made)) == 1
    printed = capsys.readouterr().out
    assert rows_of(printed)["patient"] == ["2", "1", "–"]
    assert "Nothing was changed" in printed
    assert place.records.read_bytes() == before
    assert run("restore", place.folder, secret, "--from", str(made), "--yes") == 0
    printed = capsys.readouterr().out
    assert rows_of(printed)["patient"] == ["2", "1", "1"]
    assert "before-restore" in printed


def test_each_trouble_is_one_line(
    place: Place, secret: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to_nowhere = line("backup", place.folder, secret, "--to", str(stick / "gone"))
    assert "is not there" in to_nowhere
    inside = line("backup", place.folder, secret, "--to", str(place.folder))
    assert "inside the clinic's own folder" in inside
    run("backup", place.folder, secret, "--to", str(stick))
    made = made_by(capsys.readouterr().out)
    broken = Path(shutil.copytree(made, stick / "broken"))
    (broken / "foramen.db").write_bytes((made / "foramen.db").read_bytes()[:-4096])
    said = line("restore", place.folder, secret, "--from", str(broken), "--yes")
    assert "is damaged" in said
    assert "key file" in line("restore", place.folder, secret, "--from", str(stick), "--yes")
