"""Which guideline pack the clinic uses is on record, and a new one says first whom it changes."""

import argparse
import json
import re
import shutil
from pathlib import Path

import pytest
from sqlmodel import Session, select

import resources
from db import engine, packs, places, revisions, snapshots, tables
from db.clinic import Clinic
from db.vault import unlock
from desktop import show
from desktop.commands import BadInput, store
from desktop.commands.terminal import stamp_of
from desktop.packs import PackRefused, own_pack, pack_in
from pathway.guidelines import Guidelines
from pathway.records import ProblemId
from tests.db.given import CHEAP, PASSPHRASE, STAMP, USER, Place

SHIPPED = Path(resources.__file__).parent / "packs" / resources.DEFAULT_PACK


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A second pack in a folder: subacute begins later, and the window needs more care."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "other"))
    change(folder / "pack.toml", 'version = "2026.1"', 'version = "2026.2"')
    thresholds = folder / "thresholds.toml"
    change(
        thresholds, "[number.window_care_days]\nvalue = 42", "[number.window_care_days]\nvalue = 70"
    )
    return folder


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo clinic that was made by the command."""
    home = tmp_path_factory.mktemp("demo")
    (home / "secret.txt").write_text(PASSPHRASE, "utf-8")
    run("create", home / "clinic", "--demo", "30", "--seed", "7")
    return home / "clinic"


@pytest.fixture
def folder(demo: Path, tmp_path: Path) -> Path:
    shutil.copy(demo.parent / "secret.txt", tmp_path / "secret.txt")
    return Path(shutil.copytree(demo, tmp_path / "copy"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def run(action: str, folder: Path, *more: str) -> int:
    parser = argparse.ArgumentParser()
    store.add(parser.add_subparsers())
    secret = str(folder.parent / "secret.txt")
    words = ["store", action, *more, "--data-dir", str(folder), "--passphrase-file", secret]
    return store.run(parser.parse_args(words), CHEAP)


# ---------------------------------------------------------------- the function


def test_adopting_is_recorded_with_who_and_when(clinic: Clinic, guidelines: Guidelines) -> None:
    assert clinic.read(packs.adopted) is None
    changes = clinic.write(packs.adopt, guidelines, STAMP)
    assert changes.areas == {"clinic"}
    found = clinic.read(packs.adopted)
    assert found == packs.Adopted(guidelines.id, guidelines.version, STAMP.at, STAMP.who)


def test_an_adoption_stays_in_the_log(clinic: Clinic, guidelines: Guidelines) -> None:
    clinic.write(packs.adopt, guidelines, STAMP)
    newest = clinic.read(revisions.of_entity, ("clinic", "clinic"))[-1]
    assert newest.what == "packs.adopt"
    assert f'"pack_version":"{guidelines.version}"' in newest.body
    assert clinic.read(revisions.verify).is_whole


def test_the_pack_is_known_before_the_clinic_is_opened(
    place: Place, guidelines: Guidelines
) -> None:
    key = unlock(place.folder, USER, PASSPHRASE)
    assert packs.adopted_in(place.folder, key) is None
    clinic = place.open()
    clinic.write(packs.adopt, guidelines, STAMP)
    clinic.close()
    found = packs.adopted_in(place.folder, key)
    assert found == packs.Adopted(guidelines.id, guidelines.version, STAMP.at, STAMP.who)


def test_records_that_cannot_be_read_name_no_pack(place: Place) -> None:
    key = unlock(place.folder, USER, PASSPHRASE)
    connection = engine.connect(places.records(place.folder), key, "migrate")
    connection.execute("ALTER TABLE clinic RENAME COLUMN pack_id TO pack")
    connection.close()
    assert packs.adopted_in(place.folder, key) is None
    places.records(place.folder).unlink()
    assert packs.adopted_in(place.folder, key) is None


@pytest.mark.expects_log(r"packs not compared for problem [-0-9a-f]{36}: ZeroDivisionError")
def test_a_rule_that_fails_hides_nobody_else(
    folder: Path, other: Path, guidelines: Guidelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(packs, "pack_changes", fail)
    clinic = Clinic.open(folder, unlock(folder, "Demo", PASSPHRASE), guidelines)
    try:
        found = clinic.read(packs.whom_it_changes, (guidelines, pack_in(other)), STAMP.today)
    finally:
        clinic.close()
    assert found.count == len(found.changed) == 30
    assert found.changed[0].changes[0].part == "advice"


def test_advice_by_another_pack_is_worked_out_anew(
    folder: Path, other: Path, guidelines: Guidelines
) -> None:
    newer = pack_in(other)
    stamp = stamp_of("Demo")
    clinic = Clinic.open(folder, unlock(folder, "Demo", PASSPHRASE), newer)
    try:
        assert clinic.renew(stamp) == 30
        assert clinic.renew(stamp) == 0
        kept = clinic.read(_latest_versions)
    finally:
        clinic.close()
    assert kept == {(guidelines.id, "2026.2")}


def _latest_versions(session: Session) -> set[tuple[str, str]]:
    problems = session.exec(select(tables.Problem.id)).all()
    kept = (snapshots.latest(session, ProblemId(problem)) for problem in problems)
    return {(row.pack_id, row.pack_version) for row in kept if row is not None}


# ---------------------------------------------------------------- the command


def test_a_new_clinic_records_the_pack_that_it_begins_with(folder: Path) -> None:
    found = packs.adopted_in(folder, unlock(folder, "Demo", PASSPHRASE))
    assert found is not None
    assert (found.pack_id, found.pack_version, found.by) == (
        resources.DEFAULT_PACK,
        own_pack().version,
        "Demo",
    )


def test_the_same_pack_changes_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff-pack", folder, resources.DEFAULT_PACK) == 0
    assert "0 of 30 problems would change" in capsys.readouterr().out


def test_a_new_pack_lists_whom_it_changes(
    folder: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("diff-pack", folder, str(other), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "foramen-pack-diff/1"
    assert (found["old"]["version"], found["new"]["version"]) == ("2026.1", "2026.2")
    assert found["problems"] == 30
    assert found["changed"]
    parts = [change for row in found["changed"] for change in row["changes"]]
    assert {"part": "surgical_evaluation", "before": ["window_open"], "after": ["not_yet"]} in parts
    for row in found["changed"]:
        assert row["number"]
        assert row["family_name"]
        assert all(change["before"] != change["after"] for change in row["changes"])


def test_the_text_has_old_and_new_side_by_side(
    folder: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = stamp_of("Demo").today
    assert run("diff-pack", folder, str(other), "--on", day.isoformat()) == 0
    said = capsys.readouterr().out
    assert "Now:  foramen-2026, version 2026.1\nThen: foramen-2026, version 2026.2\n" in said
    assert re.search(rf"On {show.day(day)} [1-9]\d* of 30 problems would change\.", said)
    assert re.search(r"^    window_open +-> not_yet$", said, re.MULTILINE)


def test_comparing_writes_nothing(folder: Path, other: Path) -> None:
    key = unlock(folder, "Demo", PASSPHRASE)
    before = packs.adopted_in(folder, key)
    run("diff-pack", folder, str(other))
    assert packs.adopted_in(folder, key) == before


def test_adopting_a_pack_that_ships(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("adopt-pack", folder, resources.DEFAULT_PACK) == 0
    said = capsys.readouterr().out
    assert f"Adopted {resources.DEFAULT_PACK}, version {own_pack().version}, by Demo." in said
    found = packs.adopted_in(folder, unlock(folder, "Demo", PASSPHRASE))
    assert found is not None
    assert found.at.tzinfo is not None


@pytest.mark.parametrize("action", ["diff-pack", "adopt-pack"])
def test_a_pack_that_is_not_there_is_refused(action: str, folder: Path) -> None:
    with pytest.raises(BadInput, match=f"expected .*{resources.DEFAULT_PACK}"):
        run(action, folder, "nobodys-pack")


def test_a_broken_pack_is_refused_with_file_and_key(folder: Path, other: Path) -> None:
    change(other / "thresholds.toml", 'S45 = "SEED-B"', 'S45 = "NOBODY"')
    with pytest.raises(BadInput, match=r"other: thresholds\.toml: rules\.S45: expected the id"):
        run("diff-pack", folder, str(other))


def test_a_folder_is_checked_like_the_packs_that_ship(other: Path, tmp_path: Path) -> None:
    assert pack_in(other).thresholds.window_care_days == 70
    (other / "timing.en.toml").write_text("[says", "utf-8")
    with pytest.raises(PackRefused, match=r"other: timing\.en\.toml: expected TOML"):
        pack_in(other)
    with pytest.raises(PackRefused, match=r"expected a folder with pack\.toml"):
        pack_in(tmp_path)


def test_the_clinics_own_numbers_hold_by_both_packs(
    folder: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = 'value = 60\nwho = "Dr Lee"\nwhen = 2026-03-01\nwhy = "the region"\n'
    (folder / "overrides.toml").write_text(f"[override.window_care_days]\n{own}", "utf-8")
    assert run("diff-pack", folder, str(other), "--json") == 0
    assert json.loads(capsys.readouterr().out)["changed"] == []
