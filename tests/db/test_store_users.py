"""``foramen store``: who can unlock a clinic, on a machine without a window."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db import vault
from db.trouble import StoreTrouble
from desktop.commands import BadInput, store
from tests.db.given import CHEAP, PASSPHRASE, USER, Place

WORDS = "brown goats paint quietly"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return written(tmp_path / "secret.txt", PASSPHRASE)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return written(tmp_path / "new.txt", WORDS)


def written(path: Path, words: str) -> Path:
    path.write_text(f"{words}\n", "utf-8")
    return path


def run(action: str, folder: Path, secret: Path, *more: str) -> int:
    parser = argparse.ArgumentParser()
    store.add(parser.add_subparsers())
    words = ["store", action, "--data-dir", str(folder), "--passphrase-file", str(secret), *more]
    return store.run(parser.parse_args(words), CHEAP)


def add_ama(place: Place, secret: Path, new: Path, role: str = "staff") -> None:
    more = ("--name", "Ama", "--role", role, "--new-passphrase-file", str(new))
    assert run("add-user", place.folder, secret, "--user", USER, *more) == 0


def test_somebody_is_let_in_and_shut_out_again(
    place: Place, secret: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = vault.unlock(place.folder, USER, PASSPHRASE).as_pragma()
    add_ama(place, secret, new)
    vault.unlock(place.folder, "Ama", WORDS).wipe()
    with pytest.raises(BadInput, match="--user: expected one of"):
        run("remove-user", place.folder, secret, "--name", "Ama")
    assert run("remove-user", place.folder, secret, "--user", USER, "--name", "Ama") == 0
    assert "new key" in capsys.readouterr().out
    assert vault.user_names(place.folder) == (USER,)
    assert vault.unlock(place.folder, USER, PASSPHRASE).as_pragma() != before
    assert run("check", place.folder, secret) == 0


def test_staff_let_nobody_in(place: Place, secret: Path, new: Path) -> None:
    add_ama(place, secret, new)
    more = ("--name", "Kim", "--role", "staff", "--new-passphrase-file", str(new))
    with pytest.raises(BadInput, match="for clinicians"):
        run("add-user", place.folder, new, "--user", "Ama", *more)
    assert vault.user_names(place.folder) == (USER, "Ama")


def test_the_last_clinician_cannot_be_shut_out(place: Place, secret: Path) -> None:
    with pytest.raises(BadInput, match="One clinician must remain"):
        run("remove-user", place.folder, secret, "--name", USER)


def test_a_passphrase_is_changed_and_reset(place: Place, secret: Path, new: Path) -> None:
    assert run("passphrase", place.folder, secret, "--new-passphrase-file", str(new)) == 0
    with pytest.raises(StoreTrouble):
        vault.unlock(place.folder, USER, PASSPHRASE)
    add_ama(place, new, new)
    more = ("--user", USER, "--name", "Ama", "--new-passphrase-file", str(secret))
    assert run("passphrase", place.folder, new, *more) == 0
    vault.unlock(place.folder, "Ama", PASSPHRASE).wipe()


def test_a_new_passphrase_must_be_a_good_one(place: Place, secret: Path, tmp_path: Path) -> None:
    weak = written(tmp_path / "weak.txt", "password12345")
    with pytest.raises(BadInput, match="Too easy to guess"):
        run("passphrase", place.folder, secret, "--new-passphrase-file", str(weak))
    with pytest.raises(BadInput, match="--new-passphrase-file: expected"):
        run("passphrase", place.folder, secret)


@pytest.mark.parametrize("more", [(), ("--envelope",)])
def test_a_new_code_opens_and_the_old_one_does_not(
    place: Place, secret: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    found = []
    for _ in range(2):
        assert run("recovery-code", place.folder, secret, *more) == 0
        found.append(capsys.readouterr().out.splitlines()[0].split(": ")[1])
    opening = vault.unlock_with_envelope if more else vault.unlock_with_code
    opening(place.folder, found[1]).wipe()
    with pytest.raises(StoreTrouble):
        opening(place.folder, found[0])


def test_guessing_waits_at_the_terminal_too(place: Place, new: Path) -> None:
    for _ in range(3):
        with pytest.raises(BadInput, match="does not open"):
            run("recovery-code", place.folder, new)
    with pytest.raises(BadInput, match="too many tries"):
        run("recovery-code", place.folder, new)


@pytest.mark.long(12)
def test_as_it_is_typed(place: Place, secret: Path, new: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(place.folder, tmp_path / "typed"))
    words = ["store", "add-user", "--data-dir", str(folder), "--passphrase-file", str(secret)]
    words += ["--name", "Ama", "--role", "clinician", "--new-passphrase-file", str(new)]
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Ama can unlock the clinic now (clinician).\n"
