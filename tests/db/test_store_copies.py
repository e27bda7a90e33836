"""``foramen store backup`` and ``restore``: a clinic is copied, compared, put back by commands."""

import json
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
    assert "newest visit" in printed
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


def test_a_rehearsal_leaves_nothing_and_counts_what_it_compared(
    place: Place, secret: Path, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = line("rehearse", place.folder, secret, "--from", str(stick))
    assert "expected a folder with a backup of this clinic" in said
    run("backup", place.folder, secret, "--to", str(stick))
    capsys.readouterr()
    assert run("rehearse", place.folder, secret, "--from", str(stick)) == 0
    assert "all of them are alike" in capsys.readouterr().out
    assert not (place.folder / "rehearsal").exists()
    assert run("stats", place.folder, secret, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "foramen-store-stats/1"
    assert found["counts"]["patient"] == 1
    assert found["accesses"] >= 2  # the backup and the rehearsal
    assert found["rehearsed_at"]
    assert not found["is_portable"]
    assert run("stats", place.folder, secret) == 0
    assert "Clinic: Hill Clinic" in capsys.readouterr().out


def test_a_whole_clinic_goes_to_somebody_else(
    place: Place, secret: Path, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("short", "utf-8")
    away = ("--to", str(stick), "--for", "Dr Mensah", "--new-passphrase-file", str(other))
    assert "--new-passphrase-file: " in line("export", place.folder, secret, *away)
    other.write_text("purple kettles climb slow hills\n", "utf-8")
    assert run("export", place.folder, secret, *away) == 0
    printed = capsys.readouterr().out
    assert "Recovery code of the copy: " in printed
    (made,) = stick.iterdir()
    assert str(made) in printed
    there = tmp_path / "there"
    refused = line("restore", there, secret, "--from", str(made), "--yes")
    assert "does not open this clinic" in refused
    assert run("restore", there, other, "--from", str(made), "--yes") == 0
    assert run("check", there, other, "--user", "Dr Mensah") == 0
    capsys.readouterr()
    assert run("stats", there, other, "--json") == 0
    assert json.loads(capsys.readouterr().out)["counts"]["patient"] == 1


def test_what_the_clinic_wrote_itself_comes_back(
    place: Place, secret: Path, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = place.folder / "clinic.toml"
    own.write_text('name = "Hill Clinic"\n', "utf-8")
    run("backup", place.folder, secret, "--to", str(stick))
    made = made_by(capsys.readouterr().out)
    own.write_text('name = "Something else"\n', "utf-8")
    assert run("restore", place.folder, secret, "--from", str(made), "--yes") == 0
    assert own.read_text("utf-8") == 'name = "Hill Clinic"\n'
    assert run("restore", tmp_path / "new", secret, "--from", str(made), "--yes") == 0
    assert (tmp_path / "new" / "clinic.toml").exists()


def test_a_clinic_in_a_synchronised_folder_is_refused_by_each_command(
    place: Place, secret: Path, tmp_path: Path
) -> None:
    synced = Path(shutil.copytree(place.folder, tmp_path / "Dropbox" / "clinic"))
    for action in ("check", "stats"):
        assert "where Dropbox copies files" in line(action, synced, secret)
    (tmp_path / "OneDrive").mkdir()
    assert run("backup", place.folder, secret, "--to", str(tmp_path / "OneDrive")) == 0
